// SPDX-License-Identifier: GPL-2.0
#include <ctype.h>
#include <errno.h>
#include <string.h>

#include "disc/text.h"
#include "dsr_netlink.h"
#include "unit.h"

struct word {
	const char *name;
	const char *(*text)(uint32_t value);
	uint32_t value;
};

/* every enum value of the headers, made from them by the Makefile */
static const struct word words[] = {
#include "words.inc"
};

#define NR_WORDS	(sizeof(words) / sizeof(words[0]))

START_TEST(complete)
{
	size_t i;

	ck_assert_uint_gt(NR_WORDS, 50);
	for (i = 0; i < NR_WORDS; i++)
		ck_assert_msg(strcmp(words[i].text(words[i].value), "unknown"),
			      "expected a word for %s, got none", words[i].name);
}
END_TEST

START_TEST(machine_words)
{
	const char *w;
	size_t i;

	for (i = 0; i < NR_WORDS; i++)
		for (w = words[i].text(words[i].value); *w; w++)
			ck_assert_msg(
				islower((unsigned char)*w) || *w == '-' ||
				(w != words[i].text(words[i].value) &&
				 isdigit((unsigned char)*w)),
				"expected lower case, digits and dashes for %s, got %s",
				words[i].name, words[i].text(words[i].value));
}
END_TEST

START_TEST(distinct)
{
	size_t i, k;

	for (i = 0; i < NR_WORDS; i++)
		for (k = 0; k < i; k++)
			if (words[i].text == words[k].text)
				ck_assert_str_ne(words[i].text(words[i].value),
						 words[k].text(words[k].value));
}
END_TEST

START_TEST(unknown)
{
	static const uint32_t wild[] = { 63, 1000, UINT32_MAX };
	size_t i, k;

	for (i = 0; i < 3; i++) {
		for (k = 0; k < NR_WORDS; k++)
			ck_assert_str_eq(words[k].text(wild[i]), "unknown");
		ck_assert_ptr_nonnull(text_reason_sentence(wild[i]));
		ck_assert_ptr_nonnull(text_reason_advice(wild[i]));
		ck_assert_str_eq(text_profile(wild[i]), "unknown");
	}
}
END_TEST

START_TEST(advice)
{
	const char *s;
	size_t i;

	for (i = 0; i < NR_WORDS; i++) {
		if (words[i].text != text_reason)
			continue;
		s = text_reason_sentence(words[i].value);
		ck_assert_msg(strlen(s) > 10 && s[strlen(s) - 1] != '.',
			      "expected a clause for %s, got %s", words[i].name, s);
		s = text_reason_advice(words[i].value);
		ck_assert_msg(strlen(s) > 5 && strcmp(s, "update dsrctl"),
			      "expected advice for %s, got %s", words[i].name, s);
	}
}
END_TEST

static const struct dsr_error nothing = { .opcode = 0xff, .lba = UINT64_MAX };

START_TEST(sense_in_words)
{
	struct dsr_error e = nothing;
	char text[512];

	e.reason = DSR_REASON_MEDIUM_ERROR;
	e.opcode = 0x2a;
	e.lba = 1234;
	e.retries = 2;
	e.sense_bytes = 18;
	e.sense[0] = 0x70;
	e.sense[2] = 3;
	e.sense[7] = 10;
	e.sense[12] = 0x0c;
	text_error(text, sizeof(text), &e);
	ck_assert_str_eq(
		text,
		"the drive says that the disc is bad: it said Medium Error, Write error"
		" (3/0C/00) to Write(10) at block 1234 after 2 more tries");
}
END_TEST

START_TEST(values_in_words)
{
	struct dsr_error e = nothing;
	char text[512];

	e.reason = DSR_REASON_MISMATCH;
	e.value = 77;
	text_error(text, sizeof(text), &e);
	ck_assert_str_eq(text, "the disc differs from the source, first in block 77");
	e.reason = DSR_REASON_IO;
	e.value = (uint64_t)-ENOSPC;
	text_error(text, sizeof(text), &e);
	ck_assert_str_eq(text, "the block device failed (No space left on device)");
	e.reason = DSR_REASON_TOO_SMALL;
	e.value = 100;
	text_error(text, sizeof(text), &e);
	ck_assert_str_eq(text, "the disc holds less than the source (100 blocks)");
}
END_TEST

START_TEST(hostile_errors)
{
	struct dsr_error e = nothing;
	char text[512], tiny[8];
	int i;

	e.reason = DSR_REASON_HARDWARE;
	e.sense_bytes = 255;
	memset(e.sense, 0xff, sizeof(e.sense));
	text_error(text, sizeof(text), &e);
	for (i = 0; i < 256; i++) {
		e.sense[0] = (uint8_t)i;
		e.opcode = (uint8_t)i;
		e.sense[7] = (uint8_t)i;
		text_error(text, sizeof(text), &e);
		ck_assert_ptr_nonnull(memchr(text, 0, sizeof(text)));
		text_error(tiny, sizeof(tiny), &e);
		ck_assert_ptr_nonnull(memchr(tiny, 0, sizeof(tiny)));
	}
}
END_TEST

START_TEST(sizes_and_times)
{
	char text[32];

	text_size(text, sizeof(text), 999);
	ck_assert_str_eq(text, "999 bytes");
	text_size(text, sizeof(text), 73764864);
	ck_assert_str_eq(text, "73.8 MB");
	text_size(text, sizeof(text), 4700372992ULL);
	ck_assert_str_eq(text, "4.7 GB");
	text_time(text, sizeof(text), 59);
	ck_assert_str_eq(text, "0:59");
	text_time(text, sizeof(text), 3661);
	ck_assert_str_eq(text, "1:01:01");
}
END_TEST

START_TEST(positions)
{
	char text[32];

	text_position(text, sizeof(text), 0);
	ck_assert_str_eq(text, "00:02:00");
	text_position(text, sizeof(text), -150);
	ck_assert_str_eq(text, "00:00:00");
	text_position(text, sizeof(text), -151);
	ck_assert_str_eq(text, "00:00:00");
	text_position(text, sizeof(text), 359849);
	ck_assert_str_eq(text, "79:59:74");
}
END_TEST

START_TEST(now_words)
{
	ck_assert_str_eq(text_sink_now(DSR_OP_COPY, DSR_SINK_WRITING, 0), "writing");
	ck_assert_str_eq(text_sink_now(DSR_OP_SIMULATE, DSR_SINK_WRITING, 0), "simulating");
	ck_assert_str_eq(text_sink_now(DSR_OP_ERASE, DSR_SINK_ERASING, 0), "erasing");
	ck_assert_str_eq(text_sink_now(DSR_OP_ERASE, DSR_SINK_DONE, DSR_OUTCOME_ERASED),
			 "erased");
}
END_TEST

START_TEST(advice_by_operation)
{
	size_t i;
	uint32_t op;

	ck_assert_ptr_null(strstr(text_sink_advice(DSR_OP_VERIFY, DSR_REASON_MISMATCH), "throw"));
	ck_assert_ptr_nonnull(strstr(text_sink_advice(DSR_OP_COPY, DSR_REASON_MISMATCH), "throw"));
	for (op = DSR_OP_COPY; op <= DSR_OP_ERASE; op++)
		for (i = 0; i < NR_WORDS; i++)
			if (words[i].text == text_reason)
				ck_assert_ptr_nonnull(text_sink_advice(op, words[i].value));
	/* nothing was written: no disc is lost */
	ck_assert_ptr_null(strstr(text_sink_advice(DSR_OP_SIMULATE, DSR_REASON_MEDIUM_ERROR),
				  "throw"));
}
END_TEST

Suite *suite_text(void)
{
	Suite *s = suite_create("text");

	PROMISE(s, "text: every value of the interface has a word", complete);
	PROMISE(s, "text: words are lower case with dashes", machine_words);
	PROMISE(s, "text: no two values of a kind share a word", distinct);
	PROMISE(s, "text: values of a newer kernel are called unknown", unknown);
	PROMISE(s, "text: every reason has a clause and advice", advice);
	PROMISE(s, "text: sense data come in words and codes", sense_in_words);
	PROMISE(s, "text: the number of a reason is told", values_in_words);
	PROMISE(s, "text: any sense data make a bounded text", hostile_errors);
	PROMISE(s, "text: sizes and times read well", sizes_and_times);
	PROMISE(s, "text: a place on a CD is told as minute, second and frame", positions);
	PROMISE(s, "text: what a recorder does is named after the operation", now_words);
	PROMISE(s, "text: advice fits the operation", advice_by_operation);
	return s;
}
