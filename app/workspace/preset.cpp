// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/preset.h"

#include "gateways/fieldreader.h"
#include "gateways/gatewayjson.h"
#include "gateways/keywatch.h"

#include <QDebug>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Mode = TargetResolver::Mode;

QJsonObject toJson(const LaneSetup &lane)
{
    QJsonObject object = toJson(lane.choice);
    if (!lane.name.isEmpty())
        object.insert(u"name"_s, lane.name);
    if (lane.parameters != LaneParameters())
        object.insert(u"parameters"_s, toJson(lane.parameters));
    return object;
}

Mode takeMode(FieldReader &fields)
{
    const QString mode = fields.takeOptionalText(u"mode"_s);
    if (!mode.isEmpty() && mode != "live"_L1 && mode != "demo"_L1)
        fields.fail(u"mode"_s, u"\"%1\" is neither demo nor live"_s.arg(mode));
    return mode == "live"_L1 ? Mode::Live : Mode::Demo;
}

LaneParameters takeParameters(FieldReader &fields, const QString &place)
{
    if (!fields.has(u"parameters"_s))
        return {};
    const auto parameters =
        laneParametersFromJson(fields.takeOptionalObject(u"parameters"_s), place + u"parameters."_s);
    fields.adopt(parameters ? QString() : parameters.error());
    return parameters.value_or(LaneParameters());
}

LaneSetup takeLane(const QJsonValue &value, qsizetype index, FieldReader &all)
{
    const QString place = u"lanes[%1]."_s.arg(index);
    FieldReader fields(value.toObject(), place);
    const LaneSetup lane{.choice = {.gateway = fields.takeText(u"gateway"_s),
                             .model = fields.takeOptionalText(u"model"_s),
                             .mode = takeMode(fields)},
        .parameters = takeParameters(fields, place),
        .name = fields.takeOptionalText(u"name"_s)};
    fields.complainOfTheRest();
    all.adopt(fields.error());
    return lane;
}

QList<LaneSetup> takeLanes(FieldReader &fields)
{
    const QJsonValue value = fields.take(u"lanes"_s);
    const QJsonArray array = value.toArray();
    if (value.isArray() && array.isEmpty())
        fields.fail(u"lanes"_s, u"the list is empty, but a preset has at least one lane"_s);
    else if (!value.isArray())
        fields.fail(u"lanes"_s, u"expected a list of lanes, got %1"_s.arg(typeName(value)));
    QList<LaneSetup> lanes;
    for (const QJsonValue &item : array)
        lanes.append(takeLane(item, lanes.size(), fields));
    return lanes;
}

} // namespace

QJsonObject toJson(const Preset &preset)
{
    QJsonArray lanes;
    for (const LaneSetup &lane : preset.lanes)
        lanes.append(toJson(lane));
    QJsonObject object{{u"preset"_s, preset.name}, {u"lanes"_s, lanes}};
    if (!preset.prompt.isEmpty())
        object.insert(u"prompt"_s, preset.prompt);
    return object;
}

std::expected<Preset, QString> presetFromJson(const QJsonObject &object)
{
    FieldReader fields(object);
    const Preset preset{.name = fields.takeText(u"preset"_s),
        .lanes = takeLanes(fields),
        .prompt = fields.takeOptionalText(u"prompt"_s)};
    fields.complainOfTheRest();
    if (!fields.error().isEmpty())
        return std::unexpected(fields.error());
    return preset;
}

std::expected<QByteArray, QString> writePreset(const Preset &preset)
{
    const QJsonObject object = toJson(preset);
    if (const QString key = keyInProfile(object); !key.isEmpty())
        return std::unexpected(key);
    return QJsonDocument(object).toJson();
}

std::expected<Preset, QString> readPreset(const QByteArray &text)
{
    const auto object = readProfile(text);
    if (!object)
        return std::unexpected(object.error());
    if (const QString key = keyInProfile(*object); !key.isEmpty())
        return std::unexpected(key);
    return presetFromJson(*object);
}

const QList<Preset> &ladders()
{
    static const QList<Preset> ladders = [] {
        QFile file(u":/ladders.json"_s);
        if (!file.open(QIODevice::ReadOnly))
            return QList<Preset>();
        QList<Preset> read;
        for (const QJsonValue &ladder : QJsonDocument::fromJson(file.readAll()).array()) {
            if (const auto preset = presetFromJson(ladder.toObject()))
                read.append(*preset);
        }
        return read;
    }();
    return ladders;
}

QDebug operator<<(QDebug debug, const Preset &preset)
{
    const QDebugStateSaver saver(debug);
    return debug.noquote() << QJsonDocument(toJson(preset)).toJson(QJsonDocument::Compact);
}

} // namespace Parlance
