// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound/soundrenderer.h"

#include <QTest>
#include <algorithm>
#include <cmath>

using namespace Parlance;

namespace {

constexpr int Rate = 24'000;
constexpr size_t Fade = Rate / 200; // 5 ms

/// The most that neighbouring samples differ.
float jumpWithin(const std::vector<float> &samples)
{
    float most = 0;
    for (size_t i = 1; i < samples.size(); ++i)
        most = std::max(most, std::abs(samples[i] - samples[i - 1]));
    return most;
}

/// The same with the silence before and behind.
float jumpIn(const std::vector<float> &samples)
{
    return std::max({jumpWithin(samples), std::abs(samples.front()), std::abs(samples.back())});
}

/// A sound that stands still at full scale: any break in it is a click.
struct Played
{
    explicit Played(size_t frames, bool isFinished = true)
        : sound(std::make_shared<SoundBuffer>(SampleFormat{.rate = Rate, .channels = 1}))
        , renderer(sound)
    {
        sound->append(Samples(frames, 32'767));
        if (isFinished)
            sound->finish();
    }

    void render(size_t frames, size_t atATime = 480)
    {
        for (size_t done = 0; done < frames; done += atATime) {
            std::vector<float> piece(std::min(atATime, frames - done), 7.0F);
            renderer.render(piece.data(), static_cast<qint64>(piece.size()));
            out.insert(out.end(), piece.begin(), piece.end());
        }
    }

    std::shared_ptr<SoundBuffer> sound;
    SoundRenderer renderer;
    std::vector<float> out;
};

constexpr float NoClick = 0.02F;

} // namespace

/// What a device would play, without one.
class TestSoundRenderer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void silentUntilItPlays();
    void playsAllAndEndsWithoutAClick();
    void pausesWithoutAClick();
    void jumpsWithoutAClick();
    void waitsForMoreWithoutAClick();
    void endsWhereItIsTold();
    void speed_data();
    void speed();
    void thePitchStays_data();
    void thePitchStays();
    void samplesComeThrough();
    void channels();
    void againAfterTheEnd();
    void anythingAtRandom();
};

void TestSoundRenderer::silentUntilItPlays()
{
    Played played(Rate);
    played.render(1000);
    QCOMPARE(jumpIn(played.out), 0);
    QCOMPARE(played.renderer.position(), 0);
    QVERIFY(played.renderer.isSilent());
    QVERIFY(!played.renderer.isOver());
}

void TestSoundRenderer::playsAllAndEndsWithoutAClick()
{
    Played played(Rate / 2);
    played.renderer.setPlaying(true);
    played.render(Rate);
    QVERIFY(jumpIn(played.out) < NoClick);
    QCOMPARE(played.renderer.position(), Rate / 2);
    QVERIFY(played.renderer.isOver());
    const auto heard = std::ranges::count_if(played.out, [](float sample) { return sample > 0; });
    QVERIFY(std::abs(heard - Rate / 2) <= 1);
    const auto loud = std::ranges::count_if(played.out, [](float sample) { return sample > 0.99F; });
    QVERIFY(loud >= static_cast<long>(Rate / 2 - 2 * Fade - 4));
}

void TestSoundRenderer::pausesWithoutAClick()
{
    Played played(Rate);
    played.renderer.setPlaying(true);
    played.render(3000);
    played.renderer.setPlaying(false);
    played.render(3000);
    QVERIFY(played.renderer.isSilent());
    const qint64 paused = played.renderer.position();
    QVERIFY(paused >= 3000 && paused <= 3000 + qint64(Fade) + 1);
    played.renderer.setPlaying(true);
    played.render(3000);
    QVERIFY(jumpWithin({played.out.begin(), played.out.begin() + 6000}) < NoClick);
    QVERIFY(played.renderer.position() > paused);
}

void TestSoundRenderer::jumpsWithoutAClick()
{
    Played played(Rate);
    played.renderer.setPlaying(true);
    played.render(3000);
    played.renderer.seek(20'000);
    QCOMPARE(played.renderer.position(), 20'000);
    played.render(Rate);
    QVERIFY(jumpIn(played.out) < NoClick);
    QVERIFY(played.renderer.isOver());
    const auto heard = std::ranges::count_if(played.out, [](float sample) { return sample > 0; });
    QVERIFY(std::abs(heard - (3000 + qint64(Fade) + 4000)) <= 3);
}

void TestSoundRenderer::waitsForMoreWithoutAClick()
{
    Played played(Rate / 2, false);
    played.renderer.setPlaying(true);
    played.render(Rate);
    QVERIFY(played.renderer.isWaiting());
    QVERIFY(!played.renderer.isOver());
    played.sound->append(Samples(Rate / 100, 32'767));
    played.render(1000);
    QVERIFY(played.renderer.isWaiting()); // it wants a reserve
    played.sound->append(Samples(Rate / 2, 32'767));
    played.render(1000);
    QVERIFY(!played.renderer.isWaiting());
    QVERIFY(!played.renderer.isSilent());
    played.sound->finish();
    played.render(Rate);
    QVERIFY(played.renderer.isOver());
    QVERIFY(jumpIn(played.out) < NoClick);
}

void TestSoundRenderer::endsWhereItIsTold()
{
    Played played(Rate);
    played.renderer.seek(6000);
    played.renderer.setEnd(12'000);
    played.renderer.setPlaying(true);
    played.render(Rate);
    QCOMPARE(played.renderer.position(), 12'000);
    QVERIFY(played.renderer.isOver());
    QVERIFY(jumpIn(played.out) < NoClick);
}

void TestSoundRenderer::speed_data()
{
    QTest::addColumn<double>("speed");
    QTest::addRow("half") << 0.5;
    QTest::addRow("one and a half") << 1.5;
    QTest::addRow("four") << 4.0;
}

void TestSoundRenderer::speed()
{
    QFETCH(const double, speed);
    Played played(Rate);
    played.renderer.setSpeed(speed);
    played.renderer.setPlaying(true);
    played.render(Rate * 3);
    const auto heard = std::ranges::count_if(played.out, [](float sample) { return sample > 0; });
    QVERIFY(std::abs(static_cast<double>(heard) - Rate / speed) <= 2);
    QVERIFY(jumpIn(played.out) < NoClick);
}

void TestSoundRenderer::thePitchStays_data()
{
    speed_data();
}

/// A tone of 400 Hz crosses zero 800 times a second, and has no breaks.
void TestSoundRenderer::thePitchStays()
{
    QFETCH(const double, speed);
    auto sound = std::make_shared<SoundBuffer>(SampleFormat{.rate = Rate, .channels = 1});
    Samples tone(Rate * 2);
    for (size_t i = 0; i < tone.size(); ++i)
        tone[i] = static_cast<qint16>(std::lround(16'384 * std::sin(static_cast<double>(i) / 60 * 2 * M_PI)));
    sound->append(tone);
    sound->finish();
    SoundRenderer renderer(sound);
    renderer.setSpeed(speed);
    renderer.setPlaying(true);
    std::vector<float> out(static_cast<size_t>(Rate * 2 / speed) - 2 * Fade);
    renderer.render(out.data(), static_cast<qint64>(out.size()));
    int crossings = 0;
    for (size_t i = 1; i < out.size(); ++i)
        crossings += (out[i - 1] < 0) != (out[i] < 0) ? 1 : 0;
    const double perSecond = crossings / (static_cast<double>(out.size()) / Rate);
    QVERIFY2(std::abs(perSecond - 800) < 20, qPrintable(QString::number(perSecond)));
    QVERIFY2(jumpWithin(out) < 0.1F,
        qPrintable(QString::number(jumpWithin(out)))); // the tone itself has steps of 0.05
    QCOMPARE(std::ranges::max(out) > 0.45F, true);
}

void TestSoundRenderer::samplesComeThrough()
{
    auto sound = std::make_shared<SoundBuffer>(SampleFormat{.rate = Rate, .channels = 1});
    Samples ramp(2000);
    for (size_t i = 0; i < ramp.size(); ++i)
        ramp[i] = static_cast<qint16>(i * 16);
    sound->append(ramp);
    sound->finish();
    SoundRenderer renderer(sound);
    renderer.setPlaying(true);
    std::vector<float> out(1000);
    renderer.render(out.data(), 1000);
    for (size_t i = Fade + 1; i < out.size(); ++i)
        QCOMPARE(out[i], static_cast<float>(ramp[i]) / 32'768);
}

void TestSoundRenderer::channels()
{
    auto sound = std::make_shared<SoundBuffer>(SampleFormat{.rate = Rate, .channels = 2});
    Samples samples;
    for (int i = 0; i < 2000; ++i)
        samples.insert(samples.end(), {16'384, -8'192});
    sound->append(samples);
    sound->finish();
    SoundRenderer renderer(sound);
    renderer.setPlaying(true);
    std::vector<float> out(2000);
    renderer.render(out.data(), 1000);
    QCOMPARE(out[1000], 0.5F);
    QCOMPARE(out[1001], -0.25F);
}

void TestSoundRenderer::againAfterTheEnd()
{
    Played played(2000);
    played.renderer.setPlaying(true);
    played.render(4000);
    QVERIFY(played.renderer.isOver());
    played.renderer.seek(0);
    played.render(480);
    QVERIFY(!played.renderer.isOver());
    played.render(4000);
    QVERIFY(played.renderer.isOver());
    QVERIFY(jumpIn(played.out) < NoClick);
}

/// Nothing that is asked of it clicks, or leaves the sound.
void TestSoundRenderer::anythingAtRandom()
{
    quint32 random = 1;
    const auto dice = [&random](quint32 sides) {
        random = random * 1'664'525 + 1'013'904'223;
        return (random >> 8) % sides;
    };
    Played played(Rate / 4, false);
    for (int i = 0; i < 3000; ++i) {
        switch (dice(6)) {
        case 0:
            played.renderer.setPlaying(dice(4) > 0);
            break;
        case 1:
            played.renderer.seek(dice(Rate * 2));
            break;
        case 2:
            played.renderer.setSpeed(0.25 + dice(15) * 0.25);
            break;
        case 3:
            played.sound->append(Samples(dice(400), 32'767));
            break;
        case 4:
            played.renderer.setEnd(dice(3) == 0 ? qint64(dice(Rate)) : -1);
            break;
        default:
            break;
        }
        played.render(1 + dice(700), 1 + dice(300));
        QVERIFY(played.renderer.position() >= 0);
    }
    QVERIFY(std::ranges::all_of(played.out, [](float sample) { return sample >= 0 && sample <= 1; }));
}

QTEST_APPLESS_MAIN(TestSoundRenderer)
#include "tst_soundrenderer.moc"
