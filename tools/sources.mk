# SPDX-License-Identifier: GPL-2.0
# What dsrctl is built from, but its main() and the deck; also for tests/unit.

DISC_SRCS := $(addprefix disc/,ask.c cd.c cdtext.c cdtext_encode.c charset.c compare.c \
	cue_parse.c cue_resolve.c cue_write.c disc.c drive_read.c durable.c dvd.c dvd_file.c eject.c facts.c image.c iso.c layout.c loop.c \
	master.c master_drive.c master_file.c master_image.c mmc.c msf.c probe.c probe_old.c said.c salvage.c scan.c scan_cd.c scan_dvd.c \
	scan_gaps.c scan_q.c scan_text.c sheet.c sheet_read.c speed.c spool.c structure.c \
	subq.c tao.c text.c text_number.c text_reason.c toc.c toc_file.c toc_file_data.c toc_file_text.c tokens.c volume.c words.c)

READER_SRCS := cmd_reader.c cmd_reader_play.c cmd_reader_say.c cmd_reader_service.c \
	$(addprefix reader/,answer.c cdb.c depth.c ends.c kind.c place.c player.c \
	service.c session.c volume.c wire.c)

LIBRARY_SRCS := cmd_library.c cmd_library_copy.c cmd_library_look.c cmd_library_run.c cmd_library_show.c \
	$(addprefix library/,account.c batch.c batch_apply.c batch_decide.c batch_move.c batch_next.c batch_phase.c \
	batch_route.c batch_see.c batch_steps.c batch_take.c batch_work.c batch_words.c fetch.c judge.c journal.c lock.c masters.c prepare.c record_json.c request.c robot.c roles.c run.c run_line.c run_master.c run_print.c run_record.c run_see.c run_shelf.c run_work.c \
	shelf.c span.c store.c verdict.c work.c)

CHANGER_SRCS := cmd_changer.c cmd_changer_care.c cmd_changer_info.c cmd_changer_look.c cmd_changer_mail.c \
	cmd_changer_move.c cmd_changer_say.c cmd_changer_see.c cmd_changer_set.c

LIB_SRCS := commands.c help.c options.c say.c names.c open.c json.c json_event.c json_disc.c \
	cmd_drives.c cmd_disc.c cmd_disc_json.c cmd_disc_show.c cmd_image.c cmd_copy.c cmd_simulate.c cmd_verify.c cmd_erase.c \
	cmd_jobs.c cmd_status.c cmd_cancel.c cmd_monitor.c monitor_robot.c \
	order.c coverage.c medium.c attend.c start.c place.c readback.c shift.c shift_look.c \
	report.c archive.c sums.c \
	plan.c plan_end.c plan_source.c plan_against.c plan_sink.c plan_check.c plan_print.c \
	progress.c snapshot.c watch.c elements.c jvc_sense.c robot_map.c robot_holds.c robot_text.c slot_set.c \
	robot_find.c robot_json.c robot_order.c \
	libdsr/ioctl.c libdsr/changer.c libdsr/events.c libdsr/parse.c \
	$(DISC_SRCS) $(READER_SRCS) $(CHANGER_SRCS) $(LIBRARY_SRCS)

DSRCTL_PKGS := libnl-3.0 libnl-genl-3.0 json-c libcrypto sndfile blkid
DSRCTL_CPPFLAGS := -D_GNU_SOURCE
DSRCTL_LIBS := -lsgutils2 -lm
