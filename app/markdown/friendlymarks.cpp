// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/friendlymarks.h"

#include "markdown/literaltext.h"
#include "markdown/scripts.h"

#include <QChar>

#include <algorithm>
#include <cctype>
#include <string_view>
#include <utility>

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

bool isWordByte(char c)
{
    return c == '_' || static_cast<unsigned char>(c) >= 0x80 ||
           std::isalnum(static_cast<unsigned char>(c)) != 0;
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

    [[nodiscard]] qsizetype size() const { return end - begin; }
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

/// The number of stars that begin at `at`.
qsizetype starsAt(QByteArrayView text, qsizetype at)
{
    qsizetype end = at;
    while (end < text.size() && text.at(end) == '*')
        ++end;
    return end - at;
}

/// The number of stars that end at `end`.
qsizetype starsBefore(QByteArrayView text, qsizetype end)
{
    qsizetype begin = end;
    while (begin > 0 && text.at(begin - 1) == '*')
        --begin;
    return end - begin;
}

bool isAnyOf(char32_t c, std::u32string_view characters)
{
    return characters.contains(c);
}

/// True for ".py" and ".{js,ts}", but not ".NET" or an ending with one star behind it.
bool beginsWithEnding(QByteArrayView text)
{
    if (!text.startsWith('.') || text.startsWith(".{"))
        return text.startsWith('.');
    qsizetype end = 1;
    while (end < text.size() && text.at(end) >= 'a' && text.at(end) <= 'z')
        ++end;
    return end > 1 && starsAt(text, end) != 1 && (end == text.size() || !isWordByte(text.at(end)));
}

/// True for stars in a pattern of files or columns, such as (*), "*", a/*/b, a/*, and *.*, where no emphasis
/// is meant to begin.
bool isWildcard(QByteArrayView text, const Run &run)
{
    const QByteArrayView rest = text.sliced(run.end);
    const bool isQuoted = run.before == run.after && isAnyOf(run.before, U"\"'/");
    const bool isBracketed = isAnyOf(run.before, U"([{") && isAnyOf(run.after, U",)]}");
    if (isQuoted || isBracketed)
        return true;
    if (run.size() == 2)
        return rest.startsWith("/*") && !QChar::isLetterOrNumber(run.before);
    const bool isAll =
        (isAnyOf(run.before, U"/.") && isAnyOf(run.after, U",;")) || (run.before == '/' && run.after == ')');
    const bool isAllBeforeAll = rest.startsWith(".*") && !rest.startsWith(".**");
    const bool mayHaveEnding = isAnyOf(run.before, U"/\"'([{=:,") || QChar::isLetterOrNumber(run.before);
    const bool isEnding = mayHaveEnding && beginsWithEnding(rest);
    return run.size() == 1 && (isAll || isAllBeforeAll || isEnding);
}

QByteArrayView wordBefore(QByteArrayView text, qsizetype end)
{
    qsizetype begin = end;
    while (begin > 0 && isWordByte(text.at(begin - 1)))
        --begin;
    return text.sliced(begin, end - begin);
}

QByteArrayView wordAt(QByteArrayView text, qsizetype begin)
{
    qsizetype end = begin;
    while (end < text.size() && isWordByte(text.at(end)))
        ++end;
    return text.sliced(begin, end - begin);
}

bool isNumber(QByteArrayView word)
{
    return !word.isEmpty() && std::ranges::all_of(word, isDigit);
}

/// True for a factor that is no part of a word: a number or one letter.
bool isFactor(QByteArrayView word)
{
    return (word.size() == 1 && word.front() != '_') || isNumber(word);
}

/// True for a letter of a script in which a word goes on behind emphasis, without a blank.
bool joinsWords(char32_t c)
{
    return isUnspacedLetter(c) || QChar::script(c) == QChar::Script_Hangul;
}

/// True for the first star of a product, such as 2*x, a*b*c, 2*pi*r and n*log(n), or of a power, such as
/// x**2; not for emphasis in a word, such as 1*st* and r*e*ad.
bool beginsProduct(QByteArrayView text, const Run &run)
{
    const QByteArrayView left = wordBefore(text, run.begin);
    const QByteArrayView right = wordAt(text, run.end);
    const bool isInside = starsBefore(text, run.begin - left.size()) == run.size();
    if (!isFactor(left) || isInside || right.isEmpty() || run.size() > 2)
        return false;
    const qsizetype end = run.end + right.size();
    if (starsAt(text, end) != run.size())
        return run.size() == 1 || isNumber(right);
    const QByteArrayView third = wordAt(text, end + 1);
    return run.size() == 1 && (isNumber(left) ? !third.isEmpty() : isFactor(right) && isFactor(third));
}

/// True for the star of a product beside brackets: (1+r)*(1+r), (F - 32)*5/9, 3*(x + 1).
bool isBesideBracket(QByteArrayView text, const Run &run)
{
    const bool closes = isAnyOf(run.before, U")]");
    const bool opens = isAnyOf(run.after, U"([");
    if (run.size() != 1 || !closes)
        return run.size() == 1 && opens && isFactor(wordBefore(text, run.begin));
    const QByteArrayView right = wordAt(text, run.end);
    const qsizetype end = run.end + right.size();
    const bool goesOn = starsAt(text, end) == 1 && end + 1 < text.size() &&
                        (isWordByte(text.at(end + 1)) || text.at(end + 1) == '(');
    return opens || (isFactor(right) && (starsAt(text, end) == 0 || goesOn));
}

/// Finds the runs of stars that are no marks, if no run of the same size is open on the line: between two
/// digits, as in 2**10, in products and in wildcards.
class LiteralStars
{
public:
    /// Reads the next run of the text.
    bool isLiteral(QByteArrayView text, const Run &run)
    {
        beginLines(text.sliced(m_read, run.begin - m_read));
        m_read = run.end;
        const bool mayClose = run.before != 0 && !QChar::isSpace(run.before) && !isAnyOf(run.before, U"([{");
        if (mayClose && (m_open.removeOne(run.size()) || closesInWord(run) || closesAbove(run)))
            return false;
        if (isOperator(text, run)) {
            m_operatorEnd = run.end;
            return true;
        }
        if (isWildcard(text, run))
            return true;
        const bool mayOpen = run.after != 0 && !QChar::isSpace(run.after);
        if (mayOpen && !beginsWithEnding(text.sliced(run.end)))
            open(run);
        return false;
    }

private:
    void beginLines(QByteArrayView between)
    {
        if (!between.contains('\n'))
            return;
        m_isOpenAbove = !between.contains("\n\n") && (m_isOpenAbove || m_open.contains(1));
        m_open.clear();
        m_openInWord.clear();
    }

    void open(const Run &run)
    {
        if (!QChar::isLetterOrNumber(run.before))
            m_open.append(run.size());
        else if (joinsWords(run.before))
            m_openInWord.append(run.size());
    }

    /// True for the end of emphasis in a text without blanks; 5*3 behind it is a product all the same.
    bool closesInWord(const Run &run) { return joinsWords(run.after) && m_openInWord.removeOne(run.size()); }

    /// True for the single star that ends what another began on a line above.
    bool closesAbove(const Run &run) { return run.size() == 1 && std::exchange(m_isOpenAbove, false); }

    [[nodiscard]] bool isOperator(QByteArrayView text, const Run &run) const
    {
        const bool goesOn = run.begin - wordBefore(text, run.begin).size() == m_operatorEnd &&
                            !wordAt(text, run.end).isEmpty();
        return goesOn || (isDigit(run.before) && isDigit(run.after)) || beginsProduct(text, run) ||
               isBesideBracket(text, run);
    }

    QList<qsizetype> m_open;       ///< the sizes of the runs on the line that may begin emphasis
    QList<qsizetype> m_openInWord; ///< the same in a word of a script that joins words
    bool m_isOpenAbove = false;    ///< a single star may have begun emphasis on a line above
    qsizetype m_read = 0;
    qsizetype m_operatorEnd = -1; ///< of the last operator
};

void separateMarks(QByteArrayView text, QByteArray &changed)
{
    LiteralStars stars;
    for (qsizetype at = 0; at < text.size();) {
        const char mark = text.at(at);
        if (mark != '*' && mark != '~') {
            ++at;
            continue;
        }
        const Run run(text, at);
        const qsizetype size = run.size();
        if (mark == '~' && size == 1)
            changed[at] = comma;
        const bool isLiteral = mark == '*' && stars.isLiteral(text, run);
        if (isLiteral)
            changed.replace(at, size, QByteArray(size, comma));
        const bool known = mark == '*' ? !isLiteral : size == 2;
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
