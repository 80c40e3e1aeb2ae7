// SPDX-License-Identifier: GPL-2.0
/* Which discs of a job are read back, and how much of them. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coverage.h"

#define ALL_PERMILLE	1000
#define MAX_NTH		1000000

static int parse_nth(const char *text, struct coverage *out)
{
	char *end;
	long n = strtol(text, &end, 10);

	if (end == text || *end || n < 1 || n > MAX_NTH)
		return -EINVAL;
	out->kind = n == 1 ? COVERAGE_EVERY : COVERAGE_NTH;
	out->n = (uint32_t)n;
	return 0;
}

static int parse_share(const char *text, struct coverage *out)
{
	char *end;
	double percent = strtod(text, &end);

	if (end == text || strcmp(end, "%") || !isfinite(percent) ||
	    percent < 0.1 || percent > 100)
		return -EINVAL;
	out->n = (uint32_t)lround(percent * 10);
	out->kind = out->n == ALL_PERMILLE ? COVERAGE_EVERY : COVERAGE_SHARE;
	return 0;
}

/**
 * coverage_parse() - "every", "first", "nth=N" or "share=P%"
 * @text: as typed; N from 1, P from 0.1 to 100
 * @out: gets it
 *
 * Return: 0 or -EINVAL.
 */
int coverage_parse(const char *text, struct coverage *out)
{
	memset(out, 0, sizeof(*out));
	if (!strncmp(text, "nth=", 4))
		return parse_nth(text + 4, out);
	if (!strncmp(text, "share=", 6))
		return parse_share(text + 6, out);
	if (!strcmp(text, "first"))
		out->kind = COVERAGE_FIRST;
	else if (strcmp(text, "every"))
		return -EINVAL;
	return 0;
}

/**
 * coverage_has() - is a disc read back?
 * @c: the wish
 * @index: of the disc in the job, from 0
 */
bool coverage_has(const struct coverage *c, uint32_t index)
{
	switch (c->kind) {
	case COVERAGE_FIRST:
		return index == 0;
	case COVERAGE_NTH:
		return index % c->n == 0;
	case COVERAGE_NONE:
		return false;
	default:
		return true;
	}
}

/**
 * coverage_permille() - how much of a disc is read back
 * @c: the wish
 *
 * Return: of 1000 blocks, 0: all (as struct dsr_sink_desc has it).
 */
uint32_t coverage_permille(const struct coverage *c)
{
	return c->kind == COVERAGE_SHARE ? c->n : 0;
}

/**
 * coverage_text() - what is read back, for people
 * @buf: gets a clause, such as "every disc"
 * @size: of @buf
 * @c: the wish
 */
void coverage_text(char *buf, size_t size, const struct coverage *c)
{
	switch (c->kind) {
	case COVERAGE_EVERY:
		snprintf(buf, size, "every disc");
		break;
	case COVERAGE_FIRST:
		snprintf(buf, size, "the first disc only");
		break;
	case COVERAGE_NTH:
		snprintf(buf, size, "the first of every %u discs", c->n);
		break;
	case COVERAGE_SHARE:
		snprintf(buf, size, "at least %u.%u %% of the blocks of every disc", c->n / 10, c->n % 10);
		break;
	case COVERAGE_NONE:
		snprintf(buf, size, "no disc");
		break;
	}
}
