// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/answerverdict.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

using Rule = Violation::Rule;
using State = Judgement::State;

Choice saying(const QString &text)
{
    return {.parts = {TextPart{text}}};
}

Call answered(const QList<Choice> &choices, Reply::State state = Reply::State::Complete)
{
    Call call;
    call.request.format = {.kind = AnswerFormat::Kind::JsonSchema, .schema = R"({"type":"array"})"};
    call.reply.state = state;
    call.reply.choices = choices;
    return call;
}

} // namespace

class TestAnswerVerdict : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesAnEndedAnswer_data();
    void judgesAnEndedAnswer();
    void judgesWhatIsArriving();
    void judgesEachOfSeveralAnswers();
    void anyObjectIsAnObject();
};

void TestAnswerVerdict::judgesAnEndedAnswer_data()
{
    QTest::addColumn<Call>("call");
    QTest::addColumn<std::optional<bool>>("fits");
    const ToolCall weather{.id = u"1"_s, .name = u"weather"_s, .arguments = u"{}"_s};
    Call unasked = answered({saying(u"[]"_s)});
    unasked.request.format = {};
    Call invalid = answered({saying(u"[]"_s)});
    invalid.request.format.schema = "{";
    Call costly = answered({saying(u"[]"_s)});
    costly.request.format.schema = R"({"pattern":"^(a+)+$"})";
    costly.reply.choices = {saying(u"\"%1b\""_s.arg(QString(40, u'a')))};
    QTest::newRow("fits") << answered({saying(u"[]"_s)}) << std::optional(true);
    QTest::newRow("does not") << answered({saying(u"{}"_s)}) << std::optional(false);
    QTest::newRow("empty") << answered({Choice()}) << std::optional(false);
    QTest::newRow("cut") << answered({saying(u"[1,"_s)}, Reply::State::Stopped) << std::optional(false);
    QTest::newRow("refused") << answered({{.parts = {}, .refusal = u"No."_s}}) << std::optional(false);
    QTest::newRow("a tool call alone") << answered({{.parts = {weather}}}) << std::optional<bool>();
    QTest::newRow("a tool call beside text")
        << answered({{.parts = {TextPart{u"[]"_s}, weather}}}) << std::optional(true);
    QTest::newRow("failed") << answered({saying(u"[1,"_s)}, Reply::State::Failed) << std::optional<bool>();
    QTest::newRow("without a schema") << unasked << std::optional<bool>();
    QTest::newRow("no schema") << invalid << std::optional<bool>();
    QTest::newRow("not decided") << costly << std::optional<bool>();
}

void TestAnswerVerdict::judgesAnEndedAnswer()
{
    QFETCH(Call, call);
    QTEST(fitsSchema(call), "fits");
}

void TestAnswerVerdict::judgesWhatIsArriving()
{
    Call call = answered({saying(u"[1,"_s)}, Reply::State::Streaming);
    QCOMPARE(judgementOf(call)->state, State::Open);
    QCOMPARE(fitsSchema(call), std::optional<bool>());
    call.reply.choices = {saying(u"Here"_s)};
    QCOMPARE(judgementOf(call)->violations.first().rule, Rule::TextBefore);
    call.reply.choices = {Choice()};
    QVERIFY(!judgementOf(call));
}

void TestAnswerVerdict::judgesEachOfSeveralAnswers()
{
    QCOMPARE(fitsSchema(answered({saying(u"[]"_s), saying(u"[2]"_s)})), true);
    QCOMPARE(fitsSchema(answered({saying(u"[]"_s), saying(u"2"_s)})), false);
}

void TestAnswerVerdict::anyObjectIsAnObject()
{
    Call call = answered({saying(u"[]"_s)});
    call.request.format = {.kind = AnswerFormat::Kind::JsonObject};
    QCOMPARE(fitsSchema(call), false);
    call.reply.choices = {saying(u"{}"_s)};
    QCOMPARE(fitsSchema(call), true);
}

QTEST_APPLESS_MAIN(TestAnswerVerdict)
#include "tst_answerverdict.moc"
