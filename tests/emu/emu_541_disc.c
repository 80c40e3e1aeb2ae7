// SPDX-License-Identifier: GPL-2.0
/* A disc as the CDU-541 sees it: the first session of a CD. */

#include <linux/kernel.h>
#include <linux/string.h>

#include "emu_541.h"

/**
 * emu_541_recover_toc - read the table of contents
 * @drive: a CDU-541; its lock held; gets @toc
 *
 * The drive is older than sessions. A disc without a closed session, or
 * that is no CD, has no TOC for it.
 */
void emu_541_recover_toc(struct emu_drive *drive)
{
	struct emu_541_toc *toc = &drive->cdu->toc;
	struct emu_disc *disc = drive->disc;
	u16 i;

	toc->nr = 0;
	if (!disc || drive->tray_open || disc->medium->family != EMU_CD)
		return;
	mutex_lock(&disc->lock);
	for (i = 0; disc->sessions && i < disc->nr_tracks; i++) {
		if (disc->tracks[i].session != 1)
			break;
		toc->tracks[i].number = i + 1;
		toc->tracks[i].control = disc->tracks[i].control;
		toc->tracks[i].start = disc->tracks[i].start;
		toc->nr++;
	}
	toc->lead_out = disc->lead_out[0];
	mutex_unlock(&disc->lock);
}

/**
 * emu_541_track_at - the track of a block
 * @toc: a table of contents
 * @lba: the block
 *
 * A pre-gap counts as the end of the track before it.
 *
 * Return: index into @tracks, or -1 for a block outside the program area.
 */
int emu_541_track_at(const struct emu_541_toc *toc, u32 lba)
{
	int i = toc->nr;

	if (!toc->nr || lba >= toc->lead_out)
		return -1;
	do {
		i--;
	} while (i >= 0 && lba < toc->tracks[i].start);
	return i;
}

/**
 * emu_541_is_audio - is a block one of an audio track?
 * @toc: a table of contents
 * @lba: the block
 *
 * Return: false also outside the program area.
 */
bool emu_541_is_audio(const struct emu_541_toc *toc, u32 lba)
{
	int i = emu_541_track_at(toc, lba);

	if (i < 0)	/* a first track that does not begin at 0 */
		return toc->nr && lba < toc->tracks[0].start &&
		       !(toc->tracks[0].control & EMU_CTL_DATA);
	return !(toc->tracks[i].control & EMU_CTL_DATA);
}

/**
 * emu_541_index_start - where an index from 2 on begins
 * @disc: a CD; takes its lock
 * @track: number
 * @index: 2 to 99
 * @lba: gets the block
 *
 * Return: false when the track has no such index.
 */
bool emu_541_index_start(struct emu_disc *disc, u8 track, u8 index, u32 *lba)
{
	const struct emu_cd *cd = disc->cd;
	bool found = false;
	u32 i;

	mutex_lock(&disc->lock);
	for (i = 0; i < cd->nr_marks && !found; i++) {
		found = cd->marks[i].track == track &&
			cd->marks[i].index == index;
		if (found)
			*lba = cd->marks[i].lba;
	}
	mutex_unlock(&disc->lock);
	return found;
}

/**
 * emu_541_sector_mode - a data sector and the mode in its header
 * @disc: a CD; its lock held
 * @lba: block
 * @sector: gets 2352 bytes
 * @mode: gets 1 or 2
 *
 * Return: 0; 5/64/00 for audio; or why it can't be read.
 */
int emu_541_sector_mode(struct emu_disc *disc, u32 lba, u8 *sector, u8 *mode)
{
	const struct emu_track *track;
	enum emu_form form;
	u32 bad;
	int sense;

	sense = emu_track_readable(disc, lba, 1, &bad);
	if (sense)
		return sense;
	track = &disc->tracks[emu_track_by_lba(disc, lba)];
	if (track->mode == EMU_TRACK_AUDIO)
		return EMU_ILLEGAL_MODE;
	sense = emu_cd_fetch(disc, lba, sector, &form);
	if (sense)
		return sense;
	emu_sector_build(sector, lba, form, track->mode, true);
	*mode = sector[15];
	return 0;
}

/**
 * emu_541_sector - a data sector of the mode that is wanted
 * @disc: a CD; its lock held
 * @lba: block
 * @mode: 1 or 2
 * @sector: gets 2352 bytes
 *
 * Return: 0; 5/64/00 for a sector of another kind; or why it can't be read.
 */
int emu_541_sector(struct emu_disc *disc, u32 lba, u8 mode, u8 *sector)
{
	u8 is;
	int sense = emu_541_sector_mode(disc, lba, sector, &is);

	if (!sense && is != mode)
		sense = EMU_ILLEGAL_MODE;
	return sense;
}
