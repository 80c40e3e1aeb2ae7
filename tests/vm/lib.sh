# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
# What the host-side scripts of the tests share. Sourced, never run.

TOP=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
CACHE=${DSR_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/dsr}
VERSION=$(sed -n 's/^PACKAGE_VERSION="\(.*\)"/\1/p' "$TOP/dkms.conf")
export TOP CACHE VERSION

say() { printf '%s\n' "$*" >&2; }

die()
{
	say "${0##*/}: $*"
	exit 1
}

# once NAME COMMAND...: run COMMAND while nobody else runs under NAME.
once()
{
	local lock=$CACHE/locks/$1
	shift
	mkdir -p "$CACHE/locks"
	(flock 9 && "$@" 9>&-) 9>"$lock"
}

# logged LOG COMMAND...: run quietly, show the end of LOG when it fails.
logged()
{
	local log=$1
	shift
	mkdir -p "$(dirname "$log")"
	if ! "$@" >"$log" 2>&1; then
		say "failed: $*"
		tail -n 25 "$log" >&2
		return 1
	fi
}

# tree_key DIR: a name for the present contents of a directory.
tree_key()
{
	(cd "$1" && find . -type f -print0 | sort -z | xargs -0 sha256sum) |
		sha256sum | cut -c 1-16
}

# The mirror of Debian's main archive, as apt on this machine is set up.
debian_mirror()
{
	# shellcheck disable=SC2016 # apt-get expands these
	apt-get indextargets --format '$(REPO_URI) $(COMPONENT)' \
		'Created-By: Packages' | awk '$2 == "main" && !/security/ \
		{ print $1; exit }'
}

# suites NAME: lines of a sources.list for a kernel; none: the machine's own.
suites()
{
	local mirror
	mirror=$(debian_mirror)
	[ -n "$mirror" ] || die "apt has no Debian archive set up here"
	case $1 in
	6.1) ;;
	6.12) echo "deb $mirror bookworm-backports main" ;;
	7)	echo "deb $mirror trixie-backports main"
		echo "deb $mirror sid main" ;;
	*)	die "unknown kernel \"$1\"; there are 6.1, 6.12 and 7" ;;
	esac
}

# private_apt NAME: sets the array options, with which apt-get and apt-cache see
# that kernel's suites and keep their state in the cache, and updates the lists.
private_apt()
{
	local list state=$CACHE/apt/$1
	list=$(suites "$1")
	mkdir -p "$state/lists/partial" "$state/cache/archives/partial"
	options=(-q -o "Dir::State::Lists=$state/lists"
		-o "Dir::Cache=$state/cache" -o APT::Sandbox::User=root)
	if [ -n "$list" ]; then
		echo "$list" >"$state/sources.list"
		options+=(-o "Dir::Etc::sourcelist=$state/sources.list"
			-o "Dir::Etc::sourceparts=/dev/null")
	fi
	logged "$CACHE/logs/apt-$1" apt-get "${options[@]}" update
}
