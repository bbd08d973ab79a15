// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/proxychoice.h"

#include "client/chatclient.h"
#include "client/exchange.h"
#include "client/httpexchange.h"
#include "support/eventually.h"
#include "support/fakeserver.h"
#include "support/socksserver.h"
#include "wire/dialects/registry.h"

#include <QSignalSpy>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

using Kind = ProxyChoice::Kind;

const QByteArray Answer = R"({"choices":[{"message":{"content":"Hello"}}]})";

/// The computer's own address, by a name that no rule calls this computer.
QUrl elsewhere(const FakeServer &server)
{
    QUrl url = server.url(u"/v1/chat/completions"_s);
    url.setHost(u"0.0.0.0"_s);
    return url;
}

ProxyChoice manual(const QUrl &proxy, const QString &exceptions = {})
{
    return {.kind = Kind::Manual, .address = proxy, .password = {}, .exceptions = exceptions};
}

/// A request of one of the clients.
enum class Asking { Chat, LargeChat, Models, Health };

QObject *ask(ChatClient &client, Asking what, const QUrl &url)
{
    const Target target{.url = url, .headers = {}, .dialect = findDialect(u"chat-completions")};
    ChatRequest request;
    switch (what) {
    case Asking::Models:
        return client.askForModels(target, nullptr);
    case Asking::Health:
        return client.askForHealth(url, nullptr);
    case Asking::LargeChat:
        request.messages = {Message::of(Role::User, QString(1024 * 1024, u'x'))};
        break;
    case Asking::Chat:
        break;
    }
    return client.start(target, request, nullptr);
}

} // namespace

Q_DECLARE_METATYPE(Asking)

/// A proxy that the user chose.
class TestProxyChoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void choices_data();
    void choices();
    void eachRequestGoesToTheProxy_data();
    void eachRequestGoesToTheProxy();
    void theNextRequestTakesAnotherChoice_data();
    void theNextRequestTakesAnotherChoice();
    void socks_data();
    void socks();
    void thisComputerIsReachedDirectly();
    void aBadAddressIsNoWayAround();
    void aPasswordIsNotShown();
    void copiesOfThePasswordAreMasked();
};

void TestProxyChoice::init()
{
    for (const char *name : {"http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTP_PROXY",
             "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"})
        qunsetenv(name);
}

void TestProxyChoice::choices_data()
{
    QTest::addColumn<ProxyChoice>("choice");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("proxy");
    const QString api = u"https://api.example.com/v1"_s;
    const QUrl http(u"http://p.example:3128"_s);
    const QUrl socks(u"socks5://me@p.example:1080"_s);
    QTest::newRow("system") << ProxyChoice() << api << u"socks5://p.example:9050"_s;
    QTest::newRow("none") << ProxyChoice{.kind = Kind::None} << api << QString();
    QTest::newRow("none, though one is entered")
        << ProxyChoice{.kind = Kind::None, .address = http} << api << QString();
    QTest::newRow("http") << manual(http) << api << u"http://p.example:3128"_s;
    QTest::newRow("socks") << manual(socks) << api << u"socks5://me@p.example:1080"_s;
    QTest::newRow("excepted") << manual(http, u"a.example .example.com"_s) << api << QString();
    QTest::newRow("not excepted") << manual(http, u"a.example, b.example"_s) << api
                                  << u"http://p.example:3128"_s;
    for (const QString &local : {u"http://127.0.0.1:8080/api"_s, u"http://localhost/api"_s,
             u"http://[::1]:80/api"_s, u"http://a.localhost/"_s})
        QTest::newRow(qPrintable(local)) << manual(http) << local << QString();
}

void TestProxyChoice::choices()
{
    QFETCH(const ProxyChoice, choice);
    QFETCH(const QString, url);
    QFETCH(const QString, proxy);
    qputenv("all_proxy", "socks5://p.example:9050");
    const QList<QNetworkProxy> found = ChosenProxies(choice).queryProxy(QNetworkProxyQuery(QUrl(url)));
    QCOMPARE(found.size(), 1);
    QCOMPARE(shownProxy(found.first()), proxy);
}

void TestProxyChoice::eachRequestGoesToTheProxy_data()
{
    QTest::addColumn<Asking>("what");
    QTest::addColumn<QByteArray>("method");
    QTest::newRow("chat") << Asking::Chat << QByteArray("POST");
    QTest::newRow("large chat") << Asking::LargeChat << QByteArray("POST");
    QTest::newRow("models") << Asking::Models << QByteArray("GET");
    QTest::newRow("health") << Asking::Health << QByteArray("GET");
}

void TestProxyChoice::eachRequestGoesToTheProxy()
{
    QFETCH(const Asking, what);
    QFETCH(const QByteArray, method);
    FakeServer proxy;
    ChatClient client;
    ProxyChoice choice = manual(proxy.url({}));
    choice.address.setUserName(u"me"_s);
    choice.password = Secret("pass:word");
    client.setProxies(choice);
    const QUrl url(u"http://api.example.invalid/v1/x?a=b"_s);
    const std::unique_ptr<QObject> exchange(ask(client, what, url));
    FakeConnection *connection = proxy.nextRequest();
    QVERIFY(connection);
    QVERIFY2(connection->head().startsWith(method + ' ' + url.toEncoded() + " HTTP/1.1\r\n"),
        connection->head().constData());
    QCOMPARE(connection->header("Proxy-Authorization"), "Basic " + QByteArray("me:pass:word").toBase64());
    QCOMPARE(proxy.requestCount(), 1);
}

void TestProxyChoice::theNextRequestTakesAnotherChoice_data()
{
    QTest::addColumn<Asking>("what");
    QTest::newRow("small") << Asking::Chat;
    QTest::newRow("large") << Asking::LargeChat;
}

void TestProxyChoice::theNextRequestTakesAnotherChoice()
{
    QFETCH(const Asking, what);
    FakeServer server;
    FakeServer proxy;
    ChatClient client;
    const QUrl url = elsewhere(server);
    const auto answeredBy = [&client, &url, what](FakeServer &asked) {
        const std::unique_ptr<QObject> exchange(ask(client, what, url));
        QSignalSpy finished(qobject_cast<Exchange *>(exchange.get()), &Exchange::finished);
        FakeConnection *connection = asked.nextRequest();
        if (!connection)
            return false;
        connection->sendWhole(200, "application/json", Answer);
        return finished.wait(10'000);
    };
    qputenv("http_proxy", proxy.url({}).toEncoded());
    QVERIFY(answeredBy(proxy));
    client.setProxies({.kind = Kind::None});
    QVERIFY(answeredBy(server));
    client.setProxies(manual(proxy.url({})));
    QVERIFY(answeredBy(proxy));
    client.setProxies(manual(proxy.url({}), u"0.0.0.0/8"_s));
    QVERIFY(answeredBy(server));
    client.setProxies({});
    QVERIFY(answeredBy(proxy));
}

void TestProxyChoice::socks_data()
{
    theNextRequestTakesAnotherChoice_data();
}

/// The proxy looks the name up, and not this computer.
void TestProxyChoice::socks()
{
    QFETCH(const Asking, what);
    FakeServer server;
    SocksServer proxy(server.url().port());
    ChatClient client;
    ProxyChoice choice = manual(proxy.url());
    choice.address.setUserName(u"me"_s);
    choice.password = Secret("password");
    client.setProxies(choice);
    const std::unique_ptr<QObject> exchange(ask(client, what, QUrl(u"http://api.example.invalid/v1"_s)));
    QSignalSpy finished(qobject_cast<Exchange *>(exchange.get()), &Exchange::finished);
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    QVERIFY(connection->head().startsWith("POST /v1 HTTP/1.1\r\n"));
    QCOMPARE(connection->header("Proxy-Authorization"), QByteArray());
    QCOMPARE(proxy.login(), "me:password");
    QCOMPARE(proxy.host(), "api.example.invalid");
    connection->sendWhole(200, "application/json", Answer);
    QVERIFY(finished.wait(10'000));
}

void TestProxyChoice::thisComputerIsReachedDirectly()
{
    FakeServer server;
    FakeServer proxy;
    ChatClient client;
    client.setProxies(manual(proxy.url({})));
    for (const Asking what : {Asking::Chat, Asking::LargeChat, Asking::Models, Asking::Health}) {
        const std::unique_ptr<QObject> exchange(ask(client, what, server.url()));
        QVERIFY(server.nextRequest());
    }
    QCOMPARE(proxy.connectionCount(), 0);
}

/// As in a file that somebody has edited.
void TestProxyChoice::aBadAddressIsNoWayAround()
{
    FakeServer server;
    ChatClient client;
    client.setProxies(manual(QUrl(u"not an address"_s)));
    for (const Asking what : {Asking::Chat, Asking::LargeChat}) {
        const std::unique_ptr<QObject> exchange(ask(client, what, elsewhere(server)));
        auto *chat = qobject_cast<Exchange *>(exchange.get());
        QVERIFY(eventually([chat] { return chat->reply().error.has_value(); }));
        QCOMPARE(chat->reply().error->kind, ChatError::Kind::Proxy);
    }
    QCOMPARE(server.connectionCount(), 0);
}

void TestProxyChoice::aPasswordIsNotShown()
{
    ProxyChoice choice = manual(QUrl(u"http://me@p.example:3128"_s));
    choice.password = Secret("a secret");
    QCOMPARE(shownProxy(proxyOf(choice)), u"http://me:•••@p.example:3128"_s);
    QCOMPARE(proxyOf(choice).password(), u"a secret"_s);
}

void TestProxyChoice::copiesOfThePasswordAreMasked()
{
    ChatClient client;
    ProxyChoice choice = manual(QUrl(u"http://me@p.example:3128"_s));
    choice.password = Secret("a secret word");
    client.setProxies(choice);
    const Redaction redaction(client.calls().keys());
    QCOMPARE(redaction.of(QByteArray("You sent a secret word")), "You sent *************");
    const QByteArray login = QByteArray("me:a secret word").toBase64();
    QVERIFY(!redaction.of(login).contains(login.first(8)));
}

QTEST_GUILESS_MAIN(TestProxyChoice)
#include "tst_proxychoice.moc"
