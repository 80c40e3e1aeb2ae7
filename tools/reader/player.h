/* SPDX-License-Identifier: GPL-2.0 */
/* Playing a disc through the drive's own audio output. */
#ifndef DSRCTL_READER_PLAYER_H
#define DSRCTL_READER_PLAYER_H

#include <stdbool.h>
#include <stdint.h>

#include "reader/answer.h"
#include "reader/place.h"
#include "reader/session.h"

/**
 * struct reader_state - what a drive does
 * @audio: in one word
 * @where: the place of its pick-up
 */
struct reader_state {
	enum reader_audio audio;
	struct reader_position where;
};

int reader_toc(struct reader *r, struct mmc_toc *toc);
int reader_state(struct reader *r, struct reader_state *state);
int reader_play(struct reader *r, const struct mmc_toc *toc,
		const struct place_range *range);
int reader_pause(struct reader *r, bool pause);
int reader_stop(struct reader *r);
int reader_seek(struct reader *r, const struct mmc_toc *toc,
		const struct place *place);
int reader_volume(struct reader *r, struct reader_volume *volume);
int reader_set_volume(struct reader *r, const struct reader_volume *volume);

/* the ends of what can be played; pure */
bool player_all(const struct mmc_toc *toc, struct place_range *out);
int player_find(const struct mmc_toc *toc, uint8_t track);
uint32_t player_track_end(const struct mmc_toc *toc, int i);
int player_ends(const struct mmc_toc *toc, const struct place_range *range,
		uint32_t *from, uint32_t *end);

#endif /* DSRCTL_READER_PLAYER_H */
