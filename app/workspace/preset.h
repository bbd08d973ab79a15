// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/laneparameters.h"
#include "workspace/lanechoice.h"

#include <QList>
#include <expected>

namespace Parlance {

/// A lane's configuration, without its conversation.
struct LaneSetup
{
    LaneChoice choice;
    LaneParameters parameters = {};
    QString name = {}; ///< given by the user; empty for a lane that is named after its model

    bool operator==(const LaneSetup &) const = default;
};

/// A named set of lanes, from which a page is created. Holds no key and no text of a conversation; a prompt
/// only if the user wants it in there.
struct Preset
{
    QString name;
    QList<LaneSetup> lanes;
    QString prompt = {}; ///< stands in the page's editor, not sent; empty for none

    bool operator==(const Preset &) const = default;
};

/// {"preset": "Name", "lanes": [{"gateway": "ruflo", "model": "ruflo-free", "mode": "live", "name": "A",
/// "parameters": {...}}], "prompt": "..."}; the default mode is the demo, and by default all parameters are
/// unset and there is no prompt.
[[nodiscard]] QJsonObject toJson(const Preset &preset);
/// The error names the field and the problem.
[[nodiscard]] std::expected<Preset, QString> presetFromJson(const QJsonObject &object);

/// The text of a preset's file. Fails if something in it looks like a key; the error names the place.
[[nodiscard]] std::expected<QByteArray, QString> writePreset(const Preset &preset);
/// Reads such a text. The error names the line or field, and the problem; a text with a key is refused.
[[nodiscard]] std::expected<Preset, QString> readPreset(const QByteArray &text);

/// The built-in presets: one prompt for the tiers of a gateway, or for the dialects.
[[nodiscard]] const QList<Preset> &ladders();

QDebug operator<<(QDebug debug, const Preset &preset);

} // namespace Parlance
