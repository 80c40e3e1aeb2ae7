// SPDX-License-Identifier: GPL-2.0
/*
 * libFuzzer on the codec: any bytes from the line. What decodes must encode,
 * and what was encoded must decode to the same message.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "deck/protocol.h"
#include "deck/words.h"

static void check(int holds)
{
	if (!holds)
		abort();
}

static void check_body(const char *body, size_t len)
{
	struct deck_msg msg, again;
	char text[DECK_TEXT_MAX];
	char frame[DECK_FRAME_MAX];
	struct json_object *object;
	int n;

	if (deck_decode(body, len, &msg) != DECK_PARSE_OK)
		return;
	n = deck_encode(&msg, frame, sizeof(frame), NULL);
	check(n >= 5);
	check(deck_decode(frame + 1, n - 2, &again) == DECK_PARSE_OK);
	check(!memcmp(&msg, &again, sizeof(msg)));
	deck_text(&msg, text, sizeof(text));
	check(strlen(text) < sizeof(text) - 1);
	for (const char *p = text; *p; p++)
		check(*p >= 0x20 && *p < 0x7F);
	object = deck_json(&msg);
	check(object != NULL);
	json_object_put(object);
	deck_answers(&msg, &again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct deck_framer framer = { .len = 0 };
	size_t len;

	for (size_t i = 0; i < size; i++) {
		len = deck_framer_push(&framer, (char)data[i]);
		check(framer.len <= DECK_BODY_MAX);
		if (len)
			check_body(framer.body, len);
	}
	check(framer.dropped <= size);
	check_body((const char *)data, size);
	return 0;
}
