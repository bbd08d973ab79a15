// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/catalog.h"

#include "gateways/gatewayjson.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>
#include <QStandardPaths>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

std::expected<QJsonObject, QString> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(file.errorString());
    return readProfile(file.readAll());
}

/// `below`, overridden by the fields of `above`; null removes a field.
QJsonObject merged(QJsonObject below, const QJsonObject &above)
{
    for (auto field = above.constBegin(); field != above.constEnd(); ++field) {
        if (field.value().isNull())
            below.remove(field.key());
        else
            below.insert(field.key(), field.value());
    }
    return below;
}

/// The fields that turn `original` into `profile`, without the id.
QJsonObject difference(const QJsonObject &profile, const QJsonObject &original)
{
    QJsonObject different;
    for (auto field = profile.constBegin(); field != profile.constEnd(); ++field) {
        if (original.value(field.key()) != field.value())
            different.insert(field.key(), field.value());
    }
    for (const QString &name : original.keys()) {
        if (!profile.contains(name))
            different.insert(name, QJsonValue::Null);
    }
    return different;
}

std::expected<void, QString> writeFile(const QString &path, const QJsonObject &profile)
{
    QSaveFile file(path);
    if (!QDir().mkpath(QFileInfo(path).path()) || !file.open(QIODevice::WriteOnly))
        return std::unexpected(u"%1: %2"_s.arg(path, file.errorString()));
    file.write(QJsonDocument(profile).toJson());
    if (!file.commit())
        return std::unexpected(u"%1: %2"_s.arg(path, file.errorString()));
    return {};
}

} // namespace

Catalog Catalog::fromFolder(const QString &folder)
{
    Catalog catalog;
    catalog.readFolder(folder);
    return catalog;
}

Catalog Catalog::builtIn()
{
    Catalog catalog = fromFolder(u":/gateways"_s);
    for (const Gateway &gateway : std::as_const(catalog.m_gateways))
        catalog.m_builtIn.insert(gateway.id, gateway);
    catalog.m_files.clear();
    return catalog;
}

Catalog Catalog::load(const QString &userFolder)
{
    Catalog catalog = builtIn();
    catalog.readFolder(userFolder);
    return catalog;
}

QString Catalog::userFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + u"/gateways"_s;
}

void Catalog::readFolder(const QString &folder)
{
    m_folder = folder;
    const QDir dir(folder);
    const QStringList files = dir.entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const QString &file : files) {
        if (const auto added = addFile(dir.filePath(file)); !added)
            m_problems.append(u"%1: %2"_s.arg(file, added.error()));
    }
}

const Gateway *Catalog::find(QStringView id) const
{
    const auto found = std::ranges::find(m_gateways, id, &Gateway::id);
    return found == m_gateways.cend() ? nullptr : &*found;
}

QString Catalog::dialectAt(const QUrl &url) const
{
    const auto known = std::ranges::find_if(m_gateways, [path = url.path()](const Gateway &gateway) {
        return !gateway.path.isEmpty() && path.endsWith(gateway.path);
    });
    return known == m_gateways.end() ? QString() : known->dialect;
}

const Gateway *Catalog::firstOfSlot(QStringView slot) const
{
    const auto found = std::ranges::find_if(m_gateways,
        [slot](const Gateway &gateway) { return gateway.takesKey() && gateway.key.slot == slot; });
    return found == m_gateways.cend() ? nullptr : &*found;
}

std::expected<void, QString> Catalog::addFile(const QString &path)
{
    const auto profile = readFile(path);
    if (!profile)
        return std::unexpected(profile.error());
    const auto below = m_builtIn.constFind(profile->value("id"_L1).toString());
    const QJsonObject whole = below == m_builtIn.cend() ? *profile : merged(gatewayToJson(*below), *profile);
    return gatewayFromJson(whole).and_then([&](const Gateway &gateway) { return add(gateway, path); });
}

std::expected<void, QString> Catalog::add(const Gateway &gateway, const QString &path)
{
    const auto place = std::ranges::find(m_gateways, gateway.id, &Gateway::id);
    if (place != m_gateways.cend() && (!isBuiltIn(gateway.id) || hasUserFile(gateway.id)))
        return std::unexpected(u"id: another gateway is already called \"%1\""_s.arg(gateway.id));
    if (const auto checked = checkVariable(gateway); !checked)
        return checked;
    if (place == m_gateways.cend())
        m_gateways.append(gateway);
    else
        *place = gateway;
    m_files.insert(gateway.id, path);
    return {};
}

std::expected<void, QString> Catalog::checkVariable(const Gateway &gateway) const
{
    const auto other = std::ranges::find_if(m_gateways, [&gateway](const Gateway &known) {
        return known.key.variable == gateway.key.variable && known.key.slot != gateway.key.slot;
    });
    if (gateway.key.variable.isEmpty() || other == m_gateways.cend())
        return {};
    return std::unexpected(
        u"key_variable: %1 holds the key of %2 already"_s.arg(gateway.key.variable, other->name));
}

Gateway Catalog::original(const Gateway &gateway) const
{
    return m_builtIn.value(gateway.id, gateway);
}

QString Catalog::freeId(const QString &wish) const
{
    QString id = wish;
    for (int number = 2; find(id); ++number)
        id = u"%1-%2"_s.arg(wish).arg(number);
    return id;
}

QString Catalog::pathFor(const QString &id) const
{
    if (hasUserFile(id))
        return m_files.value(id);
    QString path = u"%1/%2.json"_s.arg(m_folder, id);
    for (int number = 2; QFile::exists(path); ++number) // keeps an invalid file for the user to repair
        path = u"%1/%2-%3.json"_s.arg(m_folder, id).arg(number);
    return path;
}

std::expected<void, QString> Catalog::save(const Gateway &gateway) const
{
    QJsonObject profile = gatewayToJson(gateway);
    if (const auto readBack = gatewayFromJson(profile); !readBack)
        return std::unexpected(readBack.error());
    if (isBuiltIn(gateway.id)) {
        profile = difference(profile, gatewayToJson(m_builtIn.value(gateway.id)));
        if (profile.isEmpty())
            return removeUserFile(gateway.id);
        profile.insert(u"id"_s, gateway.id);
    }
    return writeFile(pathFor(gateway.id), profile);
}

std::expected<void, QString> Catalog::removeUserFile(const QString &id) const
{
    QFile file(m_files.value(id));
    if (!hasUserFile(id) || !file.exists() || file.remove())
        return {};
    return std::unexpected(u"%1: %2"_s.arg(file.fileName(), file.errorString()));
}

} // namespace Parlance
