// SPDX-License-Identifier: GPL-3.0-or-later
#include "askcommand.h"
#include "wire/dialect.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// What the command line of parlance-ask means; what it then does is tested from outside (tst_asktool).
class TestAskCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void target_data();
    void target();
    void key_data();
    void key();
    void request();
    void everyBuiltInGatewayCanBeNamed();
    void help_data();
    void help();
    void FF_03_RO_05_anothersKeyIsNotSent();
    void wrongUse_data();
    void wrongUse();

private:
    [[nodiscard]] std::expected<AskCommand, AskCommand::Exit> parse(QStringList arguments) const;

    QTemporaryDir m_folder;
    Catalog m_catalog;
    QProcessEnvironment m_environment;
};

namespace {

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

} // namespace

void TestAskCommand::initTestCase()
{
    write(m_folder.filePath(u"a.json"_s),
        R"({"id":"known","name":"Known","dialect":"chat-completions","base_url":"https://known.example/v1",)"
        R"("path":"/v1/exact","auth":"bearer","tiers":[{"model":"first","use_case":"a"},{"model":"second","use_case":"b"}]})");
    write(m_folder.filePath(u"b.json"_s),
        R"({"id":"free","name":"Free","dialect":"chat-completions","path":"/api","auth":"none",)"
        R"("tiers":[{"model":"m","use_case":"a"}]})");
    m_catalog = Catalog::fromFolder(m_folder.path());
    QCOMPARE(m_catalog.problems(), QStringList());
    m_environment.insert(u"KEY"_s, u" sk-test \n"_s);
    m_environment.insert(u"HOME"_s, u"sk-test"_s);
    m_environment.insert(u"LONG_KEY"_s, u"sk-test-0123"_s);
    m_environment.insert(u"EMPTY_KEY"_s, QString());
    m_environment.insert(u"LINES_KEY"_s, u"sk-a\r\nX-Evil: b"_s);
}

std::expected<AskCommand, AskCommand::Exit> TestAskCommand::parse(QStringList arguments) const
{
    arguments.prepend(u"parlance-ask"_s);
    return AskCommand::parse(arguments, m_catalog, m_environment);
}

void TestAskCommand::target_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("dialect");
    QTest::newRow("chat-completions by its usual path")
        << u"--base-url http://h:1 --dialect chat-completions --model m"_s
        << u"http://h:1/v1/chat/completions"_s << u"chat-completions"_s;
    QTest::newRow("RA-18 messages by its usual path")
        << u"--base-url http://h:1 --dialect messages --model m"_s << u"http://h:1/v1/messages"_s
        << u"messages"_s;
    QTest::newRow("RA-29 X-07 a base URL that ends with /v1")
        << u"--base-url http://h:1/v1 --dialect messages --model m"_s << u"http://h:1/v1/messages"_s
        << u"messages"_s;
    QTest::newRow("FF-10 floopfloop by its usual path") << u"--base-url http://h:1 --dialect floopfloop"_s
                                                        << u"http://h:1/api/v1/ai/chat"_s << u"floopfloop"_s;
    QTest::newRow("FF-27 generate by its usual path")
        << u"--base-url http://h:1 --dialect floopfloop-generate"_s << u"http://h:1/api/v1/ai/generate"_s
        << u"floopfloop-generate"_s;
    QTest::newRow("RO-18 a path that was named is exact")
        << u"--base-url http://h:1 --dialect chat-completions --path /api/v1/chat --model m"_s
        << u"http://h:1/api/v1/chat"_s << u"chat-completions"_s;
    QTest::newRow("a gateway") << u"--gateway known"_s << u"https://known.example/v1/exact"_s
                               << u"chat-completions"_s;
    QTest::newRow("RF-27 a gateway elsewhere")
        << u"--gateway known --base-url http://h:1"_s << u"http://h:1/v1/exact"_s << u"chat-completions"_s;
    QTest::newRow("a gateway by another path")
        << u"--gateway known --path /x"_s << u"https://known.example/v1/x"_s << u"chat-completions"_s;
    QTest::newRow("a gateway in another dialect")
        << u"--gateway known --dialect messages"_s << u"https://known.example/v1/messages"_s << u"messages"_s;
    QTest::newRow("FF-01 a gateway that names no host")
        << u"--gateway free --base-url http://h:1"_s << u"http://h:1/api"_s << u"chat-completions"_s;
}

void TestAskCommand::target()
{
    QFETCH(const QString, options);
    QFETCH(const QString, url);
    QFETCH(const QString, dialect);
    const auto command = parse(options.split(u' ') + QStringList{u"hi"_s});
    QVERIFY2(command, command ? "" : qPrintable(command.error().text));
    QCOMPARE(command->target.url.toString(), url);
    QCOMPARE(command->target.dialect->id(), dialect);
    QCOMPARE(command->target.headers, WireHeaders());
}

void TestAskCommand::key_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<RawHeaders>("headers");
    const RawHeaders bearer{{"Authorization", "Bearer sk-test"}};
    const RawHeaders apiKey{{"x-api-key", "sk-test"}};
    QTest::newRow("RA-02 RL-02 Bearer")
        << u"--base-url https://h --dialect chat-completions --model m"_s << bearer;
    QTest::newRow("FF-02 Bearer") << u"--base-url https://h --dialect floopfloop"_s << bearer;
    QTest::newRow("RA-19 x-api-key") << u"--base-url https://h --dialect messages --model m"_s << apiKey;
    QTest::newRow("as the gateway says") << u"--gateway known"_s << bearer;
    QTest::newRow("as the dialect says, where it is not the gateway's")
        << u"--gateway known --dialect messages"_s << apiKey;
    QTest::newRow("plain http within this computer")
        << u"--base-url http://127.0.0.1:8080 --dialect messages --model m"_s << apiKey;
    QTest::newRow("plain http to localhost")
        << u"--gateway known --base-url http://localhost:8080"_s << bearer;
    QTest::newRow("plain http beyond it, if told")
        << u"--base-url http://h --dialect messages --model m --insecure-key"_s << apiKey;
    QTest::newRow("plain http to a gateway, if told")
        << u"--gateway known --base-url http://h --insecure-key"_s << bearer;
}

void TestAskCommand::key()
{
    QFETCH(const QString, options);
    QFETCH(const RawHeaders, headers);
    const auto command = parse(options.split(u' ') + QStringList{u"--key-env"_s, u"KEY"_s, u"hi"_s});
    QVERIFY2(command, command ? "" : qPrintable(command.error().text));
    QCOMPARE(revealed(command->target.headers), headers);
}

void TestAskCommand::request()
{
    const auto simple = parse({u"--gateway"_s, u"known"_s, u"hi"_s});
    QVERIFY(simple);
    QCOMPARE(simple->request.model, u"first"_s);
    QCOMPARE(simple->request.messages.size(), 1);
    QCOMPARE(simple->request.messages.first().text(), u"hi"_s);
    QVERIFY(simple->request.stream);
    QVERIFY(!simple->json);

    const auto full = parse({u"--gateway"_s, u"known"_s, u"--model"_s, u"other"_s, u"--system"_s,
        u"Be brief."_s, u"--no-stream"_s, u"--json"_s, u"--timeout"_s, u"1.5"_s, u"--"_s, u"--hi"_s});
    QVERIFY(full);
    QCOMPARE(full->request.model, u"other"_s);
    QCOMPARE(full->request.system, u"Be brief."_s);
    QCOMPARE(full->request.messages.first().text(), u"--hi"_s);
    QVERIFY(!full->request.stream);
    QVERIFY(full->json);
    QCOMPARE(full->timeout, std::chrono::milliseconds(1500));
    QVERIFY(!simple->timeout);

    const auto noModel = parse({u"--base-url"_s, u"http://h"_s, u"--dialect"_s, u"floopfloop"_s, u"-"_s});
    QVERIFY(noModel);
    QCOMPARE(noModel->request.model, QString());
    QCOMPARE(noModel->request.messages.first().text(), u"-"_s);
}

void TestAskCommand::everyBuiltInGatewayCanBeNamed()
{
    const Catalog catalog = Catalog::builtIn();
    QVERIFY(!catalog.gateways().isEmpty());
    for (const Gateway &gateway : catalog.gateways()) {
        const auto command = AskCommand::parse(
            {u"parlance-ask"_s, u"--gateway"_s, gateway.id, u"--base-url"_s, u"http://h:1"_s, u"hi"_s},
            catalog, m_environment);
        const bool lacksModel = gateway.tiers.isEmpty() && gateway.needsModel();
        QCOMPARE(command.has_value(), !lacksModel);
        if (lacksModel) {
            QCOMPARE(command.error().code, 2);
            QVERIFY2(command.error().text.contains(u"--model"), qPrintable(command.error().text));
            continue;
        }
        QVERIFY(command->target.dialect);
    }
}

void TestAskCommand::help_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("word");
    QTest::newRow("help") << u"--help"_s << u"--base-url"_s;
    QTest::newRow("all help") << u"--help-all"_s << u"--base-url"_s;
    QTest::newRow("version") << u"--version"_s << QStringLiteral(PARLANCE_VERSION);
}

void TestAskCommand::help()
{
    QFETCH(const QString, option);
    QFETCH(const QString, word);
    const auto command = parse({option});
    QVERIFY(!command);
    QCOMPARE(command.error().code, 0);
    QVERIFY(command.error().text.contains(word));
}

void TestAskCommand::FF_03_RO_05_anothersKeyIsNotSent()
{
    QProcessEnvironment environment;
    environment.insert(u"KEY"_s, u"flp_sk_something"_s);
    const QStringList arguments{
        u"parlance-ask"_s, u"--gateway"_s, u"roraos-agent"_s, u"--key-env"_s, u"KEY"_s, u"hi"_s};
    const auto refused = AskCommand::parse(arguments, Catalog::builtIn(), environment);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, 2);
    QVERIFY2(refused.error().text.contains(u"FloopFloop"), qPrintable(refused.error().text));
    QVERIFY(!refused.error().text.contains(u"something"));
    environment.insert(u"KEY"_s, u"agent_something"_s);
    QVERIFY(AskCommand::parse(arguments, Catalog::builtIn(), environment));
}

void TestAskCommand::wrongUse_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("word");
    const auto with = [](const QString &options) {
        return options.split(u' ') + QStringList{u"hi"_s};
    };
    QTest::newRow("no prompt") << QStringList{u"--gateway"_s, u"known"_s} << u"prompt"_s;
    QTest::newRow("two prompts") << with(u"--gateway known there"_s) << u"prompt"_s;
    QTest::newRow("an empty prompt") << QStringList{u"--gateway"_s, u"known"_s, u" "_s} << u"prompt"_s;
    QTest::newRow("a word behind one dash") << with(u"--gateway known -reverse"_s) << u"'reverse'"_s;
    QTest::newRow("nobody to ask") << QStringList{u"hi"_s} << u"--gateway"_s;
    QTest::newRow("no dialect") << with(u"--base-url http://h"_s) << u"--dialect"_s;
    QTest::newRow("no base URL") << with(u"--dialect messages"_s) << u"--base-url"_s;
    QTest::newRow("FF-01 a gateway without a base URL") << with(u"--gateway free"_s) << u"--base-url"_s;
    QTest::newRow("unknown gateway") << with(u"--gateway nobody"_s) << u"known, free"_s;
    QTest::newRow("unknown dialect") << with(u"--base-url http://h --dialect morse"_s) << u"floopfloop"_s;
    QTest::newRow("no model where one is needed")
        << with(u"--base-url http://h --dialect messages"_s) << u"--model"_s;
    QTest::newRow("not a URL") << with(u"--base-url h:1 --dialect messages"_s) << u"h:1"_s;
    QTest::newRow("not HTTP") << with(u"--base-url ftp://h --dialect messages"_s) << u"ftp://h"_s;
    QTest::newRow("a variable that is not set")
        << with(u"--gateway known --key-env NOWHERE_KEY"_s) << u"NOWHERE_KEY"_s;
    QTest::newRow("a variable that is empty")
        << with(u"--gateway known --key-env EMPTY_KEY"_s) << u"EMPTY_KEY"_s;
    QTest::newRow("a key of several lines")
        << with(u"--gateway known --key-env LINES_KEY"_s) << u"LINES_KEY"_s;
    QTest::newRow("RF-02 a gateway that takes no key")
        << with(u"--gateway free --base-url http://h --key-env KEY"_s) << u"Free"_s;
    QTest::newRow("X-07 plain http beyond this computer")
        << with(u"--base-url http://h --dialect messages --key-env KEY"_s) << u"--insecure-key"_s;
    QTest::newRow("X-07 a gateway at plain http")
        << with(u"--gateway known --base-url http://h:1/v1 --key-env KEY"_s) << u"http://h:1 unencrypted"_s;
    QTest::newRow("a variable that is no key's") << with(u"--gateway known --key-env HOME"_s) << u"TOKEN"_s;
    QTest::newRow("an empty path") << with(u"--gateway known --path"_s).mid(0, 3) +
                                          QStringList{u""_s, u"hi"_s}
                                   << u"--path is empty"_s;
    QTest::newRow("a blank model") << QStringList{u"--gateway"_s, u"known"_s, u"--model"_s, u" "_s, u"hi"_s}
                                   << u"--model is empty"_s;
    QTest::newRow("two models") << with(u"--gateway known --model a --model b"_s)
                                << u"--model is given twice"_s;
    QTest::newRow("an unencrypted key without a key")
        << with(u"--gateway known --insecure-key"_s) << u"--key-env"_s;
    for (const QString &time : {u"0"_s, u"-1"_s, u"soon"_s, u"nan"_s, u"inf"_s, u"5s"_s, u"1e99"_s})
        QTest::addRow("a time of %s", qPrintable(time))
            << with(u"--gateway known --timeout %1"_s.arg(time)) << u"--timeout takes"_s;
    const QString claude = u"--base-url https://h --dialect messages --model m "_s;
    QTest::newRow("an MCP server without an address") << with(claude + u"--mcp demo"_s) << u"not 'demo'"_s;
    QTest::newRow("an MCP server at no address") << with(claude + u"--mcp demo=here"_s) << u"--mcp demo: "_s;
    QTest::newRow("two MCP servers of a name")
        << with(claude + u"--mcp a=https://b --mcp a=https://c"_s) << u"has this name"_s;
    QTest::newRow("an MCP server in another dialect")
        << with(u"--gateway known --mcp a=https://b"_s) << u"no field for MCP servers"_s;
    QTest::newRow("a token of nobody")
        << with(claude + u"--mcp a=https://b --mcp-token-env c=KEY"_s) << u"names no --mcp: 'c'"_s;
    QTest::newRow("B-12 a token that is too short to be masked")
        << with(claude + u"--mcp a=https://b --mcp-token-env a=KEY"_s) << u"at least 8 characters"_s;
    QTest::newRow("B-12 a token over plain http")
        << with(u"--base-url http://h --dialect messages --model m --mcp a=https://b --mcp-token-env "
                u"a=LONG_KEY"_s)
        << u"--insecure-key"_s;
    QTest::newRow("a token from a variable that is no key's")
        << with(claude + u"--mcp a=https://b --mcp-token-env a=HOME"_s) << u"TOKEN"_s;
    QTest::newRow("a key on the command line") << with(u"--gateway known --key sk-a"_s) << u"key"_s;
}

void TestAskCommand::wrongUse()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, word);
    const auto command = parse(arguments);
    QVERIFY(!command);
    QCOMPARE(command.error().code, 2);
    QVERIFY(command.error().text.startsWith(u"parlance-ask: "_s));
    QVERIFY2(command.error().text.contains(word), qPrintable(command.error().text));
    QVERIFY(!command.error().text.contains(u"sk-test"_s)); // X-08
    QVERIFY(!command.error().text.contains(u"Evil"_s));
}

QTEST_GUILESS_MAIN(TestAskCommand)
#include "tst_askcommand.moc"
