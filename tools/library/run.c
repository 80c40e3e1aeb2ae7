// SPDX-License-Identifier: GPL-2.0
/* The loop that carries a batch out: robot, drives and printer at the same time. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "cmd.h"
#include "library/run.h"
#include "robot_text.h"

#define MAX_DECISIONS	64
#define IDLE_MS		5000
#define PRINT_POLL_MS	250	/* of Busy */
#define LOOK_POLL_MS	1000	/* of a mail slot, where no events can be had */

/* ---- the robot ------------------------------------------------------------------ */

static bool note_moved(struct run *run, int disc, int err, const struct dsr_error *error)
{
	struct batch_record r = { .kind = BATCH_R_MOVED, .disc = disc, .error = err };
	char text[512];

	r.to = batch_where(&run->batch, disc);
	robot_error_text(text, sizeof(text), &run->robot.robot.info, error, NULL);
	if (err)
		batch_say(r.text, "%.230s", error->reason ? text : strerror(err));
	return run_note(run, &r);
}

static bool start_move(struct run *run, const struct batch_record *r)
{
	struct dsr_error error = { 0 };
	int ret;

	if (batch_by_rezero(&run->batch, r))
		ret = lrobot_return(&run->robot, &error);
	else
		ret = lrobot_move(&run->robot, (uint16_t)r->from, (uint16_t)r->to, r->flip,
				  &error);
	if (!ret)
		return true;
	/* what the module knew better was perhaps put there by a hand */
	return run_look(run, true) && note_moved(run, r->disc, -ret, &error);
}

/*
 * A person has taken the disc out of the mail slot and left its tray there: the
 * tray goes back to the slot it came from. It is no disc, so no record tells of it.
 */
static bool tidy_mail(struct run *run)
{
	const struct dsr_element *e = NULL;
	struct dsr_error error;
	int32_t slot;
	size_t i;

	for (i = 0; i < run->robot.nr && !e; i++)
		if (run->robot.elements[i].type == DSR_ELEMENT_MAIL &&
		    (run->robot.elements[i].flags & (DSR_EL_TRAY | DSR_EL_FULL | DSR_EL_OPEN)) ==
			    DSR_EL_TRAY)
			e = &run->robot.elements[i];
	if (!e)
		return false;
	slot = batch_tray_slot(&run->batch, e->address);
	if (slot == BATCH_NOWHERE)
		return false;
	run->tidying = !lrobot_move(&run->robot, e->address, (uint16_t)slot, false, &error);
	return run->tidying;
}

static bool take_move(struct run *run)
{
	struct dsr_error error = { 0 };
	int result = 0, ret = lrobot_ended(&run->robot, &result, &error);

	if (!ret)
		return true;
	if (run->tidying) {
		run->tidying = false;
		return run_look(run, ret < 0);
	}
	if (ret < 0)
		result = -ret;
	/* a rezero may have moved others too */
	return run_look(run, ret < 0) && note_moved(run, run->batch.moving, result, &error) &&
	       run_note_missing(run);
}

/* ---- decisions ------------------------------------------------------------------ */

static int group_size(const struct batch_record *r, int nr)
{
	int n = 1;

	while (n < nr && n < RUN_MAX_GROUP && r[n].kind == BATCH_R_WORK &&
	       r[n].group == r->group)
		n++;
	return n;
}

static int by_group(const struct batch_record *r, int n, struct batch_record *out)
{
	int i, j, nr = 0;

	for (i = 0; i < n; i++) {
		if (r[i].kind != BATCH_R_WORK) {
			out[nr++] = r[i];
			continue;
		}
		for (j = 0; j < i && (r[j].kind != BATCH_R_WORK || r[j].group != r[i].group);)
			j++;
		if (j < i)
			continue;	/* went with the first of its group */
		for (j = i; j < n; j++)
			if (r[j].kind == BATCH_R_WORK && r[j].group == r[i].group)
				out[nr++] = r[j];
	}
	return nr;
}

static bool carry_out(struct run *run, const struct batch_record *r, int n)
{
	int i, step;

	for (i = 0; i < n; i += step) {
		step = 1;
		if (r[i].kind == BATCH_R_MOVE && !start_move(run, &r[i]))
			return false;
		if (r[i].kind != BATCH_R_WORK)
			continue;
		step = group_size(&r[i], n - i);
		if (!run_start_work(run, &r[i], step))
			return false;
	}
	return true;
}

static bool decide(struct run *run)
{
	struct batch_record r[MAX_DECISIONS], sorted[MAX_DECISIONS];
	int n = MAX_DECISIONS;

	while (n) {
		n = batch_decide(&run->batch, run_now_ms(), r, MAX_DECISIONS);
		if (!n)
			break;
		n = by_group(r, n, sorted);
		if (!run_keep(run, sorted, n) || !carry_out(run, sorted, n))
			return false;
	}
	return true;
}

/* ---- waiting -------------------------------------------------------------------- */

struct waiting {
	struct pollfd fds[3 + 2 * RUN_MAX_WORKS];
	struct run_work *works[3 + 2 * RUN_MAX_WORKS];
	nfds_t nr;
};

static void wait_on(struct waiting *w, int fd, short events, struct run_work *work)
{
	w->fds[w->nr].fd = fd;
	w->fds[w->nr].events = events;
	w->fds[w->nr].revents = 0;
	w->works[w->nr++] = work;
}

static void gather(struct run *run, struct waiting *w)
{
	struct run_work *work;
	size_t i;

	w->nr = 0;
	wait_on(w, run->signal_fd, POLLIN, NULL);
	wait_on(w, run->robot.robot.fd, run->robot.order ? POLLIN : POLLPRI, NULL);
	wait_on(w, run->robot.listener ? dsr_listener_fd(run->robot.listener) : -1, POLLIN,
		NULL);
	for (i = 0; i < RUN_MAX_WORKS; i++) {
		work = &run->works[i];
		if (!work->used)
			continue;
		wait_on(w, work->work.out, POLLIN, work);
		wait_on(w, work->work.err, POLLIN, work);
	}
}

static int patience(const struct run *run)
{
	int64_t rest = run->batch.rest_until_ms - run_now_ms();
	int ms = IDLE_MS;

	if (run->printing >= 0 && !run->robot.order)
		ms = PRINT_POLL_MS;
	else if (!run->robot.listener)
		ms = LOOK_POLL_MS;
	return rest > 0 && rest < ms ? (int)rest : ms;
}

static bool take_works(struct run *run, struct waiting *w)
{
	nfds_t i;

	for (i = 3; i < w->nr; i++)
		if (w->fds[i].revents)
			work_read(&w->works[i]->work, w->fds[i].fd);
	for (i = 0; i < RUN_MAX_WORKS; i++)
		if (run->works[i].used && !run_take_work(run, &run->works[i]))
			return false;
	return true;
}

static void take_signal(struct run *run)
{
	struct signalfd_siginfo info;

	if (read(run->signal_fd, &info, sizeof(info)) != sizeof(info))
		return;
	run->leave = run->stop;
	run->stop = true;
	if (!run->leave && run->robot.order)
		complain("stopping: the robot's move is waited for; Ctrl-C again leaves at once");
}

static bool wait_and_take(struct run *run)
{
	struct waiting w;
	bool fine = true;
	int n;

	gather(run, &w);
	run_line_show(run);
	n = poll(w.fds, w.nr, patience(run));
	run_line_hide(run);
	if (n < 0 && errno != EINTR) {
		complain("waiting failed: %s", strerror(errno));
		run->broken = DSRCTL_FAILED;
		return false;
	}
	if (w.fds[0].revents)
		take_signal(run);
	if (w.fds[2].revents)
		lrobot_hear(&run->robot);
	if (run->robot.order)
		fine = take_move(run);
	else if (w.fds[1].revents || !n)	/* or it is quiet: all may have been missed */
		fine = run_look(run, !n) && run_note_missing(run);
	if (fine && run->printing >= 0 && !run->robot.order)
		fine = run_print_look(run);
	return fine && take_works(run, &w);
}

/* ---- the loop -------------------------------------------------------------------- */

static bool mail_is_full(const struct run *run)
{
	const struct dsr_element *e;
	size_t i;

	for (i = 0; i < run->robot.nr; i++) {
		e = &run->robot.elements[i];
		if (e->type == DSR_ELEMENT_MAIL && e->flags & DSR_EL_FULL)
			return true;
	}
	return false;
}

/* Told once, as long as it is the same. */
static void ask_operator(struct run *run)
{
	bool close = batch_wants_mail_closed(&run->batch) && !mail_is_full(run);
	enum run_question question = close ? RUN_ASKED_CLOSE : RUN_ASKED_TAKE;

	if (run->asked == question)
		return;
	run->asked = question;
	run_notice(run, close ? "mail_open" : "mail_full",
		   close ? "close the mail slot, for the robot to put down the disc in its hand: %u of %u copies are there" :
		   "take the disc out of the mail slot and close it: %u of %u copies are there",
		   batch_good(&run->batch), run->batch.rules.copies);
}

static bool goes_on(struct run *run)
{
	if (run->leave || (run->stop && !run->robot.order))
		return false;
	if (run->stop || run->tidying)
		return true;
	if (!decide(run))
		return false;
	switch (batch_phase(&run->batch)) {
	case BATCH_RUNS:
		run->asked = RUN_ASKED_NONE;
		return true;
	case BATCH_ASKS:
		if (batch_wants_mail_closed(&run->batch) || !tidy_mail(run))
			ask_operator(run);
		return true;
	default:
		return false;
	}
}

static int listen_to_signals(struct run *run, sigset_t *old)
{
	sigset_t mask;

	sigemptyset(&mask);
	sigaddset(&mask, SIGINT);
	sigaddset(&mask, SIGTERM);
	sigprocmask(SIG_BLOCK, &mask, old);
	/* it outlives the terminal that it was started from */
	signal(SIGHUP, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	run->signal_fd = signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
	return run->signal_fd < 0 ? -errno : 0;
}

static int how_it_ended(struct run *run)
{
	if (run->broken)
		return run->broken;
	switch (batch_phase(&run->batch)) {
	case BATCH_OVER:
		return DSRCTL_OK;
	case BATCH_SHORT:
		return batch_good(&run->batch) ? DSRCTL_SOME_REJECTED : DSRCTL_FAILED;
	default:
		return DSRCTL_LEFT_RUNNING;
	}
}

/**
 * run_batch() - carry a batch out, until it is over or somebody stops it
 * @run: with robot, batch, journal
 *
 * Stopped, jobs of the kernel and the robot's move go on; the journal knows them.
 *
 * Return: an enum dsrctl_exit; LEFT_RUNNING: it was stopped.
 */
int run_batch(struct run *run)
{
	sigset_t old;
	int ret = listen_to_signals(run, &old);

	run->printing = -1;
	if (ret) {
		complain("signals can't be waited for: %s", strerror(-ret));
		run->broken = DSRCTL_FAILED;
	}
	while (!run->broken && goes_on(run))
		if (!wait_and_take(run))
			break;
	run_kill_works(run);
	fflush(stdout);
	if (run->signal_fd >= 0)
		close(run->signal_fd);
	sigprocmask(SIG_SETMASK, &old, NULL);
	return how_it_ended(run);
}
