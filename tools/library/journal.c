// SPDX-License-Identifier: GPL-2.0
/*
 * A batch's journal. Its first line is the request; then come records, and marks
 * of where the batch was begun, resumed (with the machine's boot) and ended. A line
 * without its end is one that was being written when all went dark: what it tells
 * was not begun.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "disc/durable.h"
#include "json.h"
#include "library/journal.h"
#include "library/lock.h"
#include "library/record_json.h"

#define BOOT_ID		"/proc/sys/kernel/random/boot_id"
#define MAX_LINE	(64 * 1024)

static void read_boot(char boot[JOURNAL_BOOT])
{
	FILE *f = fopen(BOOT_ID, "re");

	boot[0] = '\0';
	if (!f)
		return;
	if (fgets(boot, JOURNAL_BOOT, f))
		boot[strcspn(boot, "\n")] = '\0';
	fclose(f);
}

static int write_all(int fd, const char *text, size_t n)
{
	ssize_t done;

	while (n) {
		done = write(fd, text, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return -errno;
		text += done;
		n -= (size_t)done;
	}
	return 0;
}

/*
 * A line that could not be written whole (a full disk) is taken back, and nothing is
 * written after it: the journal stays one that can be read.
 */
static int write_line(struct journal *j, struct json_object *o)
{
	const char *text = json_object_to_json_string_ext(o, JSON_C_TO_STRING_PLAIN |
							  JSON_C_TO_STRING_NOSLASHESCAPE);
	off_t end = lseek(j->fd, 0, SEEK_END);

	if (!j->failed && end < 0)
		j->failed = -errno;
	if (j->failed)
		goto out;
	j->failed = write_all(j->fd, text, strlen(text));
	if (!j->failed)
		j->failed = write_all(j->fd, "\n", 1);
	if (j->failed && ftruncate(j->fd, end))
		j->failed = -errno;
out:
	json_object_put(o);
	return j->failed;
}

static int sync_data(struct journal *j)
{
	if (!j->failed && fsync(j->fd))
		j->failed = -errno;
	return j->failed;
}

static int take_lock(struct journal *j, const char *path, int flags)
{
	int ret;

	snprintf(j->path, sizeof(j->path), "%s", path);
	j->boot[0] = '\0';
	j->failed = 0;
	j->look_only = false;
	ret = lock_open(path, flags | O_RDWR | O_APPEND);
	j->fd = ret < 0 ? -1 : ret;
	return ret < 0 ? ret : 0;
}

/**
 * journal_create() - begin a journal
 * @j: gets it
 * @path: of the file, which must not be there
 * @q: what is asked for
 *
 * Return: 0 or -errno.
 */
int journal_create(struct journal *j, const char *path, const struct library_request *q)
{
	struct json_object *head = json_document("batch");
	int ret = take_lock(j, path, O_CREAT | O_EXCL);

	json_object_object_add(head, "request", request_to_json(q));
	if (ret) {
		json_object_put(head);
		return ret;
	}
	ret = write_line(j, head);
	if (!ret)
		ret = journal_mark(j, "begun");
	return ret ? ret : durable_name(path);
}

/* ---- reading ------------------------------------------------------------------ */

static struct json_object *parse_line(const char *line, ssize_t n)
{
	if (n <= 0 || n > MAX_LINE || line[n - 1] != '\n')
		return NULL;
	return json_tokener_parse(line);
}

static bool take_head(struct json_object *o, struct library_request *q)
{
	struct json_object *request;

	return o && !strcmp(json_text(o, "type"), "batch") &&
	       json_object_object_get_ex(o, "request", &request) &&
	       request_from_json(q, request);
}

static FILE *reader(int fd)
{
	int copy = dup(fd);
	FILE *f = copy < 0 ? NULL : fdopen(copy, "r");

	if (!f && copy >= 0)
		close(copy);
	if (f)
		rewind(f);
	return f;
}

static int read_head(int fd, struct library_request *q)
{
	struct json_object *head;
	FILE *f = reader(fd);
	char *line = NULL;
	size_t room = 0;
	int ret = 0;
	ssize_t n;

	memset(q, 0, sizeof(*q));
	if (!f)
		return -errno;
	n = getline(&line, &room, f);
	head = parse_line(line, n);
	if (!take_head(head, q))
		ret = -EINVAL;
	json_object_put(head);
	free(line);
	fclose(f);
	return ret;
}

/**
 * journal_open() - open a journal to go on with it
 * @j: gets it
 * @path: of the file
 * @q: gets what was asked for; request_free() it
 *
 * Return: 0, -EBUSY: another dsrctl has it, -EINVAL: it is no journal, -errno.
 */
int journal_open(struct journal *j, const char *path, struct library_request *q)
{
	int ret;

	memset(q, 0, sizeof(*q));
	ret = take_lock(j, path, 0);
	return ret ? ret : read_head(j->fd, q);
}

/**
 * journal_peek() - open a journal that another dsrctl may have
 * @j: gets it; only for journal_read()
 * @path: of the file
 * @q: gets what was asked for; request_free() it
 *
 * Return: 0, -EINVAL: it is no journal, -errno.
 */
int journal_peek(struct journal *j, const char *path, struct library_request *q)
{
	memset(q, 0, sizeof(*q));
	snprintf(j->path, sizeof(j->path), "%s", path);
	j->boot[0] = '\0';
	j->look_only = true;
	j->fd = open(path, O_RDONLY | O_CLOEXEC);
	return j->fd < 0 ? -errno : read_head(j->fd, q);
}

static bool take_line(struct journal *j, struct json_object *o, journal_fn fn, void *ctx)
{
	struct batch_record r;

	if (json_text(o, "mark")[0]) {
		snprintf(j->boot, sizeof(j->boot), "%s", json_text(o, "boot"));
		return true;
	}
	return record_from_json(&r, o) && fn(ctx, &r);
}

/**
 * journal_read() - all its records
 * @j: open
 * @fn: gets them
 * @ctx: for @fn
 * @line: gets the line that makes no sense
 *
 * A last line without its end is cut off.
 *
 * Return: 0, -EINVAL: see @line, or -errno.
 */
int journal_read(struct journal *j, journal_fn fn, void *ctx, unsigned int *line)
{
	FILE *f = reader(j->fd);
	struct json_object *o;
	off_t whole = 0;
	char *text = NULL;
	size_t room = 0;
	ssize_t n;
	int ret = 0;

	if (!f)
		return -errno;
	for (*line = 1; !ret && (n = getline(&text, &room, f)) > 0; (*line)++) {
		if (text[n - 1] != '\n')
			break;
		o = parse_line(text, n);
		if (!o || (*line > 1 && !take_line(j, o, fn, ctx)))
			ret = -EINVAL;
		json_object_put(o);
		whole += n;
	}
	if (ret)
		(*line)--;
	else if (!j->look_only && ftruncate(j->fd, whole))
		ret = -errno;
	free(text);
	fclose(f);
	return ret;
}

/**
 * journal_same_boot() - has the machine been up since the newest part was written?
 * @j: after journal_read()
 */
bool journal_same_boot(const struct journal *j)
{
	char boot[JOURNAL_BOOT];

	read_boot(boot);
	return boot[0] && !strcmp(boot, j->boot);
}

/* ---- writing ------------------------------------------------------------------ */

/**
 * journal_mark() - where the batch is: "begun", "resumed", "stopped", "over", "short"
 * @j: open
 * @state: the word
 *
 * Return: 0 or -errno.
 */
int journal_mark(struct journal *j, const char *state)
{
	struct json_object *o = json_object_new_object();
	char boot[JOURNAL_BOOT];

	read_boot(boot);
	json_set_string(o, "mark", state);
	json_set_string(o, "boot", boot);
	write_line(j, o);
	return sync_data(j);
}

/**
 * journal_add() - records, on the disk when this returns
 * @j: open
 * @r: the records
 * @nr: of @r
 *
 * Return: 0 or -errno: what they tell must not be begun then.
 */
int journal_add(struct journal *j, const struct batch_record *r, int nr)
{
	int i, ret = 0;

	for (i = 0; !ret && i < nr; i++)
		ret = write_line(j, record_to_json(&r[i]));
	return ret || !nr ? ret : sync_data(j);
}

/**
 * journal_close() - let go of it
 * @j: open, or not
 */
void journal_close(struct journal *j)
{
	if (j->fd >= 0)
		close(j->fd);
	j->fd = -1;
}

/**
 * journal_state() - how a batch stands, without its lock
 * @path: of its journal
 * @state: gets the newest mark; "running" while another dsrctl has it
 * @size: of @state
 * @q: gets what was asked for; request_free() it
 *
 * Return: 0 or -errno.
 */
int journal_state(const char *path, char *state, size_t size, struct library_request *q)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct json_object *o;
	char *line = NULL;
	size_t room = 0;
	ssize_t n;
	FILE *f;
	int ret;

	memset(q, 0, sizeof(*q));
	if (fd < 0)
		return -errno;
	ret = read_head(fd, q);
	f = ret ? NULL : reader(fd);
	snprintf(state, size, "begun");
	while (f && (n = getline(&line, &room, f)) > 0) {
		/* marks are few and short: the records need not be parsed */
		o = strncmp(line, "{\"mark\"", 7) ? NULL : parse_line(line, n);
		if (o)
			snprintf(state, size, "%s", json_text(o, "mark"));
		json_object_put(o);
	}
	if (f)
		fclose(f);
	free(line);
	if (flock(fd, LOCK_EX | LOCK_NB) && errno == EWOULDBLOCK)
		snprintf(state, size, "running");
	close(fd);
	return ret;
}
