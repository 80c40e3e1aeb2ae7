// SPDX-License-Identifier: GPL-2.0
/* What drives answer, parsed; see mmc.h for what may be trusted. */
#include <errno.h>
#include <string.h>

#include "disc/bytes.h"
#include "disc/mmc.h"

#define MAX_KBS		1000000U	/* no disc turns that fast: BD 16x is 71936 */
#define MAX_BLOCKS	0x7fffffffU	/* LBAs are signed 32 bit (MMC-6) */

/* The answer's own length counts from after its length field of two bytes. */
static size_t told16(const uint8_t *buf, size_t len)
{
	size_t told = (size_t)get_be16(buf) + 2;

	return told < len ? told : len;
}

static void copy_text(char *dst, const uint8_t *src, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		dst[i] = src[i] >= 0x20 && src[i] < 0x7f ? (char)src[i] : ' ';
	while (i > 0 && dst[i - 1] == ' ')
		i--;
	dst[i] = '\0';
}

/**
 * mmc_parse_inquiry() - standard INQUIRY data (SPC-4)
 * @buf: the answer
 * @len: bytes that came
 * @out: gets it; texts without trailing blanks or control characters
 *
 * Return: 0 or -EPROTO.
 */
int mmc_parse_inquiry(const uint8_t *buf, size_t len, struct mmc_inquiry *out)
{
	memset(out, 0, sizeof(*out));
	if (len < 36)
		return -EPROTO;
	out->type = buf[0] & 0x1f;
	out->removable = buf[1] & 0x80;
	copy_text(out->vendor, buf + 8, 8);
	copy_text(out->product, buf + 16, 16);
	copy_text(out->revision, buf + 32, 4);
	return 0;
}

/**
 * mmc_parse_profile() - the current profile, from GET CONFIGURATION's header
 * @buf: the answer (MMC-6, feature header)
 * @len: bytes that came
 * @profile: gets it; 0: no medium, or none that counts
 *
 * Return: 0 or -EPROTO.
 */
int mmc_parse_profile(const uint8_t *buf, size_t len, uint16_t *profile)
{
	*profile = 0;
	if (len < 8)
		return -EPROTO;
	*profile = get_be16(buf + 6);
	return 0;
}

/**
 * mmc_parse_disc_info() - READ DISC INFORMATION, standard (MMC-6)
 * @buf: the answer
 * @len: bytes that came
 * @out: gets it
 *
 * Return: 0 or -EPROTO.
 */
int mmc_parse_disc_info(const uint8_t *buf, size_t len,
			struct mmc_disc_info *out)
{
	memset(out, 0, sizeof(*out));
	if (len < 12 || told16(buf, len) < 12)
		return -EPROTO;
	if (buf[2] >> 5)	/* another data type than was asked for */
		return -EPROTO;
	out->status = buf[2] & 0x03;
	out->erasable = buf[2] & 0x10;
	out->first_track = buf[3];
	out->sessions = (uint16_t)(buf[9] << 8 | buf[4]);
	out->last_track = (uint16_t)(buf[11] << 8 | buf[6]);
	return 0;
}

/**
 * mmc_parse_track_info() - READ TRACK INFORMATION (MMC-6)
 * @buf: the answer
 * @len: bytes that came
 * @out: gets it
 *
 * Return: 0 or -EPROTO.
 */
int mmc_parse_track_info(const uint8_t *buf, size_t len,
			 struct mmc_track_info *out)
{
	memset(out, 0, sizeof(*out));
	if (len < 28)
		return -EPROTO;
	len = told16(buf, len);
	if (len < 28)
		return -EPROTO;
	out->number = buf[2];
	out->session = buf[3];
	if (len >= 34) {
		out->number |= (uint16_t)(buf[32] << 8);
		out->session |= (uint16_t)(buf[33] << 8);
	}
	out->control = buf[5] & 0x0f;
	out->damaged = buf[5] & 0x20;
	out->blank = buf[6] & 0x40;
	out->packet = buf[6] & 0x20;
	out->data_mode = buf[6] & 0x0f;
	out->nwa_valid = buf[7] & 0x01;
	out->start = get_be32(buf + 8);
	out->next_writable = get_be32(buf + 12);
	out->free_blocks = get_be32(buf + 16);
	out->blocks = get_be32(buf + 24);
	if (out->free_blocks > MAX_BLOCKS || out->blocks > MAX_BLOCKS)
		return -EPROTO;
	return 0;
}

/**
 * mmc_parse_capacity() - READ CAPACITY (MMC-6)
 * @buf: the answer
 * @len: bytes that came
 * @out: gets it
 *
 * Return: 0, or -EPROTO also when there are no blocks or none of 2048 bytes.
 */
int mmc_parse_capacity(const uint8_t *buf, size_t len, struct mmc_capacity *out)
{
	uint32_t last;

	memset(out, 0, sizeof(*out));
	if (len < 8)
		return -EPROTO;
	last = get_be32(buf);
	out->block_bytes = get_be32(buf + 4);
	if (last >= MAX_BLOCKS || out->block_bytes != 2048)
		return -EPROTO;
	out->blocks = (uint64_t)last + 1;
	return 0;
}

/**
 * mmc_parse_format_capacity() - READ FORMAT CAPACITIES' current or maximum
 *	capacity descriptor (MMC-6)
 * @buf: the answer
 * @len: bytes that came
 * @blocks: gets its number of blocks
 *
 * Return: 0 or -EPROTO.
 */
int mmc_parse_format_capacity(const uint8_t *buf, size_t len, uint32_t *blocks)
{
	*blocks = 0;
	if (len < 12 || buf[3] < 8 || !(buf[8] & 0x03))
		return -EPROTO;
	*blocks = get_be32(buf + 4);
	return *blocks <= MAX_BLOCKS ? 0 : -EPROTO;
}

/**
 * mmc_parse_toc() - READ TOC/PMA/ATIP format 0, LBA (MMC-6)
 * @buf: the answer
 * @len: bytes that came
 * @out: gets the tracks in rising order and the lead-out
 *
 * Return: 0, or -EPROTO also when there is no lead-out or an order is wrong.
 */
int mmc_parse_toc(const uint8_t *buf, size_t len, struct mmc_toc *out)
{
	const uint8_t *d;
	uint32_t start;

	memset(out, 0, sizeof(*out));
	if (len < 4)
		return -EPROTO;
	len = told16(buf, len);
	for (d = buf + 4; d + 8 <= buf + len; d += 8) {
		start = get_be32(d + 4);
		if (out->nr_tracks &&
		    start <= out->tracks[out->nr_tracks - 1].start)
			return -EPROTO;
		if (d[2] == MMC_LEAD_OUT) {
			out->lead_out = start;
			return out->nr_tracks ? 0 : -EPROTO;
		}
		if (d[2] < 1 || d[2] > 99 || out->nr_tracks == 99)
			return -EPROTO;
		out->tracks[out->nr_tracks].number = d[2];
		out->tracks[out->nr_tracks].control = d[1] & 0x0f;
		out->tracks[out->nr_tracks].start = start;
		out->nr_tracks++;
	}
	return -EPROTO;
}

/**
 * mmc_parse_write_speeds() - GET PERFORMANCE type 03h (MMC-6, write speed descriptors)
 * @buf: the answer
 * @len: bytes that came
 * @out: gets up to MMC_MAX_SPEEDS pairs, as the drive orders them
 *
 * Return: 0 or -EPROTO.
 */
int mmc_parse_write_speeds(const uint8_t *buf, size_t len,
			   struct mmc_speeds *out)
{
	const uint8_t *d;
	uint32_t told;

	memset(out, 0, sizeof(*out));
	if (len < 8)
		return -EPROTO;
	told = get_be32(buf);
	if (told < 4)
		return -EPROTO;
	if (told < len - 4)
		len = (size_t)told + 4;
	for (d = buf + 8; d + 16 <= buf + len && out->nr < MMC_MAX_SPEEDS;
	     d += 16) {
		if (get_be32(d + 8) > MAX_KBS || get_be32(d + 12) > MAX_KBS) {
			out->nr = 0;
			return -EPROTO;
		}
		out->read_kbs[out->nr] = get_be32(d + 8);
		out->write_kbs[out->nr] = get_be32(d + 12);
		out->nr++;
	}
	return 0;
}

/*
 * Page 2Ah in an answer to MODE SENSE(10) (MMC-3 6.3.11; later standards keep it
 * as a legacy); NULL: it is not there. @len gets what there is of it.
 */
static const uint8_t *capability_page(const uint8_t *buf, size_t *len)
{
	const uint8_t *page;
	size_t at, bytes;

	if (*len < 8)
		return NULL;
	bytes = told16(buf, *len);
	at = 8 + (size_t)get_be16(buf + 6);	/* behind block descriptors */
	if (at + 10 > bytes)
		return NULL;
	page = buf + at;
	if ((page[0] & 0x3f) != 0x2a || page[1] < 8)
		return NULL;
	*len = page[1] + 2U < bytes - at ? page[1] + 2U : bytes - at;
	return page;
}

/**
 * mmc_parse_read_speeds() - MODE SENSE(10), page 2Ah: reading
 * @buf: the answer
 * @len: bytes that came
 * @max_kbs: gets the highest read speed, 1000 byte/s
 * @now_kbs: gets the present one, 0 where it is not told
 *
 * Return: 0 or -EPROTO.
 */
int mmc_parse_read_speeds(const uint8_t *buf, size_t len, uint32_t *max_kbs,
			  uint32_t *now_kbs)
{
	const uint8_t *page = capability_page(buf, &len);

	*max_kbs = 0;
	*now_kbs = 0;
	if (!page)
		return -EPROTO;
	*max_kbs = get_be16(page + 8);
	if (len >= 16)
		*now_kbs = get_be16(page + 14);
	return 0;
}

/**
 * mmc_parse_page_speeds() - MODE SENSE(10), page 2Ah: write speed descriptors
 * @buf: the answer
 * @len: bytes that came
 * @out: gets up to MMC_MAX_SPEEDS write speeds, as the drive orders them, each
 *	with the highest read speed
 *
 * Drives older than MMC-3 have no descriptors: what else they take they don't
 * tell.
 *
 * Return: 0, or -EPROTO also when there are none.
 */
int mmc_parse_page_speeds(const uint8_t *buf, size_t len, struct mmc_speeds *out)
{
	const uint8_t *page = capability_page(buf, &len), *d;
	unsigned int left;

	memset(out, 0, sizeof(*out));
	if (!page || len < 32)
		return -EPROTO;
	left = get_be16(page + 30);
	for (d = page + 32; left-- && d + 4 <= page + len &&
	     out->nr < MMC_MAX_SPEEDS; d += 4) {
		if (!get_be16(d + 2))
			continue;
		out->read_kbs[out->nr] = get_be16(page + 8);
		out->write_kbs[out->nr] = get_be16(d + 2);
		out->nr++;
	}
	return out->nr ? 0 : -EPROTO;
}
