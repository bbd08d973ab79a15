// SPDX-License-Identifier: GPL-3.0-or-later
// The window for days, in minutes: prompts to lanes whose gateways fail at random. See README.md.
//   parlance-soak [--turns N] [--lanes N] [--seed N] [--most KB]
#include "soakedwindow.h"

#include <QApplication>
#include <QCommandLineParser>
#include <cstdio>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 LongestChapter = 1000; ///< turns, until all conversations end

constexpr qsizetype MadeOnce = 10; ///< objects at most that Qt makes when it first needs them

struct Options
{
    qint64 turns = 0;
    int lanes = 0;
    quint32 seed = 0;
    double mostKb = 0; ///< of memory for a kept turn
};

Options readOptions(const QCoreApplication &app)
{
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{u"turns"_s, u"Answers to wait for"_s, u"N"_s, u"10000"_s},
        {u"lanes"_s, u"Lanes that are asked at once"_s, u"N"_s, u"8"_s},
        {u"seed"_s, u"Begins the random numbers"_s, u"N"_s, u"1"_s},
        {u"most"_s, u"Fails if a kept turn takes more memory"_s, u"KB"_s, u"inf"_s}});
    parser.process(app);
    return {.turns = parser.value(u"turns"_s).toLongLong(),
        .lanes = parser.value(u"lanes"_s).toInt(),
        .seed = parser.value(u"seed"_s).toUInt(),
        .mostKb = parser.value(u"most"_s).toDouble()};
}

/// What a chapter came to.
struct Figures
{
    double kbPerTurn = 0; ///< of memory that went with the conversations
    Bench::Census atRest;
};

double megabytes(qint64 kilobytes)
{
    return static_cast<double>(kilobytes) / 1024;
}

void printHead()
{
    std::printf("%8s %7s %8s %8s %8s %16s | at rest: %8s %8s %12s %8s %8s %7s\n", "turns", "kept", "held MB",
        "PSS MB", "heap MB", "KB a kept turn", "PSS MB", "heap MB", "descriptors", "threads", "objects",
        "timers");
}

/// Empty if a lane does not end.
std::optional<Figures> runChapter(Bench::SoakedWindow &window, qint64 turns)
{
    while (window.turns() < turns) {
        if (!window.ask())
            return {};
    }
    const qsizetype kept = window.keptTurns();
    const qint64 heldKb = window.heldBytes() / 1024;
    const Bench::Census full = Bench::takeCensus();
    const Bench::Census rest = window.rest();
    const double each =
        static_cast<double>(full.heapKb - rest.heapKb) / static_cast<double>(std::max<qsizetype>(1, kept));
    std::printf("%8lld %7lld %8.1f %8.1f %8.1f %16.1f |          %8.1f %8.1f %12lld %8lld %8lld %7lld\n",
        window.turns(), static_cast<long long>(kept), megabytes(heldKb), megabytes(full.pssKb),
        megabytes(full.heapKb), each, megabytes(rest.pssKb), megabytes(rest.heapKb),
        static_cast<long long>(rest.descriptors), static_cast<long long>(rest.threads),
        static_cast<long long>(rest.objects), static_cast<long long>(rest.timers));
    std::fflush(stdout);
    return Figures{.kbPerTurn = each, .atRest = rest};
}

bool isFlat(const Bench::Census &begin, const Bench::Census &end)
{
    return end.descriptors <= begin.descriptors && end.threads <= begin.threads &&
           end.timers <= begin.timers && end.objects - begin.objects <= MadeOnce;
}

void printEndings(const Bench::SoakedWindow &window)
{
    using enum Reply::State;
    const auto count = [&window](Reply::State state) {
        return window.endings().value(state);
    };
    std::printf("%d complete, %d failed, %d incomplete, %d stopped\n", count(Complete), count(Failed),
        count(Incomplete), count(Stopped));
}

/// The classes with another number of objects.
void printDifference(const Bench::Census &begin, const Bench::Census &end)
{
    for (const auto &[name, count] : end.classes.asKeyValueRange()) {
        if (const qsizetype more = count - begin.classes.value(name); more != 0)
            std::printf("%+lld %s\n", static_cast<long long>(more), name.constData());
    }
}

int fail(const char *reason)
{
    std::printf("%s\n", reason);
    return 1;
}

} // namespace

int main(int argc, char **argv)
{
    Bench::beginCensus();
    QApplication app(argc, argv);
    const Options options = readOptions(app);
    Bench::SoakedWindow window(options.lanes, options.seed);
    printHead();
    std::fflush(stdout);
    std::optional<Figures> warm;
    std::optional<Figures> last;
    const qint64 chapter = std::clamp<qint64>(options.turns / 2, 1, LongestChapter);
    for (qint64 turns = chapter; turns <= options.turns; turns += chapter) {
        last = runChapter(window, turns);
        if (!last)
            return fail("A lane was still busy after 30 s");
        if (!warm)
            warm = last;
        printDifference(warm->atRest, last->atRest);
    }
    printEndings(window);
    if (!isFlat(warm->atRest, last->atRest))
        return fail("Something is left");
    return last->kbPerTurn > options.mostKb ? fail("A kept turn takes too much memory") : 0;
}
