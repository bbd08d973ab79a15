// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/call.h"

#include <vector>

namespace Parlance {

class TargetResolver;

/// The calls of this run and their memory budget. The log does not keep a call alive. When all calls together
/// exceed the budget, the bytes of the oldest ended calls are dropped until they fit. Such a call keeps its
/// request and its reply, and sets `Call::bytesDropped`. Calls that are no chats have a share of half the
/// budget, so that one large answer, such as of vectors or sound, does not take the bytes of all
/// conversations.
class CallLog
{
public:
    static constexpr qint64 Megabyte = 1024 * 1024;
    static constexpr int UsualMegabytes = 256;

    /// Adds a call that begins.
    void add(const std::shared_ptr<Call> &call);
    /// Adds a secret that is sent, but not as the key of a call.
    void add(const Secret &key);
    /// The calls that something still keeps, newest first.
    [[nodiscard]] QList<std::shared_ptr<const Call>> calls() const;
    /// Sets the budget in bytes and applies it at once.
    void setBudget(qint64 bytes);
    [[nodiscard]] qint64 budget() const { return m_budget; }
    /// Drops bytes beyond the budget. Call it whenever a call has ended.
    void keepBudget();
    /// The bytes that all calls hold now.
    [[nodiscard]] qint64 heldBytes() const;
    /// Every key that was sent to a live service or a proxy in this run. The keys of the embedded gateway are
    /// public and not among them.
    [[nodiscard]] const QList<Secret> &keys() const { return m_keys; }

private:
    using Choice = bool (*)(const Call &);
    void keep(qint64 bytes, Choice isCounted);
    [[nodiscard]] qint64 heldBytes(Choice isCounted) const;

    std::vector<std::weak_ptr<Call>> m_calls; ///< oldest first
    QList<Secret> m_keys;
    qint64 m_budget = UsualMegabytes * Megabyte;
};

/// Masks every key that was sent in this run or would be sent with the next requests.
[[nodiscard]] Redaction redactionOf(const CallLog &calls, const TargetResolver &resolver);

} // namespace Parlance
