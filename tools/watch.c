// SPDX-License-Identifier: GPL-2.0
/* Watching a job until it is done, with a display and the questions of Ctrl-C. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "cmd.h"
#include "json.h"
#include "libdsr/events.h"
#include "libdsr/libdsr.h"
#include "watch.h"

#define REDRAW_MS	100	/* at most ten pictures a second */
#define JSON_MS		500
#define IDLE_MS		1000	/* the clock moves when nothing else does */
#define NOTES_BYTES	2048

static const char question[] =
	"Ctrl-C: c cancels the job, l leaves it running, Enter goes on";

enum { POLL_JOB, POLL_SIGNAL, POLL_EVENTS, POLL_KEYS, NR_POLL };

struct watch {
	const struct watch_options *options;
	struct snapshot *snap;
	int job_fd;
	int signal_fd;
	sigset_t old_mask;
	struct dsr_listener
		*listener; /* NULL: events can't be had, status only */
	bool tty;		/* the display is redrawn in place */
	bool can_ask;
	bool asking;
	bool cancelling;
	bool leave;
	struct termios saved;	/* valid while asking */
	struct progress_screen screen;
	struct progress_plain said;
	uint64_t drawn_ms;
	char notes[NOTES_BYTES];	/* lines to print above the display */
};

static uint64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

/* ---- what the events add to the status ---------------------------------- */

static void note(struct watch *w, uint32_t index, const char *text)
{
	size_t used = strlen(w->notes);

	if (index < w->snap->nr)
		snprintf(w->notes + used, sizeof(w->notes) - used, "%s: %s\n",
			 w->snap->names[index], text);
}

static void hear(enum dsr_notice notice, enum dsr_group group,
		 const struct dsr_event *event, uint32_t number, void *ctx)
{
	struct watch *w = ctx;
	uint32_t i;

	(void)group;
	(void)number;
	if (notice != DSR_NOTICE_EVENT || event->job_id != w->snap->job.job_id)
		return;
	for (i = 0; i < event->nr_sinks; i++) {
		if (event->event == DSR_JOB_EVENT_STALL)
			note(w, event->sinks[i].index, "makes no progress");
		if (event->event == DSR_JOB_EVENT_RESUMED)
			note(w, event->sinks[i].index, "goes on");
	}
}

static void open_listener(struct watch *w)
{
	if (dsr_listener_open(&w->listener, 1U << DSR_GROUP_JOB, hear, w))
		return;
	if (dsr_listener_sync(w->listener)) {
		dsr_listener_close(w->listener);
		w->listener = NULL;
	}
}

static void take_events(struct watch *w)
{
	if (!dsr_listener_handle(w->listener))
		return;
	dsr_listener_close(w->listener);
	w->listener = NULL;
}

/* ---- the display -------------------------------------------------------- */

static void fill_view(struct watch *w, struct progress_view *view)
{
	struct winsize size = { 0 };

	if (w->tty)
		ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
	view->job = &w->snap->job;
	view->sinks = w->snap->sinks;
	view->nr = w->snap->nr;
	view->names = w->snap->names;
	view->columns = size.ws_col ? size.ws_col : 80;
	view->rows = size.ws_row ? size.ws_row : 24;
}

static void show_json(const struct snapshot *snap)
{
	struct json_object *doc = json_document("progress");

	json_object_object_add(doc, "job", json_job(&snap->job, snap->sinks, snap->nr));
	json_print_line(doc);
}

static void show(struct watch *w)
{
	struct progress_view view;

	w->drawn_ms = now_ms();
	fill_view(w, &view);
	if (w->options->json) {
		show_json(w->snap);
	} else if (w->tty) {
		if (w->notes[0]) {
			progress_erase(stdout, &w->screen);
			fputs(w->notes, stdout);
		}
		progress_draw(stdout, &w->screen, &view,
			      w->asking ? question : NULL);
	} else {
		fputs(w->notes, stdout);
		progress_tell(stdout, &w->said, &view);
	}
	w->notes[0] = '\0';
}

/* ---- Ctrl-C ------------------------------------------------------------- */

static void begin_asking(struct watch *w)
{
	struct termios raw;

	if (tcgetattr(STDIN_FILENO, &w->saved))
		return;
	raw = w->saved;
	raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	w->asking = !tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw);
}

static void end_asking(struct watch *w)
{
	if (w->asking)
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &w->saved);
	w->asking = false;
}

static void cancel(struct watch *w)
{
	int ret = dsr_job_cancel(w->job_fd);

	if (ret < 0)
		complain("the job can't be cancelled: %s", strerror(-ret));
	w->cancelling = true;
}

static void interrupt(struct watch *w)
{
	if (w->can_ask && !w->asking && !w->cancelling) {
		begin_asking(w);
		return;
	}
	end_asking(w);
	/* what may not outlive us is cancelled in order, and watched to its end */
	if (w->options->cancel_on_close && !w->cancelling)
		cancel(w);
	else
		w->leave = true;
}

static void take_signal(struct watch *w)
{
	struct signalfd_siginfo info;

	if (read(w->signal_fd, &info, sizeof(info)) != sizeof(info))
		return;
	if (info.ssi_signo == SIGINT)
		interrupt(w);
	else if (info.ssi_signo == SIGTERM || info.ssi_signo == SIGHUP)
		w->leave = true;
	else	/* SIGWINCH: lines may have been broken: begin below them */
		w->screen.rows = 0;
}

static void take_key(struct watch *w)
{
	char key = '\n';

	if (read(STDIN_FILENO, &key, 1) < 0 && errno == EINTR)
		return;
	end_asking(w);
	if (key == 'c' || key == 'C')
		cancel(w);
	else if (key == 'l' || key == 'L')
		w->leave = true;
}

/* ---- the loop ----------------------------------------------------------- */

static int open_signals(struct watch *w)
{
	sigset_t mask;

	sigemptyset(&mask);
	sigaddset(&mask, SIGINT);
	sigaddset(&mask, SIGTERM);
	sigaddset(&mask, SIGHUP);
	sigaddset(&mask, SIGWINCH);
	sigprocmask(SIG_BLOCK, &mask, &w->old_mask);
	w->signal_fd = signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
	return w->signal_fd < 0 ? -errno : 0;
}

static int wait_for_something(struct watch *w)
{
	uint64_t pause = w->options->json ? JSON_MS : REDRAW_MS;
	uint64_t since = now_ms() - w->drawn_ms;
	struct pollfd fds[NR_POLL] = {
		[POLL_JOB] = { .fd = -1, .events = POLLIN | POLLPRI },
		[POLL_SIGNAL] = { .fd = w->signal_fd, .events = POLLIN },
		[POLL_EVENTS] = { .fd = -1, .events = POLLIN },
		[POLL_KEYS] = { .fd = w->asking ? STDIN_FILENO : -1,
				.events = POLLIN },
	};
	int timeout = IDLE_MS, ret;

	/* just drawn: let changes gather */
	if (since < pause) {
		timeout = (int)(pause - since);
	} else {
		fds[POLL_JOB].fd = w->job_fd;
		fds[POLL_EVENTS].fd =
			w->listener ? dsr_listener_fd(w->listener) : -1;
	}
	ret = poll(fds, NR_POLL, timeout);
	if (ret < 0)
		return errno == EINTR ? 0 : -errno;
	if (fds[POLL_SIGNAL].revents)
		take_signal(w);
	if (fds[POLL_EVENTS].revents)
		take_events(w);
	if (fds[POLL_KEYS].revents && w->asking)
		take_key(w);
	return ret || timeout == IDLE_MS;
}

static enum watch_end run(struct watch *w)
{
	int woken = 1;

	while (!w->leave) {
		if (woken) {
			if (snapshot_take(w->job_fd, w->snap))
				return WATCH_ERROR;
			show(w);
			if (w->snap->job.state == DSR_JOB_DONE)
				return WATCH_DONE;
		}
		woken = wait_for_something(w);
		if (woken < 0)
			return WATCH_ERROR;
	}
	return WATCH_LEFT;
}

/**
 * watch_job() - show a job's progress until it is done or left
 * @job_fd: of the job
 * @options: how
 * @snap: zeroed; gets the last status
 *
 * SIGINT asks (on a terminal), SIGTERM and SIGHUP leave the job running.
 */
enum watch_end watch_job(int job_fd, const struct watch_options *options,
			 struct snapshot *snap)
{
	struct watch w = {
		.options = options,
		.snap = snap,
		.job_fd = job_fd,
		.signal_fd = -1,
	};
	enum watch_end end = WATCH_ERROR;

	w.tty = !options->json && isatty(STDOUT_FILENO);
	w.can_ask = w.tty && isatty(STDIN_FILENO);
	if (!open_signals(&w) && !snapshot_take(job_fd, snap)) {
		open_listener(&w);
		end = run(&w);
	}
	end_asking(&w);
	if (w.tty && end == WATCH_DONE)
		progress_erase(stdout, &w.screen);
	dsr_listener_close(w.listener);
	if (w.signal_fd >= 0)
		close(w.signal_fd);
	sigprocmask(SIG_SETMASK, &w.old_mask, NULL);
	return end;
}
