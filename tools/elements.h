/* SPDX-License-Identifier: GPL-2.0 */
/*
 * People's numbers and element addresses: "slot 12" is the twelfth storage
 * element of a robot, whatever its address is. Pure.
 */
#ifndef DSRCTL_ELEMENTS_H
#define DSRCTL_ELEMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dsr_changer.h"

#define ELEMENT_NAME_BYTES	24

bool element_mail_is_one(const struct dsr_changer_info *info);
enum dsr_element_type element_type(const struct dsr_changer_info *info,
				   uint32_t address);
uint32_t element_number(const struct dsr_changer_info *info, uint32_t address);
bool element_address(const struct dsr_changer_info *info, enum dsr_element_type type,
		     uint32_t number, uint32_t *address);
const char *element_word(enum dsr_element_type type);
const char *element_name(char buf[ELEMENT_NAME_BYTES],
			 const struct dsr_changer_info *info, uint32_t address);
bool element_parse(const char *text, enum dsr_element_type plain,
		   const struct dsr_changer_info *info, uint32_t *address,
		   char *complaint, size_t size);
int element_take(char *const *words, int nr, enum dsr_element_type plain,
		 const struct dsr_changer_info *info, uint32_t *address,
		 char *complaint, size_t size);

/**
 * struct slot_set - some slots, by people's numbers from 1
 * @nr: how many
 * @bits: bit N: slot N is one of them
 */
struct slot_set {
	uint32_t nr;
	uint64_t bits[65536 / 64];
};

bool slot_set_parse(struct slot_set *set, const char *text, uint32_t slots,
		    char *complaint, size_t size);
bool slot_set_has(const struct slot_set *set, uint32_t slot);
void slot_set_add(struct slot_set *set, uint32_t slot);
void slot_set_remove(struct slot_set *set, uint32_t slot);
uint32_t slot_set_next(const struct slot_set *set, uint32_t slot);
uint32_t slot_set_common(const struct slot_set *a, const struct slot_set *b);
char *slot_set_print(const struct slot_set *set);

#endif /* DSRCTL_ELEMENTS_H */
