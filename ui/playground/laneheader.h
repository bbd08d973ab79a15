// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/playground/lanechoice.h"

#include <QFrame>

class QLabel;
class QMenu;
class QToolButton;

namespace Parlance {

class TierButton;

/// The top of a lane: what it talks to, whether that is the embedded gateway or the live one, and what the tier is for.
class LaneHeader : public QFrame
{
    Q_OBJECT

public:
    explicit LaneHeader(QWidget *parent = nullptr);

    void show(const Gateway &gateway, const LaneChoice &choice);
    /// The menu behind the three dots; filled by the lane.
    [[nodiscard]] QMenu *menu() const { return m_menu; }
    [[nodiscard]] TierButton *tierButton() const { return m_tier; }

Q_SIGNALS:
    void pickRequested();
    void modeToggled();

private:
    TierButton *m_tier;
    QToolButton *m_mode;
    QToolButton *m_more;
    QMenu *m_menu;
    QLabel *m_useCase;
};

} // namespace Parlance
