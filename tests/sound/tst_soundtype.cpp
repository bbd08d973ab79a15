// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound/soundtype.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestSoundType : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void byTheFirstBytes_data();
    void byTheFirstBytes();
    void C_22_byTheName_data();
    void C_22_byTheName();
    void itsOwnExtensionIsKnown();
};

void TestSoundType::byTheFirstBytes_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<SoundType>("type");
    const QByteArray rest(12, '\0');
    QTest::addRow("WAV") << QByteArray("RIFF\x24\0\0\0WAVEfmt ", 16) << SoundType::Wav;
    QTest::addRow("WAV of 64 bits") << QByteArray("RF64\xff\xff\xff\xffWAVEds64") << SoundType::Wav;
    QTest::addRow("AVI") << QByteArray("RIFF\x24\0\0\0AVI LIST", 16) << SoundType::Unknown;
    QTest::addRow("MP3 with a tag") << "ID3" + rest << SoundType::Mp3;
    QTest::addRow("MP3") << QByteArray("\xff\xfb\x90\x00", 4) + rest << SoundType::Mp3;
    QTest::addRow("MP3 of low rate") << QByteArray("\xff\xf3\x84\xc4", 4) + rest << SoundType::Mp3;
    QTest::addRow("AAC") << QByteArray("\xff\xf1\x50\x80", 4) + rest << SoundType::Aac;
    QTest::addRow("FLAC") << "fLaC" + rest << SoundType::Flac;
    QTest::addRow("Ogg") << "OggS" + rest << SoundType::Ogg;
    QTest::addRow("MP4") << QByteArray("\0\0\0\x20", 4) + "ftypM4A " << SoundType::Mp4;
    QTest::addRow("WebM") << QByteArray("\x1a\x45\xdf\xa3\x9f") << SoundType::WebM;
    QTest::addRow("UTF-16") << QByteArray("\xff\xfeH\0e\0l\0l\0o\0", 12) << SoundType::Unknown;
    QTest::addRow("all ones") << QByteArray(16, '\xff') << SoundType::Unknown;
    QTest::addRow("JSON") << QByteArray(R"({"error":{"message":"no"}})") << SoundType::Unknown;
    QTest::addRow("text") << QByteArray("Dear all") << SoundType::Unknown;
    QTest::addRow("silence") << rest << SoundType::Unknown;
    QTest::addRow("nothing") << QByteArray() << SoundType::Unknown;
    QTest::addRow("one byte") << QByteArray("\xff") << SoundType::Unknown;
}

void TestSoundType::byTheFirstBytes()
{
    QFETCH(const QByteArray, begin);
    QFETCH(const SoundType, type);
    QCOMPARE(soundTypeOf(begin), type);
}

void TestSoundType::C_22_byTheName_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<SoundType>("type");
    QTest::addRow("flac") << u"a.flac"_s << SoundType::Flac;
    QTest::addRow("mp3") << u"a.b.MP3"_s << SoundType::Mp3;
    QTest::addRow("mp4") << u"a.mp4"_s << SoundType::Mp4;
    QTest::addRow("mpeg") << u"a.mpeg"_s << SoundType::Mp3;
    QTest::addRow("mpga") << u"a.mpga"_s << SoundType::Mp3;
    QTest::addRow("m4a") << u"a.m4a"_s << SoundType::Mp4;
    QTest::addRow("ogg") << u"a.ogg"_s << SoundType::Ogg;
    QTest::addRow("wav") << u"a.wav"_s << SoundType::Wav;
    QTest::addRow("webm") << u"a.webm"_s << SoundType::WebM;
    QTest::addRow("text") << u"a.txt"_s << SoundType::Unknown;
    QTest::addRow("none") << u"wav"_s << SoundType::Unknown;
    QTest::addRow("empty") << QString() << SoundType::Unknown;
}

void TestSoundType::C_22_byTheName()
{
    QFETCH(const QString, name);
    QFETCH(const SoundType, type);
    QCOMPARE(soundTypeOfName(name), type);
}

void TestSoundType::itsOwnExtensionIsKnown()
{
    for (const SoundType type : {SoundType::Wav, SoundType::Mp3, SoundType::Flac, SoundType::Ogg,
             SoundType::Aac, SoundType::Mp4, SoundType::WebM}) {
        QCOMPARE(soundTypeOfName(u"a."_s + extensionOf(type)), type);
        QVERIFY(mediaTypeOf(type).startsWith("audio/"));
        QVERIFY(!nameOf(type).isEmpty());
    }
    QCOMPARE(mediaTypeOf(SoundType::Unknown), "application/octet-stream");
}

QTEST_APPLESS_MAIN(TestSoundType)
#include "tst_soundtype.moc"
