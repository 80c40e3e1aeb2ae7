# SPDX-License-Identifier: GPL-2.0
"""The sense of the MC's manual, table 43, as K/AA/QQ; mechanism errors are its 80h."""

COMMON = """0000 0006 0200 0280 0400 0401 0402 0403 0500 0600 0700 0800 0801 0802
0A00 1500 1501 1A00 1B00 2000 2100 2101 2400 2500 2600 2601 2602 2603 2800 2801
2900 2A00 2A01 2A02 2C00 2F00 3000 3700 3900 3A00 3B0D 3B0E 3B8E 3D00 3E00 4300
4400 4500 4600 4700 4800 4900 4A00 4B00 4C00 4E00 5300 5302 5A00 5A01""".split()
MECHANISM = """01 02 03 04 07 08 09 10 11 12 20 21 22 23 24 25 26 27 28 29 30 31
32 41 42 43 50 51 52 60 61 62 63 64 65 72 80 81""".split()
PRINTER = """01 02 03 04 05 20 21 22 30 31 32 33 34 35 36 37 38 39 40 41 42 43 B0
B2 C0 FF""".split()

# Keys where the manual or SCSI-2 has another one than illegal request.
KEYS = {"0000": 0, "0403": 2, "2601": 2, "2800": 6, "2801": 6, "2900": 6,
        "2A01": 6, "2A02": 6, "4300": 11, "4400": 4, "5A01": 6}


def every():
    rows = ["%x/%s/%s" % (KEYS.get(c, 5), c[:2], c[2:]) for c in COMMON]
    rows += ["4/80/" + c for c in MECHANISM]
    rows += ["%x/81/%s" % (0 if c == "22" else 4, c) for c in PRINTER]
    return [row.lower() for row in rows]
