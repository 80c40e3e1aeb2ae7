// SPDX-License-Identifier: GPL-2.0
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "names.h"
#include "unit.h"

static char root[] = "/tmp/dsr-unit-XXXXXX";

static void make_dir(const char *path)
{
	char full[512];

	snprintf(full, sizeof(full), "%s/%s", root, path);
	ck_assert_int_eq(mkdir(full, 0700), 0);
}

static void make_file(const char *path, const char *text)
{
	char full[512];
	FILE *f;

	snprintf(full, sizeof(full), "%s/%s", root, path);
	f = fopen(full, "w");
	ck_assert_ptr_nonnull(f);
	fputs(text, f);
	fclose(f);
}

static void make_unit(const char *address, const char *type)
{
	char path[256];

	snprintf(path, sizeof(path), "bus/scsi/devices/%s", address);
	make_dir(path);
	snprintf(path, sizeof(path), "bus/scsi/devices/%s/type", address);
	make_file(path, type);
	snprintf(path, sizeof(path), "bus/scsi/devices/%s/vendor", address);
	make_file(path, "DSR-EMU \n");
	snprintf(path, sizeof(path), "bus/scsi/devices/%s/model", address);
	make_file(path, "a model whose name is longer than any name may be\n");
}

static void clean_up(void)
{
	char command[64];

	snprintf(command, sizeof(command), "rm -rf %s", root);
	ck_assert_int_eq(system(command), 0);
}

START_TEST(from_sysfs)
{
	struct drive *drives;
	int nr;

	ck_assert_ptr_nonnull(mkdtemp(root));
	make_dir("bus");
	make_dir("bus/scsi");
	make_dir("bus/scsi/devices");
	make_unit("0:0:0:0", "0\n");
	make_unit("10:0:0:0", "5\n");
	make_unit("2:0:1:0", "5\n");
	make_unit("3:0:0:0", "8\n");
	make_dir("bus/scsi/devices/host0");
	make_dir("bus/scsi/devices/4:0:0:0");	/* just going away: no type */
	nr = drives_from_sysfs(root, &drives);
	ck_assert_int_eq(nr, 3);
	ck_assert_uint_eq(drives[0].name.host, 2);
	ck_assert_uint_eq(drives[0].name.id, 1);
	ck_assert_uint_eq(drives[1].name.type, 8);
	ck_assert_uint_eq(drives[2].name.host, 10);
	ck_assert_str_eq(drives[2].name.vendor, "DSR-EMU");
	ck_assert_str_eq(drives[2].name.product, "a model whose name");
	ck_assert_uint_eq(drives[2].job_id, 0);
	free(drives);
	clean_up();
}
END_TEST

START_TEST(no_scsi)
{
	struct drive *drives;

	ck_assert_int_eq(drives_from_sysfs("/nonexistent", &drives), 0);
	free(drives);
}
END_TEST

START_TEST(words)
{
	struct dsr_unit_name name = { .host = 3, .id = 1, .type = 5 };
	char text[96];

	strcpy(name.vendor, "PIONEER");
	strcpy(name.product, "BD-RW BDR-209D");
	name_full(text, sizeof(text), &name);
	ck_assert_str_eq(text, "PIONEER BD-RW BDR-209D (3:0:1:0)");
	name.vendor[0] = name.product[0] = '\0';
	name_full(text, sizeof(text), &name);
	ck_assert_str_eq(text, "drive (3:0:1:0)");
	name.host = UINT32_MAX;
	name.major = 4094;
	name.minor = 5;
	name_full(text, sizeof(text), &name);
	ck_assert_str_eq(text, "block device (4094:5)");
}
END_TEST

START_TEST(no_devices)
{
	struct dsr_unit_name name;
	int fds[2];
	int fd = open("/dev/null", O_RDWR);

	ck_assert_int_ne(name_from_fd(fd, &name), 0);
	close(fd);
	ck_assert_int_eq(pipe(fds), 0);
	ck_assert_int_ne(name_from_fd(fds[0], &name), 0);
	close(fds[0]);
	close(fds[1]);
	ck_assert_int_ne(name_from_fd(-1, &name), 0);
}
END_TEST

Suite *suite_names(void)
{
	Suite *s = suite_create("names");

	PROMISE(s, "names: drives are found in sysfs, in the order of their hosts", from_sysfs);
	PROMISE(s, "names: a machine without SCSI has no drives", no_scsi);
	PROMISE(s, "names: a drive is called vendor, product and node", words);
	PROMISE(s, "names: what is no device has no name", no_devices);
	return s;
}
