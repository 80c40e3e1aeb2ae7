# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh disable=SC2154 # variables of reader.sh
# The CDU-541's conditions, with sg_raw; part of reader.sh.

# send IN OUT CDB...: what it says, data included.
send()
{
	bytes_in=$1 bytes_out=$2
	shift 2
	if [ "$bytes_out" -gt 0 ]; then
		head -c "$bytes_out" /dev/zero >"$WORK/out"
		sg_raw -vv -t 2 -s "$bytes_out" -i "$WORK/out" "$sg" "$@" >"$WORK/raw" 2>&1
	elif [ "$bytes_in" -gt 0 ]; then
		sg_raw -vv -t 2 -r "$bytes_in" -o "$WORK/in" "$sg" "$@" >"$WORK/raw" 2>&1
	else
		sg_raw -vv -t 2 "$sg" "$@" >"$WORK/raw" 2>&1
	fi
	told $?
}

# each_command EMPTY: walks the table. In an empty drive those that need the disc are
# refused with 2/B0/00 and the others work; with a disc none is unknown or not ready.
each_command()
{
	while read -r needs bytes_in bytes_out name cdb; do
		case $needs in yes | no) ;; *) continue ;; esac
		# shellcheck disable=SC2086 # the bytes of a CDB
		answer=$(send "$bytes_in" "$bytes_out" $cdb)
		case "$1 $needs $answer" in
		"empty yes 2/b0/00" | "empty no good" | "loaded "*" good") ok "$1: $name" ;;
		# what a data track, or a drive that plays nothing, does not give
		"loaded yes 5/64/00" | "loaded yes 5/2c/00") ok "$1: $name" ;;
		*) not_ok "$1: $name" "expected needs_ready $needs, got $answer" ;;
		esac
		[ "$name" != STOP_UNIT_LOEJ ] || [ "$1" = empty ] || load mixed mixed.cue
	done <"$commands"
}

emu drive 2 cdu541 power
expect "power-on is the first unit attention" "6/29/00" "$(said 00 00 00 00 00 00)"
expect "an empty bay has its own code" "2/b0/00" "$(said 00 00 00 00 00 00)"
each_command empty
load mixed mixed.cue
each_command loaded
load data data.iso
expect "GET CONFIGURATION is unknown" "5/20/00" "$(said 46 02 00 00 00 00 00 00 08 00)"
expect "MODE SENSE of ten bytes is unknown" "5/20/00" "$(said 5a 00 01 00 00 00 00 00 40 00)"
expect "an unknown mode page is an illegal value in the CDB" "5/24/00" \
	"$(said 1a 00 2a 00 40 00)"
expect "READ TOC from track 0 is refused" "5/24/00" "$(said 43 00 00 00 00 00 00 00 0c 00)"
sg_raw -b -r 12 "$sg" 1a 00 40 00 0c 00 2>/dev/null | od -An -tx1 -j 9 | tr -d ' \n' >"$WORK/length"
expect "changeable values tell block length FFFFFFh" ffffff "$(cat "$WORK/length")"

emu drive 2 fault sense=3/11/00 op=08 lba=17
expect "a fault hits a READ of six bytes" "3/11/00" "$(send 4096 0 08 00 00 10 02 00)"

# unit attentions: priorities, and what does not clear them
load data data.iso
emu drive 2 cdu541 power other=select
emu drive 2 swap data 2>/dev/null || { emu drive 2 eject && emu drive 2 insert data; }
expect "INQUIRY is executed under a unit attention" good "$(send 36 0 12 00 00 00 24 00)"
expect "attention 1: power-on, which INQUIRY kept" "6/29/00" "$(said 00 00 00 00 00 00)"
expect "attention 2: another disc" "6/28/00" "$(said 00 00 00 00 00 00)"
expect "attention 3: MODE SELECT of another host" "6/2a/01" "$(said 00 00 00 00 00 00)"
expect "then it is ready" good "$(said 00 00 00 00 00 00)"
emu drive 2 cdu541 other=select
sg_raw -b -r 18 "$sg" 03 00 00 00 12 00 2>/dev/null | od -An -tx1 | tr -d '\n' >"$WORK/sense"
expect "REQUEST SENSE tells a pending attention" "06 2a 01" \
	"$(awk '{ print $3, $13, $14 }' "$WORK/sense")"
expect "and has cleared it" good "$(said 00 00 00 00 00 00)"
emu drive 2 cdu541 other=select
expect "an unknown command gets the attention, too" "6/2a/01" "$(said 46 00 00 00 00 00 00 00 08 00)"
emu drive 2 cdu541 other=select
expect "STOP UNIT with LoEj is executed under an attention" good "$(said 1b 00 00 00 02 00)"
expect "which is kept" "6/2a/01" "$(said 00 00 00 00 00 00)"
expect "and the caddy is out" "2/b0/00" "$(said 00 00 00 00 00 00)"
load data data.iso

# an adapter that does not ask for sense: the kernel does, at once
emu drive 2 cdu541 autosense=off other=select
expect "sense is kept for the REQUEST SENSE that comes next" "6/2a/01" "$(said 00 00 00 00 00 00)"
emu drive 2 cdu541 autosense=on

# BUSY while it diagnoses and loads, then power-on
emu drive 2 cdu541 diagnose=2500 load=1500 power
expect "BUSY at power-on" busy "$(said 00 00 00 00 00 00)"
wait_for 10 grep -q "^busy 0" "$EMU/drive/2/cdu541"
expect "then the attention" "6/29/00" "$(said 00 00 00 00 00 00)"
expect "then ready, the TOC was read meanwhile" good "$(said 00 00 00 00 00 00)"
emu drive 2 cdu541 diagnose=0 load=0
for failure in diagnostics:4/42/00 caddy:2/53/00 focus:2/09/02 spindle:2/09/03 toc:2/57/00; do
	emu drive 2 cdu541 diagnose=60000 "fail=${failure%%:*}" power
	said 00 00 00 00 00 00 >/dev/null
	expect "a failure of ${failure%%:*} ends BUSY" "${failure#*:}" "$(said 00 00 00 00 00 00)"
done
emu drive 2 cdu541 diagnose=0 fail=nothing power
attentions

# prevention, reservation of another host
expect "PREVENT" good "$(said 1e 00 00 00 01 00)"
expect "eject while prevented" "5/80/00" "$(said 1b 00 00 00 02 00)"
expect "ALLOW" good "$(said 1e 00 00 00 00 00)"
emu drive 2 cdu541 other=reserve
expect "what another host has reserved" conflict "$(said 00 00 00 00 00 00)"
emu drive 2 cdu541 other=release
expect "until it is released" good "$(said 00 00 00 00 00 00)"

# block lengths
for length in '256:\0001\0000' '512:\0002\0000' '1024:\0004\0000' '2048:\0010\0000' '2336:\0011\0040'; do
	{ printf '\0\0\0\10\0\0\0\0\0\0' && printf %b "${length#*:}"; } >"$WORK/out"
	sg_raw -s 12 -i "$WORK/out" "$sg" 15 10 00 00 0c 00 >/dev/null 2>&1
	sg_raw -b -r 8 "$sg" 25 00 00 00 00 00 00 00 00 00 2>/dev/null | od -An -tu1 >"$WORK/in"
	expect "logical blocks of ${length%%:*} bytes" "${length%%:*}" \
		"$(awk '{ print $7 * 256 + $8 }' "$WORK/in")"
done
expect "a data sector of mode 1 is none of 2336 bytes" "5/64/00" \
	"$(send 2336 0 28 00 00 00 00 10 00 00 01 00)"
printf '\0\0\0\10\0\0\0\0\0\0\003\0' >"$WORK/out"
sg_raw -vv -s 12 -i "$WORK/out" "$sg" 15 10 00 00 0c 00 >"$WORK/raw" 2>&1
expect "a block length it does not have is refused" "5/26/00" "$(told $?)"
emu drive 2 cdu541 power
attentions

# two commands at once: the kernel must not, and the drive does not bear it
depth=/sys/bus/scsi/devices/$(address 2)/queue_depth
expect "the kernel sends it one command at a time" "1 0" "$(cat "$depth") $(stat_of 2 overlaps)"
echo 2 >"$depth"
reset_stats
emu drive 2 fault hang op=28
sg_raw -t 8 -r 2048 -o "$WORK/in" "$sg" 28 00 00 00 02 00 00 00 01 00 >"$WORK/first" 2>&1 &
wait_for 10 grep -q "^op_28" "$EMU/drive/2/stats"
expect "a second command is refused" "b/4e/00" "$(said 00 00 00 00 00 00)"
wait $!
case $? in
0) not_ok "and the first one is lost" "expected no answer, got GOOD" ;;
*) ok "and the first one is lost" ;;
esac
expect "which is counted" 1 "$(stat_of 2 overlaps)"
wait_for 10 sg_turs "$sg"
dsrctl reader status "$sr" >/dev/null 2>&1
expect "dsrctl reader sets the kernel's depth back to 1" 1 "$(cat "$depth")"
