/* SPDX-License-Identifier: GPL-2.0 */
/* The CRC of the Q sub-channel and of CD-Text packs. Pure. */
#ifndef DSRCTL_CRC16_H
#define DSRCTL_CRC16_H

#include <stddef.h>
#include <stdint.h>

/**
 * crc16() - as it stands on the disc (ECMA-130 22.3.6; MMC-6 annex J)
 * @p: bytes
 * @n: how many
 *
 * x^16 + x^12 + x^5 + 1, beginning with 0, all bits turned over.
 */
static inline uint16_t crc16(const uint8_t *p, size_t n)
{
	uint16_t crc = 0;
	int bit;

	while (n--) {
		crc ^= (uint16_t)(*p++ << 8);
		for (bit = 0; bit < 8; bit++)
			crc = (uint16_t)(crc & 0x8000 ? crc << 1 ^ 0x1021 :
							crc << 1);
	}
	return (uint16_t)~crc;
}

#endif /* DSRCTL_CRC16_H */
