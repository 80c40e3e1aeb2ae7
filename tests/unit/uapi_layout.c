// SPDX-License-Identifier: GPL-2.0
/*
 * The interface of /dev/dsr as it was published: sizes, offsets and numbers may
 * not change, whatever the compiler's word size is. Compiled only, twice: for 64
 * and for 32 bits. A structure may grow at its end: then its SIZE line changes
 * and new AT lines come, and nothing else.
 */
#include <stddef.h>

#include "dsr.h"
#include "dsr_netlink.h"

#define SIZE(type, bytes) \
	_Static_assert(sizeof(struct type) == (bytes), "size of " #type)
#define AT(type, field, offset) \
	_Static_assert(offsetof(struct type, field) == (offset), "place of " #type "." #field)
#define IS(name, value) \
	_Static_assert((name) == (value), "value of " #name)

SIZE(dsr_track, 72);
AT(dsr_track, size, 0);
AT(dsr_track, number, 4);
AT(dsr_track, session, 5);
AT(dsr_track, control, 6);
AT(dsr_track, mode, 7);
AT(dsr_track, subchannel, 8);
AT(dsr_track, nr_indexes, 9);
AT(dsr_track, block_bytes, 10);
AT(dsr_track, flags, 12);
AT(dsr_track, pregap_blocks, 16);
AT(dsr_track, start, 20);
AT(dsr_track, blocks, 24);
AT(dsr_track, source_offset, 32);
AT(dsr_track, indexes_offset, 40);
AT(dsr_track, isrc, 44);
AT(dsr_track, reserved, 56);

SIZE(dsr_layout, 80);
AT(dsr_layout, size, 0);
AT(dsr_layout, magic, 4);
AT(dsr_layout, total_bytes, 8);
AT(dsr_layout, family, 12);
AT(dsr_layout, nr_sessions, 13);
AT(dsr_layout, nr_tracks, 14);
AT(dsr_layout, flags, 16);
AT(dsr_layout, tracks_offset, 20);
AT(dsr_layout, track_bytes, 24);
AT(dsr_layout, cdtext_offset, 28);
AT(dsr_layout, cdtext_bytes, 32);
AT(dsr_layout, layer_break, 36);
AT(dsr_layout, mcn, 40);
AT(dsr_layout, reserved8, 53);
AT(dsr_layout, reserved, 56);

SIZE(dsr_sink_desc, 32);
AT(dsr_sink_desc, size, 0);
AT(dsr_sink_desc, fd, 4);
AT(dsr_sink_desc, flags, 8);
AT(dsr_sink_desc, speed_kbs, 12);
AT(dsr_sink_desc, stall_ms, 16);
AT(dsr_sink_desc, reserved, 20);
AT(dsr_sink_desc, write_mode, 24);
AT(dsr_sink_desc, verify_permille, 28);

SIZE(dsr_job_start, 144);
AT(dsr_job_start, size, 0);
AT(dsr_job_start, op, 4);
AT(dsr_job_start, flags, 8);
AT(dsr_job_start, source_fd, 12);
AT(dsr_job_start, layout, 16);
AT(dsr_job_start, layout_bytes, 24);
AT(dsr_job_start, nr_sinks, 28);
AT(dsr_job_start, sinks, 32);
AT(dsr_job_start, sink_bytes, 40);
AT(dsr_job_start, source_speed_kbs, 44);
AT(dsr_job_start, ring_bytes, 48);
AT(dsr_job_start, reserved32, 56);
AT(dsr_job_start, job_id, 60);
AT(dsr_job_start, error_at, 64);
AT(dsr_job_start, error_index, 68);
AT(dsr_job_start, error_reason, 72);
AT(dsr_job_start, error_pad, 76);
AT(dsr_job_start, error_value, 80);
AT(dsr_job_start, reserved, 88);
AT(dsr_job_start, read_retries, 104);
AT(dsr_job_start, reserved2, 108);
AT(dsr_job_start, sha256, 112);

SIZE(dsr_job_open, 16);
AT(dsr_job_open, size, 0);
AT(dsr_job_open, job_id, 4);
AT(dsr_job_open, flags, 8);
AT(dsr_job_open, reserved, 12);

SIZE(dsr_error, 64);
AT(dsr_error, reason, 0);
AT(dsr_error, opcode, 4);
AT(dsr_error, sense_bytes, 5);
AT(dsr_error, scsi_status, 6);
AT(dsr_error, host_status, 7);
AT(dsr_error, retries, 8);
AT(dsr_error, reserved, 12);
AT(dsr_error, value, 16);
AT(dsr_error, lba, 24);
AT(dsr_error, sense, 32);

SIZE(dsr_unit_name, 120);
AT(dsr_unit_name, host, 0);
AT(dsr_unit_name, channel, 4);
AT(dsr_unit_name, id, 8);
AT(dsr_unit_name, type, 12);
AT(dsr_unit_name, lun, 16);
AT(dsr_unit_name, major, 24);
AT(dsr_unit_name, minor, 28);
AT(dsr_unit_name, sg_major, 32);
AT(dsr_unit_name, sg_minor, 36);
AT(dsr_unit_name, vendor, 40);
AT(dsr_unit_name, product, 52);
AT(dsr_unit_name, revision, 72);
AT(dsr_unit_name, serial, 80);

SIZE(dsr_sink_status, 552);
AT(dsr_sink_status, size, 0);
AT(dsr_sink_status, state, 4);
AT(dsr_sink_status, outcome, 8);
AT(dsr_sink_status, profile, 12);
AT(dsr_sink_status, unit, 16);
AT(dsr_sink_status, error, 136);
AT(dsr_sink_status, capacity_blocks, 200);
AT(dsr_sink_status, written_blocks, 208);
AT(dsr_sink_status, verified_blocks, 216);
AT(dsr_sink_status, total_blocks, 224);
AT(dsr_sink_status, speed_kbs, 232);
AT(dsr_sink_status, mean_kbs, 236);
AT(dsr_sink_status, min_kbs, 240);
AT(dsr_sink_status, max_kbs, 244);
AT(dsr_sink_status, buffer_bytes, 248);
AT(dsr_sink_status, buffer_used, 252);
AT(dsr_sink_status, buffer_lowest, 256);
AT(dsr_sink_status, pauses, 260);
AT(dsr_sink_status, retries, 264);
AT(dsr_sink_status, stalls, 268);
AT(dsr_sink_status, start_ns, 272);
AT(dsr_sink_status, written_ns, 280);
AT(dsr_sink_status, end_ns, 288);
AT(dsr_sink_status, ring_lag_chunks, 296);
AT(dsr_sink_status, bounced, 300);
AT(dsr_sink_status, medium_id, 304);
AT(dsr_sink_status, curve_kbs, 336);
AT(dsr_sink_status, reserved, 464);
AT(dsr_sink_status, progress, 496);
AT(dsr_sink_status, write_mode, 500);
AT(dsr_sink_status, verify_blocks, 504);
AT(dsr_sink_status, sha256, 512);
AT(dsr_sink_status, sha256_valid, 544);
AT(dsr_sink_status, touched, 545);
AT(dsr_sink_status, reserved8, 546);

SIZE(dsr_job_status, 376);
AT(dsr_job_status, size, 0);
AT(dsr_job_status, job_id, 4);
AT(dsr_job_status, op, 8);
AT(dsr_job_status, flags, 12);
AT(dsr_job_status, state, 16);
AT(dsr_job_status, nr_sinks, 20);
AT(dsr_job_status, sinks, 24);
AT(dsr_job_status, sink_bytes, 32);
AT(dsr_job_status, block_bytes, 36);
AT(dsr_job_status, chunk_bytes, 40);
AT(dsr_job_status, ring_chunks, 44);
AT(dsr_job_status, read_blocks, 48);
AT(dsr_job_status, total_blocks, 56);
AT(dsr_job_status, source_commands, 64);
AT(dsr_job_status, source, 72);
AT(dsr_job_status, error, 192);
AT(dsr_job_status, start_ns, 256);
AT(dsr_job_status, end_ns, 264);
AT(dsr_job_status, now_ns, 272);
AT(dsr_job_status, sha256, 280);
AT(dsr_job_status, sha256_valid, 312);
AT(dsr_job_status, cancelled, 313);
AT(dsr_job_status, reserved8, 314);
AT(dsr_job_status, reserved, 320);
AT(dsr_job_status, bad_blocks, 352);
AT(dsr_job_status, c2_blocks, 360);
AT(dsr_job_status, c2_kept, 368);

SIZE(dsr_bad_range, 16);
AT(dsr_bad_range, lba, 0);
AT(dsr_bad_range, blocks, 8);

SIZE(dsr_job_bad, 24);
AT(dsr_job_bad, size, 0);
AT(dsr_job_bad, nr_ranges, 4);
AT(dsr_job_bad, ranges, 8);
AT(dsr_job_bad, kind, 16);
AT(dsr_job_bad, reserved, 20);

SIZE(dsr_job_tracks, 24);
AT(dsr_job_tracks, size, 0);
AT(dsr_job_tracks, nr_tracks, 4);
AT(dsr_job_tracks, sha256, 8);
AT(dsr_job_tracks, sink, 16);
AT(dsr_job_tracks, reserved, 20);

SIZE(dsr_extent, 16);
AT(dsr_extent, lba, 0);
AT(dsr_extent, xxh64, 8);

SIZE(dsr_job_extents, 24);
AT(dsr_job_extents, size, 0);
AT(dsr_job_extents, nr_extents, 4);
AT(dsr_job_extents, extents, 8);
AT(dsr_job_extents, sink, 16);
AT(dsr_job_extents, blocks, 20);

SIZE(dsr_unit, 152);
AT(dsr_unit, size, 0);
AT(dsr_unit, flags, 4);
AT(dsr_unit, job_id, 8);
AT(dsr_unit, reserved32, 12);
AT(dsr_unit, name, 16);
AT(dsr_unit, reserved, 136);

SIZE(dsr_units, 24);
AT(dsr_units, size, 0);
AT(dsr_units, nr_units, 4);
AT(dsr_units, units, 8);
AT(dsr_units, unit_bytes, 16);
AT(dsr_units, reserved32, 20);

IS(DSR_OP_COPY, 1);
IS(DSR_OP_SIMULATE, 2);
IS(DSR_OP_VERIFY, 3);
IS(DSR_OP_ERASE, 4);

IS(DSR_JOB_PREPARING, 1);
IS(DSR_JOB_STREAMING, 2);
IS(DSR_JOB_FINISHING, 3);
IS(DSR_JOB_DONE, 4);

IS(DSR_SINK_WAITING, 1);
IS(DSR_SINK_CHECKING, 2);
IS(DSR_SINK_READY, 3);
IS(DSR_SINK_STARTING, 4);
IS(DSR_SINK_WRITING, 5);
IS(DSR_SINK_CLOSING, 6);
IS(DSR_SINK_VERIFYING, 7);
IS(DSR_SINK_DONE, 8);
IS(DSR_SINK_ERASING, 9);

IS(DSR_OUTCOME_NONE, 0);
IS(DSR_OUTCOME_VERIFIED, 1);
IS(DSR_OUTCOME_WRITTEN, 2);
IS(DSR_OUTCOME_REJECTED, 3);
IS(DSR_OUTCOME_NOT_STARTED, 4);
IS(DSR_OUTCOME_SIMULATED, 5);
IS(DSR_OUTCOME_ERASED, 6);

IS(DSR_REASON_NONE, 0);
IS(DSR_REASON_NO_MEDIUM, 1);
IS(DSR_REASON_NOT_WRITABLE, 2);
IS(DSR_REASON_WRONG_MEDIUM, 3);
IS(DSR_REASON_NOT_BLANK, 4);
IS(DSR_REASON_TOO_SMALL, 5);
IS(DSR_REASON_NOT_READY, 6);
IS(DSR_REASON_GONE, 7);
IS(DSR_REASON_STALLED, 8);
IS(DSR_REASON_MEDIUM_ERROR, 9);
IS(DSR_REASON_HARDWARE, 10);
IS(DSR_REASON_REFUSED, 11);
IS(DSR_REASON_TRANSPORT, 12);
IS(DSR_REASON_MISMATCH, 13);
IS(DSR_REASON_UNREADABLE, 14);
IS(DSR_REASON_MEDIUM_REMOVED, 15);
IS(DSR_REASON_BAD_ANSWER, 16);
IS(DSR_REASON_IO, 17);
IS(DSR_REASON_MEMORY, 18);
IS(DSR_REASON_PROTECTED, 19);
IS(DSR_REASON_NO_SIMULATION, 20);
IS(DSR_REASON_NOT_ERASABLE, 21);
IS(DSR_REASON_DIGEST, 22);
IS(DSR_REASON_WRITE_MODE, 23);
IS(DSR_REASON_ADDRESS, 24);
IS(DSR_REASON_LAYER_BREAK, 25);
IS(DSR_REASON_NO_C2, 26);
IS(DSR_REASON_C2_ERRORS, 27);
IS(DSR_REASON_CD_TEXT, 28);
IS(DSR_REASON_GRAPHICS, 29);
IS(DSR_REASON_SESSIONS, 30);
IS(DSR_REASON_CANCELLED, 64);
IS(DSR_REASON_SOURCE, 65);
IS(DSR_REASON_BUSY, 66);
IS(DSR_REASON_NOT_A_UNIT, 67);
IS(DSR_REASON_ACCESS, 68);
IS(DSR_REASON_LAYOUT, 69);
IS(DSR_REASON_DUPLICATE, 70);
IS(DSR_REASON_UNSUPPORTED, 71);
IS(DSR_REASON_NO_SINK_LEFT, 72);
IS(DSR_REASON_NO_ELEMENT, 128);
IS(DSR_REASON_SOURCE_EMPTY, 129);
IS(DSR_REASON_DESTINATION_FULL, 130);
IS(DSR_REASON_TRAY_EMPTY, 131);
IS(DSR_REASON_NO_TRAY, 132);
IS(DSR_REASON_SLOT_OPEN, 133);
IS(DSR_REASON_NO_SUCH_MOVE, 134);
IS(DSR_REASON_NO_FLIP, 135);
IS(DSR_REASON_NO_HOME, 136);
IS(DSR_REASON_NOT_REACHABLE, 137);
IS(DSR_REASON_RESERVED, 138);
IS(DSR_REASON_LOCKED, 139);
IS(DSR_REASON_MECHANISM, 140);
IS(DSR_REASON_PRINTER, 141);
IS(DSR_REASON_DOOR, 142);
IS(DSR_REASON_OPERATOR, 143);
IS(DSR_REASON_NOT_INITIALISED, 144);
IS(DSR_REASON_RESET, 145);

IS(DSR_FAMILY_CD, 1);
IS(DSR_FAMILY_DVD, 2);
IS(DSR_FAMILY_BD, 3);
IS(DSR_FAMILY_ANY, 4);

IS(DSR_MODE_DATA, 1);
IS(DSR_MODE_AUDIO, 2);
IS(DSR_MODE_2, 3);
IS(DSR_MODE_XA1, 4);
IS(DSR_MODE_XA2, 5);
IS(DSR_MODE_XA_MIX, 6);
IS(DSR_MODE_RAW, 7);

IS(DSR_SUB_NONE, 0);
IS(DSR_SUB_PQ16, 1);
IS(DSR_SUB_RAW96, 2);

IS(DSR_AT_JOB, 0);
IS(DSR_AT_SOURCE, 1);
IS(DSR_AT_LAYOUT, 2);
IS(DSR_AT_SINK, 3);

IS(DSR_CMD_UNSPEC, 0);
IS(DSR_CMD_JOB_GET, 1);
IS(DSR_CMD_UNIT_GET, 2);
IS(DSR_CMD_JOB_EVENT, 3);
IS(DSR_CMD_DRIVE_EVENT, 4);
IS(DSR_CMD_CHANGER_EVENT, 5);

IS(DSR_JOB_EVENT_STATE, 1);
IS(DSR_JOB_EVENT_SINK, 2);
IS(DSR_JOB_EVENT_PROGRESS, 3);
IS(DSR_JOB_EVENT_STALL, 4);
IS(DSR_JOB_EVENT_RESUMED, 5);
IS(DSR_JOB_EVENT_FORGOTTEN, 6);

IS(DSR_UNIT_EVENT_ADDED, 1);
IS(DSR_UNIT_EVENT_REMOVED, 2);
IS(DSR_UNIT_EVENT_CLAIMED, 3);
IS(DSR_UNIT_EVENT_RELEASED, 4);
IS(DSR_UNIT_EVENT_MEDIUM, 5);

IS(DSR_A_UNSPEC, 0);
IS(DSR_A_PAD, 1);
IS(DSR_A_SEQ, 2);
IS(DSR_A_TIME_NS, 3);
IS(DSR_A_EVENT, 4);
IS(DSR_A_JOB_ID, 5);
IS(DSR_A_OP, 6);
IS(DSR_A_JOB_STATE, 7);
IS(DSR_A_READ_BLOCKS, 8);
IS(DSR_A_TOTAL_BLOCKS, 9);
IS(DSR_A_BLOCK_BYTES, 10);
IS(DSR_A_ERROR, 11);
IS(DSR_A_SOURCE, 12);
IS(DSR_A_SINK, 13);
IS(DSR_A_UNIT, 14);

IS(DSR_S_UNSPEC, 0);
IS(DSR_S_PAD, 1);
IS(DSR_S_INDEX, 2);
IS(DSR_S_STATE, 3);
IS(DSR_S_OUTCOME, 4);
IS(DSR_S_WRITTEN_BLOCKS, 5);
IS(DSR_S_VERIFIED_BLOCKS, 6);
IS(DSR_S_SPEED_KBS, 7);
IS(DSR_S_BUFFER_BYTES, 8);
IS(DSR_S_BUFFER_USED, 9);
IS(DSR_S_PROFILE, 10);
IS(DSR_S_ERROR, 11);
IS(DSR_S_UNIT, 12);
IS(DSR_S_PROGRESS, 13);

IS(DSR_E_UNSPEC, 0);
IS(DSR_E_PAD, 1);
IS(DSR_E_REASON, 2);
IS(DSR_E_VALUE, 3);
IS(DSR_E_LBA, 4);
IS(DSR_E_OPCODE, 5);
IS(DSR_E_SENSE, 6);
IS(DSR_E_RETRIES, 7);

IS(DSR_U_UNSPEC, 0);
IS(DSR_U_PAD, 1);
IS(DSR_U_HOST, 2);
IS(DSR_U_CHANNEL, 3);
IS(DSR_U_ID, 4);
IS(DSR_U_LUN, 5);
IS(DSR_U_TYPE, 6);
IS(DSR_U_MAJOR, 7);
IS(DSR_U_MINOR, 8);
IS(DSR_U_VENDOR, 9);
IS(DSR_U_PRODUCT, 10);
IS(DSR_U_REVISION, 11);
IS(DSR_U_SERIAL, 12);
IS(DSR_U_JOB_ID, 13);
IS(DSR_CHANGER_EVENT_ELEMENT, 16);
IS(DSR_CHANGER_EVENT_MOVED, 17);
IS(DSR_CHANGER_EVENT_OPENED, 18);
IS(DSR_CHANGER_EVENT_CLOSED, 19);
IS(DSR_CHANGER_EVENT_ACCESSED, 20);
IS(DSR_CHANGER_EVENT_DOOR, 21);
IS(DSR_CHANGER_EVENT_LOCKED, 22);
IS(DSR_CHANGER_EVENT_UNLOCKED, 23);
IS(DSR_CHANGER_EVENT_PRINTING, 24);
IS(DSR_CHANGER_EVENT_PRINTED, 25);
IS(DSR_CHANGER_EVENT_INK, 26);
IS(DSR_CHANGER_EVENT_ERROR, 27);
IS(DSR_CHANGER_EVENT_OPERATOR, 28);
IS(DSR_CHANGER_EVENT_RESET, 29);
IS(DSR_A_ELEMENT, 15);
IS(DSR_A_FROM, 16);
IS(DSR_A_TO, 17);
IS(DSR_C_PAD, 1);
IS(DSR_C_ADDRESS, 2);
IS(DSR_C_TYPE, 3);
IS(DSR_C_FLAGS, 4);
IS(DSR_C_WAS, 5);
IS(DSR_C_SOURCE, 6);
IS(DSR_C_ASC, 7);
IS(DSR_C_ASCQ, 8);
IS(DSR_C_INK_EMPTY, 9);
IS(DSR_C_TAG, 10);

IS(DSR_IOC_JOB_START, 0xd500);
IS(DSR_IOC_JOB_OPEN, 0xd501);
IS(DSR_IOC_UNITS, 0xd502);
IS(DSR_IOC_JOB_STATUS, 0xd540);
IS(DSR_IOC_JOB_CANCEL, 0xd541);
IS(DSR_IOC_JOB_BAD, 0xd542);
IS(DSR_IOC_JOB_TRACKS, 0xd543);
IS(DSR_IOC_JOB_EXTENTS, 0xd544);

IS(DSR_LAYOUT_MAGIC, 0x4c525344);
IS(DSR_MAX_SINKS, 64);
IS(DSR_CURVE_POINTS, 32);
IS(DSR_SENSE_BYTES, 32);
IS(DSR_DIGEST_BYTES, 32);
IS(DSR_JOB_F_VERIFY, 1);
IS(DSR_JOB_F_CANCEL_ON_CLOSE, 2);
IS(DSR_JOB_F_FULL, 4);
IS(DSR_JOB_F_SKIP_BAD, 8);
IS(DSR_JOB_F_SHA256, 16);
IS(DSR_JOB_F_C2, 32);
IS(DSR_LAYOUT_F_MCN, 1);
IS(DSR_LAYOUT_F_OPEN, 2);
IS(DSR_TRACK_F_ISRC, 1);
IS(DSR_TRACK_F_GAP_IN_SOURCE, 2);
IS(DSR_TRACK_F_RUN_OUT, 4);
IS(DSR_RUN_OUT_BLOCKS, 2);
IS(DSR_UNIT_F_OWNED, 1);
IS(DSR_SINK_F_OVERWRITE, 1);
IS(DSR_SINK_F_NO_VERIFY, 2);
IS(DSR_WRITE_AUTO, 0);
IS(DSR_WRITE_SAO, 1);
IS(DSR_WRITE_TAO, 2);
IS(DSR_WRITE_RAW, 3);
IS(DSR_MAX_BAD_RANGES, 4096);
IS(DSR_MAX_EXTENTS, 2048);
IS(DSR_JOB_STREAM, 0xffffffff);
IS(DSR_BAD_UNREADABLE, 0);
IS(DSR_BAD_C2, 1);
