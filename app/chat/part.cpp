// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/part.h"

namespace Parlance {

namespace {

template <typename Kind>
QString joined(const QList<Part> &parts)
{
    QString all;
    for (const Part &part : parts) {
        if (const Kind *one = std::get_if<Kind>(&part))
            all += one->text; // a single text is shared, not copied
    }
    return all;
}

/// One overload for each kind of part; a new kind does not compile without one.
QList<QString *> texts(TextPart &part)
{
    return {&part.text};
}

QList<QString *> texts(ReasoningPart &part)
{
    return {&part.text, &part.seal};
}

QList<QString *> texts(ToolCall &call)
{
    return {&call.id, &call.name, &call.arguments};
}

QList<QString *> texts(ToolResult &result)
{
    return {&result.callId, &result.text};
}

QList<QString *> texts(ImagePart &part)
{
    return {&part.mediaType, &part.url, &part.detail};
}

QList<QString *> texts(FilePart &part)
{
    return {&part.name, &part.mediaType};
}

QList<QString *> texts(OtherPart &part)
{
    return {&part.json};
}

} // namespace

QString textOf(const QList<Part> &parts)
{
    return joined<TextPart>(parts);
}

QString reasoningOf(const QList<Part> &parts)
{
    return joined<ReasoningPart>(parts);
}

void addText(QList<Part> &parts, const QString &text)
{
    if (text.isEmpty())
        return;
    if (auto *last = parts.isEmpty() ? nullptr : std::get_if<TextPart>(&parts.last()))
        last->text += text;
    else
        parts.append(TextPart{text});
}

void addReasoning(QList<Part> &parts, const QString &text)
{
    if (text.isEmpty())
        return;
    auto *last = parts.isEmpty() ? nullptr : std::get_if<ReasoningPart>(&parts.last());
    if (last && last->seal.isEmpty())
        last->text += text;
    else
        parts.append(ReasoningPart{text});
}

bool isReadable(const Part &part)
{
    if (const auto *text = std::get_if<TextPart>(&part))
        return !text->text.isEmpty();
    if (const auto *reasoning = std::get_if<ReasoningPart>(&part))
        return !reasoning->text.isEmpty();
    return !std::holds_alternative<OtherPart>(part);
}

bool isAttachment(const Part &part)
{
    return std::holds_alternative<ImagePart>(part) || std::holds_alternative<FilePart>(part);
}

bool saysSomething(const Part &part)
{
    return isReadable(part) && !std::holds_alternative<ReasoningPart>(part);
}

QList<QString *> textsOf(Part &part)
{
    return std::visit([](auto &kind) { return texts(kind); }, part);
}

QDebug operator<<(QDebug debug, const TextPart &part)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << "Text(" << part.text << ')';
}

QDebug operator<<(QDebug debug, const ReasoningPart &part)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << "Reasoning(" << part.text << ", " << part.seal
                           << (part.redacted ? ", redacted)" : ")");
}

QDebug operator<<(QDebug debug, const ToolCall &call)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << "ToolCall(" << call.id << ", " << call.name << ", " << call.arguments << ')';
}

QDebug operator<<(QDebug debug, const ToolResult &result)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << "ToolResult(" << result.callId << ", " << result.text
                           << (result.isError ? ", error)" : ")");
}

QDebug operator<<(QDebug debug, const ImagePart &part)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << "Image(" << part.mediaType << ", " << part.bytes.size() << " bytes, "
                           << part.url << ')';
}

QDebug operator<<(QDebug debug, const FilePart &part)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << "File(" << part.name << ", " << part.mediaType << ", " << part.bytes.size()
                           << " bytes)";
}

QDebug operator<<(QDebug debug, const OtherPart &part)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << "Other(" << part.json << ')';
}

QDebug operator<<(QDebug debug, const Part &part)
{
    std::visit([&debug](const auto &kind) { debug << kind; }, part);
    return debug;
}

} // namespace Parlance
