// SPDX-License-Identifier: GPL-2.0
/* How a job ended: for programs, and for the records. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "archive.h"
#include "cmd.h"
#include "disc/text.h"
#include "json.h"
#include "json_disc.h"
#include "place.h"

#define NS_PER_S	1000000000ULL

/* ---- parts ------------------------------------------------------------------ */

/* Where a block is: its track, and its time on a CD. */
static void set_place(struct json_object *o, const struct disc *disc, uint64_t lba)
{
	const struct disc_track *t = disc ? disc_track_at(disc, lba) : NULL;
	char clock[24];

	json_set_number(o, "lba", lba);
	if (!t)
		return;
	json_set_number(o, "track", t->number);
	if (disc->family != DSR_FAMILY_CD)
		return;
	text_position(clock, sizeof(clock), (int64_t)lba);
	json_set_string(o, "position", clock);
}

static struct json_object *ranges_json(const struct disc *disc, const struct dsr_bad_range *ranges,
					int nr)
{
	struct json_object *list = json_object_new_array();
	struct json_object *o;
	int i;

	for (i = 0; i < nr; i++) {
		o = json_object_new_object();
		set_place(o, disc, ranges[i].lba);
		json_set_number(o, "blocks", ranges[i].blocks);
		json_object_array_add(list, o);
	}
	return list;
}

/* What of the source is bad. */
static void set_bad(struct json_object *job, const struct report *r)
{
	json_set_number(job, "bad_blocks", report_bad_blocks(r));
	json_object_object_add(job, "bad", ranges_json(r->disc, r->bad, r->nr_bad));
	json_object_object_add(job, "c2_bad", ranges_json(r->disc, r->c2, r->nr_c2));
}

static struct json_object *differences_json(const struct readback_disc *d)
{
	struct json_object *list = json_object_new_array();
	struct json_object *o;
	unsigned int i;

	for (i = 0; i < d->nr; i++) {
		o = json_object_new_object();
		json_set_number(o, "track", d->list[i].track);
		json_set_string(o, "what", d->list[i].what);
		json_set_string(o, "master", d->list[i].a);
		json_set_string(o, "copy", d->list[i].b);
		json_object_array_add(list, o);
	}
	return list;
}

/* SHA-256 of the tracks of the source, or of a disc that was read back. */
static void set_tracks(struct json_object *o, const struct report *r, uint32_t which)
{
	if (r->sums)
		content_sums_tracks(&r->sums[which], o);
}

/* What was compared beside the content, and where the content differs. */
static void set_findings(struct json_object *sink, const struct report *r, uint32_t i)
{
	const struct readback_disc *d = r->readback ? &r->readback->discs[i] : NULL;
	const struct dsr_error *error = &r->snap->sinks[i].error;
	struct content_place bad;
	struct json_object *place;

	set_tracks(sink, r, 1 + i);
	if (report_bad_sum(r, i, &bad)) {
		place = json_object_new_object();
		set_place(place, r->disc, bad.lba);
		json_set_bool(place, "whole_track", true);
		json_object_object_add(sink, "first_difference", place);
		place = bad.blocks ? json_object_new_object() : NULL;
		if (place) {
			set_place(place, r->disc, bad.from);
			json_set_number(place, "blocks", bad.blocks);
		}
		json_object_object_add(sink, "differs_in", place);
	}
	if (report_has_place(error)) {
		place = json_object_new_object();
		set_place(place, r->disc, error->value);
		json_object_object_add(sink, "first_difference", place);
	}
	if (!d)
		return;
	json_set_bool(sink, "subchannel_compared", d->done && !d->why[0]);
	if (d->why[0])
		json_set_string(sink, "subchannel_unreadable", d->why);
	json_object_object_add(sink, "differences", differences_json(d));
	if (d->shifted)
		json_object_object_add(sink, "audio_shift_samples",
				       json_object_new_int64(d->samples));
}

static void set_coverage(struct json_object *o, const struct report *r)
{
	char text[64];

	if (!r->coverage)
		return;
	coverage_text(text, sizeof(text), r->coverage);
	json_set_string(o, "coverage", text);
}

/* ---- the last line of --json ------------------------------------------------- */

/**
 * archive_result() - the last line of --json
 * @r: of a job that is done
 * @exit_code: that dsrctl will end with
 */
void archive_result(const struct report *r, int exit_code)
{
	const struct snapshot *snap = r->snap;
	struct json_object *doc = json_document("result");
	struct json_object *job = json_job(&snap->job, snap->sinks, snap->nr), *sinks;
	uint32_t i;

	json_object_object_get_ex(job, "sinks", &sinks);
	for (i = 0; i < snap->nr; i++)
		set_findings(json_object_array_get_idx(sinks, i), r, i);
	set_bad(job, r);
	set_tracks(job, r, 0);
	set_coverage(job, r);
	json_set_number(doc, "exit_code", (uint64_t)exit_code);
	json_object_object_add(doc, "job", job);
	json_print_line(doc);
}

/* ---- the records ------------------------------------------------------------- */

static void set_time(struct json_object *o, const char *key, time_t when)
{
	char text[32] = "";
	struct tm tm;

	if (gmtime_r(&when, &tm))
		strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &tm);
	json_set_string(o, key, text);
}

/* The kernel's clock counts from boot; records want the calendar. */
static void set_wall_clock(struct json_object *o, const char *key, const struct report *r,
			   uint64_t ns)
{
	uint64_t now = r->snap->job.now_ns;

	if (ns && ns <= now)
		set_time(o, key, time(NULL) - (time_t)((now - ns) / NS_PER_S));
}

static struct json_object *provenance(const struct report *r, uint32_t i)
{
	const struct dsr_sink_status *sink = &r->snap->sinks[i];
	struct json_object *doc = json_document("provenance");
	struct json_object *job = json_job(&r->snap->job, NULL, 0);
	struct json_object *copy = json_sink(r->snap->job.op, sink, i);

	set_time(doc, "time", time(NULL));
	set_wall_clock(doc, "started", r, r->snap->job.start_ns);
	set_wall_clock(doc, "ended", r, sink->end_ns);
	json_set_string(doc, "dsrctl", DSRCTL_VERSION);
	if (r->source_path)
		json_set_string(doc, "source_path", r->source_path);
	json_object_object_del(job, "sinks");
	set_bad(job, r);
	set_tracks(job, r, 0);
	set_coverage(job, r);
	json_object_object_add(doc, "job", job);
	set_findings(copy, r, i);
	if (r->sums) {
		content_sums_extents(&r->sums[0], job);
		content_sums_extents(&r->sums[1 + i], copy);
	}
	json_object_object_add(doc, "copy", copy);
	if (r->disc)
		json_object_object_add(doc, "disc", json_disc(r->disc));
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

static int open_archive(const char *path)
{
	int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);

	return fd < 0 ? -errno : fd;
}

static int cannot_write(const char *path, int err)
{
	complain("the report can't be written to %s: %s", path, strerror(-err));
	return DSRCTL_DEVICE;
}

/**
 * archive_ready() - can records be added to a file? Better known before a job
 * than after it.
 * @path: of the file; made when it is not there
 *
 * Return: DSRCTL_OK, or DSRCTL_DEVICE after a sentence.
 */
int archive_ready(const char *path)
{
	int fd = open_archive(path);

	if (fd < 0)
		return cannot_write(path, fd);
	close(fd);
	return DSRCTL_OK;
}

/**
 * archive_append() - add one provenance record per disc to a file
 * @path: of the file; made when it is not there
 * @r: of a job that is done
 *
 * Return: DSRCTL_OK, or DSRCTL_DEVICE after a sentence.
 */
int archive_append(const char *path, const struct report *r)
{
	int fd = open_archive(path);
	struct json_object *doc;
	int ret = fd < 0 ? fd : 0;
	uint32_t i;

	for (i = 0; !ret && i < r->snap->nr; i++) {
		doc = provenance(r, i);
		ret = write_line(fd, doc);
		json_object_put(doc);
	}
	if (fd >= 0 && close(fd) && !ret)
		ret = -errno;
	return ret ? cannot_write(path, ret) : DSRCTL_OK;
}
