// SPDX-License-Identifier: GPL-2.0
/* The CDU-541's commands about itself: who, ready, tray, tests, reservation. */

#include <linux/kernel.h>
#include <linux/string.h>

#include "emu_541.h"

/**
 * emu_541_test_unit_ready - TEST UNIT READY 00h; readiness was checked before
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0.
 */
int emu_541_test_unit_ready(struct emu_drive *drive, struct emu_cmd *cmd)
{
	return 0;
}

/**
 * emu_541_request_sense - REQUEST SENSE 03h, manual 4.1.3
 * @drive: the drive
 * @cmd: the command
 *
 * A pending attention takes the place of sense that was kept. SCSI-1 knows
 * four bytes for an allocation length of 0.
 *
 * Return: 0.
 */
int emu_541_request_sense(struct emu_drive *drive, struct emu_cmd *cmd)
{
	struct emu_541 *cdu = drive->cdu;
	u8 buf[18] = { 0x70 };
	int sense = emu_541_attention(drive);

	if (!sense)
		sense = cdu->sense;
	buf[2] = EMU_SENSE_KEY(sense);
	buf[7] = sizeof(buf) - 8;
	buf[12] = EMU_SENSE_ASC(sense);
	buf[13] = EMU_SENSE_ASCQ(sense);
	return emu_reply(cmd, buf, sizeof(buf),
			 cmd->cdb[4] ? cmd->cdb[4] : 4);
}

/**
 * emu_541_inquiry - INQUIRY 12h
 * @drive: the drive
 * @cmd: the command
 *
 * X3.131-1986 (version 1), response format of the common command set. A
 * logical unit that is not there has the peripheral type 7Fh.
 *
 * Return: 0 or sense.
 */
int emu_541_inquiry(struct emu_drive *drive, struct emu_cmd *cmd)
{
	u8 buf[36] = { 0x05, 0x80, 0x01, 0x01, sizeof(buf) - 5 };

	if (cmd->cdb[1] & 0x1f || cmd->cdb[2])	/* EVPD came with SCSI-2 */
		return EMU_BAD_CDB;
	if (cmd->cdb[1] >> 5)
		buf[0] = 0x7f;
	memcpy(buf + 8, "SONY    CD-ROM CDU-541  1.0a", 28);
	return emu_reply(cmd, buf, sizeof(buf), cmd->cdb[4]);
}

/* Third parties and extents are not this drive's: byte 1 b4 and b0. */
static bool emu_541_whole(const struct emu_cmd *cmd)
{
	return !(cmd->cdb[1] & 0x11);
}

/**
 * emu_541_reserve - RESERVE 16h
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_541_reserve(struct emu_drive *drive, struct emu_cmd *cmd)
{
	if (!emu_541_whole(cmd))
		return EMU_BAD_CDB;
	drive->cdu->reserved = true;
	return 0;
}

/**
 * emu_541_release - RELEASE 17h: no error when there is no reservation
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_541_release(struct emu_drive *drive, struct emu_cmd *cmd)
{
	if (!emu_541_whole(cmd))
		return EMU_BAD_CDB;
	drive->cdu->reserved = false;
	return 0;
}

/**
 * emu_541_start_stop - START/STOP UNIT 1Bh
 * @drive: the drive
 * @cmd: byte 4 b1 LoEj, b0 Start
 *
 * Start: that the disc is ready was checked before. Stop ends playing; with
 * LoEj the caddy comes out, unless its removal is prevented: 5/80/00.
 *
 * Return: 0 or sense.
 */
int emu_541_start_stop(struct emu_drive *drive, struct emu_cmd *cmd)
{
	if (cmd->cdb[4] & 0x01)
		return 0;
	if (cmd->cdb[4] & 0x02 && drive->prevented)
		return EMU_541_PREVENTED;
	emu_541_audio_stop(drive, 0);
	if (cmd->cdb[4] & 0x02)
		emu_tray_pull(drive);
	return 0;
}

/**
 * emu_541_prevent_allow - PREVENT/ALLOW MEDIUM REMOVAL 1Eh
 * @drive: the drive
 * @cmd: byte 4 b0 Prevent
 *
 * Return: 0.
 */
int emu_541_prevent_allow(struct emu_drive *drive, struct emu_cmd *cmd)
{
	drive->prevented = cmd->cdb[4] & 0x01;
	return 0;
}

/**
 * emu_541_send_diagnostic - SEND DIAGNOSTIC 1Dh: the self-test
 * @drive: the drive
 * @cmd: byte 1 b2 SelfTest, 3-4 length of a list; no list is known
 *
 * Return: 0 or sense.
 */
int emu_541_send_diagnostic(struct emu_drive *drive, struct emu_cmd *cmd)
{
	if (get_unaligned_be16(cmd->cdb + 3))
		return EMU_BAD_CDB;
	emu_541_audio_stop(drive, 0);
	drive->cdu->tested = 0;
	if (!(cmd->cdb[1] & 0x04) ||
	    drive->cdu->failure != EMU_541_FAIL_SELFTEST)
		return 0;
	drive->cdu->tested = EMU_541_COMPONENT;
	return EMU_541_TEST_FAILED;
}

/**
 * emu_541_receive_diagnostic - RECEIVE DIAGNOSTIC RESULTS 1Ch
 * @drive: the drive
 * @cmd: the command
 *
 * Length (2), then the result of the last test, 0 good, and three zeros.
 *
 * Return: 0.
 */
int emu_541_receive_diagnostic(struct emu_drive *drive, struct emu_cmd *cmd)
{
	u8 buf[6] = { 0, sizeof(buf) - 2, drive->cdu->tested };

	return emu_reply(cmd, buf, sizeof(buf),
			 get_unaligned_be16(cmd->cdb + 3));
}

/**
 * emu_541_read_buffer - READ BUFFER 3Ch, combined header and data
 * @drive: the drive
 * @cmd: mode 0; four bytes of header: 0, capacity; then the buffer
 *
 * Return: 0 or sense.
 */
int emu_541_read_buffer(struct emu_drive *drive, struct emu_cmd *cmd)
{
	u32 allocation = get_unaligned_be24(cmd->cdb + 6);
	u8 *p = drive->bounce;
	u32 len;

	if (cmd->cdb[1] & 0x07 || cmd->cdb[2])
		return EMU_BAD_CDB;
	len = min(allocation, EMU_CHUNK);
	if (len < 4) {
		put_unaligned_be32(EMU_541_BUFFER, p);
		return emu_reply(cmd, p, 4, allocation);
	}
	put_unaligned_be32(EMU_541_BUFFER, p);
	memcpy(p + 4, drive->cdu->buffer, len - 4);
	return emu_reply(cmd, p, len, allocation);
}

/**
 * emu_541_write_buffer - WRITE BUFFER 3Bh, combined header and data
 * @drive: the drive
 * @cmd: mode 0; four bytes of zeros, then what goes into the buffer
 *
 * Return: 0 or sense.
 */
int emu_541_write_buffer(struct emu_drive *drive, struct emu_cmd *cmd)
{
	u32 told = get_unaligned_be24(cmd->cdb + 6);
	u8 *p = drive->bounce;
	u32 len;

	if (cmd->cdb[1] & 0x07 || cmd->cdb[2] || told > EMU_541_BUFFER)
		return EMU_BAD_CDB;
	if (!told)
		return 0;
	len = emu_fetch(cmd, p, EMU_CHUNK);
	if (told < 4 || len < told)
		return EMU_BAD_LIST_LENGTH;
	if (get_unaligned_be32(p))
		return EMU_BAD_PARAMETER;
	memcpy(drive->cdu->buffer, p + 4, told - 4);
	return 0;
}
