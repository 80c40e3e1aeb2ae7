#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# uart.sh OBJECTS: in the guest: the deck on ttyS1, dsrctl on ttyS2.
#
# shellcheck disable=SC2317 # deck is called by expect
set -u
objects=$TOP/tests/deck/$1
deck_port=/dev/ttyS1 host_port=/dev/ttyS2
work=$(mktemp -d)
failed=0
cd "$work" || exit 1

expect()
{
	local name=$1 want=$2 got
	shift 2
	got=$("$@" 2>&1)
	case $got in
	*"$want"*) echo "ok uart_$name" ;;
	*) echo "not ok uart_$name: expected $want, got $got"; failed=1 ;;
	esac
}

deck() { timeout 60 "$objects/deckctl" deck --port "$host_port" "$@"; }

# The shortest time between two commands, in us: from the end of a drain (the
# UART is empty: the last bit is on the line) to the next write.
shortest_gap()
{
	awk '/TCSBRK/ { gsub(/[<>]/, "", $NF); end = $1 + $NF }
		/write\(.*\\n0/ && end { gap = ($1 - end) * 1000000
			if (!n++ || gap < least) least = gap }
		END { printf "%d %d\n", n, least }' trace
}

modprobe -a 8250 2>/dev/null
stty -F "$host_port" 9600 cs7 parenb -echo ixon
stty -F "$host_port" -a >before
mkfifo control
"$objects/decksim" "$deck_port" <control >log 2>&1 &
exec 3>control
for _ in $(seq 100); do
	grep -q port log && break
	sleep 0.1
done

expect port_is_listed ttyS2 sh -c 'ls /sys/class/tty'
expect version "version 1.00, build 100" deck version
expect status "input-monitor  off" deck status
expect play "play: playing" deck play
expect refusal "refused DIRECT TRACK SEARCH PRESET (23)" deck track 77
expect stop "stop: stopped" deck stop
expect record "ended by time" deck record --for 2
stty -F "$host_port" -a >after
expect settings_are_put_back same sh -c 'cmp before after && echo same'
strace -ttt -T -e trace=write,ioctl -o trace \
	"$objects/deckctl" deck --port "$host_port" status >/dev/null
shortest_gap >gaps
read -r count gap <gaps
echo "# $count gaps between commands on the UART: smallest $gap us"
expect commands_are_20_ms_apart yes \
	sh -c "[ $count -ge 28 ] && [ $gap -ge 20000 ] && echo yes"
exec 3>&-
exit $failed
