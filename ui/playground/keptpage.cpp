// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/keptpage.h"

#include "gateways/keywatch.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

// Beside the settings. The name has the field of a preset's name.
constexpr QLatin1StringView Kind("kind");
constexpr QLatin1StringView Name("preset");
constexpr QLatin1StringView Named("named");
// Added to the fields of a preset.
constexpr QLatin1StringView Same("same");

Preset kept(Preset preset, bool withTexts)
{
    for (LaneSetup &lane : preset.lanes) {
        lane.parameters = keptParameters(lane.parameters);
        if (!withTexts)
            clearValues(lane.parameters.values, &ChatParameter::holdsText);
    }
    return preset;
}

QJsonObject only(const QJsonObject &object, std::initializer_list<QString> names)
{
    QJsonObject fields;
    for (const QString &name : names) {
        if (object.contains(name))
            fields.insert(name, object.value(name));
    }
    return fields;
}

QJsonObject readableParameters(const QJsonObject &parameters)
{
    QJsonObject readable;
    for (auto field = parameters.constBegin(); field != parameters.constEnd(); ++field) {
        if (laneParametersFromJson({{field.key(), field.value()}}))
            readable.insert(field.key(), field.value());
    }
    return readable;
}

QJsonObject readableLane(const QJsonObject &lane)
{
    QJsonObject readable = only(lane, {u"gateway"_s, u"model"_s, u"mode"_s, u"name"_s});
    if (const QJsonObject parameters = readableParameters(lane["parameters"_L1].toObject());
        !parameters.isEmpty())
        readable.insert(u"parameters"_s, parameters);
    return readable;
}

QJsonObject readablePreset(const QJsonObject &page)
{
    QJsonArray lanes;
    for (const QJsonValue &lane : page["lanes"_L1].toArray())
        lanes.append(readableLane(lane.toObject()));
    QJsonObject preset = only(page, {u"preset"_s});
    preset.insert(u"lanes"_s, lanes);
    return preset;
}

} // namespace

LaneParameters keptParameters(LaneParameters parameters)
{
    parameters.system.clear();
    parameters.format = {};
    parameters.extra.clear();
    parameters.variables.clear();
    parameters.tools = {};
    clearValues(parameters.values, &ChatParameter::isPrivate);
    return parameters;
}

QString writeKept(QJsonObject settings, const KeptTab &tab)
{
    settings.insert(Name, tab.name);
    if (!keyInProfile(settings).isEmpty())
        return {};
    settings.insert(Kind, tab.kind);
    settings.insert(Named, tab.isNamed);
    return QString::fromUtf8(QJsonDocument(settings).toJson(QJsonDocument::Compact));
}

KeptTab readKeptTab(const QString &text)
{
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    return {.kind = object[Kind].toString(LanesKind),
        .name = object[Name].toString(),
        .isNamed = object[Named].toBool()};
}

QString writeKept(const KeptPage &page)
{
    QJsonObject object = toJson(kept(page.preset, true));
    if (!keyInProfile(object).isEmpty())
        object = toJson(kept(page.preset, false));
    if (page.isSame)
        object.insert(Same, *page.isSame);
    return writeKept(object, {.kind = LanesKind, .name = page.preset.name, .isNamed = page.isNamed});
}

std::optional<KeptPage> readKept(const QString &text)
{
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    const QJsonObject readable = readablePreset(object);
    const auto preset = presetFromJson(readable);
    if (!preset || !keyInProfile(readable).isEmpty())
        return {};
    const QJsonValue same = object[Same];
    return KeptPage{.preset = *preset,
        .isNamed = readKeptTab(text).isNamed,
        .isSame = same.isBool() ? std::optional(same.toBool()) : std::nullopt};
}

} // namespace Parlance
