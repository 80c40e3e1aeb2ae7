// SPDX-License-Identifier: GPL-2.0
/* The ioctls of /dev/dsr and of job fds, one function each. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#include "libdsr.h"

/* More units than a host can have: the kernel's answer is not believed. */
#define MAX_UNITS	65536U

static int call(int fd, unsigned long request, void *arg)
{
	int ret;

	do {
		ret = ioctl(fd, request, arg);
	} while (ret < 0 && errno == EINTR);
	return ret < 0 ? -errno : ret;
}

/**
 * dsr_open() - open /dev/dsr
 *
 * Return: an fd, or -errno (-ENOENT: the module is not loaded).
 */
int dsr_open(void)
{
	int fd = open(DSR_DEVICE_PATH, O_RDWR | O_CLOEXEC);

	return fd < 0 ? -errno : fd;
}

/**
 * dsr_units() - list the units dsr knows; touches no device
 * @dsr_fd: from dsr_open()
 * @units: gets an array, to be freed by the caller; NULL on errors
 *
 * Return: how many, or -errno.
 */
int dsr_units(int dsr_fd, struct dsr_unit **units)
{
	struct dsr_units list;
	struct dsr_unit *room = NULL;
	uint32_t nr = 16;
	int ret;

	*units = NULL;
	for (;;) {
		free(room);
		room = calloc(nr, sizeof(*room));
		if (!room)
			return -ENOMEM;
		memset(&list, 0, sizeof(list));
		list.size = sizeof(list);
		list.nr_units = nr;
		list.units = (uintptr_t)room;
		list.unit_bytes = sizeof(*room);
		ret = call(dsr_fd, DSR_IOC_UNITS, &list);
		if (ret < 0 || list.nr_units <= nr)
			break;
		nr = list.nr_units;
		if (nr > MAX_UNITS) {
			ret = -EPROTO;
			break;
		}
	}
	if (ret < 0) {
		free(room);
		return ret;
	}
	*units = room;
	return (int)list.nr_units;
}

/**
 * dsr_job_start() - start a job
 * @dsr_fd: from dsr_open()
 * @start: the whole job; its out fields are valid after errors too
 *
 * Return: a job fd, or -errno.
 */
int dsr_job_start(int dsr_fd, struct dsr_job_start *start)
{
	start->size = sizeof(*start);
	return call(dsr_fd, DSR_IOC_JOB_START, start);
}

/**
 * dsr_job_open() - get an fd on a known job
 * @dsr_fd: from dsr_open()
 * @job_id: which
 *
 * Return: a job fd, or -errno (-ENOENT: no such job).
 */
int dsr_job_open(int dsr_fd, uint32_t job_id)
{
	struct dsr_job_open arg = {
		.size = sizeof(arg),
		.job_id = job_id,
	};

	return call(dsr_fd, DSR_IOC_JOB_OPEN, &arg);
}

/**
 * dsr_job_status() - what a job does just now
 * @job_fd: of the job
 * @job: gets its status
 * @sinks: gets up to @room sinks
 * @room: 0..DSR_MAX_SINKS
 *
 * Return: how many sinks were filled in, or -errno.
 */
int dsr_job_status(int job_fd, struct dsr_job_status *job,
		   struct dsr_sink_status *sinks, uint32_t room)
{
	int ret;

	memset(job, 0, sizeof(*job));
	if (room)
		memset(sinks, 0, room * sizeof(*sinks));
	job->size = sizeof(*job);
	job->sinks = (uintptr_t)(room ? sinks : NULL);
	job->nr_sinks = room;
	job->sink_bytes = sizeof(*sinks);
	ret = call(job_fd, DSR_IOC_JOB_STATUS, job);
	if (ret < 0)
		return ret;
	return (int)(job->nr_sinks < room ? job->nr_sinks : room);
}

/**
 * dsr_job_bad() - the bad blocks of the source
 * @job_fd: of the job
 * @kind: enum dsr_bad_kind
 * @ranges: gets an array, to be freed by the caller; NULL when there are none
 *
 * Return: how many, or -errno.
 */
int dsr_job_bad(int job_fd, uint32_t kind, struct dsr_bad_range **ranges)
{
	struct dsr_job_bad arg = {
		.size = sizeof(arg),
		.nr_ranges = DSR_MAX_BAD_RANGES,
		.kind = kind,
	};
	struct dsr_bad_range *room = calloc(DSR_MAX_BAD_RANGES, sizeof(*room));
	int ret;

	*ranges = NULL;
	if (!room)
		return -ENOMEM;
	arg.ranges = (uintptr_t)room;
	ret = call(job_fd, DSR_IOC_JOB_BAD, &arg);
	if (ret >= 0 && arg.nr_ranges && arg.nr_ranges <= DSR_MAX_BAD_RANGES) {
		*ranges = room;
		return (int)arg.nr_ranges;
	}
	if (ret >= 0)
		ret = arg.nr_ranges ? -EPROTO : 0;
	free(room);
	return ret;
}

/**
 * dsr_job_tracks() - SHA-256 of the tracks
 * @job_fd: of the job
 * @sink: its index, or DSR_JOB_STREAM
 * @sha256: gets up to @room of them, in the order of the disc
 * @room: see @sha256
 *
 * Return: how many were filled in, 0: they are not known; or -errno.
 */
int dsr_job_tracks(int job_fd, uint32_t sink, uint8_t (*sha256)[DSR_DIGEST_BYTES],
		   uint32_t room)
{
	struct dsr_job_tracks arg = {
		.size = sizeof(arg),
		.nr_tracks = room,
		.sha256 = (uintptr_t)sha256,
		.sink = sink,
	};
	int ret = call(job_fd, DSR_IOC_JOB_TRACKS, &arg);

	if (ret < 0)
		return ret;
	return (int)(arg.nr_tracks < room ? arg.nr_tracks : room);
}

/**
 * dsr_job_extents() - digests of runs of blocks
 * @job_fd: of the job
 * @sink: its index, or DSR_JOB_STREAM
 * @extents: gets up to @room of them, rising
 * @room: see @extents
 * @blocks: gets the blocks of each
 *
 * Return: how many were filled in, 0: they are not known; or -errno.
 */
int dsr_job_extents(int job_fd, uint32_t sink, struct dsr_extent *extents, uint32_t room,
		    uint32_t *blocks)
{
	struct dsr_job_extents arg = {
		.size = sizeof(arg),
		.nr_extents = room,
		.extents = (uintptr_t)extents,
		.sink = sink,
	};
	int ret = call(job_fd, DSR_IOC_JOB_EXTENTS, &arg);

	*blocks = 0;
	if (ret < 0)
		return ret;
	*blocks = arg.blocks;
	return (int)(arg.nr_extents < room ? arg.nr_extents : room);
}

/**
 * dsr_job_cancel() - ask a job to stop; it ends in its own time
 * @job_fd: of the job
 *
 * Return: 0 or -errno.
 */
int dsr_job_cancel(int job_fd)
{
	return call(job_fd, DSR_IOC_JOB_CANCEL, NULL);
}
