/* SPDX-License-Identifier: GPL-2.0 */
/* What can be done with a medium, told by its profile. Pure. */
#ifndef DSRCTL_MEDIUM_H
#define DSRCTL_MEDIUM_H

#include <stdbool.h>
#include <stdint.h>

uint8_t medium_family(uint32_t profile);
bool medium_simulates(uint32_t profile);
bool medium_erasable(uint32_t profile);
unsigned int medium_sessions(uint32_t profile);
bool medium_takes(uint32_t profile, uint8_t family);

#endif /* DSRCTL_MEDIUM_H */
