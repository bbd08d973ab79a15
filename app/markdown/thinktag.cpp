// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/thinktag.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// Longer white space before a tag is not held back.
constexpr qsizetype longestSpace = 64;

/// What of a line is kept: whether it is blank, and begins with a fence, is seen early.
constexpr qsizetype mostOfLine = 80;

/// The length of the end of the text that may be the beginning of `tag`.
qsizetype halfTagAtEnd(QStringView text, QStringView tag)
{
    for (qsizetype size = std::min(text.size(), tag.size() - 1); size > 0; --size) {
        if (text.endsWith(tag.first(size)))
            return size;
    }
    return 0;
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
    for (const QStringView tag : {u"<think>", u"<thinking>"}) {
        if (begun.startsWith(tag)) {
            m_closing = u"</"_s + tag.sliced(1).toString();
            m_held.remove(0, m_held.indexOf(tag) + tag.size());
            m_place = Place::ThinkingBegins;
            return true;
        }
        if (tag.startsWith(begun) && m_held.size() < longestSpace)
            return false;
    }
    m_place = Place::Text;
    return true;
}

/// Notes where in a line of the thinking, and whether in code, the end of `text` stands.
void ThinkTag::follow(QStringView text)
{
    for (const QChar c : text) {
        if (c != u'\n') {
            if (m_line.size() < mostOfLine)
                m_line += c;
            continue;
        }
        const QStringView line = QStringView(std::exchange(m_line, {})).trimmed();
        if (line.startsWith(u"```") || line.startsWith(u"~~~"))
            m_inCode = !m_inCode;
    }
}

/// In code, the tag ends the thinking only at the beginning of a line.
void ThinkTag::readThinking()
{
    for (bool isOver = false; !isOver;) {
        const qsizetype end = m_held.indexOf(m_closing);
        const qsizetype size = end >= 0 ? end : m_held.size() - halfTagAtEnd(m_held, m_closing);
        follow(QStringView(m_held).first(size));
        const bool ends = end >= 0 && !(m_inCode && !QStringView(m_line).trimmed().isEmpty());
        const qsizetype taken = end >= 0 && !ends ? size + m_closing.size() : size;
        follow(QStringView(m_held).sliced(size, taken - size));
        m_parts.thinking += QStringView(m_held).first(taken);
        m_held.remove(0, ends ? end + m_closing.size() : taken);
        if (ends)
            m_place = Place::TextBegins;
        isOver = ends || end < 0;
    }
}

ThinkTag::Parts ThinkTag::take(QStringView piece)
{
    if (m_place == Place::Text)
        return {.thinking = {}, .text = piece.toString()};
    m_held += piece;
    if (m_place == Place::Begin && !readBegin())
        return {};
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
    const bool thinks = m_place == Place::Thinking;
    const QString held = std::exchange(m_held, {});
    m_place = Place::Text;
    return thinks ? Parts{.thinking = held, .text = {}} : Parts{.thinking = {}, .text = held};
}

ThinkTag::Parts ThinkTag::partsOf(QStringView answer)
{
    ThinkTag tag;
    Parts parts = tag.take(answer);
    const Parts rest = tag.finish();
    parts.thinking += rest.thinking;
    parts.text += rest.text;
    return parts;
}

} // namespace Parlance
