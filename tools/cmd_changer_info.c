// SPDX-License-Identifier: GPL-2.0
/* dsrctl changer: what a robot is and can do, its logs and counters. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <scsi/sg_lib.h>

#include "cmd.h"
#include "cmd_changer.h"
#include "json.h"
#include "jvc_sense.h"
#include "libdsr/changer.h"
#include "robot_json.h"
#include "robot_text.h"

#define PERIPHERAL_SMC	8	/* SPC-4, INQUIRY: medium changer */
#define CHECK_CONDITION	0x02	/* SAM-5, status codes */

/* ---- info -------------------------------------------------------------------------- */

static void print_ranges(const struct dsr_changer_info *info)
{
	const struct dsr_element_range *r;
	unsigned int type;

	for (type = 1; type < DSR_ELEMENT_TYPES; type++) {
		r = &info->ranges[type];
		if (r->count)
			printf("  %-8s %5u, from 0x%04x to 0x%04x\n", element_word(type), r->count,
			       r->first, r->first + r->count - 1);
	}
	if (element_mail_is_one(info))
		puts("           (one mail slot: sent to the first it opens, sent to the second it stays closed)");
	if (info->flags & DSR_CHANGER_F_BY_MODEL)
		puts("           (by its model; the robot itself does not tell)");
}

static void print_moves(const struct dsr_changer_info *info, const uint8_t *moves,
			const char *what)
{
	unsigned int from, to;
	const char *between;

	for (from = 1; from < DSR_ELEMENT_TYPES; from++) {
		if (!moves[from] || !info->ranges[from].count)
			continue;
		printf("  %s from %s to", what, element_word(from));
		between = " ";
		for (to = 1; to < DSR_ELEMENT_TYPES; to++) {
			if (!(moves[from] >> to & 1))
				continue;
			printf("%s%s", between, element_word(to));
			between = ", ";
		}
		putchar('\n');
	}
}

static void print_abilities(const struct dsr_changer_info *info)
{
	static const struct {
		uint32_t flag;
		const char *text;
	} rows[] = {
		{ DSR_CHANGER_F_FLIP, "turns discs over" },
		{ DSR_CHANGER_F_TAGS, "reads volume tags" },
		{ DSR_CHANGER_F_DRIVE_IDS, "tells which recorder a drive is" },
		{ DSR_CHANGER_F_HOME, "knows where discs came from, and sends them home itself" },
		{ DSR_CHANGER_F_INIT_RANGE, "looks at some of its slots when that is enough" },
		{ DSR_CHANGER_F_CAN_LOCK, "can be locked against hands" },
	};
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (info->flags & rows[i].flag)
			printf("  %s\n", rows[i].text);
}

static void print_drives(const struct dsr_changer_info *info,
			 const struct dsr_changer_drive *drives, int nr)
{
	static const char *const known[] = {
		[DSR_DRIVE_BY_ADDRESS] = "by its SCSI address",
		[DSR_DRIVE_BY_ID] = "by its identifier",
		[DSR_DRIVE_TOLD] = "as was told by 'bind'",
	};
	char name[ELEMENT_NAME_BYTES], unit[96];
	int i;

	for (i = 0; i < nr; i++) {
		printf("  %-8s ", element_name(name, info, drives[i].address));
		if (drives[i].how == DSR_DRIVE_UNKNOWN || drives[i].how > DSR_DRIVE_TOLD) {
			puts("not known which recorder; 'bind' tells");
		} else if (name_is_none(&drives[i].unit)) {
			printf("its recorder is not there, %s\n", known[drives[i].how]);
		} else {
			name_full(unit, sizeof(unit), &drives[i].unit);
			printf("%s%s%.*s, %s\n", unit, drives[i].unit.serial[0] ? ", serial " : "",
			       (int)sizeof(drives[i].unit.serial), drives[i].unit.serial,
			       known[drives[i].how]);
		}
	}
}

static void print_info_json(const struct changer_cli *cli,
			    const struct dsr_changer_drive *drives, int nr)
{
	struct json_object *doc = changer_json(cli), *list = json_object_new_array();
	int i;

	robot_json_info(doc, &cli->robot.info);
	for (i = 0; i < nr; i++)
		json_object_array_add(list, robot_json_drive(&cli->robot.info, &drives[i]));
	json_object_object_add(doc, "drives", list);
	json_print_line(doc);
}

/**
 * changer_verb_info() - dsrctl changer info
 * @cli: the call
 *
 * Return: the exit code.
 */
int changer_verb_info(struct changer_cli *cli)
{
	const struct dsr_changer_info *info = &cli->robot.info;
	struct dsr_changer_drive *drives;
	int ret = changer_end(cli, 0), nr;

	if (ret)
		return ret;
	nr = dsr_changer_drives(cli->robot.fd, &drives);
	if (cli->json) {
		print_info_json(cli, drives, nr);
	} else {
		printf("%s\n  firmware %.*s%s%.*s\n", cli->robot.title,
		       (int)sizeof(info->unit.revision), info->unit.revision,
		       info->unit.serial[0] ? ", serial " : "", (int)sizeof(info->unit.serial),
		       info->unit.serial);
		print_ranges(info);
		print_moves(info, info->moves, "moves");
		print_moves(info, info->exchanges, "exchanges");
		print_abilities(info);
		print_drives(info, drives, nr);
	}
	free(drives);
	return DSRCTL_OK;
}

/* ---- logs -------------------------------------------------------------------------- */

static int ask_log(struct changer_cli *cli, struct dsr_changer_log *log)
{
	int ret = changer_end(cli, 0);

	if (ret)
		return ret;
	ret = dsr_changer_log(cli->robot.fd, log);
	return ret < 0 ? changer_say_errno(cli, &log->error, ret) : DSRCTL_OK;
}

static int print_log_json(const struct changer_cli *cli, const struct dsr_changer_log *log)
{
	struct json_object *doc = changer_json(cli);

	robot_json_log(doc, &cli->robot.info, log);
	json_print_line(doc);
	return DSRCTL_OK;
}

static void print_mechanism(const struct changer_cli *cli, const struct dsr_changer_log *log)
{
	const char *text;
	uint32_t i, nr = 0;

	puts("mechanism errors, in the robot's order:");
	for (i = 0; i < log->nr_mechanism; i++) {
		if (!log->mechanism[i])
			continue;
		text = jvc_is(&cli->robot.info.unit) ? jvc_mechanism_text(log->mechanism[i]) : NULL;
		printf("  %02X  %s\n", log->mechanism[i], text ? text : "not in the manual");
		nr++;
	}
	if (!nr)
		puts("  none");
}

static const char *status_word(uint8_t status)
{
	static char text[8];

	switch (status) {
	case 0x00:
		return "good";
	case CHECK_CONDITION:
		return "failed";
	case 0x08:
		return "busy";
	case 0x18:
		return "reserved by another";
	default:
		snprintf(text, sizeof(text), "%02X", status);
		return text;
	}
}

static void print_command(const struct changer_cli *cli, const struct dsr_log_command *c)
{
	char name[64], text[160];
	unsigned int i, bytes;

	/* SPC-4, group code: 6, 10, 10, -, 16, 12 bytes */
	bytes = c->cdb[0] < 0x20 ? 6 : c->cdb[0] >= 0xa0 && c->cdb[0] < 0xc0 ? 12 : 10;
	sg_get_opcode_name(c->cdb[0], PERIPHERAL_SMC, sizeof(name), name);
	printf("  host %u  %-32s %s", c->initiator, name, status_word(c->status));
	if (c->status == CHECK_CONDITION) {
		robot_code_text(text, sizeof(text), &cli->robot.info.unit, c->asc, c->ascq);
		printf(": %s (%X/%02X/%02X)", text, c->key, c->asc, c->ascq);
	}
	fputs("\n         ", stdout);
	for (i = 0; i < bytes; i++)
		printf(" %02X", c->cdb[i]);
	putchar('\n');
}

/**
 * changer_verb_log() - dsrctl changer log
 * @cli: the call
 *
 * Return: the exit code.
 */
int changer_verb_log(struct changer_cli *cli)
{
	struct dsr_changer_log log;
	int ret = ask_log(cli, &log);
	uint32_t i;

	if (ret || cli->json)
		return ret ? ret : print_log_json(cli, &log);
	if (!(log.valid & (DSR_LOG_EVENTS | DSR_LOG_COMMANDS)))
		return changer_refuse(cli, "it keeps no log of errors and commands");
	if (log.valid & DSR_LOG_EVENTS)
		print_mechanism(cli, &log);
	if (log.valid & DSR_LOG_COMMANDS)
		puts("last commands, in the robot's order:");
	for (i = 0; i < log.nr_commands; i++)
		if (!robot_log_unused(&log.commands[i]))
			print_command(cli, &log.commands[i]);
	return DSRCTL_OK;
}

/**
 * changer_verb_counters() - dsrctl changer counters
 * @cli: the call
 *
 * Return: the exit code.
 */
int changer_verb_counters(struct changer_cli *cli)
{
	struct dsr_changer_log log;
	int ret = ask_log(cli, &log);

	if (ret || cli->json)
		return ret ? ret : print_log_json(cli, &log);
	if (!(log.valid & (DSR_LOG_CHANGES | DSR_LOG_NON_MEDIUM)))
		return changer_refuse(cli, "it keeps no counters");
	if (log.valid & DSR_LOG_CHANGES)
		printf("discs moved: %llu\n", (unsigned long long)log.media_changes);
	if (log.valid & DSR_LOG_NON_MEDIUM)
		printf("errors: %llu\n", (unsigned long long)log.non_medium_errors);
	return DSRCTL_OK;
}
