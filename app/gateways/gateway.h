// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/endpointkind.h"
#include "gateways/requestshape.h"
#include "wire/answerhead.h"

#include <QJsonValue>
#include <QMap>
#include <QUrl>
#include <expected>

namespace Parlance {

/// A model that a gateway offers, and its purpose.
struct Tier
{
    QString model;   ///< as sent; empty if the gateway chooses it
    QString useCase; ///< one line, e.g. "Quick answers, no credit needed"

    bool operator==(const Tier &) const = default;
};

/// How a gateway takes its key: not at all, as `Authorization: Bearer KEY`, or as `x-api-key: KEY`.
enum class Auth { None, Bearer, ApiKeyHeader };

/// A field of the request that the gateway documents.
struct Parameter
{
    QString name;             ///< as sent, e.g. "max_tokens"
    QJsonValue fallback = {}; ///< the gateway's default; undefined if not documented
    std::optional<double> minimum = {};
    std::optional<double> maximum = {};
    bool required = false;

    bool operator==(const Parameter &) const = default;
};

/// What is known about a gateway's keys. Holds no key except the embedded gateway's.
struct KeyRules
{
    QString slot = {};     ///< profiles that take the same key name the same slot (RA-03)
    QString variable = {}; ///< the environment variable that holds the key
    bool variableStated =
        false;               ///< the gateway's documentation names that variable; otherwise the name is ours
    QString prefix = {};     ///< what every key begins with; empty if not documented
    QString demo = {};       ///< the key that the embedded gateway accepts
    bool isOptional = false; ///< the server may accept requests without a key
    QString advice = {};     ///< where to get a key, in a sentence

    bool operator==(const KeyRules &) const = default;
};

/// A gateway's documented limits. Empty where it documents none.
struct Limits
{
    std::optional<qint64> characters = {};        ///< of the prompt (FF-28)
    std::optional<qint64> requestsPerMinute = {}; ///< the default, if it can be configured (FF-38)
    std::optional<qint64> tokensPerDay = {};      ///< the default (FF-39)

    bool operator==(const Limits &) const = default;
};

/// A gateway's profile: everything needed to talk to it. Data read from JSON; no code branches on `id`.
struct Gateway
{
    QString id;            ///< e.g. "ruapi-claude"
    QString name;          ///< e.g. "RuAPI"
    QString protocol = {}; ///< tells the profiles of one gateway apart, e.g. "Claude protocol"
    QString dialect;
    QUrl baseUrl; ///< of the live service; empty if unknown, then the user must give it (FF-01)
    QString path; ///< exact, below the base URL: see urlBelow() (X-07, RO-18)
    QMap<EndpointKind, Endpoint> endpoints = {}; ///< those that it has besides chat
    QString healthPath; ///< health check after a 500, with GET (RF-25); empty if there is none
    Auth auth = Auth::None;
    QList<Auth> authChoices = {}; ///< if the gateway takes several forms (RA-20)
    RawHeaders headers = {};      ///< sent with every request
    RequestShape shape = {};
    QList<Tier> tiers;                ///< the first is the default; empty if only the server knows its models
    QList<Parameter> parameters = {}; ///< the documented ones
    std::optional<qint64> inputLimit; ///< in bytes of UTF-8, a soft limit (RF-26)
    Limits limits = {};
    KeyRules key = {};
    QString hint = {};      ///< when to choose this profile, in a sentence (RA-32)
    QStringList notes = {}; ///< what the user must know before sending, one sentence each
    QUrl documentation;

    bool operator==(const Gateway &) const = default;

    /// "RuAPI · Claude protocol".
    [[nodiscard]] QString fullName() const;
    /// The model of the first tier; empty without tiers.
    [[nodiscard]] QString defaultModel() const;
    /// What the model is for; empty for a model outside the tiers.
    [[nodiscard]] QString useCase(const QString &model) const;
    /// Null if not documented.
    [[nodiscard]] const Parameter *parameter(QStringView name) const;
    /// True if every request must name a model: the gateway neither chooses one nor has a default.
    [[nodiscard]] bool needsModel() const;
    [[nodiscard]] bool takesKey() const { return auth != Auth::None; }
    /// True for a server at a loopback address.
    [[nodiscard]] bool isOnThisComputer() const;

    /// The URL of chat requests below `base`, the live service or the embedded gateway, as `urlBelow()` fits
    /// them together. Empty without a base.
    [[nodiscard]] QUrl chatUrl(const QUrl &base) const;
    /// The URL of an endpoint below `base`; empty without a base or if the gateway has no such endpoint.
    [[nodiscard]] QUrl endpointUrl(EndpointKind kind, const QUrl &base) const;
    /// The URL of the health check below `base`; empty without a base or a health path.
    [[nodiscard]] QUrl healthUrl(const QUrl &base) const;
};

/// True if the URL's host is this computer.
[[nodiscard]] bool isLoopback(const QUrl &url);

QDebug operator<<(QDebug debug, const Tier &tier);
QDebug operator<<(QDebug debug, const Parameter &parameter);
QDebug operator<<(QDebug debug, const Gateway &gateway);

} // namespace Parlance
