#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# What dsrctl says of discs of every kind, against the descriptions they were
# made from; images of them, which make the same discs again; and what other
# people's programs say of both.
. "$TOP/tests/vm/guest/lib.sh"

discs=$WORK/discs
images=$WORK/images
mkdir -p "$images"

# disc NAME FILE: loads it as a cd-rom and puts it into drive 0.
disc()
{
	emu drive 0 eject
	emu disc "$1" load cd-rom "$2" || bail "$1: expected $2 to load"
	emu drive 0 insert "$1" || bail "$1: expected it in drive 0"
	sg_turs "$sg" >/dev/null 2>&1
	sg_turs "$sg" >/dev/null 2>&1
}

# content FILE|DRIVE: what is on it, without where it lies in its source.
content()
{
	dsrctl disc --json "$1" 2>"$WORK/said" |
		jq -S -c '{kind, sessions: .content.sessions, mcn: .content.mcn,
			tracks: [.content.tracks[] | {number, session, mode, control,
			subchannel, start, blocks, pregap, indexes, isrc}]}'
}

# sha FILE: its SHA-256.
sha() { sha256sum "$1" | cut -d ' ' -f 1; }

# raw NAME FILE: every block of a disc of the emulator, and their sub-channel.
raw() { emu disc "$1" export-raw "$2 sub"; }

# both NAME: the disc in the drive is what its sheet says; its image makes the
# same disc again.
both()
{
	expect "$1: sessions, tracks, pauses, marks and numbers are those of the sheet" \
		"$(content "$discs/$1.cue")" "$(content "$sr")"
	content "$sr" >"$WORK/before"
	raw "$1" "$WORK/raw1"
	expect_that "$1: an image is made" "exit code 0" \
		dsrctl image "$sr" "$images/$1" --force --json
	cp "$WORK/said" "$WORK/image.json"
	expect "$1: the SHA-256 is that of the file" \
		"$(sha "$images/$1.bin")" "$(jq -r .sha256 "$WORK/image.json")"
	disc "again-$1" "$images/$1.cue"
	expect "$1: the image has the same sessions, tracks and numbers" \
		"$(cat "$WORK/before")" "$(content "$sr")"
	raw "again-$1" "$WORK/raw2"
	expect_that "$1: the image makes the same disc, every block and sub-channel" \
		"no difference" cmp "$WORK/raw1" "$WORK/raw2"
	emu drive 0 eject
}

for module in sr_mod sg isofs loop; do
	modprobe "$module" || bail "modules: expected $module to load"
done
modprobe dsr_emu readers=1 recorders=1 || bail "modules: expected dsr_emu to load"
wait_for 20 sr_there 0 || bail "drives: expected a /dev/sr"
sr=$(sr 0) sg=$(sg 0)
PYTHONDONTWRITEBYTECODE=1 python3 "$TOP/tests/emu/cd_discs.py" "$discs" 2>"$WORK/said" ||
	bail "discs: $(tail -n 1 "$WORK/said")"

[ $# -gt 0 ] || set -- album parts mixed extra multi xa karaoke
for name in "$@"; do
	disc "$name" "$discs/$name.cue"
	both "$name"
done
finish
