// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/httpexchange.h"
#include "wire/endpoints/endpointreader.h"

namespace Parlance {

class ChatClient;

/// One request to an endpoint that is no chat, and a reader that reads the answer as it arrives.
///
/// A run runs from its construction on. `finished()` comes exactly once, never from the constructor, also
/// after `stop()`. What the reader has read is kept, however the run ends. Deleting a run closes its
/// connection, in mid-upload too, and emits nothing. A handler may call `stop()` or delete the run.
class EndpointRun : public QObject
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

    /// Sends the request. `target.problem` must be empty.
    EndpointRun(ChatClient &client, const Target &target, const EndpointRequest &request,
        std::shared_ptr<EndpointReader> reader, QObject *parent = nullptr);

    void stop() { m_exchange->stop(); }

    [[nodiscard]] State state() const { return m_state; }
    /// Why it failed, without keys. Empty in any other state.
    [[nodiscard]] const std::optional<ChatError> &error() const { return m_error; }
    [[nodiscard]] std::shared_ptr<const Call> call() const { return m_exchange->call(); }
    /// When the first bytes of the body came; empty before.
    [[nodiscard]] std::optional<Timing::Duration> firstBytesAt() const { return m_firstBytesAt; }
    /// Tells of the upload, of silence and of the wait for the rate limit.
    [[nodiscard]] HttpExchange *exchange() const { return m_exchange; }

Q_SIGNALS:
    /// The reader has read more.
    void progressed();
    void finished();

private:
    void read();
    void end(const Call &call);

    HttpExchange *m_exchange;
    const std::shared_ptr<EndpointReader> m_reader;
    Recording::Reader m_unread;
    bool m_hasBegun = false; ///< the reader knows the head
    std::optional<Timing::Duration> m_firstBytesAt;
    State m_state = State::Running;
    std::optional<ChatError> m_error;
};

} // namespace Parlance
