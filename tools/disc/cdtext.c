// SPDX-License-Identifier: GPL-2.0
/* CD-Text packs, checked and read. */
#include <errno.h>
#include <string.h>

#include "disc/bytes.h"
#include "disc/cdtext.h"
#include "disc/crc16.h"

/**
 * cdtext_check() - are these packs that came over without errors?
 * @packs: not trusted
 * @bytes: of them
 *
 * Return: 0; -EINVAL: no packs, or too many; -EILSEQ: a CRC is wrong.
 */
int cdtext_check(const uint8_t *packs, size_t bytes)
{
	const uint8_t *p;

	if (!bytes || bytes % CDTEXT_PACK_BYTES ||
	    bytes > CDTEXT_MAX_PACKS * CDTEXT_PACK_BYTES)
		return -EINVAL;
	for (p = packs; p < packs + bytes; p += CDTEXT_PACK_BYTES)
		if (crc16(p, 16) != get_be16(p + 16))
			return -EILSEQ;
	return 0;
}
