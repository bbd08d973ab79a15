// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/conversationsearch.h"

#include "view/conversation/textlook.h"

#include <QTextBlock>
#include <QTextDocument>

#include <algorithm>

namespace Parlance {

namespace {

bool continues(const QTextBlock &block)
{
    return block.isValid() && BlockLook::of(block.blockFormat()).continues;
}

/// The text of the block, and `more` characters of the blocks that continue its line.
QString withNext(const QTextBlock &block, qsizetype more)
{
    QString text = block.text();
    for (QTextBlock next = block.next(); more > 0 && continues(next); next = next.next()) {
        const QString part = next.text().first(std::min(more, qsizetype(next.length() - 1)));
        text += part;
        more -= part.size();
    }
    return text;
}

/// The length in the document of `length` characters of the text from `at` in the block: one more for each
/// further block.
int lengthInDocument(QTextBlock block, qsizetype at, qsizetype length)
{
    qsizetype seams = 0;
    for (qsizetype end = block.length() - 1; end < at + length; end += block.length() - 1) {
        ++seams;
        block = block.next();
    }
    return static_cast<int>(length + seams);
}

/// The first block of the same line where a match that ends in `block` can begin.
QTextBlock firstReaching(QTextBlock block, qsizetype length)
{
    for (qsizetype way = 0; way < length && continues(block); way += block.length() - 1)
        block = block.previous();
    return block;
}

} // namespace

ConversationSearch::ConversationSearch(QTextDocument *document, QObject *parent)
    : QObject(parent)
    , m_document(document)
{
    connect(document, &QTextDocument::contentsChange, this, &ConversationSearch::onContentsChange);
}

void ConversationSearch::setQuery(const QString &query)
{
    if (query == m_query)
        return;
    m_query = query;
    m_matches = matchesIn(m_document->begin(), m_document->characterCount());
    m_current = -1;
    Q_EMIT changed();
}

qsizetype ConversationSearch::firstFrom(int position) const
{
    return std::ranges::lower_bound(m_matches, position, {}, &Match::position) - m_matches.cbegin();
}

std::span<const ConversationSearch::Match> ConversationSearch::within(int from, int to) const
{
    qsizetype first = firstFrom(from);
    while (first > 0 && m_matches.at(first - 1).position + m_matches.at(first - 1).length > from)
        --first;
    return std::span(m_matches).subspan(size_t(first), size_t(firstFrom(to) - first));
}

bool ConversationSearch::isCurrent(const Match &match) const
{
    return m_current >= 0 && m_matches.at(m_current) == match;
}

QTextCursor ConversationSearch::cursorAt(const Match &match) const
{
    QTextCursor cursor(m_document);
    cursor.setPosition(match.position);
    cursor.setPosition(match.position + match.length, QTextCursor::KeepAnchor);
    return cursor;
}

void ConversationSearch::start(int position)
{
    const qsizetype first = firstFrom(position);
    m_current = m_matches.isEmpty() ? -1 : first < m_matches.size() ? first : 0;
    Q_EMIT changed();
}

void ConversationSearch::step(int by)
{
    if (m_matches.isEmpty())
        return;
    const qsizetype from = m_current < 0 && by < 0 ? 0 : m_current;
    m_current = (from + by + m_matches.size()) % m_matches.size();
    Q_EMIT changed();
}

/// The matches from `block` to the block that contains `end`.
QList<ConversationSearch::Match> ConversationSearch::matchesIn(QTextBlock block, int end) const
{
    QList<Match> matches;
    if (m_query.isEmpty())
        return matches;
    const bool capitals = std::ranges::any_of(m_query, [](QChar c) { return c.isUpper(); });
    const Qt::CaseSensitivity sensitivity = capitals ? Qt::CaseSensitive : Qt::CaseInsensitive;
    const qsizetype length = m_query.size();
    for (; block.isValid() && block.position() < end; block = block.next()) {
        const QString text = withNext(block, length - 1);
        for (qsizetype at = text.indexOf(m_query, 0, sensitivity); at >= 0;
            at = text.indexOf(m_query, at + length, sensitivity))
            matches.append({.position = block.position() + static_cast<int>(at),
                .length = lengthInDocument(block, at, length)});
    }
    return matches;
}

/// Searches the touched blocks; later matches move with their text.
void ConversationSearch::onContentsChange(int from, int removed, int added)
{
    if (m_query.isEmpty())
        return;
    const QTextBlock first = firstReaching(m_document->findBlock(from), m_query.size() - 1);
    const QTextBlock last = m_document->findBlock(std::min(from + added, m_document->characterCount() - 1));
    const int end = last.position() + last.length();
    const int shift = added - removed;
    const qsizetype begin = firstFrom(first.position());
    const qsizetype after = firstFrom(end - shift);
    const QList<Match> found = matchesIn(first, end);
    for (qsizetype i = after; i < m_matches.size(); ++i)
        m_matches[i].position += shift;
    if (m_current >= after)
        m_current += found.size() - (after - begin);
    else if (m_current >= begin + found.size())
        m_current = -1;
    m_matches.remove(begin, after - begin);
    m_matches.insert(begin, found.size(), Match());
    std::ranges::copy(found, m_matches.begin() + begin);
    Q_EMIT changed();
}

} // namespace Parlance
