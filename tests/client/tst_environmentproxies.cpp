// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/environmentproxies.h"

#include "client/chatclient.h"
#include "client/exchange.h"
#include "support/fakeserver.h"
#include "wire/dialects/registry.h"

#include <QSignalSpy>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// Who sets a proxy must not be led around it.
class TestEnvironmentProxies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void proxies_data();
    void proxies();
    void anExchangeUsesIt();
};

void TestEnvironmentProxies::proxies_data()
{
    QTest::addColumn<QStringList>("variables");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("proxy");
    const auto row = [](const char *name, const QStringList &variables, const QString &url,
                         const QString &proxy) {
        QTest::newRow(name) << variables << url << proxy;
    };
    const QString api = u"https://api.example.com/v1"_s;
    const QString socks = u"all_proxy=socks5://p.example:9050"_s;
    row("none", {}, api, {});
    row("socks", {socks}, api, u"socks p.example:9050"_s);
    row("for http", {socks}, u"http://api.example.com/v1"_s, u"socks p.example:9050"_s);
    row("in capitals", {u"ALL_PROXY=socks5h://p.example:1"_s}, api, u"socks p.example:1"_s);
    row("no port", {u"all_proxy=socks://p.example"_s}, api, u"socks p.example:1080"_s);
    row("http", {u"all_proxy=http://u:p%40@p.example:3128/"_s}, api, u"http u:p@@p.example:3128"_s);
    row("no scheme", {u"all_proxy=p.example:3128"_s}, api, u"http p.example:3128"_s);
    row("another form goes around nothing", {u"all_proxy=socks4://p.example:1"_s}, api,
        u"socks p.example:1"_s);
    row("blank", {u"all_proxy= "_s}, api, {});
    row("own variable", {socks, u"https_proxy=http://q.example:1"_s}, api, {});
    row("own variable of the other scheme", {socks, u"http_proxy=http://q.example:1"_s}, api,
        u"socks p.example:9050"_s);
    row("this computer", {socks}, u"http://127.0.0.1:8080/api"_s, {});
    row("localhost", {socks}, u"http://localhost:8080/api"_s, {});
    row("excepted host", {socks, u"no_proxy=a.example, api.example.com"_s}, api, {});
    row("excepted domain", {socks, u"NO_PROXY=.example.com"_s}, api, {});
    row("excepted domain without a dot", {socks, u"no_proxy=example.com"_s}, api, {});
    row("only a part of a name", {socks, u"no_proxy=ample.com,i.example.com"_s}, api,
        u"socks p.example:9050"_s);
    row("all excepted", {socks, u"no_proxy=*"_s}, api, {});
    row("excepted network", {socks, u"no_proxy=10.0.0.0/8"_s}, u"http://10.1.2.3/"_s, {});
    row("another network", {socks, u"no_proxy=10.0.0.0/8"_s}, u"http://11.1.2.3/"_s,
        u"socks p.example:9050"_s);
}

void TestEnvironmentProxies::proxies()
{
    QFETCH(const QStringList, variables);
    QFETCH(const QString, url);
    QFETCH(const QString, proxy);
    QProcessEnvironment environment;
    for (const QString &variable : variables)
        environment.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    const auto found = allProxy(QUrl(url), environment);
    QCOMPARE(found.has_value(), !proxy.isEmpty());
    if (!found)
        return;
    const QString user =
        found->user().isEmpty() ? QString() : found->user() + u':' + found->password() + u'@';
    const QString type = found->type() == QNetworkProxy::Socks5Proxy ? u"socks"_s : u"http"_s;
    QCOMPARE(u"%1 %2%3:%4"_s.arg(type, user, found->hostName()).arg(found->port()), proxy);
}

void TestEnvironmentProxies::anExchangeUsesIt()
{
    for (const char *name : {"http_proxy", "no_proxy", "HTTP_PROXY", "NO_PROXY"})
        qunsetenv(name);
    FakeServer proxy;
    qputenv("all_proxy", proxy.url({}).toEncoded());
    ChatClient client;
    const Target target{.url = QUrl(u"http://api.example.invalid/v1/chat/completions"_s),
        .headers = {},
        .dialect = findDialect(u"chat-completions")};
    const std::unique_ptr<Exchange> exchange(client.start(target, ChatRequest{}, nullptr));
    QSignalSpy finished(exchange.get(), &Exchange::finished);
    FakeConnection *connection = proxy.nextRequest();
    QVERIFY(connection);
    QVERIFY2(connection->head().startsWith("POST http://api.example.invalid/v1/chat/completions "),
        connection->head().constData());
    connection->sendWhole(200, "application/json", R"({"choices":[{"message":{"content":"Hello"}}]})");
    QVERIFY(finished.wait(10'000));
    QCOMPARE(exchange->reply().first().text(), u"Hello"_s);
}

QTEST_GUILESS_MAIN(TestEnvironmentProxies)
#include "tst_environmentproxies.moc"
