# SPDX-License-Identifier: GPL-2.0
"""library_figures.py RUN JOURNAL FACTOR: the time of a batch, by its journal's time
stamps, against a bound that README.md derives; exit code 1 when it is too far off."""
import json
import sys

DRIVES = 12
MOVE, LOAD, PRINT = 8, 15, 40		# s of life
# what the emulated drive takes for a DVD+R: power calibration, lead-in, the data,
# closing the track, closing the session
BURN = 3 + 6 + 212 + 3 + 25
PER_CENT = 5


def drives_bound(copies):
    rounds = -(-copies // DRIVES)
    busiest = copies - DRIVES * (rounds - 1)	# drives that get so many discs
    return busiest * MOVE + rounds * (LOAD + BURN) + (rounds - 1) * 2 * MOVE + MOVE


def robot_bound(copies, label):
    return copies * (3 if label else 2) * MOVE


def exchange_bound(copies):
    return 2 * (MOVE + LOAD + BURN) + max(copies - DRIVES, 0) * 2 * MOVE


def printer_bound(copies):
    return MOVE + LOAD + BURN + copies * (MOVE + PRINT + MOVE)


def bounds(copies, label):
    found = {"drives": drives_bound(copies), "robot": robot_bound(copies, label)}
    if copies > DRIVES:
        found["exchange"] = exchange_bound(copies)
    if label:
        found["printer"] = printer_bound(copies)
    return found


def spans(records, begin, end, work=lambda r: True):
    """(from, to) in ms of what begins with one kind of record and ends with another."""
    open_since, found = {}, []
    for r in records:
        if r["record"] == begin and work(r):
            open_since[r["disc"]] = r["time_ms"]
        elif r["record"] == end and work(r) and r["disc"] in open_since:
            found.append((open_since.pop(r["disc"]), r["time_ms"]))
    return found


def busy(found):
    return sum(b - a for a, b in found)


def main():
    run, path, factor = sys.argv[1], sys.argv[2], int(sys.argv[3])
    with open(path) as f:
        lines = [json.loads(line) for line in f]
    copies = lines[0]["request"]["copies"]
    records = [r for r in lines if "record" in r]
    moves = spans(records, "move", "moved")
    burns = spans(records, "work", "done", lambda r: r["work"] == "burn")
    prints = spans(records, "work", "done", lambda r: r["work"] == "print")
    label = bool(prints)

    ms = moves[-1][1] - moves[0][0]
    least = bounds(copies, label)
    binds = max(least, key=least.get)
    took, bound = ms * factor / 1000, least[binds]
    print("%s: %d copies, %d drives, %d times faster than life" % (run, copies, DRIVES, factor))
    print("    takes %.0f s of life; nothing could take less than %d s, because of the %s" % (
        took, bound, binds))
    print("    that is %.1f %% above the bound (%s)" % (
        100 * (took - bound) / bound, ", ".join("%s %d s" % b for b in least.items())))
    print("    busy: robot %.0f %%, drives %.0f %%%s" % (
        100 * busy(moves) / ms, 100 * busy(burns) / ms / DRIVES,
        ", printer %.0f %%" % (100 * busy(prints) / ms) if label else ""))
    print("    on average a move takes %.1f s, loading and burning %.1f s (of %d)%s" % (
        busy(moves) * factor / 1000 / len(moves), busy(burns) * factor / 1000 / len(burns),
        LOAD + BURN, ", printing %.1f s" % (busy(prints) * factor / 1000 / len(prints))
        if label else ""))
    if took < bound:
        print("not ok %s: expected no less than the bound, got %.0f s" % (run, took))
        return 1
    if took > bound * (1 + PER_CENT / 100):
        print("not ok %s: at most %d %% above the bound: expected %.0f s, got %.0f s" % (
            run, PER_CENT, bound * (1 + PER_CENT / 100), took))
        return 1
    print("ok %s: at most %d %% above the bound" % (run, PER_CENT))
    return 0


sys.exit(main())
