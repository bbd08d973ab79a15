// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/sendguard.h"

#include "chat/visibletext.h"
#include "client/chatclient.h"
#include "client/questions.h"
#include "ui/compose/attachmentbar.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/playground/inputmeter.h"
#include "ui/playground/lanearrangement.h"
#include "ui/playground/laneasking.h"
#include "ui/playground/lanelist.h"
#include "ui/playground/messageactions.h"
#include "ui/playground/prompttarget.h"
#include "ui/playground/sharedparameters.h"
#include "ui/playground/toolresultbar.h"
#include "view/conversation/conversationview.h"
#include "view/conversation/readerrequests.h"
#include "workspace/toolloop.h"
#include "workspace/words/historytext.h"
#include "workspace/words/preflighttext.h"

#include <QScopedValueRollback>
#include <QScrollArea>

#include <algorithm>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Place = Finding::Place;

QLatin1StringView parameterAt(Place place)
{
    return place == Place::ExtraJson    ? ParameterName::Extra
           : place == Place::Variables  ? ParameterName::Variables
           : place == Place::McpServers ? ParameterName::McpServers
                                        : QLatin1StringView();
}

bool isOfParameters(const Finding &finding)
{
    return finding.place == Place::Parameters || finding.place == Place::ExtraJson ||
           finding.place == Place::McpServers;
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
    connect(&m_later, &QTimer::timeout, this, &SendGuard::lookAgain);
    connect(parts.prompt, &PromptBar::sendAnywayRequested, this, &SendGuard::sendAnyway);
    connect(parts.prompt, &PromptBar::repairRequested, this, [this](qsizetype index) {
        const Reason reason = m_reasons.at(index); // a copy, as a repair looks for reasons again
        repair(reason);
    });
    connect(parts.prompt, &PromptBar::showRequested, this, [this](qsizetype index) {
        const Reason reason = m_reasons.at(index); // a copy, as another lane becomes the current one
        showReason(reason);
    });
    connect(parts.prompt, &PromptBar::parametersRequested, this, [this] {
        Lane *unread = firstUnread(m_parts.target->lanes());
        showParameters(unread ? unread : m_parts.arrangement->current(), {});
    });
    connect(parts.prompt->attachments(), &AttachmentBar::changed, this, &SendGuard::check);
    connect(parts.prompt->editor(), &PromptEditor::textChanged, this, [this] {
        if (!m_reasons.isEmpty())
            m_later.start();
    });
    connect(parts.target, &PromptTarget::changed, this, &SendGuard::forget);
    connect(parts.parameters, &SharedParameters::changed, this, &SendGuard::lookAgain);
    connect(parts.parameters, &SharedParameters::changed, this, &SendGuard::showProblem);
    connect(parts.target, &PromptTarget::changed, this, &SendGuard::showProblem);
    connect(parts.arrangement, &LaneArrangement::changed, this, &SendGuard::check);
    connect(parts.arrangement, &LaneArrangement::changed, this, &SendGuard::showProblem);
    connect(parts.arrangement, &LaneArrangement::adding, this, &SendGuard::watch);
}

void SendGuard::watch(Lane *lane)
{
    connect(lane, &Lane::conversationChanged, this, &SendGuard::lookAgain);
    connect(lane, &Lane::choiceChanged, this, &SendGuard::check);
    connect(lane->asking(), &LaneAsking::refused, this, [this, lane] { refuse(lane); });
    connect(lane, &Lane::againRequested, this,
        [this, lane](Conversation::TurnId answer) { askAgain(lane, answer); });
    connect(lane->view()->requests(), &ReaderRequests::answerRequested, this,
        [this, lane](int turn) { answerAfter(lane, turn); });
    connect(lane, &Lane::retryDue, this, [this, lane](Conversation::TurnId answer) { retry(lane, answer); });
}

bool SendGuard::stops(const Attempt &attempt)
{
    if (m_anyway)
        return false;
    m_attempt = attempt;
    if (!check())
        return false;
    const Reason &first = m_reasons.first();
    Lane *lane = first.lanes.first();
    if (first.kind == Reason::Kind::Model)
        lane->pickTier();
    else if (first.kind == Reason::Kind::Conversation)
        lane->view()->mark(static_cast<int>(first.turn.turn));
    return true;
}

/// An emptied prompt ends the attempt to send it.
void SendGuard::lookAgain()
{
    if (m_attempt.prompt && m_attempt.prompt() == Message::prompt({}, {}))
        m_attempt = {};
    if (!m_reasons.isEmpty())
        check();
}

/// False if nothing stops the attempt, which is then forgotten.
bool SendGuard::check()
{
    m_reasons = reasons();
    const bool isStopped = !m_attempt.lanes.isEmpty() && !m_reasons.isEmpty();
    if (!isStopped) {
        m_attempt = {};
        m_reasons = reasons();
    }
    show();
    return isStopped;
}

void SendGuard::show()
{
    const bool wasTried = !m_attempt.lanes.isEmpty();
    QList<PromptNotice::Reason> shown;
    for (const Reason &reason : std::as_const(m_reasons)) {
        const QString text = named(reason);
        const bool isOfMessage = reason.kind == Reason::Kind::Conversation;
        shown.append({.text = wasTried && shown.isEmpty() ? tr("Nothing was sent. %1").arg(text) : text,
            .repair = reason.repairText,
            .show = isOfMessage ? tr("Show it") : QString()});
    }
    m_parts.prompt->refuse(shown, m_attempt.again && std::ranges::none_of(m_reasons, &Reason::isHard));
}

void SendGuard::forget()
{
    m_attempt = {};
    check();
}

/// Without an attempt, what the prompt cannot be sent with.
QList<SendGuard::Reason> SendGuard::reasons() const
{
    QList<Reason> reasons;
    if (m_attempt.lanes.isEmpty()) {
        const QList<Part> attachments = m_parts.prompt->attachments()->parts();
        for (Lane *lane : m_parts.target->lanes())
            reasons += attachedInVain(lane, attachments);
        return reasons;
    }
    for (const QPointer<Lane> &lane : m_attempt.lanes) {
        const bool isThere = m_parts.arrangement->lanes().contains(lane); // it may be closing
        for (const Reason &reason : isThere ? reasonsOf(lane) : QList<Reason>()) {
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

bool SendGuard::Reason::isHard() const
{
    return kind < Kind::Conversation ||
           std::ranges::any_of(
               findings, [](const Finding &finding) { return finding.kind == Finding::Kind::PromptBlank; });
}

/// A replay sends nothing.
QList<SendGuard::Reason> SendGuard::reasonsOf(Lane *lane) const
{
    if (lane->connection()->isReplay())
        return {};
    QList<Reason> reasons = hardReasonsOf(lane);
    if (!reasons.isEmpty())
        return reasons;
    if (const auto refused = refusedIn(*lane)) {
        const qsizetype place = lane->session()->conversation().path().indexOf(refused->turn) + 1;
        reasons.append({.kind = Reason::Kind::Conversation,
            .text = HistoryText::words(*refused, lane->gateway().fullName(), place),
            .repairText = HistoryText::repair(refused->why),
            .lanes = {lane},
            .turn = *refused});
    }
    for (const Finding &finding : findingsOf(*lane, messagesOf(*lane))) {
        if (!m_insistedFindings.value(lane->id()).contains(finding))
            reasons.append({.kind = Reason::Kind::Preflight,
                .text = PreflightText::words(finding),
                .repairText = PreflightText::repair(finding),
                .lanes = {lane},
                .findings = {{lane, finding}}});
    }
    return reasons;
}

QList<SendGuard::Reason> SendGuard::hardReasonsOf(Lane *lane) const
{
    if (lane->connection()->lacksModel())
        return {{.kind = Reason::Kind::Model,
            .text = tr("%1 needs a model.").arg(m_parts.arrangement->nameOf(lane)),
            .repairText = tr("Choose a model"),
            .lanes = {lane}}};
    const QString name = m_parts.parameters->areSame() ? QString() : m_parts.arrangement->nameOf(lane);
    if (const QString problem = problemOfParameters(*lane, name); !problem.isEmpty())
        return {{.kind = Reason::Kind::Parameters,
            .text = tr("%1 Fix it, or remove it to send without it.").arg(problem),
            .repairText = tr("Show it"),
            .lanes = {lane}}};
    return m_attempt.prompt ? attachedInVain(lane, m_attempt.prompt().attachments()) : QList<Reason>();
}

QList<SendGuard::Reason> SendGuard::attachedInVain(Lane *lane, const QList<Part> &attachments) const
{
    if (lane->session()->takes(attachments))
        return {};
    return {{.kind = Reason::Kind::Attachments,
        .text = tr("%1 takes no pictures and no PDF, so this prompt cannot be sent.")
            .arg(m_parts.arrangement->nameOf(lane)),
        .repairText = tr("Remove them"),
        .lanes = {lane}}};
}

std::optional<RefusedTurn> SendGuard::refusedIn(const Lane &lane) const
{
    const ChatSession &session = *lane.session();
    const Conversation::TurnId question = m_attempt.question(session);
    if (!m_attempt.prompt)
        return session.refused().upTo(question);
    return question == Conversation::Root ? session.refused().beforeNext()
                                          : session.refused().before(question);
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
    return messages << filled(m_attempt.prompt(), lane.parameters().variables);
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
        facts.variables = useOf(parameters.variables, textsWithVariables(parameters, target.gateway)
                                                          << m_attempt.prompt().text());
    // An earlier prompt may have used them, or the question that is replaced.
    if (messages.size() > 1 || m_parts.target->isEdit())
        facts.variables.unused.clear();
    if (m_attempt.prompt) // which it measures
        facts.input = m_parts.meter->tokensOf(lane);
    facts.setLeft(m_parts.client->rateLimits().use(target.limit));
    return preflight(facts);
}

void SendGuard::refuse(Lane *lane)
{
    m_parts.arrangement->setCurrent(lane);
    const auto last = [](const ChatSession &session) {
        return questionOf(session.conversation(), session.conversation().last());
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
    const auto question = [answer](const ChatSession &session) {
        return questionOf(session.conversation(), answer);
    };
    if (!stops({.lanes = {lane}, .question = question, .again = again}))
        lane->asking()->regenerate(answer);
}

void SendGuard::answerAfter(Lane *lane, Conversation::TurnId turn)
{
    if (lane->session()->isBusy())
        return;
    const auto again = [this, asked = QPointer(lane), turn] {
        if (asked)
            answerAfter(asked, turn);
    };
    const auto question = [turn](const ChatSession &session) {
        return isThere(session.conversation(), turn) ? turn : Conversation::Root;
    };
    if (!stops({.lanes = {lane}, .question = question, .again = again}))
        lane->asking()->answerAfter(turn);
}

/// What the user has sent anyway is not stopped for the same reason.
void SendGuard::retry(Lane *lane, Conversation::TurnId answer)
{
    const auto refused = lane->session()->refused().with(answer);
    const QScopedValueRollback anyway(m_anyway, refused && m_insistedTurns.value(lane->id()) == *refused);
    askAgain(lane, answer);
}

void SendGuard::sendAnyway()
{
    for (const Reason &reason : std::as_const(m_reasons)) {
        for (const QPointer<Lane> &lane : reason.lanes) {
            if (lane && reason.kind == Reason::Kind::Conversation)
                m_insistedTurns.insert(lane->id(), reason.turn);
            if (lane && reason.findings.contains(lane))
                m_insistedFindings[lane->id()].append(reason.findings.value(lane));
        }
    }
    const QScopedValueRollback anyway(m_anyway, true);
    const auto again = m_attempt.again;
    forget();
    again();
}

/// A conversation that changed is checked again by itself.
void SendGuard::repair(const Reason &reason)
{
    Lane *lane = reason.lanes.first();
    if (!lane)
        return;
    switch (reason.kind) {
    case Reason::Kind::Model:
        return lane->pickTier();
    case Reason::Kind::Parameters:
        return showParameters(lane, {});
    case Reason::Kind::Attachments:
        return m_parts.prompt->keepTexts();
    case Reason::Kind::Conversation:
        m_parts.prompt->editor()->setFocus(); // the button goes
        return lane->messageActions()->repair(reason.turn);
    case Reason::Kind::Preflight:
        return repairFinding(reason, lane);
    }
}

void SendGuard::showReason(const Reason &reason)
{
    Lane *lane = reason.lanes.first();
    if (!lane)
        return;
    showMessage(lane, reason.turn.turn);
    if (reason.turn.why != HistoryProblem::Kind::CallWithoutResult)
        return;
    lane->toolLoop()->open(reason.turn.turn);
    lane->toolResultBar()->editFirst();
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
    case Place::McpServers:
        return showParameters(lane, parameterAt(finding.place));
    case Place::Model:
        return lane->pickTier();
    case Place::Gateway:
        m_parts.arrangement->setCurrent(lane); // a gateway that is entered there goes to this lane
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

void SendGuard::showParameters(Lane *lane, QLatin1StringView parameter)
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
        if (const QString problem = problemOfParameters(*lane, name); !problem.isEmpty())
            problems << problem;
        for (const Finding &finding : findingsOf(*lane, lane->session()->history() << Message())) {
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
    if (m_parts.arrangement->lanes().size() < 2 || isOfAll || reason.isHard())
        return reason.text;
    QStringList names;
    for (const QPointer<Lane> &lane : reason.lanes)
        names << m_parts.arrangement->nameOf(lane);
    return tr("%1: %2", "names of lanes, what is wrong").arg(names.join(u", "_s), reason.text);
}

} // namespace Parlance
