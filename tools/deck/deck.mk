# SPDX-License-Identifier: GPL-2.0
# What `dsrctl deck` is built from, with paths as seen from tools/.

DECK_PURE_SRCS := deck/table.c deck/protocol.c
DECK_LIB_SRCS := $(DECK_PURE_SRCS) deck/words.c deck/json.c deck/port.c \
	deck/session.c deck/follow.c deck/settings.c
DECK_SRCS := $(DECK_LIB_SRCS) cmd_deck.c cmd_deck_verbs.c cmd_deck_say.c \
	cmd_deck_value.c cmd_deck_ask.c cmd_deck_set.c cmd_deck_move.c \
	cmd_deck_record.c cmd_deck_hook.c cmd_deck_monitor.c cmd_deck_shell.c

DECK_PKGS := libserialport readline json-c inih
DECK_CFLAGS := $(shell $(or $(PKG_CONFIG),pkg-config) --cflags $(DECK_PKGS))
DECK_LIBS := $(shell $(or $(PKG_CONFIG),pkg-config) --libs $(DECK_PKGS))
