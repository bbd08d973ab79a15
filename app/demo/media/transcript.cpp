// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/media/transcript.h"

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

QString decibels(const std::optional<double> &value)
{
    return value ? u"%1 dBFS"_s.arg(*value, 0, 'f', 1) : u"no level at all"_s;
}

QString seconds(double value)
{
    return u"%1 s"_s.arg(value, 0, 'f', 2);
}

QString introduction(const WavFile &wav, const Heard &heard)
{
    const QString words =
        u"This is a demo: it hears no words, only sound and pauses. The recording has %1 at %2 Hz, %3, %4 "
        "bits, with a loudness of %5 and a peak of %6."_s;
    const QString channels = wav.channels == 1 ? u"1 channel"_s : u"%1 channels"_s.arg(wav.channels);
    return words.arg(seconds(wav.seconds()), QString::number(wav.rate), channels, QString::number(wav.bits),
        decibels(heard.loudness), decibels(heard.peak));
}

QString sentence(const Stretch &stretch)
{
    const QString length = seconds(stretch.end - stretch.start);
    return stretch.loudness ? u"Sound for %1 at %2."_s.arg(length, decibels(stretch.loudness))
                            : u"Pause of %1."_s.arg(length);
}

/// "00:00:01,250"; `point` stands before the milliseconds.
QString timeStamp(double time, QChar point)
{
    const qint64 all = qRound64(time * 1000);
    return u"%1:%2:%3%4%5"_s.arg(all / 3'600'000, 2, 10, QChar(u'0'))
        .arg(all / 60'000 % 60, 2, 10, QChar(u'0'))
        .arg(all / 1000 % 60, 2, 10, QChar(u'0'))
        .arg(point)
        .arg(all % 1000, 3, 10, QChar(u'0'));
}

QString cue(const Segment &segment, QChar point)
{
    return u"%1 --> %2\n%3\n\n"_s.arg(
        timeStamp(segment.start, point), timeStamp(segment.end, point), segment.text);
}

} // namespace

QList<Segment> transcriptOf(const WavFile &wav, const Heard &heard)
{
    QList<Segment> segments;
    for (const Stretch &stretch : heard.stretches)
        segments.append({stretch.start, stretch.end, sentence(stretch)});
    if (!segments.isEmpty())
        segments.first().text.prepend(introduction(wav, heard) + u' ');
    return segments;
}

QString textOf(const QList<Segment> &segments)
{
    QStringList texts;
    for (const Segment &segment : segments)
        texts += segment.text;
    return texts.join(u' ');
}

QList<Segment> wordsOf(const Segment &segment)
{
    const QStringList words = segment.text.split(u' ');
    const double step = (segment.end - segment.start) / double(words.size());
    QList<Segment> result;
    for (const QString &word : words) {
        const double start = segment.start + step * double(result.size());
        result.append({start, start + step, word});
    }
    return result;
}

QString subRip(const QList<Segment> &segments)
{
    QString text;
    for (qsizetype i = 0; i < segments.size(); ++i)
        text += QString::number(i + 1) + u'\n' + cue(segments.at(i), u',');
    return text;
}

QString webVtt(const QList<Segment> &segments)
{
    QString text = u"WEBVTT\n\n"_s;
    for (const Segment &segment : segments)
        text += cue(segment, u'.');
    return text;
}

} // namespace Parlance::Demo
