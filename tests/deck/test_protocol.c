// SPDX-License-Identifier: GPL-2.0
/* The codec: every row of the specification's lists, examples, round trips. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "deck/protocol.h"
#include "deck/words.h"
#include "harness.h"

static unsigned int from_hex(const char *text)
{
	return (unsigned int)strtoul(text, NULL, 16);
}

/* ---- every row of the three lists ---- */

static void check_command_row(const struct csv *row)
{
	const struct deck_info *info = deck_info(from_hex(row->cells[0]));
	bool to_deck = !strcmp(row->cells[2], "controller->deck");
	size_t min, max;
	char sizes[16];
	unsigned int reply = 0;

	ck_assert_msg(info != NULL, "expected a code %s, got none",
		      row->cells[0]);
	ck_assert_str_eq(info->name, row->cells[1]);
	ck_assert_int_eq(info->direction == DECK_DIR_HOST, to_deck);
	max = deck_data_size(info, &min);
	snprintf(sizes, sizeof(sizes), "%zu..%zu", min, max);
	ck_assert_msg(!strcmp(sizes, row->cells[3]),
		      "%s: expected data of %s characters, got %s",
		      row->cells[0], row->cells[3], sizes);
	if (*row->cells[4] && strncmp(row->cells[4], "none", 4))
		reply = from_hex(row->cells[4]);
	ck_assert_msg(info->reply == reply, "%s: expected reply %02X, got %02X",
		      row->cells[0], reply, info->reply);
}

START_TEST(every_code_is_as_listed)
{
	int rows = csv_each("commands.csv", check_command_row);

	ck_assert_int_eq(rows, 63);
	ck_assert_uint_eq(deck_code_count, 63);
}
END_TEST

static void check_error_row(const struct csv *row)
{
	bool error = !strcmp(row->cells[0], "error");
	char body[32], text[DECK_TEXT_MAX], want[128];
	char frame[DECK_FRAME_MAX];
	struct deck_msg msg;

	snprintf(body, sizeof(body), "0%s%s", error ? "F8" : "F9",
		 row->cells[2]);
	ck_assert_int_eq(deck_decode(body, strlen(body), &msg), DECK_PARSE_OK);
	deck_text(&msg, text, sizeof(text));
	snprintf(want, sizeof(want), "%s %s%s%s%s", row->cells[1],
		 row->cells[4], *row->cells[3] ? " (" : "", row->cells[3],
		 *row->cells[3] ? ")" : "");
	ck_assert_str_eq(text, want);
	ck_assert_int_eq(deck_encode(&msg, frame, sizeof(frame), NULL),
			 (int)strlen(body) + 2);
	ck_assert_mem_eq(frame + 1, body, strlen(body));
}

START_TEST(every_error_and_caution_is_in_words)
{
	ck_assert_int_eq(csv_each("errors.csv", check_error_row), 37);
	ck_assert_uint_eq(deck_error_count, 37);
}
END_TEST

static void check_disc_row(const struct csv *row)
{
	char body[16], text[DECK_TEXT_MAX], want[128];
	struct deck_msg msg;

	snprintf(body, sizeof(body), "0D601%s", row->cells[0]);
	ck_assert_int_eq(deck_decode(body, strlen(body), &msg), DECK_PARSE_OK);
	deck_text(&msg, text, sizeof(text));
	snprintf(want, sizeof(want), "disc, %s", row->cells[1]);
	ck_assert_str_eq(text, want);
}

START_TEST(every_disc_type_is_in_words)
{
	ck_assert_int_eq(csv_each("disc-types.csv", check_disc_row), 19);
	ck_assert_ptr_nonnull(deck_choice_at(DECK_TABLE_disc_type, 18));
	ck_assert_ptr_null(deck_choice_at(DECK_TABLE_disc_type, 19));
}
END_TEST

/* ---- the specification's examples, byte for byte ---- */

static const struct example {
	const char *frame;
	struct deck_msg msg;
	const char *text;
} examples[] = {
	{ "\n012\r", { .code = 0x12 }, "" },
	{ "\n0231200\r", { .code = 0x23, .track = 12 }, "track 12" },
	{ "\n0232300\r", { .code = 0x23, .track = 23 }, "track 23" },
	{ "\n01301\r", { .code = 0x13, .choice = 1 },
	  "record ready, or new track" },
	{ "\n01302\r", { .code = 0x13, .choice = 2 }, "track mark" },
	{ "\n0252010\r", { .code = 0x25, .pitch = -20 }, "-2.0 %" },
	{ "\n0251010\r", { .code = 0x25, .pitch = -10 }, "-1.0 %" },
	{ "\n0250500\r", { .code = 0x25, .pitch = 5 }, "+0.5 %" },
	{ "\n0256000\r", { .code = 0x25, .pitch = 60 }, "+6.0 %" },
	{ "\n0250000\r", { .code = 0x25, .pitch = 0 }, "+0.0 %" },
	{ "\n025FF\r", { .code = 0x25, .form = 1 }, "" },
	{ "\n0A52010\r", { .code = 0xA5, .pitch = -20 }, "-2.0 %" },
	{ "\n050\r", { .code = 0x50 }, "" },
	{ "\n0D082\r", { .code = 0xD0, .choice = 0x82 }, "record ready" },
	{ "\n0F600\r", { .code = 0xF6, .choice = 0 }, "mechanism status" },
	{ "\n0F2\r", { .code = 0xF2 }, "" },
	{ "\n0F0\r", { .code = 0xF0 }, "" },
	{ "\n078\r", { .code = 0x78 }, "" },
	{ "\n0F80801\r", { .code = 0xF8, .error = 108 },
	  "1-08 Disc Full (System Error)" },
	{ "\n0F81202\r", { .code = 0xF8, .error = 212 },
	  "2-12 Audio Data Read Error (File Error)" },
	{ "\n0F1\r", { .code = 0xF1 }, "" },
	{ "\n079\r", { .code = 0x79 }, "" },
	{ "\n0F90202\r", { .code = 0xF9, .error = 202 },
	  "2-02 Cannot Create Track More" },
	{ "\n0271203042130\r", { .code = 0x27, .year = 12, .month = 3,
				 .day = 4, .hour = 21, .minute = 30 },
	  "2012-03-04 21:30:00" },
	{ "\n02C030004000500\r", { .code = 0x2C, .track = 3, .minutes = 4,
				   .second = 5 }, "track 3, 4:05.00" },
	{ "\n08F01000100\r", { .code = 0x8F, .version = 100, .build = 100 },
	  "version 1.00, build 100" },
	{ "\n0D60101\r", { .code = 0xD6, .choice = 1, .disc_type = 1 },
	  "disc, CD-DA (R, including blank disc)" },
	{ "\n0D80003004500\r", { .code = 0xD8, .minutes = 3, .second = 45 },
	  "elapsed in the track, 3:45.00" },
	{ "\n0D90000\r", { .code = 0xD9 }, "project, \"\"" },
	{ "\n0D90300Gloria\r", { .code = 0xD9, .track = 3,
				 .title = "Gloria" }, "track 3, \"Gloria\"" },
	{ "\n0FF0207\r", { .code = 0xFF, .form = 1, .number = 7 },
	  "7 projects" },
	{ "\n02E0110\r", { .code = 0x2E, .form = 1, .number = 10 },
	  "fade out 10 s" },
	{ "\n0D5001234\r", { .code = 0xD5, .track = 3412 }, "track 3412" },
};

#define EXAMPLES (sizeof(examples) / sizeof(examples[0]))

START_TEST(examples_are_encoded_byte_for_byte)
{
	char frame[DECK_FRAME_MAX];
	int n;

	for (const struct example *e = examples; e < examples + EXAMPLES; e++) {
		n = deck_encode(&e->msg, frame, sizeof(frame), NULL);
		ck_assert_int_eq(n, (int)strlen(e->frame));
		ck_assert_mem_eq(frame, e->frame, n);
	}
}
END_TEST

START_TEST(examples_are_decoded)
{
	char text[DECK_TEXT_MAX];
	struct deck_msg msg;

	for (const struct example *e = examples; e < examples + EXAMPLES; e++) {
		ck_assert_int_eq(deck_decode(e->frame + 1,
					     strlen(e->frame) - 2, &msg),
				 DECK_PARSE_OK);
		ck_assert_mem_eq(&msg, &e->msg, sizeof(msg));
		deck_text(&msg, text, sizeof(text));
		ck_assert_str_eq(text, e->text);
	}
}
END_TEST

/* ---- what must be refused ---- */

static const struct refusal {
	const char *body;
	enum deck_parse why;
} refusals[] = {
	{ "", DECK_PARSE_SHORT }, { "0", DECK_PARSE_SHORT },
	{ "01", DECK_PARSE_SHORT }, { "1", DECK_PARSE_OTHER_ID },
	{ "112", DECK_PARSE_OTHER_ID }, { "2D010", DECK_PARSE_OTHER_ID },
	{ "0d010", DECK_PARSE_CODE }, { "011", DECK_PARSE_CODE },
	{ "0G0", DECK_PARSE_CODE }, { "0F3", DECK_PARSE_CODE },
	{ "0D0", DECK_PARSE_DATA }, { "0D083", DECK_PARSE_DATA },
	{ "0D0100", DECK_PARSE_DATA }, { "0D01", DECK_PARSE_DATA },
	{ "01303", DECK_PARSE_DATA }, { "0230001", DECK_PARSE_DATA },
	{ "0230000", DECK_PARSE_DATA }, { "02312AB", DECK_PARSE_DATA },
	{ "0256100", DECK_PARSE_DATA }, { "0250020", DECK_PARSE_DATA },
	{ "0270102300000", DECK_PARSE_DATA },
	{ "0272402292400", DECK_PARSE_DATA },
	{ "0272502290000", DECK_PARSE_DATA },
	{ "02C030004006000", DECK_PARSE_DATA },
	{ "02C030004000550", DECK_PARSE_DATA },
	{ "0F80811", DECK_PARSE_DATA }, { "0D90001", DECK_PARSE_DATA },
	{ "0D90100a\tb", DECK_PARSE_DATA }, { "03404", DECK_PARSE_DATA },
	{ "03400", DECK_PARSE_DATA }, { "07F0100", DECK_PARSE_DATA },
	{ "0D50112" "00", DECK_PARSE_DATA }, { "010 ", DECK_PARSE_DATA },
};

#define REFUSALS (sizeof(refusals) / sizeof(refusals[0]))

START_TEST(nonsense_is_refused)
{
	struct deck_msg msg;
	enum deck_parse got;

	for (const struct refusal *r = refusals; r < refusals + REFUSALS; r++) {
		got = deck_decode(r->body, strlen(r->body), &msg);
		ck_assert_msg(got == r->why, "%s: expected verdict %d, got %d",
			      r->body, r->why, got);
	}
}
END_TEST

START_TEST(a_title_has_96_characters_at_most)
{
	char body[8 + 98] = "0D90100";
	struct deck_msg msg;
	char frame[DECK_FRAME_MAX];

	memset(body + 7, 'A', 97);
	ck_assert_int_eq(deck_decode(body, 7 + 96, &msg), DECK_PARSE_OK);
	ck_assert_uint_eq(strlen(msg.title), 96);
	ck_assert_int_eq(deck_encode(&msg, frame, sizeof(frame), NULL), 105);
	ck_assert_int_eq(deck_decode(body, 7 + 97, &msg), DECK_PARSE_DATA);
}
END_TEST

START_TEST(values_out_of_range_are_not_encoded)
{
	static const struct {
		struct deck_msg msg;
		const char *member;
	} rows[] = {
		{ { .code = 0x23, .track = 0 }, "track" },
		{ { .code = 0x23, .track = 100 }, "track" },
		{ { .code = 0x25, .pitch = 61 }, "pitch" },
		{ { .code = 0x25, .pitch = -61 }, "pitch" },
		{ { .code = 0x27, .year = 25, .month = 2, .day = 29 }, "day" },
		{ { .code = 0x2C, .track = 1, .second = 60 }, "second" },
		{ { .code = 0x2C, .track = 1, .edit_unit = 50 }, "edit_unit" },
		{ { .code = 0x59, .track = 100 }, "track" },
		{ { .code = 0x7F, .form = 2, .number = 100 }, "number" },
		{ { .code = 0x37, .choice = 3 }, "choice" },
		{ { .code = 0x34, .choice = 0 }, "choice" },
	};
	const struct deck_field *wrong;
	char frame[DECK_FRAME_MAX];

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		ck_assert_int_lt(deck_encode(&rows[i].msg, frame,
					     sizeof(frame), &wrong), 0);
		ck_assert_ptr_nonnull(wrong);
		ck_assert_str_eq(wrong->member, rows[i].member);
	}
}
END_TEST

/* ---- properties, with random messages; the seed is told on failure ---- */

static unsigned int seed;

static int pick(int min, int max)
{
	return min + (int)(random() % (max - min + 1));
}

static void pick_title(struct deck_msg *msg)
{
	int len = pick(0, DECK_TITLE_MAX);

	for (int i = 0; i < len; i++)
		do
			msg->title[i] = (char)pick(0x20, 0xFF);
		while (msg->title[i] == 0x7F);
}

static int pick_choice(enum deck_table table)
{
	int count = 0;

	while (deck_choice_at(table, count))
		count++;
	return deck_choice_at(table, pick(0, count - 1))->value;
}

/* Any message of any form that the table allows. */
static void pick_message(struct deck_msg *msg)
{
	const struct deck_info *info = &deck_codes[pick(0, 62)];
	const struct deck_field *field;
	const char *form;
	int forms = 1;
	size_t len;

	for (const char *p = info->pattern; *p; p++)
		forms += *p == '|';
	memset(msg, 0, sizeof(*msg));
	msg->code = info->code;
	msg->form = pick(0, forms - 1);
	len = deck_form(info, msg->form, &form, NULL);
	for (size_t i = 0; i < len; i++) {
		field = deck_field(form[i]);
		if (form[i] == 'x')
			pick_title(msg);
		else if (form[i] == 'c')
			msg->choice = pick_choice(info->choices);
		else if (form[i] == 'k')
			msg->disc_type = pick_choice(DECK_TABLE_disc_type);
		else if (field)
			deck_put(msg, field, pick(field->min, field->max));
	}
	while (strchr(info->pattern, 'd') && msg->day &&
	       !deck_date_exists(msg->year, msg->month, msg->day))
		msg->day--;
}

START_TEST(whatever_is_encoded_comes_back)
{
	struct deck_framer framer = { .len = 0 };
	struct deck_msg sent, got;
	char frame[DECK_FRAME_MAX];
	size_t body = 0;
	int n;

	for (int i = 0; i < 50000; i++) {
		pick_message(&sent);
		n = deck_encode(&sent, frame, sizeof(frame), NULL);
		ck_assert_msg(n > 0, "seed %u: code %02X form %d: got %d",
			      seed, sent.code, sent.form, n);
		for (int k = 0; k < n; k++)
			body = deck_framer_push(&framer, frame[k]);
		ck_assert_uint_eq(body, n - 2);
		ck_assert_int_eq(deck_decode(framer.body, body, &got),
				 DECK_PARSE_OK);
		ck_assert_msg(!memcmp(&sent, &got, sizeof(sent)),
			      "seed %u: expected %.*s back, got form %d",
			      seed, n - 2, frame + 1, got.form);
	}
	ck_assert_uint_eq(framer.dropped, 0);
}
END_TEST

START_TEST(frames_survive_garbage_around_them)
{
	struct deck_framer framer = { .len = 0 };
	struct deck_msg sent, got;
	char frame[DECK_FRAME_MAX];
	size_t body;
	int n;

	for (int i = 0; i < 20000; i++) {
		pick_message(&sent);
		n = deck_encode(&sent, frame, sizeof(frame), NULL);
		for (int k = pick(0, 200); k > 0; k--)
			deck_framer_push(&framer, (char)pick(0, 255));
		body = 0;
		for (int k = 0; k < n; k++)
			body = deck_framer_push(&framer, frame[k]);
		ck_assert_uint_eq(body, n - 2);
		deck_decode(framer.body, body, &got);
		ck_assert_msg(!memcmp(&sent, &got, sizeof(sent)),
			      "seed %u: expected %.*s behind garbage", seed,
			      n - 2, frame + 1);
	}
}
END_TEST

START_TEST(an_answer_fits_its_question_only)
{
	struct deck_msg question, answer;
	const struct deck_info *info;
	int fits = 0;

	for (int i = 0; i < 200000; i++) {
		pick_message(&question);
		pick_message(&answer);
		if (!deck_answers(&question, &answer))
			continue;
		info = deck_info(question.code);
		ck_assert_uint_eq(info->reply, answer.code);
		if (question.code == 0x58)
			ck_assert_int_eq(question.choice, answer.choice);
		if (question.code == 0x59)
			ck_assert_int_eq(question.track, answer.track);
		if (question.code == 0x2E && question.form >= 2)
			ck_assert_int_eq(question.form - 2, answer.form);
		fits++;
	}
	ck_assert_int_gt(fits, 100);
}
END_TEST

/* ---- frames ---- */

static size_t push_all(struct deck_framer *framer, const char *bytes, size_t n)
{
	size_t last = 0;

	for (size_t i = 0; i < n; i++)
		last = deck_framer_push(framer, bytes[i]);
	return last;
}

#define PUSH(framer, text) push_all((framer), (text), sizeof(text) - 1)

START_TEST(broken_frames_end_at_the_next_LF)
{
	struct deck_framer f = { .len = 0 };
	char overlong[300];

	/* no CR, then a good one */
	ck_assert_uint_eq(PUSH(&f, "\n0D0\n0D010\r"), 5);
	ck_assert_str_eq(f.body, "0D010");
	/* too long: dropped up to the next LF, its CR ends nothing */
	memset(overlong, 'A', sizeof(overlong));
	overlong[0] = '\n';
	overlong[299] = '\r';
	ck_assert_uint_eq(push_all(&f, overlong, sizeof(overlong)), 0);
	ck_assert_uint_eq(PUSH(&f, "0D011\r"), 0);
	ck_assert_uint_eq(PUSH(&f, "\n0D011\r"), 5);
	/* control characters, empty frames, lone CRs */
	ck_assert_uint_eq(PUSH(&f, "\n0D0\x00" "10\r"), 0);
	ck_assert_uint_eq(PUSH(&f, "\n\r"), 0);
	ck_assert_uint_eq(PUSH(&f, "\r\r"), 0);
	ck_assert_uint_eq(PUSH(&f, "\n\n\n0F2\r"), 3);
	ck_assert_uint_gt(f.dropped, 0);
}
END_TEST

START_TEST(the_longest_frame_is_105_bytes)
{
	struct deck_framer f = { .len = 0 };
	char frame[106];

	memset(frame, 'A', sizeof(frame));
	frame[0] = '\n';
	frame[104] = '\r';
	ck_assert_uint_eq(push_all(&f, frame, 105), 103);
	frame[104] = 'A';
	frame[105] = '\r';
	ck_assert_uint_eq(push_all(&f, frame, 106), 0);
	ck_assert_uint_eq(DECK_FRAME_MAX, 105);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("protocol");
	const char *given = getenv("SEED");

	seed = given ? (unsigned int)atoi(given) : (unsigned int)time(NULL);
	srandom(seed);
	ADD(every_code_is_as_listed);
	ADD(every_error_and_caution_is_in_words);
	ADD(every_disc_type_is_in_words);
	ADD(examples_are_encoded_byte_for_byte);
	ADD(examples_are_decoded);
	ADD(nonsense_is_refused);
	ADD(a_title_has_96_characters_at_most);
	ADD(values_out_of_range_are_not_encoded);
	ADD(whatever_is_encoded_comes_back);
	ADD(frames_survive_garbage_around_them);
	ADD(an_answer_fits_its_question_only);
	ADD(broken_frames_end_at_the_next_LF);
	ADD(the_longest_frame_is_105_bytes);
	return run_suite(suite);
}
