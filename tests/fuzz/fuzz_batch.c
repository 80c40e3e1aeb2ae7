// SPDX-License-Identifier: GPL-2.0
/*
 * Any bytes as a journal of a batch, with what the robot tells in between: records
 * that can't be are refused, the others leave a batch whose parts fit together.
 */
#include <stdlib.h>
#include <string.h>

#include "library/batch.h"

#define SLOTS	6
#define PLACES	(SLOTS + 5)
#define DECIDED	16

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/**
 * struct input - bytes that are left
 * @data: they
 * @len: of @data
 */
struct input {
	const uint8_t *data;
	size_t len;
};

static void check(bool promise)
{
	if (!promise)
		abort();
}

static unsigned int take(struct input *in, unsigned int below)
{
	if (!in->len)
		return 0;
	in->len--;
	return *in->data++ % below;
}

/* ---- what the robot tells ------------------------------------------------------------ */

/* hand, slots, two drives, mail slot, printer */
static void describe(struct input *in, struct dsr_element *e, int i)
{
	static const uint8_t types[] = {
		DSR_ELEMENT_DRIVE, DSR_ELEMENT_DRIVE, DSR_ELEMENT_MAIL, DSR_ELEMENT_PRINTER,
	};
	unsigned int what = take(in, 256);

	memset(e, 0, sizeof(*e));
	e->address = (uint16_t)(10 + i);
	e->type = i > SLOTS ? types[i - SLOTS - 1] : i ? DSR_ELEMENT_STORAGE :
							  DSR_ELEMENT_TRANSPORT;
	e->flags = what & (DSR_EL_FULL | DSR_EL_TRAY);
	if (what & 2)
		e->flags |= DSR_EL_SOURCE;
	e->source = (uint16_t)(11 + what / 16 % SLOTS);
}

static void look(struct input *in, struct dsr_element *elements)
{
	int i;

	for (i = 0; i < PLACES; i++)
		describe(in, &elements[i], i);
}

/* ---- records -------------------------------------------------------------------------- */

static int32_t address(struct input *in)
{
	return (int32_t)take(in, PLACES + 2) + 9;
}

/* Mostly such as could be, now and then such as can't. */
static void fill(struct input *in, const struct batch *b, struct batch_record *r)
{
	unsigned int odd = take(in, 32);

	memset(r, 0, sizeof(*r));
	r->kind = (enum batch_record_kind)take(in, BATCH_R_KINDS + (odd == 1));
	r->time_ms = odd == 2 ? INT64_MAX : odd == 3 ? -1 : (int64_t)take(in, 256) << 20;
	r->disc = odd == 4 ? -1 : (int)take(in, (unsigned int)b->nr_discs + 1);
	r->what = (enum batch_kind)take(in, BATCH_KINDS + (odd == 5));
	r->copy = odd == 6 ? INT32_MAX : (int)take(in, 4);
	r->from = odd == 7 ? INT32_MIN : address(in);
	r->to = odd == 8 ? INT32_MAX : address(in);
	r->way = odd & 1;
	r->work = (enum batch_work)take(in, BATCH_WORKS + (odd == 9));
	r->group = odd == 10 ? UINT32_MAX : take(in, 8);
	r->job = take(in, 4);
	r->result = (enum batch_result)take(in, BATCH_RESULTS + (odd == 11));
	r->error = (int)take(in, 256);
	r->hard = odd & 2;
	r->same_boot = odd & 4;
	memset(r->text, 'x', odd * 7);
	memset(r->sha256, 'a', odd * 2);
}

/* ---- do the parts fit together? --------------------------------------------------------- */

static void check_disc(const struct batch *b, int i)
{
	const struct batch_disc *d = &b->discs[i];
	int places = (int)b->nr_places;

	check(d->at >= -1 && d->at < places && d->to >= -1 && d->to < places);
	check(d->slot >= -1 && d->slot < places && d->home >= 0 && d->home < places);
	check(d->at >= 0 || d->state == BATCH_ENDED);
	check((d->state == BATCH_MOVING) == (b->moving == i) && (d->to >= 0) == (b->moving == i));
	check(d->state == BATCH_ENDED || b->places[d->at].disc == i);
	check(d->side >= 0 && d->side < b->rules.sides);
	check(d->kind != BATCH_COPY || (d->copy >= 0 && d->copy < (int)b->rules.copies));
	check(d->state < BATCH_STATES && d->end < BATCH_ENDS);
}

static void check_batch(const struct batch *b)
{
	unsigned int owed = 0, open = 0;
	size_t p;
	int i;

	for (i = 0; i < b->nr_discs; i++) {
		check_disc(b, i);
		open += b->discs[i].state != BATCH_ENDED;
	}
	for (p = 0; p < b->nr_places; p++) {
		owed += b->places[p].owed;
		check(b->places[p].disc < b->nr_discs);
	}
	check(owed == open);
	for (i = 0; i < (int)b->rules.copies; i++)
		check(b->copies[i].disc < b->nr_discs);
}

static void live(struct input *in, struct batch *b, struct dsr_element *elements)
{
	struct batch_record r[DECIDED];
	int64_t now_ms = 1;
	int i, n;

	while (in->len) {
		switch (take(in, 8)) {
		case 0:
			look(in, elements);
			batch_see(b, elements, PLACES);
			break;
		case 1:
			n = batch_missing(b, now_ms, r, DECIDED);
			for (i = 0; i < n; i++)
				check(!batch_apply(b, &r[i]));
			break;
		case 2:
		case 3:
			n = batch_decide(b, now_ms, r, DECIDED);
			check(n >= 0 && n <= DECIDED);
			batch_phase(b);
			break;
		case 4:
			if (b->moving >= 0)
				batch_where(b, b->moving);
			break;
		default:
			fill(in, b, &r[0]);
			batch_apply(b, &r[0]);
		}
		now_ms += 10000;
		check_batch(b);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct input in = { .data = data, .len = len };
	struct batch_rules rules = { .failure_pause_ms = 2000, .sides = 1 };
	struct dsr_element elements[PLACES];
	unsigned int how = take(&in, 256);
	struct batch b;
	int i;

	rules.copies = 1 + how % 4;
	rules.retries = how / 4 % 2;
	rules.sides += how / 8 % 2;
	rules.label = how & 16;
	rules.mail = how & 32;
	look(&in, elements);
	check(!batch_init(&b, &rules, elements, PLACES));
	for (i = 1; i <= SLOTS; i++)
		check(!batch_role(&b, (uint16_t)(10 + i), 1U << take(&in, 3)));
	if (how & 128)
		memset(b.moves, 0x3c, sizeof(b.moves));
	live(&in, &b, elements);
	batch_free(&b);
	return 0;
}
