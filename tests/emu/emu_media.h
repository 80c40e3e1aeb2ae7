/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The kinds of media: one row each in emu_media.c. Included by emu.h.
 */
#ifndef EMU_MEDIA_H
#define EMU_MEDIA_H

#include <linux/bits.h>
#include <linux/types.h>

enum emu_family { EMU_CD, EMU_DVD, EMU_BD };

#define EMU_MEDIUM_PRESSED	0x01	/* nothing can be written */
#define EMU_MEDIUM_SEQUENTIAL	0x02	/* written once, from NWA to NWA */
#define EMU_MEDIUM_RANDOM	0x04	/* formatted, then written anywhere */
#define EMU_MEDIUM_FORMATTABLE	0x08	/* FORMAT UNIT knows it */
#define EMU_MEDIUM_RESERVABLE	0x10	/* RESERVE TRACK knows it */
#define EMU_MEDIUM_REWRITABLE	0x20	/* told as erasable, MMC-6 table 371 */
#define EMU_MEDIUM_BLANKABLE	0x40	/* BLANK knows it */
#define EMU_MEDIUM_TESTABLE	0x80	/* write types and Test Write, 7.2.4 */
#define EMU_MEDIUM_GROWING	0x100	/* formatted as far as written */
#define EMU_MEDIUM_PREFORMATTED	0x200	/* formatted when it is new */

/* The media, in the order of the table in emu_media.c */
enum emu_medium_id {
	EMU_CD_ROM,
	EMU_CD_R,
	EMU_CD_RW,
	EMU_DVD_ROM,
	EMU_DVD_MINUS_R,
	EMU_DVD_MINUS_R_DL,
	EMU_DVD_MINUS_RW,
	EMU_DVD_MINUS_RW_RO,
	EMU_DVD_PLUS_R,
	EMU_DVD_PLUS_R_DL,
	EMU_DVD_PLUS_RW,
	EMU_DVD_RAM,
	EMU_BD_ROM,
	EMU_BD_R,
	EMU_BD_RE,
};

/* A bit for each medium, for tables of what is there with which disc. */
#define EMU_ON(id)	BIT(EMU_##id)
#define EMU_ON_CD	(EMU_ON(CD_ROM) | EMU_ON(CD_R) | EMU_ON(CD_RW))
#define EMU_ON_MINUS	(EMU_ON(DVD_MINUS_R) | EMU_ON(DVD_MINUS_R_DL) | \
			 EMU_ON(DVD_MINUS_RW))
#define EMU_ON_MINUS_RW	(EMU_ON(DVD_MINUS_RW) | EMU_ON(DVD_MINUS_RW_RO))
#define EMU_ON_PLUS_R	(EMU_ON(DVD_PLUS_R) | EMU_ON(DVD_PLUS_R_DL))
#define EMU_ON_DL_R	(EMU_ON(DVD_MINUS_R_DL) | EMU_ON(DVD_PLUS_R_DL))
#define EMU_ON_DVD_W	(EMU_ON_MINUS | EMU_ON_MINUS_RW | EMU_ON_PLUS_R | \
			 EMU_ON(DVD_PLUS_RW) | EMU_ON(DVD_RAM))
#define EMU_ON_DVD	(EMU_ON(DVD_ROM) | EMU_ON_DVD_W)
#define EMU_ON_BD_W	(EMU_ON(BD_R) | EMU_ON(BD_RE))
#define EMU_ON_BD	(EMU_ON(BD_ROM) | EMU_ON_BD_W)
#define EMU_ON_ANY	(EMU_ON_CD | EMU_ON_DVD | EMU_ON_BD)

/**
 * struct emu_medium - what all discs of one kind have in common
 * @name: as in the control file, "dvd+r"
 * @profile: current profile, MMC-6 table 95
 * @family: chooses speeds, modes and times
 * @flags: EMU_MEDIUM_*
 * @capacity: blocks of a full disc when no size is given
 * @formatted_capacity: blocks left after FORMAT UNIT (BD keeps spares)
 * @layer: blocks of layer 0 when nothing else was chosen, 0 for one layer
 * @ecc_blocks: blocks of an ECC block or cluster, 1 for CD
 * @track_gap: blocks between the end of a track and the next one
 * @first_gap: blocks from the first session's lead-out to the next session
 * @next_gap: the same for later sessions
 * @run_out: unreadable blocks that close a track (CD track-at-once)
 * @min_track: shortest track, shorter ones are padded
 * @speeds: write speeds in kB/s as SET CD SPEED counts, fastest first, 0 ends
 * @read_speed: fastest read speed in kB/s
 * @load_ms: time to become ready
 * @opc_ms: time of an optimum power calibration
 * @lead_in_ms: time before the first block is burned
 * @close_ms: time to close a track
 * @lead_out_ms: time to close a session
 * @quick_ms: time of a minimal blanking or a quick format
 * @full_ms: time of a full one
 */
struct emu_medium {
	const char *name;
	u16 profile;
	enum emu_family family;
	u32 flags;
	u32 capacity;
	u32 formatted_capacity;
	u32 layer;
	u32 ecc_blocks;
	u32 track_gap;
	u32 first_gap;
	u32 next_gap;
	u32 run_out;
	u32 min_track;
	u32 speeds[8];
	u32 read_speed;
	u32 load_ms;
	u32 opc_ms;
	u32 lead_in_ms;
	u32 close_ms;
	u32 lead_out_ms;
	u32 quick_ms;
	u32 full_ms;
};

const struct emu_medium *emu_medium_by_name(const char *name);
const struct emu_medium *emu_medium_by_index(unsigned int index);
enum emu_medium_id emu_medium_id(const struct emu_medium *medium);
u64 emu_medium_rate(const struct emu_medium *medium, u32 kbps);
u32 emu_medium_one_x(const struct emu_medium *medium);

#endif /* EMU_MEDIA_H */
