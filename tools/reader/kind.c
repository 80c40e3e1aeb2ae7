// SPDX-License-Identifier: GPL-2.0
/* What is known of a drive by its name and age. Pure. */
#include <stddef.h>
#include <string.h>

#include "reader/kind.h"

#define ANY_VERSION	0xff
#define SCSI_2		0x02	/* INQUIRY byte 2 b2-0 */
#define PAGE_AUDIO	0x0e	/* SCSI-2 table 254, MMC */
#define PAGE_AUDIO_SONY	0x09	/* the CDU-541's manual, section 5.2.2 */

/* The first row that fits counts. */
static const struct reader_kind kinds[] = {
	{ "SONY", "CD-ROM CDU-541", ANY_VERSION, true, true, true, PAGE_AUDIO_SONY },
	{ NULL, NULL, SCSI_2, true, false, false, PAGE_AUDIO },
	{ NULL, NULL, ANY_VERSION, false, false, false, PAGE_AUDIO },
};

static bool fits(const struct reader_kind *k, const char *vendor,
		 const char *product, uint8_t version)
{
	if (k->vendor && strcmp(k->vendor, vendor))
		return false;
	if (k->product && strncmp(k->product, product, strlen(k->product)))
		return false;
	return version <= k->newest;
}

/**
 * reader_kind_of() - find the row of a drive
 * @vendor: of INQUIRY, without trailing blanks
 * @product: the same
 * @version: byte 2 of it
 *
 * ATAPI drives tell version 0 and are modern all the same (SFF-8020i).
 *
 * Return: a row, never NULL.
 */
const struct reader_kind *reader_kind_of(const char *vendor,
					 const char *product, uint8_t version)
{
	const struct reader_kind *k = kinds;

	version &= 0x07;
	if (!version)
		version = SCSI_2 + 1;
	while (!fits(k, vendor, product, version))
		k++;
	return k;
}
