/* SPDX-License-Identifier: GPL-2.0 */
/* Sets of slots, by people's numbers. Pure. */
#ifndef DSRCTL_SLOT_SET_H
#define DSRCTL_SLOT_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * struct slot_set - some slots, by people's numbers from 1
 * @nr: how many
 * @bits: bit N: slot N is one of them
 */
struct slot_set {
	uint32_t nr;
	uint64_t bits[65536 / 64];
};

bool no_place(char *complaint, size_t size, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
bool slot_set_parse(struct slot_set *set, const char *text, uint32_t slots,
		    char *complaint, size_t size);
bool slot_set_has(const struct slot_set *set, uint32_t slot);
void slot_set_add(struct slot_set *set, uint32_t slot);
void slot_set_remove(struct slot_set *set, uint32_t slot);
uint32_t slot_set_next(const struct slot_set *set, uint32_t slot);
uint32_t slot_set_common(const struct slot_set *a, const struct slot_set *b);
char *slot_set_print(const struct slot_set *set);

#endif /* DSRCTL_SLOT_SET_H */
