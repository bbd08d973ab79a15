// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/htmlpage.h"

#include "chat/message.h"
#include "view/base/stylesheet.h"
#include "view/conversation/textstyle.h"

#include <KSyntaxHighlighting/Theme>

#include <QCoreApplication>
#include <QFile>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// The window's colours for tokens of code, by the classes of `codeToHtml()`.
QString tokenStyles(const Theme &theme)
{
    const TextStyle style(theme, QFont());
    QString sheet;
    for (int token = KSyntaxHighlighting::Theme::Normal; token <= KSyntaxHighlighting::Theme::Error;
        ++token) {
        const QColor color =
            style.runFormat({.role = RunLook::Role::Code, .token = token}).foreground().color();
        if (color != theme.text)
            sheet += u".t%1{color:%2}"_s.arg(token).arg(color.name());
    }
    return sheet;
}

/// Without the first line: that licence is the program's and does not cover what people said.
QString sheetNamed(const QString &name)
{
    QFile file(u":/style/"_s + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).section(u'\n', 1) : QString();
}

/// Light first; dark overrides its colours, on screens only.
QString browserSheet(const QStringList &sheets)
{
    const QString colors =
        u":root{--surface:@surface;--line:@line;--text:@text;--secondary:@secondary;--accent:@accent;"
        "--soft:@soft;--code:@code;--error:@error}"_s;
    const auto of = [&colors](const Theme &theme) {
        return withColors(colors, theme) + tokenStyles(theme);
    };
    QString sheet = of(Theme::light()) + u"\n@media screen and (prefers-color-scheme:dark){"_s +
                    of(Theme::dim()) + u"}\n"_s;
    for (const QString &name : sheets)
        sheet += sheetNamed(name);
    return sheet;
}

QString htmlArguments(const ToolCall &call, HtmlReader reader)
{
    const QString code = codeToHtml(call.arguments.split(u'\n'), u"json"_s);
    return htmlBox(u"code"_s, u"<pre><code>%1</code></pre>"_s.arg(code), reader);
}

} // namespace

QByteArray htmlPage(const QString &title, const QStringList &sheets, const QString &body)
{
    const QString policy = u"default-src 'none'; style-src 'unsafe-inline'; img-src data:"_s;
    const QString html =
        u"<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"%1\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n"
        "<meta name=\"viewport\" content=\"width=device-width\">\n"
        "<title>%2</title>\n<style>\n%3</style>\n</head>\n<body>\n<main>\n%4</main>\n</body>\n</html>\n"_s
            .arg(policy, title, browserSheet(sheets), body);
    return html.toUtf8();
}

QString paperSheet()
{
    const Theme light = Theme::light();
    return withColors(sheetNamed(u"paper.css"_s), light) + tokenStyles(light);
}

QString htmlLines(const QString &text)
{
    return text.toHtmlEscaped().replace(u'\n', u"<br>"_s);
}

QString htmlQuiet(const QString &text)
{
    return u"<p class=\"quiet\">%1</p>\n"_s.arg(htmlLines(text));
}

QString htmlFolded(const QString &title, const QString &content)
{
    return u"<details><summary>%1</summary>\n%2</details>\n"_s.arg(title.toHtmlEscaped(), content);
}

QString htmlReasoning(const QString &title, const QString &reasoning, HtmlReader reader)
{
    const QString html = markdownToHtml(reasoning, reader);
    if (reader == HtmlReader::Browser)
        return htmlFolded(title, html);
    return htmlQuiet(title) + u"<blockquote class=\"thoughts\">%1</blockquote>\n"_s.arg(html);
}

QString htmlCall(const ToolCall &call, HtmlReader reader)
{
    const QString words =
        QCoreApplication::translate("Parlance::Transcript", "Calls the tool %1").arg(call.name);
    return htmlQuiet(words) + htmlArguments(call, reader);
}

QString htmlCutCall(const ToolCall &call, HtmlReader reader)
{
    const QString words =
        QCoreApplication::translate("Parlance::Transcript", "The call of the tool %1 was cut off")
            .arg(call.name);
    return htmlQuiet(words) + htmlArguments(call, reader);
}

QString htmlFailure(const QString &title, const QStringList &texts, HtmlReader reader)
{
    QString html = u"<p class=\"title\"><strong>%1</strong></p>"_s.arg(title.toHtmlEscaped());
    for (const QString &text : texts) {
        if (!text.isEmpty())
            html += u"<p>%1</p>"_s.arg(htmlLines(text));
    }
    return htmlBox(u"failure"_s, html, reader);
}

} // namespace Parlance
