/* SPDX-License-Identifier: GPL-2.0 */
/* dsrctl reader: what its files share. */
#ifndef DSRCTL_CMD_READER_H
#define DSRCTL_CMD_READER_H

#include <stdbool.h>

#include "names.h"
#include "reader/service.h"

/**
 * struct reader_cli - one call of dsrctl reader
 * @verb: as typed
 * @arg: the verb's own argument, or NULL
 * @json: print JSON
 * @wait: stay until it was played
 * @retries: of a block that can't be read, negative: leave it
 * @name: of the drive
 * @title: the same for people
 * @r: the session
 */
struct reader_cli {
	const char *verb;
	const char *arg;
	bool json;
	bool wait;
	int retries;
	struct dsr_unit_name name;
	char title[96];
	struct reader r;
};

/* cmd_reader_say.c */
int reader_say_error(struct reader_cli *cli, const char *what, int error);
int reader_say_done(struct reader_cli *cli, const char *sentence);
int reader_say_state(struct reader_cli *cli, const struct reader_state *state,
		     const struct reader_volume *volume);
int reader_say_no_disc(struct reader_cli *cli);
int reader_say_volume(struct reader_cli *cli, const struct reader_volume *volume);
struct json_object *reader_json(const struct reader_cli *cli);

/* cmd_reader_play.c */
int reader_verb_play(struct reader_cli *cli);
int reader_verb_pause(struct reader_cli *cli);
int reader_verb_resume(struct reader_cli *cli);
int reader_verb_stop(struct reader_cli *cli);
int reader_verb_seek(struct reader_cli *cli);
int reader_verb_volume(struct reader_cli *cli);
int reader_verb_status(struct reader_cli *cli);
bool reader_parse_volume(const char *text, unsigned int percent[2]);
bool reader_interrupted(void);

/* cmd_reader_service.c */
int reader_verb_info(struct reader_cli *cli);
int reader_verb_check(struct reader_cli *cli);
int reader_verb_selftest(struct reader_cli *cli);
int reader_verb_eject(struct reader_cli *cli);

#endif /* DSRCTL_CMD_READER_H */
