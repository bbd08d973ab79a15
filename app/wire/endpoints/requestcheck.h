// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace Parlance {

/// What is to be said of a request before it is sent, in sentences.
struct RequestCheck
{
    QString problem = {};   ///< why it cannot be sent; empty if it can
    QString refusal = {};   ///< what OpenAI's API surely refuses, so that it is sent only on demand
    QStringList hints = {}; ///< what else OpenAI's API would refuse; other servers may differ

    /// The refusal and the hints.
    [[nodiscard]] QStringList doubts() const
    {
        return refusal.isEmpty() ? hints : QStringList{refusal} + hints;
    }
    bool operator==(const RequestCheck &) const = default;
};

} // namespace Parlance
