/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The 63 codes of the deck's serial protocol, as one table. Codec, help, docs
 * and tests are made from it; nothing else in the tree knows a code's layout.
 *
 * Source of every row: TASCAM DV-RA1000 RS-232C Protocol Specifications,
 * Ver. 1.01 (June 2005): list of commands in 3.3, data in 3.5.
 */
#ifndef DSR_DECK_CODES_H
#define DSR_DECK_CODES_H

/*
 * X(code, id, direction, reply, name, pattern, choices, summary)
 *
 * code       two hexadecimal digits on the line
 * direction  HOST: sent to the deck. DECK: a return. EVENT: sent unasked.
 * reply      HOST: the code of the return, 0 where there is none.
 *            EVENT: the code that asks for the details, 0 where none is needed
 * pattern    the forms the data may take, separated by '|'. A form that gets
 *            the reply begins with '?'. Digits and capitals stand for
 *            themselves; small letters (and T, N) are fields of DECK_FIELDS.
 * choices    the values of the field c, as a table of protocol.c
 */
#define DECK_CODES(X)							\
X(0x0F, INFORMATION, HOST, 0x8F, "INFORMATION REQUEST",			\
  "?", none, "asks for the software version")				\
X(0x10, STOP, HOST, 0, "STOP",						\
  "", none, "stops")							\
X(0x12, PLAY, HOST, 0, "PLAY",						\
  "", none, "plays; in record ready it starts the recording")		\
X(0x13, RECORD, HOST, 0, "RECORD",					\
  "c", record, "goes to record ready (while recording: new track); or sets a mark") \
X(0x14, READY, HOST, 0, "READY",					\
  "c", ready, "goes to play ready or record ready")			\
X(0x16, SHUTTLE, HOST, 0, "SHUTTLE",					\
  "c", shuttle, "winds until stop, play, ready or the like")		\
X(0x18, EJECT, HOST, 0, "TRAY/EJECT",					\
  "", none, "opens or closes the tray")					\
X(0x1A, SKIP, HOST, 0, "TRACK SKIP",					\
  "c", skip, "goes to the next track, or back (within 2 s of its start: one more)") \
X(0x23, TRACK_SEARCH, HOST, 0, "DIRECT TRACK SEARCH PRESET",		\
  "t", none, "looks for a track and plays it")				\
X(0x25, PITCH, HOST, 0xA5, "PITCH CONTROL DATA PRESET",			\
  "p|?FF", none, "sets or asks the pitch")				\
X(0x27, CLOCK, HOST, 0xA7, "CLOCK DATA PRESET",				\
  "yodhi|?FF", none, "sets or asks date and time")			\
X(0x2C, TIME_SEARCH, HOST, 0, "TIME SEARCH PRESET",			\
  "tmsu", none, "looks for a time in a track; the mode is kept")	\
X(0x2E, FADE_TIME, HOST, 0xAE, "FADE IN/OUT TIME PRESET",		\
  "00n|01n|?00FF|?01FF", none, "sets or asks the fade in and fade out times") \
X(0x34, RESUME, HOST, 0xB4, "RESUME PLAY SELECT",			\
  "c|?FF", resume, "sets or asks resume play")				\
X(0x35, PITCH_MODE, HOST, 0xB5, "PITCH CONTROL SELECT",			\
  "c|?FF", off_on, "switches pitch control, or asks for it")		\
X(0x36, AUTO_READY, HOST, 0xB6, "AUTO READY SELECT",			\
  "c|?FF", off_on, "sets or asks auto ready")				\
X(0x37, REPEAT, HOST, 0xB7, "REPEAT SELECT",				\
  "c|?FF", repeat, "sets or asks the repeat mode")			\
X(0x3B, AUTO_SPACE, HOST, 0xBB, "AUTO SPACE SELECT",			\
  "c|?FF", off_on, "sets or asks auto space")				\
X(0x3C, MUTE, HOST, 0xBC, "MUTE SELECT",				\
  "c|?FF", off_on, "sets or asks mute")					\
X(0x3E, FADE_MODE, HOST, 0xBE, "FADE IN/OUT SELECT",			\
  "c|?FF", fade, "sets or asks the fade mode")				\
X(0x4D, SINGLE, HOST, 0, "SINGLE PLAY SELECT",				\
  "c", off_on, "sets single play")					\
X(0x4E, SINGLE_SENSE, HOST, 0xCE, "SINGLE PLAY SENSE",			\
  "?", none, "asks for single play")					\
X(0x50, MECHA, HOST, 0xD0, "MECHA STATUS SENSE",			\
  "?", none, "asks what the mechanism does")				\
X(0x55, TRACK, HOST, 0xD5, "TRACK No. SENSE",				\
  "?", none, "asks for the track number")				\
X(0x56, DISC, HOST, 0xD6, "DISC STATUS SENSE",				\
  "?", none, "asks for the disc and its type")				\
X(0x57, TRACK_INFO, HOST, 0xD7, "CURRENT TRACK INFORMATION SENSE",	\
  "?", none, "asks for number and length of the track")			\
X(0x58, TRACK_TIME, HOST, 0xD8, "CURRENT TRACK TIME SENSE",		\
  "?c", time_mode, "asks for elapsed or remaining time")		\
X(0x59, TITLE, HOST, 0xD9, "TITLE SENSE",				\
  "?g", none, "asks for the title of the project (0) or of a track")	\
X(0x5D, TOTAL, HOST, 0xDD, "TOTAL TRACK No./TOTAL TIME SENSE",		\
  "?", none, "asks for number and time of all tracks")			\
X(0x5E, PROGRAM, HOST, 0xDE, "PGM TOTAL TRACK No./TOTAL TIME SENSE",	\
  "?", none, "asks for number and time of the program")			\
X(0x5F, KEYBOARD, HOST, 0xDF, "KEYBOARD TYPE SENSE",			\
  "?", none, "asks for the keyboard type")				\
X(0x78, ERROR, HOST, 0xF8, "ERROR SENSE",				\
  "?", none, "asks for the error, or the last one")			\
X(0x79, CAUTION, HOST, 0xF9, "CAUTION SENSE",				\
  "?", none, "asks for the caution, or the last one")			\
X(0x7F, VENDOR, HOST, 0xFF, "VENDER COMMAND",				\
  "00c|?00FF|01N|?02", off_on,						\
  "sets or asks the input monitor; opens a project; asks for their number") \
X(0x8F, R_INFORMATION, DECK, 0, "INFORMATION RETURN",			\
  "vb", none, "software version and build")				\
X(0xA5, R_PITCH, DECK, 0, "PITCH CONTROL DATA RETURN",			\
  "p", none, "pitch")							\
X(0xA7, R_CLOCK, DECK, 0, "CLOCK DATA RETURN",				\
  "yodhis", none, "date and time")					\
X(0xAE, R_FADE_TIME, DECK, 0, "FADE IN/OUT TIME RETURN",		\
  "00n|01n", none, "fade in or fade out time")				\
X(0xB4, R_RESUME, DECK, 0, "RESUME PLAY SELECT RETURN",			\
  "c", resume, "resume play")						\
X(0xB5, R_PITCH_MODE, DECK, 0, "PITCH CONTROL SELECT RETURN",		\
  "c", off_on, "pitch control")						\
X(0xB6, R_AUTO_READY, DECK, 0, "AUTO READY SELECT RETURN",		\
  "c", off_on, "auto ready")						\
X(0xB7, R_REPEAT, DECK, 0, "REPEAT SELECT RETURN",			\
  "c", repeat_now, "repeat mode")					\
X(0xBB, R_AUTO_SPACE, DECK, 0, "AUTO SPACE SELECT RETURN",		\
  "c", off_on, "auto space")						\
X(0xBC, R_MUTE, DECK, 0, "MUTE SELECT RETURN",				\
  "c", off_on, "mute")							\
X(0xBE, R_FADE_MODE, DECK, 0, "FADE IN/OUT SELECT RETURN",		\
  "c", fade, "fade mode")						\
X(0xCE, R_SINGLE, DECK, 0, "SINGLE PLAY SENSE RETURN",			\
  "c", off_on, "single play")						\
X(0xD0, R_MECHA, DECK, 0, "MECHA STATUS RETURN",			\
  "c", mecha, "what the mechanism does")				\
X(0xD5, R_TRACK, DECK, 0, "TRACK No. RETURN",				\
  "00T", none, "track number")						\
X(0xD6, R_DISC, DECK, 0, "DISC STATUS RETURN",				\
  "ck", presence, "disc and its type")					\
X(0xD7, R_TRACK_INFO, DECK, 0, "CURRENT TRACK INFORMATION RETURN",	\
  "Tmsu", none, "track (program play: program number) and time")	\
X(0xD8, R_TRACK_TIME, DECK, 0, "CURRENT TRACK TIME RETURN",		\
  "cmsu", time_mode, "elapsed or remaining time")			\
X(0xD9, R_TITLE, DECK, 0, "TITLE RETURN",				\
  "gx", none, "title of the project or of a track")			\
X(0xDD, R_TOTAL, DECK, 0, "TOTAL TRACK No./TOTAL TIME RETURN",		\
  "Tmsu", none, "tracks and time in all; 0: blank or no disc")		\
X(0xDE, R_PROGRAM, DECK, 0, "PGM TOTAL TRACK No./TOTAL TIME RETURN",	\
  "Tmsu", none, "tracks and time of the program; 0: none")		\
X(0xDF, R_KEYBOARD, DECK, 0, "KEYBOARD TYPE RETURN",			\
  "c", keyboard, "keyboard type")					\
X(0xF0, ERROR_REQUEST, EVENT, 0x78, "ERROR SENSE REQUEST",		\
  "", none, "an error is waiting to be asked for")			\
X(0xF1, CAUTION_REQUEST, EVENT, 0x79, "CAUTION SENSE REQUEST",		\
  "", none, "a caution is waiting to be asked for")			\
X(0xF2, ILLEGAL, DECK, 0, "ILLEGAL STATUS",				\
  "", none, "the last command or its data were refused")		\
X(0xF4, POWER_ON, EVENT, 0, "POWER ON STATUS",				\
  "", none, "the deck was switched on")					\
X(0xF6, CHANGE, EVENT, 0, "CHANGE STATUS",				\
  "c", change, "mechanism status (ask 50) or track number (ask 55) changed") \
X(0xF8, R_ERROR, DECK, 0, "ERROR SENSE RETURN",				\
  "e", none, "error code")						\
X(0xF9, R_CAUTION, DECK, 0, "CAUTION SENSE RETURN",			\
  "e", none, "caution code")						\
X(0xFF, R_VENDOR, DECK, 0, "VENDER COMMAND RETURN",			\
  "00c|02n", off_on, "input monitor; number of projects")

/*
 * X(letter, member, name, digits, base, min, max, weights)
 *
 * The weights say what each character is worth, in the order of the line:
 * this is the one place that knows the deck's digit order (tens, units,
 * thousands, hundreds). A weight of 0 is the sign: '1' is negative, and only
 * allowed where min is.
 * Pitch is units, tenths, sign, tens, counted in tenths of a percent. Errors
 * N1-N2N3 are laid out alike (N2, N3, 0, N1) and counted as N1 * 100 + N2N3.
 * The range of the fade time is not in the specification: two digits of it are.
 */
#define DECK_FIELDS(X)							\
X('t', track, "track", 4, 10, 1, 99, (10, 1, 1000, 100))		\
X('g', track, "title number", 4, 10, 0, 99, (10, 1, 1000, 100))		\
X('T', track, "track", 4, 10, 0, 9999, (10, 1, 1000, 100))		\
X('m', minutes, "minutes", 4, 10, 0, 9999, (10, 1, 1000, 100))		\
X('s', second, "seconds", 2, 10, 0, 59, (10, 1, 0, 0))			\
X('u', edit_unit, "edit unit (1/50 s)", 2, 10, 0, 49, (10, 1, 0, 0))	\
X('p', pitch, "pitch (0.1 %)", 4, 10, -60, 60, (10, 1, 0, 100))		\
X('y', year, "year of the century", 2, 10, 0, 99, (10, 1, 0, 0))	\
X('o', month, "month", 2, 10, 1, 12, (10, 1, 0, 0))			\
X('d', day, "day", 2, 10, 1, 31, (10, 1, 0, 0))				\
X('h', hour, "hour", 2, 10, 0, 23, (10, 1, 0, 0))			\
X('i', minute, "minute", 2, 10, 0, 59, (10, 1, 0, 0))			\
X('n', number, "number", 2, 10, 0, 99, (10, 1, 0, 0))			\
X('N', number, "project", 2, 10, 1, 99, (10, 1, 0, 0))			\
X('v', version, "version (0.01)", 4, 10, 0, 9999, (1000, 100, 10, 1))	\
X('b', build, "build", 4, 10, 0, 9999, (1000, 100, 10, 1))		\
X('e', error, "error or caution", 4, 10, 0, 999, (10, 1, 0, 100))	\
X('c', choice, "value", 2, 16, 0x00, 0xFF, (16, 1, 0, 0))		\
X('k', disc_type, "disc type", 2, 16, 0x00, 0xFF, (16, 1, 0, 0))

/* X(table, value, word for command line and JSON, text) */
#define DECK_CHOICES(X)							\
X(off_on, 0x00, "off", "off")						\
X(off_on, 0x01, "on", "on")						\
X(resume, 0x02, "off", "off")						\
X(resume, 0x03, "on", "on")						\
X(record, 0x01, "ready", "record ready, or new track")			\
X(record, 0x02, "mark", "track mark")					\
X(ready, 0x01, "on", "on")						\
X(shuttle, 0x00, "forward", "forward")					\
X(shuttle, 0x01, "reverse", "reverse")					\
X(skip, 0x00, "next", "next track")					\
X(skip, 0x01, "previous", "previous track")				\
X(repeat, 0x00, "off", "off")						\
X(repeat, 0x01, "all", "all tracks")					\
X(repeat, 0x02, "single", "single track")				\
X(repeat_now, 0x00, "off", "off")					\
X(repeat_now, 0x01, "all", "all tracks")				\
X(repeat_now, 0x02, "single", "single track")				\
X(repeat_now, 0x03, "a", "A- (only A is set)")				\
X(repeat_now, 0x04, "a-b", "A-B")					\
X(fade, 0x00, "off", "off")						\
X(fade, 0x01, "rehearsal", "rehearsal")					\
X(fade, 0x02, "on", "on")						\
X(time_mode, 0x00, "elapsed", "elapsed in the track")			\
X(time_mode, 0x01, "remain", "remaining in the track")			\
X(time_mode, 0x02, "total-elapsed", "elapsed in all")			\
X(time_mode, 0x03, "total-remain", "remaining in all")			\
X(mecha, 0x00, "no-disc", "no disc")					\
X(mecha, 0x01, "tray", "tray is opening, open or closing")		\
X(mecha, 0x10, "stop", "stopped or play ready")				\
X(mecha, 0x11, "play", "playing")					\
X(mecha, 0x80, "opc", "power calibration")				\
X(mecha, 0x81, "record", "recording")					\
X(mecha, 0x82, "record-ready", "record ready")				\
X(presence, 0x00, "no-disc", "no disc")					\
X(presence, 0x01, "disc", "disc")					\
X(keyboard, 0x00, "us", "US")						\
X(keyboard, 0x01, "jpn", "JPN")						\
X(change, 0x00, "mechanism", "mechanism status")			\
X(change, 0x03, "track", "track number")				\
X(disc_type, 0x00, "cd-da-rom", "CD-DA (ROM)")				\
X(disc_type, 0x01, "cd-da-r", "CD-DA (R, including blank disc)")	\
X(disc_type, 0x02, "cd-da-rw", "CD-DA (RW, including blank disc)")	\
X(disc_type, 0x10, "cd-data-rom", "CD-Data (ROM)")			\
X(disc_type, 0x11, "cd-data-r", "CD-Data (R)")				\
X(disc_type, 0x12, "cd-data-rw", "CD-Data (RW)")			\
X(disc_type, 0x40, "dvd-audio-rom", "DVD-Audio (ROM)")			\
X(disc_type, 0x41, "dvd-audio-r", "DVD-Audio (-R)")			\
X(disc_type, 0x42, "dvd-audio-rw", "DVD-Audio (-RW)")			\
X(disc_type, 0x45, "dvd-audio+r", "DVD-Audio (+R)")			\
X(disc_type, 0x46, "dvd-audio+rw", "DVD-Audio (+RW)")			\
X(disc_type, 0x48, "dvd-audio-ram", "DVD-Audio (RAM)")			\
X(disc_type, 0x50, "dvd-data-rom", "DVD-Data (ROM)")			\
X(disc_type, 0x51, "dvd-data-r", "DVD-Data (-R, including blank disc)")	\
X(disc_type, 0x52, "dvd-data-rw", "DVD-Data (-RW, including blank disc)") \
X(disc_type, 0x55, "dvd-data+r", "DVD-Data (+R, including blank disc)")	\
X(disc_type, 0x56, "dvd-data+rw", "DVD-Data (+RW, including blank disc)") \
X(disc_type, 0x58, "dvd-data-ram", "DVD-Data (RAM, including blank disc)") \
X(disc_type, 0xFF, "unknown", "Unknown")

/* X(kind, N1, N2N3, text), sections ERROR and CAUTION SENSE RETURN */
#define DECK_ERRORS(X)							\
X(0xF8, 1, 1, "Word Clock Error")					\
X(0xF8, 1, 2, "DIN Clock Error")					\
X(0xF8, 1, 3, "PLL Unlock Error")					\
X(0xF8, 1, 4, "Clock Recover")						\
X(0xF8, 1, 5, "Cbit illegal")						\
X(0xF8, 1, 6, "DIN no signal")						\
X(0xF8, 1, 7, "DIN speed illegal")					\
X(0xF8, 1, 8, "Disc Full")						\
X(0xF8, 1, 9, "Disc remain is not enough")				\
X(0xF8, 1, 10, "Over 99 files")						\
X(0xF8, 1, 11, "Over 2GB file")						\
X(0xF8, 1, 12, "Unsupported medium")					\
X(0xF8, 1, 13, "Delete Minimum size file")				\
X(0xF8, 1, 14, "Divide cannot execute")					\
X(0xF8, 2, 1, "Disc Format Error")					\
X(0xF8, 2, 2, "Same Project Name Exist")				\
X(0xF8, 2, 3, "Project Create Error")					\
X(0xF8, 2, 4, "Project Read Error")					\
X(0xF8, 2, 5, "Project Write Error")					\
X(0xF8, 2, 6, "Project Delete Error")					\
X(0xF8, 2, 7, "Same File Name Exist")					\
X(0xF8, 2, 8, "Audio File Create Error")				\
X(0xF8, 2, 9, "Audio File Read Error")					\
X(0xF8, 2, 10, "Audio File Write Error")				\
X(0xF8, 2, 11, "Audio File delete Error")				\
X(0xF8, 2, 12, "Audio Data Read Error")					\
X(0xF8, 4, 1, "Read error")						\
X(0xF8, 4, 2, "Write error")						\
X(0xF8, 4, 3, "UDF unmount")						\
X(0xF9, 1, 1, "Cannot Execute on This Screen")				\
X(0xF9, 1, 2, "Cannot Execute on This Mecha Status")			\
X(0xF9, 1, 3, "Function Executing")					\
X(0xF9, 1, 4, "Cannot Execute on USB mode")				\
X(0xF9, 1, 5, "Cannot Execute on Update mode")				\
X(0xF9, 2, 1, "Cannot Set Mark More")					\
X(0xF9, 2, 2, "Cannot Create Track More")				\
X(0xF9, 2, 3, "Cannot Create Project More")

#endif /* DSR_DECK_CODES_H */
