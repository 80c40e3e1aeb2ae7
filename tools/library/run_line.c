// SPDX-License-Identifier: GPL-2.0
/* The line below the batch's words, on a terminal: what is being done now. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "library/run.h"
#include "slot_set.h"

#define MAX_COLUMNS	512

/**
 * struct stretch - drives that do the same
 * @word: what
 * @percent: how far they are can be told
 * @least: per mille, of the one that is behind
 * @most: of the one in front
 * @drives: by number
 */
struct stretch {
	const char *word;
	bool percent;
	unsigned int least;
	unsigned int most;
	struct slot_set drives;
};

static void add(char *buf, size_t size, const char *text)
{
	size_t used = strlen(buf);

	snprintf(buf + used, size - used, "%s", text);
}

static const char *word_of(const struct run_work *w)
{
	switch (w->kind) {
	case BATCH_BURN:
	case BATCH_FOLLOW:
		return w->work.state[0] ? w->work.state : "starting";
	case BATCH_JUDGE:
		return "comparing";
	case BATCH_IMAGE:
		return "reading the master";
	default:
		return "looking";
	}
}

static bool has_percent(const struct run_work *w)
{
	return (w->kind == BATCH_BURN || w->kind == BATCH_FOLLOW) &&
	       (!strcmp(w->work.state, "writing") || !strcmp(w->work.state, "verifying"));
}

static void add_drives(struct stretch *s, const struct run *run, const struct run_work *w)
{
	int i, at;

	for (i = 0; i < w->nr; i++) {
		at = run->batch.discs[w->discs[i]].at;
		if (at >= 0)
			slot_set_add(&s->drives, run->batch.places[at].number);
	}
}

/* All works with the same word as the one at @first. */
static void gather(struct stretch *s, const struct run *run, size_t first)
{
	const struct run_work *w;
	size_t i;

	memset(s, 0, sizeof(*s));
	s->word = word_of(&run->works[first]);
	s->percent = has_percent(&run->works[first]);
	s->least = 1000;
	for (i = first; i + 1 < RUN_MAX_WORKS; i++) {
		w = &run->works[i];
		if (!w->used || strcmp(word_of(w), s->word))
			continue;
		add_drives(s, run, w);
		if (w->work.permille < s->least)
			s->least = w->work.permille;
		if (w->work.permille > s->most)
			s->most = w->work.permille;
	}
}

static void tell_stretch(char *buf, size_t size, const struct stretch *s)
{
	char *drives = slot_set_print(&s->drives), text[64];

	snprintf(text, sizeof(text), "; %s in ", s->word);
	add(buf, size, text);
	add(buf, size, drives ? drives : "?");
	free(drives);
	if (!s->percent)
		return;
	if (s->least / 10 == s->most / 10)
		snprintf(text, sizeof(text), ": %u %%", s->least / 10);
	else
		snprintf(text, sizeof(text), ": %u-%u %%", s->least / 10, s->most / 10);
	add(buf, size, text);
}

static bool was_told(const struct run *run, size_t nr)
{
	size_t i;

	for (i = 0; i < nr; i++)
		if (run->works[i].used &&
		    !strcmp(word_of(&run->works[i]), word_of(&run->works[nr])))
			return true;
	return false;
}

static void tell_move(char *buf, size_t size, const struct batch *b)
{
	const struct batch_disc *d;
	char name[32];

	if (b->moving < 0)
		return;
	d = &b->discs[b->moving];
	batch_name(name, sizeof(name), b, d->at);
	add(buf, size, "; ");
	add(buf, size, name);
	batch_name(name, sizeof(name), b, d->to);
	add(buf, size, " -> ");
	add(buf, size, name);
}

/**
 * run_line_text() - what is being done now
 * @buf: gets it, cut off where it has no room
 * @size: of @buf
 * @run: the batch
 */
void run_line_text(char *buf, size_t size, const struct run *run)
{
	const struct batch *b = &run->batch;
	struct stretch s;
	size_t i;

	if (b->rules.copies)
		snprintf(buf, size, "%u of %u are good", batch_good(b), b->rules.copies);
	else
		snprintf(buf, size, "%u looked at", batch_count(b, BATCH_LOOK, BATCH_GOOD));
	/* the last one is the printer's */
	for (i = 0; i + 1 < RUN_MAX_WORKS; i++) {
		if (!run->works[i].used || was_told(run, i))
			continue;
		gather(&s, run, i);
		tell_stretch(buf, size, &s);
	}
	if (run->printing >= 0)
		add(buf, size, "; printing a label");
	tell_move(buf, size, b);
}

/**
 * run_line_show() - draw the line; run_line_hide() before anything else is printed
 * @run: the batch
 */
void run_line_show(struct run *run)
{
	struct winsize size = { 0 };
	char text[MAX_COLUMNS];
	size_t columns;

	if (run->json || run->quiet || !isatty(STDOUT_FILENO))
		return;
	ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
	/* the last column stays free: some terminals begin a new line behind it */
	columns = size.ws_col ? size.ws_col : 80;
	run_line_text(text, columns < sizeof(text) ? columns : sizeof(text), run);
	fputs(text, stdout);
	fflush(stdout);
	run->line_shown = true;
}

/**
 * run_line_hide() - take it away; seen with what is printed next
 * @run: the batch
 */
void run_line_hide(struct run *run)
{
	if (run->line_shown)
		fputs("\r\033[K", stdout);
	run->line_shown = false;
}
