// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/texttranscript.h"

#include "ui/export/markdowntext.h"
#include "ui/export/transcript.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QString indented(const QString &text)
{
    QStringList lines = text.split(u'\n');
    for (QString &line : lines) {
        if (!line.isEmpty())
            line.prepend(u"    "_s);
    }
    return lines.join(u'\n');
}

class EntryWriter
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::Transcript)

public:
    static QStringList write(const TranscriptEntry &entry)
    {
        const QString heading =
            entry.facts.isEmpty() ? entry.author : u"%1  (%2)"_s.arg(entry.author, entry.facts.join(u", "_s));
        QStringList parts{heading + u'\n' + QString(heading.size(), u'-')};
        if (!entry.reasoning.isEmpty())
            parts << u"[%1]\n\n%2"_s.arg(entry.thought, indented(markdownToText(entry.reasoning)));
        const QString text = entry.role == Role::Assistant ? markdownToText(entry.text) : entry.text;
        if (!text.trimmed().isEmpty())
            parts << text;
        for (const ToolCall &call : entry.toolCalls)
            parts << u"[%1]"_s.arg(tr("Calls the tool %1 with %2").arg(call.name, call.arguments));
        for (const ToolCall &call : entry.cutCalls)
            parts << u"[%1]"_s.arg(cut(call));
        for (const QString &note : entry.notes)
            parts << u"[%1]"_s.arg(note);
        if (entry.failure)
            parts << u"[%1]"_s.arg(failure(*entry.failure));
        return parts;
    }

    static QString heading(const QDateTime &exported)
    {
        return tr("Exported from Parlance, %1").arg(QLocale().toString(exported, QLocale::ShortFormat));
    }

private:
    static QString cut(const ToolCall &call)
    {
        const QString words = tr("The call of the tool %1 was cut off").arg(call.name);
        return call.arguments.isEmpty() ? words : u"%1: %2"_s.arg(words, call.arguments);
    }

    static QString failure(const ErrorText &error)
    {
        QStringList lines{error.title, error.advice, error.facts};
        lines.removeAll(QString());
        return lines.join(u'\n');
    }
};

} // namespace

QString toPlainText(const Transcript &transcript)
{
    QStringList parts{EntryWriter::heading(transcript.exported)};
    for (const TranscriptEntry &entry : transcript.entries)
        parts += EntryWriter::write(entry);
    return parts.join(u"\n\n"_s) + u'\n';
}

} // namespace Parlance
