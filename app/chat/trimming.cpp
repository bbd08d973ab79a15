// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/trimming.h"

namespace Parlance {

qint64 utf8Size(QStringView text)
{
    qint64 bytes = 0;
    for (const QChar unit : text) {
        // The two halves of a surrogate pair take two bytes each.
        bytes += unit.unicode() < 0x80 ? 1 : unit.unicode() < 0x800 || unit.isSurrogate() ? 2 : 3;
    }
    return bytes;
}

qint64 contentBytes(const QList<Message> &messages)
{
    qint64 bytes = 0;
    for (const Message &message : messages)
        bytes += utf8Size(message.text());
    return bytes;
}

QList<Message> newestWithin(const QList<Message> &messages, qint64 maxBytes)
{
    qsizetype first = messages.size();
    qint64 bytes = 0;
    for (qsizetype i = messages.size() - 1; i >= 0; --i) {
        bytes += utf8Size(messages.at(i).text());
        const bool none = first == messages.size();
        if (bytes > maxBytes && !none)
            break;
        if (messages.at(i).role == Role::User)
            first = i;
    }
    return messages.sliced(first);
}

} // namespace Parlance
