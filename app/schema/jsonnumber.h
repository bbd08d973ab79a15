// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <compare>

namespace Parlance {

/// A number of a JSON text, exact: of any size and with all its digits.
class JsonNumber
{
public:
    JsonNumber() = default;
    /// `text` must be a number as in RFC 8259 6.
    explicit JsonNumber(QByteArrayView text);

    [[nodiscard]] bool isInteger() const { return m_exponent >= 0; }
    /// False if the divisor is not above 0. A divisor of more than 18 digits is compared only by value.
    [[nodiscard]] bool isMultipleOf(const JsonNumber &divisor) const;
    /// Equal for equal numbers, however they are written.
    [[nodiscard]] QByteArray canonical() const;

    [[nodiscard]] std::strong_ordering operator<=>(const JsonNumber &other) const;
    bool operator==(const JsonNumber &) const = default;

private:
    [[nodiscard]] int sign() const { return m_digits.isEmpty() ? 0 : m_negative ? -1 : 1; }
    [[nodiscard]] std::strong_ordering compareMagnitude(const JsonNumber &other) const;

    bool m_negative = false;
    QByteArray m_digits;   ///< without zeros at either end; empty for 0
    qint64 m_exponent = 0; ///< of the last digit
};

} // namespace Parlance
