// SPDX-License-Identifier: GPL-2.0
/* dsrctl changer: which recorder a drive is, other addresses, the robot's memory. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd.h"
#include "cmd_changer.h"
#include "json.h"
#include "libdsr/changer.h"

#define BYTES_IN_LINE	16
#define MAX_OFFSET	0xffffffUL	/* READ BUFFER: 3 bytes */

/* ---- bind -------------------------------------------------------------------------- */

static int say_bound(const struct changer_cli *cli, uint32_t element, const char *node)
{
	char name[ELEMENT_NAME_BYTES];
	struct json_object *doc;

	element_name(name, &cli->robot.info, element);
	if (cli->json) {
		doc = changer_json(cli);
		json_set_number(doc, "element", element);
		json_set_string(doc, "element_name", name);
		json_object_object_add(doc, "path", node ? json_object_new_string(node) : NULL);
		json_print_line(doc);
	} else if (node) {
		printf("%s is %s\n", name, node);
	} else {
		printf("what was told of %s is forgotten\n", name);
	}
	return DSRCTL_OK;
}

static int complain_bind(const struct changer_cli *cli, const char *node, int error)
{
	static const struct dsr_error none;

	if (error == -EINVAL)
		return changer_refuse(cli, "that is no drive; 'info' lists the drives");
	if (error == -ENOTTY) {
		changer_refuse(cli, "%s is no recorder: name its /dev/srN or /dev/sgN", node);
		return DSRCTL_DEVICE;
	}
	return changer_say_errno(cli, &none, error);
}

/**
 * changer_verb_bind() - dsrctl changer bind DRIVE NODE|none
 * @cli: the call
 *
 * Return: the exit code.
 */
int changer_verb_bind(struct changer_cli *cli)
{
	const char *node = NULL;
	uint32_t element;
	int at = 0, fd = -1, ret;

	ret = changer_place(cli, &at, DSR_ELEMENT_DRIVE, &element);
	if (!ret && at == cli->nr)
		ret = changer_usage("bind: say which recorder, /dev/srN, or none");
	if (!ret)
		ret = changer_end(cli, at + 1);
	if (ret)
		return ret;
	if (strcmp(cli->words[at], "none")) {
		node = cli->words[at];
		fd = open(node, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
		if (fd < 0) {
			changer_refuse(cli, "%s can't be opened: %s", node, strerror(errno));
			return DSRCTL_DEVICE;
		}
	}
	ret = dsr_changer_bind(cli->robot.fd, element, fd);
	if (fd >= 0)
		close(fd);
	return ret < 0 ? complain_bind(cli, node, ret) : say_bound(cli, element, node);
}

/* ---- assign ------------------------------------------------------------------------ */

/* "slot=0x0001:600" */
static int parse_range(struct dsr_changer_assign *a, const char *word)
{
	unsigned int type, first, count;
	int used = 0;
	size_t n;

	for (type = DSR_ELEMENT_TRANSPORT; type <= DSR_ELEMENT_DRIVE; type++) {
		n = strlen(element_word(type));
		if (strncmp(word, element_word(type), n) || word[n] != '=')
			continue;
		if (sscanf(word + n + 1, "%i:%u%n", (int *)&first, &count, &used) != 2 ||
		    word[n + 1 + (size_t)used] || first > 0xffff || count > 0xffff)
			break;
		a->ranges[type].first = first;
		a->ranges[type].count = count;
		return DSRCTL_OK;
	}
	return changer_usage("assign: '%s' is not like slot=0x0001:600 (hand, slot, mail, drive)",
			     word);
}

/**
 * changer_verb_assign() - dsrctl changer assign KIND=FIRST:COUNT... --yes
 * @cli: the call
 *
 * Return: the exit code.
 */
int changer_verb_assign(struct changer_cli *cli)
{
	struct dsr_changer_assign a = { 0 };
	int i, ret = DSRCTL_OK;

	memcpy(a.ranges, cli->robot.info.ranges, sizeof(a.ranges));
	memset(&a.ranges[DSR_ELEMENT_PRINTER], 0, sizeof(a.ranges[0]));
	for (i = 0; i < cli->nr && !ret; i++)
		ret = parse_range(&a, cli->words[i]);
	if (!ret && !cli->nr)
		ret = changer_usage("assign: say which, such as slot=0x0001:600");
	if (!ret && !cli->yes)
		ret = changer_usage("assign: every address would be another one, for other programs too; --yes if that is meant");
	if (ret)
		return ret;
	ret = dsr_changer_assign(cli->robot.fd, &a);
	if (ret < 0)
		return changer_say_errno(cli, &a.error, ret);
	if (!cli->json)
		puts("the elements have their new addresses");
	else
		json_print_line(changer_json(cli));
	return DSRCTL_OK;
}

/* ---- buffer ------------------------------------------------------------------------ */

static bool number_of(const char *text, unsigned long max, uint32_t *value)
{
	unsigned long n;
	char *end;

	errno = 0;
	n = strtoul(text, &end, 0);
	if (errno || *end || end == text || *text == '-' || n > max)
		return false;
	*value = (uint32_t)n;
	return true;
}

static void print_bytes(const uint8_t *data, uint32_t bytes, uint32_t offset)
{
	uint32_t i, k;

	for (i = 0; i < bytes; i += BYTES_IN_LINE) {
		printf("%06x ", offset + i);
		for (k = i; k < bytes && k < i + BYTES_IN_LINE; k++)
			printf(" %02x", data[k]);
		putchar('\n');
	}
}

static int print_bytes_json(const struct changer_cli *cli, const uint8_t *data, uint32_t bytes,
			    uint32_t offset)
{
	char *hex = calloc(bytes + 1, 2);
	struct json_object *doc;
	uint32_t i;

	if (!hex)
		return no_memory();
	doc = changer_json(cli);
	for (i = 0; i < bytes; i++)
		snprintf(hex + 2 * (size_t)i, 3, "%02x", data[i]);
	json_set_number(doc, "offset", offset);
	json_set_number(doc, "bytes", bytes);
	json_set_string(doc, "data", hex);
	json_print_line(doc);
	free(hex);
	return DSRCTL_OK;
}

static bool write_file(const char *path, const uint8_t *data, uint32_t bytes)
{
	FILE *f = fopen(path, "wbe");
	bool good = f && fwrite(data, 1, bytes, f) == bytes;

	if (f && fclose(f))
		good = false;
	return good;
}

/* The bytes stand in the file: the document tells only where they are. */
static int save_bytes(const struct changer_cli *cli, const struct dsr_changer_buffer *b,
		      const uint8_t *data)
{
	struct json_object *doc;

	if (!write_file(cli->output, data, b->bytes)) {
		changer_refuse(cli, "%s can't be written: %s", cli->output, strerror(errno));
		return DSRCTL_DEVICE;
	}
	if (cli->json) {
		doc = changer_json(cli);
		json_set_number(doc, "offset", b->offset);
		json_set_number(doc, "bytes", b->bytes);
		json_set_string(doc, "path", cli->output);
		json_print_line(doc);
	}
	return DSRCTL_OK;
}

static int buffer_read(struct changer_cli *cli, struct dsr_changer_buffer *b, uint8_t *data)
{
	int ret;

	if (cli->nr != 3 || !number_of(cli->words[1], MAX_OFFSET, &b->offset) ||
	    !number_of(cli->words[2], DSR_MAX_BUFFER_BYTES, &b->bytes))
		return changer_usage("buffer read: say from where (up to 0xffffff) and how many bytes (up to %u)",
				     DSR_MAX_BUFFER_BYTES);
	ret = dsr_changer_buffer(cli->robot.fd, b, data);
	if (ret < 0)
		return changer_say_errno(cli, &b->error, ret);
	if (cli->output)
		return save_bytes(cli, b, data);
	if (cli->json)
		return print_bytes_json(cli, data, b->bytes, b->offset);
	print_bytes(data, b->bytes, b->offset);
	return DSRCTL_OK;
}

static int load_bytes(const struct changer_cli *cli, const char *path, uint8_t *data,
		      uint32_t *bytes)
{
	FILE *f = fopen(path, "rbe");
	bool more;

	if (!f) {
		changer_refuse(cli, "%s can't be opened: %s", path, strerror(errno));
		return DSRCTL_DEVICE;
	}
	*bytes = (uint32_t)fread(data, 1, DSR_MAX_BUFFER_BYTES, f);
	more = fgetc(f) != EOF;
	fclose(f);
	if (more || !*bytes) {
		changer_refuse(cli, "%s has %s: up to %u can be written", path,
			       more ? "too many bytes" : "no bytes", DSR_MAX_BUFFER_BYTES);
		return DSRCTL_USAGE;
	}
	return DSRCTL_OK;
}

static int buffer_write(struct changer_cli *cli, struct dsr_changer_buffer *b, uint8_t *data)
{
	int ret;

	if (cli->nr != 3 || !number_of(cli->words[1], MAX_OFFSET, &b->offset))
		return changer_usage("buffer write: say to where (up to 0xffffff), and a file");
	if (!cli->yes)
		return changer_usage("buffer write: it can stop the robot's processor; --yes if that is meant");
	ret = load_bytes(cli, cli->words[2], data, &b->bytes);
	if (ret)
		return ret;
	b->flags = DSR_BUFFER_F_WRITE;
	ret = dsr_changer_buffer(cli->robot.fd, b, data);
	if (ret < 0)
		return changer_say_errno(cli, &b->error, ret);
	if (cli->json)
		return print_bytes_json(cli, data, b->bytes, b->offset);
	printf("%u bytes written\n", b->bytes);
	return DSRCTL_OK;
}

/**
 * changer_verb_buffer() - dsrctl changer buffer read OFFSET BYTES | write OFFSET FILE
 * @cli: the call
 *
 * Return: the exit code.
 */
int changer_verb_buffer(struct changer_cli *cli)
{
	struct dsr_changer_buffer b = { .buffer = cli->buffer };
	uint8_t *data = calloc(1, DSR_MAX_BUFFER_BYTES);
	int ret;

	if (!data)
		return no_memory();
	if (cli->nr && !strcmp(cli->words[0], "read"))
		ret = buffer_read(cli, &b, data);
	else if (cli->nr && !strcmp(cli->words[0], "write"))
		ret = buffer_write(cli, &b, data);
	else
		ret = changer_usage("buffer: say read or write");
	free(data);
	return ret;
}
