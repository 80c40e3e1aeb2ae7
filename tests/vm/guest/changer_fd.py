#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""What changer fds and the events of the group changer do, as ok and not ok lines.
changer_fd.py MC PLAIN: nodes of an emulated MC-8600 with discs in slots 1 to 90 and
of a plain changer with discs in slots 1 to 600 of 2000. Called by changer.sh."""
import errno
import fcntl
import os
import select
import signal
import socket
import struct
import sys
import time
from ctypes import addressof, c_char as ctypes_char

EMU = "/sys/kernel/debug/dsr_emu/"
OPEN, INFO, STATUS, DRIVES, BIND, ORDER, OUTCOME, LOG, BUFFER, ASSIGN = (
    0xD500 + n for n in (0x08, 0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88))
MOVE, EXCHANGE, POSITION, INIT, LOCK, UNLOCK, REZERO, SELF_TEST = range(1, 9)
CLEAR_LOG, RESERVE, RELEASE, READY, SENSE = range(9, 14)
F_NOWAIT, F_FLIP, F_HOME, F_RANGE, F_RETURN = 1, 2, 8, 16, 64
FULL, OPEN_SLOT, SOURCE = 1, 1 << 7, 1 << 9
ERROR = "IBBBBIIQQ32s"
failed = 0


def expect(name, wanted, got):
    global failed
    if wanted == got:
        print(f"ok {name}")
    else:
        print(f"not ok {name}: expected {wanted}, got {got}")
        failed += 1
    sys.stdout.flush()


def emu(*words):
    with open(EMU + "control", "w", encoding="ascii") as f:
        f.write(" ".join(words) + "\n")


def call(fd, number, data):
    """(errno or 0, what came back)"""
    data = bytearray(data)
    try:
        return fcntl.ioctl(fd, number, data, True), data
    except OSError as e:
        return -e.errno, data


class Robot:
    def __init__(self, node):
        self.node = os.open(node, os.O_RDWR | os.O_NONBLOCK)
        control = os.open("/dev/dsr", os.O_RDWR)
        self.fd, _ = call(control, OPEN, struct.pack("=IiII64x", 80, self.node, 0, 0))
        os.close(control)
        if self.fd < 0:
            sys.exit(f"not ok open {node}: errno {-self.fd}")

    def info(self):
        _, d = call(self.fd, INFO, struct.pack("=I220x", 224))
        ranges = struct.unpack_from("=12I", d, 128)
        return {"flags": struct.unpack_from("=I", d, 4)[0],
                "ranges": [ranges[i:i + 2] for i in range(0, 12, 2)]}

    def status(self, fresh=True):
        """({address: (flags, source, type, tag)}, commands)"""
        room = 4096
        elements = bytearray(88 * room)
        address = (ctypes_char * len(elements)).from_buffer(elements)
        head = struct.pack("=IIIIIIQII16x64x", 120, int(fresh), 0, 0, 0xffff, room,
                           addressof(address), 88, 0)
        err, d = call(self.fd, STATUS, head)
        if err:
            return {}, -1
        nr, commands = struct.unpack_from("=I", d, 20)[0], struct.unpack_from("=I", d, 36)[0]
        found = {}
        for i in range(nr):
            _, flags, at, source, kind = struct.unpack_from("=IIHHB", elements, 88 * i)
            tag = elements[88 * i + 24:88 * i + 56].rstrip(b"\0").decode()
            found[at] = (flags, source, kind, tag)
        return found, commands

    def drives(self):
        """{address: (how, host, id, serial)}"""
        drives = bytearray(200 * 64)
        address = (ctypes_char * len(drives)).from_buffer(drives)
        _, d = call(self.fd, DRIVES, struct.pack("=IIQII", 24, 64, addressof(address), 200, 0))
        found = {}
        for i in range(struct.unpack_from("=I", d, 4)[0]):
            _, how, at = struct.unpack_from("=IIH", drives, 200 * i)
            host, _, target = struct.unpack_from("=III", drives, 200 * i + 80)
            found[at] = (how, host, target)
        return found

    def order(self, order, source=0, destination=0, flags=0, second=0):
        """(errno or 0, reason, order id)"""
        head = struct.pack("=8I64x", 96, order, flags, 0xffff, source, destination, second, 0)
        err, d = call(self.fd, ORDER, head)
        return -err, struct.unpack_from("=I", d, 32)[0], struct.unpack_from("=I", d, 28)[0]

    def outcome(self, number=0, wait=True):
        """(state, result)"""
        err, d = call(self.fd, OUTCOME, struct.pack("=III116x", 128, number, int(wait)))
        return struct.unpack_from("=I", d, 12)[0], err or struct.unpack_from("=I", d, 20)[0]


class Events:
    """Listens to the group changer."""
    def __init__(self):
        self.sock = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 16)
        self.sock.bind((0, 0))
        name = b"dsr\0"
        attr = struct.pack("=HH", 4 + len(name), 2) + name
        self.sock.send(struct.pack("=IHHII", 20 + len(attr), 16, 1, 1, 0) +
                       struct.pack("=BBH", 3, 1, 0) + attr)
        family = self.attrs(self.sock.recv(65536)[20:])
        for group in self.attrs(family[7]).values():
            a = self.attrs(group)
            if a[1] == b"changer\0":
                self.sock.setsockopt(270, 1, struct.unpack("=I", a[2])[0])

    @staticmethod
    def attrs(data):
        found, at = {}, 0
        while at + 4 <= len(data):
            length, kind = struct.unpack_from("=HH", data, at)
            found[kind & 0x3fff] = data[at + 4:at + length]
            at += (length + 3) & ~3
        return found

    def collect(self, seconds):
        """[(event, element address, from, to)] of the next seconds"""
        found, end = [], time.monotonic() + seconds
        while select.select([self.sock], [], [], max(0, end - time.monotonic()))[0]:
            a = self.attrs(self.sock.recv(65536)[20:])
            element = self.attrs(a[15]) if 15 in a else {}
            found.append(tuple(struct.unpack("=I", x)[0] if x else None for x in
                               (a[4], element.get(2), a.get(16), a.get(17))))
        return found


def test_map(mc, plain):
    found, sent = mc.status()
    expect("mc: 616 elements come in one command", (616, 1), (len(found), sent))
    expect("mc: a disc in slot 1, none in slot 91", (FULL, 0),
           (found[1][0] & FULL, found[91][0] & FULL))
    expect("mc: what is known needs no command", 0, mc.status(False)[1])
    expect("mc: each drive element is a recorder of its bus", {1},
           {how for how, _, _ in mc.drives().values()})
    found, sent = plain.status()
    expect("plain: 2000 slots, and at most 8 commands", (2000, True),
           (sum(kind == 2 for _, _, kind, _ in found.values()), 0 < sent <= 8))
    expect("plain: discs have volume tags", True, any(tag for _, _, _, tag in found.values()))
    expect("plain: each drive element is told by its identifier", {2},
           {how for how, _, _ in plain.drives().values()})


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
    data = bytearray(64)
    address = (ctypes_char * 64).from_buffer(data)
    err, d = call(mc.fd, BUFFER, struct.pack("=6IQ64x", 96, 0, 1, 0, 64, 0, addressof(address)))
    expect("mc: its memory can be read", (0, 64), (err, struct.unpack_from("=I", d, 16)[0]))


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
    with open(EMU + "changers", encoding="ascii") as f:
        truth = {int(w[2], 16): "disc=-" not in line and "disc=none" not in line
                 for line in f if (w := line.split()) and w[0] == "0"}
    found = mc.status(False)[0]
    expect("mc: the map is true behind it", [], [at for at in found if at < 0x3000 and
           at in truth and truth[at] != bool(found[at][0] & FULL)])


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
    control = os.open("/dev/dsr", os.O_RDWR)
    fd, _ = call(control, OPEN, struct.pack("=IiII64x", 80, reader, 0, 0))
    _, d = call(fd, ORDER, struct.pack("=8I64x", 96, LOCK, 0, 0xffff, 0, 0, 0, 0))
    expect("an fd for questions takes no orders", 68, struct.unpack_from("=I", d, 32)[0])
    emu("changer", "0", "gone")
    expect("a robot that is gone is told as such", errno.ENODEV, mc.order(READY)[0])
    return 1 if failed else 0


sys.exit(main())
