// SPDX-License-Identifier: GPL-3.0-or-later
#include "mediatest.h"

#include <QTest>
#include <QtEndian>

using namespace Parlance;
using namespace Parlance::Demo;
using namespace Qt::StringLiterals;

namespace {

const QString Path = u"/v1/embeddings"_s;

QList<float> floatsOf(const QJsonValue &vector)
{
    QList<float> numbers;
    if (vector.isArray()) {
        for (const QJsonValue number : vector.toArray())
            numbers.append(float(number.toDouble()));
        return numbers;
    }
    const QByteArray bytes = QByteArray::fromBase64(vector.toString().toLatin1());
    for (qsizetype at = 0; at + 4 <= bytes.size(); at += 4)
        numbers.append(qFromLittleEndian<float>(bytes.constData() + at));
    return numbers;
}

} // namespace

class EmbeddingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void RA_33_C_01_C_05_answers_data();
    void RA_33_C_01_C_05_answers();
    void C_03_base64AndFloatAreTheSameBits();
    void C_02_dimensions_data();
    void C_02_dimensions();
    void C_01_refuses_data();
    void C_01_refuses();
    void C_01_twoThousandTexts();
    void needsItsKey();
    void C_04_orderIsTheIndex();
    void faults();
    void faultOfAnotherEndpoint();

private:
    [[nodiscard]] DemoResponse ask(const QByteArray &fields, const QByteArray &fault = {})
    {
        return m_gateway.ask(Path, R"({"model":"demo-embed-small",)" + fields + "}", fault);
    }

    MediaTest m_gateway;
};

void EmbeddingsTest::RA_33_C_01_C_05_answers_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("tokens");
    QTest::newRow("a text") << R"("a cat")"_ba << 1 << 2;
    QTest::newRow("texts") << R"(["a cat","two cats","three"])"_ba << 3 << 5;
    QTest::newRow("token numbers") << R"([15339,1917])"_ba << 1 << 2;
    QTest::newRow("lists of token numbers") << R"([[15339,1917],[15339]])"_ba << 2 << 3;
}

void EmbeddingsTest::RA_33_C_01_C_05_answers()
{
    QFETCH(QByteArray, input);
    const DemoResponse said = ask("\"input\":" + input);
    QCOMPARE(said.status, 200);
    QCOMPARE(typeOf(said), "application/json"_ba);
    const QJsonObject answer = jsonOf(said);
    QCOMPARE(answer[u"object"].toString(), u"list"_s);
    QCOMPARE(answer[u"model"].toString(), u"demo-embed-small"_s);
    QTEST(int(answer[u"data"].toArray().size()), "count");
    QTEST(answer[u"usage"][u"prompt_tokens"].toInt(), "tokens");
    QTEST(answer[u"usage"][u"total_tokens"].toInt(), "tokens");
    int index = 0;
    for (const QJsonValue one : answer[u"data"].toArray()) {
        QCOMPARE(one[u"object"].toString(), u"embedding"_s);
        QCOMPARE(one[u"index"].toInt(), index++);
        QCOMPARE(one[u"embedding"].toArray().size(), 256);
    }
}

void EmbeddingsTest::C_03_base64AndFloatAreTheSameBits()
{
    const QJsonObject list = jsonOf(ask(R"("input":"a cat on a sofa","encoding_format":"float")"));
    const QJsonObject bytes = jsonOf(ask(R"("input":"a cat on a sofa","encoding_format":"base64")"));
    QVERIFY(bytes[u"data"][0][u"embedding"].isString());
    const QList<float> numbers = floatsOf(list[u"data"][0][u"embedding"]);
    QCOMPARE(floatsOf(bytes[u"data"][0][u"embedding"]), numbers);
    QCOMPARE(numbers.size(), 256);
}

void EmbeddingsTest::C_02_dimensions_data()
{
    QTest::addColumn<QByteArray>("model");
    QTest::addColumn<QByteArray>("dimensions");
    QTest::addColumn<int>("numbers");
    QTest::newRow("small") << "demo-embed-small"_ba << "null"_ba << 256;
    QTest::newRow("large") << "demo-embed-large"_ba << "null"_ba << 1536;
    QTest::newRow("1") << "demo-embed-small"_ba << "1"_ba << 1;
    QTest::newRow("3072") << "demo-embed-large"_ba << "3072"_ba << 3072;
}

void EmbeddingsTest::C_02_dimensions()
{
    QFETCH(QByteArray, model);
    QFETCH(QByteArray, dimensions);
    const QByteArray body = R"({"input":"a cat","model":")" + model + R"(","dimensions":)" + dimensions + "}";
    QTEST(int(jsonOf(m_gateway.ask(Path, body))[u"data"][0][u"embedding"].toArray().size()), "numbers");
}

void EmbeddingsTest::C_01_refuses_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("says");
    const QString form =
        u"`input` must be a text, a list of token numbers, or a list of 1 to 2048 of these"_s;
    const auto row = [](const char *name, const QByteArray &fields, const QString &field,
                         const QString &says) {
        QTest::newRow(name) << fields << field << says;
    };
    row("nothing", R"("user":"a")", u"input"_s, form);
    row("no texts", R"("input":[])", u"input"_s, form);
    row("an object", R"("input":{})", u"input"_s, form);
    row("empty text", R"("input":"")", u"input"_s,
        u"`input` must be a text or a list of token numbers, and not empty"_s);
    row("one empty text", R"("input":["a",""])", u"input[1]"_s,
        u"`input[1]` must be a text or a list of token numbers, and not empty"_s);
    row("mixed", R"("input":["a",1])", u"input[1]"_s,
        u"`input[1]` must be a text or a list of token numbers, and not empty"_s);
    row("2049 texts", "\"input\":[" + R"("a",)"_ba.repeated(2048) + R"("a"])", u"input"_s, form);
    row("8193 tokens", "\"input\":\"" + "a "_ba.repeated(8193).trimmed() + '"', u"input"_s,
        u"`input` has a text of 8193 tokens, and the most are 8192"_s);
    row("300001 tokens in all",
        "\"input\":[" + ('"' + "a "_ba.repeated(8000).trimmed() + "\",").repeated(37) + '"' +
            "a "_ba.repeated(4001).trimmed() + "\"]",
        u"input"_s, u"`input` has 300001 tokens in all, and the most are 300000"_s);
    row("no dimensions", R"("input":"a","dimensions":0)", u"dimensions"_s,
        u"`dimensions` must be a whole number from 1 to 3072"_s);
    row("too many dimensions", R"("input":"a","dimensions":3073)", u"dimensions"_s,
        u"`dimensions` must be a whole number from 1 to 3072"_s);
    row("unknown encoding", R"("input":"a","encoding_format":"int8")", u"encoding_format"_s,
        u"`encoding_format` must be one of float, base64"_s);
}

void EmbeddingsTest::C_01_refuses()
{
    QFETCH(QByteArray, fields);
    const DemoResponse said = ask(fields);
    QCOMPARE(said.status, 400);
    QTEST(fieldOf(said), "field");
    QTEST(messageOf(said), "says");
}

void EmbeddingsTest::C_01_twoThousandTexts()
{
    const DemoResponse said =
        ask("\"encoding_format\":\"base64\",\"input\":[" + R"("a cat",)"_ba.repeated(2047) + R"("a cat"])");
    QCOMPARE(jsonOf(said)[u"data"].toArray().size(), 2048);
}

void EmbeddingsTest::needsItsKey()
{
    const Composer composer{Handbook::builtIn()};
    RuApiEndpoint ruApi(&composer, atOnce());
    QCOMPARE(answer(ruApi.routes(), post(Path, "{}", {{"authorization", "Bearer sk-other"}})).status, 401);
    const DemoResponse unknown = m_gateway.ask(Path, R"({"model":"gpt-4o","input":"a"})");
    QCOMPARE(unknown.status, 404);
    QCOMPARE(messageOf(unknown),
        u"The model `gpt-4o` does not exist at /v1/embeddings. There are demo-embed-small, demo-embed-large"_s);
}

void EmbeddingsTest::C_04_orderIsTheIndex()
{
    const QJsonArray ordered = jsonOf(ask(R"("input":["a","b","c"])"))[u"data"].toArray();
    const QJsonArray shuffled = jsonOf(ask(R"("input":["a","b","c"])", "shuffled"))[u"data"].toArray();
    QCOMPARE(shuffled.size(), 3);
    for (qsizetype i = 0; i < 3; ++i)
        QCOMPARE(shuffled.at(2 - i), ordered.at(i));
}

void EmbeddingsTest::faults()
{
    const QByteArray input = R"("input":["a","b"])";
    QCOMPARE(jsonOf(ask(input, "fewer-vectors"))[u"data"].toArray().size(), 1);
    const QJsonObject unequal = jsonOf(ask(input, "unequal-vectors"));
    QCOMPARE(unequal[u"data"][0][u"embedding"].toArray().size(), 256);
    QCOMPARE(unequal[u"data"][1][u"embedding"].toArray().size(), 128);
    QVERIFY(bytesOf(ask(input, "nan")).contains("[NaN,"));
    const QByteArray base64 = R"("encoding_format":"base64",)";
    QVERIFY(qIsNaN(floatsOf(jsonOf(ask(base64 + input, "nan"))[u"data"][1][u"embedding"]).first()));
    QCOMPARE(ask(input, "429").status, 429);
    QVERIFY(jsonOf(ask(input, "no-end")).isEmpty());
}

void EmbeddingsTest::faultOfAnotherEndpoint()
{
    const DemoResponse said = ask(R"("input":"a")", "wav-twice");
    QCOMPARE(said.status, 400);
    QVERIFY(messageOf(said).startsWith("Unknown X-Demo-Fault \"wav-twice\". There are 400, "_L1));
    QVERIFY(messageOf(said).contains("nan"_L1) && !messageOf(said).contains("wav-chunk"_L1));
}

QTEST_GUILESS_MAIN(EmbeddingsTest)
#include "tst_embeddingsendpoint.moc"
