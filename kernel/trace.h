/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Tracepoints: /sys/kernel/tracing/events/dsr/. Job and sink state changes,
 * chunks through the ring, commands to devices.
 */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM dsr

#if !defined(DSR_TRACE_H) || defined(TRACE_HEADER_MULTI_READ)
#define DSR_TRACE_H

#include <linux/tracepoint.h>
#include <scsi/scsi_host.h>

#include "command.h"

TRACE_EVENT(dsr_command_start,
	TP_PROTO(const struct dsr_request *r),
	TP_ARGS(r),
	TP_STRUCT__entry(
		__field(u32, host)
		__field(u32, id)
		__field(u32, xfer)
		__array(u8, cdb, 12)
	),
	TP_fast_assign(
		__entry->host = r->unit->sdev->host->host_no;
		__entry->id = r->unit->sdev->id;
		__entry->xfer = r->cdb.xfer;
		memcpy(__entry->cdb, r->cdb.bytes, 12);
	),
	TP_printk("%u:%u %s xfer=%u", __entry->host, __entry->id,
		  __print_hex(__entry->cdb, 12), __entry->xfer)
);

TRACE_EVENT(dsr_command_end,
	TP_PROTO(const struct dsr_request *r),
	TP_ARGS(r),
	TP_STRUCT__entry(
		__field(u32, host)
		__field(u32, id)
		__field(int, error)
		__field(u32, got)
		__field(u8, opcode)
		__field(u8, status)
		__field(u8, did)
		__field(u8, sense_bytes)
		__array(u8, sense, DSR_SENSE_BYTES)
	),
	TP_fast_assign(
		__entry->host = r->unit->sdev->host->host_no;
		__entry->id = r->unit->sdev->id;
		__entry->error = r->error;
		__entry->got = r->got;
		__entry->opcode = r->cdb.bytes[0];
		__entry->status = r->status;
		__entry->did = r->host;
		__entry->sense_bytes = r->sense_bytes;
		memcpy(__entry->sense, r->sense, DSR_SENSE_BYTES);
	),
	TP_printk("%u:%u op=%02x status=%02x host=%02x error=%d got=%u sense=%s",
		  __entry->host, __entry->id, __entry->opcode,
		  __entry->status, __entry->did, __entry->error, __entry->got,
		  __print_hex(__entry->sense, __entry->sense_bytes))
);

TRACE_EVENT(dsr_job_state,
	TP_PROTO(u32 job, u32 from, u32 to),
	TP_ARGS(job, from, to),
	TP_STRUCT__entry(
		__field(u32, job)
		__field(u32, from)
		__field(u32, to)
	),
	TP_fast_assign(
		__entry->job = job;
		__entry->from = from;
		__entry->to = to;
	),
	TP_printk("job=%u %u -> %u", __entry->job, __entry->from, __entry->to)
);

TRACE_EVENT(dsr_sink_state,
	TP_PROTO(u32 job, u32 sink, u32 from, u32 to, u32 reason),
	TP_ARGS(job, sink, from, to, reason),
	TP_STRUCT__entry(
		__field(u32, job)
		__field(u32, sink)
		__field(u32, from)
		__field(u32, to)
		__field(u32, reason)
	),
	TP_fast_assign(
		__entry->job = job;
		__entry->sink = sink;
		__entry->from = from;
		__entry->to = to;
		__entry->reason = reason;
	),
	TP_printk("job=%u sink=%u %u -> %u reason=%u", __entry->job,
		  __entry->sink, __entry->from, __entry->to, __entry->reason)
);

/* sink ~0: the source published it; else the sink is through with it */
TRACE_EVENT(dsr_chunk,
	TP_PROTO(u32 job, u32 sink, u64 nr, u32 bytes),
	TP_ARGS(job, sink, nr, bytes),
	TP_STRUCT__entry(
		__field(u32, job)
		__field(u32, sink)
		__field(u64, nr)
		__field(u32, bytes)
	),
	TP_fast_assign(
		__entry->job = job;
		__entry->sink = sink;
		__entry->nr = nr;
		__entry->bytes = bytes;
	),
	TP_printk("job=%u sink=%d nr=%llu bytes=%u", __entry->job,
		  (int)__entry->sink, __entry->nr, __entry->bytes)
);

#endif /* DSR_TRACE_H */

#undef TRACE_INCLUDE_PATH
#define TRACE_INCLUDE_PATH .
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_FILE trace
#include <trace/define_trace.h>
