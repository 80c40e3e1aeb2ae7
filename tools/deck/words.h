/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DSR_DECK_WORDS_H
#define DSR_DECK_WORDS_H

/* Messages in words for people, and as JSON for programs. */

#include <json-c/json.h>

#include "protocol.h"

/* The longest text: a title, each byte of it written as \xNN, and quotes. */
#define DECK_TEXT_MAX (64 + 4 * DECK_TITLE_MAX)

void deck_text(const struct deck_msg *msg, char *text, size_t size);
void deck_pattern_text(const struct deck_info *info, char *text, size_t size);
struct json_object *deck_json(const struct deck_msg *msg);
void deck_json_add(struct json_object *object, const struct deck_msg *msg);
struct json_object *deck_code_json(const struct deck_info *info);

#endif /* DSR_DECK_WORDS_H */
