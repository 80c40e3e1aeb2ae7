// SPDX-License-Identifier: GPL-2.0
/* What two discs have differently, in words. */
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "disc/cdtext.h"
#include "disc/layout.h"
#include "disc/master.h"
#include "disc/msf.h"
#include "disc/text.h"

/* one comparison under way */
struct comparison {
	layout_differs_fn *differs;
	void *data;
	unsigned int track;
	int count;
};

static void __attribute__((format(printf, 4, 5)))
differ(struct comparison *c, const char *what, const char *a, const char *fmt,
       ...)
{
	struct layout_difference d = { .track = c->track, .what = what };
	va_list args;

	va_start(args, fmt);
	vsnprintf(d.b, sizeof(d.b), fmt, args);
	va_end(args);
	snprintf(d.a, sizeof(d.a), "%s", a);
	c->count++;
	if (c->differs)
		c->differs(c->data, &d);
}

static void compare_numbers(struct comparison *c, const char *what, uint64_t a,
			    uint64_t b)
{
	char text[24];

	snprintf(text, sizeof(text), "%" PRIu64, a);
	if (a != b)
		differ(c, what, text, "%" PRIu64, b);
}

static void compare_blocks(struct comparison *c, const char *what, int64_t a,
			   int64_t b)
{
	char at[MSF_TEXT], bt[MSF_TEXT], text[64];

	if (a == b)
		return;
	msf_text(at, a);
	msf_text(bt, b);
	snprintf(text, sizeof(text), "%" PRId64 " (%s)", a, at);
	differ(c, what, text, "%" PRId64 " (%s)", b, bt);
}

static void compare_texts(struct comparison *c, const char *what, const char *a,
			  const char *b)
{
	if (strcmp(a, b))
		differ(c, what, *a ? a : "none", "%s", *b ? b : "none");
}

/*
 * Track at once the recorder adds a run-out, session at once it is a part of the
 * track: where either the data or the ends agree, there is no difference.
 */
static void compare_lengths(struct comparison *c, const struct disc_track *a,
			    const struct disc_track *b)
{
	int64_t a_all = disc_track_end(a) - a->start;
	int64_t b_all = disc_track_end(b) - b->start;

	if (a->blocks != b->blocks)
		compare_blocks(c, "length", a_all, b_all);
}

/* the bits that a copy has to have as well; all of audio, one of data */
static const char *control_text(uint8_t control, char text[64])
{
	if (control & CONTROL_DATA)
		snprintf(text, 64, "data%s",
			 control & CONTROL_COPY ? ", copying permitted" : "");
	else
		snprintf(text, 64, "audio%s%s%s",
			 control & CONTROL_PRE_EMPHASIS ? ", pre-emphasis" : "",
			 control & CONTROL_COPY ? ", copying permitted" : "",
			 control & CONTROL_FOUR_CHANNELS ? ", 4 channels" : "");
	return text;
}

/* XA tracks may be told by their forms or as a mixture */
static unsigned int mode_class(uint8_t mode)
{
	if (mode == DSR_MODE_XA1 || mode == DSR_MODE_XA2)
		return DSR_MODE_XA_MIX;
	return mode;
}

static void compare_indexes(struct comparison *c, const struct disc_track *a,
			    const struct disc_track *b)
{
	char text[MSF_TEXT], mark[48];
	unsigned int i;

	if (a->nr_indexes != b->nr_indexes) {
		compare_numbers(c, "indexes", a->nr_indexes, b->nr_indexes);
		return;
	}
	for (i = 0; i < a->nr_indexes; i++) {
		if (a->indexes[i] == b->indexes[i])
			continue;
		msf_text(text, a->indexes[i]);
		snprintf(mark, sizeof(mark), "%02u at %s", i + 2, text);
		msf_text(text, b->indexes[i]);
		differ(c, "indexes", mark, "%02u at %s", i + 2, text);
	}
}

static void compare_track(struct comparison *c, const struct disc_track *a,
			  const struct disc_track *b)
{
	char at[64], bt[64];

	compare_numbers(c, "session", a->session, b->session);
	compare_blocks(c, "start", a->start, b->start);
	compare_lengths(c, a, b);
	if (a->control != b->control)
		differ(c, "control", control_text(a->control, at), "%s",
		       control_text(b->control, bt));
	if (mode_class(a->mode) != mode_class(b->mode))
		differ(c, "mode", text_mode(a->mode), "%s", text_mode(b->mode));
	if (!a->gap_unknown && !b->gap_unknown) {
		compare_blocks(c, "pregap", a->pregap, b->pregap);
		compare_indexes(c, a, b);
	}
	compare_texts(c, "isrc", a->isrc, b->isrc);
}

static void compare_cdtext(struct comparison *c, const struct disc *a,
			   const struct disc *b)
{
	char text[32];

	if (a->cdtext_bytes == b->cdtext_bytes &&
	    (!a->cdtext_bytes ||
	     !memcmp(a->cdtext, b->cdtext, a->cdtext_bytes)))
		return;
	snprintf(text, sizeof(text), "%u packs",
		 a->cdtext_bytes / CDTEXT_PACK_BYTES);
	if (a->cdtext_bytes != b->cdtext_bytes)
		differ(c, "cd-text", a->cdtext_bytes ? text : "none",
		       "%u packs", b->cdtext_bytes / CDTEXT_PACK_BYTES);
	else
		differ(c, "cd-text", text, "%s", "as many, with other content");
}

/**
 * disc_compare() - list what two discs have differently
 * @a: one
 * @b: the other
 * @differs: called for every difference; may be NULL
 * @data: for @differs
 *
 * A difference of what can't be known of one of them is none.
 *
 * Return: the number of differences.
 */
int disc_compare(const struct disc *a, const struct disc *b,
		 layout_differs_fn *differs, void *data)
{
	struct comparison c = { .differs = differs, .data = data };
	unsigned int i, n = a->nr_tracks;

	compare_numbers(&c, "sessions", a->nr_sessions, b->nr_sessions);
	compare_numbers(&c, "tracks", a->nr_tracks, b->nr_tracks);
	compare_texts(&c, "mcn", a->mcn, b->mcn);
	compare_cdtext(&c, a, b);
	compare_blocks(&c, "layer-break", a->layer_break, b->layer_break);
	if (b->nr_tracks < n)
		n = b->nr_tracks;
	for (i = 0; i < n; i++) {
		c.track = a->tracks[i].number;
		compare_track(&c, &a->tracks[i], &b->tracks[i]);
	}
	return c.count;
}

/**
 * layout_compare() - list what two layouts have differently
 * @a: one
 * @b: the other
 * @differs: called for every difference; may be NULL
 * @data: for @differs
 *
 * Return: the number of differences, or -EINVAL, -ENOMEM.
 */
int layout_compare(const struct dsr_layout *a, const struct dsr_layout *b,
		   layout_differs_fn *differs, void *data)
{
	struct disc *discs = calloc(2, sizeof(*discs));
	int ret;

	if (!discs)
		return -ENOMEM;
	ret = disc_from_layout(a, a->total_bytes, &discs[0]);
	if (!ret)
		ret = disc_from_layout(b, b->total_bytes, &discs[1]);
	if (!ret)
		ret = disc_compare(&discs[0], &discs[1], differs, data);
	disc_free(&discs[0]);
	disc_free(&discs[1]);
	free(discs);
	return ret;
}
