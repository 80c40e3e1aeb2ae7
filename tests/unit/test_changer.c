// SPDX-License-Identifier: GPL-2.0
#include <stdlib.h>
#include <string.h>

#include "elements.h"
#include "json.h"
#include "jvc_sense.h"
#include "robot_json.h"
#include "robot_map.h"
#include "robot_text.h"
#include "unit.h"

#define SLOTS	100
#define DRIVES	4

static struct dsr_changer_info jvc, plain;
static struct dsr_element elements[2 + SLOTS + DRIVES + 2];
static uint32_t nr_elements;

static void range(struct dsr_changer_info *info, enum dsr_element_type type, uint32_t first,
		  uint32_t count)
{
	info->ranges[type].first = first;
	info->ranges[type].count = count;
}

static void setup_robots(void)
{
	memset(&jvc, 0, sizeof(jvc));
	strcpy(jvc.unit.vendor, "JVC");
	strcpy(jvc.unit.product, "JVC-CHG MC-8100");
	jvc.flags = DSR_CHANGER_F_TRAYS;
	range(&jvc, DSR_ELEMENT_TRANSPORT, 0x2000, 1);
	range(&jvc, DSR_ELEMENT_STORAGE, 1, SLOTS);
	range(&jvc, DSR_ELEMENT_MAIL, 0x4000, 2);
	range(&jvc, DSR_ELEMENT_DRIVE, 0x3001, DRIVES);
	range(&jvc, DSR_ELEMENT_PRINTER, 0x5000, 1);
	memset(&plain, 0, sizeof(plain));
	strcpy(plain.unit.vendor, "ACME");
	range(&plain, DSR_ELEMENT_TRANSPORT, 0, 2);
	range(&plain, DSR_ELEMENT_STORAGE, 0x1000, 3000);
	range(&plain, DSR_ELEMENT_MAIL, 0x100, 2);
	range(&plain, DSR_ELEMENT_DRIVE, 0x200, 1);
}

static struct dsr_element *add(enum dsr_element_type type, uint32_t address, uint32_t flags)
{
	struct dsr_element *e = &elements[nr_elements++];

	memset(e, 0, sizeof(*e));
	e->type = (uint8_t)type;
	e->address = (uint16_t)address;
	e->flags = flags | DSR_EL_ACCESS;
	return e;
}

static void came_from(struct dsr_element *e, uint16_t source)
{
	e->flags |= DSR_EL_FULL | DSR_EL_TRAY | DSR_EL_SOURCE;
	e->source = source;
}

/* 30 discs, one of them in drive 1, one turned over in drive 3, one printed on */
static void setup_discs(void)
{
	uint32_t i;

	setup_robots();
	nr_elements = 0;
	add(DSR_ELEMENT_TRANSPORT, 0x2000, 0);
	for (i = 1; i <= SLOTS; i++)
		add(DSR_ELEMENT_STORAGE, i, i <= 30 && i != 2 && i != 17 && i != 20 ?
		    DSR_EL_FULL | DSR_EL_TRAY : 0);
	elements[40].flags |= DSR_EL_TRAY;
	elements[50].flags |= DSR_EL_EXCEPT;
	elements[50].asc = 0x80;
	elements[50].ascq = 0x31;
	add(DSR_ELEMENT_MAIL, 0x4000, 0);
	add(DSR_ELEMENT_MAIL, 0x4001, DSR_EL_OPEN);
	for (i = 0; i < DRIVES; i++)
		add(DSR_ELEMENT_DRIVE, 0x3001 + i, 0);
	came_from(&elements[nr_elements - 4], 2);
	came_from(&elements[nr_elements - 2], 17);
	elements[nr_elements - 2].flags |= DSR_EL_INVERTED;
	came_from(add(DSR_ELEMENT_PRINTER, 0x5000, DSR_EL_BUSY), 20);
	elements[nr_elements - 1].ink_empty = DSR_INK_CYAN | DSR_INK_YELLOW;
}

/* ---- the JVC's own texts --------------------------------------------------------- */

/* The next field of a line of CSV, without its quotes. */
static char *field(char **line)
{
	char *start = *line, *end;

	if (*start == '"') {
		start++;
		end = strchr(start, '"');
		ck_assert_ptr_nonnull(end);
		*line = end[1] ? end + 2 : end + 1;
	} else {
		end = start + strcspn(start, ",\n");
		*line = *end ? end + 1 : end;
	}
	*end = '\0';
	return start;
}

/* The manual's texts; a clause has no full stop. */
static void compare_text(const char *code, const char *wanted, const char *got)
{
	size_t n = strlen(wanted);

	if (n && wanted[n - 1] == '.')
		n--;
	ck_assert_msg(got && strlen(got) == n && !strncmp(got, wanted, n),
		      "expected \"%s\" for %s, got \"%s\"", wanted, code, got ? got : "nothing");
}

static FILE *open_csv(const char *name)
{
	char line[256];
	FILE *f = fopen(name, "r");

	ck_assert_msg(f, "expected a file %s", name);
	ck_assert_ptr_nonnull(fgets(line, sizeof(line), f));
	return f;
}

START_TEST(every_sense)
{
	FILE *f = open_csv("changer-sense.csv");
	char line[256], code[32], *at, *asc, *ascq, text[160];
	unsigned int nr = 0;

	setup_robots();
	while (fgets(line, sizeof(line), f)) {
		at = line;
		asc = field(&at);
		ascq = field(&at);
		snprintf(code, sizeof(code), "%s/%s", asc, ascq);
		robot_code_text(text, sizeof(text), &jvc.unit, (uint8_t)strtoul(asc, NULL, 16),
				(uint8_t)strtoul(ascq, NULL, 16));
		compare_text(code, field(&at), text);
		nr++;
	}
	fclose(f);
	ck_assert_uint_eq(nr, 124);
}
END_TEST

START_TEST(every_mechanism_error)
{
	FILE *f = open_csv("changer-mech-errors.csv");
	char line[256], *at, *code;
	unsigned int nr = 0;

	while (fgets(line, sizeof(line), f)) {
		at = line;
		code = field(&at);
		compare_text(code, field(&at),
			     jvc_mechanism_text((uint8_t)strtoul(code, NULL, 16)));
		nr++;
	}
	fclose(f);
	ck_assert_uint_eq(nr, 32);
	ck_assert_ptr_null(jvc_mechanism_text(0xee));
}
END_TEST

START_TEST(others_own_words)
{
	char text[160];

	setup_robots();
	robot_code_text(text, sizeof(text), &plain.unit, 0x80, 0x61);
	ck_assert_ptr_null(strstr(text, "tray"));
	robot_code_text(text, sizeof(text), &plain.unit, 0x3b, 0x0d);
	ck_assert_str_eq(text, "Medium destination element full");
}
END_TEST

/* ---- errors in words ------------------------------------------------------------- */

static const struct dsr_error nothing = { .opcode = 0xff, .lba = UINT64_MAX };

START_TEST(refusals_name_places)
{
	static const struct {
		uint32_t reason;
		uint64_t value;
		const char *text;
	} rows[] = {
		{ DSR_REASON_SOURCE_EMPTY, 12, "there is no disc in slot 12" },
		{ DSR_REASON_DESTINATION_FULL, 0x3003, "there is a disc in drive 3 already" },
		{ DSR_REASON_NO_ELEMENT, 0x7777, "this robot has no element 0x7777" },
		{ DSR_REASON_TRAY_EMPTY, 12, "the tray of slot 12 has no disc on it" },
		{ DSR_REASON_NO_TRAY, 12, "slot 12 has not even a tray" },
		{ DSR_REASON_NO_HOME, 0x3003, "it is not known where the disc in drive 3 came from" },
		{ DSR_REASON_NOT_REACHABLE, 0x3003, "the robot can't reach drive 3" },
		{ DSR_REASON_NO_SUCH_MOVE, 0x3003,
		  "this robot does not move discs from slot 12 to drive 3" },
		{ DSR_REASON_SLOT_OPEN, 0x4000, "the mail slot is open" },
	};
	const struct dsr_changer_outcome order = {
		.order = DSR_ORDER_MOVE, .source = 12, .destination = 0x3003,
	};
	struct dsr_error e = nothing;
	char text[512];
	size_t i;

	setup_robots();
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		e.reason = rows[i].reason;
		e.value = rows[i].value;
		robot_error_text(text, sizeof(text), &jvc, &e, &order);
		ck_assert_str_eq(text, rows[i].text);
	}
}
END_TEST

START_TEST(failures_in_the_makers_words)
{
	const struct dsr_changer_outcome order = {
		.order = DSR_ORDER_MOVE, .source = 12, .destination = 0x3003,
	};
	struct dsr_error e = {
		.reason = DSR_REASON_MECHANISM, .opcode = 0xa5, .sense_bytes = 18, .value = 0x8061,
		.sense = { 0x70, 0, 4, [7] = 10, [12] = 0x80, [13] = 0x61 },
	};
	char text[512];

	setup_robots();
	robot_error_text(text, sizeof(text), &jvc, &e, &order);
	ck_assert_str_eq(text, "the robot's mechanism failed: it said Hardware Error, Failed to draw tray"
			 " (4/80/61) to Move medium");
	/* the robot's own refusal: the place is that of the order */
	e.reason = DSR_REASON_DESTINATION_FULL;
	e.sense[2] = 5;
	e.sense[12] = 0x3b;
	e.sense[13] = 0x0d;
	e.sense_bytes = 255;
	robot_error_text(text, sizeof(text), &jvc, &e, &order);
	ck_assert_str_eq(text, "there is a disc in drive 3 already: it said Illegal Request,"
			 " Medium destination element full (5/3B/0D) to Move medium");
}
END_TEST

START_TEST(robots_are_no_drives)
{
	struct dsr_error e = nothing;
	char text[512];

	setup_robots();
	for (e.reason = 1; e.reason <= DSR_REASON_RESET; e.reason++) {
		robot_error_text(text, sizeof(text), &jvc, &e, NULL);
		ck_assert_msg(*text && *robot_advice(e.reason), "expected words for %u", e.reason);
	}
	e.reason = DSR_REASON_GONE;
	robot_error_text(text, sizeof(text), &jvc, &e, NULL);
	ck_assert_str_eq(text, "the robot was removed");
}
END_TEST

START_TEST(orders_in_words)
{
	struct dsr_changer_outcome o = {
		.order = DSR_ORDER_MOVE, .source = 12, .destination = 0x3003,
		.state = DSR_ORDER_RUNNING, .order_flags = DSR_ORDER_F_FLIP,
	};
	char text[160];
	uint32_t i;

	setup_robots();
	robot_order_text(text, sizeof(text), &jvc, &o);
	ck_assert_str_eq(text, "moving slot 12 to drive 3, turned over");
	o.state = DSR_ORDER_DONE;
	o.order_flags = 0;
	robot_order_text(text, sizeof(text), &jvc, &o);
	ck_assert_str_eq(text, "moved slot 12 to drive 3");
	for (i = DSR_ORDER_MOVE; i <= DSR_ORDER_SENSE; i++)
		ck_assert_str_ne(robot_order_word(i), "unknown");
	for (i = DSR_ORDER_WAITING; i <= DSR_ORDER_DONE; i++)
		ck_assert_str_ne(robot_state_word(i), "unknown");
	ck_assert_str_eq(robot_order_word(1000), "unknown");
	ck_assert_str_eq(robot_state_word(1000), "unknown");
	ck_assert_str_eq(robot_how_word(1000), "unknown");
}
END_TEST

/* ---- the map --------------------------------------------------------------------- */

static const char names[DRIVES][ROBOT_DRIVE_NAME] = { "sr1", "sr2", "sr3", "" };

static char *drawn(const struct dsr_changer_info *info, int columns, bool utf8)
{
	const struct robot_map_view view = {
		.title = "JVC JVC-CHG MC-8100 (/dev/sg5)", .info = info, .elements = elements,
		.nr = nr_elements, .drive_names = names, .nr_drives = DRIVES,
		.columns = columns, .utf8 = utf8,
	};
	char *text;
	size_t bytes;
	FILE *f = open_memstream(&text, &bytes);

	ck_assert_int_eq(robot_map_draw(f, &view), 0);
	fclose(f);
	return text;
}

START_TEST(map_is_drawn)
{
	static const char wanted[] =
		"JVC JVC-CHG MC-8100 (/dev/sg5)\n"
		"30 discs, 27 of 100 slots in use\n"
		"\n"
		"drive  1  sr1   ● from slot 2            drive  3  sr3   ◐ from slot 17, turned\n"
		"drive  2  sr2   · empty                  drive  4  ?     · empty\n"
		"\n"
		"mail     · empty; open\n"
		"printer  ● disc from slot 20; printing; out of ink: cyan, yellow\n"
		"hand     · empty\n"
		"\n"
		"   1 ●◌●●●●●●●● ●●●●●●◌●●◌ ●●●●●●●●●● ·········○ ·········!\n"
		"  51 ·········· ·········· ·········· ·········· ··········\n"
		"\n"
		"     · empty   ○ tray without a disc   ◌ its disc is elsewhere   ● disc\n"
		"     ! abnormal\n"
		"\n"
		"! slot 50: NG on magazine sensor (80/31)\n";
	char *text;

	setup_discs();
	text = drawn(&jvc, 80, true);
	ck_assert_str_eq(text, wanted);
	free(text);
}
END_TEST

START_TEST(map_in_ascii)
{
	const char *c;
	char *text;

	setup_discs();
	text = drawn(&jvc, 50, false);
	for (c = text; *c; c++)
		ck_assert_msg(*c > 0, "expected ASCII, got:\n%s", text);
	ck_assert_ptr_nonnull(strstr(text, "   1 O-OOOOOOOO OOOOOO-OO-\n"));
	ck_assert_ptr_nonnull(strstr(text, "drive  3  sr3   @ from slot 17, turned\n"));
	free(text);
}
END_TEST

START_TEST(map_of_any_width)
{
	char *text, *line, *next;
	int columns, most;

	setup_discs();
	for (columns = -10; columns < 300; columns++) {
		most = columns < 64 ? 64 : columns;
		text = drawn(&jvc, columns, false);
		for (line = text; *line; line = next + 1) {
			next = strchr(line, '\n');
			ck_assert_int_le((int)(next - line), most);
		}
		free(text);
	}
}
END_TEST

START_TEST(map_of_nonsense)
{
	struct dsr_changer_info empty = { 0 };
	uint8_t *bytes = (uint8_t *)elements;
	uint32_t round, seed = 1;
	size_t i;
	char *text;

	setup_discs();
	for (round = 0; round < 50; round++) {
		for (i = 0; i < sizeof(elements); i++) {
			seed = seed * 1664525 + 1013904223;
			bytes[i] = (uint8_t)(seed >> 24);
		}
		free(drawn(&jvc, 80, true));
		free(drawn(&plain, 80, false));
		text = drawn(&empty, 80, false);
		for (i = 0; text[i]; i++)
			ck_assert_msg(text[i] == '\n' || text[i] >= ' ',
				      "expected nothing a terminal obeys, got %02x", text[i]);
		free(text);
	}
}
END_TEST

START_TEST(map_folds)
{
	char *text;

	setup_robots();
	nr_elements = 0;
	add(DSR_ELEMENT_STORAGE, 0x1000 + 2999, DSR_EL_FULL);
	text = drawn(&plain, 80, false);
	ck_assert_msg(strstr(text, "   1 to 2950: no disc\n2951 "), "got:\n%s", text);
	free(text);
}
END_TEST

/* ---- JSON ------------------------------------------------------------------------ */

START_TEST(stable_keys)
{
	static const char *const keys[] = {
		"address", "kind", "number", "name", "full", "access", "disabled", "except", "tray",
		"source", "source_name", "inverted", "busy", "finished", "ink_empty",
	};
	static const char *const order_keys[] = {
		"id", "order", "state", "result", "source", "source_name", "destination",
		"destination_name", "flip", "start_ns", "end_ns", "error",
	};
	struct dsr_changer_outcome order = {
		.order = DSR_ORDER_MOVE,
		.error = { .reason = DSR_REASON_SOURCE_EMPTY, .opcode = 0xff },
	};
	struct json_object *o, *error;
	size_t i;

	setup_discs();
	o = robot_json_element(&jvc, &elements[nr_elements - 1]);
	for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		ck_assert_msg(json_object_object_get_ex(o, keys[i], NULL), "expected %s", keys[i]);
	json_object_put(o);
	o = robot_json_order(&jvc, &order);
	for (i = 0; i < sizeof(order_keys) / sizeof(order_keys[0]); i++)
		ck_assert_msg(json_object_object_get_ex(o, order_keys[i], NULL), "expected %s",
			      order_keys[i]);
	json_object_object_get_ex(o, "error", &error);
	ck_assert(json_object_object_get_ex(error, "scope", &error));
	ck_assert_str_eq(json_object_get_string(error), "robot");
	json_object_put(o);
}
END_TEST

Suite *suite_changer(void)
{
	Suite *s = suite_create("changer");

	PROMISE(s, "changer: every sense code of the JVC has the manual's text", every_sense);
	PROMISE(s, "changer: every mechanism error of the JVC has the manual's text",
		every_mechanism_error);
	PROMISE(s, "changer: the JVC's texts are not other robots'", others_own_words);
	PROMISE(s, "changer: refusals name the place", refusals_name_places);
	PROMISE(s, "changer: failures are told in the maker's words", failures_in_the_makers_words);
	PROMISE(s, "changer: every reason has a sentence and advice for robots", robots_are_no_drives);
	PROMISE(s, "changer: orders in words, under way and done", orders_in_words);
	PROMISE(s, "changer: the map is drawn", map_is_drawn);
	PROMISE(s, "changer: the map in ASCII", map_in_ascii);
	PROMISE(s, "changer: the map has no line wider than the terminal", map_of_any_width);
	PROMISE(s, "changer: the map of a robot that tells nonsense", map_of_nonsense);
	PROMISE(s, "changer: a large robot's empty rows are folded", map_folds);
	PROMISE(s, "changer: the published JSON keys are there", stable_keys);
	return s;
}
