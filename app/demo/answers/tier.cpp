// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/answers/tier.h"

#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Parlance::Demo {

namespace {

constexpr std::chrono::microseconds perSecond(int tokens)
{
    return std::chrono::microseconds(1s) / tokens;
}

std::chrono::microseconds divided(std::chrono::microseconds time, double speed)
{
    return std::chrono::microseconds(static_cast<qint64>(static_cast<double>(time.count()) / speed));
}

} // namespace

Pace Pace::scaled(double speed) const
{
    return {.firstToken = divided(firstToken, speed),
        .thinking = divided(thinking, speed),
        .perToken = divided(perToken, speed)};
}

std::span<const Tier> rufloTiers()
{
    static const std::array tiers{
        Tier{.id = u"ruflo-free"_s,
            .depth = {.passages = 1, .blocks = 1},
            .pace = {.firstToken = 400ms, .perToken = perSecond(60)}},
        Tier{.id = u"ruflo-fast"_s,
            .depth = {.passages = 1},
            .pace = {.firstToken = 80ms, .perToken = perSecond(210)}},
        Tier{.id = u"ruflo-smart"_s,
            .depth = {.passages = 2, .illustrated = true},
            .pace = {.firstToken = 250ms, .perToken = perSecond(90)}},
        Tier{.id = u"ruflo-pro"_s,
            .depth = {.passages = 5, .perChapter = 3, .outlined = true, .reasoning = true},
            .pace = {.firstToken = 300ms, .thinking = 1200ms, .perToken = perSecond(50)}},
    };
    return tiers;
}

} // namespace Parlance::Demo
