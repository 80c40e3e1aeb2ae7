// SPDX-License-Identifier: GPL-2.0
#include <stdlib.h>
#include <string.h>

#include "shift.h"
#include "unit.h"

#define MASTER	(SHIFT_BLOCKS * SHIFT_BLOCK_SAMPLES)
#define COPY	(SHIFT_COPY_BLOCKS * SHIFT_BLOCK_SAMPLES)
#define AROUND	(SHIFT_AROUND * SHIFT_BLOCK_SAMPLES)

static uint32_t disc[COPY + 2 * AROUND], copy[COPY];

/* noise, and a copy whose audio is later by so many samples */
static const uint32_t *shifted(int32_t by)
{
	size_t i;

	srand(7);
	for (i = 0; i < sizeof(disc) / sizeof(disc[0]); i++)
		disc[i] = (uint32_t)rand();
	memcpy(copy, disc + AROUND - by, sizeof(copy));
	return disc + 2 * AROUND;
}

START_TEST(finds)
{
	static const int32_t shifts[] = { 0, 1, -1, 30, -667, 1182, AROUND, -AROUND };
	const uint32_t *master;
	int32_t samples;
	size_t i;

	for (i = 0; i < sizeof(shifts) / sizeof(shifts[0]); i++) {
		master = shifted(shifts[i]);
		ck_assert_uint_eq(shift_match(master, copy, &samples), SHIFT_FOUND);
		ck_assert_int_eq(samples, shifts[i]);
	}
}
END_TEST

START_TEST(finds_not)
{
	const uint32_t *master = shifted(30);
	int32_t samples;

	copy[AROUND + 30 + 5] ^= 1;
	ck_assert_uint_eq(shift_match(master, copy, &samples), SHIFT_NONE);
}
END_TEST

START_TEST(silence)
{
	int32_t samples;

	memset(disc, 0, sizeof(disc));
	memset(copy, 0, sizeof(copy));
	ck_assert_uint_eq(shift_match(disc, copy, &samples), SHIFT_UNCLEAR);
}
END_TEST

Suite *suite_shift(void)
{
	Suite *s = suite_create("shift");

	PROMISE(s, "shift: audio some samples away is found, at any distance", finds);
	PROMISE(s, "shift: one wrong sample is no shift", finds_not);
	PROMISE(s, "shift: silence says nothing", silence);
	return s;
}
