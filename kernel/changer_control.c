// SPDX-License-Identifier: GPL-2.0
/*
 * The changer fds: opened, given orders, polled, closed.
 */
#include "changer_control.h"

#include <linux/anon_inodes.h>
#include <linux/file.h>
#include <linux/module.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "changer_ask.h"
#include "copy.h"

/* the first published sizes; smaller structures are nobody's */
#define CHANGER_OPEN_MIN	80
#define CHANGER_ORDER_MIN	96
#define CHANGER_OUTCOME_MIN	128

static_assert(sizeof(struct dsr_changer_open) == CHANGER_OPEN_MIN);
static_assert(sizeof(struct dsr_changer_order) == CHANGER_ORDER_MIN);
static_assert(sizeof(struct dsr_changer_outcome) == CHANGER_OUTCOME_MIN);

/* ---- orders --------------------------------------------------------------------- */

static int order_check(const struct dsr_changer_order *o)
{
	if (o->order_id || memchr_inv(&o->error, 0, sizeof(o->error)))
		return -EINVAL;
	return dsr_smc_order_valid(o->order, o->flags, o->transport, o->source,
				   o->destination, o->second);
}

/* what comes back is written once more behind the wait */
static long order_wait(struct dsr_changer_file *f, struct dsr_robot_order *r,
		       struct dsr_changer_order *o, void __user *arg)
{
	struct dsr_changer_outcome outcome;

	/* the order goes on, so the call must not be restarted */
	if (wait_for_completion_interruptible(&r->done))
		return -EINTR;
	dsr_robot_order_tell(f->c, r, &outcome);
	o->error = outcome.error;
	return dsr_changer_answer(arg, o->size, o, sizeof(*o), -(int)outcome.result);
}

static long ioctl_order(struct dsr_changer_file *f, void __user *arg)
{
	struct dsr_changer_order o = {};
	struct dsr_robot_order *r;
	long err;

	err = dsr_copy_in(&o, sizeof(o), CHANGER_ORDER_MIN, arg);
	if (!err)
		err = order_check(&o);
	if (err)
		return err;
	err = dsr_changer_access(f, &o.error);
	if (err)
		return dsr_changer_answer(arg, o.size, &o, sizeof(o), err);
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

static long ioctl_outcome(struct dsr_changer_file *f, void __user *arg)
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
	struct dsr_changer_file *f = file->private_data;
	void __user *user = (void __user *)arg;

	switch (cmd) {
	case DSR_IOC_CHANGER_ORDER:
		return ioctl_order(f, user);
	case DSR_IOC_CHANGER_OUTCOME:
		return ioctl_outcome(f, user);
	default:
		return dsr_changer_ask(f, cmd, user);
	}
}

static __poll_t changer_poll(struct file *file, struct poll_table_struct *wait)
{
	struct dsr_changer_file *f = file->private_data;
	__poll_t mask = 0;

	poll_wait(file, &f->c->poll, wait);
	if (atomic64_read(&f->c->changes) != atomic64_read(&f->client->seen))
		mask |= EPOLLPRI;
	if (!atomic_read(&f->client->pending))
		mask |= EPOLLIN | EPOLLRDNORM;
	/* a hint: who asks then is told so */
	if (!READ_ONCE(f->c->unit))
		mask |= EPOLLHUP;
	return mask;
}

static int changer_release(struct inode *inode, struct file *file)
{
	struct dsr_changer_file *f = file->private_data;

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
	struct dsr_changer_file *f = kzalloc_obj(*f, GFP_KERNEL);
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
	u32 commands;
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
	/* a robot that can't be looked at can still be given orders */
	err = dsr_changer_look(c, false, &commands, &o.error);
	if (err != -ERESTARTSYS)
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
