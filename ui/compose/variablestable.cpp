// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/variablestable.h"

#include "ui/edit/longtextedit.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QSignalBlocker>
#include <QStyledItemDelegate>

namespace Parlance {

namespace {

constexpr int NameColumn = 0;
constexpr int ValueColumn = 1;
constexpr int NameWidth = 92;
constexpr int MostRowsShown = 6;
constexpr int LinesOfValue = 3;

/// Edits a value with its lines, larger than its cell.
class ValueDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        auto *edit = new LongTextEdit(parent);
        edit->setObjectName(QStringLiteral("variableValue"));
        edit->setTabChangesFocus(true);
        return edit;
    }

    void setEditorData(QWidget *editor, const QModelIndex &index) const override
    {
        auto *edit = static_cast<LongTextEdit *>(editor);
        edit->setPlainText(index.data(Qt::EditRole).toString());
        edit->selectAll();
    }

    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override
    {
        model->setData(index, static_cast<const LongTextEdit *>(editor)->toPlainText());
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::KeyPress)
            return QStyledItemDelegate::eventFilter(watched, event);
        const auto &key = *static_cast<QKeyEvent *>(event);
        const bool isEnter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
        if (!isEnter || key.modifiers().testFlag(Qt::ShiftModifier))
            return QStyledItemDelegate::eventFilter(watched, event);
        auto *editor = static_cast<QWidget *>(watched);
        Q_EMIT commitData(editor);
        Q_EMIT closeEditor(editor);
        return true;
    }

    void updateEditorGeometry(
        QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        QRect place = option.rect;
        place.setHeight(editor->fontMetrics().lineSpacing() * LinesOfValue + place.height() / 2);
        const int room = editor->parentWidget()->height();
        place.setHeight(qMin(place.height(), room));
        place.moveBottom(qMin(place.bottom(), room - 1));
        editor->setGeometry(place);
    }
};

} // namespace

VariablesTable::VariablesTable(QWidget *parent)
    : QTableWidget(0, 2, parent)
{
    setHorizontalHeaderLabels({tr("Name"), tr("Value")});
    horizontalHeader()->setSectionResizeMode(ValueColumn, QHeaderView::Stretch);
    horizontalHeader()->resizeSection(NameColumn, NameWidth);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft);
    verticalHeader()->hide();
    setItemDelegateForColumn(ValueColumn, new ValueDelegate(this));
    setEditTriggers(AllEditTriggers);
    setTabKeyNavigation(false); // it would wrap around inside the table
    setWordWrap(false);
    setShowGrid(false);
    setSelectionMode(SingleSelection);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVariables({});
    connect(this, &QTableWidget::itemChanged, this, &VariablesTable::onItemChanged);
}

QString VariablesTable::textAt(int row, int column) const
{
    const QTableWidgetItem *cell = item(row, column);
    return cell ? cell->text() : QString();
}

QList<Variable> VariablesTable::variables() const
{
    QList<Variable> variables;
    for (int row = 0; row < rowCount(); ++row) {
        const QString name = textAt(row, NameColumn).trimmed();
        if (!name.isEmpty())
            variables.append({.name = name, .value = textAt(row, ValueColumn)});
    }
    return variables;
}

void VariablesTable::setVariables(const QList<Variable> &variables)
{
    const QSignalBlocker blocker(this);
    setRowCount(0);
    for (const Variable &variable : variables)
        addRow(variable);
    addRow({});
}

void VariablesTable::editFirstEmpty()
{
    const int last = rowCount() - 1;
    int row = 0;
    while (row < last && !textAt(row, ValueColumn).isEmpty())
        ++row;
    const int column = row < last ? ValueColumn : NameColumn;
    const EditTriggers triggers = editTriggers();
    setEditTriggers(NoEditTriggers); // not by becoming the current one
    setCurrentCell(row, column);
    setEditTriggers(triggers);
    editItem(item(row, column));
}

void VariablesTable::addRow(const Variable &variable)
{
    const int row = rowCount();
    insertRow(row);
    setItem(row, NameColumn, new QTableWidgetItem(variable.name));
    setItem(row, ValueColumn, new QTableWidgetItem(variable.value));
    updateGeometry();
}

void VariablesTable::onItemChanged()
{
    const int last = rowCount() - 1;
    if (!textAt(last, NameColumn).isEmpty() || !textAt(last, ValueColumn).isEmpty()) {
        const QSignalBlocker blocker(this);
        addRow({});
    }
    Q_EMIT edited();
}

/// At its ends Tab goes on to the next field, instead of around in the table.
void VariablesTable::closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint)
{
    const QModelIndex cell = currentIndex();
    const bool atEnd = hint == QAbstractItemDelegate::EditNextItem && cell.row() == rowCount() - 1 &&
                       cell.column() == ValueColumn;
    const bool atStart =
        hint == QAbstractItemDelegate::EditPreviousItem && cell.row() == 0 && cell.column() == NameColumn;
    QTableWidget::closeEditor(editor, atEnd || atStart ? QAbstractItemDelegate::NoHint : hint);
    if (atEnd || atStart)
        focusNextPrevChild(atEnd);
}

void VariablesTable::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Delete)
        return QTableWidget::keyPressEvent(event);
    removeSelected();
}

/// The empty row stays.
void VariablesTable::removeSelected()
{
    if (currentRow() < 0 || currentRow() == rowCount() - 1)
        return;
    removeRow(currentRow());
    updateGeometry();
    Q_EMIT edited();
}

QSize VariablesTable::sizeHint() const
{
    const int rows = qBound(2, rowCount(), MostRowsShown);
    const int height =
        horizontalHeader()->sizeHint().height() + rows * verticalHeader()->defaultSectionSize();
    return {NameWidth * 2, height + 2 * frameWidth()};
}

QSize VariablesTable::minimumSizeHint() const
{
    return sizeHint();
}

} // namespace Parlance
