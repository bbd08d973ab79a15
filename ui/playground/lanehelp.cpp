// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/lanehelp.h"

#include "chat/trimming.h"
#include "client/chatsession.h"
#include "ui/playground/healthcheck.h"
#include "ui/playground/lanenotice.h"
#include "workspace/laneconnection.h"
#include "workspace/words/errortext.h"

namespace Parlance {

LaneHelp::LaneHelp(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
    , m_health(new HealthCheck(parts.client, parts.notice, this))
{
    connectNotice();
}

void LaneHelp::connectNotice()
{
    const LaneConnection *connection = m_parts.connection;
    connect(m_parts.notice, &LaneNotice::healthRequested, this, [this, connection] {
        const QUrl url = m_parts.resolver->healthUrl(connection->gateway(), connection->choice().mode);
        m_health->ask(connection->gateway().name, url);
    });
    connect(m_parts.notice, &LaneNotice::stopRequested, m_health, &HealthCheck::stop);
    connect(m_parts.notice, &LaneNotice::keyRequested, this, &LaneHelp::keyRequested);
    connect(m_parts.notice, &LaneNotice::settingsRequested, this, &LaneHelp::settingsRequested);
    connect(m_parts.notice, &LaneNotice::parameterRequested, this, &LaneHelp::parameterRequested);
    connect(m_parts.notice, &LaneNotice::faultCancelled, m_parts.connection,
        [this] { m_parts.connection->setFault({}); });
    connect(m_parts.notice, &LaneNotice::acceptRequested, this, [this, connection] {
        m_parts.resolver->acceptKey(connection->gateway());
        Q_EMIT againRequested();
    });
    connect(m_parts.notice, &LaneNotice::trimRequested, this, [this, connection] {
        if (const std::optional<qint64> limit = connection->gateway().inputLimit)
            m_parts.session->setHistoryLimit(*limit);
        Q_EMIT againRequested();
    });
}

void LaneHelp::forget()
{
    m_health->forget();
    m_parts.notice->hide();
}

void LaneHelp::showReadiness()
{
    forget();
    const LaneConnection &connection = *m_parts.connection;
    const auto missing = m_parts.resolver->check(connection.gateway(), connection.choice().mode);
    if (missing) {
        offer(*missing, false);
        m_parts.notice->say(missing->message);
    } else if (connection.isDemo() && !connection.fault().isEmpty()) {
        m_parts.notice->sayFault(connection.fault());
    }
}

void LaneHelp::offerFor(const Call &call)
{
    if (call.reply.error && choiceOf(call) == m_parts.connection->choice())
        offer(*call.reply.error, call.recording.head.has_value(), !refusedParameter(call).isEmpty());
}

/// `answered`: the server was reached, so its address is right.
void LaneHelp::offer(const ChatError &error, bool answered, bool isParameter)
{
    const Gateway &gateway = m_parts.connection->gateway();
    const TargetResolver::Mode mode = m_parts.connection->choice().mode;
    const Conversation &conversation = m_parts.session->conversation();
    const QList<Message> sent = conversation.messages(conversation.last());
    const std::optional<qint64> limit = gateway.inputLimit;
    const bool lessIsEnough = limit && sent.size() > 1 && contentBytes({sent.last()}) <= *limit;
    const bool live = mode == TargetResolver::Mode::Live;
    using enum ChatError::Kind;
    const bool isDown = error.kind == Server || error.kind == Network;
    const bool isKey = live && error.kind == Authentication;
    m_parts.notice->offer({.parameter = isParameter,
        .trim = lessIsEnough && error.kind == TooLarge,
        .health = isDown && !m_parts.resolver->healthUrl(gateway, mode).isEmpty(),
        .key = isKey && gateway.takesKey(),
        .accept = isKey && !m_parts.resolver->keyQuestion(gateway).isEmpty(),
        .settings = live && ((error.kind == Network && !answered) || isNotFound(error))});
}

} // namespace Parlance
