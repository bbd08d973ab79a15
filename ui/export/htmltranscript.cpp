// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/htmltranscript.h"

#include "ui/export/htmlpage.h"
#include "ui/export/transcript.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

class HtmlBody
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::Transcript)

public:
    HtmlBody(const Transcript &transcript, HtmlReader reader)
        : m_reader(reader)
    {
        const QString when = QLocale().toString(transcript.exported, QLocale::ShortFormat);
        m_html = htmlHeading(1, title(), reader) + htmlQuiet(tr("Exported from Parlance, %1").arg(when));
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
            m_html += htmlBox(u"question"_s, htmlLines(entry.text), m_reader);
        for (const ToolCall &call : entry.toolCalls)
            writeCall(call);
        for (const QString &note : entry.notes)
            m_html += htmlQuiet(note);
        if (entry.failure)
            writeFailure(*entry.failure);
        if (!entry.facts.isEmpty())
            m_html += htmlQuiet(entry.facts.join(u" · "_s));
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
        m_html += htmlQuiet(tr("Calls the tool %1").arg(call.name));
        const QString code = codeToHtml(call.arguments.split(u'\n'), u"json"_s);
        m_html += htmlBox(u"code"_s, u"<pre><code>%1</code></pre>"_s.arg(code), m_reader);
    }

    void writeFailure(const ErrorText &failure)
    {
        QString html = u"<p class=\"title\"><strong>%1</strong></p>"_s.arg(failure.title.toHtmlEscaped());
        for (const QString &text : {failure.advice, failure.facts}) {
            if (!text.isEmpty())
                html += u"<p>%1</p>"_s.arg(htmlLines(text));
        }
        m_html += htmlBox(u"failure"_s, html, m_reader);
    }

    HtmlReader m_reader;
    QString m_html;
};

} // namespace

QByteArray toHtml(const Transcript &transcript)
{
    return htmlPage(
        HtmlBody::title(), {u"transcript.css"_s}, HtmlBody(transcript, HtmlReader::Browser).html());
}

QString toPaperHtml(const Transcript &transcript)
{
    return u"<html><head><style>%1</style></head><body>%2</body></html>"_s.arg(
        paperSheet(), HtmlBody(transcript, HtmlReader::Paper).html());
}

} // namespace Parlance
