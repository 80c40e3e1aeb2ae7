// SPDX-License-Identifier: GPL-2.0
/* dsrctl disc: what is on a disc, or in an image. */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "cmd.h"
#include "cmd_disc.h"
#include "disc/text.h"
#include "disc/volume.h"
#include "names.h"
#include "open.h"
#include "reader/depth.h"

#define SR_MAJOR	11	/* devices.txt: SCSI CD-ROM */
#define SG_MAJOR	21	/* devices.txt: SCSI generic */

static bool is_drive(int fd)
{
	struct stat st;

	if (fstat(fd, &st))
		return false;
	return (S_ISBLK(st.st_mode) && major(st.st_rdev) == SR_MAJOR) ||
	       (S_ISCHR(st.st_mode) && major(st.st_rdev) == SG_MAJOR);
}

static int no_disc(const struct disc_view *view)
{
	switch (view->probe.medium) {
	case PROBE_NO_DISC:
	case PROBE_TRAY_OPEN:
		complain("%s: there is no disc in it", view->title);
		return DSRCTL_DEVICE;
	case PROBE_NOT_READY:
		complain("%s: its disc does not become ready", view->title);
		return DSRCTL_DEVICE;
	default:
		return DSRCTL_OK;
	}
}

/* what the drive says of the disc in it */
static int ask_drive(struct disc_view *view, int fd)
{
	struct dsr_unit_name name;
	struct probe_sense sense;
	int ret;

	view->drive = true;
	if (!name_from_fd(fd, &name))
		name_full(view->title, sizeof(view->title), &name);
	if (held_by_others(view->path)) {
		complain("%s is in use by a job or another program: wait until that is through",
			 view->title);
		return DSRCTL_DEVICE;
	}
	ret = probe_drive(fd, &view->probe, &sense);
	if (ret < 0) {
		complain("%s does not answer; check its cable and power",
			 view->title);
		return DSRCTL_DEVICE;
	}
	ret = no_disc(view);
	if (!ret)
		facts_read(fd, &view->probe, &view->facts);
	return ret;
}

/* the content; a drive's disc can be shown without it */
static int work_out(struct disc_view *view)
{
	static const struct master_options options = {
		.look_only = true,
		.raw96 = true,
		.any_cdtext = true,
	};

	if (view->drive && view->probe.medium == PROBE_BLANK)
		return DSRCTL_OK;
	view->readable = !master_open(view->path, &options, &view->master);
	if (view->readable)
		volume_label(view->volume, sizeof(view->volume), view->path, &view->master.disc);
	if (view->readable || view->drive)
		return DSRCTL_OK;
	complain("%s", view->master.said.why);
	return DSRCTL_DEVICE;
}

static int look(struct disc_view *view)
{
	int fd = depth_open(view->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	int ret = DSRCTL_OK;

	snprintf(view->title, sizeof(view->title), "%s", view->path);
	if (fd >= 0 && is_drive(fd))
		ret = ask_drive(view, fd);
	if (fd >= 0)
		close(fd);
	/* what can't be opened is said by who opens masters */
	return ret ? ret : work_out(view);
}

/**
 * cmd_disc() - the sub-command
 * @argc: of the sub-command
 * @argv: of the sub-command
 *
 * Return: an enum dsrctl_exit.
 */
int cmd_disc(int argc, char **argv)
{
	struct disc_view *view;
	bool json = false;
	int key, ret;

	while ((key = option_next(&command_disc, argc, argv)) != -1) {
		if (key != 'j')
			return DSRCTL_USAGE;
		json = true;
	}
	if (optind + 1 != argc)
		return option_usage_error(&command_disc,
					  "name one drive or image");
	view = calloc(1, sizeof(*view));
	if (!view)
		return no_memory();
	view->path = argv[optind];
	view->master.fd = -1;
	ret = look(view);
	if (!ret && json)
		disc_show_json(view);
	else if (!ret)
		disc_show(view);
	master_close(&view->master);
	free(view);
	return ret;
}

static const struct cmd_option disc_options[] = {
	{ 'j', "json", NULL, "print JSON" },
	{ 0 },
};

const struct command command_disc = {
	.name = "disc",
	.args = "[--json] DRIVE|IMAGE",
	.summary = "show what is on a disc: sessions, tracks, texts, and what it is made of",
	.help =
	"Shows sessions and tracks with their modes, times, pauses, index marks, ISRC and\n"
	"CD-Text; whether the disc is blank, can be added to or is complete; its speeds,\n"
	"layers, maker and copy protection. An image is an .iso, .dvd, .cue or .toc file.\n"
	"Reads a few blocks of the disc and changes nothing.\n\n"
	"Times are minutes:seconds:frames, 75 frames in a second, from the disc's first\n"
	"block on.\n\n"
	"Examples:\n"
	"  dsrctl disc /dev/sr0\n"
	"  dsrctl disc album.cue\n"
	"  dsrctl disc --json /dev/sr0 | jq -r '.content.tracks[].isrc'\n",
	.options = disc_options,
	.files = true,
	.run = cmd_disc,
};
