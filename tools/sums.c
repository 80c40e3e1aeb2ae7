// SPDX-License-Identifier: GPL-2.0
/* Digests of the parts of a content: from a job, and from a report. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "json.h"
#include "libdsr/libdsr.h"
#include "place.h"
#include "sums.h"

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
 * content_sums_ask() - of a job that is done
 * @s: gets them; none where the job has none, or the module does not tell
 * @job_fd: of the job
 * @sink: its index, or DSR_JOB_STREAM
 */
void content_sums_ask(struct content_sums *s, int job_fd, uint32_t sink)
{
	int nr = dsr_job_tracks(job_fd, sink, s->sha256, DSR_MAX_TRACKS);

	s->nr = nr > 0 ? (unsigned int)nr : 0;
	nr = dsr_job_extents(job_fd, sink, s->extents, MAX_EXTENTS, &s->extent_blocks);
	s->nr_extents = nr > 0 ? (unsigned int)nr : 0;
}

/* ---- JSON -------------------------------------------------------------------- */

/**
 * content_sums_tracks() - for programs and records
 * @s: which
 * @to: gets the member track_sha256, null where they are not known
 */
void content_sums_tracks(const struct content_sums *s, struct json_object *to)
{
	struct json_object *list = s->nr ? json_object_new_array() : NULL;
	char text[2 * DSR_DIGEST_BYTES + 1];
	unsigned int i, k;

	for (i = 0; i < s->nr; i++) {
		for (k = 0; k < DSR_DIGEST_BYTES; k++)
			snprintf(text + 2 * k, 3, "%02x", s->sha256[i][k]);
		json_object_array_add(list, json_object_new_string(text));
	}
	json_object_object_add(to, "track_sha256", list);
}

static struct json_object *extent_json(const struct dsr_extent *e)
{
	struct json_object *pair = json_object_new_array();
	char text[17];

	snprintf(text, sizeof(text), "%016" PRIx64, (uint64_t)e->xxh64);
	json_object_array_add(pair, json_object_new_int64((int64_t)e->lba));
	json_object_array_add(pair, json_object_new_string(text));
	return pair;
}

/**
 * content_sums_extents() - for records; there may be many
 * @s: which
 * @to: gets the member extents, where they are known
 */
void content_sums_extents(const struct content_sums *s, struct json_object *to)
{
	struct json_object *o, *list;
	unsigned int i;

	if (!s->nr_extents)
		return;
	o = json_object_new_object();
	list = json_object_new_array();
	for (i = 0; i < s->nr_extents; i++)
		json_object_array_add(list, extent_json(&s->extents[i]));
	json_set_number(o, "blocks", s->extent_blocks);
	json_object_object_add(o, "xxh64", list);
	json_object_object_add(to, "extents", o);
}

static void parse_tracks(struct content_sums *s, struct json_object *list)
{
	struct json_object *text;
	size_t i, n = json_object_is_type(list, json_type_array) ?
			      json_object_array_length(list) : 0;

	for (i = 0; i < n && i < DSR_MAX_TRACKS; i++) {
		text = json_object_array_get_idx(list, i);
		if (!json_object_is_type(text, json_type_string) ||
		    digest_parse(json_object_get_string(text), s->sha256[i]))
			return;
	}
	if (n <= DSR_MAX_TRACKS)
		s->nr = (unsigned int)n;
}

static bool parse_extent(struct dsr_extent *e, struct json_object *pair)
{
	struct json_object *lba, *text;
	unsigned long long xxh64;
	char rest;

	if (!json_object_is_type(pair, json_type_array) || json_object_array_length(pair) != 2)
		return false;
	lba = json_object_array_get_idx(pair, 0);
	text = json_object_array_get_idx(pair, 1);
	if (!json_object_is_type(lba, json_type_int) ||
	    !json_object_is_type(text, json_type_string) ||
	    sscanf(json_object_get_string(text), "%16llx%c", &xxh64, &rest) != 1)
		return false;
	e->lba = (uint64_t)json_object_get_int64(lba);
	e->xxh64 = xxh64;
	return true;
}

static void parse_extents(struct content_sums *s, struct json_object *o)
{
	struct json_object *blocks, *list;
	size_t i, n;

	if (!json_object_object_get_ex(o, "blocks", &blocks) ||
	    !json_object_object_get_ex(o, "xxh64", &list) ||
	    !json_object_is_type(list, json_type_array))
		return;
	n = json_object_array_length(list);
	if (n > MAX_EXTENTS)
		return;
	for (i = 0; i < n; i++)
		if (!parse_extent(&s->extents[i], json_object_array_get_idx(list, i)))
			return;
	s->extent_blocks = (uint32_t)json_object_get_int64(blocks);
	s->nr_extents = (unsigned int)n;
}

/**
 * content_sums_parse() - as the two above wrote them
 * @s: gets them; none where @from has none, or what is none
 * @from: a part of a report, may be anything
 */
void content_sums_parse(struct content_sums *s, struct json_object *from)
{
	struct json_object *o;

	s->nr = 0;
	s->nr_extents = 0;
	if (json_object_object_get_ex(from, "track_sha256", &o))
		parse_tracks(s, o);
	if (json_object_object_get_ex(from, "extents", &o))
		parse_extents(s, o);
}

/* ---- where two differ --------------------------------------------------------- */

/* The first extent that is another; NULL: there is none, or they do not lie alike. */
static const struct dsr_extent *other_extent(const struct content_sums *a,
					     const struct content_sums *b)
{
	const struct dsr_extent *other = NULL;
	unsigned int i;

	if (a->nr_extents != b->nr_extents || a->extent_blocks != b->extent_blocks)
		return NULL;
	for (i = 0; i < a->nr_extents; i++) {
		if (a->extents[i].lba != b->extents[i].lba)
			return NULL;
		if (!other && a->extents[i].xxh64 != b->extents[i].xxh64)
			other = &a->extents[i];
	}
	return other;
}

static const struct disc_track *other_track(const struct content_sums *a,
					    const struct content_sums *b, const struct disc *disc)
{
	unsigned int i;

	if (a->nr != disc->nr_tracks || b->nr != disc->nr_tracks)
		return NULL;
	for (i = 0; i < disc->nr_tracks; i++)
		if (memcmp(a->sha256[i], b->sha256[i], DSR_DIGEST_BYTES))
			return &disc->tracks[i];
	return NULL;
}

/**
 * content_sums_differ() - where do two contents begin to differ?
 * @a: of one, as the module tells
 * @b: of the other
 * @disc: what both should be
 * @place: gets it
 *
 * Return: false: it can't be told.
 */
bool content_sums_differ(const struct content_sums *a, const struct content_sums *b,
			 const struct disc *disc, struct content_place *place)
{
	const struct dsr_extent *extent = other_extent(a, b);
	uint64_t left;

	memset(place, 0, sizeof(*place));
	place->track = extent ? disc_track_at(disc, extent->lba) : other_track(a, b, disc);
	if (!place->track)
		return false;
	place->lba = (uint64_t)place->track->start;
	if (!extent)
		return true;
	left = place->lba + place->track->blocks - extent->lba;
	place->from = extent->lba;
	place->blocks = left < a->extent_blocks ? left : a->extent_blocks;
	return true;
}
