// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/trimming.h"

namespace Parlance {

qint64 contentBytes(const QList<Message> &messages)
{
    qint64 bytes = 0;
    for (const Message &message : messages)
        bytes += message.content.toUtf8().size();
    return bytes;
}

QList<Message> newestWithin(const QList<Message> &messages, qint64 maxBytes)
{
    qsizetype first = messages.size();
    qint64 bytes = 0;
    for (qsizetype i = messages.size() - 1; i >= 0; --i) {
        bytes += messages.at(i).content.toUtf8().size();
        const bool none = first == messages.size();
        if (bytes > maxBytes && !none)
            break;
        if (messages.at(i).role == Role::User)
            first = i;
    }
    return messages.sliced(first);
}

} // namespace Parlance
