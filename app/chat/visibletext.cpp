// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/visibletext.h"

#include <QStringView>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr char32_t Delete = 0x7f;

bool isControl(char32_t c)
{
    return c < 0x20 || (c >= Delete && c < 0xa0);
}

/// Characters of other categories that show nothing.
bool isBlankLetter(char32_t c)
{
    return c == 0x34f || c == 0x115f || c == 0x1160 || c == 0x17b4 || c == 0x17b5 || c == 0x2800 ||
           c == 0x3164 || c == 0xffa0;
}

bool isUnseen(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return isBlankLetter(c);
    }
}

bool isBreak(QStringView text, qsizetype at)
{
    const QChar c = text[at];
    return c == u'\n' || c == u'\t' || (c == u'\r' && at + 1 < text.size() && text[at + 1] == u'\n');
}

/// A letter or a piece of an emoji that a joiner shapes.
bool isShaped(QStringView text, qsizetype at)
{
    if (at < 0 || at >= text.size() || text[at].unicode() < 0x300)
        return false;
    return text[at].isSurrogate() || !isUnseen(text[at].unicode());
}

bool isJoiner(QStringView text, qsizetype at)
{
    const char16_t c = text[at].unicode();
    return (c == 0x200c || c == 0x200d) && isShaped(text, at - 1) && isShaped(text, at + 1);
}

QString signOf(char32_t c)
{
    if (c < 0x20)
        return QChar(char16_t(0x2400 + c));
    if (c == Delete)
        return QChar(char16_t(0x2421));
    return u"[U+%1]"_s.arg(QString::number(c, 16).toUpper(), 4, u'0');
}

QString escapeOf(char32_t c)
{
    QString escape;
    const auto units = QChar::fromUcs4(c);
    for (const QChar unit : QStringView(units))
        escape += u"\\u%1"_s.arg(QString::number(unit.unicode(), 16), 4, u'0');
    return escape;
}

/// The text with a sign for each character that `isMarked(text, at, character)` names.
template <typename IsMarked, typename Sign>
QString marked(const QString &text, IsMarked isMarked, Sign sign)
{
    QString shown;
    shown.reserve(text.size());
    for (qsizetype at = 0; at < text.size(); ++at) {
        const bool isPair =
            text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate();
        const char32_t c = isPair ? QChar::surrogateToUcs4(text[at], text[at + 1]) : text[at].unicode();
        if (isMarked(QStringView(text), at, c))
            shown += sign(c);
        else
            shown += QStringView(text).sliced(at, isPair ? 2 : 1);
        at += isPair ? 1 : 0;
    }
    return shown;
}

} // namespace

QString visibleText(const QString &text)
{
    const auto isMarked = [](QStringView whole, qsizetype at, char32_t c) {
        return isUnseen(c) && !isBreak(whole, at) && !isJoiner(whole, at);
    };
    return marked(text, isMarked, signOf);
}

QString visibleLine(const QString &text)
{
    return visibleText(text).simplified();
}

QString terminalText(const QString &text)
{
    const auto isMarked = [](QStringView whole, qsizetype at, char32_t c) {
        return isControl(c) && !isBreak(whole, at);
    };
    return marked(text, isMarked, signOf);
}

QByteArray terminalJson(const QByteArray &json)
{
    const auto isMarked = [](QStringView, qsizetype, char32_t c) {
        return c >= Delete && isUnseen(c);
    };
    return marked(QString::fromUtf8(json), isMarked, escapeOf).toUtf8();
}

} // namespace Parlance
