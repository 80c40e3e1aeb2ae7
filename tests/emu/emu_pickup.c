// SPDX-License-Identifier: GPL-2.0
/* One sector of a CD as a drive delivers it. */

#include <linux/kernel.h>
#include <linux/string.h>

#include "emu.h"

#define EMU_SAMPLE	4	/* bytes: two channels of 16 bits */

/* A block of samples; silence where there is no audio to be read. */
static int emu_pickup_samples(struct emu_disc *disc, s32 lba, u8 *samples)
{
	int track = emu_track_by_lba(disc, lba);
	enum emu_form form;
	u32 bad;
	int sense;

	memset(samples, 0, EMU_RAW);
	if (track < 0 || disc->tracks[track].mode != EMU_TRACK_AUDIO ||
	    emu_track_readable(disc, lba, 1, &bad))
		return 0;
	sense = emu_cd_fetch(disc, lba, samples, &form);
	if (!sense && form == EMU_FORM_NONE)
		memset(samples, 0, EMU_RAW);
	return sense;
}

/* A drive with an offset begins so many samples behind the block's first. */
static int emu_pickup_audio(struct emu_drive *drive, s32 lba, u8 *sector)
{
	s32 bytes = drive->read_offset * EMU_SAMPLE;
	s32 blocks = bytes / (s32)EMU_RAW;
	u32 rest;
	int sense;

	if (bytes - blocks * (s32)EMU_RAW < 0)
		blocks--;
	rest = bytes - blocks * (s32)EMU_RAW;
	sense = emu_pickup_samples(drive->disc, lba + blocks, sector);
	if (sense || !rest)
		return sense;
	memmove(sector, sector + rest, EMU_RAW - rest);
	sense = emu_pickup_samples(drive->disc, lba + blocks + 1,
				   drive->second);
	memcpy(sector + EMU_RAW - rest, drive->second, rest);
	return sense;
}

/**
 * emu_pickup_read - read one sector of a CD
 * @drive: the drive, with a CD; its disc's lock held
 * @lba: block that can be read, from -150
 * @parity: EDC and ECC of data sectors are wanted
 * @sector: gets 2352 bytes
 * @type: gets what it is
 *
 * Return: 0 or sense.
 */
int emu_pickup_read(struct emu_drive *drive, s32 lba, bool parity, u8 *sector,
		    enum emu_sector_type *type)
{
	struct emu_disc *disc = drive->disc;
	int track = emu_track_by_lba(disc, lba);
	enum emu_track_mode mode;
	enum emu_form form;
	int sense;

	if (track < 0)
		return EMU_ILLEGAL_MODE;
	mode = disc->tracks[track].mode;
	*type = EMU_SECTOR_AUDIO;
	if (mode == EMU_TRACK_AUDIO)
		return emu_pickup_audio(drive, lba, sector);
	sense = emu_cd_fetch(disc, lba, sector, &form);
	if (sense)
		return sense;
	emu_sector_build(sector, lba, form, mode, parity);
	*type = emu_sector_type(sector, mode);
	return 0;
}
