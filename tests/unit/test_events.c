// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <netlink/attr.h>
#include <netlink/genl/genl.h>
#include <netlink/msg.h>
#include <stdlib.h>
#include <string.h>

#include "libdsr/events.h"
#include "unit.h"

#define FAMILY	0x1f

static struct dsr_event event;	/* too large for a stack */

static struct nl_msg *begin(uint8_t cmd, uint32_t seq)
{
	struct nl_msg *msg = nlmsg_alloc_size(65536);

	ck_assert_ptr_nonnull(msg);
	genlmsg_put(msg, 0, 0, FAMILY, 0, 0, cmd, DSR_GENL_VERSION);
	nla_put_u32(msg, DSR_A_SEQ, seq);
	nla_put_u64(msg, DSR_A_TIME_NS, 123456789012ULL);
	return msg;
}

static void put_unit(struct nl_msg *msg, int attr)
{
	struct nlattr *nest = nla_nest_start(msg, attr);

	nla_put_u32(msg, DSR_U_HOST, 3);
	nla_put_u32(msg, DSR_U_CHANNEL, 0);
	nla_put_u32(msg, DSR_U_ID, 1);
	nla_put_u64(msg, DSR_U_LUN, 0);
	nla_put_u32(msg, DSR_U_TYPE, 5);
	nla_put_string(msg, DSR_U_VENDOR, "DSR-EMU");
	nla_put_string(msg, DSR_U_PRODUCT, "RECORDER");
	nla_put_u32(msg, DSR_U_JOB_ID, 7);
	nla_nest_end(msg, nest);
}

static void put_error(struct nl_msg *msg, int attr)
{
	static const uint8_t sense[18] = { 0x70, 0, 3, [7] = 10, [12] = 0x0c };
	struct nlattr *nest = nla_nest_start(msg, attr);

	nla_put_u32(msg, DSR_E_REASON, DSR_REASON_MEDIUM_ERROR);
	nla_put_u64(msg, DSR_E_VALUE, 0);
	nla_put_u64(msg, DSR_E_LBA, 4711);
	nla_put_u8(msg, DSR_E_OPCODE, 0x2a);
	nla_put(msg, DSR_E_SENSE, sizeof(sense), sense);
	nla_put_u32(msg, DSR_E_RETRIES, 2);
	nla_nest_end(msg, nest);
}

static void put_sink(struct nl_msg *msg, uint32_t index, bool error)
{
	struct nlattr *nest = nla_nest_start(msg, DSR_A_SINK);

	nla_put_u32(msg, DSR_S_INDEX, index);
	nla_put_u32(msg, DSR_S_STATE, DSR_SINK_WRITING);
	nla_put_u64(msg, DSR_S_WRITTEN_BLOCKS, 1000 + index);
	nla_put_u32(msg, DSR_S_PROGRESS, 32768);
	if (error)
		put_error(msg, DSR_S_ERROR);
	put_unit(msg, DSR_S_UNIT);
	nla_nest_end(msg, nest);
}

static int parse(struct nl_msg *msg)
{
	return dsr_event_parse(nlmsg_hdr(msg), nlmsg_hdr(msg)->nlmsg_len,
			       &event);
}

START_TEST(job_event)
{
	struct nl_msg *msg = begin(DSR_CMD_JOB_EVENT, 42);

	nla_put_u32(msg, DSR_A_EVENT, DSR_JOB_EVENT_SINK);
	nla_put_u32(msg, DSR_A_JOB_ID, 7);
	nla_put_u32(msg, DSR_A_JOB_STATE, DSR_JOB_STREAMING);
	put_sink(msg, 0, false);
	put_sink(msg, 5, true);
	ck_assert_int_eq(parse(msg), 0);
	ck_assert_uint_eq(event.cmd, DSR_CMD_JOB_EVENT);
	ck_assert_uint_eq(event.seq, 42);
	ck_assert_uint_eq(event.time_ns, 123456789012ULL);
	ck_assert_uint_eq(event.job_id, 7);
	ck_assert_uint_eq(event.nr_sinks, 2);
	ck_assert_uint_eq(event.sinks[1].index, 5);
	ck_assert_uint_eq(event.sinks[1].written_blocks, 1005);
	ck_assert_uint_eq(event.sinks[1].progress, 32768);
	ck_assert_uint_eq(event.sinks[1].error.lba, 4711);
	ck_assert_uint_eq(event.sinks[1].error.opcode, 0x2a);
	ck_assert_uint_eq(event.sinks[1].error.sense_bytes, 18);
	ck_assert_str_eq(event.sinks[1].unit.product, "RECORDER");
	ck_assert_uint_eq(event.sinks[1].unit.host, 3);
	nlmsg_free(msg);
}
END_TEST

static struct nl_msg *moved(uint32_t address, const char *tag, size_t tag_bytes)
{
	struct nl_msg *msg = begin(DSR_CMD_CHANGER_EVENT, 3);
	struct nlattr *nest;

	nla_put_u32(msg, DSR_A_EVENT, DSR_CHANGER_EVENT_MOVED);
	put_unit(msg, DSR_A_UNIT);
	nest = nla_nest_start(msg, DSR_A_ELEMENT);
	nla_put_u32(msg, DSR_C_ADDRESS, address);
	nla_put_u32(msg, DSR_C_TYPE, DSR_ELEMENT_DRIVE);
	nla_put_u32(msg, DSR_C_FLAGS, DSR_EL_FULL | DSR_EL_SOURCE | DSR_EL_TAG);
	nla_put_u32(msg, DSR_C_WAS, DSR_EL_ACCESS);
	nla_put_u32(msg, DSR_C_SOURCE, 12);
	nla_put_u8(msg, DSR_C_ASC, 0x80);
	nla_put_u8(msg, DSR_C_ASCQ, 0x61);
	nla_put(msg, DSR_C_TAG, (int)tag_bytes, tag);
	nla_nest_end(msg, nest);
	nla_put_u32(msg, DSR_A_FROM, 12);
	nla_put_u32(msg, DSR_A_TO, 0x3001);
	return msg;
}

START_TEST(changer_event)
{
	struct nl_msg *msg = moved(0x3001, "TAG001", 7);
	const struct dsr_element *e = &event.element.element;

	ck_assert_int_eq(parse(msg), 0);
	ck_assert_uint_eq(event.event, DSR_CHANGER_EVENT_MOVED);
	ck_assert_uint_eq(event.from, 12);
	ck_assert_uint_eq(event.to, 0x3001);
	ck_assert_uint_eq(e->address, 0x3001);
	ck_assert_uint_eq(e->type, DSR_ELEMENT_DRIVE);
	ck_assert_uint_eq(e->flags, DSR_EL_FULL | DSR_EL_SOURCE | DSR_EL_TAG);
	ck_assert_uint_eq(event.element.was, DSR_EL_ACCESS);
	ck_assert_uint_eq(e->source, 12);
	ck_assert_uint_eq(e->asc, 0x80);
	ck_assert_uint_eq(e->ascq, 0x61);
	ck_assert_str_eq(e->tag, "TAG001");
	nlmsg_free(msg);
}
END_TEST

START_TEST(changer_nonsense)
{
	char tag[200];
	struct nl_msg *msg;

	memset(tag, 'x', sizeof(tag));
	tag[sizeof(tag) - 1] = '\0';
	msg = moved(0x3001, tag, sizeof(tag));
	ck_assert_int_eq(parse(msg), 0);
	ck_assert_int_eq(event.element.element.tag[DSR_TAG_BYTES - 1], 'x');
	ck_assert_uint_eq(event.element.element.alt_tag[0], 0);
	nlmsg_free(msg);
	msg = moved(0x13001, "", 1);
	ck_assert_int_eq(parse(msg), -EPROTO);
	nlmsg_free(msg);
}
END_TEST

START_TEST(absent)
{
	struct nl_msg *msg = begin(DSR_CMD_DRIVE_EVENT, 1);

	ck_assert_int_eq(parse(msg), 0);
	ck_assert(DSR_HAS(&event, DSR_A_SEQ));
	ck_assert(!DSR_HAS(&event, DSR_A_JOB_ID));
	ck_assert(!DSR_HAS(&event, DSR_A_UNIT));
	ck_assert_uint_eq(event.error.opcode, 0xff);
	ck_assert_uint_eq(event.error.lba, UINT64_MAX);
	ck_assert_uint_eq(event.unit.host, UINT32_MAX);
	nlmsg_free(msg);
}
END_TEST

START_TEST(newer_kernel)
{
	struct nl_msg *msg = begin(DSR_CMD_JOB_EVENT, 9);

	nla_put_u32(msg, DSR_A_MAX + 5, 1);
	nla_put_u32(msg, DSR_A_JOB_ID, 3);
	ck_assert_int_eq(parse(msg), 0);
	ck_assert_uint_eq(event.job_id, 3);
	nlmsg_free(msg);
}
END_TEST

START_TEST(too_many_sinks)
{
	struct nl_msg *msg = begin(DSR_CMD_JOB_GET, 9);
	uint32_t i;

	for (i = 0; i < DSR_MAX_SINKS; i++)
		put_sink(msg, i, true);
	ck_assert_int_eq(parse(msg), 0);
	ck_assert_uint_eq(event.nr_sinks, DSR_MAX_SINKS);
	put_sink(msg, i, true);
	ck_assert_int_eq(parse(msg), -EPROTO);
	nlmsg_free(msg);
}
END_TEST

START_TEST(wrong_types)
{
	struct nl_msg *msg = begin(DSR_CMD_JOB_EVENT, 9);
	struct nlattr *nest;

	nla_put_u8(msg, DSR_A_JOB_ID, 1);
	ck_assert_int_eq(parse(msg), -EPROTO);
	nlmsg_free(msg);

	msg = begin(DSR_CMD_DRIVE_EVENT, 9);
	nest = nla_nest_start(msg, DSR_A_UNIT);
	nla_put(msg, DSR_U_VENDOR, 4, "ABCD");	/* not terminated */
	nla_nest_end(msg, nest);
	ck_assert_int_eq(parse(msg), -EPROTO);
	nlmsg_free(msg);
}
END_TEST

START_TEST(long_texts)
{
	struct nl_msg *msg = begin(DSR_CMD_DRIVE_EVENT, 9);
	struct nlattr *nest = nla_nest_start(msg, DSR_A_UNIT);

	nla_put_string(msg, DSR_U_VENDOR, "a vendor with a very long name");
	nla_nest_end(msg, nest);
	ck_assert_int_eq(parse(msg), 0);
	ck_assert_str_eq(event.unit.vendor, "a vendor wi");
	nlmsg_free(msg);
}
END_TEST

/* Every prefix and many damaged copies, each in a heap block of its own size. */
START_TEST(malformed)
{
	struct nl_msg *msg = begin(DSR_CMD_JOB_EVENT, 42);
	size_t n, len;
	uint8_t *copy;
	int round;

	put_sink(msg, 0, true);
	put_error(msg, DSR_A_ERROR);
	put_unit(msg, DSR_A_SOURCE);
	len = nlmsg_hdr(msg)->nlmsg_len;
	for (n = 0; n < len; n++) {
		copy = malloc(n ? n : 1);
		memcpy(copy, nlmsg_hdr(msg), n);
		ck_assert_int_eq(dsr_event_parse(copy, n, &event), -EPROTO);
		free(copy);
	}
	srand(1);
	copy = malloc(len);
	for (round = 0; round < 20000; round++) {
		memcpy(copy, nlmsg_hdr(msg), len);
		for (n = 0; n <= (size_t)round % 8; n++)
			copy[(size_t)rand() % len] = (uint8_t)rand();
		dsr_event_parse(copy, len, &event);
		ck_assert_uint_le(event.nr_sinks, DSR_MAX_SINKS);
	}
	free(copy);
	nlmsg_free(msg);
}
END_TEST

START_TEST(sequence)
{
	struct dsr_seq s = { 0 };
	uint32_t missed;

	ck_assert_int_eq(dsr_seq_take(&s, 100, &missed), DSR_SEQ_NEXT);
	ck_assert_int_eq(dsr_seq_take(&s, 101, &missed), DSR_SEQ_NEXT);
	ck_assert_int_eq(dsr_seq_take(&s, 101, &missed), DSR_SEQ_OLD);
	ck_assert_int_eq(dsr_seq_take(&s, 90, &missed), DSR_SEQ_OLD);
	ck_assert_int_eq(dsr_seq_take(&s, 105, &missed), DSR_SEQ_GAP);
	ck_assert_uint_eq(missed, 3);
	ck_assert_int_eq(dsr_seq_take(&s, 106, &missed), DSR_SEQ_NEXT);
}
END_TEST

START_TEST(wrap)
{
	struct dsr_seq s = { .known = true, .last = UINT32_MAX };
	uint32_t missed;

	ck_assert_int_eq(dsr_seq_take(&s, 0, &missed), DSR_SEQ_NEXT);
	ck_assert_int_eq(dsr_seq_take(&s, UINT32_MAX, &missed), DSR_SEQ_OLD);
	ck_assert_int_eq(dsr_seq_take(&s, 2, &missed), DSR_SEQ_GAP);
	ck_assert_uint_eq(missed, 1);
}
END_TEST

Suite *suite_events(void)
{
	Suite *s = suite_create("events");

	PROMISE(s, "events: a job event with its sinks is read", job_event);
	PROMISE(s, "events: what a robot tells of its elements arrives", changer_event);
	PROMISE(s, "events: elements that can't be are refused", changer_nonsense);
	PROMISE(s, "events: what is not there is told apart from zero", absent);
	PROMISE(s, "events: attributes of a newer kernel are passed over", newer_kernel);
	PROMISE(s, "events: 64 sinks fit, one more is refused", too_many_sinks);
	PROMISE(s, "events: attributes of the wrong type are refused", wrong_types);
	PROMISE(s, "events: texts that are too long are cut off", long_texts);
	PROMISE(s, "events: malformed messages read nothing outside", malformed);
	PROMISE(s, "events: a gap in the sequence is seen, and its size", sequence);
	PROMISE(s, "events: the sequence may wrap", wrap);
	return s;
}
