// SPDX-License-Identifier: GPL-3.0-or-later
#include "messagefixture.h"

#include "view/conversation/conversationpictures.h"
#include "view/conversation/conversationview.h"

#include <QBuffer>
#include <QImageWriter>
#include <QLoggingCategory>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QtEndian>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 budget = qint64(128) * 1024 * 1024;

QByteArray pictureOf(QSize size, const char *format = "PNG", bool progressive = false)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::red);
    image.setText(u"Comment"_s, u"somebody's words"_s.repeated(200));
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, format);
    writer.setProgressiveScanWrite(progressive);
    writer.write(image);
    return buffer.data();
}

/// The picture with other numbers at `at`, in the byte order of its format.
template <typename Number>
QByteArray withSize(QByteArray picture, qsizetype at, Number first, Number second)
{
    qToBigEndian(first, picture.data() + at);
    qToBigEndian(second, picture.data() + at + sizeof(Number));
    return picture;
}

QByteArray pngOfSize(quint32 width, quint32 height)
{
    return withSize<quint32>(pictureOf({8, 8}), 16, width, height);
}

QByteArray jpegOfSize(quint16 width, quint16 height, bool progressive)
{
    const QByteArray jpeg = pictureOf({8, 8}, "JPEG", progressive);
    const qsizetype frame = jpeg.indexOf(progressive ? "\xFF\xC2" : "\xFF\xC0");
    return withSize<quint16>(jpeg, frame + 5, height, width);
}

QString markdownOf(const QByteArray &picture, const QString &words = u"A field"_s)
{
    return u"![%1](data:image/png;base64,%2)\n\n"_s.arg(words, QString::fromLatin1(picture.toBase64()));
}

} // namespace

class ConversationPicturesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void headsAreRead_data();
    void headsAreRead();
    void headsThatEndEarlyAreNone();
    void decodesWhatIsOnTheScreen();
    void keepsNoMoreThanTheBudget();
    void saysWhatDoesNotFit();
    void saysWhatIsDamaged();
    void forgets();
    void goesWhileDecoding();
    void scalesDown_data();
    void scalesDown();
    void unpacksOnlyWhatDraws();
    void stopsWhenAsked();
    void placesAreReserved();
    void viewDecodesWhatIsOnTheScreen();
    void refusesWithWords_data();
    void refusesWithWords();

private:
    /// Stores a picture as the writer of a document does.
    void store(int group, const QByteArray &picture);
    /// Shows these groups, and waits until all are decoded or have a fault.
    void show(const QList<int> &groups);

    std::unique_ptr<QTextDocument> m_document;
    std::unique_ptr<ConversationPictures> m_pictures;
};

void ConversationPicturesTest::initTestCase()
{
    // What Qt has to say of broken pictures is nothing new.
    QLoggingCategory::setFilterRules(u"qt.gui.imageio*=false"_s);
}

void ConversationPicturesTest::init()
{
    m_document = std::make_unique<QTextDocument>();
    m_pictures = std::make_unique<ConversationPictures>(m_document.get());
}

void ConversationPicturesTest::cleanup()
{
    m_pictures.reset();
    m_document.reset();
}

void ConversationPicturesTest::store(int group, const QByteArray &picture)
{
    m_document->addResource(pictureResource, imageName(group), picture);
}

void ConversationPicturesTest::show(const QList<int> &groups)
{
    QSignalSpy settled(m_pictures.get(), &ConversationPictures::settled);
    m_pictures->setShown(groups);
    QVERIFY(!settled.isEmpty() || settled.wait(60'000));
}

void ConversationPicturesTest::headsAreRead_data()
{
    QTest::addColumn<QByteArray>("picture");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<std::optional<PictureFault>>("fault");
    const auto shown = [](const char *name, const QByteArray &picture, QSize size) {
        QTest::newRow(name) << picture << size << std::optional<PictureFault>();
    };
    const auto refused = [](const char *name, const QByteArray &picture, PictureFault fault) {
        QTest::newRow(name) << picture << QSize() << std::optional(fault);
    };
    shown("png", pictureOf({60, 40}), {60, 40});
    shown("jpeg", pictureOf({60, 40}, "JPEG"), {60, 40});
    shown("progressive jpeg", pictureOf({60, 40}, "JPEG", true), {60, 40});
    shown("gif", QByteArray::fromBase64("R0lGODlhAwACAIAAAAUEBAAAACwAAAAAAQABAAACAkQBADs="), {3, 2});
    shown("largest png", pngOfSize(4096, 4096), {4096, 4096});
    shown("large jpeg", jpegOfSize(12000, 9000, false), {12000, 9000});
    refused("larger png", pngOfSize(4097, 4097), PictureFault::TooLarge);
    refused("deep png", pngOfSize(4096, 4096).replace(24, 1, "\x10"), PictureFault::TooLarge);
    refused("png without end", pngOfSize(0x7FFFFFFF, 0x7FFFFFFF), PictureFault::TooLarge);
    refused("png of negative size", pngOfSize(0x80000000, 1), PictureFault::Damaged);
    refused("png without width", pngOfSize(0, 40), PictureFault::Damaged);
    refused("huge jpeg", jpegOfSize(65500, 65500, false), PictureFault::TooLarge);
    refused("jpeg kept whole", jpegOfSize(12000, 9000, true), PictureFault::TooLarge);
    refused("huge gif", "GIF89a\xFF\xFF\xFF\xFF\0\0\0"_ba, PictureFault::TooLarge);
    refused("letters", "Hello", PictureFault::Unknown);
    refused("nothing", {}, PictureFault::Unknown);
}

void ConversationPicturesTest::headsAreRead()
{
    QFETCH(const QByteArray, picture);
    QFETCH(const QSize, size);
    QFETCH(const std::optional<PictureFault>, fault);
    const auto head = pictureHead(picture);
    QCOMPARE(head ? std::nullopt : std::optional(head.error()), fault);
    QCOMPARE(head ? head->size : QSize(), size);
}

void ConversationPicturesTest::headsThatEndEarlyAreNone()
{
    for (const QByteArray &picture :
        {pictureOf({60, 40}), pictureOf({60, 40}, "JPEG"), pictureOf({60, 40}, "JPEG", true)}) {
        for (qsizetype size = 0; size < 24; ++size)
            QVERIFY(!pictureHead(picture.first(size)));
        for (qsizetype size = 24; size < picture.size(); ++size)
            (void)pictureHead(picture.first(size));
    }
}

void ConversationPicturesTest::decodesWhatIsOnTheScreen()
{
    store(1, pictureOf({60, 40}));
    store(2, pictureOf({60, 40}, "JPEG"));
    QSignalSpy changed(m_pictures.get(), &ConversationPictures::changed);
    m_pictures->setShown({2});
    QVERIFY(m_pictures->isDecoding());
    QVERIFY2(m_pictures->image(2).isNull(), "this thread does not decode");
    QVERIFY(changed.wait());
    QCOMPARE(changed.first().first().toInt(), 2);
    QCOMPARE(m_pictures->image(2).size(), QSize(60, 40));
    QVERIFY(m_pictures->image(1).isNull());
    QVERIFY(!m_pictures->isDecoding());
}

void ConversationPicturesTest::keepsNoMoreThanTheBudget()
{
    const QByteArray large = pictureOf({2000, 2000}); // 16 MB
    for (int group = 1; group <= 12; ++group) {
        store(group, large);
        show({group});
        QVERIFY(!m_pictures->image(group).isNull());
        QCOMPARE_LE(m_pictures->held(), budget);
    }
    QVERIFY2(m_pictures->image(4).isNull(), "what left the screen first was given back");
    QVERIFY(!m_pictures->image(5).isNull());
    show({5});
    show({1});
    QVERIFY2(m_pictures->image(6).isNull(), "what was on the screen again is not the first to go");
    QVERIFY(!m_pictures->image(5).isNull());
    QVERIFY(!m_pictures->image(1).isNull());
}

void ConversationPicturesTest::saysWhatDoesNotFit()
{
    const QByteArray large = pictureOf({2000, 2000});
    QList<int> all;
    for (int group = 1; group <= 9; ++group) {
        store(group, large);
        all.append(group);
    }
    show(all);
    QVERIFY(!m_pictures->image(8).isNull());
    QVERIFY(m_pictures->image(9).isNull());
    QCOMPARE(m_pictures->fault(9), u"Picture not shown: too many large pictures on the screen"_s);
    QCOMPARE_LE(m_pictures->held(), budget);
    show({8, 9});
    QVERIFY(!m_pictures->image(9).isNull());
    QCOMPARE(m_pictures->fault(9), QString());
}

void ConversationPicturesTest::saysWhatIsDamaged()
{
    const QByteArray whole = pictureOf({60, 40});
    store(1, whole.first(60) + "no picture"_ba.repeated(10));
    store(2, whole);
    show({1, 2});
    QVERIFY(m_pictures->image(1).isNull());
    QCOMPARE(m_pictures->fault(1), u"Picture not shown: damaged"_s);
    QVERIFY2(!m_pictures->image(2).isNull(), "the next one is decoded all the same");
}

void ConversationPicturesTest::forgets()
{
    store(1, pictureOf({60, 40}));
    show({1});
    QCOMPARE_GT(m_pictures->held(), 0);
    m_pictures->setShown({});
    store(2, pictureOf({2000, 2000}));
    m_pictures->setShown({2});
    QSignalSpy changed(m_pictures.get(), &ConversationPictures::changed);
    m_pictures->clear();
    QCOMPARE(m_pictures->held(), 0);
    QVERIFY(m_pictures->image(1).isNull());
    QVERIFY(!m_pictures->isDecoding());
    show({1});
    QCOMPARE(changed.size(), 1); // nothing came of the picture that was being decoded
    QCOMPARE(changed.first().first().toInt(), 1);
}

void ConversationPicturesTest::goesWhileDecoding()
{
    store(1, pictureOf({2000, 2000}));
    m_pictures->setShown({1});
    m_pictures.reset();
    QCoreApplication::processEvents();
}

void ConversationPicturesTest::scalesDown_data()
{
    QTest::addColumn<QByteArray>("picture");
    QTest::addColumn<QSize>("size");
    QTest::newRow("png") << pictureOf({4096, 1024}) << QSize(2000, 500);
    QTest::newRow("jpeg") << pictureOf({4096, 1024}, "JPEG") << QSize(2000, 500);
    QTest::newRow("progressive jpeg") << pictureOf({1024, 4096}, "JPEG", true) << QSize(500, 2000);
    QTest::newRow("thin") << pictureOf({6000, 1}) << QSize(2000, 1);
    QTest::newRow("small") << pictureOf({2000, 3}) << QSize(2000, 3);
}

void ConversationPicturesTest::scalesDown()
{
    QFETCH(const QByteArray, picture);
    QFETCH(const QSize, size);
    const QImage image = decodedPicture(picture);
    QCOMPARE(image.size(), size);
    QCOMPARE(image.pixelColor(size.width() / 2, size.height() / 2).red() > 240, true);
    QCOMPARE(image.sizeInBytes(), pictureHead(picture)->decodedBytes());
}

/// A text in a PNG is packed, and a thousand times as long when it is unpacked.
void ConversationPicturesTest::unpacksOnlyWhatDraws()
{
    const QByteArray picture = pictureOf({60, 40});
    QVERIFY(picture.contains("Comment"));
    const QImage image = decodedPicture(picture);
    QCOMPARE(image.size(), QSize(60, 40));
    QCOMPARE(image.textKeys(), QStringList());
}

void ConversationPicturesTest::stopsWhenAsked()
{
    std::stop_source stop;
    QVERIFY(!decodedPicture(pictureOf({60, 40}), stop.get_token()).isNull());
    stop.request_stop();
    for (const char *format : {"PNG", "JPEG"})
        QVERIFY(decodedPicture(pictureOf({60, 40}, format), stop.get_token()).isNull());
}

void ConversationPicturesTest::placesAreReserved()
{
    ConversationView view;
    view.resize(500, 400);
    view.show();
    answer(*view.messages(), markdownOf(pictureOf({600, 300})) + u"End.\n"_s, 1000);
    QSignalSpy settled(view.pictures(), &ConversationPictures::settled);
    QVERIFY(view.pictures()->isDecoding());
    const int lines = view.document()->lineCount();
    const QImage before = view.grab().toImage();
    QVERIFY(settled.wait());
    QCOMPARE(view.document()->lineCount(), lines);
    QVERIFY(view.grab().toImage() != before);
}

void ConversationPicturesTest::viewDecodesWhatIsOnTheScreen()
{
    ConversationView view;
    view.resize(500, 400);
    view.show();
    answer(*view.messages(), 0, markdownOf(pictureOf({600, 300})));
    answer(*view.messages(), 2, manyLines(200));
    view.messages()->flush();
    QVERIFY2(!view.pictures()->isDecoding(), "it is not on the screen");
    QCOMPARE(view.pictures()->held(), 0);
    QSignalSpy settled(view.pictures(), &ConversationPictures::settled);
    view.mark(1);
    QVERIFY(view.pictures()->isDecoding());
    QVERIFY(settled.wait());
    QCOMPARE(view.pictures()->held(), 600 * 300 * 4);
    view.clear();
    QCOMPARE(view.pictures()->held(), 0);
}

void ConversationPicturesTest::refusesWithWords_data()
{
    QTest::addColumn<QByteArray>("picture");
    QTest::addColumn<QString>("words");
    QTest::newRow("svg") << "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"_ba << u"Picture not shown: SVG"_s;
    QTest::newRow("svg after a comment") << "<!-- a --> <SVG/>"_ba << u"Picture not shown: SVG"_s;
    QTest::newRow("packed svg") << "\x1F\x8B\x08\0\0"_ba << u"Picture not shown: SVG"_s;
    QTest::newRow("bmp") << pictureOf({6, 4}, "BMP") << u"Picture not shown: BMP"_s;
    QTest::newRow("tiff") << "II*\0\x08\0\0\0"_ba << u"Picture not shown: TIFF"_s;
    QTest::newRow("avif") << "\0\0\0\x20"
                             "ftypavif\0\0\0\0"_ba
                          << u"Picture not shown: AVIF"_s;
    QTest::newRow("letters") << "Hello"_ba << u"Picture not shown: unknown format"_s;
    QTest::newRow("huge") << pngOfSize(50000, 50000) << u"Picture not shown: too large"_s;
    QTest::newRow("head alone") << "\x89PNG\r\n\x1A\n"_ba << u"Picture not shown: damaged"_s;
}

void ConversationPicturesTest::refusesWithWords()
{
    QFETCH(const QByteArray, picture);
    QFETCH(const QString, words);
    ConversationView view;
    view.resize(500, 400);
    view.show();
    answer(*view.messages(), markdownOf(picture) + markdownOf(picture, {}) + u"End."_s, 1000);
    QStringList lines;
    for (QTextBlock block = view.document()->begin(); block.isValid(); block = block.next()) {
        if (BlockLook::kindOf(block.blockFormat()) == BlockLook::Kind::Image)
            lines += block.text();
        QVERIFY(BlockLook::of(block.blockFormat()).image.isEmpty());
    }
    QCOMPARE(lines, QStringList({u"A field\u2028"_s + words, words}));
    QVERIFY(!view.pictures()->isDecoding());
}

QTEST_MAIN(ConversationPicturesTest)
#include "tst_conversationpictures.moc"
