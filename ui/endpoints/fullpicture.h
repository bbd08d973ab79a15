// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace Parlance {

class PictureZoom;

/// One picture as large as the view, with a bar to zoom and to step to the next.
class FullPicture : public QWidget
{
    Q_OBJECT

public:
    explicit FullPicture(QWidget *parent = nullptr);

    [[nodiscard]] PictureZoom *zoom() const { return m_zoom; }
    /// Whether there is a picture before and after this one.
    void setNeighbours(bool before, bool after);

Q_SIGNALS:
    void backRequested();
    /// -1 for the picture before, 1 for the next.
    void stepRequested(int step);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QWidget *makeBar();

    PictureZoom *m_zoom;
    QToolButton *m_before;
    QToolButton *m_after;
    QLabel *m_factor;
};

} // namespace Parlance
