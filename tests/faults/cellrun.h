// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/exchange.h"
#include "fault.h"

#include <QTimer>

namespace Parlance {

class ChatClient;

/// One fault in one dialect, streamed or plain.
struct Cell
{
    Faults::Fault fault;
    Speech speech;
    qsizetype promptBytes = 2; ///< the size of what is asked

    [[nodiscard]] bool isLarge() const { return promptBytes > fault.promptBytes; }
    [[nodiscard]] const Faults::Expected &expected() const;
    /// "cc/s": the dialect and the form; "cc/l" asks much in a stream.
    [[nodiscard]] QByteArray column() const;
};

/// All cells that exist, fault by fault.
[[nodiscard]] QList<Cell> allCells();
/// The columns of the table.
[[nodiscard]] QByteArrayList allColumns();

/// What a cell came to: "ok", "unclear", "lost", "hung" or "crashed", and why.
struct Verdict
{
    QByteArray word = "ok";
    QString reason = {};
};

/// Asks a server that has this fault, as the window does, and judges what came of it.
class CellRun : public QObject
{
    Q_OBJECT

public:
    /// What still runs after `bound` is hung.
    CellRun(const Cell &cell, ChatClient &client, std::chrono::milliseconds bound);

Q_SIGNALS:
    /// Exactly once.
    void judged(const Parlance::Verdict &verdict);

private:
    void end();
    [[nodiscard]] Verdict judge() const;
    [[nodiscard]] Verdict judgeWords() const;
    [[nodiscard]] QString words() const;

    const Cell m_cell;
    FaultServer m_server;
    std::unique_ptr<Exchange> m_exchange;
    QTimer m_bound;
    bool m_judged = false;
    bool m_silent = false; ///< it said that nothing comes
};

} // namespace Parlance
