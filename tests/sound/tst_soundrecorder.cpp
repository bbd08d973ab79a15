// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound/samplering.h"
#include "sound/soundrecorder.h"
#include "sound/wavreader.h"
#include "support/eventually.h"

#include <QSignalSpy>
#include <QTest>
#include <thread>

using namespace Parlance;
using namespace std::chrono_literals;

/// With a microphone that hears nothing.
class TestSoundRecorder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordsAWavFile();
    void endsAtTheLimit();
    void anew();
    void aRingLosesWhatDoesNotFit();
    void aRingHandsOverInOrder();
};

void TestSoundRecorder::recordsAWavFile()
{
    SoundRecorder recorder(1'000'000, SoundDevice::Backend::Null);
    QVERIFY(recorder.wav().isEmpty());
    recorder.start();
    QCOMPARE(recorder.problem(), QString());
    QVERIFY(recorder.isRecording());
    QVERIFY(eventually([&recorder] { return recorder.duration() >= 200ms; }));
    recorder.stop();
    QVERIFY(!recorder.isRecording());
    WavReader reader;
    QByteArray sound = reader.feed(recorder.wav());
    sound += reader.finish();
    QCOMPARE(reader.format(), (PcmFormat{.samples = SoundRecorder::Format}));
    QVERIFY(!reader.needsRepair());
    QCOMPARE(sound.size() / 32, recorder.duration().count());
    QCOMPARE(recorder.level(), 0);
}

void TestSoundRecorder::endsAtTheLimit()
{
    SoundRecorder recorder(3200, SoundDevice::Backend::Null);
    recorder.start();
    QVERIFY(eventually([&recorder] { return !recorder.isRecording(); }));
    QCOMPARE(recorder.wav().size(), 3200 + 44);
    QCOMPARE(recorder.duration(), 100ms);
    QVERIFY2(recorder.problem().contains(u"so it ended"), qPrintable(recorder.problem()));
}

void TestSoundRecorder::anew()
{
    SoundRecorder recorder(3200, SoundDevice::Backend::Null);
    recorder.start();
    QVERIFY(eventually([&recorder] { return !recorder.isRecording(); }));
    recorder.start();
    QVERIFY(recorder.isRecording());
    QCOMPARE(recorder.duration(), 0ms);
}

void TestSoundRecorder::aRingLosesWhatDoesNotFit()
{
    SampleRing ring(4);
    const Samples samples{1, 2, 3, 4, 5, 6};
    ring.put(samples.data(), samples.size());
    QCOMPARE(ring.lost(), size_t(2));
    QCOMPARE(ring.take(), (Samples{1, 2, 3, 4}));
    ring.put(samples.data(), 3);
    QCOMPARE(ring.take(), (Samples{1, 2, 3}));
    QCOMPARE(ring.take(), Samples());
    QCOMPARE(ring.lost(), size_t(2));
}

void TestSoundRecorder::aRingHandsOverInOrder()
{
    SampleRing ring(64);
    std::jthread writer([&ring] {
        for (qint16 next = 0; next < 3'000;) {
            const size_t before = ring.lost();
            ring.put(&next, 1);
            if (ring.lost() == before)
                ++next;
            else
                std::this_thread::yield();
        }
    });
    Samples all;
    while (all.size() < 3'000) {
        const Samples some = ring.take();
        all.insert(all.end(), some.begin(), some.end());
        std::this_thread::yield();
    }
    for (size_t i = 0; i < all.size(); ++i)
        QCOMPARE(all[i], static_cast<qint16>(i));
}

QTEST_GUILESS_MAIN(TestSoundRecorder)
#include "tst_soundrecorder.moc"
