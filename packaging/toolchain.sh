# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Chooses the toolchain: the system's own where it is new enough, a private Debian 13 root elsewhere.

# shellcheck source=packaging/privateroot.sh
source "$project/packaging/privateroot.sh"

build_list=packages.txt
check_list=packages-check.txt

# prepare_toolchain LIST...: sees to it that all packages of the lists are there. Afterwards `private_root` is the root to
# enter (empty: native) and `toolchain_id` names what things are built with, whatever else is there.
prepare_toolchain() {
    private_root=
    if [[ -e /etc/parlance-toolchain ]]; then
        toolchain_id=$(</etc/parlance-toolchain)
        has_commands_of "$@" || die "This toolchain only builds and runs. Start this outside of packaging/shell."
    elif is_debian_13_or_newer; then
        install_missing_packages "$@"
        toolchain_id=$(native_id)
    elif has_all_parts "$@"; then
        toolchain_id=$(native_id)
    else
        make_private_root "$@"
        toolchain_id=$(<"$private_root/etc/parlance-toolchain")
    fi
    mkdir -p "$cache"
}

is_debian_13_or_newer() (
    [[ -r /etc/os-release ]] || exit 1
    # shellcheck source=/dev/null
    source /etc/os-release
    [[ ${ID:-} == debian ]] && ((${VERSION_ID:-99} >= 13)) # testing and unstable have no VERSION_ID
)

# Systems that are no Debian count as ready when they already have what the packages would bring.
has_all_parts() {
    local part
    has_commands_of "$@" || return 1
    for part in Qt6Widgets Qt6Network Qt6Keychain Qt6LinguistTools KF6SyntaxHighlighting md4c; do
        has_cmake_package "$part" || return 1
    done
    pkg-config --exists zlib libbrotlidec libzstd || return 1
    is_at_least 6.8 "$(qtpaths6 --qt-version)" && is_at_least 14 "$(g++ -dumpfullversion)"
}

# The programs that the scripts call themselves. Of those that check, only what every test run needs.
has_commands_of() {
    local commands=(g++ cmake ctest ninja qtpaths6 Xvfb xvfb-run)
    [[ $* != *"$check_list"* ]] || commands+=(node npm)
    type -P "${commands[@]}" >/dev/null
}

has_cmake_package() {
    compgen -G "/usr/lib*/cmake/$1" >/dev/null || compgen -G "/usr/lib/*/cmake/$1" >/dev/null
}

is_at_least() {
    [[ $(printf '%s\n' "$1" "$2" | sort -V | head -n 1) == "$1" ]]
}

native_id() {
    echo "native g++ $(g++ -dumpfullversion) Qt $(qtpaths6 --qt-version)"
}

# package_names LIST...
package_names() {
    (cd "$project/packaging" && awk '{ sub(/#.*/, "") } NF { print $1 }' "$@")
}

# install_missing_packages LIST...
install_missing_packages() {
    local missing
    mapfile -t missing < <(comm -23 <(package_names "$@" | sort) <(installed_names | sort))
    ((${#missing[@]} == 0)) || install_debian_packages "${missing[@]}"
}

# Packages, and what they stand in for (another vendor's nodejs may bring npm).
installed_names() {
    dpkg-query -W -f '${db:Status-Status} ${Package}, ${Provides}\n' | sed -n 's/^installed //p' |
        tr ',' '\n' | awk 'NF { print $1 }'
}

# install_debian_packages NAME...: with apt, as root or through sudo; says what to ask for where neither is possible.
install_debian_packages() {
    local command=(apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@")
    if ! can_become_root; then
        die "Missing packages, and only root can install them. Have this run, then start again:" \
            "  apt-get update && apt-get install --no-install-recommends $*"
    fi
    take_setup_lock
    say "installing $# packages on this system: $*" "(details: $log)"
    as_root apt-get -q update >"$log" 2>&1 </dev/null || explain_failure "Reading the package lists"
    as_root env DEBIAN_FRONTEND=noninteractive "${command[@]}" > >(tee -a "$log" | show_progress) 2>&1 </dev/null ||
        explain_failure "Installing packages"
    release_setup_lock
}

# Without a terminal nobody could type sudo's password.
can_become_root() {
    ((EUID == 0)) || { command -v sudo >/dev/null && { [[ -t 0 ]] || sudo -n true 2>/dev/null; }; }
}

as_root() {
    if ((EUID == 0)); then
        "$@"
    else
        sudo -- "$@"
    fi
}

take_setup_lock() {
    mkdir -p "$cache" || die "$cache cannot be made. Set XDG_CACHE_HOME to a folder of yours."
    exec 9>>"$cache/setup.lock"
    flock -n 9 || { say "another set-up is running: waiting for it" && flock 9; }
}

release_setup_lock() {
    exec 9>&-
}

# Shows the steps of mmdebstrap, and how far a long installation of apt is.
show_progress() {
    awk '
        function show(text) { print "parlance:   " text > "/dev/stderr"; fflush("/dev/stderr") }
        /^I: running apt-get update/ { show("reading the package lists") }
        /^I: (downloading packages|installing essential)/ { show(substr($0, 4)) }
        /newly installed/ { total = $3; count = 0 }
        /^Need to get/ && total > 300 { show("downloading and installing " total " packages, " $4 " " $5) }
        /^Setting up/ && total > 300 && ++count % 200 == 0 { show(count " of " total " are set up") }' >/dev/null
}

# explain_failure WHAT: reads the reason from the log, says what to do, ends.
explain_failure() {
    say "$1 failed." "The details are in $log"
    if grep -qE "No space left on device|enough free space" "$log" || (($(free_mb) < 20)); then
        die "The disk is full. Free about 3 GB for $cache, or set XDG_CACHE_HOME to a folder on a larger disk."
    elif grep -qE 'NO_PUBKEY|EXPKEYSIG|is not signed' "$log"; then
        die "The signature of the Debian archive could not be checked. As root: apt-get update && apt-get install debian-archive-keyring"
    elif grep -qE 'Temporary failure resolving|Could not (resolve|connect)|Unable to connect|unreachable|Failed to fetch' "$log"; then
        die "The Debian archive was not reachable. Check the network (http_proxy is honoured), then start again."
    fi
    say "The last lines there:"
    tail -n 8 "$log" >&2
    exit 1
}
