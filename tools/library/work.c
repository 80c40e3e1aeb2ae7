// SPDX-License-Identifier: GPL-2.0
/* Work in processes of its own. */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cmd.h"
#include "json.h"
#include "library/work.h"

/* ---- starting ------------------------------------------------------------------ */

/**
 * work_arg() - one more word of a command line
 * @args: begins as zeros
 * @word: must live as long as @args; NULL is passed over
 */
void work_arg(struct work_args *args, const char *word)
{
	if (word && args->argc < WORK_MAX_ARGS)
		args->argv[args->argc++] = (char *)word;
	args->argv[args->argc] = NULL;
}

static void become_child(int out, int err)
{
	sigset_t none;
	int nothing = open("/dev/null", O_RDONLY);

	/* the terminal's Ctrl-C is for the batch; it ends with it */
	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	if (nothing >= 0)
		dup2(nothing, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	dup2(err, STDERR_FILENO);
	/* the journal's lock, the robot and the other pipes are not its affair */
	close_range(STDERR_FILENO + 1, ~0U, 0);
}

static int two_pipes(int out[2], int err[2])
{
	if (pipe2(out, O_CLOEXEC))
		return -errno;
	if (!pipe2(err, O_CLOEXEC))
		return 0;
	close(out[0]);
	close(out[1]);
	return -errno;
}

/**
 * work_start() - run a function in a process of its own
 * @w: gets it; work_free() it, also after an error
 * @fn: prints JSON documents to stdout, complaints to stderr; returns an exit code
 * @ctx: for @fn
 *
 * Return: 0 or -errno.
 */
int work_start(struct work *w, int (*fn)(void *ctx), void *ctx)
{
	int out[2], err[2], ret;

	memset(w, 0, sizeof(*w));
	w->out = -1;
	w->err = -1;
	w->tokener = json_tokener_new();
	if (!w->tokener)
		return -ENOMEM;
	ret = two_pipes(out, err);
	if (ret)
		return ret;
	fflush(NULL);
	w->pid = fork();
	if (!w->pid) {
		become_child(out[1], err[1]);
		ret = fn(ctx);
		fflush(NULL);
		_exit(ret);
	}
	ret = w->pid < 0 ? -errno : 0;
	close(out[1]);
	close(err[1]);
	w->out = out[0];
	w->err = err[0];
	fcntl(w->out, F_SETFL, O_NONBLOCK);
	fcntl(w->err, F_SETFL, O_NONBLOCK);
	if (ret)
		w->pid = 0;
	return ret;
}

/**
 * work_run() - run a sub-command of dsrctl in this process
 * @args: its name and its arguments
 *
 * Return: an enum dsrctl_exit.
 */
int work_run(const struct work_args *args)
{
	const struct command *cmd = command_find(args->argv[0]);

	optind = 0;	/* getopt(3): begin anew */
	return cmd ? cmd->run(args->argc, (char **)args->argv) : DSRCTL_USAGE;
}

static int run_command(void *ctx)
{
	return work_run(ctx);
}

/**
 * work_start_command() - run a sub-command of dsrctl
 * @w: as work_start()
 * @args: its name and its arguments
 *
 * Return: 0 or -errno.
 */
int work_start_command(struct work *w, const struct work_args *args)
{
	return work_start(w, run_command, (void *)args);
}

/* ---- listening ------------------------------------------------------------------ */

static uint64_t number_of(struct json_object *o, const char *key)
{
	struct json_object *v = json_child(o, key);

	return json_object_is_type(v, json_type_int) ? json_object_get_uint64(v) : 0;
}

/* Of several discs the one that is behind is shown. */
static void take_progress(struct work *w, struct json_object *doc)
{
	struct json_object *sinks = json_child(json_child(doc, "job"), "sinks"), *s;
	uint64_t total, done, least = 1000;
	size_t i, n = json_object_is_type(sinks, json_type_array) ?
				json_object_array_length(sinks) : 0;
	bool verify;

	for (i = 0; i < n; i++) {
		s = json_object_array_get_idx(sinks, i);
		total = number_of(s, "total_blocks");
		verify = !strcmp(json_text(s, "state"), "verifying");
		done = number_of(s, verify ? "verified_blocks" : "written_blocks");
		if (total && done <= total && done * 1000 / total <= least) {
			least = done * 1000 / total;
			snprintf(w->state, sizeof(w->state), "%s", json_text(s, "state"));
		}
	}
	w->permille = (unsigned int)least;
}

static void take_document(struct work *w, struct json_object *doc)
{
	const char *type = json_text(doc, "type");

	if (!strcmp(type, "started")) {
		w->job = (uint32_t)number_of(doc, "job");
	} else if (!strcmp(type, "progress")) {
		w->job = (uint32_t)number_of(json_child(doc, "job"), "id");
		take_progress(w, doc);
	} else {
		json_object_put(w->result);
		w->result = json_object_get(doc);
	}
	json_object_put(doc);
}

static void take_text(struct work *w, const char *text, size_t n)
{
	struct json_object *doc;
	size_t used;

	while (n) {
		doc = json_tokener_parse_ex(w->tokener, text, (int)n);
		if (!doc && json_tokener_get_error(w->tokener) == json_tokener_continue)
			return;
		used = json_tokener_get_parse_end(w->tokener);
		if (doc)
			take_document(w, doc);
		else
			used = n;	/* no JSON: the rest of this is passed over */
		json_tokener_reset(w->tokener);
		text += used;
		n -= used;
		while (n && (*text == '\n' || *text == ' ')) {
			text++;
			n--;
		}
	}
}

/* The last line of complaint that is not empty; its "dsrctl: " is ours to say. */
static void take_complaint(struct work *w, char *text)
{
	static const char prefix[] = "dsrctl: ";
	char *line, *rest = text;

	while ((line = strsep(&rest, "\n"))) {
		if (!strncmp(line, prefix, sizeof(prefix) - 1))
			line += sizeof(prefix) - 1;
		if (*line)
			snprintf(w->said, sizeof(w->said), "%s", line);
	}
}

static void shut(int *fd)
{
	close(*fd);
	*fd = -1;
}

/**
 * work_read() - take in what it has printed
 * @w: running
 * @fd: @out or @err of it, which can be read
 */
void work_read(struct work *w, int fd)
{
	char text[16384];
	ssize_t n = read(fd, text, sizeof(text) - 1);

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n <= 0) {
		shut(fd == w->out ? &w->out : &w->err);
		return;
	}
	text[n] = '\0';
	if (fd == w->out)
		take_text(w, text, (size_t)n);
	else
		take_complaint(w, text);
}

/* ---- the end --------------------------------------------------------------------- */

/**
 * work_reap() - has it ended?
 * @w: started
 *
 * Return: whether it has; @exit_code is then known.
 */
bool work_reap(struct work *w)
{
	int status;

	if (!w->pid || w->out >= 0 || w->err >= 0)
		return false;
	if (waitpid(w->pid, &status, 0) != w->pid || !WIFEXITED(status))
		w->exit_code = -1;
	else
		w->exit_code = WEXITSTATUS(status);
	w->pid = 0;
	return true;
}

/**
 * work_kill() - end it at once; a job of the kernel goes on
 * @w: started, or not
 */
void work_kill(struct work *w)
{
	if (!w->pid)
		return;
	kill(w->pid, SIGKILL);
	waitpid(w->pid, NULL, 0);
	w->pid = 0;
}

/**
 * work_free() - what belongs to it
 * @w: ended
 */
void work_free(struct work *w)
{
	if (w->out >= 0)
		shut(&w->out);
	if (w->err >= 0)
		shut(&w->err);
	if (w->tokener)
		json_tokener_free(w->tokener);
	json_object_put(w->result);
	w->tokener = NULL;
	w->result = NULL;
}
