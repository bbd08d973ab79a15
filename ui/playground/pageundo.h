// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/playground/lane.h"

#include <QHash>

#include <functional>
#include <vector>

namespace Parlance {

class LaneArrangement;
class SharedParameters;

/// Undoes what the user did to the lanes of a page, the latest first: messages deleted and changed, lanes
/// cleared, closed, added and moved. The next prompt in any lane makes all of it final; that of a
/// replay does not. No answer that came after an action goes with it.
class PageUndo : public QObject
{
    Q_OBJECT

public:
    /// A lane that comes back has the parameters of all lanes, if they share them.
    PageUndo(LaneArrangement *arrangement, SharedParameters *parameters);

    /// False while a lane is answering.
    [[nodiscard]] bool isPossible() const;
    /// Undoes the latest action, if that is possible.
    void undo();
    /// Makes everything final.
    void forget();

    /// Stops and clears these lanes, as one action.
    void clear(const QList<Lane *> &lanes);
    /// Closes a lane. Ignores the only one.
    void close(Lane *lane);

private:
    struct Step
    {
        std::function<void()> undo;
        quint64 changeIn = 0; ///< the lane whose conversation was changed; 0 for other actions
        quint64 added = 0;    ///< the lane that goes, unless it answers meanwhile; 0 for other actions
    };

    void follow(Lane *lane);
    void note(const std::function<void()> &undo, quint64 changeIn = 0);
    void dropChange(quint64 lane);
    [[nodiscard]] std::function<void()> reopening(const Lane &lane);
    [[nodiscard]] Lane *laneOf(quint64 id) const;

    LaneArrangement *m_arrangement;
    SharedParameters *m_parameters;
    std::vector<Step> m_steps; ///< the latest last
    /// A lane that was closed and brought back is another object: its id by the old one.
    QHash<quint64, quint64> m_broughtBack;
    bool m_undoing = false;
};

} // namespace Parlance
