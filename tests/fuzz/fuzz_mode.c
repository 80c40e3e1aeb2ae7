// SPDX-License-Identifier: GPL-2.0
/*
 * Any bytes as the answer to MODE SENSE(10). The parameter list made of it must
 * fit, and must be an answer in which the page is found again.
 */
#include <stdlib.h>
#include <string.h>

#include "mmc.h"

int LLVMFuzzerTestOneInput(const u8 *data, size_t len);

static void check(bool promise)
{
	if (!promise)
		abort();
}

static void fuzz_fill(const u8 *data, u32 len)
{
	static const struct dsr_write_params params = {
		.write_type = 0xff,
		.test_write = true,
		.multi_session = 0xff,
		.track_mode = 0xff,
		.block_type = 0xff,
		.session_format = 0xff,
		.burn_proof = true,
	};
	u8 out[MMC_MODE_HEADER_BYTES + 257];
	u32 bytes = 0;
	int n;

	n = dsr_mode05_fill(data, len, &params, out);
	if (n < 0)
		return;
	check(n >= MMC_MODE_HEADER_BYTES + 0x20 && n <= (int)sizeof(out));
	/* the mode data length is reserved on the way out: put it back */
	out[0] = (n - 2) >> 8;
	out[1] = n - 2;
	check(dsr_mode_page(out, n, 0x05, &bytes) == MMC_MODE_HEADER_BYTES);
	check(bytes == (u32)n - MMC_MODE_HEADER_BYTES);
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t len)
{
	u32 bytes;
	u8 page;
	int at;

	for (page = 0; page < 0x40; page++) {
		at = dsr_mode_page(data, len, page, &bytes);
		if (at < 0)
			continue;
		check(page && at >= MMC_MODE_HEADER_BYTES && bytes >= 2);
		check(at + bytes <= len);
		check((data[at] & 0x7f) == page && bytes == 2U + data[at + 1]);
	}
	fuzz_fill(data, len);
	return 0;
}
