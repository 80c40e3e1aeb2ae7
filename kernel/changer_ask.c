// SPDX-License-Identifier: GPL-2.0
/*
 * What can be asked of a changer fd: copies arguments in and out and checks them.
 */
#include "changer_ask.h"

#include <linux/slab.h>
#include <linux/uaccess.h>

#include "copy.h"

/* the first published sizes; smaller structures are nobody's */
#define CHANGER_INFO_MIN	224
#define CHANGER_STATUS_MIN	120
#define ELEMENT_MIN		88
#define CHANGER_DRIVES_MIN	24
#define CHANGER_DRIVE_MIN	200
#define CHANGER_BIND_MIN	16
#define CHANGER_LOG_MIN		272
#define CHANGER_BUFFER_MIN	96
#define CHANGER_ASSIGN_MIN	120

static_assert(sizeof(struct dsr_changer_info) == CHANGER_INFO_MIN);
static_assert(sizeof(struct dsr_changer_status) == CHANGER_STATUS_MIN);
static_assert(sizeof(struct dsr_element) == ELEMENT_MIN);
static_assert(sizeof(struct dsr_changer_drives) == CHANGER_DRIVES_MIN);
static_assert(sizeof(struct dsr_changer_drive) == CHANGER_DRIVE_MIN);
static_assert(sizeof(struct dsr_changer_bind) == CHANGER_BIND_MIN);
static_assert(sizeof(struct dsr_changer_log) == CHANGER_LOG_MIN);
static_assert(sizeof(struct dsr_changer_buffer) == CHANGER_BUFFER_MIN);
static_assert(sizeof(struct dsr_changer_assign) == CHANGER_ASSIGN_MIN);

#define BUFFER_OFFSET_MAX	0xffffff	/* READ BUFFER: 3 bytes */

/* a question waits for the order that is under way; a signal ends that */
static int talk_begin(struct dsr_changer *c)
{
	return mutex_lock_interruptible(&c->talk) ? -ERESTARTSYS : 0;
}

/**
 * dsr_changer_access - may this fd give orders?
 * @f: the fd
 * @error: why not
 *
 * Return: 0 or -EACCES.
 */
int dsr_changer_access(const struct dsr_changer_file *f,
		       struct dsr_error *error)
{
	if (f->client->writable)
		return 0;
	dsr_robot_blame(error, DSR_REASON_ACCESS, 0);
	return -EACCES;
}

/**
 * dsr_changer_answer - an answer out, and the error that belongs to it
 * @arg: the caller's
 * @usize: bytes of it
 * @from: ours
 * @ksize: bytes of it
 * @err: of the question
 *
 * Return: @err; -EFAULT. Nothing is copied where the call is restarted.
 */
long dsr_changer_answer(void __user *arg, size_t usize, const void *from,
			size_t ksize, int err)
{
	int copied;

	if (err == -ERESTARTSYS)
		return err;
	copied = dsr_copy_out(arg, usize, from, ksize);
	return copied ? copied : err;
}

/**
 * dsr_changer_look - look at a robot of which something is not known
 * @c: the robot
 * @fresh: look in any case
 * @commands: how many were sent
 * @error: why not
 *
 * What is known is told without waiting: an order under way may take long.
 *
 * Context: the caller's process. Return: 0 or -errno; -ERESTARTSYS: a signal
 * came.
 */
int dsr_changer_look(struct dsr_changer *c, bool fresh, u32 *commands,
		     struct dsr_error *error)
{
	bool stale;
	u32 before;
	int err;

	if (!READ_ONCE(c->unit)) {
		dsr_robot_blame(error, DSR_REASON_GONE, 0);
		return -ENODEV;
	}
	dsr_robot_map_put(dsr_robot_map_get(c, &stale));
	if (!stale && !fresh)
		return 0;
	err = talk_begin(c);
	if (err)
		return err;
	before = c->commands;
	if (fresh || !dsr_robot_known(c))
		err = dsr_robot_look(c, NULL, error);
	*commands = c->commands - before;
	mutex_unlock(&c->talk);
	return err;
}

static long ioctl_info(struct dsr_changer_file *f, void __user *arg)
{
	struct dsr_changer_info in = {}, out;
	struct dsr_error error;
	u32 commands;
	int err;

	err = dsr_copy_in(&in, sizeof(in), CHANGER_INFO_MIN, arg);
	if (err)
		return err;
	err = dsr_changer_look(f->c, false, &commands, &error);
	/* what a robot that does not answer is like, its model tells */
	if (err == -ENODEV || err == -ERESTARTSYS)
		return err;
	dsr_robot_info(f->c, &out);
	out.map_changes = atomic64_read(&f->c->changes);
	if (f->client->writable)
		out.flags |= DSR_CHANGER_F_WRITABLE;
	return dsr_copy_out(arg, in.size, &out, sizeof(out));
}

static bool status_wants(const struct dsr_changer_status *s,
			 const struct dsr_element *e)
{
	return (!s->type || s->type == e->type) && e->address >= s->first &&
	       e->address <= s->last;
}

/* from the map that the answer was decoded into, straight to the caller */
static int status_copy(struct dsr_changer_status *s,
		       const struct dsr_robot_map *map)
{
	void __user *to = u64_to_user_ptr(s->elements);
	u32 room = s->elements ? s->nr_elements : 0;
	u32 i, nr = 0;
	int err = 0;

	for (i = 0; !err && map && i < map->m.nr; i++) {
		if (!status_wants(s, &map->elements[i]))
			continue;
		if (nr < room)
			err = dsr_copy_out(to + (size_t)nr * s->element_bytes,
					   s->element_bytes, &map->elements[i],
					   sizeof(*map->elements));
		nr++;
	}
	s->nr_elements = nr;
	return err;
}

static long ioctl_status(struct dsr_changer_file *f, void __user *arg)
{
	struct dsr_changer_status s = {};
	struct dsr_robot_map *map;
	int err, look;
	u64 changes;

	err = dsr_copy_in(&s, sizeof(s), CHANGER_STATUS_MIN, arg);
	if (err)
		return err;
	if (s.flags & ~DSR_STATUS_F_FRESH || s.type >= DSR_ELEMENT_TYPES ||
	    s.commands || s.map_changes || s.read_ns ||
	    memchr_inv(&s.error, 0, sizeof(s.error)))
		return -EINVAL;
	if (s.elements &&
	    (s.element_bytes < ELEMENT_MIN || s.element_bytes > PAGE_SIZE))
		return -EINVAL;
	look = dsr_changer_look(f->c, s.flags & DSR_STATUS_F_FRESH, &s.commands,
				&s.error);
	if (look == -ERESTARTSYS)
		return look;
	changes = atomic64_read(&f->c->changes);
	map = dsr_robot_map_get(f->c, NULL);
	err = status_copy(&s, map);
	s.read_ns = map ? map->read_ns : 0;
	dsr_robot_map_put(map);
	s.map_changes = changes;
	if (err)
		return err;
	atomic64_set(&f->client->seen, changes);
	return dsr_changer_answer(arg, s.size, &s, sizeof(s), look);
}

static int drives_copy(struct dsr_changer_file *f, struct dsr_changer_drives *d,
		       const struct dsr_robot_map *map)
{
	void __user *to = u64_to_user_ptr(d->drives);
	u32 i, room = d->drives ? d->nr_drives : 0;
	struct dsr_changer_drive *drive;
	int err = 0;

	drive = kmalloc_obj(*drive, GFP_KERNEL);
	if (!drive)
		return -ENOMEM;
	d->nr_drives = map ? map->nr_drives : 0;
	for (i = 0; !err && i < min(room, d->nr_drives); i++) {
		dsr_robot_drive(f->c, &map->drives[i], drive);
		err = dsr_copy_out(to + (size_t)i * d->drive_bytes,
				   d->drive_bytes, drive, sizeof(*drive));
	}
	kfree(drive);
	return err;
}

static long ioctl_drives(struct dsr_changer_file *f, void __user *arg)
{
	struct dsr_changer_drives d = {};
	struct dsr_robot_map *map;
	int err;

	err = dsr_copy_in(&d, sizeof(d), CHANGER_DRIVES_MIN, arg);
	if (err)
		return err;
	if (d.reserved || (d.drives && (d.drive_bytes < CHANGER_DRIVE_MIN ||
					d.drive_bytes > PAGE_SIZE)))
		return -EINVAL;
	map = dsr_robot_map_get(f->c, NULL);
	err = drives_copy(f, &d, map);
	dsr_robot_map_put(map);
	return err ? err : dsr_copy_out(arg, d.size, &d, sizeof(d));
}

static bool is_drive_element(struct dsr_changer *c, u32 address)
{
	struct dsr_robot_map *map = dsr_robot_map_get(c, NULL);
	const struct dsr_element *e;
	bool drive = false;

	if (map) {
		e = dsr_smc_find(&map->m, address);
		drive = e && e->type == DSR_ELEMENT_DRIVE;
	}
	dsr_robot_map_put(map);
	return drive;
}

static long ioctl_bind(struct dsr_changer_file *f, void __user *arg)
{
	struct dsr_changer_bind b = {};
	struct dsr_unit_name name;
	struct dsr_lu *unit;
	bool writable;
	int err;

	err = dsr_copy_in(&b, sizeof(b), CHANGER_BIND_MIN, arg);
	if (err)
		return err;
	if (b.reserved || b.fd < -1 || !is_drive_element(f->c, b.element))
		return -EINVAL;
	if (!f->client->writable)
		return -EACCES;
	if (b.fd == -1)
		return dsr_robot_bind(f->c, b.element, NULL);
	unit = dsr_unit_of_fd(b.fd, &writable);
	if (IS_ERR(unit))
		return PTR_ERR(unit);
	dsr_unit_tell(unit, &name);
	dsr_unit_put(unit);
	if (name.type == TYPE_MEDIUM_CHANGER)
		return -ENOTTY;
	return dsr_robot_bind(f->c, b.element, &name);
}

static long ioctl_log(struct dsr_changer_file *f, void __user *arg)
{
	struct dsr_changer_log log = {};
	u32 size;
	int err;

	err = dsr_copy_in(&log, sizeof(log), CHANGER_LOG_MIN, arg);
	if (!err)
		err = talk_begin(f->c);
	if (err)
		return err;
	size = log.size;
	memset(&log, 0, sizeof(log));
	log.size = size;
	err = dsr_robot_log(f->c, &log);
	mutex_unlock(&f->c->talk);
	return dsr_changer_answer(arg, size, &log, sizeof(log), err);
}

static int buffer_check(const struct dsr_changer_file *f,
			const struct dsr_changer_buffer *b)
{
	if (b->flags & ~DSR_BUFFER_F_WRITE || b->reserved || b->buffer > 0xff ||
	    b->bytes > DSR_MAX_BUFFER_BYTES || b->offset > BUFFER_OFFSET_MAX ||
	    memchr_inv(&b->error, 0, sizeof(b->error)))
		return -EINVAL;
	if (!capable(CAP_SYS_RAWIO))
		return -EPERM;
	return f->client->writable ? 0 : -EACCES;
}

static long ioctl_buffer(struct dsr_changer_file *f, void __user *arg)
{
	struct dsr_changer_buffer b = {};
	void __user *user;
	void *data;
	int err;

	err = dsr_copy_in(&b, sizeof(b), CHANGER_BUFFER_MIN, arg);
	if (!err)
		err = buffer_check(f, &b);
	if (err)
		return err;
	user = u64_to_user_ptr(b.data);
	data = kvzalloc(b.bytes + 1, GFP_KERNEL | __GFP_NOWARN);
	if (!data)
		return -ENOMEM;
	if (b.flags & DSR_BUFFER_F_WRITE &&
	    copy_from_user(data, user, b.bytes)) {
		err = -EFAULT;
		goto out;
	}
	err = talk_begin(f->c);
	if (err)
		goto out;
	err = dsr_robot_buffer(f->c, &b, data);
	mutex_unlock(&f->c->talk);
	if (!err && !(b.flags & DSR_BUFFER_F_WRITE) &&
	    copy_to_user(user, data, b.bytes)) {
		err = -EFAULT;
		goto out;
	}
	err = dsr_changer_answer(arg, b.size, &b, sizeof(b), err);
out:
	kvfree(data);
	return err;
}

/* orders that wait mean the addresses as they are */
static int assign_begin(struct dsr_changer *c, struct dsr_error *error)
{
	int err;

	if (dsr_robot_orders_wait(c)) {
		dsr_robot_blame(error, DSR_REASON_BUSY, 0);
		return -EBUSY;
	}
	err = talk_begin(c);
	if (err)
		return err;
	if (!dsr_robot_orders_wait(c))
		return 0;
	mutex_unlock(&c->talk);
	dsr_robot_blame(error, DSR_REASON_BUSY, 0);
	return -EBUSY;
}

static long ioctl_assign(struct dsr_changer_file *f, void __user *arg)
{
	struct dsr_changer_assign a = {};
	int err;

	err = dsr_copy_in(&a, sizeof(a), CHANGER_ASSIGN_MIN, arg);
	if (err)
		return err;
	if (a.reserved || memchr_inv(&a.error, 0, sizeof(a.error)) ||
	    memchr_inv(&a.ranges[DSR_ELEMENT_ANY], 0, sizeof(a.ranges[0])) ||
	    memchr_inv(&a.ranges[DSR_ELEMENT_PRINTER], 0, sizeof(a.ranges[0])))
		return -EINVAL;
	err = dsr_changer_access(f, &a.error);
	if (!err)
		err = assign_begin(f->c, &a.error);
	if (!err) {
		err = dsr_robot_assign(f->c, &a);
		mutex_unlock(&f->c->talk);
	}
	return dsr_changer_answer(arg, a.size, &a, sizeof(a), err);
}

/**
 * dsr_changer_ask - a question
 * @f: the fd
 * @cmd: DSR_IOC_CHANGER_*
 * @arg: the caller's
 *
 * Context: the caller's process. Return: 0 or -errno; -ENOTTY: it is none.
 */
long dsr_changer_ask(struct dsr_changer_file *f, unsigned int cmd,
		     void __user *arg)
{
	switch (cmd) {
	case DSR_IOC_CHANGER_INFO:
		return ioctl_info(f, arg);
	case DSR_IOC_CHANGER_STATUS:
		return ioctl_status(f, arg);
	case DSR_IOC_CHANGER_DRIVES:
		return ioctl_drives(f, arg);
	case DSR_IOC_CHANGER_BIND:
		return ioctl_bind(f, arg);
	case DSR_IOC_CHANGER_LOG:
		return ioctl_log(f, arg);
	case DSR_IOC_CHANGER_BUFFER:
		return ioctl_buffer(f, arg);
	case DSR_IOC_CHANGER_ASSIGN:
		return ioctl_assign(f, arg);
	default:
		return -ENOTTY;
	}
}
