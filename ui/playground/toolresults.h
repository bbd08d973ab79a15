// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/part.h"

#include <QObject>

namespace Parlance {

class Lane;
class LaneArrangement;

/// The results that the user gives to tool calls on a page of lanes: the same call in several lanes needs its
/// result once.
class ToolResults : public QObject
{
    Q_OBJECT

public:
    explicit ToolResults(LaneArrangement *arrangement);

    /// Puts the cursor into the result of a call that waits, in the current lane if it has one. Returns false
    /// if none waits.
    bool edit();

Q_SIGNALS:
    /// The user has given all results of a lane.
    void given();

private:
    void follow(Lane *lane);
    void count();
    void giveToOthers(const Lane *from, const ToolCall &call, const QString &text, bool isError);

    LaneArrangement *m_arrangement;
};

} // namespace Parlance
