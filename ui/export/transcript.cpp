// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/transcript.h"

#include "markdown/thinktag.h"
#include "view/conversation/answerwriter.h"
#include "workspace/words/attachmenttext.h"

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
    explicit EntryMaker(const Redaction &redaction)
        : m_redaction(redaction)
    {
    }

    [[nodiscard]] TranscriptEntry question(const Message &message) const
    {
        TranscriptEntry entry;
        entry.role = message.role;
        entry.author = authorOf(message.role);
        entry.text = m_redaction.of(textOf(message));
        for (const Part &part : message.attachments())
            entry.notes.append(tr("Attached: %1, %2")
                    .arg(m_redaction.of(AttachmentText::title(part)), AttachmentText::facts(part)));
        return entry;
    }

    [[nodiscard]] TranscriptEntry answer(const Conversation::Turn &turn) const
    {
        const Call &call = *turn.call;
        const Gateway &gateway = call.gateway;
        const Reply reply = m_redaction.of(call.reply);
        const QString model = m_redaction.of(call.request.model);
        const Choice &said = reply.at(turn.choice);
        TranscriptEntry entry;
        entry.role = Role::Assistant;
        entry.gateway = gateway.name;
        entry.model = model;
        entry.author = call.isByHand ? tr("Assistant, written by hand") : authorOf(reply, model, gateway);
        const ThinkTag::Parts parts = ThinkTag::partsOf(said.text(), !said.reasoning().isEmpty());
        entry.text = parts.text;
        entry.reasoning = said.reasoning() + parts.thinking;
        entry.thought = entry.reasoning.isEmpty()  ? QString()
                        : parts.thinking.isEmpty() ? thoughtOf(reply.timing)
                                                   : thoughtText(-1);
        entry.toolCalls = said.toolCalls();
        entry.cutCalls = said.cutCalls();
        entry.notes = notesOf(reply, said);
        entry.isReplay = call.isReplay;
        entry.facts = factsOf(reply, model, gateway);
        if (call.isReplay)
            entry.facts.append(tr("replayed capture"));
        entry.reply = reply;
        entry.said = said;
        if (reply.error) {
            entry.failure = describe(*reply.error, gateway, reply.hasContent());
            if (!reply.error->message.isEmpty())
                entry.failure->advice = reply.error->message; // advice is of no use later
        }
        return entry;
    }

private:
    /// Each result of a tool's turn on its own, and which one tells of a failure.
    static QString textOf(const Message &message)
    {
        QStringList results;
        for (const ToolResult &result : message.results())
            results << (result.isError ? tr("Error: %1").arg(result.text) : result.text);
        return results.isEmpty() ? message.text() : results.join(u"\n\n"_s);
    }

    static QString authorOf(Role role)
    {
        switch (role) {
        case Role::User:
            return tr("You");
        case Role::Tool:
            return tr("Tool result");
        default:
            return roleName(role);
        }
    }

    static QString authorOf(const Reply &reply, const QString &asked, const Gateway &gateway)
    {
        if (!reply.model.isEmpty())
            return reply.model;
        return asked.isEmpty() ? gateway.name : asked;
    }

    static QString thoughtOf(const Timing &timing)
    {
        const auto end = timing.firstText ? timing.firstText : timing.lastToken;
        return end && timing.firstToken ? tr("Thought for %1 s").arg(seconds(*end - *timing.firstToken))
                                        : tr("Thoughts");
    }

    static QStringList notesOf(const Reply &reply, const Choice &said)
    {
        QStringList notes;
        for (const ImagePart &image : partsOf<ImagePart>(said.parts)) {
            const QString facts = image.bytes.isEmpty()
                                      ? image.url
                                      : AttachmentText::title(image) + u", "_s + AttachmentText::facts(image);
            notes.append(tr("A picture, which is not in this file: %1").arg(facts));
        }
        if (!said.refusal.isEmpty())
            notes.append(tr("The model refused: %1").arg(said.refusal));
        else if (said.finishReason == u"refusal")
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
            return tr("Incomplete: the connection closed early");
        case Reply::State::Complete:
        case Reply::State::Failed:
            break;
        }
        return {};
    }

    static QStringList factsOf(const Reply &reply, const QString &asked, const Gateway &gateway)
    {
        QStringList facts;
        if (!gateway.name.isEmpty())
            facts.append(gateway.name);
        if (!asked.isEmpty() && !reply.model.isEmpty() && asked != reply.model)
            facts.append(tr("asked: %1").arg(asked));
        if (reply.timing.total)
            facts.append(tr("%1 s").arg(seconds(*reply.timing.total)));
        if (reply.usage.outputTokens)
            facts.append(tr("%n tokens", nullptr, static_cast<int>(*reply.usage.outputTokens)));
        return facts;
    }

    const Redaction &m_redaction;
};

} // namespace

Transcript transcriptOf(
    const Conversation &conversation, const QList<Conversation::TurnId> &turns, const Redaction &redaction)
{
    Transcript transcript;
    transcript.exported = QDateTime::currentDateTime();
    const EntryMaker maker(redaction);
    for (const Conversation::TurnId id : turns) {
        const Conversation::Turn &turn = conversation.turn(id);
        transcript.entries.append(turn.call ? maker.answer(turn) : maker.question(turn.message));
    }
    return transcript;
}

} // namespace Parlance
