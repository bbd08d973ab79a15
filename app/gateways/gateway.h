// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDebug>
#include <QList>
#include <QString>
#include <QUrl>
#include <expected>
#include <optional>

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

/// A gateway's profile: everything that must be known to talk to it. Data, read from JSON; nothing switches
/// on `id`.
struct Gateway
{
    QString id;   ///< e.g. "ruflo"
    QString name; ///< e.g. "Ruflo"
    QString dialect;
    QUrl baseUrl;       ///< of the live service; empty where it is not known and the user must say (FF-01)
    QString path;       ///< exact, appended to the base URL without doubling a segment (X-07)
    QString healthPath; ///< what to ask after a 500, with GET (RF-25); empty if there is no such thing
    Auth auth = Auth::None;
    QList<Tier> tiers;                ///< the first is the default
    std::optional<qint64> inputLimit; ///< in bytes of UTF-8, soft (RF-26)
    QUrl documentation;

    bool operator==(const Gateway &) const = default;

    /// Where a chat request goes, below `base`: the live service or the embedded gateway. What `base` ends
    /// with and the path begins with is said once: below https://h/v1, /v1/messages is https://h/v1/messages.
    /// A query of `base` stays. Empty without a base.
    [[nodiscard]] QUrl chatUrl(const QUrl &base) const;
    /// Where the health of the service is asked for, below `base`; empty without a base or a health path.
    [[nodiscard]] QUrl healthUrl(const QUrl &base) const;
    /// What the model is for; empty for a model that is not one of the tiers.
    [[nodiscard]] QString useCase(const QString &model) const;
};

/// Reads one profile: a JSON object with the fields
///
///     id, name, dialect, path    text
///     base_url, documentation    an http or https URL; may be left out
///     health_path                text; may be left out
///     auth                       "none", "bearer" or "api-key"
///     tiers                      [{"model", "use_case"}], at least one
///     input_limit                bytes, more than 0; may be left out
///
/// The error says where it is and what is wrong: the line of a syntax error, the name of a field that is
/// missing, of the wrong type, out of range or unknown (so that a typo shows), as in `tiers[1].model:
/// expected text, got the number 7`.
[[nodiscard]] std::expected<Gateway, QString> parseGateway(const QByteArray &json);

QDebug operator<<(QDebug debug, const Tier &tier);
QDebug operator<<(QDebug debug, const Gateway &gateway);

} // namespace Parlance
