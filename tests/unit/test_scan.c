// SPDX-License-Identifier: GPL-2.0
/* What is found out of a disc, whatever its drive knows. */
#include <errno.h>
#include <string.h>

#include "disc/scan.h"
#include "fake_drive.h"
#include "unit.h"

#define CD_ROM	0x08	/* MMC-6 table 95: profiles */
#define DVD_PLUS_R	0x1b

/* three tracks of music, thirty seconds each */
static const struct fake_track music[] = {
	{ 1, 0, 0, 2250, "DEABC0100001" },
	{ 1, 0, 2250, 4500, "DEABC0100002" },
	{ 1, 0, 4500, 6750, "DEABC0100003" },
};

/* the same, without numbers */
static const struct fake_track plain[] = {
	{ 1, 0, 0, 2250, NULL },
	{ 1, 0, 2250, 4500, NULL },
	{ 1, 0, 4500, 6750, NULL },
};

struct scanned {
	struct disc disc;
	struct said said;
	int ret;
};

static void scan(struct scanned *s, struct fake_drive *drive, uint16_t profile)
{
	const struct scan_options options = { .raw96 = false };
	const struct probe probe = { .profile = profile, .medium = PROBE_PRESSED };
	struct probe_sense sense = { .len = 0 };

	memset(s, 0, sizeof(*s));
	fake_drive_use(drive);
	s->ret = scan_disc(FAKE_FD, &probe, &options, &s->disc, &s->said, &sense);
	fake_drive_use(NULL);
}

static void done(struct scanned *s)
{
	disc_free(&s->disc);
	said_free(&s->said);
}

static bool noted(const struct scanned *s, const char *words)
{
	unsigned int i;

	for (i = 0; i < s->said.nr_notes; i++)
		if (strstr(s->said.notes[i], words))
			return true;
	return false;
}

static void expect_isrcs(const struct scanned *s)
{
	unsigned int i;

	ck_assert_int_eq(s->ret, 0);
	for (i = 0; i < 3; i++)
		ck_assert_str_eq(s->disc.tracks[i].isrc, music[i].isrc);
}

START_TEST(isrc_missed)
{
	struct fake_drive drive = { .tracks = music, .nr = 3, .full_toc = true };
	struct scanned s;
	uint8_t track;

	for (track = 1; track <= 3; track++) {
		drive.misses = 1;
		drive.misses_track = track;
		scan(&s, &drive, CD_ROM);
		expect_isrcs(&s);
		done(&s);
	}
	drive.misses = 1000;	/* always, but the Q of its blocks tells */
	scan(&s, &drive, CD_ROM);
	expect_isrcs(&s);
	done(&s);
	drive.misses = 1000;
	drive.misses_track = 0;
	scan(&s, &drive, CD_ROM);
	expect_isrcs(&s);
	done(&s);
}
END_TEST

START_TEST(isrc_missed_without_q)
{
	struct fake_drive drive = {
		.tracks = music, .nr = 3, .full_toc = true, .no_q = true,
		.misses = 2, .misses_track = 2,
	};
	struct scanned s;

	scan(&s, &drive, CD_ROM);
	expect_isrcs(&s);
	done(&s);
	drive.misses = 1;
	drive.misses_track = 0;
	scan(&s, &drive, CD_ROM);
	expect_isrcs(&s);
	done(&s);
}
END_TEST

START_TEST(mcn_missed)
{
	struct fake_drive drive = {
		.tracks = plain, .nr = 3, .full_toc = true, .mcn = "4012345678901",
		.misses = 2,
	};
	struct scanned s;

	scan(&s, &drive, CD_ROM);
	ck_assert_str_eq(s.disc.mcn, "4012345678901");
	done(&s);
	drive.misses = 1000;	/* always, but the Q of its blocks tells */
	scan(&s, &drive, CD_ROM);
	ck_assert_str_eq(s.disc.mcn, "4012345678901");
	done(&s);
}
END_TEST

START_TEST(no_numbers)
{
	struct fake_drive drive = { .tracks = plain, .nr = 3, .full_toc = true };
	struct fake_track many[99];
	struct scanned s;
	unsigned int i;

	for (i = 0; i < 99; i++)
		many[i] = (struct fake_track){
			.session = 1, .start = (int32_t)i * 450, .end = (int32_t)(i + 1) * 450,
		};
	drive.tracks = many;
	drive.nr = 99;
	scan(&s, &drive, CD_ROM);
	ck_assert_int_eq(s.ret, 0);
	ck_assert_str_eq(s.disc.mcn, "");
	for (i = 0; i < 99; i++)
		ck_assert_str_eq(s.disc.tracks[i].isrc, "");
	ck_assert_msg(drive.asked[0x42] <= 99 + 6, "expected 105 questions at most, got %u",
		      drive.asked[0x42]);
	done(&s);
}
END_TEST

/* a track that begins at 00:02:32, as many pressed ones do */
START_TEST(hidden_readable)
{
	static const struct fake_track late[] = { { 1, 0, 32, 2250, NULL } };
	struct fake_drive drive = { .tracks = late, .nr = 1, .full_toc = true };
	struct scanned s;

	scan(&s, &drive, CD_ROM);
	ck_assert_int_eq(s.ret, 0);
	ck_assert_uint_eq(s.disc.tracks[0].pregap, 32);
	ck_assert(s.disc.tracks[0].gap_in_source);
	ck_assert_uint_eq(s.disc.tracks[0].source_offset, 0);
	ck_assert(noted(&s, "hidden before track 1"));
	done(&s);
}
END_TEST

START_TEST(hidden_refused)
{
	static const struct fake_track late[] = { { 1, 0, 32, 2250, NULL } };
	struct fake_drive drive = {
		.tracks = late, .nr = 1, .full_toc = true, .bad_from = -150, .bad_to = 32,
	};
	struct scanned s;

	scan(&s, &drive, CD_ROM);
	ck_assert_int_eq(s.ret, 0);
	ck_assert_uint_eq(s.disc.tracks[0].pregap, 32);
	ck_assert_int_eq(s.disc.tracks[0].start, 32);
	ck_assert(!s.disc.tracks[0].gap_in_source);
	ck_assert_uint_eq(s.disc.tracks[0].source_offset, 32);
	ck_assert(noted(&s, "can't be read"));
	done(&s);
}
END_TEST

/* written track at once: the last two blocks are run-out */
START_TEST(run_out_has_no_marks)
{
	static const struct fake_track once[] = { { 1, 0, 0, 2250, NULL } };
	struct fake_drive drive = {
		.tracks = once, .nr = 1, .full_toc = true, .bad_from = 2248, .bad_to = 2250,
	};
	struct scanned s;

	scan(&s, &drive, CD_ROM);
	ck_assert_int_eq(s.ret, 0);
	ck_assert(s.disc.tracks[0].run_out);
	ck_assert_uint_eq(s.disc.tracks[0].blocks, 2248);
	ck_assert_msg(!s.said.nr_notes, "expected no note, got: %s", s.said.notes[0]);
	done(&s);
	/* a bad last block is no run-out: what marks there are is not known */
	drive.bad_from = 2200;
	scan(&s, &drive, CD_ROM);
	ck_assert(!s.disc.tracks[0].run_out);
	ck_assert(noted(&s, "index marks of 1 track"));
	done(&s);
}
END_TEST

/* two sessions: music, then data; and a third one */
static const struct fake_track sessions[] = {
	{ 1, 0, 0, 2250, NULL },
	{ 1, 0, 2250, 4500, NULL },
	{ 2, 4, 4500 + 11400, 20000, NULL },
	{ 3, 4, 20000 + 6900, 30000, NULL },
};

static void expect_two_sessions(const struct scanned *s)
{
	ck_assert_int_eq(s->ret, 0);
	ck_assert_uint_eq(s->disc.nr_sessions, 2);
	ck_assert_uint_eq(s->disc.nr_tracks, 3);
	ck_assert_uint_eq(s->disc.tracks[1].session, 1);
	ck_assert_uint_eq(s->disc.tracks[1].blocks, 2250);
	ck_assert_uint_eq(s->disc.tracks[2].session, 2);
	ck_assert_int_eq(s->disc.tracks[2].start, 15900);
	ck_assert_uint_eq(s->disc.tracks[2].blocks, 4100);
}

START_TEST(last_session)
{
	struct fake_drive drive = { .tracks = sessions, .nr = 3, .full_toc = true };
	struct scanned s;

	scan(&s, &drive, CD_ROM);
	expect_two_sessions(&s);
	done(&s);
	drive.full_toc = false;
	drive.sessions_toc = true;
	scan(&s, &drive, CD_ROM);
	expect_two_sessions(&s);
	ck_assert(noted(&s, "where the second session begins"));
	done(&s);
	drive.nr = 2;
	scan(&s, &drive, CD_ROM);
	ck_assert_int_eq(s.ret, 0);
	ck_assert_uint_eq(s.disc.nr_sessions, 1);
	ck_assert_uint_eq(s.said.nr_notes, 0);
	done(&s);
}
END_TEST

START_TEST(third_session)
{
	struct fake_drive drive = { .tracks = sessions, .nr = 4, .sessions_toc = true };
	struct scanned s;

	scan(&s, &drive, CD_ROM);
	ck_assert_int_eq(s.ret, -EMEDIUMTYPE);
	ck_assert(strstr(s.said.why, "more than two sessions"));
	done(&s);
}
END_TEST

START_TEST(no_sessions)
{
	struct fake_drive drive = { .tracks = plain, .nr = 3 };
	struct scanned s;

	scan(&s, &drive, CD_ROM);
	ck_assert_int_eq(s.ret, 0);
	ck_assert_uint_eq(s.disc.nr_sessions, 1);
	ck_assert_uint_eq(s.disc.nr_tracks, 3);
	ck_assert(noted(&s, "tells of no sessions"));
	done(&s);
}
END_TEST

/* a DVD+R of two sessions, 4096 blocks between them */
static const struct fake_track borders[] = {
	{ 1, 4, 0, 16000, NULL },
	{ 2, 4, 20096, 40000, NULL },
};

START_TEST(sessions_of_a_dvd)
{
	struct fake_drive drive = {
		.tracks = borders, .nr = 2, .bad_from = 16000, .bad_to = 20096,
	};
	struct scanned s;

	scan(&s, &drive, DVD_PLUS_R);
	ck_assert_int_eq(s.ret, 0);
	ck_assert_uint_eq(s.said.nr_notes, 0);
	ck_assert_uint_eq(s.disc.nr_sessions, 2);
	ck_assert_uint_eq(s.disc.nr_tracks, 2);
	ck_assert_uint_eq(s.disc.tracks[0].blocks, 16000);
	ck_assert_uint_eq(s.disc.tracks[1].session, 2);
	ck_assert_int_eq(s.disc.tracks[1].start, 20096);
	ck_assert_uint_eq(s.disc.tracks[1].blocks, 19904);
	ck_assert_uint_eq(s.disc.tracks[1].source_offset, 20096);
	ck_assert_uint_eq(s.disc.written_on, DVD_PLUS_R);
	/* what lies between them is nobody's */
	ck_assert_uint_eq(drive.asked[0x28], 0);
	done(&s);
}
END_TEST

/* a DVD+R that can be added to: its last track is not there yet, wherever that is */
START_TEST(appendable_dvd)
{
	static const struct fake_track later[][3] = {
		{ { 1, 4, 0, 16000, NULL }, { 2, 4, 20096, 40000, NULL },
		  { 3, 4, 44096, 44096, NULL } },
		{ { 1, 4, 0, 16000, NULL }, { 2, 4, 20096, 40000, NULL },
		  { 2, 4, 40016, 40016, NULL } },
	};
	struct fake_drive drive = { .nr = 3, .capacity = 40000 };
	struct scanned s;
	size_t i;

	for (i = 0; i < sizeof(later) / sizeof(later[0]); i++) {
		drive.tracks = later[i];
		scan(&s, &drive, DVD_PLUS_R);
		ck_assert_msg(!s.ret, "expected no complaint, got %s", s.said.why);
		ck_assert_uint_eq(s.disc.nr_sessions, 2);
		ck_assert_uint_eq(s.disc.nr_tracks, 2);
		done(&s);
	}
}
END_TEST

/* overlapping; a session left out; one that comes before; nothing in a track */
static const struct fake_track nonsense[][2] = {
	{ { 1, 4, 0, 16000, NULL }, { 2, 4, 15999, 40000, NULL } },
	{ { 1, 4, 0, 16000, NULL }, { 3, 4, 20096, 40000, NULL } },
	{ { 2, 4, 0, 16000, NULL }, { 3, 4, 20096, 40000, NULL } },
	{ { 1, 4, 0, 0, NULL }, { 2, 4, 20096, 40000, NULL } },
};

START_TEST(impossible_sessions)
{
	struct fake_drive drive = { .nr = 2 };
	struct scanned s;
	size_t i;

	for (i = 0; i < sizeof(nonsense) / sizeof(nonsense[0]); i++) {
		drive.tracks = nonsense[i];
		scan(&s, &drive, DVD_PLUS_R);
		ck_assert_msg(s.ret == -EMEDIUMTYPE, "row %zu: expected it to be refused, got %d",
			      i, s.ret);
		ck_assert(strstr(s.said.why, "makes no sense"));
		done(&s);
	}
}
END_TEST

START_TEST(one_session)
{
	struct fake_drive drive = { .tracks = borders, .nr = 1, .no_info = true };
	struct scanned s;

	scan(&s, &drive, DVD_PLUS_R);
	ck_assert_int_eq(s.ret, 0);
	ck_assert_uint_eq(drive.asked[0x28], 0);
	done(&s);
	drive.no_info = false;
	scan(&s, &drive, DVD_PLUS_R);
	ck_assert_int_eq(s.ret, 0);
	ck_assert_uint_eq(drive.asked[0x28], 0);
	done(&s);
}
END_TEST

START_TEST(old_speeds)
{
	static const uint8_t page[8 + 2 + 30 + 2 * 4] = {
		0, sizeof(page) - 2, [8] = 0x2a, sizeof(page) - 10,
		[8 + 31] = 2, [8 + 34] = 0x05, 0x82, [8 + 38] = 0x02, 0xc1,
	};
	struct fake_drive drive = {
		.tracks = borders, .nr = 1, .profile = 0x09,	/* CD-R */
		.page_2a = page, .page_2a_bytes = sizeof(page),
	};
	struct probe_sense sense;
	struct probe probe;
	int ret;

	fake_drive_use(&drive);
	ret = probe_drive(FAKE_FD, &probe, &sense);
	fake_drive_use(NULL);
	ck_assert_int_eq(ret, 0);
	ck_assert_uint_eq(drive.asked[0xac], 1);
	ck_assert_uint_eq(probe.speeds.nr, 2);
	ck_assert_uint_eq(probe.speeds.write_kbs[0], 1410);
	ck_assert_uint_eq(probe.speeds.write_kbs[1], 705);
}
END_TEST

Suite *suite_scan(void)
{
	Suite *s = suite_create("scan");

	PROMISE(s, "scan: an ISRC that the drive misses once or always is found", isrc_missed);
	PROMISE(s, "scan: an ISRC that is missed is asked again, without Q too", isrc_missed_without_q);
	PROMISE(s, "scan: a catalogue number that the drive misses is found", mcn_missed);
	PROMISE(s, "scan: a disc without any numbers takes few questions", no_numbers);
	PROMISE(s, "scan: blocks before track 1 are copied", hidden_readable);
	PROMISE(s, "scan: blocks before track 1 that can't be read are silence", hidden_refused);
	PROMISE(s, "scan: run-out blocks are not missed as index marks", run_out_has_no_marks);
	PROMISE(s, "scan: two sessions are told apart without the full TOC", last_session);
	PROMISE(s, "scan: more sessions are refused without the full TOC", third_session);
	PROMISE(s, "scan: one session is assumed where nothing tells of them", no_sessions);
	PROMISE(s, "scan: the sessions of a DVD are what its drive tells of them", sessions_of_a_dvd);
	PROMISE(s, "scan: sessions that can't be are refused", impossible_sessions);
	PROMISE(s, "scan: of a DVD that can be added to, what is there", appendable_dvd);
	PROMISE(s, "scan: a DVD of one session is not searched for gaps", one_session);
	PROMISE(s, "scan: write speeds come from page 2Ah where GET PERFORMANCE is refused", old_speeds);
	return s;
}
