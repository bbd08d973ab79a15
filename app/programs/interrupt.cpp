// SPDX-License-Identifier: GPL-3.0-or-later
#include "interrupt.h"

#include <QSocketNotifier>
#include <csignal>
#include <unistd.h>

namespace Parlance {

namespace {

/// A signal handler may do little except write; the event loop reads the other end.
int signalPipe[2];

void onSignal(int)
{
    [[maybe_unused]] const ssize_t written = write(signalPipe[1], "", 1);
}

} // namespace

void onInterrupt(QObject *context, const std::function<void()> &stop)
{
    if (pipe(signalPipe) != 0)
        return;
    auto *notifier = new QSocketNotifier(signalPipe[0], QSocketNotifier::Read, context);
    QObject::connect(notifier, &QSocketNotifier::activated, context, [stop] {
        char signal;
        [[maybe_unused]] const ssize_t taken = read(signalPipe[0], &signal, 1);
        stop();
    });
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
}

} // namespace Parlance
