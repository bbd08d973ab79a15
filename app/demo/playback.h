// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/loopbacklistener.h"
#include "demo/transcript.h"

#include <QElapsedTimer>
#include <QHttpServerResponder>
#include <QObject>
#include <QTimer>

namespace Parlance::Demo {

/// Says a transcript to a client, each frame at its time, without ever blocking. Deletes itself when all is
/// said; may be deleted before, which leaves the rest unsaid. A transcript that hangs up is followed by
/// `hangUpWanted()`, exactly once.
class Playback : public QObject
{
    Q_OBJECT

public:
    Playback(QHttpServerResponder &&responder, Transcript transcript, const Peer &client, QObject *parent);

    /// Begins; call it once.
    void start();

    [[nodiscard]] const Peer &client() const { return m_client; }

Q_SIGNALS:
    void hangUpWanted(const Parlance::Demo::Peer &client);

private:
    void proceed();
    void end();
    void write(const QByteArray &bytes);
    void waitForNextFrame();

    QHttpServerResponder m_responder;
    Transcript m_transcript;
    Peer m_client;
    qsizetype m_next = 0;
    QTimer m_timer;
    QElapsedTimer m_clock;
};

} // namespace Parlance::Demo
