// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/limitsstatus.h"

#include "client/chatclient.h"
#include "client/chatsession.h"
#include "ui/compose/promptbar.h"
#include "ui/playground/inputmeter.h"
#include "ui/playground/lanearrangement.h"
#include "ui/playground/lanelist.h"
#include "ui/playground/prompttarget.h"
#include "workspace/callmetrics.h"
#include "workspace/words/limittext.h"
#include "workspace/words/metrictext.h"

using namespace std::chrono_literals;

namespace Parlance {

namespace {

bool isTighter(const LimitUse &use, const LimitUse &than)
{
    const auto room = [](const LimitUse &one) {
        const qint64 limit = one.key.requestsPerMinute.value_or(std::numeric_limits<int>::max());
        return limit - one.key.requestsInMinute - one.roundRequests;
    };
    return std::tuple(LimitText::warning(use).isEmpty(), -use.key.waiting, room(use)) <
           std::tuple(LimitText::warning(than).isEmpty(), -than.key.waiting, room(than));
}

} // namespace

LimitsStatus::LimitsStatus(ChatClient *client, LaneArrangement *arrangement, const PromptTarget *target,
    const InputMeter *meter, PromptBar *prompt)
    : QObject(arrangement)
    , m_client(client)
    , m_arrangement(arrangement)
    , m_target(target)
    , m_meter(meter)
    , m_prompt(prompt)
{
    m_later.setSingleShot(true);
    const auto soon = [this] {
        if (!m_later.isActive() || m_later.remainingTime() > 100)
            m_later.start(100ms);
    };
    connect(&m_later, &QTimer::timeout, this, &LimitsStatus::show);
    connect(&client->rateLimits(), &RateLimits::used, this, soon);
    connect(arrangement, &LaneArrangement::adding, this, &LimitsStatus::follow);
    connect(arrangement, &LaneArrangement::changed, this, soon);
    connect(target, &PromptTarget::changed, this, soon);
    connect(meter, &InputMeter::changed, this, soon);
    connect(prompt, &PromptBar::limitsRequested, this, [this] { Q_EMIT settingsRequested(m_gateway); });
}

void LimitsStatus::follow(Lane *lane)
{
    connect(lane->session(), &ChatSession::replyFinished, this, [this, lane](Conversation::TurnId answer) {
        addCost(*lane->session()->conversation().turn(answer).call);
    });
    connect(lane->session(), &ChatSession::usageSettled, this,
        [this](const std::shared_ptr<const Call> &call) { addCost(*call); });
}

/// Of an answer whose usage comes late, the cost is not known before. What was paid stays paid: an answer
/// that is deleted still counts.
void LimitsStatus::addCost(const Call &call)
{
    const auto cost = metricsOf(call).value(Metric::Cost);
    if (cost && !call.isReplay && !call.isDemo && call.reply.usage.outputTokens)
        m_cost += cost->value;
}

void LimitsStatus::show()
{
    const QList<Lane *> lanes = m_target->lanes();
    std::optional<LimitUse> tightest;
    for (const Lane *lane : lanes) {
        const LimitUse use = useOf(lanes, lane);
        if (!tightest || isTighter(use, *tightest)) {
            tightest = use;
            m_gateway = lane->gateway().id;
        }
    }
    if (!tightest)
        return m_prompt->setLimits({});
    const QString cost =
        m_cost > 0 ? MetricText::value(Metric::Cost, {.value = m_cost}, priceList().currency) : QString();
    const QString warning = LimitText::warning(*tightest);
    QStringList parts{warning.isEmpty() ? LimitText::brief(*tightest) : warning, cost};
    parts.removeAll(QString());
    m_prompt->setLimits({.text = parts.join(QStringLiteral(" · ")),
        .toolTip = LimitText::table(*tightest, cost),
        .isTight = !warning.isEmpty(),
        .used = LimitText::used(*tightest)});
    if (tightest->key.requestsInMinute > 0 || tightest->key.waiting > 0)
        m_later.start(1s);
}

LimitUse LimitsStatus::useOf(const QList<Lane *> &lanes, const Lane *lane) const
{
    const RateLimit &limit = lane->session()->limit();
    LimitUse use{.gateway = lane->gateway().name,
        .key = m_client->rateLimits().use(limit),
        .tokensPerDay = lane->gateway().limits.tokensPerDay};
    for (const Lane *other : lanes) {
        if (other->session()->limit().group != limit.group)
            continue;
        ++use.roundRequests;
        if (use.tokensPerDay)
            use.roundTokens = use.roundTokens + tokensOfRound(other);
        const Conversation &conversation = other->session()->conversation();
        if (conversation.isEmpty() || !conversation.turn(conversation.last()).call)
            continue;
        if (const auto credits = conversation.turn(conversation.last()).reply().usage.creditsUsed)
            use.roundCredits = use.roundCredits.value_or(0) + *credits;
    }
    if (!isAnyBusy(lanes))
        use.roundWait = m_client->rateLimits().timeFor(limit, use.roundRequests);
    return use;
}

/// The input as it was measured, and as much output as the answer before.
TokenRange LimitsStatus::tokensOfRound(const Lane *lane) const
{
    const TokenRange tokens = m_meter->tokensOf(*lane).value_or(TokenRange());
    const Conversation &conversation = lane->session()->conversation();
    if (conversation.isEmpty() || !conversation.turn(conversation.last()).call)
        return tokens;
    const qint64 answer = conversation.turn(conversation.last()).reply().usage.outputTokens.value_or(0);
    return tokens + TokenRange{.least = answer, .most = answer};
}

} // namespace Parlance
