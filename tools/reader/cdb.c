// SPDX-License-Identifier: GPL-2.0
/* Command descriptor blocks, built. Pure. */
#include <string.h>

#include "disc/bytes.h"
#include "reader/cdb.h"
#include "reader/place.h"

/* The group of the operation code tells the length (SPC, SCSI-2 7.2.1). */
static uint8_t cdb_length(enum reader_op op)
{
	return op < 0x20 ? 6 : 10;
}

/**
 * cdb_plain() - a command without parameters and data
 * @op: operation code
 */
struct reader_cdb cdb_plain(enum reader_op op)
{
	struct reader_cdb cdb = { .bytes = { op }, .len = cdb_length(op) };

	return cdb;
}

/*
 * Where the length of the data stands: byte 4, or 3-4 of the diagnostics; 6-8
 * of the buffer commands; 7-8 of the rest. READ CAPACITY has none.
 */
static void put_length(struct reader_cdb *cdb, uint32_t bytes)
{
	uint8_t *b = cdb->bytes;

	switch (b[0]) {
	case OP_READ_CAPACITY:
		return;
	case OP_WRITE_BUFFER:
	case OP_READ_BUFFER:
		b[6] = (uint8_t)(bytes >> 16);
		break;
	case OP_RECEIVE_DIAGNOSTIC:
		b[3] = (uint8_t)(bytes >> 8);
		b[4] = (uint8_t)bytes;
		return;
	default:
		break;
	}
	if (cdb->len == 6) {
		b[4] = (uint8_t)bytes;
		return;
	}
	b[7] = (uint8_t)(bytes >> 8);
	b[8] = (uint8_t)bytes;
}

/**
 * cdb_in() - a command whose answer is data
 * @op: operation code
 * @bytes: most bytes of it
 *
 * Sony's READ SUB-CHANNEL always has 40h in byte 2.
 */
struct reader_cdb cdb_in(enum reader_op op, uint32_t bytes)
{
	struct reader_cdb cdb = cdb_plain(op);

	put_length(&cdb, bytes);
	cdb.in = bytes;
	if (op == OP_SONY_READ_SUBCHANNEL)
		cdb.bytes[2] = 0x40;
	return cdb;
}

/**
 * cdb_out() - a command that takes data
 * @op: operation code
 * @bytes: how many
 *
 * MODE SELECT: pages follow (PF, byte 1 b4).
 */
struct reader_cdb cdb_out(enum reader_op op, uint32_t bytes)
{
	struct reader_cdb cdb = cdb_plain(op);

	put_length(&cdb, bytes);
	cdb.out = bytes;
	if (op == OP_MODE_SELECT_6 || op == OP_MODE_SELECT_10)
		cdb.bytes[1] = 0x10;
	return cdb;
}

/**
 * cdb_start_stop() - START/STOP UNIT
 * @flags: START_STOP_*
 */
struct reader_cdb cdb_start_stop(uint8_t flags)
{
	struct reader_cdb cdb = cdb_plain(OP_START_STOP);

	cdb.bytes[4] = flags;
	return cdb;
}

/**
 * cdb_prevent() - PREVENT/ALLOW MEDIUM REMOVAL
 * @prevent: which of the two
 */
struct reader_cdb cdb_prevent(bool prevent)
{
	struct reader_cdb cdb = cdb_plain(OP_PREVENT_ALLOW);

	cdb.bytes[4] = prevent;
	return cdb;
}

/**
 * cdb_self_test() - SEND DIAGNOSTIC with SelfTest (byte 1 b2) and no list
 */
struct reader_cdb cdb_self_test(void)
{
	struct reader_cdb cdb = cdb_plain(OP_SEND_DIAGNOSTIC);

	cdb.bytes[1] = 0x04;
	return cdb;
}

/**
 * cdb_mode_sense() - MODE SENSE, current values
 * @ten: the form of ten bytes
 * @page: page code; 0: on old drives only the block descriptor
 * @bytes: most bytes of the answer
 */
struct reader_cdb cdb_mode_sense(bool ten, uint8_t page, uint8_t bytes)
{
	struct reader_cdb cdb = cdb_in(ten ? OP_MODE_SENSE_10 : OP_MODE_SENSE_6,
				       bytes);

	cdb.bytes[2] = page & 0x3f;
	return cdb;
}

/**
 * cdb_blocks() - SEEK, VERIFY or PLAY AUDIO of blocks, in both forms
 * @op: OP_SEEK_10, OP_VERIFY, OP_PLAY_AUDIO or OP_SONY_PLAY_AUDIO
 * @lba: first block
 * @blocks: how many; 0 for OP_SEEK_10
 */
struct reader_cdb cdb_blocks(enum reader_op op, uint32_t lba, uint16_t blocks)
{
	struct reader_cdb cdb = cdb_plain(op);

	put_be32(lba, cdb.bytes + 2);
	cdb.bytes[7] = (uint8_t)(blocks >> 8);
	cdb.bytes[8] = (uint8_t)blocks;
	return cdb;
}

/**
 * cdb_subchannel() - READ SUB-CHANNEL 42h, addresses as blocks
 * @format: what is wanted of Q
 * @track: for SUBCHANNEL_ISRC
 * @bytes: most bytes of the answer
 */
struct reader_cdb cdb_subchannel(enum subchannel_format format, uint8_t track,
				 uint16_t bytes)
{
	struct reader_cdb cdb = cdb_in(OP_READ_SUBCHANNEL, bytes);

	cdb.bytes[2] = 0x40;	/* SubQ */
	cdb.bytes[3] = (uint8_t)format;
	cdb.bytes[6] = track;
	return cdb;
}

/**
 * cdb_toc() - READ TOC, 43h with addresses as blocks, or C1h
 * @sony: C1h
 * @track: first track told; the CDU-541 refuses 0
 * @bytes: most bytes of the answer
 */
struct reader_cdb cdb_toc(bool sony, uint8_t track, uint16_t bytes)
{
	struct reader_cdb cdb = cdb_in(sony ? OP_SONY_READ_TOC : OP_READ_TOC,
				       bytes);

	cdb.bytes[sony ? 5 : 6] = track;
	return cdb;
}

/**
 * cdb_header() - READ HEADER, 44h with addresses as blocks, or C3h
 * @sony: C3h
 * @lba: the block
 */
struct reader_cdb cdb_header(bool sony, uint32_t lba)
{
	struct reader_cdb cdb = cdb_in(sony ? OP_SONY_READ_HEADER :
					      OP_READ_HEADER, 8);

	put_be32(lba, cdb.bytes + 2);
	return cdb;
}

/**
 * cdb_play_msf() - PLAY AUDIO MSF 47h, or C7h
 * @sony: C7h
 * @from: first block, less than PLACE_MAX_BLOCKS
 * @end: one behind the last
 */
struct reader_cdb cdb_play_msf(bool sony, uint32_t from, uint32_t end)
{
	struct reader_cdb cdb = cdb_plain(sony ? OP_SONY_PLAY_MSF :
						 OP_PLAY_MSF);

	place_to_msf(from, cdb.bytes + 3);
	place_to_msf(end, cdb.bytes + 6);
	return cdb;
}

/**
 * cdb_play_index() - PLAY AUDIO TRACK/INDEX 48h
 * @track: first track
 * @index: of it
 * @end_track: last track
 * @end_index: of it, played too
 */
struct reader_cdb cdb_play_index(uint8_t track, uint8_t index,
				 uint8_t end_track, uint8_t end_index)
{
	struct reader_cdb cdb = cdb_plain(OP_PLAY_INDEX);

	cdb.bytes[4] = track;
	cdb.bytes[5] = index;
	cdb.bytes[7] = end_track;
	cdb.bytes[8] = end_index;
	return cdb;
}

/**
 * cdb_sony_play_track() - PLAY TRACK C6h
 * @track: the track
 * @index: the first index played
 * @indexes: how many
 */
struct reader_cdb cdb_sony_play_track(uint8_t track, uint8_t index,
				      uint8_t indexes)
{
	struct reader_cdb cdb = cdb_plain(OP_SONY_PLAY_TRACK);

	cdb.bytes[4] = track;
	cdb.bytes[5] = index;
	cdb.bytes[8] = indexes;
	return cdb;
}

/**
 * cdb_pause() - PAUSE/RESUME 4Bh, or PAUSE C5h
 * @sony: C5h
 * @pause: false: resume
 *
 * The two tell it the other way round: 4Bh byte 8 b0 is set to resume, C5h
 * byte 1 b4 is set to pause.
 */
struct reader_cdb cdb_pause(bool sony, bool pause)
{
	struct reader_cdb cdb = cdb_plain(sony ? OP_SONY_PAUSE :
						 OP_PAUSE_RESUME);

	if (sony)
		cdb.bytes[1] = pause ? 0x10 : 0;
	else
		cdb.bytes[8] = pause ? 0 : 1;
	return cdb;
}
