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

/// Where the first name after a drive begins; -1 if no drive's colon is at `at`.
qsizetype afterDrive(QByteArrayView text, qsizetype at)
{
    const bool isDrive = at > 0 && std::isalpha(static_cast<unsigned char>(text.at(at - 1))) != 0 &&
                         (at == 1 || (!isAlnum(text.at(at - 2)) && text.at(at - 2) != '\\'));
    return isDrive && text.sliced(at).startsWith(":\\") ? at + 2 : -1;
}

/// Where the first name after a server begins; -1 if its backslashes are not at `at`.
qsizetype afterServer(QByteArrayView text, qsizetype at)
{
    const bool begins =
        at == 0 || isAsciiSpace(text.at(at - 1)) || QByteArrayView("(\"'*").contains(text.at(at - 1));
    if (!begins || !text.sliced(at).startsWith("\\\\"))
        return -1;
    qsizetype end = at + 2;
    while (end < text.size() && isName(text.at(end)))
        ++end;
    return end > at + 2 && end < text.size() && text.at(end) == '\\' ? end + 1 : -1;
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
    const qsizetype name = text.at(at) == ':' ? afterDrive(text, at) : afterServer(text, at);
    if (name < 0 || name >= text.size() || !isName(text.at(name)))
        return -1;
    qsizetype end = name;
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
