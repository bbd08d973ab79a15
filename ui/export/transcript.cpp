// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/transcript.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QString seconds(Timing::Duration duration)
{
    return QLocale().toString(std::chrono::duration<double>(duration).count(), 'f', 2);
}

class EntryMaker
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::Transcript)

public:
    static TranscriptEntry question(const Message &message)
    {
        TranscriptEntry entry;
        entry.role = message.role;
        entry.author = authorOf(message.role);
        entry.text = message.text();
        return entry;
    }

    static TranscriptEntry answer(const Conversation::Turn &turn, const Gateway &gateway)
    {
        const Reply &reply = turn.reply;
        const Choice &first = reply.first();
        TranscriptEntry entry;
        entry.role = Role::Assistant;
        entry.gateway = gateway.name;
        entry.model = turn.model;
        entry.author = authorOf(turn, gateway);
        entry.text = first.text();
        entry.reasoning = first.reasoning();
        entry.thought = entry.reasoning.isEmpty() ? QString() : thoughtOf(reply.timing);
        entry.toolCalls = first.toolCalls();
        entry.notes = notesOf(reply);
        entry.facts = factsOf(turn, gateway);
        entry.reply = reply;
        if (reply.error) {
            entry.failure = describe(*reply.error, gateway, reply.hasContent());
            if (!reply.error->message.isEmpty())
                entry.failure->advice = reply.error->message; // what to do now is of no use later
        }
        return entry;
    }

private:
    static QString authorOf(Role role)
    {
        switch (role) {
        case Role::User:
            return tr("You");
        case Role::Tool:
            return tr("Result of the tool");
        default:
            return roleName(role);
        }
    }

    static QString authorOf(const Conversation::Turn &turn, const Gateway &gateway)
    {
        if (!turn.reply.model.isEmpty())
            return turn.reply.model;
        return turn.model.isEmpty() ? gateway.name : turn.model;
    }

    static QString thoughtOf(const Timing &timing)
    {
        const auto end = timing.firstText ? timing.firstText : timing.lastToken;
        return end && timing.firstToken ? tr("Thought for %1 s").arg(seconds(*end - *timing.firstToken))
                                        : tr("Thoughts");
    }

    static QStringList notesOf(const Reply &reply)
    {
        QStringList notes;
        const Choice &first = reply.first();
        if (!first.refusal.isEmpty())
            notes.append(tr("The model refused: %1").arg(first.refusal));
        else if (first.finishReason == u"refusal")
            notes.append(tr("The model refused to answer."));
        if (const QString end = endOf(reply.state); !end.isEmpty() && !reply.error)
            notes.append(end);
        return notes;
    }

    static QString endOf(Reply::State state)
    {
        switch (state) {
        case Reply::State::Streaming:
            return tr("Not finished when this was written");
        case Reply::State::Stopped:
            return tr("Stopped");
        case Reply::State::Incomplete:
            return tr("Incomplete: the connection ended before the answer did");
        case Reply::State::Complete:
        case Reply::State::Failed:
            break;
        }
        return {};
    }

    static QStringList factsOf(const Conversation::Turn &turn, const Gateway &gateway)
    {
        const Reply &reply = turn.reply;
        QStringList facts;
        if (!gateway.name.isEmpty())
            facts.append(gateway.name);
        if (!turn.model.isEmpty() && !reply.model.isEmpty() && turn.model != reply.model)
            facts.append(tr("asked: %1").arg(turn.model));
        if (reply.timing.total)
            facts.append(tr("%1 s").arg(seconds(*reply.timing.total)));
        if (reply.usage.outputTokens)
            facts.append(tr("%n tokens", nullptr, static_cast<int>(*reply.usage.outputTokens)));
        return facts;
    }
};

QList<QString *> textsOf(Reply &reply)
{
    QList<QString *> texts{&reply.model, &reply.id, &reply.requestId};
    for (Choice &choice : reply.choices) {
        texts << &choice.refusal << &choice.finishReason;
        for (Part &part : choice.parts)
            texts << textsOf(part);
    }
    if (reply.error) {
        ChatError &error = *reply.error;
        texts << &error.message << &error.code << &error.type << &error.requestId;
    }
    return texts;
}

QList<QString *> textsOf(TranscriptEntry &entry)
{
    QList<QString *> texts{&entry.author, &entry.text, &entry.reasoning, &entry.gateway, &entry.model};
    for (ToolCall &call : entry.toolCalls)
        texts << &call.id << &call.name << &call.arguments;
    for (QString &note : entry.notes)
        texts << &note;
    for (QString &fact : entry.facts)
        texts << &fact;
    if (entry.failure)
        texts << &entry.failure->title << &entry.failure->advice << &entry.failure->facts;
    return texts << textsOf(entry.reply);
}

} // namespace

void Transcript::redact(const Redaction &redaction)
{
    for (TranscriptEntry &entry : entries) {
        for (QString *text : textsOf(entry))
            *text = redaction.of(*text);
    }
}

Transcript transcriptOf(const Conversation &conversation, const QList<Conversation::TurnId> &turns,
    const std::function<Gateway(Conversation::TurnId)> &asked)
{
    Transcript transcript;
    transcript.exported = QDateTime::currentDateTime();
    for (const Conversation::TurnId id : turns) {
        const Conversation::Turn &turn = conversation.turn(id);
        const bool isAnswer = turn.message.role == Role::Assistant;
        transcript.entries.append(
            isAnswer ? EntryMaker::answer(turn, asked(id)) : EntryMaker::question(turn.message));
    }
    return transcript;
}

} // namespace Parlance
