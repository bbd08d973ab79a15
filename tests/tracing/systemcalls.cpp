// SPDX-License-Identifier: GPL-3.0-or-later

// systemcalls LOG PROGRAM ARGUMENTS...: runs a program under ptrace and writes to LOG what it and all that it
// starts ask of the kernel, a JSON object a line: {"call":"open","path":...,"writes":true}. `tracedprogram.h`
// describes the calls. Each is noted before the kernel answers, so a call that fails is noted, too. Ends as
// the program ends; with 125 if ptrace is refused.

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int Refused = 125;
constexpr quint64 MostBytes = 64 * 1024 * 1024; ///< of one write

using Arguments = decltype(__ptrace_syscall_info::entry.args);

/// The memory of a traced program.
QByteArray bytesAt(pid_t pid, quint64 address, quint64 size)
{
    QByteArray bytes(static_cast<qsizetype>(std::min(size, MostBytes)), '\0');
    const iovec here{bytes.data(), static_cast<size_t>(bytes.size())};
    const iovec there{reinterpret_cast<void *>(address), static_cast<size_t>(bytes.size())}; // NOLINT
    bytes.truncate(std::max<ssize_t>(0, process_vm_readv(pid, &here, 1, &there, 1, 0)));
    return bytes;
}

/// The text at this address, up to its NUL. Reads page by page, because the next one may not be there.
QByteArray textAt(pid_t pid, quint64 address)
{
    constexpr quint64 page = 4096;
    QByteArray text;
    while (address != 0 && text.size() < qsizetype(4 * page)) {
        const QByteArray piece = bytesAt(pid, address, page - address % page);
        const qsizetype end = piece.indexOf('\0');
        text += piece.first(end < 0 ? piece.size() : end);
        if (end >= 0 || piece.isEmpty())
            break;
        address += static_cast<quint64>(piece.size());
    }
    return text;
}

QByteArray piecesAt(pid_t pid, quint64 vector, quint64 count)
{
    QByteArray all;
    for (quint64 i = 0; i < count; ++i) {
        iovec piece{};
        const QByteArray raw = bytesAt(pid, vector + i * sizeof piece, sizeof piece);
        if (raw.size() != sizeof piece)
            break;
        std::memcpy(&piece, raw.constData(), sizeof piece);
        all += bytesAt(pid, reinterpret_cast<quint64>(piece.iov_base), piece.iov_len);
    }
    return all;
}

/// The path of a regular file that the program has open; empty for a pipe, a socket, a device, or memory.
QString fileOf(pid_t pid, quint64 descriptor)
{
    const QString link = u"/proc/%1/fd/%2"_s.arg(pid).arg(static_cast<int>(descriptor));
    struct stat status{};
    if (stat(link.toLocal8Bit().constData(), &status) != 0 || !S_ISREG(status.st_mode))
        return {};
    const QString path = QFile::symLinkTarget(link);
    return path.contains("/memfd:"_L1) ? QString() : path;
}

bool isWritable(pid_t pid, quint64 descriptor)
{
    QFile file(u"/proc/%1/fdinfo/%2"_s.arg(pid).arg(static_cast<int>(descriptor)));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArrayList lines = file.readAll().split('\n');
    const auto flags =
        std::ranges::find_if(lines, [](const QByteArray &line) { return line.startsWith("flags:"); });
    return flags != lines.end() && (flags->sliced(6).trimmed().toULongLong(nullptr, 8) & O_ACCMODE) != 0;
}

QString addressAt(pid_t pid, quint64 place, quint64 size)
{
    sockaddr_storage storage{};
    const QByteArray raw = bytesAt(pid, place, std::min<quint64>(size, sizeof storage));
    std::memcpy(&storage, raw.constData(), static_cast<size_t>(raw.size()));
    if (storage.ss_family == AF_UNIX)
        return u"unix:"_s +
               QString::fromLocal8Bit(raw.sliced(std::min<qsizetype>(raw.size(), 2)).constData());
    if (storage.ss_family != AF_INET)
        return u"family %1"_s.arg(storage.ss_family);
    sockaddr_in address{};
    std::memcpy(&address, &storage, sizeof address);
    const quint32 host = ntohl(address.sin_addr.s_addr);
    return u"%1.%2.%3.%4:%5"_s.arg(host >> 24)
        .arg(host >> 16 & 255)
        .arg(host >> 8 & 255)
        .arg(host & 255)
        .arg(ntohs(address.sin_port));
}

QJsonObject opening(pid_t pid, quint64 path, quint64 flags)
{
    const bool writes = (flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC)) != 0;
    return {{u"call"_s, u"open"_s}, {u"path"_s, QString::fromLocal8Bit(textAt(pid, path))},
        {u"writes"_s, writes}};
}

QJsonObject writing(pid_t pid, quint64 descriptor, const QByteArray &bytes)
{
    const QString path = fileOf(pid, descriptor);
    if (path.isEmpty())
        return {};
    return {{u"call"_s, u"write"_s}, {u"path"_s, path}, {u"bytes"_s, QString::fromLatin1(bytes.toBase64())}};
}

/// A call that lets file `descriptor` be written to without a further call but mprotect().
QJsonObject handing(pid_t pid, quint64 descriptor)
{
    const QString path = fileOf(pid, descriptor);
    return path.isEmpty() ? QJsonObject() : QJsonObject{{u"call"_s, u"map"_s}, {u"path"_s, path}};
}

QJsonObject naming(pid_t pid, quint64 path)
{
    return {{u"call"_s, u"name"_s}, {u"path"_s, QString::fromLocal8Bit(textAt(pid, path))}};
}

QJsonObject executing(pid_t pid, quint64 path)
{
    return {{u"call"_s, u"execute"_s}, {u"path"_s, QString::fromLocal8Bit(textAt(pid, path))},
        {u"process"_s, pid}};
}

/// What is noted of a call; empty if nothing is.
QJsonObject noteOf(pid_t pid, quint64 number, const Arguments &a)
{
    switch (number) {
#ifdef SYS_open
    case SYS_open:
        return opening(pid, a[0], a[1]);
    case SYS_creat:
        return opening(pid, a[0], O_CREAT);
    case SYS_mkdir:
        return naming(pid, a[0]);
    case SYS_rename:
    case SYS_link:
    case SYS_symlink:
        return naming(pid, a[1]);
#endif
    case SYS_openat:
        return opening(pid, a[1], a[2]);
    case SYS_openat2: {
        quint64 flags = 0;
        std::memcpy(&flags, bytesAt(pid, a[2], sizeof flags).leftJustified(sizeof flags, '\0'), sizeof flags);
        return opening(pid, a[1], flags);
    }
    case SYS_mkdirat:
        return naming(pid, a[1]);
    case SYS_symlinkat:
        return naming(pid, a[2]);
    case SYS_renameat:
    case SYS_renameat2:
    case SYS_linkat:
        return naming(pid, a[3]);
    case SYS_write:
    case SYS_pwrite64:
        return fileOf(pid, a[0]).isEmpty() ? QJsonObject() : writing(pid, a[0], bytesAt(pid, a[1], a[2]));
    case SYS_writev:
    case SYS_pwritev:
    case SYS_pwritev2:
        return fileOf(pid, a[0]).isEmpty() ? QJsonObject() : writing(pid, a[0], piecesAt(pid, a[1], a[2]));
    case SYS_mmap: {
        const bool isShared = (a[3] & MAP_SHARED) != 0 && (a[3] & MAP_ANONYMOUS) == 0;
        const bool isWritten = isShared && ((a[2] & PROT_WRITE) != 0 || isWritable(pid, a[4]));
        return isWritten ? handing(pid, a[4]) : QJsonObject();
    }
    case SYS_sendfile:
        return handing(pid, a[0]);
    case SYS_splice:
    case SYS_copy_file_range:
        return handing(pid, a[2]);
    case SYS_connect:
        return {{u"call"_s, u"connect"_s}, {u"path"_s, addressAt(pid, a[1], a[2])}};
    case SYS_execve:
        return executing(pid, a[0]);
    case SYS_execveat:
        return executing(pid, a[1]);
    case SYS_prctl:
        return a[0] == PR_SET_DUMPABLE && a[1] == 0 ? QJsonObject{{u"call"_s, u"undumpable"_s}}
                                                    : QJsonObject();
    default:
        return {};
    }
}

/// Lets the kernel answer PR_SET_DUMPABLE with success and do nothing: the memory of a program that is not
/// dumpable cannot be read by who traces it. And lets it have no io_uring, as what a ring is asked for is no
/// call.
void stayReadable()
{
    sock_filter steps[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_io_uring_setup, 5, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_prctl, 0, 3),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, args)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PR_SET_DUMPABLE, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
    };
    const sock_fprog filter{.len = std::size(steps), .filter = steps};
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter);
}

[[noreturn]] void become(char **command)
{
    if (ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0)
        _exit(Refused);
    stayReadable();
    raise(SIGSTOP);
    execvp(command[0], command);
    _exit(127);
}

void noteCall(pid_t pid, QFile &log)
{
    __ptrace_syscall_info info{};
    if (ptrace(PTRACE_GET_SYSCALL_INFO, pid, sizeof info, &info) <= 0 || info.op != PTRACE_SYSCALL_INFO_ENTRY)
        return;
    const QJsonObject note = noteOf(pid, info.entry.nr, info.entry.args);
    if (!note.isEmpty())
        log.write(QJsonDocument(note).toJson(QJsonDocument::Compact) + '\n');
    log.flush();
}

/// Follows the program and all that it starts. Returns its exit code, or 128 + the signal that ended it.
int follow(pid_t first, QFile &log)
{
    QSet<pid_t> known;
    int result = Refused;
    int status = 0;
    for (pid_t pid = 0; (pid = waitpid(-1, &status, __WALL)) > 0;) {
        if (!WIFSTOPPED(status)) {
            if (pid == first)
                result = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
            continue;
        }
        int signal = WSTOPSIG(status);
        const bool isNew = !known.contains(pid);
        known.insert(pid);
        if (pid == first && isNew)
            ptrace(PTRACE_SETOPTIONS, pid, nullptr,
                PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK |
                    PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL);
        if (signal == (SIGTRAP | 0x80)) {
            noteCall(pid, log);
            signal = 0;
        } else if (status >> 16 != 0 || (isNew && signal == SIGSTOP)) {
            signal = 0;
        }
        ptrace(PTRACE_SYSCALL, pid, nullptr, signal);
    }
    return result;
}

} // namespace

int main(int argc, char **argv)
{
    QFile log(QString::fromLocal8Bit(argc > 2 ? argv[1] : ""));
    if (!log.open(QIODevice::WriteOnly)) {
        std::fputs("usage: systemcalls LOG PROGRAM ARGUMENTS...\n", stderr);
        return 2;
    }
    const pid_t first = fork();
    if (first == 0)
        become(argv + 2);
    return follow(first, log);
}
