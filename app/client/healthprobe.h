// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QNetworkReply;

namespace Parlance {

/// Asks a gateway how it is (RF-25). Emits `finished()` exactly once, never from the constructor; deleting it
/// emits nothing.
class HealthProbe : public QObject
{
    Q_OBJECT

public:
    /// Takes ownership of `networkReply`.
    explicit HealthProbe(QNetworkReply *networkReply, QObject *parent = nullptr);

Q_SIGNALS:
    /// `well` is a status of 2xx; `words` are the first line of what the gateway said, or Qt's for a network
    /// error.
    void finished(bool well, int httpStatus, const QString &words);

private:
    void read();

    QNetworkReply *m_network;
};

} // namespace Parlance
