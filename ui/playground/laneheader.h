// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/playground/lanechoice.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace Parlance {

class LaneMenu;
class TierButton;

/// The top of a lane: what it talks to, whether that is the embedded gateway or the live one, and what the tier is for.
class LaneHeader : public QFrame
{
    Q_OBJECT

public:
    explicit LaneHeader(QWidget *parent = nullptr);

    /// `fault` is the failure that the embedded gateway is asked for; empty for none.
    void show(const Gateway &gateway, const LaneChoice &choice, const QString &fault);
    /// The menu behind the three dots.
    [[nodiscard]] LaneMenu *menu() const { return m_menu; }
    [[nodiscard]] TierButton *tierButton() const { return m_tier; }

Q_SIGNALS:
    void pickRequested();
    void modeToggled();

private:
    TierButton *m_tier;
    QToolButton *m_mode;
    QToolButton *m_more;
    LaneMenu *m_menu;
    QLabel *m_useCase;
};

} // namespace Parlance
