// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/laneparameters.h"

#include <QHash>
#include <QObject>

namespace Parlance {

class Lane;
class LaneArrangement;

/// The parameters that the lanes of a page send: all the same, or each its own.
class SharedParameters : public QObject
{
    Q_OBJECT

public:
    explicit SharedParameters(LaneArrangement *arrangement);

    /// Whether all lanes send the same; then a new one does, too.
    [[nodiscard]] bool areSame() const { return m_same; }
    /// If they become the same, they are the current lane's; if they no longer are, the other lanes have
    /// again what they had before.
    void setSame(bool same);
    /// Sets what all lanes send, or the current lane where each has its own.
    void set(const LaneParameters &parameters);

Q_SIGNALS:
    void changed();

private:
    void keepOwn();
    void bringBackOwn();

    LaneArrangement *m_arrangement;
    QHash<const Lane *, LaneParameters> m_own; ///< of the others, while all send the same
    bool m_same = true;
};

} // namespace Parlance
