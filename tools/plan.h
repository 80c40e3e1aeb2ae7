/* SPDX-License-Identifier: GPL-2.0 */
/* What a job is going to do: its ends, opened and looked at. */
#ifndef DSRCTL_PLAN_H
#define DSRCTL_PLAN_H

#include <stdbool.h>
#include <stdint.h>

#include "disc/master.h"
#include "disc/probe.h"
#include "dsr.h"
#include "names.h"
#include "order.h"
#include "sums.h"

#define PLAN_MAX_NOTES	160	/* a few of the master, two for each sink */

enum end_kind {
	END_DRIVE,
	END_BLOCK,
	END_IMAGE,	/* a file */
};

/**
 * struct plan_end - a source or a sink
 * @path: as typed
 * @kind: what it is
 * @fd: open as the kernel wants it, -1: not
 * @name: of the unit
 * @title: for people
 * @probed: a drive that answered: @probe is valid
 * @probe: what it told
 * @blocks: a block device's size
 * @overwrite: data on a rewritable disc may go
 * @speed_kbs: chosen for it, 0: the fastest
 */
struct plan_end {
	char path[256];
	enum end_kind kind;
	int fd;
	struct dsr_unit_name name;
	char title[300];
	bool probed;
	struct probe probe;
	uint64_t blocks;
	bool overwrite;
	uint32_t speed_kbs;
};

/**
 * struct plan_record - the content, as a report has it
 * @disc: it
 * @layout: the same for the kernel
 * @layout_bytes: of @layout
 * @sha256: of it
 * @sums: of its parts, where the report tells
 */
struct plan_record {
	struct disc disc;
	struct dsr_layout *layout;
	size_t layout_bytes;
	uint8_t sha256[DSR_DIGEST_BYTES];
	struct content_sums sums;
};

/**
 * struct plan - a job to be; too large for a stack: allocate it
 * @order: what was asked for
 * @source: its title and path; its fd is -1, the kernel gets the master's
 * @master: what is copied, valid if @mastered
 * @mastered: there is a master
 * @record: what a report tells of the content, where there is no master
 * @disc: the content: the master's or a report's, NULL: there is none
 * @layout: the same for the kernel
 * @layout_bytes: of @layout
 * @sha256: what a verify without a master compares with, NULL: it has one
 * @blocks: to be streamed
 * @bytes: the same
 * @room: blocks a disc needs for it
 * @sinks: where to
 * @nr_sinks: of them
 * @drives: all of this machine
 * @nr_drives: of them
 * @notes: sentences the user is to be told
 * @nr_notes: of them
 */
struct plan {
	const struct order *order;
	struct plan_end source;
	struct master master;
	bool mastered;
	struct plan_record *record;
	const struct disc *disc;
	const struct dsr_layout *layout;
	size_t layout_bytes;
	const uint8_t *sha256;
	uint64_t blocks;
	uint64_t bytes;
	uint64_t room;
	struct plan_end sinks[DSR_MAX_SINKS];
	uint32_t nr_sinks;
	struct drive *drives;
	int nr_drives;
	char *notes[PLAN_MAX_NOTES];
	uint32_t nr_notes;
};

/* plan.c */
int plan_begin(struct plan *plan, const struct order *order, int dsr_fd);
void plan_note(struct plan *plan, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void plan_set_content(struct plan *plan, const struct disc *disc,
		      const struct dsr_layout *layout, size_t layout_bytes);
void plan_end(struct plan *plan);

/* plan_end.c */
int end_open(struct plan_end *end, const char *path, int flags);
int end_judge(struct plan_end *end);
int end_measure(struct plan_end *end);
int end_refuse(const struct plan_end *end, const char *role, const char *also);
bool end_is_free(const struct plan *plan, const struct plan_end *end);

/* plan_source.c */
int plan_source(struct plan *plan, const char *path);

/* plan_against.c */
int plan_against(struct plan *plan, const char *path);

/* plan_sink.c */
int plan_sinks(struct plan *plan, char **paths, int nr);
int plan_sink(struct plan *plan, const char *path);
int plan_confirm(struct plan *plan);

/* plan_check.c */
const char *plan_obstacle(const struct plan *plan, const struct plan_end *sink);
int plan_check(struct plan *plan);

/* plan_print.c */
void plan_print(const struct plan *plan);
void plan_print_json(const struct plan *plan);
void plan_print_notes(const struct plan *plan);
struct json_object *plan_notes_json(const struct plan *plan);

#endif /* DSRCTL_PLAN_H */
