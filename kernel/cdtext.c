// SPDX-License-Identifier: GPL-2.0
/*
 * CD-Text as the R-W sub-channel of a lead-in (MMC-6 annex J).
 *
 * All functions here are pure: any context, no locks, they cannot fail.
 */
#include "cdtext.h"

#define PACKS_IN_BLOCK	4

/* 18 bytes become 24 symbols of 6 bits, the first bit first */
static void pack_symbols(const u8 *pack, u8 *out)
{
	unsigned int i;

	for (i = 0; i < DSR_CDTEXT_PACK_BYTES; i += 3, out += 4) {
		out[0] = pack[i] >> 2;
		out[1] = (pack[i] << 4 | pack[i + 1] >> 4) & 0x3f;
		out[2] = (pack[i + 1] << 2 | pack[i + 2] >> 6) & 0x3f;
		out[3] = pack[i + 2] & 0x3f;
	}
}

/**
 * dsr_cdtext_fill - the R-W sub-channel of some blocks of a lead-in
 * @packs: raw, with their CRCs
 * @nr_packs: of them, 1..2048
 * @first: number of the first block in the lead-in, which begins with 0
 * @blocks: how many
 * @out: filled, DSR_CDTEXT_BLOCK_BYTES each; P and Q stay clear
 *
 * The packs are repeated without a break from the first block to the last,
 * also where their number is not a multiple of 4.
 */
void dsr_cdtext_fill(const u8 *packs, u32 nr_packs, u32 first, u32 blocks,
		     u8 *out)
{
	u32 pack = first % nr_packs * PACKS_IN_BLOCK % nr_packs;
	u32 i;

	for (i = 0; i < blocks * PACKS_IN_BLOCK; i++) {
		pack_symbols(packs + pack * DSR_CDTEXT_PACK_BYTES, out);
		out += DSR_CDTEXT_BLOCK_BYTES / PACKS_IN_BLOCK;
		if (++pack == nr_packs)
			pack = 0;
	}
}
