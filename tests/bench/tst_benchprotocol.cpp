// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchcommand.h"
#include "stallmeter.h"

#include <QTest>

using namespace Parlance::Bench;
using namespace Qt::StringLiterals;

/// The lines that the measured window reads, and the figures it makes of gaps.
class TestBenchProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void summary();
    void summaryOfNothing();
};

void TestBenchProtocol::reads_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<Command>("command");
    QTest::newRow("send") << u"send w-2000-100-mixed"_s << Command(Send{u"w-2000-100-mixed"_s});
    QTest::newRow("load") << u"load 2000 500"_s << Command(Load{.messages = 2000, .tokens = 500});
    QTest::newRow("resize") << u"resize 1200  800"_s << Command(Resize{QSize(1200, 800)});
    QTest::newRow("type keeps its spaces") << u"type two  words"_s << Command(Type{u"two  words"_s});
    QTest::newRow("paste") << u"paste 5000000\r"_s << Command(Paste{5'000'000});
    QTest::newRow("inspect") << u"inspect"_s << Command(Inspect());
    QTest::newRow("memory") << u"memory"_s << Command(Memory());
    QTest::newRow("grab") << u"grab /tmp/a b.png"_s << Command(Grab{u"/tmp/a b.png"_s});
    QTest::newRow("quit") << u" quit "_s << Command(Quit());
}

void TestBenchProtocol::reads()
{
    QFETCH(const QString, line);
    QFETCH(const Command, command);
    const auto read = readCommand(line);
    QVERIFY2(read, read ? "" : qPrintable(read.error()));
    QVERIFY(*read == command);
}

void TestBenchProtocol::refuses_data()
{
    QTest::addColumn<QString>("line");
    QTest::newRow("nothing") << u""_s;
    QTest::newRow("unknown word") << u"explode"_s;
    QTest::newRow("send without a model") << u"send"_s;
    QTest::newRow("load of one number") << u"load 5"_s;
    QTest::newRow("load of words") << u"load a b"_s;
    QTest::newRow("resize to nothing") << u"resize 0 10"_s;
    QTest::newRow("quit with more") << u"quit now"_s;
}

void TestBenchProtocol::refuses()
{
    QFETCH(const QString, line);
    const auto read = readCommand(line);
    QVERIFY(!read);
    QVERIFY(read.error().contains(line));
}

void TestBenchProtocol::summary()
{
    QList<double> gaps(98, 5);
    gaps << 20 << 90;
    const QJsonObject summary = summaryOf(gaps);
    QCOMPARE(summary[u"ticks"].toInt(), 100);
    QCOMPARE(summary[u"stallMaxMs"].toDouble(), 90.0);
    QCOMPARE(summary[u"stallMaxAtMs"].toDouble(), 510.0);
    QCOMPARE(summary[u"stallP99Ms"].toDouble(), 90.0);
    QCOMPARE(summary[u"stallP50Ms"].toDouble(), 5.0);
    QCOMPARE(summary[u"frac50"].toDouble(), 90.0 / 600);
    QCOMPARE(summary[u"frac16"].toDouble(), 110.0 / 600);
}

void TestBenchProtocol::summaryOfNothing()
{
    QCOMPARE(summaryOf({})[u"stallMaxMs"].toDouble(), 0.0);
    QCOMPARE(summaryOf({})[u"frac50"].toDouble(), 0.0);
}

QTEST_GUILESS_MAIN(TestBenchProtocol)
#include "tst_benchprotocol.moc"
