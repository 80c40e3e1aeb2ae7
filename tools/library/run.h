/* SPDX-License-Identifier: GPL-2.0 */
/* A batch being carried out. */
#ifndef DSRCTL_LIBRARY_RUN_H
#define DSRCTL_LIBRARY_RUN_H

#include <stdbool.h>
#include <stdint.h>

#include "library/batch.h"
#include "library/journal.h"
#include "library/request.h"
#include "library/robot.h"
#include "library/shelf.h"
#include "library/work.h"

#define RUN_MAX_WORKS	(ROBOT_MAX_DRIVES + 1)	/* and the printer */
#define RUN_MAX_GROUP	64			/* discs burnt together (DSR_MAX_SINKS) */

/**
 * struct run_work - one process, and the discs it works on
 * @used: this one is
 * @kind: what it does
 * @nr: of @discs
 * @discs: by number
 * @paths: of their drives
 * @told: the job's number is in the journal
 * @work: the process
 */
struct run_work {
	bool used;
	enum batch_work kind;
	int nr;
	int discs[RUN_MAX_GROUP];
	char paths[RUN_MAX_GROUP][PATH_BYTES];
	bool told;
	struct work work;
};

enum run_question {
	RUN_ASKED_NONE,
	RUN_ASKED_TAKE,		/* the disc out of the mail slot */
	RUN_ASKED_CLOSE,	/* the mail slot */
};

/**
 * struct run - all of it; too large for a stack: allocate it, zeroed
 * @q: what was asked for
 * @folder: of the batch, or of the inventory
 * @json: print records and notices as JSON lines
 * @quiet: print neither
 * @robot: open
 * @batch: the engine
 * @journal: open, or its fd is -1: an inventory keeps none
 * @shelf: what is known of the slots
 * @works: processes
 * @printing: disc whose label is on its way, -1: none
 * @print_until_ms: then the printer has failed
 * @print_ink: the missing ink was told
 * @signal_fd: of SIGINT and SIGTERM
 * @stop: somebody wants it to stop
 * @leave: at once
 * @broken: it can't go on: an enum dsrctl_exit
 * @tidying: the robot carries an empty tray away
 * @asked: what the operator was asked for
 * @line_shown: the line of what is being done stands on the terminal
 */
struct run {
	struct library_request q;
	char folder[4096];
	bool json;
	bool quiet;
	struct lrobot robot;
	struct batch batch;
	struct journal journal;
	struct shelf shelf;
	struct run_work works[RUN_MAX_WORKS];
	int printing;
	int64_t print_until_ms;
	bool print_ink;
	int signal_fd;
	bool stop;
	bool leave;
	int broken;
	bool tidying;
	enum run_question asked;
	bool line_shown;
};

/* run.c */
int run_batch(struct run *run);

/* run_record.c */
int64_t run_now_ms(void);
bool run_note(struct run *run, struct batch_record *r);
bool run_keep(struct run *run, const struct batch_record *r, int nr);
void run_notice(struct run *run, const char *what, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* run_shelf.c */
void run_shelve(struct run *run, const struct batch_record *r);

/* run_line.c */
void run_line_text(char *buf, size_t size, const struct run *run);
void run_line_show(struct run *run);
void run_line_hide(struct run *run);

/* run_see.c */
bool run_look(struct run *run, bool fresh);
bool run_note_missing(struct run *run);
bool run_settle(struct run *run, bool same_boot);

/* run_work.c */
bool run_start_work(struct run *run, const struct batch_record *r, int nr);
bool run_take_work(struct run *run, struct run_work *w);
void run_kill_works(struct run *run);

/* run_print.c */
enum run_print_phase {
	RUN_PRINT_BUSY,		/* or not begun yet */
	RUN_PRINT_DONE,
	RUN_PRINT_INK,		/* it waits for a cartridge */
	RUN_PRINT_FAULT,
};

enum run_print_phase run_print_phase(const struct dsr_element *e);
bool run_print(struct run *run, const struct batch_record *r);
bool run_print_sent(struct run *run, struct run_work *w);
bool run_print_look(struct run *run);

/* run_master.c */
int run_master_path(const struct run *run, int side, char *path, size_t size);
bool run_master_ready(struct run *run, int side);
bool run_master_is_cd(const struct run *run);

#endif /* DSRCTL_LIBRARY_RUN_H */
