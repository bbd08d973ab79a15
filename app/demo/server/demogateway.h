// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/server/demosettings.h"

#include <QObject>
#include <QThread>
#include <QUrl>
#include <expected>

namespace Parlance {

/// The embedded gateway: a real HTTP server on loopback that answers from the handbook, in a thread of its
/// own. Works without a network and without a key of the user's, and says that it is a demo and not a model.
/// It keeps nothing of what it is asked but counts, and hashes of ru-llm's prompts.
///
/// It speaks the dialects of all five gateways, each on its own paths and with a demo key
/// (`demo/server/demokeys.h`): Ruflo, RuAPI on both protocols, RoraOS for developers and agents, ru-llm, and
/// FloopFloop with its limits. With the request header `X-Demo-Fault` it fails on demand
/// (`demo/server/demofaults.h`); with `X-Demo-Timing` a stream says when it said what
/// (`demo/server/playback.h`).
class DemoGateway : public QObject
{
    Q_OBJECT

public:
    explicit DemoGateway(QObject *parent = nullptr);
    explicit DemoGateway(const DemoSettings &settings, QObject *parent = nullptr);
    /// Stops listening and ends all streams.
    ~DemoGateway() override;

    /// Listens on 127.0.0.1; port 0 takes any free one. Returns the base URL, which answers from then
    /// on, or why it cannot; then it may be tried again.
    [[nodiscard]] std::expected<QUrl, QString> start(quint16 port = 0);

    /// Somebody is about to ask: does ahead what the first request would wait for otherwise. Returns at once.
    void prepare();

private:
    DemoSettings m_settings;
    QThread m_thread;
    QObject *m_server = nullptr; ///< lives in the thread and is deleted there
};

} // namespace Parlance
