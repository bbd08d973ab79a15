// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/markdownclosing.h"

#include "markdown/friendlymarks.h"
#include "markdown/htmltags.h"
#include "markdown/markdownentities.h"
#include "markdown/scripts.h"

#include <QChar>
#include <QRegularExpression>

#include <algorithm>
#include <cctype>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// More bytes after a "]" are no label.
constexpr qsizetype longestLabel = 40;
/// More bytes after a "[" are no text of a link.
constexpr qsizetype longestLinkText = 1000;

/// Open emphasis or an open tag.
struct OpenMark
{
    char mark; ///< '<' of a tag
    qsizetype count;
    QByteArray tag = {};

    [[nodiscard]] QByteArray closing() const
    {
        return tag.isEmpty() ? QByteArray(count, mark) : "</" + tag + '>';
    }
};

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

bool isSpace(char32_t c)
{
    return c == 0 || QChar::isSpace(c);
}

bool isPunctuation(char32_t c)
{
    return QChar::isPunct(c) || QChar::isSymbol(c);
}

bool isLetter(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
}

/// True for what may be the text of a link whose end has not come; not for "0, 1) contains" of an interval.
bool mayBecomeLink(QByteArrayView text)
{
    qsizetype open = 0;
    for (const char c : text) {
        open += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (open < 0)
            return false;
    }
    return text.size() <= longestLinkText;
}

/// True for an address in angle brackets that goes on to the end of the text.
bool isOpenAddress(QByteArrayView text)
{
    static const QRegularExpression address(u"^<[A-Za-z][A-Za-z0-9+.-]+:[^\\s<>]*$"_s);
    return text.contains(':') && !text.contains(' ') && address.match(QString::fromUtf8(text)).hasMatch();
}

/// Scans the text once and tracks open constructs, by CommonMark 6 except its rarest rules: the result is
/// temporary, and md4c alone decides the final text.
class InlineScan
{
public:
    InlineScan(QByteArrayView text, const QList<MarkdownIsland> &islands)
        : m_text(text)
        , m_friendly(withFriendlyMarks(text.toByteArray()))
        , m_islands(islands)
    {
    }

    QByteArray closed();

private:
    void scan();
    void scanCode();
    void scanEmphasis(char mark);
    void scanBracket();
    [[nodiscard]] qsizetype endOfTarget(qsizetype from) const;
    void scanAngle();
    void noteTag(const HarmlessTag &tag);
    bool skipIsland();
    void finishAt(qsizetype end)
    {
        m_end = end;
        m_at = m_text.size();
    }
    [[nodiscard]] qsizetype runLength(char mark) const;
    [[nodiscard]] char before() const { return m_at == 0 ? ' ' : m_text.at(m_at - 1); }
    void closeMarks(char mark, qsizetype count, bool canOpen);

    QByteArrayView m_text;
    QByteArray m_friendly; ///< the text as md4c reads it, of the same length
    const QList<MarkdownIsland> &m_islands;
    qsizetype m_at = 0;
    qsizetype m_end = -1;        ///< the shown text ends here
    QByteArray m_closing;        ///< inserted after the shown text, before the marks
    QList<qsizetype> m_brackets; ///< offsets of open '['
    QList<OpenMark> m_marks;
};

qsizetype InlineScan::runLength(char mark) const
{
    qsizetype end = m_at;
    while (end < m_text.size() && m_text.at(end) == mark)
        ++end;
    return end - m_at;
}

void InlineScan::scanCode()
{
    const qsizetype run = runLength('`');
    qsizetype at = m_at + run;
    if (at == m_text.size())
        return finishAt(m_at);
    while (at < m_text.size()) {
        if (m_text.at(at) != '`') {
            ++at;
            continue;
        }
        qsizetype end = at;
        while (end < m_text.size() && m_text.at(end) == '`')
            ++end;
        if (end - at == run) {
            m_at = end;
            return;
        }
        if (end == m_text.size())
            break;
        at = end;
    }
    m_closing = m_text.sliced(m_at, run).toByteArray();
    finishAt(at);
}

void InlineScan::closeMarks(char mark, qsizetype count, bool canOpen)
{
    while (count > 0 && !m_marks.isEmpty()) {
        qsizetype open = m_marks.size() - 1;
        while (open >= 0 && m_marks.at(open).mark != mark)
            --open;
        if (open < 0)
            break;
        const qsizetype used = std::min(count, m_marks.at(open).count);
        count -= used;
        m_marks[open].count -= used;
        m_marks.resize(m_marks.at(open).count > 0 ? open + 1 : open);
    }
    if (count > 0 && canOpen)
        m_marks.append({mark, count});
}

void InlineScan::scanEmphasis(char mark)
{
    const qsizetype run = runLength(mark);
    if (m_at + run == m_text.size())
        return finishAt(m_at);
    const char32_t previous = characterBefore(m_friendly, m_at);
    const char32_t next = characterAt(m_friendly, m_at + run);
    const bool left =
        !isSpace(next) && (!isPunctuation(next) || isSpace(previous) || isPunctuation(previous));
    const bool right =
        !isSpace(previous) && (!isPunctuation(previous) || isSpace(next) || isPunctuation(next));
    const bool insideWord = mark == '_' && !isSpace(previous) && !isPunctuation(previous) && !isSpace(next) &&
                            !isPunctuation(next);
    const bool known = mark != '~' || run == 2;
    m_at += run;
    if (known && right && !insideWord)
        closeMarks(mark, run, left);
    else if (known && left && !insideWord)
        m_marks.append({mark, run});
}

void InlineScan::scanBracket()
{
    if (m_text.at(m_at) == '[') {
        const QByteArrayView rest = m_text.sliced(m_at);
        const bool mayBeNote =
            rest.size() < 8 || (rest.size() < 40 && !isSpace(before()) && !rest.contains(' '));
        if (rest.startsWith("[^") && mayBeNote && !rest.contains(']')) // the mark of a footnote
            return finishAt(m_at);
        m_brackets.append(m_at++);
        return;
    }
    const qsizetype after = m_at + 1;
    if (m_brackets.isEmpty() || after == m_text.size()) {
        m_at = after;
        return;
    }
    const qsizetype open = m_brackets.takeLast();
    const bool target = m_text.at(after) == '(';
    const QByteArrayView label = m_text.sliced(after);
    const bool mayBeLabel = label.startsWith('[') && label.size() < longestLabel && !label.contains('\n');
    if (mayBeLabel && (!label.contains(']') || label.indexOf(']') + 1 == label.size())) {
        m_brackets.append(open);
        return finishAt(after);
    }
    const qsizetype end = target ? endOfTarget(after) : after;
    const bool isImage = open > 0 && m_text.at(open - 1) == '!';
    if (end < 0 && isImage && m_text.sliced(after + 1).startsWith("data:")) {
        m_closing = "\u2026]()";
        finishAt(m_at);
    } else if (end < 0 && !m_text.sliced(after).contains('\n')) {
        m_closing = "()";
        finishAt(after);
    } else {
        m_at = std::max(end, after);
    }
}

/// The bracket that closes the target's; -1 if none does.
qsizetype InlineScan::endOfTarget(qsizetype from) const
{
    qsizetype open = 0;
    for (qsizetype at = from; at < m_text.size(); ++at) {
        const char c = m_text.at(at);
        open += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (open == 0)
            return at;
        at += c == '\\' ? 1 : 0;
    }
    return -1;
}

/// Hides half a tag and half a comment; half an autolink shows its text. A harmless tag is closed.
void InlineScan::scanAngle()
{
    if (m_text.sliced(m_at).startsWith("<!--")) {
        const qsizetype comment = m_text.indexOf("-->", m_at);
        if (comment < 0)
            return finishAt(m_at);
        m_at = comment + 3;
        return;
    }
    qsizetype end = m_at + 1;
    while (
        end < m_text.size() && (isLetter(m_text.at(end)) || QByteArrayView("/!-").contains(m_text.at(end))))
        ++end;
    if (end == m_text.size())
        return finishAt(m_at);
    if (isOpenAddress(m_text.sliced(m_at))) {
        m_closing = ">";
        return finishAt(m_text.size());
    }
    const auto tag = end < m_text.size() ? harmlessTag(m_text.sliced(m_at, end + 1 - m_at)) : std::nullopt;
    if (tag)
        noteTag(*tag);
    m_at = tag ? end + 1 : m_at + 1;
}

void InlineScan::noteTag(const HarmlessTag &tag)
{
    if (!tag.closing)
        return m_marks.append({'<', 1, tag.name});
    for (qsizetype open = m_marks.size() - 1; open >= 0; --open) {
        if (m_marks.at(open).tag == tag.name)
            return m_marks.remove(open, 1);
    }
}

bool InlineScan::skipIsland()
{
    const auto found = std::ranges::find(m_islands, m_at, &MarkdownIsland::begin);
    if (found == m_islands.cend())
        return false;
    const bool inBrackets = m_text.at(m_at) == '\\';
    if (inBrackets && mayBeLabel(*found) && m_text.sliced(found->end).trimmed().isEmpty() &&
        !m_text.endsWith('\n'))
        finishAt(m_at);
    else
        m_at = found->end;
    return true;
}

void InlineScan::scan()
{
    while (m_at < m_text.size()) {
        if (skipIsland())
            continue;
        // One tilde may become two.
        switch (const char c = m_text.at(m_at) == '~' ? '~' : m_friendly.at(m_at)) {
        case '\\':
            if (m_at + 1 == m_text.size())
                return finishAt(m_at);
            m_at += 2;
            break;
        case '`':
            scanCode();
            break;
        case '*':
        case '_':
        case '~':
            scanEmphasis(c);
            break;
        case '[':
        case ']':
            scanBracket();
            break;
        case '<':
            scanAngle();
            break;
        case '&':
            if (beginsEntity(m_text.sliced(m_at)))
                return finishAt(m_at);
            ++m_at;
            break;
        case '!':
            // An image may begin here.
            if (m_at + 1 == m_text.size() && isSpace(before()))
                return finishAt(m_at);
            ++m_at;
            break;
        default:
            ++m_at;
        }
    }
}

QByteArray InlineScan::closed()
{
    scan();
    QByteArray shown = (m_end < 0 ? m_text : m_text.first(m_end)).toByteArray();
    qsizetype end = shown.size();
    while (end > 0 && isSpace(shown.at(end - 1)))
        --end;
    QByteArray closing = m_closing;
    for (qsizetype i = m_marks.size() - 1; i >= 0; --i)
        closing += m_marks.at(i).closing();
    shown.insert(closing.isEmpty() ? shown.size() : end, closing);
    if (m_brackets.isEmpty())
        return shown;
    const qsizetype bracket = m_brackets.last();
    if (!mayBecomeLink(QByteArrayView(shown).sliced(bracket + 1)))
        return shown;
    // An incomplete link shows its text without brackets.
    if (end == shown.size() && shown.endsWith(']'))
        shown.chop(1);
    const bool isImage = bracket > 0 && shown.at(bracket - 1) == '!';
    return isImage ? shown.remove(bracket - 1, 2) : shown.remove(bracket, 1);
}

} // namespace

QByteArray closeInline(QByteArrayView text, const QList<MarkdownIsland> &islands)
{
    return InlineScan(text, islands).closed();
}

} // namespace Parlance
