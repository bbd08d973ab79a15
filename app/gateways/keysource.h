// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDebug>
#include <QString>
#include <optional>

namespace Parlance {

/// Where a key comes from. The settings save this, never the key.
struct KeySource
{
    enum class Kind { Environment, Keychain, Session };

    Kind kind = Kind::Environment;
    QString variable = {}; ///< the environment variable's name

    bool operator==(const KeySource &) const = default;

    /// "environment RUAPI_API_KEY", "keychain" or "session".
    [[nodiscard]] QString toString() const;
    /// Empty for a text in another form.
    [[nodiscard]] static std::optional<KeySource> fromString(QStringView text);
};

/// True for a name that an environment variable with a key may have: letters, digits and _, not beginning
/// with a digit (POSIX 3.216), with KEY, APIKEY, TOKEN, SECRET or PASSWORD between its underscores, in any
/// case. Keys are read from no other variable.
[[nodiscard]] bool isKeyVariable(QStringView name);

QDebug operator<<(QDebug debug, const KeySource &source);

} // namespace Parlance
