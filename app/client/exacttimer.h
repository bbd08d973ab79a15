// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSocketNotifier>

#include <chrono>

namespace Parlance {

/// A single-shot timer for what has to come within a millisecond. Qt's event loop rounds its own timers up to
/// a millisecond where it runs on GLib. A process without a free descriptor gets Qt's.
class ExactTimer : public QObject
{
    Q_OBJECT

public:
    explicit ExactTimer(QObject *parent);
    ~ExactTimer() override;

    /// Replaces a time that is running. What is due at once comes with the next event.
    void start(std::chrono::nanoseconds wait);

Q_SIGNALS:
    void timeout();

private:
    void expire();

    const int m_descriptor;
    QSocketNotifier *m_notifier = nullptr;
};

} // namespace Parlance
