// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/manualclock.h"
#include "support/pagetest.h"
#include "ui/endpoints/endpointcolumn.h"
#include "ui/endpoints/fullpicture.h"
#include "ui/endpoints/imagespage.h"
#include "ui/endpoints/imagesview.h"
#include "ui/endpoints/picturegallery.h"
#include "ui/endpoints/picturelist.h"
#include "ui/endpoints/picturezoom.h"
#include "ui/playground/keptpage.h"

#include <QBuffer>
#include <QClipboard>
#include <QFileDialog>
#include <QLabel>
#include <QLoggingCategory>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QtEndian>

using namespace Parlance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Mode = TargetResolver::Mode;

namespace {

QByteArray written(QSize size, const char *format = "PNG")
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::red);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return buffer.data();
}

/// A PNG that says to have this size.
QByteArray pngOfSize(quint32 width, quint32 height)
{
    QByteArray png = written({8, 8});
    qToBigEndian(width, png.data() + 16);
    qToBigEndian(height, png.data() + 20);
    return png;
}

QByteArray base64(const QByteArray &file)
{
    return R"({"b64_json":")" + file.toBase64() + R"("})";
}

QByteArray address(const QByteArray &url)
{
    return R"({"url":")" + url + R"("})";
}

const QByteArray SaysPng = R"("output_format":"png",)";

/// A plain answer with these members of `data`.
QByteArray answerWith(const QByteArrayList &data, const QByteArray &more = {})
{
    return R"({"created":1,)" + more + R"("data":[)" + data.join(',') + "]}";
}

/// With two frames of a pixel.
const QByteArray AnimatedGif =
    QByteArray::fromBase64("R0lGODlhAQABAIAAAAUEBAAAACwAAAAAAQABAAACAkQBACwAAAAAAQABAAACAkQBADs=");
const QByteArray Gif = QByteArray::fromBase64("R0lGODlhAQABAIAAAAUEBAAAACwAAAAAAQABAAACAkQBADs=");

using ImagesPageTest = PageTest<ImagesPage, ImagesView>;

} // namespace

class TestImagesPage : public ImagesPageTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void RA_34_theDemoDraws();
    void C_12_partialPicturesCome();
    void demoFaults_data();
    void demoFaults();
    void C_09_sendsWhatIsTicked();
    void C_10_responseFormatOnlyForModelsThatTakeIt();
    void saysBeforeTheSendWhatIsWrong_data();
    void saysBeforeTheSendWhatIsWrong();
    void C_12_saysWhichPartialPictureWasLeftOut();
    void C_10_anAddressIsFetchedOnlyOnAClickAndWithoutTheKey();
    void C_10_theClockOfAnAddress();
    void anAddressThatFailsCanBeTriedAgain();
    void aFetchCanBeStopped();
    void noOtherAddressesThanOfTheWeb_data();
    void noOtherAddressesThanOfTheWeb();
    void C_14_theTypeIsSniffed();
    void whatCannotBeShownIsSaid_data();
    void whatCannotBeShownIsSaid();
    void anAnimationIsItsFirstFrame();
    void twoModelsSideBySide();
    void aPictureIsZoomed();
    void stepsFromPictureToPicture();
    void copiesThePicture();
    void savesTheFileAsItCame();
    void savesAnSvgAsWhatItIs();
    void savesAllAndReplacesNothing();
    void keepsThePromptWhateverComes();
    void picturesStayUntilOthersCome();
    void keepsOnlySettings();

private:
    [[nodiscard]] const ListedPicture &picture(int row, int place = 0) const
    {
        return view(place).pictures()->at(row);
    }
    [[nodiscard]] QAction *action(const QString &name) const { return view().findChild<QAction *>(name); }
    [[nodiscard]] bool isDecoded(int row, int place = 0) const;
    void choosePath(const QString &path) const;

    std::unique_ptr<ManualClock> m_clock;
    QPlainTextEdit *m_prompt = nullptr;
};

void TestImagesPage::initTestCase()
{
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    // What Qt has to say of broken pictures is nothing new.
    QLoggingCategory::setFilterRules(u"qt.gui.imageio*=false"_s);
}

void TestImagesPage::init()
{
    m_clock = std::make_unique<ManualClock>();
    setUp(m_clock.get());
    show(std::make_unique<ImagesPage>(services()));
    m_prompt = page().findChild<QPlainTextEdit *>(u"imagePrompt"_s);
    m_prompt->setPlainText(u"a red fox"_s);
}

void TestImagesPage::cleanup()
{
    tearDown();
    m_clock.reset();
}

bool TestImagesPage::isDecoded(int row, int place) const
{
    return eventually([this, row, place] { return !picture(row, place).preview.isNull(); });
}

/// In the dialog that opens next.
void TestImagesPage::choosePath(const QString &path) const
{
    QTimer::singleShot(0, &page(), [path] {
        auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
        QVERIFY(dialog);
        dialog->selectFile(path);
        static_cast<QDialog *>(dialog)->accept();
    });
}

void TestImagesPage::RA_34_theDemoDraws()
{
    QCOMPARE(column().name(), u"demo-image"_s);
    QCOMPARE(said(u"columnPlaceholder"_s), u"Nothing here yet"_s);
    set(u"size"_s, u"128x64"_s);
    set(u"n"_s, 2);
    page().findChild<QPushButton *>(u"runEndpoint"_s)->click();
    QCOMPARE(page().state(), Page::State::Busy);
    QVERIFY(waitUntilIdle());
    QCOMPARE(view().pictures()->rowCount(), 2);
    QVERIFY(isDecoded(1));
    QCOMPARE(picture(1).size, QSize(128, 64));
    QCOMPARE(picture(0).type, u"PNG"_s);
    QVERIFY(picture(0).preview != picture(1).preview);
    QCOMPARE(view().gallery()->currentRow(), 0);
    QVERIFY(said(u"pictureFacts"_s).startsWith(u"Picture 1 · 128 × 64 pixels · PNG"));
    QCOMPARE(page().findChild<QPlainTextEdit *>(u"revisedPrompt"_s)->toPlainText(),
        u"Shapes, and these words in letters: a red fox"_s);
    QVERIFY(view().usage().totalTokens.has_value());
    QCOMPARE(view().remarks(), QStringList());
    page().drop();
    QVERIFY(view().isEmpty());
}

void TestImagesPage::C_12_partialPicturesCome()
{
    set(u"stream"_s, true);
    set(u"partial_images"_s, u"2"_s);
    set(u"size"_s, u"128x128"_s);
    page().act(Page::Command::Run);
    QVERIFY(waitUntilIdle());
    QCOMPARE(view().pictures()->rowCount(), 3);
    QCOMPARE(picture(0).partial, 1);
    QCOMPARE(picture(1).partial, 2);
    QCOMPARE(picture(2).number, 1);
    QVERIFY(isDecoded(0) && isDecoded(2));
    QCOMPARE(view().gallery()->currentRow(), 2);
    QVERIFY(view().gallery()->tileSize(2).width() > 3 * view().gallery()->tileSize(0).width());
    QCOMPARE(view().remarks(), QStringList());
}

void TestImagesPage::demoFaults_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("pictures");
    QTest::addColumn<QString>("words");
    QTest::newRow("cut") << u"cut-picture"_s << 3 << u"Picture not shown: damaged"_s;
    QTest::newRow("other") << u"other-picture"_s << 3 << u"Picture 1 is a JPEG file; the server says png."_s;
    QTest::newRow("no partials") << u"no-partials"_s << 1
                                 << u"Of 2 partial pictures, the server left out: 1, 2."_s;
    QTest::newRow("done") << u"done"_s << 3 << QString();
    QTest::newRow("refused") << u"500"_s << 0 << u"HTTP 500"_s;
}

void TestImagesPage::demoFaults()
{
    QFETCH(const QString, fault);
    QFETCH(const int, pictures);
    QFETCH(const QString, words);
    const QTemporaryDir folder;
    QFile profile(folder.filePath(u"ruapi.json"_s));
    QVERIFY(profile.open(QIODevice::WriteOnly));
    profile.write(R"({"id":"ruapi","headers":{"X-Demo-Fault":")" + fault.toUtf8() + R"("}})");
    profile.close();
    fixture().resolver().setCatalog(Catalog::load(folder.path()));
    set(u"stream"_s, true);
    set(u"partial_images"_s, u"2"_s);
    page().act(Page::Command::Run);
    QVERIFY(waitUntilIdle());
    QCOMPARE(view().pictures()->rowCount(), pictures);
    const auto isSaid = [&] {
        const int last = view().pictures()->rowCount() - 1;
        return words.isEmpty() ? view().remarks().isEmpty()
                               : (said(u"columnRemarks"_s) + notice()).contains(words) ||
                                     (last >= 0 && picture(last).fault == words);
    };
    QVERIFY(eventually(isSaid));
}

void TestImagesPage::C_09_sendsWhatIsTicked()
{
    const FakeConnection *connection = runLive();
    QVERIFY(connection);
    QCOMPARE(connection->head().split(' ').value(1), "/v1/images/generations");
    QCOMPARE(connection->body(), R"({"model":"m","prompt":"a red fox"})");
    page().act(Page::Command::Stop);
    set(u"n"_s, 2);
    set(u"size"_s, u"640x480"_s);
    set(u"quality"_s, u"hd"_s);
    set(u"style"_s, u"natural"_s);
    set(u"background"_s, u"opaque"_s);
    set(u"moderation"_s, u"low"_s);
    set(u"output_format"_s, u"webp"_s);
    set(u"output_compression"_s, 80);
    set(u"response_format"_s, u"url"_s);
    set(u"stream"_s, true);
    set(u"partial_images"_s, u"3"_s);
    connection = runLive();
    QVERIFY(connection);
    QCOMPARE(connection->body(),
        R"({"model":"m","prompt":"a red fox","n":2,"size":"640x480","quality":"hd","style":"natural",)"
        R"("background":"opaque","moderation":"low","output_format":"webp","output_compression":80,)"
        R"("response_format":"url","stream":true,"partial_images":3})");
}

void TestImagesPage::C_10_responseFormatOnlyForModelsThatTakeIt()
{
    set(u"response_format"_s, u"b64_json"_s);
    const FakeConnection *connection = runLive(u"gpt-image-1"_s);
    QVERIFY(connection);
    QVERIFY(!connection->body().contains("response_format"));
    QVERIFY(said(u"inputHints"_s).contains(u"does not take response_format"));
    page().act(Page::Command::Stop);
    connection = runLive(u"dall-e-3"_s);
    QVERIFY(connection);
    QVERIFY(connection->body().contains("\"response_format\":\"b64_json\""));
    QCOMPARE(said(u"inputHints"_s), QString());
}

void TestImagesPage::saysBeforeTheSendWhatIsWrong_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::newRow("no prompt") << QString();
    QTest::newRow("blanks") << u" \n"_s;
}

void TestImagesPage::saysBeforeTheSendWhatIsWrong()
{
    QFETCH(const QString, prompt);
    m_prompt->setPlainText(prompt);
    page().act(Page::Command::Run);
    QCOMPARE(said(u"inputProblem"_s), u"There is no prompt."_s);
    QVERIFY(!page().isBusy() && !column().call());
    QCOMPARE(m_prompt->toPlainText(), prompt);
}

void TestImagesPage::C_12_saysWhichPartialPictureWasLeftOut()
{
    set(u"stream"_s, true);
    set(u"partial_images"_s, u"3"_s);
    FakeConnection *connection = runLive();
    QVERIFY(connection);
    connection->sendHead();
    connection->sendChunk(R"(data: {"type":"image_generation.partial_image","partial_image_index":1,)"
                          R"("b64_json":")" +
                          written({30, 20}).toBase64() + "\"}\n\n");
    QVERIFY(eventually([this] { return view().pictures()->rowCount() == 1; }));
    QVERIFY(isDecoded(0));
    QCOMPARE(picture(0).partial, 2);
    QVERIFY(view().gallery()->tileSize(0).width() > 300); // the newest, while no whole one is there
    connection->sendChunk(R"(data: {"type":"image_generation.completed","b64_json":")" +
                          written({60, 40}).toBase64() + "\"}\n\n");
    connection->endBody();
    QVERIFY(waitUntilIdle());
    QCOMPARE(said(u"columnRemarks"_s), u"Of 3 partial pictures, the server left out: 1, 3."_s);
}

void TestImagesPage::C_10_anAddressIsFetchedOnlyOnAClickAndWithoutTheKey()
{
    const QByteArray url = server().url(u"/files/a.png?sig=x"_s).toEncoded();
    QVERIFY(answer(answerWith({address(url)})));
    QCOMPARE(server().requestCount(), 1);
    QVERIFY(picture(0).bytes.isEmpty() && !action(u"openPicture"_s)->isVisible());
    QVERIFY(said(u"pictureClock"_s).contains(u"http://127.0.0.1:"));
    action(u"fetchPicture"_s)->trigger();
    FakeConnection *connection = server().nextRequest();
    QVERIFY(connection);
    QVERIFY(page().isBusy());
    QVERIFY(connection->head().startsWith("GET /files/a.png?sig=x HTTP/1.1"));
    QVERIFY(!connection->request().contains("0123456789"));
    QVERIFY(connection->header("Authorization").isNull() && connection->header("Cookie").isNull());
    const QByteArray file = written({60, 40});
    connection->sendWhole(200, "text/html", file);
    QVERIFY(waitUntilIdle());
    QCOMPARE(picture(0).fault, QString());
    QCOMPARE(picture(0).bytes, file);
    QVERIFY(isDecoded(0));
    QVERIFY(!action(u"fetchPicture"_s)->isVisible());
}

void TestImagesPage::C_10_theClockOfAnAddress()
{
    QVERIFY(answer(answerWith({address("https://oaidalleapiprodscus.blob.core.windows.net/a.png")})));
    QVERIFY(said(u"pictureClock"_s).contains(u"At oaidalleapiprodscus.blob.core.windows.net"));
    QVERIFY(said(u"pictureClock"_s).contains(u"60 min"));
    m_clock->pass(15min);
    QVERIFY(eventually([this] { return said(u"pictureClock"_s).contains(u"45 min left"); }));
    m_clock->pass(46min);
    QVERIFY(eventually([this] { return said(u"pictureClock"_s).contains(u"which are over"); }));
    QVERIFY(action(u"fetchPicture"_s)->isVisible());
    QVERIFY(answer(answerWith({address("https://files.example.com/a.png")})));
    QCOMPARE(said(u"pictureClock"_s), u"At files.example.com."_s);
}

void TestImagesPage::anAddressThatFailsCanBeTriedAgain()
{
    const QByteArray url = server().url(u"/a.png"_s).toEncoded();
    QVERIFY(answer(answerWith({address(url)})));
    for (const int status : {403, 302}) {
        action(u"fetchPicture"_s)->trigger();
        FakeConnection *connection = server().nextRequest();
        QVERIFY(connection);
        connection->sendWhole(
            status, "application/json", R"({"error":{"message":"It is gone"}})", "Location: /elsewhere\r\n");
        QVERIFY(waitUntilIdle());
        QVERIFY2(
            picture(0).fault.startsWith(u"Not fetched: HTTP %1"_s.arg(status)), qPrintable(picture(0).fault));
        QVERIFY(action(u"fetchPicture"_s)->isVisible() && action(u"fetchPicture"_s)->isEnabled());
    }
    QCOMPARE(server().requestCount(), 3); // no redirect is followed
    action(u"fetchPicture"_s)->trigger();
    FakeConnection *connection = server().nextRequest();
    QVERIFY(connection);
    connection->sendWhole(200, "image/png", written({60, 40}));
    QVERIFY(waitUntilIdle());
    QVERIFY(isDecoded(0));
    QCOMPARE(picture(0).fault, QString());
}

void TestImagesPage::aFetchCanBeStopped()
{
    const QByteArray url = server().url(u"/a.png"_s).toEncoded();
    QVERIFY(answer(answerWith({address(url)})));
    action(u"fetchPicture"_s)->trigger();
    const FakeConnection *connection = server().nextRequest();
    QVERIFY(connection);
    page().act(Page::Command::Stop);
    QVERIFY(!page().isBusy());
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
    QVERIFY(action(u"fetchPicture"_s)->isEnabled());
    action(u"fetchPicture"_s)->trigger();
    connection = server().nextRequest();
    QVERIFY(connection);
    closePage();
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
}

void TestImagesPage::noOtherAddressesThanOfTheWeb_data()
{
    QTest::addColumn<QString>("url");
    for (const char *url : {"file:///etc/passwd", "ftp://example.com/a.png", "https://u:p@example.com/a.png",
             "javascript:alert(1)", "a.png", "https:///a.png", "http://exa mple.com/"})
        QTest::newRow(url) << QString::fromLatin1(url);
}

void TestImagesPage::noOtherAddressesThanOfTheWeb()
{
    QFETCH(const QString, url);
    QVERIFY(answer(answerWith({address(url.toUtf8())})));
    QCOMPARE(picture(0).fault, u"Not a web address"_s);
    QVERIFY(!action(u"fetchPicture"_s)->isVisible());
    action(u"copyAddress"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), url);
}

void TestImagesPage::C_14_theTypeIsSniffed()
{
    QVERIFY(answer(answerWith({base64(written({60, 40}, "JPEG"))}, SaysPng)));
    QVERIFY(isDecoded(0));
    QCOMPARE(picture(0).type, u"JPEG"_s);
    QCOMPARE(said(u"columnRemarks"_s), u"Picture 1 is a JPEG file; the server says png."_s);
}

void TestImagesPage::whatCannotBeShownIsSaid_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("fault");
    QTest::newRow("svg") << "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"_ba << u"Picture not shown: SVG"_s;
    QTest::newRow("huge") << pngOfSize(50'000, 50'000) << u"Picture not shown: too large"_s;
    QTest::newRow("cut") << written({600, 400}).first(120) << u"Picture not shown: damaged"_s;
    QTest::newRow("text") << "Hello"_ba << u"Picture not shown: unknown format"_s;
    QTest::newRow("bmp") << written({60, 40}, "BMP") << u"Picture not shown: BMP"_s;
}

void TestImagesPage::whatCannotBeShownIsSaid()
{
    QFETCH(const QByteArray, file);
    QFETCH(const QString, fault);
    QVERIFY(answer(answerWith({base64(file), base64(written({60, 40}))})));
    QVERIFY(eventually([&] { return picture(0).fault == fault; }));
    QVERIFY(isDecoded(1)); // the next one is shown all the same
    QVERIFY(picture(0).preview.isNull() && !action(u"openPicture"_s)->isEnabled());
    QVERIFY(action(u"savePicture"_s)->isVisible());
    (void)page().grab();
}

void TestImagesPage::anAnimationIsItsFirstFrame()
{
    QVERIFY(answer(answerWith({base64(AnimatedGif), base64(Gif)})));
    QVERIFY(isDecoded(0) && isDecoded(1));
    QVERIFY(picture(0).isAnimated && !picture(1).isAnimated);
    QCOMPARE(said(u"columnRemarks"_s),
        u"Picture 1 is animated: only its first frame is shown. Save it to see all."_s);
}

void TestImagesPage::twoModelsSideBySide()
{
    page().findChild<QPushButton *>(u"addColumn"_s)->click();
    QCOMPARE(column(1).name(), u"demo-image-dark"_s);
    set(u"size"_s, u"128x128"_s);
    page().act(Page::Command::Run);
    QVERIFY(waitUntilIdle());
    QVERIFY(isDecoded(0, 0) && isDecoded(0, 1));
    QVERIFY(picture(0, 0).preview != picture(0, 1).preview);
}

void TestImagesPage::aPictureIsZoomed()
{
    QVERIFY(answer(answerWith({base64(written({3000, 1000}))})));
    QVERIFY(isDecoded(0));
    action(u"openPicture"_s)->trigger();
    auto *zoom = page().findChild<PictureZoom *>();
    QVERIFY(zoom->isVisible());
    const double fitting = zoom->factor();
    QVERIFY(fitting < 1);
    QTest::keyClick(zoom, Qt::Key_1);
    QCOMPARE(zoom->factor(), 1);
    QTest::keyClick(zoom, Qt::Key_Plus);
    QCOMPARE(zoom->factor(), 1.25);
    QTest::keyClick(zoom, Qt::Key_0);
    QCOMPARE(zoom->factor(), fitting);
    QTest::keyClick(zoom, Qt::Key_Escape);
    QVERIFY(!zoom->isVisible() && view().gallery()->isVisible());
}

void TestImagesPage::stepsFromPictureToPicture()
{
    QVERIFY(answer(answerWith({base64(written({60, 40})), base64("Hello"), base64(written({30, 20}))})));
    QVERIFY(isDecoded(2));
    action(u"openPicture"_s)->trigger();
    const auto *before = page().findChild<QToolButton *>(u"pictureBefore"_s);
    auto *after = page().findChild<QToolButton *>(u"pictureAfter"_s);
    QVERIFY(!before->isEnabled());
    after->click(); // over the one that cannot be shown
    QCOMPARE(view().gallery()->currentRow(), 2);
    QVERIFY(before->isEnabled() && !after->isEnabled());
    QTest::keyClick(page().findChild<PictureZoom *>(), Qt::Key_Left);
    QCOMPARE(view().gallery()->currentRow(), 0);
    page().drop();
    QVERIFY(!page().findChild<PictureZoom *>()->isVisible());
}

void TestImagesPage::copiesThePicture()
{
    QVERIFY(answer(answerWith({base64(written({3000, 40}))})));
    QVERIFY(isDecoded(0));
    action(u"copyPicture"_s)->trigger();
    QVERIFY(eventually([] { return QGuiApplication::clipboard()->image().size() == QSize(3000, 40); }));
}

void TestImagesPage::savesTheFileAsItCame()
{
    const QByteArray jpeg = written({60, 40}, "JPEG");
    QVERIFY(answer(answerWith({base64(jpeg)}, SaysPng)));
    const QTemporaryDir folder;
    choosePath(folder.filePath(u"my fox"_s));
    page().act(Page::Command::Export);
    QFile file(folder.filePath(u"my fox.jpg"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), jpeg);
}

void TestImagesPage::savesAnSvgAsWhatItIs()
{
    QVERIFY(answer(answerWith({base64("<?xml version='1.0'?><svg/>")})));
    const QTemporaryDir folder;
    choosePath(folder.filePath(u"fox"_s));
    page().act(Page::Command::Export);
    QVERIFY(QFile::exists(folder.filePath(u"fox.svg"_s)));
}

void TestImagesPage::savesAllAndReplacesNothing()
{
    const QByteArray png = written({60, 40});
    QVERIFY(answer(answerWith({base64(written({60, 40}, "JPEG")), base64(png)})));
    const QTemporaryDir folder;
    choosePath(folder.filePath(u"fox.jpg"_s));
    action(u"saveAllPictures"_s)->trigger();
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), (QStringList{u"fox-1.jpg"_s, u"fox-2.png"_s}));
    QVERIFY(QFile::remove(folder.filePath(u"fox-1.jpg"_s)));
    choosePath(folder.filePath(u"fox.jpg"_s));
    QString words;
    QTimer::singleShot(0, &page(), [this, &words] {
        QTimer::singleShot(0, &page(), [&words] {
            if (auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget())) {
                words = box->text();
                box->accept();
            }
        });
    });
    action(u"saveAllPictures"_s)->trigger();
    QVERIFY2(words.contains(u"fox-2.png already exists"), qPrintable(words));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList(u"fox-2.png"_s));
}

void TestImagesPage::keepsThePromptWhateverComes()
{
    FakeConnection *connection = runLive();
    QVERIFY(connection);
    connection->sendWhole(400, "application/json", R"({"error":{"message":"Blocked by moderation"}})");
    QVERIFY(waitUntilIdle());
    QCOMPARE(page().state(), Page::State::Failed);
    QVERIFY(notice().contains(u"Blocked by moderation"));
    QCOMPARE(m_prompt->toPlainText(), u"a red fox"_s);
}

void TestImagesPage::picturesStayUntilOthersCome()
{
    QVERIFY(answer(answerWith({address("https://a.example/1.png"), address("https://a.example/2.png")})));
    QVERIFY(runLive());
    page().act(Page::Command::Stop);
    QCOMPARE(view().pictures()->rowCount(), 2);
    QVERIFY(view().isVisible());
    QVERIFY(answer(answerWith({address("https://a.example/3.png")})));
    QCOMPARE(view().pictures()->rowCount(), 1);
}

void TestImagesPage::keepsOnlySettings()
{
    set(u"size"_s, u"640x480"_s);
    set(u"n"_s, 1000);
    QCOMPARE(page().findChild<ParameterRow *>(u"row_n"_s)->value(), QJsonValue(1000));
    const QString kept = page().kept({.kind = u"images"_s});
    QVERIFY(!kept.contains(u"fox"));
    ImagesPage other(services());
    QVERIFY(other.restore(kept));
    QCOMPARE(other.findChild<ParameterRow *>(u"row_size"_s)->value(), QJsonValue(u"640x480"_s));
    QCOMPARE(other.kept({.kind = u"images"_s}), kept);
}

QTEST_MAIN(TestImagesPage)
#include "tst_imagespage.moc"
