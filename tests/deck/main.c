// SPDX-License-Identifier: GPL-2.0
/* `dsrctl deck` alone, so that these tests need none of dsrctl's other parts. */

#include <string.h>

#include "cmd.h"

int main(int argc, char **argv)
{
	if (argc < 2 || strcmp(argv[1], "deck"))
		return DSRCTL_USAGE;
	return cmd_deck(argc - 1, argv + 1);
}
