// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/contestant.h"

#include "client/chatsession.h"
#include "ui/playground/lane.h"
#include "ui/settings/appsettings.h"
#include "wire/dialect.h"

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// The model that answered has a price of its own where a tier stands for several.
std::optional<Price> priceOf(const Reply &reply, const QString &asked, const Gateway &gateway)
{
    const PriceList prices = priceList();
    const auto answered = prices.find(gateway.key.slot, reply.model);
    return answered ? answered : prices.find(gateway.key.slot, asked);
}

QString textOf(const ChatRequest &request)
{
    QStringList texts{request.system};
    for (const Message &message : request.messages)
        texts << message.content;
    return texts.join(u'\n').trimmed();
}

} // namespace

QString Contestant::answer() const
{
    QStringList parts;
    for (const Choice &choice : reply.choices) {
        parts << choice.text << choice.refusal;
        for (const ToolCall &call : choice.toolCalls)
            parts << u"%1(%2)"_s.arg(call.name, call.arguments);
    }
    parts.removeAll(QString());
    return parts.join(u"\n\n"_s);
}

std::optional<Contestant> contestantOf(const Lane &lane)
{
    const Conversation &conversation = lane.session()->conversation();
    if (conversation.path().isEmpty())
        return std::nullopt;
    const Conversation::Turn &turn = conversation.turn(conversation.last());
    if (turn.message.role != Role::Assistant || turn.reply.state == Reply::State::Streaming)
        return std::nullopt;
    const AskedFrom asked = lane.asked(conversation.last());
    const bool hasQuestion = turn.parent != Conversation::Root; // a branch leaves out one that was removed
    Contestant contestant{
        .name = {},
        .asked = asked.choice,
        .gateway = asked.gateway,
        .request = lane.session()->parameters(),
        .prompt = hasQuestion ? conversation.turn(turn.parent).message.content : QString(),
        .reply = turn.reply,
        .metrics = {},
    };
    contestant.request.model = contestant.asked.model;
    contestant.request.messages = conversation.messages(turn.parent);
    contestant.name = nameOf(contestant.asked, contestant.gateway);
    contestant.metrics = metricsOf(contestant.reply, contestant.request, contestant.gateway);
    return contestant;
}

/// Names are told apart among all lanes, so that none changes when another lane has its answer.
QList<Contestant> contestantsOf(const QList<Lane *> &lanes)
{
    QList<std::optional<Contestant>> found;
    QStringList names;
    for (const Lane *lane : lanes) {
        found << contestantOf(*lane);
        names << (found.last() ? found.last()->name : lane->name());
    }
    names = distinctNames(names);
    QList<Contestant> contestants;
    for (qsizetype i = 0; i < found.size(); ++i) {
        if (!found.at(i))
            continue;
        contestants << *found.at(i);
        contestants.last().name = names.at(i);
    }
    return contestants;
}

Scoreboard scoreboardOf(const QList<Contestant> &contestants)
{
    QList<Scoreboard::Row> rows;
    for (const Contestant &contestant : contestants) {
        rows.append({.name = contestant.name,
            .gateway = contestant.gateway.fullName(),
            .metrics = contestant.metrics});
    }
    return Scoreboard(rows, priceList().currency);
}

Metrics metricsOf(const Reply &reply, const ChatRequest &request, const Gateway &gateway)
{
    const Dialect *dialect = Dialect::find(gateway.dialect);
    return Metrics::of(reply, {.price = priceOf(reply, request.model, gateway),
                                  .sent = textOf(request),
                                  .cacheBesideInput = dialect && dialect->countsCacheBesideInput()});
}

PriceList priceList()
{
    return PriceList::fromJson(Settings::prices().value().toUtf8());
}

QStringList distinctNames(QStringList names)
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

} // namespace Parlance
