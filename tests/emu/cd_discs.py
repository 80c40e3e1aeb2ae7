#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""cd_discs.py FOLDER: descriptions and files of CDs of every kind.

Needs genisoimage. The music is noise, so that a sample in a wrong place shows.
"""

import os
import random
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import cd_sector  # noqa: E402

BLOCK = 2352
noise = random.Random(541)


def music(blocks):
    return noise.randbytes(blocks * BLOCK)


def big_endian(samples):
    swapped = bytearray(samples)
    swapped[0::2], swapped[1::2] = swapped[1::2], swapped[0::2]
    return bytes(swapped)


def msf(frames):
    return f"{frames // 4500:02}:{frames // 75 % 60:02}:{frames % 75:02}"


def save(name, data):
    with open(name, "wb" if isinstance(data, bytes) else "w") as file:
        file.write(data)


def iso(name, label, files, *options):
    """An ISO image of files of noise, as whole blocks: 300 at least, which is
    the shortest track there may be."""
    os.makedirs(name + ".d", exist_ok=True)
    for number, size in enumerate(files):
        save(f"{name}.d/{label}{number}", noise.randbytes(size))
    subprocess.run(["genisoimage", "-quiet", "-r", "-J", "-pad", "-V", label,
                    *options, "-o", name, name + ".d"], check=True)
    with open(name, "rb") as file:
        image = file.read().ljust(300 * 2048, b"\0")
    save(name, image)
    return image


# ---- CD-TEXT ----------------------------------------------------------------

def packs(texts):
    """Packs of 18 bytes. texts: [(type, [album, track 1, ...])], then the sizes."""
    result, counts = [], {}
    for kind, strings in texts:
        stream = b"".join(s.encode() + b"\0" for s in strings)
        starts, at = [], 0
        for s in strings:
            starts.append(at)
            at += len(s) + 1
        for offset in range(0, len(stream), 12):
            track = max(t for t, s in enumerate(starts) if s <= offset)
            data = stream[offset:offset + 12].ljust(12, b"\0")
            result.append(bytes([kind, track, len(result),
                                 min(offset - starts[track], 15)]) + data)
            counts[kind] = counts.get(kind, 0) + 1
    sizes = [0, 1, len(texts[0][1]) - 1, 0]
    sizes += [counts.get(kind, 0) for kind in range(0x80, 0x8F)] + [3]
    sizes += [len(result) + 2] + [0] * 7 + [9] + [0] * 7
    for number in range(3):
        data = bytes(sizes[12 * number:12 * number + 12])
        result.append(bytes([0x8F, number, len(result), 0]) + data)
    return b"".join(p + cd_sector.crc16(p) for p in result)


# ---- the discs -----------------------------------------------------------------

def album():
    """Music with everything that Q and the lead-in can say, one file."""
    save("album.bin", music(225 + 600 + 100 + 700 + 400))
    save("album.cue", f"""REM GENRE Noise
CATALOG 4012345678901
TITLE "An album"
FILE "album.bin" BINARY
  TRACK 01 AUDIO
    TITLE "Hidden in front"
    ISRC DEA230500001
    INDEX 00 00:00:00
    INDEX 01 {msf(225)}
  TRACK 02 AUDIO
    FLAGS DCP PRE
    ISRC DEA230500002
    INDEX 00 {msf(825)}
    INDEX 01 {msf(925)}
    INDEX 02 {msf(1225)}
    INDEX 03 {msf(1375)}
  TRACK 03 AUDIO
    PREGAP 00:02:00
    INDEX 01 {msf(1625)}
""")
    save("album.cdt", packs([(0x80, ["An album", "One", "Two", "Three"]),
                             (0x81, ["Noise", "A", "B", "C"])]))


def parts():
    """Music in files of its own, one of them a wave, one big-endian."""
    save("part1.bin", music(400))
    data = music(350)
    head = b"RIFF" + (len(data) + 36).to_bytes(4, "little") + b"WAVEfmt "
    head += bytes([16, 0, 0, 0, 1, 0, 2, 0]) + (44100).to_bytes(4, "little")
    head += (176400).to_bytes(4, "little") + bytes([4, 0, 16, 0]) + b"data"
    save("part2.wav", head + len(data).to_bytes(4, "little") + data)
    save("part2.raw", data)
    data = music(320)
    save("part3.raw", data)
    save("part3.be", big_endian(data))
    save("parts.cue", """FILE part1.bin BINARY
  TRACK 01 AUDIO
    INDEX 01 00:00:00
FILE part2.wav WAVE
  TRACK 02 AUDIO
    INDEX 01 00:00:00
FILE part3.be MOTOROLA
  TRACK 03 AUDIO
    INDEX 01 00:00:00
    POSTGAP 00:01:00
""")
    save("parts.toc", """CD_DA
CATALOG "4012345678901"
// the same music
CD_TEXT {
  LANGUAGE_MAP { 0 : EN }
  LANGUAGE 0 { TITLE "a \\"quoted\\" {title}" }
}
TRACK AUDIO
COPY
PRE_EMPHASIS
ISRC "DEA230500011"
SILENCE 00:02:00
FILE "part1.bin" SWAP 0
START 00:02:00
INDEX 00:02:10
TRACK AUDIO
NO COPY
FILE "part2.wav" 0 00:04:50
TRACK AUDIO
PREGAP 00:02:00
FILE "part3.be" 588 187572
""")


def mixed():
    """Data, then music."""
    image = iso("mixed.iso", "MIXED", [300000, 1000, 70000])
    frames = len(image) // 2048
    save("mixed.bin", image + music(350 + 330))
    save("mixed.cue", f"""FILE mixed.bin BINARY
  TRACK 01 MODE1/2048
    INDEX 01 00:00:00
  TRACK 02 AUDIO
    PREGAP 00:02:00
    INDEX 01 {msf(frames)}
  TRACK 03 AUDIO
    INDEX 01 {msf(frames + 350)}
""")


def extra():
    """Music, then a session of mode 2 form 1 with a file system."""
    save("extra1.bin", music(330 + 340))
    start = 330 + 340 + 11400
    image = iso("extra2.iso", "EXTRA", [200000], "-C", f"0,{start}")
    save("extra2.bin", b"".join(
        cd_sector.xa1(start + i // 2048, image[i:i + 2048])[16:]
        for i in range(0, len(image), 2048)))
    save("extra.cue", f"""REM SESSION 01
FILE extra1.bin BINARY
  TRACK 01 AUDIO
    INDEX 01 00:00:00
  TRACK 02 AUDIO
    INDEX 01 {msf(330)}
REM SESSION 02
FILE extra2.bin BINARY
  TRACK 03 MODE2/2336
    INDEX 01 00:00:00
""")


def multi():
    """Two sessions of data, the second one with the first one's files."""
    first = iso("multi1.iso", "MULTI", [150000])
    blocks = len(first) // 2048
    iso("multi2.iso", "LATER", [90000], "-C", f"0,{blocks + 11400}",
        "-M", "multi1.iso")
    save("multi.cue", """FILE multi1.iso BINARY
  TRACK 01 MODE1/2048
    INDEX 01 00:00:00
REM SESSION 02
FILE multi2.iso BINARY
  TRACK 02 MODE1/2048
    INDEX 01 00:00:00
""")


def xa():
    """Mode 2, form 1 and 2 mixed, whole sectors made by the book."""
    image = iso("xa.iso", "XA", [100000])
    sectors = [cd_sector.xa1(i // 2048, image[i:i + 2048])
               for i in range(0, len(image), 2048)]
    for _ in range(40):
        sectors.append(cd_sector.xa2(len(sectors), noise.randbytes(2324)))
    sectors.append(cd_sector.xa1(len(sectors), noise.randbytes(2048)))
    save("xa.bin", b"".join(sectors))
    save("xa.cue", """FILE xa.bin BINARY
  TRACK 01 MODE2/2352
    INDEX 01 00:00:00
""")
    save("form1.toc", """CD_ROM_XA
TRACK MODE2_FORM1
DATAFILE "xa.iso"
""")


def karaoke():
    """CD+G: R to W behind each block, interleaved as they are on a disc."""
    packs = bytes(b & 0x3F for b in noise.randbytes(320 * 96))
    raw = bytearray(len(packs))
    for at, symbol in enumerate(packs):
        place = {1: 18, 18: 1, 2: 5, 5: 2, 3: 23, 23: 3}.get(at % 24, at % 24)
        later = (at // 24 + place % 8) * 24 + place
        if later < len(raw):
            raw[later] = symbol
    save("karaoke.packs", packs)
    blocks = [(music(1), raw[n * 96:n * 96 + 96]) for n in range(320)]
    save("karaoke.bin", b"".join(m + sub for m, sub in blocks))
    save("karaoke.be", b"".join(big_endian(m) + sub for m, sub in blocks))
    save("karaoke.cue", """FILE karaoke.bin BINARY
  TRACK 01 CDG
    INDEX 01 00:00:00
""")
    # the same, in two pieces
    save("karaoke.toc", f"""CD_DA
TRACK AUDIO RW_RAW
DATAFILE "karaoke.be" {100 * 2448}
DATAFILE "karaoke.be" #{100 * 2448}
""")


def main():
    os.makedirs(sys.argv[1], exist_ok=True)
    os.chdir(sys.argv[1])
    for disc in (album, parts, mixed, extra, multi, xa, karaoke):
        disc()


main()
