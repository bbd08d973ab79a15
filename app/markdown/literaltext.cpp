// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/literaltext.h"

#include "markdown/asciispace.h"

#include <QRegularExpression>

#include <algorithm>
#include <cctype>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr char letter = 'x';
/// The most bytes of a variable in a path, and of a path with blanks, which is that of Windows.
constexpr qsizetype longestVariable = 40;
constexpr qsizetype longestPath = 260;

bool isPunctuation(char c)
{
    return std::ispunct(static_cast<unsigned char>(c)) != 0;
}

bool isAlnum(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

/// A character of a file's or server's name.
bool isName(char c)
{
    return isAlnum(c) || static_cast<unsigned char>(c) >= 0x80 || QByteArrayView("_.-$%").contains(c);
}

/// Where a path begins, and its first name behind a backslash; -1 if none does.
struct PathStart
{
    qsizetype begin = -1;
    qsizetype name = -1;
};

bool mayBeginPath(QByteArrayView text, qsizetype at)
{
    return at == 0 || isAsciiSpace(text.at(at - 1)) || QByteArrayView("(\"'*").contains(text.at(at - 1));
}

/// The path of a drive whose colon is at `at`.
PathStart startAtDrive(QByteArrayView text, qsizetype at)
{
    const bool isDrive = at > 0 && std::isalpha(static_cast<unsigned char>(text.at(at - 1))) != 0 &&
                         (at == 1 || (!isAlnum(text.at(at - 2)) && text.at(at - 2) != '\\'));
    return isDrive && text.sliced(at).startsWith(":\\") ? PathStart{at - 1, at + 2} : PathStart();
}

/// The path of a server whose backslashes are at `at`.
PathStart startAtServer(QByteArrayView text, qsizetype at)
{
    if (!mayBeginPath(text, at) || !text.sliced(at).startsWith("\\\\"))
        return {};
    qsizetype end = at + 2;
    while (end < text.size() && isName(text.at(end)))
        ++end;
    const bool hasName = end > at + 2 && end + 1 < text.size() && isName(text.at(end + 1));
    return hasName && text.at(end) == '\\' ? PathStart{at, end + 1} : PathStart();
}

/// True for "txt" and ".txt", but not for the end of a sentence.
bool beginsName(QByteArrayView text)
{
    const QByteArrayView name = text.sliced(text.startsWith('.') ? 1 : 0);
    return !name.isEmpty() && isAlnum(name.front());
}

/// The path behind ".", ".." or a variable, such as %TEMP%, whose backslash is at `at`; not an escape behind
/// a full stop, as in .\_name.
PathStart startAtFolder(QByteArrayView text, qsizetype at)
{
    if (at == 0 || text.at(at) != '\\' || (text.at(at - 1) != '.' && text.at(at - 1) != '%'))
        return {};
    qsizetype begin = at;
    while (begin > 0 && at - begin < longestVariable && isName(text.at(begin - 1)))
        --begin;
    const QByteArrayView folder = text.sliced(begin, at - begin);
    const bool isVariable = folder.size() > 2 && folder.startsWith('%') && folder.endsWith('%');
    const bool isFolder = isVariable || folder == ".." || (folder == "." && beginsName(text.sliced(at + 1)));
    return isFolder && mayBeginPath(text, begin) ? PathStart{begin, at + 1} : PathStart();
}

PathStart startOfPath(QByteArrayView text, qsizetype at)
{
    if (text.at(at) == ':')
        return startAtDrive(text, at);
    const PathStart server = startAtServer(text, at);
    return server.begin < 0 ? startAtFolder(text, at) : server;
}

/// Where the stars from `at` on end.
qsizetype endOfStars(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && text.at(at) == '*')
        ++at;
    return at;
}

/// True if nothing follows the first backslash of a path but what ends it.
bool isRoot(QByteArrayView text, PathStart start)
{
    const qsizetype end = endOfStars(text, start.name);
    if (end > start.name)
        return end == text.size() || !isAlnum(text.at(end));
    return end == text.size() || isAsciiSpace(text.at(end)) ||
           QByteArrayView(",;)]\"'").contains(text.at(end));
}

/// What closes the marks, quotes or brackets that open before a path.
QByteArray closingMarks(QByteArrayView text, qsizetype begin)
{
    qsizetype stars = 0;
    while (stars < begin && text.at(begin - stars - 1) == '*')
        ++stars;
    if (stars > 0 || begin == 0)
        return QByteArray(stars, '*');
    const char before = text.at(begin - 1);
    return before == '"' ? "\"" : before == '(' ? ")" : "";
}

/// True for the names of a path up to a backslash at its end.
bool isPathWithBlanks(QByteArrayView names)
{
    return names.endsWith('\\') && !names.contains(" \\") && !names.contains('\n') && !names.contains('`');
}

/// Where the marks, quotes or brackets that a path is in close directly behind a backslash; -1 if they do
/// not.
qsizetype endInMarks(QByteArrayView text, PathStart start)
{
    const QByteArray marks = closingMarks(text, start.begin);
    const QByteArrayView rest = text.sliced(start.name, std::min(longestPath, text.size() - start.name));
    const qsizetype size = marks.isEmpty() ? -1 : rest.indexOf(marks.front());
    if (size < 0 || !isPathWithBlanks(rest.first(size)))
        return -1;
    const qsizetype close = start.name + size;
    const qsizetype end = marks.startsWith('*') ? endOfStars(text, close) : close + 1;
    const bool isWildcard = marks == "*" && beginsName(text.sliced(end));
    return end - close == marks.size() && !isWildcard ? close : -1;
}

/// True for a path or address that Markdown takes for none, unlike the arguments of a call or the pages of a
/// source.
bool isLooseTarget(QByteArrayView target)
{
    static const QRegularExpression path(
        u"^(?:[A-Za-z][A-Za-z0-9+.-]*://|\\.{0,2}/|[A-Za-z]:\\\\)"
        "|[/\\\\].*\\.[A-Za-z0-9]{1,8}(?:[#?]\\S*)?$"
        "|\\.(?:md|txt|pdf|png|jpe?g|gif|svg|webp|html?|csv|json|docx?|xlsx?|pptx?|od[tsp]|zip|mp[34]|py)"
        "(?:[#?]\\S*)?$"_s,
        QRegularExpression::CaseInsensitiveOption);
    const bool loose = target.contains(' ') || target.contains(":\\");
    return loose && !target.startsWith('<') && !target.endsWith(')') && !target.contains('"') &&
           !target.contains('\'') && !target.contains('&') && !target.contains(", ") &&
           path.match(QString::fromUtf8(target)).hasMatch();
}

/// True if the brackets that end at `close` stand directly behind a word, as an index does.
bool isIndex(QByteArrayView text, qsizetype close)
{
    int brackets = 0;
    for (qsizetype at = close; at > 0 && text.at(at) != '\n'; --at) {
        brackets += text.at(at) == ']' ? 1 : text.at(at) == '[' ? -1 : 0;
        if (brackets == 0)
            return isAlnum(text.at(at - 1)) || QByteArrayView("_)]").contains(text.at(at - 1));
    }
    return false;
}

/// The masks are letters, so that they do not change what emphasis is beside them.
void maskPath(QByteArray &text, qsizetype begin, qsizetype end)
{
    for (qsizetype at = begin; at < end; ++at) {
        if (text.at(at) != '\\')
            continue;
        text[at] = letter;
        if (at + 1 < end && isPunctuation(text.at(at + 1)))
            text[++at] = letter;
    }
}

} // namespace

qsizetype endOfWindowsPath(QByteArrayView text, qsizetype at)
{
    const PathStart start = startOfPath(text, at);
    if (start.begin < 0)
        return -1;
    if (start.name == text.size() || !isName(text.at(start.name)))
        return isRoot(text, start) ? start.name : -1;
    if (const qsizetype end = endInMarks(text, start); end >= 0)
        return end;
    qsizetype end = start.name;
    while (end < text.size() && !isAsciiSpace(text.at(end)) &&
           !QByteArrayView("*\"<>|?`").contains(text.at(end))) {
        const bool any = text.sliced(end).startsWith("\\*") && !text.sliced(end).startsWith("\\**");
        end += any ? 2 : 1;
    }
    return end;
}

qsizetype endOfLooseTarget(QByteArrayView text, qsizetype open)
{
    int brackets = 0;
    for (qsizetype at = open; at < text.size() && text.at(at) != '\n'; ++at) {
        brackets += text.at(at) == '(' ? 1 : text.at(at) == ')' ? -1 : 0;
        if (brackets == 0)
            return isLooseTarget(text.sliced(open + 1, at - open - 1).trimmed()) && !isIndex(text, open - 1)
                       ? at + 1
                       : -1;
    }
    return -1;
}

QByteArray withLiteralPaths(const QByteArray &text)
{
    QByteArray changed = text;
    for (qsizetype at = text.indexOf("]("); at >= 0; at = text.indexOf("](", at + 2)) {
        const qsizetype end = endOfLooseTarget(text, at + 1);
        if (end >= 0)
            std::replace_if(
                changed.begin() + at + 2, changed.begin() + end - 1,
                [](char c) { return c == ' ' || c == '\t' || c == '\\'; }, letter);
    }
    for (qsizetype at = changed.indexOf('\\'); at >= 0; at = changed.indexOf('\\', at + 1)) {
        const bool hasDrive = at > 0 && changed.at(at - 1) == ':';
        const qsizetype end = endOfWindowsPath(changed, hasDrive ? at - 1 : at);
        if (end >= 0)
            maskPath(changed, at, end);
    }
    return changed;
}

} // namespace Parlance
