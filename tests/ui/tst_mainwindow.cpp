// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "client/chatsession.h"
#include "demo/demogateway.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/conversation/conversationview.h"
#include "ui/mainwindow.h"
#include "ui/playground/lane.h"
#include "ui/playground/lanepage.h"
#include "support/eventually.h"
#include "ui/settings/appsettings.h"

#include <QDirIterator>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// The whole program but for main(): a real window, real HTTP, the embedded gateway.
class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void answerStreamsIntoTheWindow();
    void twoLanesAnswerTheSamePrompt();
    void stopKeepsWhatHasArrived();
    void failureGivesThePromptBack();
    void editingAsksAnew();
    void RF_30_settingsSurviveAndConversationsDoNot();

private:
    [[nodiscard]] QString answerOf(int lane) const;
    void ask(const QString &prompt) const;

    QTemporaryDir m_config;
    std::unique_ptr<DemoGateway> m_demo;
    std::unique_ptr<Connections> m_connections;
    std::unique_ptr<ChatClient> m_client;
    std::unique_ptr<MainWindow> m_window;
};

void TestMainWindow::initTestCase()
{
    QCoreApplication::setOrganizationName(u"parlance"_s);
    QCoreApplication::setApplicationName(u"parlance"_s);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_config.path());
}

void TestMainWindow::init()
{
    DemoSettings settings;
    settings.speed = 8;
    m_demo = std::make_unique<DemoGateway>(settings);
    const auto url = m_demo->start();
    QVERIFY2(url, url ? "" : qPrintable(url.error()));
    m_connections = std::make_unique<Connections>(Catalog::builtIn(), *url);
    m_client = std::make_unique<ChatClient>();
    m_window = std::make_unique<MainWindow>(m_client.get(), m_connections.get());
    m_window->restoreLanes();
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TestMainWindow::cleanup()
{
    m_window.reset();
    QSettings().clear();
}

QString TestMainWindow::answerOf(int lane) const
{
    const Conversation &conversation = m_window->page()->lanes().at(lane)->session()->conversation();
    return conversation.turn(conversation.last()).reply.first().text;
}

void TestMainWindow::ask(const QString &prompt) const
{
    PromptEditor *editor = m_window->page()->promptBar()->editor();
    QTest::keyClicks(editor, prompt);
    QTest::keyClick(editor, Qt::Key_Return);
}

void TestMainWindow::answerStreamsIntoTheWindow()
{
    QSignalSpy finished(m_window->page(), &LanePage::allFinished);
    ask(u"How do I compare tiers?"_s);
    QVERIFY(m_window->page()->isBusy());
    QVERIFY(finished.wait(30'000));

    QVERIFY(answerOf(0).size() > 40);
    const ConversationView *view = m_window->page()->lanes().first()->view();
    QVERIFY(eventually([view] { return view->document()->toPlainText().contains(u"How do I compare tiers?"); }));
    // The Markdown is rendered, so compare words, not marks.
    const QString word = answerOf(0).section(QRegularExpression(u"\\W+"_s), -3, -3);
    QVERIFY2(eventually([&] { return view->document()->toPlainText().contains(word); }), qPrintable(word));
    QVERIFY(!m_window->findChild<QLabel *>(u"metrics"_s)->text().isEmpty());
}

void TestMainWindow::twoLanesAnswerTheSamePrompt()
{
    m_window->page()->addNextLane();
    QCOMPARE(m_window->page()->lanes().at(1)->choice().model, u"ruflo-fast"_s);
    QSignalSpy finished(m_window->page(), &LanePage::allFinished);
    ask(u"hello"_s);
    QVERIFY(finished.wait(30'000));
    QVERIFY(!answerOf(0).isEmpty());
    QVERIFY(!answerOf(1).isEmpty());
}

void TestMainWindow::stopKeepsWhatHasArrived()
{
    ask(u"How do I compare tiers?"_s);
    ChatSession *session = m_window->page()->lanes().first()->session();
    QVERIFY(eventually([this] { return !answerOf(0).isEmpty(); }));
    QTest::mouseClick(m_window->findChild<QPushButton *>(u"stopButton"_s), Qt::LeftButton);
    QVERIFY(!m_window->page()->isBusy());
    const Conversation &conversation = session->conversation();
    QCOMPARE(conversation.turn(conversation.last()).reply.state, Reply::State::Stopped);
    QVERIFY(!answerOf(0).isEmpty());
}

void TestMainWindow::failureGivesThePromptBack()
{
    const QString tooLong = QString(17 * 1024, u'x');
    m_window->page()->promptBar()->editor()->setPlainText(tooLong);
    QSignalSpy finished(m_window->page(), &LanePage::allFinished);
    m_window->page()->send();
    QVERIFY(finished.wait(30'000));
    QCOMPARE(m_window->page()->promptBar()->editor()->toPlainText(), tooLong);
    const ConversationView *view = m_window->page()->lanes().first()->view();
    QVERIFY(eventually([view] {
        return view->document()->toPlainText().contains(u"The conversation is too long for Ruflo");
    }));
    QVERIFY(view->document()->toPlainText().contains(u"HTTP 413"));
}

void TestMainWindow::editingAsksAnew()
{
    QSignalSpy finished(m_window->page(), &LanePage::allFinished);
    ask(u"hello"_s);
    QVERIFY(finished.wait(30'000));
    m_window->page()->editLastQuestion();
    PromptEditor *editor = m_window->page()->promptBar()->editor();
    QCOMPARE(editor->toPlainText(), u"hello"_s);
    editor->clear();
    ask(u"What are tiers?"_s);
    QVERIFY(finished.wait(30'000));

    const Conversation &conversation = m_window->page()->lanes().first()->session()->conversation();
    QCOMPARE(conversation.path().size(), 2);
    QCOMPARE(conversation.turn(conversation.path().first()).message.content, u"What are tiers?"_s);
    QCOMPARE(conversation.versions(conversation.path().first()).size(), 2);
}

void TestMainWindow::RF_30_settingsSurviveAndConversationsDoNot()
{
    const QString secret = u"xylophonequartz"_s;
    QSignalSpy finished(m_window->page(), &LanePage::allFinished);
    m_window->page()->addNextLane();
    ask(secret);
    QVERIFY(finished.wait(30'000));
    Settings::theme().set(u"dark"_s);
    m_window->close();

    MainWindow restarted(m_client.get(), m_connections.get());
    restarted.restoreLanes();
    QCOMPARE(restarted.page()->lanes().size(), 2);
    QVERIFY(restarted.page()->lanes().first()->session()->conversation().isEmpty());
    QCOMPARE(Settings::theme().value(), u"dark"_s);

    QSettings().sync();
    QDirIterator files(m_config.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    QVERIFY(files.hasNext());
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains(secret.toUtf8()), qPrintable(file.fileName()));
    }
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
