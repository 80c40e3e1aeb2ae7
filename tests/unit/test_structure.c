// SPDX-License-Identifier: GPL-2.0
/* What drives answer about DVDs and BDs. */
#include <errno.h>
#include <string.h>

#include "disc/mmc.h"
#include "disc/structure.h"
#include "unit.h"

START_TEST(physical)
{
	/* DVD-ROM, 2 layers, opposite track path */
	uint8_t a[4 + 17] = { 0, 19, 0, 0, 0x01, 0x02, 0x30, 0x10, 0, 0x03, 0,
			      0, 0, 0xfc, 0xff, 0xff, 0, 0x22, 0xff, 0xff };
	struct dvd_physical p;

	ck_assert_int_eq(dvd_parse_physical(a, sizeof(a), &p), 0);
	ck_assert_uint_eq(p.layers, 2);
	ck_assert(p.opposite);
	ck_assert_str_eq(dvd_book(p.book), "DVD-ROM");
	ck_assert_uint_eq(dvd_layer_break(&p), 0x22ffff - 0x030000 + 1);
	a[6] = 0x20;	/* parallel: no place where one goes on in the other */
	ck_assert_int_eq(dvd_parse_physical(a, sizeof(a), &p), 0);
	ck_assert_uint_eq(dvd_layer_break(&p), 0);
	a[6] = 0x30;
	memset(a + 16, 0, 4);
	ck_assert_int_eq(dvd_parse_physical(a, sizeof(a), &p), 0);
	ck_assert_uint_eq(dvd_layer_break(&p), 0);
	ck_assert_int_eq(dvd_parse_physical(a, 12, &p), -EPROTO);
	a[1] = 4;
	ck_assert_int_eq(dvd_parse_physical(a, sizeof(a), &p), -EPROTO);
}
END_TEST

START_TEST(rights)
{
	static const uint8_t css[8] = { 0, 6, 0, 0, 1, 0xfe };
	static const uint8_t sector[8] = { 0, 6, 0, 0, 0x80 };
	uint8_t protection, regions;
	bool protected;

	ck_assert_int_eq(dvd_parse_copyright(css, 8, &protection, &regions), 0);
	ck_assert_uint_eq(protection, DVD_CSS);
	ck_assert_uint_eq(regions, 0xfe);
	ck_assert_int_eq(dvd_parse_copyright(css, 5, &protection, &regions),
			 -EPROTO);
	ck_assert_int_eq(dvd_parse_sector_rights(sector, 8, &protected), 0);
	ck_assert(protected);
}
END_TEST

START_TEST(ids)
{
	uint8_t adip[4 + 256] = { 1, 2 }, pre[4 + 256] = { 1, 2 };
	uint8_t di[4 + 112] = { 0, 114 };
	char id[24];

	memcpy(adip + 4 + 19, "MCC     004", 11);
	ck_assert_int_eq(dvd_parse_adip_id(adip, sizeof(adip), id), 0);
	ck_assert_str_eq(id, "MCC/004/00");
	ck_assert_int_eq(dvd_parse_adip_id(adip, 30, id), -EPROTO);
	pre[4 + 16] = 3;
	memcpy(pre + 4 + 17, "MCC 02", 6);
	pre[4 + 24] = 4;
	memcpy(pre + 4 + 25, "RG20  ", 6);
	ck_assert_int_eq(dvd_parse_prerecorded_id(pre, sizeof(pre), id), 0);
	ck_assert_str_eq(id, "MCC 02RG20");
	memcpy(di + 4, "DI", 2);
	memcpy(di + 4 + 100, "VERBATIMe", 9);
	ck_assert_int_eq(bd_parse_id(di, sizeof(di), id), 0);
	ck_assert_str_eq(id, "VERBAT/IMe/00");
	di[4] = 0;
	ck_assert_int_eq(bd_parse_id(di, sizeof(di), id), -EPROTO);
}
END_TEST

START_TEST(features)
{
	static const uint8_t aacs[16] = { 0, 0, 0, 12, 0, 0, 0, 0x40, 1, 0x0d,
					  0x01, 4 };
	bool current;

	ck_assert_int_eq(mmc_parse_feature(aacs, 16, 0x010d, &current), 0);
	ck_assert(current);
	ck_assert_int_eq(mmc_parse_feature(aacs, 16, 0x010c, &current), -ENOENT);
	ck_assert(!current);
	ck_assert_int_eq(mmc_parse_feature(aacs, 8, 0x010d, &current), -ENOENT);
	ck_assert_int_eq(mmc_parse_feature(aacs, 7, 0x010d, &current), -EPROTO);
}
END_TEST

START_TEST(read_speeds)
{
	uint8_t a[8 + 24] = { 0, 30, [8] = 0x2a, 22, [16] = 0x1b, 0x90,
			      [22] = 0x10, 0x89 };
	uint32_t max, now;

	ck_assert_int_eq(mmc_parse_read_speeds(a, sizeof(a), &max, &now), 0);
	ck_assert_uint_eq(max, 0x1b90);
	ck_assert_uint_eq(now, 0x1089);
	ck_assert_int_eq(mmc_parse_read_speeds(a, 17, &max, &now), -EPROTO);
	a[6] = 0xff;
	ck_assert_int_eq(mmc_parse_read_speeds(a, sizeof(a), &max, &now), -EPROTO);
}
END_TEST

Suite *suite_structure(void)
{
	Suite *s = suite_create("structure");

	PROMISE(s, "structure: layers, their break and the book type", physical);
	PROMISE(s, "structure: copy protection", rights);
	PROMISE(s, "structure: who made a disc", ids);
	PROMISE(s, "structure: a feature, and whether it is current", features);
	PROMISE(s, "mode page 2Ah: read speeds", read_speeds);
	return s;
}
