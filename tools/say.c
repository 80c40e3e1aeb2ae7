// SPDX-License-Identifier: GPL-2.0
/* What dsrctl tells a person when something is wrong. */
#include <stdarg.h>
#include <stdio.h>

#include "cmd.h"

/**
 * complain() - one sentence to stderr
 * @fmt: what is wrong, where, and what to do; no newline
 */
void complain(const char *fmt, ...)
{
	va_list ap;

	fflush(stdout);
	fputs("dsrctl: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
}

/**
 * no_memory() - the sentence for an allocation that failed
 *
 * Return: DSRCTL_DEVICE, to be returned by the caller.
 */
int no_memory(void)
{
	complain("out of memory");
	return DSRCTL_DEVICE;
}
