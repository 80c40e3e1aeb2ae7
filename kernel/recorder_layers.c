// SPDX-License-Identifier: GPL-2.0
/*
 * Where write-once DVDs of two layers change from one to the other.
 */
#include "recorder.h"

/*
 * Layer 1 is written from where layer 0 ends back to the hub: what lies on it
 * must not be more (MMC-6, layer boundary information).
 */
static bool dsr_layers_possible(const struct dsr_recorder *r, u32 most)
{
	u32 at = r->layout->layer_break;

	return !(at % DSR_ECC_BLOCKS) && at <= most &&
	       r->blocks <= 2 * (u64)at;
}

/**
 * dsr_recorder_check_layers - can the layout's layers be had on this medium?
 * @r: its recorder; the medium is blank and has two layers
 *
 * A layout without a layer break takes the medium's own.
 *
 * Return: 0 or -errno with r->p.error filled.
 */
int dsr_recorder_check_layers(struct dsr_recorder *r)
{
	u32 most = ~0;
	int err;

	if (!r->layout->layer_break)
		return 0;
	/* on a blank medium: all that layer 0 can hold */
	err = dsr_drive_layer_break(&r->p, &most);
	if (err && err != -EOPNOTSUPP)
		return err;
	if (!dsr_layers_possible(r, most))
		return dsr_recorder_refuse(r, DSR_REASON_LAYER_BREAK,
					   r->layout->layer_break);
	return 0;
}

/**
 * dsr_recorder_set_layers - change layers where the layout does
 * @r: checked; nothing has been written yet
 *
 * Return: 0 or -errno with r->p.error filled.
 */
int dsr_recorder_set_layers(struct dsr_recorder *r)
{
	u32 at = r->layout->layer_break, is = 0;
	int set, err;

	if (!at)
		return 0;
	set = dsr_drive_set_layer_break(&r->p, at);
	if (set && set != -EOPNOTSUPP)
		return set;
	err = dsr_drive_layer_break(&r->p, &is);
	/* it took the order, and does not tell: the copy's reader will see */
	if (err == -EOPNOTSUPP && !set)
		return 0;
	if (err && err != -EOPNOTSUPP)
		return err;
	return is == at ? 0 : dsr_recorder_refuse(r, DSR_REASON_LAYER_BREAK, is);
}
