// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"
#include "chat/reply.h"
#include "wire/answerreader.h"

#include <QElapsedTimer>
#include <QObject>
#include <QUrl>

class QNetworkReply;

namespace Parlance {

/// Where one request goes and how it is spelled.
struct Target
{
    QUrl url;
    RawHeaders headers; ///< besides Content-Type and Accept: authentication and what the gateway wants
    const Dialect *dialect = nullptr;
};

/// One HTTP exchange: a request, its answer, and the time it took.
///
/// It is born running. `deltasArrived()` comes as often as bytes bring something; `finished()` comes exactly once,
/// never from the constructor, also after `stop()`, and nothing comes after it. Deleting a running exchange closes
/// its connection and emits nothing.
class Exchange : public QObject
{
    Q_OBJECT

public:
    /// Takes ownership of `networkReply`, which carries the request of `target`.
    Exchange(QNetworkReply *networkReply, const Dialect &dialect, QObject *parent = nullptr);
    ~Exchange() override;

    /// Closes the connection at once, in any phase, and finishes with what has arrived, marked as stopped. The
    /// `finished()` comes from inside this call.
    void stop();

    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] const Reply &reply() const;

Q_SIGNALS:
    void deltasArrived(const QList<Parlance::Delta> &deltas);
    void finished(const Parlance::Reply &reply);
};

} // namespace Parlance
