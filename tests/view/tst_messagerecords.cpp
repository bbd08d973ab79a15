// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/messagerecords.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class MessageRecordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatWasGiven();
    void tellsQuestionsFromAnswers();
    void onlySeveralVersionsCount();
};

void MessageRecordsTest::keepsWhatWasGiven()
{
    MessageRecords records;
    records.addQuestion(0, u"A question"_s);
    records.addAnswer(1);
    QVERIFY(records.source(1).isEmpty());
    records.append(1, u"A **bo");
    records.append(1, u"ld** text");
    QCOMPARE(records.source(0), u"A question"_s);
    QCOMPARE(records.source(1), u"A **bold** text"_s);
    records.clear();
    QVERIFY(records.source(0).isEmpty());
}

void MessageRecordsTest::tellsQuestionsFromAnswers()
{
    MessageRecords records;
    records.addQuestion(0, {});
    records.addAnswer(1);
    QVERIFY(records.isQuestion(0) && !records.isAnswer(0));
    QVERIFY(records.isAnswer(1) && !records.isQuestion(1));
    QVERIFY(!records.isQuestion(2) && !records.isAnswer(2));
    records.clear();
    QVERIFY(!records.isQuestion(0) && !records.isAnswer(1));
}

void MessageRecordsTest::onlySeveralVersionsCount()
{
    MessageRecords records;
    QCOMPARE(records.version(1).count, 1);
    records.setVersion(1, {.index = 2, .count = 3, .note = u"a note"_s});
    QCOMPARE(records.version(1).index, 2);
    QCOMPARE(records.version(1).count, 3);
    QCOMPARE(records.version(1).note, u"a note"_s);
    records.setVersion(1, {.index = 1, .count = 1, .note = u"a note"_s});
    QVERIFY(records.version(1).note.isEmpty());
    records.setVersion(1, {.index = 1, .count = 2});
    records.clear();
    QCOMPARE(records.version(1).count, 1);
}

QTEST_GUILESS_MAIN(MessageRecordsTest)
#include "tst_messagerecords.moc"
