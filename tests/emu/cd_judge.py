#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""cd_judge.py RAW [FIRST [BLOCKS [STEP]]]: are these 2352-byte sectors in order?
cd_judge.py --q RAW+SUB [FIRST]: is Q of these 2448-byte blocks in order?

FIRST is the number of the first block; each STEPth one is looked at.
Sync, header, EDC and ECC of data sectors; of Q the CRC and the time. The first
fault is told and ends it with exit code 1.
"""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import cd_sector  # noqa: E402


def fail(text):
    print(text)
    sys.exit(1)


def blocks_of(name, size):
    with open(name, "rb") as file:
        while block := file.read(size):
            if len(block) != size:
                fail(f"{name} ends within a block")
            yield block


def sectors(name, first=0, count=None, step=1):
    for number, sector in enumerate(blocks_of(name, 2352)):
        if count is not None and number >= int(count):
            break
        if number % int(step):
            continue
        wrong = cd_sector.judge(sector, int(first) + number)
        if wrong:
            fail(f"block {int(first) + number}: {wrong}")


def subs(name, first=0):
    for number, block in enumerate(blocks_of(name, 2448)):
        lba = int(first) + number
        q = cd_sector.channel(block[2352:], 1)
        if q[10:] != cd_sector.crc16(q[:10]):
            fail(f"block {lba}: CRC of Q {q.hex()}")
        time = cd_sector.header(lba, 0)[12:15]
        if q[0] & 15 == 1 and q[7:10] != time or q[9] != time[2]:
            fail(f"block {lba}: time of Q {q.hex()}")


if sys.argv[1] == "--q":
    subs(*sys.argv[2:])
else:
    sectors(*sys.argv[1:])
