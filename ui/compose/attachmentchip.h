// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/part.h"

#include <QFrame>
#include <QSize>

class QMenu;
class QToolButton;

namespace Parlance {

/// One image or file of a prompt: its thumbnail, its size, and an estimate of its price. A click on it, the
/// space bar or the menu key opens its menu, with what of it is sent; Delete and a button remove it.
class AttachmentChip : public QFrame
{
    Q_OBJECT

public:
    static constexpr int ThumbnailSide = 40; ///< in pixels of the window

    /// `note` says what was done to it.
    AttachmentChip(const Part &part, const QString &note, QWidget *parent = nullptr);

    [[nodiscard]] const Part &part() const { return m_part; }
    void setThumbnail(const QImage &picture);
    /// What takes the keyboard's focus.
    [[nodiscard]] QToolButton *stop() const { return m_button; }

Q_SIGNALS:
    /// What is sent of it has changed.
    void changed();
    void removeRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    [[nodiscard]] QMenu *makeMenu();
    void addName(QMenu *menu, const FilePart &file);
    void addDetail(QMenu *menu, const ImagePart &image);
    void showPart();

    Part m_part;
    QSize m_pixels;
    QString m_note;
    QToolButton *m_button;
};

} // namespace Parlance
