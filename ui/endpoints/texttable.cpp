// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/texttable.h"

#include "view/base/tooltip.h"

#include <QAbstractTableModel>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int Padding = 10;       ///< of a row, above and below its text
constexpr int MeasuredRows = 100; ///< for the widths of the columns
constexpr int LeastText = 90;     ///< width of a column of text
constexpr qsizetype MostShown = 300;

} // namespace

class TextTable::Model : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setTable(const PlainTable &table)
    {
        beginResetModel();
        m_table = table;
        endResetModel();
    }
    [[nodiscard]] const PlainTable &table() const { return m_table; }

    [[nodiscard]] int rowCount(const QModelIndex &parent) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_table.rows.size());
    }
    [[nodiscard]] int columnCount(const QModelIndex &parent) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_table.header.size());
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        const QString &cell = m_table.rows.at(index.row()).at(index.column());
        if (role == Qt::DisplayRole)
            return cell.first(std::min(cell.size(), MostShown));
        if (role == Qt::ToolTipRole && isText(index.column()))
            return plainToolTip(cell.first(std::min(cell.size(), 4 * MostShown)));
        return role == Qt::TextAlignmentRole ? alignment(index.column()) : QVariant();
    }
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation, int role) const override
    {
        if (role == Qt::DisplayRole)
            return m_table.header.at(section);
        return role == Qt::TextAlignmentRole ? alignment(section) : QVariant();
    }
    [[nodiscard]] bool isText(int column) const { return column < m_table.textColumns; }

private:
    [[nodiscard]] QVariant alignment(int column) const
    {
        return QVariant::fromValue(Qt::AlignVCenter | (isText(column) ? Qt::AlignLeft : Qt::AlignRight));
    }

    PlainTable m_table;
};

TextTable::TextTable(QWidget *parent)
    : QTableView(parent)
    , m_model(new Model(this))
{
    setModel(m_model);
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setWordWrap(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setResizeContentsPrecision(MeasuredRows);
    setZoom(1);
}

TextTable::~TextTable() = default;

void TextTable::setTable(const PlainTable &table)
{
    m_model->setTable(table);
    fitColumns();
}

const PlainTable &TextTable::table() const
{
    return m_model->table();
}

/// The numbers as wide as they are; the texts share the rest.
void TextTable::fitColumns()
{
    resizeColumnsToContents();
    int left = viewport()->width();
    const auto texts = static_cast<int>(table().header.isEmpty() ? 0 : table().textColumns);
    for (int column = texts; column < m_model->columnCount({}); ++column)
        left -= columnWidth(column);
    for (int column = 0; column < texts; ++column)
        setColumnWidth(column, std::max(LeastText, left / texts));
}

void TextTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void TextTable::setZoom(qreal factor)
{
    QFont zoomed = QApplication::font();
    zoomed.setPixelSize(qRound(QFontInfo(zoomed).pixelSize() * factor));
    setFont(zoomed);
    verticalHeader()->setDefaultSectionSize(QFontMetrics(zoomed).height() + Padding);
    fitColumns();
}

void TextTable::copy()
{
    PlainTable chosen{.header = table().header, .rows = {}};
    QList<QModelIndex> selected = selectionModel()->selectedRows();
    std::ranges::sort(selected, {}, &QModelIndex::row);
    for (const QModelIndex &index : std::as_const(selected))
        chosen.rows.append(table().rows.at(index.row()));
    if (!chosen.rows.isEmpty())
        QGuiApplication::clipboard()->setText(chosen.toTabs());
}

} // namespace Parlance
