# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Makes the private Debian 13 root, once. It is made in "partial-*" beside its final place "root-<stamp>" and renamed
# when it is complete, tried and on the disk: a root that has its final name can be trusted.

suite=trixie
recipe=1 # raise it when the way of making a root changes
needed_mb=3000
archive_key=/usr/share/keyrings/debian-archive-trixie-automatic.gpg

# root_stamp LIST...
root_stamp() {
    { package_names "$@" && echo "$suite $recipe $(uname -m)"; } | sha256sum | cut -c 1-12
}

# make_private_root LIST...: afterwards `private_root` is a root with all packages of the lists.
make_private_root() {
    ! find_private_root "$@" || return 0
    install_host_tools
    check_namespaces
    take_setup_lock
    if ! find_private_root "$@"; then # the set-up waited for may have made it
        remove_leftovers
        check_space
        bootstrap "$@"
        remove_old_roots
    fi
    release_setup_lock
}

# find_private_root LIST...: the root with everything where it is there, or else that of the lists; whether it is there.
find_private_root() {
    local stamp
    for stamp in "$(root_stamp "$build_list" "$check_list")" "$(root_stamp "$@")"; do
        private_root="$cache/root-$stamp"
        [[ ! -e $private_root/etc/parlance-toolchain ]] || return 0
    done
    return 1
}

# The only thing that is ever changed on the system: the two programs that make and enter a root.
install_host_tools() {
    local missing=()
    command -v mmdebstrap >/dev/null || missing+=(mmdebstrap)
    command -v bwrap >/dev/null || missing+=(bubblewrap)
    ((EUID == 0)) || command -v newuidmap >/dev/null || missing+=(uidmap)
    [[ -e $archive_key ]] || missing+=(debian-archive-keyring)
    ((${#missing[@]} == 0)) && return
    command -v apt-get >/dev/null || die "Please install these first, then start again: ${missing[*]}"
    install_debian_packages "${missing[@]}"
    [[ -e $archive_key ]] || die "$archive_key is missing: the keyring of this system does not know Debian 13 yet." \
        "Bring the system up to date (package debian-archive-keyring), then start again."
}

check_namespaces() {
    in_namespaces true 2>/dev/null && return
    if ((EUID == 0)); then
        die "This container may not use namespaces, so no private root can be made in it." \
            "Start it with the capability SYS_ADMIN (docker: --cap-add SYS_ADMIN --security-opt seccomp=unconfined --security-opt apparmor=unconfined)," \
            "or use a Debian 13 image, where everything works natively."
    elif ! unshare --user true 2>/dev/null; then
        die "User namespaces are switched off for ordinary users. Have root run the one that exists here, then start again:" \
            "  sysctl -w kernel.unprivileged_userns_clone=1" \
            "  sysctl -w kernel.apparmor_restrict_unprivileged_userns=0" \
            "  sysctl -w user.max_user_namespaces=15000"
    fi
    local first
    first=$(awk -F : '$2 + $3 > first { first = $2 + $3 } END { print first ? first : 100000 }' /etc/subuid /etc/subgid)
    die "$(id -un) has no subordinate user ids. Have root run this, then start again:" \
        "  usermod --add-subuids $first-$((first + 65535)) --add-subgids $first-$((first + 65535)) $(id -un)"
}

# in_namespaces COMMAND...: as root of namespaces of its own, where mounts are private. It dies with this script,
# however that ends, and everything it started with it.
in_namespaces() {
    local user=()
    ((EUID == 0)) || user=(--user --map-root-user --map-auto)
    PATH="$PATH:/usr/sbin:/sbin" setpriv --pdeathsig KILL unshare "${user[@]}" --mount --pid --fork --kill-child --mount-proc "$@"
}

remove_leftovers() {
    local leftover
    for leftover in "$cache"/partial-*; do
        [[ -e $leftover ]] || continue
        say "removing what an interrupted set-up left behind"
        remove_root "$leftover"
    done
}

# In namespaces, because parts of an unfinished root belong to subordinate ids.
remove_root() {
    in_namespaces rm -rf --one-file-system "$1" || say "$1 could not be removed. Nothing uses it; remove it as root."
}

check_space() {
    (($(free_mb) >= needed_mb)) || die "About $needed_mb MB are needed for $cache, and $(free_mb) MB are free there." \
        "Free some, or set XDG_CACHE_HOME to a folder on a larger disk."
}

# bootstrap LIST...
bootstrap() {
    local partial started=$SECONDS
    umask 022
    partial=$(mktemp -d "$cache/partial-XXXXXX") && chmod 755 "$partial"
    # shellcheck disable=SC2064 # the path of now
    trap "remove_root '$partial'" EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    say "making a private Debian 13 root, once: about 450 MB to download, 2 GB in $cache" \
        "(details: $log)"
    # Not a pipe: the set-up must be a child of this very process, to die with it.
    install_root "$partial" "$@" > >(tee "$log" | show_progress) 2>&1 </dev/null ||
        explain_failure "Making the private root"
    say "  trying it, writing it to the disk"
    finish_root "$partial" >>"$log" 2>&1 || explain_failure "Finishing the new root"
    (try_root "$partial") >>"$log" 2>&1 || explain_failure "Trying the new root"
    built_with "$partial" >"$partial/etc/parlance-toolchain" || explain_failure "Trying the new root"
    sync -f "$partial"
    mv -T "$partial" "$private_root"
    trap - EXIT INT TERM HUP
    say "the private root is ready, after $((SECONDS - started)) s"
}

# install_root PARTIAL LIST...
install_root() {
    local partial=$1
    shift
    local flags=(--dpkgopt=force-unsafe-io --aptopt='Acquire::Retries "3"' --aptopt='Acquire::Languages "none"')
    local folder
    for folder in doc man info locale; do
        flags+=("--dpkgopt=path-exclude=/usr/share/$folder/*")
    done
    flags+=("--dpkgopt=path-include=/usr/share/doc/*/copyright")
    in_namespaces env -u TMPDIR LC_ALL=C.UTF-8 mmdebstrap --verbose --mode=root --format=directory --variant=apt \
        "${flags[@]}" --include="$(package_names "$@" | paste -sd,)" "$suite" "$partial"
}

# Regular files for what the host brings in their place; and everything belongs to the one who made it, without
# setuid programs and devices, so that an ordinary user can remove the root with rm.
finish_root() {
    in_namespaces sh -euc '
        root=$1 && shift
        rm -rf "$root"/dev/*
        for file; do
            [ -f "$root$file" ] && [ ! -L "$root$file" ] || { rm -f "$root$file" && : >"$root$file"; }
        done
        chroot "$root" fc-cache -s
        chown -R -h 0:0 "$root"
        chmod -R u+rwX "$root"' sh "$1" "${host_files[@]}"
}

try_root() {
    cd "$project"
    exec_in_sandbox "$1" bash -ec 'for tool in g++ cmake ninja ccache; do $tool --version; done
        qtpaths6 --qt-version
        type -P Xvfb xvfb-run
        test -z "$(dpkg --audit)"'
}

# built_with ROOT: one line, the same for two roots in which the same is built.
built_with() {
    { root_stamp "$build_list" && (exec_in_sandbox "$1" sh -c 'g++ --version | head -n 1; qtpaths6 --qt-version'); } |
        paste -sd ' '
}

# A root that something still runs in is kept; a later set-up removes it.
remove_old_roots() {
    local old trash
    for old in "$cache"/root-*; do
        [[ $old != "$private_root" ]] || continue
        flock -n -x "$old" true || continue
        say "removing the old root ${old##*/}"
        trash="$cache/partial-${old##*/}" # half removed, it must not be trusted
        mv -T "$old" "$trash" && remove_root "$trash"
    done
}
