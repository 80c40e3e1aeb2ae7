/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Robots: what all files about them share.
 */
#ifndef DSR_CHANGER_H
#define DSR_CHANGER_H

#include <linux/bvec.h>
#include <linux/completion.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

#include "command.h"
#include "smc.h"

/* the buffer of one robot's data phases: 7000 elements of 18 bytes, or 1300 with tags */
#define DSR_ROBOT_BYTES		(128 * 1024)
#define DSR_ROBOT_PAGES		(DSR_ROBOT_BYTES / PAGE_SIZE)

/**
 * struct dsr_robot_drive - a drive element as the robot told of it
 * @element: its descriptor
 * @id: its identifier; set 0: not told
 */
struct dsr_robot_drive {
	struct dsr_element element;
	struct dsr_smc_id id;
};

/**
 * struct dsr_robot_map - one reading of all elements; never changed
 * @ref: held by the changer and by everybody who looks at it
 * @m: the elements
 * @elements: owned, what @m shows
 * @room: of @elements
 * @drives: owned, in the order of their addresses
 * @nr_drives: of them
 * @drive_room: of @drives
 * @read_ns: CLOCK_MONOTONIC
 */
struct dsr_robot_map {
	struct kref ref;
	struct dsr_smc_map m;
	struct dsr_element *elements;
	u32 room;
	struct dsr_robot_drive *drives;
	u32 nr_drives;
	u32 drive_room;
	u64 read_ns;
};

/**
 * struct dsr_robot_told - which recorder somebody said a drive element is
 * @node: in the changer's list
 * @address: of the element
 * @name: the recorder when it was told
 */
struct dsr_robot_told {
	struct list_head node;
	u32 address;
	struct dsr_unit_name name;
};

/**
 * struct dsr_client - a changer fd
 * @ref: held by the fd and by each of its orders that is not done
 * @pending: its orders that are not done
 * @newest: id of its newest order
 * @seen: changes of the map at its last status
 * @writable: it may give orders
 */
struct dsr_client {
	struct kref ref;
	atomic_t pending;
	u32 newest;
	atomic64_t seen;
	bool writable;
};

/**
 * struct dsr_robot_order - an order, from its acceptance until it is forgotten
 * @ref: held by the changer's list and by everybody who waits
 * @node: in the changer's list, in the order of the ids
 * @o: what is told of it; protected by the changer's lock
 * @client: with a reference until it is done
 * @done: completed when @o.state is DONE
 */
struct dsr_robot_order {
	struct kref ref;
	struct list_head node;
	struct dsr_changer_outcome o;
	struct dsr_client *client;
	struct completion done;
};

/**
 * struct dsr_changer - a robot
 * @ref: held by the table, each fd, and the work that carries out orders
 * @node: in the table, protected by its lock
 * @name: which device
 * @talk: the conversation with the robot: held from the first command of a
 *	question or an order to the last, also while commands are under way;
 *	protects everything down to @complaint. Taken before @lock.
 * @unit: with a reference; NULL: the device was removed; poll() looks without
 *	@talk whether it is
 * @robot: its model and what it told of itself; @robot.info is also read with
 *	@lock alone, and written with both
 * @buf: data phase of its commands
 * @room: bytes of @buf that one command may use
 * @vecs: the pages of @buf
 * @request: the command under way
 * @ask: SMC_ASK_* that it has not refused so far
 * @learnt: it has been asked for its mode pages
 * @commands: counts commands sent
 * @upsets: counts what it said of itself that may have changed the map
 * @glance: nobody waits for the answers: a robot that is busy with itself is not
 *	waited for
 * @complaint: what the last look in passing failed of, 0: it did not
 * @lock: protects everything from here on; held shortly, never while a command
 *	is sent or user memory is touched
 * @map: last reading, with a reference; NULL: none yet
 * @stale: @map may be wrong: something was done and it could not be read since
 * @orders: struct dsr_robot_order, those done are the oldest
 * @nr_orders: in @orders
 * @next_order: id for the next one
 * @told: struct dsr_robot_told
 * @changes: counts changes of the map
 * @poll: woken when the map changes or an order is done
 * @orders_work: carries out the orders, one after the other
 * @poll_work: looks at the robot while somebody listens; queued only while the
 *	robot is in the table
 */
struct dsr_changer {
	struct kref ref;
	struct list_head node;
	struct dsr_unit_name name;

	/* see above for what it protects */
	struct mutex talk;
	struct dsr_lu *unit;
	struct dsr_smc_robot robot;
	void *buf;
	u32 room;
	struct bio_vec vecs[DSR_ROBOT_PAGES];
	struct dsr_request request;
	u32 ask;
	bool learnt;
	u32 commands;
	u32 upsets;
	bool glance;
	u32 complaint;

	/* see above for what it protects */
	struct mutex lock;
	struct dsr_robot_map *map;
	bool stale;
	struct list_head orders;
	u32 nr_orders;
	u32 next_order;
	struct list_head told;

	atomic64_t changes;
	wait_queue_head_t poll;
	struct work_struct orders_work;
	struct work_struct poll_work;
};

/* changer_object.c */
struct dsr_changer *dsr_changer_new(struct dsr_lu *unit,
				    const struct dsr_unit_name *name, u32 room);
void dsr_changer_put(struct dsr_changer *c);
void dsr_robot_map_put(struct dsr_robot_map *map);
void dsr_robot_order_put(struct dsr_robot_order *r);
void dsr_client_put(struct dsr_client *client);

/* changer_command.c */

/**
 * struct dsr_talk - how a command is talked over
 * @order: something moves: never repeated where it may have been carried out
 * @timeout_ms: for one command, and for all waiting and repeating together
 * @error: filled when it fails
 */
struct dsr_talk {
	bool order;
	u32 timeout_ms;
	struct dsr_error *error;
};

int dsr_robot_command(struct dsr_changer *c, const struct dsr_talk *t,
		      const struct dsr_cdb *cdb);
void dsr_robot_blame(struct dsr_error *error, u32 reason, u64 value);
void dsr_robot_news(struct dsr_changer *c, u32 event,
		    const struct dsr_error *error);
void dsr_robot_heard(struct dsr_changer *c, struct dsr_error *error);
u32 dsr_robot_complaint(const struct dsr_error *error);

/* changer_read.c */
bool dsr_robot_reads_at_once(const struct dsr_changer *c);
int dsr_robot_read(struct dsr_changer *c, struct dsr_robot_map *map,
		   struct dsr_error *error);

/* changer_map.c */
int dsr_robot_ready(struct dsr_changer *c, struct dsr_error *error);
int dsr_robot_look(struct dsr_changer *c, const struct dsr_smc_plan *hint,
		   struct dsr_error *error);
bool dsr_robot_known(struct dsr_changer *c);
void dsr_robot_info(struct dsr_changer *c, struct dsr_changer_info *info);
void dsr_robot_forget_pages(struct dsr_changer *c);
struct dsr_robot_map *dsr_robot_map_get(struct dsr_changer *c, bool *stale);
void dsr_robot_set_stale(struct dsr_changer *c);
void dsr_robot_set_flags(struct dsr_changer *c, u32 set, u32 clear);

/* changer_order.c */
int dsr_robot_accept(struct dsr_changer *c, struct dsr_client *client,
		     const struct dsr_changer_order *order,
		     struct dsr_robot_order **made);
int dsr_robot_submit(struct dsr_changer *c, struct dsr_client *client,
		     const struct dsr_changer_order *order,
		     struct dsr_robot_order **made);
struct dsr_robot_order *dsr_robot_order_find(struct dsr_changer *c, u32 id);
bool dsr_robot_orders_wait(struct dsr_changer *c);
void dsr_robot_order_tell(struct dsr_changer *c, struct dsr_robot_order *r,
			  struct dsr_changer_outcome *o);
int dsr_robot_orders_init(void);
void dsr_robot_orders_exit(void);
void dsr_robot_orders_run(struct dsr_changer *c);
void dsr_robot_orders_work(struct work_struct *work);

/* changer_log.c */
int dsr_robot_log(struct dsr_changer *c, struct dsr_changer_log *log);
int dsr_robot_buffer(struct dsr_changer *c, struct dsr_changer_buffer *b,
		     void *data);
int dsr_robot_assign(struct dsr_changer *c, struct dsr_changer_assign *a);

/* changer_drives.c */
void dsr_robot_drive(struct dsr_changer *c, const struct dsr_robot_drive *d,
		     struct dsr_changer_drive *out);
int dsr_robot_bind(struct dsr_changer *c, u32 address,
		   const struct dsr_unit_name *name);

/* changer_poll.c */
void dsr_robot_poll_work(struct work_struct *work);

/* changer.c */
int dsr_changer_init(void);
void dsr_changer_exit(void);
struct dsr_changer *dsr_changer_open(struct dsr_lu *unit);

#endif
