// SPDX-License-Identifier: GPL-2.0
/* Commands of changers that move nothing: who, ready, reserved, locked, buffer. */

#include <linux/kernel.h>
#include <linux/string.h>
#include <scsi/scsi_cmnd.h>

#include "emu_smc.h"

#define EMU_SMC_BUFFER_ID	1	/* the CPU's RAM (manual, 3.10) */
#define EMU_SMC_RESERVE_THIRD	0x10
#define EMU_SMC_RESERVE_ELEMENT	0x01

/**
 * emu_smc_test_unit_ready - TEST UNIT READY; that it is ready was checked before
 * @smc: the changer
 * @cmd: the command
 *
 * Return: 0.
 */
int emu_smc_test_unit_ready(struct emu_smc *smc, struct emu_cmd *cmd)
{
	return 0;
}

/**
 * emu_smc_request_sense - REQUEST SENSE: a pending unit attention, or nothing
 * @smc: the changer
 * @cmd: the command
 *
 * Return: 0.
 */
int emu_smc_request_sense(struct emu_smc *smc, struct emu_cmd *cmd)
{
	u8 buf[18] = { 0x70 };
	int sense = emu_smc_attention(smc);

	buf[2] = EMU_SENSE_KEY(sense);
	buf[7] = sizeof(buf) - 8;
	buf[12] = EMU_SENSE_ASC(sense);
	buf[13] = EMU_SENSE_ASCQ(sense);
	return emu_reply(cmd, buf, sizeof(buf), cmd->cdb[4]);
}

static void emu_smc_names(const struct emu_smc *smc, const char *vendor,
			  u8 *buf)
{
	const char *product = smc->model->unit.product;

	memset(buf + 8, ' ', 24);
	memcpy(buf + 8, vendor, strlen(vendor));
	memcpy(buf + 16, product, strlen(product));
	memcpy(buf + 32, "1.00", 4);
}

/**
 * emu_smc_inquiry - INQUIRY of the MC (manual, 3.2)
 * @smc: the changer
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_smc_inquiry(struct emu_smc *smc, struct emu_cmd *cmd)
{
	u8 buf[36] = { 0x08, 0x80, 0x02, 0x02, 0x1f };

	emu_smc_names(smc, "JVC", buf);
	return emu_reply(cmd, buf, sizeof(buf), cmd->cdb[4]);
}

/* Vital product data pages 00h, 80h, 83h: SPC-4 7.8. */
static int emu_smc_vpd(struct emu_smc *smc, struct emu_cmd *cmd, u32 allocation)
{
	u8 buf[8 + EMU_IDENTIFIER] = { 0x08, cmd->cdb[2] };
	u32 len;

	switch (cmd->cdb[2]) {
	case 0x00:
		len = 3;
		buf[5] = 0x80;
		buf[6] = 0x83;
		break;
	case 0x80:
		len = EMU_SERIAL_LEN;
		emu_serial(smc->unit, (char *)buf + 4);
		break;
	case 0x83:	/* one T10 vendor ID designator in ASCII */
		len = 4 + EMU_IDENTIFIER;
		buf[4] = 0x02;
		buf[5] = 0x01;
		buf[7] = EMU_IDENTIFIER;
		emu_identifier(smc->unit, buf + 8);
		break;
	default:
		return EMU_BAD_CDB;
	}
	put_unaligned_be16(len, buf + 2);
	return emu_reply(cmd, buf, len + 4, allocation);
}

/**
 * emu_smc_inquiry_plain - INQUIRY of a plain changer, SPC-4 6.6
 * @smc: the changer
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_smc_inquiry_plain(struct emu_smc *smc, struct emu_cmd *cmd)
{
	u32 allocation = get_unaligned_be16(cmd->cdb + 3);
	u8 buf[96] = { 0x08, 0x80, 0x05, 0x02, 96 - 5 };

	if (cmd->cdb[1] & 0x01)
		return emu_smc_vpd(smc, cmd, allocation);
	if (cmd->cdb[2])
		return EMU_BAD_CDB;
	emu_smc_names(smc, "DSR-EMU", buf);
	return emu_reply(cmd, buf, sizeof(buf), allocation);
}

/**
 * emu_smc_prevented - may an operator take nothing out
 * @smc: the changer; its unit->lock held
 *
 * Return: true when some initiator prevents it.
 */
bool emu_smc_prevented(const struct emu_smc *smc)
{
	return smc->unit->prevented || smc->other_prevents;
}

/**
 * emu_smc_prevent_allow - PREVENT ALLOW MEDIUM REMOVAL
 * @smc: the changer
 * @cmd: the command
 *
 * Return: 0.
 */
int emu_smc_prevent_allow(struct emu_smc *smc, struct emu_cmd *cmd)
{
	smc->unit->prevented = cmd->cdb[4] & 0x01;
	return 0;
}

/**
 * emu_smc_reserve - RESERVE, of the whole unit
 * @smc: the changer, which nobody else has
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_smc_reserve(struct emu_smc *smc, struct emu_cmd *cmd)
{
	const u8 *cdb = cmd->cdb;

	if (cdb[1] & EMU_SMC_RESERVE_ELEMENT || get_unaligned_be16(cdb + 3))
		return EMU_BAD_CDB;
	smc->reserved = true;
	smc->third = -1;
	if (cdb[1] & EMU_SMC_RESERVE_THIRD)
		smc->third = (cdb[1] >> 1) & 0x07;
	return 0;
}

/**
 * emu_smc_release - RELEASE; of what is not reserved so, it changes nothing
 * @smc: the changer
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_smc_release(struct emu_smc *smc, struct emu_cmd *cmd)
{
	const u8 *cdb = cmd->cdb;
	int third = -1;

	if (cdb[1] & EMU_SMC_RESERVE_ELEMENT)
		return EMU_BAD_CDB;
	if (cdb[1] & EMU_SMC_RESERVE_THIRD)
		third = (cdb[1] >> 1) & 0x07;
	if (third == smc->third)
		smc->reserved = false;
	return 0;
}

/* The RAM is the unit's bounce buffer; NULL for what lies outside of it. */
static u8 *emu_smc_ram(struct emu_smc *smc, const u8 *cdb, u32 *len)
{
	u32 offset = get_unaligned_be24(cdb + 3);

	*len = get_unaligned_be24(cdb + 6);
	if ((cdb[1] & 0x07) != 0x02 || cdb[2] != EMU_SMC_BUFFER_ID ||
	    offset > EMU_CHUNK || *len > EMU_CHUNK - offset)
		return NULL;
	return smc->unit->bounce + offset;
}

/**
 * emu_smc_read_buffer - READ BUFFER (manual, 3.10)
 * @smc: an MC
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_smc_read_buffer(struct emu_smc *smc, struct emu_cmd *cmd)
{
	u32 len;
	u8 *ram = emu_smc_ram(smc, cmd->cdb, &len);

	if (!ram)
		return EMU_BAD_CDB;
	return emu_reply(cmd, ram, len, len);
}

/**
 * emu_smc_write_buffer - WRITE BUFFER (manual, 3.18)
 * @smc: an MC
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_smc_write_buffer(struct emu_smc *smc, struct emu_cmd *cmd)
{
	u32 len;
	u8 *ram = emu_smc_ram(smc, cmd->cdb, &len);

	if (!ram)
		return EMU_BAD_CDB;
	emu_fetch(cmd, ram, min(len, scsi_bufflen(cmd->scmd)));
	return 0;
}
