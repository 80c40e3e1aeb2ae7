/* SPDX-License-Identifier: GPL-2.0 */
/* SHA-256 of the tracks of a content: from a job, and from a report. */
#ifndef DSRCTL_TRACKS_H
#define DSRCTL_TRACKS_H

#include <json-c/json.h>
#include <stdint.h>

#include "disc/disc.h"
#include "dsr.h"

/**
 * struct track_sums - of one content
 * @nr: of tracks; 0: their SHA-256 are not known
 * @sha256: in the order of the disc
 */
struct track_sums {
	unsigned int nr;
	uint8_t sha256[DSR_MAX_TRACKS][DSR_DIGEST_BYTES];
};

int digest_parse(const char *text, uint8_t out[DSR_DIGEST_BYTES]);
void track_sums_ask(struct track_sums *s, int job_fd, uint32_t sink);
struct json_object *track_sums_json(const struct track_sums *s);
void track_sums_parse(struct track_sums *s, struct json_object *list);
const struct disc_track *track_sums_differ(const struct track_sums *a,
					   const struct track_sums *b, const struct disc *disc);

#endif /* DSRCTL_TRACKS_H */
