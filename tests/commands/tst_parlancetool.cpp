// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventually.h"
#include "support/fakeserver.h"

#include <QDir>
#include <QProcess>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// parlance itself, started from outside: where a key goes when nobody is there to be asked.
class TestParlanceTool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void X_07_aBaseUrlTakesNoKeyAlong_data();
    void X_07_aBaseUrlTakesNoKeyAlong();
    void aKeyNamedBesideTheAddressGoesThere_data();
    void aKeyNamedBesideTheAddressGoesThere();
    void X_07_somebodysProfileGetsNoKey_data();
    void X_07_somebodysProfileGetsNoKey();
    void aRememberedConsentHolds();
    void aKeyNamedBesideTheAddressOverrulesARefusal();
    void plainHttpBeyondThisComputerIsRefused();
    void aGatewayWithoutAKeyIsAsked();
    void thePromptOfStandardInput();
    void noPromptOnStandardInput();
    void wrongUse_data();
    void wrongUse();

private:
    void start(const QStringList &options);
    void writeProfile(const QByteArray &profile) const;
    void writeSetting(const QString &key, const QVariant &value) const;
    [[nodiscard]] QString base() const { return m_server->url(u"/v1"_s).toString(); }
    [[nodiscard]] bool ends();

    std::unique_ptr<QTemporaryDir> m_config;
    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<QProcess> m_process;
    QString m_errors; ///< after the end
};

namespace {

const QByteArray Key = "sk-0123456789-canary";

const QByteArray ChatAnswer = R"({"choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}]})";
const QByteArray MessagesAnswer = R"({"content":[{"type":"text","text":"Hello"}],"stop_reason":"end_turn"})";

} // namespace

void TestParlanceTool::init()
{
    m_config = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<FakeServer>();
    m_process = std::make_unique<QProcess>();
}

void TestParlanceTool::cleanup()
{
    m_process->kill();
    m_process->waitForFinished();
    m_process.reset();
}

/// Starts it so that it sends a prompt, takes a picture and ends.
void TestParlanceTool::start(const QStringList &options)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_CONFIG_HOME"_s, m_config->path());
    for (const QString &name :
        {u"RUAPI_API_KEY"_s, u"OPENAI_API_KEY"_s, u"AWS_SECRET_ACCESS_KEY"_s, u"MY_TOKEN"_s})
        environment.insert(name, QString::fromLatin1(Key));
    m_process->setProcessEnvironment(environment);
    m_process->start(
        QStringLiteral(PARLANCE), options + QStringList{u"--prompt"_s, u"Hello"_s, u"--send"_s,
                                                u"--screenshot"_s, m_config->filePath(u"picture.png"_s)});
}

void TestParlanceTool::writeProfile(const QByteArray &profile) const
{
    const QString folder = m_config->filePath(u"parlance/parlance/gateways"_s);
    QVERIFY(QDir().mkpath(folder));
    QFile file(folder + u"/somebodys.json"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(profile).replace("HERE", base().toLatin1()));
}

void TestParlanceTool::writeSetting(const QString &key, const QVariant &value) const
{
    QSettings settings(m_config->filePath(u"parlance/parlance.conf"_s), QSettings::IniFormat);
    settings.setValue(key, value);
}

bool TestParlanceTool::ends()
{
    const bool ended = eventually([this] { return m_process->state() == QProcess::NotRunning; });
    m_errors = QString::fromUtf8(m_process->readAllStandardError());
    return ended && m_process->exitStatus() == QProcess::NormalExit;
}

void TestParlanceTool::X_07_aBaseUrlTakesNoKeyAlong_data()
{
    QTest::addColumn<QString>("gateway");
    QTest::addColumn<QString>("variable");
    QTest::newRow("ruapi") << u"ruapi"_s << u"RUAPI_API_KEY"_s;
    QTest::newRow("ruapi-claude") << u"ruapi-claude"_s << u"RUAPI_API_KEY"_s;
    QTest::newRow("openai-compatible") << u"openai-compatible"_s << u"OPENAI_API_KEY"_s;
}

void TestParlanceTool::X_07_aBaseUrlTakesNoKeyAlong()
{
    QFETCH(QString, gateway);
    QFETCH(QString, variable);
    start({u"--gateway"_s, gateway, u"--base-url"_s, base(), u"--model"_s, u"any"_s});
    QVERIFY(ends());
    QCOMPARE(m_process->exitCode(), 2);
    QVERIFY2(m_errors.contains(variable) && m_errors.contains(m_server->url(QString()).toString()),
        qPrintable(m_errors));
    QVERIFY(m_errors.contains(u"--key-env"));
    QVERIFY(!m_errors.contains(QString::fromLatin1(Key)));
    QCOMPARE(m_server->connectionCount(), 0);
    QVERIFY(!QFile::exists(m_config->filePath(u"picture.png"_s)));
}

void TestParlanceTool::aKeyNamedBesideTheAddressGoesThere_data()
{
    QTest::addColumn<QString>("gateway");
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("RA-02 ruapi") << u"ruapi"_s << u"RUAPI_API_KEY"_s << QByteArray("Authorization")
                                 << "Bearer " + Key << ChatAnswer;
    QTest::newRow("RA-19 ruapi-claude")
        << u"ruapi-claude"_s << u"RUAPI_API_KEY"_s << QByteArray("x-api-key") << Key << MessagesAnswer;
    QTest::newRow("another variable") << u"openai-compatible"_s << u"MY_TOKEN"_s
                                      << QByteArray("Authorization") << "Bearer " + Key << ChatAnswer;
}

void TestParlanceTool::aKeyNamedBesideTheAddressGoesThere()
{
    QFETCH(QString, gateway);
    QFETCH(QString, variable);
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, answer);
    start(
        {u"--gateway"_s, gateway, u"--base-url"_s, base(), u"--key-env"_s, variable, u"--model"_s, u"any"_s});
    FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    QCOMPARE(connection->header(header), value);
    connection->sendWhole(200, "application/json", answer);
    QVERIFY(ends());
    QCOMPARE(m_process->exitCode(), 0);
    QFile settings(m_config->filePath(u"parlance/parlance.conf"_s));
    QVERIFY(!settings.open(QIODevice::ReadOnly) || !settings.readAll().contains("consents")); // for this run
}

void TestParlanceTool::X_07_somebodysProfileGetsNoKey_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QByteArray>("profile");
    QTest::addColumn<QString>("words");
    const QByteArray fields =
        R"("id": "other", "name": "Other", "dialect": "chat-completions", "path": "/v1/chat",
                                 "auth": "bearer", "base_url": "HERE", )";
    QTest::newRow("a variable") << u"other"_s
                                << QByteArray("{ " + fields + R"("key_variable": "AWS_SECRET_ACCESS_KEY" })")
                                << u"AWS_SECRET_ACCESS_KEY"_s;
    QTest::newRow("a slot") << u"other"_s << QByteArray("{ " + fields + R"("key_slot": "ruapi" })")
                            << u"RUAPI_API_KEY"_s;
    QTest::newRow("a built-in gateway's address")
        << u"ruapi"_s << QByteArray(R"({ "id": "ruapi", "base_url": "HERE" })") << u"RUAPI_API_KEY"_s;
}

void TestParlanceTool::X_07_somebodysProfileGetsNoKey()
{
    QFETCH(QString, id);
    QFETCH(QByteArray, profile);
    QFETCH(QString, words);
    writeProfile(profile);
    writeSetting(u"playground/pages"_s,
        QStringList{
            uR"({"preset":"Page","lanes":[{"gateway":"%1","model":"any","mode":"live"}]})"_s.arg(id)});
    start({});
    QVERIFY(ends());
    QCOMPARE(m_process->exitCode(), 2);
    QVERIFY2(m_errors.contains(words), qPrintable(m_errors));
    QCOMPARE(m_server->connectionCount(), 0);
}

void TestParlanceTool::aRememberedConsentHolds()
{
    writeSetting(u"keys/consents"_s,
        QStringList{
            uR"({"slot":"ruapi","source":"environment RUAPI_API_KEY","origin":"%1","given":true})"_s.arg(
                m_server->url(QString()).toString())});
    start({u"--gateway"_s, u"ruapi"_s, u"--base-url"_s, base()});
    const FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    QCOMPARE(connection->header("Authorization"), "Bearer " + Key);
}

void TestParlanceTool::aKeyNamedBesideTheAddressOverrulesARefusal()
{
    writeSetting(u"keys/consents"_s,
        QStringList{uR"({"slot":"ruapi","source":"environment MY_TOKEN","origin":"%1","given":false})"_s.arg(
            m_server->url(QString()).toString())});
    start({u"--gateway"_s, u"ruapi"_s, u"--base-url"_s, base(), u"--key-env"_s, u"MY_TOKEN"_s});
    const FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    QCOMPARE(connection->header("Authorization"), "Bearer " + Key);
}

void TestParlanceTool::plainHttpBeyondThisComputerIsRefused()
{
    start({u"--gateway"_s, u"ruapi"_s, u"--base-url"_s, u"http://api.example.invalid"_s, u"--key-env"_s,
        u"RUAPI_API_KEY"_s});
    QVERIFY(ends());
    QCOMPARE(m_process->exitCode(), 2);
    QVERIFY2(m_errors.contains(u"not encrypted"), qPrintable(m_errors));
}

void TestParlanceTool::aGatewayWithoutAKeyIsAsked()
{
    start({u"--gateway"_s, u"ruflo"_s, u"--base-url"_s, base()});
    FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    QVERIFY(!connection->request().contains(Key));
    connection->sendWhole(200, "application/json", ChatAnswer);
    QVERIFY(ends());
    QCOMPARE(m_process->exitCode(), 0);
}

void TestParlanceTool::thePromptOfStandardInput()
{
    m_process->setWorkingDirectory(m_config->path());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_CONFIG_HOME"_s, m_config->path());
    m_process->setProcessEnvironment(environment);
    m_process->start(
        QStringLiteral(PARLANCE), {u"--gateway"_s, u"ruflo"_s, u"--base-url"_s, base(), u"--prompt"_s, u"-"_s,
                                      u"--send"_s, u"--screenshot"_s, m_config->filePath(u"picture.png"_s)});
    m_process->write("two\nlines \xc3\xbc\n");
    m_process->closeWriteChannel();
    FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    QVERIFY2(connection->body().contains("two\\nlines \xc3\xbc\""), connection->body().constData());
    connection->sendWhole(200, "application/json", ChatAnswer);
    QVERIFY(ends());
    QCOMPARE(m_process->exitCode(), 0);
}

void TestParlanceTool::noPromptOnStandardInput()
{
    m_process->start(QStringLiteral(PARLANCE), {u"--prompt"_s, u"-"_s, u"--send"_s});
    m_process->write("\xff");
    m_process->closeWriteChannel();
    QVERIFY(ends());
    QCOMPARE(m_errors, u"parlance: standard input is not text in UTF-8\n"_s);
    QCOMPARE(m_process->exitCode(), 2);
}

void TestParlanceTool::wrongUse_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("word");
    const QStringList address{u"--base-url"_s, u"http://127.0.0.1:9"_s};
    QTest::newRow("HOME") << address + QStringList{u"--gateway"_s, u"ruapi"_s, u"--key-env"_s, u"HOME"_s}
                          << u"TOKEN"_s;
    QTest::newRow("a variable that is not set")
        << address + QStringList{u"--gateway"_s, u"ruapi"_s, u"--key-env"_s, u"NO_SUCH_KEY"_s}
        << u"not set"_s;
    QTest::newRow("no address") << QStringList{u"--gateway"_s, u"ruapi"_s, u"--key-env"_s, u"RUAPI_API_KEY"_s}
                                << u"--base-url"_s;
    QTest::newRow("RF-02 a gateway that takes no key")
        << address + QStringList{u"--gateway"_s, u"ruflo"_s, u"--key-env"_s, u"RUAPI_API_KEY"_s}
        << u"takes no key"_s;
}

void TestParlanceTool::wrongUse()
{
    QFETCH(QStringList, options);
    QFETCH(QString, word);
    start(options);
    QVERIFY(ends());
    QCOMPARE(m_process->exitCode(), 2);
    QVERIFY2(m_errors.contains(word), qPrintable(m_errors));
}

QTEST_GUILESS_MAIN(TestParlanceTool)
#include "tst_parlancetool.moc"
