// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/bytepairs.h"

#include <QTest>

using namespace Parlance;

namespace {

/// A vocabulary of the bytes, then of these merges: of tokens by their numbers.
QByteArray fileOf(const QList<std::pair<int, int>> &merges)
{
    QByteArray file;
    for (int byte = 0; byte < 256; ++byte)
        file.append(static_cast<char>(byte));
    for (const bool left : {true, false}) {
        for (const int shift : {0, 8, 16}) {
            for (const auto &[first, second] : merges)
                file.append(static_cast<char>((left ? first : second) >> shift & 255));
        }
    }
    return file;
}

} // namespace

class TestBytePairs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mergesTheEarliestFirst();
    void mergesTheLeftmostOfEqualOnes();
    void mergesWhatWasMerged();
    void countsNothing();
    void readsNothingElse_data();
    void readsNothingElse();
    void stops();
};

void TestBytePairs::mergesTheEarliestFirst()
{
    const auto pairs = BytePairs::read(fileOf({{'b', 'c'}, {'a', 'b'}}));
    QVERIFY(pairs);
    QCOMPARE(pairs->count("abc"), 2); // a, bc
    QCOMPARE(pairs->count("ab"), 1);
    QCOMPARE(pairs->count("abab"), 2);
}

void TestBytePairs::mergesTheLeftmostOfEqualOnes()
{
    const auto pairs = BytePairs::read(fileOf({{'a', 'a'}, {256, 'b'}}));
    QVERIFY(pairs);
    QCOMPARE(pairs->count("aaab"), 3); // aa, a, b
    QCOMPARE(pairs->count("aab"), 1);
}

void TestBytePairs::mergesWhatWasMerged()
{
    const auto pairs = BytePairs::read(fileOf({{'a', 'a'}, {256, 256}, {257, 257}}));
    QVERIFY(pairs);
    QCOMPARE(pairs->count(QByteArray(8, 'a')), 1);
    QCOMPARE(pairs->count(QByteArray(1'000'000, 'a')), 125'000);
}

void TestBytePairs::countsNothing()
{
    QCOMPARE(BytePairs::read(fileOf({{'a', 'b'}}))->count(""), 0);
}

void TestBytePairs::readsNothingElse_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no merges") << fileOf({});
    QTest::newRow("cut off") << fileOf({{'a', 'b'}}).chopped(1);
}

void TestBytePairs::readsNothingElse()
{
    QFETCH(QByteArray, file);
    QVERIFY(!BytePairs::read(file));
}

void TestBytePairs::stops()
{
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(BytePairs::read(fileOf({{'a', 'b'}}))->count("abab", stop.get_token()), std::nullopt);
}

QTEST_GUILESS_MAIN(TestBytePairs)
#include "tst_bytepairs.moc"
