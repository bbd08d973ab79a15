// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"
#include "chat/reply.h"
#include "gateways/requestshape.h"
#include "wire/answerreader.h"
#include "wire/answerrecord.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QUrl>

class QNetworkReply;

namespace Parlance {

/// Where one request goes and how it is spelled.
struct Target
{
    QUrl url;
    RawHeaders headers; ///< authentication and what the gateway wants; Content-Type, Accept and the dialect's
                        ///< own come by themselves
    const Dialect *dialect = nullptr;
    RequestShape shape = {};               ///< what the gateway changes in every request
    std::optional<ChatError> problem = {}; ///< why no request may be sent; then none is
};

/// One HTTP exchange: a request, its answer, and the time it took.
///
/// It is born running. `deltasArrived()` comes as often as bytes bring something; `finished()` comes exactly
/// once, never from the constructor, also after `stop()`, and nothing comes after it. Deleting a running
/// exchange closes its connection and emits nothing. A handler of either signal may call `stop()` or delete
/// the exchange, at once too.
///
/// A burst is read in slices of a few milliseconds, so that the program stays responsive whatever arrives.
///
/// It is over at the dialect's end mark, whether or not the server then closes the connection. A connection
/// that breaks before leaves the reply incomplete, or failed if it brought nothing, with an error of kind
/// Network. With the client all its exchanges stop.
class Exchange : public QObject
{
    Q_OBJECT

public:
    /// Reads `networkReply`, which has just been sent, and deletes it in the end.
    Exchange(QNetworkReply *networkReply, const Dialect &dialect, QObject *parent = nullptr);
    ~Exchange() override;

    /// Closes the connection at once, in any phase, and finishes with what has arrived, marked as stopped.
    /// The `finished()` comes from inside this call.
    void stop();

    [[nodiscard]] bool isRunning() const { return m_reply.state == Reply::State::Streaming; }
    /// What has arrived so far.
    [[nodiscard]] const Reply &reply() const { return m_reply; }
    /// The same as it came over the wire.
    [[nodiscard]] const AnswerRecord &record() const { return m_record; }

Q_SIGNALS:
    void deltasArrived(const QList<Parlance::Delta> &deltas);
    void finished(const Parlance::Reply &reply);

private:
    void close();
    void readHead();
    [[nodiscard]] QByteArray recorded(const QByteArray &bytes);
    void readBody();
    void readRest();
    void readEnd();
    /// Adds the deltas and passes them on. False if a handler has stopped or deleted the exchange.
    [[nodiscard]] bool take(const QList<Delta> &deltas);
    /// What comes with the end. A connection that `broke` may have cut the last event.
    [[nodiscard]] QList<Delta> lastDeltas(bool broke);
    void note(const Delta &delta);
    void end(Reply::State state, const std::optional<ChatError> &error);
    [[nodiscard]] Timing::Duration elapsed() const;

    QPointer<QNetworkReply> m_network; ///< a child of its manager
    const Dialect &m_dialect;
    QElapsedTimer m_clock;
    std::optional<AnswerReader> m_reader; ///< from the headers on
    QTimer m_nextSlice;
    bool m_allArrived = false; ///< but maybe not read
    Reply m_reply;
    AnswerRecord m_record;
};

} // namespace Parlance
