// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/words/soundtext.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestSoundText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void C_21_anotherTypeThanAsked_data();
    void C_21_anotherTypeThanAsked();
    void eachFaultHasWords();
    void formats();
    void times();
};

void TestSoundText::C_21_anotherTypeThanAsked_data()
{
    QTest::addColumn<QString>("asked");
    QTest::addColumn<SoundType>("found");
    QTest::addColumn<QString>("words");
    QTest::addRow("what was asked") << u"wav"_s << SoundType::Wav << QString();
    QTest::addRow("the default") << QString() << SoundType::Mp3 << QString();
    QTest::addRow("not the default") << QString() << SoundType::Wav << u"Asked for mp3, got WAV."_s;
    QTest::addRow("opus is in Ogg") << u"opus"_s << SoundType::Ogg << QString();
    QTest::addRow("raw") << u"pcm"_s << SoundType::Unknown << QString();
    QTest::addRow("no raw") << u"pcm"_s << SoundType::Wav << u"Asked for pcm, got WAV."_s;
    QTest::addRow("unknown") << u"flac"_s << SoundType::Unknown << u"Asked for flac, got something else."_s;
}

void TestSoundText::C_21_anotherTypeThanAsked()
{
    QFETCH(const QString, asked);
    QFETCH(const SoundType, found);
    QFETCH(const QString, words);
    QCOMPARE(SoundText::otherType(asked, found), words);
}

void TestSoundText::eachFaultHasWords()
{
    using Fault = SoundDecoder::Fault;
    for (const Fault fault : {Fault::Unknown, Fault::Undecoded, Fault::Broken, Fault::Empty, Fault::TooLong})
        QVERIFY(!SoundText::fault(fault, SoundType::Ogg).isEmpty());
    QVERIFY(SoundText::fault(Fault::Undecoded, SoundType::Ogg).startsWith(u"Ogg cannot be played"_s));
}

void TestSoundText::formats()
{
    QCOMPARE(SoundText::format({.rate = 24'000, .channels = 1}), u"24 kHz, mono"_s);
    QCOMPARE(SoundText::format({.rate = 44'100, .channels = 2}), u"44.1 kHz, stereo"_s);
    QCOMPARE(SoundText::format({.rate = 48'000, .channels = 6}), u"48 kHz, 6 channels"_s);
}

void TestSoundText::times()
{
    QCOMPARE(SoundText::time(0ms), u"0:00.0"_s);
    QCOMPARE(SoundText::time(62'560ms), u"1:02.5"_s);
    QCOMPARE(SoundText::time(1h + 2min + 3s), u"1:02:03.0"_s);
}

QTEST_APPLESS_MAIN(TestSoundText)
#include "tst_soundtext.moc"
