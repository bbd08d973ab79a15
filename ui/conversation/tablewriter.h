// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/conversation/textstyle.h"

#include <QPointer>
#include <QTextTable>

class QTextCursor;

namespace Parlance {

/// Writes the rows of a table as they come. Because Qt lays out a whole table when a row is added, a long
/// table is made of several, each with the columns of the first.
class TableWriter
{
public:
    /// Adds a row at the end of the document, where `end` stands; a head row begins a new table.
    void appendRow(QTextCursor &end, const BlockLook &look, const MarkdownBlock &row, const TextStyle &style,
        RunLook::Role role);

    /// True if the last row can become `row` without being made anew.
    [[nodiscard]] bool canUpdate(const MarkdownBlock &row) const;
    void updateLastRow(const MarkdownBlock &row, const TextStyle &style, RunLook::Role role);

    /// Removes the row in which `cursor` stands, and all after it but the block that Qt needs after a table.
    void removeFrom(QTextCursor cursor);

    [[nodiscard]] int lastRowPosition() const;

private:
    void begin(QTextCursor &end, const BlockLook &look, qsizetype columns, const TextStyle &style);
    void takeWidths();
    void writeCell(int column, const MarkdownBlock &row, const TextStyle &style, RunLook::Role role);

    QPointer<QTextTable> m_table;
    QList<QList<Run>> m_lastRow;
    BlockLook m_look;
    bool m_lastIsHead = false;
    QList<QTextLength> m_widths; ///< of the columns, once the first part is full
};

} // namespace Parlance
