// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/httpexchange.h"
#include "wire/endpoints/endpointrequest.h"

namespace Parlance {

class ChatClient;
struct Target;

/// One request to an endpoint that is no chat, and what became of it. A base of the runs that read the
/// answer.
///
/// A run runs from its construction on. `finished()` comes exactly once, never from the constructor, also
/// after `stop()`. Deleting a run closes its connection, in mid-upload too, and emits nothing. A handler may
/// call `stop()` or delete the run.
class HttpRun : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Running,
        Complete,   ///< the whole answer was read
        Incomplete, ///< a stream ended before its last event
        Stopped,    ///< by the user
        Failed      ///< see `error()`
    };

    virtual void stop() { m_exchange->stop(); }

    [[nodiscard]] State state() const { return m_state; }
    /// Why it failed, without keys. Empty in any other state.
    [[nodiscard]] const std::optional<ChatError> &error() const { return m_error; }
    [[nodiscard]] std::shared_ptr<const Call> call() const { return m_exchange->call(); }
    /// When the first bytes of the body came; empty before.
    [[nodiscard]] std::optional<Timing::Duration> firstBytesAt() const { return m_firstBytesAt; }
    /// Tells of the upload, of silence and of the wait for the rate limit.
    [[nodiscard]] HttpExchange *exchange() const { return m_exchange; }

Q_SIGNALS:
    /// More came, or was read.
    void progressed();
    void finished();

protected:
    /// Sends the request. `target.problem` must be empty.
    HttpRun(ChatClient &client, const Target &target, const EndpointRequest &request, QObject *parent);

    /// Bytes came, or the head.
    virtual void readArrived() = 0;
    /// The exchange has ended. `end()` must follow, now or later.
    virtual void readEnd() = 0;
    /// Emits `finished()`.
    void end(State state, const std::optional<ChatError> &error = {});

private:
    void noteFirstBytes();

    HttpExchange *m_exchange;
    std::optional<Timing::Duration> m_firstBytesAt;
    State m_state = State::Running;
    std::optional<ChatError> m_error;
};

} // namespace Parlance
