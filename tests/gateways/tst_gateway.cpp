// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/gatewayjson.h"

#include "wire/dialects/registry.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Small = R"({
    "id": "small", "name": "Small", "dialect": "chat-completions", "path": "/v1/chat", "auth": "bearer",
    "tiers": [ { "model": "m", "use_case": "For all" }, { "model": "n", "use_case": "For more" } ]
})";

/// `Small` with one piece of it replaced.
QByteArray smallWith(const QByteArray &before, const QByteArray &after)
{
    Q_ASSERT(Small.count(before) == 1);
    return QByteArray(Small).replace(before, after);
}

} // namespace

class TestGateway : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheLeast();
    void readsEverything();
    void readsEachAuth_data();
    void readsEachAuth();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
    void X_08_refusesAKey_data();
    void X_08_refusesAKey();
    void writesWhatItReads();
    void X_07_joinsWithoutDoubling_data();
    void X_07_joinsWithoutDoubling();
    void RF_25_healthUrl();
    void useCaseOfAModel();
};

void TestGateway::readsTheLeast()
{
    const auto gateway = parseGateway(Small);
    const Gateway expected{.id = u"small"_s,
        .name = u"Small"_s,
        .dialect = u"chat-completions"_s,
        .baseUrl = {},
        .path = u"/v1/chat"_s,
        .healthPath = {},
        .auth = Auth::Bearer,
        .tiers = {{.model = u"m"_s, .useCase = u"For all"_s}, {.model = u"n"_s, .useCase = u"For more"_s}},
        .inputLimit = {},
        .key = {.slot = u"small"_s},
        .documentation = {}};
    QVERIFY2(gateway, qPrintable(gateway.error_or({})));
    QCOMPARE(*gateway, expected);
}

void TestGateway::readsEverything()
{
    const auto gateway = parseGateway(smallWith(R"("path")",
        R"("base_url": "https://h/v1", "health_path": "/up", "input_limit": 9000000000,
           "documentation": "http://d/x", "path")"));
    QVERIFY2(gateway, qPrintable(gateway.error_or({})));
    QCOMPARE(gateway->baseUrl, QUrl(u"https://h/v1"_s));
    QCOMPARE(gateway->healthPath, u"/up"_s);
    QCOMPARE(gateway->inputLimit, 9'000'000'000);
    QCOMPARE(gateway->documentation, QUrl(u"http://d/x"_s));
}

void TestGateway::readsEachAuth_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<Auth>("auth");
    QTest::newRow("RF-02 none") << QByteArray("none") << Auth::None;
    QTest::newRow("bearer") << QByteArray("bearer") << Auth::Bearer;
    QTest::newRow("key header") << QByteArray("api-key") << Auth::ApiKeyHeader;
}

void TestGateway::readsEachAuth()
{
    QFETCH(QByteArray, name);
    QFETCH(Auth, auth);
    const auto gateway = parseGateway(smallWith("bearer", name));
    QVERIFY(gateway);
    QCOMPARE(gateway->auth, auth);
}

void TestGateway::namesWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *name, const QByteArray &json, const QString &error) {
        QTest::newRow(name) << json << error;
    };
    row("nothing", "", u"line 1: illegal value"_s);
    row("syntax", "{\n\"id\": \"a\",\n\"name\" \"b\" }", u"line 3: missing name separator"_s);
    row("a list", "[]", u"expected an object, got a list"_s);
    row("missing", smallWith(R"("id": "small",)", ""), u"id: is missing"_s);
    row("wrong type", smallWith(R"("Small")", "7"), u"name: expected text, got the number 7"_s);
    row("empty", smallWith(R"("Small")", R"("")"), u"name: expected text, got empty text"_s);
    row("null", smallWith(R"("Small")", "null"), u"name: expected text, got null"_s);
    row("bool", smallWith(R"("Small")", "true"), u"name: expected text, got true or false"_s);
    row("object", smallWith(R"("Small")", "{}"), u"name: expected text, got an object"_s);
    row("dialect", smallWith("chat-completions", "chat"),
        u"dialect: \"chat\" is not one of "_s + dialectIds().join(u", "_s));
    row("auth", smallWith("bearer", "basic"), u"auth: \"basic\" is not one of none, bearer, api-key"_s);
    row("path", smallWith("/v1/chat", "v1/chat"), u"path: \"v1/chat\" does not begin with /"_s);
    row("health path", smallWith(R"("path")", R"("health_path": "up", "path")"),
        u"health_path: \"up\" does not begin with /"_s);
    row("endpoint", smallWith(R"("path")", R"("images_path": "images", "path")"),
        u"images_path: \"images\" does not begin with /"_s);
    row("endpoint that is unknown", smallWith(R"("path")", R"("reserved": { "video": "R" }, "path")"),
        u"reserved.video: there is no endpoint of that name"_s);
    row("reserved without a path", smallWith(R"("path")", R"("reserved": { "speech": "R" }, "path")"),
        u"reserved.speech: needs a speech_path"_s);
    row("reserved without a reason",
        smallWith(R"("path")", R"("speech_path": "/s", "reserved": { "speech": true }, "path")"),
        u"reserved.speech: expected the reason, in a sentence"_s);
    row("base URL", smallWith(R"("path")", R"("base_url": "ftp://h", "path")"),
        u"base_url: \"ftp://h\" is not an http or https address"_s);
    row("base URL without host", smallWith(R"("path")", R"("base_url": "https:///x", "path")"),
        u"base_url: \"https:///x\" is not an http or https address"_s);
    row("base URL with a control character",
        smallWith(R"("path")", R"("base_url": "https://h/\u0002", "path")"),
        u"base_url: \"https://h/\x02\" is not an http or https address"_s);
    row("base URL with a letter that has to be encoded",
        smallWith(R"("path")", R"("base_url": "https://h/`x", "path")"),
        u"base_url: \"https://h/`x\" is not an http or https address"_s);
    row("documentation", smallWith(R"("path")", R"("documentation": "read me", "path")"),
        u"documentation: \"read me\" is not an http or https address"_s);
    row("limit 0", smallWith(R"("path")", R"("input_limit": 0, "path")"),
        u"input_limit: expected a whole number of bytes above 0, got the number 0"_s);
    row("limit 1.5", smallWith(R"("path")", R"("input_limit": 1.5, "path")"),
        u"input_limit: expected a whole number of bytes above 0, got the number 1.5"_s);
    row("limit text", smallWith(R"("path")", R"("input_limit": "16 KB", "path")"),
        u"input_limit: expected a whole number of bytes above 0, got text"_s);
    row("typo", smallWith(R"("path")", R"("base_ulr": "https://h", "path")"),
        u"base_ulr: is not a known field"_s);
    row("id", smallWith(R"("small")", R"("Small One")"),
        u"id: \"Small One\" is not made of small letters, digits and -"_s);
    row("id that leaves the folder", smallWith(R"("small")", R"("../x")"),
        u"id: \"../x\" is not made of small letters, digits and -"_s);
    row("auth choice", smallWith(R"("path")", R"("auth_choices": ["bearer", "digest"], "path")"),
        u"auth_choices: \"digest\" is not one of none, bearer, api-key"_s);
    row("header's name", smallWith(R"("path")", R"("headers": { "X Title": "a" }, "path")"),
        u"headers.X Title: is not the name of a header"_s);
    row("header of the connection",
        smallWith(R"("path")", R"("headers": { "Transfer-Encoding": "chunked" }, "path")"),
        u"headers.Transfer-Encoding: is set by the connection"_s);
    row("header's value", smallWith(R"("path")", R"("headers": { "X-Title": "a\r\nX-Other: b" }, "path")"),
        u"headers.X-Title: expected a line of plain text"_s);
    row("body", smallWith(R"("path")", R"("body": [], "path")"), u"body: expected an object, got a list"_s);
    row("sends model", smallWith(R"("path")", R"("sends_model": 1, "path")"),
        u"sends_model: expected true or false, got the number 1"_s);
    row("parameter", smallWith(R"("path")", R"("parameters": [{ "name": "n", "minimum": "0" }], "path")"),
        u"parameters[0].minimum: expected a number, got text"_s);
    row("notes", smallWith(R"("path")", R"("notes": ["a", 3], "path")"),
        u"notes[1]: expected text, got the number 3"_s);
    row("demo key of one's own", smallWith(R"("path")", R"("demo_key": "mine", "path")"),
        u"demo_key: does not end with \"demo\": a key of your own belongs in Settings, Gateways"_s);
    row("variable that is no key's", smallWith(R"("path")", R"("key_variable": "HOME", "path")"),
        u"key_variable: a key is read only from a variable with KEY, APIKEY, TOKEN, SECRET or PASSWORD in its name"_s);
    row("password in the address", smallWith(R"("path")", R"("base_url": "https://me:pw@h", "path")"),
        u"base_url: a name or password does not belong in an address"_s);
    row("tier is text", smallWith(R"({ "model": "n", "use_case": "For more" })", R"("n")"),
        u"tiers[1]: expected an object, got text"_s);
    row("tier with a typo", smallWith(R"("model": "n")", R"("model": "n", "usecase": "x")"),
        u"tiers[1].usecase: is not a known field"_s);
    row("tier twice", smallWith(R"("model": "n")", R"("model": "m")"),
        u"tiers[1].model: \"m\" is there twice"_s);
}

void TestGateway::namesWhatIsWrong()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, error);
    const auto gateway = parseGateway(json);
    QVERIFY(!gateway);
    QCOMPARE(gateway.error(), error);
}

void TestGateway::X_08_refusesAKey_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("place");
    const auto row = [](const char *name, const QByteArray &field, const QString &place) {
        QTest::newRow(name) << field << place;
    };
    row("key", R"("key": "abc")", u"key"_s);
    row("api_key", R"("api_key": "abc")", u"api_key"_s);
    row("apiKey", R"("apiKey": "abc")", u"apiKey"_s);
    row("Authorization", R"("headers": { "authorization": "abc" })", u"headers.authorization"_s);
    row("x-api-key", R"("headers": { "X-Api-Key": "abc" })", u"headers.X-Api-Key"_s);
    row("any header that looks like one", R"("headers": { "X-Mine": "sk-abcdefghijkl" })",
        u"headers.X-Mine"_s);
    row("bearer", R"("headers": { "X-Mine": "Bearer abcdefgh" })", u"headers.X-Mine"_s);
    row("in the body", R"("body": { "options": { "token": "abc" } })", u"body.options.token"_s);
    row("in a list", R"("notes": ["mine is flp_sk_abcdefgh1234"])", u"notes[0]"_s);
    row("in the address", R"("base_url": "https://h/v1?api_key=abc")", u"base_url"_s);
    row("as a name", R"("protocol": "agent_abcdefghijkl")", u"protocol"_s);
}

void TestGateway::X_08_refusesAKey()
{
    QFETCH(QByteArray, field);
    QFETCH(QString, place);
    const auto gateway = parseGateway(smallWith(R"("path")", field + R"(, "path")"));
    QVERIFY(!gateway);
    QCOMPARE(gateway.error(), place + u": a key never goes into a file; enter it in Settings, Gateways"_s);
}

void TestGateway::writesWhatItReads()
{
    const auto gateway = parseGateway(smallWith(R"("path")",
        R"("base_url": "https://h/v1?x=%20", "protocol": "P", "models_path": "/m", "health_path": "/up",
           "embeddings_path": "/e", "images_path": "/i", "speech_path": "/s", "transcription_path": "/t",
           "reserved": { "embeddings": "Not yet.", "speech": "Never." },
           "auth_choices": ["bearer", "none"], "headers": { "X-Title": "Parlance" }, "body": { "a": { "b": [1] } },
           "sends_model": false, "sends_system": false, "asks_usage": true, "takes_files": false, "input_limit": 9, "character_limit": 8,
           "parameters": [{ "name": "n", "default": null, "minimum": 0, "maximum": 2, "required": true }],
           "requests_per_minute": 10, "tokens_per_day": 10000, "key_slot": "other", "key_variable": "V_KEY",
           "key_variable_stated": true, "key_prefix": "p-", "demo_key": "p-demo", "key_optional": true,
           "key_advice": "A", "hint": "H", "notes": ["N", "M"], "documentation": "https://d", "path")"));
    QVERIFY2(gateway, qPrintable(gateway.error_or({})));
    const auto readBack = gatewayFromJson(gatewayToJson(*gateway));
    QVERIFY2(readBack, qPrintable(readBack.error_or({})));
    QCOMPARE(*readBack, *gateway);
}

void TestGateway::X_07_joinsWithoutDoubling_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("url");
    const auto row = [](const char *name, const QString &base, const QString &path, const QString &url) {
        QTest::newRow(name) << base << path << url;
    };
    row("RF-01", u"https://ruflo.io"_s, u"/api/chat"_s, u"https://ruflo.io/api/chat"_s);
    row("base with a slash", u"https://ruflo.io/"_s, u"/api/chat"_s, u"https://ruflo.io/api/chat"_s);
    row("base with slashes", u"https://h/v1//"_s, u"/v1/chat"_s, u"https://h/v1/chat"_s);
    row("one /v1", u"https://h/v1"_s, u"/v1/chat/completions"_s, u"https://h/v1/chat/completions"_s);
    row("RA-29 with /v1", u"https://www.ruapi.ai/v1"_s, u"/v1/messages"_s,
        u"https://www.ruapi.ai/v1/messages"_s);
    row("RA-29 without", u"https://www.ruapi.ai"_s, u"/v1/messages"_s, u"https://www.ruapi.ai/v1/messages"_s);
    row("sub path", u"https://h/proxy"_s, u"/api/chat"_s, u"https://h/proxy/api/chat"_s);
    row("sub path with /v1", u"https://h/proxy/v1/"_s, u"/v1/chat"_s, u"https://h/proxy/v1/chat"_s);
    row("two segments", u"https://h/api/v1"_s, u"/api/v1/chat"_s, u"https://h/api/v1/chat"_s);
    row("all of it", u"https://h/api/chat"_s, u"/api/chat"_s, u"https://h/api/chat"_s);
    row("only whole segments", u"https://h/av1"_s, u"/v1/chat"_s, u"https://h/av1/v1/chat"_s);
    row("another version", u"https://h/v2"_s, u"/v1/chat"_s, u"https://h/v2/chat"_s);
    row("port", u"http://127.0.0.1:8080"_s, u"/api/chat"_s, u"http://127.0.0.1:8080/api/chat"_s);
    row("query stays", u"https://h/v1?version=1"_s, u"/v1/chat"_s, u"https://h/v1/chat?version=1"_s);
    row("fragment goes", u"https://h/v1#top"_s, u"/v1/chat"_s, u"https://h/v1/chat"_s);
    row("escapes stay", u"https://h/a%2Fb%20c"_s, u"/v1/chat"_s, u"https://h/a%2Fb%20c/v1/chat"_s);
    row("no base", {}, u"/v1/chat"_s, {});
}

void TestGateway::X_07_joinsWithoutDoubling()
{
    QFETCH(QString, base);
    QFETCH(QString, path);
    QFETCH(QString, url);
    Gateway gateway;
    gateway.path = path;
    QCOMPARE(gateway.chatUrl(QUrl(base)).toString(QUrl::FullyEncoded), url);
}

void TestGateway::RF_25_healthUrl()
{
    Gateway gateway;
    QCOMPARE(gateway.healthUrl(QUrl(u"https://h"_s)), QUrl());
    gateway.healthPath = u"/api/health"_s;
    QCOMPARE(gateway.healthUrl(QUrl(u"https://h/api/"_s)), QUrl(u"https://h/api/health"_s));
}

void TestGateway::useCaseOfAModel()
{
    const auto gateway = parseGateway(Small);
    QVERIFY(gateway);
    QCOMPARE(gateway->useCase(u"n"_s), u"For more"_s);
    QCOMPARE(gateway->useCase(u"other"_s), QString());
}

QTEST_APPLESS_MAIN(TestGateway)
#include "tst_gateway.moc"
