// SPDX-License-Identifier: GPL-2.0
/* SHA-256 of the tracks of a content: from a job, and from a report. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "libdsr/libdsr.h"
#include "tracks.h"

static int nibble(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/**
 * digest_parse() - a SHA-256 in hex
 * @text: of it
 * @out: gets it
 *
 * Return: 0 or -EINVAL.
 */
int digest_parse(const char *text, uint8_t out[DSR_DIGEST_BYTES])
{
	int i, high, low;

	if (strlen(text) != 2 * DSR_DIGEST_BYTES)
		return -EINVAL;
	for (i = 0; i < DSR_DIGEST_BYTES; i++) {
		high = nibble(text[2 * i]);
		low = nibble(text[2 * i + 1]);
		if (high < 0 || low < 0)
			return -EINVAL;
		out[i] = (uint8_t)(high << 4 | low);
	}
	return 0;
}

/**
 * track_sums_ask() - of a job that is done
 * @s: gets them; none where the job has none, or the module does not tell
 * @job_fd: of the job
 * @sink: its index, or DSR_JOB_STREAM
 */
void track_sums_ask(struct track_sums *s, int job_fd, uint32_t sink)
{
	int nr = dsr_job_tracks(job_fd, sink, s->sha256, DSR_MAX_TRACKS);

	s->nr = nr > 0 ? (unsigned int)nr : 0;
}

/**
 * track_sums_json() - for programs and records
 * @s: which
 *
 * Return: an array of texts in hex, NULL where they are not known.
 */
struct json_object *track_sums_json(const struct track_sums *s)
{
	struct json_object *list = s->nr ? json_object_new_array() : NULL;
	char text[2 * DSR_DIGEST_BYTES + 1];
	unsigned int i, k;

	for (i = 0; i < s->nr; i++) {
		for (k = 0; k < DSR_DIGEST_BYTES; k++)
			snprintf(text + 2 * k, 3, "%02x", s->sha256[i][k]);
		json_object_array_add(list, json_object_new_string(text));
	}
	return list;
}

/**
 * track_sums_parse() - as track_sums_json() wrote them
 * @s: gets them; none where @list is no such array
 * @list: from a report, may be anything
 */
void track_sums_parse(struct track_sums *s, struct json_object *list)
{
	struct json_object *text;
	size_t i, n = json_object_is_type(list, json_type_array) ?
			      json_object_array_length(list) : 0;

	s->nr = 0;
	for (i = 0; i < n && i < DSR_MAX_TRACKS; i++) {
		text = json_object_array_get_idx(list, i);
		if (!json_object_is_type(text, json_type_string) ||
		    digest_parse(json_object_get_string(text), s->sha256[i]))
			return;
	}
	if (n <= DSR_MAX_TRACKS)
		s->nr = (unsigned int)n;
}

/**
 * track_sums_differ() - the first track that two contents have differently
 * @a: of one
 * @b: of the other
 * @disc: what both should be
 *
 * Return: it; NULL when it can't be told.
 */
const struct disc_track *track_sums_differ(const struct track_sums *a,
					   const struct track_sums *b, const struct disc *disc)
{
	unsigned int i;

	if (a->nr != disc->nr_tracks || b->nr != disc->nr_tracks)
		return NULL;
	for (i = 0; i < disc->nr_tracks; i++)
		if (memcmp(a->sha256[i], b->sha256[i], DSR_DIGEST_BYTES))
			return &disc->tracks[i];
	return NULL;
}
