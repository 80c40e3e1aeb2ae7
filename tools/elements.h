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
#include "slot_set.h"

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

#endif /* DSRCTL_ELEMENTS_H */
