// SPDX-License-Identifier: GPL-2.0
/*
 * Any bytes as the answer to each command that is not about mode pages. What is
 * accepted must keep what kernel/mmc.h promises about it.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "mmc_order.h"

int LLVMFuzzerTestOneInput(const u8 *data, size_t len);

static void check(bool promise)
{
	if (!promise)
		abort();
}

static void fuzz_id(u16 profile, const u8 *data, u32 len)
{
	char id[DSR_MEDIUM_ID_BYTES];
	unsigned int i;
	int err;

	memset(id, 0xff, sizeof(id));
	err = dsr_parse_medium_id(profile, data, len, id);
	check(memchr(id, 0, sizeof(id)));
	check(!err == !!id[0]);
	for (i = 0; id[i]; i++)
		check(isprint((unsigned char)id[i]));
}

static void fuzz_track(const u8 *data, u32 len)
{
	struct dsr_track_info t;

	if (dsr_parse_track_info(data, len, &t))
		return;
	check(len >= MMC_TRACK_INFO_MIN);
	check((s64)(s32)t.start + t.size <= 0x7fffffff);
	/* at the least where the pregap of a session's first track begins */
	if (t.nwa_valid && (s32)t.nwa >= 0)
		check((s32)t.nwa >= (s64)(s32)t.start - 150);
}

static void fuzz_formats(const u8 *data, u32 len)
{
	const struct dsr_format_descriptor *d;
	struct dsr_format_capacities f;
	u32 type;

	if (dsr_parse_format_capacities(data, len, &f))
		return;
	check(f.state && f.state <= MMC_CAPACITY_NO_MEDIUM);
	check(12 + 8 * f.nr <= len && f.nr <= MMC_FORMAT_DESCRIPTORS);
	for (type = 0; type < 0x40; type++) {
		d = dsr_format_find(&f, type);
		check(!d || (d->type == type && d < f.formats + f.nr));
	}
}

static void fuzz_feature(u16 feature, const u8 *data, u32 len)
{
	struct dsr_write_feature f;
	int err = dsr_parse_write_feature(data, len, feature, &f);

	if (err)
		check(!f.active && !f.test_write && !f.sao && !f.cue_bytes);
	else
		check(f.cue_bytes < 1 << 24);
}

static void fuzz_media(const u8 *data, u32 len)
{
	u32 blocks;
	bool fixed, c2;
	s32 lba;

	dsr_parse_cd_read_feature(data, len, &c2);
	if (!dsr_parse_layer_break(data, len, &fixed, &blocks))
		check(blocks);
	if (!dsr_parse_atip(data, len, &lba, &blocks))
		check(lba < -150 && lba >= -45150 && blocks && blocks < 450000);
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t len)
{
	struct dsr_disc_info d;
	u32 a, b;
	u16 profile;

	dsr_parse_profile(data, len, &profile);
	if (!dsr_parse_disc_info(data, len, &d)) {
		check(d.first_track <= d.last_track);
		check(d.status <= MMC_DISC_RANDOM && d.bg_format <= 3);
	}
	fuzz_track(data, len);
	if (!dsr_parse_buffer_capacity(data, len, &a, &b))
		check(a && b <= a);
	if (!dsr_parse_read_capacity(data, len, &a, &b))
		check(a && b);
	fuzz_formats(data, len);
	fuzz_feature(MMC_FEATURE_CD_TAO, data, len);
	fuzz_feature(MMC_FEATURE_CD_MASTERING, data, len);
	fuzz_feature(MMC_FEATURE_DVD_DASH, data, len);
	fuzz_media(data, len);
	fuzz_id(MMC_PROFILE_CD_R, data, len);
	fuzz_id(MMC_PROFILE_DVD_PLUS_R, data, len);
	fuzz_id(MMC_PROFILE_DVD_R, data, len);
	fuzz_id(MMC_PROFILE_BD_R_SRM, data, len);
	return 0;
}
