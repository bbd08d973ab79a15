// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound/waveform.h"

#include <QTest>

using namespace Parlance;

class TestWaveform : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothing();
    void aColumnHasItsPeaks();
    void growsWithTheSound();
    void moreColumnsThanStretches();
    void bothChannelsCount();
};

void TestWaveform::nothing()
{
    Waveform waveform;
    QVERIFY(waveform.peaks(10).isEmpty());
    waveform.update(SoundBuffer({}));
    QVERIFY(waveform.peaks(10).isEmpty());
}

void TestWaveform::aColumnHasItsPeaks()
{
    SoundBuffer sound({});
    Samples samples(512, 0);
    samples[10] = 16'384;
    samples[20] = -8'192;
    samples[300] = -32'768;
    sound.append(samples);
    Waveform waveform;
    waveform.update(sound);
    QCOMPARE(waveform.peaks(2), (QList<Peak>{{.low = -0.25F, .high = 0.5F}, {.low = -1, .high = 0}}));
    QCOMPARE(waveform.peaks(1), (QList<Peak>{{.low = -1, .high = 0.5F}}));
}

void TestWaveform::growsWithTheSound()
{
    SoundBuffer sound({});
    Waveform piecewise;
    for (int i = 0; i < 100; ++i) {
        sound.append(Samples(37, static_cast<qint16>(i * 100)));
        piecewise.update(sound);
    }
    Waveform atOnce;
    atOnce.update(sound);
    QCOMPARE(piecewise.peaks(7), atOnce.peaks(7));
}

void TestWaveform::moreColumnsThanStretches()
{
    SoundBuffer sound({});
    sound.append(Samples(256, 16'384));
    Waveform waveform;
    waveform.update(sound);
    QCOMPARE(waveform.peaks(3), QList<Peak>(3, {.low = 0.5F, .high = 0.5F}));
}

void TestWaveform::bothChannelsCount()
{
    SoundBuffer sound({.rate = 8000, .channels = 2});
    sound.append(Samples{16'384, -16'384});
    Waveform waveform;
    waveform.update(sound);
    QCOMPARE(waveform.peaks(1), (QList<Peak>{{.low = -0.5F, .high = 0.5F}}));
}

QTEST_APPLESS_MAIN(TestWaveform)
#include "tst_waveform.moc"
