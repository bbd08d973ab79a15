// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes, opened as a capture and recorded as a body: what is read comes back from our own HAR file.
#include "target.h"

#include "wire/capturefile.h"
#include "wire/harreading.h"
#include "wire/harwriting.h"

#include <QRandomGenerator>

using namespace Parlance;
using namespace std::chrono_literals;

namespace {

Capture recorded(QByteArrayView bytes, quint32 seed)
{
    QRandomGenerator random(seed);
    Capture capture;
    capture.recording.head = {.status = 200, .headers = {{"Content-Type", "text/event-stream"}}, .at = 1us};
    auto at = 1us;
    while (!bytes.isEmpty()) {
        const qsizetype length = std::min<qsizetype>(1 + random.bounded(60), bytes.size());
        capture.recording.append(bytes.first(length).toByteArray(), at += 1us * random.bounded(1'000'000));
        bytes = bytes.sliced(length);
    }
    capture.recording.end = {.at = at, .by = static_cast<Recording::End::By>(seed % 3)};
    return capture;
}

QList<std::pair<QByteArray, qint64>> piecesOf(const Recording &recording)
{
    QList<std::pair<QByteArray, qint64>> pieces;
    for (Recording::Reader reader(recording); !reader.atEnd();) {
        const Recording::Piece piece = reader.next();
        pieces.emplaceBack(piece.bytes.toByteArray(), piece.at.count());
    }
    return pieces;
}

void requireItComesBack(const Capture &capture)
{
    const Captures read = capturesInHar(harOf(capture));
    Fuzz::require(read && read->size() == 1, "our own file has one capture");
    const Recording &was = capture.recording;
    const Recording &is = read->first().recording;
    Fuzz::require(piecesOf(is) == piecesOf(was), "the pieces come back");
    Fuzz::require(is.head.has_value() == was.head.has_value(), "the head comes back");
    Fuzz::require(is.end && is.end->at == was.end->at && is.end->by == was.end->by, "the end comes back");
    Fuzz::require(read->first().request.body == capture.request.body, "what was sent comes back");
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Fuzz::Input input(data, size);
    const quint32 seed = input.takeByte();
    requireItComesBack(recorded(input.rest(), seed));
    const QByteArray file = input.rest().toByteArray();
    const Captures captures = capturesIn(file);
    if (!captures) {
        Fuzz::require(captures.error().place.line <= file.count('\n') + 1, "the fault is in the file");
        return 0;
    }
    for (const Capture &capture : *captures)
        requireItComesBack(capture);
    return 0;
}
