// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/keychain.h"

#include <QHash>
#include <QList>

namespace Parlance {

/// A keychain in memory that answers when the test says so.
class FakeKeychain : public Keychain
{
public:
    bool isAvailable() override { return available; }
    void read(
        const QString &slot, QObject *context, const std::function<void(const Found &)> &answer) override;
    void write(const QString &slot, const Secret &key, QObject *context,
        const std::function<void(const Done &)> &answer) override;
    void remove(
        const QString &slot, QObject *context, const std::function<void(const Done &)> &answer) override;

    /// Gives all answers that were asked for so far.
    void answer();

    bool available = true;
    QString failure; ///< what every request ends with, if it is not empty
    QHash<QString, Secret> entries;
    qsizetype readCount = 0;

private:
    QList<std::function<void()>> m_pending;
};

} // namespace Parlance
