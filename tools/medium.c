// SPDX-License-Identifier: GPL-2.0
/* What can be done with a medium, told by its profile. */
#include "dsr.h"
#include "medium.h"

/* MMC-6, profile list */
#define CD_R			0x09
#define CD_RW			0x0a
#define DVD_R			0x11
#define DVD_RAM			0x12
#define DVD_RW_OVERWRITE	0x13
#define DVD_RW_SEQUENTIAL	0x14
#define DVD_R_DL		0x15
#define DVD_R_DL_JUMP		0x16
#define DVD_RW_DL		0x17
#define DVD_PLUS_RW		0x1a
#define DVD_PLUS_R		0x1b
#define DVD_PLUS_RW_DL		0x2a
#define BD_R_SEQUENTIAL		0x41
#define BD_RE			0x43

/**
 * medium_family() - which family a medium belongs to
 * @profile: MMC profile
 *
 * Return: enum dsr_family, or 0: none of them.
 */
uint8_t medium_family(uint32_t profile)
{
	if (profile >= 0x08 && profile <= CD_RW)
		return DSR_FAMILY_CD;
	if (profile >= 0x10 && profile <= 0x2b)
		return DSR_FAMILY_DVD;
	if (profile >= 0x40 && profile <= BD_RE)
		return DSR_FAMILY_BD;
	return 0;
}

/**
 * medium_takes() - may a layout's content be on this medium?
 * @profile: MMC profile
 * @family: of the layout
 */
bool medium_takes(uint32_t profile, uint8_t family)
{
	return family == DSR_FAMILY_ANY || family == medium_family(profile);
}

/**
 * medium_simulates() - does a medium know test write?
 * @profile: MMC profile
 *
 * The write parameters page (05h) with its Test Write bit is for CD and the
 * DVD-R family written in sequence; what is written over in place, the DVD+R
 * family, DVD-RAM and BD have none (MMC-6).
 */
bool medium_simulates(uint32_t profile)
{
	switch (profile) {
	case CD_R:
	case CD_RW:
	case DVD_R:
	case DVD_RW_SEQUENTIAL:
	case DVD_R_DL:
	case DVD_R_DL_JUMP:
	case DVD_RW_DL:
		return true;
	default:
		return false;
	}
}

/**
 * medium_erasable() - can what is on a medium be taken away?
 * @profile: MMC profile
 */
bool medium_erasable(uint32_t profile)
{
	switch (profile) {
	case CD_RW:
	case DVD_RAM:
	case DVD_RW_OVERWRITE:
	case DVD_RW_SEQUENTIAL:
	case DVD_RW_DL:
	case DVD_PLUS_RW:
	case DVD_PLUS_RW_DL:
	case BD_RE:
		return true;
	default:
		return false;
	}
}

/**
 * medium_sessions() - how sessions lie on a DVD or BD
 * @profile: MMC profile
 *
 * On media of the same number the second session begins where it did on the
 * other disc, if the first one is as long: border zones, closure and intro zones
 * are as long as their standard says.
 *
 * Return: 0: there can be one session only.
 */
unsigned int medium_sessions(uint32_t profile)
{
	switch (profile) {
	case DVD_R:
	case DVD_RW_SEQUENTIAL:
		return 1;
	case DVD_PLUS_R:
		return 2;
	case BD_R_SEQUENTIAL:
		return 3;
	default:
		return 0;
	}
}
