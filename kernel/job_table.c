// SPDX-License-Identifier: GPL-2.0
/*
 * The table of jobs: running ones, and finished ones until they are aged out;
 * and who holds a job.
 */
#include "job.h"

#include <linux/mm.h>
#include <linux/module.h>
#include <linux/xarray.h>

static unsigned int dsr_keep_reports = 64;
module_param_named(keep_reports, dsr_keep_reports, uint, 0644);
MODULE_PARM_DESC(keep_reports,
		 "reports of finished jobs to keep (default 64)");

/* protects dsr_jobs and dsr_last_id; a job in the table has a reference */
static DEFINE_MUTEX(dsr_jobs_lock);
static DEFINE_XARRAY(dsr_jobs);
static u32 dsr_last_id;

static void dsr_job_free(struct kref *ref)
{
	struct dsr_job *job = container_of(ref, struct dsr_job, ref);
	u32 i;

	for (i = 0; i < job->nr_sinks; i++)
		dsr_sums_free(job->sinks[i].sums);
	dsr_sums_free(job->run.digest.sums);
	kvfree(job->run.bad[DSR_BAD_UNREADABLE].ranges);
	kvfree(job->run.bad[DSR_BAD_C2].ranges);
	kvfree(job->run.stream.segments);
	kvfree(job->layout);
	kvfree(job->scratch);
	kvfree(job->sinks);
	mutex_destroy(&job->run.lock);
	kvfree(job);
}

/**
 * dsr_job_put - let go of a job
 * @job: held by the caller until now
 */
void dsr_job_put(struct dsr_job *job)
{
	kref_put(&job->ref, dsr_job_free);
}

/**
 * dsr_table_new_id - an id that no job had before
 *
 * Return: the id; 0 when all have been used up.
 */
u32 dsr_table_new_id(void)
{
	u32 id;

	mutex_lock(&dsr_jobs_lock);
	id = dsr_last_id == U32_MAX ? 0 : ++dsr_last_id;
	mutex_unlock(&dsr_jobs_lock);
	return id;
}

/**
 * dsr_table_add - a job becomes known
 * @job: complete, with its id
 *
 * Context: may sleep. Return: 0 or -ENOMEM.
 */
int dsr_table_add(struct dsr_job *job)
{
	int err;

	mutex_lock(&dsr_jobs_lock);
	err = xa_insert(&dsr_jobs, job->id, job, GFP_KERNEL);
	if (!err)
		kref_get(&job->ref);
	mutex_unlock(&dsr_jobs_lock);
	return err;
}

/**
 * dsr_table_remove - take a job out of the table
 * @job: held by the caller; nothing happens where it is out already
 */
void dsr_table_remove(struct dsr_job *job)
{
	struct dsr_job *old;

	mutex_lock(&dsr_jobs_lock);
	old = xa_erase(&dsr_jobs, job->id);
	mutex_unlock(&dsr_jobs_lock);
	if (old)
		dsr_job_put(old);
}

static struct dsr_job *dsr_table_oldest_done(u32 *done)
{
	struct dsr_job *job, *oldest = NULL;
	unsigned long id;

	*done = 0;
	xa_for_each(&dsr_jobs, id, job) {
		if (READ_ONCE(job->state) != DSR_JOB_DONE)
			continue;
		if (!oldest)
			oldest = job;
		(*done)++;
	}
	return oldest;
}

/**
 * dsr_table_trim - forget the oldest reports beyond the number to keep
 *
 * Context: may sleep.
 */
void dsr_table_trim(void)
{
	struct dsr_job *job;
	u32 done;

	for (;;) {
		mutex_lock(&dsr_jobs_lock);
		job = dsr_table_oldest_done(&done);
		if (job && done > READ_ONCE(dsr_keep_reports))
			xa_erase(&dsr_jobs, job->id);
		else
			job = NULL;
		mutex_unlock(&dsr_jobs_lock);
		if (!job)
			return;
		dsr_job_tell(job, DSR_JOB_EVENT_FORGOTTEN);
		dsr_job_put(job);
	}
}

/**
 * dsr_job_find - a job by its id
 * @id: wanted
 *
 * Return: the job with a reference, or NULL.
 */
struct dsr_job *dsr_job_find(u32 id)
{
	struct dsr_job *job;

	mutex_lock(&dsr_jobs_lock);
	job = xa_load(&dsr_jobs, id);
	if (job)
		kref_get(&job->ref);
	mutex_unlock(&dsr_jobs_lock);
	return job;
}

/**
 * dsr_table_after - the status of the job with the next id
 * @id: jobs up to this one are passed over
 * @status: filled
 *
 * Return: 0 or -ENOENT.
 */
int dsr_table_after(u32 id, struct dsr_job_status *status)
{
	unsigned long index = id;
	struct dsr_job *job;

	mutex_lock(&dsr_jobs_lock);
	job = xa_find_after(&dsr_jobs, &index, U32_MAX, XA_PRESENT);
	if (job)
		kref_get(&job->ref);
	mutex_unlock(&dsr_jobs_lock);
	if (!job)
		return -ENOENT;
	dsr_job_snapshot(job, status);
	dsr_job_put(job);
	return 0;
}

/**
 * dsr_table_sink - the status of a sink of a job
 * @id: of the job
 * @index: of the sink
 * @status: filled
 *
 * Return: 0 or -ENOENT.
 */
int dsr_table_sink(u32 id, u32 index, struct dsr_sink_status *status)
{
	struct dsr_job *job = dsr_job_find(id);
	int err;

	if (!job)
		return -ENOENT;
	err = dsr_job_snapshot_sink(job, index, status);
	dsr_job_put(job);
	return err;
}

/**
 * dsr_job_exit - forget all reports; no job runs any more
 */
void dsr_job_exit(void)
{
	struct dsr_job *job;
	unsigned long id;

	xa_for_each(&dsr_jobs, id, job) {
		xa_erase(&dsr_jobs, id);
		dsr_job_put(job);
	}
	xa_destroy(&dsr_jobs);
}
