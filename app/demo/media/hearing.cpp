// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/media/hearing.h"

#include <algorithm>
#include <cmath>

namespace Parlance::Demo {

namespace {

constexpr double Quiet = 0.001;             ///< -60 dBFS
constexpr double QuietOfLoudest = 1.0 / 50; ///< -34 dB
constexpr int WindowsInSecond = 100;

std::optional<double> decibels(double amplitude)
{
    if (amplitude < 1e-5)
        return std::nullopt;
    return 20 * std::log10(amplitude);
}

/// The mean squares of pieces of 10 ms, and the loudest sample.
struct Levels
{
    QList<double> squares;
    double peak = 0;
    qint64 window = 1; ///< samples in a piece; the last may be shorter
};

Levels levelsOf(const WavFile &wav)
{
    Levels levels;
    levels.window = std::max(1, wav.rate / WindowsInSecond);
    for (qint64 begin = 0; begin < wav.length(); begin += levels.window) {
        const qint64 end = std::min(begin + levels.window, wav.length());
        double sum = 0;
        for (qint64 i = begin; i < end; ++i) {
            const double value = wav.valueAt(i);
            sum += value * value;
            levels.peak = std::max(levels.peak, std::abs(value));
        }
        levels.squares.append(sum / double(end - begin));
    }
    return levels;
}

double meanOf(const QList<double> &squares, qsizetype begin, qsizetype end)
{
    double sum = 0;
    for (qsizetype i = begin; i < end; ++i)
        sum += squares.at(i);
    return end > begin ? std::sqrt(sum / double(end - begin)) : 0;
}

/// A run of pieces that are all loud or all quiet.
struct Run
{
    qsizetype begin;
    qsizetype end;
    bool loud;
};

QList<Run> runsOf(const QList<double> &squares, double threshold)
{
    QList<Run> runs;
    for (qsizetype i = 0; i < squares.size(); ++i) {
        const bool loud = std::sqrt(squares.at(i)) >= threshold;
        if (runs.isEmpty() || runs.constLast().loud != loud)
            runs.append({i, i, loud});
        runs.last().end = i + 1;
    }
    return runs;
}

/// Quiet runs that are too short for a pause become part of the sound around them.
QList<Run> withoutShortPauses(const QList<Run> &runs, qsizetype shortest)
{
    QList<Run> joined;
    for (Run run : runs) {
        run.loud = run.loud || (runs.size() > 1 && run.end - run.begin < shortest);
        if (!joined.isEmpty() && joined.constLast().loud == run.loud)
            joined.last().end = run.end;
        else
            joined.append(run);
    }
    return joined;
}

} // namespace

Heard heard(const WavFile &wav, double shortestPause)
{
    const Levels levels = levelsOf(wav);
    const qsizetype count = levels.squares.size();
    Heard result{.loudness = decibels(meanOf(levels.squares, 0, count)),
        .peak = decibels(levels.peak),
        .stretches = {}};
    const auto loudest = std::ranges::max_element(levels.squares);
    if (loudest == levels.squares.end())
        return result;
    const double threshold = std::max(Quiet, std::sqrt(*loudest) * QuietOfLoudest);
    const auto timeAt = [&](qsizetype piece) {
        return double(std::min(piece * levels.window, wav.length())) / wav.rate;
    };
    const auto shortest = qsizetype(shortestPause * WindowsInSecond);
    for (const Run &run : withoutShortPauses(runsOf(levels.squares, threshold), shortest)) {
        result.stretches.append({.start = timeAt(run.begin),
            .end = timeAt(run.end),
            .loudness = run.loud ? decibels(meanOf(levels.squares, run.begin, run.end)) : std::nullopt});
    }
    return result;
}

} // namespace Parlance::Demo
