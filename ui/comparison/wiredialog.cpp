// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/wiredialog.h"

#include "view/base/focusring.h"
#include "view/base/theme.h"
#include "view/base/tooltip.h"
#include "view/base/windowsize.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int NarrowestLane = 150;
constexpr int Padding = 8; ///< on both sides of a cell, as in the style sheet

/// Qt subtracts the style sheet's padding from the text width only after counting the lines.
class WireDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem inner = option;
        inner.rect.setWidth(option.rect.width() - 2 * Padding);
        return QStyledItemDelegate::sizeHint(inner, index) + QSize(0, lowered(option, index));
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        const int lower = lowered(*option, index);
        QStyledItemDelegate::initStyleOption(option, index);
        option->rect.adjust(0, lower, 0, 0);
    }

private:
    /// How much lower a cell's text begins, in pixels, to stand on one line with that of larger letters.
    static int lowered(const QStyleOptionViewItem &option, const QModelIndex &index)
    {
        const QVariant font = index.data(Qt::FontRole);
        if (!font.isValid())
            return 0;
        return std::max(0, option.fontMetrics.ascent() - QFontMetrics(font.value<QFont>()).ascent());
    }
};

} // namespace

WireDialog::WireDialog(QWidget *parent)
    : QDialog(parent)
    , m_table(new QTableWidget)
{
    setObjectName(u"wire"_s);
    setWindowTitle(tr("Wire differences"));
    auto *about = new QLabel(tr("The same request and response in each API format. Keys are not shown."));
    about->setProperty("role", u"secondary"_s);
    auto *copy = new QPushButton(tr("Copy as &Markdown"));
    copy->setObjectName(u"wireCopy"_s);
    auto *close = new QPushButton(tr("&Close"));
    close->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(copy);
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(about);
    layout->addWidget(m_table, 1);
    layout->addLayout(buttons);
    buildTable();
    connect(
        copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(toMarkdown()); });
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
}

void WireDialog::setLanes(const QList<WireLane> &lanes, const Redaction &redaction)
{
    m_parts = WireTable::of(lanes, redaction);
    m_calls.clear();
    for (const WireLane &lane : lanes)
        m_calls.append(lane.call);
    const int read = m_table->verticalScrollBar()->value();
    m_table->setRowCount(0);
    m_table->setColumnCount(static_cast<int>(lanes.size()) + 1);
    m_table->setHorizontalHeaderLabels(m_parts.first().table.header);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    for (const WireTable::Part &part : std::as_const(m_parts))
        addPart(part);
    m_table->verticalScrollBar()->setValue(read);
    if (!isVisible())
        resizeOnScreen(*this, {qBound(700, 180 + static_cast<int>(lanes.size()) * 300, 1400), 720});
}

void WireDialog::buildTable()
{
    m_table->setObjectName(u"wireTable"_s);
    m_table->setAccessibleName(tr("Wire differences"));
    new FocusRing(m_table);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setMinimumSectionSize(NarrowestLane);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(true);
    m_table->setItemDelegate(new WireDelegate(this));
    connect(m_table, &QTableWidget::cellActivated, this, [this](int, int column) {
        const std::shared_ptr<const Call> call = m_calls.value(column - 1).lock();
        if (call && !call->sent.url.isEmpty() && call->recording.startedAt)
            Q_EMIT inspectRequested(call);
    });
}

void WireDialog::addPart(const WireTable::Part &part)
{
    int row = m_table->rowCount();
    m_table->insertRow(row);
    auto *title = new QTableWidgetItem(part.title);
    QFont bold = font();
    bold.setBold(true);
    title->setFont(bold);
    m_table->setItem(row, 0, title);
    m_table->setSpan(row, 0, 1, m_table->columnCount());
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    for (const QStringList &cells : part.table.rows) {
        m_table->insertRow(++row);
        for (int column = 0; column < cells.size(); ++column) {
            auto *item = new QTableWidgetItem(cells.at(column));
            item->setTextAlignment(Qt::AlignLeft | Qt::AlignTop);
            item->setToolTip(plainToolTip(cells.at(column)));
            if (column > 0)
                item->setFont(fixed);
            if (column == 0 || !WireTable::isSpelled(cells.at(column)))
                item->setForeground(Theme::current().secondaryText);
            m_table->setItem(row, column, item);
        }
    }
}

QString WireDialog::toMarkdown() const
{
    QString text;
    for (const WireTable::Part &part : m_parts)
        text += u"## %1\n\n%2\n"_s.arg(part.title, part.table.toMarkdown());
    return text;
}

} // namespace Parlance
