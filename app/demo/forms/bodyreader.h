// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/forms/refusal.h"

#include <QJsonArray>
#include <QJsonObject>

namespace Parlance::Demo {

/// The request's body as an object; 400 if it is not a JSON object.
[[nodiscard]] std::expected<QJsonObject, Refusal> parseBody(const QByteArray &body);

/// Reads the fields of a JSON object. Null counts as absent, and an absent field reads as empty. Keeps the
/// first invalid field as the refusal, with its path ("messages[2].role").
class BodyReader
{
public:
    /// `place` is the object's path in the body: "messages[2]", or empty for the body itself.
    explicit BodyReader(const QJsonObject &object, const QString &place = {});

    /// Undefined if the field is absent or null.
    [[nodiscard]] QJsonValue value(const QString &field) const;
    [[nodiscard]] bool has(const QString &field) const { return !value(field).isUndefined(); }

    QString string(const QString &field);
    QString requiredString(const QString &field);
    bool flag(const QString &field);
    std::optional<double> number(const QString &field, double least, double most);
    /// Without `most`, a number too large for an int gives the largest int.
    std::optional<int> wholeNumber(const QString &field, int least, std::optional<int> most = {});
    QJsonArray array(const QString &field);
    QJsonObject object(const QString &field);
    /// The object as compact JSON.
    QByteArray writtenObject(const QString &field);

    /// Calls `read` with a reader for each item of an array of objects, and takes over its refusal.
    template <typename Read>
    void each(const QString &field, const QJsonArray &array, Read read)
    {
        for (qsizetype i = 0; i < array.size(); ++i) {
            BodyReader one = item(field, array, i);
            read(one);
            take(one);
        }
    }
    BodyReader nested(const QString &field);

    /// Refuses the field with "must be a string" or the like; does nothing after the first refusal.
    void refuse(const QString &field, const QString &must);
    void refuse(const Refusal &refusal);
    /// Takes over the refusal of a nested reader.
    void take(const BodyReader &part);

    [[nodiscard]] const std::optional<Refusal> &refusal() const { return m_refusal; }
    [[nodiscard]] QString placeOf(const QString &field) const;

private:
    BodyReader item(const QString &field, const QJsonArray &array, qsizetype index);

    QJsonObject m_object;
    QString m_place;
    std::optional<Refusal> m_refusal;
};

} // namespace Parlance::Demo
