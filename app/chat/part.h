// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDebug>
#include <QList>
#include <QString>
#include <variant>

namespace Parlance {

struct TextPart
{
    QString text;

    bool operator==(const TextPart &) const = default;
};

/// What the model thought. A server may seal a block of it: then the block means something only as a whole,
/// to that server, in the turn whose tool calls it led to, and there it goes back unchanged.
struct ReasoningPart
{
    QString text;      ///< empty where the server does not tell it
    QString seal = {}; ///< the signature, or all of a redacted block; empty of what is not sealed
    bool redacted = false;

    bool operator==(const ReasoningPart &) const = default;
};

/// A call of a tool that the model asks for. `arguments` is the JSON text as it arrived, which may be
/// cut off or invalid; whoever runs the tool parses it.
struct ToolCall
{
    QString id;
    QString name;
    QString arguments;

    bool operator==(const ToolCall &) const = default;
};

/// What a tool gave for a call.
struct ToolResult
{
    QString callId;
    QString text;

    bool operator==(const ToolResult &) const = default;
};

/// A picture: its bytes, or else where it is.
struct ImagePart
{
    QString mediaType; ///< as it was told, e.g. "image/png"
    QByteArray bytes;
    QString url = {};

    bool operator==(const ImagePart &) const = default;
};

struct FilePart
{
    QString name;
    QString mediaType;
    QByteArray bytes;

    bool operator==(const FilePart &) const = default;
};

/// A part that only its dialect understands: one JSON object, spelled as it came.
struct OtherPart
{
    QString json;

    bool operator==(const OtherPart &) const = default;
};

/// One of the things that a message or an answer consists of, in the order in which they were said.
using Part = std::variant<TextPart, ReasoningPart, ToolCall, ToolResult, ImagePart, FilePart, OtherPart>;

/// All parts of one kind, in their order.
template <typename Kind>
[[nodiscard]] QList<Kind> partsOf(const QList<Part> &parts)
{
    QList<Kind> found;
    for (const Part &part : parts) {
        if (const Kind *one = std::get_if<Kind>(&part))
            found.append(*one);
    }
    return found;
}

/// What all texts say, one behind the other; the same of the reasoning.
[[nodiscard]] QString textOf(const QList<Part> &parts);
[[nodiscard]] QString reasoningOf(const QList<Part> &parts);

/// Adds to the last part if that is a text, and else as a new part; nothing if the text is empty.
void addText(QList<Part> &parts, const QString &text);
/// The same of reasoning, but what is sealed does not grow.
void addReasoning(QList<Part> &parts, const QString &text);

/// True if it has something for a person: a text that is not empty, a call, a picture. An `OtherPart` has
/// not.
[[nodiscard]] bool isReadable(const Part &part);
/// The same of anything but reasoning.
[[nodiscard]] bool saysSomething(const Part &part);
/// Every text of a part, to be changed in its place.
[[nodiscard]] QList<QString *> textsOf(Part &part);

QDebug operator<<(QDebug debug, const TextPart &part);
QDebug operator<<(QDebug debug, const ReasoningPart &part);
QDebug operator<<(QDebug debug, const ToolCall &call);
QDebug operator<<(QDebug debug, const ToolResult &result);
QDebug operator<<(QDebug debug, const ImagePart &part);
QDebug operator<<(QDebug debug, const FilePart &part);
QDebug operator<<(QDebug debug, const OtherPart &part);
QDebug operator<<(QDebug debug, const Part &part);

} // namespace Parlance
