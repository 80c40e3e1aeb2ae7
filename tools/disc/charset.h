/* SPDX-License-Identifier: GPL-2.0 */
/* The character sets of CD-Text, to and from UTF-8. */
#ifndef DSRCTL_CHARSET_H
#define DSRCTL_CHARSET_H

#include <stddef.h>
#include <stdint.h>

#define CHARSET_LATIN1	0x00	/* ISO 8859-1, as the Red Book changes it */
#define CHARSET_ASCII	0x01
#define CHARSET_MS_JIS	0x80

char *charset_to_utf8(uint8_t charset, const uint8_t *bytes, size_t n);
size_t charset_to_latin1(const char *utf8, uint8_t *out, size_t room,
			 unsigned int *lost);

#endif /* DSRCTL_CHARSET_H */
