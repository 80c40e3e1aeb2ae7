# SPDX-License-Identifier: GPL-2.0
# For people: `make help`. What the kernel's build system needs is in Kbuild.

VERSION := $(shell sed -n 's/^PACKAGE_VERSION="\(.*\)"/\1/p' dkms.conf)
KDIR    ?= /lib/modules/$(shell uname -r)/build
DESTDIR ?=
PREFIX  ?= /usr/local
export VERSION PREFIX DESTDIR

# What DKMS needs to build the modules; the rest of the tree stays at home.
DKMS_SOURCES := Makefile Kbuild dkms.conf COPYING kernel uapi tests/emu
DKMS_DIR     := $(DESTDIR)/usr/src/dsr-$(VERSION)

ISO       ?=
RECORDERS ?= 4
export ISO RECORDERS

.PHONY: all modules tools install install-dkms install-tools uninstall \
	demo test lint clean clean-modules dkms-sources help

all: modules-if-possible tools

.PHONY: modules-if-possible
modules-if-possible:
	@if [ -e $(KDIR)/Makefile ]; then $(MAKE) modules; else \
	echo "No kernel headers in $(KDIR): the modules are not built." \
	"Install linux-headers-$$(uname -r), or say make KDIR=/lib/modules/VERSION/build." >&2; fi

modules:
	$(MAKE) -C $(KDIR) M=$(CURDIR) modules

tools:
	$(MAKE) -C tools

install: install-dkms install-tools

# The sources alone, where DKMS (or a package of dsr) wants them.
dkms-sources:
	rm -rf $(DKMS_DIR)
	install -d $(DKMS_DIR)
	tar -c --exclude='*.o' --exclude='*.ko' --exclude='*.mod' \
		--exclude='*.mod.c' --exclude='.*.cmd' $(DKMS_SOURCES) | \
		tar -x -C $(DKMS_DIR)

# The kernel whose headers are in KDIR; DKMS takes care of later ones.
KERNEL = $(shell sed -n 's/.*UTS_RELEASE "\(.*\)"/\1/p' $(KDIR)/include/generated/utsrelease.h)

install-dkms: dkms-sources
	@[ -e $(KDIR)/Makefile ] || { echo "No kernel headers in $(KDIR):" \
	"install linux-headers-$$(uname -r) first." >&2; exit 1; }
	dkms add dsr/$(VERSION) 2>/dev/null || dkms status dsr/$(VERSION) | grep -q .
	dkms build --force dsr/$(VERSION) -k $(KERNEL)
	dkms install --force dsr/$(VERSION) -k $(KERNEL)

install-tools: tools
	$(MAKE) -C tools install

uninstall:
	-dkms remove dsr/$(VERSION) --all
	rm -rf $(DKMS_DIR)
	$(MAKE) -C tools uninstall

demo:
	tests/vm/demo

test:
	tests/run

lint:
	tests/lint/run

clean: clean-modules
	$(MAKE) -C tools clean
	rm -rf tests/results

clean-modules:
	@if [ -e $(KDIR)/Makefile ]; then \
	$(MAKE) -C $(KDIR) M=$(CURDIR) clean; fi

help:
	@echo "make                 build the modules for the running kernel, and dsrctl"
	@echo "make KDIR=DIR        the same for the kernel whose headers are in DIR"
	@echo "make install         modules by DKMS, dsrctl, manual pages, udev rule (root)"
	@echo "make uninstall       take all that away again (root)"
	@echo "make demo            copy a disc to four emulated recorders in a virtual machine"
	@echo "                     (ISO=FILE takes your image, RECORDERS=N so many drives)"
	@echo "make test            every test there is; ends with: N passed, N failed"
	@echo "make lint            checkpatch, sparse, W=1, kernel-doc, shellcheck"
	@echo "make clean           remove what was built"
