// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/serverblock.h"

#include "wire/json.h"

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QString textIn(const JsonValueView &object, QStringView name)
{
    const auto member = object.member(name);
    return member ? member->string() : QString();
}

ServerBlock readCall(const JsonValueView &block)
{
    const auto input = block.member(u"input");
    return {.id = textIn(block, u"id"),
        .server = textIn(block, u"server_name"),
        .tool = textIn(block, u"name"),
        .text = input ? QString::fromUtf8(input->text()) : QString()};
}

/// The texts of a list of blocks; of any other content its JSON.
QString readContent(const JsonValueView &content)
{
    if (content.kind() == JsonValueView::Kind::String)
        return content.string();
    if (content.kind() != JsonValueView::Kind::Array)
        return QString::fromUtf8(content.text());
    QString text;
    for (const JsonValueView &part : content.children()) {
        if (!part.member(u"text"))
            return QString::fromUtf8(content.text());
        text += textIn(part, u"text");
    }
    return text;
}

/// The server's own tools fail with a content that has a code.
ServerBlock readResult(const JsonValueView &block)
{
    const auto isError = block.member(u"is_error");
    const auto content = block.member(u"content");
    return {.isResult = true,
        .id = textIn(block, u"tool_use_id"),
        .server = {},
        .tool = {},
        .text = content ? readContent(*content) : QString(),
        .isError = (isError && isError->text() == "true") || (content && content->member(u"error_code"))};
}

std::optional<ServerBlock> blockIn(const Part &part)
{
    const auto *other = std::get_if<OtherPart>(&part);
    return other ? serverBlockOf(*other) : std::nullopt;
}

} // namespace

std::optional<ServerBlock> serverBlockOf(const OtherPart &part)
{
    const auto document = JsonDocument::read(part.json.toUtf8());
    if (!document)
        return {};
    const QString type = textIn(document->root(), u"type");
    if (type == "mcp_tool_use"_L1 || type == "server_tool_use"_L1)
        return readCall(document->root());
    return type.endsWith("_tool_result"_L1) ? std::optional(readResult(document->root())) : std::nullopt;
}

bool isServerPart(const Part &part)
{
    return blockIn(part).has_value();
}

void dropOpenServerCalls(QList<Part> &parts)
{
    QStringList ended;
    for (const Part &part : std::as_const(parts)) {
        if (const auto block = blockIn(part); block && block->isResult)
            ended << block->id;
    }
    parts.removeIf([&ended](const Part &part) {
        const auto block = blockIn(part);
        return block && !block->isResult && !ended.contains(block->id);
    });
}

} // namespace Parlance
