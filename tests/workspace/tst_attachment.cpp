// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/attachment.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

/// Of one pixel.
const QByteArray Png = QByteArray::fromBase64(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=");

} // namespace

class TestAttachment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isWhatItsBytesAre_data();
    void isWhatItsBytesAre();
    void cannotBeSent_data();
    void cannotBeSent();
    void readsAFile();
    void countsPages();
};

void TestAttachment::isWhatItsBytesAre_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Part>("part");
    const auto text = [](const QByteArray &bytes) {
        return Part(FilePart{.name = u"a.txt"_s, .mediaType = u"text/plain"_s, .bytes = bytes});
    };
    QTest::newRow("a picture") << u"a.txt"_s << Png + "more" << Part(ImagePart{u"image/png"_s, Png});
    QTest::newRow("a document") << u"a"_s << "%PDF-1.7\n\xFF"_ba
                                << Part(FilePart{u"a"_s, u"application/pdf"_s, "%PDF-1.7\n\xFF"});
    QTest::newRow("text") << u"a.txt"_s << "Gr\u00fc\u00dfe\r\n"_ba << text("Gr\u00fc\u00dfe\r\n");
    QTest::newRow("a byte order mark") << u"a.txt"_s << "\xEF\xBB\xBFHi"_ba << text("Hi");
    QTest::newRow("UTF-16") << u"a.txt"_s << "\xFF\xFEH\0i\0"_ba << text("Hi");
}

void TestAttachment::isWhatItsBytesAre()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, bytes);
    const auto attachment = Attachment::of(name, bytes);
    QVERIFY2(attachment, qPrintable(attachment.error_or({})));
    QTEST(attachment->part, "part");
    QCOMPARE(attachment->orientation, 1);
}

void TestAttachment::cannotBeSent_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("words");
    QTest::newRow("empty") << QByteArray() << u"a is empty."_s;
    QTest::newRow("damaged") << Png.chopped(1) << u"a is a damaged picture."_s;
    const QString none = u"a isn't a picture (PNG, JPEG, WebP, GIF), a PDF, or text in UTF-8."_s;
    QTest::newRow("Latin-1") << "Gr\xFC\xDF"_ba << none;
    QTest::newRow("anything else") << "PK\x03\x04\0"_ba << none;
    QTest::newRow("too large") << QByteArray(Attachment::MostBytes + 1, 'a')
                               << u"a has more than 32 MB, which no gateway takes."_s;
}

void TestAttachment::cannotBeSent()
{
    QFETCH(const QByteArray, bytes);
    const auto attachment = Attachment::of(u"a"_s, bytes);
    QVERIFY(!attachment);
    QTEST(attachment.error(), "words");
}

void TestAttachment::readsAFile()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"notes.md"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("# Notes");
    file.close();
    const auto attachment = Attachment::read(file.fileName());
    QVERIFY(attachment);
    QCOMPARE(attachment->part, Part(FilePart{u"notes.md"_s, u"text/plain"_s, "# Notes"}));
    QCOMPARE(Attachment::read(folder.path()).error(), folder.path() + u" is a folder."_s);
}

void TestAttachment::countsPages()
{
    QCOMPARE(pagesOf("<</Type /Pages>> <</Type/Page /Parent>> <</Type /Page>>"), std::optional(2));
    QCOMPARE(pagesOf("%PDF-1.7 packed"), std::nullopt);
}

QTEST_GUILESS_MAIN(TestAttachment)
#include "tst_attachment.moc"
