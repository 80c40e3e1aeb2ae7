// SPDX-License-Identifier: GPL-2.0
/*
 * /dev/dsr and the job fds: copies arguments in and out and checks them. The
 * changer fds are changer_control.c's.
 */
#include "control.h"

#include <linux/anon_inodes.h>
#include <linux/file.h>
#include <linux/miscdevice.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "changer_control.h"
#include "copy.h"
#include "job.h"

/* the first published sizes; smaller structures are nobody's */
#define DSR_JOB_START_MIN	104
#define DSR_JOB_OPEN_MIN	16
#define DSR_JOB_STATUS_MIN	352
#define DSR_SINK_DESC_MIN	24
#define DSR_SINK_STATUS_MIN	496
#define DSR_UNITS_MIN		24
#define DSR_UNIT_MIN		152

#define DSR_JOB_BAD_MIN		16
#define DSR_JOB_TRACKS_MIN	24
#define DSR_JOB_EXTENTS_MIN	24

/* what each operation may be asked for */
static const u32 dsr_op_flags[] = {
	[DSR_OP_COPY] = DSR_JOB_F_CANCEL_ON_CLOSE | DSR_JOB_F_VERIFY |
			DSR_JOB_F_SKIP_BAD | DSR_JOB_F_C2,
	[DSR_OP_SIMULATE] = DSR_JOB_F_CANCEL_ON_CLOSE | DSR_JOB_F_SKIP_BAD |
			    DSR_JOB_F_C2,
	[DSR_OP_VERIFY] = DSR_JOB_F_CANCEL_ON_CLOSE | DSR_JOB_F_SHA256 |
			  DSR_JOB_F_C2,
	[DSR_OP_ERASE] = DSR_JOB_F_CANCEL_ON_CLOSE | DSR_JOB_F_FULL,
};

#define DSR_SINK_FLAGS	(DSR_SINK_F_OVERWRITE | DSR_SINK_F_NO_VERIFY)

static_assert(sizeof(struct dsr_job_start) == 144);
static_assert(sizeof(struct dsr_job_open) == DSR_JOB_OPEN_MIN);
static_assert(sizeof(struct dsr_job_status) == 376);
static_assert(sizeof(struct dsr_sink_desc) == 32);
static_assert(sizeof(struct dsr_sink_status) == 552);
static_assert(sizeof(struct dsr_job_bad) == 24);
static_assert(sizeof(struct dsr_job_tracks) == 24);
static_assert(sizeof(struct dsr_bad_range) == 16);
static_assert(sizeof(struct dsr_units) == DSR_UNITS_MIN);
static_assert(sizeof(struct dsr_unit) == DSR_UNIT_MIN);
static_assert(sizeof(struct dsr_layout) == 80);
static_assert(sizeof(struct dsr_track) == 72);

/**
 * struct dsr_job_file - what a job fd is
 * @job: with a reference
 * @seen: job->changes at the last status read here
 * @cancel_on_close: the fd the job was started with, and it was wanted so
 */
struct dsr_job_file {
	struct dsr_job *job;
	atomic64_t seen;
	bool cancel_on_close;
};

/* ---- job fds ---------------------------------------------------------- */

static int dsr_job_copy_sinks(struct dsr_job *job, void __user *to, u32 room,
			      u32 stride)
{
	struct dsr_sink_status *status;
	int err = 0;
	u32 i;

	if (stride < DSR_SINK_STATUS_MIN || stride > PAGE_SIZE)
		return -EINVAL;
	status = kmalloc_obj(*status, GFP_KERNEL);
	if (!status)
		return -ENOMEM;
	for (i = 0; !err && i < min(room, job->nr_sinks); i++) {
		err = dsr_job_snapshot_sink(job, i, status);
		if (!err)
			err = dsr_copy_out(to + (size_t)i * stride, stride,
					   status, sizeof(*status));
	}
	kfree(status);
	return err;
}

static long dsr_job_ioctl_status(struct dsr_job_file *f, void __user *arg)
{
	struct dsr_job_status in = {}, out;
	s64 changes = atomic64_read(&f->job->changes);
	int err;

	err = dsr_copy_in(&in, sizeof(in), DSR_JOB_STATUS_MIN, arg);
	if (err)
		return err;
	if (memchr_inv(in.reserved8, 0, sizeof(in.reserved8)) ||
	    memchr_inv(in.reserved, 0, sizeof(in.reserved)))
		return -EINVAL;
	/* before its sinks: a job that is done has only sinks that are */
	dsr_job_snapshot(f->job, &out);
	if (in.sinks) {
		err = dsr_job_copy_sinks(f->job, u64_to_user_ptr(in.sinks),
					 in.nr_sinks, in.sink_bytes);
		if (err)
			return err;
	}
	out.sinks = in.sinks;
	out.sink_bytes = in.sink_bytes;
	err = dsr_copy_out(arg, in.size, &out, sizeof(out));
	if (!err)
		atomic64_set(&f->seen, changes);
	return err;
}

static long dsr_job_ioctl_bad(struct dsr_job_file *f, void __user *arg)
{
	struct dsr_bad_range ranges[16];
	struct dsr_job_bad in = {};
	u32 from, room, total = 0;
	int err;

	err = dsr_copy_in(&in, sizeof(in), DSR_JOB_BAD_MIN, arg);
	if (err)
		return err;
	if (in.kind >= DSR_BAD_KINDS || in.reserved)
		return -EINVAL;
	room = in.ranges ? in.nr_ranges : 0;
	for (from = 0; !from || (from < room && from < total);
	     from += ARRAY_SIZE(ranges)) {
		u32 n;

		total = dsr_job_snapshot_bad(f->job, in.kind, from, ranges,
					     ARRAY_SIZE(ranges));
		n = min3(total - min(total, from), room - min(room, from),
			 (u32)ARRAY_SIZE(ranges));
		if (copy_to_user(u64_to_user_ptr(in.ranges) +
				 (size_t)from * sizeof(*ranges), ranges,
				 n * sizeof(*ranges)))
			return -EFAULT;
	}
	in.nr_ranges = total;
	return dsr_copy_out(arg, in.size, &in, sizeof(in));
}

static long dsr_job_ioctl_tracks(struct dsr_job_file *f, void __user *arg)
{
	const struct dsr_sums *sums;
	struct dsr_job_tracks in = {};
	u32 nr, room;
	int err;

	err = dsr_copy_in(&in, sizeof(in), DSR_JOB_TRACKS_MIN, arg);
	if (err)
		return err;
	if (in.reserved)
		return -EINVAL;
	err = dsr_job_sums(f->job, in.sink, &sums);
	if (err)
		return err;
	nr = sums ? sums->nr_tracks : 0;
	room = in.sha256 ? min(in.nr_tracks, nr) : 0;
	if (room && copy_to_user(u64_to_user_ptr(in.sha256), sums->tracks,
				 room * sizeof(sums->tracks[0])))
		return -EFAULT;
	in.nr_tracks = nr;
	return dsr_copy_out(arg, in.size, &in, sizeof(in));
}

static long dsr_job_ioctl_extents(struct dsr_job_file *f, void __user *arg)
{
	const struct dsr_sums *sums;
	struct dsr_job_extents in = {};
	u32 nr, room;
	int err;

	err = dsr_copy_in(&in, sizeof(in), DSR_JOB_EXTENTS_MIN, arg);
	if (err)
		return err;
	err = dsr_job_sums(f->job, in.sink, &sums);
	if (err)
		return err;
	nr = sums ? sums->nr_extents : 0;
	room = in.extents ? min(in.nr_extents, nr) : 0;
	if (room && copy_to_user(u64_to_user_ptr(in.extents), sums->extents,
				 room * sizeof(sums->extents[0])))
		return -EFAULT;
	in.nr_extents = nr;
	in.blocks = sums ? sums->extent_blocks : 0;
	return dsr_copy_out(arg, in.size, &in, sizeof(in));
}

static long dsr_job_ioctl(struct file *file, unsigned int cmd,
			  unsigned long arg)
{
	struct dsr_job_file *f = file->private_data;

	switch (cmd) {
	case DSR_IOC_JOB_STATUS:
		return dsr_job_ioctl_status(f, (void __user *)arg);
	case DSR_IOC_JOB_BAD:
		return dsr_job_ioctl_bad(f, (void __user *)arg);
	case DSR_IOC_JOB_TRACKS:
		return dsr_job_ioctl_tracks(f, (void __user *)arg);
	case DSR_IOC_JOB_EXTENTS:
		return dsr_job_ioctl_extents(f, (void __user *)arg);
	case DSR_IOC_JOB_CANCEL:
		dsr_job_cancel(f->job);
		return 0;
	default:
		return -ENOTTY;
	}
}

static __poll_t dsr_job_poll(struct file *file, struct poll_table_struct *wait)
{
	struct dsr_job_file *f = file->private_data;
	__poll_t mask = 0;

	poll_wait(file, &f->job->poll, wait);
	if (atomic64_read(&f->job->changes) != atomic64_read(&f->seen))
		mask |= EPOLLPRI;
	if (READ_ONCE(f->job->state) == DSR_JOB_DONE)
		mask |= EPOLLIN | EPOLLRDNORM;
	return mask;
}

static int dsr_job_release_fd(struct inode *inode, struct file *file)
{
	struct dsr_job_file *f = file->private_data;

	if (f->cancel_on_close)
		dsr_job_cancel(f->job);
	dsr_job_put(f->job);
	kfree(f);
	return 0;
}

static const struct file_operations dsr_job_fops = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = dsr_job_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
	.poll = dsr_job_poll,
	.release = dsr_job_release_fd,
	.llseek = noop_llseek,
};

/* takes over the caller's reference to the job when it succeeds */
static struct file *dsr_job_file_make(struct dsr_job *job, bool cancel_on_close)
{
	struct dsr_job_file *f = kzalloc_obj(*f, GFP_KERNEL);
	struct file *file;

	if (!f)
		return ERR_PTR(-ENOMEM);
	f->job = job;
	f->cancel_on_close = cancel_on_close;
	atomic64_set(&f->seen, -1);
	file = anon_inode_getfile("[dsr-job]", &dsr_job_fops, f,
				  O_RDWR | O_CLOEXEC);
	if (IS_ERR(file))
		kfree(f);
	return file;
}

/* ---- /dev/dsr --------------------------------------------------------- */

static int dsr_check_start(const struct dsr_job_start *s)
{
	if (s->op < DSR_OP_COPY || s->op > DSR_OP_ERASE ||
	    s->flags & ~dsr_op_flags[s->op])
		return -EINVAL;
	if (s->reserved32 || s->error_pad ||
	    s->reserved[0] || s->reserved[1] || s->reserved2 || s->job_id || s->error_at ||
	    s->error_index || s->error_reason || s->error_value)
		return -EINVAL;
	if (!s->nr_sinks || s->nr_sinks > DSR_MAX_SINKS)
		return -EINVAL;
	if (s->sink_bytes < DSR_SINK_DESC_MIN || s->sink_bytes > PAGE_SIZE)
		return -EINVAL;
	if (s->op == DSR_OP_ERASE)
		return s->layout || s->layout_bytes || s->source_fd != -1 ?
		       -EINVAL : 0;
	if (s->layout_bytes < sizeof(struct dsr_layout) ||
	    s->layout_bytes > DSR_MAX_LAYOUT_BYTES)
		return -EINVAL;
	if (s->flags & DSR_JOB_F_SHA256)
		return s->source_fd != -1 || s->flags & DSR_JOB_F_C2 ?
		       -EINVAL : 0;
	return memchr_inv(s->sha256, 0, sizeof(s->sha256)) ? -EINVAL : 0;
}

static struct dsr_sink_desc *dsr_copy_sinks(const struct dsr_job_start *s)
{
	const void __user *from = u64_to_user_ptr(s->sinks);
	struct dsr_sink_desc *sinks;
	int err = 0;
	u32 i;

	sinks = kcalloc(s->nr_sinks, sizeof(*sinks), GFP_KERNEL);
	if (!sinks)
		return ERR_PTR(-ENOMEM);
	for (i = 0; !err && i < s->nr_sinks; i++) {
		err = copy_struct_from_user(&sinks[i], sizeof(*sinks),
					    from + (size_t)i * s->sink_bytes,
					    s->sink_bytes);
		if (!err && (sinks[i].size != s->sink_bytes ||
			     sinks[i].flags & ~DSR_SINK_FLAGS ||
			     sinks[i].write_mode > DSR_WRITE_RAW ||
			     sinks[i].verify_permille > 1000 ||
			     sinks[i].reserved))
			err = -EINVAL;
	}
	if (!err)
		return sinks;
	kfree(sinks);
	return ERR_PTR(err);
}

/* the job with a reference; its layout and the spec's arrays are sorted out */
static struct dsr_job *dsr_make_job(const struct dsr_job_start *s,
				    struct dsr_job_refusal *refusal)
{
	struct dsr_job_spec spec = {
		.op = s->op,
		.flags = s->flags,
		.source_fd = s->source_fd,
		.source_speed_kbs = s->source_speed_kbs,
		.ring_bytes = s->ring_bytes,
		.layout_bytes = s->layout_bytes,
		.nr_sinks = s->nr_sinks,
		.read_retries = s->read_retries,
		.sha256 = s->sha256,
	};
	struct dsr_sink_desc *sinks;
	struct dsr_job *job;

	sinks = dsr_copy_sinks(s);
	if (IS_ERR(sinks))
		return ERR_CAST(sinks);
	spec.sinks = sinks;
	if (s->op != DSR_OP_ERASE)
		spec.layout = vmemdup_user(u64_to_user_ptr(s->layout),
					   s->layout_bytes);
	if (IS_ERR(spec.layout)) {
		job = ERR_CAST(spec.layout);
		goto out;
	}
	job = dsr_job_create(&spec, refusal);
	if (IS_ERR(job))
		kvfree(spec.layout);
out:
	kfree(sinks);
	return job;
}

static int dsr_tell_refusal(struct dsr_job_start *s, void __user *arg,
			    const struct dsr_job_refusal *refusal)
{
	s->error_at = refusal->at;
	s->error_index = refusal->index;
	s->error_reason = refusal->reason;
	s->error_value = refusal->value;
	return dsr_copy_out(arg, s->size, s, sizeof(*s));
}

static long dsr_ioctl_job_start(void __user *arg)
{
	struct dsr_job_refusal refusal = {};
	struct dsr_job_start s = {};
	struct dsr_job *job;
	struct file *file;
	int fd, err;

	err = dsr_copy_in(&s, sizeof(s), DSR_JOB_START_MIN, arg);
	if (!err)
		err = dsr_check_start(&s);
	if (err)
		return err;
	fd = get_unused_fd_flags(O_CLOEXEC);
	if (fd < 0)
		return fd;
	job = dsr_make_job(&s, &refusal);
	if (IS_ERR(job)) {
		err = PTR_ERR(job);
		if (dsr_tell_refusal(&s, arg, &refusal))
			err = -EFAULT;
		goto err_fd;
	}
	s.job_id = job->id;
	err = dsr_copy_out(arg, s.size, &s, sizeof(s));
	if (err)
		goto err_job;
	file = dsr_job_file_make(job, s.flags & DSR_JOB_F_CANCEL_ON_CLOSE);
	if (IS_ERR(file)) {
		err = PTR_ERR(file);
		goto err_job;
	}
	dsr_job_go(job);
	fd_install(fd, file);
	return fd;
err_job:
	dsr_job_abandon(job);
err_fd:
	put_unused_fd(fd);
	return err;
}

static long dsr_ioctl_job_open(const void __user *arg)
{
	struct dsr_job_open o = {};
	struct dsr_job *job;
	struct file *file;
	int fd, err;

	err = dsr_copy_in(&o, sizeof(o), DSR_JOB_OPEN_MIN, arg);
	if (err)
		return err;
	if (o.flags || o.reserved)
		return -EINVAL;
	fd = get_unused_fd_flags(O_CLOEXEC);
	if (fd < 0)
		return fd;
	job = dsr_job_find(o.job_id);
	if (!job) {
		err = -ENOENT;
		goto err_fd;
	}
	file = dsr_job_file_make(job, false);
	if (IS_ERR(file)) {
		err = PTR_ERR(file);
		goto err_job;
	}
	fd_install(fd, file);
	return fd;
err_job:
	dsr_job_put(job);
err_fd:
	put_unused_fd(fd);
	return err;
}

static long dsr_ioctl_units(void __user *arg)
{
	struct dsr_unit out = { .size = sizeof(out) };
	struct dsr_units u = {};
	u32 nr;
	int err;

	err = dsr_copy_in(&u, sizeof(u), DSR_UNITS_MIN, arg);
	if (err)
		return err;
	if (u.reserved32)
		return -EINVAL;
	if (!u.units)
		u.nr_units = 0;
	else if (u.unit_bytes < DSR_UNIT_MIN || u.unit_bytes > PAGE_SIZE)
		return -EINVAL;
	for (nr = 0; !dsr_unit_at(nr, &out.name, &out.job_id); nr++) {
		if (nr >= u.nr_units)
			continue;
		out.flags = out.job_id ? DSR_UNIT_F_OWNED : 0;
		err = dsr_copy_out(u64_to_user_ptr(u.units) +
				   (size_t)nr * u.unit_bytes, u.unit_bytes,
				   &out, sizeof(out));
		if (err)
			return err;
	}
	u.nr_units = nr;
	return dsr_copy_out(arg, u.size, &u, sizeof(u));
}

static long dsr_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	switch (cmd) {
	case DSR_IOC_JOB_START:
		return dsr_ioctl_job_start((void __user *)arg);
	case DSR_IOC_JOB_OPEN:
		return dsr_ioctl_job_open((void __user *)arg);
	case DSR_IOC_UNITS:
		return dsr_ioctl_units((void __user *)arg);
	case DSR_IOC_CHANGER_OPEN:
		return dsr_ioctl_changer_open((void __user *)arg);
	default:
		return -ENOTTY;
	}
}

static const struct file_operations dsr_fops = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = dsr_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
	.llseek = noop_llseek,
};

static struct miscdevice dsr_misc = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "dsr",
	.fops = &dsr_fops,
	.mode = 0660,
};

/**
 * dsr_control_init - the door opens
 *
 * Return: 0 or -errno.
 */
int dsr_control_init(void)
{
	return misc_register(&dsr_misc);
}

/**
 * dsr_control_exit - the door closes
 */
void dsr_control_exit(void)
{
	misc_deregister(&dsr_misc);
}
