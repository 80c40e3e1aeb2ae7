// SPDX-License-Identifier: GPL-2.0
/* One command of any direction, through SG_IO. */
#include <errno.h>
#include <string.h>
#include <scsi/sg_pt.h>

#include "reader/wire.h"

static int judge(struct sg_pt_base *pt, int ret, const struct reader_cdb *cdb,
		 uint8_t *status, struct probe_sense *sense)
{
	int cat = get_scsi_pt_result_category(pt);

	if (ret || cat == SCSI_PT_RESULT_OS_ERR) {
		ret = ret < 0 ? -ret : get_scsi_pt_os_err(pt);
		sense->os_error = ret > 0 ? ret : EIO;
		return -sense->os_error;
	}
	*status = (uint8_t)get_scsi_pt_status_response(pt);
	if (cat == SCSI_PT_RESULT_GOOD) {
		ret = (int)cdb->in - get_scsi_pt_resid(pt);
		if (!cdb->in)
			return 0;
		return ret < 0 || ret > (int)cdb->in ? -EPROTO : ret;
	}
	if (cat == SCSI_PT_RESULT_TRANSPORT_ERR && !*status) {
		sense->os_error = EIO;
		return -ECOMM;
	}
	ret = get_scsi_pt_sense_len(pt);
	if (ret > 0)
		sense->len = (uint8_t)(ret < 32 ? ret : 32);
	return -EIO;
}

/**
 * wire_send() - send one command
 * @fd: of the drive's sr or sg node
 * @cdb: the command
 * @data: gets its answer, zeroed first, or holds what the drive gets
 * @timeout: seconds
 * @status: gets the SCSI status when the drive answered
 * @sense: gets what the drive said
 *
 * Return: bytes received; or -errno: -EIO with @status and perhaps @sense;
 * -ECOMM when there was no answer; anything else when it was never sent.
 */
int wire_send(int fd, const struct reader_cdb *cdb, void *data, int timeout,
	      uint8_t *status, struct probe_sense *sense)
{
	struct sg_pt_base *pt = construct_scsi_pt_obj();
	int ret;

	memset(sense, 0, sizeof(*sense));
	*status = STATUS_GOOD;
	sense->opcode = cdb->bytes[0];
	if (!pt)
		return -ENOMEM;
	set_scsi_pt_cdb(pt, cdb->bytes, cdb->len);
	set_scsi_pt_sense(pt, sense->bytes, sizeof(sense->bytes));
	if (cdb->in) {
		memset(data, 0, cdb->in);
		set_scsi_pt_data_in(pt, data, (int)cdb->in);
	} else if (cdb->out) {
		set_scsi_pt_data_out(pt, data, (int)cdb->out);
	}
	ret = do_scsi_pt(pt, fd, timeout, 0);
	ret = judge(pt, ret, cdb, status, sense);
	destruct_scsi_pt_obj(pt);
	return ret;
}
