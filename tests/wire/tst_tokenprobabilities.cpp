// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/tokenprobabilities.h"

#include <QTest>

#include <cmath>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestTokenProbabilities : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void B_19_tokensAreRead();
    void B_19_charactersAreJoinedOverTokens();
    void choicesStayApart();
    void anotherAnswerHasNone_data();
    void anotherAnswerHasNone();
    void sums();
};

namespace {

QByteArray answerWith(const QByteArray &tokens, int choice = 0)
{
    return R"({"choices":[{"index":)" + QByteArray::number(choice) + R"(,"logprobs":{"content":[)" + tokens +
           R"(],"refusal":null}}]})";
}

} // namespace

void TestTokenProbabilities::B_19_tokensAreRead()
{
    QList<TokenText> texts;
    QVERIFY(addTokens(answerWith(R"({"token":"Hi","logprob":-0.5,"bytes":[72,105],"top_logprobs":[)"
                                 R"({"token":"Yo","logprob":-9999.0,"bytes":null},)"
                                 R"({"token":"Hi","logprob":-0.5,"bytes":[72,105]}]})"),
        texts));
    QVERIFY(
        addTokens(answerWith(R"({"token":" there","logprob":-1,"bytes":null,"top_logprobs":[]})"), texts));
    QCOMPARE(texts.size(), 1);
    QCOMPARE(texts.first().text, u"Hi there"_s);
    QCOMPARE(texts.first().tokens,
        (QList<WrittenToken>{{.token = {"Hi", -0.5}, .alternatives = {{"Hi", -0.5}, {"Yo", -9999}}},
            {.token = {" there", -1}}}));
    QCOMPARE(texts.first().spans, (QList<TokenText::Span>{{0, 0}, {2, 1}}));
}

/// A token may be a part of a character, and an end mark has no bytes.
void TestTokenProbabilities::B_19_charactersAreJoinedOverTokens()
{
    TokenText text;
    for (const QByteArray &bytes :
        {"a"_ba, "\xf0\x9f"_ba, "\x98\x80"_ba, "\xc3"_ba, "\xa9!"_ba, ""_ba, "\xff"_ba})
        text.add({.token = {bytes, -1}});
    QCOMPARE(text.text, u"a\U0001F600\u00e9!\ufffd"_s);
    QCOMPARE(text.spans, (QList<TokenText::Span>{{0, 0}, {1, 1}, {3, 3}, {5, 5}, {5, 6}}));
    QCOMPARE(text.tokensOf(0, 1), std::pair(qsizetype(0), qsizetype(1)));
    QCOMPARE(text.tokensOf(1, 2), std::pair(qsizetype(1), qsizetype(3)));
    QCOMPARE(text.tokensOf(2, 4), std::pair(qsizetype(1), qsizetype(5)));
    QCOMPARE(text.tokensOf(5, 6), std::pair(qsizetype(6), qsizetype(7)));
    QCOMPARE(text.tokensOf(0, 6), std::pair(qsizetype(0), qsizetype(7)));
}

void TestTokenProbabilities::choicesStayApart()
{
    QList<TokenText> texts;
    QVERIFY(addTokens(answerWith(R"({"token":"b","logprob":-1})", 1), texts));
    QVERIFY(addTokens(answerWith(R"({"token":"a","logprob":-1})", 0), texts));
    QVERIFY(addTokens(answerWith(R"({"token":"B","logprob":-1})", 1), texts));
    QCOMPARE(texts.size(), 2);
    QCOMPARE(texts.first().choice, 1);
    QCOMPARE(texts.first().text, u"bB"_s);
    QCOMPARE(texts.last().text, u"a"_s);
}

void TestTokenProbabilities::anotherAnswerHasNone_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("none") << QByteArray(R"({"choices":[{"delta":{"content":"a"},"logprobs":null}]})");
    QTest::newRow("empty") << answerWith({});
    QTest::newRow("no JSON") << QByteArray("[DONE]");
    QTest::newRow("a list") << QByteArray("[1]");
    QTest::newRow("numbers") << QByteArray(R"({"choices":[{"logprobs":7},3]})");
}

void TestTokenProbabilities::anotherAnswerHasNone()
{
    QFETCH(const QByteArray, json);
    QList<TokenText> texts;
    QVERIFY(!addTokens(json, texts));
    QVERIFY(texts.isEmpty());
}

void TestTokenProbabilities::sums()
{
    const TokenSum sum = sumOf({{.token = {"a", -1}}, {.token = {"b", -3}}});
    QCOMPARE(sum.count, 2);
    QCOMPARE(sum.logprob, -4.0);
    QCOMPARE(sum.perplexity, std::exp(2.0));
    QCOMPARE(sumOf({}).perplexity, 1.0);
}

QTEST_APPLESS_MAIN(TestTokenProbabilities)
#include "tst_tokenprobabilities.moc"
