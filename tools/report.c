// SPDX-License-Identifier: GPL-2.0
/* How a job ended: for people, for programs, and for the records. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cmd.h"
#include "disc/text.h"
#include "json.h"
#include "names.h"
#include "report.h"

#define NS_PER_S	1000000000ULL

static void print_figures(FILE *out, const struct snapshot *snap,
			  const struct dsr_sink_status *s)
{
	uint32_t unit = text_speed_unit(s->profile);
	char amount[32], clock[32];

	text_size(amount, sizeof(amount),
		  s->written_blocks * snap->job.block_bytes);
	fprintf(out, ", %s", amount);
	if (s->written_ns > s->start_ns && s->start_ns) {
		text_time(clock, sizeof(clock),
			  (s->written_ns - s->start_ns) / NS_PER_S);
		fprintf(out, " in %s", clock);
	}
	if (s->mean_kbs && unit)
		fprintf(out, " (%.1fx)", (double)s->mean_kbs / unit);
	if (s->buffer_bytes && s->buffer_lowest <= s->buffer_bytes)
		fprintf(out, ", buffer never below %u %%",
			(unsigned int)((uint64_t)s->buffer_lowest * 100 /
				       s->buffer_bytes));
	if (s->pauses)
		fprintf(out, ", paused %u time%s", s->pauses, s->pauses == 1 ? "" : "s");
}

/**
 * report_sink() - the line that says how a sink ended
 * @out: where to
 * @snap: of a job
 * @i: which sink
 */
void report_sink(FILE *out, const struct snapshot *snap, uint32_t i)
{
	const struct dsr_sink_status *s = &snap->sinks[i];
	char text[600];

	fprintf(out, "%s: ", snap->names[i]);
	switch (s->outcome) {
	case DSR_OUTCOME_VERIFIED:
		fputs("verified", out);
		print_figures(out, snap, s);
		break;
	case DSR_OUTCOME_WRITTEN:
		fputs("written, not verified", out);
		print_figures(out, snap, s);
		break;
	case DSR_OUTCOME_REJECTED:
	case DSR_OUTCOME_NOT_STARTED:
		text_error(text, sizeof(text), &s->error);
		fprintf(out, "%s: %s; %s",
			s->outcome == DSR_OUTCOME_REJECTED ? "rejected" : "not started",
			text, text_reason_advice(s->error.reason));
		break;
	default:
		fputs(text_sink_state(s->state), out);
		break;
	}
	fputc('\n', out);
}

static void print_job_error(FILE *out, const struct snapshot *snap)
{
	const struct dsr_error *error = &snap->job.error;
	char name[PROGRESS_NAME], text[600];

	if (error->reason == DSR_REASON_NONE)
		return;
	if (error->reason == DSR_REASON_CANCELLED) {
		fputs("The job was cancelled.\n", out);
		return;
	}
	text_error(text, sizeof(text), error);
	if (error->reason < DSR_REASON_CANCELLED ||
	    error->reason == DSR_REASON_SOURCE) {
		name_full(name, sizeof(name), &snap->job.source);
		fprintf(out, "The source failed: %s: %s; %s\n", name, text,
			text_job_advice(error->reason));
	} else {
		fprintf(out, "The job failed: %s; %s\n", text,
			text_job_advice(error->reason));
	}
}

static void print_digest(FILE *out, const struct dsr_job_status *job)
{
	unsigned int i;

	if (!job->sha256_valid)
		return;
	fputs("SHA-256 of the content: ", out);
	for (i = 0; i < sizeof(job->sha256); i++)
		fprintf(out, "%02x", job->sha256[i]);
	fputc('\n', out);
}

static uint32_t count(const struct snapshot *snap, uint32_t outcome)
{
	uint32_t i, n = 0;

	for (i = 0; i < snap->nr; i++)
		n += snap->sinks[i].outcome == outcome;
	return n;
}

/**
 * report_print() - how a job ended, for people
 * @out: where to
 * @snap: of a job that is done
 */
void report_print(FILE *out, const struct snapshot *snap)
{
	static const struct {
		uint32_t outcome;
		const char *words;
	} sums[] = {
		{ DSR_OUTCOME_VERIFIED, "verified" },
		{ DSR_OUTCOME_WRITTEN, "written but not verified" },
		{ DSR_OUTCOME_REJECTED, "rejected" },
		{ DSR_OUTCOME_NOT_STARTED, "not started" },
	};
	const char *lead = ": ";
	uint32_t i, n;

	for (i = 0; i < snap->nr; i++)
		report_sink(out, snap, i);
	print_job_error(out, snap);
	print_digest(out, &snap->job);
	fprintf(out, "%u disc%s", snap->nr, snap->nr == 1 ? "" : "s");
	for (i = 0; i < sizeof(sums) / sizeof(sums[0]); i++) {
		n = count(snap, sums[i].outcome);
		if (!n)
			continue;
		fprintf(out, "%s%u %s", lead, n, sums[i].words);
		lead = ", ";
	}
	fputs(".\n", out);
}

/**
 * report_exit_code() - what a job's end means for the exit code
 * @snap: of a job that is done
 *
 * Return: an enum dsrctl_exit.
 */
int report_exit_code(const struct snapshot *snap)
{
	uint32_t good = count(snap, DSR_OUTCOME_VERIFIED) +
			count(snap, DSR_OUTCOME_WRITTEN);

	if (snap->nr && good == snap->nr)
		return DSRCTL_OK;
	if (snap->job.cancelled)
		return DSRCTL_CANCELLED;
	return good ? DSRCTL_SOME_REJECTED : DSRCTL_FAILED;
}

/**
 * report_result_json() - the last line of --json
 * @snap: of a job that is done
 * @exit_code: that dsrctl will end with
 */
void report_result_json(const struct snapshot *snap, int exit_code)
{
	struct json_object *doc = json_document("result");

	json_set_number(doc, "exit_code", (uint64_t)exit_code);
	json_object_object_add(doc, "job", json_job(&snap->job, snap->sinks, snap->nr));
	json_print_line(doc);
}

static struct json_object *provenance(const struct snapshot *snap, uint32_t i,
				      const char *source_path)
{
	struct json_object *doc = json_document("provenance");
	struct json_object *job = json_job(&snap->job, NULL, 0);
	time_t now = time(NULL);
	char text[32] = "";
	struct tm tm;

	if (gmtime_r(&now, &tm))
		strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &tm);
	json_set_string(doc, "time", text);
	json_set_string(doc, "dsrctl", DSRCTL_VERSION);
	if (source_path)
		json_set_string(doc, "source_path", source_path);
	json_object_object_del(job, "sinks");
	json_object_object_add(doc, "job", job);
	json_object_object_add(doc, "copy", json_sink(&snap->sinks[i], i));
	return doc;
}

static int write_line(int fd, struct json_object *doc)
{
	const char *text = json_object_to_json_string_ext(
		doc, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE);
	size_t len = strlen(text);
	char *line = NULL;
	ssize_t n;
	int ret = 0;

	if (asprintf(&line, "%s\n", text) < 0)
		return -ENOMEM;
	/* one write a line: records of several dsrctl must not mix */
	n = write(fd, line, len + 1);
	if (n < 0)
		ret = -errno;
	else if ((size_t)n != len + 1)
		ret = -ENOSPC;
	free(line);
	return ret;
}

/**
 * report_append() - add one provenance record per disc to a file
 * @path: of the file; made when it is not there
 * @snap: of a job that is done
 * @source_path: as typed, or NULL when it is not known
 *
 * Return: DSRCTL_OK, or DSRCTL_DEVICE after a sentence.
 */
int report_append(const char *path, const struct snapshot *snap,
		  const char *source_path)
{
	int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
	struct json_object *doc;
	int ret = fd < 0 ? -errno : 0;
	uint32_t i;

	for (i = 0; !ret && i < snap->nr; i++) {
		doc = provenance(snap, i, source_path);
		ret = write_line(fd, doc);
		json_object_put(doc);
	}
	if (fd >= 0 && close(fd) && !ret)
		ret = -errno;
	if (!ret)
		return DSRCTL_OK;
	complain("the report can't be written to %s: %s", path, strerror(-ret));
	return DSRCTL_DEVICE;
}
