// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "askcommand.h"
#include "client/chatclient.h"
#include "client/exchange.h"

#include <QStringEncoder>

namespace Parlance {

/// Asks once, and prints: the answer to standard output as it streams in, or as one JSON object at its end;
/// what went wrong to standard error. Only the first choice is printed as text.
class Asking : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// For once.
    void ask(const AskCommand &command);
    /// Ends the answer where it is.
    void stop();

Q_SIGNALS:
    /// It is over, after everything was printed, and comes once: 0 for a whole answer, 1 for an error or an
    /// incomplete one.
    void done(int exitCode);

private:
    void print(const QList<Delta> &deltas);
    void printEnd(const Reply &reply);

    bool m_json = false;
    QStringEncoder m_utf8{
        QStringEncoder::Utf8}; ///< keeps the first half of a character whose second comes later
    QChar m_last = u'\n';      ///< the last character that was printed
    ChatClient m_client;
    Exchange *m_exchange = nullptr;
};

} // namespace Parlance
