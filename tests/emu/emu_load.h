/* SPDX-License-Identifier: GPL-2.0 */
/* Loading CDs from descriptions: text, the plan that it makes, the parsers. */
#ifndef EMU_LOAD_H
#define EMU_LOAD_H

#include "emu.h"

/**
 * struct emu_text - a description, word by word
 * @path: its name, for the sentences
 * @buf: its bytes, NUL at the end; words are cut out in place
 * @next: where the rest begins
 * @word: the word taken last, without quotes
 * @len: bytes in @buf
 * @line: number of the line that @word is in
 * @eol: @word is the last one of its line
 * @quoted: @word stood in quotes
 * @comments: what follows two slashes is no word
 */
struct emu_text {
	const char *path;
	char *buf;
	char *next;
	char *word;
	size_t len;
	u32 line;
	bool eol;
	bool quoted;
	bool comments;
};

/**
 * struct emu_source - a file that a description names
 * @file: the file, owned by the disc
 * @pos: first byte that counts
 * @end: one behind the last one
 * @wave: samples with a RIFF header
 */
struct emu_source {
	struct file *file;
	loff_t pos;
	loff_t end;
	bool wave;
};

/**
 * struct emu_layout - how a kind of blocks lies in a file
 * @name: as the description calls it
 * @mode: of the track
 * @form: of each block
 * @stride: bytes from block to block
 * @bare: XA without sub-headers
 * @sub: R to W follow each block
 */
struct emu_layout {
	const char *name;
	enum emu_track_mode mode;
	enum emu_form form;
	u32 stride;
	bool bare;
	bool sub;
};

/**
 * struct emu_plan - a CD that is put together from its beginning to its end
 * @disc: the disc, nobody else knows it yet
 * @lba: the next block
 * @from: where the track that is made begins, its pre-gap included
 * @track: that track, or NULL in front of the first one
 * @started: its INDEX 01 has been there
 */
struct emu_plan {
	struct emu_disc *disc;
	s32 lba;
	s32 from;
	struct emu_track *track;
	bool started;
};

int emu_text_read(struct emu_text *text, const char *path);
void emu_text_free(struct emu_text *text);
char emu_text_peek(struct emu_text *text);
bool emu_text_next(struct emu_text *text);
void emu_text_skip_line(struct emu_text *text);
int emu_text_bad(const struct emu_text *text, const char *why);
bool emu_word_msf(const char *word, u32 *frames);

int emu_source_open(struct emu_plan *plan, const char *from, const char *name,
		    struct emu_source *source);
int emu_plan_session(struct emu_plan *plan);
int emu_plan_track(struct emu_plan *plan, enum emu_track_mode mode);
int emu_plan_start(struct emu_plan *plan, s32 lba);
int emu_plan_mark(struct emu_plan *plan, u8 index, s32 lba);
int emu_plan_data(struct emu_plan *plan, const struct emu_source *source,
		  const struct emu_layout *layout, u32 blocks, bool swap);
void emu_plan_silence(struct emu_plan *plan, u32 blocks);
int emu_plan_mcn(struct emu_plan *plan, const char *mcn);
int emu_plan_isrc(struct emu_plan *plan, const char *isrc);
int emu_plan_end(struct emu_plan *plan);

int emu_load_cue(struct emu_plan *plan, struct emu_text *text);
int emu_load_toc(struct emu_plan *plan, struct emu_text *text);

#endif /* EMU_LOAD_H */
