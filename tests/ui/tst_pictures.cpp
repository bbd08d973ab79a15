// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures that an answer carries are somebody else's bytes.
#include "support/answeredcall.h"
#include "ui/export/htmltranscript.h"
#include "ui/export/paper.h"
#include "ui/export/transcript.h"
#include "view/base/picture.h"
#include "view/conversation/conversationmessages.h"
#include "view/conversation/conversationview.h"

#include <QBuffer>
#include <QLoggingCategory>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include <sys/inotify.h>
#include <unistd.h>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

/// Tells whether a file was opened since.
class OpenWatch
{
public:
    explicit OpenWatch(const QString &path)
    {
        inotify_add_watch(m_inotify, QFile::encodeName(path).constData(), IN_OPEN | IN_ACCESS);
    }
    ~OpenWatch() { close(m_inotify); }
    Q_DISABLE_COPY_MOVE(OpenWatch)

    bool wasOpened()
    {
        char events[4096];
        return read(m_inotify, events, sizeof events) > 0;
    }

private:
    int m_inotify = inotify_init1(IN_NONBLOCK);
};

QByteArray written(const QImage &image, const char *format)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return buffer.data();
}

QImage field(QSize size = {60, 40})
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::red);
    return image;
}

QString markdownOf(const QString &label, const QByteArray &bytes)
{
    return u"Look:\n\n![A field](data:image/%1;base64,%2)\n\nEnd.\n"_s.arg(
        label, QString::fromLatin1(bytes.toBase64()));
}

Transcript transcriptWith(const QString &markdown)
{
    Conversation conversation;
    const Message question = Message::of(Role::User, u"A question"_s);
    Reply reply;
    reply.state = Reply::State::Complete;
    reply.choices.resize(1);
    addText(reply.choices[0].parts, markdown);
    conversation.append(
        conversation.append(conversation.last(), question), Test::answeredCall(reply, u"tier"_s));
    return transcriptOf(conversation, conversation.path(), {});
}

const QByteArray gif = QByteArray::fromBase64("R0lGODlhAQABAIAAAAUEBAAAACwAAAAAAQABAAACAkQBADs=");

} // namespace

class PicturesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void C_14_formatIsThatOfTheBytes();
    void drawnPicturesAreNone_data() { labels(); }
    void drawnPicturesAreNone();
    void shownWhateverTheyAreCalled_data() { labels(); }
    void shownWhateverTheyAreCalled();
    void brokenPicturesAreText_data();
    void brokenPicturesAreText();
    void hugePicturesAreNone();

private:
    static void labels();
    /// The block of the picture in the view, with this size in pixels; none if it stands as text.
    [[nodiscard]] static QSize shownSize(const QString &markdown);
    [[nodiscard]] static bool isPrinted(const QString &markdown);

    QTemporaryDir m_folder;
    QString m_secret;
};

void PicturesTest::labels()
{
    QTest::addColumn<QString>("label");
    for (const char *label : {"png", "jpeg", "jpg", "gif", "webp"})
        QTest::newRow(label) << QString::fromLatin1(label);
}

void PicturesTest::initTestCase()
{
    // What Qt has to say of broken pictures is nothing new.
    QLoggingCategory::setFilterRules(u"qt.gui.imageio*=false"_s);
    m_secret = m_folder.filePath(u"secret.png"_s);
    QVERIFY(field().save(m_secret));
}

QSize PicturesTest::shownSize(const QString &markdown)
{
    ConversationView view;
    view.resize(500, 400);
    view.show();
    view.messages()->beginAnswer(0);
    view.messages()->appendText(markdown);
    view.messages()->endAnswer(ConversationMessages::End::Complete);
    view.messages()->flush();
    (void)view.grab();
    const QTextBlock block = view.document()->find(u"A field"_s).block();
    return BlockLook::of(block.blockFormat()).image;
}

bool PicturesTest::isPrinted(const QString &markdown)
{
    return toPdf(transcriptWith(markdown)).contains("/Subtype /Image");
}

void PicturesTest::C_14_formatIsThatOfTheBytes()
{
    QCOMPARE(pictureFormat(written(field(), "PNG")), "png");
    QCOMPARE(pictureFormat(written(field(), "JPEG")), "jpeg");
    QCOMPARE(pictureFormat(gif), "gif");
    QCOMPARE(pictureFormat("RIFF\x24\0\0\0WEBPVP8 "_ba), "webp");
    QCOMPARE(pictureFormat(written(field(), "BMP")), "");
    QCOMPARE(pictureFormat("<svg/>"), "");
    QCOMPARE(pictureFormat("RIFF\x24\0\0\0WAVEfmt "_ba), "");
    QCOMPARE(pictureFormat({}), "");
}

/// An SVG names files, and a reader of SVG opens them.
void PicturesTest::drawnPicturesAreNone()
{
    QFETCH(const QString, label);
    OpenWatch secret(m_secret);
    const QByteArray svg =
        u"<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
        "width=\"60\" height=\"40\"><image width=\"60\" height=\"40\" xlink:href=\"%1\"/></svg>"_s
            .arg(m_secret)
            .toUtf8();
    const QString markdown = markdownOf(label, svg);
    QVERIFY(shownSize(markdown).isEmpty());
    QVERIFY(!isPrinted(markdown));
    QVERIFY(toHtml(transcriptWith(markdown)).contains("[A field]"));
    QVERIFY2(!secret.wasOpened(), "a file was opened because an answer names it");
}

void PicturesTest::shownWhateverTheyAreCalled()
{
    QFETCH(const QString, label);
    for (const char *format : {"PNG", "JPEG", "WEBP"}) {
        const QString markdown = markdownOf(label, written(field(), format));
        QCOMPARE(shownSize(markdown), QSize(60, 40));
        QVERIFY(isPrinted(markdown));
    }
    QCOMPARE(shownSize(markdownOf(label, gif)), QSize(1, 1));
}

void PicturesTest::brokenPicturesAreText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("letters") << "Hello"_ba;
    QTest::newRow("png head") << "\x89PNG\r\n\x1A\nHello"_ba;
    QTest::newRow("jpeg head") << "\xFF\xD8\xFFHello"_ba;
    QTest::newRow("gif head") << "GIF89aHello"_ba;
    QTest::newRow("webp head") << "RIFF\x24\0\0\0WEBPVP8 Hello"_ba;
    QTest::newRow("bitmap") << written(field(), "BMP");
    QTest::newRow("svg after a gif head") << "GIF89a<svg xmlns=\"http://www.w3.org/2000/svg\"/>"_ba;
    QTest::newRow("compressed svg") << "\x1F\x8B\x08\0\0\0\0\0"_ba;
}

void PicturesTest::brokenPicturesAreText()
{
    QFETCH(const QByteArray, bytes);
    QVERIFY(decodedPicture(bytes).isNull());
    const QString markdown = markdownOf(u"png"_s, bytes);
    QVERIFY(shownSize(markdown).isEmpty());
    QVERIFY(!isPrinted(markdown));
}

/// A few kilobytes that would need a hundred times the memory.
void PicturesTest::hugePicturesAreNone()
{
    QByteArray png = written(field({2500, 2000}), "PNG");
    QCOMPARE(decodedPicture(png).size(), QSize(2000, 1600));
    qToBigEndian<quint32>(25000, png.data() + 16);
    QVERIFY(decodedPicture(png).isNull());
}

QTEST_MAIN(PicturesTest)
#include "tst_pictures.moc"
