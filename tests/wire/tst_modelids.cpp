// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/modelids.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestModelIds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ids_data();
    void ids();
    void C_31_everyMemberStays();
    void numbersThatAreNoJsonBecomeNull();
    void moreModelsThanAnyGatewayHasAreLeftOut();
    void errors_data();
    void errors();
};

void TestModelIds::ids_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("ids");
    QTest::newRow("RA-37 RL-21 RL-22 the list of OpenAI")
        << QByteArray(R"({"object":"list","data":[{"id":"gpt-4o","object":"model","created":1715000000,)"
                      R"("owned_by":"openai"},{"id":"claude-3-5-sonnet-20241022","object":"model"}]})")
        << QStringList{u"gpt-4o"_s, u"claude-3-5-sonnet-20241022"_s};
    QTest::newRow("RA-37 the list of Anthropic")
        << QByteArray(R"({"data":[{"type":"model","id":"claude-x","display_name":"Claude X",)"
                      R"("created_at":"2025-02-19T00:00:00Z"}],"has_more":false,"first_id":"claude-x"})")
        << QStringList{u"claude-x"_s};
    QTest::newRow("the list of Ollama")
        << QByteArray(
               R"({"models":[{"name":"llama3.2:latest","model":"llama3.2:latest","size":2019393189}]})")
        << QStringList{u"llama3.2:latest"_s};
    QTest::newRow("both lists of llama.cpp")
        << QByteArray(R"({"models":[{"name":"of-models"}],"object":"list","data":[{"id":"of-data"}]})")
        << QStringList{u"of-data"_s};
    QTest::newRow("the list alone") << QByteArray(R"([{"id":"a"},{"id":"b"}])")
                                    << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("each once, none without an id")
        << QByteArray(R"({"data":[{"id":"b"},{"id":""},{},7,{"id":"a"},{"id":"b"}]})")
        << QStringList{u"b"_s, u"a"_s};
    QTest::newRow("no models") << QByteArray(R"({"object":"list","data":[]})") << QStringList();
}

void TestModelIds::ids()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QStringList, ids);
    const auto list = readModels(body).transform(idsOf);
    QVERIFY2(list, list ? "" : qPrintable(list.error().message));
    QCOMPARE(*list, ids);
}

void TestModelIds::C_31_everyMemberStays()
{
    const QByteArray first =
        R"({"id":"a","context_length":131072,"pricing":{"prompt":"0.000002"},"x":1e2,"seed":12345678901234567890})";
    const QByteArray second = R"({ "name": "b", "id": "" })";
    const auto models = readModels(R"({"data":[)" + first + "," + second + R"(,{"owned_by":"nobody"}]})");
    QVERIFY(models);
    QCOMPARE(models->size(), 3);
    QCOMPARE(models->at(0), (ListedModel{.id = u"a"_s, .json = first}));
    QCOMPARE(models->at(1), (ListedModel{.id = u"b"_s, .json = second}));
    QCOMPARE(models->at(2).id, QString());
}

void TestModelIds::numbersThatAreNoJsonBecomeNull()
{
    const auto models = readModels(R"([{"id":"a","price":NaN}])");
    QVERIFY(models);
    QCOMPARE(models->first().json, R"({"id":"a","price":null})");
}

void TestModelIds::moreModelsThanAnyGatewayHasAreLeftOut()
{
    const QByteArray many = QByteArray(R"({"id":"a"},)").repeated(MostListedModels + 5);
    const auto models = readModels("[" + many + "{}]");
    QVERIFY(models);
    QCOMPARE(models->size(), MostListedModels);
    QCOMPARE(idsOf(*models), QStringList(u"a"_s));
}

void TestModelIds::errors_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ChatError::Kind>("kind");
    QTest::addColumn<QString>("message");
    using enum ChatError::Kind;
    QTest::newRow("X-03 a page") << QByteArray("<html><title>Welcome</title></html>") << Protocol
                                 << u"The server answered with a web page: Welcome"_s;
    QTest::newRow("another object") << QByteArray(R"({"data":{}})") << Protocol
                                    << u"This is not a list of models: {\"data\":{}}"_s;
    QTest::newRow("nothing") << QByteArray() << Protocol << u"This is not a list of models: "_s;
    QTest::newRow("X-03 an error of status 200")
        << QByteArray(R"({"error":{"message":"no","code":"invalid_api_key"}})") << Authentication << u"no"_s;
    QTest::newRow("X-03 an error beside a list")
        << QByteArray(R"({"data":[],"error":{"message":"away"}})") << Server << u"away"_s;
}

void TestModelIds::errors()
{
    QFETCH(const QByteArray, body);
    QFETCH(const ChatError::Kind, kind);
    QFETCH(const QString, message);
    const auto list = readModels(body).transform(idsOf);
    QVERIFY(!list);
    QCOMPARE(list.error().kind, kind);
    QCOMPARE(list.error().message, message);
}

QTEST_GUILESS_MAIN(TestModelIds)
#include "tst_modelids.moc"
