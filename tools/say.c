// SPDX-License-Identifier: GPL-2.0
/* What dsrctl tells a person when something is wrong. */
#include <stdarg.h>
#include <stdio.h>

#include "cmd.h"

static char last[1024];

/**
 * complain() - one sentence to stderr
 * @fmt: what is wrong, where, and what to do; no newline
 */
void complain(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(last, sizeof(last), fmt, ap);
	va_end(ap);
	fflush(stdout);
	fprintf(stderr, "dsrctl: %s\n", last);
}

/**
 * complained() - the last sentence of complain()
 *
 * Return: up to 1023 bytes; empty: there was none.
 */
const char *complained(void)
{
	return last;
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
