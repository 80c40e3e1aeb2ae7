#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# What dsrctl monitor --json tells: every event in sequence, one outcome per
# sink, and the truth again after events were lost.
. "$TOP/tests/vm/guest/lib.sh"

monitor()
{
	dsrctl monitor --json >"$WORK/events" 2>"$WORK/monitor-errors" &
	listener=$!
	wait_for 20 grep -q '"type":"synced"' "$WORK/events" ||
		bail "monitor: expected its first state, got $(cat "$WORK/monitor-errors")"
}

stop_monitor()
{
	sleep 1
	kill -INT "$listener" 2>/dev/null
	wait "$listener"
}

# gaps: events that do not follow the one before them in their group.
gaps()
{
	jq -s '[.[] | select(.type == "event")] | group_by(.group) | map([.[].seq] |
		. as $s | [range(1; length) | select($s[.] != $s[. - 1] + 1)] | length) |
		add // 0' "$WORK/events"
}

# ends JOB: how often each of its sinks was told to be done, "1 1 1".
ends()
{
	jq -rs --argjson job "$1" '[.[] | select(.type == "event" and .group == "job" and
		.job == $job and .event == "sink") | .sinks[] | select(.state == "done")] |
		group_by(.index) | map(length | tostring) | join(" ")' "$WORK/events"
}

# job_states JOB: in the order told.
job_states()
{
	jq -rs --argjson job "$1" '[.[] | select(.type == "event" and .job == $job and
		.event == "state") | .state] | join(" ")' "$WORK/events"
}

# drive_events WORD: how many drives told it.
drive_events()
{
	jq -s --arg word "$1" '[.[] | select(.type == "event" and .group == "drive" and
		.event == $word)] | length' "$WORK/events"
}

case_sequence()
{
	monitor
	blanks dvd+r 1 2 3
	emu drive 2 fault sense=3/0c/00 op=2a nth=30 count=0
	run_job "$(sr 0)" "$(sr 1)" "$(sr 2)" "$(sr 3)"
	job=$(jq .job.id "$WORK/result")
	stop_monitor
	expect_job "the job that is listened to" 1 "verified rejected/9 verified"
	expect "events follow each other without a gap" 0 "$(gaps)"
	expect "every sink is told to be done just once" "1 1 1" "$(ends "$job")"
	expect "the job's states are told in order" \
		"preparing streaming finishing done" "$(job_states "$job")"
	expect "every drive is told to be claimed" 4 "$(drive_events claimed)"
	expect "every drive is told to be released" 4 "$(drive_events released)"
}

case_hot_plug()
{
	monitor
	emu drive 3 gone
	emu drive 3 back
	wait_for 20 sr_there 3
	stop_monitor
	expect "a drive that goes is told" 1 "$(drive_events removed)"
	expect "a drive that comes is told" 1 "$(drive_events added)"
}

# A stopped listener's socket overflows; once it goes on it knows.
case_overflow()
{
	sysctl -qw net.core.rmem_default=16384 net.core.rmem_max=16384
	monitor
	blanks dvd+r 1 2 3
	kill -STOP "$listener"
	for _ in $(seq 60); do
		emu drive 3 gone
		emu drive 3 back
	done
	run_job "$(sr 0)" "$(sr 1)" "$(sr 2)"
	job=$(jq .job.id "$WORK/result")
	kill -CONT "$listener"
	wait_for 20 told_of "$job"
	stop_monitor
	expect_job "the job that nobody listens to" 0 "verified verified"
	expect_match "lost events are told as a gap" '"type":"gap"' "$WORK/events"
	expect "after the gap the job's end is known" "done" \
		"$(jq -rs --argjson job "$job" '[.[] | select(.job == $job)][-1].state' \
			"$WORK/events")"
}

told_of() { grep -q "\"job\":$1,.*\"state\":\"done\"" "$WORK/events"; }

tower readers=1 recorders=3
master dvd-rom 0
case_sequence
case_hot_plug
case_overflow
finish
