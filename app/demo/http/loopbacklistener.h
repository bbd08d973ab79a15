// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>
#include <QTimer>

namespace Parlance::Demo {

/// Accepts connections on 127.0.0.1 only. Without a free descriptor it rests, and tries again ten times a
/// second: the connections wait in the system meanwhile.
class LoopbackListener : public QTcpServer
{
    Q_OBJECT

public:
    explicit LoopbackListener(QObject *parent = nullptr);

    /// Port 0 takes any free one. Returns false on an error, see `errorString()`.
    [[nodiscard]] bool open(quint16 port);

Q_SIGNALS:
    /// The receiver takes the descriptor over.
    void accepted(int descriptor);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    QTimer m_rest;
};

} // namespace Parlance::Demo
