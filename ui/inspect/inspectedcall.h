// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/call.h"
#include "wire/answertrace.h"

#include <QObject>
#include <QTimer>

namespace Parlance {

/// A call as the inspector shows it: without keys, event by event. Follows the call while it runs.
class InspectedCall : public QObject
{
    Q_OBJECT

public:
    InspectedCall(std::shared_ptr<const Call> call, const Redaction &redaction, QObject *parent = nullptr);

    /// With keys: show only what the functions below return, or what can hold no key.
    [[nodiscard]] const Call &call() const { return *m_call; }
    [[nodiscard]] const std::shared_ptr<const Call> &pointer() const { return m_call; }
    [[nodiscard]] WireRequest request() const { return m_redaction.of(m_call->sent); }
    [[nodiscard]] RawHeaders answerHeaders() const;
    [[nodiscard]] Reply reply() const { return m_redaction.of(m_call->reply); }
    [[nodiscard]] QString masked(const QString &text) const { return m_redaction.of(text); }
    /// The body of the answer so far.
    [[nodiscard]] QByteArray body() const;

    /// What was read so far.
    [[nodiscard]] const AnswerTrace &trace() const { return m_trace; }
    [[nodiscard]] const QList<TracedEvent> &events() const { return m_trace.events(); }
    /// The bytes of an event, without keys, also those that are split over several events.
    [[nodiscard]] QByteArray bytesOf(const TracedEvent &event) const;
    /// Up to `most` of them.
    [[nodiscard]] QByteArray beginningOf(const TracedEvent &event, qint64 most) const;
    /// The letters that an event brought, joined; empty if it brought none.
    [[nodiscard]] QString lettersOf(qsizetype event) const;
    /// The data lines of an event's bytes, joined; the bytes themselves if they are no event but JSON.
    [[nodiscard]] static QByteArray dataIn(const QByteArray &bytes);
    /// True if everything that will come was read.
    [[nodiscard]] bool isComplete() const;

Q_SIGNALS:
    /// Events were added, or the call ended.
    void grew();

private:
    void readMore();
    [[nodiscard]] QByteArray maskedBytes(qint64 offset, qint64 length) const;

    std::shared_ptr<const Call> m_call;
    Redaction m_redaction;
    AnswerTrace m_trace;
    SplitKeys m_splitKeys;
    qsizetype m_searched = 0; ///< events in which split keys were looked for
    QTimer m_next;
};

} // namespace Parlance
