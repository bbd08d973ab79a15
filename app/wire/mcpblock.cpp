// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/mcpblock.h"

#include "wire/json.h"

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QString textIn(const JsonValueView &object, QStringView name)
{
    const auto member = object.member(name);
    return member ? member->string() : QString();
}

McpBlock readCall(const JsonValueView &block)
{
    const auto input = block.member(u"input");
    return {.id = textIn(block, u"id"),
        .server = textIn(block, u"server_name"),
        .tool = textIn(block, u"name"),
        .text = input ? QString::fromUtf8(input->text()) : QString()};
}

McpBlock readResult(const JsonValueView &block)
{
    const auto isError = block.member(u"is_error");
    QString text = textIn(block, u"content");
    const auto content = block.member(u"content");
    for (const JsonValueView &part : content ? content->children() : QList<JsonValueView>())
        text += textIn(part, u"text");
    return {.isResult = true,
        .id = textIn(block, u"tool_use_id"),
        .server = {},
        .tool = {},
        .text = text,
        .isError = isError && isError->text() == "true"};
}

std::optional<McpBlock> blockIn(const Part &part)
{
    const auto *other = std::get_if<OtherPart>(&part);
    return other ? mcpBlockOf(*other) : std::nullopt;
}

} // namespace

std::optional<McpBlock> mcpBlockOf(const OtherPart &part)
{
    const auto document = JsonDocument::read(part.json.toUtf8());
    if (!document)
        return {};
    const QString type = textIn(document->root(), u"type");
    if (type == "mcp_tool_use"_L1)
        return readCall(document->root());
    return type == "mcp_tool_result"_L1 ? std::optional(readResult(document->root())) : std::nullopt;
}

bool isMcpPart(const Part &part)
{
    return blockIn(part).has_value();
}

void dropOpenMcpCalls(QList<Part> &parts)
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
