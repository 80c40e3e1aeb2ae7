// SPDX-License-Identifier: GPL-2.0
/* Answers and parameter lists: between the drive and the host's buffer. */

#include <linux/kernel.h>
#include <linux/string.h>
#include <scsi/scsi_cmnd.h>

#include "emu.h"

/**
 * emu_length_ok - do the CDB and the host's buffer tell the same length
 * @cmd: a command that moves blocks
 *
 * Return: false when a real drive would lose step with the host.
 */
bool emu_length_ok(const struct emu_cmd *cmd)
{
	return (u64)cmd->blocks * cmd->block_size == scsi_bufflen(cmd->scmd);
}

/**
 * emu_garbage - spoil an answer
 * @cmd: @garbage chooses how: all ones, noise, or a length that lies
 * @buf: the answer
 * @len: its length
 */
void emu_garbage(const struct emu_cmd *cmd, u8 *buf, u32 len)
{
	u32 noise = cmd->garbage * 2654435761u + cmd->cdb[0];
	u32 i;

	switch (cmd->garbage % 3) {
	case 1:
		memset(buf, 0xff, len);
		break;
	case 2:
		for (i = 0; i < len; i++) {
			noise = noise * 1664525 + 1013904223;
			buf[i] = noise >> 24;
		}
		break;
	default:
		memset(buf, 0xff, min(len, 4u));
		break;
	}
}

/**
 * emu_reply - give an answer to the host
 * @cmd: the command
 * @answer: what the drive has to say; may be spoiled by a fault
 * @len: its length
 * @allocation: what the CDB asks for
 *
 * Return: 0, as every answer is GOOD.
 */
int emu_reply(struct emu_cmd *cmd, u8 *answer, u32 len, u32 allocation)
{
	u32 room = scsi_bufflen(cmd->scmd);
	u32 n = min3(len, allocation, room);

	if (cmd->garbage)
		emu_garbage(cmd, answer, n);
	if (cmd->shorten)
		n /= 2;
	if (n)
		n = scsi_sg_copy_from_buffer(cmd->scmd, answer, n);
	scsi_set_resid(cmd->scmd, room - n);
	return 0;
}

/**
 * emu_fetch - take a parameter list from the host
 * @cmd: the command
 * @buf: where to; zeroed behind what came
 * @len: its size
 *
 * Return: bytes that came.
 */
u32 emu_fetch(struct emu_cmd *cmd, u8 *buf, u32 len)
{
	u32 n = min(len, scsi_bufflen(cmd->scmd));

	memset(buf, 0, len);
	return n ? scsi_sg_copy_to_buffer(cmd->scmd, buf, n) : 0;
}
