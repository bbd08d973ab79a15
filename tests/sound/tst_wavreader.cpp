// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound/wavreader.h"
#include "support/splits.h"

#include <QTest>
#include <QtEndian>

using namespace Parlance;

namespace {

constexpr PcmFormat Mono{.samples = {.rate = 24'000, .channels = 1}, .bits = 16};

/// So many bytes, none of which is a zero.
QByteArray sound(qsizetype size)
{
    QByteArray bytes(size, '\0');
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = static_cast<char>(1 + i % 250);
    return bytes;
}

QByteArray little(quint32 number)
{
    number = qToLittleEndian(number);
    return {reinterpret_cast<const char *>(&number), sizeof number};
}

QByteArray chunk(const QByteArray &name, const QByteArray &bytes)
{
    return name + little(static_cast<quint32>(bytes.size())) + bytes + QByteArray(bytes.size() % 2, '\0');
}

/// A file that claims these sizes.
QByteArray claiming(quint32 riff, quint32 data, const QByteArray &bytes, const PcmFormat &format = Mono)
{
    QByteArray file = wavFile(format, bytes);
    file.replace(4, 4, little(riff));
    file.replace(40, 4, little(data));
    return file;
}

struct Read
{
    QByteArray sound;
    std::optional<PcmFormat> format;
    std::optional<WavReader::Fault> fault;
    bool needsRepair = false;
    int codingTag = 0;
};

Read readPieces(const Test::Pieces &pieces)
{
    WavReader reader;
    QByteArray sound;
    for (const QByteArray &piece : pieces)
        sound += reader.feed(piece);
    sound += reader.finish();
    return {.sound = sound,
        .format = reader.format(),
        .fault = reader.fault(),
        .needsRepair = reader.needsRepair(),
        .codingTag = reader.codingTag()};
}

Read read(const QByteArray &file)
{
    return readPieces({file});
}

/// A format chunk of the extensible form.
QByteArray extensible(quint16 tag, int channels, int bits, int validBits)
{
    QByteArray bytes(40, '\0');
    const auto put = [&bytes](qsizetype at, quint16 number) {
        number = qToLittleEndian(number);
        bytes.replace(at, 2, reinterpret_cast<const char *>(&number), 2);
    };
    put(0, 0xfffe);
    put(2, static_cast<quint16>(channels));
    bytes.replace(4, 4, little(48'000));
    put(12, static_cast<quint16>(channels * bits / 8));
    put(14, static_cast<quint16>(validBits));
    put(16, 22);
    put(18, static_cast<quint16>(validBits));
    put(24, tag);
    return bytes;
}

} // namespace

class TestWavReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFileWithRightSizes();
    void C_19_falseSizes_data();
    void C_19_falseSizes();
    void C_20_chunksBehindTheData_data();
    void C_20_chunksBehindTheData();
    void C_20_filesGluedTogether_data();
    void C_20_filesGluedTogether();
    void anotherFormatEndsTheSound();
    void anySplitGivesTheSame_data();
    void anySplitGivesTheSame();
    void aFileThatEndsEarly();
    void chunksBeforeTheData();
    void theExtensibleForm();
    void formats_data();
    void formats();
    void faults_data();
    void faults();
    void repairs();
};

void TestWavReader::aFileWithRightSizes()
{
    const QByteArray file = wavFile(Mono, sound(100));
    QCOMPARE(file.size(), 144);
    const Read result = read(file);
    QCOMPARE(result.sound, sound(100));
    QCOMPARE(result.format, Mono);
    QVERIFY(!result.fault);
    QVERIFY(!result.needsRepair);
    QVERIFY(repairedWav(file).isEmpty());
}

void TestWavReader::C_19_falseSizes_data()
{
    QTest::addColumn<quint32>("riff");
    QTest::addColumn<quint32>("data");
    QTest::addRow("all ones") << 0xffffffffU << 0xffffffffU;
    QTest::addRow("all ones but 36") << 0xffffffffU << 0xffffffdbU;
    QTest::addRow("the most with a sign") << 0x7fffffffU << 0x7fffffffU;
    QTest::addRow("two thousand million") << 2'000'000'036U << 2'000'000'000U;
    QTest::addRow("zero") << 0U << 0U;
    QTest::addRow("zero and a head") << 36U << 0U;
    QTest::addRow("more than came") << 100'036U << 100'000U;
}

void TestWavReader::C_19_falseSizes()
{
    QFETCH(const quint32, riff);
    QFETCH(const quint32, data);
    const QByteArray file = claiming(riff, data, sound(100));
    const Read result = read(file);
    QCOMPARE(result.sound, sound(100));
    QVERIFY(!result.fault);
    QVERIFY(result.needsRepair);
    QCOMPARE(repairedWav(file), wavFile(Mono, sound(100)));
}

void TestWavReader::C_20_chunksBehindTheData_data()
{
    QTest::addColumn<QByteArray>("file");
    const QByteArray list = chunk("LIST", QByteArray("INFOISFT\x0e\0\0\0Lavf60.16.100\0", 26));
    QTest::addRow("of a known size") << wavFile(Mono, sound(100)) + list + chunk("id3 ", "ID3 something");
    QTest::addRow("behind an odd size")
        << wavFile({.samples = {.rate = 8000, .channels = 1}, .bits = 8}, sound(99)) + list;
    QTest::addRow("of an unknown size") << claiming(0xffffffff, 0xffffffff, sound(100)) + list;
    QTest::addRow("no chunk at all") << wavFile(Mono, sound(100)) +
                                            QByteArray("\x01\x02\x03\x04\x05\x06\x07\x08\x09");
}

void TestWavReader::C_20_chunksBehindTheData()
{
    QFETCH(const QByteArray, file);
    const Read result = read(file);
    QCOMPARE(result.sound, sound(result.format->bits == 8 ? 99 : 100));
    QVERIFY(!result.fault);
    QVERIFY(result.needsRepair);
}

void TestWavReader::C_20_filesGluedTogether_data()
{
    QTest::addColumn<QByteArray>("file");
    const QByteArray open = claiming(0xffffffff, 0xffffffff, sound(100));
    QTest::addRow("of known sizes") << wavFile(Mono, sound(100)) + wavFile(Mono, sound(100));
    QTest::addRow("of unknown sizes") << open + open;
    QTest::addRow("known, then unknown") << wavFile(Mono, sound(100)) + open;
    QTest::addRow("with half a sample between") << claiming(0, 0, sound(101)).chopped(1) + open;
}

void TestWavReader::C_20_filesGluedTogether()
{
    QFETCH(const QByteArray, file);
    const Read result = read(file);
    QCOMPARE(result.sound, sound(100) + sound(100));
    QVERIFY(result.needsRepair);
    QCOMPARE(repairedWav(file), wavFile(Mono, sound(100) + sound(100)));
}

void TestWavReader::anotherFormatEndsTheSound()
{
    const PcmFormat other{.samples = {.rate = 48'000, .channels = 2}};
    const Read result = read(wavFile(Mono, sound(100)) + wavFile(other, sound(80)));
    QCOMPARE(result.sound, sound(100));
    QCOMPARE(result.format, Mono);
    QVERIFY(!result.fault);
}

void TestWavReader::anySplitGivesTheSame_data()
{
    QTest::addColumn<QByteArray>("file");
    const QByteArray list = chunk("LIST", "INFO1234");
    const QByteArray open = claiming(0xffffffff, 0xffffffff, sound(60));
    QTest::addRow("known") << wavFile(Mono, sound(60)) + list;
    QTest::addRow("open") << open + open + list;
    QTest::addRow("cut") << wavFile(Mono, sound(60)).chopped(11);
    QTest::addRow("no sound") << QByteArray("{\"error\":{\"message\":\"no\"}}");
}

void TestWavReader::anySplitGivesTheSame()
{
    QFETCH(const QByteArray, file);
    const Read whole = read(file);
    for (const Test::Pieces &pieces : Test::splits(file)) {
        const Read result = readPieces(pieces);
        QCOMPARE(result.sound, whole.sound);
        QCOMPARE(result.format, whole.format);
        QCOMPARE(result.fault, whole.fault);
        QCOMPARE(result.needsRepair, whole.needsRepair);
    }
}

void TestWavReader::aFileThatEndsEarly()
{
    const Read result = read(wavFile(Mono, sound(100)).chopped(31));
    QCOMPARE(result.sound, sound(68)); // whole samples
    QVERIFY(!result.fault);
    QVERIFY(result.needsRepair);
}

void TestWavReader::chunksBeforeTheData()
{
    QByteArray file = wavFile(Mono, sound(20));
    file.insert(36, chunk("LIST", "INFOabc"));
    QCOMPARE(read(file).sound, sound(20));
}

void TestWavReader::theExtensibleForm()
{
    const QByteArray head = QByteArray("RIFF") + little(0) + "WAVE";
    Read result = read(head + chunk("fmt ", extensible(1, 2, 24, 24)) + chunk("data", sound(60)));
    QCOMPARE(result.format, (PcmFormat{.samples = {.rate = 48'000, .channels = 2}, .bits = 24}));
    QCOMPARE(result.sound, sound(60));
    result = read(head + chunk("fmt ", extensible(3, 1, 32, 32)) + chunk("data", sound(60)));
    QVERIFY(result.format->isFloat);
    // 20 bits in 24
    result = read(head + chunk("fmt ", extensible(1, 1, 24, 20)) + chunk("data", sound(60)));
    QCOMPARE(result.format->bits, 24);
}

void TestWavReader::formats_data()
{
    QTest::addColumn<int>("bits");
    QTest::addColumn<bool>("isFloat");
    QTest::addColumn<int>("channels");
    QTest::addRow("8") << 8 << false << 1;
    QTest::addRow("16") << 16 << false << 2;
    QTest::addRow("24") << 24 << false << 1;
    QTest::addRow("32") << 32 << false << 6;
    QTest::addRow("float") << 32 << true << 2;
    QTest::addRow("double") << 64 << true << 1;
}

void TestWavReader::formats()
{
    QFETCH(const int, bits);
    QFETCH(const bool, isFloat);
    QFETCH(const int, channels);
    const PcmFormat format{
        .samples = {.rate = 44'100, .channels = channels}, .bits = bits, .isFloat = isFloat};
    const Read result = read(wavFile(format, sound(480)));
    QCOMPARE(result.format, format);
    QCOMPARE(result.sound, sound(480));
}

void TestWavReader::faults_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<WavReader::Fault>("fault");
    using Fault = WavReader::Fault;
    QByteArray alaw = wavFile(Mono, sound(8));
    alaw[20] = 6;
    QByteArray silent = wavFile(Mono, sound(8));
    silent[22] = 0;
    QByteArray crooked = wavFile(Mono, sound(8));
    crooked[34] = 13;
    crooked[32] = 0;
    const QByteArray head = QByteArray("RIFF") + little(0) + "WAVE";
    QTest::addRow("nothing") << QByteArray() << Fault::NoWav;
    QTest::addRow("text") << QByteArray("This is a text, and no sound at all.") << Fault::NoWav;
    QTest::addRow("a video") << "RIFF" + little(9) + "AVI LIST" << Fault::NoWav;
    QTest::addRow("a head alone") << head << Fault::NoFormat;
    QTest::addRow("data without a format") << head + chunk("data", sound(8)) << Fault::NoFormat;
    QTest::addRow("a short format") << head + chunk("fmt ", sound(8)) << Fault::NoFormat;
    QTest::addRow("A-law") << alaw << Fault::Unsupported;
    QTest::addRow("no channel") << silent << Fault::NoFormat;
    QTest::addRow("13 bits") << crooked << Fault::NoFormat;
}

void TestWavReader::faults()
{
    QFETCH(const QByteArray, file);
    QFETCH(const WavReader::Fault, fault);
    const Read result = read(file);
    QCOMPARE(result.fault, fault);
    QVERIFY(result.sound.isEmpty());
    QVERIFY(repairedWav(file).isEmpty());
    if (fault == WavReader::Fault::Unsupported)
        QCOMPARE(result.codingTag, 6);
}

void TestWavReader::repairs()
{
    const QByteArray file = claiming(0, 0, sound(100)) + '\x7f' + chunk("LIST", "INFO");
    const QByteArray repaired = repairedWav(file);
    QCOMPARE(repaired, wavFile(Mono, sound(100)));
    QVERIFY(repairedWav(repaired).isEmpty());
}

QTEST_APPLESS_MAIN(TestWavReader)
#include "tst_wavreader.moc"
