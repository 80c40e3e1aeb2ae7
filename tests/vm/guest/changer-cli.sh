#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# dsrctl changer as a user has it: an emulated MC-8600 with discs in slots 1 to 90, and
# a plain changer with discs in slots 1 to 30 of 100.
. "$TOP/tests/vm/guest/lib.sh"

# robot NAME WORD...: dsrctl changer of that robot; $code, $WORK/answer, $WORK/errors.
robot()
{
	which=$(eval echo "\$$1")
	shift
	dsrctl changer "$which" "$@" >"$WORK/answer" 2>"$WORK/errors"
	code=$?
}

# says NAME CODE PATTERN ROBOT WORD...: how it ends, and what it prints.
says()
{
	name=$1 wanted=$2 pattern=$3
	shift 3
	robot "$@"
	cat "$WORK/answer" "$WORK/errors" >"$WORK/all"
	expect "$name: exit code" "$wanted" "$code"
	expect_match "$name" "$pattern" "$WORK/all"
}

# of ROBOT PLACE FILTER: from status --json of one place.
of() { robot "$1" status "$2" --json; jq -r ".elements[0] | $3" "$WORK/answer"; }

# node CHANGER: its /dev/sgN.
node()
{
	echo "/dev/$(ls "/sys/bus/scsi/devices/$(awk -v n="$1" \
		'$1 == "changer" && $2 == n { print $4 }' "$EMU/changers")/scsi_generic")"
}

tower readers=1 recorders=14 changers=mc8600,plain slots=100 one_host=1
for changer in 0 1; do
	wait_for 20 node "$changer" || bail "changers: expected a /dev/sg"
done
emu changer 0 fill dvd+r 1-90 || bail "fill: expected 90 discs"
emu changer 0 fill dvd-r 91-92 two-sided || bail "fill: expected two discs"
emu changer 1 fill cd-r 1-30 || bail "fill: expected 30 discs"
# shellcheck disable=SC2034 # by their names, in robot
MC=$(node 0) PLAIN=$(node 1) NONE=/dev/sg99
dsrctl monitor --json >"$WORK/events" &
monitor=$!
dsrctl monitor >"$WORK/told" &
told=$!

# which robot
dsrctl changer map >"$WORK/answer" 2>"$WORK/errors"
expect "without a name and with two robots: exit code" 2 $?
expect_match "both are named" "2 robots.*MC-8600.*LIBRARY" "$WORK/errors"
says "no such device" 4 "there is no /dev/sg99" NONE map
dsrctl changer "${MC#/dev/}" ready >"$WORK/answer"
expect "a name without /dev/" 0 $?

# seeing
says "map: discs and slots" 0 "92 discs, 92 of 600 slots in use" MC map
expect_match "map: a grid in ASCII" "^  51 OOOOOOOOOO OOOOOOOOOO OOOOOOOOOO OOOOOOOOOO OO\.{8}$" "$WORK/answer"
COLUMNS=200 dsrctl changer "$MC" map >"$WORK/answer"
expect_match "map: as wide as there is room" "^ 101 (\.{10} ?){10}$" "$WORK/answer"
says "info: moves" 0 "moves from slot to mail, drive, printer" MC info
expect_match "info: which recorder" "drive 12 .*/dev/sr12.*by its SCSI address" "$WORK/answer"
robot MC info --json
expect "info as JSON" "600 12 true address" \
	"$(jq -r '"\(.ranges.slot.count) \(.ranges.drive.count) \(.flip) \(.drives[0].known_by)"' "$WORK/answer")"
says "status of places" 0 "drive 12 +0x300c +sr12 +empty" MC status 1-3 drives mail

# discs
says "load" 0 "moved slot 12 to drive 1" MC load 12
says "load into a drive" 0 "moved slot 17 to drive 3, turned over" MC load 17 3 --flip
expect "and it is there, turned over" "true slot 17 true" \
	"$(of MC "drive 3" '"\(.full) \(.source_name) \(.inverted)"')"
says "an empty slot" 3 "there is no disc in slot 12; see" MC load 12
says "a drive in use" 3 "there is a disc in drive 1 already" MC load 5 1
says "slot to slot" 3 "does not move discs from slot 5 to slot 600" MC move 5 600
says "no such slot" 2 "there is no slot 700: they are numbered 1 to 600" MC load 700
says "which drive" 2 "there are discs in drive 1, drive 3" MC unload
says "home" 0 "moved drive 3 to slot 17" MC home d3
says "unload" 0 "moved drive 1 to slot 12" MC unload
says "flip by way of a drive" 0 "moved drive 1 to slot 91" MC flip 91
expect "and it is turned over at home" "true true" "$(of MC 91 '"\(.full) \(.inverted)"')"
says "position" 0 "hand is in front of slot 30" MC position 30
robot MC move 20 printer --json
expect "a move as JSON" "1 changer move done 20 printer null" \
	"$(jq -r '"\(.schema) \(.type) \(.verb) \(.order | "\(.state) \(.source) \(.destination_name) \(.error)")"' "$WORK/answer")"
says "home all" 0 "moved printer to slot 20" MC home all
says "home all again" 0 "all discs are at home" MC home all

# every verb as JSON, done and not done: each call has a document or several, and the
# last one tells of an error when there is one
head -c 64 /dev/zero >"$WORK/memory"
: >"$WORK/empty"
documents()
{
	robot "$@" --json
	expect "$*, as JSON" "$code $end" "$code $(jq -rs '
		if length == 0 or any(.type != "changer" or .schema != 1) then "no documents"
		elif last | .error // .order.error then "error" else "done" end' "$WORK/answer")"
	expect "$*, as JSON: exit code" "$wanted" "$code"
}

while read -r wanted end words; do
	# shellcheck disable=SC2086 # verb and arguments
	documents $words
done <<END
0 done MC map
0 done MC status 1-3 drives
0 done MC info
0 done MC log
0 done MC counters
0 done MC ready
0 done MC sense
0 done MC home all
3 error MC unload
0 done MC load 12
0 done MC unload
0 done MC load 12 2
3 error MC flip d2
3 error MC load 13 2
3 error MC load 12 3
3 error MC move 5 600
2 error MC load 700
2 error MC load
3 error MC exchange 5 2
0 done MC home all
0 done MC move 20 printer
0 done MC home printer
0 done MC flip 91
0 done MC flip 91
0 done MC position 30
3 error MC position printer
3 error MC import
0 done MC export 30 --closed
3 error MC export 31 --closed
0 done MC import 30
0 done MC load 12 2
0 done MC eject 2 --closed
0 done MC import 12
2 error MC export 1-2 --detach
0 done MC lock
3 error MC export 30
0 done MC unlock
0 done MC init
0 done MC init 1-20
2 error MC init 20-1
0 done MC rezero
0 done MC rezero home
2 error MC rezero elsewhere
0 done MC selftest
3 error MC home 12
0 done MC clear-log
0 done MC reserve
0 done MC release
0 done MC bind 5 $(sr 0)
0 done MC bind 5 none
4 error MC bind 5 /dev/null
4 error MC bind 5 /dev/nothing
3 error MC bind slot 5 none
2 error MC assign slot=0x0001:600
0 done MC buffer read 0 16
0 done MC buffer read 0 16 --output $WORK/bytes
4 error MC buffer read 0 16 --output $WORK/nowhere/bytes
0 done MC buffer write 0 $WORK/memory --yes
2 error MC buffer write 0 $WORK/memory
2 error MC buffer write 0 $WORK/empty --yes
4 error MC buffer write 0 $WORK/nowhere --yes
2 error MC jump 7
4 error NONE map
0 done PLAIN load 27
0 done PLAIN load 28
3 error PLAIN load 29
2 error PLAIN unload
0 done PLAIN exchange 30 1
3 error PLAIN home d1
0 done PLAIN unload 1 27
0 done PLAIN home all
3 error PLAIN selftest
3 error PLAIN log
END
robot MC buffer read 0 16 --output "$WORK/bytes" --json
expect "a buffer in a file, as JSON" "0 16 $WORK/bytes" \
	"$(jq -r '"\(.offset) \(.bytes) \(.path)"' "$WORK/answer")"
robot MC unload --json
expect "a refusal as JSON" "unload not-done robot no drive has a disc" "$(jq -r \
	'"\(.verb) \(.error | "\(.reason) \(.scope) \(.text)")"' "$WORK/answer")"
emu changer 0 other reserve
while read -r verb words; do
	wanted=4 end=error
	# shellcheck disable=SC2086 # verb and arguments
	documents MC "$verb" $words
done <<END
status
map
load 12
home all
log
ready
END
emu changer 0 other release

# in and out
says "export opens the mail slot" 3 "slot 4 is in the mail slot, which is open: take it out" MC export 4,6
expect_match "one slot, one disc" "mail slot is in use" "$WORK/errors"
expect_match "and it is told how far it came" "1 of 2 went out; it stopped at slot 6" "$WORK/errors"
says "import from an open slot" 3 "mail slot is open: put the disc in and push it in" MC import
emu changer 0 take mail1
emu changer 0 mail close
says "import of an empty tray" 3 "tray in the mail slot has no disc" MC import
says "the next one out: the tray goes back" 0 "empty tray of the mail slot went to slot 4" MC export 6 --closed
expect_match "and it stays closed" "slot 6 is in the mail slot, which is closed" "$WORK/answer"
expect "the tray is at home" "true" "$(of MC 4 .tray)"
says "import" 0 "the disc is in slot 6 now" MC import
(sleep 3; emu changer 0 take mail1 tray; emu changer 0 mail close) &
robot MC export 7
says "export --wait" 0 "slot 8 is in the mail slot, which is open" MC export 8 --wait
expect_match "asks the operator" "take the disc out of the mail slot, and close it" "$WORK/errors"
emu changer 0 take mail1 tray
emu changer 0 mail close

# looking after it
for verb in lock unlock "init 1-20" init "rezero home" selftest ready sense reserve release clear-log; do
	# shellcheck disable=SC2086 # verb and argument
	robot MC $verb --json
	expect "$verb, as JSON" "0 changer" "$code $(jq -r .type "$WORK/answer")"
done
robot MC lock
says "a lock is told" 0 "locked: nobody takes discs out" MC status
says "and no disc goes out" 3 "prevented" MC export 30
robot MC unlock
emu changer 0 fault sense=4/80/61 op=a5 count=1
says "a failing mechanism in the JVC's words" 3 "Failed to draw tray \(4/80/61\) to Move medium; look into" MC load 31
says "and in the log" 0 "61 +Failed to draw tray" MC log
expect_match "the log's commands" "host 7 +Log sense +good" "$WORK/answer"
says "and in the map" 0 "slot 31: Failed to draw tray \(80/61\)" MC map
says "counters" 0 "errors: 1" MC counters
emu changer 0 other reserve
says "reserved by another host" 4 "another host has reserved the robot" MC load 32
emu changer 0 other release
says "its memory" 0 "^000010 ( [0-9a-f]{2}){16}$" MC buffer read 0 32
says "writing it has to be meant" 2 "yes if that is meant" MC buffer write 0 /etc/hostname
says "bind" 0 "drive 5 is $(sr 0)" MC bind 5 "$(sr 0)"
says "which is told" 0 "drive 5 .*READER.*as was told" MC info
says "and forgotten" 0 "forgotten" MC bind 5 none
emu changer 0 door open
says "an open door" 3 "manual intervention required" MC load 33
emu changer 0 door close

# a drive at work
emu disc master load dvd-rom "$ISO"
emu drive 0 insert master
says "a blank into drive 2" 0 "moved slot 60 to drive 2" MC load 60 2
hold 2
start_job "$(sr 0)" "$(sr 2)"
wait_for 30 job_streams "$job"
says "a disc that is being written stays" 4 "drive 2 \(/dev/sr2\) is busy with job $job" MC unload 2
says "also for the mail slot" 4 "is busy with job $job" MC eject 2
let_go 2
end_of "$job"
says "then it goes home" 0 "moved drive 2 to slot 60" MC unload 2

# time
emu changer 0 times move=6000
emu changer 0 timing on factor=1
dsrctl changer "$MC" load 40 5 >"$WORK/answer" 2>"$WORK/interrupted" &
waiting=$!
wait_for 10 sh -c "dsrctl changer $MC status | grep -q 'moving slot 40'"
says "an order that runs is told" 0 "order [0-9]+: moving slot 40 to drive 5, for" MC status
expect_match "and what lies where is as it was" "as it was before" "$WORK/answer"
kill -INT "$waiting"
wait "$waiting"
expect "Ctrl-C ends the waiting" 7 $?
expect_match "and says so" "the robot goes on: moving slot 40 to drive 5" "$WORK/interrupted"
says "an order nobody waits for" 0 "order [0-9]+: moving slot 41" MC load 41 6 --detach
emu changer 0 timing off
wait_for 30 sh -c "dsrctl changer $MC status drive 6 | grep -q 'disc from slot 41'"
expect "both were carried out" "slot 40 slot 41" \
	"$(of MC "drive 5" .source_name) $(of MC "drive 6" .source_name)"

# another make
says "plain: load" 0 "moved slot 1 to drive 1" PLAIN load 1
robot PLAIN status drive 1
expect_match "plain: tags are told" "drive 1 .*DSR100001 from slot 1" "$WORK/answer"
says "plain: a disc is turned over in place" 0 "moved slot 4 to slot 4, turned over" PLAIN flip 4
says "plain: exchange" 0 "exchanged slot 5 to drive 1, and that to slot 5" PLAIN exchange 5 1
says "plain: slot to slot" 0 "moved slot 6 to slot 90" PLAIN move 6 90
says "plain: two mail slots" 3 "2 of 3 went out; it stopped at slot 9" PLAIN export 7-9
says "plain: import" 0 "the disc is in slot 7 now" PLAIN import
says "plain: it keeps no log" 3 "Invalid command operation code" PLAIN log

# what the monitor told
says "a move to be told of" 0 "moved slot 50" MC load 50 9
sleep 1
kill -INT "$monitor" "$told"
wait "$monitor" "$told"
expect "monitor: a move as JSON" "slot 50 drive 9" "$(jq -r 'select(.event == "moved" and
	.from == 50) | "\(.from_name) \(.to_name)"' "$WORK/events" | tail -n 1)"
expect "monitor: an element as JSON" "true false" "$(jq -r 'select(.event == "element" and
	.element.name == "drive 9") | "\(.element.full) \(.element.was_full)"' "$WORK/events" | tail -n 1)"
expect_match "monitor: a move in words" "a disc went from slot 50 to drive 9" "$WORK/told"
expect_match "monitor: the mail slot" "mail was opened" "$WORK/told"
expect_match "monitor: an error" "Failed to draw tray \(4/80/61\)" "$WORK/told"
expect_match "monitor: the lock" "locked: nobody takes discs out by hand" "$WORK/told"

# nobody listens any more, so nothing but this is in the robot's log
emu changer 0 fault sense=4/80/61 op=a5 count=1
robot MC load 51
says "the log's failed command" 0 "Move medium +failed: Failed to draw tray \(4/80/61\)" MC log
emu changer 0 gone
says "a robot that is gone" 4 "there is no $MC" MC map
says "then one is the only one" 0 "reads volume tags" PLAIN info
expect "and needs no name" 0 "$(dsrctl changer map >"$WORK/answer" 2>&1; echo $?)"
finish
