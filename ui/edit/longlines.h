// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>

class QTextBlock;
class QTextCursor;
class QTextDocument;

namespace Parlance {

/// Keeps lines of any length quick to edit: Qt lays a text block out whole at each change, so this splits a
/// long line into several blocks. The places between them, the seams, are characters of the document but not
/// of the text. It corrects whatever `insert()` adds or Qt changes at once, in the same undo step.
class LongLines : public QObject
{
    Q_OBJECT

public:
    /// Longer blocks are split.
    static constexpr int longestBlock = 2000;

    explicit LongLines(QTextDocument *document);

    /// The text between two positions, without seams and otherwise unchanged; lines end with '\n'.
    [[nodiscard]] QString text(int from, int to) const;
    [[nodiscard]] QString text() const;
    /// The size of the text as UTF-8, in bytes.
    [[nodiscard]] qint64 utf8Size() const;
    /// Replaces the selection of the cursor.
    void insert(QTextCursor &cursor, const QString &text);

    /// True if the character at this position is a seam.
    [[nodiscard]] bool isSeam(int position) const;

private:
    void onContentsChange(int from, int removed, int added);
    void update();
    void correct(const QTextBlock &block, bool continues);
    void divideFrom(const QTextBlock &first, int end);
    void divide(const QTextBlock &block);
    void joinShort(const QTextBlock &block);

    QTextDocument *m_document;
    /// All seams in order, by position: Qt may give the format of a removed block to another block.
    QList<int> m_seams;
    int m_changedFrom = 0;
    int m_changedTo = 0;
    bool m_mending = false;
};

} // namespace Parlance
