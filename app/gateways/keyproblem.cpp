// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/keyproblem.h"

#include "gateways/catalog.h"

#include <QCoreApplication>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::KeyProblem)

public:
    static QString notAKey()
    {
        return tr("The key has white space or other characters within it that no key has. Copy it again, as "
                  "one line.");
    }

    static QString foreign(const Gateway &gateway, const Gateway &owner)
    {
        return withAdvice(tr("A key that begins with \"%1\" belongs to %2, not to %3.")
                              .arg(owner.key.prefix, owner.fullName(), gateway.fullName()),
            gateway);
    }

    static QString otherPrefix(const Gateway &gateway)
    {
        return withAdvice(
            tr("%1 keys start with \"%2\". This one does not.").arg(gateway.fullName(), gateway.key.prefix),
            gateway);
    }

    static QString open(const QUrl &url)
    {
        return tr("The address %1 is not encrypted: anyone on the network can read the key. Use https.")
            .arg(url.toDisplayString(QUrl::RemovePath | QUrl::RemoveQuery));
    }

private:
    static QString withAdvice(const QString &words, const Gateway &gateway)
    {
        return gateway.key.advice.isEmpty() ? words : words + u' ' + gateway.key.advice;
    }
};

bool canBeKey(QByteArrayView key)
{
    return std::ranges::all_of(key, [](char c) { return c > ' ' && c < 0x7f; });
}

/// True for a prefix that too many services share to identify one.
bool isCommon(const QString &prefix)
{
    return prefix == "sk-"_L1;
}

/// The gateway with the longest key prefix that the key has, or null.
const Gateway *ownerOf(QByteArrayView key, const Catalog &catalog)
{
    const Gateway *owner = nullptr;
    for (const Gateway &gateway : catalog.gateways()) {
        const QString &prefix = gateway.key.prefix;
        if (!prefix.isEmpty() && key.startsWith(prefix.toLatin1()) &&
            (!owner || prefix.size() > owner->key.prefix.size()))
            owner = &gateway;
    }
    return owner;
}

bool isForeign(const Gateway &gateway, const Gateway &owner)
{
    const bool sameKeys = owner.key.slot == gateway.key.slot || owner.key.prefix == gateway.key.prefix;
    const bool samePlace = !owner.baseUrl.isEmpty() &&
                           owner.baseUrl.authority() == gateway.baseUrl.authority() &&
                           owner.path == gateway.path;
    return !sameKeys && !samePlace && !isCommon(owner.key.prefix);
}

} // namespace

std::optional<KeyProblem> keyProblem(
    const Secret &key, const Gateway &gateway, const QUrl &url, const Catalog &catalog)
{
    if (key.isEmpty())
        return {};
    if (!canBeKey(key.reveal()))
        return KeyProblem{.words = Words::notAKey()};
    QStringList doubts;
    if (url.scheme() == "http"_L1 && !isLoopback(url))
        doubts << Words::open(url);
    const Gateway *owner = ownerOf(key.reveal(), catalog);
    if (owner && isForeign(gateway, *owner))
        doubts << Words::foreign(gateway, *owner);
    else if (!key.reveal().startsWith(gateway.key.prefix.toLatin1()))
        doubts << Words::otherPrefix(gateway);
    return doubts.isEmpty() ? std::nullopt
                            : std::optional(KeyProblem{.words = doubts.join(u' '), .isQuestion = true});
}

} // namespace Parlance
