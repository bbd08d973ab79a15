// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/laneanswer.h"

#include "chat/visibletext.h"
#include "client/chatsession.h"
#include "ui/playground/lane.h"
#include "wire/dialect.h"
#include "workspace/callmetrics.h"
#include "workspace/lanechoice.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>
#include <ranges>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QStringList numbered(QStringList names)
{
    QHash<QString, int> seen;
    const QStringList all = names;
    for (QString &name : names) {
        const int place = ++seen[name];
        if (all.count(name) > 1)
            name += u" (%1)"_s.arg(place);
    }
    return names;
}

/// The most frequent prompt; empty in a tie.
QString commonPrompt(const QList<LaneAnswer> &answers)
{
    QHash<QString, int> votes;
    for (const LaneAnswer &answer : answers)
        ++votes[answer.prompt];
    const auto most = std::max_element(votes.cbegin(), votes.cend());
    const bool clear = most != votes.cend() && std::count(votes.cbegin(), votes.cend(), *most) == 1;
    return clear ? most.key() : QString();
}

/// The question that the last answer answers, also by way of tool calls or of an answer that went on; empty
/// if a branch lacks it.
QString promptBefore(const Conversation &conversation)
{
    Conversation::TurnId id = conversation.turn(conversation.last()).parent;
    while (id != Conversation::Root && conversation.turn(id).message.role != Role::User)
        id = conversation.turn(id).parent;
    return id == Conversation::Root ? QString() : conversation.turn(id).message.text();
}

LaneAnswer waiting(const Lane &lane)
{
    const auto call = std::make_shared<Call>();
    call->gateway = lane.gateway();
    call->isDemo = lane.connection()->isDemo();
    call->isReplay = lane.connection()->isReplay();
    call->request.model = lane.choice().model;
    return {.name = lane.connection()->name(), .lane = lane.id(), .call = call, .prompt = {}, .metrics = {}};
}

} // namespace

QString textOf(const Choice &choice)
{
    QStringList parts{choice.text(), choice.refusal};
    for (const ToolCall &tool : choice.toolCalls())
        parts << u"%1(%2)"_s.arg(tool.name, tool.arguments);
    for (const ToolCall &tool : choice.cutCalls())
        parts << QCoreApplication::translate("Parlance::LaneAnswer", "%1(%2 (cut off)")
                     .arg(tool.name, tool.arguments);
    parts.removeAll(QString());
    return parts.join(u"\n\n"_s);
}

QString LaneAnswer::text() const
{
    QStringList parts;
    for (const Choice &choice : reply().choices)
        parts << textOf(choice);
    parts.removeAll(QString());
    return parts.join(u"\n\n"_s);
}

std::optional<LaneAnswer> laneAnswerOf(const Lane &lane)
{
    const Conversation &conversation = lane.session()->conversation();
    if (conversation.path().isEmpty())
        return std::nullopt;
    const Conversation::Turn &turn = conversation.turn(conversation.last());
    if (!turn.call || turn.call->isByHand || !hasEnded(*turn.call))
        return std::nullopt;
    const QString given = lane.connection()->givenName();
    Metrics metrics = metricsOf(*turn.call);
    metrics.finishReason = visibleLine(turn.answer().finishReason);
    return LaneAnswer{
        .name = given.isEmpty() ? nameOf(*turn.call) : given,
        .lane = lane.id(),
        .call = turn.call,
        .prompt = promptBefore(conversation),
        .metrics = metrics,
    };
}

/// Makes names distinct among all lanes, so that none changes when another lane's answer ends.
QList<LaneAnswer> candidatesOf(const QList<Lane *> &lanes)
{
    QList<LaneAnswer> candidates;
    QStringList names;
    QStringList gateways;
    for (const Lane *lane : lanes) {
        candidates << laneAnswerOf(*lane).value_or(waiting(*lane));
        names << candidates.last().name;
        gateways << candidates.last().call->gateway.fullName();
    }
    names = distinctNames(names, gateways);
    for (qsizetype i = 0; i < names.size(); ++i)
        candidates[i].name = names.at(i);
    return candidates;
}

QList<LaneAnswer> laneAnswersOf(const QList<Lane *> &lanes)
{
    QList<LaneAnswer> answers = candidatesOf(lanes);
    answers.removeIf(
        [](const LaneAnswer &candidate) { return candidate.reply().state == Reply::State::Streaming; });
    return answers;
}

QStringList stillAnswering(const QList<Lane *> &lanes)
{
    const QList<LaneAnswer> candidates = candidatesOf(lanes);
    QStringList names;
    for (qsizetype i = 0; i < lanes.size(); ++i) {
        if (lanes.at(i)->session()->isBusy())
            names << candidates.at(i).name;
    }
    return names;
}

Scoreboard scoreboardOf(const QList<LaneAnswer> &answers)
{
    const QString common = commonPrompt(answers);
    QList<Scoreboard::Row> rows;
    for (const LaneAnswer &answer : answers) {
        rows.append({.name = answer.name,
            .gateway = answer.call->gateway.fullName(),
            .metrics = answer.metrics,
            .otherPrompt = !common.isEmpty() && answer.prompt != common});
    }
    return Scoreboard(rows, priceList().currency);
}

QJsonObject parametersOf(const Call &call)
{
    const bool isThere = !call.sent.body.isEmpty() || !call.dialect;
    const QByteArray body =
        isThere ? call.sent.body : call.dialect->encode(call.gateway.shape.of(call.request));
    QJsonObject sent = QJsonDocument::fromJson(body).object();
    for (const QString &said : {u"model"_s, u"system"_s, u"messages"_s, u"prompt"_s})
        sent.remove(said);
    return sent;
}

QStringList distinctNames(const QStringList &names, const QStringList &gateways)
{
    QStringList told = names;
    for (qsizetype i = 0; i < names.size(); ++i) {
        const auto isTwin = [&](qsizetype other) {
            return names.at(other) == names.at(i) && gateways.at(other) != gateways.at(i);
        };
        if (std::ranges::any_of(std::views::iota(qsizetype(0), names.size()), isTwin))
            told[i] += u" · "_s + gateways.at(i);
    }
    return numbered(told);
}

} // namespace Parlance
