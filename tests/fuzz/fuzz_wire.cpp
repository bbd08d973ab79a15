// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes, in any pieces, read as events and as an answer: the same as in one piece. The first bytes choose
// the dialect and the form of the answer, that is its status and what it calls itself.
#include "target.h"

#include "wire/dialects/registry.h"

#include "wire/answerreader.h"
#include "wire/replyassembler.h"
#include "wire/ssereader.h"

#include <QRandomGenerator>

using namespace Parlance;
using namespace std::chrono_literals;

namespace {

QList<QByteArray> piecesOf(QByteArrayView bytes, quint32 seed, int longest)
{
    QRandomGenerator random(seed);
    QList<QByteArray> pieces;
    for (qsizetype from = 0; from < bytes.size(); from += pieces.last().size())
        pieces.append(
            bytes.sliced(from, std::min<qsizetype>(1 + random.bounded(longest), bytes.size() - from))
                .toByteArray());
    return pieces;
}

QList<SseEvent> eventsOf(const QList<QByteArray> &pieces)
{
    SseReader reader(4096);
    QList<SseEvent> events;
    for (const QByteArray &piece : pieces)
        events += reader.feed(piece);
    if (const auto unfinished = reader.takeUnfinished())
        events.append(*unfinished);
    return events;
}

/// One of the forms that an answer comes in.
AnswerHead headOf(qsizetype form)
{
    static const QList<int> statuses{200, 200, 429, 204, 302};
    static const QByteArrayList types{
        "text/event-stream", "application/json", "application/x-ndjson", "text/plain", "text/html", {}};
    return {.status = statuses.at(form % statuses.size()),
        .contentType = types.at(form / statuses.size() % types.size()),
        .requestId = {},
        .retryAfter = {}};
}

struct Answer
{
    QList<Delta> deltas;
    Reply::State state = Reply::State::Streaming;

    bool operator==(const Answer &) const = default;
};

Answer answerOf(const QList<QByteArray> &pieces, const Dialect &dialect, const AnswerHead &head)
{
    AnswerReader reader(dialect, head);
    Answer answer;
    for (const QByteArray &piece : pieces)
        answer.deltas += reader.feed(piece);
    answer.deltas += reader.finish();
    answer.state = reader.state();
    return answer;
}

/// What a call keeps of the answer, if all of it comes at once.
Reply replyOf(const QList<QByteArray> &pieces, const Dialect &dialect, const AnswerHead &head)
{
    Recording recording;
    recording.head = {.status = head.status, .headers = {{"Content-Type", head.contentType}}, .at = 1us};
    for (const QByteArray &piece : pieces)
        recording.append(piece, 1us);
    recording.end = {.at = 1us, .by = Recording::End::By::Server};
    return decoded(recording, dialect, QDateTime());
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Fuzz::Input input(data, size);
    const quint32 seed = input.takeByte();
    const int longest = 1 + input.takeByte() / 4;
    const uint8_t choice = input.takeByte();
    const QList<QByteArray> whole{input.rest().toByteArray()};
    const QList<QByteArray> pieces = piecesOf(input.rest(), seed, longest);
    Fuzz::require(eventsOf(pieces) == eventsOf(whole), "pieces give the events of the whole");

    const QStringList ids = dialectIds();
    const Dialect &dialect = *findDialect(ids.at(choice % ids.size()));
    const AnswerHead head = headOf(choice / ids.size());
    const Answer answer = answerOf(whole, dialect, head);
    Fuzz::require(answerOf(pieces, dialect, head) == answer, "pieces give the deltas of the whole");
    Fuzz::require(replyOf(pieces, dialect, head) == replyOf(whole, dialect, head),
        "pieces give the reply of the whole");
    Fuzz::require(answer.state != Reply::State::Streaming, "an answer that is over has an end");
    return 0;
}
