// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/inputmeter.h"

#include "client/chatclient.h"
#include "client/chatsession.h"
#include "ui/compose/preparedattachment.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/playground/lanearrangement.h"
#include "ui/playground/lanelist.h"
#include "ui/playground/prompttarget.h"
#include "view/base/background.h"
#include "wire/dialect.h"
#include "workspace/callmetrics.h"
#include "workspace/words/inputtext.h"

using namespace std::chrono_literals;

namespace Parlance {

namespace {

/// Taking a long text out of the editor takes milliseconds, so that waits for a pause.
constexpr int LongText = 100'000;
constexpr qsizetype MostPast = 16;

bool isLike(const Call &call, const Lane &lane)
{
    return call.dialect && !call.isReplay && call.isDemo == lane.connection()->isDemo() &&
           call.gateway.id == lane.gateway().id && call.request.model == lane.choice().model;
}

qint64 inputOf(const Call &call)
{
    const Usage &usage = call.reply.usage;
    const qint64 beside = call.dialect->countsCacheBesideInput() ? usage.cachedTokens.value_or(0) : 0;
    return *usage.inputTokens + beside;
}

} // namespace

InputMeter::InputMeter(
    ChatClient *client, LaneArrangement *arrangement, const PromptTarget *target, PromptBar *prompt)
    : QObject(arrangement)
    , m_client(client)
    , m_arrangement(arrangement)
    , m_target(target)
    , m_prompt(prompt)
{
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &InputMeter::measure);
    connect(prompt, &PromptBar::promptChanged, this, &InputMeter::measureSoon);
    connect(arrangement, &LaneArrangement::changed, this, &InputMeter::measureSoon);
    connect(target, &PromptTarget::changed, this, &InputMeter::measureSoon);
    connect(arrangement, &LaneArrangement::adding, this, [this](const Lane *lane) {
        connect(lane, &Lane::conversationChanged, this, &InputMeter::measureSoon);
        connect(lane, &Lane::busyChanged, this, &InputMeter::measureSoon);
        connect(lane->connection(), &LaneConnection::parametersChanged, this, &InputMeter::measureSoon);
    });
}

/// The thread goes on without this object, so it must not go on for long.
InputMeter::~InputMeter()
{
    m_running.request_stop();
}

std::optional<TokenRange> InputMeter::tokensOf(const Lane &lane) const
{
    const auto input = std::ranges::find(m_measured.lanes, m_arrangement->nameOf(&lane), &LaneInput::lane);
    return input == m_measured.lanes.cend() ? std::nullopt : std::optional(input->tokens);
}

void InputMeter::measureSoon()
{
    const bool isLong = m_prompt->editor()->document()->characterCount() > LongText;
    m_later.start(isLong ? 300ms : 50ms);
}

void InputMeter::measure()
{
    m_isStale = m_isRunning;
    if (m_isRunning) {
        m_running.request_stop();
        return;
    }
    m_isRunning = true;
    m_running = std::stop_source();
    inBackground(
        this,
        [prompt = m_prompt->prompt(), lanes = planned(), stop = m_running.get_token()] {
            return measureInput(prompt, lanes, pixelsOf, stop);
        },
        [this](const std::optional<PromptInput> &input) { take(input); });
}

void InputMeter::take(const std::optional<PromptInput> &input)
{
    m_isRunning = false;
    if (m_isStale)
        measure();
    if (!input)
        return;
    m_measured = *input;
    const QString currency = priceList().currency;
    m_prompt->setMeter({.text = InputText::brief(m_measured, currency),
        .toolTip = InputText::table(m_measured, currency),
        .used = InputText::used(m_measured)});
    Q_EMIT changed();
}

QList<PlannedInput> InputMeter::planned() const
{
    QList<PlannedInput> planned;
    for (const Lane *lane : m_target->lanes())
        planned << plannedOf(*lane);
    return planned;
}

PlannedInput InputMeter::plannedOf(const Lane &lane) const
{
    const Gateway &gateway = lane.gateway();
    PlannedInput planned{.lane = m_arrangement->nameOf(&lane),
        .request = gateway.shape.of(lane.session()->parameters()),
        .variables = lane.parameters().variables,
        .past = pastOf(lane),
        .price = priceList().find(gateway.key.slot, lane.choice().model),
        .limit = gateway.inputLimit};
    const Conversation &conversation = lane.session()->conversation();
    planned.request.messages = m_target->isEdit()
                                   ? conversation.messages(conversation.turn(m_target->question()).parent)
                                   : lane.session()->history();
    return planned;
}

QList<PlannedInput::Past> InputMeter::pastOf(const Lane &lane) const
{
    QList<PlannedInput::Past> past;
    for (const std::shared_ptr<const Call> &call : m_client->calls().calls()) {
        if (past.size() < MostPast && isLike(*call, lane) && call->reply.usage.inputTokens)
            past.append({.request = call->request, .tokens = inputOf(*call)});
    }
    return past;
}

} // namespace Parlance
