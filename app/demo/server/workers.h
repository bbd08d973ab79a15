// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/server/playback.h"
#include "demo/server/route.h"

#include <QHash>
#include <QPointer>
#include <QThreadPool>
#include <stop_token>

namespace Parlance::Demo {

/// Composes the answers that take long, beside the server's thread: two at a time, and at most eight that are
/// composed or being sent, so that they take a bounded part of the memory. The others wait in the order in
/// which they came. One whose client has gone is stopped or not begun.
class Workers : public QObject
{
    Q_OBJECT

public:
    using Compose = std::function<DemoResponse(const DemoRequest &)>;

    /// `compose` is called in other threads.
    Workers(const Compose &compose, QObject *parent);
    /// Stops what is being composed, and waits for it.
    ~Workers() override;

    void add(Playback *playback, const DemoRequest &request);

private:
    struct Job
    {
        QPointer<Playback> playback;
        DemoRequest request;
    };

    void beginNext();
    void begin(Job job);
    void send(Playback *playback, DemoResponse response);

    Compose m_compose;
    QThreadPool m_threads;
    QList<Job> m_waiting;
    QHash<quint64, std::stop_source> m_composing; ///< by the request's number
    int m_sending = 0;
};

} // namespace Parlance::Demo
