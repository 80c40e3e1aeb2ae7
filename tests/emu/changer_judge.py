#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""Judges what the emulated changers answer.

status FILE TABLE N     a READ ELEMENT STATUS of an MC agrees with changers, N
designator              the first designator in the hex of a VPD page 83h on stdin
codes SG CONTROL        every sense of the MC's manual can be provoked
"""
import re
import subprocess
import sys

# Table 43 of the manual: additional sense below 80h, then 80h, then 81h.
COMMON = """0000 0006 0200 0280 0400 0401 0402 0403 0500 0600 0700 0800 0801 0802
0A00 1500 1501 1A00 1B00 2000 2100 2101 2400 2500 2600 2601 2602 2603 2800 2801
2900 2A00 2A01 2A02 2C00 2F00 3000 3700 3900 3A00 3B0D 3B0E 3B8E 3D00 3E00 4300
4400 4500 4600 4700 4800 4900 4A00 4B00 4C00 4E00 5300 5302 5A00 5A01""".split()
MECHANISM = """01 02 03 04 07 08 09 10 11 12 20 21 22 23 24 25 26 27 28 29 30 31
32 41 42 43 50 51 52 60 61 62 63 64 65 72 80 81""".split()
PRINTER = """01 02 03 04 05 20 21 22 30 31 32 33 34 35 36 37 38 39 40 41 42 43 B0
B2 C0 FF""".split()


def sense_of(text):
    """The sense bytes that sg_raw -vv shows, as K/AA/QQ."""
    found = re.search(r"\b(7[01](?:\s+[0-9a-f]{2}\b){13,})", text)
    if not found:
        return "no sense"
    data = [int(word, 16) for word in found.group(1).split()]
    return "%x/%02x/%02x" % (data[2] & 15, data[12], data[13])


def elements(path, number):
    """The emulator's table: address to words."""
    rows = {}
    for line in open(path):
        words = line.split()
        if words[0] == number:
            fields = dict(w.split("=", 1) for w in words[3:] if "=" in w)
            rows[int(words[2], 16)] = fields
    return rows


def status(path, table, number):
    data = open(path, "rb").read()
    rows = elements(table, number)
    seen, pos = 0, 8
    while pos < len(data):
        size = int.from_bytes(data[pos + 2:pos + 4], "big")
        end = pos + 8 + int.from_bytes(data[pos + 5:pos + 8], "big")
        pos += 8
        while pos < end:
            d = data[pos:pos + size]
            row = rows[int.from_bytes(d[0:2], "big")]
            told = (bool(d[2] & 1), bool(d[16] & 1))
            true = (row["disc"] != "-", row["tray"] == "1")
            if told != true:
                sys.exit("element %s: %s, not %s" % (d[0:2].hex(), told, true))
            seen += 1
            pos += size
    if seen != len(rows):
        sys.exit("%d elements are told of, there are %d" % (seen, len(rows)))


def codes(device, control):
    wanted = ["5/%s/%s" % (c[:2], c[2:]) for c in COMMON]
    wanted += ["4/80/" + c for c in MECHANISM] + ["4/81/" + c for c in PRINTER]
    wanted.append("0/00/00")
    wrong = 0
    for code in wanted:
        with open(control, "w") as file:
            file.write("changer 0 fault sense=%s op=00\n" % code)
        said = subprocess.run(["sg_raw", "-vv", device, "00", "0", "0", "0", "0", "0"],
                              capture_output=True, text=True, check=False)
        got = sense_of(said.stdout + said.stderr)
        if got != code.lower():
            print("expected %s, got %s" % (code, got))
            wrong += 1
    print("%d codes" % len(wanted))
    sys.exit(bool(wrong))


def designator(text):
    data = bytes(int(w, 16) for line in text.splitlines()
                 for w in re.sub(r"^\s*[0-9a-f]{2,}\s+", "", line).split("   ")[0].split()
                 if re.fullmatch("[0-9a-f]{2}", w))
    print(data[8:8 + data[7]].hex())


def main(words):
    if words[0] == "status":
        status(*words[1:4])
    elif words[0] == "designator":
        designator(sys.stdin.read())
    else:
        codes(words[1], words[2])


main(sys.argv[1:])
