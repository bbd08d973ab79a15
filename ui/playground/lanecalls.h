// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/playground/page.h"

namespace Parlance {

class Lane;
class LaneArrangement;

/// The calls of a page's lanes, and what their readers ask of the inspector.
class LaneCalls : public QObject
{
    Q_OBJECT

public:
    explicit LaneCalls(LaneArrangement *arrangement);

    /// The call of the newest answer in the current lane; null without one.
    [[nodiscard]] std::shared_ptr<const Call> newest() const;
    /// The calls that answer the same prompt as this one, each with the name of its lane; empty if no lane
    /// has the call.
    [[nodiscard]] Page::Calls round(const std::shared_ptr<const Call> &call) const;

Q_SIGNALS:
    void changed();
    void inspectRequested(const std::shared_ptr<const Parlance::Call> &call);
    void inspectTextRequested(
        const std::shared_ptr<const Parlance::Call> &call, const QString &text, int nth);

private:
    void follow(Lane *lane);

    LaneArrangement *m_arrangement;
};

} // namespace Parlance
