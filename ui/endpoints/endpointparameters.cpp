// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/endpointparameters.h"

#include "ui/compose/parameterrow.h"

#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int LeastWidth = 226;

} // namespace

EndpointParameters::EndpointParameters(QWidget *parent)
    : QScrollArea(parent)
    , m_layout(new QVBoxLayout)
{
    auto *content = new QWidget;
    content->setObjectName(u"endpointParameters"_s);
    m_layout->setSpacing(8);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(m_layout);
    layout->addStretch();
    setObjectName(u"endpointParametersScroll"_s);
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, &EndpointParameters::arrange);
    arrange();
}

/// As high as its rows at most. They keep off the scroll bar.
void EndpointParameters::arrange()
{
    constexpr int gap = 8;
    const bool scrolls = verticalScrollBar()->maximum() > 0;
    m_layout->setContentsMargins(0, 4, scrolls ? gap : 0, 4);
    const QLayout *layout = widget()->layout();
    const bool wraps = layout->hasHeightForWidth();
    setMaximumHeight(
        wraps ? layout->totalHeightForWidth(viewport()->width()) : layout->totalSizeHint().height());
}

bool EndpointParameters::eventFilter(QObject *watched, QEvent *event)
{
    const bool isFiltered = QScrollArea::eventFilter(watched, event);
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        arrange();
    return isFiltered;
}

void EndpointParameters::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    arrange();
}

QSize EndpointParameters::minimumSizeHint() const
{
    const int needed = widget()->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width();
    return {std::max(needed, LeastWidth), QScrollArea::minimumSizeHint().height()};
}

void EndpointParameters::add(ParameterRow *row, Keep keep)
{
    row->setValue(QJsonValue::Undefined);
    m_rows.append({row, keep});
    m_layout->addWidget(row);
    connect(row, &ParameterRow::changed, this, &EndpointParameters::changed);
    arrange();
}

QJsonValue EndpointParameters::value(QLatin1StringView name) const
{
    const auto found = std::ranges::find_if(m_rows, [&](const Row &row) { return row.row->name() == name; });
    return found->row->value();
}

QJsonObject EndpointParameters::kept() const
{
    QJsonObject kept;
    for (const Row &row : m_rows) {
        if (row.keep == Keep::Setting && !row.row->value().isUndefined())
            kept.insert(row.row->name(), row.row->value());
    }
    return kept;
}

void EndpointParameters::restore(const QJsonObject &kept)
{
    for (const Row &row : std::as_const(m_rows)) {
        if (row.keep == Keep::Setting)
            row.row->setValue(kept.value(row.row->name()));
    }
}

} // namespace Parlance
