// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/replyassembler.h"

#include "wire/dialects/registry.h"
#include "wire/replyjson.h"

#include "support/splits.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

Reply read(const QString &dialect, const Test::Pieces &pieces)
{
    Recording recording;
    recording.head = {.status = 200, .headers = {}, .at = {}};
    for (const QByteArray &piece : pieces)
        recording.append(piece, {});
    recording.end = Recording::End();
    return decoded(recording, *findDialect(dialect), {});
}

QByteArray streamOf(const QByteArrayList &frames)
{
    QByteArray stream;
    for (const QByteArray &frame : frames)
        stream += "data: " + frame + "\n\n";
    return stream;
}

/// The reply of these frames and an end mark, at any split.
Reply replyTo(const QByteArrayList &frames, const QString &dialect = u"chat-completions"_s)
{
    const QByteArray stream = streamOf(frames) + "data: [DONE]\n\n";
    const Reply whole = read(dialect, {stream});
    const Test::Pieces bytes = Test::randomPieces(stream, 3);
    return read(dialect, bytes) == whole ? whole : Reply();
}

QByteArray choice(const QByteArray &members)
{
    return R"({"choices":[{"index":0,)" + members + "}]}";
}

QByteArray delta(const QByteArray &members)
{
    return choice(R"("delta":{)" + members + "}");
}

QByteArray message(const QByteArray &members)
{
    return choice(R"("message":{)" + members + "}");
}

QByteArray content(const QByteArray &text)
{
    return "\"content\":\"" + text + "\"";
}

QStringList callsIn(const Reply &reply)
{
    QStringList calls;
    for (const ToolCall &call : reply.first().toolCalls())
        calls << call.name + call.arguments;
    return calls;
}

} // namespace

/// What frames of a stream make together: which failures are one, what a message adds to the deltas, which
/// content and which figures are found.
class TestReplyAssembler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void failures_data();
    void failures();
    void noFailures_data();
    void noFailures();
    void aMessageIsTheWhole_data();
    void aMessageIsTheWhole();
    void aMessageRestatesCallsAndReasoning();
    void aWholeAnswerInAStreamCounts_data();
    void aWholeAnswerInAStreamCounts();
    void everyKindOfContentIsKept();
    void aPictureIsRead_data();
    void aPictureIsRead();
    void contentElsewhere_data();
    void contentElsewhere();
    void piecesOfCalls_data();
    void piecesOfCalls();
    void whatNobodyReadsIsNamedOnce_data();
    void whatNobodyReadsIsNamedOnce();
    void frames_data();
    void frames();
    void figures_data();
    void figures();
    void aChoiceThatIsNotTheFirstIsRead();
    void aBrokenConnectionHidesNoErrorOfTheServer_data();
    void aBrokenConnectionHidesNoErrorOfTheServer();
};

void TestReplyAssembler::failures_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<QString>("words");
    const auto row = [](const QByteArray &frame, const QString &words) {
        QTest::newRow(frame.constData()) << frame << words;
    };
    row(choice(R"("delta":{},"error":"why")"), u"why"_s);
    row(choice(R"("delta":{},"error":{"message":"why"})"), u"why"_s);
    row(choice(R"("delta":{"error":{"message":"why"}})"), u"why"_s);
    row(choice(R"("delta":{},"finish_reason":"error")"), u"\"error\""_s);
    row(choice(R"("delta":{},"finish_reason":"error","native_finish_reason":"network_error")"),
        u"network_error"_s);
    row(choice(R"("delta":{},"finish_reason":"stop","native_finish_reason":"ENGINE_ERROR")"),
        u"ENGINE_ERROR"_s);
    row(R"({"code":"503","message":"why"})", u"why"_s);
    row(R"({"code":1305,"msg":"why","data":null})", u"why"_s);
    row(R"({"error_message":"why"})", u"why"_s);
    row(R"({"errors":[{"message":"one"},"two"]})", u"one; two"_s);
    row(R"({"detail":"why"})", u"why"_s);
    row(R"({"detail":{"error":"why"}})", u"why"_s);
    row(R"({"detail":[{"loc":["body"],"msg":"why"}]})", u"why"_s);
    row(R"([{"error":{"message":"why"}}])", u"why"_s);
    row(R"({"choices":[],"base_resp":{"status_code":1002,"status_msg":"why"}})", u"why"_s);
    row(R"({"type":"response.failed","response":{"error":{"message":"why"}}})", u"why"_s);
    row("upstream timed out", u"upstream timed out"_s);
    row("[ERROR] 17", u"[ERROR] 17"_s);
    row("\"Connection reset by peer\"", u"Connection reset by peer"_s);
}

void TestReplyAssembler::failures()
{
    QFETCH(const QByteArray, frame);
    QFETCH(const QString, words);
    for (const QString &dialect : {u"chat-completions"_s, u"floopfloop"_s}) {
        if (dialect == u"floopfloop"_s && frame.contains("\"index\""))
            continue;
        const bool isChat = dialect == u"chat-completions"_s;
        const Reply reply =
            replyTo({isChat ? delta(content("kept")) : R"({"text":"kept"})"_ba, frame}, dialect);
        QCOMPARE(reply.state, Reply::State::Failed);
        QVERIFY2(reply.error->message.contains(words), qPrintable(reply.error->message));
        QCOMPARE(reply.error->kind == ChatError::Kind::Protocol, false);
        QCOMPARE(reply.first().text(), u"kept"_s);
    }
}

void TestReplyAssembler::noFailures_data()
{
    QTest::addColumn<QByteArray>("frame");
    for (const char *frame : {R"({"error":null})", R"({"error":{}})", R"({"error":""})", R"({"error":false})",
             R"({"error":{"message":"","code":0}})", R"({"code":0,"message":"success"})", "ping",
             "keep-alive", "still working on it",
             R"({"choices":[{"index":0,"delta":{},"error":{"message":"","code":null}}]})",
             R"({"choices":[{"index":0,"delta":{},"finish_reason":"stop","native_finish_reason":"STOP"}]})"})
        QTest::newRow(frame) << QByteArray(frame);
}

void TestReplyAssembler::noFailures()
{
    QFETCH(const QByteArray, frame);
    const Reply reply = replyTo({delta(content("a")), frame, delta(content("b"))});
    QCOMPARE(reply.state, Reply::State::Complete);
    QVERIFY(!reply.error);
    QCOMPARE(reply.first().text(), u"ab"_s);
}

void TestReplyAssembler::aMessageIsTheWhole_data()
{
    QTest::addColumn<QByteArrayList>("frames");
    QTest::addColumn<QString>("text");
    const QByteArrayList pieces{delta(content("One")), delta(content(", two"))};
    QTest::newRow("all of it") << pieces + QByteArrayList{message(content("One, two"))} << u"One, two"_s;
    QTest::newRow("it goes on") << pieces + QByteArrayList{message(content("One, two, three"))}
                                << u"One, two, three"_s;
    QTest::newRow("twice") << pieces +
                                  QByteArrayList{message(content("One, two")), message(content("One, two!"))}
                           << u"One, two!"_s;
    QTest::newRow("trimmed") << QByteArrayList{delta(content("\\n One ")), message(content("One"))}
                             << u"\n One "_s;
    QTest::newRow("formed otherwise")
        << pieces + QByteArrayList{message(content("One; two"))} << u"One, two"_s;
    QTest::newRow("empty") << pieces + QByteArrayList{message(content(""))} << u"One, two"_s;
    QTest::newRow("in parts")
        << pieces + QByteArrayList{message(
                        R"("content":[{"type":"text","text":"One"},{"type":"text","text":", two!"}])")}
        << u"One, two!"_s;
    QTest::newRow("beside an empty delta")
        << pieces + QByteArrayList{choice(R"("delta":{},"message":{"content":"One, two."})")}
        << u"One, two."_s;
    QTest::newRow("growing messages only")
        << QByteArrayList{message(content("One")), message(content("One, two"))} << u"One, two"_s;
    QTest::newRow("messages that are pieces")
        << QByteArrayList{message(content("One")), message(content(", two"))} << u"One, two"_s;
}

void TestReplyAssembler::aMessageIsTheWhole()
{
    QFETCH(const QByteArrayList, frames);
    QFETCH(const QString, text);
    const Reply reply = replyTo(frames);
    QCOMPARE(reply.first().text(), text);
    QCOMPARE(reply.state, Reply::State::Complete);
}

void TestReplyAssembler::aMessageRestatesCallsAndReasoning()
{
    const QByteArray call = R"("tool_calls":[{"id":"c","function":{"name":"f","arguments":"{\"a\":1}"}}])";
    const QByteArray begun =
        R"("tool_calls":[{"index":0,"id":"c","function":{"name":"f","arguments":"{\"a\":"}}])";
    const QByteArray thought = R"("reasoning_content":"Hm.")";
    const Reply reply = replyTo(
        {delta(thought), delta(begun), message(thought + "," + content("So") + "," + call), message(call)});
    QCOMPARE(reply.first().reasoning(), u"Hm."_s);
    QCOMPARE(reply.first().text(), u"So"_s);
    QCOMPARE(callsIn(reply), QStringList{u"f{\"a\":1}"_s});
}

void TestReplyAssembler::aWholeAnswerInAStreamCounts_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QByteArrayList>("frames");
    QTest::newRow("FloopFloop")
        << u"floopfloop"_s
        << QByteArrayList{
               R"({"text":"a"})", R"({"content":"ab","usage":{"input_tokens":1},"finishReason":"end_turn"})"};
    QTest::newRow("Messages")
        << u"messages"_s
        << QByteArrayList{
               R"({"type":"message","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}],)"
               R"("stop_reason":"end_turn","usage":{"input_tokens":1}})"};
}

void TestReplyAssembler::aWholeAnswerInAStreamCounts()
{
    QFETCH(const QString, dialect);
    QFETCH(const QByteArrayList, frames);
    const Reply reply = replyTo(frames, dialect);
    QCOMPARE(reply.first().text(), u"ab"_s);
    QCOMPARE(reply.state, Reply::State::Complete);
    QCOMPARE(reply.usage.inputTokens, 1);
}

void TestReplyAssembler::everyKindOfContentIsKept()
{
    const Reply reply =
        replyTo({delta(R"("reasoning_details":[{"type":"reasoning.summary","summary":"Hm."}])"),
            delta(R"("audio":{"transcript":"Good"})"), delta(R"("content":[{"type":"hologram","size":3}])"),
            choice(R"("text":" day")"), delta(R"("function_call":{"name":"f","arguments":"{\"a\""})"),
            delta(R"("function_call":{"arguments":":1}"})")});
    QCOMPARE(reply.first().reasoning(), u"Hm."_s);
    QCOMPARE(reply.first().text(), u"Good day"_s);
    QCOMPARE(
        partsOf<OtherPart>(reply.first().parts), QList{OtherPart{u"{\"size\":3,\"type\":\"hologram\"}"_s}});
    QCOMPARE(callsIn(reply), QStringList{u"f{\"a\":1}"_s});
}

void TestReplyAssembler::aPictureIsRead_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<ImagePart>("image");
    const ImagePart bytes{.mediaType = u"image/png"_s, .bytes = "abc"};
    const ImagePart address{.mediaType = {}, .bytes = {}, .url = u"https://example.org/a,b.png"_s};
    QTest::newRow("beside the content")
        << delta(R"("images":[{"type":"image_url","image_url":{"url":"data:image/png;base64,YWJj"}}])")
        << bytes;
    QTest::newRow("a part of the content")
        << delta(R"("content":[{"type":"image_url","image_url":"data:image/png;base64,YWJj"}])") << bytes;
    QTest::newRow("by address") << delta(R"("images":[{"image_url":{"url":"https://example.org/a,b.png"}}])")
                                << address;
    QTest::newRow("by an address alone") << delta(R"("images":["https://example.org/a,b.png"])") << address;
    QTest::newRow("with a plain address")
        << delta(R"("images":[{"type":"image","url":"https://example.org/a,b.png"}])") << address;
    QTest::newRow("in a string") << delta(R"("images":["data:image/png;base64,YWJj"])") << bytes;
    QTest::newRow("in a choice") << choice(
                                        R"("delta":{},"images":[{"image_url":"data:image/png;base64,YWJj"}])")
                                 << bytes;
    QTest::newRow("in a message") << message(
                                         R"("images":[{"image_url":{"url":"https://example.org/a,b.png"}}])")
                                  << address;
}

void TestReplyAssembler::aPictureIsRead()
{
    QFETCH(const QByteArray, frame);
    QFETCH(const ImagePart, image);
    QCOMPARE(partsOf<ImagePart>(replyTo({frame}).first().parts), QList{image});
}

/// The reply as "reasoning|text|refusal".
QString toldIn(const Reply &reply)
{
    const Choice &choice = reply.first();
    return choice.reasoning() + u'|' + choice.text() + u'|' + choice.refusal;
}

QByteArray blockPiece(const QByteArray &piece, const QByteArray &index = "0")
{
    return R"({"type":"content_block_delta","index":)" + index + R"(,"delta":)" + piece + "}";
}

QByteArray blockStart(const QByteArray &block, const QByteArray &index = "0")
{
    return R"({"type":"content_block_start","index":)" + index + R"(,"content_block":)" + block + "}";
}

const QByteArray MessageStop = R"({"type":"message_stop"})";

void TestReplyAssembler::contentElsewhere_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QByteArrayList>("frames");
    QTest::addColumn<QString>("told");
    const auto row = [](const QByteArrayList &frames, const QString &told,
                         const QString &dialect = u"chat-completions"_s) {
        QTest::newRow(frames.join(' ').constData()) << dialect << frames << told;
    };
    row({delta(R"("content":["Od","d."])")}, u"|Odd.|"_s);
    row({delta(R"("content":{"type":"text","text":"Odd."})")}, u"|Odd.|"_s);
    row({delta(R"("content":[{"type":"text","text":{"value":"Odd."}}])")}, u"|Odd.|"_s);
    row({choice(R"("delta":"Odd.")")}, u"|Odd.|"_s);
    row({delta(R"("text":"Odd.")")}, u"|Odd.|"_s);
    row({message(R"("content":["Od",{"type":"text","text":"d."}])")}, u"|Odd.|"_s);
    row({R"({"choices":{"index":0,"delta":{"content":"Odd."}}})"}, u"|Odd.|"_s);
    row({R"({"choices":[{"index":"0","delta":{"content":"Odd."}}]})"}, u"|Odd.|"_s);
    row({delta(R"("reasoning_details":{"type":"reasoning.text","text":"Nine."})")}, u"Nine.||"_s);
    row({delta(R"("reasoning":{"content":"Nine."})")}, u"Nine.||"_s);
    row({delta(R"("reasoning":["Ni","ne."])")}, u"Nine.||"_s);
    row({delta(R"("thinking":"Nine.")")}, u"Nine.||"_s);
    row({delta(R"("reasoning_text":"Nine.")")}, u"Nine.||"_s);
    row({delta(R"("thinking_blocks":[{"type":"thinking","thinking":"Nine.","signature":"s"}])")},
        u"Nine.||"_s);
    row({delta(R"("reasoning":"Nine.","reasoning_details":[{"text":"Nine."}])")}, u"Nine.||"_s);
    row({delta(R"("refusal":["N","o"])")}, u"||No"_s);
    row({delta(R"("content":"Good ","audio":{"transcript":"Good "})"),
            delta(R"("content":"day","audio":{"transcript":"day"})")},
        u"|Good day|"_s);
    row({delta(R"("audio":{"transcript":"Good"})"), delta(R"("audio":{"transcript":" "})"),
            delta(R"("audio":{"transcript":"day"})")},
        u"|Good day|"_s);
    row({blockStart(R"({"type":"text","text":""})"), blockPiece(R"("Odd.")"), MessageStop}, u"|Odd.|"_s,
        u"messages"_s);
    row({blockPiece(R"({"type":"text_delta","text":["Od","d."]})", "\"0\""), MessageStop}, u"|Odd.|"_s,
        u"messages"_s);
    row({R"({"type":"message","content":"Odd.","stop_reason":"end_turn"})"}, u"|Odd.|"_s, u"messages"_s);
    row({R"({"type":"message","content":{"type":"text","text":"Odd."},"stop_reason":"end_turn"})"},
        u"|Odd.|"_s, u"messages"_s);
    row({R"({"type":"message","content":["Od","d."],"stop_reason":"end_turn"})"}, u"|Odd.|"_s, u"messages"_s);
    row({R"({"content":{"text":"Odd."},"finishReason":"end_turn"})"}, u"|Odd.|"_s, u"floopfloop"_s);
    row({R"({"text":["Odd","."]})"}, u"|Odd.|"_s, u"floopfloop"_s);
    row({R"({"content":[{"type":"text","text":"Odd."}],"finishReason":"end_turn"})"}, u"|Odd.|"_s,
        u"floopfloop"_s);
}

void TestReplyAssembler::contentElsewhere()
{
    QFETCH(const QString, dialect);
    QFETCH(const QByteArrayList, frames);
    QFETCH(const QString, told);
    const Reply reply = replyTo(frames, dialect);
    QCOMPARE(toldIn(reply), told);
    QCOMPARE(partsOf<OtherPart>(reply.first().parts), QList<OtherPart>());
}

void TestReplyAssembler::piecesOfCalls_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QByteArrayList>("frames");
    QTest::addColumn<QStringList>("calls");
    const auto row = [](const QByteArrayList &frames, const QStringList &calls,
                         const QString &dialect = u"chat-completions"_s) {
        QTest::newRow(frames.join(' ').constData()) << dialect << frames << calls;
    };
    const auto piece = [](const QByteArray &call) {
        return delta(R"("tool_calls":[)" + call + "]");
    };
    row({piece("{}")}, {});
    row({piece("null")}, {});
    row({piece(R"({"index":0,"id":"","type":"","function":{"name":"","arguments":""}})")}, {});
    row({delta(R"("function_call":{"name":"","arguments":""})")}, {});
    row({message(R"("tool_calls":[{}])")}, {});
    row({piece(R"({"index":0,"id":"a","name":"f","arguments":"{}"})")}, {u"f{}"_s});
    row({piece(R"({"index":0,"type":"custom","custom":{"name":"f","input":"run it"}})")}, {u"frun it"_s});
    row({piece(R"({"index":"0","id":"a","function":{"name":"f","arguments":"{\"a\""}})"),
            piece(R"({"index":"1","id":"b","function":{"name":"g","arguments":"{\"b\""}})"),
            piece(R"({"index":"0","function":{"arguments":":1}"}})"),
            piece(R"({"index":"1","function":{"arguments":":2}"}})")},
        {u"f{\"a\":1}"_s, u"g{\"b\":2}"_s});
    const QString messages = u"messages"_s;
    const QByteArray call = R"({"type":"tool_use","id":"t","name":"f","input":)";
    const QByteArray input = R"({"type":"input_json_delta","partial_json":"{\"a\":1}"})";
    row({blockStart(call + R"("{\"a\": 1}"})"), MessageStop}, {u"f{\"a\": 1}"_s}, messages);
    row({blockStart(call + "{}}"), blockPiece(R"({"type":"input_json_delta","partial_json":{"a":1}})"),
            MessageStop},
        {u"f{\"a\":1}"_s}, messages);
    row({blockStart(call + R"({"a":1e999}})"), MessageStop}, {u"f{\"a\":1e999}"_s}, messages);
    row({blockStart(R"({"type":"thinking","thinking":""})"), blockStart(call + "{}}", "1"), blockPiece(input),
            MessageStop},
        {u"f{\"a\":1}"_s}, messages);
    row({blockStart(call + "{}}"), blockStart(R"({"type":"text","text":""})", "1"), blockPiece(input, "1"),
            MessageStop},
        {u"f{\"a\":1}"_s}, messages);
    row({blockStart(call + "{}}", "\"0\""),
            blockStart(R"({"type":"tool_use","name":"g","input":{}})", "\"1\""), blockPiece(input, "\"0\""),
            blockPiece(input, "\"1\""), MessageStop},
        {u"f{\"a\":1}"_s, u"g{\"a\":1}"_s}, messages);
}

void TestReplyAssembler::piecesOfCalls()
{
    QFETCH(const QString, dialect);
    QFETCH(const QByteArrayList, frames);
    QFETCH(const QStringList, calls);
    const Reply reply = replyTo(frames, dialect);
    QCOMPARE(callsIn(reply), calls);
    QCOMPARE(reply.first().toolCalls().size(), calls.size());
}

void TestReplyAssembler::whatNobodyReadsIsNamedOnce_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QByteArrayList>("frames");
    QTest::addColumn<QStringList>("names");
    const auto row = [](const QByteArrayList &frames, const QStringList &names,
                         const QString &dialect = u"chat-completions"_s) {
        QTest::newRow(frames.join(' ').constData()) << dialect << frames << names;
    };
    const QByteArray video = delta(R"("video":{"url":"https://x.invalid/v.mp4"})");
    row({video, video, delta(R"("content":"Hi")")}, {u"video"_s});
    row({delta(R"("audio":{"id":"a","data":"AAAA"})"), delta(R"("audio":{"data":"BBBB"})")}, {u"audio"_s});
    row({delta(R"("content":"Odd.","annotations":[{"type":"url_citation","url_citation":{"url":"u"}}])")},
        {u"annotations"_s});
    row({message(R"("content":[{"type":"output_text","text":"Odd.","annotations":[{"url":"u"}]}])")},
        {u"annotations"_s});
    row({delta(R"("audio":"data:audio/wav;base64,AA==")")}, {u"audio"_s});
    row({delta(R"("tool_calls":"call f")")}, {u"tool_calls"_s});
    row({delta(R"("tool_calls":[{"index":0,"type":"mcp","mcp":{"server":"s"}}])")}, {u"tool_calls"_s});
    row({R"({"choices":[{"delta":{"content":"Hi"}}],"citations":["https://x.invalid"]})"}, {u"citations"_s});
    row({delta(R"("reasoning_details":[{"type":"reasoning.encrypted","data":"abc"}])")},
        {u"reasoning_details"_s});
    row({choice(R"("delta":{"content":"Hi"},"images":[{"a":"https://x.invalid/a.png"}])")}, {u"images"_s});
    row({R"({"choices":[{"index":99999999,"delta":{"content":"Hi"}}]})"}, {u"choices"_s});
    row({R"({"choices":[{"index":-1,"delta":{"content":"Hi"}}]})"}, {u"choices"_s});
    row({delta(R"("role":"assistant","content":"Hi","refusal":null,"name":"n","tool_calls":[],"audio":null)"),
            choice(R"("delta":{"content":"."},"logprobs":{"content":[{"token":"."}]},"matched_stop":"x",)"
                   R"("content_filter_results":{"hate":{"severity":"safe"}},"finish_reason":"stop",)"
                   R"("stop_reason":"end","token_ids":[1])"),
            R"({"choices":[],"prompt_filter_results":[{"a":{"b":"safe"}}],"obfuscation":"x"})"},
        {});
    const QString messages = u"messages"_s;
    row({blockPiece(R"({"type":"citations_delta","citation":{"cited_text":"abc"}})"), MessageStop},
        {u"citations_delta"_s}, messages);
    row({blockPiece(R"({"type":"markdown_delta","text":"Words"})"), MessageStop}, {u"markdown_delta"_s},
        messages);
    row({blockStart(R"({"type":"text","text":""})"),
            blockPiece(R"({"type":"input_json_delta","partial_json":"{\"a\""})"),
            blockPiece(R"({"type":"input_json_delta","partial_json":":1}"})"), MessageStop},
        {u"partial_json"_s}, messages);
    row({blockStart(R"({"type":"text","text":"Ok","citations":[{"cited_text":"abc"}]})"), MessageStop},
        {u"citations"_s}, messages);
    row({blockStart(R"({"type":"tool_use","id":"t","name":"f","input":{"a":1},"caller":{"type":"direct"}})"),
            MessageStop},
        {}, messages);
    const QString floop = u"floopfloop"_s;
    row({R"({"text":"Hi"})", R"({"reasoning":"Because"})", R"({"image":"data:image/png;base64,AA=="})"},
        {u"reasoning"_s, u"image"_s}, floop);
    row({R"({"reasoning":"Because"})", R"({"text":"Hi"})"}, {u"reasoning"_s}, floop);
    row({R"({"content":"Hi","reasoning":"Because","finishReason":"end_turn"})"}, {u"reasoning"_s}, floop);
}

void TestReplyAssembler::whatNobodyReadsIsNamedOnce()
{
    QFETCH(const QString, dialect);
    QFETCH(const QByteArrayList, frames);
    QFETCH(const QStringList, names);
    QCOMPARE(otherTypes(replyTo(frames, dialect).first().parts), names);
}

void TestReplyAssembler::frames_data()
{
    QTest::addColumn<QByteArray>("body");
    const QByteArray first = delta(content("Three"));
    const QByteArray second = delta(content(" lines"));
    const QByteArray pretty =
        second.simplified().replace(",", ",\n ").replace("{", "{\n ").replace("}", "\n}");
    QTest::newRow("one behind another") << first + second;
    QTest::newRow("in one event") << "data: " + first + second + "\n\n";
    QTest::newRow("with an end mark") << "data: " + first + second + "[DONE]\n\n";
    QTest::newRow("record separators") << "\x1e" + first + "\n\x1e" + second + "\n";
    QTest::newRow("record separators alone") << "\x1e" + first + "\x1e" + second;
    QTest::newRow("over many lines of an event") << "data: " + first + "\n\ndata: " + pretty + "\n\n";
    QTest::newRow("over many lines after an event") << "data: " + first + "\n\n" + pretty + "\n";
    QTest::newRow("over many lines below another") << "data: " + first + "\n" + pretty + "\n";
    QTest::newRow("a line that is no frame") << "data: " + first + "\nping\n" + second + "\n\n";
}

void TestReplyAssembler::frames()
{
    QFETCH(const QByteArray, body);
    const QString dialect = u"chat-completions"_s;
    const Reply reply = read(dialect, {body});
    QCOMPARE(reply.first().text(), u"Three lines"_s);
    QVERIFY(!reply.error);
    for (const Test::Pieces &pieces : Test::splits(body))
        QCOMPARE(read(dialect, pieces), reply);
}

void TestReplyAssembler::figures_data()
{
    QTest::addColumn<QByteArrayList>("frames");
    const QByteArray usage = R"("usage":{"prompt_tokens":2,"completion_tokens":3})";
    QTest::newRow("beside the choices") << QByteArrayList{R"({"choices":[],)" + usage + "}"};
    QTest::newRow("in a choice") << QByteArrayList{choice(R"("delta":{},)" + usage)};
    QTest::newRow("Groq") << QByteArrayList{R"({"choices":[],"x_groq":{"id":"r",)" + usage + "}}"};
    QTest::newRow("alone") << QByteArrayList{"{" + usage + "}"};
    QTest::newRow("under the names of Messages")
        << QByteArrayList{R"({"choices":[],"usage":{"input_tokens":2,"output_tokens":3}})"};
    QTest::newRow("zeros later") << QByteArrayList{
        "{" + usage + "}", R"({"choices":[],"usage":{"prompt_tokens":0,"completion_tokens":0}})"};
    QTest::newRow("zeros first") << QByteArrayList{
        R"({"choices":[],"usage":{"prompt_tokens":0,"completion_tokens":0}})", "{" + usage + "}"};
    QTest::newRow("as strings") << QByteArrayList{
        R"({"choices":[],"usage":{"prompt_tokens":"2","completion_tokens":"3"}})"};
    QTest::newRow("in a list") << QByteArrayList{
        R"({"choices":[],"usage":[{"prompt_tokens":2,"completion_tokens":3}]})"};
    QTest::newRow("in a delta") << QByteArrayList{delta(usage)};
    QTest::newRow("in a message") << QByteArrayList{message(content("Hi") + "," + usage)};
    QTest::newRow("in a choice, zeros beside the choices") << QByteArrayList{
        R"({"choices":[{"delta":{},)" + usage + R"(}],"usage":{"prompt_tokens":0,"completion_tokens":0}})"};
    QTest::newRow("in a choice, nothing beside the choices")
        << QByteArrayList{R"({"choices":[{"delta":{},)" + usage + R"(}],"usage":{}})"};
    QTest::newRow("zero under one name")
        << QByteArrayList{R"({"usage":{"prompt_tokens":0,"input_tokens":2,"completion_tokens":3}})"};
    QTest::newRow("less than nothing later")
        << QByteArrayList{"{" + usage + "}", R"({"choices":[],"usage":{"prompt_tokens":-1}})"};
    QTest::newRow("one beyond a double") << QByteArrayList{"{" + usage + "}",
        R"({"choices":[],"usage":{"prompt_tokens":1e999,"completion_tokens":3,"cost":NaN}})"};
}

void TestReplyAssembler::figures()
{
    QFETCH(const QByteArrayList, frames);
    const Usage usage = replyTo(frames).usage;
    QCOMPARE(usage.inputTokens, 2);
    QCOMPARE(usage.outputTokens, 3);
}

void TestReplyAssembler::aChoiceThatIsNotTheFirstIsRead()
{
    const Reply reply = replyTo({R"({"choices":[{"index":2,"delta":{"content":"alone"}}]})",
        R"({"choices":[{"index":2,"delta":{},"finish_reason":"stop"}]})"});
    QCOMPARE(reply.first().text(), u"alone"_s);
    QCOMPARE(reply.first().finishReason, u"stop"_s);
}

void TestReplyAssembler::aBrokenConnectionHidesNoErrorOfTheServer_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    QTest::newRow("an error") << "{\"error\":{\"message\":\"why\"}}"_ba << u"why"_s;
    QTest::newRow("a cut answer") << "{\"choices\":[{"_ba << u"Connection closed"_s;
    QTest::newRow("nothing") << QByteArray() << u"Connection closed"_s;
}

void TestReplyAssembler::aBrokenConnectionHidesNoErrorOfTheServer()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QString, words);
    Recording recording;
    recording.head = {.status = 200, .headers = {}, .at = {}};
    recording.append(body, {});
    recording.end = Recording::End();
    recording.end->failure = ChatError();
    recording.end->failure->message = u"Connection closed"_s;
    const Reply reply = decoded(recording, *findDialect(u"chat-completions"), {});
    QCOMPARE(reply.state, Reply::State::Failed);
    QCOMPARE(reply.error->message, words);
}

QTEST_APPLESS_MAIN(TestReplyAssembler)
#include "tst_replyassembler.moc"
