// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/forms/embeddingsanswer.h"

#include <QJsonDocument>
#include <QtEndian>

#include <array>
#include <charconv>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

QByteArray inBase64(const QList<float> &vector)
{
    QByteArray bytes(vector.size() * qsizetype(sizeof(float)), Qt::Uninitialized);
    qToLittleEndian<quint32>(vector.constData(), vector.size(), bytes.data());
    return '"' + bytes.toBase64() + '"';
}

void appendNumber(QByteArray &text, float number)
{
    if (std::isnan(number)) {
        text += "NaN";
        return;
    }
    std::array<char, 32> digits; // NOLINT(*-member-init): to_chars() fills it
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    text.append(digits.data(), end - digits.data());
}

QByteArray asList(const QList<float> &vector)
{
    QByteArray text = "[";
    for (const float number : vector) {
        if (text.size() > 1)
            text += ',';
        appendNumber(text, number);
    }
    return text + ']';
}

} // namespace

DemoResponse embeddingsAnswer(const Embeddings &embeddings, std::chrono::microseconds delay)
{
    QByteArray body = R"({"object":"list","data":[)";
    for (const Embedding &one : embeddings.data) {
        if (!body.endsWith('['))
            body += ',';
        body += R"({"object":"embedding","index":)" + QByteArray::number(one.index) + R"(,"embedding":)" +
                (embeddings.base64 ? inBase64(one.vector) : asList(one.vector)) + '}';
    }
    const QJsonObject rest{{u"model"_s, embeddings.model},
        {u"usage"_s,
            QJsonObject{{u"prompt_tokens"_s, embeddings.tokens}, {u"total_tokens"_s, embeddings.tokens}}}};
    body += "]," + QJsonDocument(rest).toJson(QJsonDocument::Compact).sliced(1);
    return wholeResponse("application/json", body, delay);
}

} // namespace Parlance::Demo
