// SPDX-License-Identifier: GPL-3.0-or-later
#include "messagefixture.h"

#include "support/eventually.h"
#include "support/markdownfixtures.h"

#include "view/base/focusring.h"
#include "view/base/theme.h"
#include "view/conversation/conversationlayout.h"
#include "view/conversation/conversationpictures.h"
#include "view/conversation/conversationview.h"
#include "view/conversation/readerrequests.h"
#include "view/conversation/readingposition.h"
#include "view/conversation/selectiontext.h"

#include <QAbstractButton>
#include <QAbstractTextDocumentLayout>
#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QScreen>
#include <QScrollBar>
#include <QShortcut>
#include <QSignalSpy>
#include <QTest>
#include <QTextLayout>
#include <QWheelEvent>

#include <random>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

QPoint inViewport(const ConversationView &view, const QTextBlock &block)
{
    const QRectF rect = view.document()->documentLayout()->blockBoundingRect(block);
    return rect.topLeft().toPoint() - QPoint(0, view.verticalScrollBar()->value());
}

/// Opens the menu of the message with this text, and gives its actions.
QList<QAction *> messageMenu(ConversationView &view, const QString &text)
{
    const QPoint place = inViewport(view, blockWith(*view.document(), text)) + QPoint(8, 8);
    QContextMenuEvent event(QContextMenuEvent::Mouse, place, view.viewport()->mapToGlobal(place));
    QApplication::sendEvent(view.viewport(), &event);
    const auto *menu = view.findChildren<QMenu *>().last();
    return menu->actions();
}

QStringList textsOf(const QList<QAction *> &actions)
{
    QStringList texts;
    for (const QAction *action : actions) {
        if (!action->isSeparator())
            texts.append(action->text());
    }
    return texts;
}

QAction *actionWith(const QList<QAction *> &actions, const QString &text)
{
    const qsizetype place = textsOf(actions).indexOf(text);
    QList<QAction *> offered = actions;
    offered.removeIf([](const QAction *action) { return action->isSeparator(); });
    return place < 0 ? nullptr : offered.at(place);
}

/// Heights add up, each place has its block, and what is on the screen is laid out: what of it does not hold.
QString promiseBroken(const ConversationView &view)
{
    const auto *layout = qobject_cast<ConversationLayout *>(view.document()->documentLayout());
    const QScrollBar &bar = *view.verticalScrollBar();
    if (view.isFollowing() && bar.value() != bar.maximum())
        return u"follows, and is not at the end"_s;
    int top = layout->topOf(view.document()->begin());
    for (QTextBlock block = view.document()->begin(); block.isValid(); block = block.next()) {
        const int height = layout->heightOf(block);
        const bool visibleMessages =
            height > 0 && top + height > bar.value() && top < bar.value() + view.viewport()->height();
        if (layout->topOf(block) != top)
            return u"does not begin where the block before ends: "_s + block.text();
        if ((height > 0) != block.isVisible() && !view.document()->isEmpty())
            return u"has height %1: "_s.arg(height) + block.text();
        if (height > 0 && layout->blockAt(top) != block)
            return u"is not where it is: "_s + block.text();
        if (visibleMessages && !layout->isLaidOut(block) && !view.document()->isEmpty())
            return u"is seen and not laid out: "_s + block.text();
        top += height;
    }
    return {};
}

qsizetype differentPixels(const QImage &a, const QImage &b)
{
    qsizetype count = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            count += a.pixel(x, y) != b.pixel(x, y) ? 1 : 0;
    }
    return count;
}

/// Whether what has been painted bit by bit looks as it does painted at once; leaves pictures of both if not.
bool isPaintedAsAfresh(ConversationView &view)
{
    const QImage seen = view.screen()->grabWindow(view.winId()).toImage();
    const QImage whole = view.grab().toImage().convertToFormat(seen.format());
    if (!seen.isNull() &&
        differentPixels(seen, whole) <= 8) // a box's corner is smoothed otherwise where it is cut
        return true;
    seen.save(u"seen.fail.png"_s);
    whole.save(u"whole.fail.png"_s);
    return false;
}

/// A table with cells of unlike heights, and much else.
QString tallRows()
{
    QString lines;
    for (int i = 1; i <= 30; ++i)
        lines += u"line %1 of a finding<br>"_s.arg(i);
    QString text = u"Before:\n\n| Key | Found | Value | More |\n|---|---|--:|:-:|\n"_s;
    text += u"| item 1 | %1`end` | 10 | few<br>lines |\n"_s.arg(lines);
    text += u"| %1 | item 2 | **20** | |\n| a | b | c | d |\n"_s.arg(lines);
    text += u"| | | %1 | item 4 |\n\n"_s.arg(lines);
    return text + u"- A list\n\n> **and** a quote\n\n```js\nconst a = 1;\n```\n\nEnd.\n"_s;
}

void sendMouse(ConversationView &view, QEvent::Type type, const QPoint &place, Qt::MouseButtons buttons)
{
    const bool moves = type == QEvent::MouseMove;
    QMouseEvent event(type, place, view.viewport()->mapToGlobal(place), moves ? Qt::NoButton : Qt::LeftButton,
        buttons, Qt::NoModifier);
    QApplication::sendEvent(view.viewport(), &event);
}

/// More of an answer comes, and is visibleMessages.
void goesOn(ConversationView &view, int lines)
{
    view.messages()->appendText(manyLines(lines));
    view.messages()->flush();
}

} // namespace

class ConversationViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_view.reset(); }

    void longTableKeepsItsColumns();
    void nothingRunsWhenIdle();
    void selectionSurvives();
    void selectAllDoesNotGrow();
    void followsOnlyAtTheEnd();
    void followsWhatCameBeforeItWasShown();
    void reasoningIsFolded();
    void clearsWhileItThinks();
    void whatIsOpenedStaysInSight();
    void twoQuickClicksOpenAndClose();
    void copiesCode();
    void savesCode();
    void unwrapsCode();
    void showsPictures();
    void stepsThroughVersions();
    void copiesSelectionAsText();
    void errorOffersRetry();
    void noAnswerCanTryAgain();
    void linksOpenOnlyWhatIsSafe();
    void linksAskOrRefuse_data();
    void linksAskOrRefuse();
    void messageMenuWhileStreaming();
    void messageMenuByKeyboard();
    void focusIsSeen();
    void theWordUnderTheMenuStaysInSight();
    void stepsBetweenMessagesByKeyboard();
    void selectsByKeyboard();
    void selectedTurns();
    void followsTheTheme();
    void zooms();
    void zoomsByAWholeTurnOfTheWheel();
    void staysZoomedWithAnotherFont();
    void clears();
    void opensLongConversations();
    void staysWhereOneReads();
    void keepsWhatIsSeenWhenWrittenAnew();
    void selectionSurvivesWriting();
    void findGoesOnWhenWrittenAnew();
    void keepsItsPromisesWhateverHappens();
    void paintsAllThatChanged();
    void paintsWhatFitsTheScreen();
    void paintsAllThatIsCut();
    void dragSelectsWhatItIsDrawnOver_data();
    void dragSelectsWhatItIsDrawnOver();
    void textRunsOnAfterAClick();
    void textRunsOnDuringADragOfText();
    void doubleClickMeetsTheSameWord();
    void clickMeetsWhatWasPressed();
    void findsInAllMessages();
    void findFollowsTheStream();
    void findUnfolds();
    void closingTheFindBarMovesNobody();

private:
    std::unique_ptr<ConversationView> m_view;
};

void ConversationViewTest::init()
{
    QApplication::setPalette(Theme::light().palette());
    m_view = std::make_unique<ConversationView>();
    m_view->resize(700, 500);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void ConversationViewTest::longTableKeepsItsColumns()
{
    QString text = u"| a | b |\n|---|--:|\n"_s;
    for (int i = 0; i < 60; ++i)
        text += u"| row %1 | **%2** |\n"_s.arg(i).arg(i * i);
    answer(*m_view->messages(), text + u"\nafter\n"_s, 11);
    const auto secondCell = [this](int row) {
        const QTextBlock block = blockWith(*m_view->document(), u"row %1"_s.arg(row));
        const QTextLine line = block.layout()->lineAt(block.layout()->lineCount() - 1);
        return line.x() + line.naturalTextWidth();
    };
    QVERIFY(secondCell(59) > 0);
    QVERIFY(std::abs(secondCell(59) - secondCell(58)) < 1);
    m_view->verticalScrollBar()->setValue(0);
    QVERIFY(std::abs(secondCell(0) - secondCell(59)) < 1);
}

void ConversationViewTest::nothingRunsWhenIdle()
{
    answer(*m_view->messages(), u"text"_s, 1);
    for (const QTimer *timer : m_view->findChildren<QTimer *>())
        QVERIFY(!timer->isActive());
    QVERIFY(!m_view->messages()->hasPending());
}

void ConversationViewTest::selectionSurvives()
{
    m_view->messages()->beginAnswer(0);
    m_view->messages()->appendText(u"First words of a **bold para");
    m_view->messages()->flush();
    QTextCursor cursor = m_view->document()->find(u"words of a bold"_s);
    m_view->setTextCursor(cursor);
    const QString more = u"graph** end.\n\n- item\n\n| a |\n|---|\n| b |\n"_s;
    for (const QChar c : more) {
        m_view->messages()->appendText(QStringView(&c, 1));
        m_view->messages()->flush();
        QCOMPARE(m_view->textCursor().selectedText(), u"words of a bold"_s);
    }
}

void ConversationViewTest::selectAllDoesNotGrow()
{
    m_view->messages()->beginAnswer(0);
    m_view->messages()->appendText(u"First");
    m_view->messages()->flush();
    m_view->selectAll();
    m_view->messages()->appendText(u" and more\n\nand more");
    m_view->messages()->flush();
    QCOMPARE(m_view->textCursor().selectedText(), u"First"_s);
}

void ConversationViewTest::followsOnlyAtTheEnd()
{
    QScrollBar *bar = m_view->verticalScrollBar();
    m_view->messages()->beginAnswer(0);
    m_view->messages()->appendText(manyLines(100));
    m_view->messages()->flush();
    QVERIFY(m_view->isFollowing());
    QCOMPARE(bar->value(), bar->maximum());

    bar->setValue(bar->maximum() / 2);
    QVERIFY(!m_view->isFollowing());
    const int place = bar->value();
    m_view->messages()->appendText(manyLines(20));
    m_view->messages()->flush();
    QCOMPARE(bar->value(), place);
    auto *jump = m_view->findChild<QAbstractButton *>(u"jumpToLatest"_s);
    QVERIFY(jump->isVisible());

    jump->click();
    QVERIFY(!jump->isVisible());
    QCOMPARE(bar->value(), bar->maximum());
    m_view->messages()->appendText(manyLines(20));
    m_view->messages()->flush();
    QCOMPARE(bar->value(), bar->maximum());

    QTest::keyClick(m_view.get(), Qt::Key_PageUp);
    QVERIFY(!m_view->isFollowing());
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QVERIFY(m_view->isFollowing());
}

/// The start of a fast answer, of which no line may be laid out yet.
void ConversationViewTest::followsWhatCameBeforeItWasShown()
{
    ConversationView view;
    view.messages()->beginAnswer(0);
    goesOn(view, 100);
    view.resize(300, 200);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QVERIFY(view.isFollowing());
    goesOn(view, 20);
    const QScrollBar *bar = view.verticalScrollBar();
    QVERIFY(bar->maximum() > 0);
    QCOMPARE(bar->value(), bar->maximum());
}

void ConversationViewTest::reasoningIsFolded()
{
    m_view->messages()->beginAnswer(0);
    m_view->messages()->appendReasoning(u"I **think**.\n\n| a |\n|---|\n| b |\n");
    m_view->messages()->flush();
    QCOMPARE(m_view->document()->begin().text(), u"Thinking…"_s);
    QVERIFY(!blockWith(*m_view->document(), u"I think"_s).isVisible());
    m_view->messages()->appendText(u"The answer.");
    m_view->messages()->endAnswer(ConversationMessages::End::Complete);
    m_view->messages()->flush();
    const QTextBlock fold = m_view->document()->begin();
    QVERIFY(fold.text().startsWith(u"Thought for "));
    QVERIFY(m_view->document()->lastBlock().isVisible());
    const int folded = int(m_view->document()->size().height());

    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, inViewport(*m_view, fold) + QPoint(20, 8));
    QVERIFY(blockWith(*m_view->document(), u"I think"_s).isVisible());
    QVERIFY(int(m_view->document()->size().height()) > folded);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, inViewport(*m_view, fold) + QPoint(20, 8));
    QVERIFY(!blockWith(*m_view->document(), u"I think"_s).isVisible());
    QCOMPARE(int(m_view->document()->size().height()), folded);
    m_view->selectAll();
    QCOMPARE(selectedText(m_view->textCursor()).section(u"\n\n"_s, 1), u"The answer."_s);
}

void ConversationViewTest::clearsWhileItThinks()
{
    m_view->messages()->beginAnswer(1);
    m_view->messages()->appendReasoning(u"Half a thought");
    m_view->messages()->flush();
    m_view->clear();
    answer(*m_view->messages(), u"Hello"_s, 100);
    QVERIFY(blockWith(*m_view->document(), u"A question"_s).isVisible());
    QVERIFY(blockWith(*m_view->document(), u"Hello"_s).isVisible());
}

/// More than fits the screen.
void ConversationViewTest::whatIsOpenedStaysInSight()
{
    m_view->messages()->beginAnswer(0);
    m_view->messages()->appendReasoning(manyLines(100));
    m_view->messages()->appendText(u"The answer.");
    m_view->messages()->endAnswer(ConversationMessages::End::Complete);
    m_view->messages()->flush();
    QVERIFY(m_view->isFollowing());
    const QSignalSpy moved(m_view->findChild<ReadingPosition *>(), &ReadingPosition::moved);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {},
        inViewport(*m_view, m_view->document()->begin()) + QPoint(10, 8));
    QVERIFY(blockWith(*m_view->document(), u"Paragraph 7."_s).isVisible());
    QVERIFY(eventually([&] { return !moved.isEmpty(); })); // the hold of the click has ended
    QVERIFY(!m_view->isFollowing());
    QCOMPARE(m_view->verticalScrollBar()->value(), 0);
}

void ConversationViewTest::twoQuickClicksOpenAndClose()
{
    m_view->messages()->beginAnswer(0);
    m_view->messages()->appendReasoning(u"A thought");
    m_view->messages()->appendText(u"The answer.");
    m_view->messages()->endAnswer(ConversationMessages::End::Complete);
    m_view->messages()->flush();
    const QPoint fold = inViewport(*m_view, m_view->document()->begin()) + QPoint(10, 8);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, fold);
    QVERIFY(blockWith(*m_view->document(), u"A thought"_s).isVisible());
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, fold); // is a click and its repetition
    QVERIFY(blockWith(*m_view->document(), u"A thought"_s).isVisible());
    QVERIFY(!m_view->textCursor().hasSelection());
}

void ConversationViewTest::copiesCode()
{
    answer(*m_view->messages(), u"Text\n\n```js\nconst a = 1;\n\nrun(a);\n```\n\n```\nother\n```\n"_s, 5);
    const QTextBlock first = blockWith(*m_view->document(), u"const a"_s);
    const QPoint place = inViewport(*m_view, first);
    const int right = m_view->viewport()->width() - 40;
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, QPoint(right, place.y() - 25));
    QCOMPARE(QGuiApplication::clipboard()->text(), u"const a = 1;\n\nrun(a);\n"_s);
}

void ConversationViewTest::savesCode()
{
    QSignalSpy saved(m_view->requests(), &ReaderRequests::saveRequested);
    answer(*m_view->messages(), u"```py\nrun()\n```\n"_s, 5);
    const QPoint bar =
        QPoint(m_view->viewport()->width(), inViewport(*m_view, m_view->document()->lastBlock()).y() - 25);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, bar - QPoint(90, 0));
    QCOMPARE(saved.size(), 1);
    QCOMPARE(saved.first(), (QVariantList{u"code.py"_s, u"run()\n"_s}));
}

void ConversationViewTest::unwrapsCode()
{
    answer(*m_view->messages(),
        u"```js\n"_s + u"short();\n"_s.repeated(12) +
            u"const a = [%1];\n```\n"_s.arg(u"1234, "_s.repeated(60)),
        50);
    const QTextBlock top = blockWith(*m_view->document(), u"short"_s);
    const QTextBlock first = blockWith(*m_view->document(), u"const a"_s);
    const int lines = first.layout()->lineCount();
    QVERIFY(lines > 1);
    const auto click = [&](int fromRight) {
        const int right = m_view->viewport()->width();
        const QPoint place(right - fromRight, inViewport(*m_view, top).y() - 25);
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, place);
    };
    click(150);
    QCOMPARE(first.layout()->lineCount(), 1);
    const auto turnWheel = [&](int by) {
        const QPoint place = inViewport(*m_view, first) + QPoint(60, 8);
        QWheelEvent wheel(
            place, m_view->viewport()->mapToGlobal(place), {}, {by, 0}, {}, {}, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(m_view->viewport(), &wheel);
    };
    const int left = inViewport(*m_view, first).x();
    turnWheel(-120);
    QCOMPARE(inViewport(*m_view, first).x(), left - 60);
    QCOMPARE(inViewport(*m_view, first.previous()).x(), left - 60);
    turnWheel(480);
    QCOMPARE(inViewport(*m_view, first).x(), left);

    // The bar at the bottom of the box: to its end and back.
    QWidget *viewport = m_view->viewport();
    const int height = qRound(m_view->document()->documentLayout()->blockBoundingRect(first).height());
    const int bar =
        inViewport(*m_view, first).y() + height + Measure::paddingBelow(BlockLook::Kind::Code) - 5;
    const int end = viewport->width() - 30;
    QTest::mousePress(viewport, Qt::LeftButton, {}, {40, bar});
    QTest::mouseMove(viewport, {end, bar});
    const int scrolled = inViewport(*m_view, first).x();
    QVERIFY2(scrolled < left - 1000, qPrintable(QString::number(scrolled)));
    QTest::mouseMove(viewport, {40, bar});
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, {40, bar});
    QCOMPARE(inViewport(*m_view, first).x(), left);
    QVERIFY(!m_view->textCursor().hasSelection());
    click(125);
    QCOMPARE(first.layout()->lineCount(), lines);
}

void ConversationViewTest::showsPictures()
{
    QImage picture(60, 40, QImage::Format_RGB32);
    picture.fill(Qt::red);
    QByteArray png;
    QBuffer buffer(&png);
    QVERIFY(buffer.open(QIODevice::WriteOnly) && picture.save(&buffer, "PNG"));
    const QString data = QString::fromLatin1(png.toBase64());
    answer(*m_view->messages(),
        u"Look:\n\n![A red field](data:image/png;base64,"_s + data +
            u")\n\n![Not one](https://example.org/a.png)\n"_s,
        13);
    const QTextBlock block = blockWith(*m_view->document(), u"A red field"_s);
    QCOMPARE(BlockLook::of(block.blockFormat()).image, QSize(60, 40));
    QSignalSpy settled(m_view->pictures(), &ConversationPictures::settled);
    QVERIFY(settled.wait());
    const QImage visibleMessages = m_view->viewport()->grab().toImage();
    QCOMPARE(visibleMessages.pixelColor(inViewport(*m_view, block) + QPoint(30, 20)), QColor(Qt::red));
    QVERIFY(BlockLook::kindOf(blockWith(*m_view->document(), u"Not one"_s).blockFormat()) !=
            BlockLook::Kind::Image);
}

void ConversationViewTest::stepsThroughVersions()
{
    QSignalSpy wanted(m_view->requests(), &ReaderRequests::versionRequested);
    m_view->messages()->setVersions(1, 2, 2);
    answer(*m_view->messages(), u"The second answer."_s, 5);
    const QTextBlock line = m_view->document()->lastBlock();
    QCOMPARE(line.text(), u"‹ Older   2 of 2   Newer ›"_s);
    const QPoint place = inViewport(*m_view, line) + QPoint(2, 10);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first(), (QVariantList{1, -1}));
    const int right = static_cast<int>(line.layout()->lineAt(0).naturalTextWidth());
    QTest::mouseClick(
        m_view->viewport(), Qt::LeftButton, {}, place + QPoint(right - 4, 0)); // there is no newer one
    QCOMPARE(wanted.size(), 1);
    m_view->selectAll();
    m_view->copy();
    QVERIFY(!QGuiApplication::clipboard()->text().contains(u"2 of 2"));
}

void ConversationViewTest::copiesSelectionAsText()
{
    const QString text =
        u"# Head\n\nA **bold** text\nof two lines.\n\n- one\n- two\n  1. in\n\n- [x] done\n\n"
        "```js\na();\n\nb();\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"_s;
    answer(*m_view->messages(), text, 9);
    m_view->selectAll();
    QCOMPARE(selectedText(m_view->textCursor()), u"A question\nof two lines\n\nHead\n\nA bold text\nof two "
                                                 u"lines.\n\n• one\n• two\n  1. in\n[x] done\n\n"
                                                 "a();\n\nb();\n\na\tb\n1\t2"_s);
}

void ConversationViewTest::errorOffersRetry()
{
    QSignalSpy retry(m_view->requests(), &ReaderRequests::retryRequested);
    m_view->messages()->addError(7, {.title = u"Too many requests"_s,
                                        .advice = u"Wait."_s,
                                        .message = {},
                                        .facts = u"429"_s,
                                        .retry = true});
    m_view->messages()->flush();
    const QTextBlock link = m_view->document()->lastBlock();
    QCOMPARE(link.text(), u"Try again"_s);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, inViewport(*m_view, link) + QPoint(24, 8));
    QCOMPARE(retry.size(), 1);
    QCOMPARE(retry.first().first().toInt(), 7);
}

void ConversationViewTest::noAnswerCanTryAgain()
{
    QSignalSpy retry(m_view->requests(), &ReaderRequests::retryRequested);
    answer(*m_view->messages(), u"[trap](<&#32;retry>)\n"_s, 100);
    const QTextBlock link = blockWith(*m_view->document(), u"trap"_s);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, inViewport(*m_view, link) + QPoint(8, 8));
    QVERIFY(retry.isEmpty());
}

void ConversationViewTest::linksOpenOnlyWhatIsSafe()
{
    QSignalSpy opened(m_view->requests(), &ReaderRequests::linkActivated);
    answer(*m_view->messages(),
        u"[safe](https://example.org)\n\n[file](file:///etc/passwd)\n\n[script](javascript:run)\n\n"
        u"[blank](<https://example.org/a b>)\n"_s,
        100);
    for (const QString &text : {u"file"_s, u"script"_s, u"safe"_s, u"blank"_s}) {
        const QTextBlock block = blockWith(*m_view->document(), text);
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, inViewport(*m_view, block) + QPoint(8, 8));
    }
    QCOMPARE(opened.size(), 2);
    QCOMPARE(opened.first().first().toUrl(), QUrl(u"https://example.org"_s));
    QCOMPARE(opened.last().first().toUrl().toEncoded(), QByteArray("https://example.org/a%20b"));
}

void ConversationViewTest::linksAskOrRefuse_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<bool>("asks");
    QTest::newRow("editor") << u"vscode://file/etc/passwd"_s << true;
    QTest::newRow("telephone") << u"tel:+1234567"_s << true;
    QTest::newRow("script") << u"javascript:alert(1)"_s << false;
    QTest::newRow("script in capitals") << u"JavaScript:alert(1)"_s << false;
    QTest::newRow("script in disguise") << u"java&#9;script:alert(1)"_s << false;
    QTest::newRow("data") << u"data:text/html,hello"_s << false;
    QTest::newRow("file") << u"file:///etc/passwd"_s << false;
    QTest::newRow("relative") << u"docs/readme.md"_s << false;
    QTest::newRow("anchor") << u"#below"_s << false;
}

void ConversationViewTest::linksAskOrRefuse()
{
    QFETCH(const QString, target);
    QFETCH(const bool, asks);
    QSignalSpy opened(m_view->requests(), &ReaderRequests::linkActivated);
    QSignalSpy questioned(m_view->requests(), &ReaderRequests::linkQuestioned);
    QSignalSpy refused(m_view->requests(), &ReaderRequests::linkRefused);
    answer(*m_view->messages(), u"[trap](<%1>)\n"_s.arg(target), 100);
    const QPoint link = inViewport(*m_view, blockWith(*m_view->document(), u"trap"_s)) + QPoint(8, 8);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, link);
    QCOMPARE(opened.size(), 0);
    QCOMPARE(questioned.size(), asks ? 1 : 0);
    QCOMPARE(refused.size(), asks ? 0 : 1);
    if (asks)
        QCOMPARE(questioned.first().first().toUrl(), QUrl(target));
}

void ConversationViewTest::messageMenuWhileStreaming()
{
    m_view->messages()->addQuestion(0, u"A question"_s);
    m_view->messages()->beginAnswer(1);
    m_view->messages()->appendText(u"half of it");
    m_view->messages()->flush();
    for (const QAction *action : messageMenu(*m_view, u"half"_s)) {
        if (action->isSeparator() || action->text() == u"Copy"_s)
            continue;
        const bool isRead = action->text() == u"Select all"_s ||
                            action->text().startsWith(u"Copy message"_s) ||
                            action->text() == u"Inspect the call"_s ||
                            action->text() == u"Show the event that brought “half”"_s;
        QVERIFY2(action->isEnabled() == isRead, qPrintable(action->text()));
        QVERIFY2(
            isRead || action->toolTip().contains(u"once the answer is complete"), qPrintable(action->text()));
    }
    m_view->messages()->endAnswer(ConversationMessages::End::Complete);
    m_view->messages()->flush();
    QVERIFY(actionWith(messageMenu(*m_view, u"half"_s), u"Ask again"_s)->isEnabled());
}

void ConversationViewTest::messageMenuByKeyboard()
{
    answer(*m_view->messages(), manyLines(60), 10000);
    m_view->setFocus();
    m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum()); // the cursor is far above
    const QPoint centre = m_view->viewport()->rect().center();
    QContextMenuEvent event(QContextMenuEvent::Keyboard, centre, m_view->viewport()->mapToGlobal(centre));
    QApplication::sendEvent(m_view.get(), &event); // as the widget with the focus gets it
    QCOMPARE(m_view->verticalScrollBar()->value(), m_view->verticalScrollBar()->maximum());
    const QList<QAction *> actions = m_view->findChildren<QMenu *>().last()->actions();
    QVERIFY(!actionWith(actions, u"Edit and resend…"_s));
    QVERIFY(actionWith(actions, u"Delete message"_s));
    m_view->findChildren<QMenu *>().last()->close();
    const qsizetype menus = m_view->findChildren<QMenu *>().size();
    QTest::keyClick(m_view.get(), Qt::Key_F10, Qt::ShiftModifier);
    QCOMPARE(m_view->findChildren<QMenu *>().size(), menus + 1);
}

/// Around what is shown, also after a resize.
void ConversationViewTest::focusIsSeen()
{
    answer(*m_view->messages(), manyLines(60), 10000);
    const auto *ring = m_view->findChild<FocusRing *>();
    m_view->clearFocus();
    QVERIFY(!ring->isVisible());
    m_view->setFocus();
    QVERIFY(ring->isVisible());
    m_view->resize(m_view->size() + QSize(30, 20));
    QCoreApplication::processEvents();
    const QRect area = m_view->viewport()->geometry();
    QCOMPARE(ring->geometry(), area);
    const QImage shown = m_view->grab().toImage();
    for (const QPoint corner : {area.topLeft(), area.bottomRight()})
        QCOMPARE(shown.pixelColor(corner).name(), Theme::current().accent.name());
    QVERIFY(shown.pixelColor(2, 2) != Theme::current().accent);
    m_view->clearFocus();
    QVERIFY(!ring->isVisible());
}

/// Also when what the menu opens takes room, whether the reader follows the end or not. Not after scrolling.
void ConversationViewTest::theWordUnderTheMenuStaysInSight()
{
    answer(*m_view->messages(), manyLines(60), 10000);
    const auto isInSight = [this](const QString &text) {
        const int y = inViewport(*m_view, blockWith(*m_view->document(), text)).y();
        return y >= 0 && y + 20 < m_view->viewport()->height();
    };
    QVERIFY(m_view->isFollowing());
    QString upper = u"Paragraph 59."_s;
    for (int i = 59; isInSight(u"Paragraph %1."_s.arg(i - 1)); --i)
        upper = u"Paragraph %1."_s.arg(i - 1);
    messageMenu(*m_view, upper);
    m_view->resize(700, 250);
    QVERIFY(isInSight(upper));
    m_view->resize(700, 500);
    m_view->verticalScrollBar()->setValue(0);
    QString lower = u"Paragraph 0."_s;
    for (int i = 0; isInSight(u"Paragraph %1."_s.arg(i + 1)); ++i)
        lower = u"Paragraph %1."_s.arg(i + 1);
    messageMenu(*m_view, lower);
    m_view->resize(700, 250);
    QVERIFY(isInSight(lower));
    m_view->verticalScrollBar()->setValue(0);
    m_view->resize(700, 200);
    QCOMPARE(m_view->verticalScrollBar()->value(), 0);
}

/// All of the conversation is on the screen, and nothing was clicked.
void ConversationViewTest::stepsBetweenMessagesByKeyboard()
{
    m_view->messages()->addQuestion(0, u"Hello"_s);
    answer(*m_view->messages(), u"Good day\n"_s, 100);
    const auto canBeEdited = [this] {
        QTest::keyClick(m_view.get(), Qt::Key_F10, Qt::ShiftModifier);
        QMenu *menu = m_view->findChildren<QMenu *>().last();
        menu->close();
        return actionWith(menu->actions(), u"Edit and resend…"_s) != nullptr;
    };
    QVERIFY(canBeEdited());
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::AltModifier); // marks where the keyboard is
    QVERIFY(canBeEdited());
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::AltModifier);
    QVERIFY(!canBeEdited());
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::AltModifier); // it is the last
    QVERIFY(!canBeEdited());
    QTest::keyClick(m_view.get(), Qt::Key_Up, Qt::AltModifier);
    QVERIFY(canBeEdited());
}

void ConversationViewTest::selectsByKeyboard()
{
    answer(*m_view->messages(), u"An answer of several words\n\nAnd more\n"_s, 1000);
    QTextCursor click = m_view->document()->find(u"answer"_s);
    click.setPosition(click.selectionStart());
    m_view->setTextCursor(click);
    QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::ShiftModifier | Qt::ControlModifier);
    QCOMPARE(m_view->textCursor().selectedText().trimmed(), u"answer"_s);
    QTest::keyClick(m_view.get(), Qt::Key_Left, Qt::ShiftModifier);
    QTest::keyClick(m_view.get(), Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(m_view->textCursor().selectedText(), u"answe"_s);
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
    QVERIFY(selectedText(m_view->textCursor()).contains(u"words\n\nAnd"_s));
    const QString selected = m_view->textCursor().selectedText();
    QTest::keyClick(m_view.get(), Qt::Key_Down); // scrolls
    QCOMPARE(m_view->textCursor().selectedText(), selected);
}

void ConversationViewTest::selectedTurns()
{
    answer(*m_view->messages(), u"An answer\n\n|a|b|\n|-|-|\n|c|d|\n"_s, 100);
    QCOMPARE(m_view->selectedTurns(), QList<int>());
    QTextCursor cursor = m_view->document()->find(u"answer"_s);
    m_view->setTextCursor(cursor);
    QCOMPARE(m_view->selectedTurns(), QList<int>({1}));
    m_view->selectAll();
    QCOMPARE(m_view->selectedTurns(), QList<int>({0, 1}));
}

void ConversationViewTest::followsTheTheme()
{
    answer(*m_view->messages(), u"A [link](https://example.org)\n\n```js\nconst a = 1;\n```\n"_s, 8);
    const auto colorOf = [this](const QString &text) {
        return m_view->document()->find(text).charFormat().foreground().color();
    };
    QCOMPARE(colorOf(u"link"_s), Theme::light().accent);
    const QColor keyword = colorOf(u"const"_s);
    const QString before = dump(*m_view->document());
    QApplication::setPalette(Theme::dim().palette());
    QVERIFY(QTest::qWaitFor([&] { return colorOf(u"link"_s) == Theme::dim().accent; }));
    QVERIFY(colorOf(u"const"_s) != keyword);
    QCOMPARE(dump(*m_view->document()), before);
}

void ConversationViewTest::zooms()
{
    answer(*m_view->messages(), manyLines(5), 100);
    const qreal height = m_view->document()->size().height();
    m_view->setZoom(1.1);
    QVERIFY(m_view->document()->size().height() > height);
    m_view->setZoom(1);
    QCOMPARE(m_view->document()->size().height(), height);
}

void ConversationViewTest::zoomsByAWholeTurnOfTheWheel()
{
    const QSignalSpy zoomed(m_view.get(), &ConversationView::zoomRequested);
    const QPointF centre = m_view->viewport()->rect().center();
    const auto turn = [&](int angle) {
        QWheelEvent event(centre, m_view->viewport()->mapToGlobal(centre), {}, {0, angle}, Qt::NoButton,
            Qt::ControlModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_view->viewport(), &event);
    };
    for (int i = 0; i < 9; ++i)
        turn(15);
    QCOMPARE(zoomed.size(), 1);
    QCOMPARE(zoomed.first().first().toInt(), 1);
    turn(-135);
    QCOMPARE(zoomed.last().first().toInt(), -1);
}

void ConversationViewTest::staysZoomedWithAnotherFont()
{
    answer(*m_view->messages(), u"Words\n"_s, 100);
    m_view->setZoom(2);
    const int size = m_view->document()->defaultFont().pixelSize();
    QFont font = m_view->font();
    font.setPointSizeF(font.pointSizeF() + 1);
    m_view->setFont(font);
    QVERIFY(m_view->document()->defaultFont().pixelSize() >= size);
}

void ConversationViewTest::clears()
{
    answer(*m_view->messages(), u"| a |\n|---|\n| b |\n"_s, 3);
    const QString first = dump(*m_view->document());
    m_view->clear();
    QVERIFY(m_view->document()->isEmpty());
    QCOMPARE(m_view->findChildren<FocusRing *>().size(), 1);
    QVERIFY(m_view->messages()->records().source(1).isEmpty());
    answer(*m_view->messages(), u"| a |\n|---|\n| b |\n"_s, 3);
    QCOMPARE(dump(*m_view->document()), first);
}

void ConversationViewTest::opensLongConversations()
{
    for (int turn = 0; turn < 400; turn += 2)
        answer(*m_view->messages(), turn, manyLines(20));
    m_view->messages()->flush();
    const QTextDocument &document = *m_view->document();
    QVERIFY2(document.blockCount() < 600, "what is not on the screen waits");
    QCOMPARE(document.lastBlock().text(), u"Paragraph 19."_s);
    QVERIFY(m_view->isFollowing());
    m_view->selectAll();
    m_view->copy();
    const QString all = QGuiApplication::clipboard()->text();
    QCOMPARE(all.count(u"Question "_s), 200);
    QCOMPARE(all.count(u"Paragraph 7.\n\n"_s), 200);
    QVERIFY2(document.blockCount() < 600, "copying writes nothing");

    m_view->verticalScrollBar()->setValue(0);
    QCOMPARE(document.begin().text(), u"Question 0"_s);
    QVERIFY(!blockWith(document, u"Question 200"_s).isValid());
    m_view->messages()->writeDeferred(QDeadlineTimer(QDeadlineTimer::Forever));
    QCOMPARE(document.blockCount(), 200 * 21);
    QCOMPARE(m_view->verticalScrollBar()->value(), 0);
}

void ConversationViewTest::staysWhereOneReads()
{
    for (int turn = 0; turn < 100; turn += 2)
        answer(*m_view->messages(), turn, manyLines(20));
    m_view->messages()->flush();
    QScrollBar *bar = m_view->verticalScrollBar();
    bar->setValue(bar->maximum() / 2);
    for (int i = 0; i < 50; ++i) {
        const QTextBlock visibleMessages = m_view->cursorForPosition(QPoint(100, 20)).block();
        const int before = inViewport(*m_view, visibleMessages).y();
        bar->setValue(bar->value() - 60);
        QCOMPARE(inViewport(*m_view, visibleMessages).y(), before + 60);
    }
    const QTextBlock visibleMessages = m_view->cursorForPosition(QPoint(100, 200)).block();
    const int before = inViewport(*m_view, visibleMessages).y();
    m_view->messages()->writeDeferred(QDeadlineTimer(QDeadlineTimer::Forever));
    QCOMPARE(inViewport(*m_view, visibleMessages).y(), before);
}

void ConversationViewTest::keepsWhatIsSeenWhenWrittenAnew()
{
    const auto fill = [this] {
        for (int turn = 0; turn < 60; turn += 2)
            answer(*m_view->messages(), turn, manyLines(12));
        m_view->messages()->flush();
    };
    fill();
    QVERIFY(m_view->visibleMessages().isEmpty());
    m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum() / 2);
    const QList<ConversationView::VisibleMessage> before = m_view->visibleMessages();
    QVERIFY(!before.isEmpty());
    m_view->clear();
    fill();
    QVERIFY(m_view->isFollowing());
    m_view->restoreVisible(before);
    QVERIFY(!m_view->isFollowing());
    QCOMPARE(m_view->visibleMessages().first().turn, before.first().turn);
    QCOMPARE(m_view->visibleMessages().first().top, before.first().top);
}

void ConversationViewTest::selectionSurvivesWriting()
{
    for (int turn = 0; turn < 100; turn += 2)
        answer(*m_view->messages(), turn, manyLines(20));
    m_view->messages()->flush();
    m_view->selectAll();
    m_view->messages()->writeDeferred(QDeadlineTimer(QDeadlineTimer::Forever));
    QCOMPARE(m_view->textCursor().selectionStart(), 0);
    QCOMPARE(m_view->textCursor().selectionEnd(), m_view->document()->characterCount() - 1);
}

void ConversationViewTest::findGoesOnWhenWrittenAnew()
{
    const auto fill = [this] {
        for (int turn = 0; turn < 100; turn += 2)
            answer(*m_view->messages(), turn, manyLines(20));
        m_view->messages()->flush();
    };
    fill();
    m_view->find();
    auto *count = m_view->findChild<QLabel *>();
    QTest::keyClicks(m_view->findChild<QLineEdit *>(), u"paragraph 7."_s);
    QVERIFY(QTest::qWaitFor([&] { return count->text().endsWith(u" of 50"); }));
    m_view->clear();
    fill();
    QVERIFY(QTest::qWaitFor([&] { return count->text().endsWith(u" of 50"); }));
}

void ConversationViewTest::keepsItsPromisesWhateverHappens()
{
    const QList<MarkdownFixture> fixtures = markdownFixtures();
    std::mt19937 random(7319);
    const auto below = [&random](int n) {
        return static_cast<int>(random() % static_cast<unsigned>(n));
    };
    int turn = 0;
    for (int act = 0; act < 600; ++act) {
        const QString text = fixtures.at(below(static_cast<int>(fixtures.size()))).text;
        const int kind = below(12);
        switch (kind) {
        case 0:
            answer(*m_view->messages(), turn, text);
            turn += 2;
            break;
        case 1:
            m_view->messages()->beginAnswer(turn++);
            m_view->messages()->appendReasoning(text.first(text.size() / 2));
            break;
        case 2:
            m_view->messages()->appendText(text.first(below(static_cast<int>(text.size()))));
            break;
        case 3:
            m_view->messages()->endAnswer(
                below(2) ? ConversationMessages::End::Complete : ConversationMessages::End::Stopped);
            break;
        case 4:
            m_view->resize(300 + below(600), 200 + below(500));
            break;
        case 5:
            m_view->verticalScrollBar()->setValue(below(m_view->verticalScrollBar()->maximum() + 1));
            break;
        case 6:
            QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, {20 + below(400), below(400)});
            break;
        case 7:
            m_view->jumpToLatest();
            break;
        case 8:
            m_view->selectAll();
            break;
        case 9:
            m_view->setZoom(0.8 + below(5) * 0.1);
            break;
        case 10:
            m_view->messages()->addCard(turn, u"Card"_s, u"json"_s, u"{\n}"_s);
            break;
        case 11:
            below(30) ? m_view->messages()->flush() : m_view->clear();
            break;
        default:
            break;
        }
        if (below(3) == 0)
            QCoreApplication::processEvents();
        m_view->messages()->flush();
        QVERIFY2(promiseBroken(*m_view).isEmpty(),
            qPrintable(u"after act %1 (%2): %3"_s.arg(act).arg(kind).arg(promiseBroken(*m_view))));
    }
}

/// What has been painted bit by bit looks as it does painted at once.
void ConversationViewTest::paintsAllThatChanged()
{
    m_view->messages()->addQuestion(0, u"A question\nof two lines"_s);
    m_view->messages()->beginAnswer(1);
    QString text =
        u"A paragraph of *many* words, **some** of them `loud`, and so on. "_s.repeated(20) + u"\n\n"_s;
    for (const MarkdownFixture &fixture : markdownFixtures())
        text += fixture.text.left(600) + u"\n\n"_s;
    text += tallRows();
    for (qsizetype at = 0; at < text.size(); at += 9) {
        m_view->messages()->appendText(
            QStringView(text).sliced(at, std::min<qsizetype>(9, text.size() - at)));
        m_view->messages()->flush();
        QCoreApplication::processEvents();
        if (at % 45 != 0)
            continue;
        if (at % 900 == 0)
            m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum() / 3);
        else if (at % 900 == 450)
            m_view->jumpToLatest();
        QCoreApplication::processEvents();
        QVERIFY(eventually([this] { return !m_view->pictures()->isDecoding(); }));
        QCoreApplication::processEvents();
        QVERIFY2(isPaintedAsAfresh(*m_view), qPrintable(u"after %1 characters"_s.arg(at)));
    }
}

/// Where nothing scrolls, only what is said to have changed is painted.
void ConversationViewTest::paintsWhatFitsTheScreen()
{
    const auto write = [this](const QString &text, bool withQuestion) {
        m_view->clear();
        if (withQuestion)
            m_view->messages()->addQuestion(0, u"A question"_s);
        m_view->messages()->beginAnswer(1);
        for (const QChar letter : text) {
            m_view->messages()->appendText(QStringView(&letter, 1));
            m_view->messages()->flush();
            QCoreApplication::processEvents();
            if (!isPaintedAsAfresh(*m_view))
                return false;
        }
        m_view->messages()->endAnswer(ConversationMessages::End::Complete);
        m_view->messages()->flush();
        QCoreApplication::processEvents();
        return isPaintedAsAfresh(*m_view);
    };
    QVERIFY(write(u"Some words.\n\n- one\n- two\n\n```json\n{\n  \"a\": 1\n}\n```"_s, true));
    QVERIFY(write(u"| a | b |\n|--|--|\n| 1 | 2 |\n\n> quoted\n> words"_s, true));
    QVERIFY(write(u"Nothing."_s, false));
}

/// What is painted in strips, or scrolled to, is what is painted where all of it is visibleMessages.
void ConversationViewTest::paintsAllThatIsCut()
{
    m_view->resize(700, 3200);
    answer(*m_view->messages(), tallRows(), 40);
    QCOMPARE(m_view->verticalScrollBar()->maximum(), 0);
    const QImage all = m_view->viewport()->grab().toImage();
    const auto compare = [&](const QImage &visibleMessages, int y) {
        const QImage wanted = all.copy(0, y, visibleMessages.width(), visibleMessages.height());
        if (differentPixels(visibleMessages, wanted) <=
            8) // the corner of a box is smoothed otherwise where it is cut
            return true;
        visibleMessages.save(u"seen.fail.png"_s);
        wanted.save(u"whole.fail.png"_s);
        return false;
    };
    const int width = m_view->viewport()->width();
    const auto end = static_cast<int>(m_view->document()->size().height());
    for (const int height : {7, 40}) {
        for (int y = 0; y + height < end; y += height)
            QVERIFY2(compare(m_view->viewport()->grab(QRect(0, y, width, height)).toImage(), y),
                qPrintable(
                    u"a strip of %1 at %2: see seen.fail.png and whole.fail.png"_s.arg(height).arg(y)));
    }
    m_view->resize(700, 300);
    QVERIFY(m_view->verticalScrollBar()->maximum() > 1000);
    for (int y = 0; y < m_view->verticalScrollBar()->maximum(); y += 37) {
        m_view->verticalScrollBar()->setValue(y);
        QVERIFY2(compare(m_view->viewport()->grab().toImage(), y),
            qPrintable(u"scrolled to %1: see seen.fail.png and whole.fail.png"_s.arg(y)));
    }
}

void ConversationViewTest::dragSelectsWhatItIsDrawnOver_data()
{
    QTest::addColumn<bool>("grows");
    QTest::newRow("while text comes") << true;
    QTest::newRow("at the end of it") << false;
}

void ConversationViewTest::dragSelectsWhatItIsDrawnOver()
{
    QFETCH(const bool, grows);
    m_view->messages()->beginAnswer(0);
    goesOn(*m_view, 100);
    const QTextBlock line = m_view->cursorForPosition(QPoint(30, 250)).block();
    const QPoint begin = inViewport(*m_view, line) + QPoint(1, 8);
    sendMouse(*m_view, QEvent::MouseButtonPress, begin, Qt::LeftButton);
    for (int x = 0; x <= 300; x += 20) {
        if (grows)
            goesOn(*m_view, 1);
        QCOMPARE(inViewport(*m_view, line) + QPoint(1, 8), begin);
        sendMouse(*m_view, QEvent::MouseMove, begin + QPoint(x, 0), Qt::LeftButton);
    }
    sendMouse(*m_view, QEvent::MouseButtonRelease, begin + QPoint(300, 0), Qt::NoButton);
    QCOMPARE(m_view->textCursor().selectedText(), line.text());
    // At the end, the view follows again; what ran on meanwhile is not run after.
    const auto *jump = m_view->findChild<QAbstractButton *>(u"jumpToLatest"_s);
    QVERIFY(QTest::qWaitFor([&] { return grows ? jump->isVisible() : m_view->isFollowing(); }));
    goesOn(*m_view, 5);
    QCOMPARE(m_view->textCursor().selectedText(), line.text());
    QCOMPARE(inViewport(*m_view, line) + QPoint(1, 8) == begin, grows);
    QCOMPARE(m_view->isFollowing(), !grows);
}

void ConversationViewTest::textRunsOnAfterAClick()
{
    const QScrollBar *bar = m_view->verticalScrollBar();
    m_view->messages()->beginAnswer(0);
    goesOn(*m_view, 100);
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, {100, 250});
    const int place = bar->value();
    goesOn(*m_view, 3);
    QCOMPARE(bar->value(), place);
    QVERIFY(!m_view->findChild<QAbstractButton *>(u"jumpToLatest"_s)->isVisible());
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, {100, 250});
    QVERIFY(QTest::qWaitFor([&] { return m_view->isFollowing(); }));
    QCOMPARE(bar->value(), bar->maximum());

    // The release goes elsewhere, as when the text is dragged to another window.
    sendMouse(*m_view, QEvent::MouseButtonPress, {100, 250}, Qt::LeftButton);
    sendMouse(*m_view, QEvent::MouseMove, {100, 250}, Qt::NoButton);
    goesOn(*m_view, 3);
    QVERIFY(QTest::qWaitFor([&] { return bar->value() == bar->maximum(); }));
}

/// Which takes the release of the button, and may end in another window. That of this platform ends at once.
void ConversationViewTest::textRunsOnDuringADragOfText()
{
    m_view->messages()->beginAnswer(0);
    goesOn(*m_view, 100);
    QTextCursor word = m_view->cursorForPosition(QPoint(30, 250));
    word.select(QTextCursor::WordUnderCursor);
    m_view->setTextCursor(word);
    const QPoint place = inViewport(*m_view, word.block()) + QPoint(8, 8);
    sendMouse(*m_view, QEvent::MouseButtonPress, place, Qt::LeftButton);
    QVERIFY(!m_view->isFollowing());
    sendMouse(*m_view, QEvent::MouseMove, place + QPoint(100, 0), Qt::LeftButton);
    QVERIFY(QTest::qWaitFor([&] { return m_view->isFollowing(); }));
    goesOn(*m_view, 3);
    QCOMPARE(m_view->verticalScrollBar()->value(), m_view->verticalScrollBar()->maximum());
    QCOMPARE(m_view->textCursor().selectedText(), u"Paragraph"_s);
}

void ConversationViewTest::doubleClickMeetsTheSameWord()
{
    m_view->messages()->beginAnswer(0);
    goesOn(*m_view, 100);
    const QTextBlock line = m_view->cursorForPosition(QPoint(30, 250)).block();
    const QPoint place = inViewport(*m_view, line) + QPoint(8, 8);
    for (const QEvent::Type type : {QEvent::MouseButtonPress, QEvent::MouseButtonDblClick}) {
        sendMouse(*m_view, type, place, Qt::LeftButton);
        goesOn(*m_view, 2);
        sendMouse(*m_view, QEvent::MouseButtonRelease, place, Qt::NoButton);
        goesOn(*m_view, 2);
    }
    QCOMPARE(m_view->textCursor().selectedText(), u"Paragraph"_s);
    QCOMPARE(m_view->textCursor().block(), line);
}

void ConversationViewTest::clickMeetsWhatWasPressed()
{
    QSignalSpy opened(m_view->requests(), &ReaderRequests::linkActivated);
    m_view->messages()->beginAnswer(0);
    m_view->messages()->appendText(
        manyLines(100) + u"[link](https://example.org)\n\n```\nsome code\n```\n\n"_s);
    m_view->messages()->flush();
    const QPoint link = inViewport(*m_view, blockWith(*m_view->document(), u"link"_s)) + QPoint(8, 8);
    const QPoint copy(m_view->viewport()->width() - 40,
        inViewport(*m_view, blockWith(*m_view->document(), u"some code"_s)).y() - 25);
    for (const QPoint &place : {link, copy}) {
        QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, place);
        goesOn(*m_view, 2);
        QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, place);
    }
    QCOMPARE(opened.size(), 1);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"some code"_s);
    QVERIFY(QTest::qWaitFor([&] { return m_view->isFollowing(); }));
}

void ConversationViewTest::findsInAllMessages()
{
    for (int turn = 0; turn < 100; turn += 2)
        answer(*m_view->messages(), turn, manyLines(20));
    m_view->messages()->flush();
    m_view->verticalScrollBar()->setValue(0);
    m_view->find();
    auto *edit = m_view->findChild<QLineEdit *>();
    auto *count = m_view->findChild<QLabel *>();
    QTest::keyClicks(edit, u"paragraph 7."_s);
    QVERIFY(QTest::qWaitFor([&] { return count->text().endsWith(u" of 50"); }));
    QCOMPARE(count->text(), u"1 of 50"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(count->text(), u"2 of 50"_s);
    QTest::keyClick(edit, Qt::Key_Up);
    QTest::keyClick(edit, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(count->text(), u"50 of 50"_s);
    QVERIFY(m_view->cursorForPosition({0, 0}).position() > m_view->document()->characterCount() / 2);
    QTest::keyClicks(edit, u"x"_s);
    QCOMPARE(count->text(), u"none"_s);
    QTest::keyClick(edit, Qt::Key_Backspace);
    QShortcut stop(QKeySequence(Qt::Key_Escape), m_view.get());
    QSignalSpy stopped(&stop, &QShortcut::activated);
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY2(stopped.isEmpty(), "Escape is the bar's");
    QVERIFY(!edit->isVisible());
    QCOMPARE(m_view->textCursor().selectedText(), u"Paragraph 7."_s);
}

void ConversationViewTest::findFollowsTheStream()
{
    m_view->find();
    auto *edit = m_view->findChild<QLineEdit *>();
    auto *count = m_view->findChild<QLabel *>();
    QTest::keyClicks(edit, u"needle"_s);
    m_view->messages()->beginAnswer(0);
    for (const QChar c : u"A needle.\n\nA **need**le, a `needle`\n\n| needle |\n|---|\n| x |\n"_s) {
        m_view->messages()->appendText(QStringView(&c, 1));
        m_view->messages()->flush();
    }
    QVERIFY(QTest::qWaitFor([&] { return count->text().endsWith(u" of 4"); }));
}

void ConversationViewTest::closingTheFindBarMovesNobody()
{
    answer(*m_view->messages(), manyLines(100), 10000);
    m_view->find();
    auto *edit = m_view->findChild<QLineEdit *>();
    QTest::keyClicks(edit, u"paragraph 7."_s);
    QVERIFY(QTest::qWaitFor([&] { return !m_view->isFollowing(); }));
    m_view->jumpToLatest();
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(m_view->isFollowing());
    QCOMPARE(m_view->verticalScrollBar()->value(), m_view->verticalScrollBar()->maximum());
    QCOMPARE(m_view->textCursor().selectedText(), u"Paragraph 7."_s);
}

void ConversationViewTest::findUnfolds()
{
    m_view->messages()->beginAnswer(0);
    m_view->messages()->appendReasoning(u"A hidden needle.");
    m_view->messages()->appendText(u"The answer.");
    m_view->messages()->endAnswer(ConversationMessages::End::Complete);
    m_view->messages()->flush();
    m_view->find();
    QTest::keyClicks(m_view->findChild<QLineEdit *>(), u"needle"_s);
    QVERIFY(blockWith(*m_view->document(), u"needle"_s).isVisible());
}

QTEST_MAIN(ConversationViewTest)
#include "tst_conversationview.moc"
