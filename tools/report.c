// SPDX-License-Identifier: GPL-2.0
/* How a job ended: for people, and as an exit code. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "disc/text.h"
#include "libdsr/libdsr.h"
#include "names.h"
#include "place.h"
#include "report.h"

#define NS_PER_S	1000000000ULL

static int gather(int job_fd, uint32_t kind, struct dsr_bad_range **ranges, int *nr)
{
	*nr = dsr_job_bad(job_fd, kind, ranges);
	if (*nr >= 0)
		return DSRCTL_OK;
	complain("which blocks of the source are bad can't be told: %s", strerror(-*nr));
	*nr = 0;
	return DSRCTL_DEVICE;
}

static int gather_sums(struct report *r, int job_fd)
{
	uint32_t i;

	r->sums = calloc(1 + (size_t)r->snap->nr, sizeof(*r->sums));
	if (!r->sums)
		return no_memory();
	content_sums_ask(&r->sums[0], job_fd, DSR_JOB_STREAM);
	for (i = 0; i < r->snap->nr; i++)
		content_sums_ask(&r->sums[1 + i], job_fd, i);
	return DSRCTL_OK;
}

/**
 * report_begin() - gather what is known of a job that is done
 * @r: gets it; its other members are the caller's to set
 * @snap: of the job
 * @job_fd: of the job
 *
 * Return: an enum dsrctl_exit; anything but OK after a sentence.
 */
int report_begin(struct report *r, const struct snapshot *snap, int job_fd)
{
	int ret;

	memset(r, 0, sizeof(*r));
	r->snap = snap;
	ret = gather_sums(r, job_fd);
	if (!ret && snap->job.bad_blocks)
		ret = gather(job_fd, DSR_BAD_UNREADABLE, &r->bad, &r->nr_bad);
	if (!ret && snap->job.c2_kept)
		ret = gather(job_fd, DSR_BAD_C2, &r->c2, &r->nr_c2);
	return ret;
}

/**
 * report_add_bad() - what was skipped before the job got the content
 * @r: begun
 * @list: of it; goes before what the job has skipped
 *
 * Return: an enum dsrctl_exit; anything but OK after a sentence.
 */
int report_add_bad(struct report *r, const struct bad_list *list)
{
	struct dsr_bad_range *all = calloc(list->nr + (size_t)r->nr_bad, sizeof(*all));
	unsigned int i;

	if (!all)
		return no_memory();
	for (i = 0; i < list->nr; i++)
		all[i] = (struct dsr_bad_range){
			.lba = (uint64_t)list->runs[i].lba,
			.blocks = list->runs[i].blocks,
		};
	if (r->nr_bad)
		memcpy(all + list->nr, r->bad, (size_t)r->nr_bad * sizeof(*all));
	free(r->bad);
	r->bad = all;
	r->nr_bad += (int)list->nr;
	return DSRCTL_OK;
}

/**
 * report_bad_blocks() - blocks of the source that became zeros
 * @r: complete
 */
uint64_t report_bad_blocks(const struct report *r)
{
	uint64_t blocks = 0;
	int i;

	for (i = 0; i < r->nr_bad; i++)
		blocks += r->bad[i].blocks;
	return blocks;
}

/**
 * report_end() - free what was gathered
 * @r: begun
 */
void report_end(struct report *r)
{
	free(r->bad);
	free(r->c2);
	free(r->sums);
	r->sums = NULL;
	r->bad = NULL;
	r->c2 = NULL;
}

/* ---- places ---------------------------------------------------------------- */

/**
 * report_has_place() - is the error about a block of the content?
 * @error: of a sink; @value is the LBA then
 */
bool report_has_place(const struct dsr_error *error)
{
	return error->reason == DSR_REASON_MISMATCH || error->reason == DSR_REASON_UNREADABLE;
}

/**
 * report_bad_sum() - where the digests of a disc begin to be others than expected
 * @r: of a job that compared with these
 * @i: which sink
 * @place: gets it
 *
 * Return: false: it can't be told, or they are not.
 */
bool report_bad_sum(const struct report *r, uint32_t i, struct content_place *place)
{
	return r->snap->sinks[i].error.reason == DSR_REASON_DIGEST && r->disc && r->sums &&
	       r->wanted && content_sums_differ(&r->sums[1 + i], r->wanted, r->disc, place);
}

/* ---- one disc -------------------------------------------------------------- */

static uint64_t bytes_of(const struct report *r, uint64_t blocks)
{
	/* blocks of a mixed disc have several lengths */
	if (r->disc && blocks == disc_blocks(r->disc))
		return disc_bytes(r->disc);
	return blocks * r->snap->job.block_bytes;
}

static void print_amount(FILE *out, const struct report *r, const struct dsr_sink_status *s)
{
	uint64_t blocks = r->snap->job.op == DSR_OP_VERIFY ? s->verified_blocks :
							     s->written_blocks;
	char amount[32], clock[32];

	text_size(amount, sizeof(amount), bytes_of(r, blocks));
	fprintf(out, ", %s", amount);
	if (s->written_ns > s->start_ns && s->start_ns) {
		text_time(clock, sizeof(clock), (s->written_ns - s->start_ns) / NS_PER_S);
		fprintf(out, " in %s", clock);
	}
}

static void print_figures(FILE *out, const struct report *r, const struct dsr_sink_status *s)
{
	double unit = text_speed_unit(s->profile, r->snap->job.block_bytes);

	print_amount(out, r, s);
	if (s->mean_kbs && unit > 0)
		fprintf(out, " (%.1fx)", s->mean_kbs / unit);
	if (s->buffer_bytes && s->buffer_lowest <= s->buffer_bytes)
		fprintf(out, ", buffer never below %u %%",
			(unsigned int)((uint64_t)s->buffer_lowest * 100 /
				       s->buffer_bytes));
	if (s->pauses)
		fprintf(out, ", paused %u time%s", s->pauses, s->pauses == 1 ? "" : "s");
	if (s->outcome == DSR_OUTCOME_VERIFIED && s->verify_blocks &&
	    s->verify_blocks < s->total_blocks)
		fprintf(out, ", %.1f %% of it read back",
			100.0 * (double)s->verify_blocks / (double)s->total_blocks);
}

/* Where a disc differs; empty where there is no such thing. */
static void find_place(char *place, size_t size, const struct report *r,
		       const struct dsr_sink_status *s)
{
	struct content_place at;
	char begin[64];

	place[0] = '\0';
	if (report_has_place(&s->error))
		place_text(place, size, r->disc, s->error.value);
	if (s->error.reason != DSR_REASON_DIGEST || !r->wanted)
		return;
	if (!report_bad_sum(r, (uint32_t)(s - r->snap->sinks), &at)) {
		snprintf(place, size, "where is not known, the report has no digests of parts");
		return;
	}
	place_text(begin, sizeof(begin), r->disc, at.blocks ? at.from : at.lba);
	if (at.blocks)
		snprintf(place, size, "first in blocks %" PRIu64 " to %" PRIu64 ": %s",
			 at.from, at.from + at.blocks - 1, begin);
	else
		snprintf(place, size, "somewhere in %s, which begins at block %" PRIu64, begin,
			 at.lba);
}

static void print_failure(FILE *out, const struct report *r, const struct dsr_sink_status *s)
{
	char text[600], place[128];

	text_error(text, sizeof(text), &s->error);
	find_place(place, sizeof(place), r, s);
	fprintf(out, "%s: %s%s%s%s; %s",
		s->outcome == DSR_OUTCOME_REJECTED ? "rejected" : "not started", text,
		place[0] ? " (" : "", place, place[0] ? ")" : "",
		text_sink_advice(r->snap->job.op, s->error.reason));
}

static void print_outcome(FILE *out, const struct report *r, const struct dsr_sink_status *s)
{
	switch (s->outcome) {
	case DSR_OUTCOME_VERIFIED:
		fputs("verified", out);
		print_figures(out, r, s);
		break;
	case DSR_OUTCOME_WRITTEN:
		fputs("written, not verified", out);
		print_figures(out, r, s);
		break;
	case DSR_OUTCOME_SIMULATED:
		fputs("simulated, nothing was written", out);
		print_figures(out, r, s);
		break;
	case DSR_OUTCOME_ERASED:
		fputs("erased", out);
		break;
	case DSR_OUTCOME_REJECTED:
	case DSR_OUTCOME_NOT_STARTED:
		print_failure(out, r, s);
		break;
	default:
		fputs(text_sink_now(r->snap->job.op, s->state, s->outcome), out);
		break;
	}
}

static void print_readback(FILE *out, const struct readback_disc *d)
{
	const struct layout_difference *diff;
	unsigned int i;

	if (d->shifted)
		fprintf(out, "  its audio is the master's, %d samples %s (see --read-offset)\n", abs(d->samples),
			d->samples > 0 ? "later" : "earlier");
	if (d->why[0])
		fprintf(out, "  its table of contents and sub-channel can't be read back: %s\n",
			d->why);
	for (i = 0; i < d->nr; i++) {
		diff = &d->list[i];
		if (diff->track)
			fprintf(out, "  track %u, ", diff->track);
		else
			fputs("  disc, ", out);
		fprintf(out, "%s: the master has %s, the copy %s\n", diff->what, diff->a, diff->b);
	}
}

/**
 * report_sink() - the lines that say how a sink ended
 * @out: where to
 * @r: of the job
 * @i: which sink
 */
void report_sink(FILE *out, const struct report *r, uint32_t i)
{
	fprintf(out, "%s: ", r->snap->names[i]);
	print_outcome(out, r, &r->snap->sinks[i]);
	fputc('\n', out);
	if (r->readback)
		print_readback(out, &r->readback->discs[i]);
}

/* ---- the job --------------------------------------------------------------- */

static void print_ranges(FILE *out, const struct disc *disc, const struct dsr_bad_range *ranges,
			 int nr)
{
	uint64_t last;
	char place[64];
	int i;

	for (i = 0; i < nr; i++) {
		last = ranges[i].lba + ranges[i].blocks - 1;
		place_text(place, sizeof(place), disc, ranges[i].lba);
		fprintf(out, "  %" PRIu64, (uint64_t)ranges[i].lba);
		if (ranges[i].blocks > 1)
			fprintf(out, " to %" PRIu64, last);
		fprintf(out, "%s%s%s\n", place[0] ? " (" : "", place, place[0] ? ")" : "");
	}
}

static void print_bad(FILE *out, const struct report *r)
{
	uint64_t blocks = report_bad_blocks(r);

	if (!r->nr_bad)
		return;
	fprintf(out, "%" PRIu64 " block%s of the source could not be read, the copies have zeros there:\n",
		blocks, blocks == 1 ? "" : "s");
	print_ranges(out, r->disc, r->bad, r->nr_bad);
}

/* What the source told of its audio, where it was asked. */
static void print_c2(FILE *out, const struct report *r)
{
	const struct dsr_job_status *job = &r->snap->job;
	uint64_t kept = job->c2_kept, healed;

	if (!(job->flags & DSR_JOB_F_C2))
		return;
	healed = job->c2_blocks > kept ? job->c2_blocks - kept : 0;
	if (!job->c2_blocks && !kept && !job->error.reason)
		fputs("The source told of no C2 errors.\n", out);
	/* of a job that has failed, one of them is the reason */
	if (healed && !job->error.reason)
		fprintf(out, "%" PRIu64 " block%s with C2 errors could be read again without.\n",
			healed, healed == 1 ? "" : "s");
	if (!kept)
		return;
	fprintf(out, "%" PRIu64 " block%s with C2 errors %s copied as read:\n", kept,
		kept == 1 ? "" : "s", kept == 1 ? "was" : "were");
	print_ranges(out, r->disc, r->c2, r->nr_c2);
}

static void print_coverage(FILE *out, const struct report *r)
{
	char text[64];

	if (!r->coverage || r->coverage->kind == COVERAGE_EVERY ||
	    r->coverage->kind == COVERAGE_NONE)
		return;
	coverage_text(text, sizeof(text), r->coverage);
	fprintf(out, "Read back: %s.\n", text);
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
 * @r: of the job
 */
void report_print(FILE *out, const struct report *r)
{
	const struct snapshot *snap = r->snap;
	static const struct {
		uint32_t outcome;
		const char *words;
	} sums[] = {
		{ DSR_OUTCOME_VERIFIED, "verified" },
		{ DSR_OUTCOME_WRITTEN, "written but not verified" },
		{ DSR_OUTCOME_SIMULATED, "simulated" },
		{ DSR_OUTCOME_ERASED, "erased" },
		{ DSR_OUTCOME_REJECTED, "rejected" },
		{ DSR_OUTCOME_NOT_STARTED, "not started" },
	};
	const char *lead = ": ";
	uint32_t i, n;

	for (i = 0; i < snap->nr; i++)
		report_sink(out, r, i);
	print_job_error(out, snap);
	print_bad(out, r);
	print_c2(out, r);
	print_coverage(out, r);
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
 * @r: of a job that is done
 *
 * Return: an enum dsrctl_exit.
 */
int report_exit_code(const struct report *r)
{
	const struct snapshot *snap = r->snap;
	uint32_t good = count(snap, DSR_OUTCOME_VERIFIED) + count(snap, DSR_OUTCOME_WRITTEN) +
			count(snap, DSR_OUTCOME_SIMULATED) + count(snap, DSR_OUTCOME_ERASED);

	if (snap->nr && good == snap->nr)
		return r->readback && readback_differs(r->readback) ? DSRCTL_DIFFERS : DSRCTL_OK;
	if (snap->job.cancelled)
		return DSRCTL_CANCELLED;
	return good ? DSRCTL_SOME_REJECTED : DSRCTL_FAILED;
}
