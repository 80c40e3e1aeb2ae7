#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# For the debugging kernel: memory that runs out below the robots' orders and
# questions, and robots that go away at every stage of them. Whatever becomes of a
# call, it ends, the map is true afterwards, and nothing leaks.
. "$TOP/tests/vm/guest/lib.sh"

tower readers=1 recorders=6 changers=mc8100,plain changer_drives=3 slots=60 one_host=1
emu changer 0 fill dvd+r 1-20 || bail "fill: expected 20 discs"
emu changer 1 fill cd-r 1-20 || bail "fill: expected 20 discs"
fail_where dsr
python3 -u "$TOP/tests/vm/guest/changer_memory.py" || not_ok_count=$((not_ok_count + 1))
expect_that "allocations were made to fail" "the kernel to say so" \
	sh -c "dmesg | grep -q 'FAULT_INJECTION: forcing a failure'"
expect_that "in the end the module unloads" "rmmod to work" rmmod dsr
expect_no_leaks "no memory leaked by it all"
finish
