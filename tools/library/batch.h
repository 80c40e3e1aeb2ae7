/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A batch: many discs through one robot, its drives and its printer. Pure: no
 * device, no clock, no file.
 *
 * What is decided and what happens are records. batch_apply() is the only way a
 * batch changes, but for what the robot tells of its elements (batch_see.c); so
 * the records, read back from a journal, make the same batch again.
 */
#ifndef DSRCTL_LIBRARY_BATCH_H
#define DSRCTL_LIBRARY_BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dsr_changer.h"

#define BATCH_TEXT	240	/* a sentence */
#define BATCH_SIDES	2
#define BATCH_TROUBLES	4	/* works that could not begin, before a disc is given up */
#define BATCH_NOWHERE	(-1)	/* in place of an element's address */

/* ---- places ---------------------------------------------------------------- */

/* batch_place.roles */
#define BATCH_BLANKS	(1U << 0)	/* blank discs are taken from here */
#define BATCH_OUT	(1U << 1)	/* good copies go here */
#define BATCH_REJECT	(1U << 2)	/* bad ones */

/**
 * struct batch_place - an element of the robot
 * @address: as the robot counts
 * @type: enum dsr_element_type
 * @number: among those of its type, from 1
 * @roles: BATCH_*
 * @full: the robot says that a disc is there
 * @room: the robot says that a disc (with its tray) can be put there
 * @open: a mail slot that stands open
 * @source: slot that the disc came from, as the robot says, or BATCH_NOWHERE
 * @barred: not to be used in this batch: a drive nobody knows, say
 * @left_out: it failed too often; not used until the batch is resumed
 * @failures: of its work, weighed, since the last success
 * @jams: failed moves to here, weighed, since the last good one
 * @tried: @disc would not do; since a stop it may be another one that lies there
 * @owed: discs that are under way and may have to come back here
 * @disc: which disc of the batch is there, -1: none; one that has ended may be gone
 * @coming: which one is on its way here, -1: none
 */
struct batch_place {
	uint16_t address;
	uint8_t type;
	uint8_t roles;
	bool full;
	bool room;
	bool open;
	bool barred;
	bool left_out;
	bool tried;
	unsigned int number;
	unsigned int failures;
	unsigned int jams;
	unsigned int owed;
	int32_t source;
	int disc;
	int coming;
};

/* ---- discs ----------------------------------------------------------------- */

enum batch_kind {
	BATCH_COPY,	/* a blank that becomes a copy */
	BATCH_MASTER,	/* is read into an image */
	BATCH_LOOK,	/* is looked at */
	BATCH_KINDS
};

enum batch_state {
	BATCH_WAITING,	/* in a slot, wants a drive */
	BATCH_MOVING,
	BATCH_HELD,	/* the robot's hand kept it */
	BATCH_LOADED,	/* in a drive, its work has not begun */
	BATCH_WORKING,	/* in a drive */
	BATCH_LEFT,	/* in a drive; how far its work came is to be found out */
	BATCH_BACK,	/* this drive won't do: back to a slot, and wait there */
	BATCH_TURN,	/* its first side is done: to a slot, turned over */
	BATCH_LABEL,	/* in a drive, wants the printer */
	BATCH_PRINTER,	/* in the printer, its label has not begun */
	BATCH_PRINTING,
	BATCH_LEAVING,	/* how it ended is known; wants its last place */
	BATCH_ENDED,
	BATCH_STATES
};

enum batch_end {
	BATCH_OPEN,		/* not known yet */
	BATCH_GOOD,
	BATCH_BAD,		/* its content or its label is not right */
	BATCH_UNFIT,		/* was not touched: not blank, too small ... */
	BATCH_STUCK,		/* the robot can't get it out of where it is */
	BATCH_LOST,		/* it is nowhere to be seen */
	BATCH_ENDS
};

/**
 * struct batch_disc - a disc
 * @kind: what it is for
 * @state: where in its life it is
 * @was: MOVING, HELD: the state that asked for the move
 * @end: how it ended
 * @copy: COPY: which one of the copies, from 0; MASTER: which side
 * @home: place it was taken from
 * @slot: the last slot it lay in, which the robot calls its source; -1: none
 * @at: place where it is, or has ended; -1: unknown
 * @to: MOVING: place it goes to, else -1
 * @way: MOVING: to a slot on the way to where it shall go
 * @unsure: what is on it has to be found out before anything else
 * @turning: nobody knows whether it was turned over after @side was written
 * @touched: a work that could not begin may have changed what is on it
 * @side: COPY: that is written next or now, from 0
 * @drive: place of the drive that did its work last, -1
 * @job: of the kernel, 0: none known
 * @work: enum batch_work of WORKING, or of LEFT the one that was interrupted
 * @troubles: times a drive could not begin
 * @blamed: places of the drives that had a soft failure of these
 * @nr_blamed: of @blamed
 * @stumbles: failed moves since the last good one
 * @moves: of the robot for it
 * @taken_ms, @began_ms, @done_ms, @ended_ms: since 1970; 0: not yet
 * @tried: COPY: discs that were spoilt for this copy before
 * @sha256: of the content of each side, in hex; empty: not known
 * @why: how it ended, in words
 */
struct batch_disc {
	enum batch_kind kind;
	enum batch_state state;
	enum batch_state was;
	enum batch_end end;
	int copy;
	int home;
	int slot;
	int at;
	int to;
	bool way;
	bool unsure;
	bool turning;
	bool touched;
	int side;
	int drive;
	uint32_t job;
	unsigned int work;
	unsigned int troubles;
	int blamed[BATCH_TROUBLES];
	unsigned int nr_blamed;
	unsigned int stumbles;
	unsigned int moves;
	int64_t taken_ms;
	int64_t began_ms;
	int64_t done_ms;
	int64_t ended_ms;
	unsigned int tried;
	char sha256[BATCH_SIDES][65];
	char why[BATCH_TEXT];
};

/**
 * struct batch_copy - one copy that is wanted
 * @disc: that it is being made of, or is, -1: none
 * @tries: discs that were spoilt for it
 * @good: it is there
 * @given_up: too many tries
 */
struct batch_copy {
	int disc;
	unsigned int tries;
	bool good;
	bool given_up;
};

/* ---- records ---------------------------------------------------------------- */

enum batch_record_kind {
	BATCH_R_TAKE,	/* a disc becomes one of the batch */
	BATCH_R_MOVE,	/* the robot is told to */
	BATCH_R_MOVED,	/* what became of it */
	BATCH_R_WORK,	/* a drive or the printer is told to */
	BATCH_R_JOB,	/* the kernel's number of that work */
	BATCH_R_DONE,	/* what became of the work */
	BATCH_R_SEEN,	/* a disc is not where it was believed, or stays where it is */
	BATCH_R_RESUME,	/* the batch goes on after a stop */
	BATCH_R_KINDS
};

enum batch_work {
	BATCH_NO_WORK,
	BATCH_BURN,
	BATCH_FOLLOW,	/* a job that runs already */
	BATCH_JUDGE,	/* is what is on the disc the content? */
	BATCH_IMAGE,	/* read a master */
	BATCH_READ,	/* look what it is */
	BATCH_PRINT,
	BATCH_WORKS
};

enum batch_result {
	BATCH_IS_GOOD,
	BATCH_IS_BAD,		/* and the disc is spoilt */
	BATCH_IS_UNFIT,		/* it was not touched, and never will do */
	BATCH_IS_BLANK,		/* JUDGE: nothing was written to it, and it will do */
	BATCH_IS_TROUBLE,	/* the drive or printer can't; the disc was not touched */
	BATCH_IS_UNKNOWN,	/* BURN, FOLLOW: that has to be found out */
	BATCH_RESULTS
};

/**
 * struct batch_record - a decision, or what happened
 * @kind: which
 * @time_ms: since 1970
 * @disc: all but RESUME
 * @what: TAKE: enum batch_kind
 * @copy: TAKE: see struct batch_disc
 * @from: TAKE, MOVE: element address
 * @to: MOVE: element address; MOVED, SEEN: where the disc is, or BATCH_NOWHERE
 * @flip: MOVE: turn it over
 * @way: MOVE: to a slot on the way to its last place
 * @work: WORK, DONE: enum batch_work
 * @group: WORK: those with the same number do their work together
 * @job: JOB, FOLLOW: of the kernel
 * @result: DONE: enum batch_result
 * @hard: DONE, BAD or TROUBLE: a fault of the drive's own, not of the disc
 * @touched: DONE, not GOOD: the disc may not be what it was
 * @error: MOVED: 0, or the errno
 * @same_boot: RESUME: jobs of before may still be known
 * @text: a sentence, may be empty
 * @sha256: DONE: of the content
 */
struct batch_record {
	enum batch_record_kind kind;
	int64_t time_ms;
	int disc;
	enum batch_kind what;
	int copy;
	int32_t from;
	int32_t to;
	bool flip;
	bool way;
	enum batch_work work;
	uint32_t group;
	uint32_t job;
	enum batch_result result;
	bool hard;
	bool touched;
	int error;
	bool same_boot;
	char text[BATCH_TEXT];
	char sha256[65];
};

/* ---- the batch --------------------------------------------------------------- */

/**
 * struct batch_rules - what is wanted
 * @copies: so many
 * @retries: fresh discs for a copy whose disc was spoilt
 * @sides: of a disc that are written, 1 or 2
 * @masters: images that have to be there: bit (1 << side)
 * @label: good copies go through the printer
 * @mail: good copies go to the mail slot, where there are out slots when these
 *	are full
 * @failure_pause_ms: of the robot after a failed move, times the failures in a row
 */
struct batch_rules {
	unsigned int copies;
	unsigned int retries;
	int sides;
	unsigned int masters;
	bool label;
	bool mail;
	unsigned int failure_pause_ms;
};

/* what a note is of */
enum batch_note {
	BATCH_NO_NOTE,
	BATCH_LEFT_OUT,		/* a place is not used any more */
	BATCH_USED_AGAIN,	/* it is, after all */
	BATCH_NO_WAY_OUT,	/* the robot can't get a disc out of its place */
	BATCH_NOT_SEEN,		/* a disc is nowhere to be seen */
	BATCH_ROBOT_DOWN,	/* the robot is left alone */
	BATCH_NOTES
};

/**
 * struct batch - all of it
 * @rules: what is wanted
 * @moves: that the robot can make: by the source's type, bit (1 << type); all of
 *	them zero: not known
 * @nr_places: of @places
 * @places: by address
 * @nr_discs: of @discs
 * @room_discs: that @discs has room for
 * @discs: those that were taken, by number
 * @copies: by number, as many as the rules say
 * @images: that are there: bit (1 << side)
 * @moving: disc that the robot moves, -1: none
 * @stumbles: failed moves since the last good one
 * @rest_until_ms: no move before
 * @groups: how many groups were started
 * @robot_down: too many failed moves in a row
 * @failed: the batch can't reach its end: why, or empty
 * @note: what apply() has to say to a person, empty: nothing
 * @note_of: what that is of
 */
struct batch {
	struct batch_rules rules;
	uint8_t moves[DSR_ELEMENT_TYPES];
	size_t nr_places;
	struct batch_place *places;
	int nr_discs;
	int room_discs;
	struct batch_disc *discs;
	struct batch_copy *copies;
	unsigned int images;
	int moving;
	unsigned int stumbles;
	int64_t rest_until_ms;
	uint32_t groups;
	bool robot_down;
	char failed[BATCH_TEXT];
	char note[BATCH_TEXT];
	enum batch_note note_of;
};

enum batch_phase {
	BATCH_RUNS,	/* something is under way, or can be begun */
	BATCH_ASKS,	/* nothing can be begun until the mail slot is emptied, or closed */
	BATCH_OVER,	/* all that was wanted is there */
	BATCH_SHORT,	/* it ended, but not all that was wanted is there: @failed */
};

/* batch.c */
int batch_init(struct batch *b, const struct batch_rules *rules,
	       const struct dsr_element *elements, size_t nr);
void batch_free(struct batch *b);
int batch_place_at(const struct batch *b, int32_t address);
int batch_role(struct batch *b, uint16_t address, unsigned int role);
void batch_name(char *buf, size_t size, const struct batch *b, int place);
unsigned int batch_count(const struct batch *b, enum batch_kind kind, enum batch_end end);
unsigned int batch_good(const struct batch *b);
void batch_say(char *buf, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* batch_apply.c */
int batch_apply(struct batch *b, const struct batch_record *r);

/* batch_decide.c */
int batch_decide(struct batch *b, int64_t now_ms, struct batch_record *out, int max);

/* batch_phase.c */
enum batch_phase batch_phase(struct batch *b);

/* batch_route.c */
bool batch_by_rezero(const struct batch *b, const struct batch_record *r);
bool batch_wants_mail(const struct batch *b);
bool batch_wants_mail_closed(const struct batch *b);
int32_t batch_tray_slot(const struct batch *b, uint16_t address);

/* batch_see.c */
void batch_see(struct batch *b, const struct dsr_element *elements, size_t nr);
int batch_missing(const struct batch *b, int64_t now_ms, struct batch_record *out, int max);
int32_t batch_where(const struct batch *b, int disc);

/* batch_words.c */
const char *batch_state_word(enum batch_state state);
const char *batch_end_word(enum batch_end end);
const char *batch_kind_word(enum batch_kind kind);
const char *batch_work_word(enum batch_work work);
const char *batch_result_word(enum batch_result result);
const char *batch_record_word(enum batch_record_kind kind);
const char *batch_note_word(enum batch_note note);

#endif /* DSRCTL_LIBRARY_BATCH_H */
