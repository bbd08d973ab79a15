// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/fullpicture.h"

#include "ui/endpoints/picturezoom.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QToolButton *makeButton(const QString &name, const QString &text, const QString &toolTip)
{
    auto *button = new QToolButton;
    button->setObjectName(name);
    button->setText(text);
    button->setToolTip(toolTip);
    button->setAccessibleName(toolTip);
    return button;
}

} // namespace

FullPicture::FullPicture(QWidget *parent)
    : QWidget(parent)
    , m_zoom(new PictureZoom)
    , m_before(makeButton(u"pictureBefore"_s, u"‹"_s, tr("Previous picture (Left)")))
    , m_after(makeButton(u"pictureAfter"_s, u"›"_s, tr("Next picture (Right)")))
    , m_factor(new QLabel)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(m_zoom, 1);
    connect(m_before, &QToolButton::clicked, this, [this] { Q_EMIT stepRequested(-1); });
    connect(m_after, &QToolButton::clicked, this, [this] { Q_EMIT stepRequested(1); });
    connect(m_zoom, &PictureZoom::zoomed, this,
        [this] { m_factor->setText(tr("%1%").arg(qRound(100 * m_zoom->factor()))); });
}

QWidget *FullPicture::makeBar()
{
    auto *back = makeButton(u"pictureBack"_s, tr("← All"), tr("Back to all pictures (Esc)"));
    auto *fit = makeButton(u"pictureFit"_s, tr("Fit"), tr("Fit the view (0)"));
    auto *actual = makeButton(u"pictureActual"_s, tr("1:1"), tr("One pixel for each of the picture's (1)"));
    auto *out = makeButton(u"pictureZoomOut"_s, u"−"_s, tr("Zoom out (−)"));
    auto *in = makeButton(u"pictureZoomIn"_s, u"+"_s, tr("Zoom in (+)"));
    connect(back, &QToolButton::clicked, this, &FullPicture::backRequested);
    connect(fit, &QToolButton::clicked, m_zoom, &PictureZoom::fit);
    connect(actual, &QToolButton::clicked, m_zoom, [this] { m_zoom->setFactor(1); });
    connect(out, &QToolButton::clicked, m_zoom, &PictureZoom::zoomOut);
    connect(in, &QToolButton::clicked, m_zoom, &PictureZoom::zoomIn);
    m_factor->setObjectName(u"pictureFactor"_s);
    m_factor->setProperty("role", u"secondary"_s);
    m_factor->setAlignment(Qt::AlignCenter);
    m_factor->setMinimumWidth(fontMetrics().horizontalAdvance(u"3200%"_s));
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(2);
    for (QWidget *part : std::initializer_list<QWidget *>{back, m_before, m_after})
        layout->addWidget(part);
    layout->addStretch();
    for (QWidget *part : std::initializer_list<QWidget *>{fit, actual, out, m_factor, in})
        layout->addWidget(part);
    return bar;
}

void FullPicture::setNeighbours(bool before, bool after)
{
    m_before->setVisible(before || after);
    m_after->setVisible(before || after);
    m_before->setEnabled(before);
    m_after->setEnabled(after);
}

/// Esc leads back here; only elsewhere is it the window's key.
bool FullPicture::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape)
        event->accept();
    return QWidget::event(event);
}

void FullPicture::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        return Q_EMIT backRequested();
    case Qt::Key_Left:
        return Q_EMIT stepRequested(-1);
    case Qt::Key_Right:
        return Q_EMIT stepRequested(1);
    case Qt::Key_0:
        return m_zoom->fit();
    case Qt::Key_1:
        return m_zoom->setFactor(1);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return m_zoom->zoomIn();
    case Qt::Key_Minus:
        return m_zoom->zoomOut();
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace Parlance
