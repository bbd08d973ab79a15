// SPDX-License-Identifier: GPL-3.0-or-later
// A question of one long line, which stands in the conversation as several blocks.
#include "view/conversation/conversationmessages.h"
#include "view/conversation/conversationsearch.h"
#include "view/conversation/conversationview.h"
#include "view/conversation/readerrequests.h"
#include "windowfixture.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTest>
#include <QTextBlock>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestLongQuestion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isCopiedAsItWasWritten_data();
    void isCopiedAsItWasWritten();
    void isFoundAcrossItsParts();
    void isFoundAcrossItsPartsWhenItIsWrittenLater();
    void goesThroughTheWindowAsItIs();
};

void TestLongQuestion::isCopiedAsItWasWritten_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("base64") << u"QUJDRA"_s.repeated(5'000);
    QTest::newRow("surrogate pairs") << u"x"_s + u"😀"_s.repeated(5'000);
    QTest::newRow("marks") << u"xe\u0301"_s.repeated(5'000);
    QTest::newRow("special blanks") << u"a\u00A0b\u2028c "_s.repeated(2'000);
    QTest::newRow("lines") << (u"abc"_s.repeated(3'000) + u"\n\n"_s).repeated(3) + u"end"_s;
}

void TestLongQuestion::isCopiedAsItWasWritten()
{
    QFETCH(QString, text);
    ConversationView view;
    view.messages()->addQuestion(0, text);
    QVERIFY(view.messages()->writeDeferred(QDeadlineTimer(QDeadlineTimer::Forever)));
    QVERIFY(view.document()->blockCount() > 1);
    for (QTextBlock block = view.document()->begin(); block.isValid(); block = block.next()) {
        QVERIFY(block.text().isEmpty() || !block.text().front().isLowSurrogate());
        QVERIFY(!block.text().startsWith(u'\u0301'));
    }
    view.selectAll();
    view.copy();
    QCOMPARE(QGuiApplication::clipboard()->text(), text);
}

void TestLongQuestion::isFoundAcrossItsParts()
{
    const QString text = u"0123456789"_s.repeated(2'000);
    ConversationView view;
    view.messages()->addQuestion(0, text);
    QVERIFY(view.messages()->writeDeferred(QDeadlineTimer(QDeadlineTimer::Forever)));
    QVERIFY(view.document()->blockCount() > 1);
    ConversationSearch search(view.document());
    search.setQuery(u"89012"_s);
    QCOMPARE(search.matches().size(), 1'999);
    for (const ConversationSearch::Match &match : search.matches()) {
        view.setTextCursor(search.cursorAt(match));
        view.copy();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"89012"_s);
        QCOMPARE(search.within(match.position + match.length - 1, match.position + match.length).size(), 1);
    }
}

void TestLongQuestion::isFoundAcrossItsPartsWhenItIsWrittenLater()
{
    ConversationView view;
    ConversationSearch search(view.document());
    search.setQuery(u"89012"_s);
    view.messages()->addQuestion(0, u"0123456789"_s.repeated(2'000));
    QVERIFY(view.messages()->writeDeferred(QDeadlineTimer(QDeadlineTimer::Forever)));
    QCOMPARE(search.matches().size(), 1'999);
}

void TestLongQuestion::goesThroughTheWindowAsItIs()
{
    const WindowFixture fixture(1000);
    fixture.window().openLanes({{.gateway = u"openai-compatible"_s, .model = u"gpt-4o-mini"_s}});
    const QString text = u"x"_s + u"日本語\u00A0😀"_s.repeated(800) + u"\nend"_s;
    QVERIFY(fixture.askAndWait(text));
    QCOMPARE(fixture.typed(), QString());
    QCOMPARE(fixture.conversation().turn(0).message.text(), text);
    Q_EMIT fixture.lane().view()->requests()->editRequested(0);
    QCOMPARE(fixture.typed(), text);
    QVERIFY(fixture.askAndWait(fixture.typed()));
    const Conversation &conversation = fixture.conversation();
    QCOMPARE(conversation.turn(conversation.path().first()).message.text(), text);
}

QTEST_MAIN(TestLongQuestion)
#include "tst_longquestion.moc"
