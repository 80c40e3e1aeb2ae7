/* SPDX-License-Identifier: GPL-2.0 */
/* Inside the batch: what more than one kind of record changes, and ways. */
#ifndef DSRCTL_LIBRARY_BATCH_STEPS_H
#define DSRCTL_LIBRARY_BATCH_STEPS_H

#include "library/batch.h"

/* batch_steps.c */
void batch_put(struct batch *b, struct batch_disc *d, int place);
bool batch_blame(struct batch *b, int place, unsigned int weight, const char *why);
void batch_unblame(struct batch *b, int place, unsigned int weight);
void batch_tell(struct batch *b, enum batch_note of, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void batch_leave_out(struct batch *b, int place, const char *why);
void batch_fail(struct batch *b, const char *why);
void batch_decide_end(struct batch *b, struct batch_disc *d, enum batch_end end,
		      const char *why);
void batch_end_here(struct batch *b, struct batch_disc *d, int64_t now_ms);
void batch_lose(struct batch *b, struct batch_disc *d, int64_t now_ms);

/* batch_take.c */
int batch_take(struct batch *b, const struct batch_record *r);

/* batch_move.c */
int batch_start_move(struct batch *b, const struct batch_record *r);
int batch_end_move(struct batch *b, const struct batch_record *r);
int batch_seen(struct batch *b, const struct batch_record *r);

/* batch_work.c */
int batch_start_work(struct batch *b, const struct batch_record *r);
int batch_name_job(struct batch *b, const struct batch_record *r);
int batch_end_work(struct batch *b, const struct batch_record *r);

/* batch_route.c */
void batch_learn_refusal(struct batch *b, int from, int to);
bool batch_can_go(const struct batch *b, int from, int to);
bool batch_is_rezero(const struct batch *b, int from, int to);
int batch_held(const struct batch *b);
bool batch_has_mail(const struct batch *b);
int batch_free_drive(const struct batch *b);
unsigned int batch_free_drives(const struct batch *b);
int batch_destination(const struct batch *b, const struct batch_disc *d, bool *way);
bool batch_fits(const struct batch *b, const struct batch_disc *d);
bool batch_rests(const struct batch *b, const struct batch_disc *d);

/**
 * struct batch_next - the move that the robot should make
 * @disc: by number; -1: a fresh blank
 * @copy: of a fresh blank
 * @from: place
 * @to: place
 * @way: see struct batch_disc
 */
struct batch_next {
	int disc;
	int copy;
	int from;
	int to;
	bool way;
};

/* batch_next.c */
bool batch_hand_is_strange(const struct batch *b);
int batch_fresh_blank(const struct batch *b);
bool batch_next_move(const struct batch *b, struct batch_next *next);

#endif /* DSRCTL_LIBRARY_BATCH_STEPS_H */
