// SPDX-License-Identifier: GPL-2.0
/* What masters that are files have in common. */
#include <string.h>
#include <unistd.h>

#include "disc/iso.h"
#include "disc/master_parts.h"

/**
 * master_use_file() - make a block device of a file: the kernel takes no other
 * @m: with the file open; gets the block device instead
 * @path: of the file, or what it was made of
 *
 * Return: 0 or -errno after a sentence.
 */
int master_use_file(struct master *m, const char *path)
{
	int loop = image_loop(m->fd, path);

	if (loop < 0)
		return said_fail(&m->said, loop,
				 "%s can't be made a block device: %s; is the module loop loaded, and are you root?",
				 path, strerror(-loop));
	close(m->fd);
	m->fd = loop;
	return 0;
}

/**
 * master_spool_options() - how a master is spooled
 * @options: the user's
 * @out: gets them
 */
void master_spool_options(const struct master_options *options,
			  struct spool_options *out)
{
	out->dir = NULL;
	out->shift = options->read_offset;
	out->progress = options->progress;
	out->data = options->data;
}
