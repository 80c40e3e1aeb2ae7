/* SPDX-License-Identifier: GPL-2.0 */
/* Opening a drive's tray. */
#ifndef DSRCTL_EJECT_H
#define DSRCTL_EJECT_H

int drive_eject(int fd);

#endif /* DSRCTL_EJECT_H */
