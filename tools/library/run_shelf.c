// SPDX-License-Identifier: GPL-2.0
/* What a batch does to the discs in the slots, remembered for inventories and later batches. */
#include <errno.h>
#include <string.h>

#include "cmd.h"
#include "library/run.h"

static unsigned int slot_number(const struct run *run, int place)
{
	const struct batch_place *p = place < 0 ? NULL : &run->batch.places[place];

	return p && p->type == DSR_ELEMENT_STORAGE ? p->number : 0;
}

static int shelve_ended(struct run *run, const struct batch_record *r)
{
	const struct batch_disc *d = &run->batch.discs[r->disc];
	unsigned int slot = slot_number(run, d->at);
	const char *master = run->q.masters[0] ? run->q.masters[0] : "?";

	if (!slot)
		return 0;
	if (run->batch.places[d->at].disc != r->disc)	/* a person has taken it out */
		return shelf_forget(&run->shelf, slot);
	if (d->end == BATCH_GOOD)
		return shelf_note(&run->shelf, slot, "copy", master, r->time_ms);
	if (d->end == BATCH_BAD)
		return shelf_note(&run->shelf, slot, "spoilt", d->why, r->time_ms);
	return shelf_forget(&run->shelf, slot);
}

/**
 * run_shelve() - a record is true: what is in the slots now?
 * @run: the batch; without an open shelf nothing is remembered
 * @r: the record
 *
 * A blank that was taken is not known any more; how it ended is, where it ends.
 */
void run_shelve(struct run *run, const struct batch_record *r)
{
	const struct batch_disc *d;
	int err = 0;

	if (!run->shelf.slots || r->kind == BATCH_R_RESUME)
		return;
	d = &run->batch.discs[r->disc];
	if (d->kind != BATCH_COPY)
		return;
	if (r->kind == BATCH_R_TAKE && slot_number(run, d->home))
		err = shelf_forget(&run->shelf, slot_number(run, d->home));
	else if ((r->kind == BATCH_R_MOVED || r->kind == BATCH_R_SEEN) && d->state == BATCH_ENDED)
		err = shelve_ended(run, r);
	if (err)
		complain("what is in the slots can't be remembered in %s: %s", run->shelf.path,
			 strerror(-err));
}
