// SPDX-License-Identifier: GPL-2.0
/* dsrctl changer: what lies in a robot, asked once for all who want to know. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd.h"
#include "cmd_changer.h"
#include "libdsr/changer.h"
#include "libdsr/libdsr.h"
#include "open.h"

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

static bool same_unit(const struct dsr_unit_name *a, const struct dsr_unit_name *b)
{
	return a->host == b->host && a->channel == b->channel && a->id == b->id &&
	       a->lun == b->lun;
}

/* The job that holds a recorder, 0: none. */
static uint32_t job_of(const struct dsr_unit_name *unit)
{
	struct dsr_unit *units = NULL;
	int dsr = dsr_open(), nr = 0, i;
	uint32_t job = 0;

	if (dsr >= 0) {
		nr = dsr_units(dsr, &units);
		close(dsr);
	}
	for (i = 0; i < nr; i++)
		if (units[i].flags & DSR_UNIT_F_OWNED && same_unit(&units[i].name, unit))
			job = units[i].job_id;
	free(units);
	return job;
}

static int check_unit(const struct changer_cli *cli, const struct dsr_changer_drive *drive)
{
	char name[ELEMENT_NAME_BYTES], path[PATH_BYTES];
	uint32_t job = job_of(&drive->unit);

	element_name(name, &cli->robot.info, drive->address);
	name_path(path, &drive->unit);
	if (job) {
		changer_refuse(cli, "%s (%s) is busy with job %u; wait for that ('dsrctl status %u')",
			       name, path, job, job);
		return DSRCTL_DEVICE;
	}
	if (path[0] && held_by_others(path)) {
		changer_refuse(cli, "%s (%s) is in use by another program; wait until that is through",
			       name, path);
		return DSRCTL_DEVICE;
	}
	return DSRCTL_OK;
}

/**
 * changer_check_drive() - may the disc of a drive be taken away?
 * @cli: the call
 * @address: of any element
 *
 * The robot would try to open a drive that is locked, and stop with an error.
 *
 * Return: DSRCTL_OK; or an exit code, after a sentence that says who uses it.
 */
int changer_check_drive(const struct changer_cli *cli, uint32_t address)
{
	struct dsr_changer_drive *drives;
	int nr, i, ret = DSRCTL_OK;

	if (element_type(&cli->robot.info, address) != DSR_ELEMENT_DRIVE)
		return ret;
	nr = dsr_changer_drives(cli->robot.fd, &drives);
	for (i = 0; i < nr; i++)
		if (drives[i].address == address && drives[i].how &&
		    !name_is_none(&drives[i].unit))
			ret = check_unit(cli, &drives[i]);
	free(drives);
	return ret;
}
