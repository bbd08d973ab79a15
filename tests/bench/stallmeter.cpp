// SPDX-License-Identifier: GPL-3.0-or-later
#include "stallmeter.h"

#include <algorithm>
#include <chrono>
#include <numeric>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace Parlance::Bench {

namespace {

/// The share of the time that lies in gaps longer than `limit`.
double shareOver(const QList<double> &gaps, double limit)
{
    const double all = std::accumulate(gaps.begin(), gaps.end(), 0.0);
    const double over = std::accumulate(gaps.begin(), gaps.end(), 0.0,
        [limit](double sum, double gap) { return gap > limit ? sum + gap : sum; });
    return all > 0 ? over / all : 0;
}

} // namespace

StallMeter::StallMeter()
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(5ms);
    m_timer.callOnTimeout(&m_timer, [this] { tick(); });
}

void StallMeter::begin()
{
    m_gaps.clear();
    m_sinceTick.start();
    m_timer.start();
}

QJsonObject StallMeter::end()
{
    tick();
    m_timer.stop();
    return summaryOf(m_gaps);
}

void StallMeter::tick()
{
    m_gaps.append(static_cast<double>(m_sinceTick.nsecsElapsed()) / 1e6);
    m_sinceTick.start();
}

QJsonObject summaryOf(QList<double> gaps)
{
    const double longestAt = std::accumulate(gaps.begin(), std::ranges::max_element(gaps), 0.0);
    std::ranges::sort(gaps);
    const auto part = [&gaps](double share) {
        const auto place = static_cast<qsizetype>(share * static_cast<double>(gaps.size()));
        return gaps.isEmpty() ? 0 : gaps.at(std::min(place, gaps.size() - 1));
    };
    return {{u"stallMaxMs"_s, part(1)}, {u"stallMaxAtMs"_s, longestAt}, {u"stallP99Ms"_s, part(0.99)},
        {u"stallP50Ms"_s, part(0.5)}, {u"ticks"_s, gaps.size()}, {u"frac50"_s, shareOver(gaps, 50)},
        {u"frac16"_s, shareOver(gaps, 16)}};
}

} // namespace Parlance::Bench
