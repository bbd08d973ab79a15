// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/httprun.h"
#include "wire/endpoints/endpointreader.h"

#include <functional>

namespace Parlance {

/// One request to an endpoint that is no chat, and a reader that reads the answer as it arrives. What the
/// reader has read is kept, however the run ends.
class EndpointRun : public HttpRun
{
    Q_OBJECT

public:
    /// Sends the request. `target.problem` must be empty.
    EndpointRun(ChatClient &client, const Target &target, const EndpointRequest &request,
        std::shared_ptr<EndpointReader> reader, QObject *parent = nullptr);

protected:
    /// What came of reading.
    struct Outcome
    {
        std::optional<ChatError> error = {};
        bool isWhole = false;
    };
    using Read = std::function<Outcome()>;
    using Take = std::function<void(const Outcome &outcome)>;

    /// Reads, and takes what came of it. A run that does so in another thread must keep the order, and take
    /// in this one.
    virtual void process(const Read &read, const Take &take);

    void readArrived() override;
    void readEnd() override;

private:
    [[nodiscard]] Read nextRead(bool isLast);

    const std::shared_ptr<EndpointReader> m_reader;
    Recording::Reader m_unread;
    bool m_hasBegun = false; ///< the reader knows the head
};

} // namespace Parlance
