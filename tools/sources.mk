# SPDX-License-Identifier: GPL-2.0
# What dsrctl is built from, but its main() and the deck; also for tests/unit.

LIB_SRCS := commands.c help.c options.c say.c names.c open.c json.c json_event.c \
	cmd_drives.c cmd_copy.c cmd_jobs.c cmd_status.c cmd_cancel.c cmd_monitor.c \
	plan.c plan_print.c progress.c report.c snapshot.c watch.c \
	libdsr/ioctl.c libdsr/events.c libdsr/parse.c \
	disc/eject.c disc/iso.c disc/layout.c disc/loop.c disc/mmc.c disc/probe.c \
	disc/speed.c disc/text.c

DSRCTL_PKGS := libnl-3.0 libnl-genl-3.0 json-c
DSRCTL_CPPFLAGS := -D_GNU_SOURCE
DSRCTL_LIBS := -lsgutils2 -lm
