// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/words/requesttext.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

class TestRequestText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasWhatWasAsked();
    void leavesOutWhatIsNotSent();
};

void TestRequestText::hasWhatWasAsked()
{
    Call call;
    call.gateway.name = u"Gateway"_s;
    ChatRequest &request = call.request;
    request.model = u"m"_s;
    request.temperature = 0.7;
    request.stop = {u"END"_s, u"STOP"_s};
    request.parallelToolCalls = false;
    request.system = u"Be brief.\nAlways."_s;
    request.tools = {{.name = u"get_weather"_s,
        .description = u"By city"_s,
        .schema = "{\"type\":\"object\"}",
        .strict = true}};
    request.toolChoice = u"auto"_s;
    request.format = {
        .kind = AnswerFormat::Kind::JsonSchema, .name = u"place"_s, .strict = true, .schema = "{}"};
    request.extra = "{\"a\": 1}";
    request.messages = {Message::of(Role::User, u"One"_s), Message::of(Role::Assistant, u"Two"_s),
        Message::of(Role::User, u"Three"_s)};
    QStringList lines;
    for (const RequestPart &part : describeRequest(call))
        lines << part.title + (part.isOneLine ? u": "_s : u"|"_s) + part.text;
    QCOMPARE(
        lines, QStringList(
                   {u"Gateway: Gateway"_s, u"Model: m"_s, u"Temperature: 0.7"_s, u"Parallel tool calls: no"_s,
                       u"Stop sequences|END\nSTOP"_s, u"Stream: yes"_s, u"System prompt|Be brief.\nAlways."_s,
                       u"Tools|get_weather\nBy city\nstrict\n{\"type\":\"object\"}"_s, u"Tool choice: auto"_s,
                       u"Answer format: JSON by a schema named place, strict"_s, u"Schema|{}"_s,
                       u"Extra JSON|{\"a\": 1}"_s, u"Messages before: 2"_s, u"Prompt|Three"_s}));
}

void TestRequestText::leavesOutWhatIsNotSent()
{
    Call call;
    call.request.sendsStream = false;
    call.request.messages = {Message::of(Role::User, u"One"_s)};
    QCOMPARE(describeRequest(call), QList<RequestPart>({{.title = u"Prompt"_s, .text = u"One"_s}}));
}

QTEST_GUILESS_MAIN(TestRequestText)
#include "tst_requesttext.moc"
