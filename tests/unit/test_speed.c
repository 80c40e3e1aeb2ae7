// SPDX-License-Identifier: GPL-2.0
#include <errno.h>

#include "disc/speed.h"
#include "disc/text.h"
#include "unit.h"

static uint32_t kbs(const char *text, uint32_t profile)
{
	struct speed s;

	ck_assert_msg(!speed_parse(text, &s), "expected '%s' to be a speed", text);
	return speed_kbs(&s, profile);
}

START_TEST(times)
{
	ck_assert_uint_eq(kbs("8", 0x1b), 8 * 1385);
	ck_assert_uint_eq(kbs("8x", 0x1b), 8 * 1385);
	ck_assert_uint_eq(kbs("2.4X", 0x1a), 3324);
	ck_assert_uint_eq(kbs("2", 0x41), 2 * 4496);
	ck_assert_uint_eq(kbs("48", 0x09), 8467);
}
END_TEST

START_TEST(kilobytes)
{
	ck_assert_uint_eq(kbs("11080kB", 0x1b), 11080);
	ck_assert_uint_eq(kbs("11080kb/s", 0x41), 11080);
	ck_assert_uint_eq(kbs("1kB", 0), 1);
}
END_TEST

START_TEST(no_unit)
{
	ck_assert_uint_eq(kbs("8x", 0), 0);
}
END_TEST

START_TEST(nonsense)
{
	static const char *const texts[] = {
		"", "x", "fast", "0", "-4", "8y", "8 x", "nan", "inf", "1e30", "0.5kB",
		"99999999999kB", "8xx", "kB",
	};
	struct speed s;
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		ck_assert_msg(speed_parse(texts[i], &s) == -EINVAL,
			      "expected '%s' to be refused", texts[i]);
}
END_TEST

START_TEST(nearest)
{
	static const uint32_t offered[] = { 22160, 16620, 0, 11080, 3324 };

	ck_assert_uint_eq(speed_nearest(0, offered, 5), 0);
	ck_assert_uint_eq(speed_nearest(11000, offered, 5), 11080);
	ck_assert_uint_eq(speed_nearest(99999, offered, 5), 22160);
	ck_assert_uint_eq(speed_nearest(1, offered, 5), 3324);
	ck_assert_uint_eq(speed_nearest(13850, offered, 5), 11080);
	ck_assert_uint_eq(speed_nearest(5540, offered, 0), 5540);
}
END_TEST

START_TEST(alike)
{
	ck_assert(speed_alike(8467, 8468));
	ck_assert(speed_alike(11080, 11000));
	ck_assert(!speed_alike(8467, 7056));
	ck_assert(speed_alike(UINT32_MAX, UINT32_MAX));
	ck_assert(speed_alike(0, 0));
}
END_TEST

Suite *suite_speed(void)
{
	Suite *s = suite_create("speed");

	PROMISE(s, "speed: times 1x are counted by the medium", times);
	PROMISE(s, "speed: kB are taken as they are", kilobytes);
	PROMISE(s, "speed: where there is no 1x the fastest is meant", no_unit);
	PROMISE(s, "speed: nonsense is refused", nonsense);
	PROMISE(s, "speed: the nearest that is offered is taken, the slower of two", nearest);
	PROMISE(s, "speed: what drives round differently is the same", alike);
	return s;
}
