// SPDX-License-Identifier: GPL-2.0
/*
 * The interface to robots as it was published; see uapi_layout.c for the rules.
 */
#include <stddef.h>

#include "dsr_changer.h"

#define SIZE(type, bytes) \
	_Static_assert(sizeof(struct type) == (bytes), "size of " #type)
#define AT(type, field, offset) \
	_Static_assert(offsetof(struct type, field) == (offset), "place of " #type "." #field)
#define IS(name, value) \
	_Static_assert((name) == (value), "value of " #name)

SIZE(dsr_changer_open, 80);
AT(dsr_changer_open, size, 0);
AT(dsr_changer_open, fd, 4);
AT(dsr_changer_open, flags, 8);
AT(dsr_changer_open, reserved, 12);
AT(dsr_changer_open, error, 16);

SIZE(dsr_element_range, 8);
AT(dsr_element_range, first, 0);
AT(dsr_element_range, count, 4);

SIZE(dsr_changer_info, 224);
AT(dsr_changer_info, size, 0);
AT(dsr_changer_info, flags, 4);
AT(dsr_changer_info, unit, 8);
AT(dsr_changer_info, ranges, 128);
AT(dsr_changer_info, moves, 176);
AT(dsr_changer_info, exchanges, 182);
AT(dsr_changer_info, stores, 188);
AT(dsr_changer_info, reserved8, 189);
AT(dsr_changer_info, flip_transports, 192);
AT(dsr_changer_info, map_changes, 200);
AT(dsr_changer_info, newest_order, 208);
AT(dsr_changer_info, reserved32, 212);
AT(dsr_changer_info, reserved, 216);

SIZE(dsr_element, 88);
AT(dsr_element, size, 0);
AT(dsr_element, flags, 4);
AT(dsr_element, address, 8);
AT(dsr_element, source, 10);
AT(dsr_element, type, 12);
AT(dsr_element, asc, 13);
AT(dsr_element, ascq, 14);
AT(dsr_element, medium_type, 15);
AT(dsr_element, bus_id, 16);
AT(dsr_element, bus_lun, 17);
AT(dsr_element, ink_empty, 18);
AT(dsr_element, reserved8, 19);
AT(dsr_element, tag_sequence, 20);
AT(dsr_element, alt_tag_sequence, 22);
AT(dsr_element, tag, 24);
AT(dsr_element, alt_tag, 56);

SIZE(dsr_changer_status, 120);
AT(dsr_changer_status, size, 0);
AT(dsr_changer_status, flags, 4);
AT(dsr_changer_status, type, 8);
AT(dsr_changer_status, first, 12);
AT(dsr_changer_status, last, 16);
AT(dsr_changer_status, nr_elements, 20);
AT(dsr_changer_status, elements, 24);
AT(dsr_changer_status, element_bytes, 32);
AT(dsr_changer_status, commands, 36);
AT(dsr_changer_status, map_changes, 40);
AT(dsr_changer_status, read_ns, 48);
AT(dsr_changer_status, error, 56);

SIZE(dsr_changer_drive, 200);
AT(dsr_changer_drive, size, 0);
AT(dsr_changer_drive, how, 4);
AT(dsr_changer_drive, address, 8);
AT(dsr_changer_drive, id_set, 10);
AT(dsr_changer_drive, id_type, 11);
AT(dsr_changer_drive, id_bytes, 12);
AT(dsr_changer_drive, reserved8, 13);
AT(dsr_changer_drive, id, 16);
AT(dsr_changer_drive, unit, 80);

SIZE(dsr_changer_drives, 24);
AT(dsr_changer_drives, size, 0);
AT(dsr_changer_drives, nr_drives, 4);
AT(dsr_changer_drives, drives, 8);
AT(dsr_changer_drives, drive_bytes, 16);
AT(dsr_changer_drives, reserved, 20);

SIZE(dsr_changer_bind, 16);
AT(dsr_changer_bind, size, 0);
AT(dsr_changer_bind, element, 4);
AT(dsr_changer_bind, fd, 8);
AT(dsr_changer_bind, reserved, 12);

SIZE(dsr_changer_order, 96);
AT(dsr_changer_order, size, 0);
AT(dsr_changer_order, order, 4);
AT(dsr_changer_order, flags, 8);
AT(dsr_changer_order, transport, 12);
AT(dsr_changer_order, source, 16);
AT(dsr_changer_order, destination, 20);
AT(dsr_changer_order, second, 24);
AT(dsr_changer_order, order_id, 28);
AT(dsr_changer_order, error, 32);

SIZE(dsr_changer_outcome, 128);
AT(dsr_changer_outcome, size, 0);
AT(dsr_changer_outcome, order_id, 4);
AT(dsr_changer_outcome, flags, 8);
AT(dsr_changer_outcome, state, 12);
AT(dsr_changer_outcome, order, 16);
AT(dsr_changer_outcome, result, 20);
AT(dsr_changer_outcome, order_flags, 24);
AT(dsr_changer_outcome, transport, 28);
AT(dsr_changer_outcome, source, 32);
AT(dsr_changer_outcome, destination, 36);
AT(dsr_changer_outcome, second, 40);
AT(dsr_changer_outcome, reserved, 44);
AT(dsr_changer_outcome, start_ns, 48);
AT(dsr_changer_outcome, end_ns, 56);
AT(dsr_changer_outcome, error, 64);

SIZE(dsr_log_command, 20);
AT(dsr_log_command, initiator, 0);
AT(dsr_log_command, status, 1);
AT(dsr_log_command, key, 2);
AT(dsr_log_command, asc, 3);
AT(dsr_log_command, ascq, 4);
AT(dsr_log_command, reserved8, 5);
AT(dsr_log_command, cdb, 8);

SIZE(dsr_changer_log, 272);
AT(dsr_changer_log, size, 0);
AT(dsr_changer_log, valid, 4);
AT(dsr_changer_log, pages, 8);
AT(dsr_changer_log, media_changes, 16);
AT(dsr_changer_log, non_medium_errors, 24);
AT(dsr_changer_log, nr_mechanism, 32);
AT(dsr_changer_log, nr_commands, 36);
AT(dsr_changer_log, mechanism, 40);
AT(dsr_changer_log, commands, 48);
AT(dsr_changer_log, error, 208);

SIZE(dsr_changer_buffer, 96);
AT(dsr_changer_buffer, size, 0);
AT(dsr_changer_buffer, flags, 4);
AT(dsr_changer_buffer, buffer, 8);
AT(dsr_changer_buffer, offset, 12);
AT(dsr_changer_buffer, bytes, 16);
AT(dsr_changer_buffer, reserved, 20);
AT(dsr_changer_buffer, data, 24);
AT(dsr_changer_buffer, error, 32);

SIZE(dsr_changer_assign, 120);
AT(dsr_changer_assign, size, 0);
AT(dsr_changer_assign, reserved, 4);
AT(dsr_changer_assign, ranges, 8);
AT(dsr_changer_assign, error, 56);

IS(DSR_ELEMENT_TYPES, 0x6);
IS(DSR_CHANGER_F_FLIP, 0x1);
IS(DSR_CHANGER_F_EXCHANGE, 0x2);
IS(DSR_CHANGER_F_TAGS, 0x4);
IS(DSR_CHANGER_F_DRIVE_IDS, 0x8);
IS(DSR_CHANGER_F_PRINTER, 0x10);
IS(DSR_CHANGER_F_TRAYS, 0x20);
IS(DSR_CHANGER_F_HOME, 0x40);
IS(DSR_CHANGER_F_INIT_RANGE, 0x80);
IS(DSR_CHANGER_F_REZERO, 0x100);
IS(DSR_CHANGER_F_BY_MODEL, 0x200);
IS(DSR_CHANGER_F_LOCKED, 0x400);
IS(DSR_CHANGER_F_RESERVED, 0x800);
IS(DSR_CHANGER_F_WRITABLE, 0x1000);
IS(DSR_CHANGER_F_CAN_LOCK, 0x2000);
IS(DSR_CHANGER_F_MOVES_KNOWN, 0x4000);
IS(DSR_EL_FULL, 0x1);
IS(DSR_EL_BY_HAND, 0x2);
IS(DSR_EL_EXCEPT, 0x4);
IS(DSR_EL_ACCESS, 0x8);
IS(DSR_EL_EXPORTS, 0x10);
IS(DSR_EL_IMPORTS, 0x20);
IS(DSR_EL_TRAY, 0x40);
IS(DSR_EL_OPEN, 0x80);
IS(DSR_EL_INVERTED, 0x100);
IS(DSR_EL_SOURCE, 0x200);
IS(DSR_EL_BUS_ID, 0x400);
IS(DSR_EL_BUS_LUN, 0x800);
IS(DSR_EL_NOT_BUS, 0x1000);
IS(DSR_EL_BUSY, 0x2000);
IS(DSR_EL_FINISHED, 0x4000);
IS(DSR_EL_TAG, 0x8000);
IS(DSR_EL_ALT_TAG, 0x10000);
IS(DSR_EL_DISABLED, 0x20000);
IS(DSR_INK_BLACK, 0x1);
IS(DSR_INK_CYAN, 0x2);
IS(DSR_INK_MAGENTA, 0x4);
IS(DSR_INK_YELLOW, 0x8);
IS(DSR_TAG_BYTES, 0x20);
IS(DSR_STATUS_F_FRESH, 0x1);
IS(DSR_DRIVE_ID_BYTES, 0x40);
IS(DSR_ORDER_F_NOWAIT, 0x1);
IS(DSR_ORDER_F_FLIP, 0x2);
IS(DSR_ORDER_F_FLIP_SECOND, 0x4);
IS(DSR_ORDER_F_HOME, 0x8);
IS(DSR_ORDER_F_RANGE, 0x10);
IS(DSR_ORDER_F_RESET, 0x20);
IS(DSR_ORDER_F_RETURN, 0x40);
IS(DSR_ORDER_F_IMMED, 0x80);
IS(DSR_TRANSPORT_ANY, 0xffff);
IS(DSR_OUTCOME_F_WAIT, 0x1);
IS(DSR_OUTCOMES_KEPT, 0x20);
IS(DSR_LOG_ENTRIES, 0x8);
IS(DSR_LOG_NON_MEDIUM, 0x1);
IS(DSR_LOG_EVENTS, 0x2);
IS(DSR_LOG_COMMANDS, 0x4);
IS(DSR_LOG_CHANGES, 0x8);
IS(DSR_BUFFER_F_WRITE, 0x1);
IS(DSR_MAX_BUFFER_BYTES, 0x10000);
IS(DSR_IOC_CHANGER_OPEN, 0xd508);
IS(DSR_IOC_CHANGER_INFO, 0xd580);
IS(DSR_IOC_CHANGER_STATUS, 0xd581);
IS(DSR_IOC_CHANGER_DRIVES, 0xd582);
IS(DSR_IOC_CHANGER_BIND, 0xd583);
IS(DSR_IOC_CHANGER_ORDER, 0xd584);
IS(DSR_IOC_CHANGER_OUTCOME, 0xd585);
IS(DSR_IOC_CHANGER_LOG, 0xd586);
IS(DSR_IOC_CHANGER_BUFFER, 0xd587);
IS(DSR_IOC_CHANGER_ASSIGN, 0xd588);
IS(DSR_ELEMENT_ANY, 0);
IS(DSR_ELEMENT_TRANSPORT, 1);
IS(DSR_ELEMENT_STORAGE, 2);
IS(DSR_ELEMENT_MAIL, 3);
IS(DSR_ELEMENT_DRIVE, 4);
IS(DSR_ELEMENT_PRINTER, 5);
IS(DSR_DRIVE_UNKNOWN, 0);
IS(DSR_DRIVE_BY_ADDRESS, 1);
IS(DSR_DRIVE_BY_ID, 2);
IS(DSR_DRIVE_TOLD, 3);
IS(DSR_ORDER_MOVE, 1);
IS(DSR_ORDER_EXCHANGE, 2);
IS(DSR_ORDER_POSITION, 3);
IS(DSR_ORDER_INIT, 4);
IS(DSR_ORDER_LOCK, 5);
IS(DSR_ORDER_UNLOCK, 6);
IS(DSR_ORDER_REZERO, 7);
IS(DSR_ORDER_SELF_TEST, 8);
IS(DSR_ORDER_CLEAR_LOG, 9);
IS(DSR_ORDER_RESERVE, 10);
IS(DSR_ORDER_RELEASE, 11);
IS(DSR_ORDER_READY, 12);
IS(DSR_ORDER_SENSE, 13);
IS(DSR_ORDER_WAITING, 1);
IS(DSR_ORDER_RUNNING, 2);
IS(DSR_ORDER_DONE, 3);
