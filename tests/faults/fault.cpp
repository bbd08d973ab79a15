// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault.h"

namespace Parlance::Faults {

using Ending = Expected::Ending;

Expected answered(const QString &text)
{
    return {.ending = Ending::Answered, .text = text};
}

Expected failed(const QStringList &words, const QString &text)
{
    return {.ending = Ending::Failed, .words = words, .text = text};
}

Expected broken(const QStringList &words, const QString &text)
{
    return {.ending = Ending::Broken, .words = words, .text = text};
}

Expected either(const QStringList &words, const QString &text)
{
    return {.ending = Ending::Either, .words = words, .text = text};
}

Expected silent(const QString &text)
{
    return {.ending = Ending::Silent, .text = text};
}

Fault says(const QByteArray &name, const Bytes &bytes, const std::optional<Expected> &streamed,
    const std::optional<Expected> &plain)
{
    const auto script = [bytes](Peer &peer, const Speech &speech) {
        peer.readRequest();
        peer.send(bytes(speech));
    };
    return {.name = name, .script = script, .streamed = streamed, .plain = plain};
}

Fault says(const QByteArray &name, const Bytes &bytes, const Expected &both)
{
    return says(name, bytes, both, both);
}

Bytes inChunks(const Bytes &body)
{
    return [body](const Speech &speech) {
        return chunkedHead(speech.type()) + chunk(body(speech)) + "0\r\n\r\n";
    };
}

QList<Fault> allFaults()
{
    QList<Fault> ofTransfer = connectionFaults() + headFaults() + framingFaults() + encodingFaults();
    for (Fault &fault : ofTransfer) {
        if (!fault.large && fault.promptBytes < LargePrompt)
            fault.large = fault.streamed;
    }
    return ofTransfer + statusFaults() + errorFaults() + emptyFaults() + eventFaults() + jsonFaults() +
           silenceFaults();
}

} // namespace Parlance::Faults
