# SPDX-License-Identifier: GPL-2.0
"""ok and not ok: for changer_check.py and changer_rules.py."""

WRONG = []


def expect(name, wanted, got):
    """Prints how it went, and keeps the names of what went wrong."""
    if wanted == got:
        print("ok " + name)
    else:
        print("not ok %s: expected %s, got %s" % (name, wanted, got))
        WRONG.append(name)
