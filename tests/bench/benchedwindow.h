// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "benchcommand.h"
#include "stallmeter.h"

#include <QHash>
#include <QObject>

namespace Parlance {
class Lane;
class MainWindow;
} // namespace Parlance

namespace Parlance::Bench {

/// A window that does what it is told and says how long it took, as PERF lines.
class BenchedWindow : public QObject
{
    Q_OBJECT

public:
    /// The window must have its lanes and outlive this. Says "ready" at its first paint.
    explicit BenchedWindow(MainWindow *window);

    void run(const Command &command);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void run(const Send &command);
    void run(const Load &command);
    void run(const Resize &command);
    void run(const Type &command);
    void run(const Paste &command);
    void run(const Memory &command);
    void run(const Inspect &command);
    void run(const Grab &command);
    void run(const Quit &command);

    void onPaint(const QObject *viewport);
    [[nodiscard]] bool showsEndWord(const Lane &lane) const;
    void sayDone();
    void saySettled();

    MainWindow *m_window;
    StallMeter m_stalls;
    QElapsedTimer m_clock;
    QHash<const Lane *, int>
        m_waiting; ///< lanes whose end word was not painted yet, with where their answer begins
    bool m_ready = false;
    bool m_measuring = false; ///< from a "send" to its "settled"
    int m_settling = 0;       ///< lanes with work left
    int m_paints = 0;
    qsizetype m_deltas = 0;
};

} // namespace Parlance::Bench
