// SPDX-License-Identifier: GPL-2.0
/* The volume on a disc or in an image. */
#include <blkid/blkid.h>
#include <stdio.h>
#include <string.h>

#include "disc/volume.h"

#define BLOCK	2048

/* The first data track of the last session: file systems count from there. */
static const struct disc_track *data_track(const struct disc *disc)
{
	const struct disc_track *t, *found = NULL;
	unsigned int i;

	for (i = 0; i < disc->nr_tracks; i++) {
		t = &disc->tracks[i];
		if (t->mode != DSR_MODE_AUDIO && (!found || found->session != t->session))
			found = t;
	}
	return found;
}

static void take_label(blkid_probe probe, char *buf, size_t size)
{
	const char *label = NULL;

	/* a disc may carry ISO 9660 and UDF: the first that has a name names it */
	while (!buf[0] && !blkid_do_probe(probe))
		if (!blkid_probe_lookup_value(probe, "LABEL", &label, NULL))
			snprintf(buf, size, "%s", label);
}

/**
 * volume_label() - what the volume is called
 * @buf: gets it; empty: it has no name, or there is none
 * @size: of @buf
 * @path: of a drive that nobody holds, or of an image of 2048-byte blocks
 * @disc: what is on it
 */
void volume_label(char *buf, size_t size, const char *path, const struct disc *disc)
{
	const struct disc_track *t = data_track(disc);
	blkid_probe probe;
	char hint[48];

	buf[0] = '\0';
	if (!t)
		return;
	probe = blkid_new_probe_from_filename(path);
	if (!probe)
		return;
	blkid_probe_enable_superblocks(probe, 1);
	blkid_probe_set_superblocks_flags(probe, BLKID_SUBLKS_LABEL);
	snprintf(hint, sizeof(hint), "session_offset=%lld", (long long)t->start * BLOCK);
	if (t->start > 0)
		blkid_probe_set_hint(probe, hint, 0);
	take_label(probe, buf, size);
	blkid_free_probe(probe);
}
