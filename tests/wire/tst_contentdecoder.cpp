// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/contentdecoder.h"

#include "support/compressed.h"
#include "support/recordings.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Plain = "data: {\"choices\":[{\"delta\":{\"content\":\"Größe 大\"}}]}\n\ndata: [DONE]\n\n";

RawHeaders labelled(const QByteArray &coding)
{
    return coding.isEmpty() ? RawHeaders() : RawHeaders{{"Content-Encoding", coding}};
}

struct Decoded
{
    QByteArray plain;
    QString problem;

    bool operator==(const Decoded &) const = default;
};

Decoded decode(const RawHeaders &headers, const Test::Pieces &pieces)
{
    ContentDecoder decoder(headers);
    QByteArray plain;
    for (const QByteArray &piece : pieces)
        plain += decoder.feed(piece);
    plain += decoder.finish();
    return {.plain = plain, .problem = decoder.problem() ? decoder.problem()->message : QString()};
}

Decoded decode(const QByteArray &label, const QByteArray &body)
{
    return decode(labelled(label), {body});
}

Test::Pieces piecesOf(const QByteArray &bytes, qsizetype length)
{
    Test::Pieces pieces;
    for (qsizetype at = 0; at < bytes.size(); at += length)
        pieces.append(bytes.mid(at, length));
    return pieces;
}

} // namespace

/// RFC 9110 8.4, and servers that do otherwise.
class TestContentDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void codings_data();
    void codings();
    void eachEventComesOutAtOnce_data();
    void eachEventComesOutAtOnce();
    void plainBytes_data();
    void plainBytes();
    void bytesBeatTheLabel_data();
    void bytesBeatTheLabel();
    void severalInARow();
    void severalGzipBodies();
    void problems_data();
    void problems();
    void aBombIsStopped_data();
    void aBombIsStopped();
    void aBombInLayersIsStopped();
    void largeAnswersAreNoBombs();
    void aRecordingKeepsItsTimes();
};

void TestContentDecoder::codings_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QByteArray>("label");
    for (const char *coding : {"gzip", "deflate", "br", "zstd"})
        QTest::newRow(coding) << QByteArray(coding) << QByteArray(coding);
    QTest::newRow("deflate, raw") << QByteArray("deflate-raw") << QByteArray("deflate");
    QTest::newRow("the old name") << QByteArray("gzip") << QByteArray("x-gzip");
    QTest::newRow("in capitals") << QByteArray("gzip") << QByteArray(" GZip ");
    QTest::newRow("gzip without a label") << QByteArray("gzip") << QByteArray();
    QTest::newRow("deflate without a label") << QByteArray("deflate") << QByteArray();
    QTest::newRow("zstd without a label") << QByteArray("zstd") << QByteArray();
}

void TestContentDecoder::codings()
{
    QFETCH(const QByteArray, coding);
    QFETCH(const QByteArray, label);
    const QByteArray body = Test::compressed(coding, Plain);
    QVERIFY(body != Plain);
    const Decoded whole{.plain = Plain, .problem = {}};
    for (const qsizetype length : {qsizetype(1), qsizetype(2), qsizetype(3), qsizetype(7), body.size()})
        QCOMPARE(decode(labelled(label), piecesOf(body, length)), whole);
    for (const Test::Pieces &pieces : Test::splits(body))
        QCOMPARE(decode(labelled(label), pieces), whole);
}

void TestContentDecoder::eachEventComesOutAtOnce_data()
{
    codings_data();
}

void TestContentDecoder::eachEventComesOutAtOnce()
{
    QFETCH(const QByteArray, coding);
    QFETCH(const QByteArray, label);
    Test::Pieces events;
    for (int i = 0; i < 200; ++i)
        events.append("data: event " + QByteArray::number(i) + "\n\n");
    const Test::Pieces sent = Test::compressed(coding, events);
    ContentDecoder decoder(labelled(label));
    for (qsizetype i = 0; i < sent.size(); ++i)
        QCOMPARE(decoder.feed(sent.at(i)), events.at(i));
    QCOMPARE(decoder.finish(), QByteArray());
    QVERIFY(!decoder.problem());
}

void TestContentDecoder::plainBytes_data()
{
    QTest::addColumn<QByteArray>("label");
    QTest::addColumn<QByteArray>("body");
    for (const char *label :
        {"", "identity", "none", "utf-8", "gzip", "deflate", "br", "zstd", "x-foo", "gzip, br"}) {
        for (const QByteArray &body : {Plain, QByteArray(R"({"a":1})"), QByteArray("xyz"), QByteArray("x"),
                 QByteArray("(so it is)"), QByteArray("\xef\xbb\xbf{}"), QByteArray("Größe"),
                 QByteArray("<html>"), QByteArray("hC is no zlib"), QByteArray("\r\n\t{}"), QByteArray()})
            QTest::newRow(QByteArray(label) + ": " + body) << QByteArray(label) << body;
    }
}

void TestContentDecoder::plainBytes()
{
    QFETCH(const QByteArray, label);
    QFETCH(const QByteArray, body);
    const Decoded whole{.plain = body, .problem = {}};
    for (const qsizetype length :
        {qsizetype(1), qsizetype(2), qsizetype(3), qsizetype(7), qMax<qsizetype>(1, body.size())})
        QCOMPARE(decode(labelled(label), piecesOf(body, length)), whole);
    ContentDecoder decoder(labelled(label));
    QVERIFY(!decoder.isPlain());
    std::ignore = decoder.feed(body.leftJustified(16, ' '));
    QVERIFY(decoder.isPlain());
    QVERIFY(!decoder.hasDecompressed());
}

void TestContentDecoder::bytesBeatTheLabel_data()
{
    QTest::addColumn<QByteArray>("label");
    QTest::addColumn<QByteArray>("coding");
    QTest::newRow("zlib called gzip") << QByteArray("gzip") << QByteArray("deflate");
    QTest::newRow("gzip called deflate") << QByteArray("deflate") << QByteArray("gzip");
    QTest::newRow("gzip called br") << QByteArray("br") << QByteArray("gzip");
    QTest::newRow("zstd called gzip") << QByteArray("gzip") << QByteArray("zstd");
    QTest::newRow("gzip called none") << QByteArray("none") << QByteArray("gzip");
}

void TestContentDecoder::bytesBeatTheLabel()
{
    QFETCH(const QByteArray, label);
    QFETCH(const QByteArray, coding);
    QCOMPARE(decode(label, Test::compressed(coding, Plain)), (Decoded{.plain = Plain, .problem = {}}));
}

void TestContentDecoder::severalInARow()
{
    const Decoded whole{.plain = Plain, .problem = {}};
    const QByteArray body = Test::compressed("br", Test::compressed("gzip", Plain));
    for (const Test::Pieces &pieces : Test::splits(body)) {
        QCOMPARE(decode({{"Content-Encoding", "gzip, br"}}, pieces), whole);
        QCOMPARE(decode({{"Content-Encoding", "gzip"}, {"content-encoding", "br"}}, pieces), whole);
        QCOMPARE(decode({{"Content-Encoding", "gzip\nbr"}}, pieces), whole);
        QCOMPARE(decode({{"Content-Encoding", "br"}}, pieces), whole); // the other one is not told
    }
    QCOMPARE(decode("gzip, gzip", Test::compressed("gzip", Plain)), whole); // told twice, done once
}

void TestContentDecoder::severalGzipBodies()
{
    const QByteArray one = Test::compressed("gzip", "data: 1\n\n");
    const QByteArray two = Test::compressed("gzip", "data: 2\n\n");
    for (const Test::Pieces &pieces : Test::splits(one + two))
        QCOMPARE(
            decode(labelled("gzip"), pieces), (Decoded{.plain = "data: 1\n\ndata: 2\n\n", .problem = {}}));
    for (const Test::Pieces &pieces : Test::splits(one + QByteArray(5, '\0'))) // padding
        QCOMPARE(decode(labelled("gzip"), pieces), (Decoded{.plain = "data: 1\n\n", .problem = {}}));
}

void TestContentDecoder::problems_data()
{
    QTest::addColumn<QByteArray>("label");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    const QByteArray garbage = "\x06\x00\xff\xfe\x10garbage\x00\x01\x02"_ba.repeated(4);
    for (const char *label : {"gzip", "zstd"})
        QTest::newRow(QByteArray("garbage called ") + label)
            << QByteArray(label) << garbage << u"but it did not"_s;
    for (const char *label : {"deflate"})
        QTest::newRow(QByteArray("garbage called ") + label) << QByteArray(label) << garbage << u"damaged"_s;
    for (const char *coding : {"br", "deflate-raw"})
        QTest::newRow(QByteArray(coding) + " without a label")
            << QByteArray() << Test::compressed(coding, Plain) << u"not text"_s;
    QTest::newRow("an unknown coding")
        << QByteArray("X-Foo") << garbage << u"(X-Foo), which Parlance cannot"_s;
    QTest::newRow("compress") << QByteArray("compress") << QByteArray("\x1f\x9d\x90\x01") << u"(compress)"_s;
    QTest::newRow("ten in a row") << QByteArray("gzip,").repeated(10) << garbage << u"10 times"_s;
    for (const char *coding : {"gzip", "deflate", "br", "zstd"}) {
        const QByteArray whole = Test::compressed(coding, Plain);
        QTest::newRow(QByteArray(coding) + " that is cut")
            << QByteArray(coding) << whole.chopped(1) << u"in the middle"_s;
    }
    QByteArray damaged = Test::compressed("gzip", Plain.repeated(10));
    damaged[damaged.size() - 6] = static_cast<char>(~damaged[damaged.size() - 6]); // of the checksum
    QTest::newRow("damaged") << QByteArray("gzip") << damaged << u"(gzip) is damaged"_s;
}

void TestContentDecoder::problems()
{
    QFETCH(const QByteArray, label);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, words);
    const Decoded whole = decode(label, body);
    QVERIFY2(whole.problem.contains(words), qPrintable(whole.problem));
    for (const Test::Pieces &pieces : Test::splits(body))
        QCOMPARE(decode(labelled(label), pieces), whole);
}

void TestContentDecoder::aBombIsStopped_data()
{
    codings_data();
}

void TestContentDecoder::aBombIsStopped()
{
    QFETCH(const QByteArray, coding);
    QFETCH(const QByteArray, label);
    const QByteArray bomb = Test::compressed(coding, QByteArray(24 * 1024 * 1024, '\0'));
    const Decoded stopped = decode(label, bomb);
    QVERIFY2(stopped.problem.contains(u"expands too far"_s), qPrintable(stopped.problem));
    QCOMPARE_LT(stopped.plain.size(), 16 * 1024 * 1024);
    ContentDecoder decoder(labelled(label));
    QVERIFY(!decoder.feed(bomb).isEmpty());
    QVERIFY(decoder.feed("more").isEmpty());
}

/// No layer alone expands too far.
void TestContentDecoder::aBombInLayersIsStopped()
{
    const QByteArray frames = Test::compressed("zstd", QByteArray(2048, '\0')).repeated(30'000);
    const Decoded stopped = decode("zstd, zstd", Test::compressed("zstd", frames));
    QVERIFY2(stopped.problem.contains(u"expands too far"_s), qPrintable(stopped.problem));
    QCOMPARE_LT(stopped.plain.size(), 16 * 1024 * 1024);
}

void TestContentDecoder::largeAnswersAreNoBombs()
{
    QByteArray body;
    for (int i = 0; body.size() < 12 * 1024 * 1024; ++i)
        body += "data: {\"n\":" + QByteArray::number(i * 7919LL) + "}\n\n";
    QVERIFY(decode("gzip", Test::compressed("gzip", body)) == (Decoded{.plain = body, .problem = {}}));
}

void TestContentDecoder::aRecordingKeepsItsTimes()
{
    const Test::Pieces events{"data: 1\n\n", "data: 2\n\n"};
    Recording plain = Test::recordingOf(events, "text/event-stream");
    QCOMPARE(Test::told(decompressed(plain)), Test::told(plain));
    Recording sent = Test::recordingOf(Test::compressed("zstd", events), "text/event-stream");
    for (Recording *recording : {&plain, &sent})
        recording->head->headers.emplaceBack("Content-Encoding", "zstd");
    QCOMPARE(Test::told(decompressed(sent)), Test::told(plain));
    QCOMPARE(decompressed(sent).sizeOnWire, sent.size());
    QVERIFY(!decompressed(plain).sizeOnWire);
}

QTEST_GUILESS_MAIN(TestContentDecoder)
#include "tst_contentdecoder.moc"
