// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>
#include <QString>

#include <expected>
#include <variant>

namespace Parlance::Bench {

/// Sends the prompt to all lanes, with this model.
struct Send
{
    QString model;
    bool operator==(const Send &) const = default;
};

/// Fills a conversation.
struct Load
{
    int messages = 0;
    int tokens = 0; ///< of each message
    bool operator==(const Load &) const = default;
};

struct Resize
{
    QSize size;
    bool operator==(const Resize &) const = default;
};

/// Types into the prompt.
struct Type
{
    QString text;
    bool operator==(const Type &) const = default;
};

/// Pastes that many bytes into the prompt.
struct Paste
{
    int bytes = 0;
    bool operator==(const Paste &) const = default;
};

/// Says how much memory the process has.
struct Memory
{
    bool operator==(const Memory &) const = default;
};

/// Opens the inspector on its events.
struct Inspect
{
    bool operator==(const Inspect &) const = default;
};

/// Saves a picture of the window.
struct Grab
{
    QString file;
    bool operator==(const Grab &) const = default;
};

struct Quit
{
    bool operator==(const Quit &) const = default;
};

using Command = std::variant<Send, Load, Resize, Type, Paste, Memory, Inspect, Grab, Quit>;

/// Reads one line of the protocol: a word, and what it needs after a space. The error says what is wrong with
/// it.
[[nodiscard]] std::expected<Command, QString> readCommand(QStringView line);

} // namespace Parlance::Bench
