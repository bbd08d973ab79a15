// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>

#include <span>

class QTextBlock;
class QTextCursor;
class QTextDocument;

namespace Parlance {

/// The places of a document where a text stands. They follow the document: what is written is searched, and
/// nothing else is searched again.
class ConversationSearch : public QObject
{
    Q_OBJECT

public:
    /// In characters of the document, where a long line has one more between its parts.
    struct Match
    {
        int position = 0;
        int length = 0;

        bool operator==(const Match &) const = default;
    };

    explicit ConversationSearch(QTextDocument *document, QObject *parent = nullptr);

    /// Plain text within a line; nothing is found for an empty one. Capitals matter if it has one.
    void setQuery(const QString &query);
    [[nodiscard]] const QString &query() const { return m_query; }

    [[nodiscard]] const QList<Match> &matches() const { return m_matches; }
    /// Those of which something stands in `from` to `to`, without `to`.
    [[nodiscard]] std::span<const Match> within(int from, int to) const;

    /// The match that one is at, by its place among all; -1 if at none.
    [[nodiscard]] qsizetype current() const { return m_current; }
    [[nodiscard]] bool isCurrent(const Match &match) const;
    /// A cursor that selects the match.
    [[nodiscard]] QTextCursor cursorAt(const Match &match) const;
    /// Goes to the first match at or after this place, or the first of all.
    void start(int position);
    /// Goes on by so many matches, around the ends.
    void step(int by);

Q_SIGNALS:
    /// The matches, or which is current, have changed.
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
