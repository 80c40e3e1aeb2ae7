// SPDX-License-Identifier: GPL-2.0
/* Numbers as people read them. */
#include <inttypes.h>
#include <stdio.h>

#include "disc/text.h"

/**
 * text_size() - a number of bytes for people
 * @buf: gets "4.7 GB"
 * @size: of @buf
 * @bytes: the number; units of 1000, as discs are sold
 */
void text_size(char *buf, size_t size, uint64_t bytes)
{
	if (bytes >= 1000000000)
		snprintf(buf, size, "%.1f GB", (double)bytes / 1e9);
	else if (bytes >= 1000000)
		snprintf(buf, size, "%.1f MB", (double)bytes / 1e6);
	else if (bytes >= 1000)
		snprintf(buf, size, "%.1f kB", (double)bytes / 1e3);
	else
		snprintf(buf, size, "%" PRIu64 " bytes", bytes);
}

/**
 * text_time() - a duration for people
 * @buf: gets "1:02" or "1:02:03"
 * @size: of @buf
 * @seconds: the duration
 */
void text_time(char *buf, size_t size, uint64_t seconds)
{
	uint64_t hours = seconds / 3600;
	unsigned int min = (unsigned int)(seconds / 60 % 60);
	unsigned int sec = (unsigned int)(seconds % 60);

	if (hours)
		snprintf(buf, size, "%" PRIu64 ":%02u:%02u", hours, min, sec);
	else
		snprintf(buf, size, "%u:%02u", min, sec);
}

/**
 * text_of_65536() - a share as drives tell it, in percent
 * @part: of 65536
 *
 * Return: 0..100; 100 only when it is through.
 */
unsigned int text_of_65536(uint32_t part)
{
	return part < 65536 ? (unsigned int)((uint64_t)part * 100 / 65536) : 100;
}

/**
 * text_position() - a place on a CD as its time
 * @buf: gets "mm:ss:ff"
 * @size: of @buf
 * @lba: of the block, from -150
 *
 * 75 blocks a second, and block 0 is at 00:02:00 (Red Book; MMC-6, LBA to MSF).
 */
void text_position(char *buf, size_t size, int64_t lba)
{
	uint64_t frames = lba > -150 ? (uint64_t)(lba + 150) : 0;

	snprintf(buf, size, "%02" PRIu64 ":%02u:%02u", frames / (60 * 75),
		 (unsigned int)(frames / 75 % 60), (unsigned int)(frames % 75));
}
