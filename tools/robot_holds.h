/* SPDX-License-Identifier: GPL-2.0 */
/* What lies in one place of a robot. Pure. */
#ifndef DSRCTL_ROBOT_HOLDS_H
#define DSRCTL_ROBOT_HOLDS_H

#include <stddef.h>
#include <stdint.h>

#include "dsr_changer.h"

void robot_holds_text(char *buf, size_t size, const struct dsr_changer_info *info,
		      const struct dsr_element *element);
void robot_tag_text(char buf[DSR_TAG_BYTES + 1], const char *tag);
struct dsr_element robot_mail_of(const struct dsr_element *elements, uint32_t nr);

#endif /* DSRCTL_ROBOT_HOLDS_H */
