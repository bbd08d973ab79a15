// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventually.h"
#include "ui/compose/attachmentbar.h"
#include "ui/compose/attachmentchip.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "view/conversation/conversationview.h"
#include "view/conversation/readerrequests.h"
#include "windowfixture.h"

#include <QBuffer>
#include <QClipboard>
#include <QDropEvent>
#include <QFileDialog>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

constexpr double Fast = 50;

QByteArray encoded(QSize size, const char *format)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::darkCyan);
    image.setPixelColor(0, 0, Qt::red);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    image.save(&buffer, format, 100);
    return bytes;
}

/// With EXIF that says so.
QByteArray jpeg(QSize size, char orientation)
{
    const QByteArray exif =
        "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"_ba + orientation + "\0\0\0\0\0\0"_ba;
    QByteArray bytes = encoded(size, "jpeg");
    return bytes.insert(2, "\xFF\xE1\0"_ba + char(exif.size() + 2) + exif);
}

QMimeData *mimeOf(const QStringList &paths)
{
    auto *mime = new QMimeData;
    QList<QUrl> urls;
    for (const QString &path : paths)
        urls << QUrl::fromLocalFile(path);
    mime->setUrls(urls);
    return mime;
}

} // namespace

/// Images and files that go with a prompt, in the whole window.
class TestAttachments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }
    void filesArePasted();
    void filesAreDropped();
    void filesAreChosen();
    void aPictureIsPasted();
    void anImageIsPastedAsPng();
    void theAddressOfAWebPageIsText();
    void metadataIsTakenOut();
    void aTurnedPhotographIsTurnedUpright();
    void whatCannotBeSentIsSaid();
    void tabStopsAtThemBeforeTheEditor();
    void deleteRemovesAndPassesTheFocusOn();
    void theNameIsSentIfWanted();
    void aLongPasteMayBecomeAFile();
    void aLongPasteStaysIfNobodyMinds();
    void isSentAndAnswered();
    void aPictureAloneIsAPrompt();
    void theConversationShowsIt();
    void sentWhenItHasBeenRead();
    void anotherPromptIsNotSentInItsPlace();
    void aFaultHoldsBesideAnotherFile();
    void comesBackWithItsPrompt();
    void editingBringsItBack();
    void aLaneThatTakesTextAlone();
    void noTemporaryFile();

private:
    [[nodiscard]] PromptBar &bar() const { return *m_fixture->page().promptBar(); }
    [[nodiscard]] AttachmentBar &attachments() const { return *bar().attachments(); }
    [[nodiscard]] QList<QToolButton *> chips() const
    {
        return attachments().findChildren<QToolButton *>(u"attachment"_s);
    }
    [[nodiscard]] QString written(const QString &name, const QByteArray &bytes) const;
    void paste(QMimeData *mime) const;
    [[nodiscard]] bool has(qsizetype count) const;
    [[nodiscard]] QString fault() const;
    void openLane(const QString &gateway, const QString &model = u"gpt-4o"_s) const;

    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestAttachments::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_fixture = std::make_unique<WindowFixture>(Fast);
    openLane(u"ruapi"_s);
}

void TestAttachments::openLane(const QString &gateway, const QString &model) const
{
    m_fixture->window().openLanes({{.gateway = gateway, .model = model, .mode = TargetResolver::Mode::Demo}});
}

QString TestAttachments::written(const QString &name, const QByteArray &bytes) const
{
    QFile file(m_folder->filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
}

void TestAttachments::paste(QMimeData *mime) const
{
    QApplication::clipboard()->setMimeData(mime);
    bar().editor()->setFocus();
    QTest::keySequence(bar().editor(), QKeySequence::Paste);
}

bool TestAttachments::has(qsizetype count) const
{
    return eventually([&] { return !attachments().isReading() && attachments().parts().size() == count; });
}

QString TestAttachments::fault() const
{
    return attachments().findChild<QLabel *>(u"attachmentFault"_s)->text();
}

void TestAttachments::filesArePasted()
{
    paste(mimeOf({written(u"a.png"_s, encoded({640, 480}, "png")), written(u"b.txt"_s, "one\ntwo\n"),
        written(u"c.pdf"_s, "%PDF-1.7 /Type /Page")}));
    QVERIFY(has(3));
    QCOMPARE(m_fixture->typed(), QString());
    QCOMPARE(chips().at(0)->accessibleName().section(u',', 0, 1), u"PNG picture, 640 × 480"_s);
    QVERIFY2(chips().at(0)->text().contains(u"≈ 410 to 425 tokens"), qPrintable(chips().at(0)->text()));
    QVERIFY2(chips().at(1)->text().startsWith(u"b.txt\n2 lines"), qPrintable(chips().at(1)->text()));
    QVERIFY2(
        chips().at(2)->text().startsWith(u"c.pdf\n1 pages, 20 bytes,"), qPrintable(chips().at(2)->text()));
    QVERIFY(chips().at(2)->text().endsWith(u"≈ 1,500 to 3,000 tokens"));
    QVERIFY(attachments().isVisible());
}

void TestAttachments::filesAreDropped()
{
    const std::unique_ptr<QMimeData> mime(mimeOf({written(u"a.gif"_s, "GIF89a\1\0\1\0\0\0\0;"_ba)}));
    QWidget *viewport = bar().editor()->viewport();
    QDragEnterEvent enter({5, 5}, Qt::CopyAction, mime.get(), Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(viewport, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({5, 5}, Qt::CopyAction, mime.get(), Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(viewport, &drop);
    QVERIFY(has(1));
    QCOMPARE(std::get<ImagePart>(attachments().parts().first()).mediaType, u"image/gif"_s);
}

void TestAttachments::filesAreChosen()
{
    QTest::mouseClick(bar().findChild<QPushButton *>(u"attachButton"_s), Qt::LeftButton);
    auto *dialog = m_fixture->window().findChild<QFileDialog *>();
    QVERIFY(dialog);
    Q_EMIT dialog->filesSelected({written(u"a.md"_s, "# a")});
    dialog->close();
    QVERIFY(has(1));
}

void TestAttachments::aPictureIsPasted()
{
    auto *mime = new QMimeData;
    const QByteArray png = encoded({3, 2}, "png");
    mime->setData(u"image/png"_s, png);
    paste(mime);
    QVERIFY(has(1));
    QCOMPARE(std::get<ImagePart>(attachments().parts().first()).mediaType, u"image/png"_s);
    QCOMPARE(pixelsOf(attachments().parts().first()), QSize(3, 2));
}

void TestAttachments::anImageIsPastedAsPng()
{
    auto *mime = new QMimeData;
    mime->setImageData(QImage(4, 3, QImage::Format_RGB32));
    paste(mime);
    QVERIFY(has(1));
    QCOMPARE(pixelsOf(attachments().parts().first()), QSize(4, 3));
}

void TestAttachments::theAddressOfAWebPageIsText()
{
    auto *mime = new QMimeData;
    mime->setUrls({QUrl(u"https://example.org/a.png"_s)});
    mime->setText(u"https://example.org/a.png"_s);
    paste(mime);
    QCOMPARE(m_fixture->typed(), u"https://example.org/a.png"_s);
    QVERIFY(attachments().parts().isEmpty());
}

void TestAttachments::metadataIsTakenOut()
{
    const QByteArray bytes = jpeg({20, 10}, 1);
    paste(mimeOf({written(u"a.jpg"_s, bytes)}));
    QVERIFY(has(1));
    const QByteArray sent = std::get<ImagePart>(attachments().parts().first()).bytes;
    QVERIFY(!sent.contains("Exif"));
    QCOMPARE(sent, encoded({20, 10}, "jpeg"));
}

void TestAttachments::aTurnedPhotographIsTurnedUpright()
{
    paste(mimeOf({written(u"a.jpg"_s, jpeg({20, 10}, 6))}));
    QVERIFY(has(1));
    QCOMPARE(pixelsOf(attachments().parts().first()), QSize(10, 20));
    QVERIFY(!std::get<ImagePart>(attachments().parts().first()).bytes.contains("Exif"));
    QVERIFY2(chips().first()->toolTip().contains(u"Turned upright"), qPrintable(chips().first()->toolTip()));
}

void TestAttachments::whatCannotBeSentIsSaid()
{
    paste(mimeOf({written(u"a.zip"_s, "PK\3\4\0"_ba), written(u"b.txt"_s, "b")}));
    QVERIFY(has(1));
    QCOMPARE(fault(), u"a.zip isn't a picture (PNG, JPEG, WebP, GIF), a PDF, or text in UTF-8."_s);
}

void TestAttachments::tabStopsAtThemBeforeTheEditor()
{
    paste(mimeOf({written(u"a.png"_s, encoded({64, 48}, "png")), written(u"b.txt"_s, "one\n")}));
    QVERIFY(has(2));
    QWidget *editor = bar().editor();
    m_fixture->window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_fixture->window()));
    editor->setFocus();
    const auto press = [this](Qt::Key key, Qt::KeyboardModifiers with) {
        QTest::keyClick(m_fixture->window().windowHandle(), key, with);
        return m_fixture->window().focusWidget();
    };
    QCOMPARE(press(Qt::Key_Backtab, Qt::ShiftModifier), chips().at(1));
    QCOMPARE(press(Qt::Key_Backtab, Qt::ShiftModifier), chips().at(0));
    QCOMPARE(press(Qt::Key_Tab, Qt::NoModifier), chips().at(1));
    QCOMPARE(press(Qt::Key_Tab, Qt::NoModifier), editor);
}

void TestAttachments::deleteRemovesAndPassesTheFocusOn()
{
    paste(mimeOf({written(u"a.txt"_s, "a"), written(u"b.txt"_s, "b")}));
    QVERIFY(has(2));
    chips().first()->setFocus();
    QTest::keyClick(chips().first(), Qt::Key_Delete);
    QVERIFY(has(1));
    QCOMPARE(std::get<FilePart>(attachments().parts().first()).name, u"b.txt"_s);
    QTest::keyClick(m_fixture->window().focusWidget(), Qt::Key_Backspace);
    QVERIFY(has(0));
    QCOMPARE(m_fixture->window().focusWidget(), bar().editor());
    QVERIFY(!attachments().isVisible());
}

void TestAttachments::theNameIsSentIfWanted()
{
    paste(mimeOf({written(u"a.txt"_s, "a")}));
    QVERIFY(has(1));
    QVERIFY(!std::get<FilePart>(attachments().parts().first()).sendsName);
    chips().first()->menu()->findChild<QAction *>(u"sendName"_s)->trigger();
    QVERIFY(std::get<FilePart>(attachments().parts().first()).sendsName);
}

void TestAttachments::aLongPasteMayBecomeAFile()
{
    m_fixture->type(u"Summarize: "_s);
    bar().editor()->moveCursor(QTextCursor::End);
    auto *mime = new QMimeData;
    const QString text = u"line\n"_s.repeated(300);
    mime->setText(text);
    paste(mime);
    QTest::keyClicks(bar().editor(), u"!"_s);
    auto *offer = bar().findChild<QWidget *>(u"pasteOffer"_s);
    QVERIFY(offer->isVisible());
    QTest::mouseClick(offer->findChild<QPushButton *>(), Qt::LeftButton);
    QVERIFY(has(1));
    QCOMPARE(std::get<FilePart>(attachments().parts().first()).bytes, text.toUtf8());
    QCOMPARE(m_fixture->typed(), u"Summarize: !"_s);
    QVERIFY(!offer->isVisible());
}

void TestAttachments::aLongPasteStaysIfNobodyMinds()
{
    auto *mime = new QMimeData;
    mime->setText(u"x"_s.repeated(PromptEditor::LongPaste + 1));
    paste(mime);
    auto *offer = bar().findChild<QWidget *>(u"pasteOffer"_s);
    QVERIFY(offer->isVisible());
    QTest::keyClick(bar().editor(), Qt::Key_Return);
    QVERIFY(m_fixture->waitUntilIdle());
    QVERIFY(!offer->isVisible());
    QCOMPARE(m_fixture->conversation().turn(0).message.text().size(), PromptEditor::LongPaste + 1);
}

void TestAttachments::isSentAndAnswered()
{
    paste(mimeOf({written(u"a.png"_s, encoded({64, 48}, "png")), written(u"b.txt"_s, "one\ntwo")}));
    QVERIFY(has(2));
    QVERIFY(m_fixture->askAndWait(u"What is this?"_s));
    QVERIFY(attachments().parts().isEmpty());
    const QString text = m_fixture->reply().first().text();
    QVERIFY2(text.contains(u"A picture: image/png, 64 × 48 pixels"), qPrintable(text));
    const QByteArray body = m_fixture->conversation().turn(1).call->sent.body;
    QVERIFY2(!body.contains("b.txt") && !body.contains("a.png"), body);
}

void TestAttachments::aPictureAloneIsAPrompt()
{
    auto *send = bar().findChild<QPushButton *>(u"sendButton"_s);
    QVERIFY(!send->isEnabled());
    paste(mimeOf({written(u"a.png"_s, encoded({64, 48}, "png"))}));
    QVERIFY(has(1));
    QVERIFY(send->isEnabled());
    QTest::mouseClick(send, Qt::LeftButton);
    QVERIFY(m_fixture->waitUntilIdle());
    QCOMPARE(m_fixture->conversation().path().size(), 2);
}

void TestAttachments::theConversationShowsIt()
{
    paste(mimeOf({written(u"a.png"_s, encoded({64, 48}, "png")), written(u"b.pdf"_s, "%PDF-1.7")}));
    QVERIFY(has(2));
    QVERIFY(m_fixture->askAndWait(u"What is this?"_s));
    const QString shown = m_fixture->shown();
    QVERIFY2(shown.contains(u"PNG picture, 64 × 48, "), qPrintable(shown));
    QVERIFY2(shown.contains(u"b.pdf, "), qPrintable(shown));
}

void TestAttachments::sentWhenItHasBeenRead()
{
    paste(mimeOf({written(u"a.png"_s, encoded({64, 48}, "png"))}));
    QVERIFY(attachments().isReading());
    m_fixture->ask(u"What is this?"_s);
    QVERIFY(eventually([this] { return m_fixture->conversation().size() == 2; }));
    QCOMPARE(m_fixture->conversation().turn(0).message.attachments().size(), 1);
    QVERIFY(m_fixture->waitUntilIdle());
}

void TestAttachments::anotherPromptIsNotSentInItsPlace()
{
    paste(mimeOf({written(u"a.png"_s, encoded({64, 48}, "png"))}));
    QVERIFY(attachments().isReading());
    m_fixture->ask(u"What is this?"_s);
    m_fixture->page().promptBar()->setPrompt(Message::of(Role::User, u"An earlier one"_s));
    QVERIFY(eventually([this] { return !attachments().isReading(); }));
    QVERIFY(m_fixture->conversation().isEmpty());
    QCOMPARE(m_fixture->typed(), u"An earlier one"_s);
}

void TestAttachments::aFaultHoldsBesideAnotherFile()
{
    paste(mimeOf({written(u"a.zip"_s, "PK\3\4\0"_ba)}));
    paste(mimeOf({written(u"a.png"_s, encoded({64, 48}, "png"))}));
    QVERIFY(attachments().isReading());
    m_fixture->ask(u"What is this?"_s);
    QVERIFY(has(1));
    QVERIFY2(fault().startsWith(u"a.zip isn't"), qPrintable(fault()));
    QVERIFY(m_fixture->conversation().isEmpty());
}

void TestAttachments::comesBackWithItsPrompt()
{
    paste(mimeOf({written(u"a.png"_s, encoded({64, 48}, "png"))}));
    QVERIFY(has(1));
    const QList<Part> parts = attachments().parts();
    m_fixture->lane().connection()->setFault(u"500"_s);
    QVERIFY(m_fixture->askAndWait(u"What is this?"_s));
    QCOMPARE(m_fixture->typed(), u"What is this?"_s);
    QCOMPARE(attachments().parts(), parts);
    QCOMPARE(chips().size(), 1);
}

void TestAttachments::editingBringsItBack()
{
    paste(mimeOf({written(u"a.png"_s, encoded({64, 48}, "png"))}));
    QVERIFY(has(1));
    const QList<Part> parts = attachments().parts();
    QVERIFY(m_fixture->askAndWait(u"What is this?"_s));
    m_fixture->type(u"A draft"_s);
    m_fixture->page().promptTarget()->editLast();
    QCOMPARE(m_fixture->typed(), u"What is this?"_s);
    QCOMPARE(attachments().parts(), parts);
    m_fixture->page().promptTarget()->cancel();
    QCOMPARE(m_fixture->typed(), u"A draft"_s);
    QVERIFY(attachments().parts().isEmpty());
}

void TestAttachments::aLaneThatTakesTextAlone()
{
    openLane(u"floopfloop"_s, u"auto"_s);
    auto *notice = bar().findChild<QLabel *>(u"promptNotice"_s);
    paste(mimeOf({written(u"b.txt"_s, "b")}));
    QVERIFY(has(1));
    QVERIFY(!notice->isVisible());
    paste(mimeOf({written(u"a.png"_s, encoded({64, 48}, "png"))}));
    QVERIFY(has(2));
    QVERIFY(notice->isVisible());
    QVERIFY2(notice->text().contains(u"takes no pictures"), qPrintable(notice->text()));
    m_fixture->ask(u"What is this?"_s);
    QVERIFY(m_fixture->conversation().isEmpty());
    QCOMPARE(m_fixture->typed(), u"What is this?"_s);
    QTest::mouseClick(bar().findChild<QPushButton *>(u"mend"_s), Qt::LeftButton);
    QVERIFY(!notice->isVisible());
    QCOMPARE(attachments().parts().size(), 1);
}

void TestAttachments::noTemporaryFile()
{
    const QTemporaryDir folder; // others write into the usual one
    const auto restore = qScopeGuard([usual = qgetenv("TMPDIR")] { qputenv("TMPDIR", usual); });
    qputenv("TMPDIR", folder.path().toLocal8Bit());
    paste(mimeOf({written(u"a.png"_s, encoded({64, 48}, "png"))}));
    QVERIFY(has(1));
    QVERIFY(m_fixture->askAndWait(u"What is this?"_s));
    QCOMPARE(QDir::tempPath(), folder.path());
    QVERIFY(
        QDir(folder.path()).isEmpty(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System));
}

QTEST_MAIN(TestAttachments)
#include "tst_attachments.moc"
