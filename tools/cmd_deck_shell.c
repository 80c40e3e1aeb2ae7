// SPDX-License-Identifier: GPL-2.0
/*
 * dsrctl deck shell: lines typed by a person (readline: history, completion),
 * or read from a file. Events are shown as they come.
 */

#include <limits.h>
#include <readline/history.h>
#include <readline/readline.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd.h"
#include "cmd_deck.h"
#include "deck/words.h"

#define PROMPT		"deck> "
#define HISTORY_LINES	1000
#define WORDS_MAX	16
#define LINE_MAX_LEN	1024

/*
 * readline's callbacks carry no argument of ours, so the line that was typed
 * goes through here. One shell runs at a time.
 */
static struct {
	char *line;
	bool typed;
	bool end;
} input;

static void take_line(char *line)
{
	input.line = line;
	input.typed = true;
	input.end = !line;
	rl_callback_handler_remove();
}

/* Blanks separate words; quotes keep them together. Works in place. */
static int split(char *line, char **words)
{
	int count = 0;
	char quote = '\0';
	char *to;

	for (;;) {
		line += strspn(line, " \t\r\n");
		if (!*line)
			return count;
		if (count == WORDS_MAX)
			return -1;
		words[count++] = to = line;
		for (; *line && (quote || !strchr(" \t\r\n", *line)); line++) {
			if (quote ? *line == quote : strchr("'\"", *line) != NULL)
				quote = quote ? '\0' : *line;
			else
				*to++ = *line;
		}
		if (quote)
			return -1;
		if (*line)
			line++;
		*to = '\0';
	}
}

static bool is_word(const char *word, const char *a, const char *b)
{
	return !strcmp(word, a) || !strcmp(word, b);
}

/* One line; options hold for this line only. */
static int run_line(struct deck_cli *cli, char *text, bool *quit)
{
	struct deck_cli once = *cli;
	char *words[WORDS_MAX];
	int count = split(text, words);

	if (count < 0)
		return deck_misused(cli, "a quote is not closed, or there are too many words");
	if (!count || words[0][0] == '#')
		return DSRCTL_OK;
	*quit = is_word(words[0], "quit", "exit");
	if (*quit)
		return DSRCTL_OK;
	if (!strcmp(words[0], "shell"))
		return deck_misused(cli, "this is the shell already");
	return deck_run_verb(&once, count, words);
}

/* The n-th word that may follow a verb, NULL behind the last. */
static const char *argument(const struct deck_verb *verb, int n)
{
	const struct deck_choice *row;

	if (verb->run == deck_verb_help)
		return deck_verbs[n].name;
	if (!verb->max_args || !verb->codes[0])
		return NULL;
	row = deck_choice_at(deck_info(verb->codes[0])->choices, n);
	return row ? row->word : NULL;
}

static char *next_word(const char *text, int state)
{
	static int at;
	const struct deck_verb *verb;
	char name[32];
	const char *word;
	int len;

	at = state ? at : 0;
	len = strcspn(rl_line_buffer, " \t");
	snprintf(name, sizeof(name), "%.*s", len, rl_line_buffer);
	verb = rl_line_buffer[len] ? deck_verb_find(name) : NULL;
	if (rl_line_buffer[len] && !verb)
		return NULL;
	for (;;) {
		word = verb ? argument(verb, at) : deck_verbs[at].name;
		if (!word)
			return NULL;
		at++;
		if (!strncmp(word, text, strlen(text)))
			return strdup(word);
	}
}

static char **complete(const char *text, int start, int end)
{
	(void)start;
	(void)end;
	rl_attempted_completion_over = 1;
	return rl_completion_matches(text, next_word);
}

/* $XDG_STATE_HOME/dsr/deck_history, or below ~/.local/state. */
static bool history_path(char *path, size_t size)
{
	const char *state = getenv("XDG_STATE_HOME");
	const char *home = getenv("HOME");
	char *slash;

	if (state && *state)
		snprintf(path, size, "%s/dsr/deck_history", state);
	else if (home)
		snprintf(path, size, "%s/.local/state/dsr/deck_history", home);
	else
		return false;
	for (slash = strchr(path + 1, '/'); slash;
	     slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(path, 0700);
		*slash = '/';
	}
	return true;
}

static void show_news(struct deck_cli *cli, const struct deck_news *news)
{
	fputs("\r\033[K", stdout);
	deck_say_news(cli, news);
	rl_forced_update_display();
}

static void show_fault(struct deck_cli *cli)
{
	fputs("\r\033[K", stdout);
	deck_failed(cli);
	rl_forced_update_display();
}

/* Ctrl-C drops the line that is being typed. */
static void drop_line(void)
{
	fputs("^C\n", stdout);
	rl_free_line_state();
	rl_callback_sigcleanup();
	rl_replace_line("", 0);
	rl_on_new_line();
	rl_redisplay();
}

/* Until a line was typed. Events are shown in between. */
static int wait_line(struct deck_cli *cli)
{
	struct deck_news news;
	int ret = DECK_OK;

	input.typed = false;
	rl_callback_handler_install(PROMPT, take_line);
	while (!input.typed && ret >= 0) {
		ret = deck_follow(cli->session, INT_MAX, STDIN_FILENO, &news);
		if (ret == DECK_WAIT_FD) {
			rl_callback_read_char();
		} else if (ret == DECK_WAIT_EVENT) {
			show_news(cli, &news);
		} else if (ret == DECK_FAULT_SIGNAL) {
			drop_line();
			ret = DECK_OK;
		} else if (ret < 0 && deck_fault_passes(cli)) {
			show_fault(cli);
			ret = DECK_OK;
		}
	}
	if (!input.typed)
		rl_callback_handler_remove();
	return ret;
}

static int talk(struct deck_cli *cli)
{
	bool quit = false;

	while (!quit) {
		if (wait_line(cli) < 0)
			return deck_failed(cli);
		if (input.end)
			break;
		if (*input.line)
			add_history(input.line);
		run_line(cli, input.line, &quit);
		free(input.line);
		input.line = NULL;
	}
	if (input.end)
		putchar('\n');
	return DSRCTL_OK;
}

static int shell_typed(struct deck_cli *cli)
{
	char path[PATH_MAX];
	bool kept = history_path(path, sizeof(path));
	int status;

	rl_readline_name = "dsrctl";
	rl_catch_signals = 0;
	rl_attempted_completion_function = complete;
	using_history();
	stifle_history(HISTORY_LINES);
	if (kept)
		read_history(path);
	puts("'help' lists the commands, Tab completes, Ctrl-D ends.");
	status = talk(cli);
	if (kept)
		write_history(path);
	clear_history();
	return status;
}

/* The lines that are complete; what is left of the last one stays. */
static int run_lines(struct deck_cli *cli, char *text, size_t *len, bool *quit)
{
	int status = DSRCTL_OK;
	int ret;
	char *end;

	while (!*quit && (end = memchr(text, '\n', *len))) {
		*end = '\0';
		ret = run_line(cli, text, quit);
		status = status ? status : ret;
		*len -= end + 1 - text;
		memmove(text, end + 1, *len);
	}
	return status;
}

/* Lines from a file or a pipe. Ends with the status of the first fault. */
static int shell_piped(struct deck_cli *cli)
{
	char text[LINE_MAX_LEN];
	struct deck_news news;
	int status = DSRCTL_OK;
	bool quit = false;
	size_t len = 0;
	ssize_t n = 1;
	int ret;

	while (!quit && n > 0) {
		ret = deck_follow(cli->session, INT_MAX, STDIN_FILENO, &news);
		if (ret < 0 && !deck_fault_passes(cli))
			return deck_failed(cli);
		if (ret != DECK_WAIT_FD)
			continue;
		n = read(STDIN_FILENO, text + len, sizeof(text) - 1 - len);
		len += n > 0 ? (size_t)n : 0;
		if (n <= 0 && len)
			text[len++] = '\n';
		ret = run_lines(cli, text, &len, &quit);
		status = status ? status : ret;
		if (len == sizeof(text) - 1)
			return deck_misused(cli, "a line is longer than %d characters",
					    LINE_MAX_LEN - 2);
	}
	return status;
}

/**
 * deck_verb_shell() - the interactive shell
 * @cli: the verb's
 * @argc: 0
 * @argv: none
 *
 * Return: the exit code.
 */
int deck_verb_shell(struct deck_cli *cli, int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return isatty(STDIN_FILENO) ? shell_typed(cli) : shell_piped(cli);
}
