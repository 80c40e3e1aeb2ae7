// SPDX-License-Identifier: GPL-2.0
/* What a master is. */
#include <string.h>
#include <sys/stat.h>

#include "library/masters.h"

/**
 * master_kind() - what a master is
 * @name: as typed: "17", "slot 17", a device, a file
 */
enum master_kind master_kind(const char *name)
{
	const char *number = strncmp(name, "slot", 4) ? name : name + 4;
	struct stat st;

	number += strspn(number, " ");
	if (*number && !number[strspn(number, "0123456789")])
		return MASTER_SLOT;
	if (stat(name, &st))
		return MASTER_NOTHING;
	if (S_ISREG(st.st_mode))
		return MASTER_IMAGE;
	return S_ISBLK(st.st_mode) || S_ISCHR(st.st_mode) ? MASTER_READER : MASTER_NOTHING;
}
