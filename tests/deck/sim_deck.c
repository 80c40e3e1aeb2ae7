// SPDX-License-Identifier: GPL-2.0
/* The simulated deck: its state, its commands, its mechanism's times. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "sim.h"

/* Times of the mechanism in ms; the real ones are some seconds. */
#define T_PLAY		120
#define T_STOP		100
#define T_OPC		150
#define T_READY		100
#define T_TRAY		200
#define T_SEARCH	150

static struct {
	char mecha[3];
	char disc[3];			/* type, "" without disc */
	int tracks;
	int track;
	long long began_us;		/* of play or record */
	char titles[SIM_TRACKS + 1][97];
	int projects;
	char pitch[5];
	char fade_in[3];
	char fade_out[3];
	char setting[256][3];		/* selects, by code */
	long clock_offset;		/* of the deck's clock, in seconds */
	char error[5];
	char caution[5];
	bool no_events;
	bool stuck;
} deck;

static void power_defaults(void)
{
	strcpy(deck.pitch, "0000");
	strcpy(deck.fade_in, "03");
	strcpy(deck.fade_out, "05");
	memset(deck.setting, 0, sizeof(deck.setting));
	strcpy(deck.setting[0x34], "02");
	strcpy(deck.setting[0x35], "00");
	strcpy(deck.setting[0x36], "00");
	strcpy(deck.setting[0x37], "00");
	strcpy(deck.setting[0x3B], "00");
	strcpy(deck.setting[0x3C], "00");
	strcpy(deck.setting[0x3E], "00");
	strcpy(deck.setting[0x4D], "00");
	strcpy(deck.setting[0x7F], "00");
	strcpy(deck.mecha, *deck.disc ? "10" : "00");
	deck.track = *deck.disc && deck.tracks ? 1 : 0;
}

void sim_deck_power_on(void)
{
	if (!deck.projects) {
		strcpy(deck.disc, "51");
		strcpy(deck.error, "0000");
		strcpy(deck.caution, "0000");
		deck.tracks = 12;
		deck.projects = 7;
		strcpy(deck.titles[0], "MASS IN B MINOR");
		strcpy(deck.titles[1], "Kyrie eleison");
		strcpy(deck.titles[3], "");
		deck.titles[3][0] = 'G';
	}
	power_defaults();
}

static bool dvd(void)
{
	return deck.disc[0] == '4' || deck.disc[0] == '5';
}

static bool is(const char *mecha)
{
	return !strcmp(deck.mecha, mecha);
}

/* ---- numbers: characters for tens, units, thousands, hundreds ---- */

static void four(int n, char *to)
{
	to[0] = '0' + n / 10 % 10;
	to[1] = '0' + n % 10;
	to[2] = '0' + n / 1000 % 10;
	to[3] = '0' + n / 100 % 10;
	to[4] = '\0';
}

static int from_four(const char *s)
{
	return (s[0] - '0') * 10 + (s[1] - '0') + (s[2] - '0') * 1000 +
	       (s[3] - '0') * 100;
}

static int from_two(const char *s)
{
	return (s[0] - '0') * 10 + (s[1] - '0');
}

static bool digits(const char *s, size_t n)
{
	return strlen(s) == n && strspn(s, "0123456789") == n;
}

/* ---- the mechanism ---- */

static void changed(const char *what)
{
	char body[8];

	if (deck.no_events)
		return;
	snprintf(body, sizeof(body), "0F6%s", what);
	sim_send_event(body);
}

static void enter(int state)
{
	snprintf(deck.mecha, sizeof(deck.mecha), "%02X", state & 0xFF);
	if (is("11") || is("81"))
		deck.began_us = sim_now_us();
	if (is("81")) {
		deck.tracks++;
		deck.track = deck.tracks;
	}
	changed("00");
	if (is("81"))
		changed("03");
}

static void enter_track(int track)
{
	deck.track = track;
	deck.began_us = sim_now_us();
	changed("03");
}

static void go(int ms, int state)
{
	if (!deck.stuck)
		sim_at(ms, enter, state);
}

static void caution(const char *code)
{
	/* N1-N2N3 is sent as N2 N3 0 N1. */
	snprintf(deck.caution, sizeof(deck.caution), "%.2s0%c", code + 2, *code);
	sim_send_event("0F1");
}

static void cannot(void)
{
	caution("1-02");
}

static void illegal(void)
{
	sim_send("0F2");
}

/* ---- commands ---- */

static void play(void)
{
	if (is("82"))
		go(T_PLAY, 0x81);
	else if (is("10"))
		go(T_PLAY, 0x11);
	else if (!is("11") && !is("81"))
		cannot();
}

static void stop(void)
{
	sim_forget_timers();
	if (!is("00") && !is("01") && !is("10"))
		go(T_STOP, 0x10);
}

static void record(const char *data)
{
	if (!strcmp(data, "02")) {
		if (!is("81") && !is("11"))
			cannot();
	} else if (strcmp(data, "01")) {
		illegal();
	} else if (is("81")) {
		deck.tracks++;
		enter_track(deck.tracks);
	} else if (!is("10") || deck.disc[1] == '0') {
		cannot();
	} else {
		go(T_OPC / 3, 0x80);
		go(T_OPC + T_READY, 0x82);
	}
}

static void tray(void)
{
	if (is("01"))
		go(T_TRAY, *deck.disc ? 0x10 : 0x00);
	else if (is("81") || is("80"))
		cannot();
	else
		go(T_TRAY, 0x01);
}

static void skip(const char *data)
{
	int to = deck.track + 1;

	if (strcmp(data, "00") && strcmp(data, "01")) {
		illegal();
		return;
	}
	if (!strcmp(data, "01"))
		to = sim_now_us() - deck.began_us < 2000000 ?
		     deck.track - 1 : deck.track;
	if (to >= 1 && to <= deck.tracks && !deck.stuck)
		sim_at(T_SEARCH, enter_track, to);
}

static void search(const char *data)
{
	if (!digits(data, 4) || from_four(data) < 1 ||
	    from_four(data) > deck.tracks) {
		illegal();
		return;
	}
	if (!deck.stuck)
		sim_at(T_SEARCH, enter_track, from_four(data));
	if (!is("11"))
		go(T_SEARCH + T_PLAY, 0x11);
}

static void time_search(const char *data)
{
	if (!digits(data, 12) || from_four(data) < 1 ||
	    from_four(data) > deck.tracks || from_two(data + 8) > 59 ||
	    from_two(data + 10) > (dvd() ? 49 : 0)) {
		illegal();
		return;
	}
	if (!deck.stuck)
		sim_at(T_SEARCH, enter_track, from_four(data));
}

static void pitch(const char *data)
{
	char body[16];
	int tenths;

	if (!strcmp(data, "FF")) {
		snprintf(body, sizeof(body), "0A5%s", deck.pitch);
		sim_send(body);
		return;
	}
	if (!digits(data, 4) || data[2] > '1') {
		illegal();
		return;
	}
	tenths = (data[3] - '0') * 100 + (data[0] - '0') * 10 + data[1] - '0';
	if (tenths > 60)
		illegal();
	else
		strcpy(deck.pitch, data);
}

static void set_clock(const char *data)
{
	struct tm want = { 0 };
	struct tm tm;
	time_t t;

	want.tm_year = 100 + from_two(data);
	want.tm_mon = from_two(data + 2) - 1;
	want.tm_mday = from_two(data + 4);
	want.tm_hour = from_two(data + 6);
	want.tm_min = from_two(data + 8);
	tm = want;
	t = timegm(&tm);
	/* timegm mends dates that do not exist: then it is another one. */
	if (tm.tm_mon != want.tm_mon || tm.tm_mday != want.tm_mday ||
	    tm.tm_hour != want.tm_hour || tm.tm_min != want.tm_min)
		illegal();
	else
		deck.clock_offset = t - time(NULL);
}

static void clock_data(const char *data)
{
	time_t t = time(NULL) + deck.clock_offset;
	char body[24];
	struct tm tm;

	if (digits(data, 10)) {
		set_clock(data);
	} else if (!strcmp(data, "FF")) {
		gmtime_r(&t, &tm);
		strftime(body, sizeof(body), "0A7%y%m%d%H%M%S", &tm);
		sim_send(body);
	} else {
		illegal();
	}
}

static void fade_time(const char *data)
{
	char *which = data[1] == '1' ? deck.fade_out : deck.fade_in;
	char body[16];

	if (strlen(data) != 4 || data[0] != '0' || data[1] > '1') {
		illegal();
	} else if (!strcmp(data + 2, "FF")) {
		snprintf(body, sizeof(body), "0AE%.2s%s", data, which);
		sim_send(body);
	} else if (digits(data, 4) && from_two(data + 2) <= 30) {
		strcpy(which, data + 2);
	} else {
		illegal();
	}
}

/* The selects: which values each may be set to, and its return. */
static void select_mode(int code, const char *data)
{
	static const struct {
		int code;
		const char *values;
		const char *answer;
	} rows[] = {
		{ 0x34, "02 03", "B4" }, { 0x35, "00 01", "B5" },
		{ 0x36, "00 01", "B6" }, { 0x37, "00 01 02", "B7" },
		{ 0x3B, "00 01", "BB" }, { 0x3C, "00 01", "BC" },
		{ 0x3E, "00 01 02", "BE" }, { 0x4D, "00 01", NULL },
	};
	char body[16];
	size_t i = 0;

	while (rows[i].code != code)
		i++;
	if (!strcmp(data, "FF") && rows[i].answer) {
		snprintf(body, sizeof(body), "0%s%s", rows[i].answer,
			 deck.setting[code]);
		sim_send(body);
	} else if (strlen(data) == 2 && strstr(rows[i].values, data)) {
		strcpy(deck.setting[code], data);
	} else {
		illegal();
	}
}

static void vendor(const char *data)
{
	char body[16];

	if (!strcmp(data, "00FF")) {
		snprintf(body, sizeof(body), "0FF00%s", deck.setting[0x7F]);
		sim_send(body);
	} else if (!strcmp(data, "0000") || !strcmp(data, "0001")) {
		strcpy(deck.setting[0x7F], data + 2);
	} else if (!strcmp(data, "02") && dvd()) {
		snprintf(body, sizeof(body), "0FF02%02d", deck.projects);
		sim_send(body);
	} else if (!dvd() || !digits(data, 4) || strncmp(data, "01", 2) ||
		   from_two(data + 2) < 1 || from_two(data + 2) > deck.projects) {
		illegal();
	}
}

/* ---- senses ---- */

static void send_time(const char *head, int track, long long us)
{
	char body[40], number[5] = "", minutes[5];

	if (track >= 0)
		four(track, number);
	four(us / 60000000, minutes);
	snprintf(body, sizeof(body), "%s%s%s%02lld%02lld", head, number,
		 minutes, us / 1000000 % 60, dvd() ? us / 20000 % 50 : 0);
	sim_send(body);
}

static void track_time(const char *data)
{
	long long us = is("11") || is("81") ? sim_now_us() - deck.began_us : 0;
	char head[8];

	if (strlen(data) != 2 || data[0] != '0' || data[1] > '3') {
		illegal();
		return;
	}
	snprintf(head, sizeof(head), "0D8%s", data);
	if (data[1] == '1' || data[1] == '3')
		us = 225000000 - us;
	send_time(head, -1, us);
}

static void title(const char *data)
{
	char body[128];
	int n = -1;

	if (digits(data, 4))
		n = from_four(data);
	if (n < 0 || n > SIM_TRACKS || !dvd() || !*deck.titles[n]) {
		illegal();
		return;
	}
	snprintf(body, sizeof(body), "0D9%.4s%s", data, deck.titles[n]);
	sim_send(body);
}

static void sense(int code)
{
	char body[32], number[5];

	switch (code) {
	case 0x0F:
		sim_send("08F01000100");
		break;
	case 0x4E:
		snprintf(body, sizeof(body), "0CE%s", deck.setting[0x4D]);
		sim_send(body);
		break;
	case 0x50:
		snprintf(body, sizeof(body), "0D0%s", deck.mecha);
		sim_send(body);
		break;
	case 0x55:
		four(deck.track, number);
		snprintf(body, sizeof(body), "0D500%s", number);
		sim_send(body);
		break;
	case 0x56:
		snprintf(body, sizeof(body), "0D6%s%s",
			 *deck.disc ? "01" : "00", *deck.disc ? deck.disc : "FF");
		sim_send(body);
		break;
	case 0x57:
		send_time("0D7", deck.track, 225000000);
		break;
	case 0x5D:
		send_time("0DD", deck.tracks, deck.tracks * 225000000LL);
		break;
	case 0x5E:
		send_time("0DE", 0, 0);
		break;
	case 0x5F:
		sim_send("0DF00");
		break;
	case 0x78:
		snprintf(body, sizeof(body), "0F8%s", deck.error);
		sim_send(body);
		break;
	case 0x79:
		snprintf(body, sizeof(body), "0F9%s", deck.caution);
		sim_send(body);
		break;
	}
}

static void command_with_data(int code, const char *data)
{
	switch (code) {
	case 0x13:
		record(data);
		break;
	case 0x14:
		if (strcmp(data, "01"))
			illegal();
		else if (is("11"))
			go(T_STOP, 0x10);
		break;
	case 0x16:
		if (strcmp(data, "00") && strcmp(data, "01"))
			illegal();
		break;
	case 0x1A:
		skip(data);
		break;
	case 0x23:
		search(data);
		break;
	case 0x25:
		pitch(data);
		break;
	case 0x27:
		clock_data(data);
		break;
	case 0x2C:
		time_search(data);
		break;
	case 0x2E:
		fade_time(data);
		break;
	case 0x58:
		track_time(data);
		break;
	case 0x59:
		title(data);
		break;
	case 0x7F:
		vendor(data);
		break;
	default:
		select_mode(code, data);
	}
}

/* A frame with machine id 0 came. Whatever is not in the lists is illegal. */
void sim_deck_command(const char *body)
{
	static const char *with_data =
		"13 14 16 1A 23 25 27 2C 2E 34 35 36 37 3B 3C 3E 4D 58 59 7F";
	static const char *without =
		"0F 4E 50 55 56 57 5D 5E 5F 78 79";
	char code[3];
	size_t len = strlen(body);
	int number;

	snprintf(code, sizeof(code), "%.2s", len > 1 ? body + 1 : "");
	number = (int)strtol(code, NULL, 16);
	if (len >= 3 && strstr(with_data, code))
		command_with_data(number, body + 3);
	else if (len == 3 && strstr(without, code))
		sense(number);
	else if (len == 3 && number == 0x10)
		stop();
	else if (len == 3 && number == 0x12)
		play();
	else if (len == 3 && number == 0x18)
		tray();
	else
		illegal();
}

/* What a test does to the deck; false: it is nothing about the deck. */
bool sim_deck_control(const char *verb, const char *argument)
{
	char body[5];

	if (!strcmp(verb, "disc")) {
		snprintf(deck.disc, sizeof(deck.disc), "%s",
			 strcmp(argument, "none") ? argument : "");
		strcpy(deck.mecha, *deck.disc ? "10" : "00");
	} else if (!strcmp(verb, "tracks")) {
		deck.tracks = atoi(argument);
	} else if (!strcmp(verb, "track")) {
		enter_track(atoi(argument));
	} else if (!strcmp(verb, "mecha")) {
		enter((int)strtol(argument, NULL, 16));
	} else if (!strcmp(verb, "title")) {
		snprintf(deck.titles[0], sizeof(deck.titles[0]), "%s",
			 argument);
	} else if (!strcmp(verb, "setting")) {
		snprintf(body, sizeof(body), "%.2s", argument);
		snprintf(deck.setting[strtol(body, NULL, 16) & 0xFF], 3, "%s",
			 argument + 2);
	} else if (!strcmp(verb, "error")) {
		snprintf(deck.error, sizeof(deck.error), "%.2s0%c",
			 argument + 2, *argument);
		sim_send_event("0F0");
	} else if (!strcmp(verb, "caution")) {
		caution(argument);
	} else if (!strcmp(verb, "no-events")) {
		deck.no_events = !strcmp(argument, "on");
	} else if (!strcmp(verb, "stuck")) {
		deck.stuck = !strcmp(argument, "on");
	} else {
		return false;
	}
	return true;
}
