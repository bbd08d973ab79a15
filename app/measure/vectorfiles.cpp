// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/vectorfiles.h"

#include "measure/plaintable.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtEndian>
#include <array>
#include <bit>
#include <charconv>

namespace Parlance {

namespace {

constexpr qsizetype ByteLengthOfNumber = 14; ///< as text, with a comma: mostly less

void append(QByteArray &text, float value)
{
    std::array<char, 32> digits;
    const auto end = std::to_chars(digits.begin(), digits.end(), value).ptr;
    text.append(digits.data(), end - digits.data());
}

void append(QByteArray &text, std::span<const float> vector)
{
    for (size_t i = 0; i < vector.size(); ++i) {
        if (i > 0)
            text += ',';
        append(text, vector[i]);
    }
}

QByteArray jsonOf(const QString &text)
{
    const QByteArray list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return list.sliced(1, list.size() - 2);
}

/// With its length in front, and filled up with blanks so that the numbers are aligned.
QByteArray npyHeader(const Vectors &vectors)
{
    constexpr qsizetype alignment = 64;
    constexpr qsizetype before = 10; // magic, version, length
    QByteArray header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" +
                        QByteArray::number(vectors.count()) + ", " + QByteArray::number(vectors.dimension) +
                        "), }";
    const qsizetype used = (before + header.size() + 1) % alignment;
    header += QByteArray((alignment - used) % alignment, ' ') + '\n';
    const quint16 length = qToLittleEndian(quint16(header.size()));
    return QByteArray("\x93NUMPY\x01\x00", 8) +
           QByteArray(reinterpret_cast<const char *>(&length), sizeof length) + header;
}

} // namespace

QByteArray npyOf(const Vectors &vectors)
{
    QByteArray file = npyHeader(vectors);
    file.reserve(file.size() + std::ssize(vectors.values) * qsizetype(sizeof(float)));
    for (const float value : vectors.values) {
        const quint32 bits = qToLittleEndian(std::bit_cast<quint32>(value));
        file.append(reinterpret_cast<const char *>(&bits), sizeof bits);
    }
    return file;
}

QByteArray csvOf(const Vectors &vectors, const QStringList &texts)
{
    QByteArray csv = "text";
    csv.reserve(std::ssize(vectors.values) * ByteLengthOfNumber);
    for (qsizetype i = 0; i < vectors.dimension; ++i)
        csv += ',' + QByteArray::number(i);
    csv += "\r\n";
    for (qsizetype i = 0; i < vectors.count(); ++i) {
        csv += csvCell(texts.value(i)).toUtf8() + ',';
        append(csv, vectors.at(i));
        csv += "\r\n";
    }
    return csv;
}

QByteArray jsonOf(const Vectors &vectors, const QStringList &texts)
{
    QByteArray json = "[";
    json.reserve(std::ssize(vectors.values) * ByteLengthOfNumber);
    for (qsizetype i = 0; i < vectors.count(); ++i) {
        if (i > 0)
            json += ",\n";
        json += "{\"text\":" + jsonOf(texts.value(i)) + ",\"embedding\":[";
        append(json, vectors.at(i));
        json += "]}";
    }
    return json + "]\n";
}

QByteArray jsonOf(std::span<const float> vector)
{
    QByteArray json = "[";
    append(json, vector);
    return json + ']';
}

} // namespace Parlance
