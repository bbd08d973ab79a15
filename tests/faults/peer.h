// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QUrl>
#include <atomic>
#include <functional>
#include <thread>

namespace Parlance {

/// The server's end of one connection, for a script that misbehaves byte by byte in a thread of its own.
/// Every function returns early once the client has closed, or the server is about to end.
class Peer
{
public:
    Peer(int descriptor, const std::atomic<bool> &over, std::atomic<int> &requests);
    /// Closes the connection after what was sent, unless it was reset.
    ~Peer();
    Q_DISABLE_COPY_MOVE(Peer)

    void readHead();
    /// Reads head and body.
    void readRequest();
    void send(const QByteArray &bytes);
    /// Sends the bytes one by one.
    void sendSlowly(const QByteArray &bytes);
    /// Sends the bytes again and again, until the client closes or so many were sent.
    void sendEndlessly(const QByteArray &bytes, qint64 most);
    /// Ends the sending, and waits for the client to close.
    void finish();
    void reset();
    /// Neither sends nor reads until the client closes.
    void beSilent();

private:
    [[nodiscard]] bool waitFor(short event);
    [[nodiscard]] bool readSome();

    int m_descriptor;
    const std::atomic<bool> &m_over;
    std::atomic<int> &m_requests;
    QByteArray m_request;
    bool m_counted = false; ///< its request was
    bool m_gone = false;
};

/// A server on a free port of 127.0.0.1 that plays a script to every connection, one after the other.
class FaultServer
{
public:
    using Script = std::function<void(Peer &)>;
    enum class Listening { Yes, Refuses, IsFull };

    /// `IsFull` leaves every connection unanswered, `Refuses` refuses it.
    FaultServer(Script script, Listening listening);
    ~FaultServer();
    Q_DISABLE_COPY_MOVE(FaultServer)

    [[nodiscard]] quint16 port() const { return m_port; }
    /// The requests whose head came.
    [[nodiscard]] int requests() const { return m_requests; }

private:
    void fill();
    void serve();

    Script m_script;
    int m_descriptor = -1;
    QList<int> m_filling; ///< connections that nobody accepts
    quint16 m_port = 0;
    std::atomic<bool> m_over = false;
    std::atomic<int> m_requests = 0;
    std::thread m_thread;
};

} // namespace Parlance
