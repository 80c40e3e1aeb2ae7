// SPDX-License-Identifier: GPL-2.0
/*
 * A recorder as a sink: picks the family by the medium's profile.
 */
#include "sink.h"

#include <linux/jiffies.h>

static const struct dsr_recorder_ops *const dsr_families[] = {
	&dsr_recorder_cd_r,
	&dsr_recorder_cd_rw,
	&dsr_recorder_dvd_plus_r,
	&dsr_recorder_dvd_r,
	&dsr_recorder_dvd_rw_seq,
	&dsr_recorder_dvd_rw_ro,
	&dsr_recorder_dvd_ram,
	&dsr_recorder_dvd_plus_rw,
	&dsr_recorder_bd_r,
	&dsr_recorder_bd_re,
};

static const struct dsr_recorder_ops *dsr_family_of(u16 profile)
{
	const u16 *p;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(dsr_families); i++)
		for (p = dsr_families[i]->profiles; *p; p++)
			if (*p == profile)
				return dsr_families[i];
	return NULL;
}

static bool dsr_profile_rom(u16 profile)
{
	return profile == MMC_PROFILE_CD_ROM ||
	       profile == MMC_PROFILE_DVD_ROM ||
	       profile == MMC_PROFILE_BD_ROM;
}

static void dsr_rec_when(struct dsr_sink *sink, u8 when)
{
	sink->rec.p.when = when;
	sink->rec.p.retries = 0;
}

static void dsr_rec_count(struct dsr_sink *sink)
{
	sink->status.retries += sink->rec.p.retries;
	sink->rec.p.retries = 0;
}

static void dsr_rec_meet(struct dsr_sink *sink)
{
	struct dsr_recorder *r = &sink->rec;
	struct dsr_run *run = sink->run;

	r->p.unit = sink->claim.unit;
	r->p.cancelled = &run->cancelled;
	r->p.error = &sink->error;
	r->claim = &sink->claim;
	r->layout = run->layout;
	r->blocks = run->stream.end;
	r->simulate = run->op == DSR_OP_SIMULATE;
	r->full = run->flags & DSR_JOB_F_FULL;
	r->progress.tell = dsr_sink_erasing;
	r->progress.data = sink;
	r->track_open = -1;
	dsr_rec_when(sink, DSR_WHEN_CHECK);
}

/* ready, its tray locked, its profile known; @sink->error otherwise */
static int dsr_rec_lock(struct dsr_sink *sink)
{
	struct dsr_recorder *r = &sink->rec;
	int err;

	err = dsr_drive_wait_ready(&r->p);
	if (err)
		return err;
	err = dsr_drive_prevent(&r->p, true);
	/* an answer that got lost may have come after a locked tray */
	sink->locked = err != -EOPNOTSUPP;
	if (err < 0 && sink->locked)
		return err;
	return dsr_drive_profile(&r->p, &r->profile);
}

static int dsr_rec_identify(struct dsr_sink *sink)
{
	struct dsr_recorder *r = &sink->rec;
	int err = dsr_rec_lock(sink);

	if (err)
		return err;
	if (r->profile == MMC_PROFILE_NONE)
		return dsr_sink_refuse(sink, DSR_REASON_NO_MEDIUM, 0);
	if (dsr_profile_rom(r->profile))
		return dsr_sink_refuse(sink, DSR_REASON_NOT_WRITABLE,
				       r->profile);
	r->ops = dsr_family_of(r->profile);
	if (!r->ops)
		return dsr_sink_refuse(sink, DSR_REASON_UNSUPPORTED,
				       r->profile);
	return dsr_drive_disc_info(&r->p, &r->disc);
}

static int dsr_rec_suits(struct dsr_sink *sink)
{
	struct dsr_recorder *r = &sink->rec;

	if (r->layout->family != DSR_FAMILY_ANY &&
	    r->layout->family != r->ops->family)
		return dsr_sink_refuse(sink, DSR_REASON_WRONG_MEDIUM,
				       r->profile);
	if (r->layout->nr_tracks > 1 && !r->ops->several)
		return dsr_sink_refuse(sink, DSR_REASON_SESSIONS, r->profile);
	if (r->simulate && !r->ops->simulates)
		return dsr_sink_refuse(sink, DSR_REASON_NO_SIMULATION,
				       r->profile);
	return r->ops->check(r);
}

static int dsr_rec_check(struct dsr_sink *sink)
{
	struct dsr_recorder *r = &sink->rec;
	int err;

	dsr_rec_meet(sink);
	err = dsr_rec_identify(sink);
	sink->status.profile = r->profile;
	if (!err)
		err = dsr_rec_suits(sink);
	dsr_rec_count(sink);
	if (err)
		return err;
	sink->status.capacity_blocks = r->capacity;
	if (r->blocks > r->capacity)
		return dsr_sink_refuse(sink, DSR_REASON_TOO_SMALL, r->capacity);
	sink->depth = r->ops->depth;
	sink->whole = r->ops->whole;
	sink->gaps = r->gaps;
	sink->status.write_mode = r->write_mode;
	/* nice to have in the report, no more */
	dsr_drive_medium_id(&r->p, r->profile, r->medium_id);
	strscpy(sink->status.medium_id, r->medium_id,
		sizeof(sink->status.medium_id));
	memset(&sink->error, 0, sizeof(sink->error));
	return 0;
}

static int dsr_rec_start(struct dsr_sink *sink)
{
	struct dsr_recorder *r = &sink->rec;
	int err;

	r->p.tick = dsr_sink_tick;
	r->p.data = sink;
	/* from here on another disc is one that was not checked */
	dsr_rec_when(sink, DSR_WHEN_WRITE);
	err = dsr_drive_speed(&r->p, r->capacity - 1, 0, r->speed_kbs);
	if (err)
		goto out;
	/* a calibration writes, if only to where nobody reads */
	if (!r->simulate) {
		WRITE_ONCE(sink->touched, true);
		err = dsr_drive_calibrate(&r->p);
	}
	if (!err)
		err = r->ops->start(r);
out:
	dsr_rec_count(sink);
	return err;
}

/*
 * A drive that does not tell is not asked again. But what it says here may be
 * about an earlier write, or about the disc, and is said only once.
 */
static int dsr_rec_poll_failed(struct dsr_sink *sink, int err)
{
	switch (sink->error.reason) {
	case DSR_REASON_REFUSED:
	case DSR_REASON_BAD_ANSWER:
	case DSR_REASON_MEMORY:
		sink->rec.mute = true;
		fallthrough;
	case DSR_REASON_NOT_READY:
		memset(&sink->error, 0, sizeof(sink->error));
		return sink->status.outcome ? -ETIMEDOUT : 0;
	default:
		return err;
	}
}

static int dsr_rec_poll(struct dsr_sink *sink)
{
	struct dsr_sink_status *s = &sink->status;
	struct dsr_recorder *r = &sink->rec;
	u32 size, free;
	int err;

	if (r->mute)
		return 0;
	dsr_rec_when(sink, DSR_WHEN_WRITE);
	err = dsr_drive_buffer(&r->p, &size, &free);
	if (err)
		return dsr_rec_poll_failed(sink, err);
	if (sink->status.outcome)
		return -ETIMEDOUT;
	mutex_lock(&sink->run->lock);
	s->buffer_bytes = size;
	s->buffer_used = size - free;
	/* it counts once the buffer was half full: the start is no underrun */
	if (s->buffer_used >= size / 2)
		r->filled = true;
	if (r->filled) {
		s->buffer_lowest = min(s->buffer_lowest, s->buffer_used);
		if (!s->buffer_used && !r->empty)
			s->pauses++;
		r->empty = !s->buffer_used;
	}
	mutex_unlock(&sink->run->lock);
	return 0;
}

/*
 * Between two sessions a drive writes lead-outs and border zones, for longer than
 * a stall may last; that it answers is progress, but the others wait meanwhile.
 */
#define DSR_BETWEEN_MS	(600 * 1000)

static void dsr_rec_at_work(void *data)
{
	struct dsr_sink *sink = data;

	if (jiffies_to_msecs(jiffies - sink->turned_at) < DSR_BETWEEN_MS)
		sink->progress_at = jiffies;
}

static int dsr_rec_enter(struct dsr_sink *sink, const struct dsr_segment *seg)
{
	struct dsr_recorder *r = &sink->rec;
	int err;

	if (!r->ops->enter)
		return 0;
	dsr_rec_when(sink, DSR_WHEN_WRITE);
	r->p.busy = dsr_rec_at_work;
	err = r->ops->enter(r, seg);
	r->p.busy = NULL;
	dsr_rec_count(sink);
	return err;
}

static int dsr_rec_tail(struct dsr_sink *sink)
{
	struct dsr_recorder *r = &sink->rec;
	int err;

	if (!r->ops->tail)
		return 0;
	dsr_rec_when(sink, DSR_WHEN_WRITE);
	err = r->ops->tail(r);
	dsr_rec_count(sink);
	return err;
}

static int dsr_rec_finish(struct dsr_sink *sink)
{
	struct dsr_recorder *r = &sink->rec;
	int err;

	/*
	 * Closing is not given up when a job is cancelled: the disc needs it.
	 * It has a deadline of its own; nobody waits for it.
	 */
	r->p.cancelled = NULL;
	r->p.tick = NULL;
	dsr_rec_when(sink, DSR_WHEN_CLOSE);
	err = dsr_drive_flush(&r->p);
	if (!err)
		err = r->ops->finish(r);
	dsr_rec_count(sink);
	return err;
}

/* takes up what the drive has to say about the disc it has just closed */
static int dsr_rec_reread(struct dsr_sink *sink)
{
	struct dsr_recorder *r = &sink->rec;
	int err;

	r->p.cancelled = &sink->run->cancelled;
	dsr_rec_when(sink, DSR_WHEN_CHECK);
	err = dsr_drive_wait_ready(&r->p);
	dsr_rec_count(sink);
	return err;
}

/* an old drive may not tell a profile, and a pressed disc compares as well */
static int dsr_rec_check_read(struct dsr_sink *sink)
{
	struct dsr_recorder *r = &sink->rec;
	struct dsr_run *run = sink->run;
	u32 blocks, block_bytes;
	int err;

	dsr_rec_meet(sink);
	err = dsr_rec_lock(sink);
	if (err && err != -EOPNOTSUPP)
		goto out;
	sink->status.profile = r->profile;
	err = dsr_drive_capacity(&r->p, &blocks, &block_bytes);
	if (err)
		goto out;
	sink->status.capacity_blocks = blocks;
	/* what this means with audio or sessions is the drive's own */
	if (run->layout->nr_tracks == 1 && run->stream.end > blocks) {
		err = dsr_sink_refuse(sink, DSR_REASON_TOO_SMALL, blocks);
		goto out;
	}
	err = dsr_drive_speed(&r->p, blocks ? blocks - 1 : 0, r->speed_kbs, 0);
	memset(&sink->error, 0, sizeof(sink->error));
out:
	dsr_rec_count(sink);
	return err;
}

static int dsr_rec_check_erase(struct dsr_sink *sink)
{
	struct dsr_recorder *r = &sink->rec;
	int err;

	dsr_rec_meet(sink);
	err = dsr_rec_identify(sink);
	sink->status.profile = r->profile;
	dsr_rec_count(sink);
	if (!err && !r->ops->erase)
		return dsr_sink_refuse(sink, DSR_REASON_NOT_ERASABLE,
				       r->profile);
	return err;
}

static int dsr_rec_erase(struct dsr_sink *sink)
{
	struct dsr_recorder *r = &sink->rec;
	int err;

	dsr_rec_when(sink, DSR_WHEN_WRITE);
	err = dsr_drive_speed(&r->p, U32_MAX - 1, 0, r->speed_kbs);
	if (!err) {
		WRITE_ONCE(sink->touched, true);
		err = r->ops->erase(r);
	}
	dsr_rec_count(sink);
	return err;
}

static void dsr_rec_release(struct dsr_sink *sink)
{
	struct dsr_recorder *r = &sink->rec;

	if (!sink->locked)
		return;
	dsr_rec_when(sink, DSR_WHEN_CHECK);
	r->p.cancelled = NULL;
	dsr_drive_prevent(&r->p, false);
	sink->locked = false;
}

const struct dsr_sink_ops dsr_sink_recorder = {
	.check = dsr_rec_check,
	.start = dsr_rec_start,
	.enter = dsr_rec_enter,
	.poll = dsr_rec_poll,
	.tail = dsr_rec_tail,
	.finish = dsr_rec_finish,
	.reread = dsr_rec_reread,
	.check_read = dsr_rec_check_read,
	.check_erase = dsr_rec_check_erase,
	.erase = dsr_rec_erase,
	.release = dsr_rec_release,
};
