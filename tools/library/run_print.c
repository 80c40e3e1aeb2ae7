// SPDX-License-Identifier: GPL-2.0
/* Labels: the file goes to the printer's port or queue, then Busy is watched. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cmd.h"
#include "library/run.h"

#define ASC_INK		0x81	/* JVC, as in jvc_sense.c: ink cartridge check */
#define ASCQ_INK	0x22
#define PRINT_LIMIT_MS	(15 * 60 * 1000)	/* waiting for ink does not count */

/* ---- sending -------------------------------------------------------------------- */

static int copy_bytes(int from, int to)
{
	char buf[65536];
	ssize_t n, m, done;

	while ((n = read(from, buf, sizeof(buf))) > 0)
		for (done = 0; done < n; done += m) {
			m = write(to, buf + done, (size_t)(n - done));
			if (m < 0)
				return -errno;
		}
	return n < 0 ? -errno : 0;
}

static int send_to_port(const struct library_request *q)
{
	int from = open(q->label, O_RDONLY | O_CLOEXEC), to, ret;

	if (from < 0) {
		complain("the label %s can't be read: %s", q->label, strerror(errno));
		return DSRCTL_DEVICE;
	}
	to = open(q->port, O_WRONLY | O_CLOEXEC);
	ret = to < 0 ? -errno : copy_bytes(from, to);
	if (to >= 0 && close(to) && !ret)
		ret = -errno;
	close(from);
	if (ret)
		complain("the label can't be sent to the printer at %s: %s; check its cable and power",
			 q->port, strerror(-ret));
	return ret ? DSRCTL_DEVICE : DSRCTL_OK;
}

static int send_to_queue(const struct library_request *q)
{
	execlp("lp", "lp", "-s", "-d", q->queue, "--", q->label, (char *)NULL);
	complain("the program lp, which prints through CUPS, can't be started: %s; install cups-client",
		 strerror(errno));
	return DSRCTL_DEVICE;
}

static int send_label(void *ctx)
{
	const struct library_request *q = ctx;

	return q->port ? send_to_port(q) : send_to_queue(q);
}

static void begin_waiting(struct run *run, int disc)
{
	run->printing = disc;
	run->print_until_ms = run_now_ms() + PRINT_LIMIT_MS;
	run->print_ink = false;
}

static bool end_print(struct run *run, int disc, enum batch_result result, const char *why)
{
	struct batch_record r = {
		.kind = BATCH_R_DONE, .work = BATCH_PRINT, .disc = disc, .result = result,
		.hard = true,
	};

	run->printing = -1;
	batch_say(r.text, "%s", why);
	return run_note(run, &r);
}

static struct run_work *free_work(struct run *run)
{
	struct run_work *w = &run->works[RUN_MAX_WORKS - 1];	/* the printer's own */

	memset(w, 0, sizeof(*w));
	w->used = true;
	w->kind = BATCH_PRINT;
	return w;
}

/**
 * run_print() - a disc is in the printer: send its label
 * @run: the batch
 * @r: WORK, in the journal already
 *
 * A printer that is busy or has finished had its label before the batch was
 * interrupted: it must not get a second one.
 *
 * Return: false: the run ends.
 */
bool run_print(struct run *run, const struct batch_record *r)
{
	const struct dsr_element *e;
	struct run_work *w;
	int ret;

	if (!run_look(run, true))
		return false;
	e = lrobot_first(&run->robot, DSR_ELEMENT_PRINTER);
	if (e && (e->flags & (DSR_EL_BUSY | DSR_EL_FINISHED))) {
		begin_waiting(run, r->disc);
		return true;
	}
	w = free_work(run);
	w->discs[w->nr++] = r->disc;
	ret = work_start(&w->work, send_label, &run->q);
	if (!ret)
		return true;
	work_free(&w->work);
	w->used = false;
	return end_print(run, r->disc, BATCH_IS_TROUBLE, strerror(-ret));
}

/**
 * run_print_sent() - the process that sent the label has ended
 * @run: the batch
 * @w: it
 *
 * Return: false: the run ends.
 */
bool run_print_sent(struct run *run, struct run_work *w)
{
	if (w->work.exit_code)
		return end_print(run, w->discs[0], BATCH_IS_TROUBLE, w->work.said);
	begin_waiting(run, w->discs[0]);
	return true;
}

/* ---- waiting -------------------------------------------------------------------- */

static void tell_ink(struct run *run, uint8_t empty)
{
	if (run->print_ink)
		return;
	run->print_ink = true;
	run_notice(run, "ink", "the printer is out of ink%s%s%s%s%s; put a new cartridge in, the batch waits",
		 empty ? ":" : "", empty & DSR_INK_BLACK ? " black" : "",
		 empty & DSR_INK_CYAN ? " cyan" : "",
		 empty & DSR_INK_MAGENTA ? " magenta" : "",
		 empty & DSR_INK_YELLOW ? " yellow" : "");
}

/**
 * run_print_phase() - what a printer's element tells
 * @e: of the printer, or NULL
 *
 * Without ink it waits, whatever Busy says, and goes on once it has a cartridge.
 */
enum run_print_phase run_print_phase(const struct dsr_element *e)
{
	bool busy = e && (e->flags & DSR_EL_BUSY), except = e && (e->flags & DSR_EL_EXCEPT);

	if (e && (e->flags & DSR_EL_FINISHED) && !busy)
		return RUN_PRINT_DONE;
	if (except && ((e->asc == ASC_INK && e->ascq == ASCQ_INK) || (busy && e->ink_empty)))
		return RUN_PRINT_INK;
	return except && !busy ? RUN_PRINT_FAULT : RUN_PRINT_BUSY;
}

/**
 * run_print_look() - how far is the printer?
 * @run: the batch; @printing is set, the robot is at rest
 *
 * Return: false: the run ends.
 */
bool run_print_look(struct run *run)
{
	const struct dsr_element *e;
	char why[BATCH_TEXT];

	/* this look is also the one that sees what hands do meanwhile */
	if (!run_look(run, true) || !run_note_missing(run))
		return false;
	e = lrobot_first(&run->robot, DSR_ELEMENT_PRINTER);
	switch (run_print_phase(e)) {
	case RUN_PRINT_DONE:
		return end_print(run, run->printing, BATCH_IS_GOOD, "");
	case RUN_PRINT_INK:
		tell_ink(run, e->ink_empty);
		run->print_until_ms = run_now_ms() + PRINT_LIMIT_MS;
		return true;
	case RUN_PRINT_FAULT:
		batch_say(why, "the printer reports a fault (%02X/%02X)", e->asc, e->ascq);
		return end_print(run, run->printing, BATCH_IS_BAD, why);
	default:
		break;
	}
	if (run_now_ms() > run->print_until_ms)
		return end_print(run, run->printing, BATCH_IS_BAD,
				 "the printer did not finish in 15 minutes");
	return true;
}
