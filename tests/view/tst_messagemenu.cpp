// SPDX-License-Identifier: GPL-3.0-or-later
#include "messagefixture.h"

#include "markdown/linkkind.h"
#include "view/conversation/conversationlayout.h"
#include "view/conversation/decorationactions.h"
#include "view/conversation/messagemenu.h"
#include "view/conversation/readerrequests.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

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
    const auto wanted = std::ranges::find(actions, text, &QAction::text);
    return wanted == actions.cend() ? nullptr : *wanted;
}

} // namespace

class MessageMenuTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_document.setDocumentLayout(m_layout); }
    void init();

    void asks_data();
    void asks();
    void anAnswerWithoutItsQuestion();
    void stepsThroughVersions();
    void waitsForTheAnswer();
    void copiesTheMessage();
    void leadsToTheCall();
    void offersTheLink();
    void offersTheCode();
    void codeMayGoOnWhileTheMenuIsOpen();

private:
    /// What the menu offers for the message with this text.
    [[nodiscard]] QList<QAction *> offered(const QString &text);
    [[nodiscard]] QList<QAction *> offeredForCode(const QString &text);

    TextStyle m_style{Theme::light(), QFont()};
    QTextDocument m_document;
    ConversationLayout *m_layout = new ConversationLayout(&m_document, m_style);
    ConversationMessages m_messages{&m_document, m_style};
    ReaderRequests m_requests;
    DecorationActions m_decorations{m_layout, m_style, &m_requests, nullptr};
    MessageMenu m_offers{&m_messages, &m_decorations, &m_requests};
    QMenu m_menu;
};

void MessageMenuTest::init()
{
    m_layout->reset();
    m_messages.clear();
}

QList<QAction *> MessageMenuTest::offered(const QString &text)
{
    m_messages.writeDeferred(QDeadlineTimer(QDeadlineTimer::Forever));
    m_menu.clear();
    m_offers.addMessage(m_menu, blockWith(m_document, text));
    return m_menu.actions();
}

QList<QAction *> MessageMenuTest::offeredForCode(const QString &text)
{
    m_menu.clear();
    m_offers.addCode(m_menu, blockWith(m_document, text));
    return m_menu.actions();
}

void MessageMenuTest::asks_data()
{
    using Signal = void (ReaderRequests::*)(int);
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("action");
    QTest::addColumn<Signal>("signal");
    QTest::addColumn<int>("turn");
    const QString question = u"of two lines"_s;
    const QString answer = u"An answer"_s;
    QTest::newRow("edit") << question << u"Edit and resend…"_s << &ReaderRequests::editRequested << 0;
    QTest::newRow("ask a question") << question << u"Ask again"_s << &ReaderRequests::regenerateRequested
                                    << 0;
    QTest::newRow("ask again") << answer << u"Ask again"_s << &ReaderRequests::regenerateRequested << 1;
    QTest::newRow("branch") << answer << u"Branch into a new lane"_s << &ReaderRequests::branchRequested << 1;
    QTest::newRow("delete") << question << u"Delete message"_s << &ReaderRequests::deleteRequested << 0;
    QTest::newRow("delete from") << answer << u"Delete from here on"_s << &ReaderRequests::deleteFromRequested
                                 << 1;
}

void MessageMenuTest::asks()
{
    using Signal = void (ReaderRequests::*)(int);
    QFETCH(const QString, message);
    QFETCH(const QString, action);
    QFETCH(const Signal, signal);
    QFETCH(const int, turn);
    answer(m_messages, u"An answer\n"_s, 100);
    QSignalSpy spy(&m_requests, signal);
    QAction *wanted = actionWith(offered(message), action);
    QVERIFY(wanted);
    wanted->trigger();
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy.first().first().toInt(), turn);
}

void MessageMenuTest::anAnswerWithoutItsQuestion()
{
    m_messages.beginAnswer(1);
    m_messages.appendText(u"An answer");
    m_messages.endAnswer(ConversationMessages::End::Complete);
    m_messages.flush();
    const QStringList texts = textsOf(offered(u"An answer"_s));
    QVERIFY(!texts.contains(u"Ask again"_s));
    QVERIFY(texts.contains(u"Delete message"_s));
}

void MessageMenuTest::stepsThroughVersions()
{
    answer(m_messages, u"An answer\n"_s, 100);
    QVERIFY(!textsOf(offered(u"An answer"_s)).contains(u"Next version"_s));
    QSignalSpy spy(&m_requests, &ReaderRequests::versionRequested);
    m_messages.setVersions(1, 2, 3);
    QCOMPARE(m_messages.records().version(1).count, 3);
    const QList<QAction *> actions = offered(u"An answer"_s);
    actionWith(actions, u"Previous version (2 of 3 is shown)"_s)->trigger();
    actionWith(actions, u"Next version"_s)->trigger();
    QCOMPARE(spy.takeFirst(), QVariantList({1, -1}));
    QCOMPARE(spy.takeFirst(), QVariantList({1, 1}));
    m_messages.setVersions(1, 3, 3);
    QVERIFY(!actionWith(offered(u"An answer"_s), u"Next version"_s)->isEnabled());
    m_messages.clear();
    QCOMPARE(m_messages.records().version(1).count, 1);
}

/// What only reads can be done at any time.
void MessageMenuTest::waitsForTheAnswer()
{
    m_messages.addQuestion(0, u"A question"_s);
    m_messages.beginAnswer(1);
    m_messages.appendText(u"half of it");
    m_messages.flush();
    for (const QAction *action : offered(u"half"_s)) {
        if (action->isSeparator())
            continue;
        const bool reads = action->text().startsWith(u"Copy message"_s);
        QVERIFY2(action->isEnabled() == reads, qPrintable(action->text()));
        QVERIFY2(
            reads || action->toolTip().contains(u"once the answer is complete"), qPrintable(action->text()));
    }
    m_messages.endAnswer(ConversationMessages::End::Complete);
    m_messages.flush();
    QVERIFY(actionWith(offered(u"half"_s), u"Ask again"_s)->isEnabled());
}

void MessageMenuTest::copiesTheMessage()
{
    answer(m_messages, u"An **answer**\n"_s, 100);
    const QList<QAction *> actions = offered(u"An answer"_s);
    actionWith(actions, u"Copy message as Markdown"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"An **answer**\n"_s);
    actionWith(actions, u"Copy message as text"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"An answer"_s);
}

void MessageMenuTest::leadsToTheCall()
{
    answer(m_messages, u"A tier.\n\nOne tier, another tier.\n"_s, 100);
    m_messages.writeDeferred(QDeadlineTimer(QDeadlineTimer::Forever));
    const QTextBlock block = blockWith(m_document, u"One tier, another tier."_s);
    QTextCursor place(block);
    place.setPosition(block.position() + static_cast<int>(block.text().lastIndexOf(u"tier")) + 1);
    m_menu.clear();
    m_offers.addInspecting(m_menu, place);
    const QSignalSpy call(&m_requests, &ReaderRequests::inspectRequested);
    const QSignalSpy word(&m_requests, &ReaderRequests::inspectTextRequested);
    actionWith(m_menu.actions(), u"Inspect the call"_s)->trigger();
    QCOMPARE(call, QList<QVariantList>({{1}}));
    actionWith(m_menu.actions(), u"Show the event that brought “tier”"_s)->trigger();
    QCOMPARE(word, QList<QVariantList>({{1, u"tier"_s, 2}})); // the third of the answer
    m_menu.clear();
    m_offers.addInspecting(m_menu, QTextCursor(blockWith(m_document, u"of two lines"_s)));
    QVERIFY(m_menu.isEmpty());
}

void MessageMenuTest::offersTheLink()
{
    m_menu.clear();
    m_offers.addLink(m_menu, {}, {}, 1);
    m_offers.addLink(m_menu, retryLink.toString(), {}, 1);
    QVERIFY(m_menu.isEmpty());
    m_offers.addLink(m_menu, u"vscode://file/a"_s, {}, 1);
    const QSignalSpy questioned(&m_requests, &ReaderRequests::linkQuestioned);
    actionWith(m_menu.actions(), u"Open link"_s)->trigger();
    QCOMPARE(questioned, QList<QVariantList>({{QUrl(u"vscode://file/a"_s)}}));
    actionWith(m_menu.actions(), u"Copy link"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"vscode://file/a"_s);
}

void MessageMenuTest::offersTheCode()
{
    answer(m_messages, u"Text\n\n```js\nconst a = 1;\nrun(a);\n```\n"_s, 5);
    QVERIFY(offeredForCode(u"Text"_s).isEmpty());
    const QList<QAction *> actions = offeredForCode(u"run"_s);
    actionWith(actions, u"Copy code"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"const a = 1;\nrun(a);\n"_s);
    QAction *wrap = actionWith(actions, u"Wrap long lines"_s);
    QVERIFY(wrap->isChecked());
    wrap->trigger();
    QVERIFY(!actionWith(offeredForCode(u"run"_s), u"Wrap long lines"_s)->isChecked());
}

void MessageMenuTest::codeMayGoOnWhileTheMenuIsOpen()
{
    m_messages.beginAnswer(1);
    m_messages.appendText(u"```js\nconst a = 1;\n");
    m_messages.flush();
    const QList<QAction *> actions = offeredForCode(u"const"_s);
    m_messages.appendText(u"run(a);\n```\n");
    m_messages.flush();
    QAction *copy = actionWith(actions, u"Copy code"_s);
    copy->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"const a = 1;\nrun(a);\n"_s);
    m_layout->reset();
    m_messages.clear();
    copy->trigger(); // the code is gone
    QCOMPARE(QGuiApplication::clipboard()->text(), u"const a = 1;\nrun(a);\n"_s);
}

QTEST_MAIN(MessageMenuTest)
#include "tst_messagemenu.moc"
