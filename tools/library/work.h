/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Work that a drive or the printer does: a process of its own for each, so that a
 * drive that hangs keeps nobody waiting. It runs a sub-command of dsrctl with
 * --json, or a function that writes like one; what it prints is read here.
 */
#ifndef DSRCTL_LIBRARY_WORK_H
#define DSRCTL_LIBRARY_WORK_H

#include <json-c/json.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#define WORK_SAID	512
#define WORK_MAX_ARGS	80	/* DSR_MAX_SINKS drives and the words before them */

/**
 * struct work_args - a command line being made; the words are not copied
 * @argv: ended by NULL
 * @argc: of them
 */
struct work_args {
	char *argv[WORK_MAX_ARGS + 1];
	int argc;
};

/**
 * struct work - a process
 * @pid: its number, 0: none
 * @out: what it prints, -1: it has closed that
 * @err: its complaints, -1: it has closed those
 * @tokener: of @out
 * @result: the last document that was neither "started" nor "progress", or NULL
 * @job: of the kernel, once it is started; 0: none
 * @permille: done, of its present half
 * @state: of the job, in words
 * @said: its last complaint
 * @exit_code: once both are closed and work_reap() was called; -1: it was killed
 */
struct work {
	pid_t pid;
	int out;
	int err;
	struct json_tokener *tokener;
	struct json_object *result;
	uint32_t job;
	unsigned int permille;
	char state[24];
	char said[WORK_SAID];
	int exit_code;
};

void work_arg(struct work_args *args, const char *word);
int work_run(const struct work_args *args);
int work_start_command(struct work *w, const struct work_args *args);
int work_start(struct work *w, int (*fn)(void *ctx), void *ctx);
void work_read(struct work *w, int fd);
bool work_reap(struct work *w);
void work_kill(struct work *w);
void work_free(struct work *w);

#endif /* DSRCTL_LIBRARY_WORK_H */
