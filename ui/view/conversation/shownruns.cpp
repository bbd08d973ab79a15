// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/shownruns.h"

#include "view/conversation/emoji.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr char16_t Escape = 0x1B;
constexpr int MostStacked = 2; ///< above a letter, and below it
/// A word from the right that begins a text with more than so many words from the left for each is quoted.
constexpr int MostAround = 4;

struct Character
{
    char32_t code;
    qsizetype size;
};

Character characterAt(QStringView text, qsizetype at)
{
    const bool isPair = text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate();
    return isPair ? Character{QChar::surrogateToUcs4(text[at], text[at + 1]), 2}
                  : Character{text[at].unicode(), 1};
}

bool isIsolate(char32_t c)
{
    return c >= 0x2066 && c <= 0x2069;
}

/// Embeddings, overrides and their end.
bool isOverride(char32_t c)
{
    return c >= 0x202A && c <= 0x202E;
}

bool isControl(char32_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c < 0xA0) || c == 0xFFFC || c == 0xFFF9 ||
           c == 0xFFFA || c == 0xFFFB;
}

/// Letters without a picture that instructions can be hidden in.
bool isTag(char32_t c)
{
    return c >= 0xE0000 && c <= 0xE0FFF;
}

bool isBlankLetter(char32_t c)
{
    return c == 0x34F || c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5 || c == 0x3164 ||
           c == 0xFFA0;
}

bool isHidden(char32_t c)
{
    return QChar::category(c) == QChar::Other_Format || isBlankLetter(c) || isTag(c);
}

/// A joiner between letters that it shapes, as in Persian or Hindi.
bool isShaping(QStringView text, qsizetype at)
{
    const char16_t c = text[at].unicode();
    const auto isShaped = [&](qsizetype place) {
        return place >= 0 && place < text.size() && text[place].unicode() >= 0x300 &&
               (text[place].isLetter() || text[place].isMark());
    };
    return (c == 0x200C || c == 0x200D) && isShaped(at - 1) && isShaped(at + 1);
}

bool isRightToLeft(char32_t c)
{
    const QChar::Direction direction = QChar::direction(c);
    return direction == QChar::DirR || direction == QChar::DirAL;
}

bool isCode(const RunLook &look)
{
    return look.role == RunLook::Role::Code || (look.styles & MarkdownStyle::Code);
}

QString signOf(char32_t c)
{
    static const QHash<char32_t, QString> names{{0xAD, u"SHY"_s}, {0x1B, u"ESC"_s}, {0x7F, u"DEL"_s},
        {0x61C, u"ALM"_s}, {0x200B, u"ZWSP"_s}, {0x200C, u"ZWNJ"_s}, {0x200D, u"ZWJ"_s}, {0x200E, u"LRM"_s},
        {0x200F, u"RLM"_s}, {0x202A, u"LRE"_s}, {0x202B, u"RLE"_s}, {0x202C, u"PDF"_s}, {0x202D, u"LRO"_s},
        {0x202E, u"RLO"_s}, {0x2060, u"WJ"_s}, {0x2066, u"LRI"_s}, {0x2067, u"RLI"_s}, {0x2068, u"FSI"_s},
        {0x2069, u"PDI"_s}, {0xFEFF, u"BOM"_s}, {0xFFFC, u"OBJ"_s}};
    const auto name = names.constFind(c);
    return name == names.cend() ? u"U+%1"_s.arg(QString::number(c, 16).toUpper(), 4, u'0') : *name;
}

/// A quick check: false for text that is drawn as it is.
bool mayChange(const QList<Run> &runs)
{
    const auto isPlain = [](QChar c) {
        return (c >= u' ' && c < u'\u007F') || (c >= u'\u00AE' && c < u'\u0300') || c == u'\t' ||
               (c >= u'\u2010' && c < u'\u2028') || c == QChar::LineSeparator ||
               (c >= u'\u2070' && c < u'\u231A') ||
               (c >= u'\u3000' && c.unicode() < 0xD800 && c != u'\u3164');
    };
    return !std::ranges::all_of(runs, [&](const Run &run) { return std::ranges::all_of(run.text, isPlain); });
}

/// True if each isolate ends in the block.
bool areBalanced(const QList<Run> &runs)
{
    int open = 0;
    for (const Run &run : runs) {
        for (const QChar c : run.text) {
            if (!isIsolate(c.unicode()))
                continue;
            open += c == u'\u2069' ? -1 : 1;
            if (open < 0)
                return false;
        }
    }
    return open == 0;
}

/// Draws one block.
class RunWriter
{
public:
    explicit RunWriter(const QList<Run> &runs)
        : m_runs(runs)
        , m_balanced(areBalanced(runs))
        , m_mixed(std::ranges::any_of(runs, [](const Run &run) {
            return std::ranges::any_of(run.text, [](QChar c) { return isRightToLeft(c.unicode()); });
        }))
    {
    }

    QList<Run> write();

private:
    void writeRun(const Run &run);
    qsizetype writeSequence(QStringView text, qsizetype at);
    bool writeHidden(QStringView text, qsizetype at, Character c);
    [[nodiscard]] bool isMarked(QStringView text, qsizetype at, char32_t c) const;
    bool isTooMany(char32_t c);
    void isolate(char32_t c, bool strong);
    void endIsolate();
    void append(QStringView text, const RunLook &look);
    void appendSign(const QString &source, const QString &sign);
    void appendOwn(QChar mark);
    void appendEmoji(QStringView sequence);

    const QList<Run> &m_runs;
    bool m_balanced;
    bool m_mixed; ///< some letters are read from the right
    QList<Run> m_shown;
    RunLook m_look;
    int m_color = 0; ///< of the terminal's codes, as a token
    int m_above = 0; ///< the marks on the last letter
    int m_below = 0;
    int m_over = 0;
    bool m_isolated = false; ///< letters from the right in code
};

void RunWriter::append(QStringView text, const RunLook &look)
{
    if (text.isEmpty())
        return;
    if (!m_shown.isEmpty() && m_shown.last().look == look && look.source.isEmpty())
        m_shown.last().text += text;
    else
        m_shown.append({text.toString(), look});
}

void RunWriter::appendSign(const QString &source, const QString &sign)
{
    RunLook look = m_look;
    look.source = source;
    look.sign = sign;
    append(QStringView(u"\uFFFC"), look);
}

void RunWriter::appendOwn(QChar mark)
{
    RunLook look = m_look;
    look.added = true;
    append(QStringView(&mark, 1), look);
}

/// Qt takes a variation selector within a sequence from another font, and the sequence falls apart.
void RunWriter::appendEmoji(QStringView sequence)
{
    RunLook look = m_look;
    look.emoji = true;
    QString shown = sequence.chopped(1).toString().remove(u'\uFE0F') + sequence.back();
    if (shown != sequence)
        look.source = sequence.toString();
    append(shown, look);
}

/// A control sequence that begins here. Returns its length.
qsizetype RunWriter::writeSequence(QStringView text, qsizetype at)
{
    static const QRegularExpression sequence(
        u"^\\x1B(?:\\[([0-9;:?]*)[ -/]*([@-~])|\\][^\\x07\\x1B]*(?:\\x07|\\x1B\\\\)|[@-Z\\\\-_])"_s);
    const auto match = sequence.matchView(text.sliced(at));
    if (!match.hasMatch())
        return 0;
    appendSign(match.captured(), {});
    if (match.captured(2) != u"m")
        return match.capturedLength();
    for (const QStringView code : match.capturedView(1).split(u';')) {
        const int number = code.toInt();
        if (number == 38 || number == 48) // a colour of 256 or more
            break;
        const int color = number >= 90 ? number - 90 : number - 30;
        if (color >= 0 && color < 8 && (number < 40 || number >= 90))
            m_color = AnsiColor + color;
        else if (number == 0 || number == 39)
            m_color = 0;
    }
    return match.capturedLength();
}

bool RunWriter::isMarked(QStringView text, qsizetype at, char32_t c) const
{
    if (isControl(c) || isOverride(c) || isTag(c))
        return true;
    if (!isCode(m_look) && m_look.link.isEmpty())
        return isIsolate(c) && !m_balanced;
    const bool cellBreak = c == 0x200B && at + 1 < text.size() && text[at + 1] == QChar::LineSeparator;
    return isHidden(c) && !isShaping(text, at) && !cellBreak;
}

/// True for a mark that would stand above or below its line.
bool RunWriter::isTooMany(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    if (category != QChar::Mark_NonSpacing && category != QChar::Mark_Enclosing) {
        m_above = 0;
        m_below = 0;
        m_over = 0;
        return false;
    }
    const int place = QChar::combiningClass(c);
    const bool above = place >= 228 && place != 233 && place != 240;
    const bool below = place == 220 || place == 202 || place == 233 || place == 240 || place == 218;
    const bool over = place == 1;
    return (above && ++m_above > MostStacked) || (below && ++m_below > MostStacked) || (over && ++m_over > 1);
}

void RunWriter::endIsolate()
{
    if (std::exchange(m_isolated, false))
        appendOwn(u'\u2069');
}

/// Isolates letters from the right in code, together with what stands between them.
void RunWriter::isolate(char32_t c, bool strong)
{
    if (isRightToLeft(c) && !m_isolated) {
        appendOwn(u'\u2067');
        m_isolated = true;
    } else if (strong && !isRightToLeft(c)) {
        endIsolate();
    }
}

bool RunWriter::writeHidden(QStringView text, qsizetype at, Character c)
{
    if (!isMarked(text, at, c.code)) {
        if (!isTooMany(c.code))
            return false;
        appendSign(text.sliced(at, c.size).toString(), {});
        return true;
    }
    appendSign(text.sliced(at, c.size).toString(), signOf(c.code));
    return true;
}

void RunWriter::writeRun(const Run &run)
{
    const QStringView text = run.text;
    const bool line = run.look.role == RunLook::Role::Code;
    for (qsizetype at = 0; at < text.size();) {
        m_look = run.look;
        m_look.token = line && m_color ? m_color : run.look.token;
        const qsizetype sequence = text[at].unicode() == Escape ? writeSequence(text, at) : 0;
        if (sequence > 0) {
            at += sequence;
            continue;
        }
        if (const qsizetype emoji = emojiSize(text.sliced(at)); emoji > 0) {
            appendEmoji(text.sliced(at, emoji));
            at += emoji;
            continue;
        }
        const Character c = characterAt(text, at);
        const bool letter = QChar::isLetterOrNumber(c.code) || c.code == '"' || c.code == '\'';
        if (line && m_mixed)
            isolate(c.code, letter);
        if (!writeHidden(text, at, c))
            append(text.sliced(at, c.size), m_look);
        at += c.size;
    }
}

QList<Run> RunWriter::write()
{
    for (const Run &run : m_runs) {
        m_look = run.look;
        const bool inlineCode = m_mixed && (run.look.styles & MarkdownStyle::Code);
        if (inlineCode)
            appendOwn(u'\u2066');
        writeRun(run);
        m_look = run.look;
        if (inlineCode)
            appendOwn(u'\u2069');
    }
    endIsolate();
    return m_shown;
}

/// Counts words by the direction of their first letter.
class WordCounter
{
public:
    void add(QChar c);
    /// From the right if the first word is, unless it is quoted in a text from the left, or if most are.
    [[nodiscard]] Qt::LayoutDirection direction() const;

private:
    int m_fromLeft = 0;
    int m_fromRight = 0;
    bool m_firstFromRight = false;
    bool m_counted = false; ///< the word that goes on
};

void WordCounter::add(QChar c)
{
    m_counted = m_counted && !c.isSpace();
    const bool fromRight = isRightToLeft(c.unicode());
    const bool letter = fromRight || (c.direction() == QChar::DirL && !c.isSurrogate());
    if (m_counted || !letter)
        return;
    m_counted = true;
    m_firstFromRight = m_firstFromRight || (fromRight && m_fromLeft == 0);
    (fromRight ? m_fromRight : m_fromLeft) += 1;
}

Qt::LayoutDirection WordCounter::direction() const
{
    if (m_fromLeft + m_fromRight == 0)
        return Qt::LayoutDirectionAuto;
    const bool begins = m_firstFromRight && m_fromLeft <= MostAround * m_fromRight;
    return begins || m_fromRight > m_fromLeft ? Qt::RightToLeft : Qt::LeftToRight;
}

} // namespace

QList<Run> shownRuns(const QList<Run> &runs)
{
    return mayChange(runs) ? RunWriter(runs).write() : runs;
}

Qt::LayoutDirection directionOf(const QList<Run> &runs)
{
    WordCounter counter;
    bool mixed = false;
    for (const Run &run : runs) {
        const bool words = !isCode(run.look) && !run.text.contains(u"://");
        for (const QChar c : run.text) {
            mixed = mixed || isRightToLeft(c.unicode());
            if (words)
                counter.add(c);
        }
    }
    return mixed ? counter.direction() : Qt::LayoutDirectionAuto;
}

bool hasControlSequence(QStringView line)
{
    return line.contains(QChar(Escape));
}

} // namespace Parlance
