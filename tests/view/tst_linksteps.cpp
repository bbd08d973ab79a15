// SPDX-License-Identifier: GPL-3.0-or-later
#include "messagefixture.h"

#include "view/conversation/conversationview.h"
#include "view/conversation/readerrequests.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// The links of a conversation by keys.
class TestLinkSteps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tabGoesFromLinkToLink();
    void withoutLinksTabLeaves();
    void aLinkOfSeveralLooksIsOne();
    void enterFollowsTheSelectedLink();
    void enterTellsWhatTheLinkSaysItIs();
    void onlyLinksOnTheScreen();

private:
    void show(const QString &markdown);
    [[nodiscard]] QString press(Qt::Key key);

    std::unique_ptr<QWidget> m_window;
    ConversationView *m_view = nullptr;
    QWidget *m_next = nullptr;
};

void TestLinkSteps::init()
{
    m_window = std::make_unique<QWidget>();
    m_window->resize(600, 400);
    m_view = new ConversationView(m_window.get());
    m_view->setGeometry(0, 0, 600, 350);
    m_next = new QWidget(m_window.get());
    m_next->setFocusPolicy(Qt::StrongFocus);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_view->setFocus();
}

void TestLinkSteps::show(const QString &markdown)
{
    answer(*m_view->messages(), 0, markdown);
    m_view->messages()->flush();
    QCoreApplication::processEvents();
}

/// What is selected then.
QString TestLinkSteps::press(Qt::Key key)
{
    QTest::keyClick(
        m_window->windowHandle(), key, key == Qt::Key_Backtab ? Qt::ShiftModifier : Qt::NoModifier);
    return m_view->textCursor().selectedText();
}

void TestLinkSteps::tabGoesFromLinkToLink()
{
    show(u"See [one](https://one.example) and\n\n- [two](https://two.example)"_s);
    QCOMPARE(press(Qt::Key_Tab), u"one"_s);
    QCOMPARE(press(Qt::Key_Tab), u"two"_s);
    QVERIFY(m_view->hasFocus());
    QCOMPARE(press(Qt::Key_Backtab), u"one"_s);
    QCOMPARE(press(Qt::Key_Tab), u"two"_s);
    QCOMPARE(press(Qt::Key_Tab), u"two"_s);
    QCOMPARE(m_window->focusWidget()->objectName(), u"copyAnswer"_s);
}

void TestLinkSteps::withoutLinksTabLeaves()
{
    show(u"Nothing to follow."_s);
    QCOMPARE(press(Qt::Key_Tab), QString());
    QCOMPARE(m_window->focusWidget()->objectName(), u"copyAnswer"_s);
}

void TestLinkSteps::aLinkOfSeveralLooksIsOne()
{
    show(u"[plain **bold** `code`](https://one.example) [other](https://two.example)"_s);
    QCOMPARE(press(Qt::Key_Tab), u"plain bold code"_s);
    QCOMPARE(press(Qt::Key_Tab), u"other"_s);
}

void TestLinkSteps::enterFollowsTheSelectedLink()
{
    QSignalSpy opened(m_view->requests(), &ReaderRequests::linkActivated);
    show(u"See [one](https://one.example)."_s);
    QTest::keyClick(m_window->windowHandle(), Qt::Key_Return);
    QCOMPARE(opened.size(), 0);
    QCOMPARE(press(Qt::Key_Tab), u"one"_s);
    QTest::keyClick(m_window->windowHandle(), Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().toUrl(), QUrl(u"https://one.example"_s));
}

/// As with a click: the text is compared with the target.
void TestLinkSteps::enterTellsWhatTheLinkSaysItIs()
{
    const QSignalSpy doubted(m_view->requests(), &ReaderRequests::linkDoubted);
    show(u"[bank.example](https://evil.example)"_s);
    QCOMPARE(press(Qt::Key_Tab), u"bank.example"_s);
    QTest::keyClick(m_window->windowHandle(), Qt::Key_Return);
    QCOMPARE(doubted.size(), 1);
}

void TestLinkSteps::onlyLinksOnTheScreen()
{
    show(u"[first](https://one.example)\n\n"_s + manyLines(60) + u"[last](https://two.example)"_s);
    m_view->jumpToLatest();
    QCoreApplication::processEvents();
    const int place = m_view->verticalScrollBar()->value();
    QVERIFY(place > 0);
    QCOMPARE(press(Qt::Key_Tab), u"last"_s);
    QCOMPARE(m_view->verticalScrollBar()->value(), place);
    m_view->setFocus();
    m_view->verticalScrollBar()->setValue(0);
    QCoreApplication::processEvents();
    QCOMPARE(press(Qt::Key_Tab), u"first"_s);
}

QTEST_MAIN(TestLinkSteps)
#include "tst_linksteps.moc"
