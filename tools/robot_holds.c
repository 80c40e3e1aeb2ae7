// SPDX-License-Identifier: GPL-2.0
/* What lies in one place of a robot. Pure. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "elements.h"
#include "robot_holds.h"

__attribute__((format(printf, 3, 4)))
static void append(char *buf, size_t size, const char *fmt, ...)
{
	size_t used = strlen(buf);
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(buf + used, size - used, fmt, ap);
	va_end(ap);
}

/**
 * robot_tag_text() - a volume tag that can be printed
 * @buf: gets it
 * @tag: as the robot told it
 */
void robot_tag_text(char buf[DSR_TAG_BYTES + 1], const char *tag)
{
	size_t i;

	for (i = 0; i < DSR_TAG_BYTES && tag[i]; i++)
		buf[i] = tag[i] >= ' ' && tag[i] <= '~' ? tag[i] : '?';
	buf[i] = '\0';
}

/**
 * robot_holds_text() - what lies in an element, in words
 * @buf: gets "TAG001 from slot 17, turned over", or "empty"
 * @size: of @buf
 * @info: of the robot
 * @element: which
 */
void robot_holds_text(char *buf, size_t size, const struct dsr_changer_info *info,
		      const struct dsr_element *element)
{
	uint32_t flags = element->flags;
	char name[ELEMENT_NAME_BYTES], tag[DSR_TAG_BYTES + 1] = "disc";

	if (!(flags & DSR_EL_FULL)) {
		snprintf(buf, size, flags & DSR_EL_TRAY ? "tray without a disc" : "empty");
		return;
	}
	if (flags & DSR_EL_TAG)
		robot_tag_text(tag, element->tag);
	snprintf(buf, size, "%s", tag);
	if (flags & DSR_EL_SOURCE && element->source != element->address)
		append(buf, size, " from %s", element_name(name, info, element->source));
	if (flags & DSR_EL_INVERTED)
		append(buf, size, ", turned over");
}

/**
 * robot_mail_of() - the one mail slot of a robot that has two addresses for it
 * @elements: all
 * @nr: how many
 *
 * Return: what any of the addresses tells; its address is the least one.
 */
struct dsr_element robot_mail_of(const struct dsr_element *elements, uint32_t nr)
{
	struct dsr_element mail = { .type = DSR_ELEMENT_ANY };
	uint32_t i;

	for (i = 0; i < nr; i++) {
		if (elements[i].type != DSR_ELEMENT_MAIL)
			continue;
		if (!mail.type || (elements[i].flags & DSR_EL_FULL &&
				   !(mail.flags & DSR_EL_FULL))) {
			uint32_t address = mail.type ? mail.address : elements[i].address;

			mail = elements[i];
			mail.address = (uint16_t)address;
		}
		mail.flags |= elements[i].flags & (DSR_EL_OPEN | DSR_EL_TRAY | DSR_EL_EXCEPT);
	}
	return mail;
}
