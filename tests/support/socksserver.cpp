// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/socksserver.h"

#include <QTcpSocket>
#include <memory>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// The text at `begin`, with its length before it.
QByteArray counted(const QByteArray &bytes, qsizetype begin)
{
    return bytes.mid(begin + 1, static_cast<unsigned char>(bytes.at(begin)));
}

} // namespace

SocksServer::SocksServer(int port, char reply)
    : m_port(port)
    , m_reply(reply)
{
    listen(QHostAddress::LocalHost);
    connect(this, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = nextPendingConnection())
            serve(socket);
    });
}

QUrl SocksServer::url() const
{
    return QUrl(u"socks5://127.0.0.1:%1"_s.arg(serverPort()));
}

void SocksServer::serve(QTcpSocket *socket)
{
    const auto step = std::make_shared<Step>(Step::Methods);
    connect(socket, &QTcpSocket::readyRead, this, [this, socket, step] { read(socket, *step); });
}

/// The client waits for each answer, so a step comes in one piece.
void SocksServer::read(QTcpSocket *socket, Step &step)
{
    if (step == Step::Open)
        return;
    const QByteArray bytes = socket->readAll();
    if (step == Step::Methods) {
        socket->write(QByteArray("\x05\x02", 2)); // a name and a password
        step = Step::Login;
    } else if (step == Step::Login) {
        const QByteArray name = counted(bytes, 1);
        m_login = name + ':' + counted(bytes, name.size() + 2);
        socket->write(QByteArray("\x01\x00", 2));
        step = Step::Address;
    } else {
        m_host = counted(bytes, 4);
        step = Step::Open;
        socket->write(QByteArray("\x05", 1) + m_reply + QByteArray("\x00\x01\x7f\x00\x00\x01\x00\x50", 8));
        if (m_reply == 0)
            open(socket);
    }
}

void SocksServer::open(QTcpSocket *socket)
{
    auto *server = new QTcpSocket(socket);
    connect(socket, &QTcpSocket::readyRead, server, [socket, server] { server->write(socket->readAll()); });
    connect(server, &QTcpSocket::readyRead, socket, [socket, server] { socket->write(server->readAll()); });
    server->connectToHost(QHostAddress::LocalHost, static_cast<quint16>(m_port));
}

} // namespace Parlance
