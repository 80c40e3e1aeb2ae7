// SPDX-License-Identifier: GPL-2.0
/* dsrctl drives: who is there, and what is in it. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd.h"
#include "disc/text.h"
#include "json.h"
#include "libdsr/libdsr.h"
#include "medium.h"
#include "names.h"
#include "open.h"
#include "reader/depth.h"

#define CD_BLOCKS_PER_SECOND	75	/* Red Book */
#define TYPE_CHANGER	8	/* SPC-4, INQUIRY: peripheral device type */

enum use {
	USE_FREE,	/* was asked, see the probe */
	USE_JOB,	/* a job holds it: not asked */
	USE_OTHER,	/* another program holds it: not asked */
	USE_CHANGER,	/* a robot: not asked */
	USE_NO_NODE,	/* there is no device node to ask */
	USE_DENIED,	/* may not be opened */
	USE_FAILED,	/* does not answer */
};

static const char *const use_words[] = {
	[USE_FREE] = "free",
	[USE_JOB] = "busy",
	[USE_OTHER] = "in-use",
	[USE_CHANGER] = "changer",
	[USE_NO_NODE] = "no-node",
	[USE_DENIED] = "denied",
	[USE_FAILED] = "failed",
};

struct view {
	enum use use;
	int error;		/* errno for USE_DENIED and USE_FAILED */
	struct probe probe;
};

static void look_at(const struct drive *drive, struct view *view)
{
	struct probe_sense sense;
	int fd, ret;

	memset(view, 0, sizeof(*view));
	if (drive->job_id) {
		view->use = USE_JOB;
	} else if (drive->name.type == TYPE_CHANGER) {
		view->use = USE_CHANGER;
	} else if (!drive->path[0]) {
		view->use = USE_NO_NODE;
	} else if (held_by_others(drive->path)) {
		view->use = USE_OTHER;
	} else {
		fd = depth_open(drive->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
		view->error = fd < 0 ? errno : 0;
		view->use = fd >= 0 ? USE_FREE :
			    view->error == EACCES ? USE_DENIED : USE_FAILED;
		if (fd < 0)
			return;
		ret = probe_drive(fd, &view->probe, &sense);
		if (ret < 0) {
			view->use = USE_FAILED;
			view->error = -ret;
		}
		close(fd);
	}
}

static void print_speeds(const struct probe *probe)
{
	double unit = text_drive_speed(probe->profile);
	unsigned int i;

	if (!probe->speeds.nr || unit < 1 ||
	    !probe_profile_writable(probe->profile))
		return;
	fputs(", writes at", stdout);
	for (i = 0; i < probe->speeds.nr; i++)
		printf(" %.3gx", probe->speeds.write_kbs[i] / unit);
}

static bool is_recorded_cd(const struct probe *probe)
{
	return probe->medium != PROBE_BLANK &&
	       medium_family(probe->profile) == DSR_FAMILY_CD;
}

static void print_disc(const struct probe *probe)
{
	static const char *const texts[] = {
		[PROBE_NO_DISC] = "no disc",
		[PROBE_TRAY_OPEN] = "tray open",
		[PROBE_NOT_READY] = "not ready",
		[PROBE_PRESSED] = "recorded",
		[PROBE_BLANK] = "blank",
		[PROBE_APPENDABLE] = "not blank, not closed",
		[PROBE_FULL] = "not blank, closed",
		[PROBE_REWRITABLE] = "not blank, can be written over",
		[PROBE_UNKNOWN] = "the drive does not tell whether it is blank",
	};
	char size[32];

	if (probe->profile)
		printf("%s, ", text_profile(probe->profile));
	fputs(texts[probe->medium], stdout);
	if (probe->blocks_valid) {
		/* what a CD's blocks hold is not known yet, how long they last is */
		if (is_recorded_cd(probe))
			text_time(size, sizeof(size), probe->blocks / CD_BLOCKS_PER_SECOND);
		else
			text_size(size, sizeof(size), probe->blocks * 2048);
		printf(", %s (%" PRIu64 " blocks)%s", size, probe->blocks,
		       probe->medium == PROBE_BLANK ? " free" : "");
	}
	print_speeds(probe);
}

static void print_line(const struct drive *drive, const struct view *view)
{
	char name[96];

	name_full(name, sizeof(name), &drive->name);
	printf("%-38s ", name);
	switch (view->use) {
	case USE_FREE:
		print_disc(&view->probe);
		break;
	case USE_JOB:
		printf("busy, job %u", drive->job_id);
		break;
	case USE_OTHER:
		fputs("in use by another program, not asked", stdout);
		break;
	case USE_CHANGER:
		fputs("changer", stdout);
		break;
	case USE_NO_NODE:
		fputs("has no device node; is the module sr or sg loaded?", stdout);
		break;
	case USE_DENIED:
		fputs("may not be opened; be root or a member of group cdrom", stdout);
		break;
	case USE_FAILED:
		printf("does not answer (%s)", depth_why(view->error));
		break;
	}
	putchar('\n');
}

static struct json_object *drive_json(const struct drive *drive,
				      const struct view *view)
{
	struct json_object *o = json_unit(&drive->name);

	json_set_string(o, "use", use_words[view->use]);
	if (view->use == USE_JOB)
		json_set_number(o, "job", drive->job_id);
	if (view->use == USE_FREE)
		json_object_object_add(o, "disc", json_probe(&view->probe));
	if (view->error)
		json_set_string(o, "error", depth_why(view->error));
	return o;
}

static void show(const struct drive *drives, int nr, bool module, bool json)
{
	struct json_object *doc = json ? json_document("drives") : NULL;
	struct json_object *list = json ? json_object_new_array() : NULL;
	struct view view;
	int i;

	for (i = 0; i < nr; i++) {
		look_at(&drives[i], &view);
		if (json)
			json_object_array_add(list,
					      drive_json(&drives[i], &view));
		else
			print_line(&drives[i], &view);
	}
	if (!json)
		return;
	json_set_bool(doc, "module_loaded", module);
	json_object_object_add(doc, "drives", list);
	json_print_pretty(doc);
}

static int find_drives(struct drive **drives, bool *module)
{
	int dsr = dsr_open();
	int nr = -ENOENT;

	*module = dsr >= 0;
	if (dsr >= 0) {
		nr = drives_from_module(dsr, drives);
		close(dsr);
	}
	if (nr < 0)
		nr = drives_from_sysfs("/sys", drives);
	return nr;
}

/**
 * cmd_drives() - the sub-command
 * @argc: of the sub-command
 * @argv: of the sub-command
 *
 * Return: an enum dsrctl_exit.
 */
int cmd_drives(int argc, char **argv)
{
	struct drive *drives;
	bool json = false, module;
	int key, nr;

	while ((key = option_next(&command_drives, argc, argv)) != -1) {
		if (key != 'j')
			return DSRCTL_USAGE;
		json = true;
	}
	if (optind < argc)
		return option_usage_error(&command_drives, "it takes no argument '%s'",
					  argv[optind]);
	nr = find_drives(&drives, &module);
	if (nr < 0) {
		complain("the drives can't be listed: %s", strerror(-nr));
		return DSRCTL_DEVICE;
	}
	show(drives, nr, module, json);
	if (!nr)
		complain("this machine has no optical drive that the kernel knows");
	if (!module)
		complain(
			"the kernel module dsr can't be asked (is it loaded? 'modprobe dsr'); drives were looked up without it");
	free(drives);
	return DSRCTL_OK;
}

static const struct cmd_option drives_options[] = {
	{ 'j', "json", NULL, "print JSON" },
	{ 0 },
};

const struct command command_drives = {
	.name = "drives",
	.args = "[--json]",
	.summary = "list drives, what is in them, and how fast they can write",
	.help =
	"One line per drive: name, kind of disc, blank or not, capacity, speeds. Only\n"
	"asks drives that no job and no other program holds. Moves no tray and no\n"
	"robot, lights no writing laser. Works without the kernel module too.\n\n"
	"Examples:\n"
	"  dsrctl drives\n"
	"  dsrctl drives --json | jq -r '.drives[] | select(.disc.state==\"blank\").path'\n",
	.options = drives_options,
	.run = cmd_drives,
};
