# SPDX-License-Identifier: GPL-2.0
"""library_batch.py SEED IMAGE: a batch in bad company, in a guest.

The emulated MC-8600 is filled, see library-batch.sh. Faults, an operator's hands
and kills come when the robot has made so many moves, drawn from SEED. Then what
dsrctl reports is held against what the emulator knows: where each disc lies, and
what is on it.
"""
import filecmp
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time

EMU = "/sys/kernel/debug/dsr_emu"
STORE = os.environ["DSR_LIBRARY"]
DRIVES = 12
COPIES = 100
BLANKS, OUT, REJECT = range(1, 201), range(201, 321), range(321, 401)
RECORDED = 8		# discs among the blanks that are recorded
PRESSED = 4		# or were never recordable
KILLS = 12
ROBOT_FAULTS = 10
DRIVE_FAULTS = 24
LAST_EVENT = 190	# moves; a batch without any fault makes 200
TICK = 0.2		# s
LIMIT = 700		# s, for all of it
PATIENCE = 15		# s; then the mail slot is closed, however few moves there were

# mechanism errors of the MC manual, appendix: ASC/ASCQ
MECHANISM = ("80/04", "80/08", "80/20", "80/23", "80/28", "80/40", "80/61", "15/01", "44/00")
LEAVES = ("source", "carrier", "destination")

failures = 0


def expect(name, wanted, got):
    global failures
    if wanted == got:
        print("ok " + name)
    else:
        failures += 1
        print("not ok %s: expected %s, got %s" % (name, wanted, got))


def read(name):
    with open(os.path.join(EMU, name)) as f:
        return f.read()


def emu(line):
    """One line for the emulator; False when it says no."""
    try:
        with open(EMU + "/control", "w") as f:
            f.write(line)
        return True
    except OSError:
        return False


def need(line):
    if not emu(line):
        sys.exit("not ok emulator: expected it to do \"%s\", got: %s" % (line, read("control")))


def places():
    """What lies where, by the emulator's own table: {"slot17": "c0s17"}."""
    found = {}
    for line in read("changers").splitlines():
        m = re.match(r"0 (\w+) 0x\w+ disc=(\S+)", line)
        if m and m[2] != "-":
            found[m[1]] = m[2]
    return found


def moves():
    with open(EMU + "/changers") as f:
        return int(re.search(r"changes=(\d+)", f.readline())[1])


def states():
    """{disc: digest of all that is on it}"""
    return dict(line.split()[:2] for line in read("states").splitlines())


def discs():
    """{disc: blocks that are written on it}"""
    return {w[0]: int(w[4]) for w in map(str.split, read("discs").splitlines()[1:])}


def written_by(drive):
    return int(re.search(r"blocks_written (\d+)", read("drive/%d/stats" % drive))[1])


# ---- what goes wrong --------------------------------------------------------------

def robot_fault(rng):
    if rng.random() < 0.2:
        return "changer 0 fault busy op=%s count=%d" % (rng.choice(("a5", "b8")),
                                                        rng.randint(1, 4))
    return "changer 0 fault sense=4/%s op=a5 leaves=%s nth=%d" % (
        rng.choice(MECHANISM), rng.choice(LEAVES), rng.randint(1, 3))


def drive_fault(rng):
    kind = rng.choice((
        "sense=3/0c/00 op=2a", "sense=3/0c/00 op=2a", "sense=3/0c/00 op=2a",
        "flip op=2a", "flip op=2a", "flip op=2a", "sense=3/11/00 op=28 count=20",
        "flip op=28", "sense=4/44/00 op=2a", "sense=4/44/00 op=5b", "short op=2a",
        "short op=28", "garbage op=51", "busy op=2a count=5"))
    return "drive %d fault %s nth=%d" % (rng.randrange(DRIVES), kind, rng.randint(1, 6))


class Chaos:
    """What happens when: (moves of the robot, what, argument)."""

    def __init__(self, rng):
        def when(first=3, last=LAST_EVENT):
            return rng.randint(first, last)

        self.kills = 0
        self.opened = None	# since when the mail slot is open
        self.events = [(when(), "line", robot_fault(rng)) for _ in range(ROBOT_FAULTS)]
        self.events += [(when(), "line", drive_fault(rng)) for _ in range(DRIVE_FAULTS)]
        self.events += [(when(), "kill", rng.random()) for _ in range(KILLS)]
        self.events.append((when(40, 120), "line",
                            "drive %d fault hang op=2a" % rng.randrange(DRIVES)))
        self.gone = rng.randrange(DRIVES)
        self.events.append((when(40, 120), "line", "drive %d gone" % self.gone))
        at = when(20, 140)
        self.events += [(at, "line", "changer 0 mail open"),
                        (at + 5, "line", "changer 0 put mail1 foreign"),
                        (at + 10, "line", "changer 0 mail close"),
                        (at + 25, "line", "changer 0 mail open"),
                        (at + 26, "line", "changer 0 take mail1 tray"),
                        (at + 30, "line", "changer 0 mail close")]
        self.events.sort(key=lambda e: e[0])

    def hand(self, line, now):
        """One line of what happens, and whether the mail slot is open then."""
        if line.startswith("changer 0 mail"):
            self.opened = time.time() if line.endswith("open") else None
        print("    | %3d moves: %s%s" % (now, line, "" if emu(line) else
                                         ": " + read("control").strip()))

    def tire(self, now):
        """With its hand full the robot waits for the mail slot: nobody leaves it open."""
        if self.opened and time.time() > self.opened + PATIENCE:
            while self.opened:
                i = next(i for i, e in enumerate(self.events) if " mail" in str(e[2]))
                self.hand(self.events.pop(i)[2], now)

    def due(self, process):
        """Does what is due; True when the process was killed."""
        now = moves()
        self.tire(now)
        while self.events and self.events[0][0] <= now:
            _, what, arg = self.events.pop(0)
            if what == "line":
                self.hand(arg, now)
                continue
            time.sleep(arg)
            if process.poll() is not None:
                return False
            process.send_signal(signal.SIGKILL)
            process.wait()
            self.kills += 1
            print("    | %3d moves: dsrctl was killed" % now)
            return True
        return False


def run(args, chaos, until):
    """One dsrctl to its end; its exit code, None when it was killed."""
    with open("/tmp/suite/said", "a") as said:
        process = subprocess.Popen(["dsrctl", "library"] + args, stdout=said, stderr=said)
        while process.poll() is None:
            if chaos.due(process):
                return None
            if time.time() > until:
                process.kill()
                process.wait()
                return -1
            time.sleep(TICK)
        return process.returncode


def batch(image, chaos):
    """Exit codes of all dsrctl that were needed, the last one last."""
    span = "%d-%d"
    args = ["copy", "--master", image, "--copies", str(COPIES), "--retry", "5",
            "--blanks", span % (BLANKS[0], BLANKS[-1]), "--out", span % (OUT[0], OUT[-1]),
            "--reject", span % (REJECT[0], REJECT[-1])]
    until = time.time() + LIMIT
    codes = []
    while time.time() < until and len(codes) < 40 and 0 not in codes:
        codes.append(run(args, chaos, until))
        args = ["resume"]
    return codes


# ---- the judge ---------------------------------------------------------------------

def element(place):
    """"slot 17" and the like, as the emulator calls it."""
    names = {"the hand": "picker1", "the mail slot": "mail1", "the printer": "printer1"}
    return names.get(place, (place or "nowhere").replace(" ", ""))


def slot_of(place):
    m = re.match(r"slot (\d+)$", place or "")
    return int(m[1]) if m else 0


def bit_exact(names, image):
    """Those whose content does not begin with the image."""
    wrong, size = [], os.path.getsize(image)
    for name in names:
        path = "/tmp/suite/export"
        if not emu("disc %s export %s" % (name, path)):
            wrong.append(name)
            continue
        os.truncate(path, size)
        if not filecmp.cmp(path, image, shallow=False):
            wrong.append(name)
        os.unlink(path)
    return wrong


def by_result(report, result):
    return [d for d in report["discs"] if d["result"] == result]


def names_of(taken):
    return sorted(d["name"] for d in taken)


def judge_discs(report, image, before, after):
    good, bad, unfit = (by_result(report, r) for r in ("good", "bad", "unfit"))

    expect("100 copies are good", (COPIES, COPIES), (report["good"], len(good)))
    expect("good discs lie in the out slots", [],
           [d["at"] for d in good if slot_of(d["at"]) not in OUT])
    expect("every good disc is bit-exact", [], bit_exact(names_of(good), image))
    expect("bad discs lie in the reject slots", [],
           [d["at"] for d in bad if slot_of(d["at"]) not in REJECT])
    expect("unfit discs are back where they came from", [],
           [(d["from"], d["at"]) for d in unfit if d["at"] != d["from"]])
    expect("unfit discs were not touched", [],
           [n for n in names_of(unfit) if before[n] != after[n]])


def judge_places(report, was, now, chaos):
    """Each disc lies where the report says, all others where they lay."""
    believed = dict(was)
    for d in report["discs"]:
        believed.pop(element(d["from"]), None)
    for d in report["discs"]:
        believed[element(d["at"])] = d["name"]
    expect("every disc lies where the report says",
           {}, {k: (believed.get(k), now.get(k)) for k in set(believed) | set(now)
                if believed.get(k) != now.get(k)})
    expect("no disc is lost, none has appeared", sorted(was.values()), sorted(now.values()))
    expect("every disc of the batch has ended", [],
           [d["name"] for d in report["discs"] if d["state"] != "ended"])
    expect("only the drive that is gone keeps a disc", [],
           [(d["name"], d["result"], d["at"]) for d in report["discs"]
            if d["result"] not in ("good", "bad", "unfit") and
            d["at"] != "drive %d" % (chaos.gone + 1)])


def judge_untouched(report, before, after):
    taken = set(names_of(report["discs"]))
    expect("no other disc was touched", [],
           [n for n in before if n not in taken and n != "foreign" and before[n] != after[n]])


def judge_writes(written):
    """A block that was written twice would be counted twice."""
    burnt = discs()
    expect("no disc was written twice: blocks written, and on the discs",
           sum(written_by(d) for d in range(DRIVES)), sum(burnt.values()) - written)


def judge(image, chaos, was, before, written):
    folder = os.path.join(STORE, "batches")
    with open(os.path.join(folder, os.listdir(folder)[0], "report.json")) as f:
        report = json.load(f)
    for d in report["discs"]:
        d["name"] = was.get(element(d["from"]))
    after = states()
    judge_discs(report, image, before, after)
    judge_places(report, was, places(), chaos)
    judge_untouched(report, before, after)
    judge_writes(written)
    print("    | " + ", ".join("%d %s" % (len(by_result(report, r)), r) for r in
                               ("good", "bad", "unfit", "stuck", "lost")))


def keep():
    """What dsrctl said and wrote, for people."""
    folder = os.path.join(STORE, "batches")
    results = os.environ["RESULTS"]
    for name in os.listdir(folder):
        for part in ("journal", "report.txt", "report.json"):
            if os.path.exists(os.path.join(folder, name, part)):
                shutil.copy(os.path.join(folder, name, part), results)
    shutil.copy("/tmp/suite/said", results)


# ---- the beginning -----------------------------------------------------------------

def put_recorded(rng, image):
    """Some of the blanks are none."""
    slots = rng.sample(range(1, 100), RECORDED + PRESSED)
    need("disc foreign new dvd+r")
    need("changer 0 door open")
    for i, slot in enumerate(slots):
        need("changer 0 take %d tray" % slot)
        need("disc full%d %s" % (slot, "load dvd+r " + image if i < RECORDED else
                                 "load dvd-rom " + image))
        need("changer 0 put %d full%d" % (slot, slot))
    need("changer 0 door close")


def main():
    rng = random.Random(int(sys.argv[1]))
    image = sys.argv[2]
    put_recorded(rng, image)
    subprocess.run(["dsrctl", "changer", "init"], check=False)
    was, before, written = places(), states(), sum(discs().values())
    chaos = Chaos(rng)
    start = time.time()
    codes = batch(image, chaos)
    keep()
    print("    | %d s, %d moves, exit codes %s" % (time.time() - start, moves(), codes))
    if codes[-1] != 0 or failures:
        with open("/tmp/suite/said") as f:
            print("".join("    | " + line for line in f.readlines()[-60:]), end="")
    expect("dsrctl ends with 0", 0, codes[-1])
    expect("dsrctl ends but by a kill only at the end of the batch", [],
           [c for c in codes[:-1] if c is not None])
    expect("dsrctl was killed", True, chaos.kills > 0)
    expect("all that was to go wrong went wrong", [], chaos.events)
    judge(image, chaos, was, before, written)
    return 1 if failures else 0


sys.exit(main())
