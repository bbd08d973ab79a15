// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/fakeserver.h"

#include <QObject>
#include <QProcess>
#include <QTemporaryDir>
#include <memory>

namespace Parlance {

/// A test that starts parlance-ask, and is the server that it asks.
class AskTest : public QObject
{
    Q_OBJECT

protected:
    /// `key` is in the variable PARLANCE_TEST_KEY.
    explicit AskTest(QByteArray key);

    /// Starts it in a folder of its own, with the server as its base URL.
    void run(const QStringList &options);
    /// Waits for the request: it is that of `m_connection`. False if none comes.
    [[nodiscard]] bool isAsked();
    /// Waits for the end. False if it does not come, or is a crash.
    [[nodiscard]] bool ends();

    const QByteArray m_key;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<QProcess> m_process;
    FakeConnection *m_connection = nullptr;
    QByteArray m_output; ///< after the end
    QByteArray m_errors;

private Q_SLOTS:
    void init();
    void cleanup();
};

} // namespace Parlance
