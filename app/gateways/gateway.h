// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>
#include <optional>
#include <utility>

namespace Parlance {

/// A model that a gateway offers, with what it is for.
struct Tier
{
    QString model;   ///< as it goes over the wire
    QString useCase; ///< one line, e.g. "Quick answers, no credit needed"

    bool operator==(const Tier &) const = default;
};

/// How a gateway takes its key.
enum class Auth { None, Bearer, ApiKeyHeader };

/// A gateway's profile: everything that must be known to talk to it. Data, read from JSON; nothing switches on `id`.
struct Gateway
{
    QString id;   ///< e.g. "ruflo"
    QString name; ///< e.g. "Ruflo"
    QString dialect;
    QUrl baseUrl; ///< of the live service; empty where it is not known and the user must say (FF-01)
    QString path; ///< exact, appended to the base URL without doubling a segment (X-07)
    Auth auth = Auth::None;
    QList<Tier> tiers; ///< the first is the default
    std::optional<qint64> inputLimit; ///< in bytes of UTF-8, soft (RF-26)
    QUrl documentation;

    bool operator==(const Gateway &) const = default;

    /// Where a chat request goes, below `base`: the live service or the embedded gateway.
    [[nodiscard]] QUrl chatUrl(const QUrl &base) const;
    [[nodiscard]] QString useCase(const QString &model) const;
};

} // namespace Parlance
