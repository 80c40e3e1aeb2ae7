// SPDX-License-Identifier: GPL-2.0
/* All that is known of a job at one moment. */
#include <string.h>

#include "cmd.h"
#include "libdsr/libdsr.h"
#include "names.h"
#include "snapshot.h"

/**
 * snapshot_take() - ask the kernel for a job's status
 * @job_fd: of the job
 * @snap: gets it; the sinks' names are looked up once and kept, so that a
 *	drive that is gone keeps its name
 *
 * Return: 0, or -errno after a sentence.
 */
int snapshot_take(int job_fd, struct snapshot *snap)
{
	int ret =
		dsr_job_status(job_fd, &snap->job, snap->sinks, DSR_MAX_SINKS);
	uint32_t i;

	if (ret < 0) {
		complain("the job's status can't be read: %s", strerror(-ret));
		return ret;
	}
	snap->nr = (uint32_t)ret;
	for (i = 0; i < snap->nr; i++)
		if (!snap->names[i][0])
			name_full(snap->names[i], sizeof(snap->names[i]),
				  &snap->sinks[i].unit);
	return 0;
}
