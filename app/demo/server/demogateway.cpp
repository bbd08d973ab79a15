// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/server/demogateway.h"

#include "demo/server/demoserver.h"

#include <memory>

using namespace Qt::StringLiterals;

namespace Parlance {

DemoGateway::DemoGateway(QObject *parent)
    : DemoGateway(DemoSettings(), parent)
{
}

DemoGateway::DemoGateway(const DemoSettings &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
{
    m_thread.setObjectName(u"demo gateway"_s);
}

DemoGateway::~DemoGateway()
{
    m_thread.quit();
    m_thread.wait();
}

std::expected<QUrl, QString> DemoGateway::start(quint16 port)
{
    Q_ASSERT(!m_thread.isRunning());
    auto server = std::make_unique<Demo::DemoServer>(m_settings);
    const std::expected<quint16, QString> listening = server->listen(port);
    if (!listening)
        return std::unexpected(listening.error());
    // It listens already, so a new connection waits until the thread accepts it.
    server->moveToThread(&m_thread);
    m_server = server.release();
    connect(&m_thread, &QThread::finished, m_server, &QObject::deleteLater);
    m_thread.start();
    return QUrl(u"http://127.0.0.1:%1"_s.arg(*listening));
}

} // namespace Parlance
