#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""What the JVC's manual forbids and allows, command by command (its sections 3.1 to
3.19): the emulated MC answers as it says. Run by emu-changer.sh behind
changer_check.py, which leaves a disc in slots 1 to 6 and the drives empty."""
import sys

from changer_expect import WRONG, expect
from changer_scsi import Device, changer, elements, emu

MC = Device(changer(0))
BAD_FIELD = "5/24/00"
CONFLICT = "status 18"


def mc(name, wanted, cdb, out=b""):
    expect("mc: " + name, wanted, MC.send(cdb, out=out))


def asks(name, wanted, cdb, length):
    expect("mc: " + name, wanted, MC.ask(cdb, length))


def move(source, target, flags="0000"):
    return MC.send("a5002000%04x%04x0000%s" % (source, target, flags))


def disc(place):
    return elements(0)[place].get("disc", "-")


def other(what):
    expect("another initiator: " + what, None, emu("changer 0 other " + what))


def lengths():
    """3.2, 3.4, 3.5, 3.10, 3.11, 3.13: a length of 0 is no error, a long one no more."""
    for name, cdb in (("INQUIRY", "120000000000"), ("REQUEST SENSE", "030000000000"),
                      ("LOG SENSE", "4d004000000000000000"),
                      ("MODE SELECT", "151000000000"),
                      ("READ BUFFER", "3c020100000000000000"),
                      ("READ ELEMENT STATUS", "b800000000ff000000000000")):
        mc(name + " of no bytes", "good", cdb)
    MC.send("12000000ff00", 255)
    expect("mc: INQUIRY has 36 bytes and no more", 36, len(MC.data))


def logs():
    """3.3, 3.4"""
    mc("LOG SELECT that saves", BAD_FIELD, "4c034000000000000000")
    for code in (0x00, 0x80, 0xc0):
        mc("LOG SELECT with PC %s" % format(code >> 6, "02b"), BAD_FIELD,
           "4c02%02x00000000000000" % code)
    mc("LOG SELECT with a list", BAD_FIELD, "4c024000000000000400", out=bytes(4))
    mc("LOG SENSE with PPC", BAD_FIELD, "4d024700000000000000")
    mc("LOG SENSE that saves", BAD_FIELD, "4d014700000000000000")
    for code in (0x00, 0x80, 0xc0):
        mc("LOG SENSE with PC %s" % format(code >> 6, "02b"), BAD_FIELD,
           "4d00%02x00000000000000" % (code | 7))
    mc("LOG SENSE with a parameter pointer", BAD_FIELD, "4d004700000001000000")
    mc("LOG SENSE of a page it has not", BAD_FIELD, "4d004200000000000800")


def buffers():
    """3.10, 3.18: mode 010b, buffer 1"""
    for mode in (0, 1, 3, 4, 5, 6, 7):
        mc("WRITE BUFFER, mode %s" % format(mode, "03b"), BAD_FIELD,
           "3b%02x0100000000000400" % mode, out=bytes(4))
        mc("READ BUFFER, mode %s" % format(mode, "03b"), BAD_FIELD,
           "3c%02x0100000000000000" % mode)
    mc("WRITE BUFFER, a buffer that is reserved", BAD_FIELD, "3b020200000000000400",
       out=bytes(4))


def forms():
    """3.15, 3.16, 3.19"""
    mc("REZERO with Reset, without Immed", BAD_FIELD, "010600000000")
    mc("SEND DIAGNOSTIC with PF", BAD_FIELD, "1d1400000000")
    mc("SEND DIAGNOSTIC with DevOfl", BAD_FIELD, "1d0600000000")
    mc("SEND DIAGNOSTIC with UnitOfl", BAD_FIELD, "1d0500000000")
    mc("SEND DIAGNOSTIC with a list", BAD_FIELD, "1d0400000400", out=bytes(4))
    mc("JVC INITIALIZE ELEMENT STATUS, form 11b", BAD_FIELD, "e7030000000000000000")


def self_test():
    """3.16: a disc in slot 1, drive 1 and the transport empty"""
    master = disc("slot1")
    expect("mc: a disc into drive 1", "good", move(5, 0x3001))
    mc("self test with drive 1 full", "4/80/60", "1d0400000000")
    expect("mc: nothing was moved", master + " c0s5", disc("slot1") + " " + disc("drive1"))
    expect("mc: slot 1 is emptied", "good good", move(0x3001, 5) + " " + move(1, 0x3002))
    mc("self test with slot 1 empty", "4/80/30", "1d0400000000")
    expect("mc: and drive 1 stays so", "-", disc("drive1"))
    emu("changer 0 door open")
    emu("changer 0 trays 1 in")
    emu("changer 0 door close")
    mc("the door was open", "6/28/00", "000000000000")
    mc("self test with a tray without a disc in slot 1", "4/80/42", "1d0400000000")
    emu("changer 0 door open")
    emu("changer 0 trays 1 out")
    emu("changer 0 door close")
    mc("the door was open again", "6/28/00", "000000000000")
    mc("INITIALIZE ELEMENT STATUS", "good", "070000000000")
    expect("mc: the disc is back", "good " + master, move(0x3002, 1) + " " + disc("slot1"))
    emu("changer 0 fault sense=4/80/41 op=a5")
    expect("mc: a disc stays in the transport", "4/80/41", move(5, 0x3002))
    mc("self test with the transport full", "4/80/41", "1d0400000000")
    expect("mc: and slot 1 has its disc", master, disc("slot1"))
    mc("REZERO with Return", "good", "010200000000")
    mc("self test with all that it needs", "good", "1d0400000000")


def reserving():
    """3.12, 3.14: of the whole unit only; a stranger's five commands"""
    mc("RELEASE of an element", BAD_FIELD, "170100000000")
    mc("RESERVE of an element", BAD_FIELD, "160100000000")
    mc("RESERVE with a list of elements", BAD_FIELD, "160000000800", out=bytes(8))
    mc("RELEASE of what is not reserved", "good", "170000000000")
    other("reserve")
    asks("INQUIRY passes another's reservation", "0880", "120000000200", 2)
    asks("REQUEST SENSE passes it", "700000000000000a" + 20 * "0", "030000001200", 18)
    mc("ALLOW passes it", "good", "1e0000000000")
    mc("RELEASE passes it", "good", "170000000000")
    mc("PREVENT does not", CONFLICT, "1e0000000100")
    for name, cdb in (("TEST UNIT READY", "000000000000"), ("REZERO", "010000000000"),
                      ("INITIALIZE", "070000000000"), ("MODE SENSE", "1a0800000400"),
                      ("MODE SELECT", "151000000000"), ("self test", "1d0400000000"),
                      ("POSITION", "2b002000000700000000"),
                      ("READ BUFFER", "3c020100000000000000"),
                      ("LOG SENSE", "4d004000000000000000"),
                      ("LOG SELECT", "4c024000000000000000"),
                      ("MOVE MEDIUM", "a50020000005300100000000"),
                      ("READ ELEMENT STATUS", "b800000000ff000000000000"),
                      ("JVC INITIALIZE", "e7000000000000000000"), ("RESERVE", "160000000000")):
        mc(name + " meets it", CONFLICT, cdb)
    other("release")
    mc("ready when it is released", "good", "000000000000")


def third_parties():
    """3.12, 3.14: reserved for another device, which only who did it can take back"""
    mc("RESERVE for device 3", "good", "161600000000")
    mc("which is not this one", CONFLICT, "000000000000")
    mc("RELEASE for itself leaves it", "good", "170000000000")
    mc("so it holds", CONFLICT, "000000000000")
    mc("RELEASE for device 2 leaves it", "good", "171400000000")
    mc("it holds still", CONFLICT, "000000000000")
    mc("RELEASE for device 3", "good", "171600000000")
    mc("ends it", "good", "000000000000")
    mc("RESERVE for device 3 again", "good", "161600000000")
    mc("a refused RESERVE leaves it", BAD_FIELD, "160100000000")
    mc("as it was", CONFLICT, "000000000000")
    mc("RESERVE for itself takes its place", "good", "160000000000")
    mc("and this device goes on", "good", "000000000000")
    mc("RELEASE for device 3 leaves that", "good", "171600000000")
    expect("mc: reserved by this device", "another initiator can reserve prevent release allow mode log",
           emu("changer 0 other reserve"))
    mc("RELEASE", "good", "170000000000")
    mc("RESERVE for device 7, which this is", "good", "161e00000000")
    mc("is a reservation of its own", "good", "000000000000")
    mc("RELEASE for device 7", "good", "171e00000000")


def preventing():
    """3.9: until everybody who prevented allows"""
    denied = "a host prevents the removal from changer 0"
    other("prevent")
    expect("mc: another's PREVENT keeps the mail slot shut", "5/53/02", move(3, 0x4000))
    expect("mc: and the operator out", denied, emu("changer 0 mail open"))
    mc("whose wish is told", "6/5a/01", "000000000000")
    mc("PREVENT", "good", "1e0000000100")
    mc("ALLOW", "good", "1e0000000000")
    expect("mc: one ALLOW of two is not enough", "5/53/02", move(3, 0x4000))
    mc("PREVENT again", "good", "1e0000000100")
    other("allow")
    expect("mc: nor the other one", "5/53/02", move(3, 0x4000))
    mc("ALLOW again", "good", "1e0000000000")
    expect("mc: both are", "good", move(3, 0x4000))


def mail_by_itself():
    """3.7: from 4001h an open mail slot closes by itself"""
    expect("mc: from 4000h while it is open", "2/04/03", move(0x4000, 3))
    expect("mc: from 4001h while it is open", "good", move(0x4001, 3))
    expect("mc: it is closed then", "00",
           MC.ask("b80040000001000000220000", 34)[64:66])


def main():
    for part in (lengths, logs, buffers, forms, self_test, reserving, third_parties,
                 preventing, mail_by_itself):
        part()
    sys.exit(bool(WRONG))


main()
