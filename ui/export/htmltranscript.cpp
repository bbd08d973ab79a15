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
            m_html += htmlReasoning(entry.thought, entry.reasoning, m_reader);
        if (isAnswer)
            m_html += markdownToHtml(entry.text, m_reader);
        else
            m_html += htmlBox(u"question"_s, htmlLines(entry.text), m_reader);
        for (const ToolCall &call : entry.toolCalls)
            m_html += htmlCall(call, m_reader);
        for (const ToolCall &call : entry.cutCalls)
            m_html += htmlCutCall(call, m_reader);
        for (const QString &note : entry.notes)
            m_html += htmlQuiet(note);
        if (const auto &failure = entry.failure)
            m_html += htmlFailure(failure->title, {failure->advice, failure->facts}, m_reader);
        if (!entry.facts.isEmpty())
            m_html += htmlQuiet(entry.facts.join(u" · "_s));
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
