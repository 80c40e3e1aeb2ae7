// SPDX-License-Identifier: GPL-2.0
/* dsrctl changer: what lies in a robot, asked once for all who want to know. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd_changer.h"
#include "libdsr/changer.h"

/**
 * changer_see() - ask for all that lies in a robot
 * @cli: the call
 * @view: gets it, to be given back by changer_unsee() in any case
 *
 * The robot is asked anew, but while an order is under way: it would answer only
 * behind that.
 *
 * Return: 0, or -errno: @view has what was known before, and why.
 */
int changer_see(struct changer_cli *cli, struct changer_view *view)
{
	int ret;

	memset(view, 0, sizeof(*view));
	view->result = robot_look_again(&cli->robot);
	if (view->result)
		return view->result;
	view->nr_orders = robot_orders(&cli->robot, false, view->orders);
	ret = dsr_changer_map(cli->robot.fd, !view->nr_orders, &view->status, &view->elements);
	view->result = ret < 0 ? ret : 0;
	view->nr = view->elements ? view->status.nr_elements : 0;
	ret = dsr_changer_drives(cli->robot.fd, &view->drives);
	view->nr_drives = ret < 0 ? 0 : (uint32_t)ret;
	/* what it is may have been asked only now */
	robot_look_again(&cli->robot);
	return view->result;
}

/**
 * changer_unsee() - give it back
 * @view: from changer_see()
 */
void changer_unsee(struct changer_view *view)
{
	free(view->elements);
	free(view->drives);
	view->elements = NULL;
	view->drives = NULL;
}

/**
 * changer_find() - the element of an address
 * @view: from changer_see()
 * @address: any
 *
 * Return: the element, NULL: not told of.
 */
const struct dsr_element *changer_find(const struct changer_view *view, uint32_t address)
{
	uint32_t i;

	for (i = 0; i < view->nr; i++)
		if (view->elements[i].address == address)
			return &view->elements[i];
	return NULL;
}

/**
 * changer_free_element() - can a disc be put there?
 * @element: which
 */
bool changer_free_element(const struct dsr_element *element)
{
	return !(element->flags & (DSR_EL_FULL | DSR_EL_TRAY | DSR_EL_EXCEPT |
				   DSR_EL_DISABLED | DSR_EL_OPEN));
}

/**
 * changer_free() - a place where a disc can be put
 * @view: from changer_see()
 * @type: of the place
 *
 * Return: the first one, those that can be reached before others; NULL: none.
 */
const struct dsr_element *changer_free(const struct changer_view *view,
				       enum dsr_element_type type)
{
	const struct dsr_element *e, *other = NULL;
	uint32_t i;

	for (i = 0; i < view->nr; i++) {
		e = &view->elements[i];
		if (e->type != type || !changer_free_element(e))
			continue;
		if (e->flags & DSR_EL_ACCESS)
			return e;
		other = other ? other : e;
	}
	return other;
}

/**
 * changer_drive_name() - what the recorder in a drive element is called
 * @buf: gets "sr3", empty: not known
 * @size: of @buf
 * @view: from changer_see()
 * @address: of the element
 */
void changer_drive_name(char *buf, size_t size, const struct changer_view *view,
			uint32_t address)
{
	uint32_t i;

	buf[0] = '\0';
	for (i = 0; i < view->nr_drives; i++)
		if (view->drives[i].address == address && view->drives[i].how &&
		    !name_is_none(&view->drives[i].unit))
			name_short(buf, size, &view->drives[i].unit);
}
