/* SPDX-License-Identifier: GPL-2.0 */
/* A small world, three copies, and questions about how that went. */
#ifndef DSR_BATCH_BENCH_H
#define DSR_BATCH_BENCH_H

#include "batch_run.h"

#define SLOTS	20
#define BLANKS	10	/* in slots 1 to 10 */
#define OUT	11	/* to 16 */
#define REJECT	17	/* to 20 */
#define DRIVE(n)	(WORLD_DRIVES + (n) - 1)

extern const struct world_rules bench_jvc;
extern const struct batch_rules bench_three;

struct run *bench_run(const struct world_rules *world, const struct batch_rules *rules);
struct run *bench_plain(const struct batch_rules *rules);
struct world_place *bench_place(struct run *run, uint16_t address);

/* it ends so, and nothing that it believes is wrong */
void bench_ends(struct run *run, enum batch_phase expected);

/* it ended short for this reason */
void bench_says(const struct run *run, const char *expected);

/* records in the journal, of a work (or of any), of a result (or of any): -1 */
int bench_count(const struct run *run, enum batch_record_kind kind, int work, int result);
int bench_works(const struct run *run, enum batch_work work);
int bench_moves_from(const struct run *run, uint16_t address);

/* discs that ended so in elements from @first to @last */
int bench_discs(const struct run *run, int first, int last, enum batch_end end);

#endif /* DSR_BATCH_BENCH_H */
