// SPDX-License-Identifier: GPL-2.0
/* What is on a disc, to a file of the host. */

#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/string.h>

#include "emu.h"

static int emu_export_put(struct file *file, const u8 *buf, u32 len,
			  loff_t *pos)
{
	return kernel_write(file, buf, len, pos) == len ? 0 : -EIO;
}

static int emu_export_plain(struct emu_disc *disc, struct file *file, u8 *buf)
{
	loff_t pos = 0;
	u32 lba, blocks;
	int err;

	for (lba = 0; lba < disc->data_end; lba += blocks) {
		blocks = min(disc->data_end - lba, EMU_CHUNK_BLOCKS);
		if (emu_store_read(disc, lba, blocks, buf))
			return -EIO;
		err = emu_export_put(file, buf, blocks * EMU_BLOCK, &pos);
		if (err)
			return err;
	}
	return 0;
}

/* A whole sector; zeros where there is none, in gaps and behind run-outs. */
static int emu_export_sector(struct emu_disc *disc, s32 lba, u8 *sector,
			     enum emu_sector_type *type)
{
	int track = emu_track_by_lba(disc, lba);
	enum emu_form form;
	u32 bad;

	*type = EMU_SECTOR_ANY;
	memset(sector, 0, EMU_RAW);
	if (track < 0 || emu_track_readable(disc, lba, 1, &bad))
		return 0;
	if (emu_cd_fetch(disc, lba, sector, &form))
		return -EIO;
	emu_sector_build(sector, lba, form, disc->tracks[track].mode, true);
	*type = emu_sector_type(sector, disc->tracks[track].mode);
	return 0;
}

/* User data of each block, as long as its kind has it. */
static int emu_export_users(struct emu_disc *disc, struct file *file, u8 *buf)
{
	static const struct {
		u32 at;
		u32 len;
	} user[] = {
		[EMU_SECTOR_ANY] = { 16, 2048 },
		[EMU_SECTOR_AUDIO] = { 0, 2352 },
		[EMU_SECTOR_MODE1] = { 16, 2048 },
		[EMU_SECTOR_MODE2] = { 16, 2336 },
		[EMU_SECTOR_XA1] = { 24, 2048 },
		[EMU_SECTOR_XA2] = { 24, 2324 },
	};
	enum emu_sector_type type;
	loff_t pos = 0;
	s32 lba;
	int err = 0;

	for (lba = 0; lba < (s32)disc->data_end && !err; lba++) {
		err = emu_export_sector(disc, lba, buf, &type);
		if (!err)
			err = emu_export_put(file, buf + user[type].at,
					     user[type].len, &pos);
	}
	return err;
}

static int emu_export_raw(struct emu_disc *disc, struct file *file, u8 *buf,
			  bool sub)
{
	u32 len = EMU_RAW + (sub ? EMU_SUB : 0);
	u32 end = emu_disc_readable_end(disc);
	enum emu_sector_type type;
	loff_t pos = 0;
	s32 lba;
	int err = 0;

	for (lba = 0; lba < (s32)end && !err; lba++) {
		err = emu_export_sector(disc, lba, buf, &type);
		if (!err && sub) {
			if (emu_cd_fetch_sub(disc, lba, buf + EMU_RAW))
				return -EIO;
			emu_subcode_raw(disc, lba, buf + EMU_RAW);
		}
		if (!err)
			err = emu_export_put(file, buf, len, &pos);
	}
	return err;
}

static int emu_export_as(struct emu_disc *disc, struct file *file, u8 *buf,
			 enum emu_export how)
{
	int err;

	mutex_lock(&disc->lock);
	if (how != EMU_EXPORT_USER)
		err = emu_export_raw(disc, file, buf,
				     how == EMU_EXPORT_RAW_SUB);
	else if (!disc->cd || emu_cd_plain(disc))
		err = emu_export_plain(disc, file, buf);
	else
		err = emu_export_users(disc, file, buf);
	mutex_unlock(&disc->lock);
	return err;
}

/**
 * emu_export - write a disc's content to a file
 * @disc: the disc
 * @path: file, made anew
 * @how: user data that the host wrote, from block 0 to the last one and without
 *	the drive's own padding; or of a CD all blocks from 0 to the last
 *	lead-out in 2352 bytes, or in 2448 with P to W; what can't be read there
 *	is zeros
 *
 * Context: emu_lock held, sleeps.
 * Return: 0 or a negative errno, with a sentence said.
 */
int emu_export(struct emu_disc *disc, const char *path, enum emu_export how)
{
	struct file *file;
	u8 *buf;
	int err;

	if (how != EMU_EXPORT_USER && !disc->cd) {
		emu_say("disc %s is no CD, only its user data can be exported",
			disc->name);
		return -EINVAL;
	}
	buf = kvmalloc(EMU_CHUNK, GFP_KERNEL);
	if (!buf)
		return -ENOMEM;
	file = filp_open(path, O_WRONLY | O_CREAT | O_TRUNC | O_LARGEFILE,
			 0644);
	if (IS_ERR(file)) {
		err = PTR_ERR(file);
		emu_say("can't write %s (%d)", path, err);
		goto out_buf;
	}
	err = emu_export_as(disc, file, buf, how);
	if (err)
		emu_say("can't export disc %s: it keeps no content, or %s is on a full disk",
			disc->name, path);
	fput(file);
out_buf:
	kvfree(buf);
	return err;
}
