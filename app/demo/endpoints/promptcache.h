// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/message.h"

#include <QSet>

namespace Parlance::Demo {

/// Remembers the beginnings of conversations, as hashes only, to count the tokens of a prompt that were seen
/// before (RL-20).
class PromptCache
{
public:
    /// The number of tokens in the longest beginning, in whole messages, that an earlier prompt shares. Then
    /// remembers this prompt.
    qint64 cachedTokens(const QList<Message> &messages);

private:
    QSet<QByteArray> m_known;
};

} // namespace Parlance::Demo
