// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "askcommand.h"
#include "asktext.h"
#include "client/chatclient.h"
#include "client/exchange.h"
#include "output.h"
#include "outputfile.h"

#include <QTimer>

namespace Parlance {

/// Sends one request and prints the result: the answer to standard output, as it streams in or as one JSON
/// object at its end, and errors to standard error. Prints only the first choice as text, and says on
/// standard error what else came: calls, pictures. Says on a terminal when nothing comes. Stops the answer at
/// once when standard output takes nothing more.
///
/// Prints the calls of tools that the command offers, each on a line, and answers them if the command has a
/// result for each; then the next answer follows in the same way.
class Asking : public QObject
{
    Q_OBJECT

public:
    explicit Asking(QObject *parent = nullptr);

    /// Names the file for the capture, which is written when the answer has ended, however it ended. Replaces
    /// an older file only then. Returns why the file cannot be written; empty if it can.
    [[nodiscard]] QString saveTo(const QString &path) { return m_capture.open(path); }
    /// Call it once.
    void ask(const AskCommand &command);
    /// Ends the answer now.
    void stop();

Q_SIGNALS:
    /// Emitted once, after everything was printed: 0 for a whole answer, 1 for an error or an incomplete one,
    /// if the answer does not fit the schema it was asked for by, or if it or the capture could not be
    /// written.
    void done(int exitCode);

private:
    void start(const ChatRequest &request);
    [[nodiscard]] bool goesOn(const Reply &reply);
    void print(const QList<Delta> &deltas);
    void end(const Reply &reply);
    void printEnd(const Reply &reply);
    void printRest(const Reply &reply);
    [[nodiscard]] QString problemOf(const Reply &reply) const;
    [[nodiscard]] bool fits() const;
    [[nodiscard]] bool save();

    AskCommand m_command;
    ChatRequest m_request; ///< the newest
    int m_rounds = 0;      ///< answers with calls that were answered
    bool m_json = false;
    Output m_output;
    QString m_pending;    ///< the first half of a character that arrives in two parts
    QChar m_last = u'\n'; ///< the last printed character
    StatusLine m_status;
    QTimer m_limit; ///< of the whole answer
    ChatClient m_client;
    Exchange *m_exchange = nullptr;
    OutputFile m_capture; ///< open if a capture is asked for
};

} // namespace Parlance
