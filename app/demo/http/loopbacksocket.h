// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QSocketNotifier>

namespace Parlance::Demo {

/// The server's end of a connection. Unlike QTcpSocket it goes on writing after the client closed its own
/// end, and can close one direction. Sends small pieces at once (TCP_NODELAY). Never blocks.
class LoopbackSocket : public QObject
{
    Q_OBJECT

public:
    /// Takes the descriptor over.
    explicit LoopbackSocket(int descriptor, QObject *parent = nullptr);
    /// Closes both directions at once.
    ~LoopbackSocket() override;

    [[nodiscard]] QHostAddress peer() const;
    /// Without it the client's bytes stay in the network, which slows the client down.
    void setReading(bool reading);
    /// Sends as much as the network takes, and the rest when it takes more. Does nothing once broken.
    void write(const QByteArray &bytes);
    [[nodiscard]] qsizetype unsent() const { return m_unsent.size(); }
    /// Tells the client that nothing follows. Nothing may be unsent.
    void endWriting();

Q_SIGNALS:
    void arrived(const QByteArray &bytes);
    /// The client sends nothing more; it may still read.
    void inputEnded();
    /// Some of what was unsent was sent.
    void sent();
    /// The connection is gone. The last signal.
    void broken();

private:
    void read();
    void flush();
    void breakOff();

    int m_descriptor;
    QSocketNotifier m_readable;
    QSocketNotifier m_writable;
    QByteArray m_unsent;
    bool m_inputEnded = false;
    bool m_broken = false;
};

} // namespace Parlance::Demo
