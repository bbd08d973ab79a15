// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "client/exchange.h"
#include "client/httpexchange.h"
#include "client/plainanswers.h"
#include "support/eventually.h"
#include "support/fakeserver.h"
#include "support/manualclock.h"
#include "support/socksserver.h"
#include "wire/dialects/registry.h"

#include <QSignalSpy>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString Password = u"a-secret-word"_s;

const QByteArray Refusal = "HTTP/1.1 407 Proxy Authentication Required\r\n"
                           "Proxy-Authenticate: Basic realm=\"a-secret-word\"\r\n"
                           "Content-Type: text/html\r\nContent-Length: 13\r\n\r\na-secret-word";

ChatRequest requestOf(bool isLarge)
{
    ChatRequest request;
    request.messages = {Message::of(Role::User, QString(isLarge ? 1024 * 1024 : 10, u'x'))};
    return request;
}

QString placeOf(const QUrl &proxy)
{
    return u"Proxy %1:%2"_s.arg(proxy.host()).arg(proxy.port());
}

} // namespace

/// What a proxy does wrong is not the gateway's fault.
class TestRoute : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aProxyFails_data();
    void aProxyFails();
    void aProxyWantsALogin_data();
    void aProxyWantsALogin();
    void modelsAndHealthNameTheProxy();
    void theServerFailsBehindAProxy_data();
    void theServerFailsBehindAProxy();
    void aProxyIsSilent();
    void aTunnelIsDenied_data();
    void aTunnelIsDenied();
    void withoutAProxyItIsTheServer();

private:
    /// The error of a chat by this proxy.
    ChatError ask(const QUrl &proxy, const QUrl &url, bool isLarge);

    ChatClient m_client;
    std::unique_ptr<Exchange> m_exchange;
};

ChatError TestRoute::ask(const QUrl &proxy, const QUrl &url, bool isLarge)
{
    m_client.setProxies({.kind = proxy.isEmpty() ? ProxyChoice::Kind::None : ProxyChoice::Kind::Manual,
        .address = proxy,
        .password = Secret(Password.toUtf8()),
        .exceptions = {}});
    m_exchange.reset(m_client.start({.url = url, .headers = {}, .dialect = findDialect(u"chat-completions")},
        requestOf(isLarge), nullptr));
    return eventually([this] { return !m_exchange->isRunning(); })
               ? m_exchange->reply().error.value_or(ChatError())
               : ChatError();
}

void TestRoute::aProxyFails_data()
{
    QTest::addColumn<QUrl>("proxy");
    QTest::addColumn<QUrl>("url");
    QTest::addColumn<bool>("isLarge");
    QUrl closed = FakeServer::closedUrl();
    closed.setPath({});
    QUrl closedSocks = closed;
    closedSocks.setScheme(u"socks5"_s);
    const QUrl unknown(u"http://proxy.invalid:3128"_s);
    const QUrl unknownSocks(u"socks5://proxy.invalid:1080"_s);
    const QUrl http(u"http://api.example.invalid/v1"_s);
    const QUrl https(u"https://api.example.invalid/v1"_s);
    for (const bool isLarge : {false, true}) {
        const char *size = isLarge ? "large" : "small";
        QTest::addRow("refused, http, %s", size) << closed << http << isLarge;
        QTest::addRow("refused, https, %s", size) << closed << https << isLarge;
        QTest::addRow("refused, socks, http, %s", size) << closedSocks << http << isLarge;
        QTest::addRow("refused, socks, https, %s", size) << closedSocks << https << isLarge;
        QTest::addRow("unknown, http, %s", size) << unknown << http << isLarge;
        QTest::addRow("unknown, https, %s", size) << unknown << https << isLarge;
        QTest::addRow("unknown, socks, http, %s", size) << unknownSocks << http << isLarge;
        QTest::addRow("unknown, socks, https, %s", size) << unknownSocks << https << isLarge;
    }
}

void TestRoute::aProxyFails()
{
    QFETCH(QUrl, proxy);
    QFETCH(const QUrl, url);
    QFETCH(const bool, isLarge);
    proxy.setUserName(u"me"_s);
    const ChatError error = ask(proxy, url, isLarge);
    const QString words =
        proxy.host() == "proxy.invalid"_L1 ? u" was not found."_s : u" refused the connection."_s;
    QCOMPARE(error.message, placeOf(proxy) + words);
    QCOMPARE(error.kind, ChatError::Kind::Proxy);
    QCOMPARE(error.httpStatus, 0);
}

void TestRoute::aProxyWantsALogin_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::addColumn<QString>("user");
    QTest::addColumn<bool>("isLarge");
    for (const bool isLarge : {false, true}) {
        for (const QString &scheme : {u"http"_s, u"https"_s}) {
            for (const QString &user : {QString(), u"me"_s})
                QTest::addRow("%s, %s, %s", qPrintable(scheme), user.isEmpty() ? "no user" : "a user",
                    isLarge ? "large" : "small")
                    << QUrl(scheme + u"://api.example.invalid/v1"_s) << user << isLarge;
        }
    }
}

void TestRoute::aProxyWantsALogin()
{
    QFETCH(const QUrl, url);
    QFETCH(const QString, user);
    QFETCH(const bool, isLarge);
    FakeServer proxy;
    connect(&proxy, &FakeServer::requestArrived, this,
        [](FakeConnection *connection) { connection->write(Refusal); });
    QUrl address = proxy.url({});
    if (!user.isEmpty())
        address.setUserName(user);
    const ChatError error = ask(address, url, isLarge);
    QCOMPARE(error.message,
        placeOf(address) + (user.isEmpty() ? u" requires a user name and a password."_s
                                           : u" did not accept the user name and the password."_s));
    QCOMPARE(error.kind, ChatError::Kind::Proxy);
    QCOMPARE(error.httpStatus, 407);
}

void TestRoute::modelsAndHealthNameTheProxy()
{
    QUrl proxy = FakeServer::closedUrl();
    proxy.setPath({});
    m_client.setProxies({.kind = ProxyChoice::Kind::Manual, .address = proxy});
    const QUrl url(u"http://api.example.invalid/v1"_s);
    const std::unique_ptr<HttpExchange> health(m_client.askForHealth(url, nullptr));
    QSignalSpy known(health.get(), &HttpExchange::finished);
    QVERIFY(known.wait(10'000));
    QVERIFY(healthIn(*health->call()).isOfProxy);
    QVERIFY(healthIn(*health->call()).words.startsWith(placeOf(proxy)));
    const std::unique_ptr<HttpExchange> models(m_client.askForModels({.url = url, .headers = {}}, nullptr));
    QSignalSpy listed(models.get(), &HttpExchange::finished);
    QVERIFY(listed.wait(10'000));
    QCOMPARE(modelsIn(*models->call()).error().kind, ChatError::Kind::Proxy);
    QCOMPARE(u"Proxy "_s + models->call()->recording.proxy, placeOf(proxy));
}

void TestRoute::theServerFailsBehindAProxy_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::addColumn<char>("reply");
    QTest::addColumn<bool>("isLarge");
    for (const bool isLarge : {false, true}) {
        for (const char *scheme : {"http", "https"}) {
            const QUrl url(QLatin1StringView(scheme) + u"://api.example.invalid/v1"_s);
            const char *size = isLarge ? "large" : "small";
            QTest::addRow("refused, %s, %s", scheme, size) << url << '\x05' << isLarge;
            QTest::addRow("unreachable, %s, %s", scheme, size) << url << '\x04' << isLarge;
        }
    }
}

/// The proxy did its part.
void TestRoute::theServerFailsBehindAProxy()
{
    QFETCH(const QUrl, url);
    QFETCH(const char, reply);
    QFETCH(const bool, isLarge);
    const SocksServer proxy(0, reply);
    QUrl address = proxy.url();
    address.setUserName(u"me"_s);
    const ChatError error = ask(address, url, isLarge);
    QCOMPARE(error.kind, ChatError::Kind::Network);
    QVERIFY(!error.message.isEmpty());
}

void TestRoute::aProxyIsSilent()
{
    FakeServer proxy;
    ManualClock clock;
    ChatClient client(nullptr, &clock);
    client.setProxies(
        {.kind = ProxyChoice::Kind::Manual, .address = proxy.url({}), .password = {}, .exceptions = {}});
    const std::unique_ptr<HttpExchange> models(client.askForModels(
        {.url = QUrl(u"https://api.example.invalid/v1/models"_s), .headers = {}}, nullptr));
    QVERIFY(proxy.nextConnection());
    settle();
    clock.pass(20s);
    const auto &end = models->call()->recording.end;
    QVERIFY(end && end->failure);
    QCOMPARE(end->failure->kind, ChatError::Kind::Proxy);
    QVERIFY2(end->failure->message.startsWith(placeOf(proxy.url())), qPrintable(end->failure->message));
}

void TestRoute::aTunnelIsDenied_data()
{
    QTest::addColumn<bool>("isLarge");
    QTest::newRow("small") << false;
    QTest::newRow("large") << true;
}

void TestRoute::aTunnelIsDenied()
{
    QFETCH(const bool, isLarge);
    FakeServer proxy;
    connect(&proxy, &FakeServer::requestArrived, this, [](FakeConnection *connection) {
        connection->sendWhole(403, "text/plain", "a-secret-word is not welcome");
    });
    const ChatError error = ask(proxy.url({}), QUrl(u"https://api.example.invalid/v1"_s), isLarge);
    QCOMPARE(error.kind, ChatError::Kind::Proxy);
    QVERIFY2(error.message.startsWith(placeOf(proxy.url()) + u": "_s), qPrintable(error.message));
    QVERIFY(!error.message.contains(Password));
}

void TestRoute::withoutAProxyItIsTheServer()
{
    for (const bool isLarge : {false, true}) {
        const ChatError error = ask({}, QUrl(u"http://api.example.invalid/v1"_s), isLarge);
        QCOMPARE(error.kind, ChatError::Kind::Network);
    }
}

QTEST_GUILESS_MAIN(TestRoute)
#include "tst_route.moc"
