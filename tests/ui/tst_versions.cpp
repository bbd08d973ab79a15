// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/answerversions.h"
#include "ui/comparison/versionsdialog.h"
#include "ui/playground/laneasking.h"
#include "view/conversation/conversationview.h"
#include "view/conversation/readerrequests.h"
#include "windowfixture.h"
#include "wire/redaction.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTest>

#include <limits>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// Each send is a version: two of them side by side, what was asked and what came.
class TestVersions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void answersToAllVersionsOfAQuestion();
    void answersOfPeopleAreNone();
    void comparesTheRequestsAndTheAnswers();
    void otherPairsCanBeChosen();
    void keysAreMasked();
    void menuOpensTheNewest();

private:
    [[nodiscard]] bool again(const LaneParameters &parameters) const;
    [[nodiscard]] QString text(const QString &difference, const QString &side) const;
    template <typename Part>
    [[nodiscard]] Part *part(const QString &name) const
    {
        return m_fixture->window().findChild<Part *>(name);
    }

    std::unique_ptr<WindowFixture> m_fixture;
};

namespace {

constexpr double AtOnce = std::numeric_limits<double>::infinity();

} // namespace

void TestVersions::init()
{
    m_fixture = std::make_unique<WindowFixture>(AtOnce);
    m_fixture->window().openLanes({{.gateway = u"ruapi"_s, .model = u"gpt-4o"_s}});
}

/// Asks the last question again with these parameters.
bool TestVersions::again(const LaneParameters &parameters) const
{
    m_fixture->page().parameters()->set(parameters);
    m_fixture->page().promptSender()->regenerate();
    return m_fixture->waitUntilIdle();
}

QString TestVersions::text(const QString &difference, const QString &side) const
{
    return part<QWidget>(difference)->findChild<QPlainTextEdit *>(side)->toPlainText();
}

void TestVersions::answersToAllVersionsOfAQuestion()
{
    QVERIFY(m_fixture->askAndWait(u"What is a tier?"_s));
    const Conversation &conversation = m_fixture->conversation();
    QCOMPARE(answerVersions(conversation, 0).size(), 1);
    QCOMPARE(lastWithAnswerVersions(conversation), Conversation::Root);
    QVERIFY(again({.values = {.temperature = 0.5}}));
    m_fixture->page().promptTarget()->editLast();
    m_fixture->type({});
    QVERIFY(m_fixture->askAndWait(u"What is a lane?"_s));
    for (const Conversation::TurnId turn : {conversation.path().first(), conversation.path().last()}) {
        const QList<AnswerVersion> versions = answerVersions(conversation, turn);
        QCOMPARE(versions.size(), 3);
        QCOMPARE(versions.at(0).name, u"1 · gpt-4o · What is a tier?"_s);
        QCOMPARE(versions.at(1).call->request.temperature, 0.5);
        QCOMPARE(versions.at(2).name, u"3 · gpt-4o · What is a lane?"_s);
        QVERIFY(!versions.at(1).isShown && versions.at(2).isShown);
        QVERIFY(!versions.at(2).text.isEmpty() && versions.at(2).metrics.value(Metric::Total));
    }
    QCOMPARE(lastWithAnswerVersions(conversation), conversation.last());
}

void TestVersions::answersOfPeopleAreNone()
{
    Conversation conversation;
    const auto question = conversation.append(Conversation::Root, Message::of(Role::User, u"a"_s));
    conversation.append(question, callByHand(Message::of(Role::Assistant, u"b"_s)));
    QVERIFY(answerVersions(conversation, question).isEmpty());
}

void TestVersions::comparesTheRequestsAndTheAnswers()
{
    QVERIFY(m_fixture->askAndWait(u"What is a tier?"_s));
    QVERIFY(again({.system = u"Be brief."_s, .values = {.temperature = 0.5}}));
    const auto answer = static_cast<int>(m_fixture->conversation().last());
    Q_EMIT m_fixture->lane().view()->requests()->compareRequested(answer);
    QVERIFY(part<VersionsDialog>(u"versions"_s));
    const QString left = text(u"requestDifference"_s, u"leftText"_s);
    const QString right = text(u"requestDifference"_s, u"rightText"_s);
    QVERIFY2(!left.contains(u"Temperature"), qPrintable(left));
    QVERIFY2(right.contains(u"Temperature: 0.5\n"), qPrintable(right));
    QVERIFY2(right.contains(u"System prompt\nBe brief.\n"), qPrintable(right));
    QVERIFY2(right.endsWith(u"Prompt\nWhat is a tier?"), qPrintable(right));
    QCOMPARE(text(u"answerDifference"_s, u"rightText"_s).isEmpty(), false);
    QVERIFY(part<QLabel>(u"requestSummary"_s)->text().contains(u"difference"));
    for (const QString &figures : {u"leftFigures"_s, u"rightFigures"_s})
        QVERIFY2(
            part<QLabel>(figures)->text().contains(u" total"), qPrintable(part<QLabel>(figures)->text()));
}

void TestVersions::otherPairsCanBeChosen()
{
    QVERIFY(m_fixture->askAndWait(u"What is a tier?"_s));
    QVERIFY(again({.values = {.temperature = 0.25}}));
    QVERIFY(again({.values = {.temperature = 0.5}}));
    Q_EMIT m_fixture->lane().view()->requests()->compareRequested(0);
    auto *left = part<QComboBox>(u"leftVersion"_s);
    QCOMPARE(left->currentIndex(), 1);
    QCOMPARE(part<QComboBox>(u"rightVersion"_s)->currentIndex(), 2);
    QVERIFY(text(u"requestDifference"_s, u"leftText"_s).contains(u"Temperature: 0.25"));
    left->setCurrentIndex(2);
    QCOMPARE(part<QLabel>(u"requestSummary"_s)->text(), u"the same"_s);
    QCOMPARE(part<QLabel>(u"answerSummary"_s)->text(), u"the same"_s);
}

void TestVersions::keysAreMasked()
{
    const Secret key(QByteArray("mysterious-key"));
    Call call;
    call.request.system = u"Use mysterious-key"_s;
    const AnswerVersion version{.call = std::make_shared<const Call>(call)};
    const VersionsDialog dialog({version, version}, Redaction({key}));
    const auto *request = dialog.findChild<QWidget *>(u"requestDifference"_s);
    const QString shown = request->findChild<QPlainTextEdit *>(u"leftText"_s)->toPlainText();
    QVERIFY2(shown.contains(u"Use ••••••••••••••"), qPrintable(shown));
}

void TestVersions::menuOpensTheNewest()
{
    QVERIFY(m_fixture->askAndWait(u"What is a tier?"_s));
    QAction *action = m_fixture->menuAction(u"&Versions"_s);
    action->trigger();
    QVERIFY(!part<VersionsDialog>(u"versions"_s));
    QVERIFY(again({}));
    action->trigger();
    QVERIFY(part<VersionsDialog>(u"versions"_s));
}

QTEST_MAIN(TestVersions)
#include "tst_versions.moc"
