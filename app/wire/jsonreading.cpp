// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/jsonreading.h"

#include "wire/json.h"
#include "wire/utf8text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <array>
#include <cmath>

namespace Parlance {

namespace {

/// Does what `tamedJson()` says.
class Tamer
{
public:
    explicit Tamer(QByteArrayView text)
        : m_text(text)
    {
    }

    [[nodiscard]] QByteArray tamed()
    {
        while (m_at < m_text.size()) {
            if (m_text[m_at] == '"')
                copyString();
            else if (const qsizetype size = sizeOfNumber(); size > 0)
                copyNumber(size);
            else
                m_tamed += m_text[m_at++];
        }
        return std::move(m_tamed);
    }

private:
    void copyString()
    {
        m_tamed += m_text[m_at++];
        while (m_at < m_text.size() && m_text[m_at] != '"') {
            const bool isEscape = m_text[m_at] == '\\';
            m_tamed += m_text[m_at++];
            if (isEscape && m_at < m_text.size())
                m_tamed += m_text[m_at++];
        }
        if (m_at < m_text.size())
            m_tamed += m_text[m_at++];
    }

    /// 0 if no number, nor a word for one, begins here.
    [[nodiscard]] qsizetype sizeOfNumber() const
    {
        constexpr std::array<QByteArrayView, 5> words{"NaN", "Infinity", "-Infinity", "nan", "inf"};
        const QByteArrayView rest = m_text.sliced(m_at);
        for (const QByteArrayView word : words) {
            if (rest.startsWith(word))
                return word.size();
        }
        const auto isPart = [](char c) {
            return (c >= '0' && c <= '9') || QByteArrayView("+-.eE").contains(c);
        };
        const bool begins = rest.front() == '-' || (rest.front() >= '0' && rest.front() <= '9');
        return begins ? std::ranges::find_if_not(rest, isPart) - rest.begin() : 0;
    }

    void copyNumber(qsizetype size)
    {
        const QByteArrayView number = m_text.sliced(m_at, size);
        bool fits = false;
        const double value = number.toDouble(&fits);
        m_tamed += fits && std::isfinite(value) ? number : QByteArrayView("null");
        m_at += size;
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
    QByteArray m_tamed;
};

} // namespace

QByteArray tamedJson(QByteArrayView bytes)
{
    return Tamer(bytes).tamed();
}

namespace {

QJsonDocument parseUtf8(QByteArrayView bytes, QJsonParseError &error)
{
    const QJsonDocument document =
        QJsonDocument::fromJson(QByteArray::fromRawData(bytes.data(), bytes.size()), &error);
    if (error.error != QJsonParseError::IllegalUTF8String)
        return document;
    return QJsonDocument::fromJson(textFromUtf8(bytes).toUtf8(), &error);
}

QJsonDocument parse(QByteArrayView bytes)
{
    QJsonParseError error;
    const QJsonDocument document = parseUtf8(bytes, error);
    using enum QJsonParseError::ParseError;
    const bool isNumber = error.error == IllegalNumber || error.error == IllegalValue;
    return isNumber ? parseUtf8(tamedJson(bytes), error) : document;
}

} // namespace

std::optional<QJsonValue> readJson(QByteArrayView bytes)
{
    const QJsonDocument document = parse(bytes);
    if (document.isObject())
        return document.object();
    if (document.isArray())
        return document.array();
    return std::nullopt;
}

qsizetype sizeOfFirstJson(QByteArrayView bytes)
{
    const auto [document, fault] = JsonDocument::readPart(bytes.toByteArray());
    if (!fault)
        return bytes.size();
    return fault->reason == JsonFault::Reason::TextAfterTheEnd ? fault->offset : 0;
}

bool isCutJson(QByteArrayView bytes)
{
    const auto [document, fault] = JsonDocument::readPart(bytes.toByteArray());
    if (!fault || document.isEmpty() || fault->reason == JsonFault::Reason::TextAfterTheEnd)
        return false;
    constexpr qsizetype longestWord = 6; // a word, a number or an escape may be cut, too
    const QByteArrayView rest = bytes.sliced(fault->offset);
    return rest.size() < longestWord &&
           std::ranges::none_of(rest, [](char c) { return QByteArrayView("{}[]\":, \n").contains(c); });
}

QJsonObject firstObject(const QJsonValue &value)
{
    return value.isArray() ? value.toArray().first().toObject() : value.toObject();
}

bool saysSomething(const QJsonValue &value)
{
    if (value.isArray())
        return std::ranges::any_of(value.toArray(), saysSomething);
    if (value.isObject())
        return std::ranges::any_of(value.toObject(), saysSomething);
    return value.toBool() || value.toDouble() != 0 || !value.toString().trimmed().isEmpty();
}

std::optional<qint64> readInteger(const QJsonValue &value)
{
    constexpr double exactlyWhole = 9007199254740992.0; // 2^53
    const std::optional<double> number = readNumber(value);
    if (!number || std::trunc(*number) != *number || std::abs(*number) > exactlyWhole)
        return std::nullopt;
    return static_cast<qint64>(*number);
}

std::optional<double> readNumber(const QJsonValue &value)
{
    if (!value.isString())
        return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
    bool isNumber = false;
    const double number = value.toString().toDouble(&isNumber);
    return isNumber && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

QString readString(const QJsonObject &object, std::initializer_list<QLatin1StringView> names)
{
    for (const QLatin1StringView name : names) {
        if (const QString text = object.value(name).toString(); !text.isEmpty())
            return text;
    }
    return {};
}

} // namespace Parlance
