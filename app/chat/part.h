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

/// The model's reasoning. A server may seal a block of it. A sealed block is valid only as a whole, for that
/// server, in the turn with the tool calls it led to, and is sent back there unchanged.
struct ReasoningPart
{
    QString text;      ///< empty if the server withholds it
    QString seal = {}; ///< the signature, or the whole of a redacted block; empty if not sealed
    bool redacted = false;

    bool operator==(const ReasoningPart &) const = default;
};

/// A tool call that the model requests. `arguments` is the JSON text as it arrived and may be cut off or
/// invalid; the code that runs the tool parses it.
struct ToolCall
{
    QString id;
    QString name;
    QString arguments;

    bool operator==(const ToolCall &) const = default;
};

/// The result of a tool call.
struct ToolResult
{
    QString callId;
    QString text;
    bool isError = false; ///< the tool failed, and `text` says why

    bool operator==(const ToolResult &) const = default;
};

/// An image: its bytes, or else its URL.
struct ImagePart
{
    QString mediaType; ///< as the server gave it, e.g. "image/png"
    QByteArray bytes;
    QString url = {};
    QString detail = {}; ///< how closely the model is to look: "low", "high"; empty for the server's choice

    bool operator==(const ImagePart &) const = default;
};

/// A file. One of text is UTF-8, and its media type begins with "text/".
struct FilePart
{
    QString name;
    QString mediaType;
    QByteArray bytes;
    bool sendsName = false; ///< a request carries the name, too

    [[nodiscard]] bool isText() const { return mediaType.startsWith(QLatin1StringView("text/")); }

    bool operator==(const FilePart &) const = default;
};

/// A part that only its dialect understands: one JSON object, spelled as it arrived.
struct OtherPart
{
    QString json;

    bool operator==(const OtherPart &) const = default;
};

/// One part of a message or an answer.
using Part = std::variant<TextPart, ReasoningPart, ToolCall, ToolResult, ImagePart, FilePart, OtherPart>;

/// All parts of one kind, in order.
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

/// All texts, or all reasoning, joined in order.
[[nodiscard]] QString textOf(const QList<Part> &parts);
[[nodiscard]] QString reasoningOf(const QList<Part> &parts);

/// Appends to the last part if it is a text, and adds a new part otherwise. Does nothing if the text is
/// empty.
void addText(QList<Part> &parts, const QString &text);
/// Does the same for reasoning, but never appends to a sealed part.
void addReasoning(QList<Part> &parts, const QString &text);

/// True if a person can read something in the part: non-empty text, a call, an image. False for an
/// `OtherPart`.
[[nodiscard]] bool isReadable(const Part &part);
/// True for an image or a file.
[[nodiscard]] bool isAttachment(const Part &part);
/// True for a readable part other than reasoning.
[[nodiscard]] bool saysSomething(const Part &part);
/// Pointers to every text of a part, to change it in place.
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
