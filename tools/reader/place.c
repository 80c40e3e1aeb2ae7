// SPDX-License-Identifier: GPL-2.0
/* Places on an audio disc as people write them. Pure. */
#include <ctype.h>
#include <string.h>

#include "reader/place.h"

#define MAX_TEXT	32

/* A number of one to six digits; moves on behind it. */
static bool number(const char **text, uint32_t max, uint32_t *value)
{
	const char *p = *text;
	uint32_t n = 0;

	if (!isdigit((unsigned char)*p))
		return false;
	for (; isdigit((unsigned char)*p) && p - *text < 6; p++)
		n = n * 10 + (uint32_t)(*p - '0');
	*text = p;
	*value = n;
	return n <= max && !isdigit((unsigned char)*p);
}

/* mm:ss or mm:ss:ff, the minute is read already; text is at the first colon. */
static bool time_of(const char *text, uint32_t minute, uint32_t *lba)
{
	uint32_t second, frame = 0, frames;

	text++;
	if (minute > 99 || !number(&text, 59, &second))
		return false;
	if (*text == ':') {
		text++;
		if (!number(&text, PLACE_FRAMES - 1, &frame))
			return false;
	}
	frames = (minute * 60 + second) * PLACE_FRAMES + frame;
	if (*text || frames < PLACE_LEAD)
		return false;
	*lba = frames - PLACE_LEAD;
	return true;
}

/**
 * place_parse() - one place
 * @text: "3", "3.2", "12:34", "12:34:56" or "@1234"
 * @out: gets it
 *
 * Times are as the disc counts them: 00:02:00 is block 0.
 *
 * Return: false when it is none of these.
 */
bool place_parse(const char *text, struct place *out)
{
	uint32_t n, index = 1;

	memset(out, 0, sizeof(*out));
	if (*text == '@') {
		text++;
		out->kind = PLACE_BLOCK;
		return number(&text, PLACE_MAX_BLOCKS - 1, &out->lba) && !*text;
	}
	if (!number(&text, PLACE_MAX_BLOCKS, &n))
		return false;
	if (*text == ':') {
		out->kind = PLACE_TIME;
		return time_of(text, n, &out->lba);
	}
	out->kind = PLACE_TRACK;
	if (*text == '.') {
		text++;
		out->kind = PLACE_INDEX;
		if (!number(&text, 99, &index))
			return false;
	}
	out->track = (uint8_t)n;
	out->index = (uint8_t)index;
	return !*text && n >= 1 && n <= 99 && index >= 1;
}

static bool counts_tracks(const struct place *p)
{
	return p->kind == PLACE_TRACK || p->kind == PLACE_INDEX;
}

static bool in_order(const struct place *from, const struct place *to)
{
	if (!counts_tracks(from))
		return from->lba < to->lba;
	if (from->track != to->track)
		return from->track < to->track;
	return to->kind == PLACE_TRACK || from->index <= to->index;
}

/**
 * place_parse_range() - FROM or FROM-TO
 * @text: two places of one kind (tracks and indexes are one, times and blocks
 *	are one), in order
 * @out: gets it
 *
 * Return: false when it is no range.
 */
bool place_parse_range(const char *text, struct place_range *out)
{
	const char *dash = strchr(text, '-');
	char first[MAX_TEXT];
	size_t n = dash ? (size_t)(dash - text) : strlen(text);

	memset(out, 0, sizeof(*out));
	if (n >= sizeof(first))
		return false;
	memcpy(first, text, n);
	first[n] = '\0';
	out->open = !dash;
	if (!place_parse(first, &out->from))
		return false;
	if (out->open)
		return true;
	return place_parse(dash + 1, &out->to) &&
	       counts_tracks(&out->from) == counts_tracks(&out->to) &&
	       in_order(&out->from, &out->to);
}

/**
 * place_to_msf() - a block as minute, second, frame
 * @lba: up to PLACE_MAX_BLOCKS
 * @msf: gets them
 */
void place_to_msf(uint32_t lba, uint8_t msf[3])
{
	uint32_t frames = lba + PLACE_LEAD;

	msf[0] = (uint8_t)(frames / PLACE_FRAMES / 60);
	msf[1] = (uint8_t)(frames / PLACE_FRAMES % 60);
	msf[2] = (uint8_t)(frames % PLACE_FRAMES);
}

/**
 * place_from_msf() - minute, second, frame as a block
 * @msf: from a drive
 * @lba: gets the block
 *
 * Return: false for what is no time on a disc.
 */
bool place_from_msf(const uint8_t msf[3], uint32_t *lba)
{
	uint32_t frames = (msf[0] * 60u + msf[1]) * PLACE_FRAMES + msf[2];

	if (msf[0] > 99 || msf[1] > 59 || msf[2] >= PLACE_FRAMES ||
	    frames < PLACE_LEAD)
		return false;
	*lba = frames - PLACE_LEAD;
	return true;
}
