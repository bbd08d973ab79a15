// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDebug>
#include <memory>

namespace Parlance {

/// An API key in memory. It has no implicit conversion to text, and debug output shows its mask.
///
/// Copies share one buffer, which is left out of core dumps and overwritten when the last of them is
/// destroyed. This does not cover the copies that the network and the input widget make.
class Secret
{
public:
    Secret() = default;
    /// Trims white space around the key. Overwrites the buffer of `key` unless it is shared.
    explicit Secret(QByteArray key);

    [[nodiscard]] bool isEmpty() const { return !m_bytes; }
    /// The key itself, valid as long as this object. Only for the code that sends or stores it.
    [[nodiscard]] QByteArrayView reveal() const;
    /// "sk-…3f": enough to tell two keys apart. Reveals nothing of a short key.
    [[nodiscard]] QString masked() const;

    friend bool operator==(const Secret &left, const Secret &right)
    {
        return left.reveal() == right.reveal();
    }

private:
    class Bytes;
    std::shared_ptr<const Bytes> m_bytes; ///< null if empty
};

QDebug operator<<(QDebug debug, const Secret &secret);

} // namespace Parlance
