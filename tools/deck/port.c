// SPDX-License-Identifier: GPL-2.0
/*
 * The serial line. libserialport sets up the ports that the system lists;
 * pseudo terminals (socat, ser2net and the like) it does not know, and they
 * have no modem lines: those are set up here through termios.
 */

#include <errno.h>
#include <fcntl.h>
#include <libserialport.h>
#include <limits.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "port.h"

/* Section 2.2, Communication Specifications. */
#define BAUD		38400
#define BITS		8
#define STOP_BITS	1
/* 105 characters of 10 bits take 28 ms; a port that needs longer is stuck. */
#define WRITE_MS	2000
/* How long to sleep between two tries to get a port that is in use. */
#define LOCK_TRY_MS	20

/**
 * struct deck_port - one open port
 * @fd: ours; holds the lock (flock) that keeps other dsrctl out
 * @sp: libserialport's view of the same port, NULL for a pseudo terminal
 * @before: the settings that were found, put back at the end
 * @name: as the user said it
 */
struct deck_port {
	int fd;
	struct sp_port *sp;
	struct termios before;
	char name[PATH_MAX];
};

/**
 * deck_fail() - note what went wrong
 * @fault: goes here
 * @code: an enum deck_result other than DECK_OK
 * @format: one sentence without a full stop
 *
 * Return: @code.
 */
int deck_fail(struct deck_fault *fault, int code, const char *format, ...)
{
	va_list args;

	fault->code = code;
	va_start(args, format);
	vsnprintf(fault->text, sizeof(fault->text), format, args);
	va_end(args);
	return code;
}

static void sleep_ms(int ms)
{
	struct timespec t = { ms / 1000, ms % 1000 * 1000000L };

	clock_nanosleep(CLOCK_MONOTONIC, 0, &t, NULL);
}

static int busy(const char *path, struct deck_fault *fault)
{
	return deck_fail(fault, DECK_FAULT_BUSY,
			 "%s is in use by another dsrctl or terminal program; "
			 "end that one first (fuser -v %s names it)",
			 path, path);
}

/*
 * Open and lock. EBUSY is a port that somebody holds with TIOCEXCL, as we do
 * too, EWOULDBLOCK the lock.
 */
static int lock_port(const char *path, int wait_ms, int *fd,
		     struct deck_fault *fault)
{
	for (;; wait_ms -= LOCK_TRY_MS) {
		*fd = open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
		if (*fd >= 0 && flock(*fd, LOCK_EX | LOCK_NB) == 0)
			return DECK_OK;
		if (*fd < 0 && errno != EBUSY)
			return deck_fail(fault, DECK_FAULT_PORT,
				"can't open %s: %s; check the cable, the name and your group (dialout)",
				path, strerror(errno));
		if (*fd >= 0 && errno != EWOULDBLOCK) {
			deck_fail(fault, DECK_FAULT_PORT, "can't lock %s: %s",
				  path, strerror(errno));
			close(*fd);
			return fault->code;
		}
		if (*fd >= 0)
			close(*fd);
		if (wait_ms <= 0)
			return busy(path, fault);
		sleep_ms(LOCK_TRY_MS);
	}
}

static int setup_pty(struct deck_port *port)
{
	struct termios line = port->before;

	cfmakeraw(&line);
	line.c_cflag &= ~(CSIZE | PARENB | CSTOPB | CRTSCTS);
	line.c_cflag |= CS8 | CREAD | CLOCAL;
	line.c_cc[VMIN] = 0;
	line.c_cc[VTIME] = 0;
	cfsetspeed(&line, B38400);
	return tcsetattr(port->fd, TCSANOW, &line);
}

/* Every value is set at once: a port that can't do one of them is refused. */
static int setup_listed(struct deck_port *port)
{
	struct sp_port_config *config = NULL;
	int ret;

	ret = sp_open(port->sp, SP_MODE_READ_WRITE);
	if (ret != SP_OK)
		return ret;
	ret = sp_new_config(&config);
	if (ret != SP_OK)
		goto close;
	sp_set_config_baudrate(config, BAUD);
	sp_set_config_bits(config, BITS);
	sp_set_config_parity(config, SP_PARITY_NONE);
	sp_set_config_stopbits(config, STOP_BITS);
	sp_set_config_flowcontrol(config, SP_FLOWCONTROL_NONE);
	ret = sp_set_config(port->sp, config);
	sp_free_config(config);
	if (ret == SP_OK)
		return SP_OK;
close:
	sp_close(port->sp);
	return ret;
}

static int setup(struct deck_port *port)
{
	int ret = sp_get_port_by_name(port->name, &port->sp);

	/* TIOCEXCL keeps out programs that don't look at the lock. */
	if (ret != SP_OK) {
		port->sp = NULL;
		ret = setup_pty(port);
	} else {
		ret = setup_listed(port);
	}
	if (ret == 0)
		ioctl(port->fd, TIOCEXCL);
	return ret;
}

/**
 * deck_port_open() - lock and set up a port
 * @path: the port's device
 * @wait_ms: how long to wait for another dsrctl to be done with it
 * @port: the open port goes here
 * @fault: what went wrong goes here
 *
 * The settings found are put back by deck_port_close().
 *
 * Return: DECK_OK or an enum deck_result.
 */
int deck_port_open(const char *path, int wait_ms, struct deck_port **port,
		   struct deck_fault *fault)
{
	struct deck_port *p = calloc(1, sizeof(*p));
	int ret;

	if (!p)
		return deck_fail(fault, DECK_FAULT_MEMORY, "out of memory");
	snprintf(p->name, sizeof(p->name), "%s", path);
	ret = lock_port(path, wait_ms, &p->fd, fault);
	if (ret)
		goto free;
	if (tcgetattr(p->fd, &p->before)) {
		ret = deck_fail(fault, DECK_FAULT_PORT,
				"%s is no serial port: %s", path,
				strerror(errno));
		goto close;
	}
	if (setup(p)) {
		ret = deck_fail(fault, DECK_FAULT_PORT,
				"%s can't be set to %d bit/s 8N1: %s", path,
				BAUD, strerror(errno));
		goto restore;
	}
	/* What came before we were there belongs to nobody. */
	tcflush(p->fd, TCIFLUSH);
	*port = p;
	return DECK_OK;
restore:
	tcsetattr(p->fd, TCSANOW, &p->before);
	if (p->sp)
		sp_free_port(p->sp);
close:
	close(p->fd);
free:
	free(p);
	return ret;
}

/**
 * deck_port_close() - put the settings back and let the port go
 * @port: an open port, or NULL
 */
void deck_port_close(struct deck_port *port)
{
	if (!port)
		return;
	tcdrain(port->fd);
	if (port->sp) {
		sp_close(port->sp);
		sp_free_port(port->sp);
	}
	tcsetattr(port->fd, TCSANOW, &port->before);
	ioctl(port->fd, TIOCNXCL);
	close(port->fd);
	free(port);
}

/**
 * deck_port_fd() - what to poll for input
 * @port: an open port
 *
 * Return: the file descriptor; it stays the port's.
 */
int deck_port_fd(const struct deck_port *port)
{
	return port->fd;
}

/**
 * deck_port_name() - what the user calls the port
 * @port: an open port
 *
 * Return: the name, valid as long as the port.
 */
const char *deck_port_name(const struct deck_port *port)
{
	return port->name;
}

static int gone(struct deck_port *port, struct deck_fault *fault)
{
	return deck_fail(fault, DECK_FAULT_PORT,
			 "%s went away: %s; check the cable", port->name,
			 errno ? strerror(errno) : "end of file");
}

/**
 * deck_port_write() - send bytes and wait until they have left
 * @port: an open port
 * @data: the bytes
 * @size: how many
 * @fault: what went wrong goes here
 *
 * Return: DECK_OK, DECK_FAULT_PORT.
 */
int deck_port_write(struct deck_port *port, const char *data, size_t size,
		    struct deck_fault *fault)
{
	struct pollfd out = { .fd = port->fd, .events = POLLOUT };
	ssize_t n;

	while (size) {
		n = write(port->fd, data, size);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno != EAGAIN)
			return gone(port, fault);
		if (n > 0) {
			data += n;
			size -= n;
		} else if (poll(&out, 1, WRITE_MS) == 0) {
			return deck_fail(fault, DECK_FAULT_PORT,
					 "%s takes no data; check the port",
					 port->name);
		}
	}
	while (tcdrain(port->fd))
		if (errno != EINTR)
			return gone(port, fault);
	return DECK_OK;
}

/**
 * deck_port_read() - take what has come
 * @port: an open port that poll() called readable
 * @data: the bytes go here
 * @size: room there
 * @fault: what went wrong goes here
 *
 * Return: the number of bytes, 0 if there are none, or DECK_FAULT_PORT.
 */
int deck_port_read(struct deck_port *port, char *data, size_t size,
		   struct deck_fault *fault)
{
	struct pollfd in = { .fd = port->fd, .events = POLLIN };
	ssize_t n = read(port->fd, data, size);

	if (n > 0)
		return n;
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return 0;
	/* With VMIN 0 an empty line reads as 0, and so does a hung-up one. */
	if (n == 0) {
		errno = 0;
		if (poll(&in, 1, 0) >= 0 && !(in.revents & POLLHUP))
			return 0;
	}
	return gone(port, fault);
}

/**
 * deck_port_list() - the serial ports there are
 * @text: their names go here, with commas, always ended by a NUL
 * @size: room there, 1 or more
 */
void deck_port_list(char *text, size_t size)
{
	struct sp_port **ports;
	size_t len = 0;
	int n;

	text[0] = '\0';
	if (sp_list_ports(&ports) != SP_OK)
		return;
	for (int i = 0; ports[i]; i++) {
		n = snprintf(text + len, size - len, "%s%s", len ? ", " : "",
			     sp_get_port_name(ports[i]));
		if (n < 0 || (size_t)n >= size - len)
			break;
		len += n;
	}
	sp_free_port_list(ports);
}
