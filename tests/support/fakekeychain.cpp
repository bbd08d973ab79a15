// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakekeychain.h"

#include <QPointer>
#include <utility>

namespace Parlance {

void FakeKeychain::read(
    const QString &slot, QObject *context, const std::function<void(const Found &)> &answer)
{
    ++readCount;
    m_pending.append([this, slot, answer, alive = QPointer(context)] {
        if (alive)
            answer(failure.isEmpty() ? Found(entries.value(slot)) : std::unexpected(failure));
    });
}

void FakeKeychain::write(
    const QString &slot, const Secret &key, QObject *context, const std::function<void(const Done &)> &answer)
{
    m_pending.append([this, slot, key, answer, alive = QPointer(context)] {
        if (failure.isEmpty())
            entries.insert(slot, key);
        if (alive)
            answer(failure.isEmpty() ? Done() : std::unexpected(failure));
    });
}

void FakeKeychain::remove(
    const QString &slot, QObject *context, const std::function<void(const Done &)> &answer)
{
    write(slot, Secret(), context, answer);
}

void FakeKeychain::answer()
{
    for (const auto &pending : std::exchange(m_pending, {}))
        pending();
}

} // namespace Parlance
