// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/gateway.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// How many segments `base` ends with that `path` begins with.
qsizetype overlap(const QStringList &base, const QStringList &path)
{
    qsizetype length = std::min(base.size(), path.size());
    while (base.last(length) != path.first(length))
        --length;
    return length;
}

QUrl join(const QUrl &base, const QString &path)
{
    if (base.isEmpty() || path.isEmpty())
        return {};
    QStringList segments = base.path(QUrl::FullyEncoded).split(u'/', Qt::SkipEmptyParts);
    const QStringList added = path.split(u'/', Qt::SkipEmptyParts);
    segments += added.sliced(overlap(segments, added));
    QUrl url = base;
    url.setPath(u'/' + segments.join(u'/'), QUrl::TolerantMode);
    url.setFragment({});
    return url;
}

} // namespace

QUrl Gateway::chatUrl(const QUrl &base) const
{
    return join(base, path);
}

QUrl Gateway::healthUrl(const QUrl &base) const
{
    return join(base, healthPath);
}

QString Gateway::useCase(const QString &model) const
{
    const auto tier = std::ranges::find(tiers, model, &Tier::model);
    return tier == tiers.cend() ? QString() : tier->useCase;
}

QDebug operator<<(QDebug debug, const Tier &tier)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << "Tier(" << tier.model << ", " << tier.useCase << ')';
}

QDebug operator<<(QDebug debug, const Gateway &gateway)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "Gateway(" << gateway.id << ", " << gateway.name << ", " << gateway.dialect << ", "
                    << gateway.baseUrl << ", path " << gateway.path << ", health " << gateway.healthPath
                    << ", auth " << static_cast<int>(gateway.auth) << ", " << gateway.tiers;
    if (gateway.inputLimit)
        debug << ", limit " << *gateway.inputLimit;
    return debug << ", docs " << gateway.documentation << ')';
}

} // namespace Parlance
