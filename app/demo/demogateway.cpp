// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demogateway.h"

#include "demo/demoserver.h"

#include <QSslConfiguration>

#include <memory>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// Qt's HTTP server reads all root certificates of the system with the first request, though nobody speaks
/// TLS to it. That takes 0.1 s, and the first answer shall not wait for it.
void readRootCertificates()
{
    static_cast<void>(QSslConfiguration::defaultConfiguration());
}

} // namespace

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
    // It listens already, so a connection made from now on waits until the thread takes it.
    server->moveToThread(&m_thread);
    QMetaObject::invokeMethod(server.get(), readRootCertificates);
    connect(&m_thread, &QThread::finished, server.release(), &QObject::deleteLater);
    m_thread.start();
    return QUrl(u"http://127.0.0.1:%1"_s.arg(*listening));
}

} // namespace Parlance
