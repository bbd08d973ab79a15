// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"

#include <QCommandLineOption>
#include <QMap>

#include <expected>

class QCommandLineParser;

namespace Parlance {

/// What the options of parlance-ask say about tools.
struct ToolCommand
{
    static constexpr int MostRounds = 8; ///< answers with calls that are answered, one after the other

    QList<Tool> tools = {};
    QString choice = {};
    QMap<QString, QString> results = {}; ///< by the name of the tool

    [[nodiscard]] static QList<QCommandLineOption> options();
    /// The options, with the tools of the file that they name; or what is wrong with them, in words for the
    /// user.
    [[nodiscard]] static std::expected<ToolCommand, QString> read(const QCommandLineParser &parser);

    /// The results of these calls; empty if one has none.
    [[nodiscard]] QList<ToolResult> resultsOf(const QList<ToolCall> &calls) const;
};

} // namespace Parlance
