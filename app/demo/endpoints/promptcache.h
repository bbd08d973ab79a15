// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/message.h"

#include <QSet>

namespace Parlance::Demo {

/// Remembers which conversations began how, as hashes only, to tell how much of a prompt was seen before
/// (RL-20).
class PromptCache
{
public:
    /// The tokens of the longest beginning, in whole messages, that an earlier prompt had too; then remembers
    /// this one.
    qint64 cachedTokens(const QList<Message> &messages);

private:
    QSet<QByteArray> m_known;
};

} // namespace Parlance::Demo
