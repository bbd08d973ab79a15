// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/replay.h"

#include "client/chatclient.h"
#include "client/exchange.h"
#include "client/replaytarget.h"
#include "support/eventually.h"
#include "support/filepair.h"
#include "support/splits.h"
#include "wire/dialects/registry.h"
#include "wire/replyassembler.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>

using namespace Parlance;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

QByteArray token(const QByteArray &text)
{
    return "data: {\"choices\":[{\"delta\":{\"content\":\"" + text + "\"}}]}\n\n";
}

/// Three tokens and the end mark, an hour apart.
Capture captured()
{
    Capture capture;
    capture.request.url = QUrl(u"https://ruflo.io/api/chat"_s);
    capture.request.body = R"({"model":"ruflo-free","messages":[{"role":"user","content":"Count"}]})";
    capture.recording.sentAt = 1s;
    capture.recording.head = {.status = 200,
        .headers = {{"Content-Type", "text/event-stream"}, {"X-Request-Id", "r-7"}},
        .at = 1min};
    capture.recording.append(token("one"), 1h);
    capture.recording.append(token(" two"), 2h);
    capture.recording.append(token(" three") + "data: [DONE]\n\n", 3h);
    capture.recording.end = {.at = 3h, .by = Recording::End::By::EndMark};
    return capture;
}

Capture captured(const Test::FilePair &pair, bool isStream)
{
    Capture capture;
    capture.recording.sentAt = 10us;
    capture.recording.head = {.status = 200,
        .headers = {{"Content-Type", isStream ? "text/event-stream" : "application/json"}},
        .at = 20us};
    Timing::Duration at = 20us;
    for (const QByteArray &piece : Test::randomPieces(Test::readFile(pair.input), 1))
        capture.recording.append(piece, at += 7us);
    capture.recording.end = {.at = at + 1ms};
    return capture;
}

/// A clock that stands until it is set.
class StandingClock
{
public:
    [[nodiscard]] ReplayTransfer::Now now() const
    {
        return [time = m_time] {
            return Playback::Clock::time_point(time->load());
        };
    }
    void advance(Playback::Clock::duration time) { *m_time = m_time->load() + time; }

private:
    std::shared_ptr<std::atomic<Playback::Clock::duration>> m_time =
        std::make_shared<std::atomic<Playback::Clock::duration>>(1h);
};

/// A replay that an exchange reads.
class Played
{
public:
    Played(ChatClient &client, const Capture &capture, const Dialect *dialect, Pace pace,
        const ReplayTransfer::Now &now = &Playback::Clock::now)
        : m_replay(std::make_shared<Replay>(capture, u"file"_s, now))
    {
        m_replay->setPace(pace);
        Target target = replayTarget(m_replay, Catalog::builtIn());
        if (dialect)
            target.dialect = dialect;
        m_exchange.reset(client.replay(callOf(target, {}), *m_replay, nullptr));
    }

    [[nodiscard]] Replay &replay() const { return *m_replay; }
    [[nodiscard]] Exchange &exchange() const { return *m_exchange; }
    [[nodiscard]] const Reply &reply() const { return m_exchange->reply(); }
    [[nodiscard]] const Recording &recording() const { return m_exchange->recording(); }
    [[nodiscard]] bool waitForText(const QString &text) const
    {
        return eventually([this, &text] { return reply().first().text() == text; });
    }
    [[nodiscard]] bool waitForEnd() const
    {
        return eventually([this] { return !m_exchange->isRunning(); });
    }

private:
    std::shared_ptr<Replay> m_replay;
    std::unique_ptr<Exchange> m_exchange;
};

QList<std::pair<QByteArray, Timing::Duration>> piecesOf(const Recording &recording)
{
    QList<std::pair<QByteArray, Timing::Duration>> pieces;
    for (Recording::Reader reader(recording); !reader.atEnd();) {
        const Recording::Piece piece = reader.next();
        pieces.append({piece.bytes.toByteArray(), piece.at});
    }
    return pieces;
}

} // namespace

Q_DECLARE_METATYPE(const Parlance::Dialect *)

/// A capture that is played is an answer like a live one.
class TestReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFixtureGivesItsReply_data();
    void everyFixtureGivesItsReply();
    void theTimesAreThoseOfTheCapture();
    void theTimesAreThoseOfTheCaptureInAnotherThread();
    void isACallLikeAnyOther();
    void stepsAndGoesOn();
    void pausesAndChangesItsPace();
    void saysWhetherItIsPaused();
    void isStoppedWhereItWas();
    void endsAsTheCaptureEnded_data();
    void endsAsTheCaptureEnded();
    void isReadAsAnotherDialect();
    void aBodyWithoutAHeadIsNoAnswer();
    void clientGoneFirst();
    void deletedInMidPlay();

private:
    ChatClient m_client;
};

void TestReplay::everyFixtureGivesItsReply_data()
{
    QTest::addColumn<Test::FilePair>("pair");
    QTest::addColumn<const Dialect *>("dialect");
    QTest::addColumn<bool>("isStream");
    for (const QString &id : dialectIds()) {
        const QString folder = id.startsWith(u"floopfloop") ? u"floopfloop"_s : id;
        for (const Test::FilePair &pair : Test::filePairs(u"wire/"_s + folder, u".sse"_s))
            QTest::newRow(qPrintable(id + u": "_s + pair.name)) << pair << findDialect(id) << true;
        for (const Test::FilePair &pair : Test::filePairs(u"wire/%1-plain"_s.arg(folder), u".body"_s))
            QTest::newRow(qPrintable(id + u", plain: "_s + pair.name)) << pair << findDialect(id) << false;
    }
}

void TestReplay::everyFixtureGivesItsReply()
{
    QFETCH(const Test::FilePair, pair);
    QFETCH(const Dialect *, dialect);
    QFETCH(const bool, isStream);
    const Capture capture = captured(pair, isStream);
    const Reply wanted = decoded(capture.recording, *dialect, {});
    for (const Pace pace : {Pace::Recorded, Pace::Octuple, Pace::AtOnce}) {
        const Played played(m_client, capture, dialect, pace);
        QVERIFY(played.waitForEnd());
        QCOMPARE(played.reply(), wanted);
        QCOMPARE(decoded(played.recording(), *dialect, {}), wanted);
    }
}

void TestReplay::theTimesAreThoseOfTheCapture()
{
    const auto capture = std::make_shared<const Capture>(captured());
    StandingClock clock;
    ReplayTransfer transfer(capture, Pace::Double, clock.now());
    QSignalSpy arrived(&transfer, &Transfer::arrived);
    QCOMPARE(transfer.elapsed(), 0us);
    transfer.start();
    QVERIFY(arrived.isEmpty());
    Recording recording;
    for (const std::chrono::seconds step : {30s, 1770s, 1800s, 1800s}) {
        clock.advance(step - 1us);
        transfer.advance();
        QVERIFY(arrived.isEmpty());
        clock.advance(1us);
        transfer.advance();
        QCOMPARE(arrived.size(), 1);
        arrived.clear();
        transfer.take().addTo(recording);
    }
    QCOMPARE(transfer.elapsed(), 3h);
    const Recording &wanted = capture->recording;
    QVERIFY(recording.startedAt);
    QCOMPARE(recording.sentAt, wanted.sentAt);
    QCOMPARE(recording.head->at, wanted.head->at);
    QCOMPARE(recording.head->headers, wanted.head->headers);
    QCOMPARE(piecesOf(recording), piecesOf(wanted));
    QCOMPARE(recording.end->at, wanted.end->at);
    QCOMPARE(recording.end->by, wanted.end->by);
}

void TestReplay::theTimesAreThoseOfTheCaptureInAnotherThread()
{
    const Capture capture = captured();
    const Played played(m_client, capture, nullptr, Pace::AtOnce);
    QVERIFY(played.waitForEnd());
    QCOMPARE(piecesOf(played.recording()), piecesOf(capture.recording));
    const Timing &timing = played.reply().timing;
    QCOMPARE(timing.sent, 1s);
    QCOMPARE(timing.headers, 1min);
    QCOMPARE(timing.firstToken, 1h);
    QCOMPARE(timing.lastToken, 3h);
    QCOMPARE(timing.total, 3h);
}

void TestReplay::isACallLikeAnyOther()
{
    const Capture capture = captured();
    const Played played(m_client, capture, nullptr, Pace::AtOnce);
    QVERIFY(played.waitForEnd());
    const Call &call = *played.exchange().call();
    QVERIFY(call.isReplay);
    QVERIFY(!call.isDemo);
    QCOMPARE(call.sent, capture.request);
    QCOMPARE(call.request.model, u"ruflo-free"_s);
    QCOMPARE(call.request.messages.last().text(), u"Count"_s);
    QCOMPARE(call.gateway.id, u"ruflo"_s);
    QCOMPARE(call.reply.requestId, u"r-7"_s);
    QCOMPARE(call.reply.first().text(), u"one two three"_s);
    QCOMPARE(m_client.calls().heldBytes(), heldBytes(call));
}

void TestReplay::stepsAndGoesOn()
{
    const StandingClock clock;
    const Played played(m_client, captured(), nullptr, Pace::EventByEvent, clock.now());
    played.replay().step();
    QVERIFY(played.waitForText(u"one"_s));
    QCOMPARE(played.reply().timing.firstToken, 1h);
    played.replay().step();
    QVERIFY(played.waitForText(u"one two"_s));
    settle();
    QCOMPARE(played.reply().first().text(), u"one two"_s);
    played.replay().setPace(Pace::AtOnce);
    QVERIFY(played.waitForEnd());
    QCOMPARE(played.reply().state, Reply::State::Complete);
    QCOMPARE(played.reply().timing.total, 3h);
}

void TestReplay::pausesAndChangesItsPace()
{
    StandingClock clock;
    const Played played(m_client, captured(), nullptr, Pace::Recorded, clock.now());
    played.replay().pause();
    played.replay().step();
    QVERIFY(played.waitForText(u"one"_s)); // so the pause has arrived, too
    clock.advance(10h);
    played.replay().setPace(Pace::Octuple); // still paused
    clock.advance(10h);
    played.replay().step();
    QVERIFY(played.waitForText(u"one two"_s));
    played.replay().play();
    played.replay().setPace(Pace::AtOnce);
    QVERIFY(played.waitForText(u"one two three"_s));
}

void TestReplay::saysWhetherItIsPaused()
{
    Replay replay(captured(), u"file"_s);
    QSignalSpy changed(&replay, &Replay::changed);
    QVERIFY(!replay.isPaused());
    replay.pause();
    QVERIFY(replay.isPaused());
    replay.setPace(Pace::Double);
    QVERIFY(replay.isPaused());
    replay.play();
    QVERIFY(!replay.isPaused());
    QCOMPARE(replay.pace(), Pace::Double);
    replay.step();
    QVERIFY(replay.isPaused());
    replay.setPace(Pace::EventByEvent);
    QVERIFY(replay.isPaused());
    replay.play();
    QVERIFY(!replay.isPaused());
    QCOMPARE(replay.pace(), Pace::Recorded);
    QCOMPARE(changed.size(), 6);
}

void TestReplay::isStoppedWhereItWas()
{
    const StandingClock clock;
    const Played played(m_client, captured(), nullptr, Pace::EventByEvent, clock.now());
    played.replay().step();
    QVERIFY(played.waitForText(u"one"_s));
    played.exchange().stop();
    QCOMPARE(played.reply().state, Reply::State::Stopped);
    QCOMPARE(played.reply().timing.total, 1h);
    QCOMPARE(played.recording().end->by, Recording::End::By::User);
}

void TestReplay::endsAsTheCaptureEnded_data()
{
    QTest::addColumn<Recording::End>("end");
    QTest::newRow("server") << Recording::End{.at = 4h};
    QTest::newRow("user") << Recording::End{.at = 4h, .by = Recording::End::By::User};
    ChatError reset;
    reset.kind = ChatError::Kind::Network;
    reset.message = u"Connection reset"_s;
    QTest::newRow("failure") << Recording::End{.failure = reset, .at = 4h};
}

void TestReplay::endsAsTheCaptureEnded()
{
    QFETCH(const Recording::End, end);
    Capture capture = captured();
    capture.recording.dropBody();
    capture.recording.append(token("one"), 1h);
    capture.recording.end = end;
    const Played played(m_client, capture, nullptr, Pace::AtOnce);
    QVERIFY(played.waitForEnd());
    QCOMPARE(played.reply(), decoded(capture.recording, *findDialect(u"chat-completions"), {}));
    QCOMPARE(played.reply().timing.total, 4h);
}

void TestReplay::isReadAsAnotherDialect()
{
    const Dialect *other = findDialect(u"messages");
    const Played played(m_client, captured(), other, Pace::AtOnce);
    QVERIFY(played.waitForEnd());
    QCOMPARE(played.exchange().call()->dialect, other);
    QVERIFY(!played.reply().hasContent());
    QCOMPARE(played.reply(), decoded(captured().recording, *other, {}));
}

void TestReplay::aBodyWithoutAHeadIsNoAnswer()
{
    Capture capture = captured();
    capture.recording.head.reset();
    const Played played(m_client, capture, nullptr, Pace::AtOnce);
    QVERIFY(played.waitForEnd());
    QCOMPARE(played.reply().state, Reply::State::Failed);
    QVERIFY(!played.reply().hasContent());
}

void TestReplay::clientGoneFirst()
{
    auto client = std::make_unique<ChatClient>();
    const Played played(*client, captured(), nullptr, Pace::Recorded);
    client.reset();
    QCOMPARE(played.reply().state, Reply::State::Stopped);
}

void TestReplay::deletedInMidPlay()
{
    const StandingClock clock;
    for (int i = 0; i < 20; ++i) {
        const Played played(m_client, captured(), nullptr, Pace::EventByEvent, clock.now());
        played.replay().step();
        if (i % 2 == 0)
            QVERIFY(played.waitForText(u"one"_s));
    }
    settle();
}

QTEST_GUILESS_MAIN(TestReplay)
#include "tst_replay.moc"
