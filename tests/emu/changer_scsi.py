# SPDX-License-Identifier: GPL-2.0
"""SG_IO, and what the emulator's files say: for changer_check.py."""
import ctypes
import fcntl
import os

EMU = "/sys/kernel/debug/dsr_emu/"
SG_IO = 0x2285
SG_NONE, SG_TO_DEV, SG_FROM_DEV = -1, -2, -3


class SgHeader(ctypes.Structure):
    """struct sg_io_hdr of scsi/sg.h"""
    _fields_ = [
        ("interface_id", ctypes.c_int), ("dxfer_direction", ctypes.c_int),
        ("cmd_len", ctypes.c_ubyte), ("mx_sb_len", ctypes.c_ubyte),
        ("iovec_count", ctypes.c_ushort), ("dxfer_len", ctypes.c_uint),
        ("dxferp", ctypes.c_void_p), ("cmdp", ctypes.c_void_p),
        ("sbp", ctypes.c_void_p), ("timeout", ctypes.c_uint),
        ("flags", ctypes.c_uint), ("pack_id", ctypes.c_int),
        ("usr_ptr", ctypes.c_void_p), ("status", ctypes.c_ubyte),
        ("masked_status", ctypes.c_ubyte), ("msg_status", ctypes.c_ubyte),
        ("sb_len_wr", ctypes.c_ubyte), ("host_status", ctypes.c_ushort),
        ("driver_status", ctypes.c_ushort), ("resid", ctypes.c_int),
        ("duration", ctypes.c_uint), ("info", ctypes.c_uint)]


class Device:
    """A SCSI device by its sg node."""

    def __init__(self, hcil):
        node = os.listdir("/sys/bus/scsi/devices/%s/scsi_generic" % hcil)[0]
        self.node = "/dev/" + node
        self.file = os.open(self.node, os.O_RDWR | os.O_NONBLOCK)
        self.data = b""

    def send(self, cdb, length=0, out=b"", timeout=60000):
        """Sends hex bytes; returns good, K/AA/QQ, or the status in hex."""
        cdb = bytes.fromhex(cdb)
        size = len(out) or length
        data = ctypes.create_string_buffer(out, max(size, 1))
        sense = ctypes.create_string_buffer(32)
        command = ctypes.create_string_buffer(cdb, len(cdb))
        header = SgHeader(
            interface_id=ord("S"), cmd_len=len(cdb), mx_sb_len=32,
            dxfer_direction=SG_TO_DEV if out else
            SG_FROM_DEV if length else SG_NONE,
            dxfer_len=size, dxferp=ctypes.addressof(data),
            cmdp=ctypes.addressof(command), sbp=ctypes.addressof(sense),
            timeout=timeout)
        fcntl.ioctl(self.file, SG_IO, header)
        self.data = data.raw[:size - header.resid] if length else b""
        if header.host_status:
            return "host %d" % header.host_status
        if header.status == 2:
            raw = sense.raw
            return "%x/%02x/%02x" % (raw[2] & 15, raw[12], raw[13])
        return "status %02x" % header.status if header.status else "good"

    def ask(self, cdb, length):
        """The answer as hex digits, or how it was refused."""
        how = self.send(cdb, length)
        return self.data.hex() if how == "good" else how


def emu(line):
    """A line for the control file; None, or why it was refused."""
    try:
        with open(EMU + "control", "w", encoding="ascii") as file:
            file.write(line + "\n")
    except OSError:
        with open(EMU + "control", encoding="ascii") as file:
            return file.read().strip()
    return None


def table(name):
    with open(EMU + name, encoding="ascii") as file:
        return [line.split() for line in file]


def changer(number):
    """H:C:I:L of a changer."""
    return [r[3] for r in table("changers") if r[:2] == ["changer", str(number)]][0]


def drive(number):
    """The words about a drive: number model hcil tray disc medium."""
    return [r for r in table("drives") if r[0] == str(number)][0]


def elements(number):
    """What the emulator knows: name to fields, with the address."""
    rows = {}
    for words in table("changers"):
        if words[0] == str(number):
            rows[words[1]] = dict(w.split("=", 1) for w in words[3:] if "=" in w)
            rows[words[1]]["address"] = int(words[2], 16)
    return rows
