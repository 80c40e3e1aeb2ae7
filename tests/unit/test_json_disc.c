// SPDX-License-Identifier: GPL-2.0
#include <stdlib.h>
#include <string.h>

#include "disc/master.h"
#include "json_disc.h"
#include "unit.h"

static struct disc disc, back;	/* too large for a stack */

/* an audio disc with all there can be */
static void make_disc(void)
{
	struct disc_track *t = disc.tracks;
	uint32_t i;

	memset(&disc, 0, sizeof(disc));
	disc.family = DSR_FAMILY_CD;
	disc.open = true;
	disc.nr_sessions = 1;
	disc.nr_tracks = 2;
	strcpy(disc.mcn, "4006381333931");
	disc.cdtext_bytes = 36;
	disc.cdtext = malloc(36);
	for (i = 0; i < 36; i++)
		disc.cdtext[i] = (uint8_t)(i * 7);
	t[0] = (struct disc_track){
		.number = 1, .session = 1, .control = 3, .mode = DSR_MODE_AUDIO,
		.subchannel = DSR_SUB_RAW96, .gap_in_source = true, .start = 182,
		.pregap = 182, .blocks = 20000, .nr_indexes = 2, .indexes = { 100, 7000 },
		.isrc = "DEA450012345",
	};
	t[1] = (struct disc_track){
		.number = 2, .session = 1, .control = 4, .mode = DSR_MODE_XA_MIX,
		.start = 20332, .blocks = 5000, .gap_unknown = true,
		.run_out = true,
	};
}

START_TEST(round_trip)
{
	struct json_object *o, *again;
	const char *why;

	make_disc();
	o = json_disc(&disc);
	/* through text, as a report does */
	again = json_tokener_parse(json_object_to_json_string(o));
	ck_assert_int_eq(json_disc_parse(again, &back, &why), 0);
	ck_assert_int_eq(disc_compare(&disc, &back, NULL, NULL), 0);
	ck_assert_uint_eq(back.tracks[0].subchannel, DSR_SUB_RAW96);
	ck_assert(back.tracks[0].gap_in_source && back.tracks[1].gap_unknown && back.open);
	ck_assert(!back.tracks[0].run_out && back.tracks[1].run_out);
	ck_assert_uint_eq(back.tracks[0].pregap, 182);
	ck_assert_uint_eq(back.tracks[0].indexes[1], 7000);
	json_object_put(o);
	json_object_put(again);
	disc_free(&disc);
	disc_free(&back);
}
END_TEST

static int parse(const char *text)
{
	struct json_object *o = json_tokener_parse(text);
	const char *why = NULL;
	int ret = json_disc_parse(o, &back, &why);

	json_object_put(o);
	disc_free(&back);
	if (ret)
		ck_assert_ptr_nonnull(why);
	return ret;
}

#define TRACK(more) \
	"{\"family\":\"cd\",\"tracks\":[{\"mode\":\"audio\",\"subchannel\":\"none\"" more "}]}"

START_TEST(nonsense)
{
	static const char *const texts[] = {
		"null", "1", "[]", "{}", "{\"family\":\"cd\"}",
		"{\"family\":\"cd\",\"tracks\":{}}", "{\"family\":\"cd\",\"tracks\":[]}",
		"{\"family\":\"cd\",\"tracks\":[null]}", "{\"family\":\"cd\",\"tracks\":[7]}",
		"{\"family\":\"tape\",\"tracks\":[]}", TRACK(",\"number\":0"),
		TRACK(",\"number\":100"), TRACK(",\"number\":\"1\""), TRACK(",\"start\":-1"),
		TRACK(",\"blocks\":99999999999"), TRACK(",\"control\":16"),
		TRACK(",\"isrc\":\"0123456789012\""), TRACK(",\"isrc\":5"),
		TRACK(",\"indexes\":[-1]"), TRACK(",\"indexes\":3"),
		TRACK(",\"mode\":\"unknown\""),
		"{\"family\":\"cd\",\"cdtext\":\"0\",\"tracks\":[{\"mode\":\"audio\",\"subchannel\":\"none\"}]}",
		"{\"family\":\"cd\",\"cdtext\":\"zz00000000000000000000000000000000ff\",\"tracks\":[{\"mode\":\"audio\",\"subchannel\":\"none\"}]}",
	};
	size_t i;

	ck_assert_int_eq(parse(TRACK("")), 0);
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		ck_assert_msg(parse(texts[i]), "expected '%s' to be refused", texts[i]);
}
END_TEST

Suite *suite_json_disc(void)
{
	Suite *s = suite_create("json_disc");

	PROMISE(s, "json: a disc comes back from its JSON as it was", round_trip);
	PROMISE(s, "json: what describes no disc is refused", nonsense);
	return s;
}
