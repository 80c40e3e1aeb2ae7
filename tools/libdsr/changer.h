/* SPDX-License-Identifier: GPL-2.0 */
/*
 * libdsr: the ioctls of changer fds. Nothing in here prints. Errors come back
 * as -errno. A signal ends the waiting in any of these calls (-EINTR); it never
 * ends an order.
 */
#ifndef DSRCTL_LIBDSR_CHANGER_H
#define DSRCTL_LIBDSR_CHANGER_H

#include <stdbool.h>
#include <stdint.h>

#include "dsr_changer.h"

int dsr_changer_open(int dsr_fd, const char *path, struct dsr_error *error);
int dsr_changer_info(int fd, struct dsr_changer_info *info);
int dsr_changer_status(int fd, struct dsr_changer_status *status,
		       struct dsr_element **elements);
int dsr_changer_map(int fd, bool fresh, struct dsr_changer_status *status,
		    struct dsr_element **elements);
int dsr_changer_drives(int fd, struct dsr_changer_drive **drives);
int dsr_changer_bind(int fd, uint32_t element, int drive_fd);
int dsr_changer_order(int fd, struct dsr_changer_order *order);
int dsr_changer_outcome(int fd, uint32_t order_id, bool wait,
			struct dsr_changer_outcome *outcome);
int dsr_changer_log(int fd, struct dsr_changer_log *log);
int dsr_changer_buffer(int fd, struct dsr_changer_buffer *buffer, void *data);
int dsr_changer_assign(int fd, struct dsr_changer_assign *assign);

#endif /* DSRCTL_LIBDSR_CHANGER_H */
