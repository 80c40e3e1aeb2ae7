#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# Other people's programs record, rehearse and erase every recordable medium in
# the emulated recorders; what they wrote is read back by the kernel or by them.
. "$TOP/tests/vm/guest/lib.sh"

IMAGE=$WORK/image.iso
SUMS=$WORK/sums

# reload DRIVE: tray out and in, so that the kernel looks at the disc anew.
reload() { sg_start --eject "$(sr "$1")" && emu drive "$1" load; }

# burned NAME DRIVE: what the image holds is on the disc, to the bit.
burned()
{
	reload "$2" >/dev/null 2>&1
	expect_that "$1: the bytes are on the disc" "the image" same_as "$IMAGE" "$2"
	expect_that "$1: the kernel mounts it" "the image's files" files_equal "$2" "$SUMS"
}

# disc_is NAME DRIVE PATTERN: the row of the disc in DRIVE, less its name.
disc_is()
{
	awk -v d="$2" '$3 == d { $1 = ""; print substr($0, 2) }' "$EMU/discs" >"$WORK/row"
	expect_match "$1" "^$3" "$WORK/row"
}

# state DRIVE: the SHA-256 over all that is on its disc.
state()
{
	name=$(awk -v d="$1" '$3 == d { print $1 }' "$EMU/discs")
	awk -v n="$name" '$1 == n { print $NF }' "$EMU/states"
}

# said: the sense of the last sg_raw.
said()
{
	if grep -q "Additional sense" "$WORK/asked"; then
		sed -n 's/.*Additional sense: //p' "$WORK/asked" | head -n 1
	else
		sed -n 's/.*SCSI Status: \([A-Za-z ]*[a-z]\).*/\1/p' "$WORK/asked" | head -n 1
	fi
}

# answers NAME WANTED DRIVE BYTE...: a command without data.
answers()
{
	answers_name=$1 answers_want=$2 answers_dev=$(sg "$3")
	shift 3
	sg_raw "$answers_dev" "$@" >"$WORK/asked" 2>&1
	expect "$answers_name" "$answers_want" "$(said)"
}

# sends NAME WANTED DRIVE "HEX..." BYTE...: a command with a parameter list.
sends()
{
	sends_name=$1 sends_want=$2 sends_dev=$(sg "$3") list=$4
	shift 4
	for byte in $list; do
		# shellcheck disable=SC2059 # the byte is the format
		printf "\\$(printf %03o "0x$byte")"
	done >"$WORK/list"
	sg_raw -s "$(stat -c %s "$WORK/list")" -i "$WORK/list" "$sends_dev" "$@" >"$WORK/asked" 2>&1
	expect "$sends_name" "$sends_want" "$(said)"
}

# gets DRIVE LENGTH BYTE...: an answer as hex into $WORK/asked.
gets()
{
	gets_dev=$(sg "$1") gets_len=$2
	shift 2
	sg_raw -r "$gets_len" "$gets_dev" "$@" >"$WORK/asked" 2>&1
}

# ready DRIVE: takes the unit attentions of a new disc.
ready()
{
	sg_turs "$(sg "$1")" >/dev/null 2>&1
	sg_turs "$(sg "$1")" >/dev/null 2>&1
}

# page05 DRIVE TYPE [MULTI]: MODE SELECT of write parameters: byte 2, byte 3.
page05()
{
	sends "$4" "${5:-Good}" "$1" "0 0 0 0 0 0 0 0 05 32 $2 $3 08 0 0 0 0 0 0 0 0 0 0 0 0 0 \
		0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0" \
		55 10 00 00 00 00 00 00 3c 00
}

cases=${*:-minus plus erase cd}
wants() { case " $cases " in *" $1 "*) return 0 ;; *) return 1 ;; esac; }

for module in sr_mod sg isofs loop; do
	modprobe "$module" || bail "modules: expected $module to load"
done
modprobe dsr_emu readers=1 recorders=3 || bail "modules: expected dsr_emu to load"
for drive in $(drives); do
	wait_for 20 sr_there "$drive" || bail "drives: expected a /dev/sr for drive $drive"
done
[ -e /dev/fd ] || ln -s /proc/self/fd /dev/fd # growisofs hands one to genisoimage

mkdir -p "$WORK/files/folder"
head -c 3000000 /dev/urandom >"$WORK/files/folder/blob"
head -c 12345 /dev/urandom >"$WORK/files/small"
genisoimage -quiet -r -J -pad -o "$IMAGE" "$WORK/files" || bail "image: expected one"
sums_of_image "$IMAGE" >"$SUMS"
# growisofs hands whole ECC blocks over whatever its CDB says, so no odd end.
EVEN=$WORK/even.iso
cp "$IMAGE" "$EVEN"
truncate -s %32768 "$EVEN"

if wants minus; then
	blanks dvd-r 1
	before=$(state 1)
	expect_that "dvd-r: growisofs rehearses" "exit code 0" \
		growisofs -use-the-force-luke=dummy -Z "$(sr 1)=$IMAGE"
	disc_is "dvd-r: which leaves it blank" 1 "dvd-r 1 2298496 0 blank 0 1"
	expect_that "dvd-r: growisofs rehearses disc-at-once" "exit code 0" \
		growisofs -use-the-force-luke=dummy -use-the-force-luke=dao -Z "$(sr 1)=$EVEN"
	disc_is "dvd-r: which leaves it blank too" 1 "dvd-r 1 2298496 0 blank 0 1"
	sg_raw -r 2048 "$(sg 1)" 28 00 00 00 00 00 00 00 01 00 >"$WORK/asked" 2>&1
	expect "dvd-r: there is nothing to be read" "Logical block address out of range" "$(said)"
	expect "dvd-r: nothing was written" "0 $before" "$(stat_of 1 blocks_written) $(state 1)"
	expect_that "dvd-r: growisofs burns incrementally" "exit code 0" \
		growisofs -Z "$(sr 1)=$IMAGE"
	disc_is "dvd-r: a session that is followed by another" 1 "dvd-r 1 2298496 [0-9]+ appendable 1 2"
	burned "dvd-r by growisofs" 1

	blanks dvd-r 1
	expect_that "dvd-r: growisofs burns disc-at-once" "exit code 0" \
		growisofs -use-the-force-luke=dao -Z "$(sr 1)=$EVEN"
	disc_is "dvd-r: disc-at-once finalises" 1 "dvd-r 1 2298496 [0-9]+ complete 1 1"
	burned "dvd-r at once by growisofs" 1
	dvd+rw-mediainfo "$(sr 1)" >"$WORK/said" 2>&1
	expect_match "dvd-r: dvd+rw-mediainfo names the medium" "DVD-R Sequential" "$WORK/said"
	expect_match "dvd-r: and its state" "Disc status: *complete" "$WORK/said"

	blanks dvd-rw 2
	expect_that "dvd-rw: cdrskin burns disc-at-once" "exit code 0" \
		cdrskin "dev=$(sr 2)" -sao "tsize=$(($(stat -c %s "$IMAGE") / 2048))s" "$IMAGE"
	burned "dvd-rw at once by cdrskin" 2
	expect_that "dvd-rw: cdrskin blanks it" "exit code 0" cdrskin "dev=$(sr 2)" blank=fast
	disc_is "dvd-rw: it is blank" 2 "dvd-rw 2 2297888 0 blank"
	expect_that "dvd-rw: cdrskin burns incrementally" "exit code 0" \
		cdrskin "dev=$(sr 2)" -tao -multi "$IMAGE"
	disc_is "dvd-rw: and leaves it open" 2 "dvd-rw 2 2297888 [0-9]+ appendable 1"
	burned "dvd-rw by cdrskin" 2
	expect_that "dvd-rw: dvd+rw-format blanks in full" "exit code 0" \
		dvd+rw-format -blank=full "$(sr 2)"
	disc_is "dvd-rw: it is blank again" 2 "dvd-rw 2 2297888 0 blank"
	expect_that "dvd-rw: dvd+rw-format makes it restricted overwrite" "exit code 0" \
		dvd+rw-format -force "$(sr 2)"
	disc_is "dvd-rw: it can be overwritten" 2 "dvd-rw-ro 2 2297888 0 intermediate"
	expect_that "dvd-rw: growisofs grows it" "exit code 0" growisofs -Z "$(sr 2)=$IMAGE"
	disc_is "dvd-rw: its session is closed" 2 "dvd-rw-ro 2 2297888 [0-9]+ formatted"
	burned "dvd-rw-ro by growisofs" 2
	dvd+rw-mediainfo "$(sr 2)" >"$WORK/said" 2>&1
	expect_match "dvd-rw: dvd+rw-mediainfo says how it is written" "Restricted Overwrite" "$WORK/said"
	expect_that "dvd-rw: xorriso formats it in full" "exit code 0" \
		xorriso -outdev "$(sr 2)" -format full -rollback_end
	disc_is "dvd-rw: it is as large as can be" 2 "dvd-rw-ro 2 2297888 0 formatted"
	expect_that "dvd-rw: xorriso deformats it" "exit code 0" \
		xorriso -outdev "$(sr 2)" -blank deformat -rollback_end
	disc_is "dvd-rw: it is sequential again" 2 "dvd-rw 2 2297888 0 blank"

	blanks dvd-r-dl 3
	expect_that "dvd-r-dl: cdrskin burns" "exit code 0" \
		cdrskin "dev=$(sr 3)" -sao "tsize=$(($(stat -c %s "$IMAGE") / 2048))s" "$IMAGE"
	burned "dvd-r-dl by cdrskin" 3

	blanks dvd-r 1
	ready 1
	page05 1 52 c5 "dvd-r: test write is taken"
	answers "dvd-r: test: reserving" "Good" 1 53 00 00 00 00 00 00 00 40 00
	page05 1 41 c5 "dvd-r: track-at-once is refused" "Invalid field in parameter list"
	page05 1 40 c5 "dvd-r: incremental is taken"
	sg_dd if="$IMAGE" of="$(sr 1)" bs=2048 bpt=16 count=32 blk_sgio=1 odir=0 >"$WORK/asked" 2>&1
	page05 1 42 c5 "dvd-r: disc-at-once is taken"
	sg_raw -s 32768 -i "$IMAGE" "$(sg 1)" 2a 00 00 00 00 20 00 00 10 00 >"$WORK/asked" 2>&1
	expect "dvd-r: but not behind incremental recording" "Illegal mode for this track" "$(said)"
fi

if wants plus; then
	for medium in dvd+r dvd+r-dl; do
		blanks "$medium" 1
		ready 1
		page05 1 50 c5 "$medium: test write is refused" "Invalid field in parameter list"
	done
	for medium in dvd+rw dvd-ram bd-r bd-re; do
		blanks "$medium" 1
		ready 1
		page05 1 50 c5 "$medium: test write is refused" "Invalid field in parameter list"
	done
	blanks dvd+r-dl 1
	ready 1
	sends "dvd+r-dl: a break within an ECC block is refused" "Invalid field in parameter list" 1 \
		"00 0a 0 0 0 0 0 0 00 00 02 01" bf 00 00 00 00 00 00 20 00 0c 00 00
	sends "dvd+r-dl: a break behind the layer is refused" "Invalid field in parameter list" 1 \
		"00 0a 0 0 0 0 0 0 00 1f d8 10" bf 00 00 00 00 00 00 20 00 0c 00 00
	sends "dvd+r-dl: a break is set" "Good" 1 \
		"00 0a 0 0 0 0 0 0 00 00 03 00" bf 00 00 00 00 00 00 20 00 0c 00 00
	gets 1 12 ad 00 00 00 00 00 00 20 00 0c 00 00
	expect_match "dvd+r-dl: and told" "00 0a 00 00 00 00 00 00 +00 00 03 00" "$WORK/asked"
	gets 1 20 ad 00 00 00 00 00 00 00 00 14 00 00
	expect_match "dvd+r-dl: with the end of layer 0 and the track path" \
		"00 +08 02 00 00 e1 0f 32 00  00 03 00 00 00 fc ff ff" "$WORK/asked"
	expect_match "dvd+r-dl: as a physical address" "10 +00 03 02 ff" "$WORK/asked"
	blanks dvd+r-dl 1
	head -c 6000000 /dev/urandom >"$WORK/large"
	expect_that "dvd+r-dl: growisofs divides and burns" "exit code 0" sh -c "
		emu() { echo \"\$*\" >$EMU/control; }; emu drive 1 eject; emu disc small delete
		emu disc small new dvd+r-dl size=3200 && emu drive 1 insert small &&
		growisofs -dvd-compat -Z $(sr 1)=$WORK/large"
	gets 1 12 ad 00 00 00 00 00 00 20 00 0c 00 00
	expect_match "dvd+r-dl: in two halves" "00 0a 00 00 80 00 00 00 +00 00 05 c0" "$WORK/asked"
	emu drive 1 eject

	emu disc film load dvd-rom "$WORK/large break=1600"
	emu drive 0 insert film
	ready 0
	gets 0 20 ad 00 00 00 00 00 00 00 00 14 00 00
	expect_match "dvd-rom: the break of a loaded disc is told" "01 0f 31 00  00 03 00 00" "$WORK/asked"
	emu disc wrong load dvd-rom "$WORK/large break=1601" 2>"$WORK/said"
	expect_match "dvd-rom: a break within an ECC block gets a sentence" "multiple of 16" "$WORK/said"

	blanks dvd-ram 2
	expect_that "dvd-ram: growisofs burns" "exit code 0" growisofs -Z "$(sr 2)=$IMAGE"
	burned "dvd-ram by growisofs" 2
	expect_that "dvd-ram: dvd+rw-format formats" "exit code 0" dvd+rw-format -format=full "$(sr 2)"
	disc_is "dvd-ram: it is empty" 2 "dvd-ram 2 [0-9]+ 0 formatted"
	sends "dvd-ram: FORMAT UNIT takes the spare area away" "Good" 2 \
		"00 00 00 08 00 23 05 20 00 00 08 00" 04 11 00 00 00 00
	disc_is "dvd-ram: it is larger" 2 "dvd-ram 2 2295072 0 formatted"

	blanks bd-re 3
	expect_that "bd-re: xorriso formats as needed" "exit code 0" \
		xorriso -outdev "$(sr 3)" -format as_needed -rollback_end
	disc_is "bd-re: it is formatted" 3 "bd-re 3 11826176 0 formatted"
	expect_that "bd-re: xorriso burns" "exit code 0" xorriso -as cdrecord "dev=$(sr 3)" "$IMAGE"
	burned "bd-re by xorriso" 3
	expect_that "bd-re: dvd+rw-format formats in full" "exit code 0" dvd+rw-format -force=full "$(sr 3)"
	disc_is "bd-re: it is empty" 3 "bd-re 3 [0-9]+ 0 formatted"
	dvd+rw-mediainfo "$(sr 3)" >"$WORK/said" 2>&1
	expect_match "bd-re: dvd+rw-mediainfo names the medium" "BD-RE" "$WORK/said"

	blanks dvd+rw 2
	expect_that "dvd+rw: dvd+rw-format formats" "exit code 0" dvd+rw-format "$(sr 2)"
	expect_that "dvd+rw: growisofs burns" "exit code 0" growisofs -Z "$(sr 2)=$IMAGE"
	burned "dvd+rw by growisofs" 2
	expect_that "dvd+rw: dvd+rw-format moves the lead-out" "exit code 0" \
		dvd+rw-format -lead-out "$(sr 2)"
	burned "dvd+rw: which keeps the data" 2
	expect_that "dvd+rw: dvd+rw-format wipes it" "exit code 0" dvd+rw-format -force "$(sr 2)"
	disc_is "dvd+rw: nothing is left" 2 "dvd.rw 2 2295104 0 formatted"
fi

if wants erase; then
	for medium in dvd-r dvd+r bd-r dvd+rw dvd-ram bd-re; do
		blanks "$medium" 1
		ready 1
		answers "$medium: BLANK is refused" "Cannot write medium - incompatible format" 1 \
			a1 01 00 00 00 00 00 00 00 00 00 00
	done
	blanks cd-rw 1
	ready 1
	expect_that "cd-rw: wodim burns" "exit code 0" wodim "dev=$(sr 1)" -tao gracetime=2 "$IMAGE"
	burned "cd-rw by wodim" 1
	expect_that "cd-rw: wodim blanks" "exit code 0" wodim "dev=$(sr 1)" blank=fast gracetime=2
	disc_is "cd-rw: it is blank" 1 "cd-rw 1 359847 0 blank 0 1"
	emu drive 1 timing off erase=8000
	ready 1
	answers "erase: IMMED is answered at once" "Good" 1 a1 10 00 00 00 00 00 00 00 00 00 00
	sg_raw "$(sg 1)" 00 00 00 00 00 00 >"$WORK/asked" 2>&1
	expect "erase: the drive is busy" "Logical unit not ready, operation in progress" "$(said)"
	expect_match "erase: and tells how far it is" "[Pp]rogress indication: *[0-9]" "$WORK/asked"
	sg_requests --progress "$(sg 1)" >"$WORK/first" 2>&1
	sleep 1
	sg_requests --progress "$(sg 1)" >"$WORK/second" 2>&1
	first=$(grep -o '[0-9.]*%' "$WORK/first" | tr -d %) second=$(grep -o '[0-9.]*%' "$WORK/second" | tr -d %)
	expect_that "erase: the progress rises (${first:-none} to ${second:-none})" "it to rise" \
		awk "BEGIN { exit !(${second:-0} > ${first:-0}) }"
	expect_that "erase: and then it is ready" "ready within 10 s" wait_for 20 sg_turs "$(sg 1)"
	emu drive 1 timing off erase=0
	emu drive 1 fault sense=3/51/00 op=a1
	answers "erase: a damaged medium is told" "Erase failure" 1 a1 01 00 00 00 00 00 00 00 00 00 00

	blanks dvd-rw 1
	expect_that "sessions: growisofs writes the first" "exit code 0" \
		growisofs -Z "$(sr 1)" -quiet -r "$WORK/files/folder"
	expect_that "sessions: growisofs adds another" "exit code 0" \
		growisofs -M "$(sr 1)" -quiet -r "$WORK/files/small"
	disc_is "sessions: there are two" 1 "dvd-rw 1 2297888 [0-9]+ appendable 2 3"
	ready 1
	answers "blank: unclosing the last session" "Good" 1 a1 05 00 00 00 00 00 00 00 00 00 00
	disc_is "blank: one is closed, one open" 1 "dvd-rw 1 2297888 [0-9]+ appendable 1 3"
	answers "blank: unclosing when one is open" "Command sequence error" 1 a1 05 00 00 00 00 00 00 00 00 00 00
	answers "blank: the open session" "Good" 1 a1 06 00 00 00 00 00 00 00 00 00 00
	disc_is "blank: one is left" 1 "dvd-rw 1 2297888 [0-9]+ appendable 1 2"
	answers "blank: the closed session" "Good" 1 a1 06 00 00 00 00 00 00 00 00 00 00
	disc_is "blank: nothing is left" 1 "dvd-rw 1 2297888 0 blank"
fi

# tone FILE SECONDS: a WAV file of noise, so that every sample counts.
tone()
{
	python3 - "$1" "$2" <<-'PYTHON'
		import os, sys, wave
		with wave.open(sys.argv[1], "wb") as out:
		    out.setparams((2, 2, 44100, 0, "NONE", ""))
		    out.writeframes(os.urandom(int(float(sys.argv[2]) * 176400)))
	PYTHON
}

# samples FILE...: what the files hold, without their headers.
samples() { for file in "$@"; do tail -c +45 "$file"; done; }

# raw_is NAME DRIVE FIRST BLOCKS FILE: blocks of the disc are FILE's bytes.
raw_is()
{
	rm -f "$WORK/raw"
	emu disc "blank$2" export-raw "$WORK/raw" || true
	expect_that "$1" "the samples" cmp -i "$(($3 * 2352)):0" -n "$(($4 * 2352))" "$WORK/raw" "$5"
}

# toc_is NAME DRIVE PATTERN...: lines of what cd-info says of the disc.
toc_is()
{
	toc_name=$1 toc_drive=$2
	shift 2
	cd-info --no-cddb --no-device-info "$(sr "$toc_drive")" >"$WORK/said" 2>/dev/null
	for pattern in "$@"; do
		expect_match "$toc_name: $pattern" "$pattern" "$WORK/said"
	done
}

if wants cd; then
	tone "$WORK/one.wav" 6
	tone "$WORK/two.wav" 5
	samples "$WORK/one.wav" "$WORK/two.wav" >"$WORK/both"

	blanks cd-r 1
	before=$(state 1)
	expect_that "cd-r: wodim rehearses session-at-once" "exit code 0" \
		wodim "dev=$(sr 1)" -dummy -dao -audio gracetime=2 "$WORK/one.wav" "$WORK/two.wav"
	disc_is "cd-r: which leaves it blank" 1 "cd-r 1 359847 0 blank 0 1"
	expect_that "cd-r: wodim rehearses track-at-once" "exit code 0" \
		wodim "dev=$(sr 1)" -dummy -tao -audio gracetime=2 "$WORK/one.wav" "$WORK/two.wav"
	disc_is "cd-r: which leaves it blank, too" 1 "cd-r 1 359847 0 blank 0 1"
	expect "cd-r: and as it was, to the bit" "$before" "$(state 1)"
	expect_that "cd-r: wodim burns session-at-once" "exit code 0" \
		wodim "dev=$(sr 1)" -dao -audio gracetime=2 "$WORK/one.wav" "$WORK/two.wav"
	disc_is "cd-r: which closes the disc" 1 "cd-r 1 359847 825 complete 1 2"
	raw_is "cd-r: the samples are on the disc" 1 0 825 "$WORK/both"
	toc_is "cd-r" 1 "1: 00:02:00  000000 audio" "2: 00:08:00  000450 audio" "170: 00:13:00  000825 leadout"

	blanks cd-rw 2
	expect_that "cd-rw: wodim burns audio track-at-once" "exit code 0" \
		wodim "dev=$(sr 2)" -tao -audio gracetime=2 "$WORK/one.wav" "$WORK/two.wav"
	raw_is "cd-rw: the first track's samples are on the disc" 2 0 450 "$WORK/both"
	toc_is "cd-rw" 2 "1: 00:02:00  000000 audio" "2: 00:10:02  000602 audio"
	expect_that "cd-rw: wodim unblanks" "exit code 0" wodim "dev=$(sr 2)" blank=fast gracetime=2
	expect_that "cd-rw: wodim burns a data session" "exit code 0" \
		wodim "dev=$(sr 2)" -tao -multi -data gracetime=2 "$IMAGE"
	expect_that "cd-rw: and audio behind it" "exit code 0" \
		wodim "dev=$(sr 2)" -tao -audio gracetime=2 "$WORK/two.wav"
	disc_is "cd-rw: two sessions, nothing more" 2 "cd-rw 2 359847 [0-9]+ complete 2 2"
	expect_that "cd-rw: the first one's bytes are on the disc" "the image" same_as "$IMAGE" 2

	blanks cd-r 3
	expect_that "cd-r: cdrskin burns data session-at-once" "exit code 0" \
		cdrskin "dev=$(sr 3)" -sao "tsize=$(($(stat -c %s "$IMAGE") / 2048))s" -data "$IMAGE"
	burned "cd-r at once by cdrskin" 3
	cat >"$WORK/sheet" <<-'SHEET'
		Input Sheet Version = 0.7T
		Text Code           = 8859
		Language Code       = English
		Album Title         = Every Sample
		Artist Name         = The Emulators
		UPC / EAN           = 4012345678901
		ISRC 01             = DEAAA2400001
		Track 01 Title      = First
		Track 02 Title      = Second
	SHEET
	blanks cd-r 3
	expect_that "cd-r: cdrskin burns CD-TEXT" "exit code 0" \
		cdrskin "dev=$(sr 3)" -v -sao -audio input_sheet_v07t="$WORK/sheet" \
		"$WORK/one.wav" "$WORK/two.wav"
	raw_is "cd-r: the samples by cdrskin" 3 0 825 "$WORK/both"
	toc_is "cd-r with CD-TEXT" 3 "TITLE: Every Sample" "PERFORMER: The Emulators" \
		"TITLE: Second" "Media Catalog Number .MCN.: 4012345678901" "TRACK +1 ISRC: DEAAA2400001"

	cat >"$WORK/disc.toc" <<-TOC
		CD_DA
		CATALOG "4012345678901"
		CD_TEXT {
		  LANGUAGE_MAP { 0 : EN }
		  LANGUAGE 0 { TITLE "Drafts" PERFORMER "Some" }
		}
		TRACK AUDIO
		COPY
		PRE_EMPHASIS
		ISRC "DEAAA2400007"
		CD_TEXT { LANGUAGE 0 { TITLE "Alpha" PERFORMER "Some" } }
		AUDIOFILE "$WORK/one.wav" 0
		INDEX 0:3:0
		TRACK AUDIO
		NO COPY
		CD_TEXT { LANGUAGE 0 { TITLE "Beta" PERFORMER "Some" } }
		PREGAP 0:1:0
		AUDIOFILE "$WORK/two.wav" 0
	TOC
	# 0x10: with CD-TEXT
	for driver in generic-mmc:0x10 generic-mmc-raw; do
		blanks cd-r 1
		expect_that "cd-r: cdrdao rehearses with $driver" "exit code 0" \
			cdrdao simulate -n --device "$(sr 1)" --driver "$driver" "$WORK/disc.toc"
		disc_is "cd-r: $driver: which leaves it blank" 1 "cd-r 1 359847 0 blank 0 1"
		expect_that "cd-r: cdrdao burns with $driver" "exit code 0" \
			cdrdao write -n --device "$(sr 1)" --driver "$driver" "$WORK/disc.toc"
		disc_is "cd-r: $driver: the disc is closed" 1 "cd-r 1 359847 [0-9]+ complete 1 2"
		raw_is "cd-r: $driver: the first track's samples" 1 0 450 "$WORK/both"
		samples "$WORK/two.wav" >"$WORK/second"
		raw_is "cd-r: $driver: the second track's samples" 1 525 375 "$WORK/second"
		rm -f "$WORK/back.toc"
		cdrdao read-toc --device "$(sr 1)" --driver generic-mmc "$WORK/back.toc" >"$WORK/log" 2>&1
		for line in 'CATALOG "4012345678901"' 'ISRC "DEAAA2400007"' 'INDEX 00:03:00' \
			'START 00:01:00' 'PRE_EMPHASIS' 'TITLE "Beta"' 'TITLE "Drafts"'; do
			expect_match "cd-r: $driver: read-toc finds $line" "$line" "$WORK/back.toc"
		done
	done

	# Forms 1 and 2 in turn; samples with R to W behind each block.
	python3 - "$WORK" <<-'PYTHON'
		import os, sys
		with open(sys.argv[1] + "/xa.bin", "wb") as out:
		    for n in range(400):
		        head = bytes([0, 0, 0x20 if n % 2 else 0x08, 0]) * 2
		        out.write(head + os.urandom(2324 if n % 2 else 2048))
		        out.write(bytes(4 if n % 2 else 280))
		with open(sys.argv[1] + "/cdg.bin", "wb") as out:
		    for n in range(400):
		        out.write(os.urandom(2352) + bytes(b & 0x3f for b in os.urandom(96)))
	PYTHON
	printf 'CD_ROM_XA\nTRACK MODE2_FORM_MIX\nDATAFILE "%s/xa.bin"\n' "$WORK" >"$WORK/xa.toc"
	printf 'CD_DA\nTRACK AUDIO RW_RAW\nDATAFILE "%s/cdg.bin"\n' "$WORK" >"$WORK/cdg.toc"
	blanks cd-r 1
	expect_that "cd-r: cdrdao burns XA" "exit code 0" \
		cdrdao write -n --device "$(sr 1)" --driver generic-mmc "$WORK/xa.toc"
	emu disc blank1 export-raw "$WORK/raw sub"
	expect_that "cd-r: the sub-headers and data of both forms are on the disc" "the data" \
		python3 - "$WORK/xa.bin" "$WORK/raw" <<-'PYTHON'
			import sys
			want, got = open(sys.argv[1], "rb").read(), open(sys.argv[2], "rb").read()
			for n in range(400):
			    size = 8 + (2324 if n % 2 else 2048)
			    assert want[n * 2336:][:size] == got[n * 2448 + 16:][:size], n
		PYTHON
	for driver in generic-mmc generic-mmc-raw; do
		blanks cd-r 1
		expect_that "cd-r: cdrdao burns R to W with $driver" "exit code 0" \
			cdrdao write -n --device "$(sr 1)" --driver "$driver" "$WORK/cdg.toc"
		emu disc blank1 export-raw "$WORK/raw sub"
		expect_that "cd-r: $driver: samples and R to W are on the disc" "the data" \
			python3 - "$WORK/cdg.bin" "$WORK/raw" <<-'PYTHON'
				import sys
				want, got = open(sys.argv[1], "rb").read(), open(sys.argv[2], "rb").read()
				for n in range(400):
				    block, disc = want[n * 2448:][:2448], got[n * 2448:][:2448]
				    # cdrdao takes samples of such files as big-endian
				    assert block[0:2352:2] == disc[1:2352:2], n
				    assert block[1:2352:2] == disc[0:2352:2], n
				    assert block[2352:] == bytes(b & 0x3f for b in disc[2352:]), n
			PYTHON
	done

	blanks cd-r 2
	sed 's/^CD_DA/CD_ROM_XA/' "$WORK/disc.toc" >"$WORK/multi.toc"
	expect_that "cd-r: cdrdao burns a session at once and leaves the disc open" "exit code 0" \
		cdrdao write -n --multi --device "$(sr 2)" --driver generic-mmc "$WORK/multi.toc"
	disc_is "cd-r: it is open" 2 "cd-r 2 359847 [0-9]+ appendable 1 3"
	expect_that "cd-r: xorriso adds a data session: CD-Extra" "exit code 0" \
		xorriso -as cdrecord "dev=$(sr 2)" "padsize=150s" "$IMAGE"
	disc_is "cd-r: two sessions" 2 "cd-r 2 359847 [0-9]+ (complete|appendable) 2 [34]"
	toc_is "cd-extra" 2 "1: 00:02:00  000000 audio" "3: 02:4.:..  01.... data"

	blanks cd-r 3
	ready 3
	good_rows="01 00 00 01 00 00 00 00 01 01 00 00 00 00 00 00 01 01 01 00 00 00 02 00"
	end_row="01 aa 01 01 00 00 08 00"
	cue="5d 00 00 00 00 00 00 00 20 00"
	page05 3 01 04 "cue: track-at-once is chosen"
	# shellcheck disable=SC2086 # the bytes are words
	sends "cue: in track-at-once" "Command sequence error" 3 "$good_rows $end_row" $cue
	page05 3 02 00 "cue: session-at-once is chosen"
	# wrong NAME BYTE-HEX ROWS [LENGTH-HEX]: is refused, and the byte is told.
	wrong()
	{
		# shellcheck disable=SC2086 # the bytes are words
		sends "cue: $1" "Invalid field in parameter list" 3 "$3" 5d 00 00 00 00 00 00 00 "${4:-20}" 00
		expect_match "cue: $1: byte $2" "[Bb]yte $((0x$2))\b" "$WORK/asked"
	}
	wrong "no lead-in" 01 "01 01 00 00 00 00 00 00 01 01 01 00 00 00 02 00 $end_row" 18
	wrong "no lead-out" 11 "$good_rows" 18
	wrong "an index that is left out" 12 "01 00 00 01 00 00 00 00 01 01 00 00 00 00 00 00 01 01 02 00 00 00 02 00 $end_row"
	wrong "a form that there is not" 13 "01 00 00 01 00 00 00 00 01 01 00 00 00 00 00 00 01 01 01 05 00 00 02 00 $end_row"
	wrong "data without the data bit" 10 "01 00 00 01 00 00 00 00 01 01 00 00 00 00 00 00 01 01 01 10 00 00 02 00 $end_row"
	wrong "seconds" 16 "01 00 00 01 00 00 00 00 01 01 00 00 00 00 00 00 01 01 01 00 00 00 3c 00 $end_row"
	wrong "a time that falls" 1d "$good_rows 01 aa 01 01 00 00 01 00"
	wrong "a track of less than 4 s" 1d "$good_rows 01 aa 01 01 00 00 05 00"
	wrong "behind the disc" 1d "$good_rows 01 aa 01 01 00 50 08 00"
	wrong "rows behind the lead-out" 20 "$good_rows $end_row $end_row" 28
	wrong "a catalogue number with a letter" 03 "02 34 30 41 32 33 34 35 02 36 37 38 39 30 31 00 $good_rows $end_row" 30
	# shellcheck disable=SC2086 # the bytes are words
	sends "cue: a good one is taken" "Good" 3 "$good_rows $end_row" $cue
	head -c 37632 /dev/urandom >"$WORK/some"
	sg_raw -s 37632 -i "$WORK/some" "$(sg 3)" 2a 00 00 00 00 00 00 00 10 00 >"$WORK/asked" 2>&1
	expect "cue: writing elsewhere" "Invalid address for write" "$(said)"
	sg_raw -s 32768 -i "$WORK/some" "$(sg 3)" 2a 00 ff ff ff 6a 00 00 10 00 >"$WORK/asked" 2>&1
	expect "cue: writing blocks of another form" "Invalid field in cdb" "$(said)"
	sg_raw -s 37632 -i "$WORK/some" "$(sg 3)" 2a 00 ff ff ff 6a 00 00 10 00 >"$WORK/asked" 2>&1
	expect "cue: writing what was announced" "Good" "$(said)"

	blanks cd-r 3
	emu drive 3 without sao raw test-write
	ready 3
	page05 3 02 00 "without: session-at-once is refused" "Invalid field in parameter list"
	page05 3 11 04 "without: test write is refused" "Invalid field in parameter list"
	page05 3 01 04 "without: track-at-once is taken"
	answers "without: there is no SEND CUE SHEET" "Invalid command operation code" 3 5d 00 00 00 00 00 00 00 00 00
	expect_that "without: cdrskin burns track-at-once" "exit code 0" \
		cdrskin "dev=$(sr 3)" -tao -data "$IMAGE"
	emu drive 3 without
	burned "cd-r by cdrskin in a lesser recorder" 3
fi

rmmod dsr_emu || not_ok "the module unloads" "exit code 0"
finish
