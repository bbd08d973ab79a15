// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/emoji.h"

#include <QFontDatabase>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr char32_t Joiner = 0x200D;
constexpr char32_t TextStyle = 0xFE0E;
constexpr char32_t ColourStyle = 0xFE0F;
constexpr char32_t Keycap = 0x20E3;

/// The characters below U+1F000 that are shown in colour by themselves (emoji-data.txt, Emoji_Presentation).
constexpr std::pair<char32_t, char32_t> colourful[] = {{0x231A, 0x231B}, {0x23E9, 0x23EC}, {0x23F0, 0x23F0},
    {0x23F3, 0x23F3}, {0x25FD, 0x25FE}, {0x2614, 0x2615}, {0x2648, 0x2653}, {0x267F, 0x267F},
    {0x2693, 0x2693}, {0x26A1, 0x26A1}, {0x26AA, 0x26AB}, {0x26BD, 0x26BE}, {0x26C4, 0x26C5},
    {0x26CE, 0x26CE}, {0x26D4, 0x26D4}, {0x26EA, 0x26EA}, {0x26F2, 0x26F3}, {0x26F5, 0x26F5},
    {0x26FA, 0x26FA}, {0x26FD, 0x26FD}, {0x2705, 0x2705}, {0x270A, 0x270B}, {0x2728, 0x2728},
    {0x274C, 0x274C}, {0x274E, 0x274E}, {0x2753, 0x2755}, {0x2757, 0x2757}, {0x2795, 0x2797},
    {0x27B0, 0x27B0}, {0x27BF, 0x27BF}, {0x2B1B, 0x2B1C}, {0x2B50, 0x2B50}, {0x2B55, 0x2B55}};

struct Reader
{
    QStringView text;
    qsizetype at = 0;

    [[nodiscard]] char32_t next() const
    {
        if (at >= text.size())
            return 0;
        const bool isPair =
            text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate();
        return isPair ? QChar::surrogateToUcs4(text[at], text[at + 1]) : char32_t(text[at].unicode());
    }
    char32_t take()
    {
        const char32_t c = next();
        at += c > 0xFFFF ? 2 : 1;
        return c;
    }
    bool take(char32_t wanted)
    {
        const bool found = next() == wanted;
        at += found ? 1 : 0;
        return found;
    }
};

bool isFlagLetter(char32_t c)
{
    return c >= 0x1F1E6 && c <= 0x1F1FF;
}

bool isSkinTone(char32_t c)
{
    return c >= 0x1F3FB && c <= 0x1F3FF;
}

bool isTag(char32_t c)
{
    return c >= 0xE0020 && c <= 0xE007F;
}

bool isColourful(char32_t c)
{
    if (c >= 0x1F000)
        return c == 0x1F004 || c == 0x1F0CF || c == 0x1F18E || (c >= 0x1F191 && c <= 0x1F19A) ||
               isFlagLetter(c) || c == 0x1F201 || (c >= 0x1F300 && c <= 0x1FAFF);
    return std::ranges::any_of(
        colourful, [c](const auto &range) { return c >= range.first && c <= range.second; });
}

bool takeKeycap(Reader &reader)
{
    Reader ahead = reader;
    const char32_t c = ahead.take();
    const bool key = (c >= '0' && c <= '9') || c == '#' || c == '*';
    if (!key)
        return false;
    ahead.take(ColourStyle);
    if (!ahead.take(Keycap))
        return false;
    reader = ahead;
    return true;
}

/// One character of a sequence with what belongs to it.
bool takeElement(Reader &reader, bool joined)
{
    Reader ahead = reader;
    const char32_t c = ahead.take();
    if (c < 0xA9)
        return false;
    if (isFlagLetter(c)) {
        if (isFlagLetter(ahead.next()))
            ahead.take();
        reader = ahead;
        return true;
    }
    const bool styled = ahead.take(ColourStyle);
    if (!styled && ahead.next() == TextStyle)
        return false;
    const bool toned = isSkinTone(ahead.next());
    if (!joined && !styled && !toned && !isColourful(c))
        return false;
    if (toned)
        ahead.take();
    while (isTag(ahead.next()))
        ahead.take();
    ahead.take(Keycap);
    reader = ahead;
    return true;
}

} // namespace

qsizetype emojiSize(QStringView text)
{
    Reader reader{text};
    if (takeKeycap(reader))
        return reader.at;
    if (!takeElement(reader, false))
        return 0;
    for (Reader ahead = reader; ahead.take(Joiner) && takeElement(ahead, true);)
        reader = ahead;
    return reader.at;
}

QStringList emojiFamilies()
{
    static const QStringList families = [] {
        QStringList found;
        for (const QString &name : {u"Noto Color Emoji"_s, u"Apple Color Emoji"_s, u"Segoe UI Emoji"_s,
                 u"Twemoji"_s, u"JoyPixels"_s, u"OpenMoji"_s}) {
            if (QFontDatabase::hasFamily(name))
                found += name;
        }
        return found;
    }();
    return families;
}

} // namespace Parlance
