#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""What changer fds say of an MC-8100 and an MC-8200 without flipper and printer, and of
a plain changer with 600 slots and 12 drives on buses of their own. Called by changer.sh."""
import errno
import os
import sys

from changer_robot import (
    BY_MODEL, F_FLIP, F_HOME, FULL, INIT, MOVE, READY, Robot, Tally, emu, expect, node, sent,
    wait_for)

SLOT, P_DRIVE1 = 0x1000, 0x0200


def test_jvc(changer, name, slots, drives):
    emu("changer", str(changer), "fill", "dvd+r", f"{slots - 4}-{slots}")
    mc = Robot(node(changer))
    ranges = [(0, 0), (0x2000, 1), (1, slots), (0x4000, 2), (0x3001, drives), (0, 0)]
    expect(f"{name}: its elements", ranges, mc.info()["ranges"])
    found, sent_now = mc.status()
    expect(f"{name}: come in one command", (slots + drives + 3, 1), (len(found), sent_now))
    expect(f"{name}: last slot to last drive", (0, 0), mc.order(MOVE, slots, 0x3000 + drives)[:2])
    expect(f"{name}: a flip is refused before it is sent", (errno.EOPNOTSUPP, 135),
           mc.order(MOVE, slots - 1, 0x3001, F_FLIP)[:2])
    expect(f"{name}: and home", (0, 0), mc.order(MOVE, 0x3000 + drives, 0, F_HOME)[:2])
    expect(f"{name}: and is there", FULL, mc.status(False)[0][slots][0] & FULL)
    expect(f"{name}: a slot more is none", (errno.EINVAL, 128),
           mc.order(MOVE, slots + 1, 0x3001)[:2])
    expect(f"{name}: no printer, no move to it", (errno.EINVAL, 128),
           mc.order(MOVE, slots, 0x5000)[:2])
    # without its pages it is not known whether it can flip: it is asked
    emu("changer", str(changer), "fault", "garbage", "op=1a", "count=3")
    emu("changer", str(changer), "other", "mode")
    mc.order(READY)
    mc.status()
    expect(f"{name}: by model its elements are the same", (ranges, BY_MODEL),
           (mc.info()["ranges"], mc.info()["flags"] & BY_MODEL))
    expect(f"{name}: a flip it refuses (2/26/01) is told as such", (errno.EOPNOTSUPP, 135),
           mc.order(MOVE, slots - 1, 0x3001, F_FLIP)[:2])
    expect(f"{name}: nothing moved", FULL, mc.status(False)[0][slots - 1][0] & FULL)
    return mc


def test_told(mc):
    expect("told: drives on other buses are not known", {0}, {d[0] for d in mc.drives().values()})
    path = "/dev/" + next(n for n in os.listdir("/dev") if n.startswith("sr"))
    fd = os.open(path, os.O_RDWR | os.O_NONBLOCK)
    expect("told: by its node", 0, mc.bind(0x3001, fd))
    os.close(fd)
    how, _, _, serial = mc.drives()[0x3001]
    expect("told: it is known", (3, True), (how, bool(serial)))


def test_plain(changer):
    emu("changer", str(changer), "reset-stats")
    plain = Robot(node(changer))
    found, _ = plain.status(False)
    drives = plain.drives()
    count = sent(changer)
    expect("plain: 600 slots and 12 drives with identity", (600, {2}, 12),
           (sum(kind == 2 for _, _, kind, _ in found.values()), {d[0] for d in drives.values()},
            len(drives)))
    expect("plain: each is another one", 12, len({d[3] for d in drives.values()}))
    expect("plain: known after at most 8 commands", True, 0 < count <= 8)
    print(f"# plain: {count} commands")
    expect("plain: a flip is refused before it is sent", (errno.EOPNOTSUPP, 135),
           plain.order(MOVE, SLOT, P_DRIVE1, F_FLIP)[:2])
    emu("changer", str(changer), "fault", "garbage", "op=1a", "count=3")
    emu("changer", str(changer), "other", "mode")
    plain.order(READY)
    again, _ = plain.status()
    expect("plain: without its pages it has the same elements", found, again)
    expect("plain: it initialises", (0, 0), plain.order(INIT)[:2])


def main():
    wait_for(20, lambda: all(node(n) for n in range(3)))
    test_told(test_jvc(0, "mc8100", 100, 4))
    test_jvc(1, "mc8200", 200, 9)
    test_plain(2)
    return 1 if Tally.failed else 0


sys.exit(main())
