// SPDX-License-Identifier: GPL-2.0
/*
 * Any bytes as what a drive tells dsrctl of a disc: TOC, ATIP, Q, CD-Text, disc
 * structures, features, speeds; and as what stands in an image file where volume
 * descriptors are. Nothing is read outside the answer; what is accepted makes sense.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "disc/cdtext.h"
#include "disc/iso.h"
#include "disc/mmc.h"
#include "disc/structure.h"
#include "disc/subq.h"
#include "disc/toc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void check(bool promise)
{
	if (!promise)
		abort();
}

static void tocs(const uint8_t *p, size_t n)
{
	struct mmc_toc simple;
	struct atip atip;
	struct toc_last last;
	struct toc toc;
	unsigned int i;

	if (!toc_parse_full(p, n, &toc) ||
	    (!mmc_parse_toc(p, n, &simple) && !toc_from_simple(&simple, &toc))) {
		check(toc.nr_tracks >= 1 && toc.nr_tracks <= 99);
		check(toc.nr_sessions >= 1 && toc.nr_sessions <= 99);
		check(toc.first + toc.nr_tracks <= 100);
		for (i = 0; i < toc.nr_tracks; i++) {
			check(toc.tracks[i].start >= 0);
			check(toc.tracks[i].session >= 1 &&
			      toc.tracks[i].session <= toc.nr_sessions);
			check(!i || toc.tracks[i].start > toc.tracks[i - 1].start);
		}
		check(toc.sessions[toc.nr_sessions - 1].lead_out >
		      toc.tracks[toc.nr_tracks - 1].start);
	}
	toc_parse_atip(p, n, &atip);
	check(toc_parse_last(p, n, &last) || (last.session && last.track <= 99));
}

static void sub_channels(const uint8_t *p, size_t n)
{
	struct subq q;
	char text[14];

	if (n >= SUBQ_BYTES && !subq_parse(p, 1000, &q)) {
		check(q.kind >= SUBQ_POSITION && q.kind <= SUBQ_ISRC);
		check(q.kind != SUBQ_MCN || mcn_possible(q.text));
		check(q.kind != SUBQ_ISRC || isrc_possible(q.text));
		check(q.kind != SUBQ_POSITION || q.index <= 99);
	}
	if (n >= SUB_RAW_BYTES) {
		subq_parse_raw(p, &q);
		sub_has_graphics(p);
	}
	check(subq_parse_mcn(p, n, text) || mcn_possible(text));
	check(subq_parse_isrc(p, n, n > 6 ? p[6] : 0, text) ||
	      isrc_possible(text));
}

static void texts(const uint8_t *p, size_t n)
{
	struct cdtext_texts out;
	unsigned int block;

	cdtext_check(p, n);
	/* a wrong CRC is for cdtext_check(); the texts are read all the same */
	n -= n % CDTEXT_PACK_BYTES;
	for (block = 0; block < CDTEXT_BLOCKS; block++) {
		cdtext_decode(p, n, block, &out);
		cdtext_texts_free(&out);
	}
}

static void structures(const uint8_t *p, size_t n)
{
	struct dvd_physical physical;
	uint8_t protection, regions;
	struct mmc_speeds speeds;
	uint32_t max, now;
	char id[24];
	bool flag;

	if (!dvd_parse_physical(p, n, &physical))
		check(dvd_layer_break(&physical) <= 1 << 24);
	dvd_parse_copyright(p, n, &protection, &regions);
	dvd_parse_sector_rights(p, n, &flag);
	check(dvd_parse_adip_id(p, n, id) || strlen(id) < sizeof(id));
	check(dvd_parse_prerecorded_id(p, n, id) || strlen(id) < sizeof(id));
	check(bd_parse_id(p, n, id) || strlen(id) < sizeof(id));
	mmc_parse_feature(p, n, 0x010d, &flag);
	mmc_parse_read_speeds(p, n, &max, &now);
	check(mmc_parse_page_speeds(p, n, &speeds) || speeds.nr <= MMC_MAX_SPEEDS);
}

static void descriptors(const uint8_t *p, size_t n)
{
	uint64_t bytes, end;
	uint32_t extent, blocks;

	if (n < IMAGE_BLOCK)
		return;
	/* the most that 32-bit numbers of 2048-byte blocks can say; UDF adds two */
	check(iso_parse_pvd(p, &bytes) || bytes < 1ULL << 43);
	check(udf_parse_anchor(p, &extent, &blocks) || blocks);
	check(udf_parse_partition(p, &end) || end < 1ULL << 33);
}

/* The same bytes where ISO 9660's descriptors begin, and where UDF's anchor is. */
static void volumes(const uint8_t *p, size_t n)
{
	static const off_t at[] = { 16, 256 };
	static int fd = -1;
	struct image image;
	unsigned int i;

	if (fd < 0)
		fd = memfd_create("image", 0);
	check(fd >= 0 && !ftruncate(fd, 0));
	for (i = 0; i < 2; i++)
		check(pwrite(fd, p, n, at[i] * IMAGE_BLOCK) == (ssize_t)n);
	check(!image_check(fd, &image));
	check(image.extra_bytes == n % IMAGE_BLOCK);
	check(!n || image.blocks == 256 + n / IMAGE_BLOCK);
	check(image.told_bytes < 1ULL << 44);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	/* on the heap, so that the sanitizer sees its end */
	uint8_t *p = malloc(len ? len : 1);

	check(p);
	memcpy(p, data, len);
	tocs(p, len);
	sub_channels(p, len);
	texts(p, len);
	structures(p, len);
	descriptors(p, len);
	volumes(p, len);
	free(p);
	return 0;
}
