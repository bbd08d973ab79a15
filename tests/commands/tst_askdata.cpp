// SPDX-License-Identifier: GPL-3.0-or-later
#include "asktest.h"
#include "support/eventually.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <csignal>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

/// Of one pixel, in base64.
const QByteArray Png =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=";

constexpr QByteArrayView TwoVectors =
    R"({"data":[{"index":1,"embedding":[0,3]},{"index":0,"embedding":[1.5,-0.1]}],"model":"m-1",)"
    R"("usage":{"prompt_tokens":4,"total_tokens":4}})";

} // namespace

/// parlance-ask --embeddings and --image over real HTTP: what it sends, prints, writes, and ends with.
class TestAskData : public AskTest
{
    Q_OBJECT

public:
    TestAskData()
        : AskTest("sk-secret")
    {
    }

private Q_SLOTS:
    void RA_33_embedsArguments();
    void embedsLinesOfStandardInput();
    void embedsLinesOfAFile();
    void C_03_asksForBase64();
    void writesVectors_data();
    void writesVectors();
    void embeddingsAsJson();
    void FF_37_FF_50_aReservedEndpoint();
    void C_04_aVectorIsMissing();
    void aNumberIsNone();
    void hintsComeBeforeTheRequest();
    void RA_34_writesAPicture();
    void C_07_numbersPictures();
    void C_10_printsAddressesAndFetchesNothing();
    void C_14_saysWhatTheBytesAre();
    void saysHowManyPicturesWereLeftOut();
    void C_12_streamsPictures();
    void imagesAsJson();
    void stopsAtCtrlC();
    void wrongUse_data();
    void wrongUse();

private:
    [[nodiscard]] QByteArray content(const QString &name) const;
    void answer(const QByteArray &body, int status = 200) const;
    [[nodiscard]] int exitCode();
};

QByteArray TestAskData::content(const QString &name) const
{
    QFile file(m_folder->filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestAskData::answer(const QByteArray &body, int status) const
{
    m_connection->sendWhole(status, "application/json", body);
}

int TestAskData::exitCode()
{
    return ends() ? m_process->exitCode() : -1;
}

void TestAskData::RA_33_embedsArguments()
{
    run({u"--embeddings"_s, u"--model"_s, u"m"_s, u"--key-env"_s, u"PARLANCE_TEST_KEY"_s, u"first"_s,
        u"two\nlines"_s});
    QVERIFY(isAsked());
    QVERIFY(m_connection->head().startsWith("POST /v1/embeddings HTTP/1.1\r\n"));
    QCOMPARE(m_connection->header("Authorization"), "Bearer sk-secret");
    QCOMPARE(m_connection->body(), R"({"model":"m","input":["first","two\nlines"]})"_ba);
    answer(TwoVectors.toByteArray());
    QCOMPARE(exitCode(), 0);
    QCOMPARE(m_output, "2 numbers, norm 1.5033: first\n2 numbers, norm 3.0000: two lines\n"_ba);
    QCOMPARE(m_errors, ""_ba);
}

void TestAskData::embedsLinesOfStandardInput()
{
    run({u"--embeddings"_s, u"--model"_s, u"m"_s, u"-"_s});
    m_process->write("one\n\n  \n two \r\n");
    m_process->closeWriteChannel();
    QVERIFY(isAsked());
    QCOMPARE(m_connection->body(), R"({"model":"m","input":["one"," two "]})"_ba);
}

void TestAskData::embedsLinesOfAFile()
{
    QFile file(m_folder->filePath(u"texts.txt"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("\xEF\xBB\xBFné\nlast");
    file.close();
    run({u"--embeddings"_s, u"--model"_s, u"m"_s, u"--input"_s, u"texts.txt"_s, u"first"_s});
    QVERIFY(isAsked());
    QCOMPARE(m_connection->body(), R"({"model":"m","input":["first","né","last"]})"_ba);
}

void TestAskData::C_03_asksForBase64()
{
    run({u"--embeddings"_s, u"--model"_s, u"m"_s, u"--set"_s, u"encoding_format=base64"_s, u"--set"_s,
        u"dimensions=1"_s, u"a"_s});
    QVERIFY(isAsked());
    QCOMPARE(
        m_connection->body(), R"({"model":"m","input":["a"],"encoding_format":"base64","dimensions":1})"_ba);
    answer(R"({"data":[{"index":0,"embedding":"AAAAwA=="}]})");
    QCOMPARE(exitCode(), 0);
    QCOMPARE(m_output, "1 numbers, norm 2.0000: a\n"_ba);
}

void TestAskData::writesVectors_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("end");
    QTest::newRow("NumPy") << u"a.npy"_s << QByteArray::fromHex("0000c03f cdccccbd 00000000 00004040");
    QTest::newRow("CSV") << u"a.csv"_s << "text,0,1\r\nfirst,1.5,-0.1\r\nsecond,0,3\r\n"_ba;
    QTest::newRow("JSON") << u"A.JSON"_s
                          << "[{\"text\":\"first\",\"embedding\":[1.5,-0.1]},\n"
                             "{\"text\":\"second\",\"embedding\":[0,3]}]\n"_ba;
}

void TestAskData::writesVectors()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, end);
    run({u"--embeddings"_s, u"--model"_s, u"m"_s, u"--output"_s, name, u"first"_s, u"second"_s});
    QVERIFY(isAsked());
    answer(TwoVectors.toByteArray());
    QCOMPARE(exitCode(), 0);
    QCOMPARE(m_output, ""_ba);
    QCOMPARE(content(name).last(end.size()), end);
}

void TestAskData::embeddingsAsJson()
{
    run({u"--embeddings"_s, u"--model"_s, u"m"_s, u"--json"_s, u"first"_s, u"second"_s});
    QVERIFY(isAsked());
    answer(TwoVectors.toByteArray());
    QCOMPARE(exitCode(), 0);
    const QJsonObject object = QJsonDocument::fromJson(m_output).object();
    QCOMPARE(object["model"_L1], u"m-1"_s);
    QCOMPARE(object["dimension"_L1], 2);
    QCOMPARE(object["data"_L1][0]["index"_L1], 0);
    QCOMPARE(object["data"_L1][0]["embedding"_L1].toArray(), (QJsonArray{1.5, -0.1}));
    QCOMPARE(object["usage"_L1]["input_tokens"_L1], 4);
    QVERIFY(object["error"_L1].isNull());
}

void TestAskData::FF_37_FF_50_aReservedEndpoint()
{
    run({u"--gateway"_s, u"floopfloop"_s, u"--embeddings"_s, u"--model"_s, u"auto"_s, u"a"_s});
    QVERIFY(isAsked());
    QVERIFY(m_connection->head().startsWith("POST /api/v1/ai/embed HTTP/1.1\r\n"));
    answer(R"({"error":{"code":"NOT_IMPLEMENTED","message":"Endpoint reserved"}})", 501);
    QCOMPARE(exitCode(), 1);
    QVERIFY2(m_errors.contains("The endpoint returns 501 NOT_IMPLEMENTED today"), m_errors.constData());
    QVERIFY2(m_errors.contains("Endpoint reserved (status 501, code NOT_IMPLEMENTED)"), m_errors.constData());
}

void TestAskData::C_04_aVectorIsMissing()
{
    run({u"--embeddings"_s, u"--model"_s, u"m"_s, u"--output"_s, u"a.csv"_s, u"first"_s, u"second"_s});
    QVERIFY(isAsked());
    answer(R"({"data":[{"index":1,"embedding":[7]}]})");
    QCOMPARE(exitCode(), 1);
    QVERIFY2(m_errors.contains("Only 1 of 2 texts have a vector. Without one: 1."), m_errors.constData());
    QCOMPARE(content(u"a.csv"_s), "text,0\r\nsecond,7\r\n"_ba);
}

void TestAskData::aNumberIsNone()
{
    run({u"--embeddings"_s, u"--model"_s, u"m"_s, u"--output"_s, u"a.csv"_s, u"first"_s});
    QVERIFY(isAsked());
    answer(R"({"data":[{"index":0,"embedding":[7,NaN]}]})");
    QCOMPARE(exitCode(), 1);
    QVERIFY2(m_errors.contains("data[0].embedding[1] is NaN, and not a number."), m_errors.constData());
    QVERIFY(!QFile::exists(m_folder->filePath(u"a.csv"_s)));
}

void TestAskData::hintsComeBeforeTheRequest()
{
    run({u"--embeddings"_s, u"--model"_s, u"text-embedding-ada-002"_s, u"--set"_s, u"dimensions=8"_s,
        u"a"_s});
    QVERIFY(isAsked());
    QVERIFY(eventually([this] {
        m_errors += m_process->readAllStandardError();
        return m_errors.contains("text-embedding-ada-002 does not take dimensions");
    }));
}

void TestAskData::RA_34_writesAPicture()
{
    run({u"--image"_s, u"--model"_s, u"m"_s, u"--set"_s, u"size=64x64"_s, u"--output"_s, u"a.png"_s,
        u"a cat"_s});
    QVERIFY(isAsked());
    QVERIFY(m_connection->head().startsWith("POST /v1/images/generations HTTP/1.1\r\n"));
    QCOMPARE(m_connection->body(), R"({"model":"m","prompt":"a cat","size":"64x64"})"_ba);
    answer(R"({"data":[{"b64_json":")" + Png + R"(","revised_prompt":"A cat, sitting"}]})");
    QCOMPARE(exitCode(), 0);
    QCOMPARE(m_output, "a.png\n"_ba);
    QCOMPARE(m_errors, "parlance-ask: revised prompt: A cat, sitting\n"_ba);
    QCOMPARE(content(u"a.png"_s), QByteArray::fromBase64(Png));
}

void TestAskData::C_07_numbersPictures()
{
    run({u"--image"_s, u"--model"_s, u"m"_s, u"--set"_s, u"n=2"_s, u"--output"_s, u"a.b.png"_s, u"a cat"_s});
    QVERIFY(isAsked());
    answer(R"({"data":[{"b64_json":"QQ=="},{"b64_json":"Qg=="}]})");
    QCOMPARE(exitCode(), 0);
    QCOMPARE(m_output, "a.b-1.png\na.b-2.png\n"_ba);
    QCOMPARE(content(u"a.b-1.png"_s), "A"_ba);
    QCOMPARE(content(u"a.b-2.png"_s), "B"_ba);
}

void TestAskData::C_10_printsAddressesAndFetchesNothing()
{
    run({u"--image"_s, u"--model"_s, u"dall-e-2"_s, u"--output"_s, u"a.png"_s, u"a cat"_s});
    QVERIFY(isAsked());
    const QByteArray address = m_server->url(u"/picture.png"_s).toEncoded();
    answer(R"({"data":[{"url":")" + address + R"("}]})");
    QCOMPARE(exitCode(), 1);
    QCOMPARE(m_output, address + '\n');
    QVERIFY2(
        m_errors.contains("1 of 1 pictures came as an address, which is not fetched"), m_errors.constData());
    QVERIFY(!QFile::exists(m_folder->filePath(u"a.png"_s)));
    QCOMPARE(m_server->connectionCount(), 1);
}

void TestAskData::C_14_saysWhatTheBytesAre()
{
    run({u"--image"_s, u"--model"_s, u"m"_s, u"--output"_s, u"a.png"_s, u"a cat"_s});
    QVERIFY(isAsked());
    answer(R"({"data":[{"b64_json":")" + "<svg/>"_ba.toBase64() + R"("}]})");
    QCOMPARE(exitCode(), 0);
    QCOMPARE(m_errors, "parlance-ask: a.png is SVG, not PNG.\n"_ba);
    QCOMPARE(content(u"a.png"_s), "<svg/>"_ba);
}

void TestAskData::saysHowManyPicturesWereLeftOut()
{
    run({u"--image"_s, u"--model"_s, u"m"_s, u"--json"_s, u"a cat"_s});
    QVERIFY(isAsked());
    answer(R"({"data":[)" + QByteArrayList(1000, R"({"b64_json":")" + Png + R"("})").join(',') + "]}");
    QCOMPARE(exitCode(), 0);
    QVERIFY2(m_errors.contains("1000 pictures came, and only the first 64 were kept."), m_errors.constData());
    QCOMPARE(QJsonDocument::fromJson(m_output)["images"_L1].toArray().size(), 64);
}

void TestAskData::C_12_streamsPictures()
{
    run({u"--image"_s, u"--model"_s, u"m"_s, u"--set"_s, u"stream=true"_s, u"--set"_s, u"partial_images=2"_s,
        u"--output"_s, u"a.png"_s, u"a cat"_s});
    QVERIFY(isAsked());
    QCOMPARE(m_connection->body(), R"({"model":"m","prompt":"a cat","stream":true,"partial_images":2})"_ba);
    m_connection->sendHead();
    m_connection->sendChunk(
        "data: "
        "{\"type\":\"image_generation.partial_image\",\"b64_json\":\"cA==\",\"partial_image_index\":0}\n\n");
    m_connection->sendChunk("data: {\"type\":\"image_generation.completed\",\"b64_json\":\"UE5H\"}\n\n");
    m_connection->endBody();
    QCOMPARE(exitCode(), 0);
    QCOMPARE(content(u"a.png"_s), "PNG"_ba);
    QVERIFY2(m_errors.contains("Of 2 partial pictures, the server left out: 2."), m_errors.constData());
}

void TestAskData::imagesAsJson()
{
    run({u"--image"_s, u"--model"_s, u"m"_s, u"--json"_s, u"a cat"_s});
    QVERIFY(isAsked());
    answer(R"({"size":"64x64","data":[{"b64_json":"UE5H"}],"usage":{"input_tokens":3}})");
    QCOMPARE(exitCode(), 0);
    const QJsonObject object = QJsonDocument::fromJson(m_output).object();
    QCOMPARE(object["images"_L1][0]["base64"_L1], u"UE5H"_s);
    QVERIFY(object["images"_L1][0]["url"_L1].isNull());
    QCOMPARE(object["size"_L1], u"64x64"_s);
    QCOMPARE(object["usage"_L1]["input_tokens"_L1], 3);
}

void TestAskData::stopsAtCtrlC()
{
    run({u"--embeddings"_s, u"--model"_s, u"m"_s, u"a"_s});
    QVERIFY(isAsked());
    QCOMPARE(::kill(static_cast<pid_t>(m_process->processId()), SIGINT), 0);
    QCOMPARE(exitCode(), 1);
    QCOMPARE(m_errors, "parlance-ask: stopped\n"_ba);
}

void TestAskData::wrongUse_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("no text") << QStringList{u"--embeddings"_s, u"--model"_s, u"m"_s} << "give texts"_ba;
    QTest::newRow("no prompt") << QStringList{u"--image"_s, u"--model"_s, u"m"_s, u"--json"_s}
                               << "give one prompt"_ba;
    QTest::newRow("both") << QStringList{u"--image"_s, u"--embeddings"_s, u"a"_s} << "give only one of"_ba;
    QTest::newRow("no output") << QStringList{u"--image"_s, u"--model"_s, u"m"_s, u"a"_s}
                               << "name an --output"_ba;
    QTest::newRow("another file") << QStringList{u"--embeddings"_s, u"--output"_s, u"a.txt"_s, u"a"_s}
                                  << ".npy, .csv or .json"_ba;
    QTest::newRow("no such folder") << QStringList{u"--image"_s, u"--model"_s, u"m"_s, u"--output"_s,
                                           u"none/a.png"_s, u"a"_s}
                                    << "none/a.png cannot be written"_ba;
    QTest::newRow("output to a folder")
        << QStringList{u"--image"_s, u"--model"_s, u"m"_s, u"--output"_s, u"."_s, u"a"_s}
        << ". is not a file"_ba;
    QTest::newRow("no such file") << QStringList{u"--embeddings"_s, u"--model"_s, u"m"_s, u"--input"_s,
                                         u"none"_s}
                                  << "none cannot be read"_ba;
    QTest::newRow("a folder") << QStringList{u"--embeddings"_s, u"--model"_s, u"m"_s, u"--input"_s, u"."_s}
                              << ". cannot be read: it is a folder"_ba;
    QTest::newRow("unknown parameter") << QStringList{u"--embeddings"_s, u"--set"_s, u"size=1"_s, u"a"_s}
                                       << "dimensions, encoding_format, user"_ba;
    QTest::newRow("no number") << QStringList{u"--image"_s, u"--json"_s, u"--set"_s, u"n=two"_s, u"a"_s}
                               << "--set n takes a whole number"_ba;
    QTest::newRow("no value") << QStringList{u"--image"_s, u"--json"_s, u"--set"_s, u"n"_s, u"a"_s}
                              << "--set n takes a value"_ba;
    QTest::newRow("n = 0") << QStringList{u"--image"_s, u"--model"_s, u"m"_s, u"--json"_s, u"--set"_s,
                                  u"n=0"_s, u"a"_s}
                           << "Ask for at least 1 picture"_ba;
    QTest::newRow("no endpoint") << QStringList{u"--gateway"_s, u"ruflo"_s, u"--embeddings"_s, u"--model"_s,
                                        u"m"_s, u"a"_s}
                                 << "Ruflo has no path for this endpoint"_ba;
    QTest::newRow("a parameter of sound")
        << QStringList{u"--speech"_s, u"--set"_s, u"n=2"_s, u"a"_s} << "--set is not for sound"_ba;
    const QString chat = u"chat-completions"_s;
    const auto ofChat = [](const char *name, const QString &dialect, const QString &setting,
                            const QByteArray &words) {
        QTest::newRow(name) << QStringList{u"--dialect"_s, dialect, u"--model"_s, u"m"_s, u"--set"_s, setting,
                                   u"a"_s}
                            << words;
    };
    ofChat("unknown parameter of a chat", chat, u"size=1"_s, "temperature, top_p, max_tokens");
    ofChat("no number in a chat", chat, u"temperature=inf"_s, "--set temperature takes a number");
    ofChat("too low", chat, u"max_tokens=0"_s, "--set max_tokens takes a whole number from 1");
    ofChat("no flag", chat, u"logprobs=1"_s, "--set logprobs takes true or false");
    ofChat("unknown to the dialect", u"messages"_s, u"seed=1"_s,
        "requests in the dialect messages have no field for seed");
    QTest::newRow("an input of a chat") << QStringList{u"--input"_s, u"a"_s, u"a"_s} << "--input needs"_ba;
}

void TestAskData::wrongUse()
{
    QFETCH(const QStringList, options);
    QFETCH(const QByteArray, words);
    run(options);
    QCOMPARE(exitCode(), 2);
    QVERIFY2(m_errors.contains(words), m_errors.constData());
    QCOMPARE(m_server->connectionCount(), 0);
}

QTEST_GUILESS_MAIN(TestAskData)
#include "tst_askdata.moc"
