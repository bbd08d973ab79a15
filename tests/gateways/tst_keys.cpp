// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/catalog.h"
#include "gateways/gatewayjson.h"
#include "gateways/keyproblem.h"
#include "gateways/keysource.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

/// What the kernel says of the memory at this place (proc(5), smaps); empty if there is none.
QByteArray mappingOf(const char *place)
{
    QFile file(u"/proc/self/smaps"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray mapping;
    static const QRegularExpression head(u"^([0-9a-f]+)-([0-9a-f]+) "_s);
    const auto wanted = reinterpret_cast<quintptr>(place);
    for (QByteArray line = file.readLine(); !line.isEmpty(); line = file.readLine()) {
        const auto range = head.match(QString::fromLatin1(line));
        if (range.hasMatch() && !mapping.isEmpty())
            return mapping;
        if (!mapping.isEmpty() || (range.hasMatch() && range.captured(1).toULongLong(nullptr, 16) <= wanted &&
                                      wanted < range.captured(2).toULongLong(nullptr, 16)))
            mapping += line;
    }
    return mapping;
}

} // namespace

class TestKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void X_08_masks_data();
    void X_08_masks();
    void X_08_debugOutputShowsTheMask();
    void trimsWhatWasCopiedAlong();
    void comparesKeys();
    void isLeftOutOfDumps();
    void isGoneWithTheLastCopy();

    void X_08_sourceAsText_data();
    void X_08_sourceAsText();
    void sourceThatIsNone_data();
    void sourceThatIsNone();

    void variableOfAKey_data();
    void variableOfAKey();

    void questionsAKey_data();
    void questionsAKey();
};

void TestKeys::X_08_masks_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("mask");
    QTest::newRow("RuAPI") << QByteArray("sk-0123456789abcdef3f") << u"sk-…3f"_s;
    QTest::newRow("ru-llm") << QByteArray("sk-ru-0123456789abcdef") << u"sk-ru-…ef"_s;
    QTest::newRow("FloopFloop") << QByteArray("flp_sk_0123456789abcdef") << u"flp_sk_…ef"_s;
    QTest::newRow("agent") << QByteArray("agent_0123456789abcdef") << u"agent_…ef"_s;
    QTest::newRow("no prefix") << QByteArray("0123456789abcdef") << u"…ef"_s;
    QTest::newRow("a dash far within") << QByteArray("0123456789-abcdef") << u"…ef"_s;
    QTest::newRow("short") << QByteArray("sk-demo") << u"…"_s;
    QTest::newRow("none") << QByteArray() << QString();
}

void TestKeys::X_08_masks()
{
    QFETCH(QByteArray, key);
    QFETCH(QString, mask);
    QCOMPARE(Secret(key).masked(), mask);
}

void TestKeys::X_08_debugOutputShowsTheMask()
{
    QString text;
    QDebug(&text) << Secret("sk-0123456789abcdef3f");
    QCOMPARE(text.trimmed(), u"Secret(sk-…3f)"_s);
    static_assert(!std::is_convertible_v<Secret, QString> && !std::is_convertible_v<Secret, QByteArray>);
    static_assert(!std::is_convertible_v<QByteArray, Secret>);
}

void TestKeys::trimsWhatWasCopiedAlong()
{
    QCOMPARE(Secret(" sk-abc\r\n").reveal(), QByteArrayView("sk-abc"));
    QVERIFY(Secret(" \n").isEmpty());
}

void TestKeys::isLeftOutOfDumps()
{
    const Secret key("sk-0123456789abcdef");
    const QByteArray flags = mappingOf(key.reveal().data());
    QVERIFY2(flags.contains(" dd"), flags.constData()); // proc(5): do not include in core dump
}

void TestKeys::isGoneWithTheLastCopy()
{
    auto key = std::make_unique<Secret>("sk-0123456789abcdef");
    const char *place = key->reveal().data();
    auto copy = std::make_unique<Secret>(*key);
    QCOMPARE(copy->reveal().data(), place);
    key.reset();
    QCOMPARE(copy->reveal(), QByteArrayView("sk-0123456789abcdef"));
    QVERIFY(!mappingOf(place).isEmpty());
    copy.reset();
    QVERIFY(mappingOf(place).isEmpty());
}

void TestKeys::comparesKeys()
{
    QCOMPARE(Secret("a"), Secret("a"));
    QVERIFY(Secret("a") != Secret("b"));
    QCOMPARE(Secret(), Secret(""));
}

void TestKeys::X_08_sourceAsText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<KeySource>("source");
    QTest::newRow("environment") << u"environment RUAPI_API_KEY"_s
                                 << KeySource{.variable = u"RUAPI_API_KEY"_s};
    QTest::newRow("keychain") << u"keychain"_s << KeySource{.kind = KeySource::Kind::Keychain};
    QTest::newRow("session") << u"session"_s << KeySource{.kind = KeySource::Kind::Session};
}

void TestKeys::X_08_sourceAsText()
{
    QFETCH(QString, text);
    QFETCH(KeySource, source);
    QCOMPARE(KeySource::fromString(text), source);
    QCOMPARE(source.toString(), text);
}

void TestKeys::sourceThatIsNone_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("a key") << u"sk-0123456789abcdef3f"_s;
    QTest::newRow("no variable") << u"environment "_s;
    QTest::newRow("not a variable's name") << u"environment A KEY"_s;
    QTest::newRow("a digit first") << u"environment 1_KEY"_s;
    QTest::newRow("not a key's") << u"environment HOME"_s;
}

void TestKeys::sourceThatIsNone()
{
    QFETCH(QString, text);
    QCOMPARE(KeySource::fromString(text), std::nullopt);
}

void TestKeys::variableOfAKey_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isKeyVariable");
    for (const QString &name : {u"KEY"_s, u"RUAPI_API_KEY"_s, u"OPENAI_APIKEY"_s, u"GITHUB_TOKEN"_s,
             u"my_secret"_s, u"AWS_SECRET_ACCESS_KEY"_s, u"_PASSWORD_2"_s})
        QTest::newRow(qPrintable(name)) << name << true;
    for (const QString &name : {u""_s, u"HOME"_s, u"PATH"_s, u"MONKEY"_s, u"KEYBOARD_LAYOUT"_s,
             u"SSH_AUTH_SOCK"_s, u"1_KEY"_s, u"A KEY"_s, u"A-KEY"_s, u"sk-0123456789abcdef3f"_s})
        QTest::newRow(qPrintable(name)) << name << false;
}

void TestKeys::variableOfAKey()
{
    QFETCH(QString, name);
    QFETCH(bool, isKeyVariable);
    QCOMPARE(Parlance::isKeyVariable(name), isKeyVariable);
}

void TestKeys::questionsAKey_data()
{
    enum Answer { Good, Question, Never };
    QTest::addColumn<QString>("id");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("good");
    QTest::addColumn<bool>("isQuestion");
    const auto row = [](const char *name, const QString &id, const QByteArray &key, Answer answer,
                         const QString &url = u"https://h"_s) {
        QTest::newRow(name) << id << key << url << (answer == Good) << (answer == Question);
    };
    row("no key", u"ruapi"_s, "", Good);
    row("RA-02 its own", u"ruapi"_s, "sk-0123", Good);
    row("RA-02 another's", u"ruapi"_s, "abc", Question);
    row("RL-02 its own", u"ru-llm"_s, "sk-ru-0123", Good);
    row("RL-02 at RuAPI", u"ruapi"_s, "sk-ru-0123", Question);
    row("RL-02 at RuAPI's Claude side", u"ruapi-claude"_s, "sk-ru-0123", Question);
    row("RA-02 at ru-llm", u"ru-llm"_s, "sk-0123", Question);
    row("RO-04 any", u"roraos"_s, "0123", Good);
    row("RO-04 a common prefix", u"roraos"_s, "sk-0123", Good);
    row("RO-05 an agent's at the developer API", u"roraos"_s, "agent_0123", Question);
    row("RO-05 an agent's", u"roraos-agent"_s, "agent_0123", Good);
    row("RO-05 a developer's at the agent API", u"roraos-agent"_s, "0123", Question);
    row("FF-02 its own", u"floopfloop"_s, "flp_sk_0123", Good);
    row("FF-03 the user's instead of the project's", u"floopfloop"_s, "flp_0123", Question);
    row("FF-02 another's", u"floopfloop-generate"_s, "sk-0123", Question);
    row("FF-02 elsewhere", u"openai-compatible"_s, "flp_sk_0123", Question);
    row("a space within", u"ruapi"_s, "sk-01 23", Never);
    row("a line end within", u"ruapi"_s, "sk-01\r\nX-Other: a", Never);
    row("not ASCII", u"roraos"_s, "schl\xc3\xbcssel", Never);
    row("open network", u"ruapi"_s, "sk-0123", Question, u"http://example.org"_s);
    row("this computer", u"ruapi"_s, "sk-0123", Good, u"http://127.0.0.1:8080"_s);
    row("this computer by name", u"ruapi"_s, "sk-0123", Good, u"http://localhost:8080"_s);
    row("this computer, IPv6", u"ruapi"_s, "sk-0123", Good, u"http://[::1]:8080"_s);
}

void TestKeys::questionsAKey()
{
    QFETCH(QString, id);
    QFETCH(QByteArray, key);
    QFETCH(QString, url);
    QFETCH(bool, good);
    QFETCH(bool, isQuestion);
    const Catalog catalog = Catalog::builtIn();
    const auto problem = keyProblem(Secret(key), *catalog.find(id), QUrl(url), catalog);
    QCOMPARE(!problem, good);
    if (!problem)
        return;
    QCOMPARE(problem->isQuestion, isQuestion);
    QVERIFY(!problem->words.isEmpty());
    QVERIFY2(!problem->words.contains(QString::fromUtf8(key)), "the words must not tell the key");
}

QTEST_APPLESS_MAIN(TestKeys)
#include "tst_keys.moc"
