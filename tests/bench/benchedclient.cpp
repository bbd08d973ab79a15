// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchedclient.h"

#include "client/chatsession.h"
#include "gateways/laneparameters.h"
#include "process.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Parlance::Bench {

BenchedClient::BenchedClient(const Target &target, int lanes)
    : m_target(target)
{
    for (int lane = 0; lane < lanes; ++lane) {
        const auto &session = m_sessions.emplace_back(std::make_unique<ChatSession>(&m_client));
        session->setTarget(target);
        connect(session.get(), &ChatSession::deltasArrived, this,
            [this](Conversation::TurnId, const QList<Delta> &deltas) { m_deltas += deltas.size(); });
        connect(session.get(), &ChatSession::replyFinished, this, [this] {
            if (--m_answering == 0)
                sayDone();
        });
    }
    QMetaObject::invokeMethod(this, [] { say(u"ready"_s); }, Qt::QueuedConnection);
}

BenchedClient::~BenchedClient() = default;

void BenchedClient::run(const Command &command)
{
    if (const auto *send = std::get_if<Send>(&command))
        this->send(send->model);
    else if (std::holds_alternative<Memory>(command))
        say(u"memory"_s, memoryOfProcess());
    else if (std::holds_alternative<Quit>(command))
        QCoreApplication::exit(0);
}

void BenchedClient::send(const QString &model)
{
    m_deltas = 0;
    m_answering = static_cast<int>(m_sessions.size());
    say(u"send"_s, {{u"model"_s, model}});
    m_clock.start();
    m_stalls.begin();
    for (const auto &session : m_sessions) {
        session->setParameters(requestOf({}, m_target.gateway, model));
        session->send(u"Measure"_s);
    }
}

void BenchedClient::sayDone()
{
    QJsonObject fields = m_stalls.end();
    const double wall = static_cast<double>(m_clock.nsecsElapsed()) / 1e6;
    fields[u"wallMs"_s] = wall;
    fields[u"deltas"_s] = m_deltas;
    fields[u"paints"_s] = 0;
    say(u"done"_s, fields);
    say(u"settled"_s, {{u"wallMs"_s, wall}});
}

} // namespace Parlance::Bench
