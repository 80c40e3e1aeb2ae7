// SPDX-License-Identifier: GPL-2.0
/* What carries a batch out, as far as it goes without a robot: what it makes of what it sees. */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "library/prepare.h"
#include "library/run.h"
#include "unit.h"

#define SLOT_1	1
#define DRIVE_1	0x80

/* Two slots, two drives; a disc was taken from the first slot. */
static struct run *new_run(int sides)
{
	const struct batch_rules rules = { .copies = 2, .retries = 1, .sides = sides };
	struct batch_record take = { .kind = BATCH_R_TAKE, .what = BATCH_COPY, .from = SLOT_1 };
	struct dsr_element elements[4] = { 0 };
	struct run *run = calloc(1, sizeof(*run));
	unsigned int i;

	ck_assert_ptr_nonnull(run);
	for (i = 0; i < 4; i++) {
		elements[i].address = (uint16_t)(i < 2 ? SLOT_1 + i : DRIVE_1 + i - 2);
		elements[i].type = i < 2 ? DSR_ELEMENT_STORAGE : DSR_ELEMENT_DRIVE;
	}
	ck_assert_int_eq(batch_init(&run->batch, &rules, elements, 4), 0);
	run->journal.fd = -1;
	run->printing = -1;
	run->quiet = true;
	ck_assert(run_note(run, &take));
	return run;
}

static void free_run(struct run *run)
{
	batch_free(&run->batch);
	free(run);
}

/* The robot tells that the disc is there. */
static void see_in(struct run *run, uint16_t address)
{
	struct dsr_element e[2] = {
		{ .address = SLOT_1, .type = DSR_ELEMENT_STORAGE },
		{ .address = DRIVE_1, .type = DSR_ELEMENT_DRIVE },
	};

	e[address == DRIVE_1].flags = DSR_EL_FULL | DSR_EL_SOURCE;
	e[address == DRIVE_1].source = SLOT_1;
	batch_see(&run->batch, e, 2);
}

static void move(struct run *run, int32_t from, int32_t to, bool flip)
{
	struct batch_record r = { .kind = BATCH_R_MOVE, .from = from, .to = to, .flip = flip };

	ck_assert(run_note(run, &r));
}

static void arrive(struct run *run, int32_t to)
{
	struct batch_record r = { .kind = BATCH_R_MOVED, .to = to };

	ck_assert(run_note(run, &r));
}

/* ---- a batch of before --------------------------------------------------------------- */

/* It lies in the slot it should be turned over into; the robot may have brought it there. */
START_TEST(a_turn_that_nobody_saw)
{
	struct batch_record burn = { .kind = BATCH_R_WORK, .work = BATCH_BURN, .group = 1 };
	struct batch_record done = { .kind = BATCH_R_DONE, .work = BATCH_BURN };
	struct run *run = new_run(2);
	struct batch_disc *d = &run->batch.discs[0];

	move(run, SLOT_1, DRIVE_1, false);
	arrive(run, DRIVE_1);
	ck_assert(run_note(run, &burn) && run_note(run, &done));
	move(run, DRIVE_1, SLOT_1, true);
	see_in(run, SLOT_1);
	ck_assert(run_settle(run, false));
	ck_assert_int_eq(run->batch.moving, -1);
	ck_assert_int_eq(d->state, BATCH_WAITING);
	ck_assert_msg(d->unsure && d->turning && !d->side,
		      "expected that nobody knows whether it was turned over, got side %d", d->side);
	free_run(run);
}
END_TEST

/* ---- masters ------------------------------------------------------------------------------ */

static unsigned int masters_in(const struct run *run)
{
	return batch_count(&run->batch, BATCH_MASTER, BATCH_OPEN);
}

/* The master lies in slot 2. */
START_TEST(masters_that_are_no_images)
{
	struct dsr_element slot_2 = { .address = SLOT_1 + 1, .type = DSR_ELEMENT_STORAGE };
	char slot[] = "2";
	struct run *run = new_run(1);

	run->robot.robot.info.ranges[DSR_ELEMENT_STORAGE].first = SLOT_1;
	run->robot.robot.info.ranges[DSR_ELEMENT_STORAGE].count = 2;
	run->batch.rules.masters = 1;
	run->q.masters[0] = slot;
	ck_assert_int_eq(prepare_masters(run), DSRCTL_DEVICE);
	ck_assert_uint_eq(masters_in(run), 0);
	slot_2.flags = DSR_EL_FULL;
	batch_see(&run->batch, &slot_2, 1);
	ck_assert_int_eq(prepare_masters(run), DSRCTL_OK);
	ck_assert_uint_eq(masters_in(run), 1);
	ck_assert_int_eq(prepare_masters(run), DSRCTL_OK);
	ck_assert_uint_eq(masters_in(run), 1);
	run->batch.discs[1].state = BATCH_ENDED;
	run->batch.discs[1].end = BATCH_BAD;
	ck_assert_int_eq(prepare_masters(run), DSRCTL_OK);
	ck_assert_uint_eq(masters_in(run), 1);
	run->batch.discs[2].state = BATCH_ENDED;
	run->batch.images = 1;
	ck_assert_int_eq(prepare_masters(run), DSRCTL_OK);
	ck_assert_int_eq(run->batch.nr_discs, 3);
	free_run(run);
}
END_TEST

/* ---- works that end --------------------------------------------------------------------- */

/**
 * struct ending - how a process ends
 * @says: what it prints
 * @code: its exit code, -1: it is killed
 * @state: of its disc then
 */
struct ending {
	const char *says;
	int code;
	enum batch_state state;
};

static int end_so(void *ctx)
{
	const struct ending *how = ctx;

	puts(how->says);
	fflush(stdout);
	if (how->code < 0)
		raise(SIGKILL);
	return how->code;
}

/* A burn of the disc, whose process ends so. */
static void burn(struct run *run, const struct ending *how)
{
	struct batch_record r = { .kind = BATCH_R_WORK, .work = BATCH_BURN, .group = 1 };
	struct run_work *w = &run->works[0];
	struct pollfd fds[2];
	int i;

	move(run, SLOT_1, DRIVE_1, false);
	arrive(run, DRIVE_1);
	ck_assert(run_note(run, &r));
	w->used = true;
	w->kind = BATCH_BURN;
	w->nr = 1;
	ck_assert_int_eq(work_start(&w->work, end_so, (void *)how), 0);
	while (w->used) {
		fds[0] = (struct pollfd){ .fd = w->work.out, .events = POLLIN };
		fds[1] = (struct pollfd){ .fd = w->work.err, .events = POLLIN };
		ck_assert_int_gt(poll(fds, 2, 10000), 0);
		for (i = 0; i < 2; i++)
			if (fds[i].revents)
				work_read(&w->work, fds[i].fd);
		ck_assert(run_take_work(run, w));
	}
}

#define STARTED	"{\"type\":\"started\",\"job\":5}"

/* Only a process that has said that it gave up has left the disc alone. */
START_TEST(a_burn_without_a_result)
{
	static const struct ending endings[] = {
		{ STARTED, -1, BATCH_LEFT },
		{ STARTED, DSRCTL_LEFT_RUNNING, BATCH_LEFT },
		{ "", -1, BATCH_LEFT },
		{ "", DSRCTL_DEVICE, BATCH_LOADED },
	};
	struct run *run;
	size_t i;

	for (i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		run = new_run(1);
		burn(run, &endings[i]);
		ck_assert_msg(run->batch.discs[0].state == endings[i].state,
			      "'%s', exit code %d: expected %s, got %s", endings[i].says,
			      endings[i].code, batch_state_word(endings[i].state),
			      batch_state_word(run->batch.discs[0].state));
		free_run(run);
	}
}
END_TEST

Suite *suite_batch_run(void)
{
	Suite *s = suite_create("batch_run");

	PROMISE(s, "batch: a disc that was being turned over when all went dark may lie either way",
		a_turn_that_nobody_saw);
	PROMISE(s, "batch: a master in a slot is taken as long as its image is not there, and not twice at a time",
		masters_that_are_no_images);
	PROMISE(s, "batch: a burn whose process died without a result may go on", a_burn_without_a_result);
	return s;
}
