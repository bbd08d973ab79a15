// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/toolcallslots.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

using Pieces = QList<ToolCallPiece>;

/// The calls as "id name arguments".
QStringList told(const QList<ToolCallDelta> &deltas)
{
    QList<ToolCall> calls;
    for (const ToolCallDelta &delta : deltas) {
        if (delta.index >= calls.size())
            calls.resize(delta.index + 1);
        ToolCall &call = calls[delta.index];
        call.id = delta.id.isEmpty() ? call.id : delta.id;
        call.name = delta.name.isEmpty() ? call.name : delta.name;
        call.arguments += delta.arguments;
    }
    QStringList words;
    for (const ToolCall &call : std::as_const(calls))
        words << call.id + u' ' + call.name + u' ' + call.arguments;
    return words;
}

} // namespace

Q_DECLARE_METATYPE(Parlance::ToolCallPiece)

/// Which pieces make which call, however the server numbers them.
class TestToolCallSlots : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pieces_data();
    void pieces();
    void aMessageRestatesItsCalls_data();
    void aMessageRestatesItsCalls();
};

void TestToolCallSlots::pieces_data()
{
    QTest::addColumn<Pieces>("pieces");
    QTest::addColumn<QStringList>("calls");
    const QString one = u"{\"a\":1}"_s;
    const QString two = u"{\"b\":2}"_s;
    const QStringList both{u" f {\"a\":1}"_s, u" f {\"b\":2}"_s};
    const QStringList named{u"x f {\"a\":1}"_s, u"y g {\"b\":2}"_s};
    const QStringList alike{u"x f {\"a\":1}"_s, u"x g {\"b\":2}"_s};
    QTest::newRow("one index, one name") << Pieces{{0, {}, u"f"_s, one}, {0, {}, u"f"_s, two}} << both;
    QTest::newRow("no index, one name") << Pieces{{{}, {}, u"f"_s, one}, {{}, {}, u"f"_s, two}} << both;
    QTest::newRow("no index, the name in each piece")
        << Pieces{{{}, {}, u"f"_s, u"{\"a\""_s}, {{}, {}, u"f"_s, u":1}"_s}} << both.first(1);
    QTest::newRow("brackets in a string")
        << Pieces{{{}, {}, u"f"_s, u"{\"a\":\"\\\"}\""_s}, {{}, {}, u"f"_s, u"}"_s}}
        << QStringList{u" f {\"a\":\"\\\"}\"}"_s};
    QTest::newRow("one index, other ids")
        << Pieces{{0, u"x"_s, u"f"_s, {}}, {0, {}, {}, one}, {0, u"y"_s, u"g"_s, {}}, {0, {}, {}, two}}
        << named;
    QTest::newRow("an index that is shifted after the head")
        << Pieces{{0, u"x"_s, u"f"_s, {}}, {1, {}, {}, one}, {1, u"y"_s, u"g"_s, {}}, {2, {}, {}, two}}
        << named;
    QTest::newRow("heads from 1, then tails from 0")
        << Pieces{{1, u"x"_s, u"f"_s, {}}, {2, u"y"_s, u"g"_s, {}}, {0, {}, {}, one},
               {1, {}, {}, u"{\"b\""_s}, {1, {}, {}, u":2}"_s}}
        << named;
    QTest::newRow("heads from 1, tails from 0")
        << Pieces{{1, u"x"_s, u"f"_s, {}}, {0, {}, {}, one}, {2, u"y"_s, u"g"_s, {}},
               {1, {}, {}, u"{\"b\""_s}, {1, {}, {}, u":2}"_s}}
        << named;
    QTest::newRow("an index that grows with each piece of a call")
        << Pieces{{0, u"x"_s, u"f"_s, u"{\"a\""_s}, {1, u"x"_s, {}, u":1}"_s}, {2, u"y"_s, u"g"_s, two}}
        << named;
    QTest::newRow("an index of heads only")
        << Pieces{{0, u"x"_s, u"f"_s, {}}, {{}, {}, {}, one}, {1, u"y"_s, u"g"_s, {}}, {{}, {}, {}, two}}
        << named;
    QTest::newRow("one id, other indexes, pieces in turn")
        << Pieces{{0, u"x"_s, u"f"_s, {}}, {1, u"x"_s, u"g"_s, {}}, {0, u"x"_s, {}, one},
               {1, u"x"_s, {}, two}}
        << alike;
    QTest::newRow("one id, whole calls")
        << Pieces{{0, u"x"_s, u"f"_s, one}, {1, u"x"_s, u"g"_s, two}} << alike;
    QTest::newRow("the id comes late")
        << Pieces{{0, {}, u"f"_s, u"{\"a\""_s}, {0, u"x"_s, {}, u":1}"_s}, {1, u"y"_s, u"g"_s, two}} << named;
    QTest::newRow("a whole call once more") << Pieces{{0, u"x"_s, u"f"_s, u"{\"a\""_s}, {0, {}, {}, u":1}"_s},
                                                   {0, u"x"_s, u"f"_s, one}, {1, u"y"_s, u"g"_s, two}}
                                            << named;
    QTest::newRow("a name in two pieces")
        << Pieces{{0, u"x"_s, u"f"_s, {}}, {0, {}, u"g"_s, {}}} << QStringList{u"x g "_s};
}

void TestToolCallSlots::pieces()
{
    QFETCH(const Pieces, pieces);
    QFETCH(const QStringList, calls);
    ToolCallSlots places;
    QList<ToolCallDelta> deltas;
    for (const ToolCallPiece &piece : pieces)
        deltas.append(places.take(piece).value_or(ToolCallDelta()));
    QCOMPARE(told(deltas), calls);
}

void TestToolCallSlots::aMessageRestatesItsCalls_data()
{
    QTest::addColumn<Pieces>("message");
    QTest::addColumn<QList<int>>("indexes");
    const ToolCallPiece first{{}, u"x"_s, u"f"_s, u"{}"_s};
    const ToolCallPiece second{{}, {}, u"g"_s, u"{}"_s};
    QTest::newRow("the same") << Pieces{first, second} << QList{0, 1};
    QTest::newRow("one more") << Pieces{first, second, second} << QList{0, 1, 2};
    QTest::newRow("another order") << Pieces{second, first} << QList{2, 0};
    QTest::newRow("an id for one without") << Pieces{first, {{}, u"y"_s, u"g"_s, u"{}"_s}} << QList{0, 1};
}

void TestToolCallSlots::aMessageRestatesItsCalls()
{
    QFETCH(const Pieces, message);
    QFETCH(const QList<int>, indexes);
    ToolCallSlots places;
    (void)places.take({0, u"x"_s, u"f"_s, u"{}"_s});
    (void)places.take({1, {}, u"g"_s, u"{}"_s});
    QList<int> found;
    for (const ToolCallDelta &delta : places.takeMessage(message))
        found.append(delta.index);
    QCOMPARE(found, indexes);
}

QTEST_APPLESS_MAIN(TestToolCallSlots)
#include "tst_toolcallslots.moc"
