// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/answerreader.h"

#include "wire/dialects/registry.h"
#include "wire/endpoints/embeddinganswer.h"
#include "wire/recording.h"
#include "wire/replyassembler.h"
#include "wire/ssereader.h"

#include <QElapsedTimer>
#include <QTest>
#include <cmath>
#include <tuple>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MiB = 1024 * 1024;

/// A stream of `size` bytes in events of 100 bytes.
QByteArray manyEvents(qsizetype size)
{
    const QByteArray event = "data: " + QByteArray(92, 'x') + "\n\n";
    return event.repeated(size / event.size());
}

QByteArray oneEvent(qsizetype size)
{
    return "data: " + QByteArray(size, 'x') + "\n\n";
}

QByteArray chunk(const QByteArray &content)
{
    return R"(data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"ruflo-pro",)"
           R"("choices":[{"index":0,"delta":{"content":")" +
           content + R"("},"logprobs":null,"finish_reason":null}]})" + "\n\n";
}

/// An answer with 2,000 vectors of 3,072 numbers.
Recording manyVectors(const QByteArray &vector)
{
    const QByteArray entry = R"({"object":"embedding","embedding":)" + vector + "},";
    Recording recording;
    recording.head.emplace(200);
    const QByteArray body = R"({"object":"list","data":[)" + entry.repeated(2000).chopped(1) + "]}";
    recording.append(body, {});
    return recording;
}

QByteArray numbers()
{
    QByteArray written = "[";
    for (int i = 0; i < 3072; ++i)
        written += QByteArray::number(std::sin(i) / 55, 'g', 17) + ',';
    return written.chopped(1) + ']';
}

} // namespace

/// How fast bytes become events, events become deltas, and deltas a reply: `answer()` and `reply()` read
/// 100,000 frames. `embeddings()` prints MB a second, too.
class BenchWire : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reader_data();
    void reader();
    void answer_data();
    void answer();
    void reply();
    void embeddings_data();
    void embeddings();
};

void BenchWire::reader_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<qsizetype>("piece");
    QTest::newRow("64 MiB of 100 byte events, 16 KiB pieces") << manyEvents(64 * MiB) << qsizetype(16 * 1024);
    QTest::newRow("64 MiB of 100 byte events with CRLF, 16 KiB pieces")
        << manyEvents(64 * MiB).replace("\n", "\r\n") << qsizetype(16 * 1024);
    QTest::newRow("4 MiB of 100 byte events, 1 byte pieces") << manyEvents(4 * MiB) << qsizetype(1);
    QTest::newRow("one event of 16 MiB, 16 KiB pieces") << oneEvent(16 * MiB) << qsizetype(16 * 1024);
    QTest::newRow("one event of 16 MiB, 1 byte pieces") << oneEvent(16 * MiB) << qsizetype(1);
}

void BenchWire::reader()
{
    QFETCH(const QByteArray, stream);
    QFETCH(const qsizetype, piece);
    qsizetype bytes = 0;
    QBENCHMARK
    {
        SseReader reader;
        for (qsizetype start = 0; start < stream.size(); start += piece) {
            const QByteArrayView view =
                QByteArrayView(stream).sliced(start, std::min(piece, stream.size() - start));
            for (const SseEvent &event : reader.feed(view))
                bytes += event.data.size();
        }
    }
    QVERIFY(bytes > 0);
}

void BenchWire::answer_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QByteArray>("frame");
    QTest::newRow("Chat Completions") << u"chat-completions"_s << chunk("word ");
    QTest::newRow("FloopFloop") << u"floopfloop"_s << "data: {\"text\": \"word \"}\n\n"_ba;
}

void BenchWire::answer()
{
    QFETCH(const QString, dialect);
    QFETCH(const QByteArray, frame);
    constexpr int events = 100'000;
    constexpr qsizetype piece = 16 * 1024;
    const QByteArray stream = frame.repeated(events) + "data: [DONE]\n\n";
    qsizetype letters = 0;
    QBENCHMARK
    {
        AnswerReader reader(*findDialect(dialect),
            {.status = 200, .contentType = "text/event-stream", .requestId = {}, .retryAfter = {}});
        letters = 0;
        for (qsizetype start = 0; start < stream.size(); start += piece) {
            for (const Delta &delta : reader.feed(stream.mid(start, piece)))
                letters += delta.text.size();
        }
    }
    QCOMPARE(letters, events * 5);
}

void BenchWire::reply()
{
    constexpr int events = 100'000;
    constexpr qsizetype piece = 16 * 1024;
    const QByteArray stream = chunk("word ").repeated(events) + "data: [DONE]\n\n";
    qsizetype letters = 0;
    QBENCHMARK
    {
        Reply reply;
        ReplyAssembler assembler(*findDialect(u"chat-completions"), reply);
        assembler.readHead({.status = 200, .headers = {{"Content-Type", "text/event-stream"}}}, {});
        for (qsizetype start = 0; start < stream.size(); start += piece)
            std::ignore = assembler.read(QByteArrayView(stream).mid(start, piece), {});
        letters = reply.first().text().size();
    }
    QCOMPARE(letters, events * 5);
}

void BenchWire::embeddings_data()
{
    QTest::addColumn<QByteArray>("vector");
    QTest::newRow("numbers") << numbers();
    QTest::newRow("base64") << '"' + QByteArray(3072 * 4, '1').toBase64() + '"';
}

void BenchWire::embeddings()
{
    QFETCH(const QByteArray, vector);
    const Recording recording = manyVectors(vector);
    qsizetype count = 0;
    QElapsedTimer timer;
    QBENCHMARK
    {
        timer.start();
        const auto answer = readEmbeddings(recording, 2000);
        count = answer ? answer->vectors.count() : 0;
    }
    QCOMPARE(count, 2000);
    qInfo("%lld MB, %lld MB/s", recording.size() / 1'000'000,
        recording.size() / std::max<qint64>(timer.elapsed(), 1) / 1000);
}

QTEST_GUILESS_MAIN(BenchWire)
#include "bench_wire.moc"
