// SPDX-License-Identifier: GPL-2.0
/* Commands of SPC-4: who are you, are you ready, the tray. */

#include <linux/kernel.h>
#include <linux/ktime.h>

#include "emu.h"

/**
 * emu_serial - the unit serial number
 * @drive: the drive
 * @serial: gets 8 characters and a NUL
 */
void emu_serial(const struct emu_drive *drive, char *serial)
{
	snprintf(serial, EMU_SERIAL_LEN + 1, "EMU%05u", drive->number % 100000);
}

/**
 * emu_identifier - what tells a drive from all others, SPC-4 7.8.6.4
 * @drive: the drive
 * @id: gets EMU_IDENTIFIER bytes: vendor, product, serial number
 */
void emu_identifier(const struct emu_drive *drive, u8 *id)
{
	char serial[EMU_SERIAL_LEN + 1];

	emu_serial(drive, serial);
	memcpy(id, "DSR-EMU ", 8);
	memset(id + 8, ' ', 16);
	memcpy(id + 8, drive->model->product, strlen(drive->model->product));
	memcpy(id + 24, serial, EMU_SERIAL_LEN);
}

/**
 * emu_test_unit_ready - TEST UNIT READY; that it is ready was checked before
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0.
 */
int emu_test_unit_ready(struct emu_drive *drive, struct emu_cmd *cmd)
{
	return 0;
}

/**
 * emu_request_sense - REQUEST SENSE, SPC-4 6.39
 * @drive: the drive
 * @cmd: the command
 *
 * Tells a pending unit attention, else the progress of a long operation.
 *
 * Return: 0.
 */
int emu_request_sense(struct emu_drive *drive, struct emu_cmd *cmd)
{
	u8 buf[18] = { 0x70 };
	int sense = emu_tray_attention(drive);

	if (!sense)
		sense = emu_tray_not_ready(drive, cmd);
	buf[2] = EMU_SENSE_KEY(sense);
	buf[7] = sizeof(buf) - 8;
	buf[12] = EMU_SENSE_ASC(sense);
	buf[13] = EMU_SENSE_ASCQ(sense);
	if (cmd->progress) {
		buf[15] = 0x80;
		put_unaligned_be16(cmd->progress, buf + 16);
	}
	return emu_reply(cmd, buf, sizeof(buf), cmd->cdb[4]);
}

/* Standard data, SPC-4 table 173: removable, SPC-3, 96 bytes. */
static int emu_inquiry_standard(struct emu_drive *drive, struct emu_cmd *cmd,
				u32 allocation)
{
	u8 buf[96] = { 0x05, 0x80, 0x05, 0x02, 96 - 5 };

	memcpy(buf + 8, "DSR-EMU ", 8);
	memset(buf + 16, ' ', 16);
	memcpy(buf + 16, drive->model->product, strlen(drive->model->product));
	memcpy(buf + 32, "1.00", 4);
	return emu_reply(cmd, buf, sizeof(buf), allocation);
}

/* Vital product data pages 00h, 80h, 83h: SPC-4 7.8. */
static int emu_inquiry_vpd(struct emu_drive *drive, struct emu_cmd *cmd,
			   u32 allocation)
{
	char serial[EMU_SERIAL_LEN + 1];
	u8 buf[48] = { 0x05, cmd->cdb[2] };
	u32 len;

	emu_serial(drive, serial);
	switch (cmd->cdb[2]) {
	case 0x00:
		len = 3;
		buf[5] = 0x80;
		buf[6] = 0x83;
		break;
	case 0x80:
		len = EMU_SERIAL_LEN;
		memcpy(buf + 4, serial, EMU_SERIAL_LEN);
		break;
	case 0x83:	/* one T10 vendor ID designator in ASCII */
		len = 4 + EMU_IDENTIFIER;
		buf[4] = 0x02;
		buf[5] = 0x01;
		buf[7] = len - 4;
		emu_identifier(drive, buf + 8);
		break;
	default:
		return EMU_BAD_CDB;
	}
	put_unaligned_be16(len, buf + 2);
	return emu_reply(cmd, buf, len + 4, allocation);
}

/**
 * emu_inquiry - INQUIRY, SPC-4 6.6
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_inquiry(struct emu_drive *drive, struct emu_cmd *cmd)
{
	u32 allocation = get_unaligned_be16(cmd->cdb + 3);

	if (cmd->cdb[1] & 0x01)
		return emu_inquiry_vpd(drive, cmd, allocation);
	if (cmd->cdb[2])
		return EMU_BAD_CDB;
	return emu_inquiry_standard(drive, cmd, allocation);
}

static int emu_load(struct emu_drive *drive, struct emu_cmd *cmd,
		    bool immediate)
{
	s64 left;

	emu_tray_close(drive);
	if (!drive->disc)
		return immediate ? 0 : EMU_NO_MEDIUM_CLOSED;
	if (immediate || !emu_tray_not_ready(drive, NULL))
		return 0;
	left = ktime_to_ns(ktime_sub(drive->long_op.end, ktime_get()));
	if (left > 0)
		cmd->delay += left;
	return 0;
}

/**
 * emu_start_stop - START STOP UNIT, MMC-6 6.42
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_start_stop(struct emu_drive *drive, struct emu_cmd *cmd)
{
	bool immediate = cmd->cdb[1] & 0x01;
	int sense;

	if (cmd->cdb[4] & 0xf0)		/* power conditions: nothing to do */
		return 0;
	switch (cmd->cdb[4] & 0x03) {
	case 0x03:			/* load */
		return emu_load(drive, cmd, immediate);
	case 0x02:			/* eject */
		sense = emu_tray_not_ready(drive, cmd);
		if (EMU_SENSE_ASC(sense) == 0x04 &&
		    sense != EMU_BECOMING_READY)
			return sense;
		return emu_tray_open(drive);
	case 0x01:			/* spin up */
		sense = emu_tray_not_ready(drive, cmd);
		return sense == EMU_BECOMING_READY && immediate ? 0 : sense;
	default:			/* spin down */
		return 0;
	}
}

/**
 * emu_prevent_allow - PREVENT ALLOW MEDIUM REMOVAL, MMC-6 6.17
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0.
 */
int emu_prevent_allow(struct emu_drive *drive, struct emu_cmd *cmd)
{
	drive->prevented = cmd->cdb[4] & 0x01;
	return 0;
}
