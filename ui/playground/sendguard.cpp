// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/sendguard.h"

#include "chat/visibletext.h"
#include "client/chatclient.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/playground/inputmeter.h"
#include "ui/playground/lanearrangement.h"
#include "ui/playground/lanelist.h"
#include "ui/playground/prompttarget.h"
#include "ui/playground/sharedparameters.h"
#include "view/conversation/conversationview.h"
#include "workspace/words/preflighttext.h"

#include <QScopedValueRollback>
#include <QScrollArea>

#include <algorithm>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Place = Finding::Place;

QString parameterAt(Place place)
{
    return place == Place::ExtraJson   ? QString(ParameterName::Extra)
           : place == Place::Variables ? QString(ParameterName::Variables)
                                       : QString();
}

bool isOfParameters(const Finding &finding)
{
    return finding.place == Place::Parameters || finding.place == Place::ExtraJson;
}

/// A finding in the conversation tells the number of its message.
Conversation::TurnId turnOf(const Lane &lane, const Finding &finding)
{
    const Conversation &conversation = lane.session()->conversation();
    const QList<Conversation::TurnId> turns = conversation.turnsOfMessages(conversation.last());
    return turns.value(finding.details.value(0).toInt() - 1, conversation.last());
}

} // namespace

SendGuard::SendGuard(const Parts &parts)
    : QObject(parts.arrangement)
    , m_parts(parts)
{
    m_later.setSingleShot(true);
    m_later.setInterval(200ms);
    const auto look = [this] {
        if (!m_reasons.isEmpty())
            check();
    };
    connect(&m_later, &QTimer::timeout, this, look);
    connect(parts.prompt, &PromptBar::sendAnywayRequested, this, &SendGuard::sendAnyway);
    connect(parts.prompt, &PromptBar::repairRequested, this, [this](qsizetype index) {
        const Reason reason = m_reasons.at(index); // a copy, as a repair looks for reasons again
        repair(reason);
    });
    connect(parts.prompt, &PromptBar::parametersRequested, this, [this] {
        Lane *unread = firstUnread(m_parts.target->lanes());
        showParameters(unread ? unread : m_parts.arrangement->current(),
            unread ? QString(ParameterName::Extra) : QString());
    });
    connect(parts.prompt->editor(), &PromptEditor::textChanged, this, [this] {
        if (!m_reasons.isEmpty())
            m_later.start();
    });
    connect(parts.target, &PromptTarget::changed, this, &SendGuard::forget);
    connect(parts.parameters, &SharedParameters::changed, this, look);
    connect(parts.parameters, &SharedParameters::changed, this, &SendGuard::showProblem);
    connect(parts.target, &PromptTarget::changed, this, &SendGuard::showProblem);
    connect(parts.arrangement, &LaneArrangement::changed, this, look);
    connect(parts.arrangement, &LaneArrangement::changed, this, &SendGuard::showProblem);
    connect(parts.arrangement, &LaneArrangement::adding, this, &SendGuard::watch);
}

void SendGuard::watch(Lane *lane)
{
    const auto look = [this] {
        if (!m_reasons.isEmpty())
            check();
    };
    connect(lane, &Lane::conversationChanged, this, look);
    connect(lane, &Lane::choiceChanged, this, look);
    connect(lane, &Lane::refused, this, [this, lane] { refuse(lane); });
    connect(lane, &Lane::againRequested, this,
        [this, lane](Conversation::TurnId answer) { askAgain(lane, answer); });
    connect(lane, &Lane::retryDue, this, [this, lane](Conversation::TurnId answer) { retry(lane, answer); });
}

bool SendGuard::stops(const Attempt &attempt)
{
    if (m_anyway)
        return false;
    m_attempt = attempt;
    if (!check())
        return false;
    Lane *lane = m_reasons.first().lanes.first();
    if (lane->connection()->lacksModel())
        lane->pickTier();
    return true;
}

bool SendGuard::check()
{
    m_reasons = reasons();
    QList<PromptNotice::Reason> shown;
    for (const Reason &reason : std::as_const(m_reasons)) {
        const QString text = named(reason);
        shown.append({.text = shown.isEmpty() ? tr("Nothing was sent. %1").arg(text) : text,
            .repair = reason.repairText});
    }
    m_parts.prompt->refuse(shown, std::ranges::none_of(m_reasons, &Reason::isHard));
    return !m_reasons.isEmpty();
}

void SendGuard::forget()
{
    m_reasons.clear();
    m_attempt = {};
    m_parts.prompt->refuse({}, false);
}

QList<SendGuard::Reason> SendGuard::reasons() const
{
    QList<Reason> reasons;
    for (const QPointer<Lane> &lane : m_attempt.lanes) {
        for (const Reason &reason : lane ? reasonsOf(lane) : QList<Reason>()) {
            const auto same = std::ranges::find(reasons, reason.text, &Reason::text);
            if (same == reasons.end()) {
                reasons.append(reason);
                continue;
            }
            same->lanes += reason.lanes;
            same->findings.insert(reason.findings);
        }
    }
    return reasons;
}

/// A replay sends nothing.
QList<SendGuard::Reason> SendGuard::reasonsOf(Lane *lane) const
{
    if (lane->connection()->isReplay())
        return {};
    const bool isOwn = !m_parts.parameters->areSame();
    QList<Reason> reasons = hardReasonsOf(lane, isOwn ? m_parts.arrangement->nameOf(lane) : QString());
    if (!reasons.isEmpty())
        return reasons;
    const Conversation::TurnId question = m_attempt.question(*lane->session());
    const auto refused = question == Conversation::Root ? lane->session()->refusedBeforeNext()
                                                        : lane->session()->refusedBefore(question);
    if (refused)
        reasons.append({.text = describe(*lane, *refused),
            .repairText = tr("Show it"),
            .lanes = {lane},
            .turn = refused});
    for (const Finding &finding : findingsOf(*lane, messagesOf(*lane))) {
        if (!m_insistedFindings.value(lane->id()).contains(finding))
            reasons.append({.text = PreflightText::words(finding),
                .repairText = PreflightText::repair(finding),
                .lanes = {lane},
                .findings = {{lane, finding}}});
    }
    return reasons;
}

/// `name` is the lane's if its parameters are its own.
QList<SendGuard::Reason> SendGuard::hardReasonsOf(Lane *lane, const QString &name)
{
    if (lane->connection()->lacksModel())
        return {{.text = tr("%1 needs a model.").arg(lane->connection()->name()),
            .repairText = tr("Choose a model"),
            .lanes = {lane},
            .isHard = true}};
    if (firstUnread({lane}))
        return {{.text = tr("%1 Fix it, or untick it to send without it.").arg(problemOfExtra(*lane, name)),
            .repairText = tr("Show it"),
            .lanes = {lane},
            .isHard = true}};
    return {};
}

/// What the attempt would send, with the prompt at its end.
QList<Message> SendGuard::messagesOf(const Lane &lane) const
{
    const ChatSession &session = *lane.session();
    const Conversation::TurnId question = m_attempt.question(session);
    if (!m_attempt.prompt)
        return session.conversation().messages(question);
    QList<Message> messages =
        question == Conversation::Root
            ? session.history()
            : session.conversation().messages(session.conversation().turn(question).parent);
    messages.append(Message::of(Role::User, filled(m_attempt.prompt(), lane.parameters().variables)));
    return messages;
}

QList<Finding> SendGuard::findingsOf(const Lane &lane, const QList<Message> &messages) const
{
    const Target target = lane.connection()->target();
    const LaneParameters &parameters = lane.parameters();
    PreflightFacts facts{.target = target,
        .parameters = parameters,
        .request = target.shape.of(lane.session()->parameters()),
        .catalog = &m_parts.resolver->catalog()};
    facts.request.messages = messages;
    if (m_attempt.prompt)
        facts.variables = useOf(parameters.variables, {parameters.system, m_attempt.prompt()});
    if (messages.size() > 1) // an earlier prompt may have used them
        facts.variables.unused.clear();
    const QString name = m_parts.arrangement->nameOf(&lane);
    for (const LaneInput &input : m_parts.meter->measured().lanes) {
        if (input.lane == name)
            facts.input = input.tokens;
    }
    const KeyUse use = m_parts.client->rateLimits().use(target.limit);
    if (const auto daily = target.gateway.limits.tokensPerDay)
        facts.tokensLeftToday = *daily - use.tokensToday;
    facts.creditsLeft = use.creditsLeft;
    return preflight(facts);
}

void SendGuard::refuse(Lane *lane)
{
    m_parts.arrangement->setCurrent(lane);
    const auto last = [](const ChatSession &session) {
        return session.conversation().last();
    };
    (void)stops({.lanes = {lane}, .question = last});
}

void SendGuard::askAgain(Lane *lane, Conversation::TurnId answer)
{
    if (lane->session()->isBusy())
        return;
    const auto again = [this, asked = QPointer(lane), answer] {
        if (asked)
            askAgain(asked, answer);
    };
    const auto question = [answer](const ChatSession &) {
        return answer;
    };
    if (!stops({.lanes = {lane}, .question = question, .again = again}))
        lane->regenerate(answer);
}

/// What the user has sent anyway is not stopped for the same reason.
void SendGuard::retry(Lane *lane, Conversation::TurnId answer)
{
    const auto refused = lane->session()->refusedBefore(answer);
    const QScopedValueRollback anyway(m_anyway, refused && m_insistedTurns.value(lane->id()) == *refused);
    askAgain(lane, answer);
}

void SendGuard::sendAnyway()
{
    for (const Reason &reason : std::as_const(m_reasons)) {
        for (const QPointer<Lane> &lane : reason.lanes) {
            if (lane && reason.turn)
                m_insistedTurns.insert(lane->id(), *reason.turn);
            if (lane && reason.findings.contains(lane))
                m_insistedFindings[lane->id()].append(reason.findings.value(lane));
        }
    }
    const QScopedValueRollback anyway(m_anyway, true);
    const auto again = m_attempt.again;
    forget();
    again();
}

void SendGuard::repair(const Reason &reason)
{
    Lane *lane = reason.lanes.first();
    if (!lane)
        return;
    if (reason.turn)
        return showMessage(lane, reason.turn->turn);
    if (!reason.findings.isEmpty())
        return repairFinding(reason, lane);
    if (lane->connection()->lacksModel())
        lane->pickTier();
    else
        showParameters(lane, ParameterName::Extra);
}

void SendGuard::repairFinding(const Reason &reason, Lane *lane)
{
    const Finding finding = reason.findings.value(lane);
    if (finding.repaired)
        return takeRepaired(reason);
    switch (finding.place) {
    case Place::Prompt:
        return m_parts.prompt->editor()->setFocus();
    case Place::Conversation:
        return showMessage(lane, turnOf(*lane, finding));
    case Place::Parameters:
    case Place::ExtraJson:
    case Place::Variables:
        return showParameters(lane, parameterAt(finding.place));
    case Place::Model:
        return lane->pickTier();
    case Place::Gateway:
        return Q_EMIT settingsRequested(lane->gateway().id);
    }
}

/// Lanes with the same parameters stay so. The button goes, and would pass the focus to an arbitrary widget.
void SendGuard::takeRepaired(const Reason &reason)
{
    m_parts.prompt->editor()->setFocus();
    for (const QPointer<Lane> &lane : reason.lanes) {
        if (lane)
            m_parts.parameters->setOf(lane, *reason.findings.value(lane).repaired);
        if (m_parts.parameters->areSame())
            return;
    }
}

void SendGuard::showMessage(Lane *lane, Conversation::TurnId turn)
{
    m_parts.arrangement->setCurrent(lane);
    if (!lane->isVisible()) // another lane is maximized
        m_parts.arrangement->toggleMaximized(lane);
    m_parts.strip->ensureWidgetVisible(lane);
    lane->view()->mark(static_cast<int>(turn));
    lane->view()->setFocus();
}

void SendGuard::showParameters(Lane *lane, const QString &parameter)
{
    m_parts.arrangement->setCurrent(lane);
    Q_EMIT parametersRequested(parameter);
}

/// At the link to the parameters, before anything is sent.
void SendGuard::showProblem()
{
    QStringList problems;
    for (const Lane *lane : m_parts.target->lanes()) {
        const QString name = m_parts.parameters->areSame() ? QString() : m_parts.arrangement->nameOf(lane);
        if (problemOfExtra(lane->parameters().extra))
            problems << problemOfExtra(*lane, name);
        for (const Finding &finding : findingsOf(*lane, lane->session()->history())) {
            if (isOfParameters(finding))
                problems << PreflightText::words(finding);
        }
    }
    problems.removeDuplicates();
    m_parts.prompt->setProblem(problems.join(u'\n'));
}

/// With the lanes, where it is not the same in all.
QString SendGuard::named(const Reason &reason) const
{
    const bool isOfAll = reason.lanes.size() == m_attempt.lanes.size() && reason.lanes.size() > 1;
    if (m_parts.arrangement->lanes().size() < 2 || isOfAll || reason.isHard)
        return reason.text;
    QStringList names;
    for (const QPointer<Lane> &lane : reason.lanes)
        names << m_parts.arrangement->nameOf(lane);
    return tr("%1: %2", "names of lanes, what is wrong").arg(names.join(u", "_s), reason.text);
}

QString SendGuard::describe(const Lane &lane, const RefusedTurn &refused)
{
    const qsizetype place = lane.session()->conversation().path().indexOf(refused.turn) + 1;
    const QString number = QString::number(place);
    return refused.why == HistoryProblem::Kind::BeginsWithAssistant
               ? tr("Conversations with %1 begin with a user message, and message %2 is an answer. Delete "
                    "it, "
                    "too.")
                     .arg(lane.gateway().fullName(), number)
               : tr("The tool call %1 in message %2 has no result. Delete the message, or start from before "
                    "it.")
                     .arg(refused.tool, number);
}

} // namespace Parlance
