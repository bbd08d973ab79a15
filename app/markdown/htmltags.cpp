// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/htmltags.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

const QHash<QByteArray, MarkdownStyle> &stylesByName()
{
    static const QHash<QByteArray, MarkdownStyle> styles{
        {"b", MarkdownStyle::Bold},
        {"strong", MarkdownStyle::Bold},
        {"i", MarkdownStyle::Italic},
        {"em", MarkdownStyle::Italic},
        {"var", MarkdownStyle::Italic},
        {"s", MarkdownStyle::Strike},
        {"del", MarkdownStyle::Strike},
        {"strike", MarkdownStyle::Strike},
        {"code", MarkdownStyle::Code},
        {"tt", MarkdownStyle::Code},
        {"samp", MarkdownStyle::Code},
        {"u", MarkdownStyle::Underline},
        {"ins", MarkdownStyle::Underline},
        {"mark", MarkdownStyle::Marked},
        {"sub", MarkdownStyle::Lowered},
        {"sup", MarkdownStyle::Raised},
        {"kbd", MarkdownStyle::Key},
    };
    return styles;
}

/// Without tags of HTML in small letters; other words in angle brackets, such as Vec<T>, stay.
QString withoutTags(QString text)
{
    static const QRegularExpression tag(
        u"</?(?:[abipqsu]|abbr|big|br|center|cite|code|del|div|em|font|h[1-6]|img|ins|kbd|label|li|mark|ol"
        "|samp|small|span|strike|strong|su[bp]|tt|ul|var)(?:\\s+[a-z-]+=[^>]*|\\s*/)?>"_s);
    return text.remove(tag);
}

/// Without empty lines, and without spaces around the others.
QString withoutEmptyLines(const QString &text)
{
    QStringList lines;
    for (const QString &line : text.split(QChar::LineSeparator)) {
        if (!line.trimmed().isEmpty())
            lines += line.trimmed();
    }
    return lines.join(QChar::LineSeparator);
}

/// Appends the lines of a text, below what is there.
void appendLines(const QString &text, MarkdownStyles styles, MarkdownSpans &spans)
{
    const QString lines = withoutEmptyLines(text);
    if (lines.isEmpty())
        return;
    if (!spans.isEmpty())
        spans.append({QString(QChar::LineSeparator), {}, {}});
    spans.append({lines, styles, {}});
}

} // namespace

std::optional<HarmlessTag> harmlessTag(QByteArrayView tag)
{
    if (tag.size() < 3 || !tag.startsWith('<') || !tag.endsWith('>'))
        return std::nullopt;
    HarmlessTag found{.closing = tag.at(1) == '/'};
    found.name = tag.sliced(found.closing ? 2 : 1).chopped(1).toByteArray().trimmed().toLower();
    const auto style = stylesByName().constFind(found.name);
    if (style == stylesByName().constEnd())
        return std::nullopt;
    found.styles = *style;
    return found;
}

bool HarmlessTags::apply(const HarmlessTag &tag, const MarkdownSpan &asText, MarkdownSpans &spans)
{
    if (!tag.closing) {
        spans.append(asText);
        m_open.append({tag, spans.size() - 1});
        return true;
    }
    const auto open = std::find_if(
        m_open.crbegin(), m_open.crend(), [&](const Open &other) { return other.tag.name == tag.name; });
    if (open == m_open.crend())
        return false;
    const qsizetype first = open->span;
    m_open.resize(m_open.crend() - open - 1);
    spans.removeAt(first);
    for (qsizetype i = first; i < spans.size(); ++i)
        spans[i].styles |= tag.styles;
    return true;
}

void joinEqual(MarkdownSpans &spans)
{
    const auto alike = [](const MarkdownSpan &a, const MarkdownSpan &b) {
        return a.styles == b.styles && a.link == b.link;
    };
    if (std::ranges::adjacent_find(std::as_const(spans), alike) == spans.cend())
        return;
    MarkdownSpans joined;
    for (const MarkdownSpan &span : std::as_const(spans)) {
        if (!joined.isEmpty() && alike(joined.last(), span))
            joined.last().text += span.text;
        else
            joined.append(span);
    }
    spans = joined;
}

MarkdownSpans shownHtml(const QString &html)
{
    static const QRegularExpression comment(u"<!--.*?-->"_s, QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression details(
        u"</?details(?:\\s[^>]*)?>"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression summary(u"<summary(?:\\s[^>]*)?>(.*?)(?:</summary\\s*>|$)"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    QString text = html;
    text.remove(comment).replace(details, QString(QChar::LineSeparator));
    MarkdownSpans spans;
    qsizetype at = 0;
    for (const QRegularExpressionMatch &match : summary.globalMatch(text)) {
        appendLines(text.sliced(at, match.capturedStart() - at), {}, spans);
        appendLines(withoutTags(match.captured(1)), MarkdownStyle::Bold, spans);
        at = match.capturedEnd();
    }
    if (text == html && at == 0)
        return {{html, {}, {}}};
    appendLines(text.sliced(at), {}, spans);
    return spans;
}

bool isLineBreakTag(QByteArrayView tag)
{
    static const QRegularExpression lineBreak(
        u"^<(?:br\\s*/?|/br\\s*)>$"_s, QRegularExpression::CaseInsensitiveOption);
    return tag.size() < 10 && lineBreak.match(QString::fromLatin1(tag)).hasMatch();
}

} // namespace Parlance
