// SPDX-License-Identifier: GPL-3.0-or-later

// parlance-decode: reads a body from standard input, or a capture from a file, and prints what the wire layer
// decodes from it. Its command line and output formats are stable, because scripts and tests rely on them.

#include "chat/visibletext.h"
#include "gateways/catalog.h"
#include "optionproblem.h"
#include "safestart.h"
#include "standardstreams.h"
#include "wire/contentdecoder.h"
#include "wire/dialects/registry.h"
#include "wire/jsonobjectwriter.h"
#include "wire/jsonreading.h"
#include "wire/replyassembler.h"
#include "wire/replyjson.h"
#include "wire/utf8text.h"
#include "workspace/opencaptures.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <cstdio>
#include <unistd.h>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

enum ExitCode { Answered = 0, NotAnswered = 1, WrongUse = 2 };

/// The parsed command line.
struct Task
{
    QString format;  ///< "sse" or a dialect's id; with a capture also empty
    QString capture; ///< the file to read; empty for standard input
    int entry = 0;   ///< the request in the capture, from 1; 0 if not said
    bool plain = false;
    bool batch = false;
    int status = 200;
    qsizetype cut = 0; ///< bytes per piece; 0 for all at once
};

/// Why standard output took no more; empty if it takes everything.
QString &outputProblem()
{
    static QString problem;
    return problem;
}

/// To a terminal, characters that it would act on go as \uXXXX.
void printLine(const QByteArray &line)
{
    static const bool isTerminal = isatty(STDOUT_FILENO) == 1;
    if (outputProblem().isEmpty())
        outputProblem() = writeOutput((isTerminal ? terminalJson(line) : line) + '\n');
}

int fail(const QString &problem, ExitCode code)
{
    std::fprintf(stderr, "parlance-decode: %s\n", qUtf8Printable(visibleText(problem)));
    return code;
}

QByteArray eventToJson(const SseEvent &event)
{
    JsonObjectWriter object;
    object.set(u"event"_s, textFromUtf8(event.type));
    object.set(u"data"_s, textFromUtf8(event.data));
    object.set(u"id"_s, textFromUtf8(event.id));
    if (event.retry)
        object.set(u"retry"_s, qint64(event.retry->count()));
    return object.toJson();
}

QList<QByteArray> eventsToJson(const QList<SseEvent> &events)
{
    QList<QByteArray> written;
    for (const SseEvent &event : events)
        written.append(eventToJson(event));
    return written;
}

/// Passes the body on piece by piece.
template <typename Take>
void feedInPieces(const QByteArray &body, qsizetype cut, Take take)
{
    const qsizetype step = cut > 0 ? cut : std::max(body.size(), qsizetype(1));
    for (qsizetype start = 0; start < body.size(); start += step)
        take(body.sliced(start, std::min(step, body.size() - start)));
}

int reportOverflow()
{
    return fail(u"a line or an event of the stream is too long"_s, NotAnswered);
}

int decodeEvents(const QByteArray &body, qsizetype cut)
{
    SseReader reader;
    feedInPieces(body, cut, [&reader](const QByteArray &piece) {
        for (const QByteArray &line : eventsToJson(reader.feed(piece)))
            printLine(line);
    });
    return reader.overflowed() ? reportOverflow() : Answered;
}

/// The reply that the task's dialect makes of a body in these pieces. No times are measured.
Reply replyOf(const Task &task, const QList<QByteArray> &pieces)
{
    const QByteArray contentType = task.plain ? "application/json" : "text/event-stream";
    Recording recording;
    recording.head = {.status = task.status, .headers = {{"Content-Type", contentType}}};
    for (const QByteArray &piece : pieces)
        recording.append(piece, {});
    recording.end = Recording::End();
    Reply reply = decoded(recording, *findDialect(task.format), {});
    reply.timing = {};
    return reply;
}

QList<QByteArray> chunksOf(const QJsonObject &line)
{
    QList<QByteArray> chunks;
    for (const auto &chunk : line.value("chunks"_L1).toArray())
        chunks += QByteArray::fromBase64(chunk.toString().toLatin1());
    return chunks;
}

/// Decodes one line of a batch: {"n","chunks":[base64,...]}, to {"n","reply"}.
QByteArray decodeReplyLine(const Task &task, const QJsonObject &line)
{
    JsonObjectWriter answer;
    answer.set(u"n"_s, line.value("n"_L1));
    answer.setWritten(u"reply"_s, replyToJson(replyOf(task, chunksOf(line))));
    return answer.toJson();
}

/// Decodes one line of a batch to {"n","events","last_event_id","reconnection_ms"}.
QByteArray decodeEventsLine(const QJsonObject &line)
{
    SseReader reader;
    QList<QByteArray> events;
    for (const QByteArray &chunk : chunksOf(line))
        events += eventsToJson(reader.feed(chunk));
    const QByteArray &id = reader.lastEventId();
    const auto retry = reader.reconnectionTime();
    JsonObjectWriter answer;
    answer.set(u"n"_s, line.value("n"_L1));
    answer.setWritten(u"events"_s, writtenArray(events));
    answer.set(u"last_event_id"_s, id.isNull() ? QJsonValue(QJsonValue::Null) : QJsonValue(textFromUtf8(id)));
    answer.set(
        u"reconnection_ms"_s, retry ? QJsonValue(qint64(retry->count())) : QJsonValue(QJsonValue::Null));
    return answer.toJson();
}

int decodeBatch(const Task &task)
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return fail(u"standard input cannot be read"_s, WrongUse);
    for (QByteArray line; outputProblem().isEmpty() && !(line = input.readLine()).isEmpty();) {
        line = line.trimmed();
        if (line.isEmpty())
            continue;
        const std::optional<QJsonValue> json = readJson(line);
        if (!json || !json->isObject())
            return fail(u"a line of the batch is not a JSON object"_s, WrongUse);
        const QJsonObject object = json->toObject();
        printLine(task.format == u"sse" ? decodeEventsLine(object) : decodeReplyLine(task, object));
    }
    return std::ferror(stdin) == 0 ? int(Answered) : fail(u"standard input cannot be read"_s, WrongUse);
}

int decodeReply(const Task &task, const QByteArray &body)
{
    QList<QByteArray> pieces;
    feedInPieces(body, task.cut, [&pieces](const QByteArray &piece) { pieces.append(piece); });
    const Reply reply = replyOf(task, pieces);
    printLine(replyToJson(reply));
    return isWhole(reply) ? Answered : NotAnswered;
}

QString lineOf(const Capture &capture)
{
    const int status = capture.recording.head ? capture.recording.head->status : 0;
    return u"%1 %2 %3"_s.arg(QString::fromLatin1(capture.request.method), capture.request.url.toString())
        .arg(status);
}

/// The capture that is meant, or the usage error.
std::expected<Capture, QString> chosen(const QList<Capture> &captures, const Task &task)
{
    const int entry = task.entry == 0 && captures.size() == 1 ? 1 : task.entry;
    if (entry > 0 && entry <= captures.size())
        return captures.at(entry - 1);
    QString words = u"%1 has %2 requests, name one with --entry:"_s.arg(task.capture).arg(captures.size());
    for (qsizetype i = 0; i < captures.size(); ++i)
        words += u"\n%1: %2"_s.arg(i + 1).arg(lineOf(captures.at(i)));
    return std::unexpected(words);
}

/// The format that is meant, or the usage error.
std::expected<QString, QString> formatOf(const Capture &capture, const Task &task)
{
    QString format = task.format.isEmpty() ? Catalog::builtIn().dialectAt(capture.request.url) : task.format;
    if (!format.isEmpty())
        return format;
    return std::unexpected(u"the capture does not tell its format, name one: %1"_s.arg(
        (QStringList{u"sse"_s} + dialectIds()).join(u", "_s)));
}

int decodeCapture(const Capture &capture, const QString &format)
{
    if (format == u"sse")
        return decodeEvents(decompressed(capture.recording).body(), 0);
    Reply reply = decoded(capture.recording, *findDialect(format), capture.startedAt);
    if (!capture.startedAt.isValid())
        reply.timing = {}; // the file has no times
    printLine(replyToJson(reply));
    return isWhole(reply) ? Answered : NotAnswered;
}

int runCapture(const Task &task)
{
    const auto capture =
        openCaptures(task.capture).and_then([&task](const QList<Capture> &all) { return chosen(all, task); });
    const auto format = capture.and_then([&task](const Capture &one) { return formatOf(one, task); });
    if (format)
        return decodeCapture(*capture, *format);
    return fail(format.error(), WrongUse);
}

int run(const Task &task)
{
    if (!task.capture.isEmpty())
        return runCapture(task);
    if (task.batch)
        return decodeBatch(task);
    const auto body = bytesOfInput();
    if (!body)
        return fail(body.error(), WrongUse);
    return task.format == u"sse" ? decodeEvents(*body, task.cut) : decodeReply(task, *body);
}

/// The option's value as a number of at least `least`; empty if it is not one.
std::optional<int> numberOption(const QCommandLineParser &parser, const QString &name, int least)
{
    bool isNumber = false;
    const int number = parser.value(name).toInt(&isNumber);
    return isNumber && number >= least ? std::optional(number) : std::nullopt;
}

QList<QCommandLineOption> options()
{
    return {
        {u"har"_s, u"Read this capture instead: a HAR file, what curl -i printed, or a body."_s, u"FILE"_s},
        {u"entry"_s, u"The request in the HAR file, from 1."_s, u"N"_s},
        {u"plain"_s, u"The answer is not a stream."_s},
        {u"status"_s, u"The HTTP status of the answer."_s, u"N"_s, u"200"_s},
        {u"cut"_s, u"Hand the body over N bytes at a time."_s, u"N"_s},
        {u"batch"_s, u"Read lines {\"n\",\"chunks\":[base64,...]}, a body each, and answer each."_s},
    };
}

void describe(QCommandLineParser &parser)
{
    const QString formats = (QStringList{u"sse"_s} + dialectIds()).join(u'|');
    parser.setApplicationDescription(
        u"Reads a body on standard input and prints what Parlance makes of it, as JSON."_s);
    parser.addPositionalArgument(
        u"format"_s, u"How to read the body. With --har, the address may tell it."_s, formats);
    parser.addOptions(options());
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    parser.addHelpOption();
}

/// The task for a capture, or the usage error.
std::expected<Task, QString> readCaptureTask(const QCommandLineParser &parser)
{
    const QStringList formats = parser.positionalArguments();
    if (formats.size() > 1)
        return std::unexpected(u"name one format"_s);
    const QString format = formats.value(0);
    if (!format.isEmpty() && format != u"sse" && !findDialect(format))
        return std::unexpected(u"unknown format: "_s + format);
    for (const QString &option : {u"plain"_s, u"status"_s, u"cut"_s, u"batch"_s}) {
        if (parser.isSet(option))
            return std::unexpected(u"this option cannot be used with --har"_s);
    }
    const auto entry = parser.isSet(u"entry"_s) ? numberOption(parser, u"entry"_s, 1) : 0;
    if (!entry)
        return std::unexpected(u"--entry takes a number from 1"_s);
    return Task{.format = format, .capture = parser.value(u"har"_s), .entry = *entry};
}

/// The task, or the usage error.
std::expected<Task, QString> readTask(const QCommandLineParser &parser)
{
    if (const QString problem = problemOfOptions(parser, options()); !problem.isEmpty())
        return std::unexpected(problem);
    if (parser.isSet(u"har"_s))
        return readCaptureTask(parser);
    const QStringList formats = parser.positionalArguments();
    if (formats.size() != 1)
        return std::unexpected(u"name one format"_s);
    Task task{.format = formats.first(),
        .capture = {},
        .plain = parser.isSet(u"plain"_s),
        .batch = parser.isSet(u"batch"_s)};
    const bool isEvents = task.format == u"sse";
    if (!isEvents && !findDialect(task.format))
        return std::unexpected(u"unknown format: "_s + task.format);
    if (parser.isSet(u"entry"_s))
        return std::unexpected(u"--entry goes with --har"_s);
    if (task.batch && parser.isSet(u"cut"_s))
        return std::unexpected(u"--cut cannot be used with --batch, whose lines are in pieces"_s);
    if (isEvents && (task.plain || parser.isSet(u"status"_s)))
        return std::unexpected(u"this option cannot be used with "_s + task.format);
    const auto status = numberOption(parser, u"status"_s, 100);
    const auto cut = parser.isSet(u"cut"_s) ? numberOption(parser, u"cut"_s, 1) : 0;
    if (!status || !cut)
        return std::unexpected(u"--status and --cut take a number"_s);
    task.status = *status;
    task.cut = *cut;
    return task;
}

} // namespace

int main(int argc, char **argv)
{
    startSafely();
    const QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    describe(parser);
    const bool understood = parser.parse(QCoreApplication::arguments());
    if (understood && (parser.isSet(u"help"_s) || parser.isSet(u"help-all"_s)))
        return sayAndLeave(parser.helpText(), 0);
    const std::expected<Task, QString> task =
        understood ? readTask(parser) : std::unexpected(parser.errorText());
    if (!task)
        return sayAndLeave(
            u"parlance-decode: %1\n%2"_s.arg(task.error(), parser.helpText().trimmed()), WrongUse);
    const int exitCode = run(*task);
    return outputProblem().isEmpty() ? exitCode : fail(outputProblem(), NotAnswered);
}
