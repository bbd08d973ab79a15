// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/scripts.h"

#include <QChar>

namespace Parlance {

namespace {

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

} // namespace

bool isCjk(char32_t c)
{
    if (c < 0x1100)
        return false;
    switch (QChar::script(c)) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Hangul:
    case QChar::Script_Bopomofo:
        return true;
    default:
        return (c >= 0x3000 && c <= 0x303F) || (c >= 0x30FB && c <= 0x30FC) || (c >= 0xFE30 && c <= 0xFE4F) ||
               (c >= 0xFF00 && c <= 0xFFEF);
    }
}

bool isUnspaced(char32_t c)
{
    if (c < 0xE00)
        return false;
    switch (QChar::script(c)) {
    case QChar::Script_Thai:
    case QChar::Script_Lao:
    case QChar::Script_Khmer:
    case QChar::Script_Myanmar:
        return true;
    default:
        return isCjk(c);
    }
}

char32_t characterAt(QByteArrayView text, qsizetype at)
{
    if (at < 0 || at >= text.size())
        return 0;
    const auto first = static_cast<unsigned char>(text.at(at));
    if (first < 0x80)
        return first;
    const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
    char32_t c = first & (0x3FU >> more);
    for (int i = 1; i <= more; ++i) {
        if (at + i >= text.size() || !isContinuation(text.at(at + i)))
            return QChar::ReplacementCharacter;
        c = c << 6 | (static_cast<unsigned char>(text.at(at + i)) & 0x3FU);
    }
    return more == 0 || c > 0x10FFFF ? char32_t(QChar::ReplacementCharacter) : c;
}

char32_t characterBefore(QByteArrayView text, qsizetype at)
{
    if (at <= 0)
        return 0;
    qsizetype begin = at - 1;
    while (begin > 0 && at - begin < 4 && isContinuation(text.at(begin)))
        --begin;
    return characterAt(text, begin);
}

} // namespace Parlance
