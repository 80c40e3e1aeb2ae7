// SPDX-License-Identifier: GPL-2.0
/* What the drive can: GET CONFIGURATION; and what happened: events, status. */

#include <linux/kernel.h>
#include <linux/string.h>

#include "emu.h"

#define ALWAYS		BIT(31)	/* persistent: current without medium too */

#define EMU_PROFILE_LIST	0x0000
#define EMU_RANDOM_READABLE	0x0010
#define EMU_CD_READ		0x001e
#define EMU_RANDOM_WRITABLE	0x0020
#define EMU_TRACK_AT_ONCE	0x002d
#define EMU_MASTERING		0x002e
#define EMU_MINUS_WRITE		0x002f	/* DVD-R/-RW */
#define EMU_SERIAL_FEATURE	0x0108
#define EMU_AACS_FEATURE	0x010d

struct emu_feature {
	u16 code;
	u8 version;
	u8 len;
	bool writes;		/* recorders only */
	u32 current_on;
	u8 data[28];
};

/* MMC-6 5.3; the data bytes as that clause's tables number them, less 4. */
static const struct emu_feature emu_features[] = {
	{ EMU_PROFILE_LIST, 0, 0, false, ALWAYS },
	{ 0x0001, 2, 8, false, ALWAYS, { 0, 0, 0, 7, 1 } },	/* SATA, DBE */
	{ 0x0002, 1, 4, false, ALWAYS, { 0x02 } },	/* morphing, OCEvent */
	{ 0x0003, 0, 4, false, ALWAYS, { 0x39 } },	/* tray: load, eject, lock */
	{ EMU_RANDOM_READABLE, 0, 8, false, EMU_ON_ANY },
	{ 0x001d, 0, 0, false, EMU_ON_CD },			/* multi-read */
	{ EMU_CD_READ, 2, 4, false, EMU_ON_CD, { 0x83 } },	/* DAP, C2, text */
	{ 0x001f, 1, 4, false, EMU_ON_DVD },		/* DVD read */
	{ EMU_RANDOM_WRITABLE, 1, 12, true, EMU_ON(DVD_PLUS_RW) |
	  EMU_ON(DVD_RAM) | EMU_ON(BD_RE) },
	/* incremental streaming: block type 8; BUF; one link size, 16 */
	{ 0x0021, 3, 8, true, EMU_ON_MINUS, { 0x01, 0, 0x01, 1, 16 } },
	/* formattable; of BD-RE: without spares, quick and full certification */
	{ 0x0023, 1, 8, true, EMU_ON_MINUS_RW | EMU_ON(DVD_PLUS_RW) |
	  EMU_ON(DVD_RAM) | EMU_ON_BD_W, { 0x0b } },
	/* defects are managed; with the spare area structure */
	{ 0x0024, 1, 4, true, EMU_ON(DVD_RAM) | EMU_ON_BD_W, { 0x80 } },
	{ 0x0026, 0, 0, true, EMU_ON(DVD_MINUS_RW_RO) },
	{ 0x002a, 0, 4, true, EMU_ON(DVD_PLUS_RW), { 0x01 } },
	{ 0x002b, 0, 4, true, EMU_ON(DVD_PLUS_R), { 0x01 } },
	/* rigid restricted overwrite: intermediate sessions, blanking */
	{ 0x002c, 0, 4, true, EMU_ON(DVD_MINUS_RW_RO), { 0x03 } },
	/* BUF, test write, CD-RW; block types 8 to 13 and 0 */
	{ EMU_TRACK_AT_ONCE, 2, 4, true, EMU_ON(CD_R) | EMU_ON(CD_RW),
	  { 0x46, 0, 0x3f, 0x01 } },
	/* BUF, SAO, raw, test write, CD-RW, R to W; bytes of a cue sheet */
	{ EMU_MASTERING, 1, 4, true, EMU_ON(CD_R) | EMU_ON(CD_RW),
	  { 0x6f, 0, EMU_CUE_MAX >> 8, EMU_CUE_MAX & 0xff } },
	/* BUF, two layers, test write, DVD-RW */
	{ EMU_MINUS_WRITE, 2, 4, true, EMU_ON_MINUS, { 0x4e } },
	{ 0x0037, 0, 4, true, EMU_ON(CD_RW), { 0, 0x7f } },	/* subtypes */
	{ 0x003b, 0, 4, true, EMU_ON(DVD_PLUS_R_DL), { 0x01 } },
	{ 0x0040, 0, 28, false, EMU_ON_BD,
	  { [5] = 0x06, [13] = 0x02, [21] = 0x02 } },
	{ 0x0041, 0, 20, true, EMU_ON_BD_W, { [5] = 0x06, [13] = 0x02 } },
	{ 0x0100, 0, 0, false, ALWAYS },		/* power management */
	{ 0x0105, 1, 4, false, ALWAYS },		/* timeout */
	{ 0x0107, 4, 4, false, EMU_ON_ANY, { 0x0e } },	/* SCS, MP2A, WSPD */
	{ EMU_SERIAL_FEATURE, 0, 8, false, ALWAYS },
	{ EMU_AACS_FEATURE, 2, 4, false, EMU_ON(BD_ROM), { 0, 1, 1, 1 } },
};

static u16 emu_profile_of(const struct emu_drive *drive,
			  const struct emu_medium *medium)
{
	static const u16 pressed[] = { 0x0008, 0x0010, 0x0040 };

	return drive->model->writes ? medium->profile : pressed[medium->family];
}

/**
 * emu_profile - the current profile
 * @drive: the drive; its lock held
 *
 * A reader sees every disc as a pressed one.
 *
 * Return: profile number, MMC-6 table 95; 0 without a disc that is ready.
 */
u16 emu_profile(const struct emu_drive *drive)
{
	if (!drive->disc || drive->tray_open ||
	    drive->long_op.sense == EMU_BECOMING_READY)
		return 0;
	return emu_profile_of(drive, drive->disc->medium);
}

static u32 emu_put_profiles(const struct emu_drive *drive, u8 *data)
{
	const struct emu_medium *medium;
	u16 current_profile = emu_profile(drive);
	unsigned int i;
	u16 profile;
	u32 len = 0;

	for (i = 0; (medium = emu_medium_by_index(i)); i++) {
		if (!drive->model->writes &&
		    !(medium->flags & EMU_MEDIUM_PRESSED))
			continue;
		profile = emu_profile_of(drive, medium);
		put_unaligned_be16(profile, data + len);
		data[len + 2] = profile == current_profile;
		data[len + 3] = 0;
		len += 4;
	}
	return len;
}

/* The data that depend on the drive or on its disc. */
static u32 emu_fill_feature(const struct emu_drive *drive,
			    const struct emu_feature *f, bool is_current,
			    u8 *data)
{
	char serial[9];

	memcpy(data, f->data, f->len);
	switch (f->code) {
	case EMU_PROFILE_LIST:
		return emu_put_profiles(drive, data);
	case EMU_RANDOM_READABLE:
		put_unaligned_be32(EMU_BLOCK, data);
		put_unaligned_be16(is_current ? drive->disc->medium->ecc_blocks
					      : 1, data + 4);
		data[6] = 1;		/* read recovery page is there */
		break;
	case EMU_RANDOM_WRITABLE:
		if (is_current)
			put_unaligned_be32(drive->disc->capacity - 1, data);
		put_unaligned_be32(EMU_BLOCK, data + 4);
		put_unaligned_be16(is_current ? drive->disc->medium->ecc_blocks
					      : 16, data + 8);
		data[10] = 1;
		break;
	case EMU_CD_READ:
		if (drive->lacks & EMU_LACKS_C2)
			data[0] &= ~0x02;
		break;
	case EMU_MASTERING:
		if (drive->lacks & EMU_LACKS_SAO)
			data[0] &= ~0x20;
		if (drive->lacks & EMU_LACKS_RAW)
			data[0] &= ~0x08;
		if (drive->lacks & EMU_LACKS_TEXT)
			data[0] &= ~0x01;	/* R to W as sent */
		fallthrough;
	case EMU_TRACK_AT_ONCE:
	case EMU_MINUS_WRITE:
		if (drive->lacks & EMU_LACKS_TEST)
			data[0] &= ~0x04;
		break;
	case EMU_SERIAL_FEATURE:
		emu_serial(drive, serial);
		memcpy(data, serial, 8);
		break;
	}
	return f->len;
}

/* A lesser recorder has some of them not at all. */
static bool emu_feature_here(const struct emu_drive *drive,
			     const struct emu_feature *f)
{
	u8 at_once = EMU_LACKS_SAO | EMU_LACKS_RAW;

	if (f->writes && !drive->model->writes)
		return false;
	if (f->code == EMU_TRACK_AT_ONCE && drive->lacks & EMU_LACKS_TAO)
		return false;
	return f->code != EMU_MASTERING || (drive->lacks & at_once) != at_once;
}

static u32 emu_put_feature(const struct emu_drive *drive,
			   const struct emu_feature *f, u8 *buf)
{
	bool is_current = f->current_on & ALWAYS;
	u32 len;

	if (emu_profile(drive))
		is_current |= f->current_on &
			      BIT(emu_medium_id(drive->disc->medium));
	if (f->code == EMU_AACS_FEATURE && is_current)
		is_current = drive->disc->protection == EMU_AACS;
	len = emu_fill_feature(drive, f, is_current, buf + 4);
	put_unaligned_be16(f->code, buf);
	buf[2] = f->version << 2 | (f->current_on & ALWAYS ? 0x02 : 0) |
		 is_current;
	buf[3] = len;
	return len + 4;
}

/**
 * emu_get_configuration - GET CONFIGURATION, MMC-6 6.6
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_get_configuration(struct emu_drive *drive, struct emu_cmd *cmd)
{
	u16 start = get_unaligned_be16(cmd->cdb + 2);
	u8 rt = cmd->cdb[1] & 0x03;
	u8 buf[768] = { 0 };
	u32 len = 8;
	unsigned int i;
	u32 n;

	if (rt == 3)
		return EMU_BAD_CDB;
	emu_tray_not_ready(drive, NULL);	/* notices that loading ended */
	for (i = 0; i < ARRAY_SIZE(emu_features); i++) {
		const struct emu_feature *f = &emu_features[i];

		if (!emu_feature_here(drive, f) || f->code < start ||
		    (rt == 2 && f->code != start))
			continue;
		n = emu_put_feature(drive, f, buf + len);
		if (rt == 1 && !(buf[len + 2] & 0x01))
			continue;
		len += n;
	}
	put_unaligned_be32(len - 4, buf);
	put_unaligned_be16(emu_profile(drive), buf + 6);
	return emu_reply(cmd, buf, len, get_unaligned_be16(cmd->cdb + 7));
}

/**
 * emu_get_event - GET EVENT STATUS NOTIFICATION, MMC-6 6.7, polled only
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_get_event(struct emu_drive *drive, struct emu_cmd *cmd)
{
	u8 buf[8] = { 0, 6, 0, 0x52 };	/* classes 1, 4 and 6 */
	u8 wanted = cmd->cdb[4] & buf[3];

	if (!(cmd->cdb[1] & 0x01))
		return EMU_BAD_CDB;
	if (wanted & BIT(4)) {
		buf[2] = 4;
		buf[4] = drive->event;
		buf[5] = drive->tray_open | (drive->disc ? 0x02 : 0);
		drive->event = EMU_EVENT_NONE;
	} else if (wanted & BIT(1)) {
		buf[2] = 1;
	} else if (wanted & BIT(6)) {
		buf[2] = 6;
		if (emu_tray_not_ready(drive, NULL) &&
		    drive->long_op.sense)
			buf[5] = 1;
	} else {
		buf[1] = 2;
		buf[2] = 0x80;		/* no event available */
	}
	return emu_reply(cmd, buf, buf[1] + 2,
			 get_unaligned_be16(cmd->cdb + 7));
}

/**
 * emu_mechanism_status - MECHANISM STATUS, MMC-6 6.12: no changer
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0.
 */
int emu_mechanism_status(struct emu_drive *drive, struct emu_cmd *cmd)
{
	u8 buf[8] = { 0 };

	buf[1] = drive->tray_open ? 0x10 : 0;
	return emu_reply(cmd, buf, sizeof(buf),
			 get_unaligned_be16(cmd->cdb + 8));
}
