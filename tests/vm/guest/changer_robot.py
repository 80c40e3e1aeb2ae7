# SPDX-License-Identifier: GPL-2.0
"""Robots by their changer fds, and the events of the group changer. Used by the
changer_*.py beside it, which print ok and not ok lines."""
import fcntl
import os
import select
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
F_NOWAIT, F_FLIP, F_HOME, F_RANGE, F_RESET, F_RETURN, F_IMMED = 1, 2, 8, 16, 32, 64, 128
FULL, OPEN_SLOT, INVERTED, SOURCE = 1, 1 << 7, 1 << 8, 1 << 9
BY_MODEL, LOCKED, RESERVED = 1 << 9, 1 << 10, 1 << 11
ELEMENT, MOVED, OPENED, CLOSED, ACCESSED, DOOR = range(16, 22)
E_LOCKED, E_UNLOCKED, PRINTING, PRINTED, INK, ERROR, OPERATOR, RESET = range(22, 30)


class Tally:
    """How many promises were not kept."""
    failed = 0


def expect(name, wanted, got):
    if wanted == got:
        print(f"ok {name}")
    else:
        print(f"not ok {name}: expected {wanted}, got {got}")
        Tally.failed += 1
    sys.stdout.flush()


def emu(*words):
    with open(EMU + "control", "w", encoding="ascii") as f:
        f.write(" ".join(words) + "\n")


def sent(changer):
    """Commands that a changer has been sent since its reset-stats."""
    with open(f"{EMU}changer/{changer}/stats", encoding="ascii") as f:
        return sum(int(line.split()[1]) for line in f if line.startswith("op_"))


def elements(changer):
    """What really lies where: {address: disc or None}."""
    found = {}
    with open(EMU + "changers", encoding="ascii") as f:
        for w in (line.split() for line in f):
            if w and w[0] == str(changer):
                disc = next((x[5:] for x in w if x.startswith("disc=")), "-")
                found[int(w[2], 16)] = None if disc in ("-", "none") else disc
    return found


def node(changer, kind="scsi_generic"):
    """The /dev node of a changer, or None."""
    with open(EMU + "changers", encoding="ascii") as f:
        at = next(w[3] for w in (line.split() for line in f)
                  if w and w[0] == "changer" and w[1] == str(changer))
    try:
        return "/dev/" + os.listdir(f"/sys/bus/scsi/devices/{at}/{kind}")[0]
    except (FileNotFoundError, IndexError):
        return None


def wait_for(seconds, function):
    """Until it returns something, at most so long; what it returned."""
    end = time.monotonic() + seconds
    while not (got := function()) and time.monotonic() < end:
        time.sleep(0.1)
    return got


def call(fd, number, data):
    """(errno or 0, what came back)"""
    data = bytearray(data)
    try:
        return fcntl.ioctl(fd, number, data, True), data
    except OSError as e:
        return -e.errno, data


def open_robot(fd):
    """A changer fd on a node, or -errno."""
    control = os.open("/dev/dsr", os.O_RDWR)
    got, _ = call(control, OPEN, struct.pack("=IiII64x", 80, fd, 0, 0))
    os.close(control)
    return got


class Robot:
    """A changer fd."""
    def __init__(self, path):
        self.node = os.open(path, os.O_RDWR | os.O_NONBLOCK)
        self.fd = open_robot(self.node)
        if self.fd < 0:
            sys.exit(f"not ok open {path}: errno {-self.fd}")

    def close(self):
        os.close(self.fd)
        os.close(self.node)

    def info(self):
        err, d = call(self.fd, INFO, struct.pack("=I220x", 224))
        ranges = struct.unpack_from("=12I", d, 128)
        return {"errno": -err, "flags": struct.unpack_from("=I", d, 4)[0],
                "ranges": [ranges[i:i + 2] for i in range(0, 12, 2)],
                "newest": struct.unpack_from("=I", d, 208)[0]}

    def status(self, fresh=True):
        """({address: (flags, source, type, tag)}, commands); in status_error errno
        and reason"""
        room = 4096
        elements = bytearray(88 * room)
        address = (ctypes_char * len(elements)).from_buffer(elements)
        head = struct.pack("=IIIIIIQII16x64x", 120, int(fresh), 0, 0, 0xffff, room,
                           addressof(address), 88, 0)
        err, d = call(self.fd, STATUS, head)
        self.status_error = -err, struct.unpack_from("=I", d, 56)[0]
        nr, commands = struct.unpack_from("=I", d, 20)[0], struct.unpack_from("=I", d, 36)[0]
        found = {}
        for i in range(nr):
            _, flags, at, source, kind = struct.unpack_from("=IIHHB", elements, 88 * i)
            tag = elements[88 * i + 24:88 * i + 56].rstrip(b"\0").decode()
            found[at] = (flags, source, kind, tag)
        return found, commands

    def drives(self):
        """{address: (how, host, id, serial)}; how is enum dsr_drive_how"""
        drives = bytearray(200 * 64)
        address = (ctypes_char * len(drives)).from_buffer(drives)
        _, d = call(self.fd, DRIVES, struct.pack("=IIQII", 24, 64, addressof(address), 200, 0))
        found = {}
        for i in range(struct.unpack_from("=I", d, 4)[0]):
            _, how, at = struct.unpack_from("=IIH", drives, 200 * i)
            host, _, target = struct.unpack_from("=III", drives, 200 * i + 80)
            serial = drives[200 * i + 160:200 * i + 200].rstrip(b"\0").decode()
            found[at] = (how, host, target, serial)
        return found

    def order(self, order, source=0, destination=0, flags=0, second=0):
        """(errno or 0, reason, order id)"""
        head = struct.pack("=8I64x", 96, order, flags, 0xffff, source, destination, second, 0)
        err, d = call(self.fd, ORDER, head)
        return -err, struct.unpack_from("=I", d, 32)[0], struct.unpack_from("=I", d, 28)[0]

    def bind(self, element, fd):
        """errno or 0"""
        return -call(self.fd, BIND, struct.pack("=IIiI", 16, element, fd, 0))[0]

    def assign(self, ranges):
        """(errno or 0, reason); ranges are six of (first, count)"""
        flat = [x for pair in ranges for x in pair]
        err, d = call(self.fd, ASSIGN, struct.pack("=II12I64x", 120, 0, *flat))
        return -err, struct.unpack_from("=I", d, 56)[0]

    def buffer(self, data, write, offset=0):
        """(errno or 0, bytes that moved); data is a bytearray"""
        address = (ctypes_char * len(data)).from_buffer(data)
        err, d = call(self.fd, BUFFER, struct.pack("=6IQ64x", 96, int(write), 1, offset,
                                                   len(data), 0, addressof(address)))
        return -err, struct.unpack_from("=I", d, 16)[0]

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
