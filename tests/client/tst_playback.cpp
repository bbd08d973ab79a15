// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/playback.h"

#include <QTest>

using namespace Parlance;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// An answer of three events in four pieces, the third of which has the end of one and all of another.
Recording captured(const Recording::End &end)
{
    Recording recording;
    recording.connectingAt = 1ms;
    recording.encryptedAt = 20ms;
    recording.sentAt = 30ms;
    recording.head = {.status = 200, .headers = {{"Content-Type", "text/event-stream"}}, .at = 100ms};
    recording.append("data: one\n\n", 110ms);
    recording.append("data: t", 200ms);
    recording.append("wo\n\ndata: three\n\n", 250ms);
    recording.append(": the rest", 1s);
    recording.end = end;
    return recording;
}

const Recording::End AtTwoSeconds{.at = 2s};

QList<std::pair<QByteArray, Timing::Duration>> piecesOf(const Recording &recording)
{
    QList<std::pair<QByteArray, Timing::Duration>> pieces;
    for (Recording::Reader reader(recording); !reader.atEnd();) {
        const Recording::Piece piece = reader.next();
        pieces.append({piece.bytes.toByteArray(), piece.at});
    }
    return pieces;
}

bool areSame(const Recording &a, const Recording &b)
{
    return a.connectingAt == b.connectingAt && a.encryptedAt == b.encryptedAt && a.sentAt == b.sentAt &&
           a.head->at == b.head->at && a.head->headers == b.head->headers && piecesOf(a) == piecesOf(b) &&
           a.end->at == b.end->at && a.end->by == b.end->by && a.end->failure == b.end->failure;
}

/// Plays a recording on a clock that the test sets.
class Player
{
public:
    explicit Player(const Recording &recording, Pace pace)
        : m_playback(recording)
    {
        m_playback.setPace(pace, m_now);
    }

    /// What arrives in this time.
    Arrivals after(Playback::Clock::duration time)
    {
        m_now += time;
        return taken(&Playback::play);
    }
    Arrivals step() { return taken(&Playback::step); }
    void setPace(Pace pace) { m_playback.setPace(pace, m_now); }
    /// Waits as the playback asks, until nothing more comes. Returns the time that passed.
    Playback::Clock::duration playToEnd()
    {
        const Playback::Clock::time_point begin = m_now;
        while (const auto wait = m_playback.wait(m_now))
            after(*wait);
        return m_now - begin;
    }

    [[nodiscard]] const Recording &played() const { return m_played; }
    [[nodiscard]] Timing::Duration position() const { return m_playback.position(m_now); }
    [[nodiscard]] bool waits() const { return m_playback.wait(m_now).has_value(); }

private:
    Arrivals taken(void (Playback::*what)(Playback::Clock::time_point, Arrivals &))
    {
        Arrivals arrivals;
        (m_playback.*what)(m_now, arrivals);
        arrivals.addTo(m_played);
        return arrivals;
    }

    Playback m_playback;
    Playback::Clock::time_point m_now{1h};
    Recording m_played;
};

QByteArray bytesOf(const Arrivals &arrivals)
{
    QByteArray bytes;
    for (const Arrivals::Piece &piece : arrivals.body)
        bytes += piece.bytes;
    return bytes;
}

} // namespace

/// A recording that is played arrives as it was recorded.
class TestPlayback : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void playsAtEachPace_data();
    void playsAtEachPace();
    void nothingComesEarly();
    void wakesForEachArrivalOnly();
    void pausesAndGoesOn();
    void changesThePace();
    void givesTheRestAtOnce();
    void endsAsTheCaptureEnded_data();
    void endsAsTheCaptureEnded();
    void stepsEventByEvent();
    void stepsWithoutTimes();
    void goesOnAfterAStep();
    void knowsTheEndsOfEvents_data();
    void knowsTheEndsOfEvents();
    void aPlainBodyIsOneStep_data();
    void aPlainBodyIsOneStep();
    void anAnswerThatNeverCame();
};

void TestPlayback::playsAtEachPace_data()
{
    QTest::addColumn<Pace>("pace");
    QTest::addColumn<std::chrono::milliseconds>("duration");
    QTest::newRow("recorded") << Pace::Recorded << 2000ms;
    QTest::newRow("double") << Pace::Double << 1000ms;
    QTest::newRow("quadruple") << Pace::Quadruple << 500ms;
    QTest::newRow("octuple") << Pace::Octuple << 250ms;
    QTest::newRow("at once") << Pace::AtOnce << 0ms;
}

/// It takes its time on the clock, and tells the times of the recording.
void TestPlayback::playsAtEachPace()
{
    QFETCH(const Pace, pace);
    QFETCH(const std::chrono::milliseconds, duration);
    const Recording recording = captured(AtTwoSeconds);
    Player player(recording, pace);
    QCOMPARE(player.playToEnd(), duration);
    QVERIFY(areSame(player.played(), recording));
    QCOMPARE(player.position(), 2s);
}

void TestPlayback::nothingComesEarly()
{
    const Recording recording = captured(AtTwoSeconds);
    Player player(recording, Pace::Recorded);
    QVERIFY(!player.after(29'999us).sentAt);
    QCOMPARE(player.after(1us).sentAt, 30ms);
    QVERIFY(!player.after(69'999us).head);
    QVERIFY(player.after(1us).head);
    QVERIFY(player.after(9'999us).body.isEmpty());
    QCOMPARE(bytesOf(player.after(1us)), "data: one\n\n");
    QCOMPARE(bytesOf(player.after(200ms)), "data: two\n\ndata: three\n\n");
    QVERIFY(!player.after(1689ms).end);
    QVERIFY(player.after(1ms).end);
}

void TestPlayback::wakesForEachArrivalOnly()
{
    const Recording recording = captured(AtTwoSeconds);
    Playback playback(recording);
    Playback::Clock::time_point now{1h};
    QVERIFY(!playback.wait(now)); // it has not begun
    playback.setPace(Pace::Double, now);
    QList<Playback::Clock::duration> waits;
    while (const auto wait = playback.wait(now)) {
        waits.append(*wait);
        now += *wait;
        Arrivals arrivals;
        playback.play(now, arrivals);
    }
    QCOMPARE(waits, (QList<Playback::Clock::duration>{50ms, 5ms, 45ms, 25ms, 375ms, 500ms}));
}

void TestPlayback::pausesAndGoesOn()
{
    const Recording recording = captured(AtTwoSeconds);
    Player player(recording, Pace::Recorded);
    player.after(150ms);
    player.setPace(Pace::EventByEvent);
    QVERIFY(player.after(1h).body.isEmpty());
    QVERIFY(!player.waits());
    QCOMPARE(player.position(), 150ms);
    player.setPace(Pace::Recorded);
    QVERIFY(player.after(49ms).body.isEmpty());
    QCOMPARE(bytesOf(player.after(1ms)), "data: t");
    QCOMPARE(player.playToEnd(), 1800ms);
    QVERIFY(areSame(player.played(), recording));
}

void TestPlayback::changesThePace()
{
    const Recording recording = captured(AtTwoSeconds);
    Player player(recording, Pace::Recorded);
    player.after(200ms);
    player.setPace(Pace::Octuple);
    QCOMPARE(player.playToEnd(), 225ms);
    QVERIFY(areSame(player.played(), recording));
}

void TestPlayback::givesTheRestAtOnce()
{
    const Recording recording = captured(AtTwoSeconds);
    Player player(recording, Pace::Recorded);
    player.after(200ms);
    player.setPace(Pace::AtOnce);
    QCOMPARE(player.playToEnd(), 0ms);
    QVERIFY(areSame(player.played(), recording));
}

void TestPlayback::endsAsTheCaptureEnded_data()
{
    QTest::addColumn<Recording::End>("end");
    QTest::newRow("server") << Recording::End{.at = 2s};
    QTest::newRow("end mark") << Recording::End{.at = 1s, .by = Recording::End::By::EndMark};
    QTest::newRow("user") << Recording::End{.at = 1500ms, .by = Recording::End::By::User};
    ChatError reset;
    reset.kind = ChatError::Kind::Network;
    reset.message = u"Connection reset"_s;
    QTest::newRow("failure") << Recording::End{.failure = reset, .at = 3s};
}

void TestPlayback::endsAsTheCaptureEnded()
{
    QFETCH(const Recording::End, end);
    const Recording recording = captured(end);
    for (const Pace pace : {Pace::Recorded, Pace::AtOnce}) {
        Player player(recording, pace);
        player.playToEnd();
        QVERIFY(areSame(player.played(), recording));
    }
    Player stepped(recording, Pace::EventByEvent);
    while (!stepped.step().end)
        QVERIFY(!stepped.played().end);
    QCOMPARE(stepped.played().end->by, end.by);
    QCOMPARE(stepped.played().end->failure, end.failure);
    QCOMPARE(stepped.played().end->at, end.at);
}

void TestPlayback::stepsEventByEvent()
{
    const Recording recording = captured(AtTwoSeconds);
    Player player(recording, Pace::EventByEvent);
    const Arrivals first = player.step();
    QVERIFY(first.head);
    QCOMPARE(first.sentAt, 30ms);
    QCOMPARE(bytesOf(first), "data: one\n\n");
    QCOMPARE(player.position(), 110ms);
    const Arrivals second = player.step();
    QVERIFY(!second.head);
    QCOMPARE(bytesOf(second), "data: two\n\n");
    QCOMPARE(second.body.last().at, 250ms);
    QCOMPARE(bytesOf(player.step()), "data: three\n\n");
    QCOMPARE(player.position(), 250ms);
    const Arrivals last = player.step();
    QCOMPARE(bytesOf(last), ": the rest");
    QVERIFY(last.end);
    QVERIFY(!player.step().end); // only once
    QCOMPARE(player.played().body(), recording.body());
}

/// A file with the body alone tells no times.
void TestPlayback::stepsWithoutTimes()
{
    Recording recording;
    recording.head = Recording::Head();
    recording.append("data: 1\n\ndata: 2\n\n", 0ms);
    recording.end = Recording::End();
    Player player(recording, Pace::EventByEvent);
    QVERIFY(!player.after(1s).head);
    QCOMPARE(bytesOf(player.step()), "data: 1\n\n");
    QVERIFY(player.after(1s).body.isEmpty());
    QCOMPARE(bytesOf(player.step()), "data: 2\n\n");
}

/// A step goes forward in the recording's time, and the rest follows at its distance.
void TestPlayback::goesOnAfterAStep()
{
    const Recording recording = captured(AtTwoSeconds);
    Player player(recording, Pace::EventByEvent);
    player.step();
    player.step();
    player.setPace(Pace::Recorded);
    QCOMPARE(bytesOf(player.after(0ms)), "data: three\n\n"); // of the same piece
    QVERIFY(player.after(749ms).body.isEmpty());
    QCOMPARE(bytesOf(player.after(1ms)), ": the rest");
}

void TestPlayback::knowsTheEndsOfEvents_data()
{
    QTest::addColumn<QByteArrayList>("pieces");
    QTest::addColumn<QByteArrayList>("events");
    QTest::newRow("LF") << QByteArrayList{"data: 1\n\ndata: 2\n\n"}
                        << QByteArrayList{"data: 1\n\n", "data: 2\n\n"};
    QTest::newRow("CR") << QByteArrayList{"data: 1\r\rdata: 2\r\r"}
                        << QByteArrayList{"data: 1\r\r", "data: 2\r\r"};
    QTest::newRow("CRLF") << QByteArrayList{"data: 1\r\n\r\ndata: 2\r\n\r\n"}
                          << QByteArrayList{"data: 1\r\n\r\n", "data: 2\r\n\r\n"};
    QTest::newRow("cut within CRLF") << QByteArrayList{"data: 1\r", "\n", "\r\ndata: 2\r\n\r\n"}
                                     << QByteArrayList{"data: 1\r\n\r\n", "data: 2\r\n\r\n"};
    QTest::newRow("several lines") << QByteArrayList{"event: a\ndata: 1\n", "data: 2\n\n: ping\n\n"}
                                   << QByteArrayList{"event: a\ndata: 1\ndata: 2\n\n", ": ping\n\n"};
    QTest::newRow("more blank lines") << QByteArrayList{"\n\ndata: 1\n\n\n\ndata: 2\n\n"}
                                      << QByteArrayList{"\n\ndata: 1\n\n", "\n\ndata: 2\n\n"};
    QTest::newRow("no blank line at the end")
        << QByteArrayList{"data: 1\n\ndata: 2"} << QByteArrayList{"data: 1\n\n", "data: 2"};
}

void TestPlayback::knowsTheEndsOfEvents()
{
    QFETCH(const QByteArrayList, pieces);
    QFETCH(const QByteArrayList, events);
    Recording recording;
    recording.head = Recording::Head();
    for (const QByteArray &piece : pieces)
        recording.append(piece, 1ms);
    recording.end = Recording::End();
    Player player(recording, Pace::EventByEvent);
    for (const QByteArray &event : events)
        QCOMPARE(bytesOf(player.step()), event);
    QVERIFY(player.played().end);
}

void TestPlayback::aPlainBodyIsOneStep_data()
{
    QTest::addColumn<QByteArrayList>("pieces");
    QTest::newRow("JSON") << QByteArrayList{" {\"a\":1,\n\n", "\"b\":2}"};
    QTest::newRow("page") << QByteArrayList{"<html>\n\n", "</html>"};
    QTest::newRow("empty") << QByteArrayList{};
}

void TestPlayback::aPlainBodyIsOneStep()
{
    QFETCH(const QByteArrayList, pieces);
    Recording recording;
    recording.head = Recording::Head();
    for (const QByteArray &piece : pieces)
        recording.append(piece, 1ms);
    recording.end = {.at = 5ms};
    Player player(recording, Pace::EventByEvent);
    const Arrivals all = player.step();
    QVERIFY(all.head);
    QCOMPARE(bytesOf(all), pieces.join());
    QCOMPARE(all.end->at, 5ms);
}

void TestPlayback::anAnswerThatNeverCame()
{
    Recording recording;
    recording.end = {.failure = ChatError(), .at = 30ms};
    Player player(recording, Pace::Recorded);
    QCOMPARE(player.playToEnd(), 30ms);
    QVERIFY(!player.played().head);
    QVERIFY(player.played().end->failure);
    QVERIFY(Player(recording, Pace::EventByEvent).step().end);
}

QTEST_GUILESS_MAIN(TestPlayback)
#include "tst_playback.moc"
