// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demogateway.h"

#include "demo/demoserver.h"

using namespace Qt::StringLiterals;

namespace Parlance {

DemoGateway::DemoGateway(QObject *parent)
    : DemoGateway(DemoSettings(), parent)
{
}

DemoGateway::DemoGateway(const DemoSettings &settings, QObject *parent)
    : QObject(parent)
    , m_server(new DemoServer(settings))
{
    m_thread.setObjectName(u"demo gateway"_s);
    m_server->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_server, &QObject::deleteLater);
    m_thread.start();
}

DemoGateway::~DemoGateway()
{
    m_thread.quit();
    m_thread.wait();
}

std::expected<QUrl, QString> DemoGateway::start(quint16 port)
{
    std::expected<quint16, QString> listening;
    QMetaObject::invokeMethod(
        m_server, [&] { listening = m_server->listen(port); }, Qt::BlockingQueuedConnection);
    return listening.transform([](quint16 taken) { return QUrl(u"http://127.0.0.1:%1"_s.arg(taken)); });
}

} // namespace Parlance
