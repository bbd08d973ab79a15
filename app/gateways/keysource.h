// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDebug>
#include <QString>
#include <optional>

namespace Parlance {

/// Where a key comes from. This is what the settings remember, never the key.
struct KeySource
{
    enum class Kind { Environment, Keychain, Session };

    Kind kind = Kind::Environment;
    QString variable = {}; ///< of the environment

    bool operator==(const KeySource &) const = default;

    /// "environment RUAPI_API_KEY", "keychain" or "session".
    [[nodiscard]] QString toString() const;
    /// Empty for a text that is not of that form.
    [[nodiscard]] static std::optional<KeySource> fromString(QStringView text);
};

/// True for the name of an environment variable that a key is read from: letters, digits and _, not beginning
/// with a digit (POSIX 3.216), with one of the words KEY, APIKEY, TOKEN, SECRET or PASSWORD between its
/// underscores, in any case. No other variable is ever read as a key.
[[nodiscard]] bool isKeyVariable(QStringView name);

QDebug operator<<(QDebug debug, const KeySource &source);

} // namespace Parlance
