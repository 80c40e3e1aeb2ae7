/* SPDX-License-Identifier: GPL-2.0 */
/* dsrctl changer: what its files share. */
#ifndef DSRCTL_CMD_CHANGER_H
#define DSRCTL_CMD_CHANGER_H

#include <stdbool.h>

#include "elements.h"
#include "robot_order.h"

/**
 * struct changer_cli - one call of dsrctl changer
 * @verb: as typed
 * @words: behind the verb
 * @nr: how many
 * @json: print JSON
 * @flip: turn the disc over on its way
 * @closed: the mail slot stays closed, or closes by itself
 * @detach: don't wait for the end
 * @wait: wait for the operator
 * @yes: what can do harm was meant
 * @buffer: id of the robot's buffer
 * @output: a file for what was read, or NULL
 * @told: gets true when a document was begun
 * @robot: open
 */
struct changer_cli {
	const char *verb;
	char *const *words;
	int nr;
	bool json;
	bool flip;
	bool closed;
	bool detach;
	bool wait;
	bool yes;
	uint32_t buffer;
	const char *output;
	bool *told;
	struct robot robot;
};

/**
 * struct changer_view - what lies in a robot
 * @status: of the question
 * @elements: by type, then address
 * @nr: how many
 * @drives: the drive elements
 * @nr_drives: how many
 * @orders: under way
 * @nr_orders: how many
 * @result: 0, or -errno: the elements are old
 */
struct changer_view {
	struct dsr_changer_status status;
	struct dsr_element *elements;
	uint32_t nr;
	struct dsr_changer_drive *drives;
	uint32_t nr_drives;
	struct dsr_changer_outcome orders[DSR_OUTCOMES_KEPT];
	int nr_orders;
	int result;
};

/* cmd_changer_see.c */
int changer_see(struct changer_cli *cli, struct changer_view *view);
void changer_unsee(struct changer_view *view);
const struct dsr_element *changer_find(const struct changer_view *view, uint32_t address);
const struct dsr_element *changer_free(const struct changer_view *view,
				       enum dsr_element_type type);
bool changer_free_element(const struct dsr_element *element);
void changer_drive_name(char *buf, size_t size, const struct changer_view *view,
			uint32_t address);
int changer_check_drive(const struct changer_cli *cli, uint32_t address);

/* cmd_changer_say.c */
int changer_usage(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
int changer_refuse(const struct changer_cli *cli, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
struct json_object *changer_json(const struct changer_cli *cli);
struct json_object *changer_json_error(const struct changer_cli *cli,
				       const struct dsr_error *error, int ret);
void changer_say_why(const struct changer_cli *cli, const char *text);
int changer_tell_errno(const struct changer_cli *cli, const struct dsr_error *error, int ret);
int changer_say_errno(const struct changer_cli *cli, const struct dsr_error *error, int ret);
int changer_say_order(const struct changer_cli *cli, const struct dsr_changer_outcome *outcome,
		      int ret, const char *done);
int changer_place(const struct changer_cli *cli, int *at, enum dsr_element_type plain,
		  uint32_t *address);
int changer_end(const struct changer_cli *cli, int at);
int changer_do(struct changer_cli *cli, const struct dsr_changer_order *order,
	       const char *done);
int changer_move(struct changer_cli *cli, uint32_t from, uint32_t to, uint32_t flags,
		 struct dsr_changer_outcome *outcome);

/* cmd_changer_look.c */
int changer_verb_status(struct changer_cli *cli);
int changer_verb_map(struct changer_cli *cli);
/* cmd_changer_info.c */
int changer_verb_info(struct changer_cli *cli);
int changer_verb_log(struct changer_cli *cli);
int changer_verb_counters(struct changer_cli *cli);
/* cmd_changer_move.c */
int changer_verb_move(struct changer_cli *cli);
int changer_verb_exchange(struct changer_cli *cli);
int changer_verb_load(struct changer_cli *cli);
int changer_verb_unload(struct changer_cli *cli);
int changer_verb_home(struct changer_cli *cli);
int changer_verb_flip(struct changer_cli *cli);
int changer_verb_position(struct changer_cli *cli);
/* cmd_changer_mail.c */
int changer_verb_eject(struct changer_cli *cli);
int changer_verb_export(struct changer_cli *cli);
int changer_verb_import(struct changer_cli *cli);
/* cmd_changer_care.c */
int changer_verb_lock(struct changer_cli *cli);
int changer_verb_unlock(struct changer_cli *cli);
int changer_verb_init(struct changer_cli *cli);
int changer_verb_rezero(struct changer_cli *cli);
int changer_verb_selftest(struct changer_cli *cli);
int changer_verb_clear_log(struct changer_cli *cli);
int changer_verb_reserve(struct changer_cli *cli);
int changer_verb_release(struct changer_cli *cli);
int changer_verb_ready(struct changer_cli *cli);
int changer_verb_sense(struct changer_cli *cli);
/* cmd_changer_set.c */
int changer_verb_bind(struct changer_cli *cli);
int changer_verb_assign(struct changer_cli *cli);
int changer_verb_buffer(struct changer_cli *cli);

#endif /* DSRCTL_CMD_CHANGER_H */
