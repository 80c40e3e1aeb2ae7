// SPDX-License-Identifier: GPL-2.0
/* The content of a disc, as a report of an earlier copy tells it. */
#include <errno.h>
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "disc/layout.h"
#include "json.h"
#include "json_disc.h"
#include "plan.h"

/* ---- one record ---------------------------------------------------------------- */

/* A text in a part of a document, or NULL. */
static const char *text_in(struct json_object *doc, const char *part, const char *key)
{
	struct json_object *o = doc, *text;

	if ((part && !json_object_object_get_ex(doc, part, &o)) ||
	    !json_object_object_get_ex(o, key, &text) ||
	    !json_object_is_type(text, json_type_string))
		return NULL;
	return json_object_get_string(text);
}

/*
 * The part that has the digests: of a copy's source, or of a verified disc where
 * there was none.
 */
static const char *part_of(struct json_object *doc)
{
	const char *type = text_in(doc, NULL, "type");
	const char *outcome = text_in(doc, "copy", "outcome");

	if (!type || strcmp(type, "provenance"))
		return NULL;
	if (text_in(doc, "job", "sha256"))
		return "job";
	return outcome && !strcmp(outcome, "verified") ? "copy" : NULL;
}

static const char *digest_of(struct json_object *doc)
{
	const char *part = part_of(doc);

	return part ? text_in(doc, part, "sha256") : NULL;
}

/*
 * The stream of a disc is read from the disc itself: its tracks' places in the
 * source are their places on it.
 */
static void place_tracks(struct disc *disc)
{
	struct disc_track *t;
	unsigned int i;

	for (i = 0; i < disc->nr_tracks; i++) {
		t = &disc->tracks[i];
		t->source_offset = (uint64_t)t->start;
		if (t->gap_in_source && t->pregap <= t->source_offset)
			t->source_offset -= t->pregap;
	}
}

static int fill_record(struct plan_record *out, struct json_object *doc, const char **why)
{
	struct json_object *disc;

	*why = "it does not describe the disc; reports of dsrctl copy --report do";
	if (!json_object_object_get_ex(doc, "disc", &disc))
		return -EINVAL;
	if (json_disc_parse(disc, &out->disc, why))
		return -EINVAL;
	place_tracks(&out->disc);
	*why = "its tracks do not make a disc";
	return layout_from_disc(&out->disc, &out->layout, &out->layout_bytes);
}

/* ---- the file ------------------------------------------------------------------- */

static FILE *open_report(const char *path)
{
	FILE *in = fopen(path, "re");
	struct stat st;

	if (!in || fstat(fileno(in), &st)) {
		complain("%s can't be opened: %s", path, strerror(errno));
	} else if (!S_ISREG(st.st_mode)) {
		complain("%s is no report: it is no file", path);
		fclose(in);
		in = NULL;
	}
	return in;
}

/*
 * Finds the record to compare with. A file may tell of many copies, but they
 * have to be of the same content: else nobody knows which one is meant.
 */
static struct json_object *choose(const char *path, FILE *in)
{
	struct json_object *doc, *chosen = NULL;
	const char *digest;
	char *line = NULL;
	bool several = false;
	size_t room = 0;

	while (!several && getline(&line, &room, in) > 0) {
		doc = json_tokener_parse(line);
		digest = digest_of(doc);
		several = digest && chosen && strcmp(digest, digest_of(chosen));
		if (digest && !chosen)
			chosen = json_object_get(doc);
		json_object_put(doc);
	}
	free(line);
	if (several)
		complain("%s tells of several masters: leave only the lines of one in the file",
			 path);
	else if (!chosen)
		complain("%s tells of no disc with a SHA-256; reports of 'dsrctl copy --report' do",
			 path);
	if (several) {
		json_object_put(chosen);
		return NULL;
	}
	return chosen;
}

static int take_record(struct plan *plan, const char *path, struct json_object *doc)
{
	struct plan_record *record = calloc(1, sizeof(*record));
	const char *why = "its SHA-256 is none";

	if (!record)
		return no_memory();
	plan->record = record;
	if (digest_parse(digest_of(doc), record->sha256) || fill_record(record, doc, &why)) {
		complain("%s can't be used: %s", path, why);
		return DSRCTL_DEVICE;
	}
	content_sums_parse(&record->sums, json_child(doc, part_of(doc)));
	plan->sha256 = record->sha256;
	plan_set_content(plan, &record->disc, record->layout, record->layout_bytes);
	return DSRCTL_OK;
}

/**
 * plan_against() - take the content from a report instead of a master
 * @plan: begun
 * @path: of the report
 *
 * Return: an enum dsrctl_exit; anything but OK after a sentence.
 */
int plan_against(struct plan *plan, const char *path)
{
	FILE *in = open_report(path);
	struct json_object *doc;
	int ret;

	if (!in)
		return DSRCTL_DEVICE;
	snprintf(plan->source.path, sizeof(plan->source.path), "%s", path);
	snprintf(plan->source.title, sizeof(plan->source.title), "report %s", path);
	doc = choose(path, in);
	ret = doc ? take_record(plan, path, doc) : DSRCTL_DEVICE;
	json_object_put(doc);
	fclose(in);
	return ret;
}
