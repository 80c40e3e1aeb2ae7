/* SPDX-License-Identifier: GPL-2.0 */
/* What is known of the discs in a robot's slots, and remembered on disk. */
#ifndef DSRCTL_LIBRARY_SHELF_H
#define DSRCTL_LIBRARY_SHELF_H

#include <json-c/json.h>
#include <stdbool.h>
#include <stdint.h>

/**
 * struct shelf - a robot's slots
 * @path: of the file
 * @slots: JSON object: by the slot's number "time_ms state", and "medium kind volume
 *	blocks" or "why"
 */
struct shelf {
	char path[4096];
	struct json_object *slots;
};

int shelf_open(struct shelf *s, const char *folder, const char *identity);
int shelf_learn(struct shelf *s, unsigned int slot, struct json_object *disc, const char *why,
		int64_t now_ms);
int shelf_note(struct shelf *s, unsigned int slot, const char *state, const char *why,
	       int64_t now_ms);
int shelf_forget(struct shelf *s, unsigned int slot);
struct json_object *shelf_slot(const struct shelf *s, unsigned int slot);
bool shelf_is_blank(const struct shelf *s, unsigned int slot);
void shelf_line(char *buf, size_t size, struct json_object *slot);
void shelf_close(struct shelf *s);

#endif /* DSRCTL_LIBRARY_SHELF_H */
