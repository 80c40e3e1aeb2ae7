/* SPDX-License-Identifier: GPL-2.0 */
/* A robot's elements as a short text, and back: enough for names and reports. */
#ifndef DSRCTL_LIBRARY_SPAN_H
#define DSRCTL_LIBRARY_SPAN_H

#include <stddef.h>

#include "dsr_changer.h"

void span_text(char *buf, size_t size, const struct dsr_element *elements, size_t nr);
struct dsr_element *span_elements(const char *text, size_t *nr);

#endif /* DSRCTL_LIBRARY_SPAN_H */
