// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

using Kind = JsonValueView::Kind;
using Reason = JsonFault::Reason;

JsonDocument read(const QByteArray &text)
{
    const auto document = JsonDocument::read(text);
    return document ? *document : JsonDocument();
}

QJsonValue meaning(const JsonValueView &value)
{
    switch (value.kind()) {
    case Kind::Object: {
        QJsonObject object;
        for (const JsonValueView &child : value.children())
            object.insert(child.name(), meaning(child));
        return object;
    }
    case Kind::Array: {
        QJsonArray array;
        for (const JsonValueView &child : value.children())
            array.append(meaning(child));
        return array;
    }
    case Kind::String:
        return value.string();
    default:
        return QJsonDocument::fromJson('[' + value.text().toByteArray() + ']').array().first();
    }
}

/// A random value, at most so deep.
QJsonValue invented(QRandomGenerator &dice, int depth)
{
    static const QStringList texts{u"a"_s, u""_s, u"\"\\/\b\f\n\r\t"_s, u"é中😀"_s, u"}],:"_s, u"\u0001"_s};
    switch (dice.bounded(depth > 0 ? 7 : 5)) {
    case 0:
        return QJsonValue(QJsonValue::Null);
    case 1:
        return dice.bounded(2) == 1;
    case 2:
        return dice.bounded(1000) / 8.0;
    case 3:
        return -dice.bounded(1'000'000);
    case 4:
        return texts.at(dice.bounded(texts.size()));
    case 5: {
        QJsonArray array;
        for (int i = dice.bounded(4); i > 0; --i)
            array.append(invented(dice, depth - 1));
        return array;
    }
    default: {
        QJsonObject object;
        for (int i = dice.bounded(4); i > 0; --i)
            object.insert(
                texts.at(dice.bounded(texts.size())) + QString::number(i), invented(dice, depth - 1));
        return object;
    }
    }
}

} // namespace

class TestJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsOrderSpellingAndDoubledNames();
    void readsStrings_data();
    void readsStrings();
    void readsWhatQtReads();
    void takesAnyNumber_data();
    void takesAnyNumber();
    void findsTheFault_data();
    void findsTheFault();
    void readsUpToTheFault();
    void doesNotRecurse();
    void saysLineAndColumn();
    void neverReadsBeyondTheText();
};

void TestJson::keepsOrderSpellingAndDoubledNames()
{
    const JsonDocument document = read(R"( {"zeta" : 1.50, "alpha":{ "b" : [1e400 , -0.0] },"zeta":2} )");
    const QList<JsonValueView> members = document.root().children();
    QCOMPARE(members.size(), 3);
    QCOMPARE(members.at(0).name(), u"zeta"_s);
    QCOMPARE(members.at(0).text(), "1.50");
    QCOMPARE(members.at(1).name(), u"alpha"_s);
    QCOMPARE(members.at(1).text(), R"({ "b" : [1e400 , -0.0] })");
    QCOMPARE(members.at(1).offset(), 25);
    QCOMPARE(members.at(1).children().first().children().last().text(), "-0.0");
    QCOMPARE(document.root().member(u"zeta")->text(), "2");
    QVERIFY(!document.root().member(u"beta"));
}

void TestJson::readsStrings_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << R"("abc")"_ba << u"abc"_s;
    QTest::newRow("escapes") << R"("\"\\\/\b\f\n\r\t")"_ba << u"\"\\/\b\f\n\r\t"_s;
    QTest::newRow("unicode") << R"("\u00e9\u4E2D")"_ba << u"é中"_s;
    QTest::newRow("pair") << R"("\ud83d\ude00")"_ba << u"😀"_s;
    QTest::newRow("half of a pair") << R"("a\ud83db")"_ba << u"a\uFFFDb"_s;
    QTest::newRow("broken UTF-8") << "\"a\xff\""_ba << u"a\uFFFD"_s;
    QTest::newRow("brackets") << R"("}],:")"_ba << u"}],:"_s;
    QTest::newRow("no string") << R"(12)"_ba << QString();
}

void TestJson::readsStrings()
{
    QFETCH(QByteArray, json);
    QTEST(read(json).root().string(), "text");
}

void TestJson::readsWhatQtReads()
{
    QRandomGenerator dice(7);
    for (int i = 0; i < 3000; ++i) {
        const QJsonArray wanted{invented(dice, 4)};
        const auto form = i % 2 == 0 ? QJsonDocument::Compact : QJsonDocument::Indented;
        const QByteArray json = QJsonDocument(wanted).toJson(form);
        QCOMPARE(meaning(read(json).root()).toArray(), wanted);
    }
}

void TestJson::takesAnyNumber_data()
{
    QTest::addColumn<QByteArray>("number");
    for (const char *number :
        {"0", "-0", "1e400", "1E-400", "0.10", "12345678901234567890123", "1.5e+3", "-2.0E3"})
        QTest::newRow(number) << QByteArray(number);
}

void TestJson::takesAnyNumber()
{
    QFETCH(QByteArray, number);
    const JsonDocument document = read("[ " + number + " ]");
    QCOMPARE(document.root().children().first().kind(), Kind::Number);
    QCOMPARE(document.root().children().first().text(), number);
}

void TestJson::findsTheFault_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<Reason>("reason");
    QTest::addColumn<qsizetype>("offset");
    const auto row = [](const QByteArray &json, Reason reason, qsizetype offset) {
        QTest::newRow(json.constData()) << json << reason << offset;
    };
    row("", Reason::NoValue, 0);
    row(" \n", Reason::NoValue, 2);
    row("{", Reason::MissingName, 1);
    row("{,}", Reason::MissingName, 1);
    row(R"({"a":1,})", Reason::MissingName, 7);
    row("{a:1}", Reason::MissingName, 1);
    row(R"({"a" 1})", Reason::MissingColon, 5);
    row(R"({"a":})", Reason::IllegalValue, 5);
    row(R"({"a":1 "b":2})", Reason::MissingComma, 7);
    row(R"({"a":1)", Reason::MissingComma, 6);
    row("[1 2]", Reason::UnclosedArray, 3);
    row("[1", Reason::UnclosedArray, 2);
    row("[1,]", Reason::IllegalValue, 3);
    row(R"(["a)", Reason::UnclosedString, 3);
    row(R"(["a\)", Reason::UnclosedString, 4);
    row("[\"a\nb\"]", Reason::ControlCharacter, 3);
    row(R"(["\x"])", Reason::IllegalEscape, 2);
    row(R"(["\u12"])", Reason::IllegalEscape, 2);
    row("[01]", Reason::IllegalNumber, 1);
    row("[1.]", Reason::IllegalNumber, 1);
    row("[-]", Reason::IllegalNumber, 1);
    row("[+1]", Reason::IllegalValue, 1);
    row("[1e]", Reason::IllegalNumber, 1);
    row("[tru]", Reason::IllegalValue, 1);
    row("[NaN]", Reason::IllegalValue, 1);
    row("{} x", Reason::TextAfterTheEnd, 3);
    row("[1]]", Reason::TextAfterTheEnd, 3);
}

void TestJson::findsTheFault()
{
    QFETCH(QByteArray, json);
    const auto document = JsonDocument::read(json);
    QVERIFY(!document);
    QTEST(document.error().reason, "reason");
    QTEST(document.error().offset, "offset");
}

void TestJson::readsUpToTheFault()
{
    const auto [part, fault] = JsonDocument::readPart(R"({"a":[1,{"b":"c"}],"d":[0.10,tru]})");
    QVERIFY(fault);
    QCOMPARE(*fault, (JsonFault{.reason = Reason::IllegalValue, .offset = 29}));
    const QList<JsonValueView> members = part.root().children();
    QCOMPARE(members.size(), 2);
    QCOMPARE(members.at(0).text(), R"([1,{"b":"c"}])");
    QCOMPARE(members.at(1).children().size(), 1);
    QCOMPARE(members.at(1).children().first().text(), "0.10");
    QVERIFY(JsonDocument::readPart("x").first.isEmpty());
    QVERIFY(!JsonDocument::readPart("[1]").second);
    const QByteArray text = R"({"a":[1.5e+3,"\u00e9\\",true,null,{"b":false}]})";
    for (qsizetype size = 0; size < text.size(); ++size) {
        const auto [beginning, cut] = JsonDocument::readPart(text.first(size));
        QVERIFY(cut);
        QCOMPARE(beginning.isEmpty(), size == 0);
    }
}

void TestJson::doesNotRecurse()
{
    QVERIFY(JsonDocument::read(QByteArray(1024, '[') + QByteArray(1024, ']')));
    const auto deep = JsonDocument::read(QByteArray(1'000'000, '['));
    QVERIFY(!deep);
    QCOMPARE(deep.error(), (JsonFault{.reason = Reason::TooDeep, .offset = 1024}));
}

void TestJson::saysLineAndColumn()
{
    const QByteArray text = "{\n  \"é中\": x}";
    QCOMPARE(placeIn(text, 0), (TextPlace{.line = 1, .column = 1}));
    QCOMPARE(placeIn(text, text.indexOf('x')), (TextPlace{.line = 2, .column = 9}));
    QCOMPARE(placeIn(text, 1000), (TextPlace{.line = 2, .column = 11}));
}

/// Each beginning of a text is a text that ends in its midst.
void TestJson::neverReadsBeyondTheText()
{
    const QByteArray text = R"({"a":[1.5e+3,"\u00e9\\",true,null,{"b":false}]})";
    for (qsizetype size = 0; size < text.size(); ++size)
        QVERIFY(!JsonDocument::read(text.first(size)));
    QVERIFY(JsonDocument::read(text));
}

QTEST_APPLESS_MAIN(TestJson)

#include "tst_json.moc"
