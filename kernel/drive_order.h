/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Orders that a drive works on by itself for minutes or hours.
 */
#ifndef DSR_DRIVE_ORDER_H
#define DSR_DRIVE_ORDER_H

#include "command.h"

/**
 * struct dsr_progress - who hears how far a long order is
 * @tell: called about once a second, @of_65536 is 0 to 65536 and never falls;
 *	may be NULL
 * @data: for @tell
 *
 * A drive that does not tell how far it is leaves @of_65536 at 0 until it ends.
 */
struct dsr_progress {
	void (*tell)(void *data, u32 of_65536);
	void *data;
};

/* BLANK: CD-RW, DVD-RW; every block where @full, else what makes it look blank */
int dsr_drive_blank(struct dsr_patience *p, bool full,
		    const struct dsr_progress *progress);

#endif
