// SPDX-License-Identifier: GPL-3.0-or-later
#include "messagefixture.h"

#include "view/conversation/conversationlayout.h"
#include "view/conversation/decorationactions.h"
#include "view/conversation/readerrequests.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class DecorationActionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_document.setDocumentLayout(m_layout); }
    void init();

    void doesWhatIsOffered();
    void savesUnderAName();
    void foldsReasoning();
    void foldsReasoningThatStreams();
    void unfoldsOnlyWhatIsFolded();

private:
    [[nodiscard]] QTextBlock block(const QString &text) const { return blockWith(m_document, text); }
    void think(const QString &text);

    TextStyle m_style{Theme::light(), QFont()};
    QTextDocument m_document;
    ConversationLayout *m_layout = new ConversationLayout(&m_document, m_style);
    ConversationMessages m_messages{&m_document, m_style};
    ReaderRequests m_requests;
    DecorationActions m_decorations{m_layout, m_style, &m_requests, nullptr};
};

void DecorationActionsTest::init()
{
    m_layout->reset();
    m_messages.clear();
    m_decorations.clear();
}

void DecorationActionsTest::think(const QString &text)
{
    m_messages.appendReasoning(text);
    m_messages.flush();
}

void DecorationActionsTest::doesWhatIsOffered()
{
    using enum DecorationHit::Kind;
    const QSignalSpy saved(&m_requests, &ReaderRequests::saveRequested);
    const QSignalSpy changed(&m_decorations, &DecorationActions::changed);
    answer(m_messages, u"```py\nrun()\n```\n"_s, 5);
    const QTextBlock code = block(u"run"_s);
    m_decorations.activate({.kind = None, .block = code});
    QVERIFY(changed.isEmpty() && saved.isEmpty());
    m_decorations.activate({.kind = CopyCode, .block = code});
    QCOMPARE(QGuiApplication::clipboard()->text(), u"run()"_s);
    QCOMPARE(m_decorations.justCopied(), code);
    m_decorations.activate({.kind = WrapCode, .block = code});
    QVERIFY(!m_decorations.isWrapped(code));
    QCOMPARE(changed.size(), 2);
    m_decorations.activate({.kind = SaveCode, .block = code});
    QCOMPARE(saved, QList<QVariantList>({{u"code.py"_s, u"run()\n"_s}}));
    m_decorations.clear();
    QVERIFY(!m_decorations.justCopied().isValid());
}

void DecorationActionsTest::savesUnderAName()
{
    QSignalSpy saved(&m_requests, &ReaderRequests::saveRequested);
    answer(m_messages, u"```\na\n\nb\n```\n"_s, 5);
    m_decorations.saveCode(block(u"a"_s));
    QCOMPARE(saved.takeFirst().first(), u"code.txt"_s);
}

void DecorationActionsTest::foldsReasoning()
{
    m_messages.beginAnswer(1);
    think(u"I think.\n\nAnd again."_s);
    m_messages.appendText(u"The answer.");
    m_messages.endAnswer(ConversationMessages::End::Complete);
    m_messages.flush();
    QVERIFY(!block(u"I think"_s).isVisible());
    for (const bool visible : {true, false}) {
        m_decorations.toggleFold(m_document.begin());
        QCOMPARE(block(u"I think"_s).isVisible(), visible);
        QCOMPARE(block(u"And again"_s).isVisible(), visible);
        QVERIFY(block(u"The answer"_s).isVisible());
    }
}

/// What comes later is as what is there.
void DecorationActionsTest::foldsReasoningThatStreams()
{
    m_messages.beginAnswer(1);
    think(u"One.\n\n"_s);
    m_decorations.toggleFold(m_document.begin());
    think(u"Two.\n\n"_s);
    QVERIFY(block(u"One"_s).isVisible() && block(u"Two"_s).isVisible());
    m_decorations.toggleFold(m_document.begin());
    think(u"Three.\n\n"_s);
    QVERIFY(!block(u"Two"_s).isVisible() && !block(u"Three"_s).isVisible());
    m_messages.appendText(u"The answer.");
    m_messages.endAnswer(ConversationMessages::End::Complete);
    m_messages.flush();
    QVERIFY(!block(u"Three"_s).isVisible());
    QVERIFY(block(u"The answer"_s).isVisible());
}

void DecorationActionsTest::unfoldsOnlyWhatIsFolded()
{
    const QSignalSpy changed(&m_decorations, &DecorationActions::changed);
    m_messages.beginAnswer(1);
    think(u"One.\n\nTwo."_s);
    m_messages.appendText(u"The answer.");
    m_messages.flush();
    m_decorations.unfold(block(u"The answer"_s));
    QVERIFY(changed.isEmpty());
    m_decorations.unfold(block(u"Two"_s));
    QVERIFY(block(u"One"_s).isVisible());
}

QTEST_MAIN(DecorationActionsTest)
#include "tst_decorationactions.moc"
