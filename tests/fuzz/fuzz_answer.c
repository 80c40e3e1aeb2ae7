// SPDX-License-Identifier: GPL-2.0
/*
 * Any bytes as the answer to each command that is not about mode pages. What is
 * accepted must keep what kernel/mmc.h promises about it.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "mmc.h"

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
	if (t.nwa_valid && (s32)t.nwa >= 0)
		check((s32)t.nwa >= (s32)t.start);
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
	fuzz_id(MMC_PROFILE_CD_R, data, len);
	fuzz_id(MMC_PROFILE_DVD_PLUS_R, data, len);
	fuzz_id(MMC_PROFILE_BD_R_SRM, data, len);
	return 0;
}
