/* SPDX-License-Identifier: GPL-2.0 */
/* What the JVC robots mean by their sense codes. Pure. */
#ifndef DSRCTL_JVC_SENSE_H
#define DSRCTL_JVC_SENSE_H

#include <stdbool.h>
#include <stdint.h>

#include "dsr.h"

bool jvc_is(const struct dsr_unit_name *unit);
const char *jvc_sense_text(uint8_t asc, uint8_t ascq);
const char *jvc_mechanism_text(uint8_t code);

#endif /* DSRCTL_JVC_SENSE_H */
