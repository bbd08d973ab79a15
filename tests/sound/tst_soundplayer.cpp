// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound/soundplayer.h"
#include "support/eventually.h"
#include "support/threadcount.h"

#include <QSignalSpy>
#include <QTest>

using namespace Parlance;
using namespace std::chrono_literals;

namespace {

std::shared_ptr<SoundBuffer> soundOf(std::chrono::milliseconds time)
{
    auto sound = std::make_shared<SoundBuffer>(SampleFormat());
    sound->append(Samples(static_cast<size_t>(time.count()) * 24, 1000));
    return sound;
}

std::shared_ptr<SoundBuffer> finishedSoundOf(std::chrono::milliseconds time)
{
    auto sound = soundOf(time);
    sound->finish();
    return sound;
}

} // namespace

/// With a device that plays to nobody.
class TestSoundPlayer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void playsToTheEnd();
    void playsWhileMoreArrives();
    void pauseAndGoOn();
    void seeks();
    void playsAPart();
    void anotherSoundReplacesTheFirst();
    void nothingToPlay();
    void leavesNothingBehindInMidPlay();
    void speedHasBounds();

private:
    SoundPlayer m_player{SoundDevice::Backend::Null};
};

void TestSoundPlayer::playsToTheEnd()
{
    m_player.setSound(finishedSoundOf(200ms));
    QCOMPARE(m_player.duration(), 200ms);
    QSignalSpy moved(&m_player, &SoundPlayer::moved);
    m_player.play();
    QCOMPARE(m_player.problem(), QString());
    QVERIFY(m_player.isPlaying());
    QVERIFY(eventually([this] { return !m_player.isPlaying(); }));
    QCOMPARE(m_player.position(), 200ms);
    QVERIFY(!moved.isEmpty());
    m_player.play(); // again
    QVERIFY(m_player.isPlaying());
    QVERIFY(m_player.position() < 200ms);
    QVERIFY(eventually([this] { return !m_player.isPlaying(); }));
}

void TestSoundPlayer::playsWhileMoreArrives()
{
    const std::shared_ptr<SoundBuffer> sound = soundOf(250ms);
    m_player.setSound(sound);
    m_player.play();
    QVERIFY(eventually([this] { return m_player.isWaiting(); }));
    sound->append(Samples(24 * 250, 1000));
    sound->finish();
    QVERIFY(eventually([this] { return !m_player.isPlaying(); }));
    QCOMPARE(m_player.position(), 500ms);
}

void TestSoundPlayer::pauseAndGoOn()
{
    m_player.setSound(finishedSoundOf(10s));
    m_player.play();
    QVERIFY(eventually([this] { return m_player.position() > 0ms; }));
    QSignalSpy changed(&m_player, &SoundPlayer::changed);
    m_player.pause();
    QCOMPARE(changed.size(), 1);
    QVERIFY(!m_player.isPlaying());
    m_player.pause();
    QCOMPARE(changed.size(), 1);
    const auto paused = m_player.position();
    m_player.play();
    QVERIFY(eventually([this, paused] { return m_player.position() > paused + 10ms; }));
}

void TestSoundPlayer::seeks()
{
    m_player.setSound(finishedSoundOf(10s));
    m_player.seek(4s);
    QCOMPARE(m_player.position(), 4s);
    m_player.seek(-1s);
    QCOMPARE(m_player.position(), 0s);
    m_player.seek(1h);
    QCOMPARE(m_player.position(), 10s);
    m_player.seek(9'900ms);
    m_player.play();
    QVERIFY(eventually([this] { return !m_player.isPlaying(); }));
    QCOMPARE(m_player.position(), 10s);
}

void TestSoundPlayer::playsAPart()
{
    m_player.setSound(finishedSoundOf(10s));
    m_player.play(3s, 3'100ms);
    QVERIFY(eventually([this] { return !m_player.isPlaying(); }));
    QCOMPARE(m_player.position(), 3'100ms);
    m_player.play();
    QVERIFY(eventually([this] { return m_player.position() > 3'200ms; }));
}

void TestSoundPlayer::anotherSoundReplacesTheFirst()
{
    m_player.setSound(finishedSoundOf(10s));
    m_player.play();
    m_player.setSound(finishedSoundOf(1s));
    QVERIFY(!m_player.isPlaying());
    QCOMPARE(m_player.position(), 0ms);
    QCOMPARE(m_player.duration(), 1s);
    m_player.setSound(nullptr);
    QVERIFY(!m_player.hasSound());
}

void TestSoundPlayer::nothingToPlay()
{
    SoundPlayer player(SoundDevice::Backend::Null);
    player.play();
    player.play(0s, 1s);
    player.pause();
    player.seek(1s);
    QVERIFY(!player.isPlaying());
    QVERIFY(!player.isWaiting());
    QCOMPARE(player.duration(), 0ms);
}

void TestSoundPlayer::leavesNothingBehindInMidPlay()
{
    const qsizetype before = threadCount();
    std::weak_ptr<SoundBuffer> sound;
    {
        SoundPlayer player(SoundDevice::Backend::Null);
        const std::shared_ptr<SoundBuffer> played = finishedSoundOf(60s);
        sound = played;
        player.setSound(played);
        player.play();
        QVERIFY(eventually([&player] { return player.position() > 0ms; }));
        QVERIFY(threadCount() > before);
    }
    QVERIFY(eventually([before] { return threadCount() <= before; }));
    QVERIFY(sound.expired());
}

void TestSoundPlayer::speedHasBounds()
{
    m_player.setSpeed(100);
    QCOMPARE(m_player.speed(), 4);
    m_player.setSpeed(0);
    QCOMPARE(m_player.speed(), 0.25);
    m_player.setSpeed(1);
}

QTEST_GUILESS_MAIN(TestSoundPlayer)
#include "tst_soundplayer.moc"
