# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh
# CDs in the emulator. Sourced in the guest by emu-cd.sh, with its functions and
# the discs of cd_discs.py in $DISCS, dsr_emu loaded, $SR and $SG of drive 0.

# ---- an album: pre-gaps, indexes, ISRC, MCN, CD-TEXT, flags ----

disc album album.cue "cdtext=$DISCS/album.cdt"
state=$(state_of album)
cd-info --no-cddb "$SR" >"$WORK/info" 2>&1
expect_match "album: cd-info sees the tracks" "2: 00:14:25  000925 audio  true   yes   2        yes" "$WORK/info"
expect_match "album: cd-info reads the catalogue number" "\(MCN\): 4012345678901" "$WORK/info"
expect_match "album: cd-info reads an ISRC" "TRACK  2 ISRC: DEA230500002" "$WORK/info"
expect_match "album: cd-info reads the CD-TEXT" "TITLE: Two" "$WORK/info"
icedax -D "$SR" -J -g -v all >"$WORK/info" 2>&1
expect_match "album: icedax finds the indexes" "T02 I03 000450" "$WORK/info"
expect_match "album: icedax reads an ISRC" "ISRC: DE-A23-05-00001" "$WORK/info"
expect_match "album: icedax reads the CD-TEXT" "Album title: 'An album' from 'Noise'" "$WORK/info"
cdrdao read-toc --device "$SR" --driver generic-mmc "$WORK/album.toc" >"$WORK/info" 2>&1
expect_match "album: cdrdao finds a hidden track" "START 00:03:00" "$WORK/album.toc"
expect_match "album: cdrdao finds a pre-gap" "START 00:01:25" "$WORK/album.toc"
expect_match "album: cdrdao finds an index" "INDEX 00:06:00" "$WORK/album.toc"
expect_match "album: cdrdao reads the catalogue number" "CATALOG \"4012345678901\"" "$WORK/album.toc"
expect_match "album: cdrdao reads an ISRC" "ISRC \"DEA230500002\"" "$WORK/album.toc"
cdrdao read-cd --device "$SR" --driver generic-mmc --paranoia-mode 0 \
	--datafile "$WORK/album.be" "$WORK/other.toc" >"$WORK/info" 2>&1
expect "album: cdrdao finds every CRC of Q right" "" "$(grep "CRC errors" "$WORK/info")"
dd if="$WORK/album.be" of="$WORK/album.le" conv=swab status=none
{
	cut "$DISCS/album.bin" 2352 0 1625
	head -c 352800 /dev/zero
	cut "$DISCS/album.bin" 2352 1625 400
} >"$WORK/album.want"
expect_that "album: cdrdao reads every sample" "the file's" cmp "$WORK/album.le" "$WORK/album.want"
cdparanoia -q -d "$SR" -r 2 "$WORK/track" >"$WORK/info" 2>&1
cut "$WORK/album.want" 2352 925 850 >"$WORK/want"
expect_that "album: cdparanoia reads track 2" "the file's samples" cmp "$WORK/track" "$WORK/want"
wodim "dev=$SR" -toc >"$WORK/info" 2>&1
expect_match "album: wodim reads the TOC" "track: +2 lba: +925 .* adr: 1 control: 3" "$WORK/info"
raw album sub
expect_that "album: Q is by the book" "CRC and time of every block" "$JUDGE" --q "$WORK/raw"
expect "album: reading leaves the disc as it was" "$state" "$(state_of album)"

readcd "$WORK/got" 4704 be 00 ff ff ff 6a 00 00 02 10 00 00
expect "album: the pre-gap of track 1 can be read" "4704 0" \
	"$(stat -c %s "$WORK/got") $(tr -d '\0' <"$WORK/got" | wc -c)"
asks "album: in front of it nothing can" "Logical block address out of range" 2352 be 00 ff ff ff 69 00 00 01 10 00 00
emu drive 0 read-offset 30
readcd "$WORK/got" 2352 be 04 00 00 03 e8 00 00 01 10 00 00
dd if="$WORK/album.want" bs=8 skip=$(((1000 * 2352 + 120) / 8)) count=294 status=none >"$WORK/want"
expect_that "a drive with an offset reads late samples" "30 samples later" cmp "$WORK/got" "$WORK/want"
emu drive 0 read-offset 0

asks "READ SUB-CHANNEL tells where the pick-up is" \
	"0015000c01130201000003e80000004b" 16 42 00 40 01 00 00 00 00 10 00
asks "READ SUB-CHANNEL tells the catalogue number" \
	"001500140200000080343031323334353637383930310000" 24 42 00 40 02 00 00 00 00 18 00
asks "READ SUB-CHANNEL tells an ISRC" \
	"001500140333020080444541323330353030303032000000" 24 42 00 40 03 00 00 02 00 18 00
asks "READ HEADER of audio" "Illegal mode for this track" 8 44 00 00 00 00 00 00 00 08 00
asks "READ(10) of audio" "Illegal mode for this track" 2048 28 00 00 00 00 00 00 00 01 00
asks "READ TOC: full, first session" \
	"00440101011000a000000000010000011000a100000000030000" 26 43 00 02 00 00 00 01 00 1a 00

# ---- music in several files; TOC files ----

disc parts parts.cue
raw parts
cat "$DISCS/part1.bin" "$DISCS/part2.raw" "$DISCS/part3.raw" >"$WORK/want"
head -c 176400 /dev/zero >>"$WORK/want"
expect_that "CUE: several files, wave, MOTOROLA, POSTGAP" "the samples in order" cmp "$WORK/raw" "$WORK/want"
disc toc parts.toc
raw toc
{
	head -c 352800 /dev/zero
	cat "$DISCS/part1.bin" "$DISCS/part2.raw"
	head -c 352800 /dev/zero
	cut "$DISCS/part3.raw" 2352 1 319
} >"$WORK/want"
expect_that "TOC: SILENCE, START, PREGAP, SWAP, lengths" "the samples in order" cmp "$WORK/raw" "$WORK/want"
expect "TOC: flags, ISRC, INDEX" "toc 1 1 3 audio 300 150 400 550 closed 0 DEA230500011 2:310" \
	"$(grep "^toc 1 1 " "$EMU/tracks")"

# ---- data and music ----

disc mixed mixed.cue
mount -t iso9660 -o ro "$SR" /mnt
expect_that "mixed: the kernel mounts it" "its files" files_of mixed.iso.d
umount /mnt
readom "dev=$SR" "f=$WORK/got" sectors=0-300 >"$WORK/info" 2>&1
cut "$DISCS/mixed.iso" 2048 0 300 >"$WORK/want"
expect_that "mixed: readom reads the data track" "the image" cmp "$WORK/got" "$WORK/want"
cdrdao read-cd --read-raw --device "$SR" --driver generic-mmc --datafile "$WORK/mixed.raw" \
	"$WORK/mixed.toc" >"$WORK/info" 2>&1
expect_that "mixed: the sectors are by the book" "sync, header, EDC and ECC" \
	"$JUDGE" "$WORK/mixed.raw" 0 364 9
cdparanoia -q -d "$SR" -r 3 "$WORK/track" >"$WORK/info" 2>&1
cut "$DISCS/mixed.bin" 1 $((745472 + 350 * 2352)) $((330 * 2352)) >"$WORK/want"
expect_that "mixed: cdparanoia reads the music" "the file's samples" cmp "$WORK/track" "$WORK/want"

raw mixed
for choice in "2048 10 16" "2052 30 12" "4 20 12" "2352 f8 0" "2336 18 16" "2340 38 12" "16 a0 0" "2064 b0 0"; do
	# shellcheck disable=SC2086 # three words
	set -- $choice
	readcd "$WORK/got" "$1" be 00 00 00 00 15 00 00 01 "$2" 00 00
	dd if="$WORK/raw" bs=1 skip=$((21 * 2352 + $3)) count="$1" status=none >"$WORK/want"
	expect_that "READ CD of mode 1, selection $2h" "$1 bytes from $3 on" cmp "$WORK/got" "$WORK/want"
done
for choice in 90 28 08 d0 c8; do
	asks "READ CD: selection ${choice}h is illegal" "Invalid field in cdb" 2352 \
		be 00 00 00 00 15 00 00 01 "$choice" 00 00
done
asks "READ CD: reserved error field" "Invalid field in cdb" 2352 be 00 00 00 00 15 00 00 01 16 00 00
asks "READ CD: reserved sub-channel" "Invalid field in cdb" 2352 be 00 00 00 00 15 00 00 01 10 03 00
asks "READ CD: another sector type" "Illegal mode for this track" 2352 be 04 00 00 00 15 00 00 01 10 00 00
asks "READ CD: data and music in one" "Illegal mode for this track" 4704 be 00 00 00 01 6b 00 00 02 f8 00 00
asks "READ CD: a wrong length" "Invalid field in cdb" 2048 be 00 00 00 00 15 00 00 01 f8 00 00
asks "READ CD MSF: an end in front of the start" "Invalid field in cdb" 2048 b9 00 00 00 02 10 00 02 09 10 00 00
readcd "$WORK/got" 4096 b9 00 00 00 02 15 00 02 17 10 00 00
cut "$DISCS/mixed.iso" 2048 21 2 >"$WORK/want"
expect_that "READ CD MSF reads two blocks" "blocks 21 and 22" cmp "$WORK/got" "$WORK/want"
asks "READ HEADER of data" "0100000000000015" 8 44 00 00 00 00 15 00 00 08 00

emu drive 0 fault c2 op=be lba=21
readcd "$WORK/got" 5292 be 00 00 00 00 14 00 00 02 fa 00 00
expect "C2: a block without errors" "0" \
	"$(dd if="$WORK/got" bs=1 skip=2352 count=294 status=none | tr -d '\0' | wc -c)"
expect "C2: a block with errors in 32 bytes" "4" \
	"$(dd if="$WORK/got" bs=1 skip=$((2646 + 2352)) status=none | tr -d '\0' | wc -c)"
emu drive 0 fault clear
emu drive 0 fault c2 op=be lba=21
readcd "$WORK/got" 2048 be 00 00 00 00 15 00 00 01 10 00 00
readcd "$WORK/got" 294 be 00 00 00 00 15 00 00 01 02 00 00
expect "C2: bits alone, after a command that did not ask" "294 4" \
	"$(stat -c %s "$WORK/got") $(tr -d '\0' <"$WORK/got" | wc -c)"
emu drive 0 fault clear
emu drive 0 without c2-alone
asks "C2: bits alone, of a drive that can't" "Invalid field in cdb" 294 \
	be 00 00 00 00 15 00 00 01 02 00 00
emu drive 0 without c2
asks "C2: of a drive that can't" "Invalid field in cdb" 2342 \
	be 00 00 00 00 15 00 00 01 12 00 00
emu drive 0 without

# ---- music, then data; sessions ----

disc extra extra.cue
mount -t iso9660 -o ro "$SR" /mnt
expect_that "CD-Extra: the kernel mounts the second session" "its files" files_of extra2.iso.d
umount /mnt
cd-info --no-cddb "$SR" >"$WORK/info" 2>&1
expect_match "CD-Extra: cd-info calls it so" "CD-Plus/Extra" "$WORK/info"
disc multi multi.cue
mount -t iso9660 -o ro "$SR" /mnt
expect_that "sessions: both files in the last one" "as they were" \
	sh -c "cmp /mnt/MULTI0 $DISCS/multi1.iso.d/MULTI0 && cmp /mnt/LATER0 $DISCS/multi2.iso.d/LATER0"
umount /mnt
mount -t iso9660 -o ro,session=0 "$SR" /mnt
expect_that "sessions: the first one by itself" "its files" files_of multi1.iso.d
umount /mnt
raw multi
expect_that "sessions: the first one's sectors are by the book" "no fault" "$JUDGE" "$WORK/raw" 0 300 9
dd if="$WORK/raw" bs=2352 skip=11700 status=none >"$WORK/second"
expect_that "sessions: and the second one's" "no fault" "$JUDGE" "$WORK/second" 11700 300 9
asks "sessions: between them nothing can be read" "Illegal mode for this track" 2048 \
	28 00 00 00 10 00 00 00 01 00
asks "sessions: READ TOC tells the last one" "000a01020014020000002db4" 12 43 00 01 00 00 00 00 00 0c 00

# ---- mode 2 ----

disc xa xa.cue
raw xa
expect_that "XA: whole sectors stay what they are" "the file" cmp "$WORK/raw" "$DISCS/xa.bin"
mount -t iso9660 -o ro "$SR" /mnt
expect_that "XA: the kernel mounts form 1" "its files" files_of xa.iso.d
umount /mnt
readcd "$WORK/got" 2056 be 10 00 00 00 10 00 00 01 50 00 00
dd if="$DISCS/xa.bin" bs=1 skip=$((16 * 2352 + 16)) count=2056 status=none >"$WORK/want"
expect_that "READ CD of form 1 with sub-header" "2056 bytes" cmp "$WORK/got" "$WORK/want"
readcd "$WORK/got" 2328 be 14 00 00 01 36 00 00 01 10 00 00
dd if="$DISCS/xa.bin" bs=1 skip=$((310 * 2352 + 24)) count=2328 status=none >"$WORK/want"
expect_that "READ CD of form 2" "2328 bytes" cmp "$WORK/got" "$WORK/want"
asks "READ CD: header without sub-header in XA" "Invalid field in cdb" 2052 be 00 00 00 00 10 00 00 01 30 00 00
asks "READ CD: form 1 and form 2 in one" "Illegal mode for this track" 4096 be 00 00 00 01 2b 00 00 02 10 00 00
asks "READ(10) of form 2" "Illegal mode for this track" 2048 28 00 00 00 01 36 00 00 01 00
asks "the disc's type is XA" "00200e010101012020" 9 51 00 00 00 00 00 00 00 09 00
disc form1 form1.toc
raw form1
expect_that "form 1 without sub-headers is made by the book" "no fault" "$JUDGE" "$WORK/raw" 0 300 9

# ---- CD+G ----

disc karaoke karaoke.cue
raw karaoke sub
expect_that "CD+G: Q is by the book" "CRC and time of every block" "$JUDGE" --q "$WORK/raw"
python3 -c "
import sys
made, disc = (open(n, 'rb').read() for n in sys.argv[1:])
for i in range(0, len(made), 2448):
    assert made[i:i + 2352] == disc[i:i + 2352]
    assert made[i + 2352:i + 2448] == bytes(b & 63 for b in disc[i + 2352:i + 2448])
" "$DISCS/karaoke.bin" "$WORK/raw" >"$WORK/info" 2>&1
expect "CD+G: music and R to W are the file's" "0" "$?"
readcd "$WORK/got" $((2448 * 3)) be 00 00 00 00 0a 00 00 03 10 04 00
expect_that "CD+G: packs come back as they were before they were interleaved" "12 packs" \
	python3 -c "
import sys
got = open(sys.argv[1], 'rb').read()
packs = open(sys.argv[2], 'rb').read()
assert b''.join(got[i + 2352:i + 2448] for i in (0, 2448, 4896)) == packs[960:1248]
" "$WORK/got" "$DISCS/karaoke.packs"
cdrdao read-toc --read-subchan rw_raw --device "$SR" --driver generic-mmc "$WORK/g.toc" >"$WORK/info" 2>&1
expect_match "CD+G: cdrdao reads raw sub-channels" "TRACK AUDIO RW_RAW" "$WORK/g.toc"
raw karaoke sub
mv "$WORK/raw" "$WORK/want"
disc graphics karaoke.toc
raw graphics sub
expect_that "CD+G of a TOC file: its samples are big-endian" "the same disc" cmp "$WORK/raw" "$WORK/want"

# ---- a recorder shows a full disc's TOC as it is ----

emu disc full load cd-r "$DISCS/extra.cue"
emu drive 1 swap full
cdrskin "dev=$(sr 1)" -toc >"$WORK/info" 2>&1
expect_match "cd-r: cdrskin sees both sessions" "2 sessions, 3 tracks, closed CD-R" "$WORK/info"

# ---- protected discs ----

emu disc film load dvd-rom "$DISCS/mixed.iso"
emu disc film protect css from=100
emu drive 0 swap film
sg_turs "$SG" >/dev/null 2>&1
sg_turs "$SG" >/dev/null 2>&1
asks "CSS: READ DISC STRUCTURE tells it" "0006000001000000" 8 ad 00 00 00 00 00 00 01 00 08 00 00
asks "CSS: scrambled sectors can't be read" "Read of scrambled sector without authentication" 2048 \
	28 00 00 00 00 64 00 00 01 00
asks "CSS: the rights of a block are told" "0006000080000000" 8 ad 00 00 00 00 64 00 05 00 08 00 00
asks "CSS: READ CD on a DVD" "Cannot read medium - incompatible format" 2048 be 00 00 00 00 00 00 00 01 10 00 00

# ---- descriptions that make no sense ----

# refuses NAME SUFFIX LINE...: such a description is no disc; a sentence says why.
refuses()
{
	refuses_name=$1 refuses_file=$DISCS/bad.$2
	shift 2
	printf '%s\n' "$@" >"$refuses_file"
	if echo "disc bad load cd-rom $refuses_file" >"$EMU/control" 2>/dev/null; then
		not_ok "refused: $refuses_name" "an error"
		emu disc bad delete
	else
		expect_that "refused: $refuses_name" "a sentence" grep -Evq "^ok$" "$EMU/control"
	fi
}

file='FILE album.bin BINARY' track='TRACK 01 AUDIO' start='INDEX 01 00:00:00'
refuses "a time that is none" cue "$file" "$track" "INDEX 01 00:99:00"
refuses "a track out of order" cue "$file" "TRACK 02 AUDIO" "$start"
refuses "a short ISRC" cue "$file" "$track" "ISRC TOOSHORT" "$start"
refuses "an INDEX without a file" cue "$track" "$start"
refuses "a short catalogue number" cue "CATALOG 123" "$file" "$track" "$start"
refuses "an unknown word" cue nonsense
refuses "a file that is not there" cue "FILE nowhere BINARY" "$track" "$start"
refuses "a track without an INDEX" cue "$file" "$track"
refuses "an INDEX in front of the one before" cue "$file" "$track" "INDEX 01 00:00:10" "INDEX 02 00:00:05"
refuses "more than fits" toc CD_DA "TRACK AUDIO" "SILENCE 79:00:00" "TRACK AUDIO" "SILENCE 79:00:00"
refuses "an INDEX behind the end" toc CD_DA "TRACK AUDIO" "SILENCE 00:10:00" "INDEX 00:11:00"
refuses "half a block" toc CD_DA "TRACK AUDIO" 'FILE "album.bin" 0 100'
refuses "an unknown mode" toc CD_DA "TRACK MODE3"
refuses "no track" toc CD_DA
refuses "a START behind the end" toc CD_DA "TRACK AUDIO" "SILENCE 00:10:00" "START 00:11:00"
refuses "a brace too few" toc CD_DA "CD_TEXT {"
for drive in 0 1; do emu drive "$drive" eject; done
expect_that "the module unloads" "exit code 0" rmmod dsr_emu
expect_no_leaks "the module leaks nothing"
