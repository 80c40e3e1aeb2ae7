// SPDX-License-Identifier: GPL-2.0
/* The words of a batch, in journals and reports; they never change. */
#include "library/batch.h"

/* word() - the n-th, or "?" */
#define WORD(table, n)	\
	((unsigned int)(n) < sizeof(table) / sizeof((table)[0]) ? (table)[n] : "?")

/**
 * batch_state_word() - where in its life a disc is
 * @state: which
 */
const char *batch_state_word(enum batch_state state)
{
	static const char *const words[BATCH_STATES] = {
		[BATCH_WAITING] = "waiting", [BATCH_MOVING] = "moving", [BATCH_HELD] = "held",
		[BATCH_LOADED] = "loaded", [BATCH_WORKING] = "working", [BATCH_LEFT] = "left",
		[BATCH_BACK] = "back", [BATCH_TURN] = "turn", [BATCH_LABEL] = "label",
		[BATCH_PRINTER] = "printer", [BATCH_PRINTING] = "printing",
		[BATCH_LEAVING] = "leaving", [BATCH_ENDED] = "ended",
	};

	return WORD(words, state);
}

/**
 * batch_end_word() - how a disc ended
 * @end: which
 */
const char *batch_end_word(enum batch_end end)
{
	static const char *const words[BATCH_ENDS] = {
		[BATCH_OPEN] = "open", [BATCH_GOOD] = "good", [BATCH_BAD] = "bad",
		[BATCH_UNFIT] = "unfit", [BATCH_STUCK] = "stuck", [BATCH_LOST] = "lost",
	};

	return WORD(words, end);
}

/**
 * batch_kind_word() - what a disc is for
 * @kind: which
 */
const char *batch_kind_word(enum batch_kind kind)
{
	static const char *const words[BATCH_KINDS] = {
		[BATCH_COPY] = "copy", [BATCH_MASTER] = "master", [BATCH_LOOK] = "look",
	};

	return WORD(words, kind);
}

/**
 * batch_work_word() - what a drive or the printer does
 * @work: which
 */
const char *batch_work_word(enum batch_work work)
{
	static const char *const words[BATCH_WORKS] = {
		[BATCH_NO_WORK] = "none", [BATCH_BURN] = "burn", [BATCH_FOLLOW] = "follow",
		[BATCH_JUDGE] = "judge", [BATCH_IMAGE] = "image", [BATCH_READ] = "read",
		[BATCH_PRINT] = "print",
	};

	return WORD(words, work);
}

/**
 * batch_result_word() - what became of that
 * @result: which
 */
const char *batch_result_word(enum batch_result result)
{
	static const char *const words[BATCH_RESULTS] = {
		[BATCH_IS_GOOD] = "good", [BATCH_IS_BAD] = "bad", [BATCH_IS_UNFIT] = "unfit",
		[BATCH_IS_BLANK] = "blank", [BATCH_IS_TROUBLE] = "trouble",
		[BATCH_IS_UNKNOWN] = "unknown",
	};

	return WORD(words, result);
}

/**
 * batch_note_word() - what a note to people is of
 * @note: which
 */
const char *batch_note_word(enum batch_note note)
{
	static const char *const words[BATCH_NOTES] = {
		[BATCH_NO_NOTE] = "none", [BATCH_LEFT_OUT] = "left_out",
		[BATCH_USED_AGAIN] = "used_again", [BATCH_NO_WAY_OUT] = "stuck", [BATCH_NOT_SEEN] = "lost",
		[BATCH_ROBOT_DOWN] = "robot_down",
	};

	return WORD(words, note);
}

/**
 * batch_record_word() - what a record tells
 * @kind: which
 */
const char *batch_record_word(enum batch_record_kind kind)
{
	static const char *const words[BATCH_R_KINDS] = {
		[BATCH_R_TAKE] = "take", [BATCH_R_MOVE] = "move", [BATCH_R_MOVED] = "moved",
		[BATCH_R_WORK] = "work", [BATCH_R_JOB] = "job", [BATCH_R_DONE] = "done",
		[BATCH_R_SEEN] = "seen", [BATCH_R_RESUME] = "resume",
	};

	return WORD(words, kind);
}
