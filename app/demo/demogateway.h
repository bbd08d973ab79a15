// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demosettings.h"

#include <QObject>
#include <QThread>
#include <QUrl>
#include <expected>

namespace Parlance {

/// The embedded gateway: a real HTTP server on loopback that answers from the handbook, in a thread of its
/// own. It keeps nothing of what it is asked. Works without a network and without a key, and says that it is
/// a demo and not a model.
///
/// It speaks Ruflo's dialect: `POST /api/chat`, plain and streamed, and `GET /api/health`. With the request
/// header `X-Demo-Fault: 500` it fails as that status.
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

private:
    DemoSettings m_settings;
    QThread m_thread; ///< the server lives in it and is deleted there
};

} // namespace Parlance
