// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/call.h"

#include <vector>

namespace Parlance {

class TargetResolver;

/// The calls of this run, and the memory that they may take. A call lives as long as somebody keeps it. When
/// all of them together hold more than the budget, the bytes of the oldest ended ones are dropped, until they
/// fit again; what those calls asked, and what they say, stays, and `Call::bytesDropped` tells it.
class CallLog
{
public:
    static constexpr qint64 Megabyte = 1024 * 1024;
    static constexpr int UsualMegabytes = 256;

    /// A call begins.
    void add(const std::shared_ptr<Call> &call);
    /// In bytes. Takes effect at once.
    void setBudget(qint64 bytes);
    [[nodiscard]] qint64 budget() const { return m_budget; }
    /// Drops what is too much. To be called whenever a call has ended.
    void keepBudget();
    /// The bytes that all calls hold now.
    [[nodiscard]] qint64 heldBytes() const;
    /// Every key that went with a request of this run to a service itself; those of the embedded gateway are
    /// public.
    [[nodiscard]] const QList<Secret> &keys() const { return m_keys; }

private:
    std::vector<std::weak_ptr<Call>> m_calls; ///< oldest first
    QList<Secret> m_keys;
    qint64 m_budget = UsualMegabytes * Megabyte;
};

/// Every key that went with a request of this run, and those that go with the next ones, are secret.
[[nodiscard]] Redaction redactionOf(const CallLog &calls, const TargetResolver &resolver);

} // namespace Parlance
