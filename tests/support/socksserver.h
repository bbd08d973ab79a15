// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>
#include <QUrl>

class QTcpSocket;

namespace Parlance {

/// A SOCKS 5 proxy on a free loopback port that asks for a name and a password, takes any, and leads every
/// connection to one port of this computer (RFC 1928, RFC 1929).
class SocksServer : public QTcpServer
{
    Q_OBJECT

public:
    /// Refuses every connection with this reply if it is not 0.
    explicit SocksServer(int port, char reply = 0);

    [[nodiscard]] QUrl url() const;
    /// "name:password" of the newest connection.
    [[nodiscard]] const QByteArray &login() const { return m_login; }
    /// The host that the newest connection asked for by name.
    [[nodiscard]] const QByteArray &host() const { return m_host; }

private:
    enum class Step { Methods, Login, Address, Open };

    void serve(QTcpSocket *socket);
    void read(QTcpSocket *socket, Step &step);
    void open(QTcpSocket *socket);

    int m_port;
    char m_reply;
    QByteArray m_login;
    QByteArray m_host;
};

} // namespace Parlance
