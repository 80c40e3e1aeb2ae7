/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a changer fd is, and what can be asked of it.
 */
#ifndef DSR_CHANGER_ASK_H
#define DSR_CHANGER_ASK_H

#include <linux/compiler_types.h>

#include "changer.h"

/**
 * struct dsr_changer_file - what a changer fd is
 * @c: with a reference
 * @client: with a reference
 */
struct dsr_changer_file {
	struct dsr_changer *c;
	struct dsr_client *client;
};

int dsr_changer_access(const struct dsr_changer_file *f,
		       struct dsr_error *error);
long dsr_changer_answer(void __user *arg, size_t usize, const void *from,
			size_t ksize, int err);
int dsr_changer_look(struct dsr_changer *c, bool fresh, u32 *commands,
		     struct dsr_error *error);
long dsr_changer_ask(struct dsr_changer_file *f, unsigned int cmd,
		     void __user *arg);

#endif
