// SPDX-License-Identifier: GPL-2.0
/* Masters that lie in a reader outside the robot become images. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cmd.h"
#include "library/fetch.h"
#include "library/masters.h"
#include "library/work.h"

static void wait_for(struct work *w)
{
	struct pollfd fds[2];

	while (!work_reap(w)) {
		fds[0] = (struct pollfd){ .fd = w->out, .events = POLLIN };
		fds[1] = (struct pollfd){ .fd = w->err, .events = POLLIN };
		if (poll(fds, 2, -1) < 0 && errno != EINTR)
			break;
		if (fds[0].fd >= 0 && fds[0].revents)
			work_read(w, w->out);
		if (fds[1].fd >= 0 && fds[1].revents)
			work_read(w, w->err);
	}
}

/* An image that has no mark beside it was interrupted. */
static int mark_done(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);

	if (fd < 0)
		return -errno;
	close(fd);
	return 0;
}

/**
 * fetch_start() - begin to read a disc into an image
 * @w: gets the process; work_free() it, also after an error
 * @q: says what unreadable blocks mean
 * @reader: drive with the disc
 * @name: of the image, without its end
 *
 * Return: 0 or -errno.
 */
int fetch_start(struct work *w, const struct library_request *q, const char *reader,
		const char *name)
{
	struct work_args args = { .argc = 0 };

	work_arg(&args, "image");
	work_arg(&args, "--json");
	work_arg(&args, "--force");
	work_arg(&args, q->read_errors ? "--read-errors" : NULL);
	work_arg(&args, q->read_errors);
	work_arg(&args, reader);
	work_arg(&args, name);
	return work_start_command(w, &args);
}

static int read_disc(struct run *run, const char *reader, const char *name)
{
	struct work w;
	int ret;

	run_notice(run, "reading_master", "the master in %s is read into an image", reader);
	ret = fetch_start(&w, &run->q, reader, name);
	if (!ret)
		wait_for(&w);
	if (ret || w.exit_code)
		complain("the master can't be read: %s", ret ? strerror(-ret) : w.said);
	ret = ret || w.exit_code ? DSRCTL_DEVICE : DSRCTL_OK;
	work_free(&w);
	return ret;
}

static int fetch(struct run *run, int side)
{
	char name[4200], mark[4200];
	int ret;

	snprintf(name, sizeof(name), "%.4090s/master%d", run->folder, side);
	snprintf(mark, sizeof(mark), "%.4090s/master%d.done", run->folder, side);
	if (!access(mark, F_OK))
		return DSRCTL_OK;
	ret = read_disc(run, run->q.masters[side], name);
	if (!ret && mark_done(mark)) {
		complain("%s can't be written: %s", mark, strerror(errno));
		ret = DSRCTL_DEVICE;
	}
	return ret;
}

/**
 * fetch_masters() - read masters in readers, unless that was done before
 * @run: with its folder and request
 *
 * Return: an enum dsrctl_exit; anything but OK after a sentence.
 */
int fetch_masters(struct run *run)
{
	int side, ret = DSRCTL_OK;

	for (side = 0; !ret && side < BATCH_SIDES; side++)
		if (run->q.masters[side] && master_is_from(run->q.masters[side]) == FROM_READER)
			ret = fetch(run, side);
	return ret;
}
