// SPDX-License-Identifier: GPL-2.0
/*
 * The .dvd file beside an image, as ImgBurn writes it and many programs read it:
 * a line "LayerBreak=BLOCKS", then one with the name of the image. An image alone
 * does not tell where the layers of its disc meet.
 */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "disc/dvd_file.h"

#define BREAK	"LayerBreak="

/* a line without its end and the blanks around it; false: there is none left */
static bool next_line(const char **at, const char *end, char *line, size_t size)
{
	const char *from = *at, *to;

	if (from >= end)
		return false;
	to = memchr(from, '\n', (size_t)(end - from));
	*at = to ? to + 1 : end;
	if (!to)
		to = end;
	while (from < to && isspace((unsigned char)*from))
		from++;
	while (to > from && isspace((unsigned char)to[-1]))
		to--;
	snprintf(line, size, "%.*s", (int)(to - from), from);
	return true;
}

static int take_break(const char *text, uint32_t *layer_break)
{
	char *end;
	unsigned long n;

	errno = 0;
	n = strtoul(text, &end, 10);
	if (!isdigit((unsigned char)*text) || *end || errno || n > INT32_MAX)
		return -EINVAL;
	*layer_break = (uint32_t)n;
	return 0;
}

/**
 * dvd_file_parse() - read a .dvd file
 * @sheet: gets the image as its only file
 * @text: of the file; a zero stands behind it
 * @bytes: of @text
 * @layer_break: gets the blocks on layer 0; 0: one layer
 * @said: gets why it failed
 *
 * Return: 0 or -errno after a sentence.
 */
int dvd_file_parse(struct sheet *sheet, const char *text, size_t bytes,
		   uint32_t *layer_break, struct said *said)
{
	const char *end = text + bytes;
	unsigned int nr = 0;
	char line[4096];
	int ret;

	*layer_break = 0;
	while (next_line(&text, end, line, sizeof(line))) {
		nr++;
		if (!*line)
			continue;
		if (!strncasecmp(line, BREAK, strlen(BREAK))) {
			if (!take_break(line + strlen(BREAK), layer_break))
				continue;
			return said_fail(said, -EINVAL,
					 "%s, line %u: '%s' is no number of blocks",
					 sheet->path, nr, line + strlen(BREAK));
		}
		if (sheet->nr_files)
			return said_fail(said, -EINVAL,
					 "%s, line %u: a second image; a .dvd file names one",
					 sheet->path, nr);
		ret = sheet_add_file(sheet, line, nr);
		if (ret < 0)
			return said_fail(said, ret, "there is not enough memory");
	}
	if (!sheet->nr_files)
		return said_fail(said, -EINVAL, "%s names no image", sheet->path);
	return 0;
}

/**
 * dvd_file_write() - write a .dvd file
 * @out: to
 * @layer_break: blocks on layer 0
 * @image: its name, without a folder
 *
 * Return: 0 or -EIO.
 */
int dvd_file_write(FILE *out, uint32_t layer_break, const char *image)
{
	fprintf(out, BREAK "%u\r\n%s\r\n", layer_break, image);
	return ferror(out) ? -EIO : 0;
}
