// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <scsi/sg_unaligned.h>

#include "disc/iso.h"
#include "unit.h"

static void make_pvd(uint8_t block[IMAGE_BLOCK], uint32_t blocks,
		     uint16_t block_bytes)
{
	memset(block, 0, IMAGE_BLOCK);
	block[0] = 1;
	memcpy(block + 1, "CD001\1", 6);
	sg_put_unaligned_le32(blocks, block + 80);
	sg_put_unaligned_be32(blocks, block + 84);
	sg_put_unaligned_le16(block_bytes, block + 128);
	sg_put_unaligned_be16(block_bytes, block + 130);
}

static void make_tag(uint8_t block[IMAGE_BLOCK], uint16_t id)
{
	uint8_t sum = 0;
	int i;

	sg_put_unaligned_le16(id, block);
	block[4] = 0;
	for (i = 0; i < 16; i++)
		sum = (uint8_t)(sum + block[i]);
	block[4] = sum;
}

static int image_of(const void *bytes, size_t n)
{
	char path[] = "/tmp/dsr-unit-XXXXXX";
	int fd = mkstemp(path);

	ck_assert_int_ge(fd, 0);
	unlink(path);
	ck_assert_int_eq(write(fd, bytes, n), (ssize_t)n);
	return fd;
}

START_TEST(pvd)
{
	uint8_t block[IMAGE_BLOCK];
	uint64_t bytes = 0;

	make_pvd(block, 36018, 2048);
	ck_assert_int_eq(iso_parse_pvd(block, &bytes), 0);
	ck_assert_uint_eq(bytes, 36018ULL * 2048);
	make_pvd(block, 0xffffffff, 2048);
	ck_assert_int_eq(iso_parse_pvd(block, &bytes), 0);
	ck_assert_uint_eq(bytes, 0xffffffffULL * 2048);
}
END_TEST

START_TEST(other_descriptors)
{
	uint8_t block[IMAGE_BLOCK];
	uint64_t bytes;

	make_pvd(block, 100, 2048);
	block[0] = 0;	/* a boot record comes first on many discs */
	ck_assert_int_eq(iso_parse_pvd(block, &bytes), -EAGAIN);
	block[0] = 255;
	ck_assert_int_eq(iso_parse_pvd(block, &bytes), -EINVAL);
	memset(block, 0, sizeof(block));
	ck_assert_int_eq(iso_parse_pvd(block, &bytes), -EINVAL);
}
END_TEST

START_TEST(hostile_pvd)
{
	uint8_t block[IMAGE_BLOCK];
	uint64_t bytes;

	make_pvd(block, 100, 2048);
	sg_put_unaligned_be32(101, block + 84);
	ck_assert_int_eq(iso_parse_pvd(block, &bytes), -EINVAL);
	make_pvd(block, 100, 2048);
	sg_put_unaligned_be16(512, block + 130);
	ck_assert_int_eq(iso_parse_pvd(block, &bytes), -EINVAL);
	make_pvd(block, 100, 0);
	ck_assert_int_eq(iso_parse_pvd(block, &bytes), -EINVAL);
	make_pvd(block, 100, 65535);
	ck_assert_int_eq(iso_parse_pvd(block, &bytes), -EINVAL);
}
END_TEST

START_TEST(truncated)
{
	static uint8_t file[20 * IMAGE_BLOCK];
	struct image image;
	int fd;

	make_pvd(file + 16 * IMAGE_BLOCK, 1000, 2048);
	fd = image_of(file, sizeof(file) - 100);
	ck_assert_int_eq(image_check(fd, &image), 0);
	ck_assert_uint_eq(image.blocks, 19);
	ck_assert_uint_eq(image.extra_bytes, IMAGE_BLOCK - 100);
	ck_assert_uint_eq(image.told_bytes, 1000 * 2048);
	close(fd);
}
END_TEST

START_TEST(endless)
{
	static uint8_t file[400 * IMAGE_BLOCK];
	struct image image;
	int fd, i;

	/* descriptors without an end, none of them primary */
	for (i = 16; i < 400; i++) {
		make_pvd(file + i * IMAGE_BLOCK, 10, 2048);
		file[i * IMAGE_BLOCK] = 2;
	}
	fd = image_of(file, sizeof(file));
	ck_assert_int_eq(image_check(fd, &image), 0);
	ck_assert_uint_eq(image.told_bytes, 0);
	close(fd);
}
END_TEST

START_TEST(no_file_system)
{
	static uint8_t file[3 * IMAGE_BLOCK];
	struct image image;
	int fd = image_of(file, sizeof(file));

	ck_assert_int_eq(image_check(fd, &image), 0);
	ck_assert_uint_eq(image.blocks, 3);
	ck_assert_uint_eq(image.extra_bytes, 0);
	ck_assert_uint_eq(image.told_bytes, 0);
	close(fd);
}
END_TEST

static void make_udf(uint8_t *file, uint32_t sequence, uint32_t start,
		     uint32_t blocks)
{
	uint8_t *anchor = file + 256 * IMAGE_BLOCK;
	uint8_t *partition = file + 33 * IMAGE_BLOCK;

	sg_put_unaligned_le32(16 * IMAGE_BLOCK, anchor + 16);
	sg_put_unaligned_le32(sequence, anchor + 20);
	make_tag(anchor, 2);
	make_tag(file + 32 * IMAGE_BLOCK, 1);
	sg_put_unaligned_le32(start, partition + 188);
	sg_put_unaligned_le32(blocks, partition + 192);
	make_tag(partition, 5);
}

START_TEST(udf)
{
	static uint8_t file[300 * IMAGE_BLOCK];
	struct image image;
	int fd;

	make_udf(file, 32, 257, 5000);
	fd = image_of(file, sizeof(file));
	ck_assert_int_eq(image_check(fd, &image), 0);
	ck_assert_uint_eq(image.told_bytes, 5257ULL * IMAGE_BLOCK);
	close(fd);
}
END_TEST

START_TEST(udf_hostile)
{
	static uint8_t file[300 * IMAGE_BLOCK];
	uint64_t end;
	struct image image;
	int fd;

	make_udf(file, 0xfffffff0, 257, 5000);
	fd = image_of(file, sizeof(file));
	ck_assert_int_eq(image_check(fd, &image), 0);
	ck_assert_uint_eq(image.told_bytes, 0);
	close(fd);
	make_udf(file, 32, 0xffffffff, 0xffffffff);
	ck_assert_int_eq(udf_parse_partition(file + 33 * IMAGE_BLOCK, &end), 0);
	ck_assert_uint_eq(end, 0x1fffffffeULL);
	file[33 * IMAGE_BLOCK + 4] ^= 1;	/* checksum */
	ck_assert_int_eq(udf_parse_partition(file + 33 * IMAGE_BLOCK, &end),
			 -EINVAL);
}
END_TEST

Suite *suite_iso(void)
{
	Suite *s = suite_create("iso");

	PROMISE(s, "iso: a primary volume descriptor tells the length", pvd);
	PROMISE(s, "iso: other descriptors are passed over, the last one ends", other_descriptors);
	PROMISE(s, "iso: a descriptor that contradicts itself is refused", hostile_pvd);
	PROMISE(s, "iso: a file that broke off is seen", truncated);
	PROMISE(s, "iso: a chain of descriptors without end is left", endless);
	PROMISE(s, "iso: a file without a file system is measured only", no_file_system);
	PROMISE(s, "iso: a UDF partition tells the length", udf);
	PROMISE(s, "iso: a hostile UDF leads nowhere", udf_hostile);
	return s;
}
