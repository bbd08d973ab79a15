// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/soundfile.h"

#include "sound/wavreader.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestSoundFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void C_22_nameAndType_data();
    void C_22_nameAndType();
    void whatCannotBeRead();
    void doubts_data();
    void doubts();
    void C_23_theLimit();
    void itIsReadOnce();

private:
    /// Writes it, and returns its path.
    [[nodiscard]] QString file(const QString &name, const QByteArray &bytes) const;

    QTemporaryDir m_folder;
};

namespace {

const QByteArray Wav = wavFile({}, QByteArray(200, '\1'));
const QByteArray Mp3 = QByteArray("\xff\xfb\x90\x00", 4) + QByteArray(400, '\0');

} // namespace

QString TestSoundFile::file(const QString &name, const QByteArray &bytes) const
{
    QFile file(m_folder.filePath(name));
    if (file.open(QIODevice::WriteOnly))
        file.write(bytes);
    return file.fileName();
}

void TestSoundFile::C_22_nameAndType_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("sentName");
    QTest::addColumn<QByteArray>("type");
    QTest::addRow("as it is") << u"a.wav"_s << Wav << u"a.wav"_s << QByteArray("audio/wav");
    QTest::addRow("no extension") << u"voice"_s << Mp3 << u"voice.mp3"_s << QByteArray("audio/mpeg");
    QTest::addRow("an unknown one") << u"voice.bin"_s << Wav << u"voice.bin.wav"_s << QByteArray("audio/wav");
    QTest::addRow("another type") << u"voice.mp3"_s << Wav << u"voice.mp3"_s << QByteArray("audio/wav");
    QTest::addRow("quotes") << u"my \"v\u00f6ice\".wav"_s << Wav << u"my \"v\u00f6ice\".wav"_s
                            << QByteArray("audio/wav");
}

void TestSoundFile::C_22_nameAndType()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, sentName);
    QFETCH(const QByteArray, type);
    const auto read = SoundFile::read(file(name, bytes));
    QVERIFY(read);
    QCOMPARE(read->name, sentName);
    QCOMPARE(read->type, type);
    QCOMPARE(read->bytes, bytes);
}

void TestSoundFile::whatCannotBeRead()
{
    QCOMPARE(SoundFile::read(file(u"empty.wav"_s, {})).error(), u"empty.wav is empty."_s);
    QCOMPARE(SoundFile::read(m_folder.path()).error(), m_folder.path() + u" is a folder."_s);
    const QString large = file(u"large.wav"_s, {});
    QVERIFY(QFile::resize(large, SoundFile::MostBytes + 1));
    QCOMPARE(SoundFile::read(large).error(),
        u"large.wav has more than 268.4 MB. Send a shorter part, or compress it."_s);
}

void TestSoundFile::doubts_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isSound");
    QTest::addColumn<QString>("words");
    QTest::addRow("none") << u"a.wav"_s << Wav << true << QString();
    QTest::addRow("text") << u"a.wav"_s << QByteArray("Dear all,\nthis is text.") << false
                          << u"a.wav is text, not sound"_s;
    QTest::addRow("something else") << u"a.wav"_s
                                    << QByteArray("\x7f"
                                                  "ELF\2\1\1\0\0\0",
                                           10)
                                    << false << u"a.wav isn't a supported audio file"_s;
    QTest::addRow("another type") << u"a.mp3"_s << Wav << true << u"a.mp3 is really WAV"_s;
    QTest::addRow("AAC") << u"a.aac"_s << QByteArray("\xff\xf1\x50\x80", 4) << true << u"few servers take"_s;
    QTest::addRow("nothing") << u"a.wav"_s << QByteArray() << false << u"a.wav"_s;
}

void TestSoundFile::doubts()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, bytes);
    QFETCH(const bool, isSound);
    QFETCH(const QString, words);
    const UploadFile file = SoundFile::of(name, bytes);
    QCOMPARE(SoundFile::isSound(file), isSound);
    const QString doubt = SoundFile::typeDoubt(file);
    QVERIFY2(words.isEmpty() ? doubt.isEmpty() : doubt.contains(words), qPrintable(doubt));
}

void TestSoundFile::C_23_theLimit()
{
    const UploadFile file{.name = u"a.wav"_s, .type = "audio/wav", .bytes = QByteArray(2'000'000, '\0')};
    QCOMPARE(SoundFile::sizeDoubt(file), QString());
    QCOMPARE(SoundFile::sizeDoubt(file, 2'000'000), QString());
    QCOMPARE(SoundFile::sizeDoubt(file, 1'500'000),
        u"a.wav has 2.0 MB, and servers take 1.5 MB at most. Send a shorter part, or compress it."_s);
}

/// What happens to it later does not matter.
void TestSoundFile::itIsReadOnce()
{
    const QString path = file(u"a.wav"_s, Wav);
    const auto read = SoundFile::read(path);
    QVERIFY(QFile::remove(path));
    QCOMPARE(read->bytes, Wav);
}

QTEST_GUILESS_MAIN(TestSoundFile)
#include "tst_soundfile.moc"
