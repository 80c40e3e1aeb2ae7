#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# dsrctl library as a user has it: an emulated MC-8100 with four recorders, a label
# printer, a flipper, hands, faults. library.sh [PART]...: copies labels sides faults
# busy stops looking refusals.
. "$TOP/tests/vm/guest/lib.sh"

PARTS=${*:-copies labels sides faults busy stops looking refusals}
export DSR_LIBRARY=$WORK/library
IMAGE=$WORK/film.iso LABEL=$WORK/film.prn

# batch NAME CODE OPTION...: copies the image; the report is in $WORK/report.
batch()
{
	name=$1 wanted=$2
	shift 2
	dsrctl library copy --master "$IMAGE" "$@" >"$WORK/said.batch" 2>&1
	code=$?
	[ "$code" = "$wanted" ] || sed 's/^/    | /' "$WORK/said.batch" | tail -n 30
	expect "$name: exit code" "$wanted" "$code"
	newest
}

# newest: the report of the newest batch, and its name in $BATCH.
newest()
{
	# shellcheck disable=SC2012 # names of digits
	BATCH=$(ls "$DSR_LIBRARY/batches" | tail -n 1)
	dsrctl library report "$BATCH" --json >"$WORK/report"
}

# refuses NAME CODE PATTERN OPTION...
refuses()
{
	name=$1 wanted=$2 pattern=$3
	shift 3
	dsrctl library copy "$@" >"$WORK/said.batch" 2>&1
	expect "$name: exit code" "$wanted" $?
	expect_match "$name" "$pattern" "$WORK/said.batch"
}

# of_report FILTER: what the report says.
of_report() { jq -r "$1" "$WORK/report"; }

# lies ELEMENT: what the emulator has there, as its table tells.
lies() { awk -v e="$1" '$2 == e' "$EMU/changers"; }

# has_image DISC: its data begin with the image.
has_image()
{
	rm -f "$WORK/export"
	emu disc "$1" export "$WORK/export" &&
		cmp -n "$(stat -c %s "$IMAGE")" "$IMAGE" "$WORK/export"
}

# state_of DISC: of the emulator's table.
state_of() { awk -v d="$1" '$1 == d { print $6 }' "$EMU/discs"; }

# all_are_good NAME DISC...: bit for bit.
all_are_good()
{
	name=$1
	shift
	for disc in "$@"; do
		has_image "$disc" || { not_ok "$name" "expected the image on $disc"; return; }
	done
	ok "$name"
}

begin()
{
	tower readers=1 recorders=4 changers=mc8100 one_host=1
	wait_for 20 dsrctl changer map || bail "changer: expected one that is ready"
	emu changer 0 timing on factor=60
	emu changer 0 fill dvd+r 1-40
	emu changer 0 fill dvd+r 46-47
	dd if=/dev/urandom of="$WORK/payload" bs=64k count=12 2>/dev/null
	genisoimage -quiet -V A_FILM -o "$IMAGE" "$WORK/payload" || bail "image: expected one"
	echo "a label" >"$LABEL"
}

part_copies()
{
	batch "six copies" 0 --copies 6 --blanks 1-10 --out 51-60 --reject 61-65
	expect "six are good" 6 "$(of_report .good)"
	expect "they lie in the out slots" "slot 51 slot 52 slot 53 slot 54 slot 55 slot 56" \
		"$(of_report '[.discs[].at] | sort | join(" ")')"
	all_are_good "each is the image, bit for bit" c0s1 c0s2 c0s3 c0s4 c0s5 c0s6
	expect "other discs were not touched" blank "$(state_of c0s7)"
	expect "the report is on disk too" 6 "$(jq .good "$DSR_LIBRARY/batches/$BATCH/report.json")"
	expect "each disc has its record" 6 "$(wc -l <"$DSR_LIBRARY/batches/$BATCH/copies.json")"
	expect_match "the table tells of each disc" "^3 +slot 3 +drive [1-4] +slot 5[1-6] +good" \
		"$DSR_LIBRARY/batches/$BATCH/report.txt"
	dsrctl library list >"$WORK/list"
	expect_match "the list has it" "$BATCH +over +6" "$WORK/list"
	# copies end in any order: any of the six may lie there
	was=$(lies slot51 | grep -ow 'c0s[0-9]*')
	IMAGE_WAS=$IMAGE IMAGE=51
	batch "the master in a slot" 0 --copies 1 --blanks 7 --no-verify
	IMAGE=$IMAGE_WAS
	expect "the master went home" "$was" "$(lies slot51 | grep -ow 'c0s[0-9]*')"
	all_are_good "a copy of a copy is the image" c0s7
	expect_match "it is said that it was not read back" "not verified" "$WORK/said.batch"
	emu disc outside load dvd-rom "$IMAGE" && emu drive 0 insert outside
	IMAGE=$(sr 0)
	batch "the master in a reader" 0 --copies 1 --blanks 8
	IMAGE=$IMAGE_WAS
	all_are_good "a copy from a reader is the image" c0s8
	emu drive 0 fault sense=3/11/05 op=28 lba=100 count=0
	IMAGE=$(sr 0)
	batch "a master with a bad block" 0 --copies 1 --blanks 9 --read-errors skip
	IMAGE=$IMAGE_WAS
	emu drive 0 fault clear
	expect_match "blocks that were skipped are told" "block.* of the master can't be read" \
		"$WORK/said.batch"
	expect_that "and are in the report" "skipped blocks" \
		jq -e '.skipped_blocks >= 1' "$WORK/report"
	expect_match "also in the table" "of the master could not be read" \
		"$DSR_LIBRARY/batches/$BATCH/report.txt"
	layers=$((($(stat -c %s "$IMAGE") / 2048 / 32 + 1) * 16))
	emu drive 0 eject
	emu disc dual load dvd-rom "$IMAGE break=$layers" && emu drive 0 insert dual
	emu changer 0 fill dvd+r-dl 73
	IMAGE=$(sr 0)
	batch "a master of two layers" 0 --copies 1 --blanks 73
	IMAGE=$IMAGE_WAS
	dsrctl changer load "$(of_report '.discs[0].at' | cut -d ' ' -f 2)" 1 >/dev/null
	expect "the layers of its copy part where its own do" "$layers" \
		"$(dsrctl disc --json "$(sr 1)" | jq -r .content.layer_break)"
	dsrctl changer unload 1 >/dev/null
	emu changer 0 empty 73-73
	emu drive 0 eject
}

# operator SECONDS: once asked to, takes out what lies in the open mail slot, and closes it.
operator()
{
	end=$(($(date +%s) + $1))
	while [ "$(date +%s)" -lt "$end" ] && [ ! -e "$WORK/home" ]; do
		if grep -q "take the disc out" "$WORK/said.batch" &&
			dsrctl changer status mail --json |
				jq -e '.elements[0].open and .elements[0].full' >/dev/null 2>&1; then
			emu changer 0 take mail1 && emu changer 0 mail close
			echo taken >>"$WORK/taken"
		fi
		sleep 0.5
	done
}

part_labels()
{
	rm -f "$WORK/home" "$WORK/taken"
	: >"$WORK/said.batch"
	operator 600 &
	batch "labelled copies to the mail slot" 0 --copies 3 --blanks 11-15 --out mail \
		--label "$LABEL" --printer-port "$EMU/changer/0/port"
	wait_for 120 sh -c "[ \"\$(wc -l <'$WORK/taken')\" = 3 ]"
	touch "$WORK/home"
	wait
	expect "three are good" 3 "$(of_report .good)"
	expect "an operator took three" 3 "$(wc -l <"$WORK/taken")"
	expect_match "the operator was asked to" "take the disc out of the mail slot" "$WORK/said.batch"
	mkdir -p "$WORK/bin"
	cat >"$WORK/bin/lp" <<-EOF
		#!/bin/sh
		echo "\$*" >"$WORK/lp.said"
		for file; do :; done
		cat "\$file" >"$EMU/changer/0/port"
	EOF
	chmod +x "$WORK/bin/lp"
	PATH_WAS=$PATH PATH=$WORK/bin:$PATH
	batch "a label through CUPS" 0 --copies 1 --blanks 19 --label "$LABEL" --printer-queue disc-printer
	PATH=$PATH_WAS
	expect "lp was told queue and file" "-s -d disc-printer -- $LABEL" "$(cat "$WORK/lp.said")"
	expect "the disc has its label" 1 "$(grep -cE '^0 slot19 .*label=8/' "$EMU/changers")"
	batch "a printer's port that is not there" 3 --copies 1 --blanks 20 --label "$LABEL" \
		--printer-port "$WORK/nowhere/lp0"
	expect_match "is told" "can't be sent to the printer at .*nowhere/lp0" "$WORK/said.batch"
	expect_match "and what to do" "mend it, then 'dsrctl library resume'" "$WORK/said.batch"
	refuses "a printer with another disc in it" 4 "the printer holds a disc" --master "$IMAGE" \
		--copies 1 --label "$LABEL" --printer-queue q
	mkdir "$WORK/nowhere"
	ln -s "$EMU/changer/0/port" "$WORK/nowhere/lp0"
	dsrctl library resume "$BATCH" >"$WORK/said.batch" 2>&1
	expect "mended, the batch comes to its end: exit code" 0 $?
	expect "that disc has its label" 1 "$(grep -cE '^0 slot20 .*label=8/' "$EMU/changers")"
	emu changer 0 ink 1 9 9 9
	(wait_for 300 sh -c "dsrctl changer status printer --json | grep -q '\"black\"'"
		sleep 2
		emu changer 0 ink 9 9 9 9) >/dev/null 2>&1 &
	batch "the printer runs out of ink" 0 --copies 2 --blanks 15-18 --label "$LABEL" \
		--printer-port "$EMU/changer/0/port"
	wait
	expect_match "which ink is missing is told" "out of ink: black" "$WORK/said.batch"
	expect "both have their label" 2 \
		"$(grep -cE '^0 slot(15|16) .*label=8/' "$EMU/changers")"
}

part_sides()
{
	emu changer 0 fill dvd+r 71-72 two-sided
	batch "both sides" 0 --copies 2 --blanks 71-72 --both-sides
	all_are_good "each side is the image" c0s71 c0s71b c0s72 c0s72b
	expect "each side has its digest" 2 \
		"$(of_report '[.discs[] | select(.sha256 and .sha256 == .second_sha256)] | length')"
}

# by_hand SLOT DISC MEDIUM: somebody puts a disc with the image there.
by_hand()
{
	{ emu disc "$2" load "$3" "$IMAGE" && emu changer 0 door open &&
		emu changer 0 put "$1" "$2" && emu changer 0 door close; } ||
		bail "$1: expected a hand to put a disc there"
	dsrctl changer init >/dev/null
}

part_faults()
{
	emu drive 2 fault sense=3/0C/00 op=2a count=1
	emu changer 0 empty 21-21
	by_hand slot21 old dvd+r
	batch "a spoilt disc and one that is not blank" 0 --copies 4 --blanks 21-30 --out 51-60 \
		--reject 61-65
	expect "four are good" 4 "$(of_report .good)"
	expect "one was spoilt" 1 "$(of_report .bad)"
	expect "one disc was a second try" 1 \
		"$(of_report '[.discs[] | select(.spoilt_before == 1)] | length')"
	expect "it is in a reject slot" "slot 61" \
		"$(of_report '.discs[] | select(.result == "bad") | .at')"
	expect "one did not fit" 1 "$(of_report .unfit)"
	expect "it is back where it was" "slot 21" \
		"$(of_report '.discs[] | select(.result == "unfit") | .at')"
	emu drive 1 fault sense=3/0C/00 op=2a count=0
	batch "a drive that spoils all" 0 --copies 5 --blanks 22-40 --retry 5 --drives 1-2
	expect_match "is left out" "drive 1 is left out from now on" "$WORK/said.batch"
	emu drive 1 fault clear
	emu drive 2 fault clear
	emu changer 0 fault sense=4/80/52 op=a5 leaves=carrier nth=2
	batch "a move that leaves the disc in the hand" 0 --copies 2 --blanks 22-40
	expect_match "is told with its sense" "4/80/52" "$WORK/said.batch"
	emu changer 0 fault clear
	full_hand
	for drive in 1 2 3 4; do
		emu drive "$drive" fault sense=3/0C/00 op=2a count=0
	done
	emu changer 0 fill dvd+r 74-79
	batch "where every disc is spoilt" 3 --copies 1 --retry 2 --blanks 74-79
	expect_match "the batch says why it ended" "too many discs were spoilt" "$WORK/said.batch"
	for drive in 1 2 3 4; do
		emu drive "$drive" fault clear
	done
}

# full_hand: a JVC's is emptied by REZERO, which wants the mail slot closed.
full_hand()
{
	emu changer 0 empty 71-72
	emu changer 0 fill dvd+r 71-72 || bail "fill: expected two blanks"
	emu changer 0 mail open
	emu changer 0 fault sense=4/80/52 op=a5 leaves=carrier count=1
	dsrctl library copy --master "$IMAGE" --copies 1 --blanks 71-72 >"$WORK/said.batch" 2>&1 &
	first=$!
	expect_that "a full hand and an open mail slot are told" "close the mail slot" \
		wait_for 30 grep "close the mail slot, for the robot" "$WORK/said.batch"
	emu changer 0 mail close
	wait "$first"
	expect "with it closed the batch goes on: exit code" 0 $?
	emu changer 0 fault clear
}

part_busy()
{
	# slow enough to be still busy when that is looked at
	emu changer 0 timing on factor=6
	emu changer 0 fill dvd+r 66-70
	dsrctl library copy --master "$IMAGE" --copies 5 --blanks 66-70 >"$WORK/said.first" 2>&1 &
	first=$!
	# all drives are full
	wait_for 60 grep -q "is being written in drive 4" "$WORK/said.first"
	dsrctl library inventory --slots 47 >"$WORK/said.batch" 2>&1
	expect "an inventory in a busy robot: exit code" 4 $?
	refuses "a second batch in a busy robot" 4 "in use by another 'dsrctl library'" \
		--master "$IMAGE" --copies 1 --blanks 66-70
	expect "it is refused with one sentence" 1 "$(wc -l <"$WORK/said.batch")"
	refuses "a dry run in a busy robot" 0 "1 copies of" --master "$IMAGE" --copies 1 \
		--blanks 46-47 --dry-run
	expect_match "it tells of the other batch" "another 'dsrctl library' is at work" "$WORK/said.batch"
	expect_match "whose drives are counted" "^drives: 4" "$WORK/said.batch"
	dsrctl library inventory --known --slots 47 >"$WORK/said.batch" 2>&1
	expect "what is known of a busy robot: exit code" 0 $?
	wait "$first"
	expect "the first batch is not disturbed: exit code" 0 $?
	emu changer 0 timing on factor=60
	newest
	expect "and has its copies" 5 "$(of_report .good)"
}

part_stops()
{
	emu changer 0 fill dvd+r 80-99
	for second in 2 4 3 5; do
		if [ "$second" = 2 ]; then
			timeout -s KILL "$second" dsrctl library copy --master "$IMAGE" --copies 8 \
				--blanks 80-99 >"$WORK/said.batch" 2>&1
		else
			timeout -s KILL "$second" dsrctl library resume >"$WORK/said.batch" 2>&1
		fi
	done
	newest
	expect_match "killed, it can be resumed" "$BATCH +(begun|resumed|over) +8" \
		"$(dsrctl library list >"$WORK/list"; echo "$WORK/list")"
	if [ "$(of_report .state)" != over ]; then
		timeout -s INT 2 dsrctl library resume "$BATCH" >"$WORK/said.batch" 2>&1
		expect_that "stopped, it says how to go on, or it was over" "such a line" \
			grep -E "library resume $BATCH|8 of 8" "$WORK/said.batch"
		dsrctl library resume "$BATCH" >"$WORK/said.batch" 2>&1
		expect "resumed to its end: exit code" 0 $?
		newest
	fi
	expect "eight are good" 8 "$(of_report .good)"
	expect "no more discs were used" 8 "$(of_report '[.discs[] | select(.began)] | length')"
	expect "all are the image" 8 "$(for disc in $(of_report '.discs[].from | sub("slot "; "c0s")')
		do has_image "$disc" && echo yes; done | grep -c yes)"
	dsrctl library resume "$BATCH" >"$WORK/said.batch" 2>&1
	expect "a batch that is over stays so: exit code" 0 $?
	expect_match "and says so" "nothing is left to do" "$WORK/said.batch"
	dsrctl library resume "$BATCH" --json >"$WORK/said.batch" 2>&1
	expect "as JSON: a notice, and the report" "notice over batch_report over" \
		"$(jq -r '.type, .what // .state' "$WORK/said.batch" | xargs)"
	no_image
}

# no_image: the image is gone when a batch is resumed.
no_image()
{
	cp "$IMAGE" "$WORK/other.iso"
	dsrctl library copy --master "$WORK/other.iso" --copies 2 --blanks 98-99 \
		>"$WORK/said.batch" 2>&1 &
	first=$!
	wait_for 20 grep -q "is being written" "$WORK/said.batch"
	kill -TERM "$first"
	wait "$first"
	expect "stopped in the middle: exit code" 7 $?
	newest
	mv "$WORK/other.iso" "$WORK/moved.iso"
	dsrctl library resume "$BATCH" >"$WORK/said.batch" 2>&1
	expect "resumed without its image: exit code" 4 $?
	expect_match "the image is named" "the image of .*/other.iso can't be read" "$WORK/said.batch"
	mv "$WORK/moved.iso" "$WORK/other.iso"
	dsrctl library resume "$BATCH" >"$WORK/said.batch" 2>&1
	expect "with its image it comes to its end: exit code" 0 $?
}

part_looking()
{
	dsrctl library inventory --slots 46-47 >"$WORK/said.batch" 2>&1
	expect "inventory: exit code" 0 $?
	by_hand slot45 tagged dvd-rom
	dsrctl library inventory --slots 45 --json >"$WORK/known"
	expect "a disc's volume is known" A_FILM "$(jq -r '.slots[0].disc.volume' "$WORK/known")"
	batch "a copy that stays where its blank was" 0 --copies 1 --blanks 46
	dsrctl library inventory --known --slots 46 >"$WORK/known"
	expect_match "what a batch wrote is known" "slot 46 +a copy of $IMAGE" "$WORK/known"
	dsrctl library inventory --known --slots 40-47 >"$WORK/known"
	expect_match "a blank disc is known" "slot 47 +DVD\+R, blank" "$WORK/known"
	expect_match "what was not looked at is told" "not looked at yet" "$WORK/known"
	emu changer 0 door open && emu changer 0 take slot45 && emu changer 0 door close
	dsrctl changer init >/dev/null
	dsrctl library inventory --known --slots 45 >"$WORK/known"
	expect "an empty slot is forgotten" 0 "$(wc -l <"$WORK/known")"
}

part_refusals()
{
	refuses "no master" 2 "name a --master" --copies 2
	refuses "no number" 2 "how many --copies" --master "$IMAGE"
	refuses "no such image" 4 "neither a slot, nor a drive, nor an image" --master none.iso --copies 1
	refuses "no such slot" 4 "numbered 1 to 100" --master 101 --copies 1
	refuses "an empty slot" 4 "no master in slot 48" --master 48 --copies 1
	refuses "too few blanks" 4 "put more in, or ask for fewer" --master "$IMAGE" --copies 90
	refuses "slots with two tasks" 2 "can't be of --blanks and of --out" --master "$IMAGE" \
		--copies 1 --blanks 1-9 --out 9-12
	refuses "no list of slots" 2 "is no list of slots" --master "$IMAGE" --copies 1 --blanks x
	refuses "a label without a printer" 2 "needs a --printer-port" --master "$IMAGE" --copies 1 \
		--label "$LABEL"
	refuses "no such writing mode" 2 "'sa0' is not auto, sao, tao or raw" --master "$IMAGE" \
		--copies 1 --write-mode sa0
	refuses "no such way with read errors" 2 "is not abort, retry=N" --master "$IMAGE" \
		--copies 1 --read-errors never
	refuses "copies that have no room" 0 "room for 1 of 2 copies" --master "$IMAGE" \
		--copies 2 --out 48 --blanks 46-47 --dry-run
	before=$(awk '$1 == "moves" { print $2 }' "$EMU/changer/0/stats")
	refuses "a dry run says where copies go" 0 "good copies go to 41-45" --master "$IMAGE" \
		--copies 1 --out 41-45 --blanks 46-47 --dry-run
	expect "a dry run moves nothing" "$before" \
		"$(awk '$1 == "moves" { print $2 }' "$EMU/changer/0/stats")"
}

begin
for part in $PARTS; do
	echo "# $part"
	part_"$part"
done
finish
