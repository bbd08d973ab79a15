// SPDX-License-Identifier: GPL-3.0-or-later
#include "capturefiles.h"
#include "support/eventually.h"
#include "ui/comparison/comparisonexport.h"
#include "ui/compose/messageeditor.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/export/jsontranscript.h"
#include "ui/export/transcript.h"
#include "ui/playground/laneanswer.h"
#include "ui/playground/laneasking.h"
#include "ui/playground/messageactions.h"
#include "ui/playground/pages.h"
#include "ui/settings/settingsdialog.h"
#include "view/conversation/conversationview.h"
#include "view/conversation/readerrequests.h"
#include "view/conversation/textlook.h"
#include "windowfixture.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTextCursor>
#include <QTextDocument>
#include <QToolButton>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// A capture that is played in a lane of the window.
class TestReplayLane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aFileIsPlayedInALaneBesideTheOthers();
    void saysThatItIsAReplay();
    void theGatewayIsKnownByItsAddress();
    void theRequestHasNoKey();
    void aPromptForAllLanesSkipsIt();
    void takesNoPromptsAlone();
    void isPausedAndPlayedOn();
    void isPlayedEventByEvent();
    void isPlayedAgain();
    void anEditorIsNotOfTheNextReplay_data();
    void anEditorIsNotOfTheNextReplay();
    void isReadAsAnotherDialect();
    void hasNumbersAndARowInTheScoreboard();
    void aStoppedReplayGivesNoPromptBack();
    void aCapturedFailureIsShownWithoutHelp();
    void whatIsNoTextIsShownToo();
    void aDuplicatePlaysTheSameCapture();
    void aBranchIsAnOrdinaryLane();
    void isNotKeptAndNotInPresets();
    void aPageOfReplaysIsNoPreset();
    void isNothingToLose();
    void settingsOpenBesideIt();

private:
    /// A lane that plays these bytes at once, to its end.
    Lane *replayed(const QByteArray &bytes);
    /// A lane that plays the stream, paused before its first event.
    Lane *paused();
    [[nodiscard]] QString written(const QByteArray &bytes, const QString &name = u"answer.sse"_s) const;
    [[nodiscard]] MainWindow &window() const { return m_fixture->window(); }
    [[nodiscard]] QAction *action(const QString &shortcut) const
    {
        const QList<QAction *> actions = window().findChildren<QAction *>();
        const auto found = std::ranges::find(actions, QKeySequence(shortcut), &QAction::shortcut);
        return found == actions.cend() ? nullptr : *found;
    }
    template <typename Widget>
    [[nodiscard]] static Widget *part(const Lane *lane, const QString &name)
    {
        return lane->findChild<Widget *>(name);
    }
    static void click(const Lane *lane, const QString &name)
    {
        QTest::mouseClick(part<QToolButton>(lane, name), Qt::LeftButton);
    }
    static void choose(const Lane *lane, const QString &list, const QString &text)
    {
        auto *box = part<QComboBox>(lane, list);
        box->setCurrentText(text);
        Q_EMIT box->activated(box->currentIndex());
    }
    [[nodiscard]] bool shows(int place, const QString &text) const
    {
        return eventually([this, place, &text] { return m_fixture->shown(place).contains(text); });
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WindowFixture> m_fixture;
};

void TestReplayLane::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_fixture = std::make_unique<WindowFixture>(1000);
    window().restoreLanes();
}

void TestReplayLane::cleanup()
{
    m_fixture.reset();
}

QString TestReplayLane::written(const QByteArray &bytes, const QString &name) const
{
    QFile file(m_folder->filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write");
    return file.fileName();
}

Lane *TestReplayLane::replayed(const QByteArray &bytes)
{
    window().replay(written(bytes));
    Lane *lane = m_fixture->page().lanes().last();
    choose(lane, u"replayPace"_s, u"At once"_s);
    return m_fixture->waitUntilIdle() ? lane : nullptr;
}

Lane *TestReplayLane::paused()
{
    Lane *lane = replayed(ThreeTokens);
    choose(lane, u"replayPace"_s, u"Event by event"_s);
    click(lane, u"replayAgain"_s);
    return lane;
}

void TestReplayLane::aFileIsPlayedInALaneBesideTheOthers()
{
    window().replay(written(ThreeTokens));
    QCOMPARE(m_fixture->page().lanes().size(), 2);
    QVERIFY(m_fixture->waitUntilIdle());
    QVERIFY(shows(1, u"one two three"_s));
    QVERIFY(shows(1, u"(no request in answer.sse)"_s));
    QCOMPARE(m_fixture->page().currentLane(), &m_fixture->lane(1));
    QCOMPARE(m_fixture->reply(1).state, Reply::State::Complete);
    QVERIFY(m_fixture->conversation(0).isEmpty());
    QVERIFY(m_fixture->conversation(1).turn(1).call->isReplay);
}

void TestReplayLane::saysThatItIsAReplay()
{
    const Lane *lane = replayed(ThreeTokens);
    const auto *badge = part<QToolButton>(lane, u"modeBadge"_s);
    QCOMPARE(badge->text(), u"replay"_s);
    QVERIFY(!badge->isEnabled());
    QVERIFY(part<QLabel>(lane, u"useCase"_s)->text().contains(u"takes no prompts"_s));
    QVERIFY(!part<QWidget>(lane, u"muteButton"_s)->isVisible());
    QVERIFY(!part<QWidget>(lane, u"parametersButton"_s)->isVisible());
    QVERIFY(part<QWidget>(lane, u"replayBar"_s)->isVisible());
    QVERIFY(!part<QWidget>(&m_fixture->lane(0), u"replayBar"_s)->isVisible());
    QCOMPARE(m_fixture->page().nameOf(lane), u"Replay"_s);
    const ComparisonExport document(laneAnswersOf(m_fixture->page().lanes()), {}, {});
    QVERIFY(document.toMarkdown().contains(u"replayed capture"_s));
    QVERIFY(document.toHtml().contains(u"replayed capture"_s));
    QVERIFY(document.toJson().contains(u"\"replay\": true"_s));
    const Transcript transcript = lane->exportSource().all;
    QVERIFY(toJson(transcript).contains("\"replay\":true"));
    QVERIFY(transcript.entries.last().facts.contains(u"replayed capture"_s));
}

void TestReplayLane::theGatewayIsKnownByItsAddress()
{
    const Lane *lane = replayed(har());
    QVERIFY(shows(1, u"Hello"_s));
    QCOMPARE(lane->gateway().id, u"ruflo"_s);
    QCOMPARE(m_fixture->page().nameOf(lane), u"ruflo-free (replay)"_s);
    QCOMPARE(lane->choice().model, u"ruflo-free"_s);
}

void TestReplayLane::theRequestHasNoKey()
{
    replayed(har());
    const Call &call = *m_fixture->conversation(1).turn(1).call;
    QVERIFY(!call.sent.headers.isEmpty());
    QVERIFY(keysOf(call.sent.headers).isEmpty());
    for (const WireHeader &header : call.sent.headers)
        QVERIFY(!header.value.contains("canary"));
}

void TestReplayLane::aPromptForAllLanesSkipsIt()
{
    const Lane *replay = replayed(ThreeTokens);
    QCOMPARE(m_fixture->page().promptTarget()->lanes(), QList{&m_fixture->lane(0)});
    QVERIFY(m_fixture->askAndWait(u"What is a tier?"_s));
    QCOMPARE(m_fixture->conversation(0).size(), 2);
    QCOMPARE(m_fixture->conversation(1).size(), 2);
    m_fixture->page().promptTarget()->set(m_fixture->page().lanes().last());
    QVERIFY(!m_fixture->page().promptTarget()->lane());
    Q_EMIT replay->view()->requests()->editRequested(0);
    QVERIFY(part<QWidget>(replay, u"laneNotice"_s)->isVisible());
    m_fixture->page().promptTarget()->editLast();
    QVERIFY(!m_fixture->page().promptTarget()->isEdit());
    QVERIFY(m_fixture->typed().isEmpty());
    QVERIFY(!replay->isMuted());
}

void TestReplayLane::takesNoPromptsAlone()
{
    replayed(ThreeTokens);
    m_fixture->page().arrangement()->close(&m_fixture->lane(0));
    m_fixture->ask(u"Hello"_s);
    QCOMPARE(m_fixture->typed(), u"Hello"_s);
    const auto *notice = window().findChild<QLabel *>(u"promptNotice"_s);
    QVERIFY(notice->isVisible());
    QVERIFY(notice->text().contains(u"A replay takes no prompts"_s));
    QTest::mouseClick(window().findChild<QPushButton *>(u"mend"_s), Qt::LeftButton);
    QCOMPARE(m_fixture->page().lanes().size(), 2);
    QVERIFY(!m_fixture->lane(1).connection()->isReplay());
    QVERIFY(!m_fixture->lane(1).connection()->target().problem);
    QVERIFY(!notice->isVisible());
}

void TestReplayLane::isPausedAndPlayedOn()
{
    const Lane *lane = paused();
    QVERIFY(lane->session()->isBusy());
    const auto *play = part<QToolButton>(lane, u"replayPlay"_s);
    QVERIFY(!play->isChecked());
    QCOMPARE(play->accessibleName(), u"Play"_s);
    click(lane, u"replayPlay"_s);
    QCOMPARE(part<QComboBox>(lane, u"replayPace"_s)->currentText(), u"1×"_s);
    QVERIFY(m_fixture->waitUntilIdle());
    QVERIFY(shows(1, u"one two three"_s));
    QVERIFY(!play->isChecked());
}

void TestReplayLane::isPlayedEventByEvent()
{
    const Lane *lane = paused();
    for (const QString &text : {u"one"_s, u"one two"_s, u"one two three"_s}) {
        click(lane, u"replayNext"_s);
        QVERIFY(eventually([this, &text] { return m_fixture->reply(1).first().text() == text; }));
        QVERIFY(lane->session()->isBusy());
    }
    click(lane, u"replayNext"_s); // the end mark
    QVERIFY(m_fixture->waitUntilIdle());
    click(lane, u"replayNext"_s); // from the beginning
    QVERIFY(eventually([this] { return m_fixture->reply(1).first().text() == u"one"_s; }));
    QVERIFY(lane->session()->isBusy());
}

void TestReplayLane::isPlayedAgain()
{
    Lane *lane = replayed(ThreeTokens);
    click(lane, u"replayAgain"_s);
    QVERIFY(m_fixture->waitUntilIdle());
    QCOMPARE(m_fixture->conversation(1).size(), 2);
    lane->asking()->regenerate(1);
    QVERIFY(m_fixture->waitUntilIdle());
    QCOMPARE(m_fixture->conversation(1).size(), 2);
    m_fixture->page().clearAll();
    QVERIFY(!part<QWidget>(lane, u"welcome"_s)->isVisible());
    click(lane, u"replayPlay"_s);
    QVERIFY(m_fixture->waitUntilIdle());
    QVERIFY(shows(1, u"one two three"_s));
}

void TestReplayLane::anEditorIsNotOfTheNextReplay_data()
{
    QTest::addColumn<QString>("written");
    QTest::newRow("nothing written") << u""_s;
    QTest::newRow("something written") << u" Draft"_s;
}

/// Its messages have the same numbers. What is written is not lost.
void TestReplayLane::anEditorIsNotOfTheNextReplay()
{
    QFETCH(const QString, written);
    const Lane *lane = replayed(ThreeTokens);
    Q_EMIT part<ConversationView>(lane, u"conversation"_s)->requests()->rewriteRequested(1);
    auto *text = part<QPlainTextEdit>(lane, u"messageText"_s);
    QVERIFY(text);
    text->insertPlainText(written);
    click(lane, u"replayAgain"_s);
    QVERIFY(m_fixture->waitUntilIdle());
    QVERIFY(eventually([&] { return lane->messageActions()->hasDraft() || !part<MessageEditor>(lane, {}); }));
    QCOMPARE(lane->messageActions()->hasDraft(), !written.isEmpty());
    if (!written.isEmpty())
        QVERIFY(!part<QPushButton>(lane, u"saveMessage"_s)->isEnabled());
}

void TestReplayLane::isReadAsAnotherDialect()
{
    const Lane *lane = replayed(ThreeTokens);
    auto *dialect = part<QComboBox>(lane, u"replayDialect"_s);
    QCOMPARE(dialect->currentText(), u"chat-completions"_s);
    choose(lane, u"replayDialect"_s, u"messages"_s);
    QVERIFY(m_fixture->waitUntilIdle());
    QCOMPARE(m_fixture->reply(1).first().text(), QString());
    QVERIFY(!m_fixture->shown(1).contains(u"one two three"_s));
    choose(lane, u"replayDialect"_s, u"chat-completions"_s);
    QVERIFY(m_fixture->waitUntilIdle());
    QVERIFY(shows(1, u"one two three"_s));
}

void TestReplayLane::hasNumbersAndARowInTheScoreboard()
{
    const Lane *lane = replayed(har());
    QVERIFY(part<QWidget>(lane, u"metricsStrip"_s)->isVisible());
    const Scoreboard board = scoreboardOf(laneAnswersOf(m_fixture->page().lanes()));
    QCOMPARE(board.rows().size(), 1);
    QCOMPARE(board.rows().first().name, u"ruflo-free (replay)"_s);
    QVERIFY(board.rows().first().metrics.value(Metric::Total));
}

void TestReplayLane::aStoppedReplayGivesNoPromptBack()
{
    const Lane *lane = paused();
    m_fixture->type(u"a draft"_s);
    lane->session()->stop();
    QCOMPARE(m_fixture->reply(1).state, Reply::State::Stopped);
    QCOMPARE(m_fixture->typed(), u"a draft"_s);
}

void TestReplayLane::aCapturedFailureIsShownWithoutHelp()
{
    const Lane *lane = replayed("HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\n\r\n"
                                "{\"error\":{\"message\":\"Overloaded\"}}");
    QVERIFY(lane);
    QVERIFY(shows(1, u"Overloaded"_s));
    QVERIFY(!part<QWidget>(lane, u"laneNotice"_s)->isVisible());
    QVERIFY(m_fixture->typed().isEmpty());
}

/// Of an answer that is not choice 0, with a part that is unknown, and a call that was cut off.
void TestReplayLane::whatIsNoTextIsShownToo()
{
    const auto frame = [](const QByteArray &delta) {
        return "data: {\"choices\":[{\"index\":1,\"delta\":{" + delta + "}}]}\n\n";
    };
    QVERIFY(replayed(frame("\"content\":\"Out of line\"") + frame("\"content\":[{\"type\":\"hologram\"}]") +
                     frame("\"tool_calls\":[{\"function\":{\"name\":\"find\",\"arguments\":\"{\"}}]") +
                     "data: [DONE]\n\n"));
    QVERIFY(shows(1, u"Out of line"_s));
    QVERIFY(shows(1, u"The server also sent: hologram"_s));
    const QTextCursor card = m_fixture->lane(1).view()->document()->find(u"{"_s);
    QCOMPARE(BlockLook::of(card.blockFormat()).title, u"Calls the tool find"_s);
    QVERIFY(shows(1, u"The call of the tool find was cut off"_s));
    QVERIFY(!m_fixture->shown(1).contains(u"Result…"_s));
}

void TestReplayLane::aDuplicatePlaysTheSameCapture()
{
    Lane *lane = replayed(ThreeTokens);
    const Lane *duplicate = m_fixture->page().arrangement()->duplicate(lane);
    QCOMPARE(m_fixture->page().lanes().indexOf(duplicate), 2);
    QVERIFY(duplicate->connection()->replay() != lane->connection()->replay());
    QVERIFY(m_fixture->waitUntilIdle());
    QVERIFY(shows(2, u"one two three"_s));
}

void TestReplayLane::aBranchIsAnOrdinaryLane()
{
    Lane *lane = replayed(ThreeTokens);
    Q_EMIT lane->branchRequested(1);
    QCOMPARE(m_fixture->page().lanes().size(), 3);
    QVERIFY(!m_fixture->lane(2).connection()->isReplay());
    QCOMPARE(m_fixture->conversation(2).size(), 2);
    QCOMPARE(m_fixture->lane(2).choice(), m_fixture->lane(0).choice());
}

void TestReplayLane::isNotKeptAndNotInPresets()
{
    const QStringList before = window().pages()->kept();
    replayed(har());
    QCOMPARE(window().pages()->kept(), before);
    QCOMPARE(window().lanePages()->presetOf(&m_fixture->page()).lanes.size(), 1);
}

void TestReplayLane::aPageOfReplaysIsNoPreset()
{
    replayed(ThreeTokens);
    m_fixture->page().arrangement()->close(&m_fixture->lane(0));
    action(u"Ctrl+Shift+P"_s)->trigger();
    window().findChild<QLineEdit *>(u"presetName"_s)->setText(u"mine"_s);
    QVERIFY(!window().findChild<QPushButton *>(u"savePreset"_s)->isEnabled());
    window().findChild<QDialog *>(u"presetsDialog"_s)->close();
}

void TestReplayLane::isNothingToLose()
{
    replayed(ThreeTokens);
    QVERIFY(!window().pages()->unsaved().isAny());
}

void TestReplayLane::settingsOpenBesideIt()
{
    const Lane *lane = replayed(ThreeTokens);
    QVERIFY(lane->gateway().id.isEmpty());
    action(u"Ctrl+,"_s)->trigger();
    auto *dialog = window().findChild<SettingsDialog *>();
    QVERIFY(dialog);
    Q_EMIT dialog->gatewayEntered(u"ruflo"_s); // which makes the current lane live
    QVERIFY(lane->connection()->isReplay());
    QCOMPARE(lane->choice().mode, TargetResolver::Mode::Demo);
    dialog->close();
}

QTEST_MAIN(TestReplayLane)
#include "tst_replaylane.moc"
