/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Command descriptor blocks of a CD-ROM drive that plays audio: SCSI-1, SCSI-2
 * (X3.131-1994, chapters 8 and 14), MMC, and Sony's own of the CDU-541. Pure.
 */
#ifndef DSRCTL_READER_CDB_H
#define DSRCTL_READER_CDB_H

#include <stdbool.h>
#include <stdint.h>

enum reader_op {
	OP_TEST_UNIT_READY = 0x00,
	OP_REZERO_UNIT = 0x01,
	OP_REQUEST_SENSE = 0x03,
	OP_INQUIRY = 0x12,
	OP_MODE_SELECT_6 = 0x15,
	OP_RESERVE = 0x16,
	OP_RELEASE = 0x17,
	OP_MODE_SENSE_6 = 0x1a,
	OP_START_STOP = 0x1b,
	OP_RECEIVE_DIAGNOSTIC = 0x1c,
	OP_SEND_DIAGNOSTIC = 0x1d,
	OP_PREVENT_ALLOW = 0x1e,
	OP_READ_CAPACITY = 0x25,
	OP_SEEK_10 = 0x2b,
	OP_VERIFY = 0x2f,
	OP_WRITE_BUFFER = 0x3b,
	OP_READ_BUFFER = 0x3c,
	OP_READ_SUBCHANNEL = 0x42,
	OP_READ_TOC = 0x43,
	OP_READ_HEADER = 0x44,
	OP_PLAY_AUDIO = 0x45,
	OP_PLAY_MSF = 0x47,
	OP_PLAY_INDEX = 0x48,
	OP_PAUSE_RESUME = 0x4b,
	OP_STOP_PLAY = 0x4e,	/* MMC; no CDU-541 knows it */
	OP_MODE_SELECT_10 = 0x55,
	OP_MODE_SENSE_10 = 0x5a,
	OP_SONY_READ_TOC = 0xc1,
	OP_SONY_READ_SUBCHANNEL = 0xc2,
	OP_SONY_READ_HEADER = 0xc3,
	OP_SONY_STATUS = 0xc4,
	OP_SONY_PAUSE = 0xc5,
	OP_SONY_PLAY_TRACK = 0xc6,
	OP_SONY_PLAY_MSF = 0xc7,
	OP_SONY_PLAY_AUDIO = 0xc8,
	OP_SONY_CONTROL = 0xc9,
};

/* READ SUB-CHANNEL, byte 3 */
enum subchannel_format {
	SUBCHANNEL_POSITION = 1,
	SUBCHANNEL_CATALOG = 2,
	SUBCHANNEL_ISRC = 3,
};

/* START/STOP UNIT, byte 4 */
#define START_STOP_START	0x01
#define START_STOP_LOEJ		0x02

#define SONY_STATUS_BYTES	18	/* data of C4h and C9h */
#define SONY_SUBCHANNEL_BYTES	9

/**
 * struct reader_cdb - a command
 * @bytes: as sent
 * @len: 6 or 10
 * @in: bytes of data that the drive may send
 * @out: bytes of data that it gets
 */
struct reader_cdb {
	uint8_t bytes[10];
	uint8_t len;
	uint32_t in;
	uint32_t out;
};

struct reader_cdb cdb_plain(enum reader_op op);
struct reader_cdb cdb_in(enum reader_op op, uint32_t bytes);
struct reader_cdb cdb_out(enum reader_op op, uint32_t bytes);
struct reader_cdb cdb_start_stop(uint8_t flags);
struct reader_cdb cdb_prevent(bool prevent);
struct reader_cdb cdb_self_test(void);
struct reader_cdb cdb_mode_sense(bool ten, uint8_t page, uint8_t bytes);
struct reader_cdb cdb_blocks(enum reader_op op, uint32_t lba, uint16_t blocks);
struct reader_cdb cdb_subchannel(enum subchannel_format format, uint8_t track,
				 uint16_t bytes);
struct reader_cdb cdb_toc(bool sony, uint8_t track, uint16_t bytes);
struct reader_cdb cdb_header(bool sony, uint32_t lba);
struct reader_cdb cdb_play_msf(bool sony, uint32_t from, uint32_t end);
struct reader_cdb cdb_play_index(uint8_t track, uint8_t index,
				 uint8_t end_track, uint8_t end_index);
struct reader_cdb cdb_sony_play_track(uint8_t track, uint8_t index,
				      uint8_t indexes);
struct reader_cdb cdb_pause(bool sony, bool pause);

#endif /* DSRCTL_READER_CDB_H */
