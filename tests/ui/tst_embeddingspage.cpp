// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/vectorfiles.h"
#include "support/pagetest.h"
#include "ui/endpoints/embeddingspage.h"
#include "ui/endpoints/embeddingview.h"
#include "ui/endpoints/heatmap.h"
#include "ui/endpoints/texttable.h"
#include "ui/endpoints/vectormap.h"
#include "ui/playground/keptpage.h"
#include "view/base/dropframe.h"
#include "view/base/worksign.h"
#include "workspace/appsettings.h"

#include <QClipboard>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>
#include <QToolButton>

using namespace Parlance;
using namespace Qt::StringLiterals;
using Mode = TargetResolver::Mode;

namespace {

const QString Texts = u"a cat on a sofa\ntwo cats on sofas\n\nsteel prices rose\nthe price of steel"_s;

using EmbeddingsPageTest = PageTest<EmbeddingsPage, EmbeddingView>;

} // namespace

/// The page of embeddings.
class TestEmbeddingsPage : public EmbeddingsPageTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void RA_33_nearTextsAreNear();
    void C_03_floatAndBase64ShowTheSame();
    void C_02_dimensionsAreSent();
    void theUserIsSentAndNotKept();
    void aCellIsReadAndCopied();
    void coloursHaveAFixedScale();
    void aCellHasABound();
    void closingAsksAboutWhatRuns();
    void aDotIsChosen();
    void twoModelsAreCorrelated();
    void otherTextsAreNotCorrelated();
    void aFileIsSentToo();
    void aFileIsNotRead();
    void theLastFileIsTaken();
    void saysWhatIsWrongWithAFile();
    void saysWhatCannotBeRead_data();
    void saysWhatCannotBeRead();
    void fewerVectorsThanTexts();
    void aVectorOfZerosHasNoDirection();
    void hintsBeforeTheSend();
    void FF_50_tryAnywayShowsThe501();
    void aComparisonIsStoppedAndTakenUpAgain();
    void tooManyAreNotCompared();
    void tablesAreZoomed();
    void copiesAll();
    void opensFromTheModelsPage();
    void nothingOfTheTextsIsKept();

private:
    void type(const QString &texts) const;
    void copy(const QString &what) const;
};

void TestEmbeddingsPage::init()
{
    setUp();
    showInWindow(u"embeddings"_s);
}

void TestEmbeddingsPage::cleanup()
{
    tearDown();
}

void TestEmbeddingsPage::type(const QString &texts) const
{
    page().findChild<QPlainTextEdit *>(u"embeddingTexts"_s)->setPlainText(texts);
}

void TestEmbeddingsPage::copy(const QString &what) const
{
    QMenu *menu = view().findChild<QPushButton *>(u"copyVectors"_s)->menu();
    for (QAction *action : menu->actions()) {
        if (QString(action->text()).remove(u'&').contains(what))
            action->trigger();
    }
}

void TestEmbeddingsPage::RA_33_nearTextsAreNear()
{
    QCOMPARE(fixture().window().focusWidget(), page().findChild<QPlainTextEdit *>(u"embeddingTexts"_s));
    type(Texts);
    QCOMPARE(said(u"textCount"_s), u"4 texts"_s);
    QVERIFY(run());
    QCOMPARE(view().texts().size(), 4);
    QCOMPARE(said(u"embeddingFacts"_s),
        u"demo-embed-small · 4 vectors · 256 dimensions · norm 1.0000 · as float"_s);
    const QList<SimilarPair> &nearest = view().relations()->nearest;
    QCOMPARE(nearest.size(), 6);
    QCOMPARE(std::pair(nearest.at(0).first, nearest.at(0).second), std::pair(qsizetype(2), qsizetype(3)));
    const auto *pairs = view().findChild<TextTable *>(u"nearestPairs"_s);
    QCOMPARE(
        pairs->table().rows.first().first(2), (QStringList{u"steel prices rose"_s, u"the price of steel"_s}));
    QCOMPARE(view().findChild<TextTable *>(u"vectorTable"_s)->table().rows.size(), 4);
    QVERIFY(view().usage().inputTokens);
}

void TestEmbeddingsPage::C_03_floatAndBase64ShowTheSame()
{
    type(Texts);
    set(u"encoding_format"_s, u"float"_s);
    QVERIFY(run());
    const Vectors written = view().answer().vectors;
    QVERIFY(!view().answer().isBase64);
    set(u"encoding_format"_s, u"base64"_s);
    QVERIFY(run());
    QVERIFY(view().answer().isBase64);
    QVERIFY(said(u"embeddingFacts"_s).endsWith(u"as base64"));
    QCOMPARE(view().answer().vectors, written);
}

void TestEmbeddingsPage::C_02_dimensionsAreSent()
{
    type(Texts);
    set(u"dimensions"_s, 16);
    QVERIFY(run());
    QCOMPARE(view().answer().vectors.dimension, 16);
    page().open({{.gateway = u"ruapi"_s, .model = u"text-embedding-ada-002"_s, .mode = Mode::Live}});
    QVERIFY(eventually([this] { return said(u"inputHints"_s).contains(u"does not take dimensions"); }));
}

void TestEmbeddingsPage::theUserIsSentAndNotKept()
{
    type(u"a"_s);
    set(u"user"_s, u" number 7 "_s);
    page().columns().first()->connection()->choose(
        {.gateway = u"ruapi"_s, .model = u"m"_s, .mode = Mode::Live});
    page().act(Page::Command::Run);
    const FakeConnection *connection = server().nextRequest();
    QVERIFY(connection);
    QCOMPARE(connection->body(), R"({"model":"m","input":["a"],"user":"number 7"})");
    QCOMPARE(nameOf(*page().currentCall()), u"m"_s);
    QVERIFY(!page().kept({.kind = u"embeddings"_s}).contains(u"number 7"));
}

void TestEmbeddingsPage::aCellIsReadAndCopied()
{
    type(Texts);
    QVERIFY(run());
    auto *heat = view().findChild<HeatMap *>();
    fixture().window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&fixture().window()));
    heat->setFocus();
    QCOMPARE(heat->cell(), QPoint(1, 0));
    QTest::keyClick(heat, Qt::Key_Down);
    QCOMPARE(said(u"embeddingReadout"_s), u"1.0000   2 “two cats on sofas” and 2 “two cats on sofas”"_s);
    QTest::keyClick(heat, Qt::Key_Up, Qt::ControlModifier);
    QTest::keyClick(heat, Qt::Key_Right, Qt::ControlModifier);
    QCOMPARE(heat->cell(), QPoint(3, 0));
    fixture().menuAction(u"&Copy"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), HeatMap::written(view().relations()->cosines.at(0, 3)));
    QTest::mouseMove(heat, QPoint(heat->width() / 2, heat->height() / 2));
    QTest::mouseClick(heat, Qt::LeftButton, {}, QPoint(heat->width() / 2 + 10, heat->height() / 2 + 10));
    QVERIFY(heat->cell() != QPoint(3, 0));
    QVERIFY(!heat->grab().toImage().isNull());
}

void TestEmbeddingsPage::coloursHaveAFixedScale()
{
    const auto matrix = [](float cosine) {
        SymmetricMatrix made{.size = 2, .values = {1, 1, 1, 1}};
        made.set(0, 1, cosine);
        return std::make_shared<SymmetricMatrix>(made);
    };
    HeatMap heat;
    heat.setMatrix(matrix(0.24F));
    const QColor quarter = heat.colorOf(0.24F);
    QVERIFY(quarter != heat.colorOf(1) && quarter != heat.colorOf(0));
    heat.setMatrix(matrix(0.9F));
    QCOMPARE(heat.colorOf(0.24F), quarter);
    heat.setMatrix(matrix(-0.5F));
    QVERIFY(heat.colorOf(-0.5F) != heat.colorOf(-1) && heat.colorOf(-0.5F) != heat.colorOf(0));
}

void TestEmbeddingsPage::aCellHasABound()
{
    HeatMap heat;
    heat.resize(900, 900);
    heat.setMatrix(std::make_shared<SymmetricMatrix>(SymmetricMatrix{.size = 2, .values = {1, 1, 1, 1}}));
    QCOMPARE(heat.cell(), QPoint(1, 0));
    QTest::mouseClick(&heat, Qt::LeftButton, {}, QPoint(heat.width() / 2, 500));
    QCOMPARE(heat.cell(), QPoint(1, 0)); // below the square
    QTest::mouseClick(&heat, Qt::LeftButton, {}, QPoint(heat.width() / 2, 150));
    QCOMPARE(heat.cell().y(), 1);
}

void TestEmbeddingsPage::closingAsksAboutWhatRuns()
{
    Settings::asksBeforeForgetting().set(true);
    type(u"a"_s);
    const FakeConnection *connection = runLive();
    QVERIFY(connection);
    fixture().menuAction(u"&Close page"_s)->trigger();
    const auto *question = fixture().window().findChild<QMessageBox *>(u"forgetQuestion"_s);
    QVERIFY(question);
    QVERIFY2(question->informativeText().contains(u"1 running requests: m"),
        qPrintable(question->informativeText()));
    fixture().window().findChild<QPushButton *>(u"forget"_s)->click();
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
}

void TestEmbeddingsPage::aDotIsChosen()
{
    type(Texts);
    QVERIFY(run());
    view().findChild<QTabWidget *>()->setCurrentIndex(1);
    auto *map = view().findChild<VectorMap *>();
    QCOMPARE(said(u"embeddingReadout"_s), u"1 “a cat on a sofa”"_s);
    QTest::keyClick(map, Qt::Key_Right);
    QCOMPARE(said(u"embeddingReadout"_s), u"2 “two cats on sofas”"_s);
    QTest::keyClick(map, Qt::Key_Left);
    QTest::keyClick(map, Qt::Key_Left);
    QCOMPARE(map->dot(), 0);
    map->copy();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"a cat on a sofa"_s);
    QVERIFY(!map->grab().toImage().isNull());
}

void TestEmbeddingsPage::twoModelsAreCorrelated()
{
    page().findChild<QPushButton *>(u"addColumn"_s)->click();
    type(Texts);
    QCOMPARE(said(u"endpointNote"_s), QString());
    QVERIFY(run());
    QVERIFY(eventually([this] { return !said(u"endpointNote"_s).isEmpty(); }));
    const auto correlation =
        rankCorrelation(view(0).relations()->cosines, view(1).relations()->cosines).value_or(9);
    QVERIFY(said(u"endpointNote"_s)
            .contains(
                u"demo-embed-small and demo-embed-large: "_s + QLocale().toString(correlation, 'f', 3)));
    page().closeColumn(page().columns().last());
    QCOMPARE(said(u"endpointNote"_s), QString());
}

void TestEmbeddingsPage::otherTextsAreNotCorrelated()
{
    page().findChild<QPushButton *>(u"addColumn"_s)->click();
    type(Texts);
    QVERIFY(run());
    type(u"one\ntwo\nthree"_s);
    page().columns().first()->run();
    QVERIFY(eventually([this] { return !page().isBusy() && view(0).texts().size() == 3; }));
    settle();
    QCOMPARE(said(u"endpointNote"_s), QString());
}

void TestEmbeddingsPage::aFileIsSentToo()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"more.txt"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("from\r\n\r\na file\n") > 0);
    file.close();
    type(u"typed"_s);
    QVERIFY(!page().findChild<QPlainTextEdit *>(u"embeddingTexts"_s)->viewport()->acceptDrops());
    Q_EMIT page().findChild<DropFrame *>()->filesDropped({file.fileName()});
    page().act(Page::Command::Run);
    QVERIFY(!page().isBusy());
    QCOMPARE(said(u"inputProblem"_s), u"The file is still being read."_s);
    QVERIFY(eventually([this] { return said(u"textFile"_s) == u"more.txt, 2 texts"_s; }));
    QVERIFY(run());
    QCOMPARE(view().texts(), (QStringList{u"typed"_s, u"from"_s, u"a file"_s}));
    page().findChild<QToolButton *>(u"forgetTexts"_s)->click();
    QCOMPARE(said(u"textCount"_s), u"1 texts"_s);
}

void TestEmbeddingsPage::theLastFileIsTaken()
{
    const QTemporaryDir folder;
    const auto open = [&](const QString &name, const QByteArray &text) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) > 0);
        file.close();
        page().openFile(file.fileName());
    };
    open(u"long.txt"_s, QByteArray("a line\n").repeated(500'000));
    open(u"short.txt"_s, "one\ntwo\n");
    QThreadPool::globalInstance()->waitForDone();
    settle();
    QCOMPARE(said(u"textFile"_s), u"short.txt, 2 texts"_s);
    QCOMPARE(said(u"textCount"_s), u"2 texts"_s);
}

/// The user cancels.
void TestEmbeddingsPage::aFileIsNotRead()
{
    QTemporaryFile file;
    QVERIFY(file.open() && file.write("a file") > 0 && file.flush());
    page().openFile(file.fileName());
    QVERIFY(!said(u"textFile"_s).isEmpty());
    page().findChild<WorkSign *>()->reject();
    QCOMPARE(said(u"textFile"_s), QString());
    QThreadPool::globalInstance()->waitForDone();
    settle();
    QVERIFY(!page().unsaved().isAny());
}

void TestEmbeddingsPage::saysWhatIsWrongWithAFile()
{
    type(u"typed"_s);
    page().openFile(QDir::tempPath());
    QVERIFY(eventually([this] { return said(u"inputProblem"_s).contains(u"is a folder"); }));
    QCOMPARE(said(u"textCount"_s), u"1 texts"_s);
    page().act(Page::Command::Run); // what the user chose is not left out silently
    QVERIFY(!page().isBusy());
    page().openFile(u"/nowhere/none.txt"_s);
    QCOMPARE(said(u"textFile"_s), u"none.txt"_s);
    const QString words = u"/nowhere/none.txt does not exist. Choose another file, or remove it."_s;
    QVERIFY(eventually([&] { return said(u"inputProblem"_s) == words; }));
    type({});
    QTemporaryFile empty;
    QVERIFY(empty.open());
    page().openFile(empty.fileName());
    QVERIFY(eventually([this] { return said(u"inputProblem"_s).contains(u"has no text."); }));
    click(u"forgetTexts"_s);
    QVERIFY(eventually([this] { return said(u"inputProblem"_s).isEmpty(); }));
}

void TestEmbeddingsPage::saysWhatCannotBeRead_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    const auto data = [](const QByteArray &list) {
        return R"({"data":[)" + list + "]}";
    };
    QTest::newRow("NaN") << data(R"({"index":0,"embedding":[1,NaN]})") << u"data[0].embedding"_s;
    QTest::newRow("a text") << data(R"({"index":0,"embedding":[1,"2"]})") << u"data[0].embedding[1]"_s;
    QTest::newRow("unequal") << data(R"({"index":0,"embedding":[1,2]},{"index":1,"embedding":[1]})")
                             << u"data[1].embedding"_s;
    QTest::newRow("nothing") << data({}) << u"no vectors"_s;
    QTest::newRow("an error") << QByteArray(R"({"error":{"message":"out of vectors"}})")
                              << u"out of vectors"_s;
}

void TestEmbeddingsPage::saysWhatCannotBeRead()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QString, words);
    type(u"a\nb"_s);
    QVERIFY(answer(body));
    QCOMPARE(page().state(), Page::State::Failed);
    QVERIFY2(notice().contains(words), qPrintable(notice()));
    QVERIFY(view().isEmpty());
    QCOMPARE(page().findChild<QPlainTextEdit *>(u"embeddingTexts"_s)->toPlainText(), u"a\nb"_s);
}

void TestEmbeddingsPage::fewerVectorsThanTexts()
{
    type(u"a\nb\nc"_s);
    QVERIFY(answer(R"({"data":[{"index":2,"embedding":[1,0]},{"index":0,"embedding":[0,1]}]})"));
    QCOMPARE(view().texts(), (QStringList{u"a"_s, u"c"_s}));
    QVERIFY(!said(u"columnRemarks"_s).isEmpty());
    QVERIFY(view().relations());
}

void TestEmbeddingsPage::aVectorOfZerosHasNoDirection()
{
    type(u"a\nb"_s);
    QVERIFY(answer(R"({"data":[{"index":0,"embedding":[0,0]},{"index":1,"embedding":[0,1]}]})"));
    QVERIFY(said(u"embeddingReadout"_s).startsWith(u"none "));
    QVERIFY(view().relations()->nearest.isEmpty());
    QVERIFY(said(u"embeddingFacts"_s).contains(u"norm 0.0000 to 1.0000"));
    QVERIFY(!view().findChild<HeatMap *>()->grab().isNull());
}

void TestEmbeddingsPage::hintsBeforeTheSend()
{
    page().act(Page::Command::Run);
    QCOMPARE(said(u"inputProblem"_s), u"There is no text to embed."_s);
    type(QString(u"a\n"_s).repeated(3000));
    QVERIFY(eventually([this] { return said(u"inputHints"_s).contains(u"2,048 texts at once"); }));
    QCOMPARE(said(u"inputProblem"_s), QString());
}

void TestEmbeddingsPage::FF_50_tryAnywayShowsThe501()
{
    type(u"a"_s);
    QVERIFY(run());
    page().columns().first()->connection()->choose({.gateway = u"floopfloop"_s, .model = {}});
    const QString shown = said(u"columnPlaceholder"_s);
    QVERIFY2(shown.contains(u"reserved") && shown.contains(u"501"), qPrintable(shown));
    page().findChild<QPushButton *>(u"tryAnyway"_s)->click();
    QVERIFY(eventually([this] { return !page().isBusy(); }));
    QCOMPARE(page().currentCall()->recording.head->status, 501);
    QVERIFY(notice().contains(u"NOT_IMPLEMENTED"));
}

void TestEmbeddingsPage::aComparisonIsStoppedAndTakenUpAgain()
{
    type(QString(u"some text\n"_s).repeated(2000));
    page().act(Page::Command::Run);
    QVERIFY(eventually([this] { return view().isWorking(); }));
    QVERIFY(!view().isEmpty() && page().isBusy());
    page().act(Page::Command::Stop);
    QVERIFY(eventually([this] { return !page().isBusy(); }));
    QVERIFY(!view().relations());
    QCOMPARE(said(u"embeddingReadout"_s), u"Not compared: stopped"_s);
    QCOMPARE(view().texts().size(), 2000);
    view().findChild<QPushButton *>(u"compareVectors"_s)->click();
    QVERIFY(eventually([this] { return view().isWorking() && view().progress()->share > 0; }));
    page().closeColumn(page().columns().first()); // the only one stays
    page().drop();
    QVERIFY(!page().isBusy() && view().isEmpty());
}

void TestEmbeddingsPage::tooManyAreNotCompared()
{
    const qsizetype many = VectorAnalysis::MostVectors + 1;
    type(QString(u"a\n"_s).repeated(many));
    QByteArray body = R"({"data":[)";
    for (qsizetype i = 0; i < many; ++i)
        body += (i > 0 ? ",{\"index\":" : "{\"index\":") + QByteArray::number(i) + R"(,"embedding":[1,2]})";
    chooseLive();
    page().act(Page::Command::Run);
    click(u"sendAnyway"_s);
    FakeConnection *connection = server().nextRequest();
    QVERIFY(connection);
    connection->sendWhole(200, "application/json", body + "]}");
    QVERIFY(waitUntilIdle());
    QCOMPARE(view().answer().vectors.count(), many);
    QVERIFY(!view().relations());
    QVERIFY(said(u"columnRemarks"_s).contains(u"are not compared"));
}

/// Also where the program's font is measured in pixels, as it is outside of tests.
void TestEmbeddingsPage::tablesAreZoomed()
{
    const QFont before = QApplication::font();
    QFont font = before;
    font.setPixelSize(20);
    QApplication::setFont(font);
    view().setZoom(1.5);
    QApplication::setFont(before);
    QCOMPARE(view().findChild<TextTable *>(u"vectorTable"_s)->font().pixelSize(), 30);
}

void TestEmbeddingsPage::copiesAll()
{
    type(u"a\nb"_s);
    QVERIFY(answer(R"({"data":[{"index":0,"embedding":[1,0]},{"index":1,"embedding":[0.6,0.8]}]})"));
    QClipboard *clipboard = QGuiApplication::clipboard();
    const auto copies = [&](const QString &what, const QString &text) {
        clipboard->clear();
        copy(what);
        return eventually([&] { return clipboard->text() == text; });
    };
    QVERIFY(copies(u"JSON"_s, QString::fromUtf8(jsonOf(view().answer().vectors, view().texts()))));
    QVERIFY(copies(u"CSV"_s, QString::fromUtf8(csvOf(view().answer().vectors, view().texts()))));
    QVERIFY(copies(u"cosines"_s, u"1.000000\t0.600000\n0.600000\t1.000000\n"_s));
    QVERIFY(copies(u"pairs"_s, u"a\tb\t0.6000"_s));
    auto *table = view().findChild<TextTable *>(u"vectorTable"_s);
    table->selectRow(1);
    table->copy();
    QCOMPARE(clipboard->text(), u"b\t1.0000\t0.600  0.800"_s);
}

void TestEmbeddingsPage::opensFromTheModelsPage()
{
    page().open({{.gateway = u"ruapi"_s, .model = u"one"_s}, {.gateway = u"ruapi"_s, .model = u"two"_s}});
    QCOMPARE(page().columns().size(), 2);
    QCOMPARE(column(0).name(), u"one"_s);
    QCOMPARE(column(1).name(), u"two"_s);
    type(u"a"_s);
    QVERIFY(run());
    QVERIFY(notice(0).contains(u"one") && notice(1).contains(u"two"));
}

void TestEmbeddingsPage::nothingOfTheTextsIsKept()
{
    type(u"a very private text"_s);
    set(u"dimensions"_s, 16);
    page().findChild<QPushButton *>(u"addColumn"_s)->click();
    QVERIFY(run());
    const QString kept = Settings::pages().value().join(u'\n');
    QVERIFY(kept.contains(u"embeddings") && kept.contains(u"demo-embed-large"));
    QVERIFY(!kept.contains(u"private"));
}

QTEST_MAIN(TestEmbeddingsPage)
#include "tst_embeddingspage.moc"
