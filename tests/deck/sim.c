// SPDX-License-Identifier: GPL-2.0
/*
 * decksim: a deck on a pseudo terminal, or on a device that is named.
 *
 *	decksim [DEVICE]
 *
 * Says "port NAME", and then for each frame from the host
 * "rx BEGAN ENDED BODY" (microseconds, CLOCK_MONOTONIC) and for each frame to
 * the host "tx TIME BODY". Obeys lines on stdin, each answered with "ok":
 *
 *	silence N	ignore the next N frames
 *	refuse N	answer the next N frames with ILLEGAL
 *	noise HEX	send these bytes before the next answer
 *	raw HEX		send these bytes now
 *	before BODY	send this frame before the next answer, in one piece
 *	event BODY	send this frame now
 *	instead BODY	send this frame instead of the next answer
 *	late MS		send the next answer so much later
 *	twice		send the next answer twice
 *	split MS	send byte by byte, so far apart; 0: in one piece
 *	off MS		switched off for so long, then on again
 *	line		tell how the host has set the line
 *	hangup		close the line
 *
 * and those of sim_deck_control().
 */

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "sim.h"

#define TIMERS_MAX 64
#define OUT_MAX 4096

struct timer {
	long long at_us;
	void (*action)(int);
	int argument;
};

static struct {
	int fd;
	int slave;
	struct timer timers[TIMERS_MAX];
	int timer_count;
	char out[OUT_MAX];
	size_t out_len;
	long long out_next_us;
	int split_ms;
	char body[256];
	size_t body_len;
	bool inside;
	long long began_us;
	/* faults that wait for their turn */
	int silence;
	int refuse;
	int late_ms;
	bool twice;
	bool off;
	char noise[512];
	char before[128];
	char instead[128];
} sim;

long long sim_now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}

void sim_at(int ms, void (*action)(int), int argument)
{
	if (sim.timer_count == TIMERS_MAX)
		exit(3);
	sim.timers[sim.timer_count++] = (struct timer){
		sim_now_us() + ms * 1000LL, action, argument,
	};
}

void sim_forget_timers(void)
{
	sim.timer_count = 0;
}

static void put_bytes(const char *bytes, size_t n)
{
	if (sim.out_len + n > OUT_MAX)
		exit(3);
	memcpy(sim.out + sim.out_len, bytes, n);
	sim.out_len += n;
}

static void put_hex(const char *hex)
{
	unsigned int byte;
	char c;

	for (; sscanf(hex, "%2x", &byte) == 1; hex += 2) {
		c = (char)byte;
		put_bytes(&c, 1);
		if (!hex[1])
			break;
	}
}

static void put_frame(const char *body)
{
	printf("tx %lld %s\n", sim_now_us(), body);
	put_bytes("\n", 1);
	put_bytes(body, strlen(body));
	put_bytes("\r", 1);
}

static void flush_out(void)
{
	ssize_t n;

	while (sim.out_len && sim.fd >= 0) {
		if (sim.split_ms && sim_now_us() < sim.out_next_us)
			return;
		n = write(sim.fd, sim.out, sim.split_ms ? 1 : sim.out_len);
		if (n <= 0)
			return;
		sim.out_len -= n;
		memmove(sim.out, sim.out + n, sim.out_len);
		sim.out_next_us = sim_now_us() + sim.split_ms * 1000LL;
	}
}

static char late_bodies[8][256];

static void send_late(int which)
{
	put_frame(late_bodies[which]);
}

/* The answer to a command, with the faults that wait for one. */
void sim_send(const char *body)
{
	static int late;

	if (sim.noise[0])
		put_hex(sim.noise);
	if (sim.before[0])
		put_frame(sim.before);
	if (sim.instead[0])
		body = sim.instead;
	if (sim.late_ms) {
		late = (late + 1) % 8;
		snprintf(late_bodies[late], sizeof(late_bodies[late]), "%s",
			 body);
		sim_at(sim.late_ms, send_late, late);
	} else {
		put_frame(body);
		if (sim.twice)
			put_frame(body);
	}
	sim.noise[0] = sim.before[0] = sim.instead[0] = '\0';
	sim.late_ms = 0;
	sim.twice = false;
}

void sim_send_event(const char *body)
{
	if (!sim.off)
		put_frame(body);
}

static void power_on(int unused)
{
	(void)unused;
	sim.off = false;
	sim_deck_power_on();
	put_frame("0F4");
}

static void take_frame(void)
{
	sim.body[sim.body_len] = '\0';
	printf("rx %lld %lld %s\n", sim.began_us, sim_now_us(), sim.body);
	if (sim.off || sim.body[0] != '0')
		return;
	if (sim.silence) {
		sim.silence--;
		return;
	}
	if (sim.refuse) {
		sim.refuse--;
		sim_send("0F2");
		return;
	}
	sim_deck_command(sim.body);
}

static void take_byte(char c)
{
	if (c == '\n') {
		sim.inside = true;
		sim.body_len = 0;
		sim.began_us = sim_now_us();
	} else if (sim.inside && c == '\r') {
		sim.inside = false;
		take_frame();
	} else if (sim.inside && sim.body_len < sizeof(sim.body) - 1) {
		sim.body[sim.body_len++] = c;
	} else {
		printf("stray %02X\n", (unsigned char)c);
	}
}

static void tell_line(void)
{
	struct termios t;

	tcgetattr(sim.slave >= 0 ? sim.slave : sim.fd, &t);
	printf("line %s %d%c%d %s\n",
	       cfgetospeed(&t) == B38400 && cfgetispeed(&t) == B38400 ?
	       "38400" : cfgetospeed(&t) == B9600 ? "9600" : "other",
	       (t.c_cflag & CSIZE) == CS8 ? 8 : 7,
	       t.c_cflag & PARENB ? 'E' : 'N', t.c_cflag & CSTOPB ? 2 : 1,
	       t.c_lflag & (ICANON | ECHO | ISIG) ||
	       t.c_iflag & (ICRNL | INLCR | IXON | IXOFF) ||
	       t.c_oflag & OPOST || t.c_cflag & CRTSCTS ? "cooked" : "raw");
}

static void fault_text(char *to, size_t size, const char *from)
{
	snprintf(to, size, "%s", from);
}

static bool obey_line(const char *verb, const char *arg)
{
	if (!strcmp(verb, "silence"))
		sim.silence = atoi(arg);
	else if (!strcmp(verb, "refuse"))
		sim.refuse = atoi(arg);
	else if (!strcmp(verb, "noise"))
		fault_text(sim.noise, sizeof(sim.noise), arg);
	else if (!strcmp(verb, "raw"))
		put_hex(arg);
	else if (!strcmp(verb, "before"))
		fault_text(sim.before, sizeof(sim.before), arg);
	else if (!strcmp(verb, "event"))
		put_frame(arg);
	else if (!strcmp(verb, "instead"))
		fault_text(sim.instead, sizeof(sim.instead), arg);
	else if (!strcmp(verb, "late"))
		sim.late_ms = atoi(arg);
	else if (!strcmp(verb, "twice"))
		sim.twice = true;
	else if (!strcmp(verb, "split"))
		sim.split_ms = atoi(arg);
	else if (!strcmp(verb, "line"))
		tell_line();
	else
		return false;
	return true;
}

static void hang_up(void)
{
	close(sim.slave);
	close(sim.fd);
	sim.slave = sim.fd = -1;
}

static void obey(char *line)
{
	char *arg = line + strcspn(line, " ");

	if (*arg)
		*arg++ = '\0';
	if (!strcmp(line, "off")) {
		sim.off = true;
		sim_forget_timers();
		sim_at(atoi(arg), power_on, 0);
	} else if (!strcmp(line, "hangup")) {
		hang_up();
	} else if (!obey_line(line, arg) && !sim_deck_control(line, arg)) {
		printf("not known: %s\n", line);
		return;
	}
	flush_out();
	puts("ok");
}

static void run_timers(void)
{
	struct timer due;

	for (int i = 0; i < sim.timer_count; i++) {
		if (sim.timers[i].at_us > sim_now_us())
			continue;
		due = sim.timers[i];
		sim.timers[i] = sim.timers[--sim.timer_count];
		due.action(due.argument);
		i = -1;
	}
}

static int next_ms(void)
{
	long long next = sim_now_us() + 1000000;

	for (int i = 0; i < sim.timer_count; i++)
		if (sim.timers[i].at_us < next)
			next = sim.timers[i].at_us;
	if (sim.out_len && sim.split_ms && sim.out_next_us < next)
		next = sim.out_next_us;
	next -= sim_now_us();
	return next < 0 ? 0 : (int)((next + 999) / 1000);
}

/* Settings that no host wants, so that a test sees whether they come back. */
static void odd_settings(int fd)
{
	struct termios t;

	tcgetattr(fd, &t);
	cfmakeraw(&t);
	t.c_iflag |= IXON | ISTRIP;
	cfsetspeed(&t, B9600);
	tcsetattr(fd, TCSANOW, &t);
}

static void open_line(const char *device)
{
	struct termios t;

	if (device) {
		sim.fd = open(device, O_RDWR | O_NOCTTY | O_NONBLOCK);
		sim.slave = -1;
		if (sim.fd < 0 || tcgetattr(sim.fd, &t))
			exit(2);
		cfmakeraw(&t);
		t.c_cflag |= CLOCAL | CREAD;
		cfsetspeed(&t, B38400);
		tcsetattr(sim.fd, TCSANOW, &t);
		printf("port %s\n", device);
		return;
	}
	sim.fd = posix_openpt(O_RDWR | O_NOCTTY);
	if (sim.fd < 0 || grantpt(sim.fd) || unlockpt(sim.fd))
		exit(2);
	fcntl(sim.fd, F_SETFL, O_NONBLOCK);
	sim.slave = open(ptsname(sim.fd), O_RDWR | O_NOCTTY);
	odd_settings(sim.slave);
	printf("port %s\n", ptsname(sim.fd));
}

static bool read_control(void)
{
	static char line[1024];
	static size_t len;
	ssize_t n = read(STDIN_FILENO, line + len, sizeof(line) - 1 - len);
	char *end;

	if (n <= 0)
		return false;
	len += n;
	while ((end = memchr(line, '\n', len))) {
		*end = '\0';
		obey(line);
		len -= end + 1 - line;
		memmove(line, end + 1, len);
	}
	return true;
}

int main(int argc, char **argv)
{
	struct pollfd fds[2];
	char bytes[256];
	ssize_t n;

	setvbuf(stdout, NULL, _IOLBF, 0);
	open_line(argc > 1 ? argv[1] : NULL);
	sim_deck_power_on();
	for (;;) {
		fds[0] = (struct pollfd){ .fd = sim.fd, .events = POLLIN };
		fds[1] = (struct pollfd){ .fd = 0, .events = POLLIN };
		poll(fds, 2, next_ms());
		if (fds[1].revents && !read_control())
			return 0;
		n = fds[0].revents ? read(sim.fd, bytes, sizeof(bytes)) : 0;
		for (ssize_t i = 0; i < n; i++)
			take_byte(bytes[i]);
		run_timers();
		flush_out();
	}
}
