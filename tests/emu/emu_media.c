// SPDX-License-Identifier: GPL-2.0
/* What the media are: one row each. */

#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/string.h>

#include "emu.h"

/* 1x in kB/s: 75 x 2352 for CD; DVD and BD as SET CD SPEED counts them. */
#define CD_X(n)		((n) * 1764 / 10)
#define DVD_X(n)	((n) * 1385)
#define BD_X(n)		((n) * 4496)

/*
 * Profiles: MMC-6 table 95. Capacities: CD-R and CD-RW 79:59:72 less the
 * pre-gap; DVD-R ECMA-359, DVD-RW ECMA-338, DVD+R ECMA-349, DVD+RW ECMA-337,
 * DVD-RAM ECMA-330 with the default and without spare areas, two layers
 * ECMA-382 and ECMA-364; BD 25 GB unformatted and with the default spare areas.
 * CD gaps: Orange Book 6750 + 4500 + 150 and 2250 + 4500 + 150 blocks between
 * sessions. DVD+R run-in of one ECC block before a fragment. Session gaps of
 * DVD+R, DVD-R (its border zones) and BD-R: of the order that drives show,
 * whole ECC blocks. Times: what ordinary half-height drives take.
 */
static const struct emu_medium emu_media[] = {
	[EMU_CD_ROM] = {
		.name = "cd-rom", .profile = 0x0008, .family = EMU_CD,
		.flags = EMU_MEDIUM_PRESSED,
		.capacity = 359847, .ecc_blocks = 1,
		.first_gap = EMU_CD_FIRST_GAP, .next_gap = EMU_CD_NEXT_GAP,
		.read_speed = CD_X(48), .load_ms = 8000,
	},
	[EMU_CD_R] = {
		.name = "cd-r", .profile = 0x0009, .family = EMU_CD,
		.flags = EMU_MEDIUM_SEQUENTIAL | EMU_MEDIUM_TESTABLE,
		.capacity = 359847, .ecc_blocks = 1,
		.track_gap = 150, .first_gap = 11400, .next_gap = 6900,
		.run_out = 2, .min_track = 300,
		.speeds = { CD_X(48), CD_X(32), CD_X(24), CD_X(16), CD_X(8),
			    CD_X(4) },
		.read_speed = CD_X(48), .load_ms = 8000, .opc_ms = 3000,
		.lead_in_ms = 4000, .close_ms = 4000, .lead_out_ms = 20000,
	},
	[EMU_CD_RW] = {
		.name = "cd-rw", .profile = 0x000a, .family = EMU_CD,
		.flags = EMU_MEDIUM_SEQUENTIAL | EMU_MEDIUM_TESTABLE |
			 EMU_MEDIUM_REWRITABLE | EMU_MEDIUM_BLANKABLE,
		.capacity = 359847, .ecc_blocks = 1,
		.track_gap = 150, .first_gap = 11400, .next_gap = 6900,
		.run_out = 2, .min_track = 300,
		.speeds = { CD_X(24), CD_X(16), CD_X(10), CD_X(4) },
		.read_speed = CD_X(40), .load_ms = 9000, .opc_ms = 3000,
		.lead_in_ms = 4000, .close_ms = 4000, .lead_out_ms = 20000,
		.quick_ms = 40000, .full_ms = 400000,
	},
	[EMU_DVD_ROM] = {
		.name = "dvd-rom", .profile = 0x0010, .family = EMU_DVD,
		.flags = EMU_MEDIUM_PRESSED,
		.capacity = 2298496, .ecc_blocks = 16, .layer = 2086912,
		.read_speed = DVD_X(16), .load_ms = 10000,
	},
	[EMU_DVD_MINUS_R] = {
		.name = "dvd-r", .profile = 0x0011, .family = EMU_DVD,
		.flags = EMU_MEDIUM_SEQUENTIAL | EMU_MEDIUM_RESERVABLE |
			 EMU_MEDIUM_TESTABLE,
		.capacity = 2298496, .ecc_blocks = 16,
		.first_gap = 28672, .next_gap = 7168,
		.speeds = { DVD_X(16), DVD_X(12), DVD_X(8), DVD_X(6),
			    DVD_X(4), DVD_X(2) },
		.read_speed = DVD_X(16), .load_ms = 12000, .opc_ms = 3000,
		.lead_in_ms = 6000, .close_ms = 3000, .lead_out_ms = 25000,
	},
	[EMU_DVD_MINUS_R_DL] = {
		.name = "dvd-r-dl", .profile = 0x0015, .family = EMU_DVD,
		.flags = EMU_MEDIUM_SEQUENTIAL | EMU_MEDIUM_RESERVABLE |
			 EMU_MEDIUM_TESTABLE,
		.capacity = 4171712, .ecc_blocks = 16, .layer = 2085856,
		.speeds = { DVD_X(8), DVD_X(6), DVD_X(4), DVD_X(2) },
		.read_speed = DVD_X(12), .load_ms = 14000, .opc_ms = 5000,
		.lead_in_ms = 8000, .close_ms = 3000, .lead_out_ms = 40000,
	},
	[EMU_DVD_MINUS_RW] = {
		.name = "dvd-rw", .profile = 0x0014, .family = EMU_DVD,
		.flags = EMU_MEDIUM_SEQUENTIAL | EMU_MEDIUM_RESERVABLE |
			 EMU_MEDIUM_TESTABLE | EMU_MEDIUM_REWRITABLE |
			 EMU_MEDIUM_BLANKABLE | EMU_MEDIUM_FORMATTABLE,
		.capacity = 2297888, .formatted_capacity = 2297888,
		.ecc_blocks = 16, .first_gap = 28672, .next_gap = 7168,
		.speeds = { DVD_X(6), DVD_X(4), DVD_X(2), DVD_X(1) },
		.read_speed = DVD_X(12), .load_ms = 12000, .opc_ms = 3000,
		.lead_in_ms = 6000, .close_ms = 3000, .lead_out_ms = 25000,
		.quick_ms = 50000, .full_ms = 1700000,
	},
	[EMU_DVD_MINUS_RW_RO] = {
		.name = "dvd-rw-ro", .profile = 0x0013, .family = EMU_DVD,
		.flags = EMU_MEDIUM_RANDOM | EMU_MEDIUM_GROWING |
			 EMU_MEDIUM_PREFORMATTED |
			 EMU_MEDIUM_REWRITABLE | EMU_MEDIUM_BLANKABLE |
			 EMU_MEDIUM_FORMATTABLE,
		.capacity = 2297888, .formatted_capacity = 2297888,
		.ecc_blocks = 16,
		.speeds = { DVD_X(6), DVD_X(4), DVD_X(2), DVD_X(1) },
		.read_speed = DVD_X(12), .load_ms = 12000, .opc_ms = 3000,
		.lead_in_ms = 6000, .close_ms = 3000, .lead_out_ms = 25000,
		.quick_ms = 50000, .full_ms = 1700000,
	},
	[EMU_DVD_PLUS_R] = {
		.name = "dvd+r", .profile = 0x001b, .family = EMU_DVD,
		.flags = EMU_MEDIUM_SEQUENTIAL | EMU_MEDIUM_RESERVABLE,
		.capacity = 2295104, .ecc_blocks = 16,
		.track_gap = 16, .first_gap = 4096, .next_gap = 4096,
		.speeds = { DVD_X(16), DVD_X(12), DVD_X(8), DVD_X(6),
			    DVD_X(4), DVD_X(24) / 10 },
		.read_speed = DVD_X(16), .load_ms = 12000, .opc_ms = 3000,
		.lead_in_ms = 6000, .close_ms = 3000, .lead_out_ms = 25000,
	},
	[EMU_DVD_PLUS_R_DL] = {
		.name = "dvd+r-dl", .profile = 0x002b, .family = EMU_DVD,
		.flags = EMU_MEDIUM_SEQUENTIAL | EMU_MEDIUM_RESERVABLE,
		.capacity = 4173824, .ecc_blocks = 16, .layer = 2086912,
		.track_gap = 16, .first_gap = 4096, .next_gap = 4096,
		.speeds = { DVD_X(8), DVD_X(6), DVD_X(4), DVD_X(24) / 10 },
		.read_speed = DVD_X(12), .load_ms = 14000, .opc_ms = 5000,
		.lead_in_ms = 8000, .close_ms = 3000, .lead_out_ms = 40000,
	},
	[EMU_DVD_PLUS_RW] = {
		.name = "dvd+rw", .profile = 0x001a, .family = EMU_DVD,
		.flags = EMU_MEDIUM_RANDOM | EMU_MEDIUM_FORMATTABLE |
			 EMU_MEDIUM_REWRITABLE,
		.capacity = 2295104, .formatted_capacity = 2295104,
		.ecc_blocks = 16,
		.speeds = { DVD_X(8), DVD_X(6), DVD_X(4), DVD_X(24) / 10 },
		.read_speed = DVD_X(8), .load_ms = 12000, .opc_ms = 3000,
		.lead_in_ms = 4000, .close_ms = 2000, .lead_out_ms = 15000,
		.quick_ms = 30000, .full_ms = 30000,
	},
	[EMU_DVD_RAM] = {
		.name = "dvd-ram", .profile = 0x0012, .family = EMU_DVD,
		.flags = EMU_MEDIUM_RANDOM | EMU_MEDIUM_FORMATTABLE |
			 EMU_MEDIUM_REWRITABLE | EMU_MEDIUM_PREFORMATTED,
		.capacity = 2295072, .formatted_capacity = 2236704,
		.ecc_blocks = 16,
		.speeds = { DVD_X(5), DVD_X(3), DVD_X(2) },
		.read_speed = DVD_X(5), .load_ms = 14000, .opc_ms = 3000,
		.lead_in_ms = 1000, .close_ms = 1000, .lead_out_ms = 2000,
		.quick_ms = 30000, .full_ms = 3600000,
	},
	[EMU_BD_ROM] = {
		.name = "bd-rom", .profile = 0x0040, .family = EMU_BD,
		.flags = EMU_MEDIUM_PRESSED,
		.capacity = 12219392, .ecc_blocks = 32,
		.read_speed = BD_X(12), .load_ms = 16000,
	},
	[EMU_BD_R] = {
		.name = "bd-r", .profile = 0x0041, .family = EMU_BD,
		.flags = EMU_MEDIUM_SEQUENTIAL | EMU_MEDIUM_FORMATTABLE |
			 EMU_MEDIUM_RESERVABLE,
		.capacity = 12219392, .formatted_capacity = 11826176,
		.ecc_blocks = 32, .first_gap = 1024, .next_gap = 1024,
		.speeds = { BD_X(12), BD_X(10), BD_X(8), BD_X(6), BD_X(4),
			    BD_X(2) },
		.read_speed = BD_X(12), .load_ms = 18000, .opc_ms = 6000,
		.lead_in_ms = 3000, .close_ms = 3000, .lead_out_ms = 20000,
		.quick_ms = 20000, .full_ms = 20000,
	},
	[EMU_BD_RE] = {
		.name = "bd-re", .profile = 0x0043, .family = EMU_BD,
		.flags = EMU_MEDIUM_RANDOM | EMU_MEDIUM_FORMATTABLE |
			 EMU_MEDIUM_REWRITABLE,
		.capacity = 12219392, .formatted_capacity = 11826176,
		.ecc_blocks = 32,
		.speeds = { BD_X(2), BD_X(1) },
		.read_speed = BD_X(6), .load_ms = 18000, .opc_ms = 6000,
		.lead_in_ms = 3000, .close_ms = 3000, .lead_out_ms = 5000,
		.quick_ms = 30000, .full_ms = 5400000,
	},
};

/**
 * emu_medium_by_index - walk the table of media
 * @index: from 0
 *
 * Return: the row, or NULL behind the last one.
 */
const struct emu_medium *emu_medium_by_index(unsigned int index)
{
	return index < ARRAY_SIZE(emu_media) ? &emu_media[index] : NULL;
}

/**
 * emu_medium_id - which medium it is
 * @medium: a row of the table
 *
 * Return: its place in the table.
 */
enum emu_medium_id emu_medium_id(const struct emu_medium *medium)
{
	return medium - emu_media;
}

/**
 * emu_medium_by_name - look a medium up
 * @name: such as "dvd+r"
 *
 * Return: the row or NULL.
 */
const struct emu_medium *emu_medium_by_name(const char *name)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(emu_media); i++)
		if (!strcmp(emu_media[i].name, name))
			return &emu_media[i];
	return NULL;
}

/**
 * emu_medium_one_x - single speed
 * @medium: the medium
 *
 * Return: kB/s as SET CD SPEED counts.
 */
u32 emu_medium_one_x(const struct emu_medium *medium)
{
	switch (medium->family) {
	case EMU_CD:
		return CD_X(1);
	case EMU_DVD:
		return DVD_X(1);
	default:
		return BD_X(1);
	}
}

/**
 * emu_medium_rate - user data that a speed moves
 * @medium: the medium
 * @kbps: speed in kB/s; of a CD it counts 2352 bytes for each block
 *
 * Return: bytes of user data in a second.
 */
u64 emu_medium_rate(const struct emu_medium *medium, u32 kbps)
{
	u64 rate = (u64)kbps * 1000;

	if (medium->family == EMU_CD)
		rate = div_u64(rate * EMU_BLOCK, 2352);
	return rate;
}
