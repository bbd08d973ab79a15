// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/laneparameters.h"
#include "workspace/lanechoice.h"

#include <QList>
#include <expected>

namespace Parlance {

/// What a lane is, without what was said in it.
struct LaneSetup
{
    LaneChoice choice;
    LaneParameters parameters = {};

    bool operator==(const LaneSetup &) const = default;
};

/// A named set of lanes: what a page is made from. Never a key, never a word of a conversation.
struct Preset
{
    QString name;
    QList<LaneSetup> lanes;

    bool operator==(const Preset &) const = default;
};

/// {"preset": "Name", "lanes": [{"gateway": "ruflo", "model": "ruflo-free", "mode": "live", "parameters":
/// {...}}]}; without a mode it is the demo, without parameters none are the user's.
[[nodiscard]] QJsonObject toJson(const Preset &preset);
/// The error names the field and what is wrong with it.
[[nodiscard]] std::expected<Preset, QString> presetFromJson(const QJsonObject &object);

/// The text of a preset's file. An error if something in it looks like a key: it names the place.
[[nodiscard]] std::expected<QByteArray, QString> writePreset(const Preset &preset);
/// Reads such a text. The error says the line or field, and what is wrong there; a text that holds a key is
/// refused, too.
[[nodiscard]] std::expected<Preset, QString> readPreset(const QByteArray &text);

/// The presets that come with Parlance: one prompt over the tiers of a gateway, or over the dialects.
[[nodiscard]] const QList<Preset> &ladders();

QDebug operator<<(QDebug debug, const Preset &preset);

} // namespace Parlance
