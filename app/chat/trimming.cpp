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

namespace {

qint64 base64Size(const QByteArray &bytes)
{
    return (bytes.size() + 2) / 3 * 4;
}

qint64 attachedBytes(const Part &part)
{
    if (const auto *image = std::get_if<ImagePart>(&part))
        return base64Size(image->bytes);
    const auto *file = std::get_if<FilePart>(&part);
    return !file ? 0 : file->isText() ? file->bytes.size() : base64Size(file->bytes);
}

qint64 contentBytes(const Message &message)
{
    qint64 bytes = utf8Size(message.text());
    for (const Part &part : message.parts)
        bytes += attachedBytes(part);
    return bytes;
}

} // namespace

qint64 contentBytes(const QList<Message> &messages)
{
    qint64 bytes = 0;
    for (const Message &message : messages)
        bytes += contentBytes(message);
    return bytes;
}

QList<Message> newestWithin(const QList<Message> &messages, qint64 maxBytes)
{
    qsizetype first = messages.size();
    qint64 bytes = 0;
    for (qsizetype i = messages.size() - 1; i >= 0; --i) {
        bytes += contentBytes(messages.at(i));
        const bool none = first == messages.size();
        if (bytes > maxBytes && !none)
            break;
        if (messages.at(i).role == Role::User)
            first = i;
    }
    return messages.sliced(first);
}

} // namespace Parlance
