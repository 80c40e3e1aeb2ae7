/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The events of the netlink family as plain structures.
 *
 * A listener hears events, notices when some were lost (a hole in the sequence
 * numbers of a group, or a full socket), dumps the state and goes on from
 * there. Nothing in here prints. Errors come back as -errno.
 */
#ifndef DSRCTL_EVENTS_H
#define DSRCTL_EVENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dsr.h"
#include "dsr_changer.h"
#include "dsr_netlink.h"

/* Is attribute DSR_A_x (of an event) or DSR_S_x (of a sink) in there? */
#define DSR_HAS(thing, attr)	(((thing)->present >> (attr)) & 1U)

struct dsr_event_sink {
	uint32_t present;	/* bit per enum dsr_nl_sink_attr */
	uint32_t index;
	uint32_t state;
	uint32_t outcome;
	uint32_t speed_kbs;
	uint32_t buffer_bytes;
	uint32_t buffer_used;
	uint32_t profile;
	uint32_t progress;	/* of what a drive does by itself, 0 to 65536 */
	uint64_t written_blocks;
	uint64_t verified_blocks;
	struct dsr_error error;
	struct dsr_unit_name unit;
};

/* the element of an event; the values are those of struct dsr_element */
struct dsr_event_element {
	uint32_t present;	/* bit per enum dsr_nl_element_attr */
	uint32_t was;		/* DSR_EL_* before */
	struct dsr_element element;
};

struct dsr_event {
	uint32_t present;	/* bit per enum dsr_nl_attr */
	uint8_t cmd;		/* enum dsr_nl_cmd */
	uint32_t seq;
	uint32_t event;
	uint32_t job_id;
	uint32_t op;
	uint32_t job_state;
	uint32_t block_bytes;
	uint32_t unit_job_id;	/* the job that holds the unit, 0: none */
	uint64_t time_ns;
	uint64_t read_blocks;
	uint64_t total_blocks;
	struct dsr_error error;
	struct dsr_unit_name source;
	struct dsr_unit_name unit;
	uint32_t from;		/* element addresses */
	uint32_t to;
	struct dsr_event_element element;
	uint32_t nr_sinks;
	struct dsr_event_sink sinks[DSR_MAX_SINKS];
};

enum dsr_group {
	DSR_GROUP_JOB,
	DSR_GROUP_DRIVE,
	DSR_GROUP_CHANGER,
	DSR_NR_GROUPS,
};

enum dsr_seq_verdict {
	DSR_SEQ_NEXT,	/* the one that was due, or the first */
	DSR_SEQ_OLD,	/* already part of what is known */
	DSR_SEQ_GAP,	/* some before it were lost */
};

/**
 * struct dsr_seq - where a listener is in a group's sequence
 * @known: whether anything was heard yet
 * @last: number of the last event that is part of what is known
 */
struct dsr_seq {
	bool known;
	uint32_t last;
};

enum dsr_notice {
	DSR_NOTICE_EVENT,	/* an event */
	DSR_NOTICE_STATE,	/* a message of a dump */
	DSR_NOTICE_GAP,		/* events were lost; a dump follows */
	DSR_NOTICE_SYNCED,	/* the dump is through */
};

/**
 * typedef dsr_listen_fn - told of everything
 * @notice: what it is
 * @group: of which group
 * @event: the event or the state; NULL for GAP and SYNCED
 * @number: for GAP: how many events were lost, 0: not known; for SYNCED: the
 *	number of the last event that is part of the state, 0: not known
 * @ctx: the caller's
 */
typedef void (*dsr_listen_fn)(enum dsr_notice notice, enum dsr_group group,
			      const struct dsr_event *event, uint32_t number,
			      void *ctx);

struct dsr_listener;

int dsr_event_parse(const void *msg, size_t bytes, struct dsr_event *out);
enum dsr_seq_verdict dsr_seq_take(struct dsr_seq *s, uint32_t seq,
				  uint32_t *missed);

int dsr_listener_open(struct dsr_listener **out, unsigned int groups,
		      dsr_listen_fn fn, void *ctx);
int dsr_listener_fd(const struct dsr_listener *l);
int dsr_listener_sync(struct dsr_listener *l);
int dsr_listener_handle(struct dsr_listener *l);
void dsr_listener_close(struct dsr_listener *l);

int dsr_dump(uint8_t cmd, dsr_listen_fn fn, void *ctx);

#endif /* DSRCTL_EVENTS_H */
