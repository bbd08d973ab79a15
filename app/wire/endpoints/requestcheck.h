// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace Parlance {

/// What is to be said of a request before it is sent, in sentences.
struct RequestCheck
{
    QString problem = {};   ///< why it cannot be sent; empty if it can
    QStringList hints = {}; ///< what OpenAI's API would refuse; other servers may differ

    bool operator==(const RequestCheck &) const = default;
};

} // namespace Parlance
