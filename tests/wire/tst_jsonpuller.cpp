// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/splits.h"
#include "wire/jsonpuller.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Parlance;
using namespace Parlance::Test;
using namespace Qt::StringLiterals;

namespace {

JsonPuller::NextPiece takingFrom(const Pieces &pieces)
{
    return [pieces, next = qsizetype(0)]() mutable {
        while (next < pieces.size() && pieces.at(next).isEmpty())
            ++next;
        return next < pieces.size() ? QByteArrayView(pieces.at(next++)) : QByteArrayView();
    };
}

/// All of a text, by every way of reading it.
QJsonValue valueOf(JsonPuller &json)
{
    const char first = json.peek();
    if (first == '"')
        return QString::fromUtf8(json.string(1000));
    if (first == '[') {
        QJsonArray array;
        for (json.open(); json.hasNext();)
            array.append(valueOf(json));
        return array;
    }
    if (first != '{')
        return QJsonDocument::fromJson('[' + json.token().toByteArray() + ']').array().at(0);
    QJsonObject object;
    for (json.open(); json.hasNext();) {
        const QString name = QString::fromUtf8(json.name());
        object.insert(name, valueOf(json));
    }
    return object;
}

} // namespace

class TestJsonPuller : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAsQtDoes_data();
    void readsAsQtDoes();
    void leavesValuesOut();
    void givesValuesAsWritten();
    void givesWhatIsNoNumber();
    void faults_data();
    void faults();
    void boundsTexts();
    void boundsDepth();
    void countsBytes();
};

void TestJsonPuller::readsAsQtDoes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("numbers") << "[0, -0.5,1e3 , 12345.678E-2,true,false,null]"_ba;
    QTest::newRow("nested") << R"({"a":[[],{},[{"b":[1]}]],"c":{"d":{"e":"f"}}})"_ba;
    QTest::newRow("escapes") << R"(["\"\\\/\b\f\n\r\t","\u00e9\u20AC","\ud83d\ude00","é€😀",""])"_ba;
    QTest::newRow("blanks") << " \r\n\t{ \"a\" : [ 1 , 2 ] , \"b\" : \" x \" } \n"_ba;
    QTest::newRow("brackets in texts") << R"({"}]":"[{\"","a,b":":"})"_ba;
}

void TestJsonPuller::readsAsQtDoes()
{
    QFETCH(const QByteArray, text);
    const QJsonDocument expected = QJsonDocument::fromJson(text);
    QVERIFY(!expected.isNull());
    for (const Pieces &pieces : splits(text)) {
        JsonPuller json(takingFrom(pieces));
        const QJsonValue value = valueOf(json);
        QCOMPARE(json.fault(), QString());
        QCOMPARE(value, expected.isArray() ? QJsonValue(expected.array()) : QJsonValue(expected.object()));
    }
}

void TestJsonPuller::leavesValuesOut()
{
    const QByteArray text = R"({"a":{"x":["]","\\\"",{"y":1}]},"b":"\\","c":-1.5e3,"d":[],"z":7})";
    for (const Pieces &pieces : splits(text)) {
        JsonPuller json(takingFrom(pieces));
        QByteArray last;
        for (json.open(); json.hasNext();) {
            if (json.name() == "z")
                last = json.token().toByteArray();
            else
                json.skip();
        }
        QCOMPARE(json.fault(), QString());
        QCOMPARE(last, "7"_ba);
    }
}

void TestJsonPuller::givesValuesAsWritten()
{
    const QByteArray text = R"([{"a" : [1.50, "b \" ] c"]}, 7e0, "x"])";
    for (const Pieces &pieces : splits(text)) {
        JsonPuller json(takingFrom(pieces));
        QList<QByteArray> values;
        for (json.open(); json.hasNext();)
            values << json.written(100);
        QCOMPARE(json.fault(), QString());
        QCOMPARE(values, QList<QByteArray>({R"({"a":[1.50,"b \" ] c"]})", "7e0", R"("x")"}));
    }
}

void TestJsonPuller::givesWhatIsNoNumber()
{
    for (const Pieces &pieces : splits("[NaN,-Infinity, 1e400]")) {
        JsonPuller json(takingFrom(pieces));
        QList<QByteArray> tokens;
        for (json.open(); json.hasNext();)
            tokens << json.token().toByteArray();
        QCOMPARE(tokens, QList<QByteArray>({"NaN", "-Infinity", "1e400"}));
    }
}

void TestJsonPuller::faults_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("fault");
    QTest::newRow("nothing") << ""_ba << u"the text ends early, at byte 0"_s;
    QTest::newRow("open array") << "[1"_ba << u"the text ends early, at byte 2"_s;
    QTest::newRow("just opened") << "["_ba << u"the text ends early, at byte 1"_s;
    QTest::newRow("no comma") << "[1 2]"_ba << u"expected , at byte 3"_s;
    QTest::newRow("no value") << "[1,]"_ba << u"expected a value at byte 3"_s;
    QTest::newRow("no name") << "{1:2}"_ba << u"expected \" at byte 1"_s;
    QTest::newRow("no colon") << R"({"a" 1})"_ba << u"expected : at byte 5"_s;
    QTest::newRow("wrong bracket") << "[1}"_ba << u"expected , at byte 2"_s;
    QTest::newRow("open text") << R"(["ab)"_ba << u"the text ends early, at byte 4"_s;
    QTest::newRow("unknown escape") << R"(["\x"])"_ba << u"an unknown escape at byte 3"_s;
    QTest::newRow("no digits") << R"(["\u12g4"])"_ba << u"an unknown escape at byte 6"_s;
}

void TestJsonPuller::faults()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, fault);
    for (const Pieces &pieces : splits(text)) {
        JsonPuller json(takingFrom(pieces));
        std::ignore = valueOf(json);
        QCOMPARE(json.fault(), fault);
        QVERIFY(!json.hasNext());
    }
}

void TestJsonPuller::boundsTexts()
{
    JsonPuller text(takingFrom({"\"" + QByteArray(20, 'a') + "\""}));
    QCOMPARE(text.string(10), QByteArray());
    QVERIFY(text.fault().startsWith(u"a text of more than 10 bytes"));
    JsonPuller number(takingFrom({"[" + QByteArray(500, '1') + "]"}));
    number.open();
    QVERIFY(number.hasNext());
    QVERIFY(number.token().isEmpty());
    QVERIFY(number.fault().startsWith(u"a number or word of more than 128 bytes"));
    JsonPuller value(takingFrom({"[" + QByteArray("1,").repeated(100) + "1]"}));
    QCOMPARE(value.written(50), QByteArray());
    QVERIFY(value.fault().startsWith(u"a value of more than 50 bytes"));
}

void TestJsonPuller::boundsDepth()
{
    JsonPuller json(takingFrom({QByteArray(5000, '[')}));
    int depth = 0;
    for (json.open(); json.hasNext(); json.open())
        ++depth;
    QVERIFY(json.fault().startsWith(u"nested too deeply"));
    QCOMPARE(depth, 1024);
    JsonPuller skipped(takingFrom({QByteArray(5000, '[') + QByteArray(5000, ']')}));
    skipped.skip(); // takes no stack
    QCOMPARE(skipped.fault(), QString());
    QCOMPARE(skipped.offset(), 10'000);
}

void TestJsonPuller::countsBytes()
{
    JsonPuller json(takingFrom({"[1,", "22", ",3]"}));
    json.open();
    QVERIFY(json.hasNext());
    QCOMPARE(json.token().toByteArray(), "1"_ba);
    QCOMPARE(json.offset(), 2);
    QVERIFY(json.hasNext());
    QCOMPARE(json.token().toByteArray(), "22"_ba);
    QCOMPARE(json.offset(), 5);
}

QTEST_GUILESS_MAIN(TestJsonPuller)
#include "tst_jsonpuller.moc"
