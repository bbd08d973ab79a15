// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventually.h"
#include "ui/playground/laneasking.h"
#include "ui/playground/lanemenu.h"
#include "ui/playground/linkquestion.h"
#include "view/conversation/conversationmessages.h"
#include "view/conversation/conversationview.h"
#include "view/conversation/readerrequests.h"
#include "view/conversation/textlook.h"
#include "windowfixture.h"
#include "workspace/laneconnection.h"

#include <QDesktopServices>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QTextCursor>
#include <QTextDocument>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

constexpr double Fast = 50;

/// Stands in for the desktop: keeps what is opened.
class Desktop : public QObject
{
    Q_OBJECT

public:
    explicit Desktop(const QStringList &schemes)
        : m_schemes(schemes)
    {
        for (const QString &scheme : m_schemes)
            QDesktopServices::setUrlHandler(scheme, this, "open");
    }
    ~Desktop() override
    {
        for (const QString &scheme : std::as_const(m_schemes))
            QDesktopServices::unsetUrlHandler(scheme);
    }

    QList<QUrl> opened;

public Q_SLOTS:
    void open(const QUrl &url) { opened.append(url); }

private:
    QStringList m_schemes;
};

} // namespace

/// What the menu of a message does to its lane, and what becomes of links.
class TestMessageActions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deletesAMessage();
    void deletesFromAMessageOn();
    void deletingTheEditedQuestionEndsTheEdit();
    void stepsThroughVersions();
    void failedAttemptIsNamed();
    void incompleteAnswerIsTriedAgain();
    void branchesIntoANewLane();
    void linksToTheWebAreAskedAboutOnceForAHost();
    void unusualLinksAreAskedAbout();
    void unsafeLinksAreRefused();
};

void TestMessageActions::deletesAMessage()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QVERIFY(fixture.askAndWait(u"What are tiers?"_s));
    Q_EMIT fixture.lane().view()->requests()->deleteRequested(0);
    QVERIFY(!fixture.shown().contains(u"hello"));
    QVERIFY(fixture.shown().contains(u"What are tiers?"));
    QCOMPARE(fixture.conversation().path(), QList<Conversation::TurnId>({1, 2, 3}));
}

void TestMessageActions::deletesFromAMessageOn()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    Q_EMIT fixture.lane().view()->requests()->deleteFromRequested(0);
    QVERIFY(fixture.conversation().isEmpty());
    QVERIFY(fixture.window().findChild<QWidget *>(u"welcome"_s)->isVisible());
    fixture.lane().asking()->regenerate(fixture.conversation().last()); // has nothing to ask
    QVERIFY(fixture.askAndWait(u"What are tiers?"_s));
    QVERIFY(fixture.shown().contains(u"What are tiers?"));
}

void TestMessageActions::deletingTheEditedQuestionEndsTheEdit()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    fixture.type(u"a draft"_s);
    fixture.page().promptTarget()->editLast();
    QCOMPARE(fixture.typed(), u"hello"_s);
    Q_EMIT fixture.lane().view()->requests()->deleteRequested(0);
    QCOMPARE(fixture.typed(), u"a draft"_s);
}

void TestMessageActions::stepsThroughVersions()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QCOMPARE(fixture.lane().view()->messages()->records().version(1).count, 1);
    fixture.page().promptSender()->regenerate();
    QVERIFY(fixture.waitUntilIdle());
    const ConversationView &view = *fixture.lane().view();
    QCOMPARE(view.messages()->records().version(2).index, 2);
    QCOMPARE(view.messages()->records().version(2).count, 2);
    Q_EMIT fixture.lane().view()->requests()->versionRequested(2, -1);
    QCOMPARE(fixture.conversation().last(), 1);
    QCOMPARE(view.messages()->records().version(1).index, 1);
    Q_EMIT fixture.lane().view()->requests()->versionRequested(1, -1); // there is none
    QCOMPARE(fixture.conversation().last(), 1);
    Q_EMIT fixture.lane().findChild<LaneMenu *>()->versionRequested(1);
    QCOMPARE(fixture.conversation().last(), 2);
}

void TestMessageActions::failedAttemptIsNamed()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(QString(17 * 1024, u'x'))); // too long
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QVERIFY2(fixture.shown().contains(u"Version 1 got no answer"), qPrintable(fixture.shown()));
    const Conversation::TurnId question = fixture.conversation().path().first();
    Q_EMIT fixture.lane().view()->requests()->versionRequested(static_cast<int>(question), -1);
    QVERIFY(!fixture.shown().contains(u"got no answer")); // the error says so
    fixture.page().clearAll();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    fixture.page().promptSender()->regenerate();
    QVERIFY(fixture.waitUntilIdle());
    QVERIFY(fixture.shown().contains(u"2 of 2"));
    QVERIFY(!fixture.shown().contains(u"got no answer"));
}

void TestMessageActions::incompleteAnswerIsTriedAgain()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    fixture.lane().connection()->setFault(u"no-end"_s);
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QVERIFY2(fixture.shown().contains(u"Incomplete"), qPrintable(fixture.shown()));
    const int answer = static_cast<int>(fixture.conversation().last());
    const QTextCursor link = fixture.lane().view()->document()->find(u"Try again"_s);
    QVERIFY(!link.isNull());
    fixture.lane().view()->requests()->follow(RunLook::of(link.charFormat()).link, answer, u"Try again"_s);
    QVERIFY(fixture.waitUntilIdle());
    QVERIFY(fixture.shown().contains(u"2 of 2"));
    QVERIFY(!fixture.shown().contains(u"Try again"));
}

void TestMessageActions::branchesIntoANewLane()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"hello"_s));
    QVERIFY(fixture.askAndWait(u"What are tiers?"_s));
    fixture.lane().setParameters({.system = u"Be brief."_s});
    Q_EMIT fixture.lane().view()->requests()->branchRequested(1);
    QCOMPARE(fixture.page().lanes().size(), 2);
    QCOMPARE(fixture.conversation(1).path().size(), 2);
    QCOMPARE(fixture.reply(1), fixture.conversation(0).turn(1).reply());
    QCOMPARE(fixture.lane(1).parameters(), fixture.lane(0).parameters());
    QVERIFY(fixture.shown(1).contains(u"I am the embedded demo gateway"));
    QVERIFY(!fixture.shown(1).contains(u"What are tiers?"));
    fixture.lane(1).session()->clear();
    QCOMPARE(fixture.conversation(0).path().size(), 4);
}

void TestMessageActions::linksToTheWebAreAskedAboutOnceForAHost()
{
    Desktop desktop({u"https"_s, u"mailto"_s});
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    settle(); // the lane has its place
    auto *question = fixture.lane().findChild<LinkQuestion *>();
    auto *open = question->findChild<QPushButton *>(u"openLink"_s);
    const auto *text = question->findChild<QLabel *>(u"linkQuestionText"_s);
    const auto follow = [&](const QString &link) {
        Q_EMIT fixture.lane().view()->requests()->linkActivated(QUrl(link));
    };
    follow(u"https://example.org/a"_s);
    QCOMPARE(text->text(), u"Open example.org in the browser?"_s);
    QTest::keyClick(question->findChild<QPushButton *>(u"dismissLink"_s), Qt::Key_Return);
    QVERIFY(!question->isVisible());
    QCOMPARE(desktop.opened.size(), 0);

    follow(u"https://example.org/a"_s);
    QTest::mouseClick(open, Qt::LeftButton);
    follow(u"https://example.org/b"_s);
    QVERIFY(!question->isVisible());
    QCOMPARE(
        desktop.opened, QList<QUrl>({QUrl(u"https://example.org/a"_s), QUrl(u"https://example.org/b"_s)}));

    follow(u"https://ex\u0430mple.org/a"_s); // one letter is Cyrillic
    QCOMPARE(text->text(), u"Open xn--exmple-4nf.org in the browser?"_s);
    follow(u"mailto:someone@example.org"_s);
    QTest::mouseClick(open, Qt::LeftButton);
    follow(u"mailto:someone@example.org"_s);
    QVERIFY(question->isVisible());
    QCOMPARE(desktop.opened.size(), 3);
}

void TestMessageActions::unusualLinksAreAskedAbout()
{
    Desktop desktop({u"odd"_s});
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    settle(); // the lane has its place
    const QUrl url(u"odd:<b>do</b>&this=that"_s);
    auto *question = fixture.lane().findChild<LinkQuestion *>();
    QVERIFY(!question->isVisible());
    Q_EMIT fixture.lane().view()->requests()->linkQuestioned(url);
    QVERIFY(question->isVisible());
    QCOMPARE(question->findChild<QLabel *>(u"linkQuestionTarget"_s)->accessibleName(),
        url.toString(QUrl::FullyEncoded));
    QTest::keyClick(question->findChild<QPushButton *>(u"dismissLink"_s), Qt::Key_Return);
    QVERIFY(!question->isVisible());
    QCOMPARE(desktop.opened.size(), 0);

    Q_EMIT fixture.lane().view()->requests()->linkQuestioned(url);
    QTest::mouseClick(question->findChild<QPushButton *>(u"openLink"_s), Qt::LeftButton);
    QCOMPARE(desktop.opened, QList<QUrl>({url}));
    QVERIFY(!question->isVisible());
}

void TestMessageActions::unsafeLinksAreRefused()
{
    const WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    auto *question = fixture.lane().findChild<LinkQuestion *>();
    Q_EMIT fixture.lane().view()->requests()->linkRefused(u"file:///etc/passwd"_s);
    QVERIFY(question->isVisible());
    QVERIFY(!question->findChild<QPushButton *>(u"openLink"_s)->isVisible());
    QVERIFY(question->findChild<QLabel *>(u"linkQuestionText"_s)->text().contains(u"never opened"));
    fixture.window().activateWindow(); // with its shortcuts
    QVERIFY(QTest::qWaitForWindowActive(&fixture.window()));
    QTest::keyClick(question->findChild<QPushButton *>(u"dismissLink"_s), Qt::Key_Escape);
    QVERIFY(!question->isVisible());
}

QTEST_MAIN(TestMessageActions)
#include "tst_messageactions.moc"
