// SPDX-License-Identifier: GPL-2.0
/* Where the data go over from layer 0 to layer 1. */

#include <linux/kernel.h>

#include "emu.h"

/**
 * emu_layer_open - can the size of layer 0 still be chosen
 * @disc: the disc; its lock held
 *
 * Return: true until something is recorded.
 */
bool emu_layer_open(const struct emu_disc *disc)
{
	return disc->nr_tracks == 1 && !disc->sessions &&
	       disc->tracks[0].state <= EMU_TRACK_RESERVED;
}

/**
 * emu_layer_set - choose the size of layer 0 before anything is recorded
 * @disc: the disc; its lock held
 * @blocks: wanted size: whole ECC blocks, not more than the medium has
 *
 * The second layer is read from the break inwards, so it takes no more than
 * the first: a disc divided in @blocks has room for twice as many, and what is
 * reserved already has to fit (ECMA-364 13, MMC-6 6.22.3.2.19).
 *
 * Return: 0 or sense.
 */
int emu_layer_set(struct emu_disc *disc, u32 blocks)
{
	struct emu_track *t = &disc->tracks[0];

	if (!emu_layer_open(disc))
		return EMU_SEQUENCE;
	if (!blocks || blocks % disc->medium->ecc_blocks ||
	    blocks > disc->area - disc->area / 2)
		return EMU_BAD_PARAMETER;
	if (t->reserved && t->size > 2 * blocks)
		return EMU_BAD_PARAMETER;
	disc->layer_break = blocks;
	disc->capacity = min(disc->area, 2 * blocks);
	if (!t->reserved)
		t->size = disc->capacity;
	return 0;
}
