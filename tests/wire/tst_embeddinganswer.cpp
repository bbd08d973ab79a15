// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/recordings.h"
#include "wire/endpoints/embeddinganswer.h"

#include <QTest>
#include <QtEndian>
#include <bit>
#include <charconv>
#include <cmath>
#include <limits>
#include <random>

using namespace Parlance;
using namespace Parlance::Test;
using namespace Qt::StringLiterals;

namespace {

using Answer = std::expected<EmbeddingAnswer, ChatError>;

Answer read(const QByteArray &body, qsizetype inputs, int status = 200)
{
    return readEmbeddings(recordingOf({body}, "application/json", status), inputs);
}

QString problemOf(const Answer &answer)
{
    return answer ? u"no problem"_s : answer.error().message;
}

QByteArray entry(const QByteArray &embedding, const QByteArray &index = {})
{
    const QByteArray written = index.isEmpty() ? QByteArray() : R"(,"index":)" + index;
    return R"({"object":"embedding","embedding":)" + embedding + written + '}';
}

QByteArray bodyOf(const QList<QByteArray> &entries)
{
    return R"({"object":"list","data":[)" + entries.join(',') + R"(],"model":"m"})";
}

QByteArray decimals(const std::vector<float> &values)
{
    QList<QByteArray> written;
    for (const float value : values) {
        std::array<char, 64> buffer;
        const auto end = std::to_chars(buffer.begin(), buffer.end(), value).ptr;
        written << QByteArray(buffer.data(), end - buffer.data());
    }
    return '[' + written.join(',') + ']';
}

QByteArray base64(const std::vector<float> &values)
{
    QByteArray bytes;
    for (const float value : values) {
        const quint32 bits = qToLittleEndian(std::bit_cast<quint32>(value));
        bytes.append(reinterpret_cast<const char *>(&bits), sizeof bits);
    }
    return '"' + bytes.toBase64() + '"';
}

QList<quint32> bitsOf(const std::vector<float> &values)
{
    QList<quint32> bits;
    for (const float value : values)
        bits << std::bit_cast<quint32>(value);
    return bits;
}

/// Of every size that is finite: any bits.
std::vector<float> randomFloats(quint32 seed, size_t count)
{
    std::mt19937 random(seed);
    std::vector<float> values;
    while (values.size() < count) {
        if (const float value = std::bit_cast<float>(quint32(random())); std::isfinite(value))
            values.push_back(value);
    }
    return values;
}

} // namespace

class TestEmbeddingAnswer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void RA_33_readsTheExampleOfOpenAI();
    void C_03_bothEncodingsGiveTheSameBits();
    void C_03_readsEveryDecimalToTheNearestFloat_data();
    void C_03_readsEveryDecimalToTheNearestFloat();
    void C_03_readsEscapedBase64();
    void C_04_ordersByIndex();
    void C_04_readsUnusualIndexes_data();
    void C_04_readsUnusualIndexes();
    void C_05_readsUsage();
    void anySplitReadsTheSame();
    void problems_data();
    void problems();
    void errorsOfTheServer_data();
    void errorsOfTheServer();
    void tellsProgressAndStops();
};

void TestEmbeddingAnswer::RA_33_readsTheExampleOfOpenAI()
{
    const Answer answer = read(R"({
        "object": "list",
        "data": [ { "object": "embedding", "embedding": [ 0.0023064255, -0.009327292, -0.0028842222 ], "index": 0 } ],
        "model": "text-embedding-ada-002",
        "usage": { "prompt_tokens": 8, "total_tokens": 8 }
    })",
        1);
    QVERIFY2(answer, qPrintable(problemOf(answer)));
    QCOMPARE(answer->model, u"text-embedding-ada-002"_s);
    QCOMPARE(
        answer->vectors, (Vectors{.dimension = 3, .values = {0.0023064255F, -0.009327292F, -0.0028842222F}}));
    QCOMPARE(answer->inputs, QList<qsizetype>{0});
    QVERIFY(!answer->isBase64);
    QCOMPARE(answer->remarks, QStringList());
}

void TestEmbeddingAnswer::C_03_bothEncodingsGiveTheSameBits()
{
    using Limits = std::numeric_limits<float>;
    QList<std::vector<float>> vectors{
        {0.0F, -0.0F, Limits::denorm_min(), -Limits::denorm_min(), Limits::min(), Limits::max(),
            Limits::lowest(), Limits::epsilon(), 1.0F, 0.1F, std::nextafter(Limits::min(), 0.0F)}};
    for (quint32 seed = 1; seed <= 20; ++seed)
        vectors << randomFloats(seed, 1000);
    for (const std::vector<float> &values : std::as_const(vectors)) {
        const Answer written = read(bodyOf({entry(decimals(values))}), 1);
        const Answer packed = read(bodyOf({entry(base64(values))}), 1);
        QVERIFY2(written, qPrintable(problemOf(written)));
        QVERIFY2(packed, qPrintable(problemOf(packed)));
        QCOMPARE(bitsOf(written->vectors.values), bitsOf(values));
        QCOMPARE(bitsOf(packed->vectors.values), bitsOf(values));
        QVERIFY(packed->isBase64 && !written->isBase64);
    }
}

void TestEmbeddingAnswer::C_03_readsEveryDecimalToTheNearestFloat_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<float>("value");
    QTest::newRow("many digits") << "0.100000001490116119384765625"_ba << 0.1F;
    QTest::newRow("a double's digits") << "0.10000000149011612"_ba << 0.1F;
    QTest::newRow("whole") << "-3"_ba << -3.0F;
    QTest::newRow("exponent") << "1.5E+3"_ba << 1500.0F;
    QTest::newRow("too small for a float") << "1e-60"_ba << 0.0F;
    QTest::newRow("too small for a double") << "-1e-400"_ba << -0.0F;
    QTest::newRow("smallest") << "1.401298464324817e-45"_ba << std::numeric_limits<float>::denorm_min();
}

void TestEmbeddingAnswer::C_03_readsEveryDecimalToTheNearestFloat()
{
    QFETCH(const QByteArray, written);
    QFETCH(const float, value);
    const Answer answer = read(bodyOf({entry('[' + written + ']')}), 1);
    QVERIFY2(answer, qPrintable(problemOf(answer)));
    QCOMPARE(bitsOf(answer->vectors.values), bitsOf({value}));
}

/// PHP writes / as \/.
void TestEmbeddingAnswer::C_03_readsEscapedBase64()
{
    const std::vector<float> values{std::bit_cast<float>(0x3F3FFFFFU), -1.0F};
    QByteArray written = base64(values);
    QVERIFY(written.contains('/'));
    const Answer answer = read(bodyOf({entry(written.replace("/", "\\/"))}), 1);
    QVERIFY2(answer, qPrintable(problemOf(answer)));
    QCOMPARE(bitsOf(answer->vectors.values), bitsOf(values));
}

void TestEmbeddingAnswer::C_04_ordersByIndex()
{
    const Answer answer = read(bodyOf({entry("[2,2]", "2"), entry("[0,0]", "0"), entry("[1,1]", "1")}), 3);
    QVERIFY2(answer, qPrintable(problemOf(answer)));
    QCOMPARE(answer->vectors.values, (std::vector<float>{0, 0, 1, 1, 2, 2}));
    QCOMPARE(answer->inputs, (QList<qsizetype>{0, 1, 2}));
    QCOMPARE(answer->remarks, QStringList());
}

void TestEmbeddingAnswer::C_04_readsUnusualIndexes_data()
{
    QTest::addColumn<QList<QByteArray>>("entries");
    QTest::addColumn<qsizetype>("inputCount");
    QTest::addColumn<QList<qsizetype>>("inputs");
    QTest::addColumn<QString>("remark");
    const auto row = [](const char *name, const QList<QByteArray> &entries, qsizetype count,
                         const QList<qsizetype> &inputs, const QString &remark) {
        QTest::newRow(name) << entries << count << inputs << remark;
    };
    row("missing", {entry("[0]"), entry("[1]")}, 2, {0, 1},
        u"Vectors came without an index; they were taken in their order."_s);
    row("null", {entry("[0]", "null"), entry("[1]", "null")}, 2, {0, 1},
        u"Vectors came without an index; they were taken in their order."_s);
    row("from 1", {entry("[0]", "1"), entry("[1]", "2")}, 2, {0, 1},
        u"The server counts data[].index from 1."_s);
    row("all 0", {entry("[0]", "0"), entry("[1]", "0")}, 2, {0, 1},
        u"Each data[].index is 0; the vectors were taken in their order."_s);
    row("too few", {entry("[0]", "0"), entry("[1]", "3")}, 5, {0, 3},
        u"Only 2 of 5 texts have a vector. Without one: 2, 3, 5."_s);
    row("far too few", {entry("[0]", "0")}, 100, {0},
        u"Only 1 of 100 texts have a vector. Without one: 2, 3, 4, 5, 6, others."_s);
}

void TestEmbeddingAnswer::C_04_readsUnusualIndexes()
{
    QFETCH(const QList<QByteArray>, entries);
    QFETCH(const qsizetype, inputCount);
    QFETCH(const QList<qsizetype>, inputs);
    QFETCH(const QString, remark);
    const Answer answer = read(bodyOf(entries), inputCount);
    QVERIFY2(answer, qPrintable(problemOf(answer)));
    QCOMPARE(answer->inputs, inputs);
    QCOMPARE(answer->remarks, QStringList(remark));
}

void TestEmbeddingAnswer::C_05_readsUsage()
{
    const Answer answer =
        read(R"({"usage":{"prompt_tokens":8,"total_tokens":9},"data":[{"index":0,"embedding":[1]}]})", 1);
    QVERIFY2(answer, qPrintable(problemOf(answer)));
    QCOMPARE(answer->usage.inputTokens, 8);
    QCOMPARE(answer->usage.totalTokens, 9);
    QCOMPARE(answer->usage.outputTokens, std::nullopt);
}

void TestEmbeddingAnswer::anySplitReadsTheSame()
{
    const QByteArray body = R"({"id":"\ud83d\ude00","data":[)" + entry("[ -1.25e-3, 0.5 ]", "1") + ',' +
                            entry(base64({2.5F, -0.0F}), "0") + R"(],"model":"é","more":[{"a":"]"}]})";
    for (const Pieces &pieces : splits(body)) {
        const Answer answer = readEmbeddings(recordingOf(pieces, "application/json"), 2);
        QVERIFY2(answer, qPrintable(problemOf(answer)));
        QCOMPARE(answer->vectors, (Vectors{.dimension = 2, .values = {2.5F, -0.0F, -1.25e-3F, 0.5F}}));
        QCOMPARE(answer->model, u"é"_s);
    }
}

void TestEmbeddingAnswer::problems_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, const QByteArray &body, const QString &problem) {
        QTest::newRow(name) << body << problem;
    };
    const auto number = [&row](const char *name, const QByteArray &written, const QString &problem) {
        row(name, bodyOf({entry("[1,2]", "0"), entry("[1," + written + ']', "1")}), problem);
    };
    number("NaN", "NaN", u"data[1].embedding[1] is NaN, and not a number."_s);
    number("null", "null", u"data[1].embedding[1] is null, and not a number."_s);
    number("Infinity", "-Infinity", u"data[1].embedding[1] is -Infinity, and not a number."_s);
    number("text", R"("1")", u"data[1].embedding[1] is a text, and not a number."_s);
    number("list", "[1]", u"data[1].embedding[1] is a list, and not a number."_s);
    number("too large", "1e400", u"data[1].embedding[1] is 1e400, which a 32-bit float cannot hold."_s);
    number("too large for a float", "-3.5e38",
        u"data[1].embedding[1] is -3.5e38, which a 32-bit float cannot hold."_s);
    row("NaN in base64", bodyOf({entry(base64({1, std::nanf("")}))}),
        u"data[0].embedding[1] is NaN, and not a number."_s);
    row("Infinity in base64", bodyOf({entry(base64({-INFINITY}))}),
        u"data[0].embedding[0] is Infinity, and not a number."_s);
    row("half a float", bodyOf({entry(R"("AAAA")")}),
        u"data[0].embedding has 3 bytes of base64, which are no 32-bit floats."_s);
    row("no base64", bodyOf({entry(R"("hi!!")")}), u"data[0].embedding is a text, and not base64."_s);
    row("no vector", bodyOf({entry("null")}), u"data[0].embedding is null, and not a vector."_s);
    row("an object", bodyOf({entry("{}")}), u"data[0].embedding is an object, and not a vector."_s);
    row("empty vector", bodyOf({entry("[]")}), u"data[0].embedding is empty."_s);
    row("no embedding", bodyOf({entry("[1]"), R"({"index":1})"}), u"data[1] has no embedding."_s);
    row("unequal", bodyOf({entry("[1,2,3]", "0"), entry("[1,2]", "1")}),
        u"data[1].embedding has 2 numbers, and data[0].embedding has 3."_s);
    row("twice", bodyOf({entry("[1]", "0"), entry("[2]", "1"), entry("[3]", "1")}),
        u"data[1] and data[2] have the same index 1."_s);
    row("beyond", bodyOf({entry("[1]", "0"), entry("[2]", "7")}),
        u"data[1].index is 7, but 2 texts were sent."_s);
    row("below", bodyOf({entry("[1]", "-1"), entry("[2]", "0")}),
        u"data[0].index is -1, but 2 texts were sent."_s);
    row("too many", bodyOf({entry("[1]"), entry("[1]"), entry("[1]")}),
        u"data[2].index is 2, but 2 texts were sent."_s);
    row("none", bodyOf({}), u"The answer has no vectors."_s);
    row("no data", R"({"object":"list"})", u"The answer has no list “data” of vectors."_s);
    row("cut", R"({"data":[{"embedding":[0.1,0.)",
        u"The response isn't valid JSON: the text ends early, at byte 29."_s);
    row("no comma", R"({"data":[{"embedding":[0.1 0.2]}]})",
        u"The response isn't valid JSON: expected , at byte 27."_s);
    row("a page", "<!doctype html><title>Welcome</title>", u"The server answered with a web page: Welcome"_s);
    row("a list", "[1]", u"The response isn't a JSON object."_s);
}

void TestEmbeddingAnswer::problems()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QString, problem);
    const Answer answer = read(body, 2);
    QCOMPARE(problemOf(answer), problem);
    QCOMPARE(answer.error().kind, ChatError::Kind::Protocol);
    QCOMPARE(answer.error().requestId, u"r-1"_s);
}

void TestEmbeddingAnswer::errorsOfTheServer_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ChatError::Kind>("kind");
    QTest::addColumn<QString>("message");
    QTest::newRow("C-01 a refusal") << 400 << R"({"error":{"message":"'$.input' is invalid."}})"_ba
                                    << ChatError::Kind::BadRequest << u"'$.input' is invalid."_s;
    QTest::newRow("FF-37 FF-50 reserved")
        << 501 << R"({"error":{"code":"NOT_IMPLEMENTED","message":"Endpoint reserved"}})"_ba
        << ChatError::Kind::NotImplemented << u"Endpoint reserved"_s;
    QTest::newRow("under a good status")
        << 200 << R"({"error":{"message":"Model overloaded","code":"server_error"}})"_ba
        << ChatError::Kind::Server << u"Model overloaded"_s;
    QTest::newRow("with empty data") << 200 << R"({"data":[],"error":"Out of credits"})"_ba
                                     << ChatError::Kind::Server << u"Out of credits"_s;
}

void TestEmbeddingAnswer::errorsOfTheServer()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const ChatError::Kind, kind);
    QFETCH(const QString, message);
    const Answer answer = read(body, 1, status);
    QCOMPARE(problemOf(answer), message);
    QCOMPARE(answer.error().kind, kind);
    QCOMPARE(answer.error().httpStatus, status);
}

void TestEmbeddingAnswer::tellsProgressAndStops()
{
    const QByteArray vector = '[' + QByteArray("0.25,").repeated(50'000) + "1]";
    const QByteArray body = bodyOf(QList<QByteArray>(20, entry(vector)));
    const Recording recording = recordingOf({body}, "application/json");
    QList<qint64> told;
    std::stop_source source;
    const Answer whole = readEmbeddings(recording, 20, [&told](qint64 read) { told << read; });
    QVERIFY(whole);
    QVERIFY(std::ranges::is_sorted(told) && told.size() > 1 && told.last() < body.size());
    const Answer stopped =
        readEmbeddings(recording, 20, [&source](qint64) { source.request_stop(); }, source.get_token());
    QCOMPARE(problemOf(stopped), u"Reading was stopped."_s);
}

QTEST_GUILESS_MAIN(TestEmbeddingAnswer)
#include "tst_embeddinganswer.moc"
