// SPDX-License-Identifier: GPL-3.0-or-later
#include "messagefixture.h"

#include "support/eventually.h"

#include "view/conversation/conversationview.h"
#include "view/conversation/readerrequests.h"

#include <QAbstractButton>
#include <QAbstractTextDocumentLayout>
#include <QApplication>
#include <QClipboard>
#include <QMouseEvent>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class AnswerActionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_view.reset(); }

    void belongToTheAnswerUnderThePointer();
    void standBelowTheAnswer();
    void moveNoText();
    void doWhatTheySay_data();
    void doWhatTheySay();
    void copy();
    void offerNoSecondAskWithoutAQuestion();
    void areReachedByTheKeyboard();
    void followTheMarkedAnswer();
    void givesTheFocusBack();
    void areNotThereWhileAnAnswerStreams();
    void areNotThereForAnAnswerThatGoesOnBelow();

private:
    void point(const QPoint &place);
    void pointAt(const QString &text) { point(rectOf(text).center()); }
    void leave();
    /// Of the lines of the block with this text, in the viewport.
    [[nodiscard]] QRect rectOf(const QString &text) const;
    [[nodiscard]] QWidget *row() const { return m_view->findChild<QWidget *>(u"answerActions"_s); }
    [[nodiscard]] QAbstractButton *button(const QString &name) const
    {
        return row()->findChild<QAbstractButton *>(name);
    }
    [[nodiscard]] QRect rowInViewport() const
    {
        return {m_view->viewport()->mapFrom(m_view.get(), row()->pos()), row()->size()};
    }

    std::unique_ptr<ConversationView> m_view;
};

void AnswerActionsTest::init()
{
    m_view = std::make_unique<ConversationView>();
    m_view->resize(600, 500);
    answer(*m_view->messages(), 0, u"First **answer**"_s);
    answer(*m_view->messages(), 2, u"Second answer"_s);
    m_view->show();
    m_view->messages()->flush();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    m_view->messages()->settle();
    QVERIFY(m_view->document()->toPlainText().contains(u"First answer"_s));
    m_view->clearFocus();
}

QRect AnswerActionsTest::rectOf(const QString &text) const
{
    const QTextBlock block = blockWith(*m_view->document(), text);
    const QRectF rect = m_view->document()->documentLayout()->blockBoundingRect(block);
    return rect.toAlignedRect().translated(0, -m_view->verticalScrollBar()->value());
}

void AnswerActionsTest::point(const QPoint &place)
{
    QMouseEvent move(QEvent::MouseMove, place, m_view->viewport()->mapToGlobal(place), Qt::NoButton,
        Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(m_view->viewport(), &move);
}

void AnswerActionsTest::leave()
{
    QEvent event(QEvent::Leave);
    QApplication::sendEvent(m_view.get(), &event);
}

void AnswerActionsTest::belongToTheAnswerUnderThePointer()
{
    QSignalSpy inspected(m_view->requests(), &ReaderRequests::inspectRequested);
    QVERIFY(!row()->isVisible());
    for (const auto &[text, turn] :
        {std::pair(u"First answer"_s, 1), std::pair(u"Question 2"_s, 3), std::pair(u"Question 0"_s, 1)}) {
        pointAt(text);
        QVERIFY2(row()->isVisible(), qPrintable(text));
        button(u"inspectAnswer"_s)->click();
        QCOMPARE(inspected.takeFirst().first().toInt(), turn);
    }
    leave();
    QVERIFY(!row()->isVisible());
}

/// On the way from the text to the row, too.
void AnswerActionsTest::standBelowTheAnswer()
{
    const QRect text = rectOf(u"First answer"_s);
    pointAt(u"First answer"_s);
    const QRect below = rowInViewport();
    QVERIFY(below.top() > text.bottom());
    QVERIFY(below.bottom() < rectOf(u"Question 2"_s).top() - Measure::questionPadding);
    QVERIFY(below.left() < text.left() && below.left() > 0);
    for (int y = text.bottom(); y <= below.bottom(); ++y) {
        point({400, y});
        QVERIFY(row()->isVisible());
        QCOMPARE(rowInViewport(), below);
    }
}

void AnswerActionsTest::moveNoText()
{
    const QRect first = rectOf(u"First answer"_s);
    const QRect last = rectOf(u"Second answer"_s);
    const int end = m_view->verticalScrollBar()->maximum();
    for (const QString &text : {u"First answer"_s, u"Second answer"_s}) {
        pointAt(text);
        QVERIFY(row()->isVisible());
        QCOMPARE(rectOf(u"First answer"_s), first);
        QCOMPARE(rectOf(u"Second answer"_s), last);
        QCOMPARE(m_view->verticalScrollBar()->maximum(), end);
        QVERIFY(m_view->viewport()->rect().contains(rowInViewport()));
    }
}

void AnswerActionsTest::doWhatTheySay_data()
{
    using Signal = void (ReaderRequests::*)(int);
    QTest::addColumn<QString>("name");
    QTest::addColumn<Signal>("signal");
    QTest::newRow("again") << u"askAgain"_s << &ReaderRequests::regenerateRequested;
    QTest::newRow("edit") << u"editAnswer"_s << &ReaderRequests::rewriteRequested;
    QTest::newRow("branch") << u"branchAnswer"_s << &ReaderRequests::branchRequested;
    QTest::newRow("inspect") << u"inspectAnswer"_s << &ReaderRequests::inspectRequested;
}

void AnswerActionsTest::doWhatTheySay()
{
    using Signal = void (ReaderRequests::*)(int);
    QFETCH(const QString, name);
    QFETCH(const Signal, signal);
    const QSignalSpy spy(m_view->requests(), signal);
    pointAt(u"First answer"_s);
    QVERIFY(!button(name)->accessibleName().isEmpty());
    QCOMPARE(button(name)->toolTip(), button(name)->accessibleName());
    QTest::mouseClick(button(name), Qt::LeftButton);
    QCOMPARE(spy, QList<QVariantList>({{1}}));
    QVERIFY(!row()->isAncestorOf(QApplication::focusWidget())); // what had the focus keeps it
}

void AnswerActionsTest::copy()
{
    pointAt(u"First answer"_s);
    QAbstractButton *copy = button(u"copyAnswer"_s);
    copy->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"First **answer**"_s);
    QVERIFY(copy->isChecked()); // which shows that it is done
    copy->click();
    QVERIFY(copy->isChecked());
    pointAt(u"Second answer"_s);
    QVERIFY(!copy->isChecked());
}

void AnswerActionsTest::offerNoSecondAskWithoutAQuestion()
{
    m_view->messages()->beginAnswer(4);
    m_view->messages()->appendText(u"By hand");
    m_view->messages()->endAnswer(ConversationMessages::End::Complete);
    m_view->messages()->flush();
    pointAt(u"By hand"_s);
    QVERIFY(row()->isVisible());
    QVERIFY(!button(u"askAgain"_s)->isVisible());
    pointAt(u"Second answer"_s);
    QVERIFY(button(u"askAgain"_s)->isVisible());
}

void AnswerActionsTest::areReachedByTheKeyboard()
{
    const QSignalSpy inspected(m_view->requests(), &ReaderRequests::inspectRequested);
    m_view->setFocus();
    QVERIFY(row()->isVisible());
    QStringList reached;
    for (int i = 0; i < 5; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        reached += QApplication::focusWidget()->objectName();
    }
    QCOMPARE(reached, QStringList({u"copyAnswer"_s, u"askAgain"_s, u"editAnswer"_s, u"branchAnswer"_s,
                          u"inspectAnswer"_s}));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(inspected, QList<QVariantList>({{3}})); // the last answer
    m_view->clearFocus();
    QApplication::focusWidget() ? QApplication::focusWidget()->clearFocus() : void();
    QVERIFY(!row()->isVisible());
}

void AnswerActionsTest::followTheMarkedAnswer()
{
    pointAt(u"Second answer"_s); // where the pointer rests
    m_view->setFocus();
    m_view->mark(2);
    QTest::keyClick(m_view.get(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(m_view->selectedTurns(), QList<int>{1});
    const QSignalSpy branched(m_view->requests(), &ReaderRequests::branchRequested);
    button(u"branchAnswer"_s)->click();
    QCOMPARE(branched, QList<QVariantList>({{1}}));
}

/// A button that is hidden while it has the focus must not hand it to whatever comes next.
void AnswerActionsTest::givesTheFocusBack()
{
    m_view->setFocus();
    QTest::keyClick(m_view.get(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), button(u"copyAnswer"_s));
    m_view->messages()->beginAnswer(5);
    m_view->messages()->appendText(u"Text");
    m_view->messages()->flush();
    QVERIFY(!row()->isVisible());
    QCOMPARE(QApplication::focusWidget(), m_view.get());
}

void AnswerActionsTest::areNotThereWhileAnAnswerStreams()
{
    pointAt(u"First answer"_s);
    QVERIFY(row()->isVisible());
    m_view->messages()->addQuestion(4, u"Third question"_s);
    m_view->messages()->beginAnswer(5);
    m_view->messages()->appendText(u"Third");
    m_view->messages()->flush();
    QVERIFY(!row()->isVisible());
    pointAt(u"First answer"_s);
    QVERIFY(!row()->isVisible());
    m_view->messages()->endAnswer(ConversationMessages::End::Complete);
    QVERIFY(eventually([this] { return row()->isVisible(); }));
}

void AnswerActionsTest::areNotThereForAnAnswerThatGoesOnBelow()
{
    answer(*m_view->messages(), 4, manyLines(60));
    m_view->messages()->flush();
    m_view->mark(4);
    pointAt(u"Paragraph 3."_s);
    QVERIFY(!row()->isVisible());
    pointAt(u"Question 4"_s);
    QVERIFY(!row()->isVisible());
    m_view->jumpToLatest();
    pointAt(u"Paragraph 59."_s);
    QVERIFY(row()->isVisible());
}

QTEST_MAIN(AnswerActionsTest)
#include "tst_answeractions.moc"
