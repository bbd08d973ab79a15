// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/jsonprefix.h"

#include "schema/jsoninstance.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestJsonPrefix : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neverBlamesABeginning_data();
    void neverBlamesABeginning();
    void blamesWhatNothingCures_data();
    void blamesWhatNothingCures();
    void knowsWhatIsOpen();
    void leavesCutEscapesOut_data();
    void leavesCutEscapesOut();
};

void TestJsonPrefix::neverBlamesABeginning_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("all kinds")
        << R"( {"a" : [ -1.50e+10, "x\"y\\", true, false, null, {}, []], "é😀": {"b":0}} )"_ba;
    QTest::newRow("escapes") << R"(["\u00e9\ud83d\ude00\/\b", "\\u00", "\\\\"])"_ba;
    QTest::newRow("a number") << "-12.5E-3"_ba;
    QTest::newRow("a literal") << "\n null\t"_ba;
}

void TestJsonPrefix::neverBlamesABeginning()
{
    QFETCH(QByteArray, text);
    for (qsizetype size = 0; size <= text.size(); ++size)
        QVERIFY2(!JsonPrefix::read(text.first(size)).fault, text.first(size).constData());
}

void TestJsonPrefix::blamesWhatNothingCures_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qsizetype>("offset");
    QTest::newRow("words") << "Sure! {"_ba << qsizetype(0);
    QTest::newRow("another literal") << "[tru3"_ba << qsizetype(1);
    QTest::newRow("a zero before") << "[01"_ba << qsizetype(1);
    QTest::newRow("two points") << "[1.2.3"_ba << qsizetype(4);
    QTest::newRow("no comma") << "[1 2"_ba << qsizetype(3);
    QTest::newRow("no quotes") << "{a"_ba << qsizetype(1);
    QTest::newRow("a line break in quotes") << "[\"a\nb"_ba << qsizetype(3);
    QTest::newRow("an unknown escape") << "[\"a\\x"_ba << qsizetype(3);
    QTest::newRow("no hexadecimal digit") << "[\"\\u00g"_ba << qsizetype(2);
    QTest::newRow("more behind it") << "{} and"_ba << qsizetype(3);
}

void TestJsonPrefix::blamesWhatNothingCures()
{
    QFETCH(QByteArray, text);
    QFETCH(qsizetype, offset);
    const auto fault = JsonPrefix::read(text).fault;
    QVERIFY(fault);
    QCOMPARE(fault->offset, offset);
}

void TestJsonPrefix::knowsWhatIsOpen()
{
    const JsonPrefix prefix = JsonPrefix::read(R"({"a":[1],"b":"x","c":[2,"y)");
    const auto root = instanceOf(prefix.document.root(), prefix.cut);
    QVERIFY(root->isOpen);
    QCOMPARE(root->children.size(), 3U);
    QVERIFY(!root->children[0]->isOpen);
    QVERIFY(!root->children[1]->isOpen);
    const JsonInstance &last = *root->children[2];
    QVERIFY(last.isOpen);
    QVERIFY(!last.children[0]->isOpen);
    QVERIFY(last.children[1]->isOpen);
    QCOMPARE(last.children[1]->text, u"y"_s);
    QCOMPARE(last.children[1]->path(), u"/c/1"_s);

    const JsonPrefix number = JsonPrefix::read("[1,2");
    const auto list = instanceOf(number.document.root(), number.cut);
    QVERIFY(!list->children[0]->isOpen);
    QVERIFY(list->children[1]->isOpen);

    const JsonPrefix text = JsonPrefix::read(R"(["x")");
    QVERIFY(!instanceOf(text.document.root(), text.cut)->children[0]->isOpen);
}

void TestJsonPrefix::leavesCutEscapesOut_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("content");
    QTest::newRow("a backslash") << R"("a\)"_ba << u"a"_s;
    QTest::newRow("a backslash that is escaped") << R"("a\\)"_ba << u"a\\"_s;
    QTest::newRow("half an escape") << R"("a\u00)"_ba << u"a"_s;
    QTest::newRow("half a character") << R"("a\ud83d)"_ba << u"a"_s;
    QTest::newRow("a character and a half") << R"("a\ud83d\ude)"_ba << u"a"_s;
    QTest::newRow("a whole character") << R"("a\ud83d\ude00)"_ba << u"a😀"_s;
}

void TestJsonPrefix::leavesCutEscapesOut()
{
    QFETCH(QByteArray, text);
    const JsonPrefix prefix = JsonPrefix::read(text);
    QVERIFY(!prefix.fault);
    QTEST(prefix.document.root().string(), "content");
    QVERIFY(instanceOf(prefix.document.root(), prefix.cut)->isOpen);
}

QTEST_APPLESS_MAIN(TestJsonPrefix)
#include "tst_jsonprefix.moc"
