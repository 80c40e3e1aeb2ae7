// SPDX-License-Identifier: GPL-2.0
/* Masters that lie in a reader outside the robot become images. */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cmd.h"
#include "disc/durable.h"
#include "json.h"
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

static void mark_path(char path[4200], const char *folder, int side)
{
	snprintf(path, 4200, "%.4090s/master%d.done", folder, side);
}

/**
 * fetch_made() - has 'dsrctl image' made an image?
 * @w: its process, which has ended
 *
 * It ends with another code than OK, too, when blocks were skipped as it was told.
 */
bool fetch_made(const struct work *w)
{
	return (w->exit_code == DSRCTL_OK || w->exit_code == DSRCTL_SOME_REJECTED) &&
	       !strcmp(json_text(w->result, "type"), "image");
}

static uint64_t count_skipped(struct json_object *image)
{
	struct json_object *runs = json_child(image, "skipped");
	size_t i, nr = json_object_is_type(runs, json_type_array) ?
			       json_object_array_length(runs) : 0;
	uint64_t blocks = 0;

	for (i = 0; i < nr; i++)
		blocks += json_object_get_uint64(
			json_child(json_object_array_get_idx(runs, i), "blocks"));
	return blocks;
}

/* what is special about an image, or missing in it */
static void tell_notes(struct run *run, struct json_object *image)
{
	struct json_object *notes = json_child(image, "notes");
	size_t i, nr = json_object_is_type(notes, json_type_array) ?
			       json_object_array_length(notes) : 0;

	for (i = 0; i < nr; i++)
		run_notice(run, "master_note", "the image of the master: %s",
			   json_object_get_string(json_object_array_get_idx(notes, i)));
}

/**
 * fetch_keep() - note beside an image how it was made, and tell of what it lacks
 * @run: with its folder
 * @side: of the image
 * @image: the document of 'dsrctl image'
 *
 * An image of a reader that has no note beside it was interrupted.
 *
 * Return: 0 or -errno.
 */
int fetch_keep(struct run *run, int side, struct json_object *image)
{
	uint64_t skipped = count_skipped(image);
	char path[4200];
	int ret;
	FILE *f;

	tell_notes(run, image);
	if (skipped)
		run_notice(run, "master_skipped", "%llu block%s of the master can't be read: zeros stand for them",
			   (unsigned long long)skipped, skipped == 1 ? "" : "s");
	mark_path(path, run->folder, side);
	f = fopen(path, "we");
	if (!f)
		return -errno;
	fprintf(f, "%s\n", json_object_to_json_string_ext(image, JSON_C_TO_STRING_PLAIN));
	ret = durable_close(f);
	return ret ? ret : durable_name(path);
}

/**
 * fetch_skipped() - blocks that the images of a batch lack
 * @folder: of the batch
 */
uint64_t fetch_skipped(const char *folder)
{
	struct json_object *image;
	uint64_t blocks = 0;
	char path[4200];
	int side;

	for (side = 0; side < BATCH_SIDES; side++) {
		mark_path(path, folder, side);
		image = access(path, R_OK) ? NULL : json_object_from_file(path);
		blocks += count_skipped(image);
		json_object_put(image);
	}
	return blocks;
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

static int read_disc(struct run *run, int side, const char *name)
{
	const char *reader = run->q.masters[side];
	struct work w;
	int ret, err;

	run_notice(run, "reading_master", "the master in %s is read into an image", reader);
	err = fetch_start(&w, &run->q, reader, name);
	if (!err)
		wait_for(&w);
	ret = err || !fetch_made(&w) ? DSRCTL_DEVICE : DSRCTL_OK;
	if (ret)
		complain("the master can't be read: %s", err ? strerror(-err) :
			 w.said[0] ? w.said : "its process ended without a word");
	if (!ret) {
		err = fetch_keep(run, side, w.result);
		if (err) {
			complain("%s can't be written: %s", run->folder, strerror(-err));
			ret = DSRCTL_DEVICE;
		}
	}
	work_free(&w);
	return ret;
}

static int fetch(struct run *run, int side)
{
	char name[4200], mark[4200];

	snprintf(name, sizeof(name), "%.4090s/master%d", run->folder, side);
	mark_path(mark, run->folder, side);
	return access(mark, F_OK) ? read_disc(run, side, name) : DSRCTL_OK;
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
