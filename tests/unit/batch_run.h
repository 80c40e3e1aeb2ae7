/* SPDX-License-Identifier: GPL-2.0 */
/* What carries out a batch in the world, with a journal; it can be killed. */
#ifndef DSR_BATCH_RUN_H
#define DSR_BATCH_RUN_H

#include "batch_world.h"
#include "library/batch.h"

#define RUN_RECORDS	8192	/* of a journal */
#define RUN_DISCS	2048	/* of a batch: what would not do may be taken again */

/**
 * struct run - a batch in the world
 * @w: the world
 * @b: the batch
 * @rules: of the batch
 * @blanks, @out, @reject: slots from here, and how many
 * @kills: chance in thousand that it is killed, at each step; not for ever
 * @reboots: of thousand kills
 * @nr: of @journal
 * @journal: what is on the disk
 * @truth: by disc of the batch: which one of the world it is
 * @map: room for the robot's answer
 * @steps: made
 * @times: it was killed
 * @wrong: what should never happen, in words, or empty
 */
struct run {
	struct world w;
	struct batch b;
	struct batch_rules rules;
	int blanks[2];
	int out[2];
	int reject[2];
	int kills;
	int reboots;
	int nr;
	struct batch_record journal[RUN_RECORDS];
	int truth[RUN_DISCS];
	struct dsr_element map[WORLD_MAX_PLACES];
	int steps;
	int times;
	char wrong[300];
};

void run_init(struct run *run, const struct world_rules *world,
	      const struct batch_rules *rules);
void run_free(struct run *run);
void run_wrong(struct run *run, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* the disc in a place becomes one of the batch, beside those that are copied */
void run_take(struct run *run, enum batch_kind what, int copy, uint16_t address);

/* to its end, or until it waits for somebody */
enum batch_phase run_on(struct run *run);

/* a batch of the rules, without a journal yet */
void run_start_batch(struct run *run, struct batch *b);

/* a new process: from the journal alone */
void run_resume(struct run *run, bool same_boot);

/* somebody repairs the world, and takes out what got stuck or is strange in it */
void run_mend(struct run *run);

/* batch_truth.c: is what the batch believes true? Else run->wrong is set. */
void run_check(struct run *run, enum batch_phase phase);

#endif /* DSR_BATCH_RUN_H */
