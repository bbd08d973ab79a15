// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "client/chatsession.h"
#include "support/answeredcall.h"
#include "support/eventually.h"
#include "support/fakeserver.h"
#include "wire/dialects/registry.h"

#include <QSignalSpy>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

using TurnId = Conversation::TurnId;
constexpr TurnId Root = Conversation::Root;
const Part picture = ImagePart{.mediaType = u"image/png"_s, .bytes = "png"};

Reply saying(const QString &text, const QStringList &calls = {})
{
    Reply reply;
    reply.state = Reply::State::Complete;
    reply.choices.resize(1);
    addText(reply.choices[0].parts, text);
    for (const QString &id : calls)
        reply.choices[0].parts.append(ToolCall{.id = id, .name = u"tool"_s, .arguments = u"{}"_s});
    return reply;
}

/// Two questions with their answers: turns 0 to 3.
Conversation talk()
{
    Conversation conversation;
    TurnId last = conversation.append(Root, Message::of(Role::User, u"One?"_s));
    last = conversation.append(last, Test::answeredCall(saying(u"Uno."_s)));
    last = conversation.append(last, Message::of(Role::User, u"Two?"_s));
    conversation.append(last, Test::answeredCall(saying(u"Due."_s)));
    return conversation;
}

Message said(Role role, const QString &text)
{
    return Message::of(role, text);
}

} // namespace

/// Messages that a person writes, changes and moves.
class TestHandwritten : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void insertsAtAnyPlace_data();
    void insertsAtAnyPlace();
    void insertsIntoNothing();
    void whatWasThereIsAVersion();
    void rewrites();
    void moves();
    void refuses();
    void undoes();
    void aMessageByHandStaysBeforeTheNextQuestion();
    void answersFromHere();
    void aPrefillIsSentLast();
    void aFailedAnswerGivesNoPromptBack();
    void askingAgainAfterAMessageByHand();
    void knowsWhatIsRefused();
    void repairs_data();
    void repairs();
    void aRepairKeepsWhatWasTyped();
    void whatVariablesLeaveBlankIsNotPutIn();

private:
    /// "user: One? | assistant: Uno."
    [[nodiscard]] QString path() const;
    /// With the variable `it`.
    bool insert(TurnId after, const Message &message, const QString &it = {})
    {
        return m_session->change(
            [&](Conversation &all) { return all.insert(after, message, {{.name = u"it"_s, .value = it}}); });
    }
    bool rewrite(TurnId turn, const Message &message)
    {
        return m_session->change([&](Conversation &all) { return all.rewrite(turn, message); });
    }
    bool move(TurnId turn, qsizetype places)
    {
        return m_session->change([&](Conversation &all) { return all.move(turn, places); });
    }
    void useDialect(const QString &id);
    [[nodiscard]] TurnId turnAt(qsizetype place) const { return m_session->conversation().path().at(place); }

    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<ChatClient> m_client;
    std::unique_ptr<ChatSession> m_session;
};

void TestHandwritten::init()
{
    m_server = std::make_unique<FakeServer>(); // what one test has stopped is not asked in the next
    m_client = std::make_unique<ChatClient>();
    m_session = std::make_unique<ChatSession>(m_client.get());
    useDialect(u"chat-completions"_s);
    QVERIFY(m_session->adopt(talk()));
}

void TestHandwritten::cleanup()
{
    m_session.reset();
    m_client.reset();
    m_server.reset();
}

void TestHandwritten::useDialect(const QString &id)
{
    m_session->setTarget({.url = m_server->url(), .headers = {}, .dialect = findDialect(id)});
}

QString TestHandwritten::path() const
{
    QStringList turns;
    const Conversation &conversation = m_session->conversation();
    for (const Message &message : conversation.messages(conversation.last()))
        turns << roleName(message.role) + u": "_s + message.text();
    return turns.join(u" | "_s);
}

void TestHandwritten::insertsAtAnyPlace_data()
{
    QTest::addColumn<TurnId>("after");
    QTest::addColumn<Message>("message");
    QTest::addColumn<QString>("path");
    QTest::newRow("first")
        << Root << said(Role::System, u"Be brief."_s)
        << u"system: Be brief. | user: One? | assistant: Uno. | user: Two? | assistant: Due."_s;
    QTest::newRow("between")
        << TurnId(1) << said(Role::User, u"More?"_s)
        << u"user: One? | assistant: Uno. | user: More? | user: Two? | assistant: Due."_s;
    QTest::newRow("last")
        << TurnId(3) << said(Role::Assistant, u"Tre."_s)
        << u"user: One? | assistant: Uno. | user: Two? | assistant: Due. | assistant: Tre."_s;
    QTest::newRow("a result") << TurnId(3) << Message::result(u"c"_s, u"9 C"_s)
                              << u"user: One? | assistant: Uno. | user: Two? | assistant: Due. | tool: 9 C"_s;
}

void TestHandwritten::insertsAtAnyPlace()
{
    QFETCH(const TurnId, after);
    QFETCH(const Message, message);
    const QSignalSpy changed(m_session.get(), &ChatSession::pathChanged);
    QVERIFY(insert(after, message));
    QTEST(path(), "path");
    QCOMPARE(changed.size(), 1);
}

void TestHandwritten::insertsIntoNothing()
{
    m_session->clear();
    QVERIFY(insert(Root, said(Role::Assistant, u"Hello!"_s)));
    QCOMPARE(path(), u"assistant: Hello!"_s);
    const Conversation::Turn &turn = m_session->conversation().turn(0);
    QVERIFY(turn.call && turn.call->isByHand);
    QVERIFY(turn.reply().answers());
}

void TestHandwritten::whatWasThereIsAVersion()
{
    QVERIFY(insert(1, said(Role::User, u"More?"_s)));
    const QList<TurnId> versions = m_session->conversation().versions(turnAt(2));
    QCOMPARE(versions, (QList<TurnId>{2, 4}));
    m_session->showVersion(2);
    QCOMPARE(path(), u"user: One? | assistant: Uno. | user: Two? | assistant: Due."_s);
}

void TestHandwritten::rewrites()
{
    QVERIFY(rewrite(1, said(Role::Assistant, u"Eins."_s)));
    QCOMPARE(path(), u"user: One? | assistant: Eins. | user: Two? | assistant: Due."_s);
    QVERIFY(rewrite(turnAt(0), said(Role::System, u"Count."_s)));
    QCOMPARE(path(), u"system: Count. | assistant: Eins. | user: Two? | assistant: Due."_s);
}

void TestHandwritten::moves()
{
    QVERIFY(move(2, -2));
    QCOMPARE(path(), u"user: Two? | user: One? | assistant: Uno. | assistant: Due."_s);
    QVERIFY(move(turnAt(0), 1));
    QCOMPARE(path(), u"user: One? | user: Two? | assistant: Uno. | assistant: Due."_s);
    QVERIFY(!move(turnAt(0), -1));
    QVERIFY(!move(turnAt(3), 1));
    QVERIFY(!move(turnAt(1), 0));
}

void TestHandwritten::refuses()
{
    const QString before = path();
    QVERIFY(!insert(7, said(Role::User, u"Hi"_s)));
    QVERIFY(!insert(1, said(Role::User, u" "_s)));
    QVERIFY(!rewrite(1, said(Role::Assistant, {})));
    QVERIFY(!rewrite(Root, said(Role::User, u"Hi"_s)));
    QVERIFY(!m_session->answerAfter(Root));
    QVERIFY(!m_session->canUndo());
    QVERIFY(m_session->send(u"Three?"_s));
    QVERIFY(!insert(1, said(Role::User, u"Hi"_s)));
    QVERIFY(!rewrite(1, said(Role::Assistant, u"Hi"_s)));
    QVERIFY(!move(1, 1));
    QVERIFY(!m_session->answerAfter(1));
    m_session->stop();
    QCOMPARE(path(), before + u" | user: Three?"_s);
}

void TestHandwritten::undoes()
{
    const QString before = path();
    QVERIFY(insert(1, said(Role::User, u"More?"_s)));
    QVERIFY(move(turnAt(0), 1));
    QVERIFY(m_session->remove(turnAt(0)));
    for (int i = 0; i < 3; ++i)
        QVERIFY(m_session->undoRemoval());
    QCOMPARE(path(), before);
    QVERIFY(!m_session->canUndo());
}

void TestHandwritten::aMessageByHandStaysBeforeTheNextQuestion()
{
    QVERIFY(insert(3, said(Role::User, u"By hand"_s)));
    QVERIFY(m_session->send(u"Three?"_s));
    QCOMPARE(path(),
        u"user: One? | assistant: Uno. | user: Two? | assistant: Due. | user: By hand | user: Three?"_s);
    QVERIFY(m_server->nextRequest());
    m_session->stop();
}

void TestHandwritten::answersFromHere()
{
    QVERIFY(insert(3, said(Role::User, u"Three?"_s)));
    QVERIFY(m_session->answerAfter(turnAt(4)));
    FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    connection->sendHead();
    connection->sendText("Tre.");
    connection->sendDone();
    connection->endBody();
    QVERIFY(eventually([this] { return !m_session->isBusy(); }));
    QVERIFY2(path().endsWith(u"user: Three? | assistant: Tre."), qPrintable(path()));
}

void TestHandwritten::aPrefillIsSentLast()
{
    useDialect(u"messages"_s);
    m_session->clear();
    QVERIFY(insert(Root, said(Role::User, u"JSON, please."_s)));
    QVERIFY(insert(0, said(Role::Assistant, u"{"_s)));
    QVERIFY(m_session->answerAfter(turnAt(1)));
    FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    QVERIFY2(
        connection->body().contains(
            R"("messages":[{"role":"user","content":"JSON, please."},{"role":"assistant","content":"{"}])"),
        connection->body());
    m_session->stop();
}

void TestHandwritten::aFailedAnswerGivesNoPromptBack()
{
    const QSignalSpy returned(m_session.get(), &ChatSession::promptReturned);
    QVERIFY(m_session->answerAfter(3));
    FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    connection->sendWhole(500, "application/json", "{}");
    QVERIFY(eventually([this] { return !m_session->isBusy(); }));
    QCOMPARE(returned.size(), 0);
}

void TestHandwritten::askingAgainAfterAMessageByHand()
{
    QVERIFY(insert(3, said(Role::Assistant, u"Tre"_s)));
    QVERIFY(m_session->answerAfter(turnAt(4)));
    FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    connection->sendWhole(500, "application/json", "{}");
    QVERIFY(eventually([this] { return !m_session->isBusy(); }));
    QVERIFY(m_session->regenerate(m_session->conversation().last()));
    connection = m_server->nextRequest();
    QVERIFY(connection);
    QVERIFY2(connection->body().contains(R"({"role":"assistant","content":"Tre"}])"), connection->body());
    m_session->stop();
}

void TestHandwritten::knowsWhatIsRefused()
{
    QCOMPARE(m_session->refused().upTo(3), std::nullopt);
    QVERIFY(insert(3, Message::result(u"c"_s, u"9 C"_s)));
    const auto refused = m_session->refused().upTo(turnAt(4));
    QVERIFY(refused);
    QCOMPARE(refused->why, HistoryProblem::Kind::ResultWithoutCall);
    QCOMPARE(refused->turn, turnAt(4));
}

void TestHandwritten::repairs_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<Message>("message");
    QTest::addColumn<TurnId>("after");
    QTest::addColumn<QString>("path");
    const QString before = u"user: One? | assistant: Uno. | user: Two? | assistant: Due."_s;
    QTest::newRow("a result without its call")
        << u"chat-completions"_s << Message::result(u"c"_s, u"9 C"_s) << TurnId(3) << before;
    QTest::newRow("an answer first") << u"messages"_s << said(Role::Assistant, u"Hi"_s) << Root << before;
    QTest::newRow("a picture alone") << u"floopfloop"_s << Message::prompt({}, {picture}) << TurnId(3)
                                     << before;
    QTest::newRow("a picture with words") << u"floopfloop"_s << Message::prompt(u"Look."_s, {picture})
                                          << TurnId(3) << before + u" | user: Look."_s;
    Message calls{.role = Role::Assistant, .parts = {}};
    for (const QString &id : {u"a"_s, u"b"_s})
        calls.parts.append(ToolCall{.id = id, .name = u"tool"_s, .arguments = u"{}"_s});
    QTest::newRow("calls without results")
        << u"messages"_s << calls << TurnId(3)
        << before + u" | assistant:  | tool: No result. | tool: No result."_s;
}

void TestHandwritten::repairs()
{
    QFETCH(const QString, dialect);
    QFETCH(const Message, message);
    QFETCH(const TurnId, after);
    useDialect(dialect);
    QVERIFY(insert(after, message));
    const auto refused = m_session->refused().beforeNext();
    QVERIFY(refused);
    QVERIFY(m_session->repair(*refused));
    QTEST(path(), "path");
    QCOMPARE(m_session->refused().beforeNext(), std::nullopt);
    QVERIFY(m_session->canUndo());
}

void TestHandwritten::aRepairKeepsWhatWasTyped()
{
    useDialect(u"floopfloop"_s);
    QVERIFY(insert(3, Message::prompt(u"Look at {{it}}."_s, {picture}), u"this"_s));
    const auto refused = m_session->refused().beforeNext();
    QVERIFY(refused && m_session->repair(*refused));
    const Conversation::Turn &turn = m_session->conversation().turn(m_session->conversation().last());
    QCOMPARE(turn.message, Message::of(Role::User, u"Look at this."_s));
    QCOMPARE(turn.asTyped(), Message::of(Role::User, u"Look at {{it}}."_s));
}

void TestHandwritten::whatVariablesLeaveBlankIsNotPutIn()
{
    const Message message = Message::of(Role::User, u"{{it}}"_s);
    QVERIFY(!insert(3, message, QString()));
    QVERIFY(insert(3, message, u"this"_s));
}

QTEST_GUILESS_MAIN(TestHandwritten)
#include "tst_handwritten.moc"
