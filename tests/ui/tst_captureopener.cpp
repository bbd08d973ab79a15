// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/captureopener.h"

#include "capturefiles.h"
#include "support/eventually.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "view/base/worksign.h"
#include "windowfixture.h"

#include <QDockWidget>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>
#include <QTreeWidget>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

/// Drags a file over a widget and drops it there, as the window system does.
bool drop(QWidget *target, const QString &path)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(target, &enter);
    if (!enter.isAccepted())
        return false;
    QDropEvent dropped(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(target, &dropped);
    return true;
}

/// More than is read at once.
QByteArray large()
{
    return token(QByteArray(1'000'000, 'x')) + token("end") + "data: [DONE]\n\n";
}

} // namespace

/// How a file of captures comes into the window.
class TestCaptureOpener : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theMenuAsksForAFile();
    void aFileIsDroppedOnTheTabs();
    void aFileIsDroppedOnTheInspector();
    void aFileDroppedOnThePromptIsForThePrompt();
    void askedForTheCaptureOfSeveral();
    void aLargeFileIsReadInAnotherThread();
    void aCanceledFileOpensNoLane();
    void theWindowGoesWhileAFileIsRead();
    void badFilesOpenNoLane_data();
    void badFilesOpenNoLane();

private:
    [[nodiscard]] QString written(const QByteArray &bytes, const QString &name = u"answer.sse"_s) const;
    [[nodiscard]] MainWindow &window() const { return m_fixture->window(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WindowFixture> m_fixture;
};

void TestCaptureOpener::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_fixture = std::make_unique<WindowFixture>(1000);
    window().restoreLanes();
}

void TestCaptureOpener::cleanup()
{
    m_fixture.reset();
}

QString TestCaptureOpener::written(const QByteArray &bytes, const QString &name) const
{
    QFile file(m_folder->filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write");
    return file.fileName();
}

void TestCaptureOpener::theMenuAsksForAFile()
{
    const QList<QAction *> actions = window().findChildren<QAction *>();
    (*std::ranges::find(actions, QKeySequence(u"Ctrl+Shift+O"_s), &QAction::shortcut))->trigger();
    auto *dialog = window().findChild<QFileDialog *>();
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(written(ThreeTokens));
    dialog->close();
    QCOMPARE(m_fixture->page().lanes().size(), 2);
}

void TestCaptureOpener::aFileIsDroppedOnTheTabs()
{
    auto *strip = window().findChild<QWidget *>(u"pageStrip"_s);
    QVERIFY(drop(strip, written(ThreeTokens)));
    QVERIFY(eventually([this] { return m_fixture->page().lanes().size() == 2; }));
    QVERIFY(!strip->property("dropping").toBool());
}

void TestCaptureOpener::aFileIsDroppedOnTheInspector()
{
    window().findChild<QDockWidget *>(u"inspectorDock"_s)->setVisible(true);
    QVERIFY(drop(window().findChild<QWidget *>(u"inspector"_s), written(ThreeTokens)));
    QVERIFY(eventually([this] { return m_fixture->page().lanes().size() == 2; }));
}

void TestCaptureOpener::aFileDroppedOnThePromptIsForThePrompt()
{
    drop(m_fixture->page().promptBar()->editor()->viewport(), written(ThreeTokens));
    settle();
    QCOMPARE(m_fixture->page().lanes().size(), 1);
}

void TestCaptureOpener::askedForTheCaptureOfSeveral()
{
    const QByteArray chat = "https://ruflo.io/api/chat";
    window().replay(written(har({entry("GET", "https://ruflo.io/a.css"), entry("POST", chat, "Second"),
                                entry("POST", chat, "Third")}),
        u"browser.har"_s));
    QCOMPARE(m_fixture->page().lanes().size(), 1);
    const auto *list = window().findChild<QTreeWidget *>(u"captureList"_s);
    QVERIFY(list);
    QCOMPARE(list->topLevelItemCount(), 3);
    QCOMPARE(list->topLevelItem(0)->text(0), u"GET"_s);
    QCOMPARE(list->topLevelItem(1)->text(1), QString::fromLatin1(chat));
    QCOMPARE(list->topLevelItem(1)->text(2), u"200"_s);
    QCOMPARE(list->selectedItems().size(), 2);
    list->topLevelItem(1)->setSelected(false);
    QTest::mouseClick(window().findChild<QPushButton *>(u"replayChosen"_s), Qt::LeftButton);
    QCOMPARE(m_fixture->page().lanes().size(), 2);
    QVERIFY(eventually([this] { return m_fixture->shown(1).contains(u"Third"_s); }));
}

void TestCaptureOpener::aLargeFileIsReadInAnotherThread()
{
    window().replay(written(large()));
    QCOMPARE(m_fixture->page().lanes().size(), 1);
    QVERIFY(eventually([this] { return m_fixture->page().lanes().size() == 2; }));
    QVERIFY(m_fixture->waitUntilIdle());
    QVERIFY(m_fixture->reply(1).first().text().endsWith(u"xend"_s));
    QVERIFY(eventually([this] { return !window().findChild<WorkSign *>(); }));
}

void TestCaptureOpener::aCanceledFileOpensNoLane()
{
    window().replay(written(large()));
    window().findChild<WorkSign *>()->reject();
    QVERIFY(eventually([this] { return !window().findChild<WorkSign *>(); }));
    QCOMPARE(m_fixture->page().lanes().size(), 1);
}

void TestCaptureOpener::theWindowGoesWhileAFileIsRead()
{
    window().replay(written(large()));
    m_fixture.reset();
    QVERIFY(QThreadPool::globalInstance()->waitForDone(10'000));
    settle();
}

void TestCaptureOpener::badFilesOpenNoLane_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty") << QByteArray() << u"the file is empty"_s;
    QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0", 11) << u"not text"_s;
    QTest::newRow("prose") << QByteArray("Dear reader,\n")
                           << u"line 1, column 1, at “Dear r”: this is neither"_s;
    QTest::newRow("cut off") << har().first(300) << u"ends too early"_s;
    QTest::newRow("no entries") << har(QByteArrayList()) << u"no request"_s;
    QTest::newRow("missing") << QByteArray() << u"there is no such file."_s;
    QTest::newRow("a folder") << QByteArray() << u"this is a folder."_s;
    QTest::newRow("1 GB") << QByteArray() << u"a capture may have 256 MiB"_s;
}

void TestCaptureOpener::badFilesOpenNoLane()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, says);
    QString path = written(bytes, u"bad"_s);
    const QByteArray tag = QTest::currentDataTag();
    if (tag == "missing")
        QVERIFY(QFile::remove(path));
    else if (tag == "a folder")
        path = m_folder->path();
    else if (tag == "1 GB")
        QVERIFY(QFile::resize(path, qint64(1) << 30)); // of zeros that take no room
    window().replay(path);
    QVERIFY(eventually([this] { return window().findChild<QMessageBox *>(u"captureRefused"_s); }));
    const auto *box = window().findChild<QMessageBox *>(u"captureRefused"_s);
    QVERIFY(box->informativeText().startsWith(QFileInfo(path).fileName() + u": "_s));
    QVERIFY2(box->informativeText().contains(says), qPrintable(box->informativeText()));
    QCOMPARE(m_fixture->page().lanes().size(), 1);
}

QTEST_MAIN(TestCaptureOpener)
#include "tst_captureopener.moc"
