// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/answerreader.h"

#include "wire/dialects/registry.h"
#include "wire/replyjson.h"

#include "support/filepair.h"
#include "support/splits.h"

#include <QJsonDocument>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

const Dialect &chatCompletions()
{
    return *findDialect(u"chat-completions");
}

AnswerHead head(int status, const QByteArray &contentType)
{
    return {.status = status, .contentType = contentType, .requestId = {}, .retryAfter = {}};
}

struct Answer
{
    QList<Delta> deltas;
    Reply reply;

    bool operator==(const Answer &) const = default;
};

Answer read(const Dialect &dialect, const AnswerHead &head, const Test::Pieces &pieces)
{
    AnswerReader reader(dialect, head);
    Answer answer;
    for (const QByteArray &piece : pieces)
        answer.deltas += reader.feed(piece);
    answer.deltas += reader.finish();
    for (const Delta &delta : answer.deltas)
        answer.reply.apply(delta);
    answer.reply.state = reader.state();
    return answer;
}

Answer read(const AnswerHead &head, const Test::Pieces &pieces)
{
    return read(chatCompletions(), head, pieces);
}

QJsonObject toObject(const Reply &reply)
{
    return QJsonDocument::fromJson(replyToJson(reply)).object();
}

/// Each file of a folder as a row, with the dialect and the head it is read under. The files of `errors`
/// begin with their status.
void addRows(
    const QString &dialect, const QString &folder, const QString &suffix, const QByteArray &contentType)
{
    for (const Test::FilePair &pair : Test::filePairs(u"wire/"_s + folder, suffix)) {
        const int status = pair.name.left(3).toInt();
        QTest::newRow(qPrintable(folder + u": "_s + pair.name))
            << pair << dialect << head(status > 0 ? status : 200, contentType);
    }
}

} // namespace

Q_DECLARE_METATYPE(Parlance::Test::FilePair)
Q_DECLARE_METATYPE(Parlance::AnswerHead)

/// Whole answers, from bytes to the reply, against files; and what decides how a body is read.
class TestAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void files_data();
    void files();
    void anySplitIsTheSame_data() { files_data(); }
    void anySplitIsTheSame();
    void form_data();
    void form();
    void RF_28_RF_31_aDeltaComesWithItsEventAndOnce();
    void RF_32_RA_38_RO_27_RL_19_RL_24_whatIsNotToldIsUnknown();
    void stateTellsHowTheAnswerStands();
    void errorsCarryTheHead_data();
    void errorsCarryTheHead();
    void aFinishReasonShowsNoKey();
    void anEventBeyondTheBoundIsAnError();
    void wordsOfTheError_data();
    void wordsOfTheError();
};

void TestAnswers::files_data()
{
    QTest::addColumn<Test::FilePair>("pair");
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<AnswerHead>("head");
    for (const QString &dialect : {u"chat-completions"_s, u"messages"_s, u"floopfloop"_s}) {
        addRows(dialect, dialect, u".sse"_s, "text/event-stream");
        addRows(dialect, dialect + u"-plain"_s, u".body"_s, "application/json");
    }
    addRows(u"chat-completions"_s, u"errors"_s, u".body"_s, {});
}

void TestAnswers::files()
{
    QFETCH(const Test::FilePair, pair);
    QFETCH(const QString, dialect);
    QFETCH(const AnswerHead, head);
    const Answer answer = read(*findDialect(dialect), head, {Test::readFile(pair.input)});
    QVERIFY(Test::isAsExpected(toObject(answer.reply), pair));
}

void TestAnswers::anySplitIsTheSame()
{
    QFETCH(const Test::FilePair, pair);
    QFETCH(const QString, dialect);
    QFETCH(const AnswerHead, head);
    const Dialect &wire = *findDialect(dialect);
    const QByteArray body = Test::readFile(pair.input);
    const Answer whole = read(wire, head, {body});
    for (const Test::Pieces &pieces : Test::splits(body))
        QVERIFY2(read(wire, head, pieces) == whole, pieces.join('|').constData());
}

void TestAnswers::form_data()
{
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Reply::State>("state");
    QTest::addColumn<QString>("text");
    const QByteArray stream = "data: {\"choices\":[{\"delta\":{\"content\":\"s\"}}]}\n\ndata: [DONE]\n\n";
    const QByteArray plain = R"( {"choices":[{"message":{"content":"p"},"finish_reason":"stop"}]})";
    using enum Reply::State;
    QTest::newRow("RF-18 stream") << QByteArray("text/event-stream") << stream << Complete << u"s"_s;
    QTest::newRow("stream without a type") << QByteArray() << stream << Complete << u"s"_s;
    QTest::newRow("stream of a wrong type") << QByteArray("text/plain") << stream << Complete << u"s"_s;
    QTest::newRow("blank lines before the stream") << QByteArray() << "\n\r\n" + stream << Complete << u"s"_s;
    QTest::newRow("comment before the stream") << QByteArray() << ": hi\n\n" + stream << Complete << u"s"_s;
    QTest::newRow("byte order mark before the stream")
        << QByteArray() << "\xef\xbb\xbf" + stream << Complete << u"s"_s;
    QTest::newRow("plain") << QByteArray("application/json") << plain << Complete << u"p"_s;
    QTest::newRow("plain without a type") << QByteArray() << plain << Complete << u"p"_s;
    QTest::newRow("X-03 plain as an event stream")
        << QByteArray("text/event-stream") << plain << Complete << u"p"_s;
    QTest::newRow("X-03 page") << QByteArray("text/html") << QByteArray("<html></html>") << Failed
                               << QString();
    QTest::newRow("text of JSON's type")
        << QByteArray("application/problem+json") << QByteArray("oh") << Failed << QString();
    const auto choice = [](int index, const QByteArray &members) {
        return "data: {\"choices\":[{\"index\":" + QByteArray::number(index) + ',' + members + "}]}\n\n";
    };
    const QByteArray two = choice(0, R"("delta":{"content":"a"})") + choice(1, R"("delta":{"content":"b"})") +
                           choice(0, R"("delta":{},"finish_reason":"stop")");
    QTest::newRow("X-02 one of two choices broke off")
        << QByteArray("text/event-stream") << two << Incomplete << u"a"_s;
    QTest::newRow("X-02 both choices have their reason")
        << QByteArray("text/event-stream") << two + choice(1, R"("delta":{},"finish_reason":"length")")
        << Complete << u"a"_s;
    QTest::newRow("X-02 empty") << QByteArray() << QByteArray() << Failed << QString();
    QTest::newRow("X-02 white space")
        << QByteArray("application/json") << QByteArray(" \n") << Failed << QString();
    QTest::newRow("comments only") << QByteArray("text/event-stream") << QByteArray(": a\n\n: b") << Failed
                                   << QString();
    for (const char *label : {"application/json", "application/x-ndjson", "text/html", "text/plain"}) {
        QTest::addRow("stream called %s", label) << QByteArray(label) << stream << Complete << u"s"_s;
        QTest::addRow("stream behind comments called %s", label)
            << QByteArray(label) << ": hi\r\n\r\n: data: no\n\n" + stream << Complete << u"s"_s;
    }
    QTest::newRow("stream that begins with another field")
        << QByteArray("text/html") << "event: message\n" + stream << Complete << u"s"_s;
    QTest::newRow("comments before plain")
        << QByteArray("application/json") << ": wait\n\n: wait\n" + plain << Complete << u"p"_s;
    QTest::newRow("byte order mark before plain")
        << QByteArray() << "\xef\xbb\xbf\n" + plain << Complete << u"p"_s;
    QTest::newRow("plain with an end mark")
        << QByteArray("text/event-stream") << plain + "\n\ndata: [DONE]\n\n"
        << Complete << u"p"_s;
    QTest::newRow("plain over lines with an end mark")
        << QByteArray() << QByteArray(plain).replace(",", ",\n  ") + "\ndata:[DONE]" << Complete << u"p"_s;
    QTest::newRow("JSON lines") << QByteArray("application/x-ndjson")
                                << QByteArray(
                                       R"({"choices":[{"delta":{"content":"a"}}]})"
                                       "\n\r\n"
                                       R"({"choices":[{"delta":{"content":"b"},"finish_reason":"stop"}]})"
                                       "\n")
                                << Complete << u"ab"_s;
    QTest::newRow("JSON lines that are cut off") << QByteArray()
                                                 << QByteArray(R"({"choices":[{"delta":{"content":"a"}}]})"
                                                               "\n"
                                                               R"({"choices":[{"del)")
                                                 << Incomplete << u"a"_s;
    QTest::newRow("a list of frames")
        << QByteArray("application/json")
        << QByteArray(R"([{"choices":[{"delta":{"content":"a"}}]},{"choices":[{"delta":{"content":"b"},)"
                      R"("finish_reason":"stop"}]}])")
        << Complete << u"ab"_s;
    QTest::newRow("the name of the field twice")
        << QByteArray() << QByteArray(stream).replace("data: {", "data: data: {") << Complete << u"s"_s;
    QTest::newRow("frames in strings")
        << QByteArray()
        << QByteArray("data: \"{\\\"choices\\\":[{\\\"delta\\\":{\\\"content\\\":\\\"s\\\"}}]}\"\n\ndata: "
                      "[DONE]\n\n")
        << Complete << u"s"_s;
    QTest::newRow("many comments") << QByteArray()
                                   << QByteArray(": data: no, not yet\n\n").repeated(300) + stream << Complete
                                   << u"s"_s;
    QTest::newRow("indented events") << QByteArray() << "  " + QByteArray(stream).replace("\n\n", "\n  ")
                                     << Complete << u"s"_s;
    QTest::newRow("words") << QByteArray("text/plain") << QByteArray("Service is warming up") << Failed
                           << QString();
}

void TestAnswers::form()
{
    QFETCH(const QByteArray, contentType);
    QFETCH(const QByteArray, body);
    QFETCH(const Reply::State, state);
    QFETCH(const QString, text);
    for (const Test::Pieces &pieces : Test::splits(body)) {
        const Reply reply = read(head(200, contentType), pieces).reply;
        QCOMPARE(reply.state, state);
        QCOMPARE(reply.first().text(), text);
    }
}

void TestAnswers::RF_28_RF_31_aDeltaComesWithItsEventAndOnce()
{
    AnswerReader reader(chatCompletions(), head(200, "text/event-stream"));
    QCOMPARE(reader.feed("data: {\"choices\":[{\"delta\":{\"content\":\"now\"}}]}\n").size(), 0);
    const QList<Delta> deltas = reader.feed("\n");
    QCOMPARE(deltas.size(), 1);
    QCOMPARE(deltas.first().text, u"now"_s);
    QCOMPARE(reader.feed("\n\n").size(), 0);
    QCOMPARE(reader.finish().size(), 0);
}

void TestAnswers::RF_32_RA_38_RO_27_RL_19_RL_24_whatIsNotToldIsUnknown()
{
    const QByteArray stream = "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\ndata: [DONE]\n\n";
    const Reply reply = read(head(200, "text/event-stream"), {stream}).reply;
    QCOMPARE(reply.state, Reply::State::Complete);
    QCOMPARE(reply.usage, Usage());
    QCOMPARE(reply.model, QString());
    QCOMPARE(reply.first().finishReason, QString());

    const Reply error = read(head(429, {}), {QByteArray("slow down")}).reply;
    QCOMPARE(error.error->message, u"slow down"_s);
    QVERIFY(!error.error->retryAfter);
    QCOMPARE(error.error->code, QString());
}

void TestAnswers::stateTellsHowTheAnswerStands()
{
    AnswerReader reader(chatCompletions(), head(200, "text/event-stream"));
    QCOMPARE(reader.state(), Reply::State::Streaming);
    (void)reader.feed("data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n");
    QCOMPARE(reader.state(), Reply::State::Streaming);
    (void)reader.feed("data: {\"error\":\"gone\"}\n\n");
    QCOMPARE(reader.state(), Reply::State::Failed);
    (void)reader.finish();
    QCOMPARE(reader.state(), Reply::State::Failed);
}

void TestAnswers::errorsCarryTheHead_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("error answer") << 429 << QByteArray(R"({"error":{"message":"slow down"}})");
    QTest::newRow("plain answer of status 200") << 200 << QByteArray(R"({"error":{"message":"slow down"}})");
    QTest::newRow("within the stream")
        << 200 << QByteArray("data: {\"error\":{\"message\":\"slow down\"}}\n\n");
}

void TestAnswers::errorsCarryTheHead()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    const AnswerHead head{
        .status = status, .contentType = {}, .requestId = u"req-9"_s, .retryAfter = std::chrono::seconds(60)};
    const std::optional<ChatError> error = read(head, {body}).reply.error;
    QVERIFY(error);
    QCOMPARE(error->message, u"slow down"_s);
    QCOMPARE(error->httpStatus, status);
    QCOMPARE(error->requestId, u"req-9"_s); // FF-53
    QVERIFY(error->retryAfter == std::chrono::seconds(60));
}

void TestAnswers::wordsOfTheError_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    QTest::newRow("no content") << 204 << QByteArray() << u"The answer is empty (HTTP 204)."_s;
    QTest::newRow("comments only") << 200 << QByteArray(": wait\n\n") << u"The answer is empty (HTTP 200)."_s;
    QTest::newRow("words") << 200 << QByteArray("Service is warming up")
                           << u"This is not an answer of Chat Completions: Service is warming up"_s;
    QTest::newRow("an event of words") << 200 << QByteArray("data: warming up\n\n")
                                       << u"This is not an answer of Chat Completions: warming up"_s;
    QTest::newRow("cut in a number") << 200 << QByteArray(R"({"choices":[],"usage":{"a":1.)")
                                     << uR"(The answer ends in the middle: {"choices":[],"usage":{"a":1.)"_s;
    QTest::newRow("cut in a word") << 200 << QByteArray(R"({"choices":[],"usage":nul)")
                                   << uR"(The answer ends in the middle: {"choices":[],"usage":nul)"_s;
    QTest::newRow("JSON without the name of its field")
        << 200 << QByteArray("data: {\"choices\":[]}\n\n{\"error\":{\"message\":\"gone\"}}\n") << u"gone"_s;
    QTest::newRow("an event as the body of an error")
        << 429 << QByteArray("event: error\ndata: {\"error\":{\"message\":\"slow down\"}}\n\n")
        << u"slow down"_s;
    QTest::newRow("frames of Messages")
        << 200 << QByteArray("data: {\"type\":\"message_start\",\"message\":{}}\n\n")
        << u"These look like frames of Messages, not of Chat Completions."_s;
    QTest::newRow("frames of FloopFloop with an end mark")
        << 200 << QByteArray("data: {\"text\": \"a\"}\n\ndata: [DONE]\n\n")
        << u"These look like frames of FloopFloop, not of Chat Completions."_s;
    QTest::newRow("JSON lines of Ollama")
        << 200 << QByteArray("{\"message\":{\"content\":\"a\"},\"done\":false}\n{\"done\":true}\n")
        << u"These look like frames of Ollama, not of Chat Completions."_s;
    QTest::newRow("frames of nobody") << 200 << QByteArray("data: {\"a\":1}\n\ndata: [DONE]\n\n")
                                      << uR"(This is not an answer of Chat Completions: {"a":1})"_s;
}

void TestAnswers::wordsOfTheError()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, words);
    for (const Test::Pieces &pieces : Test::splits(body)) {
        const std::optional<ChatError> error = read(head(status, {}), pieces).reply.error;
        QVERIFY(error);
        QCOMPARE(error->message, words);
    }
}

void TestAnswers::aFinishReasonShowsNoKey()
{
    AnswerReader reader(chatCompletions(), head(200, "text/event-stream"), {Secret("sk-live-0123456789")});
    const QList<Delta> deltas =
        reader.feed("data: {\"choices\":[{\"finish_reason\":\"no sk-live-0123456789\"}]}\n\n");
    QCOMPARE(deltas.size(), 1);
    QCOMPARE(deltas.first().finishReason, u"no "_s + QString(18, u'•'));
}

void TestAnswers::anEventBeyondTheBoundIsAnError()
{
    AnswerReader reader(chatCompletions(), head(200, "text/event-stream"));
    (void)reader.feed("data: {\"choices\":[{\"delta\":{\"content\":\"kept\"}}]}\n\ndata: ");
    const QByteArray piece(1024 * 1024, 'x');
    QList<Delta> deltas;
    for (int i = 0; i < 70; ++i)
        deltas += reader.feed(piece);
    deltas += reader.finish();
    QCOMPARE(deltas.size(), 1);
    QVERIFY(deltas.first().error);
    QCOMPARE(deltas.first().error->kind, ChatError::Kind::Protocol);
    QCOMPARE(reader.state(), Reply::State::Failed);
}

QTEST_GUILESS_MAIN(TestAnswers)
#include "tst_answers.moc"
