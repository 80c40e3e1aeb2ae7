/* SPDX-License-Identifier: GPL-2.0 */
/* dsrctl library: its verbs, and what they share; for cmd_library*.c alone. */
#ifndef DSRCTL_CMD_LIBRARY_H
#define DSRCTL_CMD_LIBRARY_H

#include "cmd.h"
#include "library/run.h"

enum {
	OPT_ROBOT = 256, OPT_STATE, OPT_MASTER, OPT_SECOND_MASTER, OPT_COPIES, OPT_BLANKS,
	OPT_OUT, OPT_REJECT, OPT_DRIVES, OPT_RETRY, OPT_VERIFY, OPT_NO_VERIFY, OPT_LABEL,
	OPT_PORT, OPT_QUEUE, OPT_BOTH_SIDES, OPT_SPEED, OPT_WRITE_MODE, OPT_READ_ERRORS,
	OPT_KEEP_IMAGE, OPT_SLOTS, OPT_KNOWN,
};

/**
 * struct library_line - the command line of a verb
 * @store: --state, or NULL
 * @robot: --robot, or NULL
 * @slots: --slots, or NULL
 * @json: for programs
 * @dry_run: do nothing
 * @known: only what is remembered
 * @name: of a batch, or NULL
 */
struct library_line {
	const char *store;
	const char *robot;
	const char *slots;
	bool json;
	bool dry_run;
	bool known;
	const char *name;
};

extern const struct command library_copy, library_resume, library_inventory, library_list,
	library_report;

struct run *library_run_new(const struct library_line *line);
void library_run_free(struct run *run);
int library_shelf(struct run *run, const struct library_line *line);
int library_carry_out(struct run *run);
void library_tell_end(const struct run *run, int ret);
int library_load(struct run *run, const struct library_line *line);
int library_load_report(struct run *run, const struct library_line *line);
const char *library_name(const struct run *run);

#endif /* DSRCTL_CMD_LIBRARY_H */
