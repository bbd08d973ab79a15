// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/keysource.h"

#include <QStringList>
#include <QUrl>

namespace Parlance {

/// The user's decision whether a key may be sent to an origin. Holds the slot and the source of the key,
/// never the key.
struct KeyConsent
{
    QString slot;
    KeySource source;
    QString origin;            ///< as `originOf()` writes it
    bool isGiven = true;       ///< false if the key must not be sent there
    bool isForThisRun = false; ///< not saved in the settings

    bool operator==(const KeyConsent &) const = default;
    /// True if both answer the same question.
    [[nodiscard]] bool hasSameQuestion(const KeyConsent &other) const;
};

/// Scheme, host and port of a URL (RFC 6454 4): "https://example.org", "http://127.0.0.1:8080". Omits the
/// scheme's default port and writes a non-ASCII host in punycode. Empty without a host.
[[nodiscard]] QString originOf(const QUrl &url);

/// Host and port of a URL, spelled as in its origin: "example.org", "127.0.0.1:8080".
[[nodiscard]] QString hostOf(const QUrl &url);

/// The consents for the settings, one JSON object each, without those for this run only.
[[nodiscard]] QStringList toTexts(const QList<KeyConsent> &consents);
/// Reads such texts and skips those of another form.
[[nodiscard]] QList<KeyConsent> consentsFromTexts(const QStringList &texts);

} // namespace Parlance
