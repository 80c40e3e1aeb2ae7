// SPDX-License-Identifier: GPL-2.0
/*
 * Any bytes as a CUE sheet, a TOC file or a .dvd file (the first byte says which). What is
 * refused has a sentence; what is accepted is a disc that can be.
 */
#include <stdlib.h>
#include <string.h>

#include "disc/dvd_file.h"
#include "disc/layout.h"
#include "disc/sheet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void check(bool promise)
{
	if (!promise)
		abort();
}

/* lengths of all sorts, a longest one among them */
static int64_t measure(void *data, const struct sheet_file *file,
		       struct said *said)
{
	(void)data;
	(void)said;
	check(file->path[0]);
	switch (file->path[0] % 4) {
	case 0:
		return INT64_MAX;
	case 1:
		return 2352LL * 2048 * 100;
	case 2:
		return 1;
	}
	return 2352LL * 75 * 600;
}

static void check_track(const struct sheet *sheet, unsigned int i)
{
	const struct sheet_track *t = &sheet->tracks[i];
	const struct disc_track *d = &t->disc;
	uint64_t blocks = 0;
	unsigned int k;

	check(d->number >= 1 && d->number <= 99 && d->session >= 1);
	check(d->start >= 0 && d->start + d->blocks <= SHEET_MAX_BLOCKS);
	check((uint64_t)d->start >= d->pregap);
	for (k = 0; k < t->nr_pieces; k++) {
		check(t->pieces[k].file < (int)sheet->nr_files);
		blocks += t->pieces[k].blocks;
	}
	check(blocks == d->blocks + d->pregap);
	for (k = 0; k < d->nr_indexes; k++)
		check(d->indexes[k] > (k ? d->indexes[k - 1] : 0) &&
		      d->indexes[k] < d->blocks);
	if (i)
		check(d->start - (int64_t)d->pregap >=
		      t[-1].disc.start + (int64_t)t[-1].disc.blocks);
}

/* an accepted sheet's disc makes a layout and comes back */
static void check_layout(const struct sheet *sheet)
{
	struct disc *disc = calloc(2, sizeof(*disc));
	struct dsr_layout *layout;
	unsigned int i;
	size_t bytes;

	check(disc);
	disc->family = DSR_FAMILY_CD;
	disc->nr_tracks = (uint8_t)sheet->nr_tracks;
	disc->nr_sessions = sheet->tracks[sheet->nr_tracks - 1].disc.session;
	for (i = 0; i < sheet->nr_tracks; i++) {
		disc->tracks[i] = sheet->tracks[i].disc;
		disc->tracks[i].mode = DSR_MODE_AUDIO;
	}
	check(!layout_from_disc(disc, &layout, &bytes));
	check(!disc_from_layout(layout, bytes, disc + 1));
	free(layout);
	free(disc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct said said = { .why = "" };
	struct sheet *sheet = sheet_new("dir/sheet");
	char *text = malloc(len + 1);
	uint32_t layer_break;
	unsigned int i;
	int ret;

	check(sheet && text);
	memcpy(text, data, len);
	text[len] = '\0';
	if (len && *data == '\n')
		ret = toc_file_parse(sheet, text, len, measure, NULL, &said);
	else if (len && *data == '\r')
		ret = dvd_file_parse(sheet, text, len, &layer_break, &said);
	else
		ret = cue_parse(sheet, text, len, measure, NULL, &said);
	check(ret <= 0 && (!ret || said.why[0]));
	if (!ret && *data == '\r') {
		check(sheet->nr_files == 1 && layer_break <= INT32_MAX);
	} else if (!ret) {
		for (i = 0; i < sheet->nr_tracks; i++)
			check_track(sheet, i);
		check_layout(sheet);
	}
	free(text);
	said_free(&said);
	sheet_free(sheet);
	return 0;
}
