#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""What the emulated changers promise, byte by byte. Run in the guest by
emu-changer.sh with all on one bus: changer 0 is an MC-8100 with drives 1 to 4,
a master in slot 1 and blanks in 2 to 90; changer 1 is a plain one with drives 5
and 6, two pickers, 2000 slots and discs in 1 to 599."""
import sys
import time
import zlib

from changer_codes import every
from changer_expect import WRONG, expect
from changer_scsi import EMU, Device, changer, drive, elements, emu

MC = Device(changer(0))
PLAIN = Device(changer(1))


def mc(name, wanted, cdb):
    expect("mc: " + name, wanted, MC.send(cdb))


def plain(name, wanted, cdb):
    expect("plain: " + name, wanted, PLAIN.send(cdb))


def move(source, target, flags="0000"):
    """MOVE MEDIUM of the MC; flags are bytes 10 and 11."""
    return MC.send("a5002000%04x%04x0000%s" % (source, target, flags))


def moves(name, wanted, source, target, flags="0000"):
    expect("mc: " + name, wanted, move(source, target, flags))


def element(address):
    """The MC's descriptor of one element, 18 bytes in hex."""
    return MC.ask("b800%04x0001000000220000" % address, 34)[32:]


def at(number, name, field="disc"):
    return elements(number)[name].get(field, "-")


def in_drive(number):
    return drive(number)[4]


def identity():
    mc("TEST UNIT READY", "good", "000000000000")
    expect("mc: INQUIRY", "088002021f000000" +
           (b"JVC     " + b"JVC-CHG MC-8100 " + b"1.00").hex(), MC.ask("120000002400", 36))
    expect("mc: INQUIRY of 5 bytes", "088002021f", MC.ask("120000000500", 5))
    mc("INQUIRY with EVPD", "5/24/00", "120180002400")
    mc("an operation code it has not", "5/20/00", "a60000000000000000000000")
    mc("a reserved bit", "5/24/00", "070000000100")


def all_told():
    """Every element of the report agrees with the emulator's table."""
    rows = {row["address"]: row for row in elements(0).values()}
    MC.send("b80000000268000008000000", 2048)
    data, pos, wrong = MC.data, 8, []
    while pos < len(data):
        size = int.from_bytes(data[pos + 2:pos + 4], "big")
        end = pos + 8 + int.from_bytes(data[pos + 5:pos + 8], "big")
        pos += 8
        while pos < end:
            d = data[pos:pos + size]
            row = rows.pop(int.from_bytes(d[0:2], "big"))
            if (d[2] & 1, d[16] & 1) != (row["disc"] != "-", int(row["tray"])):
                wrong.append(d.hex())
            pos += size
    return wrong + list(rows)


def status():
    expect("mc: lengths of the report of all elements", "0001006c000007c0",
           MC.ask("b800000000ff000000080000", 8))
    expect("mc: every element is told as it is", [], all_told())
    expect("mc: a full slot", "000109" + 26 * "0" + "0100", element(1))
    expect("mc: an empty slot without a tray", "005f08" + 30 * "0", element(95))
    expect("mc: an empty drive has its SCSI address",
           "30010800000020" + "%02x" % int(drive(1)[2].split(":")[2]) + 20 * "0", element(0x3001))
    expect("mc: the printer", "500008000000800000" + 18 * "0", element(0x5000))
    mc("volume tags", "5/24/00", "b8100000000100000022" + "0000")
    mc("an element type that is reserved", "5/24/00", "b80600000001000000220000")
    mc("no element from there on", "5/21/01", "b800600000010000002200" + "00")


def master_readable():
    with open("/dev/" + sr_of(1), "rb") as file:
        got = file.read(1 << 20)
    with open(sys.argv[1], "rb") as file:
        return got == file.read(1 << 20)


def sr_of(number):
    import os
    return os.listdir("/sys/bus/scsi/devices/%s/block" % drive(number)[2])[0]


def moving():
    moves("slot to drive", "good", 1, 0x3001)
    expect("mc: the disc is in the drive", "master", in_drive(1))
    expect("mc: the drive's element knows its source", "3001090000002001008000010000" + "00000100",
           element(0x3001))
    expect("mc: the disc that was moved is read in its drive", True, master_readable())
    moves("empty slot, not even a tray", "5/3b/8e", 1, 0x3002)
    moves("full drive", "5/3b/0d", 2, 0x3001)
    moves("slot to slot", "5/21/01", 2, 3)
    moves("an address that is not there", "5/21/01", 2, 0x3005)
    moves("another transport", "5/21/01", 2, 0x2000)
    moves("Eject with a destination", "5/24/00", 0x3001, 1, "0040")
    lock = Device(drive(1)[2])
    lock.send("000000000000")
    lock.send("000000000000")
    lock.send("1e0000000100")
    moves("a drive that a host has locked", "4/80/63", 0x3001, 1)
    expect("mc: its element tells why", "8063", element(0x3001)[8:12])
    lock.send("1e0000000000")
    moves("Eject takes the disc home", "good", 0x3001, 0, "0040")
    expect("mc: it is there", "master", at(0, "slot1"))
    mc("POSITION TO ELEMENT", "good", "2b002000000700000000")
    mc("POSITION to the printer", "5/21/01", "2b002000500000000000")
    mc("POSITION with Invert", "5/24/00", "2b002000000700000100")


def believing():
    emu("changer 0 door open")
    mc("the door is open", "2/04/03", "000000000000")
    emu("changer 0 trays 95 in")
    emu("changer 0 door close")
    mc("and was", "6/28/00", "000000000000")
    move(2, 0x3001)
    expect("mc: a hand's doing is not seen", "00", element(95)[32:34])
    moves("and found by the robot", "4/80/31", 0x3001, 95)
    emu("changer 0 door open")
    emu("changer 0 trays 96 in")
    emu("changer 0 door close")
    mc("and was again", "6/28/00", "000000000000")
    mc("JVC INITIALIZE ELEMENT STATUS, a range", "good", "e7020060006000000000")
    expect("mc: the empty tray is known then", "01", element(96)[32:34])
    moves("a tray without a disc to a drive", "4/80/42", 96, 0x3002)
    moves("home", "good", 0x3001, 2)
    mc("INITIALIZE, reserved form", "5/24/00", "e7010000000000000000")
    mc("INITIALIZE, no such element", "5/21/01", "e7020001006500000000")
    mc("INITIALIZE ELEMENT STATUS", "good", "070000000000")


def mail():
    moves("to the mail slot that opens", "good", 2, 0x4000)
    expect("mc: it is open, with the disc", "400031" + "000000000000800002000000000300",
           element(0x4000))
    expect("mc: 4001h is the same", "400131" + "000000000000800002000000000300", element(0x4001))
    moves("from the open mail slot", "2/04/03", 0x4000, 2)
    expect("hands: take from the mail slot", None, emu("changer 0 take mail tray"))
    emu("disc new1 new dvd+r")
    expect("hands: put into the mail slot", None, emu("changer 0 put mail new1"))
    emu("changer 0 mail close")
    mc("the mail slot was used", "6/28/01", "000000000000")
    moves("from the mail slot", "good", 0x4000, 2)
    expect("mc: the operator's disc is in the slot", "new1", at(0, "slot2"))
    moves("to the mail slot that stays closed", "good", 3, 0x4001)
    expect("mc: it is closed", "01", element(0x4000)[32:34])
    moves("and back", "good", 0x4001, 3)
    mc("PREVENT", "good", "1e0000000100")
    moves("the mail slot is locked", "5/53/02", 3, 0x4000)
    expect("mc: a hand can't open it", "a host prevents the removal from changer 0",
           emu("changer 0 mail open"))
    mc("the wish is told", "6/5a/01", "000000000000")
    mc("ALLOW", "good", "1e0000000000")


def flip():
    emu("changer 0 fill dvd+r 91-92 two-sided")
    moves("turned on its way", "good", 91, 0x3002, "0100")
    expect("mc: the drive has the other side", "c0s91b", in_drive(2))
    expect("mc: Invert is told", "c0", element(0x3002)[18:20])
    moves("turned back", "good", 0x3002, 91, "0100")
    expect("mc: the first side is down again", "c0s91", at(0, "slot91"))
    moves("a disc of one side, turned", "good", 4, 0x3002, "0100")
    expect("mc: the drive finds no disc", "-", in_drive(2))
    expect("mc: the element has it", "c0s4", at(0, "drive2"))
    moves("home, turned", "good", 0x3002, 0, "0140")
    expect("mc: it can be read again", "good c0s4", move(4, 0x3002) + " " + in_drive(2))
    move(0x3002, 4)


def wait_for(what, seconds=20):
    end = time.time() + seconds
    while not what() and time.time() < end:
        time.sleep(0.1)
    return what()


def send_label(label):
    with open(EMU + "changer/0/port", "wb") as port:
        port.write(label)


def printing():
    label = bytes(range(256)) * 300
    moves("to the printer", "good", 5, 0x5000)
    emu("changer 0 timing on")
    emu("changer 0 times print=2000 move=10")
    send_label(label)
    expect("mc: the printer is busy", "05", element(0x5000)[32:34])
    moves("not while it prints", "4/81/c0", 0x5000, 5)
    expect("mc: it finishes", True, wait_for(lambda: element(0x5000)[32:34] == "09"))
    emu("changer 0 timing off")
    expect("mc: the label is on the disc", "%u/%08x" % (len(label), zlib.crc32(label)),
           at(0, "printer1", "label"))
    emu("changer 0 ink 0 5 5 5")
    send_label(label)
    expect("mc: no black ink", "05 8122 85", " ".join(
        element(0x5000)[i:j] for i, j in ((4, 6), (8, 12), (32, 34))))
    expect("mc: REQUEST SENSE is silent about ink", "700000000000000a" + 20 * "0",
           MC.ask("030000001200", 18))
    emu("changer 0 ink 5 5 5 5")
    expect("mc: new ink, and the bit stays", "89", element(0x5000)[32:34])
    moves("printer and mail slot are no pair", "5/21/01", 0x5000, 0x4000)
    moves("the labelled disc goes back", "good", 0x5000, 5)
    expect("mc: Finish is gone", "80", element(0x5000)[32:34])
    send_label(label)
    expect("mc: a label without a disc", "81ff", element(0x5000)[8:12])
    mc("REZERO with Reset", "good", "010500000000")
    mc("is a reset", "6/29/00", "000000000000")
    expect("mc: which forgets empty cartridges", "00", element(0x5000)[32:34])


def pages():
    expect("mc: mode page 1Dh", "170000001d12200000010001006440000002300100040000",
           MC.ask("1a081d001800", 24))
    expect("mc: mode page 1Eh", "070000001e020100", MC.ask("1a081e000800", 8))
    expect("mc: mode page 1Fh", "170000001f120e00000c0a0e" + 24 * "0", MC.ask("1a081f001800", 24))
    expect("mc: mode page 00h", "03000000", MC.ask("1a0800000400", 4))
    mc("saved mode pages", "5/39/00", "1a08dd000000")
    mc("another mode page", "5/24/00", "1a0808001800")
    expect("mc: MODE SELECT of what holds", "good",
           MC.send("151000000800", out=bytes.fromhex("000000001e020100")))
    expect("mc: MODE SELECT of something else", "5/26/00",
           MC.send("151000000800", out=bytes.fromhex("000000001e020000")))
    expect("mc: MODE SELECT with a block descriptor", "5/26/00",
           MC.send("151000000c00", out=bytes.fromhex("000000080000000000000000")))
    mc("MODE SELECT that saves", "5/24/00", "151100000000")
    mc("LOG SELECT without PCR", "5/24/00", "4c004000000000000000")
    mc("LOG SENSE, another PC", "5/24/00", "4d000000000000000800")
    mc("LOG SELECT clears", "good", "4c024000000000000000")
    expect("mc: log page 00h", "0000000400060730", MC.ask("4d004000000000000800", 8))
    moves("one media change", "good", 1, 0x3001)
    expect("mc: log page 30h counts it", "300000080000400400000001",
           MC.ask("4d007000000000000c00", 12))
    emu("changer 0 fault sense=4/80/26 op=a5 element=0x3001")
    moves("a fault of the mechanism", "4/80/26", 0x3001, 1)
    expect("mc: log page 06h counts it", "06000006000040020001", MC.ask("4d004600000000000a00", 10))
    page = MC.ask("4d00470000000000ac00", 172)
    expect("mc: log page 07h has the error", "070000a8800041100026" + 28 * "0" + "80014190", page[:56])
    expect("mc: and the command with status and sense", True,
           "0700a5002000300100010000000002048026" in page)


def recovering():
    emu("changer 0 fault sense=4/80/41 op=a5")
    moves("a fault that leaves the disc in the carrier", "4/80/41", 0x3001, 1)
    expect("mc: there it is", "2000050080" + "41", element(0x2000)[:6] + "00" + element(0x2000)[8:12])
    moves("no move while it is there", "4/80/41", 5, 0x3002)
    mc("REZERO with Return", "good", "010200000000")
    expect("mc: the disc is home", "master", at(0, "slot1"))
    emu("changer 0 fault sense=4/80/62 op=a5 element=slot5 nth=2")
    expect("mc: a fault at its second turn", "good good 4/80/62",
           " ".join((move(5, 0x3001), move(6, 0x3002), move(0x3001, 5))))
    expect("mc: the disc got where it should", "c0s5", at(0, "slot5"))
    mc("all home, at once", "good", "010300000000")
    mc("Reset needs Immed", "5/24/00", "010400000000")
    mc("self test", "good", "1d0400000000")
    expect("mc: after the self test the disc is where it was", "master -",
           at(0, "slot1") + " " + in_drive(1))
    mc("SEND DIAGNOSTIC without a self test", "5/24/00", "1d0000000000")


def sharing():
    MC.send("3b020100010000000e00", out=b"memory and bus")
    expect("mc: buffer", b"memory and bus".hex(), MC.ask("3c020100010000000e00", 14))
    mc("READ BUFFER, another mode", "5/24/00", "3c000100000000000000")
    emu("changer 0 other reserve")
    mc("another initiator has it", "status 18", "000000000000")
    mc("ALLOW is free", "good", "1e0000000000")
    mc("RELEASE by a stranger changes nothing", "good", "170000000000")
    mc("it still has it", "status 18", "160000000000")
    emu("changer 0 other release")
    mc("RESERVE", "good", "160000000000")
    mc("RESERVE of an element", "5/24/00", "160100000000")
    mc("RELEASE", "good", "170000000000")
    emu("changer 0 other mode")
    mc("another initiator changed mode pages", "6/2a/01", "000000000000")
    emu("changer 0 other log")
    mc("another initiator cleared the logs", "6/2a/02", "000000000000")


def codes():
    wrong = []
    for code in every():
        emu("changer 0 fault sense=%s op=00" % code)
        if MC.send("000000000000") != code:
            wrong.append(code)
    expect("mc: each of %d codes can be provoked" % len(every()), [], wrong)
    emu("changer 0 except slot7 80/31")
    expect("mc: an element can be made to tell any", "8031", element(7)[8:12])
    emu("changer 0 except slot7 ok")


def only_plain():
    designator = Device(drive(5)[2]).ask("120183002c00", 44)[16:]
    PLAIN.send("b8140200000101000074" + "0000", 116)
    expect("plain: a drive element has the drive's designator", designator, PLAIN.data[-32:].hex())
    expect("plain: and its lengths", "0200000100000" + "05c" + "0480005400000054",
           PLAIN.data[:16].hex())
    PLAIN.send("b8121010000100000044" + "0000", 68)
    expect("plain: a volume tag", b"DSR100017".ljust(32), PLAIN.data[28:60])
    plain("the second picker moves", "good", "a5000002100402000000" + "0000")
    expect("plain: it did", "c1s5", in_drive(5))
    lock = Device(drive(5)[2])
    lock.send("000000000000")
    lock.send("000000000000")
    lock.send("1e0000000100")
    plain("a drive that a host has locked", "5/53/03", "a50000000200100400000000")
    lock.send("1e0000000000")
    plain("back", "good", "a50000000200100400000000")
    plain("empty source", "5/3b/0e", "a50000000200100400000000")
    plain("full destination", "5/3b/0d", "a50000001000100400000000")
    plain("EXCHANGE MEDIUM", "good", "a60000001000100110000000")
    expect("plain: two have changed places", "c1s2 c1s1", at(1, "slot1") + " " + at(1, "slot2"))
    mail_and_abort()


def mail_and_abort():
    plain("to a mail slot", "good", "a50000001006010100000000")
    plain("the host opens it", "good", "1b000100000000"[:12])
    expect("hands: take from it", None, emu("changer 1 take mail2"))
    emu("changer 1 mail close")
    plain("it was used", "6/28/01", "000000000000")
    emu("changer 1 timing on")
    emu("changer 1 times move=5000")
    PLAIN.send("a50000001008020000000000", timeout=500)
    emu("changer 1 timing off")
    expect("plain: an aborted move leaves the disc in the carrier", "c1s9", at(1, "picker1"))
    plain("and it can be moved from there", "good", "a50000000001100800000000")


def main():
    for device in (MC, PLAIN):
        for _ in range(4):
            device.send("000000000000")
    for part in (identity, status, moving, believing, mail, flip, printing, pages,
                 recovering, sharing, codes, only_plain):
        part()
    sys.exit(bool(WRONG))


main()
