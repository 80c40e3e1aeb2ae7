/* SPDX-License-Identifier: GPL-2.0 */
/* What the suites of dsrctl's parts share. */
#ifndef DSR_UNIT_H
#define DSR_UNIT_H

#include <check.h>

/* One promise is one test case of its own name, with one test in it. */
#define PROMISE(suite, name, test) do {				\
	TCase *promise_ = tcase_create(name);			\
								\
	tcase_add_test(promise_, test);				\
	suite_add_tcase(suite, promise_);			\
} while (0)

Suite *suite_batch(void);
Suite *suite_batch_again(void);
Suite *suite_batch_faults(void);
Suite *suite_batch_chance(void);
Suite *suite_batch_run(void);
Suite *suite_batch_speed(void);
Suite *suite_cd(void);
Suite *suite_cdtext(void);
Suite *suite_changer(void);
Suite *suite_elements(void);
Suite *suite_events(void);
Suite *suite_help(void);
Suite *suite_iso(void);
Suite *suite_json(void);
Suite *suite_json_disc(void);
Suite *suite_layout(void);
Suite *suite_library(void);
Suite *suite_library_shell(void);
Suite *suite_mmc(void);
Suite *suite_names(void);
Suite *suite_order(void);
Suite *suite_plan(void);
Suite *suite_progress(void);
Suite *suite_reader(void);
Suite *suite_report(void);
Suite *suite_salvage(void);
Suite *suite_shift(void);
Suite *suite_scan(void);
Suite *suite_sheet(void);
Suite *suite_speed(void);
Suite *suite_spool(void);
Suite *suite_structure(void);
Suite *suite_text(void);
Suite *suite_toc_file(void);

#endif /* DSR_UNIT_H */
