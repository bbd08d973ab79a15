// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/server/demosettings.h"

#include <QObject>
#include <QThread>
#include <QUrl>
#include <expected>

namespace Parlance {

/// The embedded gateway: a real HTTP server on loopback that answers from the handbook, in its own thread.
/// Needs no network and no key of the user, and says that it is a demo and not a model. Stores counts, hashes
/// of ru-llm's prompts and the pictures whose URL was asked for, and nothing else of the requests.
///
/// It speaks the dialects of all five gateways, each on its own paths and with a demo key
/// (`demo/server/demokeys.h`): Ruflo, RuAPI on both protocols, RoraOS for developers and agents, ru-llm, and
/// FloopFloop with its limits. The request header `X-Demo-Fault` makes it fail (`demo/server/demofaults.h`);
/// with `X-Demo-Timing` a stream reports its send times (`demo/server/playback.h`).
class DemoGateway : public QObject
{
    Q_OBJECT

public:
    explicit DemoGateway(QObject *parent = nullptr);
    explicit DemoGateway(const DemoSettings &settings, QObject *parent = nullptr);
    /// Stops listening and ends all streams.
    ~DemoGateway() override;

    /// Listens on 127.0.0.1; port 0 takes any free one. Returns the base URL, which answers from then on, or
    /// the error; after an error the call may be repeated.
    [[nodiscard]] std::expected<QUrl, QString> start(quint16 port = 0);

private:
    DemoSettings m_settings;
    QThread m_thread;
    QObject *m_server = nullptr; ///< lives in the thread and is deleted there
};

} // namespace Parlance
