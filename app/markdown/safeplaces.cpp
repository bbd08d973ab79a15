// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/safeplaces.h"

namespace Parlance {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isWordByte(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool mayOpenConstruct(QByteArrayView text, qsizetype i)
{
    const bool insideWord =
        i > 0 && i + 1 < text.size() && isWordByte(text.at(i - 1)) && isWordByte(text.at(i + 1));
    return QByteArrayView("*[`<~|$").contains(text.at(i)) || (text.at(i) == '_' && !insideWord);
}

bool isPauseBeforeLetter(QByteArrayView text, qsizetype i)
{
    const bool pause = text.at(i) == ' ' || (i >= 2 && text.sliced(i - 2, 3) == "\u3002");
    return pause && i + 1 < text.size() && isWordByte(text.at(i + 1)) && !isDigit(text.at(i + 1));
}

} // namespace

qsizetype SafePlaces::lastIn(QByteArrayView text, bool inlineConstruct)
{
    qsizetype last = -1;
    for (qsizetype i = 0; i < text.size() && !m_risky; ++i) {
        m_risky = mayOpenConstruct(text, i);
        if (!m_risky && !inlineConstruct && isPauseBeforeLetter(text, i))
            last = i + 1;
    }
    return last;
}

} // namespace Parlance
