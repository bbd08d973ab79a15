// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QProcess>
#include <QTemporaryDir>

namespace Parlance {

/// What a traced program asked of the kernel; also if it was refused.
struct SystemCall
{
    /// `open` a file, `write` to a regular file, `map` one so that it can be written to (also later, by
    /// mprotect()), `name` a file or a folder (make, rename or link it), `connect` to an address such as
    /// "127.0.0.1:80" or "unix:/tmp/socket", `execute` a program, or be `undumpable`.
    QString call;
    QString path;        ///< as the program gave it; of `write` and `map` the whole one
    QByteArray bytes;    ///< of `write`
    bool writes = false; ///< of `open`: for writing
    int process = 0;     ///< of `execute`
};

/// A program of which every system call is seen, with those of the threads and processes that it starts; for
/// them the kernel has no io_uring. Its standard streams are those of `process()`. Ending `process()` kills
/// it.
class TracedProgram
{
public:
    /// False where ptrace is refused, as in some containers: then a test says so and skips. If the tracing
    /// fails in another way, the test fails.
    [[nodiscard]] static bool isPossible();

    void start(const QString &program, const QStringList &arguments);
    [[nodiscard]] QProcess &process() { return m_process; }

    /// Sends a signal to the program, which must have started.
    void raise(int signal) const;
    /// All calls so far, in their order, but for those of the thread sanitizer's own file.
    [[nodiscard]] QList<SystemCall> calls() const;
    /// All bytes that were written to files, by path, in the order of writing.
    [[nodiscard]] QHash<QString, QByteArray> written() const;
    /// Where one of these words was written or named, in words; empty if nowhere. Finds them in UTF-8 and
    /// UTF-16. A file that is mapped for writing counts, as nobody sees what is written to it.
    [[nodiscard]] QStringList tracesOf(const QStringList &words) const;

private:
    QTemporaryDir m_folder;
    QProcess m_process;
};

} // namespace Parlance
