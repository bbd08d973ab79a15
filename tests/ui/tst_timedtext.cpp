// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/timedtext.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

QString textAt(const TimedText &timed, const TimedText::Part *part)
{
    return part ? timed.text.sliced(part->begin, part->length) : QString();
}

} // namespace

class TestTimedText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLineForEachSegment();
    void wordsStandInTheText();
    void aTextWithoutTimes();
    void whatIsSaidAtATime();
    void lineEndsAreThoseOfADocument();
    void longLinesAreCut();
    void linesHaveALimit();
};

void TestTimedText::aLineForEachSegment()
{
    const TimedText timed = TimedText::of({.text = u"ignored"_s,
        .segments = {{.start = 0, .end = 1, .text = u" Hello\nthere "_s},
            {.start = 1, .end = 2.5, .text = u"You"_s, .speaker = u"A"_s}}});
    QCOMPARE(timed.text, u"Hello there\nA: You"_s);
    QCOMPARE(timed.segments.at(1), (TimedText::Part{.begin = 12, .length = 6, .start = 1, .end = 2.5}));
    QCOMPARE(textAt(timed, timed.at(3)), u"Hello there"_s);
    QCOMPARE(textAt(timed, timed.at(11)), QString()); // the line end
    QCOMPARE(textAt(timed, timed.at(18)), QString());
}

void TestTimedText::wordsStandInTheText()
{
    const TimedText timed = TimedText::of({.text = u"The cat, the dog."_s,
        .words = {{.word = u" the"_s, .end = 1}, {.word = u"missing"_s}, {.word = u""_s},
            {.word = u"the"_s, .start = 1, .end = 2}, {.word = u"dog"_s, .start = 2, .end = 3}}});
    QCOMPARE(timed.words.size(), 3);
    QCOMPARE(timed.words.at(0).begin, 0);
    QCOMPARE(timed.words.at(1).begin, 9);
    QCOMPARE(textAt(timed, timed.at(14)), u"dog"_s);
    QVERIFY(!timed.at(5)); // no time of the cat, and no segment
}

void TestTimedText::aTextWithoutTimes()
{
    const TimedText timed = TimedText::of({.text = u"One\nTwo"_s});
    QCOMPARE(timed.text, u"One\nTwo"_s);
    QVERIFY(!timed.at(0) && !timed.saidAt(0));
    QCOMPARE(TimedText::of({}), TimedText());
}

void TestTimedText::whatIsSaidAtATime()
{
    const TimedText timed = TimedText::of({.segments = {{.start = 0, .end = 2, .text = u"a b"_s}},
        .words = {{.word = u"b"_s, .start = 1, .end = 1.5}}});
    QCOMPARE(textAt(timed, timed.saidAt(0.5)), u"a b"_s);
    QCOMPARE(textAt(timed, timed.saidAt(1)), u"b"_s);
    QVERIFY(!timed.saidAt(2));
}

void TestTimedText::lineEndsAreThoseOfADocument()
{
    QCOMPARE(TimedText::of({.text = u"a\r\nb\rc\u2029d\ufdd0e"_s}).text, u"a\nb\nc\nd\ne"_s);
}

void TestTimedText::longLinesAreCut()
{
    const QString words = u"word "_s.repeated(10'000);
    const TimedText timed = TimedText::of({.segments = {{.end = 1, .text = words}, {.text = u"b"_s}}});
    QVERIFY(timed.text.count(u'\n') > 4);
    QCOMPARE(timed.segments.at(1).begin, timed.segments.at(0).length + 1);
    QCOMPARE(textAt(timed, timed.at(30'000)).size(), timed.segments.at(0).length);
}

void TestTimedText::linesHaveALimit()
{
    const qsizetype most = TimedText::MostLines;
    const TimedText lines = TimedText::of({.text = QString(2 * most, u'\n')});
    QVERIFY(lines.isCut && lines.text.size() <= most + 1);
    const QList<TranscriptSegment> many(most + 1, {.text = u"a"_s});
    const TimedText segments = TimedText::of({.segments = many});
    QVERIFY(segments.isCut);
    QCOMPARE(segments.segments.size(), most);
    QVERIFY(!TimedText::of({.segments = many.first(most)}).isCut);
    QVERIFY(!TimedText::of({.text = QString(most - 1, u'\n')}).isCut);
}

QTEST_APPLESS_MAIN(TestTimedText)
#include "tst_timedtext.moc"
