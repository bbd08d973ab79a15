// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chaterror.h"

#include <QObject>
#include <QPointer>
#include <QStringList>
#include <expected>

class QNetworkReply;

namespace Parlance {

/// Asks a gateway once which models it has (RA-37, RL-21). Emits `finished()` exactly once, never from the
/// constructor; deleting it ends the request and emits nothing.
class ModelRequest : public QObject
{
    Q_OBJECT

public:
    using Result = std::expected<QStringList, ChatError>;

    /// Reads `networkReply`, which has just been sent, and deletes it in the end.
    explicit ModelRequest(QNetworkReply *networkReply, QObject *parent = nullptr);
    ~ModelRequest() override;

Q_SIGNALS:
    /// The ids of the models, in the gateway's order.
    void finished(const Parlance::ModelRequest::Result &result);

private:
    void read();

    QPointer<QNetworkReply> m_network; ///< a child of its manager
};

} // namespace Parlance
