// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/message.h"

#include <QByteArray>
#include <QStringList>
#include <optional>

namespace Parlance {

/// A tool the model may call.
struct Tool
{
    QString name;
    QString description;
    QByteArray schema; ///< the JSON Schema of its arguments, an object as it was written; empty for none

    bool operator==(const Tool &) const = default;
};

/// One call of a model, before any dialect spells it. What is empty is not sent.
struct ChatRequest
{
    QString model;
    QString system;          ///< sent as each dialect sends it: a message with role system, or a field
    QList<Message> messages; ///< oldest first
    bool stream = true;
    bool saysStream = true; ///< false: whether to stream is left to the server, and `stream` is not sent
    std::optional<int> maxTokens;
    std::optional<double> temperature;
    std::optional<double> topP;
    QStringList stop;
    std::optional<int> n;
    QList<Tool> tools;
    QString toolChoice;                ///< the name of one of the tools, or else "auto", "none" or "required"
    std::optional<int> thinkingTokens; ///< thinking is asked for, within this many tokens (RA-27)
    QByteArray extra; ///< a JSON object as it was written, whose members are laid over the body last

    bool operator==(const ChatRequest &) const = default;
};

QDebug operator<<(QDebug debug, const ChatRequest &request);

} // namespace Parlance
