/* SPDX-License-Identifier: GPL-2.0 */
/* Which discs of a job are read back, and how much of them. Pure. */
#ifndef DSRCTL_COVERAGE_H
#define DSRCTL_COVERAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum coverage_kind {
	COVERAGE_EVERY,		/* every disc, all of it */
	COVERAGE_FIRST,		/* the first disc only */
	COVERAGE_NTH,		/* the first, and every n-th after it */
	COVERAGE_SHARE,		/* every disc, a share of its blocks */
	COVERAGE_NONE,
};

/**
 * struct coverage - what is read back
 * @kind: which discs
 * @n: COVERAGE_NTH: 2..; COVERAGE_SHARE: 1..999 of 1000 blocks
 */
struct coverage {
	enum coverage_kind kind;
	uint32_t n;
};

int coverage_parse(const char *text, struct coverage *out);
bool coverage_has(const struct coverage *c, uint32_t index);
uint32_t coverage_permille(const struct coverage *c);
void coverage_text(char *buf, size_t size, const struct coverage *c);

#endif /* DSRCTL_COVERAGE_H */
