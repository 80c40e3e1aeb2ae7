// SPDX-License-Identifier: GPL-2.0
/* What drives do: begun, listened to, and turned into records. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "json.h"
#include "library/fetch.h"
#include "library/judge.h"
#include "library/run.h"
#include "library/verdict.h"

/* ---- beginning ------------------------------------------------------------------ */

static struct run_work *free_work(struct run *run)
{
	size_t i;

	/* the last one is the printer's */
	for (i = 0; i + 1 < RUN_MAX_WORKS; i++) {
		if (run->works[i].used)
			continue;
		memset(&run->works[i], 0, sizeof(run->works[i]));
		run->works[i].used = true;
		return &run->works[i];
	}
	return NULL;
}

/* Discs and drives of a group; those of a drive that is not there are in trouble. */
static void fill_work(struct run *run, struct run_work *w, const struct batch_record *r, int nr)
{
	const struct batch_disc *d;
	int i;

	w->kind = r->work;
	for (i = 0; i < nr && i < RUN_MAX_GROUP; i++) {
		d = &run->batch.discs[r[i].disc];
		w->discs[w->nr] = r[i].disc;
		lrobot_drive_path(&run->robot, run->batch.places[d->at].address,
				 w->paths[w->nr]);
		w->nr++;
	}
}

static int start_burn(struct run *run, struct run_work *w)
{
	const struct library_request *q = &run->q;
	char master[4200], report[4200];
	struct work_args args = { .argc = 0 };
	int i;

	i = run_master_path(run, run->batch.discs[w->discs[0]].side, master, sizeof(master));
	if (i)
		return i;
	snprintf(report, sizeof(report), "%s/copies.json", run->folder);
	work_arg(&args, "copy");
	work_arg(&args, "--json");
	work_arg(&args, "--report");
	work_arg(&args, report);
	if (q->no_verify)
		work_arg(&args, "--no-verify");
	work_arg(&args, q->speed ? "--speed" : NULL);
	work_arg(&args, q->speed);
	work_arg(&args, q->write_mode ? "--write-mode" : NULL);
	work_arg(&args, q->write_mode);
	work_arg(&args, "--");
	work_arg(&args, master);
	for (i = 0; i < w->nr; i++)
		work_arg(&args, w->paths[i]);
	return work_start_command(&w->work, &args);
}

static int start_follow(struct run *run, struct run_work *w)
{
	struct work_args args = { .argc = 0 };
	char number[16], report[4200];

	w->told = true;
	snprintf(number, sizeof(number), "%u", run->batch.discs[w->discs[0]].job);
	snprintf(report, sizeof(report), "%s/copies.json", run->folder);
	work_arg(&args, "status");
	work_arg(&args, "--wait");
	work_arg(&args, "--json");
	work_arg(&args, "--report");
	work_arg(&args, report);
	work_arg(&args, number);
	return work_start_command(&w->work, &args);
}

static int start_judge(struct run *run, struct run_work *w)
{
	struct judge judge;
	int ret = run_master_path(run, run->batch.discs[w->discs[0]].side, judge.master,
				  sizeof(judge.master));

	snprintf(judge.drive, sizeof(judge.drive), "%s", w->paths[0]);
	return ret ? ret : work_start(&w->work, judge_disc, &judge);
}

static int start_image(struct run *run, struct run_work *w)
{
	char name[4200];

	snprintf(name, sizeof(name), "%s/master%d", run->folder,
		 run->batch.discs[w->discs[0]].copy);
	return fetch_start(&w->work, &run->q, w->paths[0], name);
}

static int start_read(struct run_work *w)
{
	struct work_args args = { .argc = 0 };

	work_arg(&args, "disc");
	work_arg(&args, "--json");
	work_arg(&args, w->paths[0]);
	return work_start_command(&w->work, &args);
}

static int start(struct run *run, struct run_work *w)
{
	switch (w->kind) {
	case BATCH_BURN:
		return start_burn(run, w);
	case BATCH_FOLLOW:
		return start_follow(run, w);
	case BATCH_JUDGE:
		return start_judge(run, w);
	case BATCH_IMAGE:
		return start_image(run, w);
	case BATCH_READ:
		return start_read(w);
	default:
		return -EINVAL;
	}
}

static bool needs_image(const struct run_work *w)
{
	return w->kind == BATCH_BURN || w->kind == BATCH_JUDGE;
}

static bool note_trouble(struct run *run, struct run_work *w, const char *why)
{
	struct batch_record r = {
		.kind = BATCH_R_DONE, .work = w->kind, .result = BATCH_IS_TROUBLE, .hard = true,
	};
	int i;

	batch_say(r.text, "%s", why);
	for (i = 0; i < w->nr; i++) {
		r.disc = w->discs[i];
		if (!run_note(run, &r))
			return false;
	}
	return true;
}

/**
 * run_start_work() - begin what the batch has decided
 * @run: the batch
 * @r: WORK records of one group, in the journal already
 * @nr: of @r
 *
 * Return: false: the run ends.
 */
bool run_start_work(struct run *run, const struct batch_record *r, int nr)
{
	struct run_work *w;
	int ret;

	if (r->work == BATCH_PRINT)
		return run_print(run, r);
	w = free_work(run);
	if (!w) {
		run->broken = DSRCTL_FAILED;
		return false;
	}
	fill_work(run, w, r, nr);
	if (needs_image(w) && !run_master_ready(run, run->batch.discs[w->discs[0]].side)) {
		w->used = false;
		return false;
	}
	ret = start(run, w);
	if (!ret)
		return true;
	work_free(&w->work);
	w->used = false;
	return note_trouble(run, w, strerror(-ret));
}

/* ---- listening ------------------------------------------------------------------ */

static const char *type_of(struct json_object *doc)
{
	struct json_object *v;

	return json_object_object_get_ex(doc, "type", &v) ? json_object_get_string(v) : "";
}

static void judge_job(const struct run *run, const struct run_work *w, struct batch_record *r,
		      int i)
{
	const struct work *work = &w->work;
	const char *type = type_of(work->result);

	if (!strcmp(type, "result")) {
		verdict_of_sink(r, work->result, w->paths[i], !run->q.no_verify);
		/* nobody has compared its tables and texts: that is done now */
		if (w->kind == BATCH_FOLLOW && r->result == BATCH_IS_GOOD &&
		    run_master_is_cd(run))
			r->result = BATCH_IS_UNKNOWN;
	} else if (!strcmp(type, "judged")) {
		r->result = BATCH_IS_BLANK;
	} else if (w->kind == BATCH_FOLLOW || work->job || work->exit_code < 0) {
		/* killed before it told its job: perhaps it had begun one */
		r->result = w->kind == BATCH_JUDGE ? BATCH_IS_TROUBLE : BATCH_IS_UNKNOWN;
	} else {
		r->result = BATCH_IS_TROUBLE;
		r->hard = true;
	}
}

static void judge_image(struct run *run, const struct run_work *w, struct batch_record *r)
{
	bool made = fetch_made(&w->work);
	int err = made ? fetch_keep(run, run->batch.discs[r->disc].copy, w->work.result) : 0;

	if (err) {
		batch_say(r->text, "what was read can't be noted in %.150s: %s", run->folder,
			  strerror(-err));
		made = false;
	}
	/* it may be the drive, or the disk that it was to be written to */
	r->result = made ? BATCH_IS_GOOD : BATCH_IS_TROUBLE;
	snprintf(r->sha256, sizeof(r->sha256), "%s", json_text(w->work.result, "sha256"));
}

static void judge_look(struct run *run, const struct run_work *w, struct batch_record *r)
{
	const struct batch_disc *d = &run->batch.discs[r->disc];
	bool good = w->work.exit_code == DSRCTL_OK && w->work.result;
	unsigned int slot = run->batch.places[d->home].number;

	r->result = good ? BATCH_IS_GOOD : BATCH_IS_TROUBLE;
	shelf_learn(&run->shelf, slot, good ? w->work.result : NULL, w->work.said, run_now_ms());
	if (good)
		shelf_line(r->text, sizeof(r->text), shelf_slot(&run->shelf, slot));
}

static void judge_work(struct run *run, struct run_work *w, struct batch_record *r, int i)
{
	if (w->kind == BATCH_IMAGE)
		judge_image(run, w, r);
	else if (w->kind == BATCH_READ)
		judge_look(run, w, r);
	else
		judge_job(run, w, r, i);
	if (!r->text[0] && r->result != BATCH_IS_GOOD)
		batch_say(r->text, "%s", w->work.said[0] ? w->work.said :
						      "its process ended without a word");
}

static bool end_work(struct run *run, struct run_work *w)
{
	struct batch_record r;
	int i;

	for (i = 0; i < w->nr; i++) {
		memset(&r, 0, sizeof(r));
		r.kind = BATCH_R_DONE;
		r.disc = w->discs[i];
		r.work = w->kind;
		judge_work(run, w, &r, i);
		if (!run_note(run, &r))
			return false;
	}
	return true;
}

static bool tell_job(struct run *run, struct run_work *w)
{
	struct batch_record r = { .kind = BATCH_R_JOB, .job = w->work.job };
	int i;

	w->told = true;
	for (i = 0; i < w->nr; i++) {
		r.disc = w->discs[i];
		if (!run_note(run, &r))
			return false;
	}
	return true;
}

/**
 * run_take_work() - its process has printed something, or ended
 * @run: the batch
 * @w: used
 *
 * Return: false: the run ends.
 */
bool run_take_work(struct run *run, struct run_work *w)
{
	bool fine = true;

	if (w->work.job && !w->told && w->kind != BATCH_PRINT)
		fine = tell_job(run, w);
	if (!fine || !work_reap(&w->work))
		return fine;
	fine = w->kind == BATCH_PRINT ? run_print_sent(run, w) : end_work(run, w);
	work_free(&w->work);
	w->used = false;
	return fine;
}

/**
 * run_kill_works() - end all processes; jobs of the kernel go on
 * @run: the batch
 */
void run_kill_works(struct run *run)
{
	size_t i;

	for (i = 0; i < RUN_MAX_WORKS; i++) {
		if (!run->works[i].used)
			continue;
		work_kill(&run->works[i].work);
		work_free(&run->works[i].work);
		run->works[i].used = false;
	}
}
