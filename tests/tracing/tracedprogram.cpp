// SPDX-License-Identifier: GPL-3.0-or-later
#include "tracing/tracedprogram.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <csignal>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int Refused = 125; ///< the exit code of systemcalls if ptrace is refused

bool holds(const QByteArray &bytes, const QString &word)
{
    const QByteArray utf16(reinterpret_cast<const char *>(word.utf16()), word.size() * 2);
    return bytes.contains(word.toUtf8()) || bytes.contains(utf16);
}

} // namespace

bool TracedProgram::isPossible()
{
    TracedProgram nothing;
    nothing.start(u"/bin/true"_s, {});
    nothing.m_process.waitForFinished();
    return nothing.m_process.exitCode() != Refused;
}

void TracedProgram::start(const QString &program, const QStringList &arguments)
{
    // The leak sanitizer needs ptrace for itself.
    QProcessEnvironment environment = m_process.processEnvironment();
    if (environment.isEmpty())
        environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"ASAN_OPTIONS"_s, environment.value(u"ASAN_OPTIONS"_s) + u":detect_leaks=0"_s);
    m_process.setProcessEnvironment(environment);
    m_process.start(QStringLiteral(PARLANCE_SYSTEMCALLS),
        QStringList{m_folder.filePath(u"calls"_s), program} + arguments);
}

void TracedProgram::raise(int signal) const
{
    const QList<SystemCall> all = calls();
    const auto first = std::ranges::find(all, u"execute"_s, &SystemCall::call);
    if (first != all.end())
        ::kill(first->process, signal);
}

QList<SystemCall> TracedProgram::calls() const
{
    QList<SystemCall> calls;
    QFile log(m_folder.filePath(u"calls"_s));
    if (!log.open(QIODevice::ReadOnly))
        return calls;
    while (!log.atEnd()) {
        const QJsonObject note = QJsonDocument::fromJson(log.readLine()).object();
        if (note.value("path"_L1).toString().contains("/tsan.rodata."_L1))
            continue;
        calls.append({.call = note.value("call"_L1).toString(),
            .path = note.value("path"_L1).toString(),
            .bytes = QByteArray::fromBase64(note.value("bytes"_L1).toString().toLatin1()),
            .writes = note.value("writes"_L1).toBool(),
            .process = note.value("process"_L1).toInt()});
    }
    return calls;
}

QHash<QString, QByteArray> TracedProgram::written() const
{
    QHash<QString, QByteArray> written;
    for (const SystemCall &call : calls()) {
        if (call.call == "write"_L1)
            written[call.path] += call.bytes;
    }
    return written;
}

QStringList TracedProgram::tracesOf(const QStringList &words) const
{
    QStringList traces;
    for (const SystemCall &call : calls()) {
        if (call.call == "map"_L1)
            traces << u"%1 is mapped for writing"_s.arg(call.path);
        for (const QString &word : words) {
            if ((call.call == "name"_L1 || call.writes) && call.path.contains(word))
                traces << u"%1 is named after %2"_s.arg(call.path, word);
        }
    }
    for (const auto &[path, bytes] : written().asKeyValueRange()) {
        for (const QString &word : words) {
            if (holds(bytes, word))
                traces << u"%1 holds %2"_s.arg(path, word);
        }
    }
    return traces;
}

} // namespace Parlance
