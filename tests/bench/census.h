// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QObject>
#include <functional>

namespace Parlance::Bench {

/// What this process holds.
struct Census
{
    qint64 pssKb = 0;
    qint64 heapKb = 0; ///< what is allocated; 0 with a sanitizer, which has a heap of its own
    qsizetype descriptors = 0;
    qsizetype threads = 0;
    qsizetype objects = 0;                     ///< QObjects, in all threads
    qsizetype timers = 0;                      ///< those of them that are running QTimers
    QHash<QByteArray, qsizetype> classes = {}; ///< the objects of each class
};

/// True if both hold as many things; memory does not count.
[[nodiscard]] bool holdsTheSame(const Census &one, const Census &other);
/// Counts all QObjects from now on. Call it before the first one is made.
void beginCensus();
[[nodiscard]] Census takeCensus();
/// Calls `look` with each of these objects. It must only look: no object can begin or end meanwhile.
void forEachObject(const std::function<void(QObject *)> &look);
/// The objects of this class.
template <typename T>
[[nodiscard]] QList<T *> objectsOf()
{
    QList<T *> found;
    forEachObject([&found](QObject *object) {
        if (auto *const wanted = qobject_cast<T *>(object))
            found.append(wanted);
    });
    return found;
}

} // namespace Parlance::Bench
