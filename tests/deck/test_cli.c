// SPDX-License-Identifier: GPL-2.0
/* `dsrctl deck`: what each command sends, what it says, how it ends. */

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd.h"
#include "deck/protocol.h"
#include "deck/settings.h"
#include "harness.h"

static struct program p;

/* ---- commands: which frame goes out, and what is said ---- */

static const struct move {
	const char *words[4];
	const char *before;	/* done to the deck first, or NULL */
	const char *sent;	/* body of the frame */
	const char *said;
} moves[] = {
	{ { "play" }, NULL, " 012\n", "play: playing" },
	{ { "stop" }, "mecha 11", " 010\n", "stop: stopped" },
	{ { "record" }, NULL, " 01301\n", "record: record ready" },
	{ { "ready" }, "mecha 11", " 01401\n", "ready: stopped or play ready" },
	{ { "shuttle", "forward" }, NULL, " 01600\n", "shuttle: " },
	{ { "shuttle", "reverse" }, NULL, " 01601\n", "shuttle: " },
	{ { "skip", "next" }, NULL, " 01A00\n", "skip: " },
	{ { "skip", "previous" }, NULL, " 01A01\n", "skip: " },
	{ { "eject" }, NULL, " 018\n", "eject: tray" },
	{ { "track", "12" }, NULL, " 0231200\n", "track: track 12" },
	{ { "time", "3:04:05" }, NULL, " 02C030004000500\n", "time: " },
	{ { "time", "3:04:05.49" }, NULL, " 02C030004000549\n", "time: " },
	{ { "time", "3:1234:05" }, NULL, " 02C030034120500\n", "time: " },
	{ { "mark" }, "mecha 11", " 01302\n", "mark: playing" },
	{ { "project", "open", "7" }, NULL, " 07F0107\n", "project: stopped" },
	{ { "pitch", "-2.0" }, NULL, " 0252010\n", "pitch: -2.0 %" },
	{ { "pitch", "+0.5" }, NULL, " 0250500\n", "pitch: +0.5 %" },
	{ { "pitch", "6" }, NULL, " 0256000\n", "pitch: +6.0 %" },
	{ { "pitch", "on" }, NULL, " 03501\n", "pitch: on" },
	{ { "clock", "2012-03-04", "21:30" }, NULL, " 0271203042130\n",
	  "clock: 2012-03-04 21:30" },
	{ { "clock", "2024-02-29T23:58" }, NULL, " 0272402292358\n",
	  "clock: 2024-02-29 23:58" },
	{ { "fade", "rehearsal" }, NULL, " 03E01\n", "fade: rehearsal" },
	{ { "fade", "in", "10" }, NULL, " 02E0010\n", "fade: fade in 10 s" },
	{ { "fade", "out", "9" }, NULL, " 02E0109\n", "fade: fade out 9 s" },
	{ { "resume", "on" }, NULL, " 03403\n", "resume: on" },
	{ { "resume", "off" }, NULL, " 03402\n", "resume: off" },
	{ { "auto-ready", "on" }, NULL, " 03601\n", "auto-ready: on" },
	{ { "repeat", "all" }, NULL, " 03701\n", "repeat: all tracks" },
	{ { "repeat", "single" }, NULL, " 03702\n", "repeat: single track" },
	{ { "auto-space", "on" }, NULL, " 03B01\n", "auto-space: on" },
	{ { "mute", "on" }, NULL, " 03C01\n", "mute: on" },
	{ { "single", "on" }, NULL, " 04D01\n", "single: on" },
	{ { "monitor", "on" }, NULL, " 07F0001\n", "monitor: on" },
	/* questions */
	{ { "pitch" }, NULL, " 025FF\n", "pitch: +0.0 %" },
	{ { "clock", "ask" }, NULL, " 027FF\n", "clock: 20" },
	{ { "fade" }, NULL, " 02E00FF\n", "fade: fade out 5 s" },
	{ { "resume", "ask" }, NULL, " 034FF\n", "resume: off" },
	{ { "auto-ready" }, NULL, " 036FF\n", "auto-ready: off" },
	{ { "repeat" }, "setting 3704", " 037FF\n", "repeat: A-B" },
	{ { "auto-space" }, NULL, " 03BFF\n", "auto-space: off" },
	{ { "mute" }, NULL, " 03CFF\n", "mute: off" },
	{ { "single" }, NULL, " 04E\n", "single: off" },
	{ { "monitor", "ask" }, NULL, " 07F00FF\n", "monitor: off" },
	{ { "disc" }, "disc 41", " 056\n", "disc: disc, DVD-Audio (-R)" },
	{ { "track" }, NULL, " 055\n", "track: track 1, 3:45.00" },
	{ { "time", "remain" }, NULL, " 05801\n",
	  "time: remaining in the track, 3:45.00" },
	{ { "time" }, NULL, " 05803\n", "time: remaining in all" },
	{ { "titles", "0" }, NULL, " 0590000\n",
	  "titles: project, \"MASS IN B MINOR\"" },
	{ { "titles", "2" }, NULL, " 0590200\n", "titles: track 2, no title" },
	{ { "titles" }, NULL, " 0591200\n", "titles: track 3, \"G\"" },
	{ { "total" }, NULL, " 05D\n", "total: 12 tracks, 45:00.00" },
	{ { "program" }, NULL, " 05E\n", "program: 0 tracks" },
	{ { "keyboard" }, NULL, " 05F\n", "keyboard: US" },
	{ { "version" }, NULL, " 00F\n", "version: version 1.00, build 100" },
	{ { "error" }, "error 1-08", " 078\n",
	  "error: 1-08 Disc Full (System Error)" },
	{ { "caution" }, "caution 2-02", " 079\n",
	  "caution: 2-02 Cannot Create Track More" },
	{ { "projects" }, NULL, " 07F02\n", "projects: 7 projects" },
	{ { "status" }, NULL, " 050\n", "mechanism      stopped" },
};

#define MOVES (sizeof(moves) / sizeof(moves[0]))

START_TEST(each_command_sends_its_frame_and_says_what_came_of_it)
{
	for (const struct move *m = moves; m < moves + MOVES; m++) {
		sim_start(NULL);
		if (m->before)
			sim_do("%s", m->before);
		deck(&p, m->words[0], m->words[1], m->words[2], m->words[3]);
		expect_status(&p, DSRCTL_OK);
		expect_said(m->sent);
		expect_contains(p.out, m->said);
		ck_assert_str_eq(p.err, "");
		sim_teardown();
	}
}
END_TEST

/* Host codes that a body of the table above carries. */
START_TEST(each_of_the_34_host_codes_has_a_command)
{
	char frame[8];
	bool sent;

	for (size_t i = 0; i < deck_code_count; i++) {
		if (deck_codes[i].direction != DECK_DIR_HOST)
			continue;
		snprintf(frame, sizeof(frame), " 0%02X", deck_codes[i].code);
		sent = deck_codes[i].code == 0x57;	/* with track */
		for (size_t k = 0; k < MOVES && !sent; k++)
			sent = !strncmp(moves[k].sent, frame, 4);
		ck_assert_msg(sent, "expected a command that sends %s",
			      deck_codes[i].name);
	}
}
END_TEST

/* ---- values: refused with their range, nothing is sent ---- */

static const struct misuse {
	const char *words[4];
	const char *said;
} misuses[] = {
	{ { "pitch", "6.1" }, "-6.0 to +6.0" },
	{ { "pitch", "-6.1" }, "-6.0 to +6.0" },
	{ { "pitch", "0.05" }, "steps of 0.1" },
	{ { "pitch", "fast" }, "-6.0 to +6.0" },
	{ { "track", "0" }, "1 to 99" },
	{ { "track", "100" }, "1 to 99" },
	{ { "track", "-1" }, "1 to 99" },
	{ { "track", "99999999999999999999" }, "1 to 99" },
	{ { "time", "0:00:00" }, "1 to 99" },
	{ { "time", "1:00:60" }, "0 to 59" },
	{ { "time", "1:00:00.50" }, "0 to 49" },
	{ { "time", "1:10000:00" }, "0 to 9999" },
	{ { "time", "12" }, "T:MM:SS" },
	{ { "time", "never" }, "elapsed, remain" },
	{ { "titles", "100" }, "0 to 99" },
	{ { "clock", "2025-02-29", "10:00" }, "no such day" },
	{ { "clock", "2025-04-31", "10:00" }, "no such day" },
	{ { "clock", "2025-13-01", "10:00" }, "no such day" },
	{ { "clock", "2025-01-01", "24:00" }, "00:00 to 23:59" },
	{ { "clock", "2025-01-01", "10:60" }, "00:00 to 23:59" },
	{ { "clock", "1999-01-01", "10:00" }, "2000-01-01" },
	{ { "clock", "tomorrow" }, "YYYY-MM-DD" },
	{ { "fade", "in", "100" }, "0 to 99" },
	{ { "fade", "loud" }, "off, rehearsal, on" },
	{ { "repeat", "a-b" }, "off, all, single" },
	{ { "resume", "maybe" }, "off, on" },
	{ { "shuttle" }, "forward|reverse" },
	{ { "shuttle", "up" }, "forward, reverse" },
	{ { "project", "open", "0" }, "1 to 99" },
	{ { "project", "open", "100" }, "1 to 99" },
	{ { "project" }, "open N" },
	{ { "play", "loud" }, "too many words" },
	{ { "fly" }, "no command 'fly'" },
	{ { "play", "--fast" }, "no option '--fast'" },
	{ { "play", "--for", "10" }, "options of 'record'" },
	{ { "record", "--for", "0" }, "1 second" },
	{ { "record", "--for", "10:99" }, "MM:SS" },
	{ { "record", "--until-key" }, "needs a terminal" },
	{ { "play", "--wait", "many" }, "0 to 3600" },
	{ { "play", "--timeout" }, "needs a value" },
	{ { NULL }, "say what to do" },
};

START_TEST(bad_values_are_refused_with_their_range_and_not_sent)
{
	for (size_t i = 0; i < sizeof(misuses) / sizeof(misuses[0]); i++) {
		const struct misuse *m = &misuses[i];

		deck(&p, m->words[0], m->words[1], m->words[2], m->words[3]);
		expect_status(&p, DSRCTL_USAGE);
		expect_contains(p.err, m->said);
	}
	ck_assert_int_eq(sim_count("rx "), 0);
}
END_TEST

/* ---- what the deck does to a command ---- */

START_TEST(a_refusal_names_the_command)
{
	deck(&p, "track", "77");
	expect_status(&p, DSRCTL_FAILED);
	expect_contains(p.err, "deck track: the deck refused DIRECT TRACK SEARCH PRESET (23)");
}
END_TEST

START_TEST(a_caution_ends_a_command_in_words)
{
	sim_do("mecha 01");
	deck(&p, "play");
	expect_status(&p, DSRCTL_FAILED);
	expect_contains(p.err, "caution 1-02 Cannot Execute on This Mecha Status");
}
END_TEST

START_TEST(an_error_ends_a_command_in_words)
{
	sim_do("stuck on");
	deck_start(&p, "play", NULL);
	ck_assert(sim_wait(" 050\n", 5000));
	sim_do("error 4-01");
	program_end(&p);
	expect_status(&p, DSRCTL_FAILED);
	expect_contains(p.err, "error 4-01 Read error (UDF Error)");
}
END_TEST

START_TEST(a_deck_that_does_not_get_there_is_told)
{
	sim_do("stuck on");
	deck(&p, "play", "--wait", "1");
	expect_status(&p, DSRCTL_FAILED);
	expect_contains(p.err, "within 1 s");
	deck(&p, "play", "--wait=0");
	expect_status(&p, DSRCTL_OK);
}
END_TEST

START_TEST(a_silent_deck_is_one_sentence)
{
	sim_do("silence 99");
	deck(&p, "version", "--timeout", "100");
	expect_status(&p, DSRCTL_DEVICE);
	expect_contains(p.err, "no answer from the deck on ");
	ck_assert_ptr_eq(strchr(p.err, '\n'), p.err + strlen(p.err) - 1);
}
END_TEST

START_TEST(a_setting_the_deck_did_not_take_is_told)
{
	/* the setting itself is lost on the line, the questions are not */
	sim_do("silence 1");
	deck(&p, "mute", "on");
	expect_status(&p, DSRCTL_FAILED);
	expect_contains(p.err, "did not take it; it still says: off");
}
END_TEST

START_TEST(eject_opens_and_closes)
{
	deck(&p, "eject");
	expect_status(&p, DSRCTL_OK);
	expect_contains(p.out, "tray");
	deck(&p, "eject");
	expect_status(&p, DSRCTL_OK);
	expect_contains(p.out, "stopped");
	ck_assert_int_eq(sim_count(" 018\n"), 2);
}
END_TEST

START_TEST(status_without_a_disc_has_gaps_and_no_fault)
{
	sim_do("disc none");
	deck(&p, "status");
	expect_status(&p, DSRCTL_OK);
	expect_contains(p.out, "mechanism      no disc\n");
	expect_contains(p.out, "title          -\n");
}
END_TEST

START_TEST(titles_with_odd_bytes_do_not_reach_the_terminal)
{
	sim_do("title \xE3\x82\"x");
	deck(&p, "titles", "0");
	expect_contains(p.out, "\"\\xE3\\x82\\\"x\"");
	deck(&p, "titles", "0", "--json");
	expect_contains(p.out, "\"title\":\"\xC3\xA3\xC2\x82\\\"x\"");
}
END_TEST

/* ---- JSON ---- */

static const struct json_row {
	const char *words[4];
	const char *said;
} json_rows[] = {
	{ { "play" }, "{\"command\":\"play\",\"state\":\"play\"}\n" },
	{ { "pitch", "-0.5" }, "{\"command\":\"pitch\",\"pitch\":-0.5}\n" },
	{ { "disc" }, "{\"command\":\"disc\",\"state\":\"disc\",\"disc_type\":\"dvd-data-r\"}\n" },
	{ { "version" }, "{\"command\":\"version\",\"version\":1.0,\"build\":100}\n" },
	{ { "fade" }, "{\"command\":\"fade\",\"fade_in\":3,\"fade_out\":5,\"state\":\"off\"}\n" },
	{ { "time", "remain" }, "{\"command\":\"time\",\"state\":\"remain\",\"minutes\":3," },
	{ { "time" }, "\"total-remain\":{" },
	{ { "total" }, "\"tracks\":12,\"minutes\":45,\"seconds\":0,\"edit_unit\":0}\n" },
	{ { "titles" }, "{\"track\":1,\"title\":\"Kyrie eleison\"},{\"track\":2,\"title\":null}" },
	{ { "status" }, "\"mechanism\":{\"state\":\"play\"}" },
	{ { "projects" }, "{\"command\":\"projects\",\"projects\":7}\n" },
	{ { "codes", "58" }, "\"name\":\"CURRENT TRACK TIME SENSE\"" },
	{ { "help", "play" }, "\"name\":\"play\"" },
	{ { "track", "0" }, "\"fault\":\"usage\",\"message\":\"track is 1 to 99" },
	{ { "track", "77" }, "\"fault\":\"illegal\"" },
};

START_TEST(each_command_speaks_JSON)
{
	for (size_t i = 0; i < sizeof(json_rows) / sizeof(json_rows[0]); i++) {
		const struct json_row *r = &json_rows[i];

		deck(&p, "--json", r->words[0], r->words[1], r->words[2]);
		expect_contains(p.out, r->said);
		ck_assert_int_eq(p.out[0], '{');
		ck_assert_ptr_eq(strchr(p.out, '\n'), p.out + strlen(p.out) - 1);
	}
}
END_TEST

/* ---- port and settings ---- */

static void run_without_port(const char *first, const char *second)
{
	char *argv[] = { "./deckctl", "deck", (char *)first, (char *)second,
			 NULL };

	program_start(&p, argv);
	program_end(&p);
}

static void write_settings(const char *text)
{
	char *path = "config/dsr/dsr.conf";
	FILE *file;

	mkdir("config", 0700);
	mkdir("config/dsr", 0700);
	file = fopen(path, "we");
	ck_assert_ptr_nonnull(file);
	fputs(text, file);
	fclose(file);
	setenv("XDG_CONFIG_HOME", "config", 1);
}

START_TEST(the_port_comes_from_the_settings)
{
	char text[256];

	snprintf(text, sizeof(text), "[other]\nx=1\n[deck]\nport = %s ; deck\n",
		 sim.port);
	write_settings(text);
	run_without_port("version", NULL);
	expect_status(&p, DSRCTL_OK);
}
END_TEST

START_TEST(a_bad_settings_line_is_named)
{
	write_settings("[deck]\nport=/dev/x\nspeed=9600\n");
	run_without_port("version", NULL);
	expect_status(&p, DSRCTL_USAGE);
	expect_contains(p.err, "config/dsr/dsr.conf, line 3");
}
END_TEST

START_TEST(the_users_settings_come_after_the_systems)
{
	struct deck_settings settings = { .port = "" };
	struct deck_fault fault;

	write_settings("[deck]\nport=/dev/one\n");
	ck_assert_int_eq(deck_settings_read("config/dsr/dsr.conf", &settings,
					    &fault), DECK_OK);
	write_settings("[deck]\nport=/dev/two\n");
	ck_assert_int_eq(deck_settings_read("config/dsr/dsr.conf", &settings,
					    &fault), DECK_OK);
	ck_assert_str_eq(settings.port, "/dev/two");
	ck_assert_int_eq(deck_settings_read("config/not-there", &settings,
					    &fault), DECK_OK);
	ck_assert_str_eq(settings.port, "/dev/two");
}
END_TEST

START_TEST(without_a_port_the_way_to_one_is_told)
{
	write_settings("");
	run_without_port("version", NULL);
	expect_status(&p, DSRCTL_USAGE);
	expect_contains(p.err, "--port DEVICE");
	expect_contains(p.err, "dsr.conf");
}
END_TEST

START_TEST(two_at_once_do_not_garble_each_other)
{
	static struct program all[6];

	for (int i = 0; i < 6; i++)
		deck_start(&all[i], i % 2 ? "titles" : "disc", NULL);
	for (int i = 0; i < 6; i++) {
		program_end(&all[i]);
		expect_status(&all[i], DSRCTL_OK);
		ck_assert_str_eq(all[i].out, all[i % 2].out);
	}
	ck_assert_int_eq(sim_count("stray"), 0);
	/* one question for the disc; the total and 13 titles */
	ck_assert_int_eq(sim_count("rx "), 3 + 3 * 14);
	ck_assert_int_eq(sim_count("tx "), 3 + 3 * 14);
}
END_TEST

START_TEST(a_port_in_use_is_told_after_a_while)
{
	static struct program monitor;

	deck_start(&monitor, "monitor", NULL);
	ck_assert(program_wait(&monitor, "track", 5000));
	deck(&p, "play");
	expect_status(&p, DSRCTL_DEVICE);
	expect_contains(p.err, "is in use by another dsrctl");
	ck_assert_int_eq(sim_count(" 012\n"), 0);
	kill(monitor.pid, SIGTERM);
	program_end(&monitor);
	expect_status(&monitor, DSRCTL_OK);
	deck(&p, "play");
	expect_status(&p, DSRCTL_OK);
}
END_TEST

/* ---- help ---- */

START_TEST(help_knows_every_command_and_its_ranges)
{
	run_without_port("--help", NULL);
	expect_status(&p, DSRCTL_OK);
	expect_contains(p.out, "--port DEVICE");
	run_without_port("help", "time");
	expect_contains(p.out, "track: 1 to 99");
	expect_contains(p.out, "edit unit (1/50 s): 0 to 49");
	run_without_port("help", "fly");
	expect_status(&p, DSRCTL_USAGE);
}
END_TEST

static char all_codes[TEXT_MAX];

static void find_code(const struct csv *row)
{
	bool to_deck = !strcmp(row->cells[2], "controller->deck");
	bool event = strchr("014", row->cells[0][1]) && *row->cells[0] == 'F';
	char line[128];

	snprintf(line, sizeof(line), "%s %s %s", row->cells[0], to_deck ? "->" :
		 event || !strcmp(row->cells[0], "F6") ? "<!" : "<-",
		 row->cells[1]);
	expect_contains(all_codes, line);
}

START_TEST(codes_lists_all_63)
{
	run_without_port("codes", NULL);
	expect_status(&p, DSRCTL_OK);
	memcpy(all_codes, p.out, sizeof(all_codes));
	ck_assert_int_eq(csv_each("commands.csv", find_code), 63);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("cli");

	ADD(each_command_sends_its_frame_and_says_what_came_of_it);
	ADD(each_of_the_34_host_codes_has_a_command);
	ADD_SIM(bad_values_are_refused_with_their_range_and_not_sent);
	ADD_SIM(a_refusal_names_the_command);
	ADD_SIM(a_caution_ends_a_command_in_words);
	ADD_SIM(an_error_ends_a_command_in_words);
	ADD_SIM(a_deck_that_does_not_get_there_is_told);
	ADD_SIM(a_silent_deck_is_one_sentence);
	ADD_SIM(a_setting_the_deck_did_not_take_is_told);
	ADD_SIM(eject_opens_and_closes);
	ADD_SIM(status_without_a_disc_has_gaps_and_no_fault);
	ADD_SIM(titles_with_odd_bytes_do_not_reach_the_terminal);
	ADD_SIM(each_command_speaks_JSON);
	ADD_SIM(the_port_comes_from_the_settings);
	ADD(a_bad_settings_line_is_named);
	ADD(the_users_settings_come_after_the_systems);
	ADD(without_a_port_the_way_to_one_is_told);
	ADD_SIM(two_at_once_do_not_garble_each_other);
	ADD_SIM(a_port_in_use_is_told_after_a_while);
	ADD(help_knows_every_command_and_its_ranges);
	ADD(codes_lists_all_63);
	return run_suite(suite);
}
