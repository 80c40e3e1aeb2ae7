// SPDX-License-Identifier: GPL-2.0
/*
 * Image files. The length of the file is compared with what its file system
 * (ISO 9660: ECMA-119; UDF: ECMA-167) needs, so that a download that broke off
 * is found before ten discs are wasted.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disc/bytes.h"
#include "disc/iso.h"

#define FIRST_DESCRIPTOR	16	/* ECMA-119 6.2.1: after the system area */
#define MAX_DESCRIPTORS	64	/* a chain without an end is not followed on */
#define PRIMARY			1	/* ECMA-119 8.1.1 */
#define TERMINATOR		255
#define ANCHOR_BLOCK		256	/* ECMA-167 3/8.4.2.1 */
#define TAG_ANCHOR		2	/* ECMA-167 3/7.2.1 */
#define TAG_PARTITION		5
#define TAG_TERMINATING		8

/**
 * iso_parse_pvd() - read a primary volume descriptor (ECMA-119 8.4)
 * @block: a sector, not trusted
 * @bytes: gets the volume's length
 *
 * Return: 0; -EAGAIN: another volume descriptor; -EINVAL: none, or the last.
 */
int iso_parse_pvd(const uint8_t block[IMAGE_BLOCK], uint64_t *bytes)
{
	uint32_t blocks, block_bytes;

	if (memcmp(block + 1, "CD001", 5) || block[0] == TERMINATOR)
		return -EINVAL;
	if (block[0] != PRIMARY)
		return -EAGAIN;
	blocks = get_le32(block + 80);
	block_bytes = get_le16(block + 128);
	/* both byte orders are there (8.4.8, 8.4.12) and have to agree */
	if (blocks != get_be32(block + 84) ||
	    block_bytes != get_be16(block + 130))
		return -EINVAL;
	if (block_bytes != 512 && block_bytes != 1024 && block_bytes != 2048)
		return -EINVAL;
	*bytes = (uint64_t)blocks * block_bytes;
	return 0;
}

/* ECMA-167 3/7.2: the tag's checksum leaves itself out. */
static int tag_of(const uint8_t *block)
{
	uint8_t sum = 0;
	int i;

	for (i = 0; i < 16; i++)
		if (i != 4)
			sum = (uint8_t)(sum + block[i]);
	return sum == block[4] ? get_le16(block) : -1;
}

/**
 * udf_parse_anchor() - read an anchor volume descriptor pointer
 * @block: sector 256, not trusted
 * @extent: gets the first block of the main volume descriptor sequence
 * @blocks: gets its length
 *
 * Return: 0 or -EINVAL.
 */
int udf_parse_anchor(const uint8_t block[IMAGE_BLOCK], uint32_t *extent,
		     uint32_t *blocks)
{
	if (tag_of(block) != TAG_ANCHOR)
		return -EINVAL;
	*blocks = get_le32(block + 16) / IMAGE_BLOCK;
	*extent = get_le32(block + 20);
	return *blocks ? 0 : -EINVAL;
}

/**
 * udf_parse_partition() - read a partition descriptor (ECMA-167 3/10.5)
 * @block: a sector of the volume descriptor sequence, not trusted
 * @end_block: gets the first block after the partition
 *
 * Return: 0; -EAGAIN: another descriptor; -EINVAL: none, or the last.
 */
int udf_parse_partition(const uint8_t block[IMAGE_BLOCK], uint64_t *end_block)
{
	int tag = tag_of(block);

	if (tag <= 0 || tag == TAG_TERMINATING)
		return -EINVAL;
	if (tag != TAG_PARTITION)
		return -EAGAIN;
	*end_block = (uint64_t)get_le32(block + 188) +
		     get_le32(block + 192);
	return 0;
}

static int read_block(int fd, uint64_t lba, uint8_t block[IMAGE_BLOCK])
{
	ssize_t n;

	do {
		n = pread(fd, block, IMAGE_BLOCK, (off_t)(lba * IMAGE_BLOCK));
	} while (n < 0 && errno == EINTR);
	if (n < 0)
		return -errno;
	return n == IMAGE_BLOCK ? 0 : -ENODATA;
}

static uint64_t iso_bytes(int fd)
{
	uint8_t block[IMAGE_BLOCK];
	uint64_t bytes = 0;
	int i, ret = -EAGAIN;

	for (i = 0; i < MAX_DESCRIPTORS && ret == -EAGAIN; i++) {
		if (read_block(fd, FIRST_DESCRIPTOR + (uint64_t)i, block))
			return 0;
		ret = iso_parse_pvd(block, &bytes);
	}
	return ret ? 0 : bytes;
}

static uint64_t udf_bytes(int fd)
{
	uint8_t block[IMAGE_BLOCK];
	uint32_t extent, blocks, i;
	uint64_t end = 0;
	int ret = -EAGAIN;

	if (read_block(fd, ANCHOR_BLOCK, block) ||
	    udf_parse_anchor(block, &extent, &blocks))
		return 0;
	for (i = 0; i < blocks && i < MAX_DESCRIPTORS && ret == -EAGAIN; i++) {
		if (read_block(fd, (uint64_t)extent + i, block))
			return 0;
		ret = udf_parse_partition(block, &end);
	}
	return ret ? 0 : end * IMAGE_BLOCK;
}

/**
 * image_check() - measure an image file
 * @fd: open for reading
 * @out: gets its measures; the caller compares them
 *
 * Return: 0 or -errno.
 */
int image_check(int fd, struct image *out)
{
	uint64_t iso, udf;
	struct stat st;

	memset(out, 0, sizeof(*out));
	if (fstat(fd, &st))
		return -errno;
	out->blocks = (uint64_t)st.st_size / IMAGE_BLOCK;
	out->extra_bytes = (uint32_t)((uint64_t)st.st_size % IMAGE_BLOCK);
	iso = iso_bytes(fd);
	udf = udf_bytes(fd);
	out->told_bytes = iso > udf ? iso : udf;
	return 0;
}
