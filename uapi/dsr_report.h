/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * dsr: what a job fd tells beside the status; included by dsr.h, whose rules hold
 * here too.
 */
#ifndef _UAPI_DSR_REPORT_H
#define _UAPI_DSR_REPORT_H

#include <linux/types.h>

/* ---- DSR_IOC_JOB_BAD --------------------------------------------------- */

/**
 * enum dsr_bad_kind - what is bad about blocks of the source
 * @DSR_BAD_UNREADABLE: they can't be read, and became zeros
 * @DSR_BAD_C2: they have C2 errors, or the drive could not tell, and were copied
 *	as they were read
 */
enum dsr_bad_kind {
	DSR_BAD_UNREADABLE = 0,
	DSR_BAD_C2 = 1,
};

/**
 * struct dsr_bad_range - bad blocks of the source
 * @lba: the first, as the layout counts on the disc
 * @blocks: how many
 */
struct dsr_bad_range {
	__u64 lba;
	__u64 blocks;
};

#define DSR_MAX_BAD_RANGES	4096

/**
 * struct dsr_job_bad - what DSR_JOB_F_SKIP_BAD has skipped, rising
 * @size: bytes of this structure
 * @nr_ranges: in: room at @ranges; out: ranges there are (may be more)
 * @ranges: user pointer to struct dsr_bad_range[]
 * @kind: in: enum dsr_bad_kind
 * @reserved: zero
 *
 * A job that would need more than DSR_MAX_BAD_RANGES of a kind has failed at
 * that point.
 */
struct dsr_job_bad {
	__u32 size;
	__u32 nr_ranges;
	__u64 ranges;
	__u32 kind;
	__u32 reserved;
};

/* ---- DSR_IOC_JOB_TRACKS ------------------------------------------------ */

#define DSR_JOB_STREAM		(~0U)	/* of a job: not one of its sinks */

/**
 * struct dsr_job_tracks - SHA-256 of every track, in the order of the layout
 * @size: bytes of this structure
 * @nr_tracks: in: room at @sha256; out: tracks there are (may be more), 0: their
 *	SHA-256 are not known (yet)
 * @sha256: user pointer to DSR_DIGEST_BYTES for each
 * @sink: in: index of the sink they were read back from (DSR_JOB_F_SHA256), or
 *	DSR_JOB_STREAM
 * @reserved: zero
 *
 * A track's are of the same bytes as @sha256 of struct dsr_job_status, with a
 * pregap that comes from the source; of one track they are that one.
 * ENOENT: no such sink.
 */
struct dsr_job_tracks {
	__u32 size;
	__u32 nr_tracks;
	__u64 sha256;
	__u32 sink;
	__u32 reserved;
};

/* ---- DSR_IOC_JOB_EXTENTS ----------------------------------------------- */

/**
 * struct dsr_extent - a run of blocks of one track
 * @lba: its first block, as the layout counts on the disc
 * @xxh64: XXH64 with seed 0 of its blocks' bytes, those that @sha256 of struct
 *	dsr_job_status is of
 */
struct dsr_extent {
	__u64 lba;
	__u64 xxh64;
};

/**
 * struct dsr_job_extents - where two contents of one layout differ
 * @size: bytes of this structure
 * @nr_extents: in: room at @extents; out: extents there are (may be more), 0:
 *	they are not known (yet)
 * @extents: user pointer to struct dsr_extent[], rising
 * @sink: as in struct dsr_job_tracks
 * @blocks: out: blocks of an extent; the last one of a track may be shorter. So
 *	many, a power of two from 32 on, that there are no more than
 *	DSR_MAX_EXTENTS and one for each track
 *
 * ENOENT: no such sink.
 */
struct dsr_job_extents {
	__u32 size;
	__u32 nr_extents;
	__u64 extents;
	__u32 sink;
	__u32 blocks;
};

#define DSR_MAX_EXTENTS		2048

#endif /* _UAPI_DSR_REPORT_H */
