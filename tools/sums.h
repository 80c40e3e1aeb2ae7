/* SPDX-License-Identifier: GPL-2.0 */
/* Digests of the parts of a content: from a job, and from a report. */
#ifndef DSRCTL_SUMS_H
#define DSRCTL_SUMS_H

#include <json-c/json.h>
#include <stdbool.h>
#include <stdint.h>

#include "disc/disc.h"
#include "dsr.h"

#define MAX_EXTENTS	(DSR_MAX_EXTENTS + DSR_MAX_TRACKS)

/**
 * struct content_sums - of one content; too large for a stack: allocate it
 * @nr: of tracks; 0: their SHA-256 are not known
 * @sha256: in the order of the disc
 * @extent_blocks: see struct dsr_job_extents
 * @nr_extents: of @extents, 0: not known
 * @extents: rising
 */
struct content_sums {
	unsigned int nr;
	uint8_t sha256[DSR_MAX_TRACKS][DSR_DIGEST_BYTES];
	uint32_t extent_blocks;
	unsigned int nr_extents;
	struct dsr_extent extents[MAX_EXTENTS];
};

/**
 * struct content_place - where two contents begin to differ
 * @track: the track
 * @lba: where the track begins
 * @from: the first block that may be another
 * @blocks: one of so many from @from on is; 0: one of the track or of its pregap
 */
struct content_place {
	const struct disc_track *track;
	uint64_t lba;
	uint64_t from;
	uint64_t blocks;
};

int digest_parse(const char *text, uint8_t out[DSR_DIGEST_BYTES]);
void content_sums_ask(struct content_sums *s, int job_fd, uint32_t sink);
void content_sums_tracks(const struct content_sums *s, struct json_object *to);
void content_sums_extents(const struct content_sums *s, struct json_object *to);
void content_sums_parse(struct content_sums *s, struct json_object *from);
bool content_sums_differ(const struct content_sums *a, const struct content_sums *b,
			 const struct disc *disc, struct content_place *place);

#endif /* DSRCTL_SUMS_H */
