/* SPDX-License-Identifier: GPL-2.0 */
/* Words for everything the kernel and the drives say. */
#ifndef DSRCTL_TEXT_H
#define DSRCTL_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include "dsr.h"

/*
 * One word each, lower case with dashes, never changed once published (they
 * are the values in --json); "unknown" for what is not in the tables.
 */
const char *text_op(uint32_t op);
const char *text_job_state(uint32_t state);
const char *text_sink_state(uint32_t state);
const char *text_outcome(uint32_t outcome);
const char *text_reason(uint32_t reason);
const char *text_write_mode(uint32_t mode);
const char *text_family(uint32_t family);
const char *text_mode(uint32_t mode);
const char *text_subchannel(uint32_t subchannel);
const char *text_job_event(uint32_t event);
const char *text_unit_event(uint32_t event);
const char *text_profile(uint32_t profile);

/* for people */
const char *text_sink_now(uint32_t op, uint32_t state, uint32_t outcome);
const char *text_reason_sentence(uint32_t reason);
const char *text_reason_advice(uint32_t reason);
const char *text_sink_advice(uint32_t op, uint32_t reason);
const char *text_job_advice(uint32_t reason);
void text_sense(char *buf, size_t size, const uint8_t *sense,
		size_t sense_bytes);
void text_error(char *buf, size_t size, const struct dsr_error *error);
void text_size(char *buf, size_t size, uint64_t bytes);
void text_time(char *buf, size_t size, uint64_t seconds);
unsigned int text_of_65536(uint32_t part);
void text_position(char *buf, size_t size, int64_t lba);
double text_speed_unit(uint32_t profile, uint32_t block_bytes);
double text_drive_speed(uint32_t profile);

#endif /* DSRCTL_TEXT_H */
