// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/endpoints/vectorreader.h"

#include "wire/jsonpuller.h"

#include <QtEndian>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr qsizetype MostBase64 = 16 * 1024 * 1024;

/// Memory for this many numbers is reserved at most, whatever a first vector promises.
constexpr qsizetype MostReserved = 16 * 1024 * 1024;

bool beginsNumber(QByteArrayView text)
{
    const auto isDigit = [&text](qsizetype at) {
        return text.size() > at && text[at] >= '0' && text[at] <= '9';
    };
    return isDigit(text.startsWith('-') ? 1 : 0);
}

/// A number beyond the reach of a float: infinite if it is too large, and 0 with its sign, or the nearest
/// subnormal one, if it is too small.
float farNumber(QByteArrayView text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.begin(), text.end(), value);
    if (error == std::errc())
        return float(value);
    const bool isSmall = text.contains("e-") || text.contains("E-");
    const float size = isSmall ? 0.0F : std::numeric_limits<float>::infinity();
    return text.startsWith('-') ? -size : size;
}

/// The nearest 32-bit float; NaN if the text is no number. Infinite beyond what 32 bits hold.
float floatOf(QByteArrayView text)
{
    float value = 0;
    if (!beginsNumber(text))
        return std::numeric_limits<float>::quiet_NaN();
    const auto [end, error] = std::from_chars(text.begin(), text.end(), value);
    if (end != text.end())
        return std::numeric_limits<float>::quiet_NaN();
    return error == std::errc() ? value : farNumber(text);
}

/// Names a value that is not what belongs there.
QString nameOf(char first, QByteArrayView text)
{
    switch (first) {
    case '"':
        return u"a text"_s;
    case '[':
        return u"a list"_s;
    case '{':
        return u"an object"_s;
    default:
        return QString::fromUtf8(text.first(std::min<qsizetype>(text.size(), 40)));
    }
}

bool isScalar(char first)
{
    return first != '"' && first != '[' && first != '{';
}

} // namespace

void VectorReader::read(JsonPuller &json, const QString &place)
{
    if (!m_problem.isEmpty())
        return;
    m_begin = std::ssize(m_vectors.values);
    const char first = json.peek();
    if (first == '"')
        readBase64(json, place);
    else if (first == '[')
        readNumbers(json, place);
    else
        fail(u"%1 is %2, and not a vector."_s.arg(
            place, nameOf(first, isScalar(first) ? json.token() : QByteArrayView())));
    if (json.fault().isEmpty())
        endVector(place);
}

void VectorReader::readNumbers(JsonPuller &json, const QString &place)
{
    for (json.open(); m_problem.isEmpty() && json.hasNext();) {
        const char first = json.peek();
        const QByteArrayView text = isScalar(first) ? json.token() : QByteArrayView();
        const float value = floatOf(text);
        if (std::isnan(value))
            complain(u"%1, and not a number"_s.arg(nameOf(first, text)), place);
        else if (std::isinf(value))
            complain(u"%1, which a 32-bit float cannot hold"_s.arg(nameOf(first, text)), place);
        m_vectors.values.push_back(value);
    }
}

void VectorReader::readBase64(JsonPuller &json, const QString &place)
{
    m_hasReadBase64 = true;
    const auto decoded =
        QByteArray::fromBase64Encoding(json.string(MostBase64), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return fail(u"%1 is a text, and not base64."_s.arg(place));
    const QByteArray &bytes = decoded.decoded;
    if (bytes.size() % qsizetype(sizeof(float)) != 0)
        return fail(u"%1 has %2 bytes of base64, which are no 32-bit floats."_s.arg(place).arg(bytes.size()));
    for (qsizetype at = 0; at < bytes.size() && m_problem.isEmpty(); at += sizeof(float)) {
        const float value = qFromLittleEndian<float>(bytes.constData() + at);
        if (!std::isfinite(value))
            complain(u"%1, and not a number"_s.arg(std::isnan(value) ? u"NaN"_s : u"Infinity"_s), place);
        m_vectors.values.push_back(value);
    }
}

/// Of the number that comes next.
void VectorReader::complain(const QString &what, const QString &place)
{
    fail(u"%1[%2] is %3."_s.arg(place).arg(std::ssize(m_vectors.values) - m_begin).arg(what));
}

void VectorReader::endVector(const QString &place)
{
    const qsizetype size = std::ssize(m_vectors.values) - m_begin;
    if (!m_problem.isEmpty())
        return;
    if (size == 0)
        return fail(u"%1 is empty."_s.arg(place));
    if (m_begin == 0) {
        m_firstPlace = place;
        m_vectors.dimension = size;
        m_vectors.values.reserve(size_t(std::min(MostReserved, m_expected * size)));
    } else if (size != m_vectors.dimension) {
        fail(u"%1 has %2 numbers, and %3 has %4."_s.arg(place)
                .arg(size)
                .arg(m_firstPlace)
                .arg(m_vectors.dimension));
    }
}

void VectorReader::fail(const QString &problem)
{
    if (m_problem.isEmpty())
        m_problem = problem;
}

} // namespace Parlance
