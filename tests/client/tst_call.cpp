// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "client/chatsession.h"
#include "client/exchange.h"
#include "client/httpexchange.h"
#include "client/plainanswers.h"
#include "client/requesthead.h"
#include "support/eventually.h"
#include "support/fakeserver.h"
#include "wire/dialects/registry.h"

#include <QSignalSpy>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Answer =
    R"({"choices":[{"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}]})";

Target targetOf(const QUrl &url)
{
    Target target{.url = url,
        .headers = wireHeaders({{"Authorization", "Bearer sk-live-0123456789"}}),
        .dialect = findDialect(u"chat-completions")};
    target.gateway.id = u"here"_s;
    target.gateway.name = u"Here"_s;
    return target;
}

ChatRequest hello()
{
    ChatRequest request;
    request.model = u"m"_s;
    request.messages = {Message::of(Role::User, u"Hi"_s)};
    return request;
}

/// The lines of a request's head, but for those that the connection adds.
QByteArrayList linesOf(const WireRequest &request)
{
    QByteArrayList lines{request.method + ' ' + request.url.path().toUtf8() + " HTTP/1.1"};
    for (const auto &[name, value] : revealed(request.headers))
        lines << name.toLower() + ": " + value;
    return lines;
}

} // namespace

/// What is kept of a request and its answer.
class TestCall : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requestIsPure();
    void laterHeadersReplaceEarlierOnes();
    void headersOfTheUserAreSent();
    void tellsTheRefusedParameter();
    void aKeyIsShownNowhere();
    void holdsTheBytesThatWentAndCame();
    void tellsEveryHeaderThatWent();
    void tellsItsStagesAndWhoEndedIt();
    void holdsWhatWasAskedAsItWasThen();
    void aRefusedCallWasNotSent();
    void versionsBranchesAndUndoShareIt();
    void deletingDropsIt();
    void clearingDropsIt();
    void recordsTwentyThousandEvents();
    void modelListsAndHealthChecksAreCalls();
    void anAnswerThatIsTooLongIsCutOff();

private:
    /// Asks and gets `Answer`.
    [[nodiscard]] bool ask(ChatSession &session, FakeServer &server);

    ChatClient m_client;
};

bool TestCall::ask(ChatSession &session, FakeServer &server)
{
    session.send(u"Hi"_s);
    FakeConnection *connection = server.nextRequest();
    if (!connection)
        return false;
    connection->sendWhole(200, "application/json", Answer);
    return eventually([&session] { return !session.isBusy(); });
}

void TestCall::requestIsPure()
{
    const Target target = targetOf(QUrl(u"https://h/api/chat"_s));
    const QByteArray userAgent = "user-agent: Parlance/" PARLANCE_VERSION;
    const WireRequest request = wireRequest(target, hello());
    QCOMPARE(request, wireRequest(target, hello()));
    QCOMPARE(request.method, "POST");
    QCOMPARE(request.url, target.url);
    QCOMPARE(request.body, target.dialect->encode(hello()));
    QCOMPARE(
        linesOf(request), QByteArrayList({"POST /api/chat HTTP/1.1", "content-type: application/json",
                              "accept: text/event-stream, application/json", "accept-encoding: identity",
                              "accept-language: *", userAgent, "authorization: Bearer sk-live-0123456789"}));
    QCOMPARE(linesOf(wireRequest(QUrl(u"https://h/models"_s), {{"X-A", "b"}})),
        QByteArrayList({"GET /models HTTP/1.1", "accept: application/json", "accept-encoding: identity",
            "accept-language: *", userAgent, "x-a: b"}));
}

void TestCall::laterHeadersReplaceEarlierOnes()
{
    Target target = targetOf(QUrl(u"https://h"_s));
    target.dialect = findDialect(u"messages");
    target.headers = wireHeaders({{"Anthropic-Version", "2099-01-01"}, {"ACCEPT", "x"}});
    const QByteArrayList lines = linesOf(wireRequest(target, hello()));
    QCOMPARE(lines.count("anthropic-version: 2099-01-01"), 1);
    QCOMPARE(lines.count("accept: x"), 1);
    const QByteArray all = lines.join('\n');
    QCOMPARE(all.count("anthropic-version:"), 1);
    QCOMPARE(all.count("accept:"), 1);
}

void TestCall::headersOfTheUserAreSent()
{
    const Target target = targetOf(QUrl(u"https://h"_s));
    ChatRequest request = hello();
    request.headers = {u"X-Title: Docs: a"_s, u"anthropic-beta: one, two"_s, u"User-Agent: mine"_s};
    const QByteArrayList lines = linesOf(wireRequest(target, request));
    QVERIFY(lines.contains("x-title: Docs: a"));
    QVERIFY(lines.contains("anthropic-beta: one, two"));
    QCOMPARE(lines.join('\n').count("user-agent:"), 1);
    for (const QString &line : {u"Authorization: Bearer sk-1"_s, u"X-My-Api-Key: a"_s, u"Cookie: a=b"_s,
             u"Host: other"_s, u"Content-Length: 5"_s, u"Proxy-Connection: close"_s, u"a name: b"_s,
             u"X-A: b\rX-C: d"_s, u"X-A"_s}) {
        request.headers = {line};
        QCOMPARE(linesOf(wireRequest(target, request)), linesOf(wireRequest(target, hello())));
    }
}

void TestCall::tellsTheRefusedParameter()
{
    ChatRequest request = hello();
    request.temperature = 3;
    const std::shared_ptr<Call> call = callOf(targetOf(QUrl(u"https://h"_s)), request);
    QVERIFY(refusedParameter(*call).isEmpty());
    ChatError error;
    error.kind = ChatError::Kind::BadRequest;
    error.field = u"temperature"_s;
    call->reply.error = error;
    QCOMPARE(refusedParameter(*call), ParameterName::Temperature);
    call->reply.error->field = u"top_p"_s; // was not sent
    QVERIFY(refusedParameter(*call).isEmpty());
    call->reply.error->field = u"messages"_s;
    QVERIFY(refusedParameter(*call).isEmpty());
}

void TestCall::aKeyIsShownNowhere()
{
    QString told;
    QDebug(&told) << wireRequest(targetOf(QUrl(u"https://h"_s)), hello()).headers;
    QVERIFY(!told.contains(u"0123456789"_s));
    QVERIFY(told.contains(u"Bearer "_s));
}

void TestCall::holdsTheBytesThatWentAndCame()
{
    FakeServer server;
    ChatSession session(&m_client);
    session.setTarget(targetOf(server.url()));
    session.send(u"Hi"_s);
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    const std::shared_ptr<const Call> call = session.conversation().turn(1).call;
    QCOMPARE(call->sent.body, connection->body());
    for (const QByteArray &line : linesOf(call->sent))
        QVERIFY2(connection->head().toLower().contains(line.toLower()), line.constData());
    connection->sendWhole(200, "application/json", Answer, "X-Request-Id: r1\r\n");
    QVERIFY(eventually([&session] { return !session.isBusy(); }));
    QCOMPARE(call->recording.body(), Answer);
    QCOMPARE(call->recording.head->status, 200);
    QCOMPARE(call->reply.requestId, u"r1"_s);
    QCOMPARE(call->reply.first().text(), u"Hello"_s);
    QCOMPARE(&session.conversation().turn(1).reply(), &call->reply); // put together once
}

void TestCall::tellsEveryHeaderThatWent()
{
    FakeServer server;
    const QUrl address = server.url();
    for (const WireRequest &request : {wireRequest(targetOf(address), hello()), wireRequest(address, {})}) {
        auto call = std::make_shared<Call>();
        call->dialect = findDialect(u"chat-completions"_s);
        call->sent = request;
        const std::unique_ptr<Exchange> exchange(m_client.start(call, {}, nullptr));
        const FakeConnection *connection = server.nextRequest();
        QVERIFY(connection);
        QByteArrayList went = connection->head().trimmed().split('\n').sliced(1);
        QByteArrayList told;
        for (const auto &[name, value] : revealed(request.headers) + addedHeaders(request))
            told << name.toLower() + ": " + value;
        for (QByteArray &line : went)
            line = line.first(line.indexOf(':')).toLower() + line.sliced(line.indexOf(':')).trimmed();
        QCOMPARE(QSet(went.cbegin(), went.cend()), QSet(told.cbegin(), told.cend()));
        QCOMPARE(went.size(), told.size());
    }
}

void TestCall::tellsItsStagesAndWhoEndedIt()
{
    using By = Recording::End::By;
    FakeServer server;
    ChatSession session(&m_client);
    session.setTarget(targetOf(server.url()));
    QVERIFY(ask(session, server));
    const Recording &plain = session.conversation().turn(1).call->recording;
    QVERIFY(plain.startedAt);
    QVERIFY(plain.connectingAt && plain.connectingAt <= plain.sentAt);
    QVERIFY(!plain.encryptedAt);
    QCOMPARE(plain.end->by, By::Server);
    session.send(u"And?"_s);
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    connection->sendHead();
    connection->sendText("Hi");
    connection->sendDone();
    QVERIFY(eventually([&session] { return !session.isBusy(); }));
    QCOMPARE(session.conversation().turn(3).call->recording.end->by, By::EndMark);
    session.send(u"And?"_s);
    QVERIFY(server.nextRequest());
    const std::shared_ptr<const Call> stopped = session.conversation().turn(5).call;
    session.stop();
    QCOMPARE(stopped->recording.end->by, By::User);
}

void TestCall::holdsWhatWasAskedAsItWasThen()
{
    FakeServer server;
    ChatSession session(&m_client);
    ChatRequest parameters;
    parameters.model = u"first"_s;
    session.setTarget(targetOf(server.url()));
    session.setParameters(parameters);
    QVERIFY(ask(session, server));
    Target other = targetOf(server.url());
    other.gateway.name = u"There"_s;
    parameters.model = u"second"_s;
    session.setTarget(other);
    session.setParameters(parameters);
    QVERIFY(ask(session, server));
    const Call &first = *session.conversation().turn(1).call;
    const Call &second = *session.conversation().turn(3).call;
    QCOMPARE(first.gateway.name, u"Here"_s);
    QCOMPARE(first.request.model, u"first"_s);
    QCOMPARE(first.request.messages.size(), 1);
    QCOMPARE(second.gateway.name, u"There"_s);
    QCOMPARE(second.request.messages.size(), 3);
}

void TestCall::aRefusedCallWasNotSent()
{
    ChatSession session(&m_client);
    Target target = targetOf(FakeServer::closedUrl());
    target.problem = ChatError();
    target.problem->message = u"No key"_s;
    session.setTarget(target);
    QVERIFY(session.send(u"Hi"_s));
    const Call &call = *session.conversation().turn(1).call;
    QCOMPARE(call.sent, WireRequest());
    QCOMPARE(call.reply.state, Reply::State::Failed);
    QCOMPARE(call.reply.error->message, u"No key"_s);
    QCOMPARE(call.gateway.name, u"Here"_s);
    QVERIFY(!call.recording.head);
}

void TestCall::versionsBranchesAndUndoShareIt()
{
    FakeServer server;
    ChatSession session(&m_client);
    session.setTarget(targetOf(server.url()));
    QVERIFY(ask(session, server));
    const std::shared_ptr<const Call> call = session.conversation().turn(1).call;
    ChatSession branch(&m_client);
    QVERIFY(branch.adopt(session.conversation().upTo(1)));
    QCOMPARE(branch.conversation().turn(1).call, call);
    QVERIFY(session.removeFrom(0));
    QVERIFY(!session.conversation().turn(1).call);
    QVERIFY(session.undoRemoval());
    QCOMPARE(session.conversation().turn(1).call, call);
}

void TestCall::deletingDropsIt()
{
    FakeServer server;
    ChatSession session(&m_client);
    session.setTarget(targetOf(server.url()));
    QVERIFY(ask(session, server));
    const std::weak_ptr<const Call> call = session.conversation().turn(1).call;
    QVERIFY(session.remove(1));
    QVERIFY(!call.expired()); // it may come back
    QVERIFY(ask(session, server));
    settle(); // the exchange that brought it goes with the event loop
    QVERIFY(call.expired());
}

void TestCall::clearingDropsIt()
{
    FakeServer server;
    auto session = std::make_unique<ChatSession>(&m_client);
    session->setTarget(targetOf(server.url()));
    QVERIFY(ask(*session, server));
    const std::weak_ptr<const Call> cleared = session->conversation().turn(1).call;
    session->clear();
    settle();
    QVERIFY(cleared.expired());
    QVERIFY(ask(*session, server));
    const std::weak_ptr<const Call> closed = session->conversation().turn(1).call;
    session.reset();
    settle();
    QVERIFY(closed.expired());
}

/// None is lost, and little more is held than came.
void TestCall::recordsTwentyThousandEvents()
{
    FakeServer server;
    ChatSession session(&m_client);
    session.setTarget(targetOf(server.url()));
    session.send(u"Hi"_s);
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    connection->sendHead();
    constexpr int Events = 20'000;
    for (int i = 0; i < Events; ++i)
        connection->sendText(QByteArray::number(i) + ' ');
    connection->sendDone();
    connection->endBody();
    QVERIFY(eventually([&session] { return !session.isBusy(); }));
    const Call &call = *session.conversation().turn(1).call;
    QCOMPARE(call.reply.state, Reply::State::Complete);
    QCOMPARE(call.reply.first().text().count(u' '), Events);
    QCOMPARE(call.recording.body().count("data: "), Events + 1);
    QVERIFY(call.recording.heldBytes() <= call.recording.size() * 11 / 10 + 64 * 1024);
    QCOMPARE(decoded(call.recording, *call.dialect, {}).choices, call.reply.choices);
}

void TestCall::modelListsAndHealthChecksAreCalls()
{
    FakeServer server;
    Target target = targetOf(server.url(u"/models"_s));
    HttpExchange *models = m_client.askForModels(target, &server);
    const QSignalSpy listed(models, &HttpExchange::finished);
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection && connection->head().startsWith("GET /models "));
    connection->sendWhole(200, "application/json", R"({"data":[{"id":"a"},{"id":"b"}]})");
    QVERIFY(eventually([&listed] { return listed.size() == 1; }));
    const std::shared_ptr<const Call> call = models->call();
    QCOMPARE(call->gateway.name, u"Here"_s);
    QCOMPARE(keysOf(call->sent.headers), QList<Secret>{Secret("sk-live-0123456789")});
    QCOMPARE(call->recording.size(), 32);
    QCOMPARE(modelsIn(*call), ModelNames(QStringList({u"a"_s, u"b"_s})));

    HttpExchange *health = m_client.askForHealth(server.url(u"/health"_s), &server);
    const QSignalSpy told(health, &HttpExchange::finished);
    connection = server.nextRequest();
    QVERIFY(connection && connection->head().startsWith("GET /health "));
    connection->sendWhole(503, "text/plain", "busy\nvery");
    QVERIFY(eventually([&told] { return told.size() == 1; }));
    const Health said = healthIn(*health->call());
    QVERIFY(!said.isWell);
    QCOMPARE(said.httpStatus, 503);
    QVERIFY(said.words.startsWith(u"busy"_s));
}

void TestCall::anAnswerThatIsTooLongIsCutOff()
{
    FakeServer server;
    HttpExchange *health = m_client.askForHealth(server.url(u"/health"_s), &server);
    const QSignalSpy told(health, &HttpExchange::finished);
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    connection->sendHead(200, "text/plain");
    connection->sendChunk(QByteArray(65 * 1024, 'x'));
    QVERIFY(eventually([&told] { return told.size() == 1; }));
    QCOMPARE(health->call()->recording.end->failure->kind, ChatError::Kind::Protocol);
    QVERIFY(healthIn(*health->call()).isWell);
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
    settle();
    QCOMPARE(told.size(), 1);
}

QTEST_GUILESS_MAIN(TestCall)
#include "tst_call.moc"
