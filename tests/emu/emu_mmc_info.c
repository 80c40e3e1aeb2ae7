// SPDX-License-Identifier: GPL-2.0
/* Disc, track and buffer information. */

#include <linux/kernel.h>
#include <linux/string.h>

#include "emu.h"

/* Disc status and state of the last session, MMC-6 tables 373 and 374 */
enum { EMU_DISC_EMPTY, EMU_DISC_INCOMPLETE, EMU_DISC_COMPLETE };
enum { EMU_SESSION_EMPTY, EMU_SESSION_INCOMPLETE, EMU_SESSION_COMPLETE = 3 };

static u8 emu_disc_status(const struct emu_disc *disc)
{
	u8 status = EMU_DISC_INCOMPLETE;
	u8 session = EMU_SESSION_INCOMPLETE;

	if (emu_disc_blank(disc))
		return EMU_DISC_EMPTY | EMU_SESSION_EMPTY << 2;
	if (disc->finalised) {
		status = EMU_DISC_COMPLETE;
		session = EMU_SESSION_COMPLETE;
	} else if (emu_session_empty(disc)) {
		session = EMU_SESSION_EMPTY;
	}
	return status | session << 2;
}

/* Lead-in of the session to come and its last lead-out: CD only. */
static void emu_put_disc_times(const struct emu_disc *disc, u8 *buf)
{
	const struct emu_track *last = &disc->tracks[disc->nr_tracks - 1];

	memset(buf + 16, 0xff, 8);
	if (disc->medium->family != EMU_CD || disc->finalised)
		return;
	if (disc->sessions) {
		buf[16] = 0;
		emu_msf(last->start - 150 - 4500, buf + 17);
	} else {		/* in the first lead-in, 97:26:66 as in ATIP */
		buf[16] = 0;
		buf[17] = 97;
		buf[18] = 26;
		buf[19] = 66;
	}
	buf[20] = 0;
	emu_msf(disc->capacity, buf + 21);
}

/**
 * emu_read_disc_info - READ DISC INFORMATION, MMC-6 6.26
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_read_disc_info(struct emu_drive *drive, struct emu_cmd *cmd)
{
	struct emu_disc *disc = drive->disc;
	u8 buf[34] = { 0 };
	u16 sessions;

	if (cmd->cdb[1] & 0x07)		/* standard disc information only */
		return EMU_BAD_CDB;
	mutex_lock(&disc->lock);
	sessions = disc->sessions + (disc->finalised ? 0 : 1);
	put_unaligned_be16(sizeof(buf) - 2, buf);
	buf[2] = emu_disc_status(disc);
	if (disc->medium->flags & EMU_MEDIUM_REWRITABLE)
		buf[2] |= 0x10;		/* erasable */
	if (emu_medium_id(disc->medium) == EMU_DVD_PLUS_RW)
		buf[7] = disc->format;
	buf[3] = 1;
	buf[4] = sessions;
	buf[5] = emu_session_first_track(disc, sessions) ?: disc->nr_tracks;
	buf[6] = disc->nr_tracks;
	buf[7] |= 0x20;			/* for unrestricted use */
	if (disc->cd)
		buf[8] = disc->sessions ? disc->cd->sessions[0].type : 0xff;
	emu_put_disc_times(disc, buf);
	mutex_unlock(&disc->lock);
	return emu_reply(cmd, buf, sizeof(buf),
			 get_unaligned_be16(cmd->cdb + 7));
}

static bool emu_knows_invisible(const struct emu_medium *medium)
{
	return medium->family == EMU_CD || medium->profile == 0x001b ||
	       medium->profile == 0x002b;
}

/* Finds the track a CDB means; returns its number, or 0. */
static u16 emu_which_track(const struct emu_disc *disc, u8 type, u32 address)
{
	const struct emu_track *last = &disc->tracks[disc->nr_tracks - 1];

	switch (type) {
	case 0:
		return emu_track_by_lba(disc, address) + 1;
	case 1:
		/* FFh: on CD, DVD+R and DVD+R DL alone (MMC-6, READ TRACK INFORMATION) */
		if (address == 0xff && !emu_knows_invisible(disc->medium))
			return 0;
		if (address == 0xff)
			return last->state == EMU_TRACK_CLOSED ||
			       last->reserved ? 0 : disc->nr_tracks;
		return address <= disc->nr_tracks ? address : 0;
	case 2:
		return address <= EMU_MAX_TRACKS ?
		       emu_session_first_track(disc, address) : 0;
	default:
		return 0;
	}
}

/* Data mode, MMC-6 table 505: unknown while blank, and of audio */
static u8 emu_data_mode(const struct emu_track *t, bool blank)
{
	if (blank || t->mode == EMU_TRACK_AUDIO)
		return 0x0f;
	return t->mode == EMU_TRACK_MODE1 ? 1 : 2;
}

/* Written in packets: those of DVD-R are of any length, the others' are not. */
static void emu_put_packet(const struct emu_disc *disc, u8 *buf)
{
	u32 flags = disc->medium->flags;

	if (flags & EMU_MEDIUM_TESTABLE) {
		buf[6] |= disc->at_once ? 0 : 0x20;
	} else if (flags & (EMU_MEDIUM_SEQUENTIAL | EMU_MEDIUM_GROWING)) {
		buf[6] |= 0x30;
		put_unaligned_be32(disc->medium->ecc_blocks, buf + 20);
	}
}

/* Track information block, MMC-6 table 500 */
static void emu_put_track(const struct emu_disc *disc, u16 number, u8 *buf)
{
	const struct emu_track *t = &disc->tracks[number - 1];
	bool blank = t->state == EMU_TRACK_BLANK ||
		     t->state == EMU_TRACK_RESERVED;

	put_unaligned_be16(46, buf);
	buf[2] = number;
	buf[3] = t->session;
	buf[5] = t->control;		/* track mode */
	buf[6] = emu_data_mode(t, blank) | (blank ? 0x40 : 0);
	if (t->reserved)
		buf[6] |= 0x80;
	if (disc->medium->family != EMU_CD)
		emu_put_packet(disc, buf);
	put_unaligned_be32(t->start, buf + 8);
	if (t->state != EMU_TRACK_CLOSED) {
		buf[7] |= 0x01;
		put_unaligned_be32(t->nwa, buf + 12);
	}
	put_unaligned_be32(emu_track_free(disc, t), buf + 16);
	put_unaligned_be32(t->size, buf + 24);
	if (!blank && t->nwa > t->start) {
		buf[7] |= 0x02;
		put_unaligned_be32(t->nwa - 1, buf + 28);
	}
	put_unaligned_be32(t->start, buf + 36);
}

/* Of CD: with page 05h on session at once the pregap is what is written next. */
static bool emu_nwa_in_gap(const struct emu_drive *drive,
			   const struct emu_disc *disc, u16 number)
{
	return drive->nwa_gap && disc->medium->family == EMU_CD &&
	       disc->tracks[number - 1].state == EMU_TRACK_BLANK &&
	       emu_write_type(drive) == EMU_WRITE_AT_ONCE;
}

/**
 * emu_read_track_info - READ TRACK INFORMATION, MMC-6 6.28
 * @drive: the drive
 * @cmd: the command
 *
 * During a test write it tells of the tracks that are tried, so that the host
 * finds the next writable address.
 *
 * Return: 0 or sense.
 */
int emu_read_track_info(struct emu_drive *drive, struct emu_cmd *cmd)
{
	struct emu_disc *disc = drive->rehearsal && emu_rehearsing(drive) ?
				drive->rehearsal : drive->disc;
	u8 type = cmd->cdb[1] & 0x03;
	u8 buf[48] = { 0 };
	u16 number;

	mutex_lock(&disc->lock);
	number = emu_which_track(disc, type, get_unaligned_be32(cmd->cdb + 2));
	if (number)
		emu_put_track(disc, number, buf);
	if (number && emu_nwa_in_gap(drive, disc, number))
		put_unaligned_be32(get_unaligned_be32(buf + 12) - EMU_CD_PREGAP,
				   buf + 12);
	mutex_unlock(&disc->lock);
	if (!number)
		return type ? EMU_BAD_CDB : EMU_LBA_RANGE;
	return emu_reply(cmd, buf, sizeof(buf),
			 get_unaligned_be16(cmd->cdb + 7));
}

/**
 * emu_read_buffer_capacity - READ BUFFER CAPACITY, MMC-6 6.16
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_read_buffer_capacity(struct emu_drive *drive, struct emu_cmd *cmd)
{
	u8 buf[12] = { 0, sizeof(buf) - 2 };

	if (cmd->cdb[1] & 0x01)		/* in blocks: not offered */
		return EMU_BAD_CDB;
	put_unaligned_be32(drive->buffer.size, buf + 4);
	put_unaligned_be32(emu_timing_free(drive), buf + 8);
	return emu_reply(cmd, buf, sizeof(buf),
			 get_unaligned_be16(cmd->cdb + 7));
}
