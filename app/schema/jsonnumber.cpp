// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/jsonnumber.h"

#include <algorithm>

namespace Parlance {

namespace {

/// Beyond it all numbers are alike: no text has that many digits.
constexpr qint64 LargestExponent = 1'000'000'000'000'000;
/// A divisor with as many digits leaves remainders that fit into 64 bits, times ten.
constexpr qsizetype MostDivisorDigits = 18;
/// After so many zeros behind a number, more do not change whether it can be divided: 2^60 > 10^18.
constexpr qint64 TellingZeros = 60;

qint64 exponentOf(QByteArrayView text)
{
    bool ok = false;
    const qint64 exponent = text.toLongLong(&ok);
    if (ok || text.isEmpty())
        return std::clamp(exponent, -LargestExponent, LargestExponent);
    return text.startsWith('-') ? -LargestExponent : LargestExponent;
}

} // namespace

JsonNumber::JsonNumber(QByteArrayView text)
    : m_negative(text.startsWith('-'))
{
    const auto isE = [](char c) {
        return c == 'e' || c == 'E';
    };
    const qsizetype mantissaEnd = std::ranges::find_if(text, isE) - text.begin();
    if (mantissaEnd < text.size())
        m_exponent = exponentOf(text.sliced(mantissaEnd + 1));
    bool isFraction = false;
    for (const char c : text.first(mantissaEnd)) {
        if (c == '.')
            isFraction = true;
        if (c < '0' || c > '9')
            continue;
        m_exponent -= isFraction ? 1 : 0;
        if (c != '0' || !m_digits.isEmpty())
            m_digits += c;
    }
    while (m_digits.endsWith('0')) {
        m_digits.chop(1);
        ++m_exponent;
    }
    if (m_digits.isEmpty()) {
        m_negative = false;
        m_exponent = 0;
    }
}

std::strong_ordering JsonNumber::compareMagnitude(const JsonNumber &other) const
{
    const auto byPlace = m_digits.size() + m_exponent <=> other.m_digits.size() + other.m_exponent;
    return byPlace != 0 ? byPlace : m_digits.compare(other.m_digits) <=> 0;
}

std::strong_ordering JsonNumber::operator<=>(const JsonNumber &other) const
{
    if (sign() != other.sign() || sign() == 0)
        return sign() <=> other.sign();
    return m_negative ? other.compareMagnitude(*this) : compareMagnitude(other);
}

bool JsonNumber::isMultipleOf(const JsonNumber &divisor) const
{
    if (divisor.sign() <= 0)
        return false;
    if (m_digits.isEmpty())
        return true;
    const qint64 zeros = m_exponent - divisor.m_exponent;
    if (zeros < 0 || divisor.m_digits.size() > MostDivisorDigits)
        return m_digits == divisor.m_digits && zeros == 0;
    const quint64 by = divisor.m_digits.toULongLong();
    quint64 rest = 0;
    for (const char digit : m_digits)
        rest = (rest * 10 + static_cast<quint64>(digit - '0')) % by;
    for (qint64 i = 0; i < std::min(zeros, TellingZeros); ++i)
        rest = rest * 10 % by;
    return rest == 0;
}

QByteArray JsonNumber::canonical() const
{
    return (m_negative ? "-" : "+") + m_digits + 'e' + QByteArray::number(m_exponent);
}

} // namespace Parlance
