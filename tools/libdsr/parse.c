// SPDX-License-Identifier: GPL-2.0
/* Netlink messages of the family into plain structures. Pure. */
#include <errno.h>
#include <string.h>
#include <netlink/attr.h>
#include <netlink/genl/genl.h>
#include <netlink/msg.h>

#include "libdsr/events.h"

#define NO_OPCODE	0xff		/* dsr.h, struct dsr_error */
#define NO_LBA		UINT64_MAX
#define NO_HOST		UINT32_MAX	/* dsr.h, struct dsr_unit_name */

#define U8	{ .type = NLA_U8 }
#define U32	{ .type = NLA_U32 }
#define U64	{ .type = NLA_U64 }
#define NEST	{ .type = NLA_NESTED }
#define STRING	{ .type = NLA_STRING }

static struct nla_policy event_policy[DSR_A_MAX + 1] = {
	[DSR_A_SEQ] = U32,
	[DSR_A_TIME_NS] = U64,
	[DSR_A_EVENT] = U32,
	[DSR_A_JOB_ID] = U32,
	[DSR_A_OP] = U32,
	[DSR_A_JOB_STATE] = U32,
	[DSR_A_READ_BLOCKS] = U64,
	[DSR_A_TOTAL_BLOCKS] = U64,
	[DSR_A_BLOCK_BYTES] = U32,
	[DSR_A_ERROR] = NEST,
	[DSR_A_SOURCE] = NEST,
	[DSR_A_SINK] = NEST,
	[DSR_A_UNIT] = NEST,
	[DSR_A_ELEMENT] = NEST,
	[DSR_A_FROM] = U32,
	[DSR_A_TO] = U32,
};

static struct nla_policy sink_policy[DSR_S_MAX + 1] = {
	[DSR_S_INDEX] = U32,
	[DSR_S_STATE] = U32,
	[DSR_S_OUTCOME] = U32,
	[DSR_S_WRITTEN_BLOCKS] = U64,
	[DSR_S_VERIFIED_BLOCKS] = U64,
	[DSR_S_SPEED_KBS] = U32,
	[DSR_S_BUFFER_BYTES] = U32,
	[DSR_S_BUFFER_USED] = U32,
	[DSR_S_PROFILE] = U32,
	[DSR_S_ERROR] = NEST,
	[DSR_S_UNIT] = NEST,
	[DSR_S_PROGRESS] = U32,
};

static struct nla_policy error_policy[DSR_E_MAX + 1] = {
	[DSR_E_REASON] = U32,
	[DSR_E_VALUE] = U64,
	[DSR_E_LBA] = U64,
	[DSR_E_OPCODE] = U8,
	[DSR_E_RETRIES] = U32,
};

static struct nla_policy unit_policy[DSR_U_MAX + 1] = {
	[DSR_U_HOST] = U32,
	[DSR_U_CHANNEL] = U32,
	[DSR_U_ID] = U32,
	[DSR_U_LUN] = U64,
	[DSR_U_TYPE] = U32,
	[DSR_U_MAJOR] = U32,
	[DSR_U_MINOR] = U32,
	[DSR_U_VENDOR] = STRING,
	[DSR_U_PRODUCT] = STRING,
	[DSR_U_REVISION] = STRING,
	[DSR_U_SERIAL] = STRING,
	[DSR_U_JOB_ID] = U32,
};

static struct nla_policy element_policy[DSR_C_MAX + 1] = {
	[DSR_C_ADDRESS] = U32,
	[DSR_C_TYPE] = U32,
	[DSR_C_FLAGS] = U32,
	[DSR_C_WAS] = U32,
	[DSR_C_SOURCE] = U32,
	[DSR_C_ASC] = U8,
	[DSR_C_ASCQ] = U8,
	[DSR_C_INK_EMPTY] = U32,
	[DSR_C_TAG] = STRING,
};

static void get_u32(struct nlattr *const *tb, int attr, uint32_t *out)
{
	if (tb[attr])
		*out = nla_get_u32(tb[attr]);
}

static void get_u64(struct nlattr *const *tb, int attr, uint64_t *out)
{
	if (tb[attr])
		*out = nla_get_u64(tb[attr]);
}

static void get_text(struct nlattr *const *tb, int attr, char *out, size_t size)
{
	if (tb[attr])
		nla_strlcpy(out, tb[attr], size);
}

static uint32_t present(struct nlattr *const *tb, int max)
{
	uint32_t bits = 0;
	int i;

	for (i = 1; i <= max; i++)
		if (tb[i])
			bits |= 1U << i;
	return bits;
}

static int parse_unit(struct nlattr *nest, struct dsr_unit_name *out,
		      uint32_t *job_id)
{
	struct nlattr *tb[DSR_U_MAX + 1];
	uint64_t lun = 0;

	memset(out, 0, sizeof(*out));
	out->host = NO_HOST;
	*job_id = 0;
	if (!nest)
		return 0;
	if (nla_parse_nested(tb, DSR_U_MAX, nest, unit_policy) < 0)
		return -EPROTO;
	get_u32(tb, DSR_U_HOST, &out->host);
	get_u32(tb, DSR_U_CHANNEL, &out->channel);
	get_u32(tb, DSR_U_ID, &out->id);
	get_u64(tb, DSR_U_LUN, &lun);
	out->lun = lun;
	get_u32(tb, DSR_U_TYPE, &out->type);
	get_u32(tb, DSR_U_MAJOR, &out->major);
	get_u32(tb, DSR_U_MINOR, &out->minor);
	get_text(tb, DSR_U_VENDOR, out->vendor, sizeof(out->vendor));
	get_text(tb, DSR_U_PRODUCT, out->product, sizeof(out->product));
	get_text(tb, DSR_U_REVISION, out->revision, sizeof(out->revision));
	get_text(tb, DSR_U_SERIAL, out->serial, sizeof(out->serial));
	get_u32(tb, DSR_U_JOB_ID, job_id);
	return 0;
}

static int parse_error(struct nlattr *nest, struct dsr_error *out)
{
	struct nlattr *tb[DSR_E_MAX + 1];
	uint64_t value = 0, lba = NO_LBA;
	size_t n;

	memset(out, 0, sizeof(*out));
	out->opcode = NO_OPCODE;
	out->lba = NO_LBA;
	if (!nest)
		return 0;
	if (nla_parse_nested(tb, DSR_E_MAX, nest, error_policy) < 0)
		return -EPROTO;
	get_u32(tb, DSR_E_REASON, &out->reason);
	get_u64(tb, DSR_E_VALUE, &value);
	get_u64(tb, DSR_E_LBA, &lba);
	get_u32(tb, DSR_E_RETRIES, &out->retries);
	out->value = value;
	out->lba = lba;
	if (tb[DSR_E_OPCODE])
		out->opcode = nla_get_u8(tb[DSR_E_OPCODE]);
	if (tb[DSR_E_SENSE]) {
		n = (size_t)nla_len(tb[DSR_E_SENSE]);
		n = n < sizeof(out->sense) ? n : sizeof(out->sense);
		memcpy(out->sense, nla_data(tb[DSR_E_SENSE]), n);
		out->sense_bytes = (uint8_t)n;
	}
	return 0;
}

/* Numbers that have no room in their field are nobody's. */
static bool narrow(struct nlattr *const *tb, int attr, uint32_t max, uint32_t *out)
{
	*out = 0;
	get_u32(tb, attr, out);
	return *out <= max;
}

static int parse_element(struct nlattr *nest, struct dsr_event_element *out)
{
	struct nlattr *tb[DSR_C_MAX + 1];
	struct dsr_element *e = &out->element;
	uint32_t address, type, source, ink;

	memset(out, 0, sizeof(*out));
	if (!nest)
		return 0;
	if (nla_parse_nested(tb, DSR_C_MAX, nest, element_policy) < 0)
		return -EPROTO;
	if (!narrow(tb, DSR_C_ADDRESS, UINT16_MAX, &address) ||
	    !narrow(tb, DSR_C_TYPE, UINT8_MAX, &type) ||
	    !narrow(tb, DSR_C_SOURCE, UINT16_MAX, &source) ||
	    !narrow(tb, DSR_C_INK_EMPTY, UINT8_MAX, &ink))
		return -EPROTO;
	out->present = present(tb, DSR_C_MAX);
	e->size = sizeof(*e);
	e->address = (uint16_t)address;
	e->type = (uint8_t)type;
	e->source = (uint16_t)source;
	e->ink_empty = (uint8_t)ink;
	get_u32(tb, DSR_C_FLAGS, &e->flags);
	get_u32(tb, DSR_C_WAS, &out->was);
	if (tb[DSR_C_ASC])
		e->asc = nla_get_u8(tb[DSR_C_ASC]);
	if (tb[DSR_C_ASCQ])
		e->ascq = nla_get_u8(tb[DSR_C_ASCQ]);
	/* the field need not be terminated */
	if (tb[DSR_C_TAG])
		memcpy(e->tag, nla_data(tb[DSR_C_TAG]),
		       strnlen(nla_data(tb[DSR_C_TAG]),
			       nla_len(tb[DSR_C_TAG]) < DSR_TAG_BYTES ?
			       (size_t)nla_len(tb[DSR_C_TAG]) : DSR_TAG_BYTES));
	return 0;
}

static int parse_sink(struct nlattr *nest, struct dsr_event_sink *out)
{
	struct nlattr *tb[DSR_S_MAX + 1];
	uint32_t job_id;

	memset(out, 0, sizeof(*out));
	if (nla_parse_nested(tb, DSR_S_MAX, nest, sink_policy) < 0)
		return -EPROTO;
	out->present = present(tb, DSR_S_MAX);
	get_u32(tb, DSR_S_INDEX, &out->index);
	get_u32(tb, DSR_S_STATE, &out->state);
	get_u32(tb, DSR_S_OUTCOME, &out->outcome);
	get_u64(tb, DSR_S_WRITTEN_BLOCKS, &out->written_blocks);
	get_u64(tb, DSR_S_VERIFIED_BLOCKS, &out->verified_blocks);
	get_u32(tb, DSR_S_SPEED_KBS, &out->speed_kbs);
	get_u32(tb, DSR_S_BUFFER_BYTES, &out->buffer_bytes);
	get_u32(tb, DSR_S_BUFFER_USED, &out->buffer_used);
	get_u32(tb, DSR_S_PROFILE, &out->profile);
	get_u32(tb, DSR_S_PROGRESS, &out->progress);
	if (parse_error(tb[DSR_S_ERROR], &out->error) < 0)
		return -EPROTO;
	return parse_unit(tb[DSR_S_UNIT], &out->unit, &job_id);
}

static int parse_sinks(struct nlmsghdr *nlh, struct dsr_event *out)
{
	struct nlattr *a;
	int rem;

	nlmsg_for_each_attr(a, nlh, GENL_HDRLEN, rem) {
		if (nla_type(a) != DSR_A_SINK)
			continue;
		if (out->nr_sinks == DSR_MAX_SINKS)
			return -EPROTO;
		if (parse_sink(a, &out->sinks[out->nr_sinks]) < 0)
			return -EPROTO;
		out->nr_sinks++;
	}
	return 0;
}

static int parse_attributes(struct nlmsghdr *nlh, struct dsr_event *out)
{
	struct nlattr *tb[DSR_A_MAX + 1];
	uint32_t job_id;

	if (nlmsg_parse(nlh, GENL_HDRLEN, tb, DSR_A_MAX, event_policy) < 0)
		return -EPROTO;
	out->present = present(tb, DSR_A_MAX);
	get_u32(tb, DSR_A_SEQ, &out->seq);
	get_u64(tb, DSR_A_TIME_NS, &out->time_ns);
	get_u32(tb, DSR_A_EVENT, &out->event);
	get_u32(tb, DSR_A_JOB_ID, &out->job_id);
	get_u32(tb, DSR_A_OP, &out->op);
	get_u32(tb, DSR_A_JOB_STATE, &out->job_state);
	get_u64(tb, DSR_A_READ_BLOCKS, &out->read_blocks);
	get_u64(tb, DSR_A_TOTAL_BLOCKS, &out->total_blocks);
	get_u32(tb, DSR_A_BLOCK_BYTES, &out->block_bytes);
	get_u32(tb, DSR_A_FROM, &out->from);
	get_u32(tb, DSR_A_TO, &out->to);
	if (parse_error(tb[DSR_A_ERROR], &out->error) < 0 ||
	    parse_unit(tb[DSR_A_SOURCE], &out->source, &job_id) < 0 ||
	    parse_unit(tb[DSR_A_UNIT], &out->unit, &out->unit_job_id) < 0 ||
	    parse_element(tb[DSR_A_ELEMENT], &out->element) < 0)
		return -EPROTO;
	return parse_sinks(nlh, out);
}

/**
 * dsr_event_parse() - parse one message of the family
 * @msg: a struct nlmsghdr and what follows it, aligned to 4 bytes
 * @bytes: readable there
 * @out: gets it; attributes that are not there read as zero (error opcode
 *	0xff, lba ~0, unit host ~0), see DSR_HAS()
 *
 * Unknown attributes are passed over. Pure; any thread.
 *
 * Return: 0, or -EPROTO: malformed.
 */
int dsr_event_parse(const void *msg, size_t bytes, struct dsr_event *out)
{
	struct nlmsghdr *nlh = (struct nlmsghdr *)msg;

	memset(out, 0, sizeof(*out));
	if (bytes < NLMSG_HDRLEN || nlh->nlmsg_len > bytes ||
	    nlh->nlmsg_len < NLMSG_HDRLEN + GENL_HDRLEN)
		return -EPROTO;
	out->cmd = ((struct genlmsghdr *)nlmsg_data(nlh))->cmd;
	return parse_attributes(nlh, out);
}

/**
 * dsr_seq_take() - note the number of an event
 * @s: where the listener is; numbers may wrap
 * @seq: of the event
 * @missed: gets how many were lost before it
 *
 * Return: what that number means; @s then stands at @seq unless it is old.
 */
enum dsr_seq_verdict dsr_seq_take(struct dsr_seq *s, uint32_t seq,
				  uint32_t *missed)
{
	int32_t ahead = (int32_t)(seq - s->last);

	*missed = 0;
	if (s->known && ahead <= 0)
		return DSR_SEQ_OLD;
	if (s->known && ahead > 1)
		*missed = (uint32_t)ahead - 1;
	s->known = true;
	s->last = seq;
	return *missed ? DSR_SEQ_GAP : DSR_SEQ_NEXT;
}
