// SPDX-License-Identifier: GPL-2.0
/* The CDU-541's mode pages: MODE SENSE and MODE SELECT, six bytes only. */

#include <linux/kernel.h>
#include <linux/string.h>

#include "emu_541.h"

#define EMU_541_AUDIO_PAGE	0x09
#define EMU_541_PAGE_ALL	0x3f
#define EMU_541_AUDIO_LEN	14
#define EMU_541_DESCRIPTOR	8	/* bytes of the block descriptor */
#define EMU_541_FPS		75	/* blocks a second, in page 09h */

enum { EMU_541_CURRENT, EMU_541_CHANGEABLE, EMU_541_DEFAULT, EMU_541_SAVED };

/*
 * The pages kept in emu_541.pages, by their place there. The mask is what a
 * host may change: 01h and 07h recovery bits and retry count, 02h the buffer
 * ratios, 08h LBAMSF and the inactivity timer.
 */
static const struct {
	u8 code;
	u8 len;
	u8 mask[2];
} emu_541_pages[EMU_541_PAGES] = {
	{ 0x01, 6, { 0x3f, 0xff } },
	{ 0x02, 14, { 0xff, 0xff } },
	{ 0x07, 6, { 0x3f, 0xff } },
	{ 0x08, 2, { 0x01, 0x0f } },
};

static const u32 emu_541_lengths[] = { 256, 512, 1024, 2048, 2336 };

/* Page 09h from byte 2, in the layout of SCSI-2 table 254 (page 0Eh). */
static void emu_541_audio_page(const struct emu_541_audio *audio, u8 *body)
{
	unsigned int i;

	memset(body, 0, EMU_541_AUDIO_LEN);
	put_unaligned_be16(EMU_541_FPS, body + 4);
	for (i = 0; i < EMU_541_CHANNELS; i++) {
		body[6 + 2 * i] = audio->select[i];
		body[7 + 2 * i] = audio->volume[i];
	}
}

static void emu_541_audio_mask(u8 *body)
{
	unsigned int i;

	memset(body, 0, EMU_541_AUDIO_LEN);
	for (i = 0; i < EMU_541_CHANNELS; i++) {
		body[6 + 2 * i] = 0x0f;
		body[7 + 2 * i] = 0xff;
	}
}

static u32 emu_541_put_audio(const struct emu_541 *cdu, u8 *buf, int pc)
{
	static const struct emu_541_audio initial = {
		.select = { 0x01, 0x02 }, .volume = { 0xff, 0xff },
	};

	buf[0] = EMU_541_AUDIO_PAGE;
	buf[1] = EMU_541_AUDIO_LEN;
	if (pc == EMU_541_CHANGEABLE)
		emu_541_audio_mask(buf + 2);
	else
		emu_541_audio_page(pc == EMU_541_DEFAULT ? &initial
							 : &cdu->audio,
				   buf + 2);
	return 2 + EMU_541_AUDIO_LEN;
}

static u32 emu_541_put_page(const struct emu_541 *cdu, unsigned int i, u8 *buf,
			    int pc)
{
	buf[0] = emu_541_pages[i].code;
	buf[1] = emu_541_pages[i].len;
	memset(buf + 2, 0, buf[1]);
	if (pc == EMU_541_CHANGEABLE)
		memcpy(buf + 2, emu_541_pages[i].mask,
		       sizeof(emu_541_pages[i].mask));
	else if (pc == EMU_541_CURRENT)
		memcpy(buf + 2, cdu->pages[i], buf[1]);
	return 2 + buf[1];
}

static u32 emu_541_put_pages(const struct emu_541 *cdu, u8 code, int pc,
			     u8 *buf)
{
	bool all = code == EMU_541_PAGE_ALL;
	unsigned int i;
	u32 len = 0;

	for (i = 0; i < EMU_541_PAGES; i++)
		if (all || code == emu_541_pages[i].code)
			len += emu_541_put_page(cdu, i, buf + len, pc);
	if (all || code == EMU_541_AUDIO_PAGE)
		len += emu_541_put_audio(cdu, buf + len, pc);
	return len;
}

/**
 * emu_541_mode_sense - MODE SENSE 1Ah
 * @drive: the drive
 * @cmd: byte 2 page control and page; page 0 is none, only the block length
 *
 * Changeable values tell block length FFFFFFh.
 *
 * Return: 0 or sense.
 */
int emu_541_mode_sense(struct emu_drive *drive, struct emu_cmd *cmd)
{
	const struct emu_541 *cdu = drive->cdu;
	int pc = cmd->cdb[2] >> 6;
	u8 code = cmd->cdb[2] & 0x3f;
	u8 buf[96] = { 0 };
	u32 block_len = cdu->block_len;
	u32 len;

	if (pc == EMU_541_SAVED)
		return EMU_NO_SAVING;
	len = emu_541_put_pages(cdu, code, pc, buf + 4 + EMU_541_DESCRIPTOR);
	if (!len && code)
		return EMU_BAD_CDB;
	len += 4 + EMU_541_DESCRIPTOR;
	if (pc == EMU_541_CHANGEABLE)
		block_len = 0xffffff;
	else if (pc == EMU_541_DEFAULT)
		block_len = EMU_BLOCK;
	buf[0] = len - 1;
	buf[3] = EMU_541_DESCRIPTOR;
	put_unaligned_be24(block_len, buf + 4 + 5);
	return emu_reply(cmd, buf, len, cmd->cdb[4]);
}

static bool emu_541_length_known(u32 len)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(emu_541_lengths); i++)
		if (emu_541_lengths[i] == len)
			return true;
	return false;
}

/* Is only changed what may be? @now, @mask and @wanted have @len bytes. */
static bool emu_541_allowed(const u8 *now, const u8 *mask, const u8 *wanted,
			    u32 len)
{
	u32 i;

	for (i = 0; i < len; i++)
		if ((now[i] ^ wanted[i]) & ~mask[i])
			return false;
	return true;
}

static int emu_541_select_audio(struct emu_541 *cdu, const u8 *page, bool set)
{
	u8 now[EMU_541_AUDIO_LEN], mask[EMU_541_AUDIO_LEN];
	unsigned int i;

	emu_541_audio_page(&cdu->audio, now);
	emu_541_audio_mask(mask);
	if (page[1] != EMU_541_AUDIO_LEN ||
	    !emu_541_allowed(now, mask, page + 2, EMU_541_AUDIO_LEN))
		return EMU_BAD_PARAMETER;
	for (i = 0; set && i < EMU_541_CHANNELS; i++) {
		cdu->audio.select[i] = page[8 + 2 * i];
		cdu->audio.volume[i] = page[9 + 2 * i];
	}
	return 0;
}

static int emu_541_select_page(struct emu_541 *cdu, const u8 *page, bool set)
{
	u8 now[2 + EMU_541_PAGE_MAX], mask[2 + EMU_541_PAGE_MAX];
	unsigned int i;

	if (page[0] == EMU_541_AUDIO_PAGE)
		return emu_541_select_audio(cdu, page, set);
	for (i = 0; i < EMU_541_PAGES; i++)
		if (page[0] == emu_541_pages[i].code)
			break;
	if (i == EMU_541_PAGES || page[1] != emu_541_pages[i].len)
		return EMU_BAD_PARAMETER;
	emu_541_put_page(cdu, i, now, EMU_541_CURRENT);
	emu_541_put_page(cdu, i, mask, EMU_541_CHANGEABLE);
	if (!emu_541_allowed(now + 2, mask + 2, page + 2, page[1]))
		return EMU_BAD_PARAMETER;
	if (set)
		memcpy(cdu->pages[i], page + 2, page[1]);
	return 0;
}

/* Walks the list; only the second walk, with @set, changes anything. */
static int emu_541_select_list(struct emu_541 *cdu, const u8 *buf, u32 len,
			       bool set)
{
	u32 pos = 4 + buf[3], block_len;
	int sense;

	if (buf[3] && buf[3] != EMU_541_DESCRIPTOR)
		return EMU_BAD_PARAMETER;
	if (pos > len)
		return EMU_BAD_LIST_LENGTH;
	if (buf[3]) {
		block_len = get_unaligned_be24(buf + 4 + 5);
		if (!emu_541_length_known(block_len))
			return EMU_BAD_PARAMETER;
		if (set)
			cdu->block_len = block_len;
	}
	while (pos < len) {
		if (len - pos < 2 || buf[pos + 1] > len - pos - 2)
			return EMU_BAD_LIST_LENGTH;
		sense = emu_541_select_page(cdu, buf + pos, set);
		if (sense)
			return sense;
		pos += buf[pos + 1] + 2;
	}
	return 0;
}

/**
 * emu_541_mode_select - MODE SELECT 15h
 * @drive: the drive
 * @cmd: byte 4 the length of the list
 *
 * All of the list is taken, or nothing of it.
 *
 * Return: 0 or sense.
 */
int emu_541_mode_select(struct emu_drive *drive, struct emu_cmd *cmd)
{
	u8 buf[256];
	u32 len;
	int sense;

	if (cmd->cdb[1] & 0x01)		/* SP: nothing can be saved */
		return EMU_BAD_CDB;
	if (!cmd->cdb[4])
		return 0;
	len = min_t(u32, emu_fetch(cmd, buf, sizeof(buf)), cmd->cdb[4]);
	if (len < 4 || len != cmd->cdb[4])
		return EMU_BAD_LIST_LENGTH;
	sense = emu_541_select_list(drive->cdu, buf, len, false);
	if (!sense)
		emu_541_select_list(drive->cdu, buf, len, true);
	return sense;
}
