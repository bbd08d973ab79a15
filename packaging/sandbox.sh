# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Runs a command in the private root. The system (/usr, /etc) is the root's, read-only; everything that is the
# user's (home, /tmp, other disks, screen, sound, session bus, network, environment) is the host's, at its own path.

# exec_in_sandbox ROOT COMMAND...: becomes COMMAND, in the current folder. It ends when the parent of this process ends,
# and what it leaves running ends with it.
exec_in_sandbox() {
    local root=$1
    shift
    local options=()
    ! is_system_folder "$PWD" || die "Start from a folder of yours, not from $PWD: files would get lost there."
    exec 7<"$root" && flock -s 7 # in use: not to be removed now
    add_system "$root"
    add_host_folders
    add_session
    add_environment
    # Ctrl-C is for the command alone; bubblewrap waits for what it makes of it.
    trap '' INT
    exec bwrap --die-with-parent --unshare-pid "${options[@]}" --chdir "$PWD" -- env --default-signal=INT "$@"
}

add_system() {
    local root=$1 path
    options+=(--ro-bind "$root/usr" /usr --tmpfs /usr/local --ro-bind "$root/etc" /etc)
    for path in "$root"/*; do
        [[ ! -L $path ]] || options+=(--symlink "$(readlink "$path")" "/${path##*/}")
    done
    for path in /var/lib/dpkg /var/cache/fontconfig; do
        options+=(--ro-bind "$root$path" "$path")
    done
    options+=(--symlink ../run /var/run --dev-bind /dev /dev --proc /proc --ro-bind /sys /sys)
    for path in "${host_files[@]}"; do
        [[ ! -f $path ]] || options+=(--ro-bind "$(realpath "$path")" "$path")
    done
}

# Who one is, where names are looked up, which certificates are trusted: the host knows. (Empty files in the root.)
host_files=(/etc/passwd /etc/group /etc/hosts /etc/resolv.conf /etc/localtime /etc/timezone /etc/machine-id
    /etc/ssl/certs/ca-certificates.crt)

add_host_folders() {
    local path
    for path in /*; do
        if is_system_folder "$path"; then
            continue
        elif [[ -L $path ]]; then
            options+=(--symlink "$(readlink "$path")" "$path")
        elif [[ -d $path ]]; then
            options+=(--bind "$path" "$path")
        fi
    done
    options+=(--bind-try /var/tmp /var/tmp --bind-try /run/media /run/media)
    for path in "$(realpath "$HOME")" "$cache" "$project" "$PWD"; do
        is_system_folder "$path" || options+=(--bind-try "$path" "$path")
    done
}

# /var and /usr/local hold projects and homes too, so these may be shown by their own path.
is_system_folder() {
    case $1 in
        / | /usr | /var | /run | /dev | /proc | /sys | /etc | /boot | /lost+found) true ;;
        /usr/local/*) false ;;
        /bin | /sbin | /lib | /lib32 | /lib64 | /libx32 | /usr/* | /etc/* | /dev/* | /proc/* | /sys/* | /boot/*) true ;;
        *) false ;;
    esac
}

add_session() {
    options+=(--ro-bind-try /run/dbus /run/dbus)
    if [[ -d ${XDG_RUNTIME_DIR:-} ]]; then
        options+=(--bind "$XDG_RUNTIME_DIR" "$XDG_RUNTIME_DIR")
    else
        options+=(--perms 0700 --dir "/run/user/$UID" --setenv XDG_RUNTIME_DIR "/run/user/$UID")
    fi
    [[ ! -f ${XAUTHORITY:-} ]] || options+=(--ro-bind "$XAUTHORITY" "$XAUTHORITY")
}

# The host's environment, keys for the gateways included, without what names the host's own programs and libraries.
# Only C.UTF-8 is installed: LANG still chooses the language, LC_CTYPE makes every text UTF-8.
add_environment() {
    local name
    for name in LD_LIBRARY_PATH LD_PRELOAD CC CXX CMAKE_PREFIX_PATH PKG_CONFIG_PATH QT_PLUGIN_PATH PERL5LIB LC_ALL; do
        options+=(--unsetenv "$name")
    done
    options+=(--setenv PATH /usr/bin:/usr/sbin --setenv LC_CTYPE C.UTF-8 --setenv LANG "${LC_ALL:-${LANG:-C.UTF-8}}")
}
