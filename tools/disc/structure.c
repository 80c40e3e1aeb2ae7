// SPDX-License-Identifier: GPL-2.0
/* Answers of READ DISC STRUCTURE and GET CONFIGURATION, parsed; not trusted. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "disc/bytes.h"
#include "disc/structure.h"

#define HEADER	4	/* every disc structure begins so (MMC-6 6.22) */

/* bytes behind the header that came and that the answer says are there */
static size_t body(const uint8_t *buf, size_t len)
{
	size_t told;

	if (len < HEADER)
		return 0;
	told = (size_t)get_be16(buf) + 2;
	if (told < len)
		len = told;
	return len < HEADER ? 0 : len - HEADER;
}

static uint32_t get_be24(const uint8_t *p)
{
	return (uint32_t)p[0] << 16 | get_be16(p + 1);
}

/**
 * dvd_parse_physical() - format 00h of a DVD (MMC-6 table 404)
 * @buf: the answer
 * @len: bytes that came
 * @out: gets it
 *
 * Return: 0 or -EPROTO.
 */
int dvd_parse_physical(const uint8_t *buf, size_t len,
		       struct dvd_physical *out)
{
	const uint8_t *p = buf + HEADER;

	memset(out, 0, sizeof(*out));
	if (body(buf, len) < 16)
		return -EPROTO;
	out->book = p[0] >> 4;
	out->part = p[0] & 0x0f;
	out->layers = (uint8_t)((p[2] >> 5 & 0x03) + 1);
	out->opposite = p[2] & 0x10;
	out->start = get_be24(p + 5);
	out->end = get_be24(p + 9);
	out->end_layer0 = get_be24(p + 13);
	return out->layers <= 2 ? 0 : -EPROTO;
}

/**
 * dvd_layer_break() - blocks on layer 0
 * @p: from dvd_parse_physical()
 *
 * Return: them; 0: there is one layer, or each is a volume of its own
 * (parallel track path), or the numbers make no sense.
 */
uint32_t dvd_layer_break(const struct dvd_physical *p)
{
	if (p->layers != 2 || !p->opposite || p->end_layer0 < p->start)
		return 0;
	return p->end_layer0 - p->start + 1;
}

/**
 * dvd_book() - the name of a book type (MMC-6 table 405)
 * @book: its number
 */
const char *dvd_book(uint8_t book)
{
	static const char *const names[16] = {
		[0x0] = "DVD-ROM",	[0x1] = "DVD-RAM",
		[0x2] = "DVD-R",	[0x3] = "DVD-RW",
		[0x4] = "HD DVD-ROM",	[0x5] = "HD DVD-RAM",
		[0x6] = "HD DVD-R",	[0x9] = "DVD+RW",
		[0xa] = "DVD+R",	[0xd] = "DVD+RW DL",
		[0xe] = "DVD+R DL",
	};

	return names[book & 0x0f] ? names[book & 0x0f] : "unknown";
}

/**
 * dvd_parse_copyright() - format 01h (MMC-6 table 410)
 * @buf: the answer
 * @len: bytes that came
 * @protection: gets an enum dvd_protection, or a number above
 * @regions: gets the regions where it must not be played, a bit for each
 *
 * Return: 0 or -EPROTO.
 */
int dvd_parse_copyright(const uint8_t *buf, size_t len, uint8_t *protection,
			uint8_t *regions)
{
	if (body(buf, len) < 2)
		return -EPROTO;
	*protection = buf[HEADER];
	*regions = buf[HEADER + 1];
	return 0;
}

/**
 * dvd_parse_sector_rights() - format 05h: copyright management of a block
 * @buf: the answer
 * @len: bytes that came
 * @protected: gets whether its content is protected (CPM)
 *
 * Return: 0 or -EPROTO.
 */
int dvd_parse_sector_rights(const uint8_t *buf, size_t len, bool *protected)
{
	if (body(buf, len) < 1)
		return -EPROTO;
	*protected = buf[HEADER] & 0x80;
	return 0;
}

static char *copy_id(char *to, const uint8_t *from, size_t n)
{
	char *end = to;
	size_t i;

	for (i = 0; i < n; i++) {
		to[i] = from[i] > 0x20 && from[i] < 0x7f ? (char)from[i] :
							   ' ';
		if (to[i] != ' ')
			end = to + i + 1;
	}
	*end = '\0';
	return end;
}

/* "maker/type/revision" */
static int make_id(char id[24], const uint8_t *maker, size_t maker_bytes,
		   const uint8_t *type, uint8_t revision)
{
	char *end = copy_id(id, maker, maker_bytes);

	if (end == id)
		return -EPROTO;
	*end++ = '/';
	end = copy_id(end, type, 3);
	snprintf(end, 6, "/%02u", revision);
	return 0;
}

/**
 * dvd_parse_adip_id() - maker and type of a DVD+R or +RW, format 11h
 * @buf: the answer (ADIP: ECMA-337, ECMA-349)
 * @len: bytes that came
 * @id: gets them
 *
 * Return: 0 or -EPROTO.
 */
int dvd_parse_adip_id(const uint8_t *buf, size_t len, char id[24])
{
	const uint8_t *p = buf + HEADER;

	if (body(buf, len) < 31)
		return -EPROTO;
	return make_id(id, p + 19, 8, p + 27, p[30]);
}

/**
 * dvd_parse_prerecorded_id() - maker of a DVD-R or -RW, format 0Eh
 * @buf: the answer (pre-recorded information: ECMA-359)
 * @len: bytes that came
 * @id: gets fields 3 and 4, six characters each
 *
 * Return: 0 or -EPROTO.
 */
int dvd_parse_prerecorded_id(const uint8_t *buf, size_t len, char id[24])
{
	const uint8_t *p = buf + HEADER;
	char *end;

	/* fields of eight bytes that begin with their number */
	if (body(buf, len) < 32 || p[16] != 3 || p[24] != 4)
		return -EPROTO;
	end = copy_id(id, p + 17, 6);
	copy_id(end, p + 25, 6);
	return *id ? 0 : -EPROTO;
}

/**
 * bd_parse_id() - maker and type of a BD, format 00h: disc information
 * @buf: the answer
 * @len: bytes that came
 * @id: gets them
 *
 * Return: 0 or -EPROTO.
 */
int bd_parse_id(const uint8_t *buf, size_t len, char id[24])
{
	const uint8_t *p = buf + HEADER;

	if (body(buf, len) < 112 || memcmp(p, "DI", 2))
		return -EPROTO;
	return make_id(id, p + 100, 6, p + 106, p[111]);
}

/**
 * mmc_parse_feature() - one feature of GET CONFIGURATION (RT 2)
 * @buf: the answer
 * @len: bytes that came
 * @code: the feature that was asked for
 * @current: gets whether it applies now
 *
 * Return: 0, -ENOENT: the drive does not have it, or -EPROTO.
 */
int mmc_parse_feature(const uint8_t *buf, size_t len, uint16_t code,
		      bool *current)
{
	*current = false;
	if (len < 8)
		return -EPROTO;
	if (len < 12 || get_be32(buf) < 8 || get_be16(buf + 8) != code)
		return -ENOENT;
	*current = buf[10] & 0x01;
	return 0;
}
