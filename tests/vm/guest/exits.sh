#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# Coming and going: loading touches no drive, whatever a job took it gives back,
# and the module goes whenever no job runs.
. "$TOP/tests/vm/guest/lib.sh"

commands_sent()
{
	for drive in $(drives); do
		stat_of "$drive" commands
	done | paste -sd ' '
}

load_and_unload()
{
	for round in $(seq 20); do
		if ! modprobe dsr || ! wait_for 5 test -e /dev/dsr ||
			! dsrctl drives >/dev/null || ! rmmod dsr; then
			echo "round $round"
			return 1
		fi
	done
}

eject_it()
{
	emu drive "$1" eject && awk -v n="$1" '$1 == n { exit $4 != "open" }' "$EMU/drives"
}

# opens NODE: an exclusive open for writing works.
opens()
{
	python3 -c 'import os, sys
os.open(sys.argv[1], os.O_RDWR | os.O_EXCL | os.O_NONBLOCK)' "$1"
}

modprobe sr_mod
modprobe sg
modprobe dsr_emu readers=1 recorders=2 discs=dvd+r || bail "dsr_emu: expected it to load"
for drive in $(drives); do
	wait_for 20 sr_there "$drive"
done
sleep 1
for drive in $(drives); do
	emu drive "$drive" reset-stats
done
modprobe dsr || bail "dsr: expected it to load"
sleep 1
expect "loading the module sends no command to any drive" "0 0 0" "$(commands_sent)"
dsrctl jobs >/dev/null
expect "listing the jobs sends no command to any drive" "0 0 0" "$(commands_sent)"

master dvd-rom 0
run_job "$(sr 0)" "$(sr 1)" "$(sr 2)"
expect_job "a job between loading and unloading" 0 "verified verified"
nobody_holds "after a job no tray is locked and no drive owned"
for drive in 0 1 2; do
	expect_that "after a job drive $drive opens exclusively" "an open fd" opens "$(sr "$drive")"
	expect_that "after a job drive $drive ejects" "an open tray" eject_it "$drive"
done
expect_that "the module unloads after a job" "rmmod to work" rmmod dsr
expect_that "20 rounds of loading and unloading" "no error" load_and_unload

modprobe dsr
expect_that "the emulator unloads under the loaded module" "rmmod to work" rmmod dsr_emu
dsrctl drives >"$WORK/said" 2>&1
expect "without drives dsrctl drives says so" 0 "$?"
expect_that "the tower comes back" "dsr_emu to load" modprobe dsr_emu readers=1 recorders=1
wait_for 20 sr_there 1
expect_that "the module unloads while drives are there" "rmmod to work" rmmod dsr
expect_no_leaks "no memory leaked by coming and going"
finish
