// SPDX-License-Identifier: GPL-2.0
/* A CD put together block by block from what a description says. */

#include <linux/ctype.h>
#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "emu_load.h"

/* A RIFF header is searched so far for its samples. */
#define EMU_WAVE_HEAD	4096u

/* "data" of a wave file: 16 bits, two channels, 44100 Hz. */
static int emu_source_wave(struct emu_source *source, const char *path)
{
	u8 *head = kzalloc(EMU_WAVE_HEAD, GFP_KERNEL);
	loff_t pos = 0;
	bool good = false;
	ssize_t len;
	u32 at = 12;

	if (!head)
		return -ENOMEM;
	len = kernel_read(source->file, head, EMU_WAVE_HEAD, &pos);
	if (len < 44 || memcmp(head, "RIFF", 4) || memcmp(head + 8, "WAVE", 4))
		goto out;
	while (at + 8 < len && memcmp(head + at, "data", 4)) {
		if (!memcmp(head + at, "fmt ", 4) && at + 24 <= len)
			good = get_unaligned_le16(head + at + 10) == 2 &&
			       get_unaligned_le32(head + at + 12) == 44100 &&
			       get_unaligned_le16(head + at + 22) == 16;
		at += 8 + min(get_unaligned_le32(head + at + 4),
			      2 * EMU_WAVE_HEAD);
	}
	if (at + 8 >= len)
		good = false;
	if (good) {
		source->pos = at + 8;
		source->end = min_t(loff_t, source->end, source->pos +
				    get_unaligned_le32(head + at + 4));
	}
out:
	kfree(head);
	source->wave = good;
	if (!good)
		emu_say("%s is no wave of 16 bits, stereo, 44100 Hz", path);
	return good ? 0 : -EINVAL;
}

static int emu_source_keep(struct emu_cd *cd, struct file *file)
{
	struct file **files;

	files = krealloc(cd->files, (cd->nr_files + 1) * sizeof(*files),
			 GFP_KERNEL);
	if (!files)
		return -ENOMEM;
	cd->files = files;
	files[cd->nr_files++] = file;
	return 0;
}

/* A name without a leading slash lies beside the description. */
static char *emu_source_path(const char *from, const char *name)
{
	const char *slash = strrchr(from, '/');

	if (*name == '/' || !slash)
		return kstrdup(name, GFP_KERNEL);
	return kasprintf(GFP_KERNEL, "%.*s/%s", (int)(slash - from), from,
			 name);
}

static int emu_source_file(struct emu_plan *plan, const char *path,
			   struct emu_source *source)
{
	const char *suffix = strrchr(path, '.');
	struct file *file = filp_open(path, O_RDONLY | O_LARGEFILE, 0);
	int err;

	if (IS_ERR(file)) {
		emu_say("can't open %s (%ld)", path, PTR_ERR(file));
		return PTR_ERR(file);
	}
	err = emu_source_keep(plan->disc->cd, file);
	if (err) {
		fput(file);
		return err;
	}
	source->file = file;
	source->pos = 0;
	source->end = i_size_read(file_inode(file));
	source->wave = false;
	if (suffix && !strcasecmp(suffix, ".wav"))
		return emu_source_wave(source, path);
	return 0;
}

/**
 * emu_source_open - open a file that a description names
 * @plan: the disc keeps it open
 * @from: path of the description
 * @name: the file
 * @source: gets what counts of it; of a .wav its samples
 *
 * Return: 0 or a negative errno, with a sentence said.
 */
int emu_source_open(struct emu_plan *plan, const char *from, const char *name,
		    struct emu_source *source)
{
	char *path = emu_source_path(from, name);
	int err;

	if (!path)
		return -ENOMEM;
	err = emu_source_file(plan, path, source);
	kfree(path);
	return err;
}

static int emu_plan_close_track(struct emu_plan *plan)
{
	struct emu_track *t = plan->track;

	if (!t)
		return 0;
	if (!plan->started || plan->lba <= (s32)t->start) {
		emu_say("track %u has no blocks behind its INDEX 01",
			plan->disc->nr_tracks);
		return -EINVAL;
	}
	t->size = plan->lba - t->start;
	t->nwa = plan->lba;
	t->state = EMU_TRACK_CLOSED;
	plan->track = NULL;
	return 0;
}

/**
 * emu_plan_session - end the session: the next track begins another one
 * @plan: the plan
 *
 * Return: 0 or a negative errno, with a sentence said.
 */
int emu_plan_session(struct emu_plan *plan)
{
	struct emu_disc *disc = plan->disc;
	int err = emu_plan_close_track(plan);

	if (err)
		return err;
	if (!disc->nr_tracks ||
	    disc->tracks[disc->nr_tracks - 1].session == disc->sessions) {
		emu_say("session %u has no track", disc->sessions + 1);
		return -EINVAL;
	}
	disc->lead_out[disc->sessions++] = plan->lba;
	plan->lba += disc->sessions == 1 ? EMU_CD_FIRST_GAP : EMU_CD_NEXT_GAP;
	return 0;
}

/**
 * emu_plan_track - begin a track at the next block
 * @plan: the plan
 * @mode: of the track
 *
 * Return: 0 or a negative errno, with a sentence said.
 */
int emu_plan_track(struct emu_plan *plan, enum emu_track_mode mode)
{
	struct emu_disc *disc = plan->disc;
	struct emu_session *session;
	struct emu_track *t;
	int err = emu_plan_close_track(plan);

	if (err)
		return err;
	if (disc->nr_tracks >= EMU_MAX_TRACKS) {
		emu_say("a disc has at most %d tracks", EMU_MAX_TRACKS);
		return -EINVAL;
	}
	plan->from = plan->lba;
	if (!disc->nr_tracks ||
	    disc->tracks[disc->nr_tracks - 1].session == disc->sessions)
		plan->from -= EMU_CD_PREGAP;
	t = &disc->tracks[disc->nr_tracks++];
	emu_track_init(disc, t, max(plan->lba, 0));
	t->mode = mode;
	t->linked = false;
	t->control = mode == EMU_TRACK_AUDIO ? 0 : EMU_CTL_DATA;
	session = &disc->cd->sessions[disc->sessions];
	if (mode == EMU_TRACK_XA)
		session->type = 0x20;
	plan->track = t;
	plan->started = false;
	return 0;
}

/**
 * emu_plan_start - say where INDEX 01 of the track is
 * @plan: the plan, with a track
 * @lba: its first block, from where the track begins to the next block
 *
 * Return: 0 or -EINVAL, with a sentence said.
 */
int emu_plan_start(struct emu_plan *plan, s32 lba)
{
	if (plan->started || lba > plan->lba) {
		emu_say("track %u has two INDEX 01, or one behind its end",
			plan->disc->nr_tracks);
		return -EINVAL;
	}
	plan->track->start = lba;
	plan->track->pregap = lba - plan->from;
	plan->started = true;
	return 0;
}

/**
 * emu_plan_mark - an index from 02 on begins
 * @plan: the plan, with a track
 * @index: 2 to 99
 * @lba: its first block
 *
 * Return: 0 or a negative errno.
 */
int emu_plan_mark(struct emu_plan *plan, u8 index, s32 lba)
{
	return emu_cd_add_mark(plan->disc, plan->disc->nr_tracks, index, lba);
}

/* The piece goes on where the last one ends. */
static bool emu_piece_joins(const struct emu_piece *last,
			    const struct emu_piece *piece)
{
	return last->file == piece->file && last->form == piece->form &&
	       last->stride == piece->stride && last->swap == piece->swap &&
	       last->bare == piece->bare && last->sub == piece->sub &&
	       last->lba + (s32)last->blocks == piece->lba &&
	       last->pos + (loff_t)last->blocks * last->stride == piece->pos;
}

static int emu_plan_piece(struct emu_cd *cd, const struct emu_piece *piece)
{
	struct emu_piece *pieces;

	if (cd->nr_pieces &&
	    emu_piece_joins(&cd->pieces[cd->nr_pieces - 1], piece)) {
		cd->pieces[cd->nr_pieces - 1].blocks += piece->blocks;
		return 0;
	}
	pieces = krealloc(cd->pieces, (cd->nr_pieces + 1) * sizeof(*pieces),
			  GFP_KERNEL);
	if (!pieces)
		return -ENOMEM;
	cd->pieces = pieces;
	pieces[cd->nr_pieces++] = *piece;
	return 0;
}

/**
 * emu_plan_data - blocks of a file come next
 * @plan: the plan, with a track
 * @source: the file, from its @pos on
 * @layout: how they lie there
 * @blocks: how many; behind the end of the file they are zeros
 * @swap: samples are big-endian
 *
 * Return: 0 or a negative errno, with a sentence said.
 */
int emu_plan_data(struct emu_plan *plan, const struct emu_source *source,
		  const struct emu_layout *layout, u32 blocks, bool swap)
{
	struct emu_piece piece = {
		.lba = plan->lba, .blocks = blocks, .form = layout->form,
		.swap = swap, .sub = layout->sub, .bare = layout->bare,
		.stride = layout->stride, .pos = source->pos,
		.end = source->end, .file = source->file,
	};

	if (!blocks)
		return 0;
	if ((s64)plan->lba + blocks > plan->disc->capacity) {
		emu_say("the tracks are longer than a %s, %u blocks",
			plan->disc->medium->name, plan->disc->capacity);
		return -EFBIG;
	}
	plan->lba += blocks;
	return emu_plan_piece(plan->disc->cd, &piece);
}

/**
 * emu_plan_silence - zeros come next
 * @plan: the plan
 * @blocks: how many; what does not fit is found at the end
 */
void emu_plan_silence(struct emu_plan *plan, u32 blocks)
{
	s64 end = (s64)plan->lba + blocks;

	plan->lba = min_t(s64, end, max_t(s64, plan->lba,
					  plan->disc->capacity + 1LL));
}

/**
 * emu_plan_mcn - set the media catalogue number
 * @plan: the plan
 * @mcn: 13 digits
 *
 * Return: 0 or -EINVAL, with a sentence said.
 */
int emu_plan_mcn(struct emu_plan *plan, const char *mcn)
{
	if (strlen(mcn) != EMU_MCN_LEN ||
	    strspn(mcn, "0123456789") != EMU_MCN_LEN) {
		emu_say("a catalogue number has %d digits, not %s",
			EMU_MCN_LEN, mcn);
		return -EINVAL;
	}
	memcpy(plan->disc->cd->mcn, mcn, EMU_MCN_LEN + 1);
	return 0;
}

/**
 * emu_plan_isrc - set the ISRC of the track
 * @plan: the plan, with a track
 * @isrc: 5 letters or digits, 7 digits; dashes do not count
 *
 * Return: 0 or -EINVAL, with a sentence said.
 */
int emu_plan_isrc(struct emu_plan *plan, const char *isrc)
{
	char code[EMU_ISRC_LEN + 1] = { 0 };
	const char *c;
	u32 n = 0;

	for (c = isrc; *c; c++) {
		if (*c == '-')
			continue;
		if (n == EMU_ISRC_LEN || !(isdigit(*c) ||
					   (n < 5 && isalpha(*c)))) {
			n = 0;
			break;
		}
		code[n++] = toupper(*c);
	}
	if (n != EMU_ISRC_LEN) {
		emu_say("an ISRC is like DEA230500001, not %s", isrc);
		return -EINVAL;
	}
	memcpy(plan->track->isrc, code, sizeof(code));
	return 0;
}

/**
 * emu_plan_end - the disc is complete
 * @plan: the plan
 *
 * Return: 0 or a negative errno, with a sentence said.
 */
int emu_plan_end(struct emu_plan *plan)
{
	struct emu_disc *disc = plan->disc;
	s32 end;
	int err;

	err = emu_plan_close_track(plan);
	if (err)
		return err;
	end = plan->lba;
	err = emu_plan_session(plan);
	if (err)
		return err;
	if (end > (s64)disc->capacity) {
		emu_say("the tracks are longer than a %s, %u blocks",
			disc->medium->name, disc->capacity);
		return -EFBIG;
	}
	disc->data_end = end;
	disc->finalised = true;
	return 0;
}
