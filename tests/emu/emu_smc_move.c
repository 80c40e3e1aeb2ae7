// SPDX-License-Identifier: GPL-2.0
/*
 * MOVE MEDIUM and EXCHANGE MEDIUM. A move has two halves: the robot takes the
 * medium when the command comes, and puts it down when its time is over.
 */

#include <linux/kernel.h>
#include <linux/string.h>

#include "emu_smc.h"

#define EMU_SMC_INVERT	0x01	/* byte 10 */
#define EMU_SMC_INVERT2	0x02	/* byte 10 of EXCHANGE MEDIUM, of the second */
#define EMU_SMC_EJECT	0x40	/* byte 11, vendor-specific bit of the control */
#define EMU_SMC_CLOSED	0x4001	/* the mail slot, not to be opened */

/**
 * emu_smc_picker_empty - can a picker take something
 * @picker: a transport element
 *
 * Context: emu_place_lock and unit->lock held.
 * Return: true when it can.
 */
bool emu_smc_picker_empty(const struct emu_smc_element *picker)
{
	return !picker->load.disc && !picker->load.tray;
}

/* Looks at an element that was never looked at. */
static void emu_smc_know(struct emu_smc *smc, struct emu_cmd *cmd,
			 struct emu_smc_element *e)
{
	if (e->seat->known)
		return;
	cmd->delay += emu_smc_time(smc, EMU_SMC_MS_SCAN);
	emu_smc_look(e);
}

static bool emu_smc_needs_disc(const struct emu_smc_element *to)
{
	return to->type == EMU_SMC_DRIVE || to->type == EMU_SMC_PRINTER;
}

/* ---- the rules of the MC: manual, 3.7 ------------------------------------ */

/* Table 24: slot and drive to each other's and to all else; else only back. */
static bool emu_smc_pair(const struct emu_smc_element *from,
			 const struct emu_smc_element *to)
{
	bool slot = from->type == EMU_SMC_SLOT;
	bool drive = from->type == EMU_SMC_DRIVE;

	if (from->type == EMU_SMC_PICKER || to->type == EMU_SMC_PICKER)
		return false;
	if (to->type == EMU_SMC_SLOT)
		return !slot;
	return to->type == EMU_SMC_DRIVE || slot || drive;
}

/* What the changer knows before it moves. */
static int emu_smc_believed(const struct emu_smc_move *m)
{
	const struct emu_smc_element *from = m->source->seat;
	const struct emu_smc_element *to = m->first->seat;

	if (!from->saw_tray && !from->full)
		return EMU_SMC_NO_TRAY_EITHER;
	if (!from->full && emu_smc_needs_disc(m->first))
		return EMU_SMC_NO_DISC;
	if (to->saw_tray || to->full)
		return EMU_SMC_FULL;
	if (m->invert && !from->saw_tray)
		return EMU_SMC_NO_TRAY_INVERT;
	return 0;
}

/* What it finds when it gets there. */
static int emu_smc_found(const struct emu_smc_move *m)
{
	static const int strays[EMU_SMC_TYPES] = {
		[EMU_SMC_SLOT] = EMU_SMC_MAGAZINE,
		[EMU_SMC_MAIL] = EMU_SMC_STRAY_MAIL,
		[EMU_SMC_DRIVE] = EMU_SMC_STRAY_DRIVE,
		[EMU_SMC_PRINTER] = EMU_SMC_STRAY_PRINTER,
	};

	if (!emu_smc_tray(m->source)) {
		emu_smc_blame(m->source, EMU_SMC_NO_TRAY);
		return EMU_SMC_NO_TRAY;
	}
	if (!emu_smc_disc(m->source) && emu_smc_needs_disc(m->first)) {
		emu_smc_blame(m->source, EMU_SMC_NO_DISC);
		return EMU_SMC_NO_DISC;
	}
	if (emu_smc_disc(m->first) || emu_smc_tray(m->first)) {
		emu_smc_blame(m->first, strays[m->first->type]);
		return strays[m->first->type];
	}
	return 0;
}

/* The mail slot: 4000h opens and has to be closed by hand, 4001h does not. */
static int emu_smc_mail_rules(struct emu_smc *smc, const struct emu_smc_move *m)
{
	if (m->first->type == EMU_SMC_MAIL) {
		if (smc->mail_open)
			return EMU_SMC_INTERVENTION;
		if (m->first->address != EMU_SMC_CLOSED &&
		    emu_smc_prevented(smc))
			return EMU_REMOVAL_PREVENTED;
	}
	if (m->source->type == EMU_SMC_MAIL && smc->mail_open &&
	    m->source->address != EMU_SMC_CLOSED)
		return EMU_SMC_INTERVENTION;
	return 0;
}

static int emu_smc_parse_mc(struct emu_smc *smc, const u8 *cdb,
			    struct emu_smc_move *m)
{
	u16 to = get_unaligned_be16(cdb + 6);

	m->picker = emu_smc_at(smc, get_unaligned_be16(cdb + 2));
	m->source = emu_smc_at(smc, get_unaligned_be16(cdb + 4));
	m->invert = cdb[10] & EMU_SMC_INVERT;
	if (!m->picker || m->picker->type != EMU_SMC_PICKER || !m->source)
		return EMU_SMC_BAD_ELEMENT;
	if (cdb[11] & EMU_SMC_EJECT) {
		if (to)
			return EMU_BAD_CDB;
		to = m->source->seat->load.source;
	}
	m->first = emu_smc_at(smc, to);
	if (!m->first || !emu_smc_pair(m->source, m->first))
		return EMU_SMC_BAD_ELEMENT;
	return 0;
}

static int emu_smc_check_mc(struct emu_smc *smc, struct emu_cmd *cmd,
			    struct emu_smc_move *m)
{
	int sense;

	if (m->invert && !smc->flipper)
		return EMU_SMC_NO_FLIPPER;
	sense = emu_smc_mail_rules(smc, m);
	if (sense)
		return sense;
	if (!emu_smc_picker_empty(m->picker))
		return EMU_SMC_STRAY_CARRIER;
	emu_smc_know(smc, cmd, m->source);
	emu_smc_know(smc, cmd, m->first);
	sense = emu_smc_believed(m);
	if (sense)
		return sense;
	emu_smc_print_now(smc);
	if (m->source->type == EMU_SMC_PRINTER && smc->printer.busy)
		return EMU_SMC_PRINTER_BUSY;
	sense = emu_smc_found(m);
	if (sense) {
		emu_smc_look(m->source);
		emu_smc_look(m->first);
	}
	return sense;
}

/* ---- both halves ---------------------------------------------------------- */

/* Aborted on its way, the robot keeps what it carries. */
static int emu_smc_move_put(struct emu_smc *smc, struct emu_cmd *cmd,
			    bool stopped)
{
	struct emu_smc_move *m = &smc->move;
	int sense;

	if (stopped) {
		emu_smc_blame(m->picker, EMU_SMC_STRAY_CARRIER);
		return 0;
	}
	sense = emu_smc_drop(smc, m->picker, m->first, m->invert);
	if (sense)
		return sense;
	smc->log.changes++;
	if (smc->model->mc && m->first->type == EMU_SMC_MAIL)
		smc->mail_open = m->first->address != EMU_SMC_CLOSED;
	return 0;
}

static int emu_smc_move_take(struct emu_smc *smc, struct emu_cmd *cmd)
{
	struct emu_smc_move *m = &smc->move;
	int sense;

	if (m->source->type == EMU_SMC_MAIL && smc->model->mc)
		smc->mail_open = false;
	if (m->source->type == EMU_SMC_PRINTER)
		emu_smc_print_cleared(smc);
	sense = emu_smc_pick(smc, m->picker, m->source);
	if (sense) {
		emu_smc_blame(m->source, sense);
		return sense;
	}
	cmd->delay += emu_smc_time(smc, EMU_SMC_MS_MOVE);
	if (m->invert)
		cmd->delay += emu_smc_time(smc, EMU_SMC_MS_FLIP);
	smc->finish = emu_smc_move_put;
	return 0;
}

/* ---- plain changers: SMC-3 6.8 and 6.4 ------------------------------------- */

static int emu_smc_parse_plain(struct emu_smc *smc, const u8 *cdb,
			       struct emu_smc_move *m)
{
	u16 picker = get_unaligned_be16(cdb + 2);

	m->picker = emu_smc_at(smc, picker ? picker :
			       smc->first[EMU_SMC_PICKER]);
	m->source = emu_smc_at(smc, get_unaligned_be16(cdb + 4));
	m->first = emu_smc_at(smc, get_unaligned_be16(cdb + 6));
	m->invert = cdb[10] & EMU_SMC_INVERT;
	if (!m->picker || m->picker->type != EMU_SMC_PICKER || !m->source ||
	    !m->first || (m->source->type == EMU_SMC_PICKER &&
			  m->source != m->picker))
		return EMU_SMC_BAD_ELEMENT;
	return 0;
}

static int emu_smc_check_plain(struct emu_smc *smc, struct emu_cmd *cmd,
			       struct emu_smc_move *m)
{
	bool mail = m->source->type == EMU_SMC_MAIL ||
		    m->first->type == EMU_SMC_MAIL ||
		    (m->second && m->second->type == EMU_SMC_MAIL);

	if ((m->invert || m->invert_second) && !smc->flipper)
		return EMU_BAD_CDB;
	if (mail && smc->mail_open)
		return EMU_SMC_INTERVENTION;
	emu_smc_know(smc, cmd, m->source);
	emu_smc_know(smc, cmd, m->first);
	emu_smc_look(m->source);
	emu_smc_look(m->first);
	if (!m->source->full)
		return EMU_SMC_EMPTY;
	if (m->source != m->picker && !emu_smc_picker_empty(m->picker))
		return EMU_SMC_FULL;
	return 0;
}

/**
 * emu_smc_prepare - read a MOVE MEDIUM and see whether it can be done
 * @smc: the changer
 * @cmd: the command; its delay grows when something has to be looked at
 *
 * Return: 0 with @smc->move filled, or sense.
 */
int emu_smc_prepare(struct emu_smc *smc, struct emu_cmd *cmd)
{
	struct emu_smc_move *m = &smc->move;
	int sense;

	memset(m, 0, sizeof(*m));
	if (smc->model->mc) {
		sense = emu_smc_parse_mc(smc, cmd->cdb, m);
		return sense ? sense : emu_smc_check_mc(smc, cmd, m);
	}
	sense = emu_smc_parse_plain(smc, cmd->cdb, m);
	if (!sense)
		sense = emu_smc_check_plain(smc, cmd, m);
	if (!sense && m->first->full && m->first != m->source)
		sense = EMU_SMC_FULL;
	return sense;
}

/**
 * emu_smc_move - MOVE MEDIUM: SMC-3 6.8; of the MC: manual, 3.7
 * @smc: the changer
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_smc_move(struct emu_smc *smc, struct emu_cmd *cmd)
{
	int sense = emu_smc_prepare(smc, cmd);

	return sense ? sense : emu_smc_move_take(smc, cmd);
}

/* Both media move when the time is over; aborted, none has. */
static int emu_smc_exchange_put(struct emu_smc *smc, struct emu_cmd *cmd,
				bool stopped)
{
	struct emu_smc_move *m = &smc->move;
	struct emu_smc_load kept;
	int sense;

	if (stopped)
		return 0;
	sense = emu_smc_pick(smc, m->picker, m->first);
	if (sense)
		return sense;
	kept = m->picker->load;
	memset(&m->picker->load, 0, sizeof(kept));
	sense = emu_smc_pick(smc, m->picker, m->source);
	if (!sense)
		sense = emu_smc_drop(smc, m->picker, m->first, m->invert);
	m->picker->load = kept;
	if (!sense)
		sense = emu_smc_drop(smc, m->picker, m->second,
				     m->invert_second);
	emu_smc_look(m->picker);
	smc->log.changes += 2;
	return sense;
}

/**
 * emu_smc_exchange - EXCHANGE MEDIUM, SMC-3 6.4
 * @smc: a plain changer
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_smc_exchange(struct emu_smc *smc, struct emu_cmd *cmd)
{
	struct emu_smc_move *m = &smc->move;
	int sense;

	memset(m, 0, sizeof(*m));
	sense = emu_smc_parse_plain(smc, cmd->cdb, m);
	m->second = emu_smc_at(smc, get_unaligned_be16(cmd->cdb + 8));
	if (!sense && (!m->second || m->first == m->source ||
		       m->source == m->picker || m->first == m->picker ||
		       m->second == m->picker))
		sense = EMU_SMC_BAD_ELEMENT;
	m->invert_second = cmd->cdb[10] & EMU_SMC_INVERT2;
	if (!sense)
		sense = emu_smc_check_plain(smc, cmd, m);
	if (sense)
		return sense;
	if (!m->first->full)
		return EMU_SMC_EMPTY;
	emu_smc_look(m->second);
	if (m->second->full && m->second != m->source)
		return EMU_SMC_FULL;
	cmd->delay += 2 * emu_smc_time(smc, EMU_SMC_MS_MOVE);
	smc->finish = emu_smc_exchange_put;
	return 0;
}

/**
 * emu_smc_mail_door - OPEN/CLOSE IMPORT/EXPORT ELEMENT, SMC-3 6.9
 * @smc: a plain changer
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_smc_mail_door(struct emu_smc *smc, struct emu_cmd *cmd)
{
	struct emu_smc_element *e;
	u8 action = cmd->cdb[4] & 0x1f;

	e = emu_smc_at(smc, get_unaligned_be16(cmd->cdb + 2));
	if (!e || e->type != EMU_SMC_MAIL)
		return EMU_SMC_BAD_ELEMENT;
	if (action > 1)
		return EMU_BAD_CDB;
	if (!action && emu_smc_prevented(smc))
		return EMU_REMOVAL_PREVENTED;
	smc->mail_open = !action;
	return 0;
}
