#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# library-batch.sh [SEED]: 100 copies in a robot with 12 drives and 600 slots, where
# everything fails now and then, and dsrctl is killed again and again. What comes
# when is drawn from the seed; library_batch.py does it, and judges the end.
. "$TOP/tests/vm/guest/lib.sh"

SEED=${1:-$(od -An -N3 -tu4 /dev/urandom | tr -d ' ')}
echo "the seed is $SEED: library-batch.sh $SEED"

head -c 1500000 /dev/urandom >"$WORK/content"
genisoimage -quiet -V LIBRARY -o "$WORK/image.iso" "$WORK/content" ||
	bail "image: expected genisoimage to make one"
tower readers=0 recorders=12 changers=mc8600 one_host=1
emu changer 0 fill dvd+r 1-200 || bail "fill: expected 200 blanks"
emu changer 0 fill cd-r 451-600 || bail "fill: expected 150 other discs"
emu changer 0 timing on factor=40
export DSR_LIBRARY="$WORK/library"
python3 -u "$TOP/tests/vm/guest/library_batch.py" "$SEED" "$WORK/image.iso" ||
	not_ok_count=$((not_ok_count + 1))
nobody_holds "nothing stays locked or held"
finish
