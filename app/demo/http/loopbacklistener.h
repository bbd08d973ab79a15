// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <expected>

class QSocketNotifier;

namespace Parlance::Demo {

/// Accepts connections on 127.0.0.1 only. Without a free descriptor it rests, and tries again ten times a
/// second: the connections wait in the system meanwhile. (QTcpServer tries again at once, and needs a whole
/// processor.)
class LoopbackListener : public QObject
{
    Q_OBJECT

public:
    explicit LoopbackListener(QObject *parent = nullptr);
    ~LoopbackListener() override;

    /// Port 0 takes any free one. Returns the port, or the error. Call it once.
    [[nodiscard]] std::expected<quint16, QString> open(quint16 port);
    /// 0 before it is open.
    [[nodiscard]] quint16 port() const { return m_port; }

Q_SIGNALS:
    /// The receiver takes the descriptor over.
    void accepted(int descriptor);

private:
    void accept();

    int m_descriptor = -1;
    quint16 m_port = 0;
    QSocketNotifier *m_waiting = nullptr; ///< a child; somebody waits to be accepted
    QTimer m_rest;
};

} // namespace Parlance::Demo
