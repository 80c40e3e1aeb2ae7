# SPDX-License-Identifier: GPL-2.0
"""dvd_video.py FOLDER SECTORS: a VIDEO_TS with one title set of so many sectors, as
much of one as genisoimage -dvd-video looks into. Offsets: the DVD-Video format's
VMGI_MAT, VTSI_MAT and the tables that these point at; numbers are big-endian."""
import os
import random
import struct
import sys

SECTOR = 2048
VERSION = 0x0011    # 1.1
PACK = bytes.fromhex("000001ba440004000401")    # an MPEG-2 pack header's begin


def put(data, offset, layout, *values):
    struct.pack_into(">" + layout, data, offset, *values)


def vmgi():
    """VIDEO_TS.IFO: the heads, the table of titles, the titles' attributes."""
    data = bytearray(3 * SECTOR)
    data[0:12] = b"DVDVIDEO-VMG"
    put(data, 0x0c, "I", 5)             # last sector of IFO and BUP
    put(data, 0x1c, "I", 2)             # last sector of the IFO
    put(data, 0x20, "H", VERSION)
    put(data, 0x26, "HHB", 1, 1, 1)     # volumes, this volume, side
    put(data, 0x3e, "H", 1)             # title sets
    put(data, 0x80, "I", 0x18f)         # last byte of VMGI_MAT
    put(data, 0xc4, "I", 1)             # TT_SRPT's sector
    put(data, 0xd0, "I", 2)             # VMG_VTS_ATRT's sector
    put(data, SECTOR, "HHI", 1, 0, 8 + 12 - 1)
    put(data, SECTOR + 8, "BBHHBBI", 0x3c, 1, 1, 0, 1, 1, 6)
    put(data, 2 * SECTOR, "HHI", 1, 0, 12 + 0x304 - 1)
    put(data, 2 * SECTOR + 8, "II", 12, 0x303)
    return bytes(data)


def vtsi(sectors):
    """VTS_01_0.IFO: the heads, one part of the one title."""
    data = bytearray(2 * SECTOR)
    data[0:12] = b"DVDVIDEO-VTS"
    put(data, 0x0c, "I", 2 + sectors + 2 - 1)   # last sector of IFO, VOB, BUP
    put(data, 0x1c, "I", 1)             # last sector of the IFO
    put(data, 0x20, "H", VERSION)
    put(data, 0x80, "I", 0x3d7)         # last byte of VTSI_MAT
    put(data, 0xc4, "I", 2)             # the VOB's first sector
    put(data, 0xc8, "I", 1)             # VTS_PTT_SRPT's sector
    put(data, SECTOR, "HHI", 1, 0, 8 + 4 + 4 - 1)
    put(data, SECTOR + 8, "IHH", 12, 1, 1)
    return bytes(data)


def vob(sectors):
    noise = random.Random(sectors)
    return b"".join(PACK + noise.randbytes(SECTOR - len(PACK)) for _ in range(sectors))


def main():
    folder, sectors = os.path.join(sys.argv[1], "VIDEO_TS"), int(sys.argv[2])
    os.makedirs(folder)
    for name, data in (("VIDEO_TS.IFO", vmgi()), ("VIDEO_TS.BUP", vmgi()),
                       ("VTS_01_0.IFO", vtsi(sectors)), ("VTS_01_0.BUP", vtsi(sectors)),
                       ("VTS_01_1.VOB", vob(sectors))):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data)


main()
