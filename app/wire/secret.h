// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDebug>
#include <memory>

namespace Parlance {

/// An API key in memory. Nothing makes text of it unasked: it has no conversions, and debug output shows its
/// mask.
///
/// Copies share one buffer, which is overwritten when the last of them goes. That is as far as it reaches:
/// Qt's network stack and the widget a key is typed into make copies of their own.
class Secret
{
public:
    Secret() = default;
    /// White space around the key is no part of it. Overwrites the buffer of `key` if nobody else shares it.
    explicit Secret(QByteArray key);

    [[nodiscard]] bool isEmpty() const { return !m_bytes; }
    /// The key itself, as long as this lives. Only for the place that sends or stores it.
    [[nodiscard]] QByteArrayView reveal() const;
    /// "sk-…3f": enough to tell two keys apart. A short key shows nothing of itself.
    [[nodiscard]] QString masked() const;

    friend bool operator==(const Secret &left, const Secret &right)
    {
        return left.reveal() == right.reveal();
    }

private:
    std::shared_ptr<const QByteArray> m_bytes; ///< null if empty
};

QDebug operator<<(QDebug debug, const Secret &secret);

} // namespace Parlance
