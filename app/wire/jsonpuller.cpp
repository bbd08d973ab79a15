// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/jsonpuller.h"

#include <QString>
#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr qsizetype LongestToken = 128;
constexpr qsizetype LongestName = 4096;
constexpr qsizetype Deepest = 1024;

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

constexpr auto TokenEnds = [] {
    std::array<bool, 256> ends{};
    for (const char c : {' ', '\n', '\r', '\t', ',', ':', '"', '[', ']', '{', '}'})
        ends[static_cast<uchar>(c)] = true;
    return ends;
}();

bool endsToken(char c)
{
    return TokenEnds[static_cast<uchar>(c)];
}

} // namespace

JsonPuller::JsonPuller(NextPiece nextPiece)
    : m_nextPiece(std::move(nextPiece))
{
}

bool JsonPuller::refill()
{
    if (!m_fault.isEmpty())
        return false;
    m_before += m_piece.size();
    m_piece = m_nextPiece();
    m_at = m_piece.data();
    m_end = m_at + m_piece.size();
    return m_at != m_end;
}

void JsonPuller::fail(const QString &what)
{
    if (!m_fault.isEmpty())
        return;
    m_fault = u"%1 at byte %2"_s.arg(what).arg(offset());
    m_at = m_end; // nothing follows
}

void JsonPuller::skipBlanks()
{
    while (hasByte() && isBlank(*m_at))
        ++m_at;
}

char JsonPuller::peek()
{
    skipBlanks();
    return byte();
}

bool JsonPuller::expect(char wanted)
{
    if (peek() != wanted) {
        fail(hasByte() ? u"expected %1"_s.arg(QLatin1Char(wanted)) : u"the text ends early,"_s);
        return false;
    }
    ++m_at;
    return true;
}

void JsonPuller::open()
{
    const char bracket = peek();
    if (bracket != '[' && bracket != '{')
        return fail(u"expected a list or an object"_s);
    if (m_closings.size() == Deepest)
        return fail(u"nested too deeply"_s);
    ++m_at;
    m_closings.append(bracket == '[' ? ']' : '}');
    m_isFirst = true;
}

bool JsonPuller::hasNext()
{
    if (!m_fault.isEmpty() || m_closings.isEmpty())
        return false;
    const bool isFirst = std::exchange(m_isFirst, false);
    if (peek() == m_closings.last()) {
        ++m_at;
        m_closings.removeLast();
        return false;
    }
    return isFirst ? hasByte() || expect(m_closings.last()) : expect(',');
}

QByteArray JsonPuller::name()
{
    const QByteArray name = string(LongestName);
    return expect(':') ? name : QByteArray();
}

QByteArray JsonPuller::string(qsizetype most)
{
    QByteArray text;
    if (!expect('"'))
        return text;
    while (hasByte()) {
        const char *special = std::find_if(m_at, m_end, [](char c) { return c == '"' || c == '\\'; });
        text.append(m_at, special - m_at);
        m_at = special;
        if (text.size() > most) {
            fail(u"a text of more than %1 bytes"_s.arg(most));
        } else if (special != m_end) {
            ++m_at;
            if (*special == '"')
                return text;
            appendEscape(text);
        }
    }
    fail(u"the text ends early,"_s);
    return {};
}

/// Behind the backslash.
void JsonPuller::appendEscape(QByteArray &text)
{
    constexpr QByteArrayView names("\"\\/bfnrt");
    constexpr QByteArrayView values("\"\\/\b\f\n\r\t");
    const char name = byte();
    const qsizetype known = names.indexOf(name);
    if (known < 0 && name != 'u')
        return fail(u"an unknown escape"_s);
    ++m_at;
    if (known >= 0) {
        text += values[known];
        return;
    }
    QString units{QChar(hexUnit())};
    if (units.front().isHighSurrogate() && byte() == '\\') {
        ++m_at;
        if (byte() != 'u')
            return appendEscape(text += "\xEF\xBF\xBD");
        ++m_at;
        units += QChar(hexUnit());
    }
    text += units.toUtf8(); // of an unpaired surrogate a replacement
}

char16_t JsonPuller::hexUnit()
{
    char16_t unit = 0;
    for (int i = 0; i < 4; ++i) {
        bool isDigit = false;
        const ushort digit = QByteArray(1, byte()).toUShort(&isDigit, 16);
        if (!isDigit) {
            fail(u"an unknown escape"_s);
            return 0;
        }
        unit = char16_t(unit << 4 | digit);
        ++m_at;
    }
    return unit;
}

QByteArrayView JsonPuller::token()
{
    skipBlanks();
    const char *begin = m_at;
    m_at = std::find_if(m_at, m_end, endsToken);
    if (m_at != m_end && m_at != begin && m_at - begin <= LongestToken)
        return {begin, m_at};
    m_token = QByteArray(begin, m_at - begin);
    while (hasByte() && !endsToken(*m_at) && m_token.size() <= LongestToken)
        m_token += *m_at++;
    if (m_token.size() > LongestToken)
        fail(u"a number or word of more than %1 bytes"_s.arg(LongestToken));
    else if (m_token.isEmpty())
        fail(hasByte() ? u"expected a value"_s : u"the text ends early,"_s);
    return m_fault.isEmpty() ? QByteArrayView(m_token) : QByteArrayView();
}

QByteArray JsonPuller::written(qsizetype most)
{
    QByteArray text;
    pass(&text, most);
    return m_fault.isEmpty() ? text : QByteArray();
}

void JsonPuller::skip()
{
    pass(nullptr, 0);
}

/// Goes over the value that is next, which need not be valid in all.
void JsonPuller::pass(QByteArray *written, qsizetype most)
{
    qsizetype depth = 0;
    do {
        const char c = peek();
        if (c == '"') {
            passString(written);
        } else if (c == '[' || c == '{' || (depth > 0 && QByteArrayView("]},:").contains(c))) {
            depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            keep({m_at, 1}, written);
            ++m_at;
        } else {
            keep(token(), written);
        }
        if (written && written->size() > most)
            fail(u"a value of more than %1 bytes"_s.arg(most));
    } while (depth > 0 && m_fault.isEmpty());
}

void JsonPuller::passString(QByteArray *written)
{
    bool isEscaped = false;
    for (bool isFirst = true; hasByte(); isFirst = false) {
        const char c = *m_at;
        keep({m_at, 1}, written);
        ++m_at;
        if (c == '"' && !isEscaped && !isFirst)
            return;
        isEscaped = c == '\\' && !isEscaped;
    }
    fail(u"the text ends early,"_s);
}

void JsonPuller::keep(QByteArrayView bytes, QByteArray *written)
{
    if (written)
        written->append(bytes);
}

} // namespace Parlance
