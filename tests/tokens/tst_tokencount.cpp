// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/tokencount.h"

#include <QTest>
#include <thread>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestTokenCount : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void counts_data();
    void counts();
    void countsHalfASurrogatePairAsWhatIsSent();
    void countsALongRunWithoutQuadraticTime_data();
    void countsALongRunWithoutQuadraticTime();
    void stops();
    void countsInSeveralThreads();
};

/// The numbers are js-tiktoken's 1.0.21.
void TestTokenCount::counts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("o200k");
    QTest::addColumn<int>("cl100k");
    QTest::newRow("empty") << u""_s << 0 << 0;
    QTest::newRow("letter") << u"a"_s << 1 << 1;
    QTest::newRow("word") << u"hello"_s << 1 << 1;
    QTest::newRow("sentence") << u"The quick brown fox jumps over the lazy dog."_s << 10 << 10;
    QTest::newRow("contraction") << u"I don't think they'll say we'VE won"_s << 9 << 11;
    QTest::newRow("numbers") << u"1234567 and 3.14159"_s << 9 << 9;
    QTest::newRow("spaces") << u"a    b     c"_s << 5 << 5;
    QTest::newRow("trailing spaces") << u"end   "_s << 2 << 2;
    QTest::newRow("newlines") << u"a\n\n\nb\r\nc"_s << 5 << 5;
    QTest::newRow("code") << u"for (int i = 0; i < n; ++i) {\n    sum += values[i];\n}"_s << 23 << 23;
    QTest::newRow("camel") << u"getElementById HTTPServerError"_s << 7 << 4;
    QTest::newRow("german") << u"Größenwahn und Übermut"_s << 8 << 8;
    QTest::newRow("russian") << u"Привет, как дела?"_s << 6 << 8;
    QTest::newRow("greek") << u"Η ταχύτητα"_s << 4 << 11;
    QTest::newRow("arabic") << u"مرحبا بالعالم"_s << 4 << 10;
    QTest::newRow("hindi") << u"नमस्ते दुनिया"_s << 5 << 13;
    QTest::newRow("thai") << u"สวัสดีชาวโลก"_s << 7 << 13;
    QTest::newRow("chinese") << u"你好，世界！今天天气很好。"_s << 9 << 16;
    QTest::newRow("japanese") << u"こんにちは世界、カタカナ"_s << 7 << 9;
    QTest::newRow("korean") << u"안녕하세요 세계"_s << 3 << 9;
    QTest::newRow("emoji") << u"😀👩‍💻🇪🇺"_s << 10 << 15;
    QTest::newRow("combining") << u"e\u0301te\u0301"_s << 4 << 4;
    QTest::newRow("special") << u"<|endoftext|>"_s << 7 << 7;
    QTest::newRow("no-break space") << u"a\u00a0b\u3000c"_s << 5 << 5;
    QTest::newRow("markup") << u"<a href=\"https://example.com/?q=1&r=2\">x</a>"_s << 19 << 19;
    QTest::newRow("json") << u"{\"name\":\"get_weather\",\"arguments\":{\"city\":\"Oslo\"}}"_s << 13 << 13;
    QTest::newRow("letters") << QString(1000, u'a') << 125 << 125;
    QTest::newRow("bars") << QString(300, u'=') << 5 << 6;
}

void TestTokenCount::counts()
{
    QFETCH(QString, text);
    QFETCH(int, o200k);
    QFETCH(int, cl100k);
    QCOMPARE(countTokens(text, Vocabulary::O200k), o200k);
    QCOMPARE(countTokens(text, Vocabulary::Cl100k), cl100k);
}

void TestTokenCount::countsHalfASurrogatePairAsWhatIsSent()
{
    const QString half = u"a"_s + QChar(0xd83d) + u"b"_s;
    QCOMPARE(countTokens(half, Vocabulary::O200k), countTokens(u"a\ufffdb"_s, Vocabulary::O200k));
}

void TestTokenCount::countsALongRunWithoutQuadraticTime_data()
{
    QTest::addColumn<QString>("part");
    for (const QString &part :
        {u"a"_s, u"A"_s, u" "_s, u"\n"_s, u"="_s, u"\u4e2d"_s, u"\u0301"_s, u"7"_s, u"Aa"_s})
        QTest::addRow("%s", part.toUtf8().toPercentEncoding().constData()) << part;
}

/// Quadratic time would be hours.
void TestTokenCount::countsALongRunWithoutQuadraticTime()
{
    QFETCH(QString, part);
    const auto text = part.repeated(1'000'000 / part.size());
    for (const Vocabulary vocabulary : {Vocabulary::O200k, Vocabulary::Cl100k}) {
        const auto count = countTokens(text, vocabulary);
        QVERIFY(count);
        QVERIFY(*count > 1'000);
    }
}

void TestTokenCount::stops()
{
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(countTokens(u"hello world"_s, Vocabulary::O200k, stop.get_token()), std::nullopt);
}

void TestTokenCount::countsInSeveralThreads()
{
    std::array<std::optional<qint64>, 4> counts;
    {
        std::vector<std::jthread> threads;
        threads.reserve(counts.size());
        for (std::optional<qint64> &count : counts)
            threads.emplace_back(
                [&count] { count = countTokens(u"hello world "_s.repeated(1000), Vocabulary::Cl100k); });
    }
    for (const std::optional<qint64> &count : counts)
        QCOMPARE(count, counts.front());
    QVERIFY(counts.front());
}

QTEST_GUILESS_MAIN(TestTokenCount)
#include "tst_tokencount.moc"
