/* SPDX-License-Identifier: GPL-2.0 */
/*
 * /dev/dsr and the job fds.
 */
#ifndef DSR_CONTROL_H
#define DSR_CONTROL_H

int dsr_control_init(void);
void dsr_control_exit(void);

#endif
