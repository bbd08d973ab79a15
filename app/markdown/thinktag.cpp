// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/thinktag.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// The end that may come without a beginning, as chat templates put that into the prompt.
constexpr QStringView loneEnd = u"</think>";

/// More text is an answer; it would be kept twice.
constexpr qsizetype mostUntagged = 1024 * 1024;

/// Longer white space before a tag is not held back.
constexpr qsizetype longestSpace = 64;

/// What of a line is kept: whether it is blank, and begins with a fence, is seen early.
constexpr qsizetype mostOfLine = 80;

/// The length of the end of the text that may be the beginning of `tag`.
qsizetype halfTagAtEnd(QStringView text, QStringView tag)
{
    for (qsizetype size = std::min(text.size(), tag.size() - 1); size > 0; --size) {
        if (text.endsWith(tag.first(size), Qt::CaseInsensitive))
            return size;
    }
    return 0;
}

/// The marks that a line begins with, as a fence of code does; empty if there are fewer than three.
QString fenceOf(const QString &line)
{
    const QChar mark = line.isEmpty() ? QChar() : line.front();
    if (mark != u'`' && mark != u'~')
        return {};
    const auto end = std::ranges::find_if(line, [mark](QChar c) { return c != mark; });
    const QString fence = line.first(end - line.cbegin());
    return fence.size() < 3 ? QString() : fence;
}

} // namespace

/// Returns true if other text than space is left.
bool ThinkTag::skipSpace(QString &text)
{
    const auto first = std::ranges::find_if_not(text, [](QChar c) { return c.isSpace(); });
    text.remove(0, first - text.cbegin());
    return !text.isEmpty();
}

/// Returns false if more text is needed.
bool ThinkTag::readBegin()
{
    const QStringView begun = QStringView(m_held).trimmed();
    for (const QStringView tag : {u"<think>", u"<thinking>", u"<thought>", u"<reasoning>"}) {
        if (begun.startsWith(tag, Qt::CaseInsensitive)) {
            m_closing = u"</"_s + tag.sliced(1).toString();
            m_held.remove(0, m_held.indexOf(u'>') + 1);
            m_place = Place::ThinkingBegins;
            return true;
        }
        if (tag.startsWith(begun, Qt::CaseInsensitive) && m_held.size() < longestSpace)
            return false;
    }
    m_place = Place::Untagged;
    return true;
}

/// A line that is the closing tag and nothing more, outside code, tells that all before it was thinking.
void ThinkTag::readUntagged()
{
    qsizetype at = 0;
    while (m_expectsEnd && at < m_held.size()) {
        const qsizetype end = m_held.indexOf(u'\n', at) + 1;
        const QStringView line = QStringView(m_held).sliced(at, (end > 0 ? end : m_held.size()) - at);
        const bool begins = m_line.isEmpty() && m_fence.isEmpty();
        const bool isTag = line.startsWith(loneEnd) && line.sliced(loneEnd.size()).trimmed().isEmpty();
        if (begins && end > 0 && isTag && m_given.size() <= mostUntagged)
            return retract(end);
        if (begins && end == 0 && (isTag || loneEnd.startsWith(line)))
            break;
        follow(line);
        m_parts.text += line;
        m_given += line;
        at += line.size();
    }
    m_held.remove(0, at);
    m_expectsEnd = m_expectsEnd && m_given.size() <= mostUntagged;
    if (m_expectsEnd)
        return;
    m_given.clear();
    m_place = Place::Text;
}

void ThinkTag::retract(qsizetype end)
{
    m_held.remove(0, end);
    skipSpace(m_given);
    m_parts = {.thinking = std::exchange(m_given, {}), .text = {}, .retracts = true};
    m_place = Place::TextBegins;
}

/// Notes where in a line of the text or of the thinking, and whether in code, the end of `text` stands.
void ThinkTag::follow(QStringView text)
{
    for (const QChar c : text) {
        m_inSpan = c != u'\n' && m_inSpan != (c == u'`' && m_last != u'`');
        m_last = c;
        if (c != u'\n') {
            if (m_line.size() < mostOfLine)
                m_line += c;
            if (c == u'>' && isOpeningInFence())
                m_endIsCode = true;
            continue;
        }
        const QString line = std::exchange(m_line, {}).trimmed();
        const QString fence = fenceOf(line);
        if (m_fence.isEmpty())
            m_fence = line.sliced(fence.size()).contains(u'`') ? QString() : fence;
        else if (fence == line && fence.startsWith(m_fence))
            m_fence.clear();
        m_endIsCode = m_endIsCode && !m_fence.isEmpty();
    }
}

/// A line of fenced code is the opening tag so far.
bool ThinkTag::isOpeningInFence() const
{
    const QString opening = QString(m_closing).remove(u'/');
    return !m_fence.isEmpty() && !opening.isEmpty() &&
           m_line.trimmed().compare(opening, Qt::CaseInsensitive) == 0;
}

/// In a line of code that goes on behind it, the tag is part of the code, and so it is at the end of a span
/// of code, and behind an opening one in the same fence.
void ThinkTag::readThinking()
{
    while (m_place == Place::Thinking) {
        const qsizetype end = m_held.indexOf(m_closing, 0, Qt::CaseInsensitive);
        const qsizetype size = end >= 0 ? end : m_held.size() - halfTagAtEnd(m_held, m_closing);
        passOn(size);
        if (end < 0)
            return;
        if (std::exchange(m_endIsCode, false)) {
            passOn(m_closing.size());
            continue;
        }
        const bool isInLine = !m_fence.isEmpty() && !m_line.trimmed().isEmpty();
        if ((isInLine || m_inSpan) && m_held.size() == m_closing.size())
            return; // what follows will tell
        const QChar next = m_held.size() > m_closing.size() ? m_held.at(m_closing.size()) : QChar();
        if ((isInLine && !u"\r\n"_s.contains(next)) || (m_inSpan && next == u'`')) {
            passOn(m_closing.size());
        } else {
            m_held.remove(0, m_closing.size());
            m_place = Place::TextBegins;
        }
    }
}

void ThinkTag::passOn(qsizetype size)
{
    const QString text = m_held.first(size);
    follow(text);
    m_parts.thinking += text;
    m_held.remove(0, size);
}

ThinkTag::Parts ThinkTag::take(QStringView piece)
{
    if (m_place == Place::Text)
        return {.thinking = {}, .text = piece.toString()};
    m_held += piece;
    if (m_place == Place::Begin && !readBegin())
        return {};
    if (m_place == Place::Untagged)
        readUntagged();
    if (m_place == Place::ThinkingBegins && skipSpace(m_held))
        m_place = Place::Thinking;
    if (m_place == Place::Thinking)
        readThinking();
    if (m_place == Place::TextBegins && skipSpace(m_held))
        m_place = Place::Text;
    if (m_place == Place::Text)
        m_parts.text += std::exchange(m_held, {});
    return std::exchange(m_parts, {});
}

ThinkTag::Parts ThinkTag::finish()
{
    const Place place = std::exchange(m_place, Place::Text);
    if (place == Place::Untagged && m_expectsEnd && m_held.trimmed() == loneEnd)
        retract(m_held.size());
    else if (place == Place::Thinking && m_held.compare(m_closing, Qt::CaseInsensitive) != 0)
        m_parts.thinking = m_held;
    else if (place != Place::Thinking)
        m_parts.text = m_held;
    m_held.clear();
    m_place = Place::Text;
    return std::exchange(m_parts, {});
}

void ThinkTag::Parts::add(const Parts &next)
{
    if (next.retracts)
        *this = {};
    thinking += next.thinking;
    text += next.text;
}

ThinkTag::Parts ThinkTag::partsOf(QStringView answer, bool isApart)
{
    ThinkTag tag;
    tag.m_expectsEnd = !isApart;
    Parts parts = tag.take(answer);
    parts.add(tag.finish());
    return parts;
}

} // namespace Parlance
