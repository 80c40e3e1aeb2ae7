// SPDX-License-Identifier: GPL-2.0
#include <stdlib.h>
#include <string.h>

#include "progress.h"
#include "unit.h"

static struct dsr_job_status job;
static struct dsr_sink_status sinks[DSR_MAX_SINKS];
static char names[DSR_MAX_SINKS][PROGRESS_NAME];
static struct progress_view view;

static void setup_view(uint32_t nr, int columns, int rows)
{
	uint32_t i;

	memset(&job, 0, sizeof(job));
	memset(sinks, 0, sizeof(sinks));
	job.job_id = 3;
	job.state = DSR_JOB_STREAMING;
	job.block_bytes = 2048;
	job.total_blocks = 36018;
	job.read_blocks = 18009;
	job.start_ns = 1000000000;
	job.now_ns = 62000000000ULL;
	for (i = 0; i < nr; i++) {
		snprintf(names[i], sizeof(names[i]), "DSR-EMU RECORDER (/dev/sr%u)", i + 1);
		sinks[i].state = DSR_SINK_WRITING;
		sinks[i].profile = 0x1b;
		sinks[i].total_blocks = 36018;
		sinks[i].written_blocks = 18009;
		sinks[i].speed_kbs = 11080;
		sinks[i].buffer_bytes = 2097152;
		sinks[i].buffer_used = 2055208;
	}
	view = (struct progress_view) {
		.job = &job, .sinks = sinks, .nr = nr, .names = names,
		.columns = columns, .rows = rows,
	};
}

START_TEST(wide)
{
	char line[PROGRESS_MAX_COLUMNS + 1];

	setup_view(1, 100, 24);
	progress_line(line, sizeof(line), &view, 0);
	ck_assert_str_eq(line, "DSR-EMU RECORDER (/dev/sr1) writing      50%"
			 " [#######........]   8.0x  11.1 MB/s buf  97% 0:03 left");
}
END_TEST

START_TEST(any_width)
{
	char line[PROGRESS_MAX_COLUMNS + 1];
	int columns, most;
	uint32_t state;

	for (columns = -5; columns < 400; columns++) {
		setup_view(2, columns, 24);
		snprintf(names[1], sizeof(names[1]), "%063d", 7);
		most = columns - 1 < PROGRESS_MIN_COLUMNS ?
			       PROGRESS_MIN_COLUMNS :
			       columns - 1;
		for (state = 0; state < 12; state++) {
			sinks[1].state = state;
			progress_line(line, sizeof(line), &view, 1);
			ck_assert_int_le((int)strlen(line), most);
		}
		progress_head(line, sizeof(line), &view);
		ck_assert_int_le((int)strlen(line), most);
	}
}
END_TEST

START_TEST(narrow_keeps_node)
{
	char line[PROGRESS_MAX_COLUMNS + 1];

	setup_view(1, 40, 24);
	progress_line(line, sizeof(line), &view, 0);
	ck_assert_ptr_nonnull(strstr(line, "sr1)"));
	ck_assert_ptr_nonnull(strstr(line, "50%"));
}
END_TEST

START_TEST(percent_done)
{
	struct dsr_sink_status s = { .state = DSR_SINK_WRITING };

	ck_assert_uint_eq(progress_percent(&s), 0);
	s.total_blocks = 36018;
	s.written_blocks = 36017;
	ck_assert_uint_eq(progress_percent(&s), 99);
	s.written_blocks = 36018;
	ck_assert_uint_eq(progress_percent(&s), 100);
	s.written_blocks = UINT64_MAX;
	ck_assert_uint_eq(progress_percent(&s), 100);
	s.total_blocks = UINT64_MAX;
	s.written_blocks = UINT64_MAX - 1;
	ck_assert_uint_eq(progress_percent(&s), 99);
	s.state = DSR_SINK_VERIFYING;
	ck_assert_uint_eq(progress_percent(&s), 0);
}
END_TEST

START_TEST(time_left)
{
	struct dsr_sink_status s = {
		.state = DSR_SINK_WRITING,
		.total_blocks = 10000,
		.written_blocks = 5000,
	};

	ck_assert_int_eq(progress_seconds_left(&s, 2048), -1);
	s.mean_kbs = 1024;
	ck_assert_int_eq(progress_seconds_left(&s, 2048), 10);
	s.speed_kbs = 2048;
	ck_assert_int_eq(progress_seconds_left(&s, 2048), 5);
	s.written_blocks = 20000;
	ck_assert_int_eq(progress_seconds_left(&s, 2048), -1);
	s.written_blocks = 0;
	s.total_blocks = UINT64_MAX;
	ck_assert_int_eq(progress_seconds_left(&s, 2048), -1);
	s.state = DSR_SINK_CLOSING;
	s.total_blocks = 10000;
	ck_assert_int_eq(progress_seconds_left(&s, 2048), -1);
}
END_TEST

START_TEST(head)
{
	char line[PROGRESS_MAX_COLUMNS + 1];

	setup_view(4, 100, 24);
	progress_head(line, sizeof(line), &view);
	ck_assert_str_eq(line, "job 3: streaming, 73.8 MB to 4 recorders, 1:01, 50 % read");
	job.cancelled = 1;
	job.state = DSR_JOB_FINISHING;
	progress_head(line, sizeof(line), &view);
	ck_assert_str_eq(line, "job 3: cancelling, finishing, 73.8 MB to 4 recorders, 1:01");
	job.now_ns = 0;
	job.total_blocks = 0;
	progress_head(line, sizeof(line), &view);
}
END_TEST

static unsigned int count(const char *text, const char *what)
{
	unsigned int n = 0;

	for (; (text = strstr(text, what)); text++)
		n++;
	return n;
}

START_TEST(in_place)
{
	struct progress_screen screen = { 0 };
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	setup_view(4, 80, 24);
	progress_draw(out, &screen, &view, NULL);
	ck_assert_int_eq(screen.rows, 5);
	ck_assert_uint_eq(count(text, "\n"), 5);
	ck_assert_ptr_null(strstr(text, "A\r"));
	progress_draw(out, &screen, &view, "question");
	ck_assert_ptr_nonnull(strstr(text, "\033[5A\r"));
	ck_assert_int_eq(screen.rows, 6);
	progress_erase(out, &screen);
	fflush(out);
	ck_assert_ptr_nonnull(strstr(text, "\033[6A\r\033[J"));
	ck_assert_int_eq(screen.rows, 0);
	fclose(out);
	free(text);
}
END_TEST

START_TEST(few_rows)
{
	struct progress_screen screen = { 0 };
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	setup_view(64, 80, 24);
	sinks[0].state = DSR_SINK_DONE;
	progress_draw(out, &screen, &view, "question");
	ck_assert_int_lt(screen.rows, 24);
	ck_assert_ptr_nonnull(strstr(text, "... and 44 more"));
	ck_assert_ptr_null(strstr(text, "/dev/sr1)"));
	ck_assert_ptr_nonnull(strstr(text, "/dev/sr2)"));
	fclose(out);
	free(text);
}
END_TEST

START_TEST(plain)
{
	struct progress_plain said = { 0 };
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);
	unsigned int percent;

	setup_view(1, 80, 24);
	for (percent = 0; percent <= 100; percent++) {
		sinks[0].written_blocks = 36018ULL * percent / 100;
		progress_tell(out, &said, &view);
		progress_tell(out, &said, &view);
	}
	sinks[0].state = DSR_SINK_DONE;
	sinks[0].outcome = DSR_OUTCOME_VERIFIED;
	progress_tell(out, &said, &view);
	progress_tell(out, &said, &view);
	/* the head, "writing", ten tenths, "verified" */
	ck_assert_uint_eq(count(text, "\n"), 13);
	ck_assert_uint_eq(count(text, "verified"), 1);
	ck_assert_ptr_null(strchr(text, '\033'));
	fclose(out);
	free(text);
}
END_TEST

START_TEST(erasing)
{
	char line[PROGRESS_MAX_COLUMNS + 1];

	setup_view(1, 80, 24);
	job.op = DSR_OP_ERASE;
	job.total_blocks = 0;
	sinks[0].state = DSR_SINK_ERASING;
	sinks[0].progress = 24249;
	progress_head(line, sizeof(line), &view);
	ck_assert_str_eq(line, "job 3: erasing in 1 recorder, 1:01");
	progress_line(line, sizeof(line), &view, 0);
	ck_assert_ptr_nonnull(strstr(line, "erasing      37% ["));
	sinks[0].progress = 65535;
	ck_assert_uint_eq(progress_percent(&sinks[0]), 99);
	sinks[0].progress = 65536;
	ck_assert_uint_eq(progress_percent(&sinks[0]), 100);
	sinks[0].progress = UINT32_MAX;
	ck_assert_uint_eq(progress_percent(&sinks[0]), 100);
}
END_TEST

START_TEST(simulating)
{
	char line[PROGRESS_MAX_COLUMNS + 1];

	setup_view(1, 80, 24);
	job.op = DSR_OP_SIMULATE;
	progress_head(line, sizeof(line), &view);
	ck_assert_str_eq(line,
			 "job 3: streaming, test write of 73.8 MB to 1 recorder, 1:01, 50 % read");
	progress_line(line, sizeof(line), &view, 0);
	ck_assert_ptr_nonnull(strstr(line, "simulating   50% ["));
}
END_TEST

START_TEST(share)
{
	struct dsr_sink_status s = {
		.state = DSR_SINK_VERIFYING, .total_blocks = 1000, .verify_blocks = 100,
		.verified_blocks = 50, .speed_kbs = 1,
	};

	ck_assert_uint_eq(progress_percent(&s), 50);
	ck_assert_int_eq(progress_seconds_left(&s, 2000), 100);
	s.verify_blocks = 0;
	ck_assert_uint_eq(progress_percent(&s), 5);
}
END_TEST

Suite *suite_progress(void)
{
	Suite *s = suite_create("progress");

	PROMISE(s, "progress: a line has bar, percent, speed, buffer and time", wide);
	PROMISE(s, "progress: no line is wider than the terminal", any_width);
	PROMISE(s, "progress: a narrow line still says which drive", narrow_keeps_node);
	PROMISE(s, "progress: 100 percent means through", percent_done);
	PROMISE(s, "progress: time left is told only when it is known", time_left);
	PROMISE(s, "progress: the head sums the job up", head);
	PROMISE(s, "progress: the display is redrawn in its own rows", in_place);
	PROMISE(s, "progress: a low terminal shows drives at work first", few_rows);
	PROMISE(s, "progress: piped output is a line per change and tenth", plain);
	PROMISE(s, "progress: an erase shows what the drive tells", erasing);
	PROMISE(s, "progress: a test write is not called writing", simulating);
	PROMISE(s, "progress: a verify of a share counts that share", share);
	return s;
}
