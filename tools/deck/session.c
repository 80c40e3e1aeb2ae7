// SPDX-License-Identifier: GPL-2.0
/*
 * One conversation with the deck.
 *
 * Signals: SIGINT, SIGTERM, SIGHUP and SIGPIPE are blocked during a session and
 * read from a signalfd, so that no wait misses one and every way out puts the
 * port's settings back. A signal ends the operation under way, the next one
 * works again: so a recording can still be stopped after Ctrl-C.
 */

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "port.h"
#include "session.h"

/* Events kept while nobody takes them; more than the deck sends in seconds. */
#define EVENTS_MAX	64
/* The longest frame takes 28 ms at 38400 bit/s; half duplex waits for it. */
#define FRAME_MS	40
/*
 * 10 bits at 38400 bit/s. Not every driver waits for its adapter when it is
 * asked to drain, so the time on the line is counted as well.
 */
#define BYTE_NS		260417LL

struct deck_session {
	struct deck_port *port;
	struct deck_fault fault;
	struct deck_counts counts;
	struct deck_framer framer;
	int answer_ms;
	int signal_fd;
	sigset_t mask_before;
	long long next_send;	/* CLOCK_MONOTONIC, in nanoseconds */

	/* The question under way, and what came of it. */
	const struct deck_msg *question;
	struct deck_msg answer;
	bool answered;
	bool commanding;	/* a command is under way */
	bool illegal;
	uint8_t last;		/* the code sent last */
	char odd[DECK_BODY_MAX + 1];	/* a return that makes no sense */

	struct deck_msg events[EVENTS_MAX];
	size_t event_first;
	size_t event_count;
};

static long long now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void add_event(struct deck_session *s, const struct deck_msg *event)
{
	size_t at;

	if (s->event_count == EVENTS_MAX) {
		s->event_first = (s->event_first + 1) % EVENTS_MAX;
		s->event_count--;
		s->counts.lost++;
	}
	at = (s->event_first + s->event_count++) % EVENTS_MAX;
	s->events[at] = *event;
}

static bool take_event(struct deck_session *s, struct deck_msg *event)
{
	if (!s->event_count)
		return false;
	*event = s->events[s->event_first];
	s->event_first = (s->event_first + 1) % EVENTS_MAX;
	s->event_count--;
	return true;
}

static void take_message(struct deck_session *s, const struct deck_msg *msg)
{
	const struct deck_info *info = deck_info(msg->code);

	bool idle = !s->question && !s->commanding;

	/* An ILLEGAL that comes late is news, too. */
	if (info->direction == DECK_DIR_EVENT ||
	    (msg->code == DECK_ILLEGAL && idle)) {
		add_event(s, msg);
	} else if (msg->code == DECK_ILLEGAL) {
		s->illegal = true;
	} else if (s->question && !s->answered &&
		   deck_answers(s->question, msg)) {
		s->answer = *msg;
		s->answered = true;
		s->counts.answers++;
	} else {
		s->counts.strays++;
	}
}

/* For the sentence that tells of it: no terminal gets 8-bit bytes. */
static void keep_odd(struct deck_session *s, size_t len)
{
	memcpy(s->odd, s->framer.body, len + 1);
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)s->odd[i] > 0x7E)
			s->odd[i] = '?';
}

static void take_frame(struct deck_session *s, size_t len)
{
	const struct deck_info *asked = NULL;
	struct deck_msg msg;

	switch (deck_decode(s->framer.body, len, &msg)) {
	case DECK_PARSE_OK:
		take_message(s, &msg);
		break;
	case DECK_PARSE_OTHER_ID:
		s->counts.others++;
		break;
	case DECK_PARSE_DATA:
		if (s->question)
			asked = deck_info(s->question->code);
		if (asked && asked->reply == msg.code)
			keep_odd(s, len);
		s->counts.malformed++;
		break;
	default:
		s->counts.malformed++;
	}
}

static int take_bytes(struct deck_session *s)
{
	char bytes[256];
	size_t len;
	int n;

	n = deck_port_read(s->port, bytes, sizeof(bytes), &s->fault);
	for (int i = 0; i < n; i++) {
		len = deck_framer_push(&s->framer, bytes[i]);
		if (len)
			take_frame(s, len);
	}
	s->counts.dropped = s->framer.dropped;
	return n < 0 ? n : DECK_OK;
}

static int take_signal(struct deck_session *s)
{
	struct signalfd_siginfo info;

	if (read(s->signal_fd, &info, sizeof(info)) != sizeof(info))
		return DECK_OK;
	return deck_fail(&s->fault, DECK_FAULT_SIGNAL, "ended by %s",
			 strsignal((int)info.ssi_signo));
}

/* Rounded up, or the last part of a millisecond would be a busy wait. */
static int ms_until(long long deadline)
{
	long long left = deadline - now_ns();

	if (left <= 0)
		return 0;
	left = (left + 999999) / 1000000;
	return left > INT_MAX ? INT_MAX : (int)left;
}

/*
 * Wait once, until there are bytes, or a signal, or @watch_fd (or -1) can be
 * read, or the deadline (CLOCK_MONOTONIC, ns) has passed. Bytes are taken.
 */
static int wait_once(struct deck_session *s, long long deadline, int watch_fd)
{
	struct pollfd fds[] = {
		{ .fd = deck_port_fd(s->port), .events = POLLIN },
		{ .fd = s->signal_fd, .events = POLLIN },
		{ .fd = watch_fd, .events = POLLIN },
	};
	int ret;

	ret = poll(fds, 3, ms_until(deadline));
	if (ret == 0)
		return DECK_WAIT_TIMEOUT;
	if (ret < 0 && errno != EINTR)
		return deck_fail(&s->fault, DECK_FAULT_PORT, "poll: %s",
				 strerror(errno));
	if (ret < 0)
		return DECK_WAIT_EVENT;
	if (fds[0].revents) {
		ret = take_bytes(s);
		if (ret)
			return ret;
	}
	if (fds[1].revents) {
		ret = take_signal(s);
		if (ret)
			return ret;
	}
	return fds[2].revents ? DECK_WAIT_FD : DECK_WAIT_EVENT;
}

/* Keep the distance between commands, and don't talk into a frame. */
static int wait_turn(struct deck_session *s)
{
	long long patience = now_ns() + FRAME_MS * 1000000LL;
	int ret;

	do {
		ret = wait_once(s, s->next_send, -1);
		if (ret < 0)
			return ret;
	} while (now_ns() < s->next_send);
	while (s->framer.inside && now_ns() < patience) {
		ret = wait_once(s, patience, -1);
		if (ret < 0)
			return ret;
	}
	return DECK_OK;
}

static int send_msg(struct deck_session *s, const struct deck_msg *msg)
{
	const struct deck_field *wrong;
	char frame[DECK_FRAME_MAX];
	long long sent;
	int len, ret;

	len = deck_encode(msg, frame, sizeof(frame), &wrong);
	if (len < 0 && wrong)
		return deck_fail(&s->fault, DECK_FAULT_VALUE,
				 "%s %d is out of range: %d to %d", wrong->name,
				 deck_get(msg, wrong), wrong->min, wrong->max);
	if (len < 0)
		return deck_fail(&s->fault, DECK_FAULT_VALUE,
				 "command %02X can't be sent like this",
				 msg->code);
	ret = wait_turn(s);
	if (ret)
		return ret;
	s->last = msg->code;
	s->counts.commands++;
	sent = now_ns() + len * BYTE_NS;
	ret = deck_port_write(s->port, frame, len, &s->fault);
	if (sent < now_ns())
		sent = now_ns();
	s->next_send = sent + (DECK_SPACING_MS + DECK_MARGIN_MS) * 1000000LL;
	return ret;
}

/*
 * Send the question and wait for its answer. With @past_illegal an ILLEGAL
 * does not end the wait, since it may be about the command before.
 */
static int try_question(struct deck_session *s, bool past_illegal)
{
	long long deadline;
	int ret;

	ret = send_msg(s, s->question);
	if (ret)
		return ret;
	deadline = now_ns() + s->answer_ms * 1000000LL;
	while (!s->answered && (past_illegal || !s->illegal)) {
		ret = wait_once(s, deadline, -1);
		if (ret < 0)
			return ret;
		if (ret == DECK_WAIT_TIMEOUT)
			break;
	}
	return DECK_OK;
}

static int silent(struct deck_session *s, const struct deck_info *info)
{
	if (s->odd[0])
		return deck_fail(&s->fault, DECK_FAULT_ANSWER,
			"the deck answered %s (%02X) with \"%.103s\", which makes no sense; "
			"check its firmware version", info->name, info->code,
			s->odd);
	return deck_fail(&s->fault, DECK_FAULT_SILENT,
		"no answer from the deck on %s to %s (%02X), asked twice, %d ms each; "
		"check cable and power", deck_port_name(s->port), info->name,
		info->code, s->answer_ms);
}

static int illegal(struct deck_session *s, uint8_t code)
{
	const struct deck_info *info = deck_info(code);

	return deck_fail(&s->fault, DECK_FAULT_ILLEGAL,
		"the deck refused %s (%02X) as illegal (F2); "
		"check the value, the disc and what the deck is doing",
		info->name, info->code);
}

/*
 * A question asked twice may be answered twice. The second answer must not be
 * taken for that to a later question: wait until it has come, or can't come.
 */
static int linger(struct deck_session *s)
{
	long long deadline = now_ns() + s->answer_ms * 1000000LL;
	unsigned long strays = s->counts.strays;
	int ret;

	do {
		ret = wait_once(s, deadline, -1);
	} while (ret == DECK_WAIT_EVENT && s->counts.strays == strays);
	return ret < 0 ? ret : DECK_OK;
}

/* One retry: an answer may be lost, and asking twice does no harm. */
static int ask(struct deck_session *s, const struct deck_msg *question,
	       bool past_illegal)
{
	int ret;

	s->question = question;
	s->answered = false;
	s->odd[0] = '\0';
	ret = try_question(s, past_illegal);
	if (!ret && !s->answered && (past_illegal || !s->illegal)) {
		s->counts.retries++;
		ret = try_question(s, past_illegal);
		if (!ret && s->answered)
			ret = linger(s);
	}
	s->question = NULL;
	return ret;
}

/* Take what is there before something new is asked: it answers nothing. */
static int settle(struct deck_session *s)
{
	int ret;

	do {
		ret = wait_once(s, 0, -1);
	} while (ret == DECK_WAIT_EVENT);
	s->illegal = false;
	return ret < 0 ? ret : DECK_OK;
}

/**
 * deck_ask() - ask a question and wait for the answer
 * @s: the session
 * @question: a form that the deck answers
 * @answer: the answer goes here
 *
 * Asked once more when no answer comes in time.
 *
 * Return: DECK_OK or an enum deck_result; the sentence is in
 * deck_session_fault().
 */
int deck_ask(struct deck_session *s, const struct deck_msg *question,
	     struct deck_msg *answer)
{
	const struct deck_info *info = deck_info(question->code);
	int ret;

	if (!info || !info->reply)
		return deck_fail(&s->fault, DECK_FAULT_VALUE,
				 "%02X is no question", question->code);
	ret = settle(s);
	if (!ret)
		ret = ask(s, question, false);
	if (ret)
		return ret;
	if (s->answered) {
		*answer = s->answer;
		return DECK_OK;
	}
	return s->illegal ? illegal(s, question->code) : silent(s, info);
}

/**
 * deck_command() - send a command that the deck does not answer
 * @s: the session
 * @command: the command
 * @mecha: what the mechanism does right after it, an enum deck_mecha, goes
 *	here; may be NULL
 *
 * The deck says nothing when it takes a command, and ILLEGAL when it does
 * not. So MECHA STATUS is asked behind it: its answer shows that the deck has
 * read the command, and that no ILLEGAL came for it. The command itself is
 * never sent twice, since some (the tray) are toggles.
 *
 * Return: DECK_OK or an enum deck_result.
 */
int deck_command(struct deck_session *s, const struct deck_msg *command,
		 int *mecha)
{
	static const struct deck_msg status = { .code = DECK_MECHA };
	int ret;

	ret = settle(s);
	s->commanding = true;
	if (!ret)
		ret = send_msg(s, command);
	if (!ret)
		ret = wait_turn(s);
	if (!ret && !s->illegal)
		ret = ask(s, &status, true);
	s->commanding = false;
	if (ret)
		return ret;
	if (s->illegal)
		return illegal(s, command->code);
	if (!s->answered)
		return silent(s, deck_info(status.code));
	if (mecha)
		*mecha = s->answer.choice;
	return DECK_OK;
}

/**
 * deck_event() - wait for what the deck sends unasked
 * @s: the session
 * @timeout_ms: how long, 0: only look
 * @watch_fd: a descriptor to wait for as well, or -1
 * @event: the event goes here with DECK_WAIT_EVENT
 *
 * Return: an enum deck_wait, or an enum deck_result below 0.
 */
int deck_event(struct deck_session *s, int timeout_ms, int watch_fd,
	       struct deck_msg *event)
{
	long long deadline = now_ns() + timeout_ms * 1000000LL;
	int ret;

	for (;;) {
		if (take_event(s, event))
			return DECK_WAIT_EVENT;
		ret = wait_once(s, deadline, watch_fd);
		if (ret != DECK_WAIT_EVENT)
			return ret;
	}
}

static int catch_signals(struct deck_session *s)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGPIPE);
	s->signal_fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (s->signal_fd < 0)
		return deck_fail(&s->fault, DECK_FAULT_MEMORY, "signalfd: %s",
				 strerror(errno));
	sigprocmask(SIG_BLOCK, &set, &s->mask_before);
	return DECK_OK;
}

/**
 * deck_session_open() - open the port and begin to talk
 * @path: the port's device
 * @lock_ms: how long to wait for another dsrctl to be done with it
 * @answer_ms: how long to wait for an answer, 1 or more
 * @session: the session goes here
 * @fault: what went wrong goes here
 *
 * Nothing is sent yet.
 *
 * Return: DECK_OK or an enum deck_result.
 */
int deck_session_open(const char *path, int lock_ms, int answer_ms,
		      struct deck_session **session, struct deck_fault *fault)
{
	struct deck_session *s = calloc(1, sizeof(*s));
	int ret;

	if (!s)
		return deck_fail(fault, DECK_FAULT_MEMORY, "out of memory");
	s->answer_ms = answer_ms;
	ret = catch_signals(s);
	if (ret)
		goto free;
	ret = deck_port_open(path, lock_ms, &s->port, &s->fault);
	if (ret)
		goto signals;
	*session = s;
	return DECK_OK;
signals:
	sigprocmask(SIG_SETMASK, &s->mask_before, NULL);
	close(s->signal_fd);
free:
	*fault = s->fault;
	free(s);
	return ret;
}

/**
 * deck_session_close() - stop talking and give the port back
 * @s: the session, or NULL
 *
 * Waits until the next command may be sent: the next dsrctl on the port does
 * not know when we sent our last one.
 */
void deck_session_close(struct deck_session *s)
{
	struct timespec until;

	if (!s)
		return;
	until.tv_sec = s->next_send / 1000000000LL;
	until.tv_nsec = s->next_send % 1000000000LL;
	while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until,
			       NULL) == EINTR)
		;
	deck_port_close(s->port);
	sigprocmask(SIG_SETMASK, &s->mask_before, NULL);
	close(s->signal_fd);
	free(s);
}

/**
 * deck_session_fault() - what went wrong last
 * @s: the session
 *
 * Return: the fault, valid as long as the session and until the next one.
 */
const struct deck_fault *deck_session_fault(const struct deck_session *s)
{
	return &s->fault;
}

/**
 * deck_state_fault() - note that the deck does not do what was asked
 * @s: the session
 * @format: one sentence without a full stop
 *
 * Return: DECK_FAULT_STATE.
 */
int deck_state_fault(struct deck_session *s, const char *format, ...)
{
	char text[sizeof(s->fault.text)];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	return deck_fail(&s->fault, DECK_FAULT_STATE, "%s", text);
}

/**
 * deck_late_illegal() - note that an ILLEGAL came as an event
 * @s: the session
 *
 * Return: DECK_FAULT_ILLEGAL, with a sentence that names the last command.
 */
int deck_late_illegal(struct deck_session *s)
{
	return illegal(s, s->last);
}

/**
 * deck_session_counts() - what the session has seen
 * @s: the session
 *
 * Return: the counts.
 */
struct deck_counts deck_session_counts(const struct deck_session *s)
{
	return s->counts;
}

/**
 * deck_session_port() - the port's name
 * @s: the session
 *
 * Return: the name, valid as long as the session.
 */
const char *deck_session_port(const struct deck_session *s)
{
	return deck_port_name(s->port);
}
