// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/call.h"
#include "wire/answertrace.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace Parlance {

/// A call as the inspector shows it: without keys, event by event. Follows the call while it runs. Masks a
/// large body, and decodes it if it is one piece, in other threads.
class InspectedCall : public QObject
{
    Q_OBJECT

public:
    InspectedCall(std::shared_ptr<const Call> call, const Redaction &redaction, QObject *parent = nullptr);

    /// With keys: show only what the functions below return, or what can hold no key.
    [[nodiscard]] const Call &call() const { return *m_call; }
    [[nodiscard]] const std::shared_ptr<const Call> &pointer() const { return m_call; }
    /// Without its body.
    [[nodiscard]] WireRequest requestHead() const;
    [[nodiscard]] RawHeaders answerHeaders() const;
    [[nodiscard]] QString requestId() const { return masked(m_call->reply.requestId); }
    [[nodiscard]] QString masked(const QString &text) const { return m_redaction.of(text); }
    /// The body of the request. Empty while a large one is being masked; `grew()` comes when it is there.
    [[nodiscard]] std::optional<QByteArray> requestBody();
    /// The body of the answer so far. A large one is there when it has arrived and is masked; `grew()` comes
    /// then.
    [[nodiscard]] std::optional<QByteArray> body();

    /// What was read so far.
    [[nodiscard]] const AnswerTrace &trace() const { return *m_trace; }
    [[nodiscard]] const QList<TracedEvent> &events() const { return m_trace->events(); }
    /// The bytes of an event, without keys, also those that are split over several events.
    [[nodiscard]] QByteArray bytesOf(const TracedEvent &event) const;
    /// The same; those of a large event, one at a time, are there when they are masked: `grew()` comes then.
    [[nodiscard]] std::optional<QByteArray> bytesToShow(const TracedEvent &event);
    /// Up to `most` of them.
    [[nodiscard]] QByteArray beginningOf(const TracedEvent &event, qint64 most) const;
    /// Up to `most` of the letters that an event brought, joined; empty if it brought none.
    [[nodiscard]] QString lettersOf(qsizetype event, qsizetype most) const;
    /// The data lines of an event's bytes, joined; the bytes themselves if they are no event but JSON.
    [[nodiscard]] static QByteArray dataIn(const QByteArray &bytes);
    /// True if everything that will come was read.
    [[nodiscard]] bool isComplete() const;

Q_SIGNALS:
    /// Events were added, the call ended, or a large body is there.
    void grew();

private:
    /// A large body, which is masked when it is first asked for.
    struct LargeBody
    {
        bool isBegun = false;
        std::optional<QByteArray> masked = {};
    };
    struct LargeEvent
    {
        qint64 offset = 0;
        size_t splitKeys = 0; ///< bytes of them that were known
        std::shared_ptr<LargeBody> bytes = {};
    };

    void readMore();
    void finishBeside();
    [[nodiscard]] QByteArray maskedBytes(qint64 offset, qint64 length) const;
    [[nodiscard]] std::optional<QByteArray> maskOnce(
        const std::shared_ptr<LargeBody> &body, const std::function<QByteArray()> &mask);

    std::shared_ptr<const Call> m_call;
    Redaction m_redaction;
    std::shared_ptr<AnswerTrace> m_trace;
    std::optional<Recording> m_whole; ///< a large body in one piece, while another thread decodes it
    SplitKeys m_splitKeys;
    bool m_isHeadKnown = false;
    qsizetype m_searched = 0; ///< events in which split keys were looked for
    std::shared_ptr<LargeBody> m_requestBody = std::make_shared<LargeBody>();
    std::shared_ptr<LargeBody> m_body = std::make_shared<LargeBody>();
    LargeEvent m_event;
    QTimer m_next;
};

} // namespace Parlance
