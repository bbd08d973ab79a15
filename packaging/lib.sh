# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What packaging/run, test, check and shell share: where things are, how to speak, how to enter the toolchain, how to build.

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
export HOME="${HOME:-$(getent passwd "$UID" | cut -d : -f 6)}" # services and CI may start without one
cache="${XDG_CACHE_HOME:-$HOME/.cache}/parlance"
log="$cache/setup.log"
preset="${PARLANCE_PRESET:-release}"
programs="$project/build/$preset/bin"

# Qt wants UTF-8, and complains about the bare C locale of CI and containers.
case "${LC_ALL:-${LC_CTYPE:-${LANG:-C}}}" in
    C | POSIX) unset LC_ALL && export LC_CTYPE=C.UTF-8 ;;
esac

say() {
    printf 'parlance: %s\n' "$@" >&2
}

die() {
    say "$@"
    exit 1
}

free_mb() {
    df --output=avail -m "$cache" | tail -n 1 | tr -d ' '
}

[[ $preset =~ ^[a-z]+$ ]] || die "PARLANCE_PRESET must be the name of a preset in CMakePresets.json, not '$preset'."

# shellcheck source=packaging/sandbox.sh
source "$project/packaging/sandbox.sh"
# shellcheck source=packaging/toolchain.sh
source "$project/packaging/toolchain.sh"

# finish_with FOLDER COMMAND...: what a script ends with. Streams, arguments, Ctrl-C and the exit code pass unchanged.
finish_with() {
    [[ -n $private_root ]] || enter "$@"
    (enter "$@") # the sandbox lives as long as this script, which may live longer than its own parent
    exit
}

# enter FOLDER COMMAND...: becomes COMMAND, in FOLDER, inside the toolchain. Needs prepare_toolchain.
enter() {
    cd -P "$1" || exit
    shift
    export CCACHE_DIR="$cache/ccache" CCACHE_BASEDIR="$project" CCACHE_NOHASHDIR=1
    export CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_MAXSIZE=8G
    if [[ -z $private_root ]]; then
        exec "$@"
    fi
    exec_in_sandbox "$private_root" "$@"
}

# build TARGET...: configures when needed and builds. All output goes to stderr.
build() {
    start_afresh_after_a_change
    exec 8>>"$project/build/$preset/.toolchain"
    flock -n 8 || { say "waiting for another build of the same folder" && flock 8; }
    if [[ ! -e $project/build/$preset/build.ninja ]]; then
        say "configuring build/$preset"
        (enter "$project" cmake --preset "$preset") >&2 || die "Configuring failed, see above."
    fi
    say "building"
    (enter "$project" cmake --build --preset "$preset" --target "$@") >&2 || die "Building failed, see above."
    exec 8>&-
}

# The settings of the user are none of the tests' business.
forget_settings() {
    export XDG_CONFIG_HOME="$project/build/$preset/test-home/config" XDG_DATA_HOME="$project/build/$preset/test-home/data"
}

# Objects of another toolchain look up to date to ninja (packages keep their old dates), so the folder is dropped.
start_afresh_after_a_change() {
    local folder="$project/build/$preset"
    local mark="$toolchain_id $project"
    if [[ -e $folder/.toolchain && $(<"$folder/.toolchain") == "$mark" ]]; then
        [[ -w $folder ]] || die "$folder belongs to somebody else: remove it, or start as that user."
        return
    fi
    if [[ -d $folder ]]; then
        say "build/$preset is of another toolchain or place: starting it afresh"
        rm -rf "$folder" || die "$folder cannot be removed: does it belong to another user?"
    fi
    mkdir -p "$folder" || die "$project cannot be written to: Parlance is built in its own folder."
    printf '%s\n' "$mark" >"$folder/.toolchain"
}
