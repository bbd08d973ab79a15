// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/answertrace.h"

#include "support/compressed.h"
#include "support/filepair.h"
#include "support/splits.h"
#include "wire/dialects/registry.h"

#include <QTest>

#include <numeric>

using namespace Parlance;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

using Kind = SourceSection::Kind;
using Signs = TracedEvent::Signs;

Recording recorded(const Test::Pieces &pieces, const QByteArray &contentType = "text/event-stream")
{
    Recording recording;
    recording.head = {.status = 200, .headers = {{"Content-Type", contentType}}, .at = 20us};
    for (qsizetype i = 0; i < pieces.size(); ++i)
        recording.append(pieces.at(i), (i + 3) * 10us);
    recording.end = {.at = 10s};
    return recording;
}

/// A chat-completions event with this text.
QByteArray eventWith(const QByteArray &text)
{
    return R"(data: {"choices":[{"delta":{"content":")" + text + "\"}}]}\n\n";
}

QString joined(const QList<SourceSection> &sections, int choice, Kind kind)
{
    QString all;
    for (const SourceSection &section : sections) {
        if (section.choice == choice && section.kind == kind)
            all += section.text;
    }
    return all;
}

QStringList argumentsIn(const QList<SourceSection> &sections, int choice)
{
    QStringList arguments;
    for (const SourceSection &section : sections) {
        if (section.choice == choice && section.kind == Kind::ToolCall)
            arguments << section.name + section.text;
    }
    return arguments;
}

QStringList argumentsIn(const Choice &choice)
{
    QStringList arguments;
    for (const ToolCall &call : partsOf<ToolCall>(choice.parts))
        arguments << call.name + call.arguments;
    return arguments;
}

/// True if the spans cover the section once, without gap or overlap.
bool isCovered(const SourceSection &section)
{
    qsizetype covered = 0;
    for (const SourceSection::Span &span : section.spans) {
        const auto letters = AnswerTrace::lettersOf(section, span.event);
        if (!letters || letters->first != covered || letters->second <= 0)
            return false;
        for (qsizetype i = 0; i < letters->second; ++i) {
            if (AnswerTrace::eventAt(section, covered + i) != span.event)
                return false;
        }
        covered += letters->second;
    }
    return covered == section.text.size();
}

/// What the trace tells, without times.
QByteArray toldBy(const AnswerTrace &trace)
{
    QByteArray told;
    for (const TracedEvent &event : trace.events()) {
        told += QByteArray::number(event.offset) + '+' + QByteArray::number(event.size) + ':' +
                QByteArray::number(event.signs.toInt()) + '/' + QByteArray::number(event.letters) + '\n';
    }
    for (const SourceSection &section : trace.sections()) {
        told += section.text.toUtf8();
        for (const SourceSection::Span &span : section.spans)
            told += ' ' + QByteArray::number(span.event) + '@' + QByteArray::number(span.begin);
    }
    return told;
}

} // namespace

/// Which event brought which letters of an answer.
class TestAnswerTrace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void coversEveryFixture_data();
    void coversEveryFixture();
    void aCompressedAnswerIsTracedAsThePlainOne();
    void tellsWhatAnEventBrought();
    void findsTheEventOfALetter();
    void timesAreThoseOfTheLastByte();
    void lineEndsAreKeptWithTheirEvent_data();
    void lineEndsAreKeptWithTheirEvent();
    void readsWhileTheRecordingGrows();
    void aCutEventIsUnfinished();
    void nothingIsReadAfterTheEndMark();
    void aBodyWithoutDialectIsOneEvent();
    void aBodyInOnePieceIsDecodedAtItsEnd();
};

void TestAnswerTrace::coversEveryFixture_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("contentType");
    for (const QString &dialect : {u"chat-completions"_s, u"messages"_s, u"floopfloop"_s}) {
        for (const Test::FilePair &pair : Test::filePairs(u"wire/"_s + dialect, u".sse"_s))
            QTest::addRow("%s, %s", qPrintable(dialect), qPrintable(pair.name))
                << dialect << Test::readFile(pair.input) << "text/event-stream"_ba;
        for (const Test::FilePair &pair : Test::filePairs(u"wire/"_s + dialect + u"-plain"_s, u".body"_s))
            QTest::addRow("%s plain, %s", qPrintable(dialect), qPrintable(pair.name))
                << dialect << Test::readFile(pair.input) << "application/json"_ba;
    }
}

void TestAnswerTrace::coversEveryFixture()
{
    QFETCH(const QString, dialect);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, contentType);
    const Recording whole = recorded({body}, contentType);
    AnswerTrace trace(whole, findDialect(dialect));
    QVERIFY(trace.advance());
    QVERIFY(trace.isCurrent());
    qint64 end = 0;
    for (const TracedEvent &event : trace.events()) {
        QCOMPARE(event.offset, end);
        QVERIFY(event.size > 0);
        end += event.size;
    }
    QCOMPARE(end, body.size());
    QVERIFY(std::ranges::all_of(trace.sections(), isCovered));
    const Reply reply = decoded(whole, *findDialect(dialect), {});
    for (int i = 0; i < reply.choices.size(); ++i) {
        const Choice &choice = reply.choices.at(i);
        QCOMPARE(joined(trace.sections(), i, Kind::Text), choice.text());
        QCOMPARE(joined(trace.sections(), i, Kind::Reasoning), choice.reasoning());
        QCOMPARE(joined(trace.sections(), i, Kind::Refusal), choice.refusal);
        QCOMPARE(argumentsIn(trace.sections(), i), argumentsIn(choice));
    }
    const QByteArray told = toldBy(trace);
    for (const Test::Pieces &pieces : Test::splits(body)) {
        const Recording split = recorded(pieces, contentType);
        AnswerTrace again(split, findDialect(dialect));
        QVERIFY(again.advance());
        QCOMPARE(toldBy(again), told);
    }
}

void TestAnswerTrace::aCompressedAnswerIsTracedAsThePlainOne()
{
    const Test::Pieces events{eventWith("Hel"), eventWith("lo"), "data: [DONE]\n\n"};
    const Recording plain = recorded(events);
    AnswerTrace expected(plain, findDialect(u"chat-completions"));
    expected.advance();
    QVERIFY(!expected.isCompressed());
    QCOMPARE(&expected.body(), &plain);
    for (const char *coding : {"gzip", "br", "zstd"}) {
        const Test::Pieces sent = Test::compressed(coding, events);
        Recording recording = recorded(sent);
        recording.head->headers.emplaceBack("Content-Encoding", coding);
        AnswerTrace trace(recording, findDialect(u"chat-completions"));
        trace.advance();
        QVERIFY(trace.isCompressed());
        QCOMPARE(toldBy(trace), toldBy(expected));
        QCOMPARE(trace.body().body(), plain.body());
        for (qsizetype i = 0; i < trace.events().size(); ++i)
            QCOMPARE(trace.events().at(i).at, expected.events().at(i).at);
    }
}

void TestAnswerTrace::tellsWhatAnEventBrought()
{
    const Recording recording = recorded({R"(data: {"id":"1","model":"m","choices":[{"delta":{}}]})"
                                          "\n\n: ping\n\n",
        eventWith("Hello"),
        R"(data: {"choices":[{"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":1}})"
        "\n\ndata: [DONE]\n\n"});
    AnswerTrace trace(recording, findDialect(u"chat-completions"_s));
    QVERIFY(trace.advance());
    QList<Signs> signs;
    for (const TracedEvent &one : trace.events())
        signs << one.signs;
    QCOMPARE(signs, QList<Signs>({TracedEvent::Name, {}, TracedEvent::Text,
                        TracedEvent::FinishReason | TracedEvent::Usage, TracedEvent::EndMark}));
    QCOMPARE(trace.events().at(2).letters, 5);
}

void TestAnswerTrace::findsTheEventOfALetter()
{
    const Recording recording =
        recorded({eventWith("What is "), eventWith("a "), ": ping\n\n", eventWith("tier"), eventWith("?")});
    AnswerTrace trace(recording, findDialect(u"chat-completions"_s));
    QVERIFY(trace.advance());
    const SourceSection &text = trace.sections().first();
    QCOMPARE(AnswerTrace::eventAt(text, text.text.indexOf(u"tier")), 3);
    QCOMPARE(AnswerTrace::lettersOf(text, 3), std::pair(qsizetype(10), qsizetype(4)));
    QVERIFY(!AnswerTrace::lettersOf(text, 2));
}

void TestAnswerTrace::timesAreThoseOfTheLastByte()
{
    const Recording recording = recorded({eventWith("a").chopped(1), "\n" + eventWith("b"), eventWith("c")});
    AnswerTrace trace(recording, findDialect(u"chat-completions"_s));
    QVERIFY(trace.advance());
    QCOMPARE(trace.events().at(0).at, 40us);
    QCOMPARE(trace.events().at(1).at, 40us);
    QCOMPARE(trace.events().at(2).at, 50us);
}

void TestAnswerTrace::lineEndsAreKeptWithTheirEvent_data()
{
    QTest::addColumn<QByteArray>("lineEnd");
    QTest::newRow("LF") << "\n"_ba;
    QTest::newRow("CR") << "\r"_ba;
    QTest::newRow("CRLF") << "\r\n"_ba;
}

void TestAnswerTrace::lineEndsAreKeptWithTheirEvent()
{
    QFETCH(const QByteArray, lineEnd);
    const QByteArray one = eventWith("a").replace("\n", lineEnd);
    for (const Test::Pieces &pieces : Test::splits(one + one + lineEnd + one)) {
        const Recording recording = recorded(pieces);
        AnswerTrace trace(recording, findDialect(u"chat-completions"_s));
        QVERIFY(trace.advance());
        QCOMPARE(trace.events().size(), 3);
        QCOMPARE(trace.events().at(0).size, one.size());
        QCOMPARE(trace.events().at(1).size, one.size());
        QCOMPARE(trace.events().at(2).size, one.size() + lineEnd.size());
        QCOMPARE(trace.events().at(2).signs, Signs(TracedEvent::Text));
        QCOMPARE(trace.sections().first().spans.size(), 3);
    }
}

void TestAnswerTrace::readsWhileTheRecordingGrows()
{
    Recording recording;
    AnswerTrace trace(recording, findDialect(u"chat-completions"_s));
    QVERIFY(!trace.advance());
    recording.head = {.status = 200, .headers = {}, .at = 1us};
    recording.append(eventWith("Hel"), 2us);
    QVERIFY(trace.advance());
    QVERIFY(trace.isCurrent());
    QCOMPARE(trace.events().size(), 1);
    recording.append(eventWith("lo").chopped(2), 3us);
    QVERIFY(trace.advance());
    QCOMPARE(trace.events().size(), 1);
    recording.append("\n\n", 4us);
    recording.end = {.at = 5us};
    QVERIFY(!trace.isCurrent());
    QVERIFY(trace.advance());
    QCOMPARE(trace.events().size(), 2);
    QCOMPARE(trace.sections().first().text, u"Hello"_s);
    QCOMPARE(trace.reply().first().text(), u"Hello"_s);
}

void TestAnswerTrace::aCutEventIsUnfinished()
{
    const Recording recording = recorded({eventWith("Hel"), eventWith("lo").chopped(9)});
    AnswerTrace trace(recording, findDialect(u"chat-completions"_s));
    QVERIFY(trace.advance());
    QCOMPARE(trace.events().size(), 2);
    QCOMPARE(trace.events().at(1).signs, Signs(TracedEvent::Unfinished));
}

void TestAnswerTrace::nothingIsReadAfterTheEndMark()
{
    const Recording recording = recorded({"data: [DONE]\n\n" + eventWith("more")});
    AnswerTrace trace(recording, findDialect(u"chat-completions"_s));
    QVERIFY(trace.advance());
    QCOMPARE(trace.events().at(1).signs, Signs(TracedEvent::AfterEndMark));
    QVERIFY(trace.sections().isEmpty());
}

void TestAnswerTrace::aBodyWithoutDialectIsOneEvent()
{
    const Recording recording = recorded({"{\n\n}", "\n\n"});
    AnswerTrace trace(recording, nullptr);
    QVERIFY(trace.advance());
    QCOMPARE(trace.events().size(), 1);
    QCOMPARE(trace.events().first().size, recording.size());
}

void TestAnswerTrace::aBodyInOnePieceIsDecodedAtItsEnd()
{
    const Recording recording = recorded({R"({"choices":[{"message":)", R"({"content":"Hello"}}]})"});
    AnswerTrace trace(recording, findDialect(u"chat-completions"_s));
    QVERIFY(!trace.isAtEnd());
    QVERIFY(trace.advanceToEnd(QDeadlineTimer::Forever));
    QVERIFY(trace.isAtEnd());
    QVERIFY(!trace.isCurrent());
    QCOMPARE(trace.events().size(), 0);
    trace.finish();
    QVERIFY(!trace.isAtEnd());
    QVERIFY(trace.isCurrent());
    QCOMPARE(trace.events().size(), 1);
    QCOMPARE(trace.sections().first().text, u"Hello"_s);
}

QTEST_APPLESS_MAIN(TestAnswerTrace)

#include "tst_answertrace.moc"
