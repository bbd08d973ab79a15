// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/keysource.h"

#include <QStringList>
#include <QUrl>

namespace Parlance {

/// What the user answered to the question whether a key may go to an origin. Never a key: only its slot and
/// where it comes from.
struct KeyConsent
{
    QString slot;
    KeySource source;
    QString origin;            ///< as `originOf()` writes it
    bool isGiven = true;       ///< false if the key must not go there
    bool isForThisRun = false; ///< not written into the settings

    bool operator==(const KeyConsent &) const = default;
    /// True for an answer to the same question.
    [[nodiscard]] bool isAbout(const KeyConsent &other) const;
};

/// Scheme, host and port of a URL (RFC 6454 4): "https://example.org", "http://127.0.0.1:8080". The usual
/// port of the scheme is left out; a host that is not ASCII is written in punycode. Empty without a host.
[[nodiscard]] QString originOf(const QUrl &url);

/// Host and port of a URL, as in its origin: "example.org", "127.0.0.1:8080".
[[nodiscard]] QString hostOf(const QUrl &url);

/// The consents as the settings keep them, a JSON object each; without those for this run.
[[nodiscard]] QStringList toTexts(const QList<KeyConsent> &consents);
/// Leaves out what is not of that form.
[[nodiscard]] QList<KeyConsent> consentsFromTexts(const QStringList &texts);

} // namespace Parlance
