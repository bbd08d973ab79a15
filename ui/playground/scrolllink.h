// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QPointer>

class QScrollBar;

namespace Parlance {

/// Scrolls views together while enabled: when the user scrolls one, the others go to the same fraction of
/// their length, so that starts and ends line up whatever the lengths. A view that scrolls by itself, such as
/// one that follows its answer, moves no other.
class ScrollLink : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// A deleted bar is removed automatically.
    void add(QScrollBar *bar);
    void setEnabled(bool enabled) { m_enabled = enabled; }
    [[nodiscard]] bool isEnabled() const { return m_enabled; }

private:
    void follow(const QScrollBar *leader);

    QList<QPointer<QScrollBar>> m_bars;
    bool m_enabled = false;
};

} // namespace Parlance
