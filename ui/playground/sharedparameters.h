// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/laneparameters.h"

#include <QHash>
#include <QObject>

namespace Parlance {

class Lane;
class LaneArrangement;

/// The parameters that the lanes of a page send: shared, or separate for each lane.
class SharedParameters : public QObject
{
    Q_OBJECT

public:
    explicit SharedParameters(LaneArrangement *arrangement);

    /// Whether all lanes, new ones too, send the same parameters.
    [[nodiscard]] bool areSame() const { return m_same; }
    /// True gives all lanes the current lane's parameters; false restores what the other lanes had before.
    void setSame(bool same);
    /// Sets the parameters of all lanes if shared, or else of the current lane.
    void set(const LaneParameters &parameters);
    /// Sets the parameters of this lane; of all if shared.
    void setOf(Lane *lane, const LaneParameters &parameters);

Q_SIGNALS:
    void changed();

private:
    void keepOwn();
    void bringBackOwn();

    LaneArrangement *m_arrangement;
    QHash<const Lane *, LaneParameters> m_own; ///< of the other lanes, while all send the same
    bool m_same = true;
};

} // namespace Parlance
