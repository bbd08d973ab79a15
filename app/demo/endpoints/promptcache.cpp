// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/endpoints/promptcache.h"

#include "demo/answers/tokencount.h"

#include <QCryptographicHash>

namespace Parlance::Demo {

namespace {

constexpr qsizetype MostKnown = 10'000;

QByteArray hashOf(const QByteArray &before, const Message &message)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(before);
    hash.addData(roleName(message.role).toUtf8() + '\n' + message.text().toUtf8() + '\0');
    for (const ToolCall &call : message.toolCalls())
        hash.addData(call.name.toUtf8() + '\n' + call.arguments.toUtf8() + '\0');
    for (const ImagePart &image : partsOf<ImagePart>(message.parts))
        hash.addData(image.bytes + '\0');
    for (const FilePart &file : partsOf<FilePart>(message.parts))
        hash.addData(file.bytes + '\0');
    return hash.result();
}

} // namespace

qint64 PromptCache::cachedTokens(const QList<Message> &messages)
{
    if (m_known.size() > MostKnown)
        m_known.clear();
    QByteArray beginning;
    qint64 count = 0;
    for (const Message &message : messages) {
        beginning = hashOf(beginning, message);
        if (m_known.contains(beginning))
            count += tokensOf(message);
        m_known.insert(beginning);
    }
    return count;
}

} // namespace Parlance::Demo
