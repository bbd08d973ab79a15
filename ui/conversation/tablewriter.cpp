// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversation/tablewriter.h"

#include "ui/conversation/documentwriter.h"

#include <QAbstractTextDocumentLayout>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

namespace Parlance {

namespace {

using Kind = BlockLook::Kind;

/// Few enough for a row to be added within a millisecond, and enough for Qt, which walks over all tables of a
/// document at each change.
constexpr int rowsOfPart = 12;

} // namespace

void TableWriter::appendRow(QTextCursor &end, const BlockLook &look, const MarkdownBlock &row,
    const TextStyle &style, RunLook::Role role)
{
    const bool sameTable = m_table && !row.first && m_table->columns() == row.cells.size();
    if (!sameTable)
        m_widths.clear();
    if (sameTable && m_table->rows() < rowsOfPart) {
        m_table->appendRows(1);
    } else {
        if (sameTable && m_widths.isEmpty()) {
            // The layout answers only between edits.
            end.endEditBlock();
            takeWidths();
            end.beginEditBlock();
        }
        m_look = look;
        m_look.space = sameTable ? 0 : look.space;
        begin(end, m_look, row.cells.size(), style);
    }
    m_lastIsHead = row.first;
    m_lastRow.clear();
    m_lastRow.resize(row.cells.size());
    for (int column = 0; column < row.cells.size(); ++column)
        writeCell(column, row, style, role);
}

void TableWriter::begin(QTextCursor &end, const BlockLook &look, qsizetype columns, const TextStyle &style)
{
    QTextTableFormat format = style.tableFormat(look);
    format.setColumnWidthConstraints(m_widths);
    m_table = end.insertTable(1, int(columns), format);
    end.movePosition(QTextCursor::End);
    const BlockLook spacer{.kind = Kind::Spacer, .turn = look.turn};
    end.setBlockFormat(style.blockFormat(spacer));
    end.setBlockCharFormat(style.blockCharFormat(spacer));
}

/// The columns as they are laid out now, in percent: so they stay the same in every part at any width.
void TableWriter::takeWidths()
{
    if (!m_widths.isEmpty())
        return;
    const QAbstractTextDocumentLayout *layout = m_table->document()->documentLayout();
    QList<qreal> lefts;
    for (int column = 0; column < m_table->columns(); ++column)
        lefts.append(
            layout->blockBoundingRect(m_table->cellAt(0, column).firstCursorPosition().block()).left());
    const QRectF frame = layout->frameBoundingRect(m_table);
    lefts.append(frame.right() + lefts.first() - frame.left());
    if (frame.width() < 1)
        return;
    for (qsizetype i = 0; i + 1 < lefts.size(); ++i)
        m_widths.append(QTextLength(
            QTextLength::PercentageLength, (lefts.at(i + 1) - lefts.at(i)) / frame.width() * 100));
    QTextTableFormat format = m_table->format();
    format.setColumnWidthConstraints(m_widths);
    m_table->setFormat(format);
}

void TableWriter::writeCell(int column, const MarkdownBlock &row, const TextStyle &style, RunLook::Role role)
{
    const QList<Run> runs =
        runsOfSpans(row.cells.at(column), {.role = role, .cell = true, .head = row.first});
    QList<Run> &written = m_lastRow[column];
    const QTextTableCell cell = m_table->cellAt(m_table->rows() - 1, column);
    QTextCursor cursor = cell.firstCursorPosition();
    const Qt::Alignment alignment = row.alignments.at(column);
    if (runs == written && !runs.isEmpty() && BlockLook::of(cursor.blockFormat()).alignment == alignment)
        return;
    cursor.setPosition(cell.lastPosition(), QTextCursor::KeepAnchor);
    cursor.removeSelectedText();
    BlockLook look{.kind = Kind::Cell, .first = row.first, .turn = m_look.turn, .alignment = alignment};
    cursor.setBlockFormat(style.blockFormat(look));
    cursor.setBlockCharFormat(style.blockCharFormat(look));
    for (const Run &run : runs)
        cursor.insertText(run.text, style.runFormat(run.look));
    written = runs;
}

bool TableWriter::canUpdate(const MarkdownBlock &row) const
{
    return m_table && m_table->columns() == row.cells.size() && row.first == m_lastIsHead;
}

void TableWriter::updateLastRow(const MarkdownBlock &row, const TextStyle &style, RunLook::Role role)
{
    for (int column = 0; column < row.cells.size(); ++column)
        writeCell(column, row, style, role);
}

int TableWriter::lastRowPosition() const
{
    return m_table->cellAt(m_table->rows() - 1, 0).firstPosition();
}

void TableWriter::removeFrom(QTextCursor cursor)
{
    QTextTable *table = cursor.currentTable();
    const int row = table->cellAt(cursor).row();
    if (row > 0) {
        table->removeRows(row, table->rows() - row);
        cursor.setPosition(table->lastPosition() + 1);
        m_table = table;
    } else {
        cursor.setPosition(table->firstPosition() - 1);
    }
    cursor.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
    cursor.removeSelectedText();
}

} // namespace Parlance
