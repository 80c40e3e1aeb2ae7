// SPDX-License-Identifier: GPL-2.0
/* What is on the disc in a drive: which kind, and who looks closer. */
#include <errno.h>
#include <string.h>

#include "disc/probe_old.h"
#include "disc/scan_parts.h"

#define PROFILE_CD_ROM	0x08	/* MMC-6 table 95 */
#define PROFILE_CD_RW	0x0a
#define PROFILE_BD_ROM	0x40
#define PROFILE_BD_LAST	0x43

static const char *why_not(enum probe_medium medium)
{
	switch (medium) {
	case PROBE_NO_DISC:
	case PROBE_TRAY_OPEN:
		return "there is no disc in it";
	case PROBE_NOT_READY:
		return "its disc does not become ready";
	case PROBE_BLANK:
		return "the disc in it is blank";
	default:
		return NULL;
	}
}

static uint8_t family_of(uint16_t profile)
{
	/* drives that know no profiles are older than DVD */
	if (!profile || (profile >= PROFILE_CD_ROM && profile <= PROFILE_CD_RW))
		return DSR_FAMILY_CD;
	if (profile >= PROFILE_BD_ROM && profile <= PROFILE_BD_LAST)
		return DSR_FAMILY_BD;
	return DSR_FAMILY_DVD;
}

/**
 * scan_disc() - find out what is on a disc
 * @fd: of its drive
 * @probe: from probe_drive()
 * @options: what is wanted
 * @out: gets the disc; to be freed by disc_free() whatever comes back
 * @said: gets notes and why it failed
 * @sense: gets the last thing the drive complained about
 *
 * Reads what tells about the disc and a few blocks of it, never the whole.
 *
 * Return: 0; -ENOMEDIUM: there is none to read; -EMEDIUMTYPE: it can't be
 * copied; or another -errno.
 */
int scan_disc(int fd, const struct probe *probe,
	      const struct scan_options *options, struct disc *out,
	      struct said *said, struct probe_sense *sense)
{
	const char *why = why_not(probe->medium);
	struct scan s = {
		.fd = fd,
		.options = options,
		.disc = out,
		.said = said,
		.sense = sense,
	};

	memset(out, 0, sizeof(*out));
	if (why)
		return said_fail(said, -ENOMEDIUM, "%s", why);
	if (probe->old && probe_old_prepare(fd, sense) < 0)
		return said_fail(said, -EIO,
				 "the drive does not take blocks of 2048 bytes; switch it off and on, or take another reader");
	out->family = family_of(probe->profile);
	if (out->family == DSR_FAMILY_CD)
		return scan_cd(&s);
	return scan_dvd(&s, probe->profile);
}
