// SPDX-License-Identifier: GPL-2.0
/* dsrctl reader: the verbs that look after a drive. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cmd.h"
#include "cmd_reader.h"
#include "disc/msf.h"
#include "json.h"

#define CONTROL_DATA	0x4	/* Q control nibble, Red Book */
#define PAGE_VERIFY	0x07	/* mode page: verify error recovery */
#define MAX_BAD_SHOWN	20	/* lines of text; JSON has them all */

static bool is_data(const struct reader_info *info, unsigned int i)
{
	return info->toc.tracks[i].control & CONTROL_DATA;
}

static void print_track(const struct reader_info *info, unsigned int i)
{
	const struct mmc_toc_track *t = &info->toc.tracks[i];
	uint32_t blocks = player_track_end(&info->toc, (int)i) - t->start;
	char start[MSF_TEXT], length[MSF_TEXT];

	msf_text(start, (int64_t)t->start + PLACE_LEAD);
	msf_text(length, blocks);
	printf("  track %2u  %s  %s long  ", t->number, start, length);
	if (!is_data(info, i))
		printf("audio%s%s%s", t->control & 0x1 ? ", pre-emphasis" : "",
		       info->isrc[i][0] ? ", ISRC " : "", info->isrc[i]);
	else if (info->mode[i] == READER_NO_MODE)
		fputs("data", stdout);
	else
		printf("data, mode %u", info->mode[i]);
	putchar('\n');
}

static void print_info(const struct reader_cli *cli, const struct reader_info *info)
{
	unsigned int i;

	printf("%s: firmware %s, %s\n", cli->title, cli->r.inquiry.revision,
	       cli->r.kind->old ? "SCSI-1 or SCSI-2" : "MMC");
	printf("  %u blocks of %u bytes", info->blocks, info->block_bytes);
	if (info->retries >= 0)
		printf(", %d retries of a bad block", info->retries);
	if (info->mcn[0])
		printf(", MCN %s", info->mcn);
	putchar('\n');
	for (i = 0; i < info->toc.nr_tracks; i++)
		print_track(info, i);
}

static struct json_object *track_json(const struct reader_info *info,
				      unsigned int i)
{
	const struct mmc_toc_track *t = &info->toc.tracks[i];
	struct json_object *o = json_object_new_object();

	json_set_number(o, "number", t->number);
	json_set_string(o, "kind", is_data(info, i) ? "data" : "audio");
	json_set_number(o, "control", t->control);
	json_set_number(o, "lba", t->start);
	json_set_number(o, "blocks", player_track_end(&info->toc, (int)i) - t->start);
	if (info->mode[i] != READER_NO_MODE)
		json_set_number(o, "mode", info->mode[i]);
	if (info->isrc[i][0])
		json_set_string(o, "isrc", info->isrc[i]);
	return o;
}

static void info_json(const struct reader_cli *cli, const struct reader_info *info)
{
	struct json_object *doc = reader_json(cli), *list;
	unsigned int i;

	json_set_bool(doc, "old", cli->r.kind->old);
	json_set_number(doc, "block_bytes", info->block_bytes);
	json_set_number(doc, "blocks", info->blocks);
	if (info->retries >= 0)
		json_set_number(doc, "retries", (uint64_t)info->retries);
	if (info->mcn[0])
		json_set_string(doc, "mcn", info->mcn);
	list = json_object_new_array();
	for (i = 0; i < info->toc.nr_tracks; i++)
		json_object_array_add(list, track_json(info, i));
	json_object_object_add(doc, "tracks", list);
	json_print_line(doc);
}

/**
 * reader_verb_info() - dsrctl reader info
 * @cli: the call
 *
 * Return: an enum dsrctl_exit.
 */
int reader_verb_info(struct reader_cli *cli)
{
	struct reader_info info;
	int ret = reader_ready(&cli->r);

	if (!ret)
		ret = reader_info(&cli->r, &info);
	if (ret)
		return reader_say_error(cli, "it does not tell what is in it", ret);
	if (cli->json)
		info_json(cli, &info);
	else
		print_info(cli, &info);
	return DSRCTL_OK;
}

/**
 * struct check - a check that runs
 * @cli: the call
 * @bad: blocks that can't be read
 * @list: the same, for JSON
 */
struct check {
	struct reader_cli *cli;
	uint32_t bad;
	struct json_object *list;
};

static bool checked(void *data, uint32_t next, uint32_t bad)
{
	struct check *c = data;
	char text[MSF_TEXT];

	(void)next;
	if (bad == UINT32_MAX)
		return !reader_interrupted();
	c->bad++;
	msf_text(text, (int64_t)bad + PLACE_LEAD);
	if (c->list)
		json_object_array_add(c->list, json_object_new_int64(bad));
	else if (c->bad <= MAX_BAD_SHOWN)
		printf("%s: block %u (%s) can't be read\n", c->cli->title, bad, text);
	return !reader_interrupted();
}

/* Which blocks are meant: data only, VERIFY can't read audio. */
static int check_range(struct reader_cli *cli, uint32_t *from, uint32_t *end)
{
	struct place_range range;
	struct mmc_toc toc;
	unsigned int i;
	int ret;

	ret = reader_toc(&cli->r, &toc);
	if (ret)
		return reader_say_error(cli, "its table of contents can't be read", ret);
	for (i = 0; i < toc.nr_tracks && !(toc.tracks[i].control & CONTROL_DATA); i++)
		;
	if (i == toc.nr_tracks) {
		complain("%s: the disc in it is all audio, which no drive checks without delivering it", cli->title);
		return DSRCTL_FAILED;
	}
	*from = toc.tracks[i].start;
	while (i + 1 < toc.nr_tracks && toc.tracks[i + 1].control & CONTROL_DATA)
		i++;
	*end = player_track_end(&toc, (int)i);
	if (!cli->arg)
		return DSRCTL_OK;
	if (!place_parse_range(cli->arg, &range) || range.open)
		return option_usage_error(&command_reader,
			"'%s' is no range of blocks or times; say @0-@4500 or 00:02-01:00", cli->arg);
	if (range.from.kind == PLACE_TRACK || range.from.kind == PLACE_INDEX)
		return option_usage_error(&command_reader, "name blocks or times, not tracks");
	if (range.to.lba > *end || range.from.lba < *from) {
		complain("%s: the data of its disc are blocks @%u-@%u", cli->title, *from, *end);
		return DSRCTL_FAILED;
	}
	*from = range.from.lba;
	*end = range.to.lba;
	return DSRCTL_OK;
}

static int say_checked(struct check *c, uint32_t blocks)
{
	struct reader_cli *cli = c->cli;
	struct json_object *doc;

	if (cli->json) {
		doc = reader_json(cli);
		json_set_number(doc, "blocks", blocks);
		json_object_object_add(doc, "bad_blocks", c->list);
		json_print_line(doc);
	} else if (c->bad) {
		printf("%s: %u of %u blocks can't be read\n", cli->title, c->bad, blocks);
	} else {
		printf("%s: all %u blocks can be read\n", cli->title, blocks);
	}
	return c->bad ? DSRCTL_FAILED : DSRCTL_OK;
}

static int run_check(struct reader_cli *cli, uint32_t from, uint32_t end)
{
	struct check c = { .cli = cli };
	int ret;

	if (cli->json)
		c.list = json_object_new_array();
	ret = reader_check(&cli->r, from, end, checked, &c);
	if (!ret)
		return say_checked(&c, end - from);
	json_object_put(c.list);
	return ret == -ECANCELED ? DSRCTL_CANCELLED :
				   reader_say_error(cli, "it can't be checked", ret);
}

/* With the retries that are wanted; afterwards they are as before. */
static int check_with_retries(struct reader_cli *cli, uint32_t from, uint32_t end)
{
	int before, ignored, ret;

	if (cli->retries < 0 || !cli->r.kind->old)
		return run_check(cli, from, end);
	ret = reader_retries(&cli->r, PAGE_VERIFY, cli->retries, &before);
	if (ret)
		return reader_say_error(cli, "its retries can't be changed", ret);
	ret = run_check(cli, from, end);
	reader_retries(&cli->r, PAGE_VERIFY, before, &ignored);
	return ret;
}

/**
 * reader_verb_check() - dsrctl reader check
 * @cli: the call
 *
 * Return: an enum dsrctl_exit.
 */
int reader_verb_check(struct reader_cli *cli)
{
	uint32_t from, end;
	int ret = reader_ready(&cli->r);

	if (!ret)
		ret = reader_prevent(&cli->r, true);
	if (ret < 0 && ret != -EOPNOTSUPP)
		return reader_say_error(cli, "it can't be checked", ret);
	ret = check_range(cli, &from, &end);
	return ret ? ret : check_with_retries(cli, from, end);
}

static int say_tested(struct reader_cli *cli, const struct reader_test *test)
{
	struct json_object *doc;
	char hex[2 * sizeof(test->result) + 1] = "";
	bool good = test->self_good && (!test->buffer_bytes || test->buffer_good);
	unsigned int i;

	for (i = 0; i < test->result_bytes && i < sizeof(test->result); i++)
		snprintf(hex + 2 * i, 3, "%02x", test->result[i]);
	if (cli->json) {
		doc = reader_json(cli);
		json_set_bool(doc, "good", good);
		json_set_bool(doc, "self_test", test->self_good);
		json_set_number(doc, "buffer_bytes", test->buffer_bytes);
		if (test->buffer_bytes)
			json_set_bool(doc, "buffer", test->buffer_good);
		json_set_string(doc, "result", hex);
		json_print_line(doc);
		return good ? DSRCTL_OK : DSRCTL_FAILED;
	}
	printf("%s: self-test %s", cli->title, test->self_good ? "passed" : "failed");
	if (test->buffer_bytes)
		printf(", buffer (%u bytes) %s", test->buffer_bytes,
		       test->buffer_good ? "good" : "bad");
	printf("%s%s\n", hex[0] ? ", its own result " : "", hex);
	return good ? DSRCTL_OK : DSRCTL_FAILED;
}

/**
 * reader_verb_selftest() - dsrctl reader selftest
 * @cli: the call
 *
 * Return: an enum dsrctl_exit.
 */
int reader_verb_selftest(struct reader_cli *cli)
{
	struct reader_test test;
	int ret = reader_ready(&cli->r);

	if (!ret)
		ret = reader_prevent(&cli->r, true);
	if (ret == -EOPNOTSUPP || !ret)
		ret = reader_test(&cli->r, &test);
	if (ret)
		return reader_say_error(cli, "it can't be tested", ret);
	return say_tested(cli, &test);
}

/**
 * reader_verb_eject() - dsrctl reader eject
 * @cli: the call
 *
 * Return: an enum dsrctl_exit.
 */
int reader_verb_eject(struct reader_cli *cli)
{
	int ret = reader_eject(&cli->r);

	return ret ? reader_say_error(cli, "it does not let the disc out", ret) :
		     reader_say_done(cli, "the disc is out");
}
