// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QPointer>

class QScrollBar;

namespace Parlance {

/// Scrolls views together while it is on: where the reader scrolls one, the others go to the same part of
/// their own length, so that beginnings stand beside beginnings and ends beside ends, however long each
/// answer is. What scrolls by itself, as a view that follows its answer does, moves no other.
class ScrollLink : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// A bar that is deleted leaves by itself.
    void add(QScrollBar *bar);
    void setEnabled(bool enabled) { m_enabled = enabled; }
    [[nodiscard]] bool isEnabled() const { return m_enabled; }

private:
    void follow(const QScrollBar *leader);

    QList<QPointer<QScrollBar>> m_bars;
    bool m_enabled = false;
};

} // namespace Parlance
