#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""What changer fds and the events of the group changer do, as ok and not ok lines.
changer_fd.py MC PLAIN: nodes of an emulated MC-8600 with discs in slots 1 to 90 and
of a plain changer with discs in slots 1 to 600 of 2000. Called by changer.sh."""
import errno
import os
import select
import signal
import struct
import sys

from changer_robot import (
    CLEAR_LOG, FULL, F_HOME, F_NOWAIT, F_RANGE, F_RETURN, INIT, LOCK, LOG,
    MOVE, OPEN_SLOT, ORDER, POSITION, READY, RELEASE, RESERVE, REZERO, SENSE, UNLOCK, Events,
    Robot, Tally, call, elements, emu, expect, open_robot)


def test_map(mc, plain):
    found, sent = mc.status()
    expect("mc: 616 elements come in one command", (616, 1), (len(found), sent))
    expect("mc: a disc in slot 1, none in slot 91", (FULL, 0),
           (found[1][0] & FULL, found[91][0] & FULL))
    expect("mc: what is known needs no command", 0, mc.status(False)[1])
    expect("mc: each drive element is a recorder of its bus", {1},
           {d[0] for d in mc.drives().values()})
    found, sent = plain.status()
    expect("plain: 2000 slots, and at most 8 commands", (2000, True),
           (sum(kind == 2 for _, _, kind, _ in found.values()), 0 < sent <= 8))
    expect("plain: discs have volume tags", True, any(tag for _, _, _, tag in found.values()))
    expect("plain: each drive element is told by its identifier", {2},
           {d[0] for d in plain.drives().values()})


def test_moves(mc):
    expect("mc: slot 2 to drive 1", (0, 0), mc.order(MOVE, 2, 0x3001)[:2])
    found, sent = mc.status(False)
    expect("mc: the map was read behind it", (0, FULL, 2, 0),
           (found[2][0] & FULL, found[0x3001][0] & FULL, found[0x3001][1], sent))
    for name, source, destination, wanted in (
            ("slot to slot", 3, 2, (errno.EOPNOTSUPP, 134)),
            ("an empty source", 2, 0x3002, (errno.ENOMEDIUM, 129)),
            ("a full destination", 3, 0x3001, (errno.EEXIST, 130)),
            ("an element that is not there", 3, 0x3fff, (errno.EINVAL, 128))):
        expect(f"mc: {name} is refused", wanted, mc.order(MOVE, source, destination)[:2])
    expect("mc: home", (0, 0), mc.order(MOVE, 0x3001, 0, F_HOME)[:2])
    expect("mc: home is slot 2", FULL, mc.status(False)[0][2][0] & FULL)
    expect("mc: to the mail slot, which opens", (0, 0), mc.order(MOVE, 4, 0x4000)[:2])
    expect("mc: the slot is open", OPEN_SLOT, mc.status()[0][0x4000][0] & OPEN_SLOT)
    expect("mc: from an open slot is refused", (errno.EBUSY, 133),
           mc.order(MOVE, 0x4000, 4)[:2])
    expect("mc: from the address that closes it", (0, 0), mc.order(MOVE, 0x4001, 4)[:2])


def test_orders(mc):
    for name, order, args in (
            ("position", POSITION, (0, 5)), ("init", INIT, ()), ("lock", LOCK, ()),
            ("init of a range", INIT, (1, 20, F_RANGE)), ("unlock", UNLOCK, ()),
            ("rezero", REZERO, (0, 0, F_RETURN)), ("clear log", CLEAR_LOG, ()),
            ("reserve", RESERVE, ()), ("release", RELEASE, ()), ("ready", READY, ()),
            ("sense", SENSE, ())):
        expect(f"mc: {name}", (0, 0), mc.order(order, *args)[:2])
    emu("changer", "0", "other", "reserve")
    expect("mc: a reservation of another host is told as such", (errno.EBUSY, 138),
           mc.order(MOVE, 5, 0x3001)[:2])
    emu("changer", "0", "other", "release")
    err, d = call(mc.fd, LOG, struct.pack("=I268x", 272))
    valid, pages = struct.unpack_from("=IQ", d, 4)
    expect("mc: its logs are decoded", (0, 15, True), (err, valid, bool(pages & 1 << 0x30)))
    expect("mc: its memory can be read", (0, 64), mc.buffer(bytearray(64), False))


def test_interrupted(mc):
    emu("changer", "0", "times", "move=3000")
    emu("changer", "0", "timing", "on", "factor=1")
    signal.signal(signal.SIGALRM, lambda *_: None)
    signal.siginterrupt(signal.SIGALRM, True)
    child = os.fork()
    if not child:
        class Stop(Exception):
            pass

        def stop(*_):
            raise Stop
        signal.signal(signal.SIGALRM, stop)
        signal.alarm(1)
        try:
            mc.order(MOVE, 6, 0x3002)
        except Stop:
            os._exit(0)
        os._exit(1)
    expect("mc: a signal ends the waiting", 0, os.waitpid(child, 0)[1])
    expect("mc: the move goes on", (2, 0), mc.outcome(0, False))
    expect("mc: and is told when it is done", (3, 0), mc.outcome())
    expect("mc: and was done", FULL, mc.status(False)[0][0x3002][0] & FULL)
    number = mc.order(MOVE, 0x3002, 6, F_NOWAIT)[2]
    poll = select.poll()
    poll.register(mc.fd, select.POLLIN)
    expect("mc: an order nobody waits for is under way", [], poll.poll(500))
    expect("mc: poll tells of its end", 1, len(poll.poll(20000)))
    expect("mc: its outcome is known by its id", (3, 0), mc.outcome(number))
    emu("changer", "0", "timing", "off")


def test_failure(mc):
    emu("changer", "0", "fault", "sense=4/80/61", "op=a5", "count=1")
    expect("mc: a failing mechanism is told", (errno.EIO, 140), mc.order(MOVE, 7, 0x3001)[:2])
    truth, found = elements(0), mc.status(False)[0]
    expect("mc: the map is true behind it", [], [at for at in found if at < 0x3000 and
           bool(truth.get(at)) != bool(found[at][0] & FULL)])


def test_events(mc, plain):
    events = Events()
    events.collect(3)
    emu("changer", "0", "mail", "open")
    got = events.collect(2)
    expect("events: the mail slot opened by hand within 2 s", True,
           any(e[0] == 18 and e[1] in (0x4000, 0x4001) for e in got))
    emu("changer", "0", "mail", "close")
    got = events.collect(2)
    expect("events: closed within 2 s", True, any(e[0] == 19 for e in got))
    expect("events: accessed (6/28/01)", True, any(e[0] == 20 for e in got))
    mc.order(MOVE, 8, 0x3001)
    got = events.collect(1)
    expect("events: what moved from where to where", [(8, 0x3001)],
           [e[2:] for e in got if e[0] == 17])
    mc.order(LOCK)
    mc.order(UNLOCK)
    expect("events: lock and unlock", [22, 23],
           [e[0] for e in events.collect(1) if e[0] in (22, 23)])
    plain.order(MOVE, 999, 998)
    expect("events: a refusal is an error", True, any(e[0] == 27 for e in events.collect(1)))


def main():
    mc, plain = Robot(sys.argv[1]), Robot(sys.argv[2])
    test_map(mc, plain)
    test_moves(mc)
    test_orders(mc)
    test_interrupted(mc)
    test_failure(mc)
    test_events(mc, plain)
    reader = os.open(sys.argv[1], os.O_RDONLY | os.O_NONBLOCK)
    _, d = call(open_robot(reader), ORDER, struct.pack("=8I64x", 96, LOCK, 0, 0xffff, 0, 0, 0, 0))
    expect("an fd for questions takes no orders", 68, struct.unpack_from("=I", d, 32)[0])
    emu("changer", "0", "gone")
    expect("a robot that is gone is told as such", errno.ENODEV, mc.order(READY)[0])
    emu("changer", "0", "back")
    return 1 if Tally.failed else 0


sys.exit(main())
