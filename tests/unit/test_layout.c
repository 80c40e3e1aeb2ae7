// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "disc/cdtext.h"
#include "disc/layout.h"
#include "disc/master.h"
#include "unit.h"

/* an album with everything: two tracks, marks, numbers, texts */
static void album(struct disc *d)
{
	memset(d, 0, sizeof(*d));
	d->family = DSR_FAMILY_CD;
	d->nr_sessions = 1;
	d->nr_tracks = 2;
	strcpy(d->mcn, "4006408123456");
	d->cdtext_bytes = 2 * CDTEXT_PACK_BYTES;
	d->cdtext = calloc(2, CDTEXT_PACK_BYTES);
	d->cdtext[20] = 7;
	d->tracks[0] = (struct disc_track){
		.number = 1, .session = 1, .mode = DSR_MODE_AUDIO,
		.control = CONTROL_COPY, .start = 50, .pregap = 50,
		.gap_in_source = true, .blocks = 400, .isrc = "DEABC1200001",
	};
	d->tracks[1] = (struct disc_track){
		.number = 2, .session = 1, .mode = DSR_MODE_AUDIO,
		.start = 600, .pregap = 150, .blocks = 500,
		.source_offset = 600, .nr_indexes = 2, .indexes = { 100, 250 },
	};
}

static void plain(struct disc *d)
{
	memset(d, 0, sizeof(*d));
	d->family = DSR_FAMILY_CD;
	d->nr_sessions = 1;
	d->nr_tracks = 1;
	d->tracks[0] = (struct disc_track){
		.number = 1, .session = 1, .mode = DSR_MODE_DATA,
		.control = CONTROL_DATA, .blocks = 1000,
	};
}

START_TEST(there_and_back)
{
	struct dsr_layout *l;
	struct disc a, b;
	size_t bytes;

	album(&a);
	ck_assert_int_eq(layout_from_disc(&a, &l, &bytes), 0);
	ck_assert_uint_eq(l->total_bytes, bytes);
	ck_assert_uint_eq(l->family, DSR_FAMILY_CD);
	ck_assert_int_eq(disc_from_layout(l, bytes, &b), 0);
	ck_assert_int_eq(disc_compare(&a, &b, NULL, NULL), 0);
	ck_assert_mem_eq(a.tracks, b.tracks, sizeof(a.tracks));
	free(l);
	disc_free(&a);
	disc_free(&b);
}
END_TEST

START_TEST(plain_fits_all)
{
	struct dsr_layout *l;
	struct disc d;
	size_t bytes;

	plain(&d);
	ck_assert(disc_is_plain(&d));
	ck_assert_int_eq(layout_from_disc(&d, &l, &bytes), 0);
	ck_assert_uint_eq(l->family, DSR_FAMILY_ANY);
	ck_assert_uint_eq(disc_blocks(&d), 1000);
	ck_assert_uint_eq(disc_bytes(&d), 1000 * 2048);
	free(l);
}
END_TEST

START_TEST(run_out)
{
	const struct dsr_track *t;
	struct dsr_layout *l;
	struct disc d, copy;
	size_t bytes;

	album(&d);
	d.tracks[1].run_out = true;
	ck_assert_int_eq(layout_from_disc(&d, &l, &bytes), 0);
	t = (const struct dsr_track *)((const char *)l + l->tracks_offset);
	ck_assert_uint_eq(t[0].flags & DSR_TRACK_F_RUN_OUT, 0);
	ck_assert_uint_eq(t[1].flags & DSR_TRACK_F_RUN_OUT, DSR_TRACK_F_RUN_OUT);
	ck_assert_uint_eq(t[1].blocks, 500);
	ck_assert_int_eq(disc_from_layout(l, bytes, &copy), 0);
	ck_assert(!copy.tracks[0].run_out && copy.tracks[1].run_out);
	free(l);
	/* session at once it is a part of the track */
	copy.tracks[1].run_out = false;
	copy.tracks[1].blocks = 502;
	ck_assert_int_eq(disc_compare(&d, &copy, NULL, NULL), 0);
	copy.tracks[1].blocks = 501;
	ck_assert_int_eq(disc_compare(&d, &copy, NULL, NULL), 1);
	disc_free(&copy);
	disc_free(&d);
	/* behind plain data it is the recorder's */
	plain(&d);
	copy = d;
	copy.tracks[0].run_out = true;
	ck_assert_int_eq(disc_compare(&d, &copy, NULL, NULL), 0);
	ck_assert_int_eq(layout_from_disc(&copy, &l, &bytes), 0);
	ck_assert_uint_eq(l->family, DSR_FAMILY_ANY);
	t = (const struct dsr_track *)((const char *)l + l->tracks_offset);
	ck_assert_uint_eq(t[0].flags, 0);
	free(l);
}
END_TEST

START_TEST(hostile)
{
	struct dsr_layout *l;
	struct disc d, out;
	size_t bytes, n, i;
	uint8_t *copy;

	album(&d);
	ck_assert_int_eq(layout_from_disc(&d, &l, &bytes), 0);
	for (n = 0; n < bytes; n++) {
		copy = malloc(n + 1);
		memcpy(copy, l, n);
		ck_assert_int_eq(disc_from_layout((void *)copy, n, &out),
				 -EINVAL);
		free(copy);
	}
	/* any single byte may be anything: nothing outside is touched */
	for (i = 0; i < bytes; i++) {
		copy = malloc(bytes);
		memcpy(copy, l, bytes);
		copy[i] ^= 0xff;
		disc_from_layout((void *)copy, bytes, &out);
		disc_free(&out);
		free(copy);
	}
	free(l);
	disc_free(&d);
}
END_TEST

static void remember(void *data, const struct layout_difference *d)
{
	struct layout_difference *last = data;

	*last = *d;
}

START_TEST(differences)
{
	struct layout_difference said = { 0 };
	struct disc a, b;

	album(&a);
	album(&b);
	ck_assert_int_eq(disc_compare(&a, &b, remember, &said), 0);
	strcpy(b.tracks[0].isrc, "DEABC1200002");
	ck_assert_int_eq(disc_compare(&a, &b, remember, &said), 1);
	ck_assert_str_eq(said.what, "isrc");
	ck_assert_uint_eq(said.track, 1);
	ck_assert_str_eq(said.a, "DEABC1200001");
	ck_assert_str_eq(said.b, "DEABC1200002");
	b.tracks[0].isrc[0] = '\0';
	ck_assert_int_eq(disc_compare(&a, &b, remember, &said), 1);
	ck_assert_str_eq(said.b, "none");
	strcpy(b.tracks[0].isrc, a.tracks[0].isrc);
	b.tracks[1].indexes[1]++;
	ck_assert_int_eq(disc_compare(&a, &b, remember, &said), 1);
	ck_assert_str_eq(said.what, "indexes");
	ck_assert_str_eq(said.a, "03 at 00:03:25");
	b.tracks[1].indexes[1]--;
	b.tracks[1].mode = DSR_MODE_DATA;
	ck_assert_int_eq(disc_compare(&a, &b, remember, &said), 1);
	ck_assert_str_eq(said.what, "mode");
	ck_assert_str_eq(said.a, "audio");
	ck_assert_str_eq(said.b, "data");
	b.tracks[1].mode = a.tracks[1].mode;
	b.tracks[1].indexes[1]++;
	/* what the drive did not tell is no difference */
	b.tracks[1].gap_unknown = true;
	ck_assert_int_eq(disc_compare(&a, &b, remember, &said), 0);
	b.cdtext[20]++;
	ck_assert_int_eq(disc_compare(&a, &b, remember, &said), 1);
	ck_assert_str_eq(said.what, "cd-text");
	disc_free(&a);
	disc_free(&b);
}
END_TEST

START_TEST(kinds)
{
	struct disc d;

	plain(&d);
	ck_assert_str_eq(disc_kind(&d), "cd-rom");
	d.tracks[0].mode = DSR_MODE_XA_MIX;
	ck_assert_str_eq(disc_kind(&d), "xa");
	album(&d);
	disc_free(&d);
	ck_assert_str_eq(disc_kind(&d), "cd-da");
	d.tracks[0].subchannel = DSR_SUB_RAW96;
	ck_assert_str_eq(disc_kind(&d), "cd+g");
	d.tracks[1].mode = DSR_MODE_DATA;
	ck_assert_str_eq(disc_kind(&d), "mixed");
	d.tracks[1].session = 2;
	d.nr_sessions = 2;
	ck_assert_str_eq(disc_kind(&d), "cd-extra");
	d.tracks[0].mode = DSR_MODE_DATA;
	ck_assert_str_eq(disc_kind(&d), "multi-session");
	d.family = DSR_FAMILY_DVD;
	ck_assert_str_eq(disc_kind(&d), "dvd");
}
END_TEST

Suite *suite_layout(void)
{
	Suite *s = suite_create("layout");

	PROMISE(s, "layout: a disc is the same there and back", there_and_back);
	PROMISE(s, "layout: plain data fits every medium", plain_fits_all);
	PROMISE(s, "layout: a run-out is told, and is no difference", run_out);
	PROMISE(s, "layout: what is cut off is refused, no byte leads outside", hostile);
	PROMISE(s, "compare: a difference says track, what, and both values", differences);
	PROMISE(s, "disc: each kind has its word", kinds);
	return s;
}
