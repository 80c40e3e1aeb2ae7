/* SPDX-License-Identifier: GPL-2.0 */
/* Image files: how long they are, and how long they say they are. */
#ifndef DSRCTL_ISO_H
#define DSRCTL_ISO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define IMAGE_BLOCK	2048	/* ECMA-119 7, ECMA-167: a sector of the medium */

/**
 * struct image - an image file
 * @blocks: whole blocks in the file
 * @extra_bytes: after the last whole block
 * @told_bytes: length its file system needs, 0: has none that we know
 */
struct image {
	uint64_t blocks;
	uint32_t extra_bytes;
	uint64_t told_bytes;
};

int iso_parse_pvd(const uint8_t block[IMAGE_BLOCK], uint64_t *bytes);
int udf_parse_anchor(const uint8_t block[IMAGE_BLOCK], uint32_t *extent,
		     uint32_t *blocks);
int udf_parse_partition(const uint8_t block[IMAGE_BLOCK], uint64_t *end_block);
int image_check(int fd, struct image *out);
int image_loop(int file_fd, const char *path);

#endif /* DSRCTL_ISO_H */
