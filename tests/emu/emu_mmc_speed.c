// SPDX-License-Identifier: GPL-2.0
/* Speeds: asked for and chosen. */

#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/string.h>

#include "emu.h"

#define EMU_PERF_NOMINAL	0x00
#define EMU_PERF_WRITE_SPEED	0x03

/* The fastest speed of the medium that is not above the wish. */
static u32 emu_choose_write(const struct emu_drive *drive, u32 kbps)
{
	const u32 *speeds = drive->disc->medium->speeds;
	u32 slowest = 0;
	unsigned int i;

	for (i = 0; i < 8 && speeds[i]; i++) {
		slowest = speeds[i];
		if (speeds[i] <= kbps)
			break;
	}
	return slowest;
}

static u32 emu_choose_read(const struct emu_drive *drive, u32 kbps)
{
	u32 one_x = emu_medium_one_x(drive->disc->medium);

	return clamp(kbps, one_x, drive->disc->medium->read_speed);
}

/**
 * emu_set_cd_speed - SET CD SPEED, MMC-6 6.40
 * @drive: the drive
 * @cmd: the command; FFFFh is as fast as can be
 *
 * Return: 0.
 */
int emu_set_cd_speed(struct emu_drive *drive, struct emu_cmd *cmd)
{
	u32 read = get_unaligned_be16(cmd->cdb + 2);
	u32 write = get_unaligned_be16(cmd->cdb + 4);

	if (!drive->disc)
		return 0;
	if (read)
		drive->read_kbps = read == 0xffff ? 0 :
				   emu_choose_read(drive, read);
	if (write)
		drive->write_kbps = write == 0xffff ? 0 :
				    emu_choose_write(drive, write);
	return 0;
}

/* kB per so many milliseconds as kB/s. */
static u32 emu_per_second(const u8 *descriptor)
{
	u32 size = get_unaligned_be32(descriptor);
	u32 time = get_unaligned_be32(descriptor + 4);
	u64 kbps = time ? div_u64((u64)size * 1000, time) : 0;

	return min_t(u64, kbps, ~0u);
}

/**
 * emu_set_streaming - SET STREAMING, MMC-6 6.41
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_set_streaming(struct emu_drive *drive, struct emu_cmd *cmd)
{
	u8 list[28];

	if (cmd->cdb[8])		/* performance descriptors only */
		return EMU_BAD_CDB;
	if (get_unaligned_be16(cmd->cdb + 9) != sizeof(list) ||
	    emu_fetch(cmd, list, sizeof(list)) != sizeof(list))
		return EMU_BAD_LIST_LENGTH;
	if (list[0] & 0x04) {		/* restore defaults */
		drive->read_kbps = 0;
		drive->write_kbps = 0;
		return 0;
	}
	if (get_unaligned_be32(list + 4) > get_unaligned_be32(list + 8))
		return EMU_BAD_PARAMETER;
	if (!emu_per_second(list + 12) || !emu_per_second(list + 20))
		return EMU_BAD_PARAMETER;
	drive->read_kbps = emu_choose_read(drive, emu_per_second(list + 12));
	drive->write_kbps = emu_choose_write(drive, emu_per_second(list + 20));
	return 0;
}

static u32 emu_put_nominal(const struct emu_drive *drive, bool write, u8 *p)
{
	u32 kbps = write ? emu_timing_write_kbps(drive)
			 : emu_timing_read_kbps(drive);

	if (!kbps)
		return 0;
	put_unaligned_be32(kbps, p + 4);
	put_unaligned_be32(drive->disc->capacity - 1, p + 8);
	put_unaligned_be32(kbps, p + 12);
	return 16;
}

static u32 emu_put_write_speeds(const struct emu_drive *drive, u8 *p)
{
	const struct emu_medium *medium = drive->disc->medium;
	u32 len = 0;
	unsigned int i;

	for (i = 0; i < 8 && medium->speeds[i]; i++, len += 16) {
		put_unaligned_be32(drive->disc->capacity - 1, p + len + 4);
		put_unaligned_be32(medium->read_speed, p + len + 8);
		put_unaligned_be32(medium->speeds[i], p + len + 12);
	}
	return len;
}

/**
 * emu_get_performance - GET PERFORMANCE, MMC-6 6.8, types 00h and 03h
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_get_performance(struct emu_drive *drive, struct emu_cmd *cmd)
{
	bool write = cmd->cdb[1] & 0x04;
	u32 wanted = get_unaligned_be16(cmd->cdb + 8);
	u8 buf[8 + 8 * 16] = { 0 };
	u32 len;

	switch (cmd->cdb[10]) {
	case EMU_PERF_NOMINAL:
		if (cmd->cdb[1] & 0x03)	/* exceptions: there are none */
			len = 0;
		else
			len = emu_put_nominal(drive, write, buf + 8);
		buf[4] = (write ? 0x02 : 0) | (cmd->cdb[1] & 0x03 ? 0x01 : 0);
		break;
	case EMU_PERF_WRITE_SPEED:
		if (!drive->model->writes)
			return EMU_BAD_CDB;
		len = emu_put_write_speeds(drive, buf + 8);
		break;
	default:
		return EMU_BAD_CDB;
	}
	put_unaligned_be32(len + 4, buf);
	return emu_reply(cmd, buf, len + 8, 8 + wanted * 16);
}
