// SPDX-License-Identifier: GPL-2.0
/* A robot and all that lies in it, drawn with characters. Pure. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "elements.h"
#include "robot_holds.h"
#include "robot_map.h"
#include "robot_text.h"

#define MIN_COLUMNS	40
#define TEXT_BYTES	160
#define GROUP		10	/* slots that stand together */
#define MAX_ODD		20	/* abnormal elements that are told in words */
#define FOLD_SLOTS	1000	/* from so many on, rows without a disc are folded */

/* What a place can look like, the least remarkable first. */
enum look {
	LOOK_NONE,
	LOOK_EMPTY,
	LOOK_TRAY,
	LOOK_AWAY,
	LOOK_DISC,
	LOOK_TURNED,
	LOOK_BARRED,
	LOOK_ODD,
	NR_LOOKS,
};

static const struct {
	const char *utf8;
	const char *ascii;
	const char *text;
} looks[NR_LOOKS] = {
	[LOOK_NONE] = { " ", " ", "" },
	[LOOK_EMPTY] = { "·", ".", "empty" },
	[LOOK_TRAY] = { "○", "u", "tray without a disc" },
	[LOOK_AWAY] = { "◌", "-", "its disc is elsewhere" },
	[LOOK_DISC] = { "●", "O", "disc" },
	[LOOK_TURNED] = { "◐", "@", "disc, turned over" },
	[LOOK_BARRED] = { "x", "x", "out of reach" },
	[LOOK_ODD] = { "!", "!", "abnormal" },
};

/**
 * struct drawing - a map while it is drawn
 * @out: where to
 * @view: what
 * @slots: enum look, by number from 0
 * @nr_slots: how many
 * @seen: bit N: the look N is in it
 * @reach: the robot tells which elements it can reach
 */
struct drawing {
	FILE *out;
	const struct robot_map_view *view;
	uint8_t *slots;
	uint32_t nr_slots;
	uint32_t seen;
	bool reach;
};

/* Characters, not bytes: what a terminal shows. */
static int width_of(const char *text)
{
	int n = 0;

	for (; *text; text++)
		n += (*text & 0xc0) != 0x80;
	return n;
}

static const char *sign(const struct drawing *d, enum look look)
{
	return d->view->utf8 ? looks[look].utf8 : looks[look].ascii;
}

static void ink_text(char *buf, size_t size, uint8_t empty)
{
	static const char *const inks[] = { "black", "cyan", "magenta", "yellow" };
	const char *before = "; out of ink: ";
	unsigned int i;

	for (i = 0; i < 4; i++) {
		if (!(empty >> i & 1))
			continue;
		robot_append(buf, size, "%s%s", before, inks[i]);
		before = ", ";
	}
}

/* ---- looks ---------------------------------------------------------------------- */

static enum look look_of(const struct drawing *d, const struct dsr_element *e)
{
	if (e->flags & DSR_EL_EXCEPT)
		return LOOK_ODD;
	if (e->flags & DSR_EL_DISABLED)
		return LOOK_BARRED;
	if (d->reach && !(e->flags & DSR_EL_ACCESS) && e->type != DSR_ELEMENT_TRANSPORT)
		return LOOK_BARRED;
	if (e->flags & DSR_EL_FULL)
		return e->flags & DSR_EL_INVERTED ? LOOK_TURNED : LOOK_DISC;
	return e->flags & DSR_EL_TRAY ? LOOK_TRAY : LOOK_EMPTY;
}

static void see_slots(struct drawing *d)
{
	const struct dsr_element *e;
	uint32_t i, number;

	for (i = 0; i < d->view->nr; i++) {
		e = &d->view->elements[i];
		number = element_number(d->view->info, e->address);
		if (e->type == DSR_ELEMENT_STORAGE && number && number <= d->nr_slots)
			d->slots[number - 1] = look_of(d, e);
	}
	/* where discs that are under way belong */
	for (i = 0; i < d->view->nr; i++) {
		e = &d->view->elements[i];
		if (e->type == DSR_ELEMENT_STORAGE || !(e->flags & DSR_EL_SOURCE) ||
		    !(e->flags & DSR_EL_FULL) ||
		    element_type(d->view->info, e->source) != DSR_ELEMENT_STORAGE)
			continue;
		number = element_number(d->view->info, e->source);
		if (d->slots[number - 1] == LOOK_EMPTY || d->slots[number - 1] == LOOK_TRAY)
			d->slots[number - 1] = LOOK_AWAY;
	}
}

/* ---- drawing -------------------------------------------------------------------- */

static void draw_head(struct drawing *d)
{
	uint32_t i, discs = 0, in_slots = 0;

	for (i = 0; i < d->view->nr; i++) {
		if (!(d->view->elements[i].flags & DSR_EL_FULL))
			continue;
		if (d->view->elements[i].type == DSR_ELEMENT_MAIL &&
		    element_mail_is_one(d->view->info))
			continue;
		discs++;
		in_slots += d->view->elements[i].type == DSR_ELEMENT_STORAGE;
	}
	if (element_mail_is_one(d->view->info))
		discs += !!(robot_mail_of(d->view->elements, d->view->nr).flags & DSR_EL_FULL);
	fprintf(d->out, "%s\n%u disc%s, %u of %u slots in use\n", d->view->title, discs,
		discs == 1 ? "" : "s", in_slots, d->nr_slots);
}

/* As robot_holds_text(), but with little room: the sign tells half of it. */
static void holds_short(char *buf, size_t size, const struct dsr_changer_info *info,
			const struct dsr_element *e)
{
	static const char disc[] = "disc from ";
	char text[TEXT_BYTES];

	robot_holds_text(text, sizeof(text), info, e);
	snprintf(buf, size, "%s", strncmp(text, disc, strlen(disc)) ? text :
		 text + strlen("disc "));
	if (e->flags & DSR_EL_FULL && e->flags & DSR_EL_INVERTED)
		buf[strlen(buf) - strlen(" over")] = '\0';
}

static void drive_cell(struct drawing *d, char *cell, const struct dsr_element *e)
{
	uint32_t number = element_number(d->view->info, e->address);
	const char *name = "";
	char holds[TEXT_BYTES];

	if (number && number <= d->view->nr_drives)
		name = d->view->drive_names[number - 1];
	holds_short(holds, sizeof(holds), d->view->info, e);
	robot_append(cell, TEXT_BYTES, "drive %2u  %-5s %s %s", number, *name ? name : "?",
	       sign(d, look_of(d, e)), holds);
}

/* The drives in columns, the first column first. */
static int draw_drives(struct drawing *d)
{
	uint32_t i, nr = 0, rows, row;
	char (*cells)[TEXT_BYTES];
	int width = 0, columns;

	cells = calloc(d->view->nr + 1, sizeof(*cells));
	if (!cells)
		return -ENOMEM;
	for (i = 0; i < d->view->nr; i++) {
		if (d->view->elements[i].type != DSR_ELEMENT_DRIVE)
			continue;
		drive_cell(d, cells[nr], &d->view->elements[i]);
		if (width_of(cells[nr]) > width)
			width = width_of(cells[nr]);
		nr++;
	}
	columns = nr ? (d->view->columns + 3) / (width + 3) : 1;
	columns = columns < 1 ? 1 : columns;
	rows = (nr + (uint32_t)columns - 1) / (uint32_t)columns;
	if (nr)
		fputc('\n', d->out);
	for (row = 0; row < rows; row++) {
		for (i = row; i < nr; i += rows) {
			fputs(cells[i], d->out);
			if (i + rows < nr)
				fprintf(d->out, "%*s", width - width_of(cells[i]) + 3, "");
		}
		fputc('\n', d->out);
	}
	free(cells);
	return 0;
}

static void draw_place(struct drawing *d, const struct dsr_element *e)
{
	char name[ELEMENT_NAME_BYTES], text[TEXT_BYTES];

	robot_holds_text(text, sizeof(text), d->view->info, e);
	if (e->type == DSR_ELEMENT_MAIL && d->view->info->flags & DSR_CHANGER_F_TRAYS)
		robot_append(text, sizeof(text), "; %s", e->flags & DSR_EL_OPEN ? "open" : "closed");
	if (e->flags & DSR_EL_BUSY)
		robot_append(text, sizeof(text), "; printing");
	else if (e->flags & DSR_EL_FINISHED)
		robot_append(text, sizeof(text), "; printed");
	ink_text(text, sizeof(text), e->ink_empty);
	fprintf(d->out, "%-8s %s %s\n", element_name(name, d->view->info, e->address),
		sign(d, look_of(d, e)), text);
}

static void draw_places(struct drawing *d, enum dsr_element_type type)
{
	struct dsr_element mail;
	uint32_t i;

	if (type == DSR_ELEMENT_MAIL && element_mail_is_one(d->view->info)) {
		mail = robot_mail_of(d->view->elements, d->view->nr);
		if (mail.type)
			draw_place(d, &mail);
		return;
	}
	for (i = 0; i < d->view->nr; i++)
		if (d->view->elements[i].type == type)
			draw_place(d, &d->view->elements[i]);
}

static bool row_has_disc(const struct drawing *d, uint32_t from, uint32_t to)
{
	for (; from < to; from++)
		if (d->slots[from] > LOOK_TRAY)
			return true;
	return false;
}

static uint32_t row_end(const struct drawing *d, uint32_t from, uint32_t per_row)
{
	return d->nr_slots - from < per_row ? d->nr_slots : from + per_row;
}

/* So many slots in a row that people can count them. */
static uint32_t slots_in_row(const struct drawing *d, int label)
{
	static const uint32_t good[] = { 200, 100, 50, 20 };
	size_t i;

	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		if (label + (int)(good[i] / GROUP * (GROUP + 1)) <= d->view->columns)
			return good[i];
	return GROUP;
}

static void draw_row(struct drawing *d, int label, uint32_t from, uint32_t to)
{
	uint32_t i;

	fprintf(d->out, "%*u", label, from + 1);
	for (i = from; i < to; i++) {
		fprintf(d->out, "%s%s", (i - from) % GROUP ? "" : " ", sign(d, d->slots[i]));
		d->seen |= 1U << d->slots[i];
	}
	fputc('\n', d->out);
}

static void draw_slots(struct drawing *d)
{
	int label = snprintf(NULL, 0, "%u", d->nr_slots);
	uint32_t per_row, from, to, end;

	label = label < 4 ? 4 : label;
	per_row = slots_in_row(d, label);
	if (d->nr_slots)
		fputc('\n', d->out);
	for (from = 0; from < d->nr_slots; from = to) {
		to = row_end(d, from, per_row);
		for (end = from; d->nr_slots >= FOLD_SLOTS && end < d->nr_slots &&
		     !row_has_disc(d, end, row_end(d, end, per_row));)
			end = row_end(d, end, per_row);
		if (end > to + per_row) {
			fprintf(d->out, "%*u to %u: no disc\n", label, from + 1, end);
			to = end;
		} else {
			draw_row(d, label, from, to);
		}
	}
}

static void draw_legend(struct drawing *d)
{
	int used = d->view->columns, width;
	unsigned int i;

	for (i = LOOK_EMPTY; i < NR_LOOKS; i++) {
		if (!(d->seen >> i & 1))
			continue;
		width = (int)strlen("   x ") + (int)strlen(looks[i].text);
		if (used + width > d->view->columns) {
			fputs("\n  ", d->out);
			used = 2;
		}
		used += width;
		fprintf(d->out, "   %s %s", sign(d, (enum look)i), looks[i].text);
	}
	if (d->seen)
		fputc('\n', d->out);
}

/* What is abnormal, in words. */
static void draw_odd(struct drawing *d)
{
	char name[ELEMENT_NAME_BYTES], text[TEXT_BYTES];
	const struct dsr_element *e;
	uint32_t i, nr = 0;

	for (i = 0; i < d->view->nr; i++) {
		e = &d->view->elements[i];
		if (!(e->flags & DSR_EL_EXCEPT) || nr++ >= MAX_ODD)
			continue;
		robot_code_text(text, sizeof(text), &d->view->info->unit, e->asc, e->ascq);
		fprintf(d->out, "%s! %s: %s (%02X/%02X)\n", nr == 1 ? "\n" : "",
			element_name(name, d->view->info, e->address), text, e->asc, e->ascq);
	}
	if (nr > MAX_ODD)
		fprintf(d->out, "! and %u more\n", nr - MAX_ODD);
}

/**
 * robot_map_draw() - draw a robot
 * @out: where to
 * @view: what
 *
 * Return: 0 or -ENOMEM.
 */
int robot_map_draw(FILE *out, const struct robot_map_view *view)
{
	struct robot_map_view v = *view;
	struct drawing d = { .out = out, .view = &v };
	uint32_t i;
	int ret;

	v.columns = v.columns < MIN_COLUMNS ? MIN_COLUMNS : v.columns;
	d.nr_slots = v.info->ranges[DSR_ELEMENT_STORAGE].count;
	d.nr_slots = d.nr_slots > UINT16_MAX ? UINT16_MAX : d.nr_slots;
	for (i = 0; i < v.nr; i++)
		d.reach |= !!(v.elements[i].flags & DSR_EL_ACCESS);
	d.slots = calloc(d.nr_slots + 1, sizeof(*d.slots));
	if (!d.slots)
		return -ENOMEM;
	see_slots(&d);
	draw_head(&d);
	ret = draw_drives(&d);
	if (!ret) {
		fputc('\n', out);
		draw_places(&d, DSR_ELEMENT_MAIL);
		draw_places(&d, DSR_ELEMENT_PRINTER);
		draw_places(&d, DSR_ELEMENT_TRANSPORT);
		draw_slots(&d);
		draw_legend(&d);
		draw_odd(&d);
	}
	free(d.slots);
	return ret;
}
