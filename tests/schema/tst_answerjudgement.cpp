// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/answerjudgement.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

using Rule = Violation::Rule;
using State = Judgement::State;

const Schema &numbers()
{
    static const Schema schema = *Schema::compile(R"({"properties":{"n":{"type":"number"}}})");
    return schema;
}

QList<Rule> rulesOf(const Judgement &judgement)
{
    QList<Rule> rules;
    for (const Violation &violation : judgement.violations)
        rules << violation.rule;
    return rules;
}

} // namespace

class TestAnswerJudgement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatStandsAround_data();
    void saysWhatStandsAround();
    void keepsTheOffsetsOfTheAnswer();
    void judgesEachBeginning_data();
    void judgesEachBeginning();
};

void TestAnswerJudgement::saysWhatStandsAround_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QList<Rule>>("rules");
    QTest::newRow("JSON") << u" {\"n\":1}\n"_s << QList<Rule>();
    QTest::newRow("a fence") << u"```json\n{\"n\":1}\n```\n"_s << QList<Rule>{Rule::Fence};
    QTest::newRow("a fence, and not fitting")
        << u"```\n{\"n\":\"1\"}\n```"_s << QList<Rule>{Rule::Fence, Rule::Type};
    QTest::newRow("words before") << u"Sure! {\"n\":1}"_s << QList<Rule>{Rule::TextBefore};
    QTest::newRow("words and a fence")
        << u"Here it is:\n```json\n{\"n\":1}\n```"_s << QList<Rule>{Rule::TextBefore};
    QTest::newRow("words alone") << u"I cannot do that."_s << QList<Rule>{Rule::TextBefore};
    QTest::newRow("words after") << u"{\"n\":1} That is it."_s << QList<Rule>{Rule::TextAfter};
    QTest::newRow("empty") << QString() << QList<Rule>{Rule::Cut};
    QTest::newRow("cut") << u"{\"n\":"_s << QList<Rule>{Rule::Cut};
}

void TestAnswerJudgement::saysWhatStandsAround()
{
    QFETCH(QString, answer);
    QFETCH(QList<Rule>, rules);
    const Judgement judgement = judgeAnswer(numbers(), answer);
    QCOMPARE(rulesOf(judgement), rules);
    QCOMPARE(judgement.state, rules.isEmpty() ? State::Fits : State::Breaks);
}

void TestAnswerJudgement::keepsTheOffsetsOfTheAnswer()
{
    const QString answer = u"Hé! {\"n\":\"1\"}"_s;
    const Judgement judgement = judgeAnswer(numbers(), answer);
    QCOMPARE(judgement.violations.first().found, u"Hé!"_s);
    QCOMPARE(judgement.violations.last().offset, answer.toUtf8().indexOf("\"1\""));
}

void TestAnswerJudgement::judgesEachBeginning_data()
{
    QTest::addColumn<QString>("answer");
    QTest::newRow("JSON") << u"{\"n\":-1.5e3, \"😀\":\"\\ud83d\\ude00\"}"_s;
    QTest::newRow("a character of two halves") << u"\"a😀b\""_s;
}

void TestAnswerJudgement::judgesEachBeginning()
{
    QFETCH(QString, answer);
    for (qsizetype size = 0; size <= answer.size(); ++size)
        QCOMPARE(judgeAnswerSoFar(numbers(), answer.first(size)).violations, QList<Violation>());
}

QTEST_APPLESS_MAIN(TestAnswerJudgement)
#include "tst_answerjudgement.moc"
