/* SPDX-License-Identifier: GPL-2.0 */
/* What a request says of a batch: its rules, and what its slots are for. */
#ifndef DSRCTL_LIBRARY_ROLES_H
#define DSRCTL_LIBRARY_ROLES_H

#include <stdbool.h>

#include "library/batch.h"
#include "library/request.h"
#include "library/shelf.h"
#include "slot_set.h"

bool roles_mail(const struct library_request *q);
bool roles_parse(const char *option, const char *text, uint32_t nr, struct slot_set *set);
void roles_rules(struct batch_rules *rules, const struct library_request *q);
int roles_set(struct batch *b, const struct library_request *q, const struct shelf *shelf);
int roles_keep_blanks(const struct batch *b, struct library_request *q);
int roles_without_robot(struct batch *b, const struct library_request *q);

#endif /* DSRCTL_LIBRARY_ROLES_H */
