/* SPDX-License-Identifier: GPL-2.0 */
/* What the user asks of a job: the options that its commands share. */
#ifndef DSRCTL_ORDER_H
#define DSRCTL_ORDER_H

#include <stdbool.h>
#include <stdint.h>

#include "cmd.h"
#include "coverage.h"
#include "disc/master.h"
#include "disc/speed.h"

/* keys of options without a letter, in the tables of the commands */
enum {
	OPT_SOURCE_SPEED = 256,
	OPT_WRITE_MODE,
	OPT_SESSION,
	OPT_NO_ISRC,
	OPT_NO_CDTEXT,
	OPT_READ_ERRORS,
	OPT_C2,
	OPT_READ_OFFSET,
	OPT_VERIFY,
	OPT_NO_VERIFY,
	OPT_CANCEL_ON_CLOSE,
	OPT_REPORT,
	OPT_AGAINST,
	OPT_FULL,
};

/**
 * struct order - an order
 * @op: enum dsr_op
 * @speed: of writing
 * @source_speed: of reading the source
 * @write_mode: enum dsr_write_mode
 * @session: how the last session ends; @session_told: it was asked for
 * @no_isrc: leave ISRC and MCN out
 * @no_cdtext: leave CD-Text out
 * @read_offset: samples that audio is shifted by
 * @skip_bad: unreadable blocks of the source become zeros
 * @c2: audio with C2 errors is as bad as what can't be read
 * @read_retries: of an unreadable block of the source, 0: the default
 * @coverage: what is read back
 * @cancel_on_close: the job does not outlive us
 * @detach: nor do we wait for it
 * @eject: the trays at the end
 * @full: erase every block
 * @json: for programs
 * @yes: do not ask
 * @dry_run: do nothing
 * @report: the file to add records to, or NULL
 * @against: the report to verify against, or NULL
 */
struct order {
	uint32_t op;
	struct speed speed;
	struct speed source_speed;
	uint32_t write_mode;
	enum master_session session;
	bool session_told;
	bool no_isrc;
	bool no_cdtext;
	int32_t read_offset;
	bool skip_bad;
	bool c2;
	uint32_t read_retries;
	struct coverage coverage;
	bool cancel_on_close;
	bool detach;
	bool eject;
	bool full;
	bool json;
	bool yes;
	bool dry_run;
	const char *report;
	const char *against;
};

const char *order_wanted(int key, const char *text);
int order_parse(struct order *o, const struct command *cmd, int argc, char **argv);
void order_master_options(const struct order *o, struct master_options *out);

#endif /* DSRCTL_ORDER_H */
