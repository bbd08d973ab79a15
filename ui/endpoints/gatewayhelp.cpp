// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/gatewayhelp.h"

#include "chat/visibletext.h"
#include "ui/playground/lanenotice.h"
#include "workspace/gatewayconnection.h"
#include "workspace/words/errortext.h"

namespace Parlance {

namespace {

/// What happened, what the server says, what to do, and what to quote. What was not sent has only a reason.
QString wordsOf(const ChatError &error, const Gateway &gateway, bool answered)
{
    if (error.httpStatus == 0 && error.kind == ChatError::Kind::Authentication)
        return error.message;
    const ErrorText text = describe(error, gateway, answered);
    QStringList lines{text.title, visibleLine(error.message), text.advice, text.facts};
    lines.removeAll(QString());
    return lines.join(u'\n');
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

void GatewayHelp::show(const std::optional<ChatError> &error, bool answered)
{
    const auto missing = m_resolver->check(m_connection->gateway(), m_connection->choice().mode);
    if (!missing && m_connection->isDemo() && !m_connection->fault().isEmpty())
        return m_notice->sayFault(m_connection->fault());
    const std::optional<ChatError> &shown = missing ? missing : error;
    if (!shown)
        return m_notice->hide();
    offer(*shown, answered);
    m_notice->say(wordsOf(*shown, m_connection->gateway(), answered));
}

void GatewayHelp::offer(const ChatError &error, bool answered)
{
    const Gateway &gateway = m_connection->gateway();
    const bool live = !m_connection->isDemo();
    const bool isKey = live && error.kind == ChatError::Kind::Authentication;
    m_notice->offer({.key = isKey && gateway.takesKey(),
        .accept = isKey && !m_resolver->keyQuestion(gateway).isEmpty(),
        .settings = live && error.kind == ChatError::Kind::Network && !answered});
}

} // namespace Parlance
