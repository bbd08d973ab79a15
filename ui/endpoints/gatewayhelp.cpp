// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/gatewayhelp.h"

#include "chat/visibletext.h"
#include "client/call.h"
#include "ui/playground/lanenotice.h"
#include "workspace/gatewayconnection.h"
#include "workspace/words/errortext.h"

namespace Parlance {

namespace {

/// Nothing was sent without a key, so there is only a reason.
bool isReason(const ChatError &error)
{
    return error.httpStatus == 0 && error.kind == ChatError::Kind::Authentication;
}

} // namespace

GatewayHelp::GatewayHelp(TargetResolver *resolver, GatewayConnection *connection, LaneNotice *notice)
    : QObject(notice)
    , m_resolver(resolver)
    , m_connection(connection)
    , m_notice(notice)
{
    connect(
        notice, &LaneNotice::keyRequested, this, [this] { Q_EMIT keyRequested(m_connection->gateway().id); });
    connect(notice, &LaneNotice::settingsRequested, this,
        [this] { Q_EMIT settingsRequested(m_connection->gateway().id); });
    connect(notice, &LaneNotice::faultCancelled, connection, [connection] { connection->setFault({}); });
    connect(notice, &LaneNotice::acceptRequested, this, [this] {
        m_resolver->acceptKey(m_connection->gateway());
        Q_EMIT againRequested();
    });
}

void GatewayHelp::show(
    const std::optional<ChatError> &error, const std::shared_ptr<const Call> &call, bool isKept)
{
    const auto missing = m_resolver->check(m_connection->gateway(), m_connection->choice().mode);
    if (!missing && m_connection->isDemo() && !m_connection->fault().isEmpty())
        return m_notice->sayFault(m_connection->fault());
    if (missing)
        say(*missing, m_connection->gateway(), false, false);
    else if (error && call)
        say(*error, call->gateway, call->recording.head.has_value(), isKept);
    else if (error)
        say(*error, m_connection->gateway(), false, false);
    else
        m_notice->hide();
}

/// Help is for the gateway that is chosen now.
void GatewayHelp::say(const ChatError &error, const Gateway &asked, bool reached, bool isKept)
{
    if (asked.id == m_connection->gateway().id)
        offer(error, reached);
    else
        m_notice->offer({});
    if (isReason(error))
        m_notice->say(error.message);
    else
        m_notice->sayError(describeOfEndpoint(error, asked, reached, isKept), visibleLine(error.message));
}

void GatewayHelp::offer(const ChatError &error, bool reached)
{
    const Gateway &gateway = m_connection->gateway();
    const bool live = !m_connection->isDemo();
    const bool isKey = live && error.kind == ChatError::Kind::Authentication;
    m_notice->offer({.key = isKey && gateway.takesKey(),
        .accept = isKey && !m_resolver->keyQuestion(gateway).isEmpty(),
        .settings = live && ((error.kind == ChatError::Kind::Network && !reached) || isNotFound(error))});
}

} // namespace Parlance
