/* SPDX-License-Identifier: GPL-2.0 */
/* How a job ended: for people, and as an exit code. */
#ifndef DSRCTL_REPORT_H
#define DSRCTL_REPORT_H

#include <stdio.h>

#include "coverage.h"
#include "disc/disc.h"
#include "disc/salvage.h"
#include "readback.h"
#include "snapshot.h"
#include "sums.h"

/**
 * struct report - what is known of a job that is done; all but @snap may be NULL
 * @snap: its status
 * @disc: its content
 * @source_path: as typed
 * @coverage: what was to be read back
 * @bad: blocks of the source that became zeros
 * @nr_bad: of @bad
 * @c2: blocks of the source that were copied with C2 errors
 * @nr_c2: of @c2
 * @readback: what was found beside the content
 * @sums: digests of parts: of the stream, then of every sink; NULL: they were
 *	not asked for
 * @wanted: of the content to be compared with, where there is no source
 */
struct report {
	const struct snapshot *snap;
	const struct disc *disc;
	const char *source_path;
	const struct coverage *coverage;
	struct dsr_bad_range *bad;
	int nr_bad;
	struct dsr_bad_range *c2;
	int nr_c2;
	const struct readback *readback;
	struct content_sums *sums;
	const struct content_sums *wanted;
};

int report_begin(struct report *r, const struct snapshot *snap, int job_fd);
int report_add_bad(struct report *r, const struct bad_list *list);
uint64_t report_bad_blocks(const struct report *r);
void report_end(struct report *r);

void report_sink(FILE *out, const struct report *r, uint32_t i);
void report_print(FILE *out, const struct report *r);
int report_exit_code(const struct report *r);
bool report_has_place(const struct dsr_error *error);
bool report_bad_sum(const struct report *r, uint32_t i, struct content_place *place);

#endif /* DSRCTL_REPORT_H */
