// SPDX-License-Identifier: GPL-2.0
/* The MC's logs: what it counts and remembers, LOG SENSE, LOG SELECT. */

#include <linux/kernel.h>
#include <linux/string.h>
#include <scsi/scsi_cmnd.h>
#include <scsi/scsi_host.h>

#include "emu_smc.h"

#define EMU_SMC_COUNTER		0x40	/* parameter control: DS */
#define EMU_SMC_LIST		0x41	/* and LP */
#define EMU_SMC_PC_CUMULATIVE	1

/**
 * emu_smc_log_error - something failed that no medium is to blame for
 * @smc: the changer; its unit->lock held
 * @sense: of the failure; other sense than of hardware is passed over
 */
void emu_smc_log_error(struct emu_smc *smc, int sense)
{
	struct emu_smc_log *log = &smc->log;

	if (EMU_SENSE_KEY(sense) != 4)
		return;
	log->non_medium++;
	if (EMU_SENSE_ASC(sense) != 0x80)
		return;
	if (log->nr_errors == EMU_SMC_LOG_ENTRIES)
		memmove(log->errors, log->errors + 1, --log->nr_errors);
	log->errors[log->nr_errors++] = EMU_SENSE_ASCQ(sense);
}

/**
 * emu_smc_log_command - a command is over
 * @smc: the changer; its unit->lock held
 * @cmd: the command
 * @sense: how it ended, 0 when its status tells
 */
void emu_smc_log_command(struct emu_smc *smc, const struct emu_cmd *cmd,
			 int sense)
{
	struct emu_smc_log *log = &smc->log;
	u8 *entry;

	if (log->nr_commands == EMU_SMC_LOG_ENTRIES)
		memmove(log->commands, log->commands + 1,
			--log->nr_commands * EMU_SMC_LOG_COMMAND);
	entry = log->commands[log->nr_commands++];
	memset(entry, 0, EMU_SMC_LOG_COMMAND);
	entry[0] = EMU_SMC_INITIATOR;
	memcpy(entry + 2, cmd->cdb, min_t(u32, cmd->scmd->cmd_len, 12));
	entry[14] = sense ? SAM_STAT_CHECK_CONDITION :
			    cmd->scmd->result & 0xff;
	entry[15] = EMU_SENSE_KEY(sense);
	entry[16] = EMU_SENSE_ASC(sense);
	entry[17] = EMU_SENSE_ASCQ(sense);
}

static u8 *emu_smc_parameter(u8 *p, u16 code, u8 control, u8 len)
{
	put_unaligned_be16(code, p);
	p[2] = control;
	p[3] = len;
	return p + 4;
}

/* Pages of the manual's section 4. Returns their length, 0: no such page. */
static u32 emu_smc_log_page(const struct emu_smc *smc, u8 page, u8 *buf)
{
	const struct emu_smc_log *log = &smc->log;
	static const u8 pages[] = { 0x00, 0x06, 0x07, 0x30 };
	u8 *p = buf + 4;
	unsigned int i;

	switch (page) {
	case 0x00:
		memcpy(p, pages, sizeof(pages));
		p += sizeof(pages);
		break;
	case 0x06:
		p = emu_smc_parameter(p, 0x0000, EMU_SMC_COUNTER, 2);
		put_unaligned_be16(min(log->non_medium, 0xffffu), p);
		p += 2;
		break;
	case 0x07:
		p = emu_smc_parameter(p, 0x8000, EMU_SMC_LIST, 0x10);
		for (i = 0; i < EMU_SMC_LOG_ENTRIES; i++, p += 2)
			p[1] = log->errors[i];
		p = emu_smc_parameter(p, 0x8001, EMU_SMC_LIST,
				      sizeof(log->commands));
		memcpy(p, log->commands, sizeof(log->commands));
		p += sizeof(log->commands);
		break;
	case 0x30:
		p = emu_smc_parameter(p, 0x0000, EMU_SMC_COUNTER, 4);
		put_unaligned_be32(log->changes, p);
		p += 4;
		break;
	default:
		return 0;
	}
	buf[0] = page;
	put_unaligned_be16(p - buf - 4, buf + 2);
	return p - buf;
}

/**
 * emu_smc_log_sense - LOG SENSE (manual, 3.4)
 * @smc: the changer
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_smc_log_sense(struct emu_smc *smc, struct emu_cmd *cmd)
{
	const u8 *cdb = cmd->cdb;
	u8 buf[256] = { 0 };
	u32 len;

	if (cdb[2] >> 6 != EMU_SMC_PC_CUMULATIVE)
		return EMU_BAD_CDB;
	len = emu_smc_log_page(smc, cdb[2] & 0x3f, buf);
	if (!len)
		return EMU_BAD_CDB;
	return emu_reply(cmd, buf, len, get_unaligned_be16(cdb + 7));
}

/**
 * emu_smc_log_select - LOG SELECT: clears all (manual, 3.3)
 * @smc: the changer
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_smc_log_select(struct emu_smc *smc, struct emu_cmd *cmd)
{
	const u8 *cdb = cmd->cdb;

	if (!(cdb[1] & 0x02) || cdb[2] >> 6 != EMU_SMC_PC_CUMULATIVE ||
	    get_unaligned_be16(cdb + 7))
		return EMU_BAD_CDB;
	memset(&smc->log, 0, sizeof(smc->log));
	return 0;
}
