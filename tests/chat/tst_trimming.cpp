// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/trimming.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestTrimming : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void RF_26_countsUtf8Bytes();
    void RF_23_keepsTheNewestTurnsThatFit_data();
    void RF_23_keepsTheNewestTurnsThatFit();
};

namespace {

Message said(Role role, const QString &content)
{
    return Message::of(role, content);
}

QList<Message> conversation()
{
    return {said(Role::User, u"one"_s), said(Role::Assistant, u"1111"_s), said(Role::User, u"two"_s),
        said(Role::Assistant, u"2222"_s), said(Role::User, u"three"_s)};
}

} // namespace

void TestTrimming::RF_26_countsUtf8Bytes()
{
    QCOMPARE(contentBytes({said(Role::User, u"aé漢😀"_s)}), 1 + 2 + 3 + 4);
    QCOMPARE(contentBytes({}), 0);
}

void TestTrimming::RF_23_keepsTheNewestTurnsThatFit_data()
{
    QTest::addColumn<qint64>("maxBytes");
    QTest::addColumn<int>("kept");
    QTest::newRow("all fit") << qint64(19) << 5;
    QTest::newRow("one byte too few drops the oldest pair") << qint64(18) << 3;
    QTest::newRow("an answer never comes first") << qint64(9) << 1;
    QTest::newRow("the question stays whatever its size") << qint64(1) << 1;
}

void TestTrimming::RF_23_keepsTheNewestTurnsThatFit()
{
    QFETCH(const qint64, maxBytes);
    QFETCH(const int, kept);
    const QList<Message> all = conversation();
    QCOMPARE(newestWithin(all, maxBytes), all.last(kept));
}

QTEST_GUILESS_MAIN(TestTrimming)
#include "tst_trimming.moc"
