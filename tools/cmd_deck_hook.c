// SPDX-License-Identifier: GPL-2.0
/* dsrctl deck record --on-track: runs the user's command at each track. */

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cmd.h"
#include "cmd_deck.h"

/* The deck has 99 tracks at most. */
#define HOOKS_MAX	99
/* How long to wait at the end for commands that still run. */
#define END_MS		10000
#define END_STEP_MS	50

/**
 * struct deck_hooks - the commands of one recording
 * @command: for /bin/sh
 * @title: for its environment
 * @pids: the children that were started and not yet waited for
 * @count: how many
 */
struct deck_hooks {
	const char *command;
	const char *title;
	pid_t pids[HOOKS_MAX];
	int count;
};

/**
 * deck_hooks_new() - get ready to run a command at each track
 * @command: for /bin/sh -c
 * @title: what the recording is called, or NULL
 *
 * Return: the hooks, to be ended by deck_hooks_end(); NULL: no memory.
 */
struct deck_hooks *deck_hooks_new(const char *command, const char *title)
{
	struct deck_hooks *hooks = calloc(1, sizeof(*hooks));

	if (hooks) {
		hooks->command = command;
		hooks->title = title ? title : "";
	}
	return hooks;
}

/* The session blocks signals; a child gets them as they were. */
static int spawn(struct deck_hooks *hooks, pid_t *pid)
{
	char *argv[] = { "sh", "-c", (char *)hooks->command, NULL };
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	sigset_t none;
	int ret;

	sigemptyset(&none);
	ret = posix_spawnattr_init(&attr);
	if (ret)
		return ret;
	posix_spawnattr_setsigmask(&attr, &none);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK);
	ret = posix_spawn_file_actions_init(&files);
	if (ret)
		goto attr;
	posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null",
					 O_RDONLY, 0);
	ret = posix_spawn(pid, "/bin/sh", &files, &attr, argv, environ);
	posix_spawn_file_actions_destroy(&files);
attr:
	posix_spawnattr_destroy(&attr);
	return ret;
}

/**
 * deck_hooks_run() - run the command for a track that began
 * @hooks: the hooks
 * @track: its number
 * @seconds: since the recording began
 *
 * Does not wait for the command.
 *
 * Return: 0, or an errno of why it could not be started.
 */
int deck_hooks_run(struct deck_hooks *hooks, int track, long seconds)
{
	char number[16];
	int ret;

	if (hooks->count == HOOKS_MAX)
		return 0;
	snprintf(number, sizeof(number), "%d", track);
	setenv("DSR_DECK_TRACK", number, 1);
	snprintf(number, sizeof(number), "%ld", seconds);
	setenv("DSR_DECK_SECONDS", number, 1);
	setenv("DSR_DECK_TITLE", hooks->title, 1);
	ret = spawn(hooks, &hooks->pids[hooks->count]);
	if (!ret)
		hooks->count++;
	return ret;
}

/* Forget those that have ended; returns how many did so badly. */
static int reap(struct deck_hooks *hooks)
{
	int failed = 0;
	int left = 0;
	int status;

	for (int i = 0; i < hooks->count; i++) {
		if (waitpid(hooks->pids[i], &status, WNOHANG) == 0)
			hooks->pids[left++] = hooks->pids[i];
		else if (!WIFEXITED(status) || WEXITSTATUS(status))
			failed++;
	}
	hooks->count = left;
	return failed;
}

/**
 * deck_hooks_end() - wait for the commands that still run, but not for ever
 * @hooks: freed; may be NULL
 *
 * Return: how many commands ended badly, or did not end.
 */
int deck_hooks_end(struct deck_hooks *hooks)
{
	struct timespec step = { 0, END_STEP_MS * 1000000L };
	int failed;

	if (!hooks)
		return 0;
	failed = reap(hooks);
	for (int ms = 0; hooks->count && ms < END_MS; ms += END_STEP_MS) {
		nanosleep(&step, NULL);
		failed += reap(hooks);
	}
	failed += hooks->count;
	free(hooks);
	return failed;
}
