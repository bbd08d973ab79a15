// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/markdowntranscript.h"

#include "ui/export/transcript.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// The text, with a fenced code block that is still open at its end closed (CommonMark 4.5).
QString withClosedFence(const QString &text)
{
    static const QRegularExpression fence(
        u"^ {0,3}(`{3,}|~{3,})([^\\n]*)$"_s, QRegularExpression::MultilineOption);
    QString open;
    for (const QRegularExpressionMatch &match : fence.globalMatch(text)) {
        const QString marks = match.captured(1);
        const QString info = match.captured(2).trimmed();
        if (open.isEmpty() && !(marks.startsWith(u'`') && info.contains(u'`')))
            open = marks;
        else if (marks.startsWith(open.left(1)) && marks.size() >= open.size() && info.isEmpty())
            open.clear();
    }
    return open.isEmpty() ? text : text + u'\n' + open;
}

QString quoted(const QString &text)
{
    QStringList lines = text.split(u'\n');
    for (QString &line : lines)
        line.prepend(line.isEmpty() ? u">"_s : u"> "_s);
    return lines.join(u'\n');
}

/// Code in a fence longer than any in it.
QString fenced(const QString &code, const QString &language)
{
    QString marks = u"```"_s;
    while (code.contains(marks))
        marks += u'`';
    return marks + language + u'\n' + code + u'\n' + marks;
}

/// Text of the window or of a server, on one line and with Markdown escaped.
QString plain(const QString &text)
{
    static const QRegularExpression marks(u"([\\\\`*_\\[\\]<>#|~])"_s);
    return text.simplified().replace(marks, u"\\\\1"_s);
}

class EntryWriter
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::Transcript)

public:
    static QStringList write(const TranscriptEntry &entry)
    {
        QStringList parts{u"## "_s + plain(entry.author)};
        if (!entry.reasoning.isEmpty())
            parts << quoted(u"*%1*\n\n%2"_s.arg(plain(entry.thought), entry.reasoning.trimmed()));
        if (const QString text = entry.text.trimmed(); !text.isEmpty())
            parts << withClosedFence(text);
        for (const ToolCall &call : entry.toolCalls)
            parts << tr("Calls the tool `%1`:").arg(call.name) << fenced(call.arguments, u"json"_s);
        for (const ToolCall &call : entry.cutCalls)
            parts << tr("The call of the tool `%1` was cut off:").arg(call.name)
                  << fenced(call.arguments, u"json"_s);
        for (const QString &note : entry.notes)
            parts << u"*%1*"_s.arg(plain(note));
        if (entry.failure)
            parts << quoted(failure(*entry.failure));
        if (!entry.facts.isEmpty())
            parts << u"*%1*"_s.arg(plain(entry.facts.join(u" · "_s)));
        return parts;
    }

    static QString heading(const QDateTime &exported)
    {
        return u"# "_s + tr("Conversation") + u"\n\n*"_s + plain(when(exported)) + u'*';
    }

private:
    static QString when(const QDateTime &exported)
    {
        return tr("Exported from Parlance, %1").arg(QLocale().toString(exported, QLocale::ShortFormat));
    }

    static QString failure(const ErrorText &error)
    {
        QStringList lines{u"**%1**"_s.arg(plain(error.title))};
        if (!error.advice.isEmpty())
            lines << QString() << plain(error.advice);
        if (!error.facts.isEmpty())
            lines << QString() << plain(error.facts);
        return lines.join(u'\n');
    }
};

} // namespace

QString toMarkdown(const Transcript &transcript)
{
    QStringList parts{EntryWriter::heading(transcript.exported)};
    for (const TranscriptEntry &entry : transcript.entries)
        parts += EntryWriter::write(entry);
    return parts.join(u"\n\n"_s) + u'\n';
}

} // namespace Parlance
