// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/frametemplate.h"

#include "wire/utf8text.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr std::array<QByteArrayView, 4> TextFields{
    "\"content\"", "\"reasoning_content\"", "\"reasoning\"", "\"text\""};
constexpr char Probe[] = "probe";

/// Qt's JSON reader drops it at the beginning of a string.
constexpr QByteArrayView ByteOrderMark = "\xef\xbb\xbf";

/// Stops learning in a stream whose frames all differ outside the text, which would only be read twice.
constexpr int MaxUnmatched = 16;

/// The character for an escape letter; 0 for a numeric escape and any other byte.
char unescaped(char letter)
{
    switch (letter) {
    case 'n':
        return '\n';
    case 't':
        return '\t';
    case 'r':
        return '\r';
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case '"':
    case '\\':
    case '/':
        return letter;
    default:
        return 0;
    }
}

bool isPlain(char byte)
{
    return byte != '"' && byte != '\\' && (static_cast<uchar>(byte) >= 0x20);
}

/// The text between the quotes, or empty if it is not a string of simple characters.
std::optional<QString> simpleText(QByteArrayView literal)
{
    if (!literal.isValidUtf8() || literal.startsWith(ByteOrderMark))
        return std::nullopt;
    QByteArray text;
    text.reserve(literal.size());
    for (qsizetype place = 0; place < literal.size(); ++place) {
        char byte = literal[place];
        if (byte == '\\')
            byte = ++place < literal.size() ? unescaped(literal[place]) : char(0);
        else if (!isPlain(byte))
            return std::nullopt;
        if (byte == 0)
            return std::nullopt;
        text.append(byte);
    }
    return textFromUtf8(text);
}

/// The offset of the quote that ends the string beginning at `start`; -1 if there is none.
qsizetype endOfString(QByteArrayView frame, qsizetype start)
{
    for (qsizetype place = start; place < frame.size(); ++place) {
        if (frame[place] == '\\')
            ++place;
        else if (frame[place] == '"')
            return place;
    }
    return -1;
}

/// The offset after the quote that begins the value of this field; -1 if it is no string.
qsizetype startOfText(QByteArrayView frame, QByteArrayView field)
{
    qsizetype place = frame.indexOf(field);
    if (place < 0)
        return -1;
    place += field.size();
    for (const char sign : {':', '"'}) {
        while (place < frame.size() && frame[place] == ' ')
            ++place;
        if (place == frame.size() || frame[place] != sign)
            return -1;
        ++place;
    }
    return place;
}

} // namespace

std::optional<Delta> FrameTemplate::decode(QByteArrayView frame)
{
    const qsizetype around = m_before.size() + m_after.size();
    if (!isAround(frame) || frame.size() == around)
        return std::nullopt;
    std::optional<QString> text = simpleText(frame.sliced(m_before.size(), frame.size() - around));
    if (!text)
        return std::nullopt;
    m_wasUsed = true;
    m_unmatched = 0;
    std::optional<Delta> delta(std::in_place);
    delta->choice = m_choice;
    (*delta).*m_field = *std::move(text);
    return delta;
}

void FrameTemplate::learn(QByteArrayView frame, const Decode &decode)
{
    const bool onlyItsTextIsUnusual =
        isAround(frame) && endOfString(frame, m_before.size()) == frame.size() - m_after.size();
    if (onlyItsTextIsUnusual)
        return;
    forget();
    if (m_unmatched >= MaxUnmatched)
        return;
    for (const QByteArrayView field : TextFields) {
        const qsizetype start = startOfText(frame, field);
        const qsizetype end = start < 0 ? -1 : endOfString(frame, start);
        if (end > start)
            return tryOut(frame.first(start).toByteArray(), frame.sliced(end).toByteArray(), decode);
    }
}

/// Learns the frame if the JSON reader gives the expected delta for another text in the same place.
void FrameTemplate::tryOut(const QByteArray &before, const QByteArray &after, const Decode &decode)
{
    const QList<Delta> probed = decode(before + Probe + after);
    for (QString Delta::*field : {&Delta::text, &Delta::reasoning}) {
        Delta expected;
        expected.choice = probed.isEmpty() ? 0 : probed.first().choice;
        expected.*field = QLatin1StringView(Probe);
        if (probed != QList{expected})
            continue;
        m_before = before;
        m_after = after;
        m_choice = expected.choice;
        m_field = field;
    }
}

/// True if the frame begins and ends like the learnt one.
bool FrameTemplate::isAround(QByteArrayView frame) const
{
    return !m_before.isEmpty() && frame.size() >= m_before.size() + m_after.size() &&
           frame.startsWith(m_before) && frame.endsWith(m_after);
}

/// Forgets the learnt frame: other frames may have changed its meaning.
void FrameTemplate::forget()
{
    if (!m_before.isEmpty() && !m_wasUsed)
        ++m_unmatched;
    m_wasUsed = false;
    m_before.clear();
}

} // namespace Parlance
