// SPDX-License-Identifier: GPL-2.0
/*
 * The changer fds: copies arguments in and out and checks them.
 */
#include "changer_control.h"

#include <linux/anon_inodes.h>
#include <linux/file.h>
#include <linux/module.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "changer.h"
#include "copy.h"

/* the first published sizes; smaller structures are nobody's */
#define CHANGER_OPEN_MIN	80
#define CHANGER_INFO_MIN	224
#define CHANGER_STATUS_MIN	120
#define ELEMENT_MIN		88
#define CHANGER_DRIVES_MIN	24
#define CHANGER_DRIVE_MIN	200
#define CHANGER_BIND_MIN	16
#define CHANGER_ORDER_MIN	96
#define CHANGER_OUTCOME_MIN	128
#define CHANGER_LOG_MIN		272
#define CHANGER_BUFFER_MIN	96
#define CHANGER_ASSIGN_MIN	120

static_assert(sizeof(struct dsr_changer_open) == CHANGER_OPEN_MIN);
static_assert(sizeof(struct dsr_changer_info) == CHANGER_INFO_MIN);
static_assert(sizeof(struct dsr_changer_status) == CHANGER_STATUS_MIN);
static_assert(sizeof(struct dsr_element) == ELEMENT_MIN);
static_assert(sizeof(struct dsr_changer_drives) == CHANGER_DRIVES_MIN);
static_assert(sizeof(struct dsr_changer_drive) == CHANGER_DRIVE_MIN);
static_assert(sizeof(struct dsr_changer_bind) == CHANGER_BIND_MIN);
static_assert(sizeof(struct dsr_changer_order) == CHANGER_ORDER_MIN);
static_assert(sizeof(struct dsr_changer_outcome) == CHANGER_OUTCOME_MIN);
static_assert(sizeof(struct dsr_changer_log) == CHANGER_LOG_MIN);
static_assert(sizeof(struct dsr_changer_buffer) == CHANGER_BUFFER_MIN);
static_assert(sizeof(struct dsr_changer_assign) == CHANGER_ASSIGN_MIN);

#define BUFFER_OFFSET_MAX	0xffffff	/* READ BUFFER: 3 bytes */

/**
 * struct changer_file - what a changer fd is
 * @c: with a reference
 * @client: with a reference
 */
struct changer_file {
	struct dsr_changer *c;
	struct dsr_client *client;
};

/* a question waits for the order that is under way; a signal ends that */
static int talk_begin(struct dsr_changer *c)
{
	return mutex_lock_interruptible(&c->talk) ? -ERESTARTSYS : 0;
}

static int access_error(const struct changer_file *f, struct dsr_error *error)
{
	if (f->client->writable)
		return 0;
	dsr_robot_blame(error, DSR_REASON_ACCESS, 0);
	return -EACCES;
}

/* errors that belong to an answer go out with it, and the call fails as well */
static long answer(void __user *arg, size_t usize, const void *from,
		   size_t ksize, int err)
{
	int copied = dsr_copy_out(arg, usize, from, ksize);

	return copied ? copied : err;
}

/* ---- questions ---------------------------------------------------------------- */

/* asks only where something is not known: an order under way may take long */
static int info_look(struct dsr_changer *c)
{
	struct dsr_error error;
	bool stale;
	int err;

	dsr_robot_map_put(dsr_robot_map_get(c, &stale));
	if (!stale)
		return 0;
	err = talk_begin(c);
	if (err)
		return err;
	if (!dsr_robot_known(c))
		err = dsr_robot_look(c, NULL, &error);
	mutex_unlock(&c->talk);
	return err;
}

static long ioctl_info(struct changer_file *f, void __user *arg)
{
	struct dsr_changer_info in = {}, out;
	int err;

	err = dsr_copy_in(&in, sizeof(in), CHANGER_INFO_MIN, arg);
	if (err)
		return err;
	err = info_look(f->c);
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

static int status_look(struct changer_file *f, struct dsr_changer_status *s)
{
	u32 commands;
	int err;

	err = talk_begin(f->c);
	if (err)
		return err;
	commands = f->c->commands;
	if (s->flags & DSR_STATUS_F_FRESH || !dsr_robot_known(f->c))
		err = dsr_robot_look(f->c, NULL, &s->error);
	s->commands = f->c->commands - commands;
	mutex_unlock(&f->c->talk);
	return err;
}

static long ioctl_status(struct changer_file *f, void __user *arg)
{
	struct dsr_changer_status s = {};
	struct dsr_robot_map *map;
	bool stale;
	int err, look = 0;
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
	dsr_robot_map_put(dsr_robot_map_get(f->c, &stale));
	if (stale || s.flags & DSR_STATUS_F_FRESH)
		look = status_look(f, &s);
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
	return answer(arg, s.size, &s, sizeof(s), look);
}

static int drives_copy(struct changer_file *f, struct dsr_changer_drives *d,
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

static long ioctl_drives(struct changer_file *f, void __user *arg)
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

static long ioctl_bind(struct changer_file *f, void __user *arg)
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

static long ioctl_log(struct changer_file *f, void __user *arg)
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
	return answer(arg, size, &log, sizeof(log), err);
}

static int buffer_check(const struct changer_file *f,
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

static long ioctl_buffer(struct changer_file *f, void __user *arg)
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
	data = kvzalloc(b.bytes + 1, GFP_KERNEL);
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
	err = answer(arg, b.size, &b, sizeof(b), err);
out:
	kvfree(data);
	return err;
}

static long ioctl_assign(struct changer_file *f, void __user *arg)
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
	err = access_error(f, &a.error);
	if (!err)
		err = talk_begin(f->c);
	if (err == -ERESTARTSYS)
		return err;
	if (!err) {
		err = dsr_robot_assign(f->c, &a);
		mutex_unlock(&f->c->talk);
	}
	return answer(arg, a.size, &a, sizeof(a), err);
}

/* ---- orders --------------------------------------------------------------------- */

static int order_check(const struct dsr_changer_order *o)
{
	if (o->order_id || memchr_inv(&o->error, 0, sizeof(o->error)))
		return -EINVAL;
	return dsr_smc_order_valid(o->order, o->flags, o->transport, o->source,
				   o->destination, o->second);
}

/* what comes back is written once more behind the wait */
static long order_wait(struct changer_file *f, struct dsr_robot_order *r,
		       struct dsr_changer_order *o, void __user *arg)
{
	struct dsr_changer_outcome outcome;

	/* the order goes on, so the call must not be restarted */
	if (wait_for_completion_interruptible(&r->done))
		return -EINTR;
	dsr_robot_order_tell(f->c, r, &outcome);
	o->error = outcome.error;
	return answer(arg, o->size, o, sizeof(*o), -(int)outcome.result);
}

static long ioctl_order(struct changer_file *f, void __user *arg)
{
	struct dsr_changer_order o = {};
	struct dsr_robot_order *r;
	long err;

	err = dsr_copy_in(&o, sizeof(o), CHANGER_ORDER_MIN, arg);
	if (!err)
		err = order_check(&o);
	if (err)
		return err;
	err = access_error(f, &o.error);
	if (err)
		return answer(arg, o.size, &o, sizeof(o), err);
	err = dsr_robot_submit(f->c, f->client, &o, &r);
	if (err)
		return err;
	o.order_id = r->o.order_id;
	err = dsr_copy_out(arg, o.size, &o, sizeof(o));
	if (!err && !(o.flags & DSR_ORDER_F_NOWAIT))
		err = order_wait(f, r, &o, arg);
	dsr_robot_order_put(r);
	return err;
}

static long ioctl_outcome(struct changer_file *f, void __user *arg)
{
	struct dsr_changer_outcome in = {}, out;
	struct dsr_robot_order *r;
	long err;

	err = dsr_copy_in(&in, sizeof(in), CHANGER_OUTCOME_MIN, arg);
	if (err)
		return err;
	if (in.flags & ~DSR_OUTCOME_F_WAIT || in.reserved)
		return -EINVAL;
	r = dsr_robot_order_find(f->c, in.order_id ? in.order_id :
				 READ_ONCE(f->client->newest));
	if (!r)
		return -ENOENT;
	if (in.flags & DSR_OUTCOME_F_WAIT &&
	    wait_for_completion_interruptible(&r->done)) {
		err = -ERESTARTSYS;
		goto out;
	}
	dsr_robot_order_tell(f->c, r, &out);
	out.flags = in.flags;
	out.size = in.size;
	err = dsr_copy_out(arg, in.size, &out, sizeof(out));
out:
	dsr_robot_order_put(r);
	return err;
}

/* ---- the fd ----------------------------------------------------------------------- */

static long changer_ioctl(struct file *file, unsigned int cmd,
			  unsigned long arg)
{
	struct changer_file *f = file->private_data;
	void __user *user = (void __user *)arg;

	switch (cmd) {
	case DSR_IOC_CHANGER_INFO:
		return ioctl_info(f, user);
	case DSR_IOC_CHANGER_STATUS:
		return ioctl_status(f, user);
	case DSR_IOC_CHANGER_DRIVES:
		return ioctl_drives(f, user);
	case DSR_IOC_CHANGER_BIND:
		return ioctl_bind(f, user);
	case DSR_IOC_CHANGER_ORDER:
		return ioctl_order(f, user);
	case DSR_IOC_CHANGER_OUTCOME:
		return ioctl_outcome(f, user);
	case DSR_IOC_CHANGER_LOG:
		return ioctl_log(f, user);
	case DSR_IOC_CHANGER_BUFFER:
		return ioctl_buffer(f, user);
	case DSR_IOC_CHANGER_ASSIGN:
		return ioctl_assign(f, user);
	default:
		return -ENOTTY;
	}
}

static __poll_t changer_poll(struct file *file, struct poll_table_struct *wait)
{
	struct changer_file *f = file->private_data;
	__poll_t mask = 0;

	poll_wait(file, &f->c->poll, wait);
	if (atomic64_read(&f->c->changes) != atomic64_read(&f->client->seen))
		mask |= EPOLLPRI;
	if (!atomic_read(&f->client->pending))
		mask |= EPOLLIN | EPOLLRDNORM;
	return mask;
}

static int changer_release(struct inode *inode, struct file *file)
{
	struct changer_file *f = file->private_data;

	dsr_client_put(f->client);
	dsr_changer_put(f->c);
	kfree(f);
	return 0;
}

static const struct file_operations changer_fops = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = changer_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
	.poll = changer_poll,
	.release = changer_release,
	.llseek = noop_llseek,
};

static struct dsr_client *client_new(bool writable)
{
	struct dsr_client *client = kzalloc_obj(*client, GFP_KERNEL);

	if (!client)
		return NULL;
	kref_init(&client->ref);
	atomic64_set(&client->seen, -1);
	client->writable = writable;
	return client;
}

/* takes over the caller's reference to the robot when it succeeds */
static struct file *changer_file_make(struct dsr_changer *c, bool writable)
{
	struct changer_file *f = kzalloc_obj(*f, GFP_KERNEL);
	struct file *file;

	if (!f)
		return ERR_PTR(-ENOMEM);
	f->c = c;
	f->client = client_new(writable);
	if (!f->client) {
		kfree(f);
		return ERR_PTR(-ENOMEM);
	}
	file = anon_inode_getfile("[dsr-changer]", &changer_fops, f,
				  O_RDWR | O_CLOEXEC);
	if (IS_ERR(file)) {
		dsr_client_put(f->client);
		kfree(f);
	}
	return file;
}

/* the robot behind an fd */
static struct dsr_changer *changer_of_fd(int fd, bool *writable)
{
	struct dsr_lu *unit = dsr_unit_of_fd(fd, writable);

	if (IS_ERR(unit))
		return ERR_CAST(unit);
	if (unit->sdev->type != TYPE_MEDIUM_CHANGER) {
		dsr_unit_put(unit);
		return ERR_PTR(-ENOTTY);
	}
	return dsr_changer_open(unit);
}

/*
 * The first look; a robot that can't be looked at can still be given orders. One
 * that is known is not waited for: an order under way may take long.
 */
static int changer_first_look(struct dsr_changer *c, struct dsr_error *error)
{
	bool stale;
	int err;

	dsr_robot_map_put(dsr_robot_map_get(c, &stale));
	if (!stale)
		return 0;
	err = talk_begin(c);
	if (err)
		return -EINTR;
	if (!dsr_robot_known(c))
		dsr_robot_look(c, NULL, error);
	mutex_unlock(&c->talk);
	return 0;
}

/**
 * dsr_ioctl_changer_open - DSR_IOC_CHANGER_OPEN
 * @arg: struct dsr_changer_open of the caller
 *
 * Context: the caller's process. Return: a changer fd or -errno.
 */
long dsr_ioctl_changer_open(void __user *arg)
{
	struct dsr_changer_open o = {};
	struct dsr_changer *c;
	struct file *file;
	bool writable;
	int fd, err;

	err = dsr_copy_in(&o, sizeof(o), CHANGER_OPEN_MIN, arg);
	if (err)
		return err;
	if (o.flags || o.reserved || memchr_inv(&o.error, 0, sizeof(o.error)))
		return -EINVAL;
	fd = get_unused_fd_flags(O_CLOEXEC);
	if (fd < 0)
		return fd;
	c = changer_of_fd(o.fd, &writable);
	if (IS_ERR(c)) {
		err = PTR_ERR(c);
		goto err_fd;
	}
	err = changer_first_look(c, &o.error);
	if (!err)
		err = dsr_copy_out(arg, o.size, &o, sizeof(o));
	if (err)
		goto err_changer;
	file = changer_file_make(c, writable);
	if (IS_ERR(file)) {
		err = PTR_ERR(file);
		goto err_changer;
	}
	fd_install(fd, file);
	return fd;
err_changer:
	dsr_changer_put(c);
err_fd:
	put_unused_fd(fd);
	return err;
}
