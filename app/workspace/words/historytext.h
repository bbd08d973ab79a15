// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/chatsession.h"

#include <QCoreApplication>

namespace Parlance {

/// The texts about a conversation that a gateway would refuse.
class HistoryText
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::HistoryText)

public:
    /// What is wrong, as one or two sentences; `message` is the number of the message, from 1.
    [[nodiscard]] static QString words(const RefusedTurn &refused, const QString &gateway, qsizetype message);
    /// What the button says that calls `ChatSession::repair()`.
    [[nodiscard]] static QString repair(HistoryProblem::Kind why);
};

} // namespace Parlance
