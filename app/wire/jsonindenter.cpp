// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/jsonindenter.h"

#include <algorithm>

namespace Parlance {

namespace {

constexpr int Step = 2;
constexpr int DeepestIndent = 32; ///< beyond it lines are not indented further
constexpr QChar BreakSign{0x240A};

bool isWordOf(QChar c)
{
    return c.isLetterOrNumber() || c == u'-' || c == u'.' || c == u'+' || c == u'_';
}

} // namespace

QString JsonIndenter::add(QStringView piece)
{
    QString lines;
    for (const QChar c : piece) {
        if (m_isString)
            addInString(c, lines);
        else
            addOutside(c, lines);
    }
    return lines;
}

void JsonIndenter::addInString(QChar c, QString &lines)
{
    lines += c == u'\n' ? BreakSign : c;
    m_isString = m_isEscape || c != u'"';
    m_isEscape = !m_isEscape && c == u'\\';
}

void JsonIndenter::addOutside(QChar c, QString &lines)
{
    if (c.isSpace()) {
        m_isBlank = true;
        return;
    }
    const bool closes = c == u'}' || c == u']';
    const bool opens = c == u'{' || c == u'[';
    if (closes)
        m_depth = std::max(0, m_depth - 1);
    const bool isEmpty = closes && m_isOpened;
    if ((m_isOpened || closes || m_last == u',') && !isEmpty)
        breakLine(lines);
    else if (m_last == u':' || (m_isBlank && isWordOf(c) && isWordOf(m_last)))
        lines += u' ';
    lines += c;
    m_depth += opens ? 1 : 0;
    m_isOpened = opens;
    m_isString = c == u'"';
    m_isBlank = false;
    m_last = c;
}

void JsonIndenter::breakLine(QString &lines) const
{
    lines += u'\n' + QString(std::min(m_depth, DeepestIndent) * Step, u' ');
}

QString indentedJson(QStringView json)
{
    return JsonIndenter().add(json);
}

} // namespace Parlance
