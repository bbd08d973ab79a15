// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>

class QTextBlock;
class QTextCursor;
class QTextDocument;

namespace Parlance {

/// Keeps a line of any length quick to edit: a text block is laid out whole at each change, so a long line is
/// several blocks. The places between them, the seams, are characters of the document and none of the text.
/// All that is inserted with `insert()` or changed by Qt is put in order at once, as part of the same step of
/// undo.
class LongLines : public QObject
{
    Q_OBJECT

public:
    /// A block that is longer is divided.
    static constexpr int longestBlock = 2000;

    explicit LongLines(QTextDocument *document);

    /// The text between two positions, without the seams and with nothing else changed: lines end with '\n'.
    [[nodiscard]] QString text(int from, int to) const;
    [[nodiscard]] QString text() const;
    /// The bytes of the text as UTF-8.
    [[nodiscard]] qint64 utf8Size() const;
    /// Replaces what the cursor has selected.
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
    /// The positions of all seams, in order: a block that Qt removed may have left its mark to another.
    QList<int> m_seams;
    int m_changedFrom = 0;
    int m_changedTo = 0;
    bool m_mending = false;
};

} // namespace Parlance
