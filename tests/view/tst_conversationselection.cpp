// SPDX-License-Identifier: GPL-3.0-or-later
#include "messagefixture.h"

#include "view/conversation/conversationlayout.h"
#include "view/conversation/conversationselection.h"
#include "view/conversation/readingposition.h"

#include <QScrollBar>
#include <QTest>
#include <QTextEdit>

using namespace Parlance;
using namespace Qt::StringLiterals;

class ConversationSelectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_view.document()->setDocumentLayout(m_layout); }
    void init();

    void staysWhileItIsWritten_data();
    void staysWhileItIsWritten();
    void staysInTheDocument();
    void tellsItsMessages();
    void selectsAMessage();
    void goesFromMessageToMessage();

private:
    void select(int anchor, int position);

    TextStyle m_style{Theme::light(), QFont()};
    QTextEdit m_view;
    ConversationLayout *m_layout = new ConversationLayout(m_view.document(), m_style);
    ReadingPosition *m_reading = new ReadingPosition(m_layout, m_view.verticalScrollBar(), {}, &m_view);
    ConversationSelection *m_selection = new ConversationSelection(m_reading, &m_view);
    ConversationMessages m_messages{m_view.document(), m_style};
};

/// Two questions and answers, all of them written.
void ConversationSelectionTest::init()
{
    m_layout->reset();
    m_messages.clear();
    answer(m_messages, 0, u"One.\n\nTwo."_s);
    answer(m_messages, 2, u"Three."_s);
    m_messages.settle();
    QVERIFY(m_messages.writeDeferred(QDeadlineTimer(QDeadlineTimer::Forever)));
    m_view.resize(400, 400);
    m_reading->arrange(m_view.viewport()->height());
    QCOMPARE(m_view.toPlainText(), u"Question 0\nOne.\nTwo.\nQuestion 2\nThree."_s);
}

void ConversationSelectionTest::select(int anchor, int position)
{
    QTextCursor cursor(m_view.document());
    cursor.setPosition(anchor);
    cursor.setPosition(position, QTextCursor::KeepAnchor);
    m_view.setTextCursor(cursor);
}

void ConversationSelectionTest::staysWhileItIsWritten_data()
{
    QTest::addColumn<int>("anchor");
    QTest::addColumn<int>("position");
    QTest::addColumn<int>("newAnchor");
    QTest::addColumn<int>("newPosition");
    QTest::newRow("above") << 2 << 8 << 2 << 8;
    QTest::newRow("around") << 2 << 18 << 2 << 24;
    QTest::newRow("around, backwards") << 18 << 2 << 24 << 2;
    QTest::newRow("below") << 14 << 18 << 20 << 24;
    QTest::newRow("from the place on") << 11 << 15 << 11 << 21;
}

/// Six characters come in at the place 11.
void ConversationSelectionTest::staysWhileItIsWritten()
{
    QFETCH(const int, anchor);
    QFETCH(const int, position);
    select(anchor, position);
    m_selection->remember();
    QTextCursor edit(m_view.document());
    edit.setPosition(11);
    edit.insertText(u"Zero. "_s);
    select(0, 3); // whatever Qt has made of it
    m_selection->restore(11, 6);
    QTEST(m_view.textCursor().anchor(), "newAnchor");
    QTEST(m_view.textCursor().position(), "newPosition");
}

void ConversationSelectionTest::staysInTheDocument()
{
    const int last = m_view.document()->characterCount() - 1;
    select(0, last);
    m_selection->remember();
    QTextCursor edit(m_view.document());
    edit.setPosition(last);
    edit.deletePreviousChar();
    m_selection->restore(last, 0);
    QCOMPARE(m_view.textCursor().position(), last - 1);
}

void ConversationSelectionTest::tellsItsMessages()
{
    QVERIFY(m_selection->turns().isEmpty());
    m_view.selectAll();
    QCOMPARE(m_selection->turns(), QList<int>({0, 1, 2, 3}));
    m_view.setTextCursor(m_view.document()->find(u"Two"_s));
    QCOMPARE(m_selection->turns(), QList<int>({1}));
}

void ConversationSelectionTest::selectsAMessage()
{
    m_selection->select(1);
    QCOMPARE(m_view.textCursor().selectedText(), u"One.\u2029Two."_s);
    QCOMPARE(m_view.textCursor().position(), 11); // which is scrolled to
    m_selection->select(7);
    QCOMPARE(m_selection->turns(), QList<int>({1}));
}

void ConversationSelectionTest::goesFromMessageToMessage()
{
    m_selection->select(1);
    QCOMPARE(m_selection->next(true), std::optional(2));
    QCOMPARE(m_selection->next(false), std::optional(0));
    m_selection->select(3);
    QCOMPARE(m_selection->next(true), std::nullopt);
}

QTEST_MAIN(ConversationSelectionTest)
#include "tst_conversationselection.moc"
