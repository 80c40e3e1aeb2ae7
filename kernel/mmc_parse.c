// SPDX-License-Identifier: GPL-2.0
/*
 * MMC: taking answers apart.
 *
 * All functions here are pure: any context, no locks. @len is what really
 * arrived; nothing beyond it is read, whatever the lengths inside claim. What
 * counts is the smaller of the two, and it must hold every field that is used:
 * -EINVAL otherwise, and the results are then undefined.
 */
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/string.h>

#include "compat.h"
#include "mmc.h"

/* bytes that count of an answer that starts with its 16 bit length */
static u32 answer_bytes(const u8 *buf, u32 len)
{
	u32 claimed;

	if (len < 2)
		return 0;
	claimed = 2 + get_unaligned_be16(buf);
	return claimed < len ? claimed : len;
}

/**
 * dsr_parse_profile - the current profile (MMC-6 table 92, feature header)
 * @buf: answer to GET CONFIGURATION
 * @len: bytes of it
 * @profile: MMC_PROFILE_*, or another number of table 95
 *
 * Return: 0, or -EINVAL: shorter than a feature header, or claims to be.
 */
int dsr_parse_profile(const u8 *buf, u32 len, u16 *profile)
{
	if (len < MMC_CONFIGURATION_BYTES)
		return -EINVAL;
	if (get_unaligned_be32(buf) < MMC_CONFIGURATION_BYTES - 4)
		return -EINVAL;
	*profile = get_unaligned_be16(&buf[6]);
	return 0;
}

#define DISC_INFO_USED	12	/* up to and with the last track's MSB */

/**
 * dsr_parse_disc_info - standard disc information (MMC-6 table 355)
 * @buf: answer to READ DISC INFORMATION
 * @len: bytes of it
 * @d: filled
 *
 * Return: 0, or -EINVAL: too short, another data type than standard, or a disc
 * that ends before its first track.
 */
int dsr_parse_disc_info(const u8 *buf, u32 len, struct dsr_disc_info *d)
{
	if (answer_bytes(buf, len) < DISC_INFO_USED)
		return -EINVAL;
	if (buf[2] >> 5)
		return -EINVAL;
	d->status = buf[2] & 0x03;
	d->last_session = buf[2] >> 2 & 0x03;
	d->erasable = buf[2] & 0x10;
	d->bg_format = buf[7] & 0x03;
	d->sessions = buf[9] << 8 | buf[4];
	d->first_track = buf[3];
	d->last_track = buf[11] << 8 | buf[6];
	return d->last_track < d->first_track ? -EINVAL : 0;
}

#define MMC_CD_PREGAP	150	/* blocks before the first track of a session */

/* a block address or a count that no medium can have: 2^31 blocks are 4 TiB */
static bool impossible_track(const struct dsr_track_info *t)
{
	s32 start = t->start;
	s32 nwa = t->nwa;

	if ((s64)start + t->size > 0x7fffffff)
		return true;
	/* the pregap before a session's first track may be meant (MMC-6 4.2) */
	return t->nwa_valid && nwa >= 0 && nwa < (s64)start - MMC_CD_PREGAP;
}

/**
 * dsr_parse_track_info - track information block (MMC-6 table 495)
 * @buf: answer to READ TRACK INFORMATION
 * @len: bytes of it, at least MMC_TRACK_INFO_MIN: older drives end there
 * @t: filled; numbers have their high bytes where the answer has them
 *
 * Return: 0, or -EINVAL: too short, ends beyond 2^31 blocks, or the next
 * writable address lies before the track and its pregap.
 */
int dsr_parse_track_info(const u8 *buf, u32 len, struct dsr_track_info *t)
{
	u32 have = answer_bytes(buf, len);

	if (have < MMC_TRACK_INFO_MIN)
		return -EINVAL;
	t->track = (have > 32 ? buf[32] << 8 : 0) | buf[2];
	t->session = (have > 33 ? buf[33] << 8 : 0) | buf[3];
	t->damaged = buf[5] & 0x20;
	t->reserved = buf[6] & 0x80;
	t->blank = buf[6] & 0x40;
	t->nwa_valid = buf[7] & 0x01;
	t->start = get_unaligned_be32(&buf[8]);
	t->nwa = get_unaligned_be32(&buf[12]);
	t->free_blocks = get_unaligned_be32(&buf[16]);
	t->size = get_unaligned_be32(&buf[24]);
	return impossible_track(t) ? -EINVAL : 0;
}

/**
 * dsr_parse_buffer_capacity - the drive's buffer (MMC-6, READ BUFFER CAPACITY)
 * @buf: answer to READ BUFFER CAPACITY
 * @len: bytes of it
 * @size: of the buffer, in bytes
 * @free: of it, in bytes
 *
 * Return: 0, or -EINVAL: too short, in blocks though bytes were asked for, no
 * buffer at all, or more free than there is.
 */
int dsr_parse_buffer_capacity(const u8 *buf, u32 len, u32 *size, u32 *free)
{
	if (answer_bytes(buf, len) < MMC_BUFFER_CAPACITY_BYTES)
		return -EINVAL;
	if (buf[3] & 0x01)
		return -EINVAL;
	*size = get_unaligned_be32(&buf[4]);
	*free = get_unaligned_be32(&buf[8]);
	return *size && *free <= *size ? 0 : -EINVAL;
}

/**
 * dsr_parse_read_capacity - size of the medium (MMC-6, READ CAPACITY)
 * @buf: answer to READ CAPACITY(10)
 * @len: bytes of it
 * @blocks: 1.. blocks that can be read
 * @block_bytes: of one, as told: check it
 *
 * Return: 0, or -EINVAL: too short, more blocks than 32 bits count, or blocks
 * of no bytes.
 */
int dsr_parse_read_capacity(const u8 *buf, u32 len, u32 *blocks,
			    u32 *block_bytes)
{
	if (len < MMC_READ_CAPACITY_BYTES)
		return -EINVAL;
	*blocks = get_unaligned_be32(buf) + 1;
	*block_bytes = get_unaligned_be32(&buf[4]);
	return *blocks && *block_bytes ? 0 : -EINVAL;
}

#define PAGE_CODE	0x3f
#define PAGE_SPF	0x40	/* sub-page format: 4 header bytes */

/* of the page at @buf, header included, as it says; 0: none that can be told */
static u32 page_length(const u8 *buf, u32 left)
{
	if (!(buf[0] & PAGE_CODE))
		return 0;	/* page 0 is the last one and of any shape */
	if (!(buf[0] & PAGE_SPF))
		return 2 + buf[1];
	return left < 4 ? 0 : 4 + get_unaligned_be16(&buf[2]);
}

/**
 * dsr_mode_page - find a page in an answer to MODE SENSE(10)
 * @buf: the answer
 * @len: bytes of it
 * @page: code, 1..0x3f
 * @page_bytes: of the page, its two header bytes included
 *
 * Return: the page's offset in @buf, or -EINVAL: not there, or not whole.
 */
int dsr_mode_page(const u8 *buf, u32 len, u8 page, u32 *page_bytes)
{
	u32 have = answer_bytes(buf, len);
	u32 at, bytes;

	if (have < MMC_MODE_HEADER_BYTES)
		return -EINVAL;
	at = MMC_MODE_HEADER_BYTES + get_unaligned_be16(&buf[6]);
	while (at + 2 <= have) {
		bytes = page_length(&buf[at], have - at);
		if (!bytes || bytes > have - at)
			break;
		if ((buf[at] & (PAGE_CODE | PAGE_SPF)) == page) {
			*page_bytes = bytes;
			return at;
		}
		at += bytes;
	}
	return -EINVAL;
}

#define PAGE05_LENGTH_MIN	0x1e	/* ends behind the media catalog number */

/**
 * dsr_mode05_fill - the parameter list that sets the write parameters page
 * @buf: answer to MODE SENSE(10) for page 05h (MMC-6 table 664)
 * @len: bytes of it
 * @p: what to set
 * @out: filled; room for MMC_MODE_HEADER_BYTES + 257 bytes
 *
 * The page keeps the drive's length and its vendor's bytes. Link size, packet
 * size, host application code, media catalog number and ISRC are cleared: they
 * may be left over from whoever had the drive before. The mode data length in
 * the header and the PS bit are reserved on the way out (SPC-4).
 *
 * Return: bytes to send, or -EINVAL: no such page, or one shorter than 1Eh.
 */
int dsr_mode05_fill(const u8 *buf, u32 len, const struct dsr_write_params *p,
		    u8 *out)
{
	u8 *page = out + MMC_MODE_HEADER_BYTES;
	u32 bytes;
	int at;

	at = dsr_mode_page(buf, len, 0x05, &bytes);
	if (at < 0)
		return at;
	if (buf[at + 1] < PAGE05_LENGTH_MIN)
		return -EINVAL;
	memset(out, 0, MMC_MODE_HEADER_BYTES);
	memcpy(page, buf + at, bytes);
	page[0] = 0x05;
	page[2] = (p->burn_proof ? 0x40 : 0) | (p->test_write ? 0x10 : 0) |
		  (p->write_type & 0x0f);
	page[3] = p->multi_session << 6 | (p->track_mode & 0x0f);
	page[4] = p->block_type & 0x0f;
	page[5] = 0;
	page[7] = 0;
	page[8] = p->session_format;
	memset(&page[10], 0, 4);
	memset(&page[16], 0, bytes < 48 ? bytes - 16 : 32);
	/* valid bit, then the characters: tables 672 and 673 */
	if (p->mcn && bytes >= 32) {
		page[16] = 0x80;
		memcpy(&page[17], p->mcn, 13);
	}
	if (p->isrc && bytes >= 48) {
		page[32] = 0x80;
		memcpy(&page[33], p->isrc, 12);
	}
	return MMC_MODE_HEADER_BYTES + bytes;
}

static bool printable(u8 c)
{
	return c < 0x80 && isprint(c);
}

/* text field: blanks and zeros at its end dropped; returns where @to ends */
static char *copy_text(char *to, const u8 *from, unsigned int bytes)
{
	unsigned int i;

	while (bytes && (from[bytes - 1] == ' ' || !from[bytes - 1]))
		bytes--;
	for (i = 0; i < bytes; i++)
		*to++ = printable(from[i]) ? from[i] : '.';
	return to;
}

/* decimal, two digits at least */
static char *copy_number(char *to, u8 n)
{
	if (n > 99)
		*to++ = '0' + n / 100;
	*to++ = '0' + n / 10 % 10;
	*to++ = '0' + n % 10;
	return to;
}

/* lead-in start time, as ATIP has it: who made a CD-R is told by it alone */
static int atip_id(const u8 *buf, u32 have, char *id)
{
	const u8 *msf = &buf[8];

	if (have < 11)
		return -EINVAL;
	if (msf[0] > 99 || msf[1] > 59 || msf[2] > 74)
		return -EINVAL;
	if (!msf[0] && !msf[1] && !msf[2])
		return -EINVAL;
	id = copy_number(id, msf[0]);
	*id++ = 'm';
	id = copy_number(id, msf[1]);
	*id++ = 's';
	id = copy_number(id, msf[2]);
	*id++ = 'f';
	*id = 0;
	return 0;
}

/* "maker/type/revision"; a maker without a printable byte is none */
static int structure_id(const u8 *maker, unsigned int maker_bytes,
			const u8 *type, u8 revision, char *id)
{
	unsigned int i = 0;
	char *end;

	while (i < maker_bytes && (!printable(maker[i]) || maker[i] == ' '))
		i++;
	if (i == maker_bytes)
		return -EINVAL;
	end = copy_text(id, maker, maker_bytes);
	*end++ = '/';
	end = copy_text(end, type, 3);
	*end++ = '/';
	end = copy_number(end, revision);
	*end = 0;
	return 0;
}

/* ADIP of DVD+ (ECMA-337, ECMA-349), behind the answer's 4 header bytes */
static int adip_id(const u8 *buf, u32 have, char *id)
{
	const u8 *adip = buf + 4;

	if (have < 4 + 31)
		return -EINVAL;
	return structure_id(&adip[19], 8, &adip[27], adip[30], id);
}

/* first disc information unit of a BD, behind the same header */
static int bd_id(const u8 *buf, u32 have, char *id)
{
	const u8 *di = buf + 4;

	if (have < 4 + 112)
		return -EINVAL;
	if (di[0] != 'D' || di[1] != 'I')
		return -EINVAL;
	return structure_id(&di[100], 6, &di[106], di[111], id);
}

/*
 * Pre-recorded information in the lead-in of DVD-R and DVD-RW (ECMA-359 28.5),
 * behind the same header: fields of 8 bytes that begin with their number; the
 * maker is in the six bytes of fields 3 and 4.
 */
static int pre_recorded_id(const u8 *buf, u32 have, char *id)
{
	const u8 *fields = buf + 4;
	u8 maker[12];
	char *end;

	if (have < 4 + 32)
		return -EINVAL;
	if (fields[16] != 3 || fields[24] != 4)
		return -EINVAL;
	memcpy(maker, &fields[17], 6);
	memcpy(maker + 6, &fields[25], 6);
	end = copy_text(id, maker, sizeof(maker));
	*end = 0;
	return *id ? 0 : -EINVAL;
}

/**
 * dsr_parse_medium_id - the maker's id of a medium as text
 * @profile: MMC_PROFILE_*; tells what @buf is: the ATIP (READ TOC format 4)
 *	for CD-R/RW ("97m15s17f"), the ADIP (READ DISC STRUCTURE 11h) for DVD+
 *	("MCC/004/00": maker, type, revision), the pre-recorded information
 *	(READ DISC STRUCTURE 0Eh) for DVD-R/RW ("MCC 03RG20"), the disc
 *	information (READ DISC STRUCTURE 00h of BD) for BD-R and BD-RE
 *	("VERBAT/IMe/00")
 * @buf: the answer
 * @len: bytes of it
 * @id: at most 18 characters, terminated, empty after an error
 *
 * Unprintable bytes become '.'.
 *
 * Return: 0, or -EINVAL: no id in there, or no medium with one.
 */
int dsr_parse_medium_id(u16 profile, const u8 *buf, u32 len,
			char id[DSR_MEDIUM_ID_BYTES])
{
	u32 have = answer_bytes(buf, len);
	int err = -EINVAL;

	id[0] = 0;
	switch (profile) {
	case MMC_PROFILE_CD_R:
	case MMC_PROFILE_CD_RW:
		err = atip_id(buf, have, id);
		break;
	case MMC_PROFILE_DVD_PLUS_RW:
	case MMC_PROFILE_DVD_PLUS_R:
	case MMC_PROFILE_DVD_PLUS_R_DL:
		err = adip_id(buf, have, id);
		break;
	case MMC_PROFILE_DVD_R:
	case MMC_PROFILE_DVD_R_DL:
	case MMC_PROFILE_DVD_RW_SEQ:
	case MMC_PROFILE_DVD_RW_RO:
		err = pre_recorded_id(buf, have, id);
		break;
	case MMC_PROFILE_BD_R_SRM:
	case MMC_PROFILE_BD_RE:
		err = bd_id(buf, have, id);
		break;
	}
	return err;
}
