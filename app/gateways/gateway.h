// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/requestshape.h"
#include "wire/answerhead.h"

#include <QJsonValue>
#include <QUrl>
#include <expected>

namespace Parlance {

/// A model that a gateway offers, with what it is for.
struct Tier
{
    QString model;   ///< as it goes over the wire; empty where the gateway chooses it
    QString useCase; ///< one line, e.g. "Quick answers, no credit needed"

    bool operator==(const Tier &) const = default;
};

/// How a gateway takes its key: not at all, as `Authorization: Bearer KEY`, or as `x-api-key: KEY`.
enum class Auth { None, Bearer, ApiKeyHeader };

/// A field of the request that the gateway documents.
struct Parameter
{
    QString name;             ///< as it goes over the wire, e.g. "max_tokens"
    QJsonValue fallback = {}; ///< what holds when it is not sent; undefined where that is not stated
    std::optional<double> minimum = {};
    std::optional<double> maximum = {};
    bool required = false;

    bool operator==(const Parameter &) const = default;
};

/// What is known of a gateway's keys. Never a key itself, but for the one of the embedded gateway.
struct KeyRules
{
    QString slot = {};     ///< profiles that take the same key name the same slot (RA-03)
    QString variable = {}; ///< the environment variable it is looked for in
    bool variableStated =
        false;               ///< the gateway's documentation names that variable; otherwise the name is ours
    QString prefix = {};     ///< what every key begins with; empty where that is not stated
    QString demo = {};       ///< what the embedded gateway accepts
    bool isOptional = false; ///< a server that may take requests without a key
    QString advice = {};     ///< where the key is found, in a sentence

    bool operator==(const KeyRules &) const = default;
};

/// What a gateway says it takes. What it does not say is empty.
struct Limits
{
    std::optional<qint64> characters = {};        ///< of the prompt (FF-28)
    std::optional<qint64> requestsPerMinute = {}; ///< by default, where it can be configured (FF-38)
    std::optional<qint64> tokensPerDay = {};      ///< by default (FF-39)

    bool operator==(const Limits &) const = default;
};

/// A gateway's profile: everything that must be known to talk to it. Data, read from JSON; nothing switches
/// on `id`.
struct Gateway
{
    QString id;            ///< e.g. "ruapi-claude"
    QString name;          ///< e.g. "RuAPI"
    QString protocol = {}; ///< tells the profiles of one gateway apart, e.g. "Claude protocol"
    QString dialect;
    QUrl baseUrl; ///< of the live service; empty where it is not known and the user must say (FF-01)
    QString path; ///< exact, appended to the base URL without doubling a segment (X-07, RO-18)
    QString modelsPath = {}; ///< where the models are listed, with GET (RA-37, RL-21); empty if nowhere
    QString healthPath;      ///< what to ask after a 500, with GET (RF-25); empty if there is no such thing
    Auth auth = Auth::None;
    QList<Auth> authChoices = {}; ///< where the gateway takes several forms (RA-20)
    RawHeaders headers = {};      ///< sent with every request
    RequestShape shape = {};
    QList<Tier> tiers; ///< the first is the default; empty where only the server knows its models
    QList<Parameter> parameters = {}; ///< the ones that are documented
    std::optional<qint64> inputLimit; ///< in bytes of UTF-8, soft (RF-26)
    Limits limits = {};
    KeyRules key = {};
    QString hint = {};      ///< when to choose this profile, in a sentence (RA-32)
    QStringList notes = {}; ///< what the user must know before sending, a sentence each
    QUrl documentation;

    bool operator==(const Gateway &) const = default;

    /// "RuAPI · Claude protocol".
    [[nodiscard]] QString fullName() const;
    /// The model of the first tier; empty without one.
    [[nodiscard]] QString defaultModel() const;
    /// What the model is for; empty for a model that is not one of the tiers.
    [[nodiscard]] QString useCase(const QString &model) const;
    /// Null for one that is not documented.
    [[nodiscard]] const Parameter *parameter(QStringView name) const;
    /// True if every request must name a model: the gateway neither chooses it by itself nor has one for
    /// requests that name none.
    [[nodiscard]] bool needsModel() const;
    [[nodiscard]] bool takesKey() const { return auth != Auth::None; }
    /// True for a server that is reached at a loopback address.
    [[nodiscard]] bool isOnThisComputer() const;

    /// Where a chat request goes, below `base`: the live service or the embedded gateway. What `base` ends
    /// with and the path begins with is said once: below https://h/v1, /v1/messages is https://h/v1/messages.
    /// A query of `base` stays. Empty without a base.
    [[nodiscard]] QUrl chatUrl(const QUrl &base) const;
    /// Where the models are listed, below `base`; empty without a base or a models path.
    [[nodiscard]] QUrl modelsUrl(const QUrl &base) const;
    /// Where the health of the service is asked for, below `base`; empty without a base or a health path.
    [[nodiscard]] QUrl healthUrl(const QUrl &base) const;
};

/// True for a host name or address that means this computer.
[[nodiscard]] bool isLoopback(const QUrl &url);

QDebug operator<<(QDebug debug, const Tier &tier);
QDebug operator<<(QDebug debug, const Parameter &parameter);
QDebug operator<<(QDebug debug, const Gateway &gateway);

} // namespace Parlance
