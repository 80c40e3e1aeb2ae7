// SPDX-License-Identifier: GPL-2.0
/* The progress of a job as text. */
#include <inttypes.h>
#include <string.h>

#include "disc/text.h"
#include "progress.h"

#define FIELD		32	/* room for one field of a line */
#define BAR_MIN		6	/* a shorter bar says nothing */
#define BAR_MAX		30
#define NAME_MAX_COLS	34

static uint64_t done_blocks(const struct dsr_sink_status *s)
{
	return s->state == DSR_SINK_VERIFYING ? s->verified_blocks :
						s->written_blocks;
}

/* A verify may be of a share of the disc only. */
static uint64_t blocks_to_do(const struct dsr_sink_status *s)
{
	if (s->state == DSR_SINK_VERIFYING && s->verify_blocks)
		return s->verify_blocks;
	return s->total_blocks;
}

/**
 * progress_percent() - how far the present step of a sink is
 * @sink: its status
 *
 * Return: 0..100; 100 only when it is through.
 */
unsigned int progress_percent(const struct dsr_sink_status *sink)
{
	uint64_t done = done_blocks(sink), all = blocks_to_do(sink);

	if (sink->state == DSR_SINK_ERASING)
		return text_of_65536(sink->progress);
	if (!all)
		return 0;
	if (done >= all)
		return 100;
	/* a disc's count has 32 bits: no overflow, but who knows */
	if (done > UINT64_MAX / 100)
		return 99;
	return (unsigned int)(done * 100 / all);
}

/**
 * progress_seconds_left() - how long the present step of a sink will last on
 * @sink: its status
 * @block_bytes: of a block
 *
 * Return: seconds, or -1: can't be told.
 */
int64_t progress_seconds_left(const struct dsr_sink_status *sink,
			      uint32_t block_bytes)
{
	uint64_t done = done_blocks(sink), all = blocks_to_do(sink);
	uint32_t kbs = sink->speed_kbs ? sink->speed_kbs : sink->mean_kbs;
	double left;

	if (sink->state != DSR_SINK_WRITING &&
	    sink->state != DSR_SINK_VERIFYING)
		return -1;
	if (!kbs || done > all)
		return -1;
	left = (double)(all - done) * block_bytes /
	       (kbs * 1000.0);
	return left < 360000 ? (int64_t)(left + 0.5) : -1;
}

static const char *sink_word(const struct progress_view *view, uint32_t i)
{
	return text_sink_now(view->job->op, view->sinks[i].state, view->sinks[i].outcome);
}

static bool moves(const struct dsr_sink_status *s)
{
	return s->state == DSR_SINK_WRITING || s->state == DSR_SINK_VERIFYING ||
	       s->state == DSR_SINK_ERASING;
}

static void speed_field(char out[FIELD], const struct dsr_sink_status *s,
			uint32_t block_bytes)
{
	double unit = text_speed_unit(s->profile, block_bytes);

	out[0] = '\0';
	if (!moves(s) || !s->speed_kbs)
		return;
	if (unit > 0)
		snprintf(out, FIELD, "%5.1fx %5.1f MB/s", s->speed_kbs / unit,
			 s->speed_kbs / 1000.0);
	else
		snprintf(out, FIELD, "%5.1f MB/s", s->speed_kbs / 1000.0);
}

static void buffer_field(char out[FIELD], const struct dsr_sink_status *s)
{
	out[0] = '\0';
	if (s->state == DSR_SINK_WRITING && s->buffer_bytes &&
	    s->buffer_used <= s->buffer_bytes)
		snprintf(out, FIELD, "buf %3u%%",
			 (unsigned int)((uint64_t)s->buffer_used * 100 /
					s->buffer_bytes));
}

static void left_field(char out[FIELD], const struct dsr_sink_status *s,
		       uint32_t block_bytes)
{
	int64_t left = progress_seconds_left(s, block_bytes);
	char clock[FIELD];

	out[0] = '\0';
	if (left < 0)
		return;
	text_time(clock, sizeof(clock), (uint64_t)left);
	snprintf(out, FIELD, "%.24s left", clock);
}

static void draw_bar(char *out, int cols, unsigned int percent)
{
	int filled = (int)((unsigned int)(cols - 2) * percent / 100);
	int i;

	out[0] = '[';
	for (i = 0; i < cols - 2; i++)
		out[1 + i] = i < filled ? '#' : '.';
	out[cols - 1] = ']';
	out[cols] = '\0';
}

static int line_columns(const struct progress_view *view)
{
	int columns = view->columns - 1;	/* the last one would wrap */

	if (columns < PROGRESS_MIN_COLUMNS)
		return PROGRESS_MIN_COLUMNS;
	return columns < PROGRESS_MAX_COLUMNS ? columns : PROGRESS_MAX_COLUMNS;
}

static int name_columns(const struct progress_view *view)
{
	int columns = line_columns(view), cols = 4;
	uint32_t i;

	for (i = 0; i < view->nr; i++)
		if ((int)strlen(view->names[i]) > cols)
			cols = (int)strlen(view->names[i]);
	if (cols > NAME_MAX_COLS)
		cols = NAME_MAX_COLS;
	return cols > columns / 3 ? columns / 3 : cols;
}

/*
 * The end of a name says which drive it is: "... (/dev/sr1)". What does not
 * fit is cut off in front.
 */
static const char *fit_name(const char *name, int cols)
{
	int n = (int)strlen(name);

	return n > cols ? name + n - cols : name;
}

/* Fields are given up in this order as the line gets shorter. */
static int choose_fields(int room, char fields[3][FIELD])
{
	static const int order[] = { 1, 0, 2 };	/* buffer, speed, time left */
	int need = BAR_MIN + 1, i;

	for (i = 0; i < 3; i++)
		need += fields[i][0] ? (int)strlen(fields[i]) + 1 : 0;
	for (i = 0; i < 3 && need > room; i++) {
		if (!fields[order[i]][0])
			continue;
		need -= (int)strlen(fields[order[i]]) + 1;
		fields[order[i]][0] = '\0';
	}
	return room - need + BAR_MIN;
}

/**
 * progress_line() - the line of one sink
 * @buf: gets it, without newline and without trailing blanks
 * @size: of @buf, at least PROGRESS_MAX_COLUMNS + 1
 * @view: of the job
 * @i: which sink
 */
void progress_line(char *buf, size_t size, const struct progress_view *view,
		   uint32_t i)
{
	const struct dsr_sink_status *s = &view->sinks[i];
	int columns = line_columns(view), names = name_columns(view);
	char fields[3][FIELD], line[512], bar[BAR_MAX + 1] = "";
	int n, cols;

	n = snprintf(line, sizeof(line), "%-*s %-11s", names,
		     fit_name(view->names[i], names), sink_word(view, i));
	speed_field(fields[0], s, view->job->block_bytes);
	buffer_field(fields[1], s);
	left_field(fields[2], s, view->job->block_bytes);
	if (moves(s)) {
		n += snprintf(line + n, sizeof(line) - (size_t)n, " %3u%%", progress_percent(s));
		cols = choose_fields(columns - n, fields);
		if (cols >= BAR_MIN)
			draw_bar(bar, cols < BAR_MAX ? cols : BAR_MAX,
				 progress_percent(s));
		snprintf(line + n, sizeof(line) - (size_t)n, "%s%s%s%s%s%s%s%s",
			 *bar ? " " : "", bar,
			 *fields[0] ? " " : "", fields[0], *fields[1] ? " " : "", fields[1],
			 *fields[2] ? " " : "", fields[2]);
	}
	line[columns] = '\0';
	for (n = (int)strlen(line); n > 0 && line[n - 1] == ' '; n--)
		line[n - 1] = '\0';
	snprintf(buf, size, "%s", line);
}

static void read_part(char *buf, size_t size, const struct dsr_job_status *job)
{
	unsigned int percent = 0;

	if (job->total_blocks && job->read_blocks <= UINT64_MAX / 100)
		percent = (unsigned int)(job->read_blocks * 100 /
					 job->total_blocks);
	if (job->state == DSR_JOB_STREAMING && job->total_blocks)
		snprintf(buf, size, ", %u %% read", percent);
	else
		buf[0] = '\0';
}

/* "streaming, 73.8 MB to", before the number of recorders */
static void what_part(char *buf, size_t size, const struct dsr_job_status *job)
{
	char amount[FIELD];

	text_size(amount, sizeof(amount), job->total_blocks * job->block_bytes);
	if (job->op == DSR_OP_ERASE)
		snprintf(buf, size, "%s in", job->state == DSR_JOB_DONE ? "erased" : "erasing");
	else
		snprintf(buf, size, "%s, %s%s %s", text_job_state(job->state),
			 job->op == DSR_OP_SIMULATE ? "test write of " : "", amount,
			 job->op == DSR_OP_VERIFY ? "compared in" : "to");
}

/**
 * progress_head() - the line above the sinks
 * @buf: gets it
 * @size: of @buf, at least PROGRESS_MAX_COLUMNS + 1
 * @view: of the job
 */
void progress_head(char *buf, size_t size, const struct progress_view *view)
{
	const struct dsr_job_status *job = view->job;
	uint64_t end = job->end_ns ? job->end_ns : job->now_ns;
	char clock[FIELD], what[FIELD + 64], part[FIELD] = "", line[256];

	text_time(clock, sizeof(clock),
		  end > job->start_ns ? (end - job->start_ns) / 1000000000 : 0);
	what_part(what, sizeof(what), job);
	read_part(part, sizeof(part), job);
	snprintf(line, sizeof(line), "job %u: %s%s %u recorder%s, %s%s", job->job_id,
		 job->cancelled && job->state != DSR_JOB_DONE ? "cancelling, " : "",
		 what, view->nr, view->nr == 1 ? "" : "s", clock, part);
	line[line_columns(view)] = '\0';
	snprintf(buf, size, "%s", line);
}

/**
 * progress_erase() - take the display away
 * @out: the terminal
 * @screen: what stands there; nothing afterwards
 */
void progress_erase(FILE *out, struct progress_screen *screen)
{
	if (screen->rows)
		fprintf(out, "\033[%dA\r\033[J", screen->rows);
	screen->rows = 0;
}

static void draw_row(FILE *out, struct progress_screen *screen,
		     const char *line)
{
	fprintf(out, "%s\033[K\n", line);
	screen->rows++;
}

/* Which sinks get a row: those that are at work first, when not all fit. */
static uint32_t rows_for(const struct progress_view *view,
			 bool shown[DSR_MAX_SINKS], uint32_t room)
{
	uint32_t i, n = 0;
	int pass;

	memset(shown, 0, DSR_MAX_SINKS * sizeof(*shown));
	for (pass = 0; pass < 2; pass++)
		for (i = 0; i < view->nr && n < room; i++) {
			if (shown[i] || (view->sinks[i].state ==
					 DSR_SINK_DONE) != (pass == 1))
				continue;
			shown[i] = true;
			n++;
		}
	return n;
}

/**
 * progress_draw() - draw the display, over the one that stands there
 * @out: a terminal
 * @screen: what stands there
 * @view: what to show
 * @question: a line below it, or NULL
 */
void progress_draw(FILE *out, struct progress_screen *screen,
		   const struct progress_view *view, const char *question)
{
	uint32_t room = view->rows > 5 ? (uint32_t)view->rows - 4 : 1;
	char line[PROGRESS_MAX_COLUMNS + 1];
	bool shown[DSR_MAX_SINKS];
	uint32_t i, n;

	if (screen->rows)
		fprintf(out, "\033[%dA\r", screen->rows);
	screen->rows = 0;
	progress_head(line, sizeof(line), view);
	draw_row(out, screen, line);
	n = rows_for(view, shown, room);
	for (i = 0; i < view->nr; i++) {
		if (!shown[i])
			continue;
		progress_line(line, sizeof(line), view, i);
		draw_row(out, screen, line);
	}
	if (n < view->nr) {
		snprintf(line, sizeof(line), "... and %u more", view->nr - n);
		draw_row(out, screen, line);
	}
	if (question) {
		snprintf(line, (size_t)line_columns(view) + 1, "%s", question);
		draw_row(out, screen, line);
	}
	fputs("\033[J", out);
	fflush(out);
}

static void tell_sink(FILE *out, const struct progress_view *view, uint32_t i,
		      bool percent)
{
	const struct dsr_sink_status *s = &view->sinks[i];
	char field[FIELD];

	fprintf(out, "%s: %s", view->names[i], sink_word(view, i));
	if (percent) {
		fprintf(out, " %u %%", progress_percent(s));
		speed_field(field, s, view->job->block_bytes);
		if (field[0])
			fprintf(out, ", %s", field + strspn(field, " "));
		buffer_field(field, s);
		if (field[0])
			fprintf(out, ", %s", field);
	}
	fputc('\n', out);
}

/**
 * progress_tell() - plain lines: one per change of state and each tenth
 * @out: where to
 * @said: what was said already; begin with zeroes
 * @view: what is so now
 */
void progress_tell(FILE *out, struct progress_plain *said,
		   const struct progress_view *view)
{
	char line[PROGRESS_MAX_COLUMNS + 1];
	const struct dsr_sink_status *s;
	uint32_t i, tenth;

	if (said->job_state != view->job->state) {
		said->job_state = view->job->state;
		progress_head(line, sizeof(line), view);
		fprintf(out, "%s\n", line);
	}
	for (i = 0; i < view->nr && i < DSR_MAX_SINKS; i++) {
		s = &view->sinks[i];
		tenth = moves(s) ? progress_percent(s) / 10 : 0;
		if (said->state[i] == s->state && said->tenth[i] == tenth)
			continue;
		if (said->state[i] != s->state || tenth)
			tell_sink(out, view, i, moves(s) && tenth);
		said->state[i] = s->state;
		said->tenth[i] = tenth;
	}
	fflush(out);
}
