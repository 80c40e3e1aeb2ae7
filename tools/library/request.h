/* SPDX-License-Identifier: GPL-2.0 */
/* What a batch was asked for; it stands at the head of its journal. */
#ifndef DSRCTL_LIBRARY_REQUEST_H
#define DSRCTL_LIBRARY_REQUEST_H

#include <json-c/json.h>
#include <stdbool.h>

#include "library/batch.h"

/**
 * struct library_request - the command line, as it was typed; NULL: not said
 * @robot: node of the robot
 * @identity: vendor, product and serial number of the robot, to know it again
 * @elements: of the robot, so that a report needs no robot: TYPE:FIRST+COUNT ...
 * @masters: slot, reader or image, for each side; the second NULL: as the first
 * @blanks: slots with blank discs
 * @out: slots for good copies, or "mail"
 * @reject: slots for spoilt discs
 * @drives: that may be used
 * @label: a file that is sent to the printer
 * @port: the printer's device
 * @queue: or its CUPS queue
 * @speed: of writing, as dsrctl copy takes it
 * @write_mode: as dsrctl copy takes it
 * @read_errors: of masters, as dsrctl image takes it
 * @started: when, in UTC
 * @copies: so many
 * @retries: for each copy
 * @no_verify: good is what was written
 * @both_sides: of each disc
 * @keep_image: the masters' images stay when the batch is over
 */
struct library_request {
	char *robot;
	char *identity;
	char *elements;
	char *masters[BATCH_SIDES];
	char *blanks;
	char *out;
	char *reject;
	char *drives;
	char *label;
	char *port;
	char *queue;
	char *speed;
	char *write_mode;
	char *read_errors;
	char *started;
	unsigned int copies;
	unsigned int retries;
	bool no_verify;
	bool both_sides;
	bool keep_image;
};

struct json_object *request_to_json(const struct library_request *q);
bool request_from_json(struct library_request *q, struct json_object *o);
bool request_set(char **field, const char *value);
void request_free(struct library_request *q);

#endif /* DSRCTL_LIBRARY_REQUEST_H */
