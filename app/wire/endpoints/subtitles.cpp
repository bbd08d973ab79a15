// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/endpoints/subtitles.h"

#include <QRegularExpression>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// "00:00:01,250"
QString timeOf(double seconds, QChar point)
{
    const auto milliseconds = static_cast<qint64>(std::nearbyint(seconds * 1000));
    constexpr qint64 minute = 60'000;
    const auto padded = [](qint64 number, int digits) {
        return QString::number(number).rightJustified(digits, u'0');
    };
    return padded(milliseconds / (60 * minute), 2) + u':' + padded(milliseconds / minute % 60, 2) + u':' +
           padded(milliseconds / 1000 % 60, 2) + point + padded(milliseconds % 1000, 3);
}

/// The times and the text of a cue, and the blank line behind it.
QString cueOf(const TranscriptSegment &segment, QChar point)
{
    return timeOf(segment.start, point) + u" --> "_s + timeOf(segment.end, point) + u'\n' +
           segment.text.trimmed().replace(u"-->"_s, u"->"_s) + u"\n\n"_s;
}

/// One time of a cue: hours are not always there.
double secondsOf(const QRegularExpressionMatch &match, int group)
{
    const double minutes = match.captured(group).toDouble() * 60 + match.captured(group + 1).toDouble();
    return minutes * 60 + match.captured(group + 2).toDouble() +
           u"0."_s.append(match.captured(group + 3)).toDouble();
}

} // namespace

QString srtOf(const QList<TranscriptSegment> &segments)
{
    QString text;
    for (qsizetype i = 0; i < segments.size(); ++i)
        text += QString::number(i + 1) + u'\n' + cueOf(segments.at(i), u',');
    return text;
}

QString vttOf(const QList<TranscriptSegment> &segments)
{
    QString text = u"WEBVTT\n\n"_s;
    for (const TranscriptSegment &segment : segments)
        text += cueOf(segment, u'.');
    return text;
}

QList<TranscriptSegment> segmentsInSubtitles(const QString &text)
{
    static const QRegularExpression times(
        u"^\\s*(?:(\\d{1,4}):)?(\\d{1,2}):(\\d{1,2})[,.](\\d{1,3})\\s*-->\\s*"
        "(?:(\\d{1,4}):)?(\\d{1,2}):(\\d{1,2})[,.](\\d{1,3})(?:\\s|$)"_s);
    QList<TranscriptSegment> segments;
    bool isInCue = false;
    for (const QStringView line : QStringView(text).split(u'\n')) {
        const QRegularExpressionMatch match = times.matchView(line);
        if (match.hasMatch()) {
            segments.append({.start = secondsOf(match, 1), .end = secondsOf(match, 5)});
            isInCue = true;
        } else if (line.trimmed().isEmpty()) {
            isInCue = false;
        } else if (isInCue) {
            QString &cue = segments.last().text;
            if (!cue.isEmpty())
                cue += u'\n';
            cue += line.trimmed();
        }
    }
    return segments;
}

} // namespace Parlance
