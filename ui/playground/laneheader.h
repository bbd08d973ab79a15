// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/laneparameters.h"
#include "workspace/lanechoice.h"

#include <QFrame>

class QPushButton;
class QToolButton;

namespace Parlance {

class ElidedLabel;
class GlyphButton;
class LaneMenu;
class TierButton;

/// The top of a lane: what it talks to, whether that is the embedded gateway or the live one, and what the
/// tier is for. The lane is dragged by it, and maximized with a double click.
class LaneHeader : public QFrame
{
    Q_OBJECT

public:
    explicit LaneHeader(QWidget *parent = nullptr);

    /// `fault` is the failure that the embedded gateway is asked for; empty for none. `base` is where the
    /// gateway is reached live.
    void show(const Gateway &gateway, const LaneChoice &choice, const QString &fault, const QUrl &base);
    /// Says instead of the use case that another model answered than was asked; an empty text ends it.
    void showAnswered(const QString &text);
    /// The only lane is not muted.
    void setSeveral(bool several);
    /// The lane is one of `count`, the others are hidden; 0 if they are not.
    void setMaximizedOf(int count);
    void setMuted(bool muted);
    /// Marks the lane that menus and keys act on, where there are several.
    void setCurrent(bool current);
    /// Marks a lane that sends parameters of the user's, or cannot.
    void setParameters(const LaneParameters &parameters);
    /// Ends a drag as if it had not begun.
    void cancelDrag();

    /// The menu behind the three dots.
    [[nodiscard]] LaneMenu *menu() const { return m_menu; }
    [[nodiscard]] TierButton *tierButton() const { return m_tier; }

Q_SIGNALS:
    void pickRequested();
    void modeToggled();
    void muteToggled(bool muted);
    void maximizeToggled();
    void parametersRequested();
    /// A mouse button went down on the header.
    void pressed();
    /// The header is dragged to this place of the screen; `dropped()` or `dragCancelled()` ends it.
    void dragged(const QPoint &global);
    void dropped(const QPoint &global);
    void dragCancelled();

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    void buildLayout();
    void showLine();
    void showMode(bool live, const QString &fault, const QUrl &base);
    void leaveMenuButton();

    TierButton *m_tier;
    QToolButton *m_mode;
    QPushButton *m_showAll;
    ElidedLabel *m_host; ///< where a live lane's prompts go
    QToolButton *m_more;
    LaneMenu *m_menu;
    ElidedLabel *m_line; ///< the use case, or who answered
    GlyphButton *m_parameters;
    GlyphButton *m_mute;
    QString m_useCase;
    QString m_answered;
    QPoint m_pressedAt;
    bool m_pressed = false;
    bool m_dragging = false;
};

} // namespace Parlance
