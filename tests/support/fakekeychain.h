// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/keychain.h"

#include <QHash>
#include <QList>

namespace Parlance {

/// A keychain in memory that answers when the test tells it to.
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

    /// Answers all requests made so far.
    void answer();

    bool available = true;
    QString failure; ///< the error of every request, unless empty
    QHash<QString, Secret> entries;
    qsizetype readCount = 0;

private:
    QList<std::function<void()>> m_pending;
};

} // namespace Parlance
