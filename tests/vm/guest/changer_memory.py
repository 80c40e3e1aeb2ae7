#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""Robots without memory, and robots that go away at any command. Called by
uml-changer.sh, which says where allocations are to fail."""
import errno
import os
import sys
import time

from changer_robot import (
    F_HOME, F_NOWAIT, FULL, INIT, MOVE, READY, Events, Robot, Tally, elements, emu,
    expect, node, open_robot, wait_for)

FAIL = "/sys/kernel/debug/failslab/"
DRIVE1 = 0x3001
MAY = {0, errno.ENOMEM, errno.EIO, errno.ENODEV}


def fail(interval, times):
    for name, value in (("times", times), ("interval", interval), ("probability", 100)):
        with open(FAIL + name, "w", encoding="ascii") as f:
            f.write(str(value))


def fail_none():
    with open(FAIL + "probability", "w", encoding="ascii") as f:
        f.write("0")


def untrue(robot, changer):
    """Addresses where the map and what really lies there differ."""
    found, truth = robot.status()[0], elements(changer)
    return [at for at, e in found.items() if bool(truth.get(at)) != bool(e[0] & FULL)]


def work(robot, fd):
    """All that a robot is asked for; the errnos that came of it."""
    got = [robot.order(MOVE, 3, DRIVE1)[0]]
    robot.status()
    got.append(robot.status_error[0])
    got.append(robot.info()["errno"])
    got.append(robot.bind(DRIVE1, fd))
    robot.drives()
    got.append(robot.order(MOVE, DRIVE1, 0, F_HOME)[0])
    got.append(robot.order(INIT, flags=F_NOWAIT)[0])
    robot.outcome()
    got.append(robot.bind(DRIVE1, -1))
    again = open_robot(robot.node)
    got.append(0 if again >= 0 else -again)
    if again >= 0:
        os.close(again)
    return got


def home(robot):
    """The disc is in slot 3 again."""
    robot.status()
    robot.order(MOVE, DRIVE1, 3)
    return robot.status()[0][3][0] & FULL


def test_memory(fd):
    robot = Robot(node(0))
    bad = []
    for nth in (1, 2, 3, 4, 5, 6, 7, 8, 10, 13, 16, 20, 25, 30, 40, 50, 60, 80, 100):
        fail(nth, 1)
        got = work(robot, fd)
        fail_none()
        # what follows from a move that was not made is refused by the map
        if not set(got) <= MAY | {errno.ENOMEDIUM, errno.EEXIST} or not home(robot) or \
                untrue(robot, 0):
            bad.append((nth, got))
    expect("no memory once: every call ends in order, and the map is true", [], bad)
    bad = []
    for every in (1, 2, 3, 7):
        fail(every, -1)
        got = work(robot, fd)
        fail_none()
        if not home(robot) or untrue(robot, 0):
            bad.append((every, got))
    expect("no memory for long: the map is true behind it", [], bad)
    expect("with memory again the robot works", {0}, set(work(robot, fd)))
    robot.close()


def test_watch():
    bad = []
    for every in (1, 2, 3, 5, 9):
        events = Events()
        fail(every, -1)
        emu("changer", "0", "mail", "open")
        time.sleep(2.2)
        emu("changer", "0", "mail", "close")
        fail_none()
        events.collect(2.5)
        emu("changer", "0", "mail", "open")
        if not any(e[0] == 18 for e in events.collect(3)):
            bad.append(every)
        emu("changer", "0", "mail", "close")
        events.collect(1.5)
        events.sock.close()
    expect("no memory for events: later ones are told", [], bad)


def unplug(nth):
    """The robot goes at its nth command; what is wrong, or None."""
    robot = Robot(node(0))
    emu("changer", "0", "fault", "gone", f"nth={nth}")
    orders = [robot.order(MOVE, 5, DRIVE1, F_NOWAIT)[2],
              robot.order(MOVE, DRIVE1, 5, F_NOWAIT)[2], robot.order(READY, flags=F_NOWAIT)[2]]
    robot.status()
    got = [robot.outcome(o) for o in orders if o]
    robot.close()
    emu("changer", "0", "fault", "clear")
    wait_for(2, lambda: not node(0))
    if not node(0):
        emu("changer", "0", "back")
    if not wait_for(20, lambda: node(0)):
        return f"{nth}: it does not come back"
    if any(state != 3 for state, _ in got):
        return f"{nth}: an order without an end: {got}"
    again = Robot(node(0))
    again.status()
    again.order(MOVE, DRIVE1, 5)
    wrong = untrue(again, 0)
    again.close()
    return f"{nth}: a wrong map at {wrong}" if wrong else None


def test_unplug():
    expect("a robot that goes at any command: every order has its end, and the map is true", [],
           [bad for nth in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11) if (bad := unplug(nth))])
    events = Events()
    expect("the same while somebody listens", [],
           [bad for nth in (1, 2, 3, 4, 6) if (bad := unplug(nth))])
    events.sock.close()


def main():
    drive = next(n for n in sorted(os.listdir("/dev")) if n.startswith("sr"))
    fd = os.open("/dev/" + drive, os.O_RDWR | os.O_NONBLOCK)
    test_memory(fd)
    test_watch()
    os.close(fd)
    test_unplug()
    return 1 if Tally.failed else 0


sys.exit(main())
