// SPDX-License-Identifier: GPL-2.0
/*
 * Any bytes as a layout. What is refused is refused by a field that exists;
 * what is accepted can be walked to its last byte.
 */
#include <stdlib.h>
#include <string.h>

#include "layout.h"

int LLVMFuzzerTestOneInput(const u8 *data, size_t len);

static void check(bool promise)
{
	if (!promise)
		abort();
}

static void read_all(const void *from, size_t bytes)
{
	const u8 *p = from;
	u64 sum = 0;

	while (bytes--)
		sum += *p++;
	/* always so, but the compiler cannot know */
	check(sum <= 0xffULL * DSR_MAX_LAYOUT_BYTES);
}

static void walk(const struct dsr_layout *l)
{
	const void *base = l;
	const struct dsr_track *t;
	unsigned int i, k;
	u64 blocks = 0;
	const u32 *index;

	read_all(base + l->cdtext_offset, l->cdtext_bytes);
	for (i = 0; i < l->nr_tracks; i++) {
		t = dsr_layout_track(l, i);
		read_all(t, l->track_bytes);
		check(t->blocks && t->start + (s64)t->blocks <= 1LL << 32);
		check(t->block_bytes >= 2048 && t->block_bytes <= 2448);
		blocks += t->blocks;
		index = base + t->indexes_offset;
		for (k = 0; k < t->nr_indexes; k++)
			check(index[k] && index[k] < t->blocks);
	}
	check(dsr_layout_blocks(l) >= blocks);
	check(l->family != DSR_FAMILY_ANY || l->nr_tracks == 1);
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t len)
{
	struct dsr_layout_fault fault = { 0, ~0U };
	void *blob = malloc(len ? len : 1);

	/* malloc aligns as the kernel's copy is aligned, @data is not */
	if (!blob)
		return 0;
	memcpy(blob, data, len);
	if (!dsr_layout_check(blob, len, &fault))
		walk(blob);
	else if (fault.track == DSR_LAYOUT_HEAD)
		check(fault.field < sizeof(struct dsr_layout));
	else
		check(fault.track < DSR_MAX_TRACKS &&
		      fault.field < sizeof(struct dsr_track));
	free(blob);
	return 0;
}
