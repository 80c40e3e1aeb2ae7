// SPDX-License-Identifier: GPL-2.0
/* A disc in lines for people. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cmd_disc.h"
#include "disc/cdtext.h"
#include "disc/msf.h"
#include "disc/text.h"

#define PROFILE_CD_FIRST	0x08	/* MMC-6 table 95 */
#define PROFILE_CD_LAST		0x0a

static void line(const char *what, const char *value)
{
	if (value && *value)
		printf("%-14s %s\n", what, value);
}

static bool is_cd(const struct disc_view *v)
{
	if (v->drive)
		return v->probe.profile <= PROFILE_CD_LAST;
	return v->readable && v->master.disc.family == DSR_FAMILY_CD;
}

/* blocks, and a CD's as time, all others' as bytes */
static void amount(char *buf, size_t size, bool cd, uint64_t blocks)
{
	char text[32];

	if (cd)
		msf_text(text, (int64_t)blocks);
	else
		text_size(text, sizeof(text), blocks * 2048);
	snprintf(buf, size, "%s (%" PRIu64 " blocks)", text, blocks);
}

static void show_state(const struct disc_view *v)
{
	const struct facts *f = &v->facts;
	char text[128], free_text[64];

	if (!f->has_info)
		return;
	snprintf(text, sizeof(text), "%s%s", facts_state(f),
		 f->info.erasable ? ", rewritable" : "");
	line("state", text);
	if (!f->has_next)
		return;
	amount(free_text, sizeof(free_text), is_cd(v), f->free_blocks);
	snprintf(text, sizeof(text), "%s, from block %d on", free_text,
		 f->next_writable);
	line("free", text);
}

static void speeds(char *buf, size_t size, const uint32_t *kbs, unsigned int nr,
		   double unit)
{
	size_t used = 0;
	unsigned int i;

	buf[0] = '\0';
	for (i = 0; i < nr && used < size; i++) {
		/* some drives tell a pair for every read speed as well */
		if (i && kbs[i] == kbs[i - 1])
			continue;
		used += (size_t)snprintf(buf + used, size - used, "%s%.3gx",
					 used ? " " : "", kbs[i] / unit);
	}
}

static void show_speeds(const struct disc_view *v)
{
	double unit = text_drive_speed(v->probe.profile);
	char text[256];

	if (unit < 1)
		return;
	if (probe_profile_writable(v->probe.profile)) {
		speeds(text, sizeof(text), v->probe.speeds.write_kbs,
		       v->probe.speeds.nr, unit);
		line("writes at", text);
	}
	if (v->facts.max_read_kbs) {
		snprintf(text, sizeof(text), "up to %.3gx",
			 v->facts.max_read_kbs / unit);
		line("reads at", text);
	}
}

static void show_layers(const struct disc_view *v)
{
	const struct dvd_physical *p = &v->facts.layers;
	char text[128];

	if (!v->facts.has_layers)
		return;
	line("book type", dvd_book(p->book));
	if (p->layers < 2)
		return;
	if (dvd_layer_break(p))
		snprintf(text, sizeof(text), "2, the second begins at block %u",
			 dvd_layer_break(p));
	else
		snprintf(text, sizeof(text), "2, each a volume of its own");
	line("layers", text);
}

static void show_atip(const struct disc_view *v)
{
	char text[64];

	if (!v->facts.has_atip)
		return;
	amount(text, sizeof(text), true, (uint64_t)v->facts.atip.lead_out);
	line("room", text);
}

static void show_drive(const struct disc_view *v)
{
	const char *protection = facts_protection(&v->facts);

	line("medium", text_profile(v->probe.profile));
	show_state(v);
	line("medium id", v->facts.medium_id);
	show_atip(v);
	show_layers(v);
	if (strcmp(protection, "none"))
		line("protection", protection);
	show_speeds(v);
}

static void show_flags(const struct disc_track *t)
{
	printf("%s%s%s%s", t->control & CONTROL_COPY ? " copy" : "",
	       t->mode == DSR_MODE_AUDIO && t->control & CONTROL_PRE_EMPHASIS ?
	       " pre-emphasis" : "",
	       t->mode == DSR_MODE_AUDIO && t->control & CONTROL_FOUR_CHANNELS ?
	       " 4-channel" : "",
	       t->subchannel == DSR_SUB_RAW96 ? " graphics" : "");
}

static void show_indexes(const struct disc_track *t)
{
	char text[MSF_TEXT];
	unsigned int i;

	if (!t->nr_indexes)
		return;
	fputs("           index", stdout);
	for (i = 0; i < t->nr_indexes; i++) {
		msf_text(text, t->indexes[i]);
		printf(" %02u +%s", i + 2, text);
	}
	putchar('\n');
}

static void show_track(const struct disc_track *t, bool several)
{
	char start[MSF_TEXT], length[MSF_TEXT], gap[MSF_TEXT] = "-";

	msf_text(start, t->start);
	msf_text(length, (int64_t)t->blocks);
	if (t->gap_unknown)
		snprintf(gap, sizeof(gap), "?");
	else if (t->pregap)
		msf_text(gap, t->pregap);
	if (several)
		printf("%4u   ", t->session);
	printf("%5u  %-7s %9s %9s %9s %7d %7" PRIu64 "  %-12s", t->number,
	       text_mode(t->mode), start, length, gap, t->start, t->blocks,
	       t->isrc);
	show_flags(t);
	putchar('\n');
	show_indexes(t);
}

/* of a DVD or BD, which has no times */
static void show_sessions(const struct disc *d)
{
	const struct disc_track *t;

	printf("\nsession track    block   blocks\n");
	for (t = d->tracks; t < d->tracks + d->nr_tracks; t++)
		printf("%4u   %5u  %7d  %7" PRIu64 "\n", t->session, t->number, t->start,
		       t->blocks);
}

static void show_tracks(const struct disc *d)
{
	bool several = d->nr_sessions > 1;
	unsigned int i;

	if (d->family != DSR_FAMILY_CD) {
		if (several)
			show_sessions(d);
		return;
	}
	printf("\n%s%5s  %-7s %9s %9s %9s %7s %7s  %-12s %s\n",
	       several ? "session " : "", "track", "mode", "start", "length",
	       "pause", "block", "blocks", "ISRC", "flags");
	for (i = 0; i < d->nr_tracks; i++)
		show_track(&d->tracks[i], several);
}

static void show_text(const struct cdtext_texts *texts, unsigned int track)
{
	unsigned int field;

	for (field = 0; field < CDTEXT_CODE; field++) {
		if (!texts->text[field][track] || !*texts->text[field][track])
			continue;
		if (track)
			printf("%5u  %-11s %s\n", track,
			       cdtext_field_word(field),
			       texts->text[field][track]);
		else
			printf(" disc  %-11s %s\n", cdtext_field_word(field),
			       texts->text[field][0]);
	}
}

static void show_cdtext(const struct disc *d)
{
	struct cdtext_texts texts;
	unsigned int block, track;
	const char *language;

	for (block = 0; d->cdtext_bytes && block < CDTEXT_BLOCKS; block++) {
		if (!cdtext_decode(d->cdtext, d->cdtext_bytes, block, &texts)) {
			language = cdtext_language(texts.language);
			printf("\nCD-Text%s%s\n", language ? ", " : "",
			       language ? language : "");
			for (track = 0; track < CDTEXT_TRACKS; track++)
				show_text(&texts, track);
		}
		cdtext_texts_free(&texts);
	}
}

static void show_content(const struct disc_view *v)
{
	const struct disc *d = &v->master.disc;
	const struct disc_track *last = &d->tracks[d->nr_tracks - 1];
	char text[128], total[64];

	amount(total, sizeof(total), d->family == DSR_FAMILY_CD,
	       (uint64_t)last->start + last->blocks);
	if (d->family == DSR_FAMILY_CD)
		snprintf(text, sizeof(text), "%s, %u session%s, %u track%s, %s",
			 v->master.kind, d->nr_sessions,
			 d->nr_sessions == 1 ? "" : "s", d->nr_tracks,
			 d->nr_tracks == 1 ? "" : "s", total);
	else if (d->nr_sessions > 1)
		snprintf(text, sizeof(text), "%s, %u sessions, %s", v->master.kind,
			 d->nr_sessions, total);
	else
		snprintf(text, sizeof(text), "%s, %s", v->master.kind, total);
	line("content", text);
	line("volume", v->volume);
	line("MCN", d->mcn);
}

/**
 * disc_show() - print a disc for people
 * @view: looked at
 */
void disc_show(const struct disc_view *view)
{
	unsigned int i;

	printf("%s\n", view->title);
	if (view->drive)
		show_drive(view);
	if (view->readable) {
		show_content(view);
		show_tracks(&view->master.disc);
		show_cdtext(&view->master.disc);
	} else if (view->master.said.why[0]) {
		line("content", view->master.said.why);
	}
	if (view->master.said.nr_notes)
		putchar('\n');
	for (i = 0; i < view->master.said.nr_notes; i++)
		printf("note: %s\n", view->master.said.notes[i]);
}
