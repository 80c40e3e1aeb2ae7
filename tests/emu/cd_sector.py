# SPDX-License-Identifier: GPL-2.0
"""CD-ROM sectors by the book, without a look at dsr_emu.

EDC and ECC are made and judged straight from the equations of ECMA-130: the EDC
by dividing polynomials bit by bit, the ECC by solving the parity-check equations
with logarithms. Slow, and nothing in common with tables that go byte by byte.
"""

SYNC = b"\0" + b"\xff" * 10 + b"\0"

# ---- the field of ECMA-130 annex A: x^8 + x^4 + x^3 + x^2 + 1 -------------

EXP = [1]
while len(EXP) < 255:
    EXP.append(EXP[-1] << 1 if EXP[-1] < 128 else (EXP[-1] << 1) ^ 0x11D)
LOG = {value: power for power, value in enumerate(EXP)}


def times(a, b):
    return EXP[(LOG[a] + LOG[b]) % 255] if a and b else 0


def over(a, b):
    return EXP[(LOG[a] - LOG[b]) % 255] if a else 0


# ---- EDC ----------------------------------------------------------------------

# (x^16 + x^15 + x^2 + 1)(x^16 + x^2 + x + 1)
POLYNOMIAL = 0
for power in (16, 15, 2, 0):
    POLYNOMIAL ^= 0b10000000000000111 << power


def edc(data):
    """32 bits, the first bit of a byte being its lowest."""
    rest = 0
    for byte in data + b"\0\0\0\0":
        for bit in range(8):
            rest = rest << 1 | (byte >> bit & 1)
            if rest >> 32:
                rest ^= POLYNOMIAL
    bits = f"{rest:032b}"
    return bytes(int(bits[i:i + 8][::-1], 2) for i in range(0, 32, 8))


# ---- ECC ----------------------------------------------------------------------

def words(kind):
    """Places, from byte 12 on, of each code word, its two parities last."""
    if kind == "P":
        for n in range(43):
            yield [43 * m + n for m in range(26)]
    else:
        for n in range(26):
            data = [(44 * m + 43 * n) % 1118 for m in range(43)]
            yield data + [1118 + n, 1144 + n]


def syndromes(values):
    first = second = 0
    for place, value in enumerate(reversed(values)):
        first ^= value
        second ^= times(EXP[place % 255], value)
    return first, second


def field_bytes(sector, xa):
    field = bytearray(sector[12:])
    if xa:
        field[0:4] = b"\0\0\0\0"
    return field


def put_ecc(sector, xa):
    field = field_bytes(sector, xa)
    for kind in "PQ":
        for places in words(kind):
            for byte in (0, 1):
                at = [2 * p + byte for p in places]
                data = [field[a] for a in at[:-2]] + [0, 0]
                s0, s1 = syndromes(data)
                # p0 + p1 = s0, a p0 + p1 = s1
                p0 = over(s0 ^ s1, EXP[1] ^ 1)
                field[at[-2]], field[at[-1]] = p0, p0 ^ s0
    sector[2076:2352] = field[2064:2340]


def ecc_good(sector, xa):
    field = field_bytes(sector, xa)
    for kind in "PQ":
        for places in words(kind):
            for byte in (0, 1):
                if syndromes([field[2 * p + byte] for p in places]) != (0, 0):
                    return False
    return True


# ---- sectors --------------------------------------------------------------

def header(lba, mode):
    frames = lba + 150
    parts = (frames // 4500, frames // 75 % 60, frames % 75)
    return SYNC + bytes(p // 10 << 4 | p % 10 for p in parts) + bytes([mode])


def mode1(lba, data):
    sector = bytearray(header(lba, 1) + data)
    sector += edc(bytes(sector)) + b"\0" * 284
    put_ecc(sector, False)
    return bytes(sector)


def xa1(lba, data, submode=0x08):
    sub = bytes([0, 0, submode, 0])
    sector = bytearray(header(lba, 2) + sub + sub + data)
    sector += edc(bytes(sector[16:])) + b"\0" * 276
    put_ecc(sector, True)
    return bytes(sector)


def xa2(lba, data, submode=0x20):
    sub = bytes([1, 2, submode, 3])
    body = sub + sub + data
    return header(lba, 2) + body + edc(body)


def judge(sector, lba):
    """What is wrong with a sector; None when it is in order."""
    if sector[:12] != SYNC:
        return "sync"
    if sector[:15] != header(lba, 0)[:15]:
        return f"header {sector[12:16].hex()} at block {lba}"
    if sector[15] == 1:
        if sector[2064:2068] != edc(sector[:2064]):
            return "EDC of mode 1"
        if any(sector[2068:2076]):
            return "the zeros of mode 1"
        return None if ecc_good(sector, False) else "ECC of mode 1"
    if sector[15] != 2:
        return f"mode {sector[15]}"
    if sector[16:20] != sector[20:24]:
        return "sub-headers differ"
    if sector[18] & 0x20:
        good = edc(sector[16:2348])
        return None if sector[2348:2352] == good else "EDC of form 2"
    if sector[2072:2076] != edc(sector[16:2072]):
        return "EDC of form 1"
    return None if ecc_good(sector, True) else "ECC of form 1"


# ---- sub-channel ------------------------------------------------------------

def crc16(data):
    rest = 0
    for byte in data + b"\0\0":
        for bit in range(7, -1, -1):
            rest = rest << 1 | (byte >> bit & 1)
            if rest >> 16:
                rest ^= 0x11021
    return (rest ^ 0xFFFF).to_bytes(2, "big")


def channel(raw, number):
    """One of P to W (0 to 7) out of 96 bytes of raw sub-channel."""
    bits = "".join(str(byte >> (7 - number) & 1) for byte in raw)
    return bytes(int(bits[i:i + 8], 2) for i in range(0, 96, 8))
