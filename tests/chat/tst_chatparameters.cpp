// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/chatparameters.h"

#include <QJsonArray>
#include <QSet>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestChatParameters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachHasANameOfItsOwn();
    void nothingIsSentUnasked();
    void valuesAreThoseOfTheMembers();
    void textsAreChanged();
    void chosenValuesAreCleared();
    void pairsAreRead_data();
    void pairsAreRead();
};

namespace {

QJsonValue valueOf(QLatin1StringView name, const ChatParameters &parameters)
{
    return std::ranges::find(chatParameters(), name, &ChatParameter::name)->value(parameters);
}

} // namespace

void TestChatParameters::eachHasANameOfItsOwn()
{
    QSet<QString> names;
    for (const ChatParameter &parameter : chatParameters()) {
        QVERIFY(!parameter.name.isEmpty());
        names.insert(parameter.name);
    }
    QCOMPARE(names.size(), qsizetype(chatParameters().size()));
}

void TestChatParameters::nothingIsSentUnasked()
{
    for (const ChatParameter &parameter : chatParameters())
        QVERIFY2(parameter.value({}).isUndefined(), parameter.name.data());
}

void TestChatParameters::valuesAreThoseOfTheMembers()
{
    const ChatParameters parameters{.temperature = 0.0, // 0 is a value, and so is false
        .stop = {u"END"_s},
        .n = 2,
        .verbosity = u"low"_s,
        .seed = -3,
        .logprobs = false};
    QCOMPARE(valueOf(ParameterName::Temperature, parameters), QJsonValue(0.0));
    QCOMPARE(valueOf(ParameterName::N, parameters), QJsonValue(2));
    QCOMPARE(valueOf(ParameterName::Stop, parameters), QJsonValue(QJsonArray{u"END"_s}));
    QCOMPARE(valueOf(ParameterName::Verbosity, parameters), QJsonValue(u"low"_s));
    QCOMPARE(valueOf(ParameterName::Seed, parameters), QJsonValue(-3));
    QCOMPARE(valueOf(ParameterName::Logprobs, parameters), QJsonValue(false));
    QVERIFY(valueOf(ParameterName::TopP, parameters).isUndefined());
}

void TestChatParameters::textsAreChanged()
{
    ChatParameters parameters{.temperature = 1, .stop = {u"a"_s, u"b"_s}, .user = u"c"_s};
    changeTexts(parameters, [](QString &text) { text = text.toUpper(); });
    QCOMPARE(parameters, (ChatParameters{.temperature = 1, .stop = {u"A"_s, u"B"_s}, .user = u"C"_s}));
}

void TestChatParameters::chosenValuesAreCleared()
{
    ChatParameters parameters{.temperature = 1, .stop = {u"a"_s}, .verbosity = u"low"_s, .user = u"b"_s};
    clearValues(parameters, &ChatParameter::isPrivate);
    QCOMPARE(parameters, (ChatParameters{.temperature = 1, .stop = {u"a"_s}, .verbosity = u"low"_s}));
    clearValues(parameters, &ChatParameter::holdsText);
    QCOMPARE(parameters, ChatParameters{.temperature = 1});
}

void TestChatParameters::pairsAreRead_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QStringList>("pair");
    QTest::newRow("plain") << u"a: b"_s << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("blanks") << u"  a b :c d "_s << QStringList{u"a b"_s, u"c d"_s};
    QTest::newRow("the first colon counts") << u"a: b: c"_s << QStringList{u"a"_s, u"b: c"_s};
    QTest::newRow("no colon") << u"a"_s << QStringList();
    QTest::newRow("no name") << u": b"_s << QStringList();
    QTest::newRow("no value") << u"a: "_s << QStringList();
    QTest::newRow("empty") << QString() << QStringList();
}

void TestChatParameters::pairsAreRead()
{
    QFETCH(const QString, line);
    QFETCH(const QStringList, pair);
    const auto read = pairOf(line);
    QCOMPARE(read ? QStringList({read->first, read->second}) : QStringList(), pair);
}

QTEST_APPLESS_MAIN(TestChatParameters)
#include "tst_chatparameters.moc"
