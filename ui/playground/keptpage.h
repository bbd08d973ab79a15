// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/preset.h"

namespace Parlance {

inline constexpr QLatin1StringView LanesKind("lanes"); ///< the id of the kind of pages with lanes

/// What is kept of a page of any kind.
struct KeptTab
{
    QString kind; ///< the id of its `PageKind`
    QString name = {};
    bool isNamed = false; ///< the user named the page

    bool operator==(const KeptTab &) const = default;
};

/// A page as one line of JSON: its settings and its tab. Empty if something in it looks like a key.
[[nodiscard]] QString writeKept(QJsonObject settings, const KeptTab &tab);
/// Reads the tab from such a text of any version. Without a kind it is a page of lanes.
[[nodiscard]] KeptTab readKeptTab(const QString &text);

/// A page of lanes as restored on the next start.
struct KeptPage
{
    Preset preset;
    bool isNamed = false; ///< the user named the page
    std::optional<bool> isSame =
        {}; ///< all lanes send the same parameters; empty if an old text does not say

    bool operator==(const KeptPage &) const = default;
};

/// The parameters to keep between runs: not the system prompt, tools, the user and the extra JSON, which may
/// be as private as a conversation.
[[nodiscard]] LaneParameters keptParameters(LaneParameters parameters);

/// The page as one line of JSON, with those parameters of the lanes that are kept. Omits texts if one of
/// them looks like a key; empty if anything else does.
[[nodiscard]] QString writeKept(const KeptPage &page);
/// Reads such a text of any version: skips unknown and invalid fields; empty if the text has no lane.
[[nodiscard]] std::optional<KeptPage> readKept(const QString &text);

} // namespace Parlance
