// SPDX-License-Identifier: GPL-2.0
/* Blocks of a CD as minutes, seconds and frames. */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "disc/disc.h"
#include "disc/msf.h"

/**
 * msf_text() - blocks as mm:ss:ff
 * @text: gets it
 * @blocks: a length or a position; negative ones get a minus
 */
void msf_text(char text[MSF_TEXT], int64_t blocks)
{
	const char *sign = blocks < 0 ? "-" : "";
	uint64_t n = blocks < 0 ? 0 - (uint64_t)blocks : (uint64_t)blocks;

	n %= 1000000000000ULL;	/* for the compiler: it always fits */
	snprintf(text, MSF_TEXT, "%s%02u:%02u:%02u", sign,
		 (unsigned int)(n / DISC_FRAMES / 60),
		 (unsigned int)(n / DISC_FRAMES % 60),
		 (unsigned int)(n % DISC_FRAMES));
}

static int part(const char **text, unsigned int below, unsigned int *value)
{
	unsigned int n = 0, digits = 0;

	for (; isdigit((unsigned char)**text) && digits < 3; (*text)++) {
		n = n * 10 + (unsigned int)(**text - '0');
		digits++;
	}
	*value = n;
	return digits && n < below ? 0 : -EINVAL;
}

/**
 * msf_parse() - mm:ss:ff as blocks
 * @text: exactly such a text; minutes up to 999
 * @blocks: gets them
 *
 * Return: 0 or -EINVAL.
 */
int msf_parse(const char *text, uint32_t *blocks)
{
	unsigned int min, sec, frame;

	if (part(&text, 1000, &min) || *text++ != ':' ||
	    part(&text, 60, &sec) || *text++ != ':' ||
	    part(&text, DISC_FRAMES, &frame) || *text)
		return -EINVAL;
	*blocks = (min * 60 + sec) * DISC_FRAMES + frame;
	return 0;
}

/**
 * msf_from_bcd() - a time of the Q sub-channel as blocks
 * @bcd: minute, second and frame, two digits each, not trusted
 * @blocks: gets them, from 0
 *
 * Return: whether these are digits of a time.
 */
bool msf_from_bcd(const uint8_t bcd[3], int32_t *blocks)
{
	int v[3], i;

	for (i = 0; i < 3; i++) {
		if ((bcd[i] & 0x0f) > 9 || bcd[i] >> 4 > 9)
			return false;
		v[i] = (bcd[i] >> 4) * 10 + (bcd[i] & 0x0f);
	}
	*blocks = (v[0] * 60 + v[1]) * DISC_FRAMES + v[2];
	return v[1] < 60 && v[2] < DISC_FRAMES;
}

/**
 * msf_lba() - an absolute time as LBA (MMC-6 table 690)
 * @min: 0..99; from 90 on it lies before the disc's first block
 * @sec: seconds
 * @frame: frames
 */
int32_t msf_lba(uint8_t min, uint8_t sec, uint8_t frame)
{
	int32_t blocks = (min * 60 + sec) * DISC_FRAMES + frame;

	return blocks - (min >= 90 ? 450150 : DISC_LEAD_IN_GAP);
}
