// SPDX-License-Identifier: GPL-2.0
/* What a master is. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "library/masters.h"

static const char *slot_number(const char *name)
{
	const char *number = strncmp(name, "slot", 4) ? name : name + 4;

	number += strspn(number, " ");
	return *number && !number[strspn(number, "0123456789")] ? number : NULL;
}

/**
 * master_slot() - the number of a slot
 * @name: FROM_SLOT
 */
unsigned int master_slot(const char *name)
{
	unsigned long n = strtoul(slot_number(name), NULL, 10);

	return n > 65535 ? 65536 : (unsigned int)n;	/* there is no such slot */
}

/**
 * master_is_from() - what a master is
 * @name: as typed: "17", "slot 17", a device, a file
 */
enum master_from_what master_is_from(const char *name)
{
	struct stat st;

	if (slot_number(name))
		return FROM_SLOT;
	if (stat(name, &st))
		return FROM_NOTHING;
	if (S_ISREG(st.st_mode))
		return FROM_FILE;
	return S_ISBLK(st.st_mode) || S_ISCHR(st.st_mode) ? FROM_READER : FROM_NOTHING;
}
