// SPDX-License-Identifier: GPL-3.0-or-later
#include "census.h"

#include "process.h"

#include <QDir>
#include <QTimer>
#include <algorithm>
#include <malloc.h>
#include <mutex>
#include <unordered_set>

using namespace Qt::StringLiterals;

/// Where a debugger of Qt, such as GammaRay, hooks in: functions that QObject calls
/// (QtCore/private/qhooks_p.h).
extern Q_CORE_EXPORT quintptr qtHookData[]; // NOLINT

namespace Parlance::Bench {

namespace {

constexpr int AddObject = 3;    ///< an index of `qtHookData`
constexpr int RemoveObject = 4; ///< another

struct Living
{
    std::mutex mutex;
    std::unordered_set<QObject *> objects;
};

/// Outlives all objects, also static ones.
Living &living()
{
    static auto *const all = new Living;
    return *all;
}

void add(QObject *object)
{
    const std::scoped_lock lock(living().mutex);
    living().objects.insert(object);
}

void remove(QObject *object)
{
    const std::scoped_lock lock(living().mutex);
    living().objects.erase(object);
}

bool isRunningTimer(QObject *object)
{
    const auto *timer = qobject_cast<QTimer *>(object);
    return timer && timer->isActive();
}

qsizetype entries(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot).size();
}

} // namespace

bool holdsTheSame(const Census &one, const Census &other)
{
    return one.descriptors == other.descriptors && one.threads == other.threads &&
           one.objects == other.objects && one.timers == other.timers;
}

void beginCensus()
{
    qtHookData[AddObject] = reinterpret_cast<quintptr>(&add);
    qtHookData[RemoveObject] = reinterpret_cast<quintptr>(&remove);
}

Census takeCensus()
{
    malloc_trim(0); // gives back what is free
    const auto heap = mallinfo2();
    Census census{.pssKb = memoryOfProcess()["pssKb"_L1].toInteger(),
        .heapKb = static_cast<qint64>((heap.uordblks + heap.hblkhd) / 1024),
        .descriptors = entries(u"/proc/self/fd"_s) - 1, // of which one reads the folder
        .threads = entries(u"/proc/self/task"_s)};
    forEachObject([&census](QObject *object) {
        ++census.objects;
        ++census.classes[object->metaObject()->className()];
        census.timers += isRunningTimer(object) ? 1 : 0;
    });
    return census;
}

/// Locked, an object that ends in another thread waits in its last destructor, and is still a QObject.
void forEachObject(const std::function<void(QObject *)> &look)
{
    const std::scoped_lock lock(living().mutex);
    std::ranges::for_each(living().objects, look);
}

} // namespace Parlance::Bench
