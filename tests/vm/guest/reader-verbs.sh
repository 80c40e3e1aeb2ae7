# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh disable=SC2154 # variables of reader.sh
# Every verb of dsrctl reader, by SCSI-2's commands and by Sony's; part of reader.sh.

# every_verb HOW: on the audio disc, the drive just powered on and idle.
every_verb()
{
	expect "$1: idle" "idle 1.1" "$(play_state)"
	reader play
	expect "$1: play all" "0 playing" "$code $(play_state | cut -d . -f 1 | cut -d ' ' -f 1)"
	reader pause
	expect "$1: pause" "0 paused" "$code $(play_state | cut -d ' ' -f 1)"
	reader resume
	expect "$1: resume" "0 playing" "$code $(play_state | cut -d ' ' -f 1)"
	reader play 2-3
	expect "$1: play tracks" "0 playing 2.1" "$code $(play_state)"
	reader play 2.2-2.2
	expect "$1: play an index" "0 playing 2.2" "$code $(play_state)"
	reader play 00:22:00-00:59:00
	expect "$1: play times" "0 playing 2.2" "$code $(play_state)"
	reader play @2300-@4400
	expect "$1: play blocks" "0 playing 3.1" "$code $(play_state)"
	reader seek 00:05
	expect "$1: seek while it plays" "0 playing 1.1" "$code $(play_state)"
	reader stop
	expect "$1: stop" "0 idle" "$code $(play_state | cut -d ' ' -f 1)"
	reader seek 3
	expect "$1: seek without playing" "0 idle 3.1" "$code $(play_state)"
	reader volume 50,25
	expect "$1: volume" "0 [50,25] 128 64 0 0" \
		"$code $(told_by '.volume | tostring') $(state volume)"
	reader volume 100
	reader status
	expect "$1: status tells volume and times" "[100,100] 00:32:00 00:00:00 2250" \
		"$(told_by '"\(.volume) \(.disc_time) \(.track_time) \(.lba)"')"
	reader info
	expect "$1: info" "0 4500 2048 audio audio audio" \
		"$code $(told_by '"\(.blocks) \(.block_bytes) \([.tracks[].kind] | join(" "))"')"
}

load audio audio.cue
emu drive 2 cdu541 power
reset_stats
# shellcheck disable=SC2034 # for reader.sh
seen=
every_verb "SCSI-2"
expect "info tells MCN and ISRC" "1234567890123 ABCDE1234567" \
	"$(told_by '"\(.mcn) \(.tracks[0].isrc)"')"
expect "no Sony command was needed" "" "$(grep -E '^op_c' "$EMU/drive/2/stats")"

emu drive 2 cdu541 power
reset_stats
refuse 42 43 44 45 47 48 4b
emu drive 2 fault sense=5/24/00 op=1a count=0
every_verb "Sony"
load mixed mixed.cue
reader info
expect "Sony: info tells the mode of data" "0 data 1 audio null" \
	"$code $(told_by '[.tracks[] | "\(.kind) \(.mode)"] | join(" ")')"
load audio audio.cue
for op in c1 c2 c3 c4 c5 c6 c7 c8 c9; do
	expect_that "Sony: ${op}h was used" "it in the drive's counters" test "$(used "$op")"
done
emu drive 2 fault clear
reader status

emu drive 2 timing on factor=40
reader play 00:05:00-00:30:00 --wait
expect "play --wait stays until it has been played" "0 play" "$code $(told_by .verb)"
reader status
expect "an end is told once" idle "$(told_by .state)"
emu drive 2 timing off

# what can't be
reader play 9
expect "a track that is not there" "3 1" "$code $(grep -c 'no such track' "$WORK/errors")"
reader play 75:00-76:00
expect "a time behind the end" "3 1" "$code $(grep -c 'the disc ends before' "$WORK/errors")"
reader play 5-3
expect "a range that goes back" 2 "$code"
reader pause
expect "nothing to be paused" "3 1" "$code $(grep -c 'nothing is played' "$WORK/errors")"
reader volume 101
expect "louder than loud" 2 "$code"
reader check
expect "audio can't be checked" "3 1" "$code $(grep -c 'all audio' "$WORK/errors")"
dsrctl reader play "$(sr 0)" >"$WORK/answer" 2>"$WORK/errors"
expect "no disc" "4 1" "$? $(grep -c 'there is no disc' "$WORK/errors")"
load data data.iso
reader play
expect "a disc without audio" "3 1" "$code $(grep -c 'no audio track' "$WORK/errors")"
reader play 1
expect "a track that is no audio" "3 1" "$code $(grep -c 'no audio at that place' "$WORK/errors")"
emu drive 2 cdu541 other=reserve
reader status
expect "reserved by another host" "4 1" "$code $(grep -c 'reserved' "$WORK/errors")"
emu drive 2 cdu541 other=release
emu drive 2 cdu541 diagnose=30000 power
# by its sg node: to open the sr node the kernel itself waits
dsrctl reader --timeout 2 status "$sg" >"$WORK/answer" 2>"$WORK/errors"
expect "busy for longer than the patience" "4 1" "$? $(grep -c 'busy all the time' "$WORK/errors")"
emu drive 2 cdu541 diagnose=3000 power
reader status
expect "busy for less than the patience" "0 idle" "$code $(told_by .state)"
emu drive 2 cdu541 diagnose=0
emu drive 2 cdu541 autosense=off power
reader status
expect "an adapter without autosense" "0 idle" "$code $(told_by .state)"
emu drive 2 cdu541 autosense=on

# what looks after the drive
emu disc song load cd-rom "$discs/audio.cue"
emu drive 0 insert song
dsrctl reader play "$(sr 0)" 1 >"$WORK/answer" 2>"$WORK/errors"
expect "a drive without an audio output" "4 1" "$? $(grep -c 'no audio output' "$WORK/errors")"
emu drive 0 eject
reader check
expect "check reads all of the data" "0 $(($(stat -c %s "$ISO") / 2048)) []" \
	"$code $(told_by '"\(.blocks) \(.bad_blocks)"')"
expect "and the disc was locked meanwhile" "1 0" \
	"$(awk '$1 == "op_1e" { print ($2 >= 2) }' "$EMU/drive/2/stats") $(awk '$1 == 2 { print $NF }' "$EMU/drives")"
emu drive 2 fault sense=3/11/00 op=2f lba=100 count=0
emu drive 2 fault sense=3/11/00 op=2f lba=500 count=0
reader check @0-@1000 --retries 3
expect "check names the bad blocks" "3 [100,500]" "$code $(told_by '.bad_blocks | tostring')"
emu drive 2 fault clear
reader selftest
expect "selftest" "0 true 4096 true" \
	"$code $(told_by '"\(.good) \(.buffer_bytes) \(.buffer)"')"
emu drive 2 cdu541 fail=selftest
reader selftest
expect "a self-test that fails" "3 false 000480000000" "$code $(told_by '"\(.good) \(.result)"')"
emu drive 2 cdu541 fail=nothing
reader eject
reader status
expect "eject" "0 no-disc" "$code $(told_by .state)"
expect "nothing stays reserved" 0 "$(state reserved)"
