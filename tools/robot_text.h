/* SPDX-License-Identifier: GPL-2.0 */
/* Words for what robots are asked, do and say. Pure. */
#ifndef DSRCTL_ROBOT_TEXT_H
#define DSRCTL_ROBOT_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dsr_changer.h"

/* one word each, never changed once published; "unknown" for others */
const char *robot_order_word(uint32_t order);
const char *robot_state_word(uint32_t state);
const char *robot_how_word(uint32_t how);

bool robot_log_unused(const struct dsr_log_command *entry);

/* for people */
void robot_append(char *buf, size_t size, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void robot_order_text(char *buf, size_t size, const struct dsr_changer_info *info,
		      const struct dsr_changer_outcome *order);
void robot_sense_text(char *buf, size_t size, const struct dsr_unit_name *unit,
		      const uint8_t *sense, size_t bytes);
void robot_code_text(char *buf, size_t size, const struct dsr_unit_name *unit,
		     uint8_t asc, uint8_t ascq);
void robot_error_text(char *buf, size_t size, const struct dsr_changer_info *info,
		      const struct dsr_error *error, const struct dsr_changer_outcome *order);
const char *robot_advice(uint32_t reason);

#endif /* DSRCTL_ROBOT_TEXT_H */
