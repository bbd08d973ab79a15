// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/exacttimer.h"

#include <QTimer>

#include <algorithm>

#include <sys/timerfd.h>
#include <unistd.h>

namespace Parlance {

ExactTimer::ExactTimer(QObject *parent)
    : QObject(parent)
    , m_descriptor(::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC))
{
    if (m_descriptor < 0)
        return;
    m_notifier = new QSocketNotifier(m_descriptor, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &ExactTimer::expire);
}

ExactTimer::~ExactTimer()
{
    delete m_notifier; // before its descriptor
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

void ExactTimer::start(std::chrono::nanoseconds wait)
{
    using namespace std::chrono;
    if (m_descriptor < 0)
        return QTimer::singleShot(wait, Qt::PreciseTimer, this, &ExactTimer::timeout);
    const nanoseconds due = std::max(wait, 1ns); // 0 would be never
    const seconds whole = floor<seconds>(due);
    const itimerspec time{
        .it_interval = {}, .it_value = {.tv_sec = whole.count(), .tv_nsec = (due - whole).count()}};
    ::timerfd_settime(m_descriptor, 0, &time, nullptr);
}

void ExactTimer::expire()
{
    quint64 times = 0;
    if (::read(m_descriptor, &times, sizeof(times)) == sizeof(times))
        Q_EMIT timeout();
}

} // namespace Parlance
