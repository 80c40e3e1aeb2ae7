/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DSR_DECK_PORT_H
#define DSR_DECK_PORT_H

/*
 * The serial line to the deck: 38400 bit/s, 8N1, no flow control (section 2.2
 * of the specification; RTS and CTS are only looped back inside the deck).
 */

#include <stddef.h>

#include "fault.h"

struct deck_port;

int deck_port_open(const char *path, int wait_ms, struct deck_port **port,
		   struct deck_fault *fault);
void deck_port_close(struct deck_port *port);
int deck_port_fd(const struct deck_port *port);
const char *deck_port_name(const struct deck_port *port);
int deck_port_write(struct deck_port *port, const char *data, size_t size,
		    struct deck_fault *fault);
int deck_port_read(struct deck_port *port, char *data, size_t size,
		   struct deck_fault *fault);
void deck_port_list(char *text, size_t size);

#endif /* DSR_DECK_PORT_H */
