// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/timedtext.h"

#include "view/base/longline.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Part = TimedText::Part;

constexpr qsizetype LongestLine = 10'000;

/// A word is looked for so far behind the one before: a text can leave words out.
constexpr qsizetype WordReach = 200;

/// A text document takes each of these as a line end.
QString withPlainLineEnds(QString text)
{
    text.replace("\r\n"_L1, "\n"_L1);
    for (QChar &c : text) {
        if (c == u'\r' || c == QChar::ParagraphSeparator || c.unicode() == 0xfdd0 || c.unicode() == 0xfdd1)
            c = u'\n';
    }
    return text;
}

QString withShortLines(const QString &text)
{
    QStringList lines;
    for (QStringView line : QStringView(text).tokenize(u'\n')) {
        if (lines.size() > TimedText::MostLines)
            break;
        while (line.size() > LongestLine) {
            const qsizetype length = firstPart(line, LongestLine);
            lines << line.first(length).toString();
            line = line.sliced(length);
        }
        lines << line.toString();
    }
    return lines.join(u'\n');
}

QString lineOf(const TranscriptSegment &segment)
{
    const QString text = segment.text.simplified();
    return withShortLines(
        withPlainLineEnds(segment.speaker.isEmpty() ? text : segment.speaker.simplified() + u": "_s + text));
}

void addSegments(TimedText &timed, const QList<TranscriptSegment> &segments)
{
    timed.isCut = segments.size() > TimedText::MostLines;
    for (const TranscriptSegment &segment : segments.first(std::min(segments.size(), TimedText::MostLines))) {
        if (!timed.segments.isEmpty())
            timed.text += u'\n';
        const QString line = lineOf(segment);
        timed.segments.append(
            {.begin = timed.text.size(), .length = line.size(), .start = segment.start, .end = segment.end});
        timed.text += line;
    }
}

void addText(TimedText &timed, const QString &text)
{
    timed.text = withShortLines(withPlainLineEnds(text));
    timed.isCut = timed.text.count(u'\n') >= TimedText::MostLines;
}

void addWords(TimedText &timed, const QList<TranscriptWord> &words)
{
    qsizetype from = 0;
    for (const TranscriptWord &word : words) {
        const QString written = word.word.trimmed();
        const QStringView reach = QStringView(timed.text)
                                      .sliced(from)
                                      .first(std::min(timed.text.size() - from, WordReach + written.size()));
        const qsizetype at = written.isEmpty() ? -1 : reach.indexOf(written, 0, Qt::CaseInsensitive);
        if (at < 0)
            continue;
        timed.words.append(
            {.begin = from + at, .length = written.size(), .start = word.start, .end = word.end});
        from += at + written.size();
    }
}

const Part *partAt(const QList<Part> &parts, qsizetype place)
{
    const auto behind = std::ranges::upper_bound(parts, place, {}, &Part::begin);
    if (behind == parts.cbegin())
        return nullptr;
    const Part &part = *std::prev(behind);
    return place < part.begin + part.length ? &part : nullptr;
}

const Part *partDuring(const QList<Part> &parts, double seconds)
{
    const auto part = std::ranges::find_if(
        parts, [seconds](const Part &each) { return each.start <= seconds && seconds < each.end; });
    return part == parts.cend() ? nullptr : &*part;
}

} // namespace

TimedText TimedText::of(const Transcription &transcript)
{
    TimedText timed;
    if (transcript.segments.isEmpty())
        addText(timed, transcript.text);
    else
        addSegments(timed, transcript.segments);
    addWords(timed, transcript.words);
    return timed;
}

const Part *TimedText::at(qsizetype place) const
{
    const Part *word = partAt(words, place);
    return word ? word : partAt(segments, place);
}

const Part *TimedText::saidAt(double seconds) const
{
    const Part *word = partDuring(words, seconds);
    return word ? word : partDuring(segments, seconds);
}

} // namespace Parlance
