#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""What changer fds do when robots, drives and programs go away, answers are wrong, and
nobody listens. changer_hard.py watch: before anybody has opened a robot;
changer_hard.py all: the rest. As changer_fd.py; called by changer.sh."""
import errno
import os
import select
import signal
import sys
import time

from changer_robot import (
    ACCESSED, BY_MODEL, DOOR, E_LOCKED, E_UNLOCKED, ELEMENT, ERROR, EXCHANGE, F_FLIP, F_HOME,
    F_IMMED, F_NOWAIT, F_RESET, F_RETURN, FULL, INK, INVERTED, LOCK, LOCKED, MOVE, MOVED, PRINTED,
    PRINTING, READY, RELEASE, RESERVE, RESERVED, RESET, REZERO, SELF_TEST, SENSE, UNLOCK, Events,
    Robot, Tally, elements, emu, expect, node, open_robot, sent, wait_for)

DRIVE1, DRIVE2, MAIL, PRINTER = 0x3001, 0x3002, 0x4000, 0x5000
SLOT, P_DRIVE1 = 0x1000, 0x0200     # of the plain one


def kinds(events):
    return {e[0] for e in events}


def same_as_truth(robot, changer):
    """Addresses where the map and what really lies there differ."""
    found, truth = robot.status(False)[0], elements(changer)
    return [at for at, e in found.items() if at in truth and
            bool(truth[at]) != bool(e[0] & FULL)]


def slow(changer, **times):
    emu("changer", str(changer), "times", *(f"{k}={v}" for k, v in times.items()))
    emu("changer", str(changer), "timing", "on", "factor=1")


def fast(changer):
    emu("changer", str(changer), "timing", "off")


def child(function):
    """Runs it in a process of its own; its number."""
    pid = os.fork()
    if not pid:
        try:
            code = function() or 0
        except BaseException:   # pylint: disable=broad-except
            code = 99
        os._exit(code)
    return pid


def ended(pid, seconds):
    """Its exit code or -signal, None: it lives on after so many seconds."""
    got = wait_for(seconds, lambda: os.waitpid(pid, os.WNOHANG)[0:2][0] and True)
    return bool(got)


# ---- before anybody has opened a robot ------------------------------------------------


def test_watch():
    for changer in (0, 1):
        emu("changer", str(changer), "reset-stats")
    time.sleep(3)
    expect("watch: robots nobody asks for are sent nothing", (0, 0), (sent(0), sent(1)))
    events = Events()
    wait_for(5, lambda: sent(0) and sent(1))
    expect("watch: who listens has all robots looked at", (True, True),
           (sent(0) > 0, sent(1) > 0))
    events.collect(2)
    emu("changer", "0", "mail", "open")
    got = events.collect(2)
    emu("changer", "0", "mail", "close")
    expect("watch: a hand is told within 2 s, though nobody opened the robot", True,
           ELEMENT in kinds(got))
    expect("watch: the mail slot was used", True, ACCESSED in kinds(events.collect(2)))
    events.sock.close()
    time.sleep(1.5)
    for changer in (0, 1):
        emu("changer", str(changer), "reset-stats")
    time.sleep(3)
    expect("watch: when nobody listens any more, nothing is sent", (0, 0), (sent(0), sent(1)))


# ---- orders that were never run --------------------------------------------------------


def test_inventory():
    emu("changer", "0", "other", "mode")
    emu("changer", "0", "reset-stats")
    mc = Robot(node(0))
    mc.order(READY)     # takes the news: new addresses, so all is asked for
    found, _ = mc.status(False)
    known = [d for d in mc.drives().values() if d[0]]
    expect("inventory: 616 elements and 12 drives with identity", (616, 12),
           (len(found), len(known)))
    count = sent(0)
    expect("inventory: in at most 8 commands", True, 0 < count <= 8)
    print(f"# inventory: {count} commands")
    mc.close()


def test_sch():
    path = node(0, "scsi_changer")
    fd = os.open(path, os.O_RDWR | os.O_NONBLOCK)
    robot = open_robot(fd)
    expect("sch: a node of the ch driver opens a changer fd", True, robot >= 0)
    os.close(robot)
    os.close(fd)


def test_exchange(plain):
    events = Events()
    for at in (P_DRIVE1,):
        if plain.status()[0][at][0] & FULL:
            plain.order(MOVE, at, 0, F_HOME)
    plain.order(MOVE, SLOT, P_DRIVE1)
    events.collect(1.5)
    expect("exchange: the third's slot, drive 1, to slot 1", (0, 0),
           plain.order(EXCHANGE, SLOT + 2, P_DRIVE1, 0, SLOT)[:2])
    found = plain.status(False)[0]
    expect("exchange: both discs are where they were sent", (FULL, 0, FULL),
           tuple(found[at][0] & FULL for at in (SLOT, SLOT + 2, P_DRIVE1)))
    expect("exchange: both are told", [(SLOT + 2, P_DRIVE1), (P_DRIVE1, SLOT)],
           [e[2:] for e in events.collect(1.5) if e[0] == MOVED])
    expect("exchange: with an empty drive it is refused", (errno.ENOMEDIUM, 129),
           plain.order(EXCHANGE, SLOT + 3, P_DRIVE1 + 1, 0, SLOT + 3)[:2])
    expect("exchange: a robot that can't refuses", (errno.EOPNOTSUPP, 134),
           Robot(node(0)).order(EXCHANGE, 1, DRIVE1, 0, 1)[:2])
    plain.order(MOVE, P_DRIVE1, 0, F_HOME)
    events.sock.close()


def test_self_test(mc):
    mc.order(REZERO, flags=F_RETURN)
    expect("self test: passes", (0, 0), mc.order(SELF_TEST)[:2])
    emu("changer", "0", "fault", "sense=4/44/00", "op=1d", "count=1")
    expect("self test: a failure is told", (errno.EIO, 10), mc.order(SELF_TEST)[:2])
    expect("self test: the map is true behind it", [], same_as_truth(mc, 0))


def test_flip(mc):
    emu("changer", "0", "fill", "dvd+r", "91", "two-sided")
    mc.status()
    expect("flip: slot 91 to drive 1, turned over", (0, 0),
           mc.order(MOVE, 91, DRIVE1, F_FLIP)[:2])
    expect("flip: the map says inverted", FULL | INVERTED,
           mc.status(False)[0][DRIVE1][0] & (FULL | INVERTED))
    expect("flip: its other side is in the drive", "c0s91b", elements(0)[DRIVE1])
    expect("flip: home, turned back", (0, 0), mc.order(MOVE, DRIVE1, 91, F_FLIP)[:2])
    expect("flip: not inverted any more", FULL,
           mc.status(False)[0][91][0] & (FULL | INVERTED))


def test_rezero(mc):
    mc.order(LOCK)
    events = Events()
    slow(0, rezero=3000)
    began = time.monotonic()
    expect("rezero: immediate", (0, 0), mc.order(REZERO, flags=F_IMMED)[:2])
    expect("rezero: it answers at once", True, time.monotonic() - began < 2)
    expect("rezero: the map is waited for and true", True,
           len(mc.status()[0]) == 616 and not same_as_truth(mc, 0))
    expect("rezero: a lock outlives it", LOCKED, mc.info()["flags"] & LOCKED)
    events.collect(1)
    expect("rezero: reset", (0, 0), mc.order(REZERO, flags=F_RESET)[:2])
    mc.status()
    expect("rezero: a reset ends the lock, which is told", (0, True),
           (mc.info()["flags"] & LOCKED, {RESET, E_UNLOCKED} <= kinds(events.collect(3))))
    fast(0)
    mc.order(MOVE, 20, DRIVE2)
    expect("rezero: all discs go home", (0, 0), mc.order(REZERO, flags=F_RETURN)[:2])
    found = mc.status(False)[0]
    expect("rezero: and are there", (FULL, 0), (found[20][0] & FULL, found[DRIVE2][0] & FULL))
    events.sock.close()


def test_buffer(mc):
    out, back = bytearray(range(200)), bytearray(200)
    expect("buffer: written", (0, 200), mc.buffer(out, True, 64))
    expect("buffer: read", (0, 200), mc.buffer(back, False, 64))
    expect("buffer: what was written", True, out == back)

    def nobody():
        os.setuid(65534)
        return mc.buffer(bytearray(8), False)[0]
    code = os.waitpid(child(nobody), 0)[1]
    expect("buffer: needs CAP_SYS_RAWIO", errno.EPERM, os.waitstatus_to_exitcode(code))


def test_assign(mc):
    ranges = mc.info()["ranges"]
    four = ranges[:5] + [(0, 0)]
    expect("assign: the addresses it has", (0, 0), mc.assign(four))
    expect("assign: the map is known behind it", 616, len(mc.status(False)[0]))
    other = four[:2] + [(2, 599)] + four[3:]
    expect("assign: others are refused by the robot", errno.EOPNOTSUPP, mc.assign(other)[0])
    expect("assign: an address beyond 16 bits is nonsense", errno.EINVAL,
           mc.assign(four[:2] + [(0xffff, 2)] + four[3:])[0])
    expect("assign: what it says counts", ranges, mc.info()["ranges"])
    slow(0, move=1500)
    mc.order(MOVE, 28, DRIVE1, F_NOWAIT)
    expect("assign: not while orders mean the old ones", (errno.EBUSY, 66), mc.assign(four))
    mc.outcome()
    fast(0)
    mc.order(MOVE, DRIVE1, 0, F_HOME)


def test_reserve(mc):
    expect("reserve: ours", (0, RESERVED), (mc.order(RESERVE)[0], mc.info()["flags"] & RESERVED))
    expect("reserve: it can be moved", (0, 0), mc.order(MOVE, 21, DRIVE1)[:2])
    expect("release: ours no more", (0, 0), (mc.order(RELEASE)[0], mc.info()["flags"] & RESERVED))
    mc.order(MOVE, DRIVE1, 0, F_HOME)
    emu("changer", "0", "other", "reserve")
    expect("reserve: another host's is told", (errno.EBUSY, 138), mc.order(RESERVE)[:2])
    mc.status()
    expect("reserve: and told for questions, too", (errno.EBUSY, 138), mc.status_error)
    expect("reserve: what was known stays known", 616, len(mc.status()[0]))
    emu("changer", "0", "other", "release")


def test_print(mc):
    events = Events()
    slow(0, move=10, print=3000)
    expect("print: to the printer", (0, 0), mc.order(MOVE, 22, PRINTER)[:2])
    with open("/sys/kernel/debug/dsr_emu/changer/0/port", "wb") as f:
        f.write(b"label")
    got = events.collect(6)
    expect("print: printing and printed are told", [PRINTING, PRINTED],
           [e[0] for e in got if e[0] in (PRINTING, PRINTED)])
    emu("changer", "0", "ink", "5", "0", "5", "5")
    with open("/sys/kernel/debug/dsr_emu/changer/0/port", "wb") as f:
        f.write(b"label")
    expect("print: ink that is out is told", True, INK in kinds(events.collect(3)))
    emu("changer", "0", "ink", "9", "9", "9", "9")
    events.collect(5)
    fast(0)
    expect("print: and home", (0, 0), mc.order(MOVE, PRINTER, 22)[:2])
    events.sock.close()


def test_door(mc):
    events = Events()
    mc.order(LOCK)
    events.collect(1.5)
    emu("changer", "1", "door", "open")
    got = events.collect(4)
    expect("door: an open one is told once", 1, sum(e[0] == ERROR for e in got))
    emu("changer", "1", "door", "close")
    expect("door: and that it was closed", True, DOOR in kinds(events.collect(3)))
    emu("changer", "0", "except", "slot3", "80/10")
    expect("door: an element that fails is told", [(ELEMENT, 3)],
           [e[:2] for e in events.collect(2)])
    emu("changer", "0", "except", "slot3", "ok")
    mc.order(UNLOCK)
    expect("door: a lock is told, and its end", [E_UNLOCKED],
           [e[0] for e in events.collect(2) if e[0] in (E_LOCKED, E_UNLOCKED)])
    events.sock.close()


# ---- drives ------------------------------------------------------------------------------


def test_drives(mc, plain):
    was = mc.drives()[DRIVE1]
    expect("drives: by address on the robot's bus", 1, was[0])
    drive = next(int(w[0]) for w in (line.split() for line in open(
        "/sys/kernel/debug/dsr_emu/drives", encoding="ascii"))
        if f"{was[1]}:0:{was[2]}:0" in w)
    emu("drive", str(drive), "gone")
    expect("drives: one that is gone is nobody's", 0, mc.drives()[DRIVE1][0])
    emu("drive", str(drive), "back")
    expect("drives: back, it is known again", True,
           wait_for(20, lambda: mc.drives()[DRIVE1] == was))
    theirs = plain.drives()
    expect("drives: by identifier", {2}, {d[0] for d in theirs.values()})
    # told: it goes with the serial number
    path = wait_for(20, lambda: os.path.isdir(
        f"/sys/bus/scsi/devices/{was[1]}:0:{was[2]}:0/scsi_generic") and "/dev/" + os.listdir(
        f"/sys/bus/scsi/devices/{was[1]}:0:{was[2]}:0/scsi_generic")[0])
    fd = os.open(path, os.O_RDWR | os.O_NONBLOCK)
    expect("bind: told", 0, mc.bind(DRIVE2, fd))
    expect("bind: a robot is no drive", errno.ENOTTY, mc.bind(DRIVE2, mc.node))
    os.close(fd)
    got = mc.drives()[DRIVE2]
    expect("bind: it is the one that was told", (3, was[3]), (got[0], got[3]))
    emu("drive", str(drive), "gone")
    got = mc.drives()[DRIVE2]
    expect("bind: gone, it is nobody", (3, ""), (got[0], got[3]))
    emu("drive", str(drive), "back")
    expect("bind: back, it is known again", True,
           wait_for(20, lambda: mc.drives()[DRIVE2][3] == was[3]))
    expect("bind: a slot is no drive", errno.EINVAL, mc.bind(1, -1))
    expect("bind: forgotten", (0, 1), (mc.bind(DRIVE2, -1), mc.drives()[DRIVE2][0]))


# ---- programs and robots that go away ------------------------------------------------------


def test_both(mc, plain):
    slow(0, move=3000)
    slow(1, move=3000)
    began = time.monotonic()
    one = mc.order(MOVE, 23, DRIVE1, F_NOWAIT)[2]
    two = plain.order(MOVE, SLOT + 10, P_DRIVE1, F_NOWAIT)[2]
    time.sleep(0.5)
    expect("both: two robots move at once", (2, 2),
           (mc.outcome(one, False)[0], plain.outcome(two, False)[0]))
    expect("both: both get there", ((3, 0), (3, 0)), (mc.outcome(one), plain.outcome(two)))
    expect("both: in the time of one", True, time.monotonic() - began < 5.5)
    fast(0)
    fast(1)
    mc.order(MOVE, DRIVE1, 0, F_HOME)
    plain.order(MOVE, P_DRIVE1, 0, F_HOME)


def test_killed(mc):
    slow(0, move=4000)
    number = mc.info()["newest"]
    pid = child(lambda: Robot(node(0)).order(MOVE, 24, DRIVE1)[0])
    wait_for(3, lambda: mc.info()["newest"] > number)
    time.sleep(0.5)
    os.kill(pid, signal.SIGKILL)
    expect("kill -9: ends who waits", True, ended(pid, 2))
    fresh = Robot(node(0))
    newest = fresh.info()["newest"]
    expect("kill -9: a new fd finds the order, which goes on", (number + 1, (2, 0)),
           (newest, fresh.outcome(newest, False)))
    expect("kill -9: and learns how it ended", (3, 0), fresh.outcome(newest))
    expect("kill -9: it was done", FULL, fresh.status(False)[0][DRIVE1][0] & FULL)
    fresh.order(MOVE, DRIVE1, 24, F_NOWAIT)
    newest = fresh.info()["newest"]
    fresh.close()
    expect("closed: an order outlives its fd", (3, 0), mc.outcome(newest))
    expect("closed: and was done", FULL, mc.status(False)[0][24][0] & FULL)
    fast(0)


def test_signal(mc):
    emu("changer", "0", "fault", "sense=2/04/01", "op=b8", "count=0")
    pid = child(lambda: mc.status()[1])
    time.sleep(1)
    os.kill(pid, signal.SIGTERM)
    expect("signal: ends a question to a robot that is busy with itself", True, ended(pid, 3))
    emu("changer", "0", "fault", "clear")
    expect("signal: the next question is answered", 616, len(mc.status()[0]))


def test_queue(mc):
    slow(0, move=1500)
    orders = [mc.order(READY, flags=F_NOWAIT)]
    orders = [mc.order(MOVE, 25, DRIVE1, F_NOWAIT), mc.order(MOVE, DRIVE1, 25, F_NOWAIT)]
    got = 0
    for _ in range(40):
        got = mc.order(READY, flags=F_NOWAIT)[0]
        if got:
            break
    expect("queue: it has an end", errno.EAGAIN, got)
    expect("queue: orders come one after the other", [(3, 0), (3, 0)],
           [mc.outcome(o[2]) for o in orders])
    expect("queue: and do what was said", FULL, mc.status(False)[0][25][0] & FULL)
    fast(0)


def test_unplugged():
    mc = Robot(node(0))
    slow(0, move=3000)
    orders = [mc.order(MOVE, 30 + i, DRIVE1 + i, F_NOWAIT)[2] for i in range(5)]
    pid = child(lambda: mc.order(MOVE, 40, DRIVE1 + 6)[0])
    time.sleep(1)
    began = time.monotonic()
    emu("changer", "0", "gone")
    expect("unplugged: it does not take long", True, time.monotonic() - began < 10)
    results = [mc.outcome(o) for o in orders]
    expect("unplugged: every order has its end", [(3, errno.ENODEV)] * 5, results)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    expect("unplugged: who waits is told", errno.ENODEV, code)
    poll = select.poll()
    poll.register(mc.fd, select.POLLPRI)
    expect("unplugged: poll tells of it", [(mc.fd, select.POLLHUP)],
           [(fd, what & select.POLLHUP) for fd, what in poll.poll(2000)])
    mc.status()
    expect("unplugged: questions are told", (errno.ENODEV, errno.ENODEV),
           (mc.status_error[0], mc.info()["errno"]))
    mc.close()
    emu("changer", "0", "back")
    fast(0)
    path = wait_for(20, lambda: node(0))
    again = Robot(path)
    again.status()
    expect("unplugged: back, its map is true", [], same_as_truth(again, 0))
    again.order(REZERO, flags=F_RETURN)
    expect("unplugged: back, it moves", (0, 0), again.order(MOVE, 30, DRIVE2)[:2])
    again.order(MOVE, DRIVE2, 0, F_HOME)
    return again


# ---- wrong answers ---------------------------------------------------------------------------


def test_answers(mc):
    good = mc.status()[0]
    for fault, count in (("short", 1), ("garbage", 3), ("short", 3)):
        emu("changer", "0", "fault", fault, "op=b8", f"count={count}")
        wrong = []
        for _ in range(count):
            found = mc.status()[0]
            if found != good:
                wrong.append(len(found))
        emu("changer", "0", "fault", "clear")
        expect(f"answers: {count} {fault} ones make no wrong map", [], wrong)
    expect("answers: then it is as before", good, mc.status()[0])
    ranges = mc.info()["ranges"]
    for fault in ("garbage", "short"):
        emu("changer", "0", "fault", fault, "op=1a", "count=3")
        emu("changer", "0", "other", "mode")
        mc.order(READY)
        mc.status()
        info = mc.info()
        expect(f"answers: {fault} mode pages are stood in for by the model", (ranges, BY_MODEL),
               (info["ranges"], info["flags"] & BY_MODEL))
        emu("changer", "0", "fault", "clear")
        expect("answers: and it moves all the same", (0, 0), mc.order(MOVE, 26, DRIVE1)[:2])
        mc.order(MOVE, DRIVE1, 26)
    emu("changer", "0", "other", "mode")
    mc.order(READY)
    mc.status()
    expect("answers: good pages count again", (ranges, 0),
           (mc.info()["ranges"], mc.info()["flags"] & BY_MODEL))
    emu("changer", "0", "fault", "sense=6/29/00", "op=a5", "count=1")
    expect("answers: a reset in the middle of a move is told", (errno.EIO, 145),
           mc.order(MOVE, 27, DRIVE1)[:2])
    expect("answers: and the map is true", [], same_as_truth(mc, 0))
    expect("answers: sense can be asked for", (0, 0), mc.order(SENSE)[:2])


def test_all():
    mc, plain = Robot(node(0)), Robot(node(1))
    mc.order(REZERO, flags=F_RETURN)
    test_inventory()
    test_sch()
    test_exchange(plain)
    test_self_test(mc)
    test_flip(mc)
    test_rezero(mc)
    test_buffer(mc)
    test_assign(mc)
    test_reserve(mc)
    test_print(mc)
    test_door(mc)
    test_drives(mc, plain)
    test_both(mc, plain)
    test_killed(mc)
    test_signal(mc)
    test_queue(mc)
    mc.close()
    test_answers(test_unplugged())


if sys.argv[1] == "watch":
    test_watch()
else:
    test_all()
sys.exit(1 if Tally.failed else 0)
