// SPDX-License-Identifier: GPL-2.0
/* Audio of a master, searched for in the copy around its place. */
#include <string.h>

#include "shift.h"

/**
 * shift_match() - find a piece of the master in the copy
 * @master: SHIFT_BLOCKS blocks, a stereo sample of 16 bits each in 32
 * @copy: SHIFT_COPY_BLOCKS blocks; the same place is SHIFT_AROUND blocks in it
 * @samples: gets by how many it is later (earlier, if negative)
 */
enum shift_verdict shift_match(const uint32_t *master, const uint32_t *copy, int32_t *samples)
{
	const int32_t most = SHIFT_AROUND * SHIFT_BLOCK_SAMPLES;
	const size_t bytes = SHIFT_BLOCKS * SHIFT_BLOCK_SAMPLES * sizeof(*master);
	unsigned int found = 0;
	int32_t s;

	for (s = -most; s <= most; s++) {
		if (memcmp(copy + most + s, master, bytes))
			continue;
		found++;
		*samples = s;
	}
	if (found > 1)
		return SHIFT_UNCLEAR;
	return found ? SHIFT_FOUND : SHIFT_NONE;
}
