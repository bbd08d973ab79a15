// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/media/hearing.h"
#include "demo/media/transcript.h"

#include "sounds.h"

#include <QTest>

using namespace Parlance::Demo;
using namespace Qt::StringLiterals;

namespace {

bool isNear(double value, double expected, double tolerance)
{
    return std::abs(value - expected) <= tolerance;
}

QByteArray little(quint32 number, int size)
{
    QByteArray bytes;
    for (int i = 0; i < size; ++i)
        bytes += char(number >> (8 * i));
    return bytes;
}

QByteArray chunk(const QByteArray &name, const QByteArray &body)
{
    return name + little(quint32(body.size()), 4) + body;
}

QByteArray format(int code, int channels, int rate, int bits)
{
    return chunk("fmt ", little(quint32(code), 2) + little(quint32(channels), 2) + little(quint32(rate), 4) +
                             little(quint32(rate * channels * bits / 8), 4) +
                             little(quint32(channels * bits / 8), 2) + little(quint32(bits), 2));
}

QByteArray riff(const QByteArray &chunks)
{
    return chunk("RIFF", "WAVE" + chunks);
}

} // namespace

class HearingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWav_data();
    void readsWav();
    void C_19_falseSizesMeanWhatIsThere_data();
    void C_19_falseSizesMeanWhatIsThere();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void writesWhatItReads();
    void loudnessAndPauses();
    void shortPausesAreSound();
    void silence();
    void subtitles();
    void wordsAreSpread();
};

void HearingTest::readsWav_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<int>("bits");
    QTest::addColumn<int>("channels");
    const QByteArray half16 = little(0x4000, 2);
    QTest::newRow("8 bit") << riff(format(1, 1, 8000, 8) + chunk("data", "\xc0\xc0")) << 8 << 1;
    QTest::newRow("16 bit") << riff(format(1, 1, 8000, 16) + chunk("data", half16 + half16)) << 16 << 1;
    QTest::newRow("24 bit") << riff(format(1, 1, 8000, 24) + chunk("data", little(0x400000, 3).repeated(2)))
                            << 24 << 1;
    QTest::newRow("32 bit") << riff(format(1, 1, 8000, 32) + chunk("data", little(0x40000000, 4).repeated(2)))
                            << 32 << 1;
    QTest::newRow("floats") << riff(format(3, 1, 8000, 32) + chunk("data", little(0x3f000000, 4).repeated(2)))
                            << 32 << 1;
    QTest::newRow("stereo") << riff(format(1, 2, 8000, 16) +
                                    chunk("data", (little(0x6000, 2) + little(0x2000, 2)).repeated(2)))
                            << 16 << 2;
    QTest::newRow("chunks before and after, of odd length")
        << riff(chunk("LIST", "odd") + '\0' + format(1, 1, 8000, 16) + chunk("data", half16 + half16) +
                chunk("LIST", "more"))
        << 16 << 1;
    QTest::newRow("a trailing half sample is left out")
        << riff(format(1, 1, 8000, 16) + chunk("data", half16 + half16 + '\1')) << 16 << 1;
}

void HearingTest::readsWav()
{
    QFETCH(QByteArray, file);
    const auto wav = readWav(file);
    QVERIFY2(wav.has_value(), wav ? "" : qPrintable(wav.error()));
    QTEST(wav->bits, "bits");
    QTEST(wav->channels, "channels");
    QCOMPARE(wav->rate, 8000);
    QCOMPARE(wav->length(), 2);
    QCOMPARE(wav->valueAt(0), 0.5);
    QCOMPARE(wav->valueAt(1), 0.5);
}

void HearingTest::C_19_falseSizesMeanWhatIsThere_data()
{
    QTest::addColumn<quint32>("size");
    QTest::newRow("0xFFFFFFFF") << 0xFFFFFFFF;
    QTest::newRow("0x7FFFFFFF") << 0x7FFFFFFFU;
    QTest::newRow("2,000,000,000") << 2'000'000'000U;
}

void HearingTest::C_19_falseSizesMeanWhatIsThere()
{
    QFETCH(quint32, size);
    QByteArray file = wavOf(sine(0.1, 0.5));
    qToLittleEndian(size, file.data() + 4);
    qToLittleEndian(size, file.data() + 40);
    QCOMPARE(readWav(file)->length(), 2400);
}

void HearingTest::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty") << ""_ba << u"it does not begin as a WAV file does"_s;
    QTest::newRow("text") << "RIFF? What is this?"_ba << u"it does not begin as a WAV file does"_s;
    QTest::newRow("no chunks") << riff({}) << u"it has no chunk \"fmt \" before its sound"_s;
    QTest::newRow("sound without a format")
        << riff(chunk("data", "abcd")) << u"it has no chunk \"fmt \" before its sound"_s;
    QTest::newRow("format without sound") << riff(format(1, 1, 8000, 16)) << u"it has no chunk \"data\""_s;
    QTest::newRow("compressed") << riff(format(85, 1, 8000, 16) + chunk("data", "abcd"))
                                << u"its format is neither PCM of 8, 16, 24 or 32 bits nor 32-bit floats"_s;
    QTest::newRow("no bits") << riff(format(1, 1, 8000, 0) + chunk("data", "abcd"))
                             << u"its format is neither PCM of 8, 16, 24 or 32 bits nor 32-bit floats"_s;
    QTest::newRow("no channels") << riff(format(1, 0, 8000, 16) + chunk("data", "abcd"))
                                 << u"it has 0 channels at 8000 Hz"_s;
    QTest::newRow("no rate") << riff(format(1, 1, 0, 16) + chunk("data", "abcd"))
                             << u"it has 1 channels at 0 Hz"_s;
    QTest::newRow("short format") << riff(chunk("fmt ", "\1") + chunk("data", "abcd"))
                                  << u"its format is neither PCM of 8, 16, 24 or 32 bits nor 32-bit floats"_s;
}

void HearingTest::saysWhatIsWrong()
{
    QFETCH(QByteArray, file);
    const auto wav = readWav(file);
    QVERIFY(!wav);
    QTEST(wav.error(), "says");
}

void HearingTest::writesWhatItReads()
{
    const QByteArray pcm = sine(0.1, 0.5);
    const QByteArray file = wavOf(pcm);
    QCOMPARE(file, riff(format(1, 1, 24'000, 16) + chunk("data", pcm)));
    QCOMPARE(readWav(file)->data, pcm);
}

void HearingTest::loudnessAndPauses()
{
    const Heard heard = Parlance::Demo::heard(readWav(wavOf(twoSounds())).value(), 0.3);
    QVERIFY(isNear(heard.peak.value(), -6.0, 0.1));
    QCOMPARE(heard.stretches.size(), 3);
    QVERIFY(isNear(heard.stretches.at(0).loudness.value(), -9.0, 0.1)); // a sine is 3 dB below its peak
    QVERIFY(!heard.stretches.at(1).loudness);
    QVERIFY(isNear(heard.stretches.at(2).loudness.value(), -15.1, 0.1));
    QVERIFY(isNear(heard.stretches.at(1).start, 1, 0.011) && isNear(heard.stretches.at(1).end, 1.5, 0.011));
    QCOMPARE(heard.stretches.at(0).start, 0);
    QCOMPARE(heard.stretches.at(2).end, 3.5);
}

void HearingTest::shortPausesAreSound()
{
    const WavFile wav = readWav(wavOf(twoSounds())).value();
    QCOMPARE(heard(wav, 1).stretches.size(), 1);
    QCOMPARE(heard(wav, 1).stretches.constFirst().end, 3.5);
}

void HearingTest::silence()
{
    const WavFile wav = readWav(wavOf(sine(0.2, 0))).value();
    const Heard heard = Parlance::Demo::heard(wav, 0.3);
    QVERIFY(!heard.loudness && !heard.peak);
    QCOMPARE(heard.stretches.size(), 1);
    QVERIFY(textOf(transcriptOf(wav, heard)).endsWith("Pause of 0.20 s."_L1));
    QVERIFY(Parlance::Demo::heard({}, 0.3).stretches.isEmpty());
}

void HearingTest::subtitles()
{
    const QList<Segment> segments{{0, 1.25, u"One."_s}, {3661.5, 3662, u"Two."_s}};
    QCOMPARE(subRip(segments),
        u"1\n00:00:00,000 --> 00:00:01,250\nOne.\n\n2\n01:01:01,500 --> 01:01:02,000\nTwo.\n\n"_s);
    QCOMPARE(webVtt(segments),
        u"WEBVTT\n\n00:00:00.000 --> 00:00:01.250\nOne.\n\n01:01:01.500 --> 01:01:02.000\nTwo.\n\n"_s);
}

void HearingTest::wordsAreSpread()
{
    const QList<Segment> words = wordsOf({1, 3, u"one two three four"_s});
    QCOMPARE(words.size(), 4);
    QCOMPARE(words.at(2).text, u"three"_s);
    QCOMPARE(words.at(2).start, 2);
    QCOMPARE(words.at(3).end, 3);
}

QTEST_GUILESS_MAIN(HearingTest)
#include "tst_hearing.moc"
