/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Drives of SCSI-1 and SCSI-2: no GET CONFIGURATION, no profiles, a vendor's
 * own commands, and settings that are not as a copy needs them.
 */
#ifndef DSRCTL_PROBE_OLD_H
#define DSRCTL_PROBE_OLD_H

#include "disc/probe.h"

int probe_old_patience(int fd, struct probe_sense *sense);
bool probe_old_no_disc(const struct probe_sense *sense);
int probe_old(int fd, struct probe *out, struct probe_sense *sense);
int probe_old_toc(int fd, struct mmc_toc *out, struct probe_sense *sense);
int probe_old_prepare(int fd, struct probe_sense *sense);

#endif /* DSRCTL_PROBE_OLD_H */
