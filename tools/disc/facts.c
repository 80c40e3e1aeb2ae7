// SPDX-License-Identifier: GPL-2.0
/* What can be told about the disc in a drive beside its content. */
#include <stdio.h>
#include <string.h>

#include "disc/cd.h"
#include "disc/facts.h"

#define MODE_SENSE_10	0x5a	/* MMC-6 */
#define PAGE_CAPABILITY	0x2a	/* C/DVD capabilities and mechanical status */
#define INVISIBLE_TRACK	0xff	/* READ TRACK INFORMATION: the one to be written */

#define PROFILE_CD_R	0x09	/* MMC-6 table 95 */
#define PROFILE_CD_RW	0x0a
#define PROFILE_DVD	0x10
#define PROFILE_DVD_END	0x2b
#define PROFILE_BD_ROM	0x40

static void read_speeds(int fd, struct facts *out)
{
	static const uint8_t cdb[10] = {
		MODE_SENSE_10, 0x08, PAGE_CAPABILITY, [8] = 64,
	};
	struct probe_sense sense;
	uint8_t buf[64];
	int ret = drive_ask(fd, cdb, sizeof(cdb), buf, sizeof(buf), ASK_SHORT,
			    &sense);

	if (ret >= 0)
		mmc_parse_read_speeds(buf, (size_t)ret, &out->max_read_kbs,
				      &out->read_kbs);
}

static void read_next(int fd, struct facts *out)
{
	struct mmc_track_info track;
	struct probe_sense sense;

	if (out->info.status == MMC_DISC_COMPLETE)
		return;
	if (drive_track_info(fd, INVISIBLE_TRACK, &track, &sense) < 0 &&
	    drive_track_info(fd, out->info.last_track, &track, &sense) < 0)
		return;
	if (!track.nwa_valid)
		return;
	out->has_next = true;
	out->next_writable = (int32_t)track.next_writable;
	out->free_blocks = track.free_blocks;
}

static void read_cd(int fd, struct facts *out)
{
	struct probe_sense sense;

	if (cd_read_atip(fd, &out->atip, &sense))
		return;
	out->has_atip = true;
	snprintf(out->medium_id, sizeof(out->medium_id), "%um%02us%02uf",
		 out->atip.lead_in[0], out->atip.lead_in[1],
		 out->atip.lead_in[2]);
}

static void read_dvd(int fd, struct facts *out)
{
	struct probe_sense sense;

	out->has_layers = !dvd_read_physical(fd, &out->layers, &sense);
	out->has_rights = !dvd_read_copyright(fd, &out->protection,
					      &out->regions, &sense);
}

/**
 * facts_read() - ask for all that a drive tells about its disc
 * @fd: of the drive
 * @probe: from probe_drive(): there is a disc, and it is ready
 * @out: gets it
 */
void facts_read(int fd, const struct probe *probe, struct facts *out)
{
	struct probe_sense sense;

	memset(out, 0, sizeof(*out));
	read_speeds(fd, out);
	out->has_info = drive_disc_info(fd, &out->info, &sense) >= 0;
	if (out->has_info && probe_profile_writable(probe->profile))
		read_next(fd, out);
	if (probe->profile == PROFILE_CD_R || probe->profile == PROFILE_CD_RW)
		read_cd(fd, out);
	if (probe->profile >= PROFILE_DVD && probe->profile <= PROFILE_DVD_END)
		read_dvd(fd, out);
	if (probe->profile == PROFILE_BD_ROM)
		drive_feature(fd, FEATURE_AACS, &out->aacs, &sense);
	if (!out->medium_id[0] &&
	    dvd_read_medium_id(fd, probe->profile, out->medium_id, &sense))
		out->medium_id[0] = '\0';
}

/**
 * facts_protection() - the word for a disc's copy protection
 * @facts: from facts_read()
 */
const char *facts_protection(const struct facts *facts)
{
	if (facts->aacs)
		return "aacs";
	if (!facts->has_rights || facts->protection == DVD_UNPROTECTED)
		return "none";
	return facts->protection == DVD_CSS  ? "css" :
	       facts->protection == DVD_CPRM ? "cprm" : "unknown";
}

/**
 * facts_state() - the word for how far a disc is written
 * @facts: from facts_read()
 */
const char *facts_state(const struct facts *facts)
{
	static const char *const words[] = {
		[MMC_DISC_EMPTY] = "blank",
		[MMC_DISC_INCOMPLETE] = "appendable",
		[MMC_DISC_COMPLETE] = "complete",
		[MMC_DISC_OTHER] = "random-access",
	};

	return facts->has_info ? words[facts->info.status & 3] : "unknown";
}
