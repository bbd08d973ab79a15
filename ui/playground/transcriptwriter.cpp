// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/transcriptwriter.h"

#include "chat/visibletext.h"
#include "client/chatsession.h"
#include "client/pausedcall.h"
#include "ui/compose/preparedattachment.h"
#include "view/conversation/conversationmessages.h"
#include "view/conversation/conversationview.h"
#include "wire/json.h"
#include "wire/replyjson.h"
#include "wire/serverblock.h"
#include "workspace/answerverdict.h"
#include "workspace/toolloop.h"
#include "workspace/words/attachmenttext.h"
#include "workspace/words/errortext.h"
#include "workspace/words/schematext.h"
#include "workspace/words/tooltext.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

ConversationMessages::End endOf(const Reply &reply)
{
    if (reply.error) // which says more
        return ConversationMessages::End::Failed;
    switch (reply.state) {
    case Reply::State::Stopped:
        return ConversationMessages::End::Stopped;
    case Reply::State::Incomplete:
        return ConversationMessages::End::Incomplete;
    case Reply::State::Failed:
        return ConversationMessages::End::Failed;
    case Reply::State::Streaming:
    case Reply::State::Complete:
        break;
    }
    return ConversationMessages::End::Complete;
}

/// True for an answer that ended empty, and for a question with only such answers.
bool broughtNothing(const Conversation &conversation, Conversation::TurnId id)
{
    const Conversation::Turn &turn = conversation.turn(id);
    if (turn.message.role == Role::Assistant)
        return turn.reply().state != Reply::State::Streaming && !turn.reply().answers();
    for (Conversation::TurnId next = id + 1; next < conversation.size(); ++next) {
        const Conversation::Turn &below = conversation.turn(next);
        if (below.parent == id && !below.removed && !broughtNothing(conversation, next))
            return false;
    }
    return true;
}

/// True if the same request would be refused again for now.
bool isVain(const ChatError &error)
{
    return error.kind == ChatError::Kind::TooLarge || error.kind == ChatError::Kind::Budget;
}

/// JSON with line breaks, and with signs for what is not seen.
QString readable(const QString &json)
{
    return visibleText(indentedJson(json));
}

/// A result as it was given, but for JSON.
QString readableResult(const QString &text)
{
    const bool isJson = JsonDocument::read(text.toUtf8()).has_value();
    return isJson && !text.contains(u'\n') ? readable(text) : visibleText(text);
}

/// The call that a result in this turn answers.
ToolCall callOf(const Conversation &conversation, Conversation::TurnId results, const QString &id)
{
    Conversation::TurnId answer = results;
    while (answer != Conversation::Root && conversation.turn(answer).message.role == Role::Tool)
        answer = conversation.before(answer);
    const QList<ToolCall> calls =
        answer == Conversation::Root ? QList<ToolCall>() : conversation.turn(answer).answer().toolCalls();
    const auto call = std::ranges::find(calls, id, &ToolCall::id);
    return call == calls.cend() ? ToolCall() : *call;
}

/// Which of the answers to one request this is, and how it ended.
QString noteOnChoice(const Conversation::Turn &turn)
{
    const QString reason = visibleLine(turn.answer().finishReason);
    const QString which = TranscriptWriter::tr("Answer %1 of %2 to one request")
                              .arg(turn.choice + 1)
                              .arg(turn.reply().choices.size());
    return reason.isEmpty() ? which : TranscriptWriter::tr("%1, finish reason: %2").arg(which, reason);
}

bool hasServerBlocks(const Choice &answer)
{
    return std::ranges::any_of(answer.parts, isServerPart);
}

/// The pictures of an answer as Markdown: those with bytes are shown, and those elsewhere are links.
QString picturesIn(const QList<Part> &parts)
{
    QString markdown;
    for (const ImagePart &image : partsOf<ImagePart>(parts)) {
        const QString bytes = QString::fromLatin1(image.bytes.toBase64());
        markdown += image.bytes.isEmpty() ? u"\n\n<%1>"_s.arg(image.url)
                                          : u"\n\n![](data:%1;base64,%2)"_s.arg(image.mediaType, bytes);
    }
    return markdown;
}

QList<ConversationMessages::Enclosure> enclosuresOf(const Message &question)
{
    QList<ConversationMessages::Enclosure> enclosures;
    for (const Part &part : question.attachments()) {
        const auto *image = std::get_if<ImagePart>(&part);
        enclosures.append(
            {.text = AttachmentText::title(part) + u", "_s + AttachmentText::facts(part, pixelsOf(part)),
                .picture = image ? image->bytes : QByteArray()});
    }
    return enclosures;
}

} // namespace

TranscriptWriter::TranscriptWriter(ChatSession *session, ConversationView *view, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_view(view)
    , m_messages(view->messages())
{
    connect(session, &ChatSession::pathChanged, this, &TranscriptWriter::rebuild);
    connect(session, &ChatSession::turnAdded, this, [this](Conversation::TurnId id) {
        const Conversation &conversation = m_session->conversation();
        if (conversation.turn(id).message.role == Role::Tool)
            m_messages->renameResultLinks(static_cast<int>(conversation.before(id)), tr("Other result…"));
        addTurn(id);
    });
    connect(session, &ChatSession::replyFinished, this, [this](Conversation::TurnId id) {
        const Conversation::Turn &turn = m_session->conversation().turn(id);
        const Reply &reply = turn.reply();
        const bool wasMixed = std::exchange(m_isMixed, false);
        if (wasMixed || reply.choices.size() > 1) // each is a version now
            return rebuild();
        const bool isTold = reply.choices.isEmpty() || &reply.first() == &reply.choices.first();
        if (!isTold)
            addAnswer(turn);
        endReply(id);
    });
    connect(session, &ChatSession::deltasArrived, this,
        [this](Conversation::TurnId, const QList<Delta> &deltas) { addDeltas(deltas); });
}

/// Keeps in place what the reader looks at, or else what follows it.
void TranscriptWriter::rebuild()
{
    QList<ConversationView::VisibleMessage> visible = m_view->visibleMessages();
    m_view->clear();
    const QList<Conversation::TurnId> path = m_session->conversation().path();
    for (const Conversation::TurnId id : path) {
        addTurn(id);
        const Conversation::Turn &turn = m_session->conversation().turn(id);
        if (turn.message.role != Role::Assistant || turn.reply().state == Reply::State::Streaming)
            continue;
        addAnswer(turn);
        endReply(id);
    }
    if (!visible.isEmpty()) {
        const int last = std::ranges::max(visible, {}, &ConversationView::VisibleMessage::turn).turn;
        const auto next = std::ranges::upper_bound(path, last);
        if (next != path.cend())
            visible.append({.turn = static_cast<int>(*next), .top = 0});
    }
    m_view->restoreVisible(visible);
}

void TranscriptWriter::addAnswer(const Conversation::Turn &turn)
{
    const Timing &timing = turn.reply().timing;
    if (const auto end = timing.firstText ? timing.firstText : timing.lastToken; end && timing.firstToken)
        m_messages->setThinkingTime(
            std::chrono::duration_cast<std::chrono::milliseconds>(*end - *timing.firstToken));
    for (const Part &part : turn.answer().parts)
        addPart(part);
}

void TranscriptWriter::addPart(const Part &part)
{
    if (const auto *reasoning = std::get_if<ReasoningPart>(&part)) {
        m_messages->appendReasoning(reasoning->text);
    } else if (const auto *text = std::get_if<TextPart>(&part)) {
        addText(text->text);
    } else if (const auto *other = std::get_if<OtherPart>(&part)) {
        addOther(*other);
    } else if (const auto *call = std::get_if<ToolCall>(&part)) {
        beginCall(call->name);
        appendCall(call->arguments);
    }
}

/// What was asked for in JSON and begins as JSON is shown as code, not as Markdown.
void TranscriptWriter::addText(const QString &text)
{
    const QString visible = text.trimmed();
    if (m_asksJson && !visible.isEmpty()) {
        m_asksJson = false;
        m_isCode = visible.startsWith(u'{') || visible.startsWith(u'[');
        if (m_isCode)
            m_messages->appendText(u"```json\n");
    }
    m_messages->appendText(text);
}

void TranscriptWriter::endCode()
{
    if (std::exchange(m_isCode, false))
        m_messages->appendText(u"\n```\n");
}

/// Says which other versions are attempts without a result; empty if none is.
QString TranscriptWriter::noteOnVersions(Conversation::TurnId id) const
{
    const Conversation &conversation = m_session->conversation();
    const QList<Conversation::TurnId> versions = conversation.versions(id);
    QStringList failed;
    for (qsizetype i = 0; i < versions.size() && versions.size() > 1; ++i) {
        if (versions.at(i) != id && broughtNothing(conversation, versions.at(i)))
            failed << QString::number(i + 1);
    }
    if (failed.isEmpty())
        return {};
    if (failed.size() == 1)
        return tr("Version %1 got no answer").arg(failed.first());
    return failed.size() == 2 ? tr("Versions %1 and %2 got no answer").arg(failed.first(), failed.last())
                              : tr("%1 of the versions got no answer").arg(failed.size());
}

void TranscriptWriter::addTurn(Conversation::TurnId id)
{
    const Conversation::Turn &turn = m_session->conversation().turn(id);
    const QList<Conversation::TurnId> versions = m_session->conversation().versions(id);
    m_asksJson = turn.call && !turn.call->request.format.isText();
    m_isCode = false;
    m_messages->setVersions(static_cast<int>(id), static_cast<int>(versions.indexOf(id)) + 1,
        static_cast<int>(versions.size()), noteOnVersions(id));
    m_call = -1;
    if (turn.message.role == Role::Tool)
        addResults(id, turn.message.results());
    else if (turn.message.role == Role::System)
        m_messages->addCard(static_cast<int>(id), tr("System message"), QString(), turn.message.text());
    else if (turn.message.role == Role::User)
        m_messages->addQuestion(static_cast<int>(id), turn.message.text(), enclosuresOf(turn.message));
    else
        m_messages->beginAnswer(static_cast<int>(id));
}

void TranscriptWriter::addResults(Conversation::TurnId id, const QList<ToolResult> &results)
{
    const Conversation &conversation = m_session->conversation();
    const int turn = static_cast<int>(id);
    m_messages->beginCards(turn, conversation.turn(id).message.text());
    for (const ToolResult &result : results) {
        const QString name = visibleLine(callOf(conversation, id, result.callId).name);
        const QString title = result.isError ? tr("Error of the tool %1") : tr("Result of the tool %1");
        m_messages->addCard(turn, title.arg(name), u"json"_s, readableResult(result.text));
    }
    m_messages->endCards(turn);
}

void TranscriptWriter::addDeltas(const QList<Delta> &deltas)
{
    for (const Delta &delta : deltas) {
        if (delta.choice != 0)
            continue;
        m_messages->appendReasoning(delta.reasoning);
        for (const OtherPart &other : partsOf<OtherPart>(delta.whole))
            addOther(other);
        addText(delta.text);
        for (const ToolCallDelta &piece : delta.toolCalls)
            addCallPiece(piece);
    }
}

/// Calls come one after the other, as a rule, each with its name first. What comes otherwise is written at
/// the end.
void TranscriptWriter::addCallPiece(const ToolCallDelta &piece)
{
    const bool names = !piece.name.isEmpty();
    if (piece.index == m_call + 1 && names && !m_isMixed) {
        m_call = piece.index;
        beginCall(piece.name);
    } else if (piece.index != m_call || (names && piece.name != m_callName)) {
        m_isMixed = true;
    }
    if (!m_isMixed)
        appendCall(piece.arguments);
}

/// Of a block of an answer; `server` is the MCP server's name, empty for a tool of the gateway's own.
QString TranscriptWriter::titleOf(const ServerBlock &block, const QString &server)
{
    const QString tool = visibleLine(block.tool);
    if (!block.isResult)
        return server.isEmpty() ? tr("The gateway called its tool %1").arg(tool)
                                : tr("Called the tool %1 of the MCP server %2").arg(tool, server);
    if (server.isEmpty())
        return block.isError ? tr("Error of the gateway's tool") : tr("Result of the gateway's tool");
    return block.isError ? tr("Error of the MCP server %1").arg(server)
                         : tr("Result of the MCP server %1").arg(server);
}

/// Writes what the gateway called by itself, and what came of it.
void TranscriptWriter::addOther(const OtherPart &part)
{
    const auto block = serverBlockOf(part);
    if (!block)
        return;
    if (!block->isResult)
        m_servers.insert(block->id, block->server);
    const QString title = titleOf(*block, visibleLine(m_servers.value(block->id)));
    endCode();
    m_messages->beginCode(title, u"json"_s);
    m_messages->appendCode(block->isResult ? readableResult(block->text) : readable(block->text));
}

void TranscriptWriter::beginCall(const QString &name)
{
    m_callName = name;
    m_indenter = JsonIndenter();
    endCode();
    m_messages->beginCode(tr("Calls the tool %1").arg(visibleLine(name)), u"json"_s);
}

void TranscriptWriter::appendCall(const QString &arguments)
{
    m_messages->appendCode(visibleText(m_indenter.add(arguments)));
}

/// Adds for each call the link that gives it a result, or another one.
void TranscriptWriter::addResultLinks(Conversation::TurnId id, const QList<ToolCall> &calls)
{
    const Conversation &conversation = m_session->conversation();
    if (conversation.turn(id).call->isReplay)
        return;
    const QList<Conversation::TurnId> path = conversation.path();
    const auto next = std::ranges::upper_bound(path, id);
    const bool isAnswered = next != path.cend() && conversation.turn(*next).message.role == Role::Tool;
    for (qsizetype i = 0; i < calls.size(); ++i)
        m_messages->addResultLink(static_cast<int>(id), static_cast<int>(i),
            isAnswered ? tr("Other result…") : tr("Result…"), describeCall(calls.at(i)));
}

/// Shows the first place at which the answer breaks its schema.
void TranscriptWriter::addVerdict(int turn, const Call &call)
{
    const std::optional<Judgement> judgement = judgementOf(call);
    if (!judgement || judgement->state != Judgement::State::Breaks || call.reply.choices.size() != 1)
        return;
    const ViolationPlace place = placeOf(judgement->violations.first(), call.reply.first().text());
    m_messages->addCard(
        turn, tr("Doesn't fit the schema: %1").arg(place.title), QStringLiteral("text"), place.excerpt);
}

/// Adds what is neither text nor an error: a refusal, tool calls, further choices.
void TranscriptWriter::addNotes(Conversation::TurnId id)
{
    const int turn = static_cast<int>(id);
    const Reply &reply = m_session->conversation().turn(id).reply();
    const Choice &answer = m_session->conversation().turn(id).answer();
    if (!answer.refusal.isEmpty())
        m_messages->addNote(turn, tr("The model refused: %1").arg(visibleText(answer.refusal)));
    else if (answer.finishReason == u"refusal")
        m_messages->addNote(turn, tr("The model refused to answer."));
    else if (reply.state == Reply::State::Complete && !answer.saysSomething() && !hasServerBlocks(answer))
        m_messages->addNote(turn, tr("The answer is empty."));
    if (isPaused(*m_session->conversation().turn(id).call, answer))
        m_messages->addNote(turn, tr("The server paused its turn here (%1).").arg(answer.finishReason));
    for (const ToolCall &call : answer.cutCalls())
        m_messages->addNote(turn, tr("The call of the tool %1 was cut off").arg(visibleLine(call.name)));
    QList<Part> unshown = answer.parts;
    unshown.removeIf(isServerPart);
    if (const QStringList others = otherTypes(unshown); !others.isEmpty())
        m_messages->addNote(turn, tr("The server also sent: %1").arg(visibleLine(others.join(u", "_s))));
    if (reply.choices.size() > 1)
        m_messages->addNote(turn, noteOnChoice(m_session->conversation().turn(id)));
    if (reply.error && reply.hasContent())
        m_messages->addNote(turn, tr("What was produced before the failure may be billed."));
}

void TranscriptWriter::endReply(Conversation::TurnId id)
{
    const Call &call = *m_session->conversation().turn(id).call;
    const Reply &reply = call.reply;
    endCode();
    m_messages->appendText(picturesIn(m_session->conversation().turn(id).answer().parts));
    m_messages->endAnswer(endOf(reply));
    const int turn = static_cast<int>(id);
    addVerdict(turn, call);
    addNotes(id);
    addResultLinks(id, m_session->conversation().turn(id).answer().toolCalls());
    if (endOf(reply) == ConversationMessages::End::Incomplete && !call.isReplay)
        m_messages->addRetry(turn);
    if (!reply.error)
        return;
    const ErrorText text = describe(*reply.error, call.gateway, reply.hasContent());
    m_messages->addError(turn, {.title = text.title,
                                   .advice = text.advice,
                                   .message = visibleText(reply.error->message),
                                   .facts = text.facts,
                                   .retry = !isVain(*reply.error)});
}

} // namespace Parlance
