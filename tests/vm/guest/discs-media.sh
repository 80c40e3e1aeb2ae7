#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# What dsrctl says of discs that are not plain masters: blank, open, protected,
# written at once; and images where reading is not smooth.
. "$TOP/tests/vm/guest/lib.sh"

discs=$WORK/discs
images=$WORK/images
mkdir -p "$images"

# insert DRIVE NAME: a disc that is there already.
insert()
{
	emu drive "$1" eject
	emu drive "$1" insert "$2" || bail "$2: expected it in drive $1"
	sg_turs "$(sg "$1")" >/dev/null 2>&1
	sg_turs "$(sg "$1")" >/dev/null 2>&1
}

# load NAME MEDIUM FILE: into drive 0.
load()
{
	emu disc "$1" load "$2" "$3" || bail "$1: expected $3 to load"
	insert 0 "$1"
}

# look DRIVE: dsrctl disc to $WORK/disc.json; $code.
look()
{
	dsrctl disc --json "$(sr "$1")" >"$WORK/disc.json" 2>"$WORK/said"
	code=$?
}

# says NAME FILTER WANTED: jq's answer about what look saw.
says() { expect "$1" "$3" "$(jq -r -c "$2" "$WORK/disc.json")"; }

# image NAME [OPTION]...: of what is in drive 0, to $images; $code.
image()
{
	image_name=$1
	shift
	dsrctl image "$sr" "$images/$image_name" "$@" >"$WORK/lines" 2>"$WORK/said"
	code=$?
}

for module in sr_mod sg isofs loop; do
	modprobe "$module" || bail "modules: expected $module to load"
done
modprobe dsr_emu readers=1 recorders=1 || bail "modules: expected dsr_emu to load"
for drive in 0 1; do
	wait_for 20 sr_there "$drive" || bail "drives: expected a /dev/sr"
done
sr=$(sr 0)
PYTHONDONTWRITEBYTECODE=1 python3 "$TOP/tests/emu/cd_discs.py" "$discs" 2>"$WORK/said" ||
	bail "discs: $(tail -n 1 "$WORK/said")"

# ---- what is in a drive ------------------------------------------------------

emu drive 0 eject
look 0
expect "no disc: exit code" 4 "$code"
expect_match "no disc: is said" "there is no disc in it" "$WORK/said"

emu disc empty new cd-r
insert 1 empty
look 1
says "blank CD-R: state, room and where writing goes on" \
	'[.medium.state, .medium.written, .medium.rewritable, .medium.free_blocks > 300000, .medium.next_writable, .content]' \
	'["blank","blank",false,true,0,null]'
expect_match "blank CD-R: the ATIP names its maker" '"medium_id":"9[0-9]m[0-9]+s[0-9]+f"' "$WORK/disc.json"

load plain dvd-rom "$discs/mixed.iso"
look 0
says "DVD: one track of data" '[.kind, (.content.tracks | length), .content.tracks[0].mode, .medium.protection]' \
	'["dvd",1,"data","none"]'
expect "DVD: no block too many" "$(($(stat -c %s "$discs/mixed.iso") / 2048))" \
	"$(jq .content.tracks[0].blocks "$WORK/disc.json")"

load double dvd-rom "$discs/mixed.iso break=192"
look 0
says "dual layer DVD: where its layers meet" \
	'[.medium.layers, .medium.layer_break, .content.layer_break]' '[2,192,192]'

for system in css cprm; do
	load "$system" dvd-rom "$discs/mixed.iso"
	emu disc "$system" protect "$system" from=16
	insert 0 "$system"
	look 0
	says "$system: is told, and not copied" '[.medium.protection, .content]' "[\"$system\",null]"
	image "$system"
	expect "$system: no image" 4 "$code"
	expect_match "$system: one clear refusal" "copy-protected .*and is not copied" "$WORK/said"
done
load aacs bd-rom "$discs/mixed.iso"
emu disc aacs protect aacs
insert 0 aacs
look 0
says "aacs: is told, and not copied" '[.medium.protection, .content]' '["aacs",null]'

# ---- written track at once -----------------------------------------------------

emu disc tao new cd-r
insert 1 tao
expect_that "track at once: wodim writes a disc" "exit code 0" \
	wodim gracetime=2 dev="$(sr 1)" -tao "$discs/mixed.iso"
look 1
says "track at once: the run-out blocks are no data" \
	'[.content.open, .content.tracks[0].mode, .medium.written]' '[false,"data","complete"]'
expect_that "track at once: an image is made without a read error" "exit code 0" \
	dsrctl image "$(sr 1)" "$images/tao.iso"
expect_that "track at once: it is what was written" "no difference" \
	cmp -n "$(stat -c %s "$discs/mixed.iso")" "$discs/mixed.iso" "$images/tao.iso"

# ---- a DVD of two sessions ------------------------------------------------------

emu disc two new dvd+r
insert 1 two
for end in -multi ""; do
	# shellcheck disable=SC2086 # an option or nothing
	expect_that "two sessions: cdrskin writes one of them" "exit code 0" \
		cdrskin dev="$(sr 1)" -tao $end "$discs/mixed.iso"
done
look 1
says "two sessions: are shown" '[.content.sessions, [.content.tracks[].session]]' '[2,[1,2]]'
second=$(jq '.content.tracks[1].start' "$WORK/disc.json")
dsrctl image "$(sr 1)" "$images/two.iso" >"$WORK/lines" 2>"$WORK/said"
expect "two sessions: an image" 0 $?
expect_match "two sessions: what it lacks, and how to mount it" \
	"no sessions: zeros .*sbsector=$second'" "$WORK/lines"
bytes=$(stat -c %s "$discs/mixed.iso")
expect_that "two sessions: the first" "no difference" \
	cmp -n "$bytes" "$discs/mixed.iso" "$images/two.iso"
expect_that "two sessions: the second, where it was" "no difference" \
	cmp -n "$bytes" -i "0:$((second * 2048))" "$discs/mixed.iso" "$images/two.iso"

# ---- images ----------------------------------------------------------------------

load data cd-rom "$discs/mixed.iso"
image data
expect "plain data: exit code" 0 "$code"
expect_that "plain data: the .iso is the disc" "no difference" cmp "$discs/mixed.iso" "$images/data.iso"
expect_match "plain data: its SHA-256" "$(sha256sum <"$discs/mixed.iso" | cut -d ' ' -f 1)" "$WORK/lines"
image data
expect "an image that is there: exit code" 4 "$code"
expect_match "an image that is there: is not written over" "say --force" "$WORK/said"
image data.cue
expect "plain data as .cue: exit code" 0 "$code"
expect_match "plain data as .cue: whole sectors" "MODE1/2352" "$images/data.cue"

emu drive 0 fault sense=3/11/00 lba=40 count=0
image bad
expect "an unreadable block: exit code" 4 "$code"
expect_match "an unreadable block: is named" "block 40 " "$WORK/said"
expect "an unreadable block: nothing is left" "" "$(find "$images" -name 'bad*')"
image bad --read-errors skip --json
expect "a skipped block: exit code" 1 "$code"
expect "a skipped block: is listed" '[{"lba":40,"blocks":1}]' "$(jq -c .skipped "$WORK/lines")"
expect "a skipped block: is zeros" "0" "$(dd if="$images/bad.iso" bs=2048 skip=40 count=1 status=none | tr -d '\0' | wc -c)"
emu drive 0 fault clear

load album cd-rom "$discs/album.cue cdtext=$discs/album.cdt"
look 0
says "CD-Text: title and performer of a track" \
	'[.cdtext[0].language, (.cdtext[0].texts[] | select(.track == 2) | .title, .performer)]' \
	'["English","Two","B"]'
image texts
expect_that "CD-Text: the image has the packs" "no difference" cmp "$discs/album.cdt" "$images/texts.cdt"
expect_match "CD-Text: the sheet names them" 'CDTEXTFILE "texts.cdt"' "$images/texts.cue"
dsrctl disc --json "$images/texts.cue" | jq -c .cdtext >"$WORK/a"
expect "CD-Text: read back from the image" "$(jq -c .cdtext "$WORK/disc.json")" "$(cat "$WORK/a")"
image album.iso
expect "music as .iso: exit code" 2 "$code"
expect_match "music as .iso: is refused" "more than an .iso file can hold" "$WORK/said"
emu drive 0 fault c2 lba=700 count=2
image c2 --c2
expect "C2 errors that go away: exit code" 0 "$code"
emu drive 0 fault clear
emu drive 0 fault c2 lba=700 count=0
image c2 --c2 --force --read-errors retry=2
expect "C2 errors that stay: exit code" 4 "$code"
emu drive 0 fault clear

image exact
emu drive 0 read-offset 30
image shifted --read-offset -30
expect "read offset: exit code" 0 "$code"
bytes=$(stat -c %s "$images/exact.bin")
expect_that "read offset: made good" "no difference but where nothing could be read" \
	cmp -i 120 -n "$((bytes - 240))" "$images/exact.bin" "$images/shifted.bin"
emu drive 0 read-offset 0

# ---- other people's programs -------------------------------------------------------

cd-info --no-cddb --no-device-info -c "$images/exact.cue" >"$WORK/theirs" 2>&1
cd-info --no-cddb --no-device-info -C "$sr" >"$WORK/drive" 2>&1
tracks() { sed -n '/^CD-ROM Track List/,/leadout/p' "$1" | awk '$1 ~ /^[0-9]+:/ { print $1, $3, $4 }'; }
tracks "$WORK/theirs" >"$WORK/a"
expect "cd-info reads the sheet: three tracks" 3 "$(grep -c audio "$WORK/a")"
expect_match "cd-info reads the sheet: the catalogue number" "4012345678901" "$WORK/theirs"
finish
