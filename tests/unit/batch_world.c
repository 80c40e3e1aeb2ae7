// SPDX-License-Identifier: GPL-2.0
/* The robot of the world, its hand, its mail slot, its time. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "batch_world.h"

#define NEVER	INT64_MAX

/* ---- chance ------------------------------------------------------------------------ */

/* splitmix64: the same seed, the same world */
static uint64_t next_random(uint64_t *state)
{
	uint64_t z = (*state += 0x9e3779b97f4a7c15ULL);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
	return z ^ (z >> 31);
}

uint64_t world_random(struct world *w, uint64_t below)
{
	return next_random(&w->chance) % below;
}

bool world_chance(struct world *w, int in_thousand)
{
	return in_thousand && (int)world_random(w, 1000) < in_thousand;
}

void world_wrong(struct world *w, const char *what, uint16_t a, uint16_t b)
{
	if (!w->wrong[0])
		snprintf(w->wrong, sizeof(w->wrong), "%s (%04xh, %04xh) at %lld s", what, a, b,
			 (long long)w->now_ms / 1000);
}

/* ---- places ------------------------------------------------------------------------ */

static struct world_place *add_place(struct world *w, uint16_t address, uint8_t type)
{
	struct world_place *p = &w->places[w->nr_places++];

	memset(p, 0, sizeof(*p));
	p->address = address;
	p->type = type;
	p->disc = -1;
	return p;
}

static struct world_disc *add_disc(struct world *w, struct world_place *p)
{
	struct world_disc *d = &w->discs[w->nr_discs];

	memset(d, 0, sizeof(*d));
	d->at = (int)(p - w->places);
	p->disc = w->nr_discs++;
	p->tray = w->rules.jvc;
	return d;
}

static void add_strange(struct world *w, struct world_place *p)
{
	struct world_disc *d = add_disc(w, p);

	d->side[0] = SIDE_SPOILT;
	d->side[1] = SIDE_SPOILT;
	d->strange = true;
}

static void add_drive(struct world *w, int n)
{
	struct world_place *p = add_place(w, (uint16_t)(WORLD_DRIVES + n), DSR_ELEMENT_DRIVE);

	p->takes_none = world_chance(w, w->rules.sticks);
	p->gives_none = world_chance(w, w->rules.sticks);
	if (world_chance(w, w->rules.strange))
		add_strange(w, p);
}

void world_init(struct world *w, const struct world_rules *rules)
{
	struct world_place *p;
	struct world_disc *d;
	int i;

	memset(w, 0, sizeof(*w));
	w->rules = *rules;
	w->chance = rules->seed;
	add_place(w, WORLD_HAND, DSR_ELEMENT_TRANSPORT);
	for (i = 0; i < rules->slots; i++) {
		p = add_place(w, (uint16_t)(i + 1), DSR_ELEMENT_STORAGE);
		if (i >= rules->discs)
			continue;
		d = add_disc(w, p);
		d->unfit = world_chance(w, rules->unfit);
		d->unseen = world_chance(w, rules->unseen);
	}
	for (i = 0; i < rules->drives; i++)
		add_drive(w, i);
	add_place(w, WORLD_MAIL, DSR_ELEMENT_MAIL);
	add_place(w, WORLD_PRINTER, DSR_ELEMENT_PRINTER);
}

int world_place(const struct world *w, uint16_t address)
{
	int i;

	for (i = 0; i < w->nr_places; i++)
		if (w->places[i].address == address)
			return i;
	return -1;
}

static void describe(const struct world *w, const struct world_place *p,
		     struct dsr_element *e)
{
	memset(e, 0, sizeof(*e));
	e->size = sizeof(*e);
	e->address = p->address;
	e->type = p->type;
	e->flags = p->disc >= 0 ? DSR_EL_FULL : 0;
	if (p->tray)
		e->flags |= DSR_EL_TRAY;
	if (p->open)
		e->flags |= DSR_EL_OPEN;
	if (p->type == DSR_ELEMENT_PRINTER && p->running)
		e->flags |= DSR_EL_BUSY;
	if (p->finished)
		e->flags |= DSR_EL_FINISHED;
	if (p->disc >= 0 && w->discs[p->disc].source && !w->rules.silent) {
		e->flags |= DSR_EL_SOURCE;
		e->source = w->discs[p->disc].source;
	}
}

/* What READ ELEMENT STATUS tells; @elements has room for WORLD_MAX_PLACES. */
size_t world_map(const struct world *w, struct dsr_element *elements)
{
	int i;

	for (i = 0; i < w->nr_places; i++)
		describe(w, &w->places[i], &elements[i]);
	return (size_t)w->nr_places;
}

#define STORAGE	(1U << DSR_ELEMENT_STORAGE)
#define MAIL	(1U << DSR_ELEMENT_MAIL)
#define DRIVE	(1U << DSR_ELEMENT_DRIVE)
#define PRINTER	(1U << DSR_ELEMENT_PRINTER)

/* JVC: manual 3.7, table 24; not told by the others */
void world_moves(const struct world *w, uint8_t moves[DSR_ELEMENT_TYPES])
{
	memset(moves, 0, DSR_ELEMENT_TYPES);
	if (!w->rules.jvc)
		return;
	moves[DSR_ELEMENT_STORAGE] = MAIL | DRIVE | PRINTER;
	moves[DSR_ELEMENT_MAIL] = STORAGE | DRIVE;
	moves[DSR_ELEMENT_DRIVE] = STORAGE | MAIL | DRIVE | PRINTER;
	moves[DSR_ELEMENT_PRINTER] = STORAGE | DRIVE | (w->rules.boasts ? MAIL : 0);
}

/* ---- the robot ---------------------------------------------------------------------- */

/* Source and tray go with the disc. */
static void carry(struct world *w, int from, int to)
{
	struct world_place *a = &w->places[from], *b = &w->places[to];
	struct world_disc *d = &w->discs[a->disc];

	if (from == to)
		return;
	if (a->type == DSR_ELEMENT_STORAGE)
		d->source = a->address;
	b->disc = a->disc;
	b->tray = a->tray;
	d->at = to;
	a->disc = -1;
	a->tray = false;
	a->finished = false;
}

static const char *refusal(const struct world *w, int from, int to)
{
	const struct world_place *a = &w->places[from], *b = &w->places[to];
	uint8_t moves[DSR_ELEMENT_TYPES];

	world_moves(w, moves);
	if (w->moving)
		return "a move while the robot moves";
	if (w->rules.jvc && !(moves[a->type] & (1U << b->type)))
		return "a move that a JVC refuses";
	if (a->disc < 0)
		return "a move of nothing";
	if (b->disc >= 0)
		return "a move to where a disc is";
	if (b->tray)
		return "a move to where a tray is";
	if (b->open)
		return "a move into an open mail slot";
	if (a->busy || a->running)
		return "a move out of what is at work";
	if (a->type != DSR_ELEMENT_TRANSPORT && w->places[0].disc >= 0)
		return "a move with a full hand";
	return NULL;
}

/* How this move will end. A third of what fails stays in the hand, a sixth arrives. */
static void choose_end(struct world *w)
{
	const struct world_place *from = &w->places[w->from], *to = &w->places[w->to];
	bool stays = w->broken || from->gives_none;
	uint64_t n = world_random(w, 6);

	w->ends_at = w->to;
	w->error = 0;
	if (!stays && !to->takes_none && !world_chance(w, w->rules.move_fails))
		return;
	w->error = EIO;
	if (stays || n < 3)
		w->ends_at = w->from;
	else if (to->takes_none || n < 5)
		w->ends_at = 0;
	/* how far the turning came is not known */
	if (w->ends_at == 0)
		w->flip &= world_chance(w, 500);
}

void world_move(struct world *w, uint16_t from, uint16_t to, bool flip)
{
	const char *why;

	if (world_place(w, from) < 0 || world_place(w, to) < 0) {
		world_wrong(w, "a move between no places", from, to);
		return;
	}
	why = refusal(w, world_place(w, from), world_place(w, to));
	if (why) {
		world_wrong(w, why, from, to);
		return;
	}
	w->from = world_place(w, from);
	w->to = world_place(w, to);
	if (w->rules.boasts && from == WORLD_PRINTER && to == WORLD_MAIL) {
		w->moved = true;
		w->error = EINVAL;
		return;
	}
	w->flip = flip;
	w->moving = true;
	w->moves++;
	w->move_until_ms = w->now_ms + w->rules.move_ms + (flip ? w->rules.flip_ms : 0);
	choose_end(w);
	carry(w, w->from, 0);
}

static void end_move(struct world *w)
{
	struct world_disc *d = &w->discs[w->places[0].disc];
	struct world_place *to = &w->places[w->ends_at];

	w->moving = false;
	w->moved = true;
	if (w->flip && w->ends_at != w->from)
		d->up ^= 1;
	carry(w, 0, w->ends_at);
	if (to->type == DSR_ELEMENT_DRIVE && w->ends_at != w->from)
		to->ready_ms = w->now_ms + w->rules.load_ms;
	if (to->type != DSR_ELEMENT_MAIL)
		return;
	d->source = 0;
	to->open = w->rules.jvc;
	to->ready_ms = w->now_ms + w->rules.operator_ms;
}

/* JVC REZERO with Return: hand, drives, mail slot go home (manual 3.15). */
void world_rezero(struct world *w)
{
	struct world_place *p;
	int i, home;

	if (!w->rules.jvc || w->moving)
		world_wrong(w, "a REZERO that can't be", 0, 0);
	w->moved = true;
	w->error = 0;
	if (w->broken || w->hand_keeps || w->places[world_place(w, WORLD_MAIL)].open ||
	    world_chance(w, w->rules.rezero_fails)) {
		w->error = EIO;
		return;
	}
	for (i = 0; i < w->nr_places; i++) {
		p = &w->places[i];
		if (p->running || p->busy)
			world_wrong(w, "a REZERO while a drive works", p->address, 0);
		if (p->disc < 0 || p->type == DSR_ELEMENT_STORAGE ||
		    p->type == DSR_ELEMENT_PRINTER || p->gives_none)
			continue;
		home = world_place(w, w->discs[p->disc].source);
		if (home >= 0 && !w->places[home].tray)
			carry(w, i, home);
	}
	w->moves++;
}

/* ---- hands -------------------------------------------------------------------------- */

void world_take_away(struct world *w, int disc)
{
	struct world_place *p = &w->places[w->discs[disc].at];

	p->disc = -1;
	p->tray = false;
	p->open = false;
	w->discs[disc].at = -1;
}

void world_put(struct world *w, uint16_t address, bool strange)
{
	struct world_place *p = &w->places[world_place(w, address)];

	if (strange)
		add_strange(w, p);
	else
		add_disc(w, p);
}

/* Somebody takes a disc out of a slot, or puts one in. */
static void lose_one(struct world *w)
{
	int disc = (int)world_random(w, (uint64_t)w->nr_discs);

	if (w->discs[disc].at >= 0 &&
	    w->places[w->discs[disc].at].type == DSR_ELEMENT_STORAGE)
		world_take_away(w, disc);
}

static void give_one(struct world *w)
{
	struct world_place *p = &w->places[world_random(w, (uint64_t)w->nr_places)];
	bool wanted = w->moving && (p == &w->places[w->to] || p == &w->places[w->from]);

	if (p->type == DSR_ELEMENT_STORAGE && p->disc < 0 && !p->tray && !wanted &&
	    w->nr_discs < WORLD_MAX_DISCS)
		add_strange(w, p);
}

/* Somebody opens the mail slot, and will close it. */
static void open_mail(struct world *w)
{
	int mail = world_place(w, WORLD_MAIL);
	struct world_place *p = &w->places[mail];

	if (p->open || p->disc >= 0 || (w->moving && w->to == mail))
		return;
	p->open = true;
	p->ready_ms = w->now_ms + w->rules.operator_ms;
}

static bool can_be_moved(const struct world_place *p)
{
	return p->disc >= 0 && !p->running && !p->gives_none &&
	       (p->type == DSR_ELEMENT_DRIVE || p->type == DSR_ELEMENT_PRINTER);
}

static int meddle_place(struct world *w, const struct world_place *p, bool home)
{
	int to = home ? world_place(w, w->discs[p->disc].source) :
		 (int)world_random(w, (uint64_t)w->nr_places);
	uint8_t type = to < 0 ? DSR_ELEMENT_ANY : w->places[to].type;

	if (to < 0 || w->places[to].disc >= 0 || w->places[to].tray ||
	    (!home && type != DSR_ELEMENT_DRIVE && type != DSR_ELEMENT_PRINTER))
		return -1;
	return to;
}

/* With nobody looking: home with all discs, or one to another machine. */
void world_meddle(struct world *w)
{
	bool home = world_chance(w, 500);
	int i, to;

	if (w->moving || !world_chance(w, w->rules.moved))
		return;
	for (i = 0; i < w->nr_places; i++) {
		if (!can_be_moved(&w->places[i]))
			continue;
		to = meddle_place(w, &w->places[i], home);
		if (to < 0)
			continue;
		carry(w, i, to);
		if (!home)
			return;
	}
}

/* ---- time --------------------------------------------------------------------------- */

static bool waits_for_operator(const struct world *w, const struct world_place *p)
{
	return p->type == DSR_ELEMENT_MAIL && (p->disc >= 0 || p->open) &&
	       w->rules.operator_ms;
}

static void empty_mail(struct world *w, struct world_place *p)
{
	if (p->disc >= 0)
		world_take_away(w, p->disc);
	p->open = false;
}

/* When something ends next, or INT64_MAX. */
int64_t world_next(const struct world *w)
{
	int64_t next = w->moving ? w->move_until_ms : NEVER;
	const struct world_place *p;
	int i;

	for (i = 0; i < w->nr_places; i++) {
		p = &w->places[i];
		if (p->busy && p->until_ms < next)
			next = p->until_ms;
		if (p->running && p->job_until_ms < next)
			next = p->job_until_ms;
		if (waits_for_operator(w, p) && p->ready_ms < next)
			next = p->ready_ms;
	}
	return next;
}

void world_advance(struct world *w, int64_t to_ms)
{
	struct world_place *p;
	int i;

	if (to_ms > w->now_ms)
		w->now_ms = to_ms;
	if (w->moving && w->move_until_ms <= w->now_ms)
		end_move(w);
	for (i = 0; i < w->nr_places; i++) {
		p = &w->places[i];
		if (p->running && p->job_until_ms <= w->now_ms)
			world_end_job(w, p);
		if (p->busy && p->until_ms <= w->now_ms)
			world_end_work(w, p);
		if (waits_for_operator(w, p) && p->ready_ms <= w->now_ms)
			empty_mail(w, p);
	}
	if (world_chance(w, w->rules.taken))
		lose_one(w);
	if (world_chance(w, w->rules.given))
		give_one(w);
	if (world_chance(w, w->rules.opened))
		open_mail(w);
}
