// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/friendlymarks.h"

#include "markdown/scripts.h"

#include <QChar>

namespace Parlance {

namespace {

/// Punctuation with no other meaning in Markdown, of one byte and of three.
constexpr char comma = ',';
constexpr char fullStop[] = "\u3002";
/// A letter of three bytes.
constexpr char letter[] = "\u4E00";

bool isPunctuation(char32_t c)
{
    return QChar::isPunct(c) || QChar::isSymbol(c);
}

bool opens(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    return category == QChar::Punctuation_Open || category == QChar::Punctuation_InitialQuote;
}

bool closes(char32_t c)
{
    constexpr std::u32string_view ends = U".,;:!?\u3002\uFF0C\u3001\uFF1A\uFF1B\uFF01\uFF1F";
    const QChar::Category category = QChar::category(c);
    return category == QChar::Punctuation_Close || category == QChar::Punctuation_FinalQuote ||
           ends.contains(c);
}

/// A letter that three bytes of punctuation can stand for.
bool isCjkLetter(char32_t c)
{
    return c >= 0x800 && c < 0x10000 && isCjk(c) && QChar::isLetterOrNumber(c);
}

/// The marks from `begin` to `end` and the characters around them.
struct Run
{
    Run(QByteArrayView text, qsizetype from)
        : begin(from)
        , end(from)
    {
        while (end < text.size() && text.at(end) == text.at(begin))
            ++end;
        before = characterBefore(text, begin);
        after = characterAt(text, end);
    }

    [[nodiscard]] bool mayOpen(char mark) const
    {
        return mark == '~' ? after != 0 && !QChar::isSpace(after) : isPunctuation(after) && !closes(after);
    }
    [[nodiscard]] bool mayClose(char mark) const
    {
        return mark == '~' ? before != 0 && !QChar::isSpace(before)
                           : isPunctuation(before) && !opens(before) && before != '\\';
    }

    qsizetype begin;
    qsizetype end;
    char32_t before = 0;
    char32_t after = 0;
};

/// A character beside a run of marks.
struct Neighbour
{
    char32_t code;
    qsizetype mark; ///< the end of the run that it is at
};

void replaceAt(QByteArray &text, Neighbour neighbour, bool after, qsizetype size, const char *by)
{
    text.replace(after ? neighbour.mark : neighbour.mark - size, size, by);
}

/// Lets the marks begin or end emphasis: the letter outside becomes punctuation, or else punctuation of CJK
/// inside a letter.
void separate(QByteArray &text, char mark, Neighbour outside, Neighbour inside)
{
    const bool after = outside.mark > inside.mark;
    const bool latin = outside.code < 0x80 && QChar::isLetterOrNumber(outside.code);
    if (isCjkLetter(outside.code))
        replaceAt(text, outside, after, 3, fullStop);
    else if (mark == '~' && latin)
        replaceAt(text, outside, after, 1, ",");
    else if (latin && isCjk(inside.code) && inside.code >= 0x800 && inside.code < 0x10000)
        replaceAt(text, inside, !after, 3, letter);
}

} // namespace

QByteArray withFriendlyMarks(const QByteArray &text)
{
    if (!text.contains('*') && !text.contains('~'))
        return text;
    QByteArray changed = text;
    for (qsizetype at = 0; at < text.size();) {
        const char mark = text.at(at);
        if (mark != '*' && mark != '~') {
            ++at;
            continue;
        }
        const Run run(text, at);
        const qsizetype size = run.end - run.begin;
        if (mark == '~' && size == 1)
            changed[at] = comma;
        const bool known = mark == '*' || size == 2;
        if (known && run.mayOpen(mark))
            separate(changed, mark, {run.before, run.begin}, {run.after, run.end});
        if (known && run.mayClose(mark))
            separate(changed, mark, {run.after, run.end}, {run.before, run.begin});
        at = run.end;
    }
    return changed;
}

} // namespace Parlance
