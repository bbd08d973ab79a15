// SPDX-License-Identifier: GPL-3.0-or-later
#include "messagefixture.h"

#include "support/markdownfixtures.h"

#include <QSignalSpy>
#include <QTest>

#include <limits>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// What becomes of messages in a document that nobody looks at.
class ConversationMessagesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_messages.reset(); }

    void streamedEqualsWhole_data();
    void streamedEqualsWhole();
    void isWrittenWithoutFlush();
    void deferredMessagesAreWrittenInTheirPlace();
    void aQuestionNotWrittenYetStays();
    void longLinesOfAQuestionAreParted();
    void longLinesOfAServerAreParted();
    void saysWhatHasMoved();
    void showsCards();
    void keepsTheSource();
    void tellsTheTextOfAMessage();
    void showsTheEnd_data();
    void showsTheEnd();
    void announcesWhatHappens();
    void versionsHaveANote();
    void anAnswerOfNothingIsNoQuestion();
    void anySeparatorStaysInItsBlock();
    void clears();

private:
    TextStyle m_style{Theme::light(), QFont()};
    QTextDocument m_document;
    std::unique_ptr<ConversationMessages> m_messages;
};

void ConversationMessagesTest::init()
{
    m_document.clear();
    m_messages = std::make_unique<ConversationMessages>(&m_document, m_style);
}

void ConversationMessagesTest::streamedEqualsWhole_data()
{
    QTest::addColumn<QString>("text");
    for (const MarkdownFixture &fixture : markdownFixtures())
        QTest::newRow(fixture.name.constData()) << fixture.text;
}

void ConversationMessagesTest::streamedEqualsWhole()
{
    QFETCH(const QString, text);
    answer(*m_messages, text, text.size());
    m_messages->writeDeferred(QDeadlineTimer(QDeadlineTimer::Forever));
    const QString whole = dump(m_document);
    for (const qsizetype each : {1, 7}) {
        m_messages->clear();
        answer(*m_messages, text, each);
        m_messages->writeDeferred(QDeadlineTimer(QDeadlineTimer::Forever));
        QCOMPARE(dump(m_document), whole);
    }
}

void ConversationMessagesTest::isWrittenWithoutFlush()
{
    QSignalSpy settled(m_messages.get(), &ConversationMessages::settled);
    m_messages->beginAnswer(0);
    m_messages->appendText(u"Some **text");
    QVERIFY(m_messages->hasPending());
    QVERIFY(settled.wait());
    QVERIFY(!m_messages->hasPending());
    QCOMPARE(m_document.lastBlock().text(), u"Some text"_s);
}

void ConversationMessagesTest::showsCards()
{
    answer(*m_messages, u"I look."_s, 5);
    m_messages->addCard(1, u"Calls the tool weather"_s, u"json"_s, u"{\n    \"city\": \"Rome\"\n}"_s);
    m_messages->flush();
    const BlockLook look = BlockLook::of(blockWith(m_document, u"{"_s).blockFormat());
    QCOMPARE(look.title, u"Calls the tool weather"_s);
    QVERIFY(RunLook::of(m_document.find(u"city"_s).charFormat()).token != 0);
}

void ConversationMessagesTest::keepsTheSource()
{
    answer(*m_messages, u"A **bold** text"_s, 3);
    QCOMPARE(m_messages->records().source(0), u"A question\nof two lines"_s);
    QCOMPARE(m_messages->records().source(1), u"A **bold** text"_s);
}

void ConversationMessagesTest::showsTheEnd_data()
{
    QTest::addColumn<ConversationMessages::End>("end");
    QTest::addColumn<QString>("last");
    QTest::newRow("complete") << ConversationMessages::End::Complete << u"text"_s;
    QTest::newRow("failed") << ConversationMessages::End::Failed << u"text"_s;
    QTest::newRow("stopped") << ConversationMessages::End::Stopped << u"Stopped"_s;
    QTest::newRow("incomplete") << ConversationMessages::End::Incomplete
                                << u"Incomplete: the connection closed early"_s;
}

void ConversationMessagesTest::showsTheEnd()
{
    QFETCH(const ConversationMessages::End, end);
    m_messages->beginAnswer(0);
    m_messages->appendText(u"text");
    m_messages->endAnswer(end);
    QVERIFY(!m_messages->isStreaming());
    m_messages->flush();
    QTEST(m_document.lastBlock().text(), "last");
}

void ConversationMessagesTest::versionsHaveANote()
{
    m_messages->setVersions(0, 2, 2, u"Version 1 got no answer"_s);
    answer(*m_messages, u"An answer\n"_s, 100);
    QVERIFY(blockWith(m_document, u"2 of 2"_s).text().endsWith(u"Version 1 got no answer"_s));
}

void ConversationMessagesTest::anAnswerOfNothingIsNoQuestion()
{
    answer(*m_messages, 0, u"\n\n"_s);
    m_messages->addCard(1, u"Calls the tool weather"_s, u"json"_s, u"{}"_s);
    QVERIFY(m_messages->writeDeferred(QDeadlineTimer(QDeadlineTimer::Forever)));
    int questions = 0;
    for (QTextBlock block = m_document.begin(); block.isValid(); block = block.next())
        questions += BlockLook::kindOf(block.blockFormat()) == BlockLook::Kind::Question ? 1 : 0;
    QCOMPARE(questions, 1);
}

void ConversationMessagesTest::anySeparatorStaysInItsBlock()
{
    const QString text = u"one\u2029two &#8233; three\u2029\n\n`a\u2029b` end"_s;
    answer(*m_messages, text, text.size());
    m_messages->writeDeferred(QDeadlineTimer(QDeadlineTimer::Forever));
    const QString whole = dump(m_document);
    QCOMPARE(m_document.blockCount(), 4);
    m_messages->clear();
    answer(*m_messages, text, 1);
    m_messages->writeDeferred(QDeadlineTimer(QDeadlineTimer::Forever));
    QCOMPARE(dump(m_document), whole);
}

void ConversationMessagesTest::deferredMessagesAreWrittenInTheirPlace()
{
    for (int turn = 0; turn < 6; turn += 2)
        answer(*m_messages, turn, u"Answer %1"_s.arg(turn + 1));
    m_messages->addNote(5, u"A note"_s);
    QCOMPARE(m_document.blockCount(), 7);
    QVERIFY(!blockWith(m_document, u"Answer"_s).isValid());
    m_messages->write(m_document.findBlockByNumber(3));
    QCOMPARE(m_document.findBlockByNumber(3).text(), u"Answer 3"_s);
    QVERIFY(!blockWith(m_document, u"Question"_s).isValid());
    QVERIFY(!m_messages->writeDeferred(QDeadlineTimer(0))); // one at least
    QCOMPARE(m_document.begin().text(), u"Question 0"_s);
    QVERIFY(m_messages->writeDeferred(QDeadlineTimer(QDeadlineTimer::Forever)));
    QCOMPARE(m_document.toPlainText(),
        u"Question 0\nAnswer 1\nQuestion 2\nAnswer 3\nQuestion 4\nAnswer 5\nA note"_s);
}

/// Also when what the answer began with turns out to be no text.
void ConversationMessagesTest::aQuestionNotWrittenYetStays()
{
    m_messages->addQuestion(0, u"A question"_s);
    m_messages->beginAnswer(1);
    for (const QStringView piece : {u"[a]", u": https://example.org\n\n", u"The answer."}) {
        m_messages->appendText(piece);
        m_messages->flush();
    }
    QVERIFY(m_messages->writeDeferred(QDeadlineTimer(QDeadlineTimer::Forever)));
    QCOMPARE(m_document.toPlainText(), u"A question\nThe answer."_s);
}

void ConversationMessagesTest::longLinesOfAQuestionAreParted()
{
    m_messages->addQuestion(0, u"0123456789"_s.repeated(1000) + u"\nshort"_s);
    QVERIFY(m_messages->writeDeferred(QDeadlineTimer(QDeadlineTimer::Forever)));
    QVERIFY(m_document.blockCount() > 3);
    const auto lookOf = [this](int number) {
        return BlockLook::of(m_document.findBlockByNumber(number).blockFormat());
    };
    QVERIFY(lookOf(0).first && !lookOf(0).continues);
    QVERIFY(!lookOf(1).first && lookOf(1).continues);
    QVERIFY(!lookOf(m_document.blockCount() - 1).continues);
}

/// A server's words have any length, and Qt lays a block out in one go.
void ConversationMessagesTest::longLinesOfAServerAreParted()
{
    const QString line(100'000, u'x');
    m_messages->addError(0, {.title = line, .message = line, .facts = line});
    m_messages->addNote(0, line);
    m_messages->addCard(0, u"Calls the tool f"_s, u"json"_s, u'"' + line + u'"');
    qsizetype length = 0;
    for (QTextBlock block = m_document.begin(); block.isValid(); block = block.next()) {
        QVERIFY2(block.length() < 5000, qPrintable(QString::number(block.length())));
        length += block.length() - 1;
        const BlockLook look = BlockLook::of(block.blockFormat());
        QVERIFY(!look.continues || (!look.first && look.space == 0));
    }
    QCOMPARE(length, 5 * line.size() + 2);
}

/// What is written at the end moves nothing; what is written above moves what is below it.
void ConversationMessagesTest::saysWhatHasMoved()
{
    m_messages->addQuestion(0, u"A question"_s);
    m_messages->beginAnswer(1);
    const QSignalSpy before(m_messages.get(), &ConversationMessages::aboutToWrite);
    QSignalSpy written(m_messages.get(), &ConversationMessages::written);
    m_messages->appendText(u"An answer");
    QVERIFY(before.isEmpty());
    m_messages->flush();
    QCOMPARE(before.size(), 1);
    QCOMPARE(written.takeFirst(), (QVariantList{std::numeric_limits<int>::max(), 0}));
    m_messages->write(m_document.begin());
    QCOMPARE(before.size(), 2);
    QCOMPARE(written.takeFirst(), (QVariantList{0, 10}));
    m_messages->appendText(u", and more");
    m_messages->flush();
    QCOMPARE(m_document.toPlainText(), u"A question\nAn answer, and more"_s);
}

void ConversationMessagesTest::tellsTheTextOfAMessage()
{
    m_messages->addQuestion(0, u"Is *this* so?"_s);
    m_messages->beginAnswer(1);
    m_messages->appendReasoning(u"I think.");
    m_messages->appendText(u"It **is**.\n\n- so\n");
    m_messages->endAnswer(ConversationMessages::End::Complete);
    QCOMPARE(m_messages->text(0), u"Is *this* so?"_s);
    QCOMPARE(m_messages->text(1), u"It is.\n\n• so"_s);
    QVERIFY(m_messages->text(2).isEmpty());
}

void ConversationMessagesTest::announcesWhatHappens()
{
    QSignalSpy announced(m_messages.get(), &ConversationMessages::announced);
    answer(*m_messages, u"text"_s, 4);
    QCOMPARE(announced.takeFirst().first().toString(), u"The answer is complete."_s);
    m_messages->beginAnswer(2);
    m_messages->appendText(u"text");
    m_messages->flush();
    m_messages->endAnswer(ConversationMessages::End::Failed);
    m_messages->addError(2, {.title = u"Too many requests"_s});
    QCOMPARE(announced.takeFirst().first().toString(), u"Too many requests"_s);
    QVERIFY(announced.isEmpty());
}

void ConversationMessagesTest::clears()
{
    m_messages->setVersions(1, 2, 2);
    answer(*m_messages, u"| a |\n|---|\n| b |\n"_s, 3);
    m_messages->beginAnswer(2);
    m_messages->appendText(u"more");
    m_messages->clear();
    QVERIFY(m_document.isEmpty());
    QVERIFY(!m_messages->isStreaming() && !m_messages->hasPending());
    QVERIFY(m_messages->records().source(1).isEmpty());
    QCOMPARE(m_messages->records().version(1).count, 1);
    QVERIFY(m_messages->writeDeferred(QDeadlineTimer(QDeadlineTimer::Forever)));
    QVERIFY(m_document.isEmpty());
}

QTEST_MAIN(ConversationMessagesTest)
#include "tst_conversationmessages.moc"
