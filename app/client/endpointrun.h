// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/httprun.h"
#include "wire/endpoints/endpointreader.h"

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
    void readArrived() override;
    void readEnd() override;

private:
    void read();

    const std::shared_ptr<EndpointReader> m_reader;
    Recording::Reader m_unread;
    bool m_hasBegun = false; ///< the reader knows the head
};

} // namespace Parlance
