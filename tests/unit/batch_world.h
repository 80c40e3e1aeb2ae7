/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A robot with its drives, printer, mail slot, an operator and hands, in a time of
 * its own: what tools/library/batch*.c is let loose on. It knows nothing of batches.
 */
#ifndef DSR_BATCH_WORLD_H
#define DSR_BATCH_WORLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dsr_changer.h"

#define WORLD_MAX_PLACES	700
#define WORLD_MAX_DISCS		640
#define WORLD_HAND		0x2000	/* addresses as of a JVC */
#define WORLD_DRIVES		0x3001
#define WORLD_MAIL		0x4000
#define WORLD_PRINTER		0x5000

/* what is on a side of a disc */
#define SIDE_BLANK	0
#define SIDE_SPOILT	(-1)
#define SIDE_IMAGE(n)	((n) + 1)

/**
 * struct world_rules - what the world is like
 * @seed: of all that happens by chance
 * @jvc: a JVC: trays, no move from slot to slot ... (manual 3.7); else any move
 * @boasts: it tells of moves that it does not make
 * @silent: the robot does not tell where a disc came from
 * @slots: so many; the first of them, @discs, hold a blank
 * @discs: see @slots
 * @drives: so many
 * @move_ms, @flip_ms, @load_ms, @burn_ms, @print_ms: how long it takes
 * @operator_ms: after that a full mail slot is emptied; 0: never
 * @move_fails: chance in thousand, as all of the following
 * @rezero_fails: of REZERO
 * @sticks: that a drive does not take discs, or does not let go of one
 * @trouble: that work in a drive can't begin
 * @touches: that it has touched the disc all the same
 * @spoils: that a burn spoils its disc
 * @dies: that a drive dies of a burn
 * @forsaken: that the process of a burn dies while that goes on; half that chance: before
 * @unfit: that a blank is none that will do
 * @unseen: that a blank is one that no drive sees
 * @print_fails: that a label fails
 * @taken: that a hand takes a disc away, each time something ends
 * @given: that a hand puts a strange disc into an empty slot, as @taken
 * @opened: that a hand opens the mail slot for @operator_ms, as @taken
 * @moved: that with nobody looking a person has all discs brought home, or has one
 *	moved to another drive or the printer
 * @strange: that a drive has a strange disc in it from the beginning
 */
struct world_rules {
	uint64_t seed;
	bool jvc;
	bool boasts;
	bool silent;
	int slots;
	int discs;
	int drives;
	int64_t move_ms;
	int64_t flip_ms;
	int64_t load_ms;
	int64_t burn_ms;
	int64_t print_ms;
	int64_t operator_ms;
	int move_fails;
	int rezero_fails;
	int sticks;
	int trouble;
	int touches;
	int spoils;
	int dies;
	int forsaken;
	int unfit;
	int unseen;
	int print_fails;
	int taken;
	int given;
	int opened;
	int moved;
	int strange;
};

/**
 * struct world_disc - the truth of a disc
 * @at: index of the place, -1: somebody took it away
 * @source: address of the last slot that it was taken out of, 0: none
 * @up: the side that a drive sees
 * @side: SIDE_*
 * @writes: burns of a side that began
 * @touched: a burn that did not begin may have changed it
 * @labels: printed
 * @unfit: not what is wanted
 * @unseen: no drive knows that it is there: it lies upside down, say
 * @strange: somebody else's
 */
struct world_disc {
	int at;
	uint16_t source;
	int up;
	int side[2];
	int writes[2];
	bool touched;
	int labels;
	bool unfit;
	bool unseen;
	bool strange;
};

/**
 * struct world_place - the truth of an element, and of the machine behind it
 * @address: of the element
 * @type: enum dsr_element_type
 * @disc: index, -1: none
 * @tray: a tray is there
 * @open: of the mail slot
 * @ready_ms: then the drive has loaded its disc, or the mail slot is emptied
 * @busy: somebody waits for a work of it
 * @until_ms: that ends
 * @work: enum batch_work
 * @side: the image that is wanted
 * @ready: it has ended, and nobody was told yet
 * @result: enum batch_result
 * @hard: see struct batch_record
 * @touched: see struct batch_record
 * @running: a burn or a label that goes on whoever waits for it
 * @job: its number, 0: none, or nobody knows any more
 * @job_until_ms, @job_side, @job_result: as of the work
 * @dead: can't work any more
 * @takes_none: a drive that takes no disc
 * @gives_none: a drive that does not let go of its disc
 * @finished: the printer has printed what lies in it
 */
struct world_place {
	uint16_t address;
	uint8_t type;
	int disc;
	bool tray;
	bool open;
	int64_t ready_ms;
	bool busy;
	int64_t until_ms;
	int work;
	int side;
	bool ready;
	int result;
	bool hard;
	bool touched;
	bool running;
	uint32_t job;
	int64_t job_until_ms;
	int job_side;
	int job_result;
	bool dead;
	bool takes_none;
	bool gives_none;
	bool finished;
};

/**
 * struct world - all of it
 * @rules: what it is like
 * @chance: the generator's state
 * @now_ms: the time
 * @nr_places: of @places
 * @places: hand, slots, drives, mail slot, printer
 * @nr_discs: of @discs
 * @discs: all there are
 * @moving: the robot moves
 * @from, @to, @flip, @fails, @ends_at: its move: indexes; how it will end
 * @move_until_ms: then
 * @moved: the move has ended and nobody was told yet
 * @error: of that move
 * @moves: begun
 * @jobs: numbers that were given
 * @broken: every move fails
 * @hand_keeps: REZERO fails
 * @printer_broken: every label fails to begin
 * @no_images: no master can be read
 * @wrong: what nobody may ever ask for, in words, or empty
 */
struct world {
	struct world_rules rules;
	uint64_t chance;
	int64_t now_ms;
	int nr_places;
	struct world_place places[WORLD_MAX_PLACES];
	int nr_discs;
	struct world_disc discs[WORLD_MAX_DISCS];
	bool moving;
	int from;
	int to;
	bool flip;
	int ends_at;
	int64_t move_until_ms;
	bool moved;
	int error;
	unsigned int moves;
	uint32_t jobs;
	bool broken;
	bool hand_keeps;
	bool printer_broken;
	bool no_images;
	char wrong[200];
};

void world_init(struct world *w, const struct world_rules *rules);
bool world_chance(struct world *w, int in_thousand);
uint64_t world_random(struct world *w, uint64_t below);
int world_place(const struct world *w, uint16_t address);
size_t world_map(const struct world *w, struct dsr_element *elements);
void world_moves(const struct world *w, uint8_t moves[DSR_ELEMENT_TYPES]);
void world_wrong(struct world *w, const char *what, uint16_t a, uint16_t b);

/* what can be asked of it */
void world_move(struct world *w, uint16_t from, uint16_t to, bool flip);
void world_rezero(struct world *w);
uint32_t world_work(struct world *w, uint16_t address, int work, int side, uint32_t job);

/* time */
int64_t world_next(const struct world *w);
void world_advance(struct world *w, int64_t to_ms);

/* blows */
void world_forget_workers(struct world *w);
void world_reboot(struct world *w);
void world_mend(struct world *w);
void world_take_away(struct world *w, int disc);
void world_put(struct world *w, uint16_t address, bool strange);
void world_meddle(struct world *w);

/* batch_world_work.c */
void world_end_job(struct world *w, struct world_place *p);
void world_end_work(struct world *w, struct world_place *p);

#endif /* DSR_BATCH_WORLD_H */
