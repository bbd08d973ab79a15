// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/endpoints/embeddingrequest.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestEmbeddingRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void C_01_C_02_C_03_RA_33_sendsWhatIsSet_data();
    void C_01_C_02_C_03_RA_33_sendsWhatIsSet();
    void C_01_refusesWhatCannotBeSent();
    void C_01_moreTextsThanTheApiTakesAreRefused();
    void C_01_C_02_hints_data();
    void C_01_C_02_hints();
};

void TestEmbeddingRequest::C_01_C_02_C_03_RA_33_sendsWhatIsSet_data()
{
    QTest::addColumn<EmbeddingRequest>("request");
    QTest::addColumn<QByteArray>("body");
    using enum EmbeddingRequest::Encoding;
    QTest::newRow("nothing but texts")
        << EmbeddingRequest{.inputs = {u"a \"b\"\n"_s, u"é"_s}} << R"({"input":["a \"b\"\n","é"]})"_ba;
    QTest::newRow("all")
        << EmbeddingRequest{.model = u"m"_s,
               .inputs = {u"a"_s},
               .encodingFormat = Base64,
               .dimensions = 256,
               .user = u"u"_s}
        << R"({"model":"m","input":["a"],"encoding_format":"base64","dimensions":256,"user":"u"})"_ba;
    QTest::newRow("float") << EmbeddingRequest{.model = u"m"_s, .inputs = {u"a"_s}, .encodingFormat = Float}
                           << R"({"model":"m","input":["a"],"encoding_format":"float"})"_ba;
}

void TestEmbeddingRequest::C_01_C_02_C_03_RA_33_sendsWhatIsSet()
{
    QFETCH(const EmbeddingRequest, request);
    QFETCH(const QByteArray, body);
    QCOMPARE(endpointRequest(request).body, body);
    QCOMPARE(endpointRequest(request).contentType, "application/json"_ba);
}

void TestEmbeddingRequest::C_01_refusesWhatCannotBeSent()
{
    QCOMPARE(check({.model = u"m"_s}).problem, u"There is no text to embed."_s);
    QCOMPARE(check({.model = u"m"_s, .inputs = {u"a"_s}, .dimensions = 0}).problem,
        u"A vector has at least 1 dimension."_s);
    const QString much(EmbeddingRequest::MostBytes / 2, u'é');
    QCOMPARE(check({.model = u"m"_s, .inputs = {much}}).problem, QString());
    QCOMPARE(check({.model = u"m"_s, .inputs = {much, u"é"_s}}).problem,
        u"The texts have 65 MB together; at most 64 MB are sent at once."_s);
}

void TestEmbeddingRequest::C_01_moreTextsThanTheApiTakesAreRefused()
{
    QCOMPARE(check({.model = u"m"_s, .inputs = QStringList(2048, u"a"_s)}), RequestCheck());
    const RequestCheck many = check({.model = u"m"_s, .inputs = QStringList(2049, u"a"_s)});
    QCOMPARE(many, RequestCheck{.refusal = u"The API takes 2,048 texts at once; these are 2,049."_s});
    QCOMPARE(many.doubts(), QStringList{many.refusal});
}

void TestEmbeddingRequest::C_01_C_02_hints_data()
{
    QTest::addColumn<EmbeddingRequest>("request");
    QTest::addColumn<QStringList>("hints");
    const QString longText(4 * 8193, u'a');
    QTest::newRow("nothing to say") << EmbeddingRequest{.model = u"m"_s, .inputs = {u"a"_s}} << QStringList();
    QTest::newRow("no model") << EmbeddingRequest{.inputs = {u"a"_s}}
                              << QStringList(u"Most servers need a model."_s);
    QTest::newRow("an empty text") << EmbeddingRequest{.model = u"m"_s, .inputs = {u"a"_s, QString()}}
                                   << QStringList(u"Text 2: empty, which the API refuses."_s);
    QTest::newRow("empty texts") << EmbeddingRequest{.model = u"m"_s, .inputs = QStringList(5)}
                                 << QStringList(u"Texts 1, 2, 3 and 2 more: empty, which the API refuses."_s);
    QTest::newRow("long")
        << EmbeddingRequest{.model = u"m"_s, .inputs = {u"a"_s, longText, longText}}
        << QStringList(u"Texts 2 and 3: probably more than the 8,192 tokens that the API takes in a text."_s);
    QTest::newRow("much")
        << EmbeddingRequest{.model = u"m"_s, .inputs = QStringList(40, QString(32'000, u'a'))}
        << QStringList(u"Together probably more than the 300,000 tokens that the API takes at once."_s);
    QTest::newRow("C-02")
        << EmbeddingRequest{.model = u"text-embedding-ada-002"_s, .inputs = {u"a"_s}, .dimensions = 8}
        << QStringList(u"text-embedding-ada-002 does not take dimensions; text-embedding-3 and later do."_s);
}

void TestEmbeddingRequest::C_01_C_02_hints()
{
    QFETCH(const EmbeddingRequest, request);
    QFETCH(const QStringList, hints);
    QCOMPARE(check(request), RequestCheck{.hints = hints});
}

QTEST_GUILESS_MAIN(TestEmbeddingRequest)
#include "tst_embeddingrequest.moc"
