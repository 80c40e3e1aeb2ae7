// SPDX-License-Identifier: GPL-2.0
/* One command with data in, through SG_IO. */
#include <errno.h>
#include <string.h>
#include <scsi/sg_lib.h>
#include <scsi/sg_pt.h>

#include "disc/ask.h"

static int judge(struct sg_pt_base *pt, int ret, int len,
		 struct probe_sense *sense)
{
	int cat = get_scsi_pt_result_category(pt);

	if (ret || cat == SCSI_PT_RESULT_OS_ERR) {
		ret = ret < 0 ? -ret : get_scsi_pt_os_err(pt);
		sense->os_error = ret > 0 ? ret : EIO;
		return -sense->os_error;
	}
	if (cat == SCSI_PT_RESULT_GOOD) {
		ret = len - get_scsi_pt_resid(pt);
		return ret < 0 || ret > len ? -EPROTO : ret;
	}
	ret = get_scsi_pt_sense_len(pt);
	if (cat == SCSI_PT_RESULT_SENSE && ret > 0)
		sense->len = (uint8_t)(ret < 32 ? ret : 32);
	return -EIO;
}

/**
 * drive_ask() - send one command, with data in or none
 * @fd: of the drive's sr or sg node
 * @cdb: the command
 * @cdb_len: bytes of it
 * @buf: gets the answer, zeroed first; not touched when @len is 0
 * @len: bytes of room there
 * @timeout: seconds
 * @sense: gets what the drive said
 *
 * Return: bytes received, or -errno: -EIO with the drive's sense in @sense,
 * anything else when the command never reached the drive.
 */
int drive_ask(int fd, const uint8_t *cdb, int cdb_len, void *buf, int len,
	int timeout, struct probe_sense *sense)
{
	struct sg_pt_base *pt = construct_scsi_pt_obj();
	int ret;

	memset(sense, 0, sizeof(*sense));
	sense->opcode = cdb[0];
	if (!pt)
		return -ENOMEM;
	set_scsi_pt_cdb(pt, cdb, cdb_len);
	set_scsi_pt_sense(pt, sense->bytes, sizeof(sense->bytes));
	if (len) {
		memset(buf, 0, (size_t)len);
		set_scsi_pt_data_in(pt, buf, len);
	}
	ret = do_scsi_pt(pt, fd, timeout, 0);
	ret = judge(pt, ret, len, sense);
	destruct_scsi_pt_obj(pt);
	return ret;
}

/**
 * sense_is() - did the drive say this?
 * @sense: from drive_ask()
 * @key: sense key
 * @asc: additional sense code, -1: any
 */
bool sense_is(const struct probe_sense *sense, int key, int asc)
{
	struct sg_scsi_sense_hdr hdr;

	return sense->len &&
	       sg_scsi_normalize_sense(sense->bytes, sense->len, &hdr) &&
	       hdr.sense_key == key && (asc < 0 || hdr.asc == asc);
}

/**
 * sense_ascq() - the qualifier of what the drive said
 * @sense: from drive_ask()
 *
 * Return: it, or -1 when it said nothing.
 */
int sense_ascq(const struct probe_sense *sense)
{
	struct sg_scsi_sense_hdr hdr;

	if (!sense->len ||
	    !sg_scsi_normalize_sense(sense->bytes, sense->len, &hdr))
		return -1;
	return hdr.ascq;
}
