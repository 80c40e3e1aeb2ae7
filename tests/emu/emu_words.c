// SPDX-License-Identifier: GPL-2.0
/* The sentence that the control file shows. */

#include <linux/kernel.h>

#include "emu.h"

static char emu_words[256] = "ready"; /* under emu_lock */

/**
 * emu_say - put the sentence that the control file shows
 * @fmt: as printf
 *
 * Context: emu_lock held.
 */
void emu_say(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vsnprintf(emu_words, sizeof(emu_words), fmt, args);
	va_end(args);
}

/**
 * emu_said - the last sentence
 *
 * Context: emu_lock held.
 * Return: the sentence.
 */
const char *emu_said(void)
{
	return emu_words;
}
