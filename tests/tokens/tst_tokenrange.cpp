// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/tokencount.h"
#include "tokens/tokenrange.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestTokenRange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fromBytesHoldsTheCount_data();
    void fromBytesHoldsTheCount();
    void frameGrowsWithTheMessages();
    void learnsFromLongTextsOnly();
    void learnsFromAllThatWasCounted();
};

void TestTokenRange::fromBytesHoldsTheCount_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("English")
        << u"The quick brown fox jumps over the lazy dog. It never looked back at all."_s;
    QTest::newRow("German") << u"Die Donaudampfschifffahrtsgesellschaft übernahm gestern die Überführung."_s;
    QTest::newRow("code") << u"for (int i = 0; i < n; ++i) {\n    sum += values[i] * 0.5;\n}"_s;
    QTest::newRow("Russian") << u"Привет, как дела? Сегодня хорошая погода."_s;
    QTest::newRow("Chinese") << u"你好，世界！今天天气很好，我们去公园吧。"_s;
    QTest::newRow("emoji") << u"😀 😃 🎉 🇪🇺"_s;
}

void TestTokenRange::fromBytesHoldsTheCount()
{
    QFETCH(QString, text);
    const TokenRange range = tokensFromBytes(text.toUtf8().size());
    for (const Vocabulary vocabulary : {Vocabulary::O200k, Vocabulary::Cl100k}) {
        const auto count = countTokens(text, vocabulary);
        QVERIFY2(range.least <= count && count <= range.most, qPrintable(u"%1"_s.arg(count.value_or(-1))));
    }
}

/// OpenAI's models add 4 for each message and 3 for the answer.
void TestTokenRange::frameGrowsWithTheMessages()
{
    for (const qint64 messages : {1, 2, 20}) {
        const TokenRange frame = frameOfChat(messages);
        QVERIFY(frame.least <= 4 * messages + 3);
        QVERIFY(4 * messages + 3 <= frame.most);
    }
}

void TestTokenRange::learnsFromLongTextsOnly()
{
    QCOMPARE(tokensLearned({}, 1000), std::nullopt);
    QCOMPARE(tokensLearned({{.bytes = 5, .tokens = 9}}, 1000), std::nullopt);
}

void TestTokenRange::learnsFromAllThatWasCounted()
{
    const QList<CountedBytes> one{{.bytes = 1000, .tokens = 250}};
    QCOMPARE(tokensLearned(one, 2000), (TokenRange{.least = 450, .most = 550}));
    const QList<CountedBytes> two{{.bytes = 1000, .tokens = 250}, {.bytes = 500, .tokens = 250}};
    QCOMPARE(tokensLearned(two, 2000), (TokenRange{.least = 450, .most = 1100}));
}

QTEST_GUILESS_MAIN(TestTokenRange)
#include "tst_tokenrange.moc"
