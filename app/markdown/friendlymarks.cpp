// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/friendlymarks.h"

#include "markdown/literaltext.h"
#include "markdown/scripts.h"

#include <QChar>

namespace Parlance {

namespace {

/// Punctuation with no other meaning in Markdown, of one byte and of three.
constexpr char comma = ',';
constexpr char fullStop[] = "\u3002";
/// Letters of one, two and three bytes.
constexpr const char *letters[] = {"x", "\u00E9", "\u4E00"};

bool isDigit(char32_t c)
{
    return c >= '0' && c <= '9';
}

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
bool isUnspacedLetter(char32_t c)
{
    return c >= 0x800 && c < 0x10000 && isUnspaced(c) && (QChar::isLetterOrNumber(c) || QChar::isMark(c));
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

qsizetype sizeOf(char32_t c)
{
    return c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
}

/// Punctuation that scripts without spaces share with others: it belongs to one if its letters are next to
/// it.
bool isShared(char32_t c)
{
    constexpr std::u32string_view shared = U":;!?.,%\u00B7\u2013\u2014\u2018\u2019\u201C\u201D\u2026";
    return shared.contains(c);
}

/// True for punctuation of a script without spaces at the end, or at the beginning, of what is in the marks.
bool isUnspacedPunctuation(QByteArrayView text, Neighbour inside, bool atEnd)
{
    char32_t c = inside.code;
    for (qsizetype at = inside.mark; isShared(c);) {
        at += atEnd ? -sizeOf(c) : sizeOf(c);
        c = atEnd ? characterBefore(text, at) : characterAt(text, at);
    }
    return isUnspaced(c) && c >= 0x800 && c < 0x10000;
}

void replaceAt(QByteArray &text, Neighbour neighbour, bool after, qsizetype size, const char *by)
{
    text.replace(after ? neighbour.mark : neighbour.mark - size, size, by);
}

/// Lets the marks begin or end emphasis: the letter outside becomes punctuation, or else punctuation of an
/// unspaced script inside a letter.
void separate(QByteArray &text, char mark, Neighbour outside, Neighbour inside)
{
    const bool after = outside.mark > inside.mark;
    const bool latin = outside.code < 0x80 && QChar::isLetterOrNumber(outside.code);
    if (isUnspacedLetter(outside.code))
        replaceAt(text, outside, after, 3, fullStop);
    else if (mark == '~' && latin)
        replaceAt(text, outside, after, 1, ",");
    else if (latin && isUnspacedPunctuation(text, inside, after))
        replaceAt(text, inside, !after, sizeOf(inside.code), letters[sizeOf(inside.code) - 1]);
}

/// Finds the runs of stars that are operators: between two digits, as in 2**10, if no run of the same size is
/// open on the line.
class Operators
{
public:
    /// Reads the next run of the text.
    bool isOperator(QByteArrayView text, const Run &run)
    {
        const qsizetype size = run.end - run.begin;
        if (text.sliced(m_read, run.begin - m_read).contains('\n'))
            m_open.clear();
        m_read = run.end;
        const bool closes = run.before != 0 && !QChar::isSpace(run.before) && m_open.removeOne(size);
        if (!closes && run.after != 0 && !QChar::isSpace(run.after) && !QChar::isLetterOrNumber(run.before))
            m_open.append(size);
        return !closes && isDigit(run.before) && isDigit(run.after);
    }

private:
    QList<qsizetype> m_open; ///< the sizes of the runs on the line that may begin emphasis
    qsizetype m_read = 0;
};

void separateMarks(QByteArrayView text, QByteArray &changed)
{
    Operators operators;
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
        const bool isOperator = mark == '*' && operators.isOperator(text, run);
        if (isOperator)
            changed.replace(at, size, QByteArray(size, comma));
        const bool known = (mark == '*' && !isOperator) || size == 2;
        if (known && run.mayOpen(mark))
            separate(changed, mark, {run.before, run.begin}, {run.after, run.end});
        if (known && run.mayClose(mark))
            separate(changed, mark, {run.after, run.end}, {run.before, run.begin});
        at = run.end;
    }
}

} // namespace

QByteArray withFriendlyMarks(const QByteArray &text)
{
    QByteArray changed = text.contains('\\') || text.contains("](") ? withLiteralPaths(text) : text;
    if (text.contains('*') || text.contains('~'))
        separateMarks(QByteArray(changed), changed);
    return changed;
}

} // namespace Parlance
