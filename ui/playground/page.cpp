// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/page.h"

#include "workspace/appsettings.h"

#include <cmath>

namespace Parlance {

namespace {

constexpr int MinZoom = -6;
constexpr int MaxZoom = 10;

} // namespace

Page::Page(const QString &kind, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
{
}

Page::Calls Page::callsBeside(const std::shared_ptr<const Call> &call) const
{
    return {{nameOf(choiceOf(*call), call->gateway), call}};
}

qreal Page::zoomFactor()
{
    return std::pow(1.1, Settings::zoom().value());
}

void Page::zoomBy(int steps)
{
    const int zoom = Settings::zoom().value();
    Settings::zoom().set(steps == 0 ? 0 : qBound(MinZoom, zoom + steps, MaxZoom));
    showZoom();
}

/// Another page may have changed the zoom.
void Page::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showZoom();
}

} // namespace Parlance
