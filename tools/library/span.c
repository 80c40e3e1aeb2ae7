// SPDX-License-Identifier: GPL-2.0
/* A robot's elements as a short text: "TYPE:FIRST+COUNT ...". */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "library/span.h"

#define MAX_ELEMENTS	65536

/**
 * span_text() - elements as text
 * @buf: gets it
 * @size: of @buf; what has no room is left out
 * @elements: by type, then address
 * @nr: of @elements
 */
void span_text(char *buf, size_t size, const struct dsr_element *elements, size_t nr)
{
	size_t i, first, used = 0;
	int n;

	buf[0] = '\0';
	for (first = 0; first < nr; first = i) {
		for (i = first + 1; i < nr && elements[i].type == elements[first].type &&
		     elements[i].address == elements[i - 1].address + 1;)
			i++;
		n = snprintf(buf + used, size - used, "%s%u:%u+%zu", used ? " " : "",
			     elements[first].type, elements[first].address, i - first);
		if (n < 0 || (size_t)n >= size - used) {
			buf[used] = '\0';
			return;
		}
		used += (size_t)n;
	}
}

static size_t add_span(struct dsr_element *out, size_t nr, const char *text)
{
	unsigned int type, first, count, i;

	if (sscanf(text, "%u:%u+%u", &type, &first, &count) != 3 || first > UINT16_MAX ||
	    !type || type >= DSR_ELEMENT_TYPES)
		return nr;
	for (i = 0; i < count && nr < MAX_ELEMENTS && first + i <= UINT16_MAX; i++, nr++) {
		out[nr].type = (uint8_t)type;
		out[nr].address = (uint16_t)(first + i);
	}
	return nr;
}

/**
 * span_elements() - elements out of text
 * @text: of span_text(); of a journal it may be anything
 * @nr: gets how many
 *
 * Return: to be freed, or NULL.
 */
struct dsr_element *span_elements(const char *text, size_t *nr)
{
	struct dsr_element *out = calloc(MAX_ELEMENTS, sizeof(*out));

	for (*nr = 0; out && text && *text;) {
		*nr = add_span(out, *nr, text);
		text += strcspn(text, " ");
		text += strspn(text, " ");
	}
	return out;
}
