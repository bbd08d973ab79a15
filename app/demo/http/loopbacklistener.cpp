// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/http/loopbacklistener.h"

using namespace std::chrono_literals;

namespace Parlance::Demo {

LoopbackListener::LoopbackListener(QObject *parent)
    : QTcpServer(parent)
    , m_rest(this) // it moves to another thread with this
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(100ms);
    connect(&m_rest, &QTimer::timeout, this, &LoopbackListener::resumeAccepting);
    connect(this, &LoopbackListener::acceptError, &m_rest,
        qOverload<>(&QTimer::start)); // Qt has paused accepting
}

bool LoopbackListener::open(quint16 port)
{
    return listen(QHostAddress::LocalHost, port);
}

void LoopbackListener::incomingConnection(qintptr descriptor)
{
    Q_EMIT accepted(static_cast<int>(descriptor));
}

} // namespace Parlance::Demo
