// SPDX-License-Identifier: GPL-2.0
/*
 * Any bytes as a layout. What is refused is refused by a field that exists;
 * what is accepted can be walked to its last byte, and has cue sheets and a
 * sub-channel.
 */
#include <stdlib.h>
#include <string.h>

#include "cuesheet.h"
#include "subq.h"

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
	const u32 *index;

	read_all(base + l->cdtext_offset, l->cdtext_bytes);
	for (i = 0; i < l->nr_tracks; i++) {
		t = dsr_layout_track(l, i);
		read_all(t, l->track_bytes);
		check(t->blocks && t->start + (s64)t->blocks <= 1LL << 32);
		check(t->block_bytes >= 2048 && t->block_bytes <= 2448);
		index = base + t->indexes_offset;
		for (k = 0; k < t->nr_indexes; k++)
			check(index[k] && index[k] < t->blocks);
	}
	check(l->family != DSR_FAMILY_ANY || l->nr_tracks == 1);
}

/* in a buffer of its very size, so that a byte too many is seen */
static void fuzz_cue(const struct dsr_layout *l, u8 session, u32 room)
{
	u8 *rows = malloc(room ? room : 1);
	int bytes;

	if (!rows)
		return;
	bytes = dsr_cue_fill(l, session, room & 1, rows, room);
	check(bytes <= (int)room && (bytes < 0 || bytes % 8 == 0));
	free(rows);
}

static void fuzz_subq(const struct dsr_layout *l, u8 session)
{
	const struct dsr_subq s = {
		.layout = l,
		.session = session,
		.open = session & 1,
		.lead_in = -12508,
	};
	s32 start = dsr_subq_start(&s);
	s32 out = dsr_subq_lead_out(&s);
	const s32 at[] = {
		s.lead_in, s.lead_in + 400, start - 1, start, start + 151,
		start + 300, out - 1, out, out + 151, dsr_subq_end(&s) - 1,
	};
	u8 pw[DSR_SUBPW_BYTES];
	unsigned int i;

	for (i = 0; i < sizeof(at) / sizeof(at[0]); i++)
		if (at[i] >= s.lead_in)
			dsr_subq_fill(&s, at[i], pw);
}

static void fuzz_cd(const struct dsr_layout *l)
{
	u8 session;

	if (l->family != DSR_FAMILY_CD)
		return;
	for (session = 1; session && session <= l->nr_sessions; session++) {
		fuzz_cue(l, session, 4096);
		fuzz_cue(l, session, 100 + session);
		fuzz_subq(l, session);
	}
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t len)
{
	struct dsr_layout_fault fault = { 0, ~0U };
	void *blob = malloc(len ? len : 1);

	/* malloc aligns as the kernel's copy is aligned, @data is not */
	if (!blob)
		return 0;
	memcpy(blob, data, len);
	if (!dsr_layout_check(blob, len, &fault)) {
		walk(blob);
		fuzz_cd(blob);
	} else if (fault.track == DSR_LAYOUT_HEAD) {
		check(fault.field < sizeof(struct dsr_layout));
	} else {
		check(fault.track < DSR_MAX_TRACKS &&
		      fault.field < sizeof(struct dsr_track));
	}
	free(blob);
	return 0;
}
