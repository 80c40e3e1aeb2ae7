// SPDX-License-Identifier: GPL-2.0
/* dsrctl image: a disc into files. */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "cmd.h"
#include "disc/image.h"
#include "disc/msf.h"
#include "disc/scan.h"
#include "disc/text.h"
#include "json.h"
#include "names.h"
#include "open.h"
#include "reader/depth.h"

#define DEFAULT_RETRIES	3
#define MAX_RETRIES	1000

enum {
	OPT_FORCE = 256,
	OPT_READ_OFFSET,
	OPT_C2,
	OPT_READ_ERRORS,
};

/**
 * struct wish - the command line
 * @json: print JSON
 * @suffix: the user named the kind of file: "iso" or "cue", or NULL
 * @base: the files' name without it
 * @title: of the drive, for people
 * @probe: what the drive told
 * @said: notes, and why it failed
 * @disc: that is to be copied
 * @job: how
 * @percent: shown last
 */
struct wish {
	bool json;
	const char *suffix;
	char base[4096];
	char title[300];
	struct probe probe;
	struct said said;
	struct disc disc;
	struct image_job job;
	unsigned int percent;
};

static volatile sig_atomic_t stopped;

static void stop(int signal)
{
	(void)signal;
	stopped = 1;
}

static bool show_progress(void *data, uint64_t done, uint64_t total)
{
	struct wish *w = data;
	unsigned int percent = total ? (unsigned int)(done * 100 / total) : 0;

	if (!w->json && isatty(STDERR_FILENO) && percent != w->percent) {
		fprintf(stderr, "\r%s: %u %%%s", w->title, percent,
			done >= total ? "\n" : "");
		fflush(stderr);
		w->percent = percent;
	}
	return !stopped;
}

static int parse_number(const char *text, long least, long most, long *out)
{
	char *end;

	errno = 0;
	*out = strtol(text, &end, 10);
	return errno || end == text || *end || *out < least || *out > most;
}

static int parse_errors(struct wish *w, const char *text)
{
	long n;

	w->job.skip = !strcmp(text, "skip");
	if (w->job.skip || !strcmp(text, "abort"))
		return 0;
	if (strncmp(text, "retry=", 6) ||
	    parse_number(text + 6, 0, MAX_RETRIES, &n))
		return -EINVAL;
	w->job.retries = (unsigned int)n;
	return 0;
}

static int one_option(struct wish *w, int key)
{
	long n;

	switch (key) {
	case 'j':
		w->json = true;
		return 0;
	case OPT_FORCE:
		w->job.force = true;
		return 0;
	case OPT_C2:
		w->job.c2 = true;
		return 0;
	case OPT_READ_OFFSET:
		if (parse_number(optarg, -44100, 44100, &n))
			return option_usage_error(&command_image,
						  "--read-offset needs samples, from -44100 to 44100");
		w->job.read_offset = (int32_t)n;
		return 0;
	case OPT_READ_ERRORS:
		if (parse_errors(w, optarg))
			return option_usage_error(&command_image,
						  "--read-errors is abort, retry=N or skip");
		return 0;
	}
	return DSRCTL_USAGE;
}

/* the name without its end, which says what is wanted */
static int take_name(struct wish *w, const char *name)
{
	static const char *const ends[][2] = {
		{ ".iso", "iso" }, { ".cue", "cue" }, { ".bin", "cue" },
	};
	size_t i, n = strlen(name);

	for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		size_t end = strlen(ends[i][0]);

		if (n > end && !strcasecmp(name + n - end, ends[i][0])) {
			w->suffix = ends[i][1];
			n -= end;
			break;
		}
	}
	if (!n || n >= sizeof(w->base) - 16)
		return option_usage_error(&command_image,
					  "'%s' can't be the name of an image",
					  name);
	memcpy(w->base, name, n);
	return 0;
}

static int parse(struct wish *w, int argc, char **argv, const char **source)
{
	int key, ret;

	w->job.retries = DEFAULT_RETRIES;
	while ((key = option_next(&command_image, argc, argv)) != -1) {
		ret = one_option(w, key);
		if (ret)
			return ret;
	}
	if (optind + 2 != argc)
		return option_usage_error(&command_image,
					  "name a drive and an image");
	*source = argv[optind];
	return take_name(w, argv[optind + 1]);
}

/* a sentence and what the drive said */
static int failed(const struct wish *w, const struct probe_sense *sense)
{
	char text[256] = "";

	if (sense->len)
		text_sense(text, sizeof(text), sense->bytes, sense->len);
	complain("%s: %s%s%s%s", w->title, w->said.why, *text ? " (" : "", text,
		 *text ? ")" : "");
	return DSRCTL_DEVICE;
}

static int look(struct wish *w, const char *source)
{
	/* an image has room for graphics, whatever a recorder could write */
	const struct scan_options options = {
		.raw96 = true,
	};
	struct dsr_unit_name name;
	struct probe_sense sense;
	int ret;

	snprintf(w->title, sizeof(w->title), "%s", source);
	if (name_from_fd(w->job.fd, &name)) {
		complain("%s is no drive; images are made of discs in drives",
			 source);
		return DSRCTL_USAGE;
	}
	name_full(w->title, sizeof(w->title), &name);
	if (held_by_others(source)) {
		complain("%s is in use by a job or another program: wait until that is through",
			 w->title);
		return DSRCTL_DEVICE;
	}
	ret = probe_drive(w->job.fd, &w->probe, &sense);
	if (ret < 0) {
		complain("%s does not answer; check its cable and power",
			 w->title);
		return DSRCTL_DEVICE;
	}
	if (scan_disc(w->job.fd, &w->probe, &options, &w->disc, &w->said,
		      &sense))
		return failed(w, &sense);
	return DSRCTL_OK;
}

static const struct disc_track *last_session(const struct disc *disc)
{
	const struct disc_track *t = &disc->tracks[disc->nr_tracks - 1];

	while (t > disc->tracks && t[-1].session == t->session)
		t--;
	return t;
}

/* ISO where there is nothing but data, or what the name says */
static int choose_kind(struct wish *w)
{
	bool cd = w->disc.family == DSR_FAMILY_CD;
	bool plain = !cd || disc_is_plain(&w->disc);

	w->job.iso = w->suffix ? !strcmp(w->suffix, "iso") : plain;
	if (w->job.iso && !plain && disc_fits_iso(&w->disc)) {
		said_note(&w->said,
			  "an .iso file does not hold the disc's catalogue number and texts");
	} else if (w->job.iso && !plain) {
		complain("%s: this disc has more than an .iso file can hold (%s); name a .cue file",
			 w->title, disc_kind(&w->disc));
		return DSRCTL_USAGE;
	}
	if (!w->job.iso && !cd) {
		complain("%s: a CUE sheet can't describe this disc; name an .iso file",
			 w->title);
		return DSRCTL_USAGE;
	}
	if (w->job.iso && w->disc.nr_sessions > 1)
		said_note(&w->said,
			  "an .iso file holds no sessions: zeros stand between the %u of this disc, and the last one is shown by 'mount -o loop,sbsector=%d'",
			  w->disc.nr_sessions, last_session(&w->disc)->start);
	if (w->disc.layer_break)
		said_note(&w->said,
			  "its layers meet at block %u, which is kept in %s.dvd",
			  w->disc.layer_break, w->base);
	return DSRCTL_OK;
}

static void digest_text(const struct wish *w, char text[2 * IMAGE_DIGEST + 1])
{
	unsigned int i;

	for (i = 0; i < IMAGE_DIGEST; i++)
		snprintf(text + 2 * i, 3, "%02x", w->job.sha256[i]);
}

static struct json_object *bad_json(const struct wish *w)
{
	struct json_object *list = json_object_new_array(), *o;
	unsigned int i;

	for (i = 0; i < w->job.bad.nr; i++) {
		o = json_object_new_object();
		json_object_object_add(o, "lba",
				       json_object_new_int64(w->job.bad.runs[i].lba));
		json_set_number(o, "blocks", w->job.bad.runs[i].blocks);
		json_object_array_add(list, o);
	}
	return list;
}

static void tell_json(const struct wish *w, const char *name)
{
	struct json_object *doc = json_document("image");
	struct json_object *notes = json_object_new_array();
	char text[2 * IMAGE_DIGEST + 1];
	unsigned int i;

	digest_text(w, text);
	json_set_string(doc, "file", name);
	json_set_string(doc, "kind", disc_kind(&w->disc));
	json_set_number(doc, "bytes", w->job.bytes);
	json_set_string(doc, "sha256", text);
	json_object_object_add(doc, "skipped", bad_json(w));
	for (i = 0; i < w->said.nr_notes; i++)
		json_object_array_add(notes,
				      json_object_new_string(w->said.notes[i]));
	json_object_object_add(doc, "notes", notes);
	json_print_pretty(doc);
}

static void tell(const struct wish *w, const char *name)
{
	char text[2 * IMAGE_DIGEST + 1];
	unsigned int i;

	for (i = 0; i < w->said.nr_notes; i++)
		printf("note: %s\n", w->said.notes[i]);
	for (i = 0; i < w->job.bad.nr; i++)
		printf("skipped: %" PRIu64 " blocks from block %" PRId64 " on\n",
		       w->job.bad.runs[i].blocks, w->job.bad.runs[i].lba);
	digest_text(w, text);
	printf("%s: %s, %" PRIu64 " bytes\n", name, disc_kind(&w->disc),
	       w->job.bytes);
	printf("SHA-256 of %s.%s: %s\n", w->base, w->job.iso ? "iso" : "bin",
	       text);
}

static int make(struct wish *w)
{
	char name[sizeof(w->base) + 8];
	int ret;

	w->job.disc = &w->disc;
	w->job.base = w->base;
	w->job.said = &w->said;
	w->job.progress = show_progress;
	w->job.data = w;
	signal(SIGINT, stop);
	signal(SIGTERM, stop);
	ret = image_make(&w->job);
	if (ret == -ECANCELED) {
		complain("stopped; nothing was kept");
		return DSRCTL_CANCELLED;
	}
	if (ret)
		return failed(w, &w->job.sense);
	snprintf(name, sizeof(name), "%s.%s", w->base,
		 !w->job.iso ? "cue" : w->disc.layer_break ? "dvd" : "iso");
	if (w->json)
		tell_json(w, name);
	else
		tell(w, name);
	return w->job.bad.nr ? DSRCTL_SOME_REJECTED : DSRCTL_OK;
}

static int run(struct wish *w, const char *source)
{
	int ret;

	w->job.fd = depth_open(source, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (w->job.fd < 0) {
		complain("%s can't be opened: %s", source, depth_why(errno));
		return DSRCTL_DEVICE;
	}
	ret = look(w, source);
	if (!ret)
		ret = choose_kind(w);
	if (!ret)
		ret = make(w);
	close(w->job.fd);
	return ret;
}

/**
 * cmd_image() - the sub-command
 * @argc: of the sub-command
 * @argv: of the sub-command
 *
 * Return: an enum dsrctl_exit.
 */
int cmd_image(int argc, char **argv)
{
	struct wish *w = calloc(1, sizeof(*w));
	const char *source = NULL;
	int ret;

	if (!w)
		return no_memory();
	ret = parse(w, argc, argv, &source);
	if (!ret)
		ret = run(w, source);
	disc_free(&w->disc);
	said_free(&w->said);
	free(w);
	return ret;
}

static const struct cmd_option image_options[] = {
	{ OPT_FORCE, "force", NULL, "write over files that are there" },
	{ OPT_READ_OFFSET, "read-offset", "SAMPLES", "make good the reader's offset in audio" },
	{ OPT_C2, "c2", NULL, "take blocks with C2 errors for unreadable" },
	{ OPT_READ_ERRORS, "read-errors", "WHAT", "abort, retry=N or skip" },
	{ 'j', "json", NULL, "print JSON" },
	{ 0 },
};

const struct command command_image = {
	.name = "image",
	.args = "[OPTION]... DRIVE IMAGE",
	.summary = "copy a disc into a file",
	.help =
	"Makes an image of the disc in a drive: an .iso file where there is nothing but\n"
	"data on it (with a .dvd file that says where the layers meet, if there are two),\n"
	"else a .bin file of whole sectors and a .cue sheet that describes it\n"
	"(sessions, pauses, index marks, ISRC, MCN, flags), with a .cdt file where there is\n"
	"CD-Text. 'dsrctl copy' makes the same disc of it again. Prints the SHA-256.\n\n"
	"Examples:\n"
	"  dsrctl image /dev/sr0 backup\n"
	"  dsrctl image /dev/sr0 album.cue --c2 --read-errors retry=20\n",
	.options = image_options,
	.files = true,
	.run = cmd_image,
};
