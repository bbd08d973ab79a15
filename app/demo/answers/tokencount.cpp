// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/answers/tokencount.h"

#include "chat/chatrequest.h"
#include "demo/media/sentfile.h"

#include <algorithm>

namespace Parlance::Demo {

namespace {

qint64 tokensOf(const ImagePart &image)
{
    constexpr qint64 least = 85, most = 1600, pixels = 750;
    const QSize size = pictureSize(image.bytes);
    const qint64 area = qint64(size.width()) * size.height() / pixels;
    return image.detail.isEmpty() ? std::clamp(area, least, most) : least;
}

qint64 tokensOf(const FilePart &file)
{
    constexpr qint64 page = 1500;
    return file.isText() ? tokens(QString::fromUtf8(file.bytes)).size()
                         : page * std::max(1, pdfPages(file.bytes));
}

} // namespace

qint64 tokensOf(const Message &message)
{
    qint64 count = tokens(message.text()).size();
    for (const ToolCall &call : message.toolCalls())
        count += tokens(call.name).size() + tokens(call.arguments).size();
    for (const ImagePart &image : partsOf<ImagePart>(message.parts))
        count += tokensOf(image);
    for (const FilePart &file : partsOf<FilePart>(message.parts))
        count += tokensOf(file);
    return count;
}

TokenCount counted(const ChatRequest &request, const QList<Answer> &answers)
{
    TokenCount count;
    count.input = tokens(request.system).size();
    for (const Message &message : request.messages)
        count.input += tokensOf(message);
    for (const Tool &tool : request.tools)
        count.input += tokens(tool.name).size() + tokens(tool.description).size() +
                       tokens(QString::fromUtf8(tool.schema)).size();
    count.input += tokens(QString::fromUtf8(request.format.schema)).size();
    for (const Answer &answer : answers) {
        const qint64 reasoning = tokens(answer.reasoning).size();
        count.reasoning += reasoning;
        count.output += reasoning + tokens(answer.text).size();
        for (const ToolCall &call : answer.toolCalls)
            count.output += tokens(call.arguments).size();
        for (const ServerCall &made : answer.serverCalls)
            count.output += tokens(made.call.arguments).size();
    }
    return count;
}

} // namespace Parlance::Demo
