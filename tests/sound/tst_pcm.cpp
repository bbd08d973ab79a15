// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound/pcm.h"

#include <QTest>
#include <limits>

using namespace Parlance;

namespace {

template <typename T>
QByteArray bytesOf(std::initializer_list<T> values)
{
    QByteArray bytes;
    for (const T value : values)
        bytes.append(
            reinterpret_cast<const char *>(&value), sizeof value); // the test's computer is little-endian
    return bytes;
}

} // namespace

class TestPcm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void C_16_pcmIs24kHz16BitMonoLittleEndian();
    void integers();
    void floats();
    void aSplitWithinAFrame();
};

void TestPcm::C_16_pcmIs24kHz16BitMonoLittleEndian()
{
    PcmReader reader{PcmFormat()};
    QCOMPARE(reader.format(), (SampleFormat{.rate = 24'000, .channels = 1}));
    QCOMPARE(
        reader.feed(QByteArray("\x01\x00\xff\xff\x00\x80\xff\x7f", 8)), (Samples{1, -1, -32'768, 32'767}));
}

void TestPcm::integers()
{
    const QByteArray eight("\x00\x80\xff", 3);
    QCOMPARE(samplesOf(eight, {.bits = 8}), (Samples{-32'768, 0, 32'512}));
    const QByteArray twentyFour("\x00\x34\x12\xff\xff\xff", 6);
    QCOMPARE(samplesOf(twentyFour, {.bits = 24}), (Samples{0x1234, -1}));
    QCOMPARE(samplesOf(bytesOf<qint32>({0x12345678, -65'536}), {.bits = 32}), (Samples{0x1234, -1}));
}

void TestPcm::floats()
{
    const QByteArray floats = bytesOf<float>({0.0F, 0.5F, 1.0F, -1.0F, 7.0F, -7.0F,
        std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()});
    const Samples expected{0, 16'384, 32'767, -32'768, 32'767, -32'768, 0, 32'767};
    QCOMPARE(samplesOf(floats, {.bits = 32, .isFloat = true}), expected);
    QCOMPARE(samplesOf(bytesOf<double>({-0.5}), {.bits = 64, .isFloat = true}), (Samples{-16'384}));
}

void TestPcm::aSplitWithinAFrame()
{
    PcmReader reader({.samples = {.rate = 8000, .channels = 2}});
    QCOMPARE(reader.feed("\x01"), Samples());
    QCOMPARE(reader.feed(QByteArray("\x00\x02", 2)), Samples());
    QCOMPARE(reader.feed(QByteArray("\x00\x03", 2)), (Samples{1, 2}));
    QCOMPARE(reader.feed(QByteArray("\x00\x04\x00", 3)), (Samples{3, 4}));
}

QTEST_APPLESS_MAIN(TestPcm)
#include "tst_pcm.moc"
