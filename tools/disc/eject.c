// SPDX-License-Identifier: GPL-2.0
/* Opening a drive's tray. */
#include <errno.h>
#include <scsi/sg_cmds_basic.h>

#include "disc/eject.h"

/**
 * drive_eject() - open the tray
 * @fd: of the drive's sr or sg node, open for writing
 *
 * Return: 0, or -EIO when the drive does not do it.
 */
int drive_eject(int fd)
{
	/* MMC-6 START STOP UNIT: LoEj 1, Start 0; may take its time */
	if (sg_ll_start_stop_unit(fd, 0, 0, 0, 0, 1, 0, 0, 0))
		return -EIO;
	return 0;
}
