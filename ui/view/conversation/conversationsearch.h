// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>

#include <span>

class QTextBlock;
class QTextCursor;
class QTextDocument;

namespace Parlance {

/// The matches of a text in a document, kept up to date: searches only what was written.
class ConversationSearch : public QObject
{
    Q_OBJECT

public:
    /// In characters of the document, which has one more between the parts of a long line.
    struct Match
    {
        int position = 0;
        int length = 0;

        bool operator==(const Match &) const = default;
    };

    explicit ConversationSearch(QTextDocument *document, QObject *parent = nullptr);

    /// Sets plain text to find within a line; an empty one matches nothing. Case-sensitive if it contains a
    /// capital letter.
    void setQuery(const QString &query);
    [[nodiscard]] const QString &query() const { return m_query; }

    [[nodiscard]] const QList<Match> &matches() const { return m_matches; }
    /// The matches that overlap the range from `from` to `to`, exclusive.
    [[nodiscard]] std::span<const Match> within(int from, int to) const;

    /// The index of the current match; -1 for none.
    [[nodiscard]] qsizetype current() const { return m_current; }
    [[nodiscard]] bool isCurrent(const Match &match) const;
    /// A cursor that selects the match.
    [[nodiscard]] QTextCursor cursorAt(const Match &match) const;
    /// Makes the first match at or after this position current, or else the first of all.
    void start(int position);
    /// Moves by this many matches, wrapping around.
    void step(int by);

Q_SIGNALS:
    /// The matches or the current match changed.
    void changed();

private:
    void onContentsChange(int from, int removed, int added);
    [[nodiscard]] QList<Match> matchesIn(QTextBlock block, int end) const;
    [[nodiscard]] qsizetype firstFrom(int position) const;

    QTextDocument *m_document;
    QString m_query;
    QList<Match> m_matches; ///< by position
    qsizetype m_current = -1;
};

} // namespace Parlance
