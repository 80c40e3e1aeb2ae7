/* SPDX-License-Identifier: GPL-2.0 */
/* What the content's own compare does not see: TOC, sub-channel, CD-Text. */
#ifndef DSRCTL_READBACK_H
#define DSRCTL_READBACK_H

#include "disc/master.h"
#include "dsr.h"
#include "plan.h"
#include "snapshot.h"

/**
 * struct readback_disc - how one copy compares
 * @done: it was looked at
 * @why: why it could not be, empty: it could
 * @nr: of @list
 * @list: what it has differently
 * @shifted: its audio is the master's, at other places
 * @samples: so many samples later (earlier, if negative)
 */
struct readback_disc {
	bool done;
	char why[160];
	unsigned int nr;
	struct layout_difference *list;
	bool shifted;
	int32_t samples;
};

/* too large for a stack: allocate it, zeroed */
struct readback {
	struct readback_disc discs[DSR_MAX_SINKS];
};

void readback_run(struct readback *r, const struct plan *plan, const struct snapshot *snap);
bool readback_differs(const struct readback *r);
void readback_free(struct readback *r);

#endif /* DSRCTL_READBACK_H */
