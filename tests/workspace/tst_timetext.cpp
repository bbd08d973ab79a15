// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/words/timetext.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestTimeText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void durations_data();
    void durations();
    void silences();
};

void TestTimeText::durations_data()
{
    QTest::addColumn<std::chrono::milliseconds>("time");
    QTest::addColumn<QString>("text");
    QTest::newRow("never negative") << std::chrono::milliseconds(-5s) << u"0 s"_s;
    QTest::newRow("a part counts") << std::chrono::milliseconds(1200ms) << u"2 s"_s;
    QTest::newRow("seconds") << std::chrono::milliseconds(42s) << u"42 s"_s;
    QTest::newRow("a minute and a half") << std::chrono::milliseconds(90s) << u"90 s"_s;
    QTest::newRow("minutes") << std::chrono::milliseconds(200s) << u"3 min 20 s"_s;
    QTest::newRow("whole minutes") << std::chrono::milliseconds(10min) << u"10 min"_s;
    QTest::newRow("hours") << std::chrono::milliseconds(9h + 12min) << u"9 h 12 min"_s;
    QTest::newRow("days") << std::chrono::milliseconds(std::chrono::days(12)) << u"12 days"_s;
    QTest::newRow("X-04 absurd") << std::chrono::milliseconds(999'999'999s) << u"31 years"_s;
}

void TestTimeText::durations()
{
    QFETCH(const std::chrono::milliseconds, time);
    QTEST(TimeText::duration(time), "text");
}

void TestTimeText::silences()
{
    QCOMPARE(TimeText::silence({.time = 10'900ms}), u"Nothing has come for 10 s"_s);
    QCOMPARE(TimeText::silence({.time = 31s, .isAlive = true}),
        u"No answer for 31 s, but the connection is alive"_s);
}

QTEST_GUILESS_MAIN(TestTimeText)
#include "tst_timetext.moc"
