// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace Parlance {

/// A switch that says whether the embedded gateway answers or the gateway itself. A click asks to change
/// that. Disabled it is a badge, without the switch.
class ModeBadge : public QToolButton
{
    Q_OBJECT

public:
    explicit ModeBadge(QWidget *parent = nullptr);

    /// `fault` is the failure requested from the embedded gateway; empty for none.
    void setMode(bool live, const QString &fault = {});

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_live = false;
};

} // namespace Parlance
