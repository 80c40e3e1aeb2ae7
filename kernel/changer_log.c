// SPDX-License-Identifier: GPL-2.0
/*
 * Questions to a robot that come with data: logs, its memory, the addresses of
 * its elements.
 */
#include "changer.h"

#define LOG_MS		(60 * MSEC_PER_SEC)

/* one page; a robot that does not have it is no error */
static int log_page(struct dsr_changer *c, u8 page, struct dsr_changer_log *log)
{
	struct dsr_talk t = { .timeout_ms = LOG_MS, .error = &log->error };
	struct dsr_cdb cdb;
	int got;

	dsr_smc_log_sense(&cdb, page);
	got = dsr_robot_command(c, &t, &cdb);
	if (got < 0)
		return got;
	if (dsr_smc_parse_log(page, c->buf, got, log)) {
		dsr_robot_blame(&log->error, DSR_REASON_BAD_ANSWER, page);
		return -EIO;
	}
	return 0;
}

/**
 * dsr_robot_log - counters and logs
 * @c: the robot, its talk is held
 * @log: filled
 *
 * Context: may sleep. Return: 0 or -errno; -EOPNOTSUPP: it keeps no logs.
 */
int dsr_robot_log(struct dsr_changer *c, struct dsr_changer_log *log)
{
	static const u8 pages[] = {
		SMC_LOG_NON_MEDIUM, SMC_LOG_EVENTS, SMC_LOG_COUNTER,
	};
	u32 i;
	int err;

	err = log_page(c, SMC_LOG_PAGES, log);
	for (i = 0; !err && i < ARRAY_SIZE(pages); i++) {
		if (log->pages & 1ULL << pages[i])
			err = log_page(c, pages[i], log);
	}
	return err;
}

/**
 * dsr_robot_buffer - read or write the robot's memory
 * @c: the robot, its talk is held
 * @b: which part; its bytes become those that moved
 * @data: @b->bytes of them
 *
 * Context: may sleep. Return: 0 or -errno; -EINVAL: more than this host adapter
 * moves in one command.
 */
int dsr_robot_buffer(struct dsr_changer *c, struct dsr_changer_buffer *b,
		     void *data)
{
	bool write = b->flags & DSR_BUFFER_F_WRITE;
	struct dsr_talk t = {
		.order = write,
		.timeout_ms = LOG_MS,
		.error = &b->error,
	};
	struct dsr_cdb cdb;
	int got;

	if (b->bytes > c->room)
		return -EINVAL;
	if (write)
		memcpy(c->buf, data, b->bytes);
	dsr_smc_buffer(&cdb, write, b->buffer, b->offset, b->bytes);
	got = dsr_robot_command(c, &t, &cdb);
	if (got < 0)
		return got;
	b->bytes = min_t(u32, b->bytes, got);
	if (!write)
		memcpy(data, c->buf, b->bytes);
	return 0;
}

/**
 * dsr_robot_assign - give the elements new addresses
 * @c: the robot, its talk is held
 * @a: the addresses
 *
 * Context: may sleep. Return: 0 or -errno; -EINVAL: addresses that can't be.
 */
int dsr_robot_assign(struct dsr_changer *c, struct dsr_changer_assign *a)
{
	struct dsr_talk t = {
		.order = true,
		.timeout_ms = LOG_MS,
		.error = &a->error,
	};
	u8 list[SMC_ASSIGN_BYTES];
	struct dsr_cdb cdb;
	int err, look;

	err = dsr_smc_assign_fill(list, a->ranges);
	if (err)
		return err;
	memcpy(c->buf, list, sizeof(list));
	dsr_smc_mode_select(&cdb, sizeof(list));
	err = dsr_robot_command(c, &t, &cdb);
	/* whatever became of it, what it says now is what counts */
	dsr_robot_forget_pages(c);
	dsr_robot_set_stale(c);
	if (err < 0)
		return err;
	look = dsr_robot_look(c, NULL, &a->error);
	return look;
}
