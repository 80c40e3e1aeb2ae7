/* SPDX-License-Identifier: GPL-2.0 */
/* Blocks of a CD as minutes, seconds and frames, 75 in a second. Pure. */
#ifndef DSRCTL_MSF_H
#define DSRCTL_MSF_H

#include <stdbool.h>
#include <stdint.h>

#define MSF_TEXT	24	/* room for any block count as text */

void msf_text(char text[MSF_TEXT], int64_t blocks);
int msf_parse(const char *text, uint32_t *blocks);
bool msf_from_bcd(const uint8_t bcd[3], int32_t *blocks);
int32_t msf_lba(uint8_t min, uint8_t sec, uint8_t frame);

#endif /* DSRCTL_MSF_H */
