// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspect/timeline.h"

#include "measure/statistics.h"
#include "ui/inspect/inspectwords.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

struct TimelineText
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::Timeline)
};

Timing::Duration microseconds(double count)
{
    return Timing::Duration(static_cast<qint64>(count));
}

/// A capture may just not tell.
QMap<Timeline::Stage, QString> absentStages(const Call &call)
{
    QMap<Timeline::Stage, QString> absent;
    if (call.isReplay || !call.recording.sentAt)
        return absent;
    const QString reused = TimelineText::tr("reused");
    if (!call.recording.connectingAt)
        absent.insert(Timeline::Stage::Connecting, reused);
    if (!call.recording.encryptedAt)
        absent.insert(Timeline::Stage::Encrypted,
            call.sent.url.scheme() == u"https" ? reused : TimelineText::tr("not used"));
    return absent;
}

} // namespace

Timeline Timeline::of(const InspectedCall &call)
{
    const Recording &recording = call.call().recording;
    const Timing &timing = call.trace().reply().timing;
    Timeline line;
    if (!recording.end && recording.startedAt)
        line.age = std::chrono::duration_cast<Timing::Duration>(
            std::chrono::steady_clock::now() - *recording.startedAt);
    line.absent = absentStages(call.call());
    for (const TracedEvent &event : call.events())
        line.events.append(event.at);
    const auto first = line.events.isEmpty() ? std::nullopt : std::optional(line.events.first());
    const auto headers = recording.head ? std::optional(recording.head->at) : std::nullopt;
    const auto end = recording.end ? std::optional(recording.end->at) : std::nullopt;
    const std::pair<Stage, std::optional<Timing::Duration>> stages[] = {
        {Stage::Connecting, recording.connectingAt}, {Stage::Encrypted, recording.encryptedAt},
        {Stage::Sent, recording.sentAt}, {Stage::Headers, headers}, {Stage::FirstEvent, first},
        {Stage::FirstCharacter, timing.firstToken}, {Stage::LastCharacter, timing.lastToken},
        {Stage::End, end}};
    for (const auto &[stage, at] : stages) {
        if (at)
            line.marks.append({.stage = stage, .at = *at});
    }
    std::ranges::stable_sort(line.marks, {}, &Mark::at);
    return line;
}

Timing::Duration Timeline::end() const
{
    const Timing::Duration marked = marks.isEmpty() ? Timing::Duration(0) : marks.last().at;
    return std::max({marked, age, events.isEmpty() ? marked : events.last()});
}

QList<Timing::Duration> Timeline::gaps() const
{
    QList<Timing::Duration> gaps;
    for (qsizetype i = 1; i < events.size(); ++i)
        gaps.append(events.at(i) - events.at(i - 1));
    return gaps;
}

QString nameOf(Timeline::Stage stage)
{
    using Stage = Timeline::Stage;
    switch (stage) {
    case Stage::Connecting:
        return TimelineText::tr("Connecting");
    case Stage::Encrypted:
        return TimelineText::tr("Encrypted");
    case Stage::Sent:
        return TimelineText::tr("Request sent");
    case Stage::Headers:
        return TimelineText::tr("Headers");
    case Stage::FirstEvent:
        return TimelineText::tr("First event");
    case Stage::FirstCharacter:
        return TimelineText::tr("First character");
    case Stage::LastCharacter:
        return TimelineText::tr("Last character");
    case Stage::End:
        return TimelineText::tr("End");
    }
    return {};
}

QString gapText(const Timeline &timeline)
{
    const QList<Timing::Duration> gaps = timeline.gaps();
    QList<double> values;
    for (const Timing::Duration gap : gaps)
        values.append(static_cast<double>(gap.count()));
    const auto summary = Summary::of(values);
    if (!summary)
        return timeline.events.isEmpty() ? QString() : TimelineText::tr("One event, no gaps");
    const qsizetype longest = std::ranges::max_element(gaps) - gaps.begin();
    return TimelineText::tr("Gaps between %1 events: p50 %2, p95 %3, p99 %4, longest %5 (before event %6)")
        .arg(QLocale().toString(timeline.events.size()), timeText(microseconds(summary->median)),
            timeText(microseconds(summary->p95)), timeText(microseconds(summary->p99)),
            timeText(gaps.at(longest)), QLocale().toString(longest + 2));
}

} // namespace Parlance
