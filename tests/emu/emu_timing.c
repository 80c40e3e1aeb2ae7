// SPDX-License-Identifier: GPL-2.0
/* The clock of a drive: its buffer, its speeds, its long operations. */

#include <linux/math64.h>

#include "emu.h"

#define EMU_BUFFER_CD_DVD	(2u << 20)
#define EMU_BUFFER_BD		(4u << 20)
#define EMU_SEEK_MS		100
#define EMU_ERASE_MS		300	/* without the clock: some polls' worth */

/**
 * emu_timing_reset - another disc: buffer empty, laser off
 * @drive: the drive; its lock held
 */
void emu_timing_reset(struct emu_drive *drive)
{
	struct emu_buffer *b = &drive->buffer;

	b->size = EMU_BUFFER_CD_DVD;
	if (drive->disc && drive->disc->medium->family == EMU_BD)
		b->size = EMU_BUFFER_BD;
	if (b->forced_size)
		b->size = b->forced_size;
	b->fill = 0;
	b->burning = false;
	b->started = false;
	b->lowest = ~0ull;
	b->read_next = 0;
	b->stamp = ktime_get();
	b->read_done = b->stamp;
}

/**
 * emu_timing_scale - how long something takes here
 * @drive: the drive
 * @ms: milliseconds that a real drive takes
 *
 * Return: nanoseconds, 0 when the drive is not speed-true.
 */
u64 emu_timing_scale(const struct emu_drive *drive, u64 ms)
{
	if (!drive->buffer.on)
		return 0;
	return div_u64(ms * NSEC_PER_MSEC, drive->buffer.factor);
}

/**
 * emu_timing_erase - how long blanking or formatting takes
 * @drive: the drive, with a disc
 * @full: all of the disc
 *
 * Return: nanoseconds, never 0: a host shall see that it has to wait.
 */
u64 emu_timing_erase(const struct emu_drive *drive, bool full)
{
	const struct emu_medium *medium = drive->disc->medium;
	u64 ms = drive->buffer.erase_ms;

	if (!ms && drive->buffer.on)
		return emu_timing_scale(drive, full ? medium->full_ms
						    : medium->quick_ms);
	return (ms ? ms : EMU_ERASE_MS) * NSEC_PER_MSEC;
}

/**
 * emu_timing_write_kbps - the write speed in force
 * @drive: the drive, with a writable disc
 *
 * Return: kB/s as SET CD SPEED counts; 0 for a disc that can't be written.
 */
u32 emu_timing_write_kbps(const struct emu_drive *drive)
{
	const struct emu_medium *medium = drive->disc->medium;

	if (drive->buffer.forced)
		return drive->buffer.forced * emu_medium_one_x(medium) / 100;
	return drive->write_kbps ? drive->write_kbps : medium->speeds[0];
}

/**
 * emu_timing_read_kbps - the read speed in force
 * @drive: the drive, with a disc
 *
 * Return: kB/s as SET CD SPEED counts.
 */
u32 emu_timing_read_kbps(const struct emu_drive *drive)
{
	const struct emu_medium *medium = drive->disc->medium;

	return drive->read_kbps ? drive->read_kbps : medium->read_speed;
}

/* Nanoseconds that so many bytes take at a speed. */
static u64 emu_timing_ns(const struct emu_drive *drive, u64 bytes, u32 kbps)
{
	u64 rate = emu_medium_rate(drive->disc->medium, kbps);

	rate *= drive->buffer.factor;
	if (!rate)
		return 0;
	return div64_u64(bytes * NSEC_PER_SEC, rate);
}

/* Burns what had time to be burned since the last call. */
static void emu_timing_drain(struct emu_drive *drive)
{
	struct emu_buffer *b = &drive->buffer;
	ktime_t now = ktime_get();
	s64 gone = ktime_to_ns(ktime_sub(now, b->stamp));
	u64 all;

	if (gone <= 0)
		return;
	b->stamp = now;
	if (!b->burning)
		return;
	all = emu_timing_ns(drive, b->fill, emu_timing_write_kbps(drive));
	if (gone >= all) {
		b->fill = 0;
		b->lowest = 0;
		b->burning = false;
		b->underruns++;
		return;
	}
	b->fill -= div64_u64(b->fill * gone, all);
	b->lowest = min(b->lowest, b->fill);
}

static void emu_timing_ignite(struct emu_drive *drive)
{
	struct emu_buffer *b = &drive->buffer;
	u64 ns = emu_timing_scale(drive, drive->disc->medium->lead_in_ms);

	b->burning = true;
	if (!b->started)
		b->stamp = ktime_add_ns(b->stamp, ns);
	b->started = true;
}

/**
 * emu_timing_write - data came into the buffer
 * @drive: the drive, with a writable disc; its lock held
 * @cmd: its delay grows until the data fit into the buffer
 * @bytes: how much
 *
 * The laser is lit when the buffer is three quarters full.
 */
void emu_timing_write(struct emu_drive *drive, struct emu_cmd *cmd, u32 bytes)
{
	struct emu_buffer *b = &drive->buffer;
	u64 wait = 0;
	s64 ahead;

	if (!b->on)
		return;
	emu_timing_drain(drive);
	b->fill += bytes;
	if (!b->burning && b->fill >= b->size / 4 * 3)
		emu_timing_ignite(drive);
	if (b->fill <= b->size)
		return;
	ahead = ktime_to_ns(ktime_sub(b->stamp, ktime_get()));
	if (ahead > 0)
		wait = ahead;
	wait += emu_timing_ns(drive, b->fill - b->size,
			      emu_timing_write_kbps(drive));
	cmd->delay += wait;
}

/**
 * emu_timing_flush - empty the buffer
 * @drive: the drive, with a disc; its lock held
 *
 * Return: nanoseconds until the last byte is on the disc.
 */
u64 emu_timing_flush(struct emu_drive *drive)
{
	struct emu_buffer *b = &drive->buffer;
	s64 ahead;
	u64 ns;

	if (!b->on || !drive->disc)
		return 0;
	emu_timing_drain(drive);
	if (!b->fill)
		return 0;
	if (!b->burning)
		emu_timing_ignite(drive);
	ns = emu_timing_ns(drive, b->fill, emu_timing_write_kbps(drive));
	ahead = ktime_to_ns(ktime_sub(b->stamp, ktime_get()));
	if (ahead > 0)
		ns += ahead;
	b->fill = 0;
	b->burning = false;
	return ns;
}

/**
 * emu_timing_free - room in the buffer
 * @drive: the drive; its lock held
 *
 * Return: bytes.
 */
u64 emu_timing_free(struct emu_drive *drive)
{
	struct emu_buffer *b = &drive->buffer;

	if (b->on && drive->disc)
		emu_timing_drain(drive);
	return b->fill < b->size ? b->size - b->fill : 0;
}

/**
 * emu_timing_read - blocks are wanted from the disc
 * @drive: the drive, with a disc; its lock held
 * @cmd: its delay grows until they are there
 * @lba: first block; a jump costs a seek
 * @bytes: how much
 *
 * The drive reads ahead as far as its buffer goes while the host is away.
 */
void emu_timing_read(struct emu_drive *drive, struct emu_cmd *cmd, u32 lba,
		     u32 bytes)
{
	struct emu_buffer *b = &drive->buffer;
	ktime_t now = ktime_get();
	u32 kbps;
	s64 ahead;

	if (!b->on)
		return;
	kbps = emu_timing_read_kbps(drive);
	if (lba != b->read_next) {
		ahead = emu_timing_scale(drive, EMU_SEEK_MS);
		b->read_done = ktime_add_ns(now, ahead);
	}
	b->read_next = lba + bytes / EMU_BLOCK;
	ahead = emu_timing_ns(drive, b->size, kbps);
	if (ktime_before(b->read_done, ktime_sub_ns(now, ahead)))
		b->read_done = ktime_sub_ns(now, ahead);
	b->read_done = ktime_add_ns(b->read_done,
				    emu_timing_ns(drive, bytes, kbps));
	ahead = ktime_to_ns(ktime_sub(b->read_done, now));
	if (ahead > 0)
		cmd->delay += ahead;
}

/**
 * emu_timing_long - the drive is busy for a while
 * @drive: the drive; its lock held
 * @cmd: waits when not @immediate; NULL when there is none
 * @ns: how long
 * @sense: what commands that need the medium get meanwhile
 * @immediate: answer now, be busy afterwards
 */
void emu_timing_long(struct emu_drive *drive, struct emu_cmd *cmd, u64 ns,
		     int sense, bool immediate)
{
	if (!ns)
		return;
	if (!immediate) {
		cmd->delay += ns;
		return;
	}
	drive->long_op.sense = sense;
	drive->long_op.start = ktime_get();
	drive->long_op.end = ktime_add_ns(drive->long_op.start, ns);
}
