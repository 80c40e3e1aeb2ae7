/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DSR_DECK_PROTOCOL_H
#define DSR_DECK_PROTOCOL_H

/*
 * The deck's serial protocol: bytes in, typed messages out, and back. Pure:
 * no input or output, no allocation, no state but what the caller hands in.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "codes.h"

/* Section 3.5, TITLE RETURN: 4 digits and up to 96 characters of title. */
#define DECK_TITLE_MAX		96
#define DECK_DATA_MAX		(4 + DECK_TITLE_MAX)
/* Between LF and CR: machine id, two characters of code, data. */
#define DECK_BODY_MAX		(1 + 2 + DECK_DATA_MAX)
#define DECK_FRAME_MAX		(1 + DECK_BODY_MAX + 1)
/* Section 3.2: the machine id is always '0'. */
#define DECK_MACHINE_ID		'0'

enum deck_direction { DECK_DIR_HOST, DECK_DIR_DECK, DECK_DIR_EVENT };

#define DECK_ENUM(code, id, ...) DECK_##id = (code),
enum deck_code { DECK_CODES(DECK_ENUM) };
#undef DECK_ENUM

/* What the mechanism does, section MECHA STATUS RETURN. */
enum deck_mecha {
	DECK_NO_DISC = 0x00,
	DECK_TRAY = 0x01,
	DECK_STOPPED = 0x10,
	DECK_PLAYING = 0x11,
	DECK_OPC = 0x80,
	DECK_RECORDING = 0x81,
	DECK_RECORD_READY = 0x82,
};

/* The first character of CHANGE STATUS's data says what changed. */
enum deck_change { DECK_CHANGE_MECHA = 0x00, DECK_CHANGE_TRACK = 0x03 };

/* The tables of DECK_CHOICES. */
enum deck_table {
	DECK_TABLE_none,
	DECK_TABLE_off_on,
	DECK_TABLE_resume,
	DECK_TABLE_record,
	DECK_TABLE_ready,
	DECK_TABLE_shuttle,
	DECK_TABLE_skip,
	DECK_TABLE_repeat,
	DECK_TABLE_repeat_now,
	DECK_TABLE_fade,
	DECK_TABLE_time_mode,
	DECK_TABLE_mecha,
	DECK_TABLE_presence,
	DECK_TABLE_keyboard,
	DECK_TABLE_change,
	DECK_TABLE_disc_type,
};

/* One row of DECK_CHOICES. */
struct deck_choice {
	enum deck_table table;
	uint8_t value;
	const char *word;	/* for the command line and JSON */
	const char *text;	/* for people */
};

/* One row of DECK_ERRORS. */
struct deck_error {
	uint8_t code;		/* DECK_R_ERROR or DECK_R_CAUTION */
	int error;		/* N1 * 100 + N2N3 */
	const char *text;
};

/* One row of DECK_CODES. */
struct deck_info {
	uint8_t code;
	uint8_t reply;
	enum deck_direction direction;
	const char *id;
	const char *name;
	const char *pattern;
	enum deck_table choices;
	const char *summary;
};

/* One row of DECK_FIELDS. */
struct deck_field {
	char letter;
	uint8_t digits;
	uint8_t base;
	size_t offset;		/* of the member in struct deck_msg */
	const char *member;
	const char *name;
	int min;
	int max;
	int weights[4];
};

/**
 * struct deck_msg - one message, in either direction
 * @code: which of DECK_CODES
 * @form: which of the forms of its pattern, from 0
 *
 * The members that the form does not name are 0. What each member counts is
 * written in DECK_FIELDS.
 */
struct deck_msg {
	uint8_t code;
	uint8_t form;
	int track;
	int minutes;
	int second;
	int edit_unit;
	int pitch;
	int year;
	int month;
	int day;
	int hour;
	int minute;
	int number;
	int version;
	int build;
	int error;
	int choice;
	int disc_type;
	char title[DECK_TITLE_MAX + 1];
};

enum deck_parse {
	DECK_PARSE_OK,
	DECK_PARSE_SHORT,	/* no room for id and code */
	DECK_PARSE_OTHER_ID,	/* for another machine: to be ignored */
	DECK_PARSE_CODE,	/* none of the 63 codes */
	DECK_PARSE_DATA,	/* the code is known, its data make no sense */
};

/**
 * struct deck_framer - finds frames in a stream of bytes
 * @body: what came since the last LF
 * @len: how much of it
 * @inside: an LF came and neither CR nor nonsense since
 * @dropped: bytes thrown away so far
 *
 * All zero is the start.
 */
struct deck_framer {
	char body[DECK_BODY_MAX + 1];
	size_t len;
	bool inside;
	unsigned long dropped;
};

extern const struct deck_info deck_codes[];
extern const size_t deck_code_count;
extern const struct deck_error deck_errors[];
extern const size_t deck_error_count;

const struct deck_info *deck_info(unsigned int code);
const struct deck_field *deck_field(char letter);
const struct deck_choice *deck_choice(enum deck_table table, int value);
const struct deck_choice *deck_choice_word(enum deck_table table,
					   const char *word);
const struct deck_choice *deck_choice_at(enum deck_table table, size_t i);
const struct deck_error *deck_error(unsigned int code, int error);
const char *deck_error_group(unsigned int code, int error);
size_t deck_form(const struct deck_info *info, unsigned int form,
		 const char **text, bool *asks);
size_t deck_data_size(const struct deck_info *info, size_t *min);
int deck_get(const struct deck_msg *msg, const struct deck_field *field);
void deck_put(struct deck_msg *msg, const struct deck_field *field, int value);
bool deck_date_exists(int year, int month, int day);

size_t deck_framer_push(struct deck_framer *framer, char byte);
enum deck_parse deck_decode(const char *body, size_t len,
			    struct deck_msg *msg);
int deck_encode(const struct deck_msg *msg, char *frame, size_t size,
		const struct deck_field **wrong);
bool deck_answers(const struct deck_msg *question,
		  const struct deck_msg *answer);

#endif /* DSR_DECK_PROTOCOL_H */
