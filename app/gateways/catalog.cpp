// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/catalog.h"

#include <QDir>
#include <QFile>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

Catalog Catalog::fromFolder(const QString &folder)
{
    Catalog catalog;
    const QDir dir(folder);
    const QStringList files = dir.entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const QString &file : files) {
        if (const auto added = catalog.add(dir.filePath(file)); !added)
            catalog.m_problems.append(u"%1: %2"_s.arg(file, added.error()));
    }
    return catalog;
}

Catalog Catalog::builtIn()
{
    return fromFolder(u":/gateways"_s);
}

const Gateway *Catalog::find(QStringView id) const
{
    const auto found = std::ranges::find(m_gateways, id, &Gateway::id);
    return found == m_gateways.cend() ? nullptr : &*found;
}

std::expected<void, QString> Catalog::add(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(file.errorString());
    const std::expected<Gateway, QString> gateway = parseGateway(file.readAll());
    if (!gateway)
        return std::unexpected(gateway.error());
    if (find(gateway->id))
        return std::unexpected(u"id: another gateway is already called \"%1\""_s.arg(gateway->id));
    m_gateways.append(*gateway);
    return {};
}

} // namespace Parlance
