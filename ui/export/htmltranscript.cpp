// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/htmltranscript.h"

#include "ui/conversation/textstyle.h"
#include "ui/export/transcript.h"

#include <KSyntaxHighlighting/Theme>

#include <QCoreApplication>
#include <QFile>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// What the window gives the tokens of code, by the classes of `codeToHtml()`.
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

/// A style sheet with the theme's colours in it.
QString withColors(QString sheet, const Theme &theme)
{
    const std::pair<QString, QColor> colors[] = {
        {u"@surface"_s, theme.surface},
        {u"@line"_s, theme.line},
        {u"@text"_s, theme.text},
        {u"@secondary"_s, theme.secondaryText},
        {u"@accent"_s, theme.accent},
        {u"@soft"_s, theme.soft},
        {u"@code"_s, theme.code},
        {u"@error"_s, theme.error},
    };
    for (const auto &[name, color] : colors)
        sheet.replace(name, color.name());
    return sheet;
}

/// Without its first line: the licence is the program's, not that of what people said in it.
QString sheetNamed(const QString &name)
{
    QFile file(u":/style/"_s + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).section(u'\n', 1) : QString();
}

/// Light first; dark lays its colours over it, on a screen only.
QString browserSheet()
{
    const QString colors =
        u":root{--surface:@surface;--line:@line;--text:@text;--secondary:@secondary;--accent:@accent;"
        "--soft:@soft;--code:@code;--error:@error}"_s;
    const auto of = [&colors](const Theme &theme) {
        return withColors(colors, theme) + tokenStyles(theme);
    };
    return of(Theme::light()) + u"\n@media screen and (prefers-color-scheme:dark){"_s + of(Theme::dim()) +
           u"}\n"_s + sheetNamed(u"transcript.css"_s);
}

class HtmlBody
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::Transcript)

public:
    HtmlBody(const Transcript &transcript, HtmlReader reader)
        : m_reader(reader)
    {
        const QString when = QLocale().toString(transcript.exported, QLocale::ShortFormat);
        m_html = htmlHeading(1, title(), reader) + quiet(tr("Exported from Parlance, %1").arg(when));
        for (const TranscriptEntry &entry : transcript.entries)
            write(entry);
    }

    static QString title() { return tr("Conversation").toHtmlEscaped(); }
    [[nodiscard]] QString html() const { return m_html; }

private:
    void write(const TranscriptEntry &entry)
    {
        const bool isAnswer = entry.role == Role::Assistant;
        m_html += htmlHeading(2, entry.author.toHtmlEscaped(), m_reader);
        if (!entry.reasoning.isEmpty())
            writeReasoning(entry);
        if (isAnswer)
            m_html += markdownToHtml(entry.text, m_reader);
        else
            m_html += htmlBox(u"question"_s, lines(entry.text), m_reader);
        for (const ToolCall &call : entry.toolCalls)
            writeCall(call);
        for (const QString &note : entry.notes)
            m_html += quiet(note);
        if (entry.failure)
            writeFailure(*entry.failure);
        if (!entry.facts.isEmpty())
            m_html += quiet(entry.facts.join(u" · "_s));
    }

    void writeReasoning(const TranscriptEntry &entry)
    {
        const QString thought = entry.thought.toHtmlEscaped();
        const QString html = markdownToHtml(entry.reasoning, m_reader);
        if (m_reader == HtmlReader::Browser)
            m_html += u"<details><summary>%1</summary>\n%2</details>\n"_s.arg(thought, html);
        else
            m_html += u"<p class=\"quiet\">%1</p>\n<blockquote class=\"thoughts\">%2</blockquote>\n"_s.arg(
                thought, html);
    }

    void writeCall(const ToolCall &call)
    {
        m_html += quiet(tr("Calls the tool %1").arg(call.name));
        const QString code = codeToHtml(call.arguments.split(u'\n'), u"json"_s);
        m_html += htmlBox(u"code"_s, u"<pre><code>%1</code></pre>"_s.arg(code), m_reader);
    }

    void writeFailure(const ErrorText &failure)
    {
        QString html = u"<p class=\"title\"><strong>%1</strong></p>"_s.arg(failure.title.toHtmlEscaped());
        for (const QString &text : {failure.advice, failure.facts}) {
            if (!text.isEmpty())
                html += u"<p>%1</p>"_s.arg(lines(text));
        }
        m_html += htmlBox(u"failure"_s, html, m_reader);
    }

    static QString quiet(const QString &text) { return u"<p class=\"quiet\">%1</p>\n"_s.arg(lines(text)); }
    static QString lines(const QString &text) { return text.toHtmlEscaped().replace(u'\n', u"<br>"_s); }

    HtmlReader m_reader;
    QString m_html;
};

} // namespace

QByteArray toHtml(const Transcript &transcript)
{
    const QString policy = u"default-src 'none'; style-src 'unsafe-inline'; img-src data:"_s;
    const QString html =
        u"<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"%1\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n"
        "<meta name=\"viewport\" content=\"width=device-width\">\n"
        "<title>%2</title>\n<style>\n%3</style>\n</head>\n<body>\n<main>\n%4</main>\n</body>\n</html>\n"_s
            .arg(policy, HtmlBody::title(), browserSheet(), HtmlBody(transcript, HtmlReader::Browser).html());
    return html.toUtf8();
}

QString toPaperHtml(const Transcript &transcript)
{
    const Theme light = Theme::light();
    const QString sheet = withColors(sheetNamed(u"paper.css"_s), light) + tokenStyles(light);
    return u"<html><head><style>%1</style></head><body>%2</body></html>"_s.arg(
        sheet, HtmlBody(transcript, HtmlReader::Paper).html());
}

} // namespace Parlance
