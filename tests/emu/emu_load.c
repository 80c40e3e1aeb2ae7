// SPDX-License-Identifier: GPL-2.0
/* A CD from a description and the files that it names. */

#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "emu_load.h"

static bool emu_suffix(const char *path, const char *suffix)
{
	size_t len = strlen(path), end = strlen(suffix);

	return len > end && !strcasecmp(path + len - end, suffix);
}

/**
 * emu_load_knows - is this file a description of a CD
 * @path: its name: *.cue or *.toc
 *
 * Return: false for an image.
 */
bool emu_load_knows(const char *path)
{
	return emu_suffix(path, ".cue") || emu_suffix(path, ".toc");
}

/* Packs as they stand in the lead-in; READ TOC's 4 bytes may be in front. */
static int emu_load_text(struct emu_disc *disc, const char *path)
{
	struct emu_text text;
	size_t len, head;
	int err;

	err = emu_text_read(&text, path);
	if (err)
		return err;
	len = text.len;
	head = len % EMU_PACK == 4 ? 4 : 0;
	if (!len || (len - head) % EMU_PACK) {
		emu_say("%s is no row of CD-TEXT packs of %u bytes", path,
			EMU_PACK);
		err = -EINVAL;
	} else {
		err = emu_cd_set_text(disc, 1, text.buf + head,
				      (len - head) / EMU_PACK);
	}
	emu_text_free(&text);
	return err;
}

static int emu_load_plan(struct emu_disc *disc, const char *path)
{
	struct emu_plan plan = { .disc = disc };
	struct emu_text text;
	int err;

	err = emu_text_read(&text, path);
	if (err)
		return err;
	if (emu_suffix(path, ".cue"))
		err = emu_load_cue(&plan, &text);
	else
		err = emu_load_toc(&plan, &text);
	if (!err)
		err = emu_plan_end(&plan);
	emu_text_free(&text);
	return err;
}

/**
 * emu_load_cd - make a full, finalised CD from a description
 * @name: its name
 * @medium: its kind, a CD
 * @path: CUE sheet or TOC file; the files it names are read when needed
 * @text: file with CD-TEXT packs for the first session, or NULL
 *
 * Context: emu_lock held.
 * Return: 0 or a negative errno, with a sentence said.
 */
int emu_load_cd(const char *name, const struct emu_medium *medium,
		const char *path, const char *text)
{
	struct emu_disc *disc;
	int err;

	if (medium->family != EMU_CD) {
		emu_say("a %s is loaded with an image, not with %s",
			medium->name, path);
		return -EINVAL;
	}
	disc = emu_disc_create(name, medium, EMU_STORE_MEMORY, NULL);
	if (IS_ERR(disc))
		return PTR_ERR(disc);
	disc->capacity = medium->capacity;
	err = emu_load_plan(disc, path);
	if (!err && text)
		err = emu_load_text(disc, text);
	if (err)
		emu_disc_put(disc);
	else
		emu_disc_add(disc);
	return err;
}
