// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/modelview.h"

#include "ui/endpoints/foundmodels.h"
#include "ui/endpoints/modeltable.h"
#include "view/base/focusring.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int Padding = 10;       ///< of a row, above and below its text
constexpr int MeasuredRows = 100; ///< for the widths of the columns
constexpr int MostWidth = 360;    ///< of a column that nobody has made wider

void putOnClipboard(const QString &text)
{
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

} // namespace

ModelView::ModelView(QWidget *parent)
    : QTableView(parent)
    , m_table(new ModelTable(this))
    , m_found(new FoundModels(this))
{
    setObjectName(u"modelTable"_s);
    setAccessibleName(tr("Models"));
    m_found->setSourceModel(m_table);
    setModel(m_found);
    setSortingEnabled(true);
    sortByColumn(-1, Qt::AscendingOrder); // as the server lists them
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setWordWrap(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTabKeyNavigation(false);
    setContextMenuPolicy(Qt::CustomContextMenu);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setResizeContentsPrecision(MeasuredRows);
    horizontalHeader()->setSortIndicatorClearable(true);
    horizontalHeader()->setMinimumSectionSize(56);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setMaximumSectionSize(4 * MostWidth);
    new FocusRing(this);
    setZoom(1);
}

void ModelView::setModels(const QList<ListedModel> &models)
{
    const QStringList ids = selectedIds();
    const QSet<QString> selected(ids.cbegin(), ids.cend());
    m_table->setModels(models);
    resizeColumnsToContents();
    for (int column = 0; column < m_table->columnCount(); ++column)
        setColumnWidth(column, std::min(columnWidth(column), MostWidth));
    if (!models.isEmpty())
        setColumnWidth(ModelTable::Id, columnWidth(ModelTable::Id) + roomForBold(models));
    select(selected);
}

/// How much wider a column of ids is in bold, as those are that only one list has.
int ModelView::roomForBold(const QList<ListedModel> &models) const
{
    const QString longest =
        std::ranges::max(models, {}, [](const ListedModel &model) { return model.id.size(); }).id;
    QFont bold = font();
    bold.setBold(true);
    return QFontMetrics(bold).horizontalAdvance(longest) - fontMetrics().horizontalAdvance(longest);
}

void ModelView::select(const QSet<QString> &ids)
{
    QItemSelection selection;
    for (int row = 0; !ids.isEmpty() && row < m_found->rowCount(); ++row) {
        const QModelIndex index = m_found->index(row, ModelTable::Id);
        if (ids.contains(m_table->model(m_found->mapToSource(index).row()).id))
            selection.select(index, index);
    }
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

QList<int> ModelView::selectedRows() const
{
    QList<QModelIndex> indexes = selectionModel()->selectedRows();
    std::ranges::sort(indexes, {}, &QModelIndex::row);
    QList<int> rows;
    for (const QModelIndex &index : std::as_const(indexes))
        rows.append(m_found->mapToSource(index).row());
    return rows;
}

QList<int> ModelView::shownRows() const
{
    QList<int> rows;
    for (int row = 0; row < m_found->rowCount(); ++row)
        rows.append(m_found->mapToSource(m_found->index(row, ModelTable::Id)).row());
    return rows;
}

QStringList ModelView::selectedIds() const
{
    QStringList ids;
    const QList<int> rows = selectedRows();
    for (const int row : rows)
        ids.append(m_table->model(row).id);
    ids.removeAll(QString());
    return ids;
}

void ModelView::setZoom(qreal factor)
{
    QFont zoomed = QApplication::font();
    zoomed.setPixelSize(qRound(QFontInfo(zoomed).pixelSize() * factor));
    setFont(zoomed);
    verticalHeader()->setDefaultSectionSize(QFontMetrics(zoomed).height() + Padding);
}

void ModelView::copy()
{
    putOnClipboard(m_table->plainTable(selectedRows()).toTabs());
}

void ModelView::copyIds()
{
    putOnClipboard(selectedIds().join(u'\n'));
}

void ModelView::copyJson()
{
    const QList<int> rows = selectedRows();
    const QByteArray json = rows.size() == 1 ? m_table->model(rows.first()).json : m_table->json(rows);
    putOnClipboard(QString::fromUtf8(json));
}

void ModelView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    Q_EMIT selectionMoved();
}

} // namespace Parlance
