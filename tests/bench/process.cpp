// SPDX-License-Identifier: GPL-3.0-or-later
#include "process.h"

#include <QDateTime>
#include <QFile>
#include <QJsonDocument>
#include <QTextStream>

#include <ctime>

using namespace Qt::StringLiterals;

namespace Parlance::Bench {

double cpuSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

QJsonObject memoryOfProcess()
{
    QFile file(u"/proc/self/smaps_rollup"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QJsonObject memory;
    for (const QByteArray &line : file.readAll().split('\n')) {
        const qint64 kilobytes = line.mid(line.indexOf(':') + 1).simplified().split(' ').first().toLongLong();
        if (line.startsWith("Pss:"))
            memory[u"pssKb"_s] = kilobytes;
        else if (line.startsWith("Rss:"))
            memory[u"rssKb"_s] = kilobytes;
        else if (line.startsWith("Private_Dirty:"))
            memory[u"privateKb"_s] = kilobytes;
    }
    return memory;
}

void say(const QString &event, QJsonObject fields)
{
    fields[u"ev"_s] = event;
    fields[u"epochMs"_s] = QDateTime::currentMSecsSinceEpoch();
    fields[u"cpuSelf"_s] = cpuSeconds();
    QTextStream(stdout) << "PERF " << QJsonDocument(fields).toJson(QJsonDocument::Compact) << Qt::endl;
}

} // namespace Parlance::Bench
