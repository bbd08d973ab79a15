// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/endpoints/subtitles.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestSubtitles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void C_29_srtIsTheServers();
    void C_29_vttIsTheServers();
    void times_data();
    void times();
    void nothing();
    void theyAreReadAgain();
    void noSubtitles_data();
    void noSubtitles();
};

namespace {

const QList<TranscriptSegment> Segments{
    {.start = 0, .end = 3.319999933242798, .text = u" The beach was a popular spot on a hot summer day."_s},
    {.start = 3.319999933242798, .end = 8.470000267028809, .text = u" I said --> there.\n"_s}};

} // namespace

void TestSubtitles::C_29_srtIsTheServers()
{
    QCOMPARE(srtOf(Segments),
        u"1\n00:00:00,000 --> 00:00:03,320\nThe beach was a popular spot on a hot summer day.\n\n"
        "2\n00:00:03,320 --> 00:00:08,470\nI said -> there.\n\n"_s);
}

void TestSubtitles::C_29_vttIsTheServers()
{
    QCOMPARE(vttOf(Segments),
        u"WEBVTT\n\n00:00:00.000 --> 00:00:03.320\nThe beach was a popular spot on a hot summer day.\n\n"
        "00:00:03.320 --> 00:00:08.470\nI said -> there.\n\n"_s);
}

void TestSubtitles::times_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("time");
    QTest::addRow("rounded up") << 59.9996 << u"00:01:00,000"_s;
    QTest::addRow("a half to the even one") << 0.0625 << u"00:00:00,062"_s;
    QTest::addRow("another half") << 0.1875 << u"00:00:00,188"_s;
    QTest::addRow("an hour") << 3661.001 << u"01:01:01,001"_s;
    QTest::addRow("many hours") << 360'000.0 << u"100:00:00,000"_s;
}

void TestSubtitles::times()
{
    QFETCH(const double, seconds);
    QFETCH(const QString, time);
    QCOMPARE(srtOf({{.start = seconds, .end = seconds, .text = u"a"_s}}), u"1\n%1 --> %1\na\n\n"_s.arg(time));
}

void TestSubtitles::nothing()
{
    QCOMPARE(srtOf({}), QString());
    QCOMPARE(vttOf({}), u"WEBVTT\n\n"_s);
}

void TestSubtitles::theyAreReadAgain()
{
    for (const QString &text : {srtOf(Segments), vttOf(Segments)}) {
        const QList<TranscriptSegment> read = segmentsInSubtitles(text);
        QCOMPARE(read.size(), 2);
        QCOMPARE(read.at(0).end, 3.32);
        QCOMPARE(read.at(1).text, u"I said -> there."_s);
    }
}

void TestSubtitles::noSubtitles_data()
{
    QTest::addColumn<QString>("text");
    QTest::addRow("nothing") << QString();
    QTest::addRow("text") << u"It is 10:30 --> late"_s;
    QTest::addRow("a head alone") << u"WEBVTT\n\n"_s;
    QTest::addRow("broken times") << u"1\n00:00:0x,000 --> 00:00:01,000\na\n"_s;
}

void TestSubtitles::noSubtitles()
{
    QFETCH(const QString, text);
    QVERIFY(segmentsInSubtitles(text).isEmpty());
}

QTEST_APPLESS_MAIN(TestSubtitles)
#include "tst_subtitles.moc"
