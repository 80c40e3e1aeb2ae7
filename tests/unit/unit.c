// SPDX-License-Identifier: GPL-2.0
/* Runs all suites; prints `ok NAME` or `not ok NAME: ...` for each promise. */
#include <stdio.h>
#include <stdlib.h>

#include "unit.h"

static int print_results(SRunner *runner)
{
	int i, n = srunner_ntests_run(runner);
	TestResult **results = srunner_results(runner);

	for (i = 0; i < n; i++) {
		if (tr_rtype(results[i]) == CK_PASS)
			printf("ok %s\n", tr_tcname(results[i]));
		else
			printf("not ok %s: %s (%s:%d)\n", tr_tcname(results[i]),
			       tr_msg(results[i]), tr_lfile(results[i]),
			       tr_lno(results[i]));
	}
	free(results);
	return srunner_ntests_failed(runner);
}

int main(void)
{
	SRunner *runner = srunner_create(suite_layout());
	int failed;

	srunner_add_suite(runner, suite_batch());
	srunner_add_suite(runner, suite_batch_faults());
	srunner_add_suite(runner, suite_batch_again());
	srunner_add_suite(runner, suite_batch_chance());
	srunner_add_suite(runner, suite_batch_speed());
	srunner_add_suite(runner, suite_batch_run());
	srunner_add_suite(runner, suite_mmc());
	srunner_add_suite(runner, suite_cd());
	srunner_add_suite(runner, suite_scan());
	srunner_add_suite(runner, suite_salvage());
	srunner_add_suite(runner, suite_structure());
	srunner_add_suite(runner, suite_cdtext());
	srunner_add_suite(runner, suite_sheet());
	srunner_add_suite(runner, suite_toc_file());
	srunner_add_suite(runner, suite_spool());
	srunner_add_suite(runner, suite_iso());
	srunner_add_suite(runner, suite_shift());
	srunner_add_suite(runner, suite_speed());
	srunner_add_suite(runner, suite_text());
	srunner_add_suite(runner, suite_events());
	srunner_add_suite(runner, suite_progress());
	srunner_add_suite(runner, suite_report());
	srunner_add_suite(runner, suite_json());
	srunner_add_suite(runner, suite_json_disc());
	srunner_add_suite(runner, suite_names());
	srunner_add_suite(runner, suite_order());
	srunner_add_suite(runner, suite_plan());
	srunner_add_suite(runner, suite_help());
	srunner_add_suite(runner, suite_reader());
	srunner_add_suite(runner, suite_changer());
	srunner_add_suite(runner, suite_elements());
	srunner_add_suite(runner, suite_library());
	srunner_add_suite(runner, suite_library_shell());
	srunner_run_all(runner, CK_SILENT);
	failed = print_results(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
