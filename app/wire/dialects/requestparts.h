// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"

#include <span>

namespace Parlance {

class JsonObjectWriter;

/// The system prompt and all messages with the role system as one text, for a dialect with a system field
/// (RA-22, FF-13).
[[nodiscard]] QString systemText(const ChatRequest &request);

/// A text file as text, after a line with its name if that is sent.
[[nodiscard]] QString fileText(const FilePart &file);
/// The text of a message and its text files, in order, with a blank line before and after each file.
[[nodiscard]] QString textWithFiles(const Message &message);
/// A text in JSON: `data:image/png;base64,...` (RFC 2397).
[[nodiscard]] QByteArray writtenDataUrl(const QString &mediaType, const QByteArray &bytes);

/// True if `toolChoice` is the name of a tool, not one of the keywords.
[[nodiscard]] bool namesTool(const ChatRequest &request);

/// The field of a dialect's requests that carries a parameter. A dialect has one for each that it knows.
struct ParameterField
{
    QLatin1StringView parameter; ///< its name in `chatParameters()`
    QLatin1StringView field;
    /// The JSON text of the field, if it is not the value itself; empty if it is not sent.
    QByteArray (*encode)(const ChatRequest &request) = nullptr;
};
/// Sets these fields in the body, each if its parameter has a value.
void addParameters(
    const ChatRequest &request, std::span<const ParameterField> fields, JsonObjectWriter &body);
/// The parameter of the field that this is, or that this is a part of ("thinking.budget_tokens"); empty for
/// none.
[[nodiscard]] QLatin1StringView parameterOf(
    QStringView field, std::initializer_list<std::span<const ParameterField>> lists);

/// Sets the user's own fields in the body; they override others (RA-12).
void addExtra(const ChatRequest &request, JsonObjectWriter &body);

} // namespace Parlance
