// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/laneparameters.h"
#include "workspace/lanechoice.h"

#include <QFrame>

class QLineEdit;
class QPushButton;

namespace Parlance {

class ElidedLabel;
class GlyphButton;
class LaneMenu;
class MenuButton;
class ModeBadge;
class TierButton;

/// The top of a lane: its gateway and model, demo or live, and the tier's use case. Dragging it moves the
/// lane; a double click maximizes it.
class LaneHeader : public QFrame
{
    Q_OBJECT

public:
    explicit LaneHeader(QWidget *parent = nullptr);

    /// `fault` is the failure requested from the embedded gateway; empty for none. `base` is the live
    /// gateway's URL.
    void show(const Gateway &gateway, const LaneChoice &choice, const QString &fault, const QUrl &base);
    /// Shows that the lane plays a capture of this gateway and model, from the file with this name. Such a
    /// lane has no picker, and no mute or parameters button.
    void showReplay(const Gateway &gateway, const QString &model, const QString &file);
    /// Shows the name that the user gave the lane, beside its gateway and model; empty for none.
    void setName(const QString &name);
    /// Lets the user edit the name in place.
    void editName();
    /// Shows, instead of the use case, that another model answered than the requested one; an empty text ends
    /// that.
    void showAnswered(const QString &text);
    /// Shows the mute button; the only lane has none.
    void setSeveral(bool several);
    /// The lane is maximized and hides the others, `count` lanes in all; 0 if it is not maximized.
    void setMaximizedOf(int count);
    void setMuted(bool muted);
    /// Marks the lane that menus and keys act on; for several lanes.
    void setCurrent(bool current);
    /// Marks a lane that sends parameters, or whose extra JSON cannot be read.
    void setParameters(const LaneParameters &parameters);
    /// Cancels a drag.
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
    /// The user gave the lane this name; empty to take it back.
    void named(const QString &name);
    /// A mouse button was pressed on the header.
    void pressed();
    /// The header is dragged to this screen position; `dropped()` or `dragCancelled()` follows.
    void dragged(const QPoint &global);
    void dropped(const QPoint &global);
    void dragCancelled();

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    /// Escape in the name.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildLayout();
    void buildNameEdit();
    void showTier();
    void showLine();
    void showMode(bool live, const QString &fault, const QUrl &base);

    TierButton *m_tier;
    QLineEdit *m_nameEdit;
    ModeBadge *m_mode;
    QPushButton *m_showAll;
    ElidedLabel *m_host; ///< where a live lane's prompts go
    LaneMenu *m_menu;
    MenuButton *m_more;
    ElidedLabel *m_line; ///< the use case, or the model that answered
    GlyphButton *m_parameters;
    GlyphButton *m_mute;
    QString m_gatewayName;
    QString m_model;
    QString m_name;
    QString m_useCase;
    QString m_answered;
    QPoint m_pressedAt;
    bool m_pressed = false;
    bool m_dragging = false;
};

} // namespace Parlance
