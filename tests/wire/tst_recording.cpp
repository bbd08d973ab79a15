// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/recording.h"

#include "wire/dialects/registry.h"
#include "wire/replyassembler.h"

#include "support/filepair.h"
#include "support/splits.h"

#include <QRandomGenerator>
#include <QTest>

#include <map>

using namespace Parlance;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Block = 64 * 1024;

struct Arrival
{
    QByteArray bytes;
    Timing::Duration at;

    bool operator==(const Arrival &) const = default;
};

QList<Arrival> arrivalsOf(const Recording &recording)
{
    QList<Arrival> arrivals;
    for (Recording::Reader pieces(recording); !pieces.atEnd();) {
        const Recording::Piece piece = pieces.next();
        arrivals.append({piece.bytes.toByteArray(), piece.at});
    }
    return arrivals;
}

/// Pieces of one size, each a twenty-thousandth of a second after the one before.
Recording recorded(qsizetype pieces, qsizetype size)
{
    Recording recording;
    for (qsizetype i = 0; i < pieces; ++i)
        recording.append(QByteArray(size, static_cast<char>('a' + i % 26)), i * 50us);
    recording.squeeze();
    return recording;
}

Recording recorded(const Test::Pieces &pieces)
{
    Recording recording;
    recording.sentAt = 10us;
    recording.head = {.status = 200,
        .headers = {{"Content-Type", "text/event-stream"}, {"X-Request-Id", "r-1"}},
        .at = 20us};
    for (qsizetype i = 0; i < pieces.size(); ++i)
        recording.append(pieces.at(i), (i + 3) * 10us);
    recording.end = {.at = 10s};
    return recording;
}

Reply decoded(const Recording &recording, const QString &dialect)
{
    return decoded(recording, *findDialect(dialect), {});
}

} // namespace

/// What arrived is kept to the byte, with its times, and costs little.
class TestRecording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsPiecesAndTimes();
    void sharesLargePieces();
    void givesAnyPart();
    void isReadWhileItGrows();
    void timesNeverRunBackwards();
    void holdsLittleMoreThanItReceived_data();
    void holdsLittleMoreThanItReceived();
    void isDecodedAgain_data();
    void isDecodedAgain();
    void isDecodedInTheSameWayAtAnySplit();
    void isReadAsAnotherDialect();
    void aBrokenConnectionIsNoFaultOfTheAnswer();
    void withoutAnEndItStillStreams();
    void aStoppedExchangeIsStopped();
    void aPlainAnswerEndsWithTheConnection();
    void aBodyWithoutAHeadIsNoAnswer();
};

void TestRecording::keepsPiecesAndTimes()
{
    Recording recording;
    recording.append("data: 1\n\n", 1ms);
    recording.append("d", 1ms);
    recording.append("ata: 2\n\n", 3h);
    const QList<Arrival> wanted{{"data: 1\n\n", 1ms}, {"d", 1ms}, {"ata: 2\n\n", 3h}};
    QCOMPARE(arrivalsOf(recording), wanted);
    QCOMPARE(recording.body(), "data: 1\n\ndata: 2\n\n");
    QCOMPARE(recording.size(), 18);
}

void TestRecording::sharesLargePieces()
{
    QRandomGenerator dice(1);
    QByteArray all;
    std::map<Timing::Duration, int> parts;
    Recording recording;
    for (int i = 0; i < 200; ++i) {
        const QByteArray piece(dice.bounded(i % 50 == 0 ? 200'000 : 3'000), static_cast<char>('a' + i % 26));
        recording.append(piece, i * 1ms);
        all += piece;
    }
    const QByteArray large(100'000, '!');
    recording.append(large, 1s);
    all += large;
    QCOMPARE(recording.body(), all);
    QCOMPARE(recording.size(), all.size());
    qint64 offset = 0;
    Recording::Piece piece;
    for (Recording::Reader pieces(recording); !pieces.atEnd();) {
        piece = pieces.next();
        QCOMPARE(piece.offset, offset);
        QCOMPARE(piece.bytes, QByteArrayView(all).sliced(offset, piece.bytes.size()));
        QVERIFY(++parts[piece.at] <= 2);
        offset += piece.bytes.size();
    }
    QCOMPARE(offset, all.size());
    QCOMPARE(piece.bytes.data(), large.constData());
    QCOMPARE_LE(recording.heldBytes(), all.size() * 11 / 10 + Block);
}

void TestRecording::givesAnyPart()
{
    QRandomGenerator dice(2);
    QByteArray all;
    Recording recording;
    for (int i = 0; i < 100; ++i) {
        const QByteArray piece(dice.bounded(i % 9 == 0 ? 90'000 : 3'000), static_cast<char>('a' + i % 26));
        recording.append(piece, i * 1ms);
        all += piece;
    }
    for (int i = 0; i < 200; ++i) {
        const qint64 offset = dice.bounded(all.size() + 10);
        const qint64 length = dice.bounded(150'000);
        QCOMPARE(recording.bytes(offset, length), all.mid(offset, length));
    }
}

void TestRecording::isReadWhileItGrows()
{
    Recording recording;
    Recording::Reader pieces(recording);
    QVERIFY(pieces.atEnd());
    for (int i = 0; i < 5'000; ++i) {
        recording.append(QByteArray::number(i), i * 1us);
        QVERIFY(!pieces.atEnd());
        QByteArray read;
        while (!pieces.atEnd())
            read += pieces.next().bytes;
        QCOMPARE(read, QByteArray::number(i));
    }
}

void TestRecording::timesNeverRunBackwards()
{
    Recording recording;
    recording.append("a", 5ms);
    recording.append("b", 4ms);
    recording.append("c", 6ms);
    QCOMPARE(arrivalsOf(recording), (QList<Arrival>{{"a", 5ms}, {"b", 5ms}, {"c", 6ms}}));
}

void TestRecording::holdsLittleMoreThanItReceived_data()
{
    QTest::addColumn<Recording>("recording");
    QTest::newRow("nothing") << Recording();
    QTest::newRow("one small piece") << recorded(1, 15);
    QTest::newRow("a second of 20,000 tokens") << recorded(20'000, 190);
    QTest::newRow("tiny pieces") << recorded(20'000, 15);
    QTest::newRow("many tiny pieces") << recorded(50'000, 24);
    QTest::newRow("large pieces") << recorded(300, 16 * 1024);
}

void TestRecording::holdsLittleMoreThanItReceived()
{
    QFETCH(const Recording, recording);
    QCOMPARE_LE(recording.heldBytes(), recording.size() * 11 / 10 + Block);
}

void TestRecording::isDecodedAgain_data()
{
    QTest::addColumn<Test::FilePair>("pair");
    QTest::addColumn<QString>("dialect");
    for (const QString &dialect : {u"chat-completions"_s, u"messages"_s, u"floopfloop"_s}) {
        for (const Test::FilePair &pair : Test::filePairs(u"wire/"_s + dialect, u".sse"_s))
            QTest::newRow(qPrintable(dialect + u": "_s + pair.name)) << pair << dialect;
    }
}

/// All times of content are those at which its bytes arrived.
void TestRecording::isDecodedAgain()
{
    QFETCH(const Test::FilePair, pair);
    QFETCH(const QString, dialect);
    const QByteArray body = Test::readFile(pair.input);
    const Reply whole = decoded(recorded({body}), dialect);
    QVERIFY(whole.state != Reply::State::Streaming);
    QCOMPARE(whole.requestId, u"r-1"_s);
    QCOMPARE(*whole.timing.sent, 10us);
    QCOMPARE(*whole.timing.headers, 20us);
    if (whole.hasContent())
        QCOMPARE(*whole.timing.firstToken, 30us);
    for (quint32 seed = 1; seed <= 20; ++seed) {
        Reply again = decoded(recorded(Test::randomPieces(body, seed)), dialect);
        again.timing = whole.timing;
        QCOMPARE(again, whole);
    }
}

void TestRecording::isDecodedInTheSameWayAtAnySplit()
{
    const Recording recording = recorded({"data: {\"choices\":[{\"delta\":{\"content\":\"A", "b\"}}]}\n",
        "\n", "data: {\"choices\":[{\"delta\":{\"content\":\"c\"}}]}\n\ndata: [DONE]\n\n"});
    const Reply reply = decoded(recording, u"chat-completions"_s);
    QCOMPARE(reply.first().text(), u"Abc"_s);
    QCOMPARE(reply.state, Reply::State::Complete);
    QCOMPARE(*reply.timing.firstToken, 50us); // where its event ended
    QCOMPARE(*reply.timing.lastToken, 60us);
    QCOMPARE(*reply.timing.total, 60us); // the end mark, not the connection
}

void TestRecording::isReadAsAnotherDialect()
{
    const Recording recording = recorded({"data: {\"text\":\"Hi\"}\n\ndata: {\"done\":true}\n\n"});
    QCOMPARE(decoded(recording, u"floopfloop"_s).first().text(), u"Hi"_s);
    QVERIFY(!decoded(recording, u"messages"_s).hasContent());
}

void TestRecording::aBrokenConnectionIsNoFaultOfTheAnswer()
{
    Recording recording =
        recorded({"data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\ndata: {\"cho"});
    recording.end->failure.emplace();
    recording.end->failure->message = u"reset"_s;
    const Reply reply = decoded(recording, u"chat-completions"_s);
    QCOMPARE(reply.state, Reply::State::Incomplete);
    QCOMPARE(reply.error->message, u"reset"_s);
    QCOMPARE(reply.error->requestId, u"r-1"_s);
    QCOMPARE(reply.first().text(), u"Hi"_s);
}

void TestRecording::withoutAnEndItStillStreams()
{
    Recording recording = recorded({"data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\n"});
    recording.end.reset();
    QCOMPARE(decoded(recording, u"chat-completions"_s).state, Reply::State::Streaming);
}

void TestRecording::aStoppedExchangeIsStopped()
{
    Recording recording = recorded({"data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\n"});
    recording.end->by = Recording::End::By::User;
    const Reply reply = decoded(recording, u"chat-completions"_s);
    QCOMPARE(reply.state, Reply::State::Stopped);
    QCOMPARE(reply.first().text(), u"Hi"_s);
    QCOMPARE(*reply.timing.total, recording.end->at);
}

/// Only a stream has an end mark before the end.
void TestRecording::aPlainAnswerEndsWithTheConnection()
{
    const Reply reply =
        decoded(recorded({"{\"choices\":[{\"message\":", "{\"content\":\"Hi\"}}]}"}), u"chat-completions"_s);
    QCOMPARE(reply.first().text(), u"Hi"_s);
    QCOMPARE(reply.timing.firstToken, 40us);
    QCOMPARE(reply.timing.total, 10s);
}

void TestRecording::aBodyWithoutAHeadIsNoAnswer()
{
    Recording recording = recorded({"data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\n"});
    recording.head.reset();
    const Reply reply = decoded(recording, u"chat-completions"_s);
    QCOMPARE(reply.state, Reply::State::Failed);
    QVERIFY(!reply.hasContent());
}

QTEST_APPLESS_MAIN(TestRecording)

#include "tst_recording.moc"
