// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound/sounddecoder.h"
#include "sound/wavreader.h"
#include "support/splits.h"

#include <QFile>
#include <QTest>
#include <algorithm>
#include <cmath>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

QByteArray fixture(const QString &name)
{
    QFile file(QStringLiteral(PARLANCE_TEST_DATA "/sound/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

struct Decoded
{
    Samples samples;
    SoundType type = SoundType::Unknown;
    std::optional<SoundDecoder::Fault> fault;
    std::optional<SampleFormat> format;
};

Decoded decoded(
    const Test::Pieces &pieces, SoundDecoder::Otherwise otherwise = SoundDecoder::Otherwise::Unknown)
{
    SoundDecoder decoder(otherwise);
    for (const QByteArray &piece : pieces)
        decoder.feed(piece);
    decoder.finish();
    Decoded result{.samples = {}, .type = decoder.type(), .fault = decoder.fault(), .format = {}};
    if (const std::shared_ptr<const SoundBuffer> sound = decoder.sound()) {
        result.format = sound->format();
        for (qint64 frame = 0; frame < sound->frames(); ++frame)
            for (int channel = 0; channel < sound->format().channels; ++channel)
                result.samples.push_back(sound->at(frame, channel));
    }
    return result;
}

int peak(const Samples &samples)
{
    return samples.empty()
               ? 0
               : std::abs(*std::ranges::max_element(samples, {}, [](qint16 s) { return std::abs(s); }));
}

/// Its head tells a rate of 0, 1 channel and 16 bits.
QByteArray flacOfNoRate()
{
    QByteArray info("\x10\0\x10\0\0\0\0\0\0\0", 10); // sizes of blocks and frames
    info += QByteArray("\0\0\0\xf0\0\0\0\0", 8);
    info += QByteArray(16, '\0'); // the checksum
    return "fLaC" + QByteArray("\x80\0\0\x22", 4) + info + QByteArray(64, '\0');
}

} // namespace

class TestSoundDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void C_21_theBytesTellTheType_data();
    void C_21_theBytesTellTheType();
    void theToneIsHeard_data();
    void theToneIsHeard();
    void anySplitGivesTheSame_data();
    void anySplitGivesTheSame();
    void C_16_rawSamples();
    void soundIsThereWhileMoreComes_data();
    void soundIsThereWhileMoreComes();
    void whatIsStoppedKeepsItsBeginning();
    void aTagIsNoSound();
    void faults_data();
    void faults();
    void tooLong();
};

void TestSoundDecoder::C_21_theBytesTellTheType_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<SoundType>("type");
    QTest::addRow("WAV") << wavFile({}, QByteArray(4800, '\1')) << SoundType::Wav;
    QTest::addRow("MP3") << fixture(u"tone.mp3"_s) << SoundType::Mp3;
    QTest::addRow("FLAC") << fixture(u"tone.flac"_s) << SoundType::Flac;
}

/// Raw samples were asked for.
void TestSoundDecoder::C_21_theBytesTellTheType()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const SoundType, type);
    const Decoded result = decoded({bytes}, SoundDecoder::Otherwise::RawSamples);
    QCOMPARE(result.type, type);
    QVERIFY(!result.fault);
    QVERIFY(!result.samples.empty());
}

void TestSoundDecoder::theToneIsHeard_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<double>("seconds");
    QTest::addRow("MP3") << u"tone.mp3"_s << 1.0;
    QTest::addRow("FLAC") << u"tone.flac"_s << 0.2;
}

/// 440 Hz at half of full scale cross zero 880 times a second.
void TestSoundDecoder::theToneIsHeard()
{
    QFETCH(const QString, name);
    QFETCH(const double, seconds);
    const Decoded result = decoded({fixture(name)});
    QCOMPARE(result.format, (SampleFormat{.rate = 24'000, .channels = 1}));
    QVERIFY(std::abs(static_cast<double>(result.samples.size()) / 24'000 - seconds) < 0.15);
    QVERIFY(std::abs(peak(result.samples) - 16'000) < 1'000);
    int crossings = 0;
    bool isBelow = false;
    for (const qint16 sample : result.samples) {
        if (std::abs(sample) > 1'000 && isBelow != (sample < 0)) { // what is less may be noise
            isBelow = sample < 0;
            ++crossings;
        }
    }
    QVERIFY2(std::abs(crossings - 880 * seconds) < 60 * seconds, qPrintable(QString::number(crossings)));
}

void TestSoundDecoder::anySplitGivesTheSame_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addRow("MP3") << fixture(u"tone.mp3"_s);
    QTest::addRow("MP3 with bytes before and behind")
        << "ID3\x04" + QByteArray(6, '\0') + QByteArray(3000, 'x') + fixture(u"tone.mp3"_s) + "tail";
    QTest::addRow("many frames") << fixture(u"tone.mp3"_s).repeated(8);
    QTest::addRow("FLAC") << fixture(u"tone.flac"_s);
    QTest::addRow("WAV") << wavFile({}, QByteArray(500, '\7'));
}

void TestSoundDecoder::anySplitGivesTheSame()
{
    QFETCH(const QByteArray, bytes);
    const Decoded whole = decoded({bytes});
    QVERIFY(!whole.samples.empty());
    for (const quint32 seed : {1U, 2U, 3U})
        QCOMPARE(decoded(Test::randomPieces(bytes, seed)).samples, whole.samples);
}

void TestSoundDecoder::C_16_rawSamples()
{
    const QByteArray bytes = QByteArray("\x01\x00\x02\x00", 4).repeated(10) + '\x05';
    QCOMPARE(decoded({bytes}).fault, SoundDecoder::Fault::Unknown);
    const Decoded result = decoded({bytes}, SoundDecoder::Otherwise::RawSamples);
    QCOMPARE(result.format, (SampleFormat{.rate = 24'000, .channels = 1}));
    QCOMPARE(result.samples.size(), size_t(20));
    QCOMPARE(result.samples[1], qint16(2));
}

void TestSoundDecoder::soundIsThereWhileMoreComes_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("rest");
    const QByteArray wav = wavFile({}, QByteArray(4800, '\1'));
    const QByteArray mp3 = fixture(u"tone.mp3"_s).repeated(8);
    QTest::addRow("WAV") << wav.first(1000) << wav.sliced(1000);
    QTest::addRow("MP3") << mp3.first(24'000) << mp3.sliced(24'000);
}

void TestSoundDecoder::soundIsThereWhileMoreComes()
{
    QFETCH(const QByteArray, first);
    QFETCH(const QByteArray, rest);
    SoundDecoder decoder;
    decoder.feed(first);
    const std::shared_ptr<const SoundBuffer> sound = decoder.sound();
    QVERIFY(sound);
    const qint64 before = sound->frames();
    QVERIFY(before > 0);
    QVERIFY(!sound->isFinished());
    decoder.feed(rest);
    decoder.finish();
    QCOMPARE(decoder.sound(), sound);
    QVERIFY(sound->frames() > before);
    QVERIFY(sound->isFinished());
}

void TestSoundDecoder::whatIsStoppedKeepsItsBeginning()
{
    std::stop_source stop;
    const QByteArray mp3 = fixture(u"tone.mp3"_s).repeated(8);
    SoundDecoder begun;
    begun.feed(mp3.first(24'000), stop.get_token());
    const qint64 frames = begun.sound()->frames();
    SoundDecoder flac;
    flac.feed(fixture(u"tone.flac"_s), stop.get_token());
    stop.request_stop();
    begun.feed(mp3.sliced(24'000), stop.get_token());
    for (SoundDecoder *decoder : {&begun, &flac}) {
        decoder->finish(stop.get_token());
        QCOMPARE(decoder->fault(), SoundDecoder::Fault::Stopped);
    }
    QCOMPARE(begun.sound()->frames(), frames);
    QVERIFY(begun.sound()->isFinished());
    QVERIFY(!flac.sound());
}

/// A picture in a tag may look like a frame.
void TestSoundDecoder::aTagIsNoSound()
{
    const QByteArray frames = fixture(u"tone.mp3"_s);
    const QByteArray tag =
        QByteArray("ID3\x04\0\0\0\0", 8) + char(frames.size() / 128) + char(frames.size() % 128) + frames;
    QCOMPARE(decoded({tag + frames}).samples, decoded({frames}).samples);
}

void TestSoundDecoder::faults_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<SoundDecoder::Fault>("fault");
    using Fault = SoundDecoder::Fault;
    QTest::addRow("nothing") << QByteArray() << Fault::Empty;
    QTest::addRow("text") << QByteArray("Dear all, this is a text.") << Fault::Unknown;
    QTest::addRow("Opus") << "OggS" + QByteArray(60, '\0') << Fault::Undecoded;
    QTest::addRow("MP4") << QByteArray("\0\0\0\x20"
                                       "ftypM4A ",
                                12) +
                                QByteArray(60, '\0')
                         << Fault::Undecoded;
    QTest::addRow("a broken WAV") << QByteArray("RIFF\0\0\0\0WAVEdata\4\0\0\0"
                                                "abcd",
                                         24)
                                  << Fault::Broken;
    QTest::addRow("a WAV without sound") << wavFile({}, {}) << Fault::Empty;
    QTest::addRow("a broken MP3") << "ID3" + QByteArray(2000, '\0') << Fault::Broken;
    QTest::addRow("a FLAC of no rate") << flacOfNoRate() << Fault::Broken;
    QTest::addRow("a broken FLAC") << "fLaC" + QByteArray(2000, '\x55') << Fault::Broken;
}

void TestSoundDecoder::faults()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const SoundDecoder::Fault, fault);
    QCOMPARE(decoded({bytes}).fault, fault);
    QCOMPARE(decoded(Test::randomPieces(bytes, 1)).fault, fault);
}

void TestSoundDecoder::tooLong()
{
    SoundBuffer sound({.rate = 24'000, .channels = 1});
    const Samples minute(24'000UZ * 60, 1);
    size_t minutes = 0;
    while (sound.append(minute))
        ++minutes;
    QCOMPARE(minutes, SoundBuffer::MostSamples / minute.size());
    QCOMPARE(static_cast<size_t>(sound.frames()), SoundBuffer::MostSamples);
}

QTEST_APPLESS_MAIN(TestSoundDecoder)
#include "tst_sounddecoder.moc"
