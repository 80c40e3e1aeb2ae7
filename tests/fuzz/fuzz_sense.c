// SPDX-License-Identifier: GPL-2.0
/*
 * Any bytes as sense data. There is always a verdict, from a row of the key
 * that was sent.
 */
#include <stdlib.h>

#include "sense.h"

int LLVMFuzzerTestOneInput(const u8 *data, size_t len);

static void check(bool promise)
{
	if (!promise)
		abort();
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t len)
{
	const struct dsr_verdict_row *row;
	struct dsr_sense s;
	unsigned int when;

	dsr_sense_parse(data, len, &s);
	if (!s.valid)
		check(!s.key && !s.asc && !s.ascq && !s.info_valid);
	check(s.info_valid || !s.info);
	check(s.progress_valid || !s.progress);
	for (when = DSR_WHEN_CHECK; when <= DSR_WHEN_CLOSE; when <<= 1) {
		row = dsr_judge(&s, when);
		check(row >= dsr_verdicts);
		check(row < dsr_verdicts + dsr_nr_verdicts);
		check(row->key == (s.valid ? s.key : DSR_KEY_NO_DATA));
		check(row->when & when);
		check(row->asc == DSR_ANY || row->asc == s.asc);
		check(row->ascq == DSR_ANY || row->ascq == s.ascq);
	}
	return 0;
}
