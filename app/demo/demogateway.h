// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThread>
#include <QUrl>
#include <expected>
#include <memory>

namespace Parlance {

/// The embedded gateway: a real HTTP server on loopback that answers from the handbook, in a thread of its own. It keeps
/// nothing of what it is asked. Works without a network and without a key, and says that it is a demo and not a model.
class DemoGateway : public QObject
{
    Q_OBJECT

public:
    explicit DemoGateway(QObject *parent = nullptr);
    /// Stops listening and ends all streams.
    ~DemoGateway() override;

    /// Listens on 127.0.0.1; port 0 takes any free one. Returns the base URL once it answers, or why it cannot.
    [[nodiscard]] std::expected<QUrl, QString> start(quint16 port = 0);

private:
    QThread m_thread;
};

} // namespace Parlance
