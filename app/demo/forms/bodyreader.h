// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/forms/refusal.h"

#include <QJsonArray>
#include <QJsonObject>

namespace Parlance::Demo {

/// The object that a request's body is; 400 if it is none.
[[nodiscard]] std::expected<QJsonObject, Refusal> parseBody(const QByteArray &body);

/// Reads the fields of a JSON object. Null is as good as absent, and what is absent reads as empty. The first
/// field that is wrong is kept as the refusal, named with its place ("messages[2].role").
class BodyReader
{
public:
    /// `place` is where the object stands in the body: "messages[2]", or empty for the body itself.
    explicit BodyReader(const QJsonObject &object, const QString &place = {});

    /// Undefined if it is absent or null.
    [[nodiscard]] QJsonValue value(const QString &field) const;
    [[nodiscard]] bool has(const QString &field) const { return !value(field).isUndefined(); }

    QString string(const QString &field);
    QString requiredString(const QString &field);
    bool flag(const QString &field);
    std::optional<double> number(const QString &field, double least, double most);
    /// Without a most, a number that is too large for an int is the largest.
    std::optional<int> wholeNumber(const QString &field, int least, std::optional<int> most = {});
    QJsonArray array(const QString &field);
    QJsonObject object(const QString &field);
    /// The same as compact JSON.
    QByteArray writtenObject(const QString &field);

    /// A reader for the item of an array of objects.
    BodyReader item(const QString &field, const QJsonArray &array, qsizetype index);
    BodyReader nested(const QString &field);

    /// Says that the field "must be a string" or the like; counts only if nothing was wrong before.
    void refuse(const QString &field, const QString &must);
    void refuse(const Refusal &refusal);
    /// Takes over what a reader of a part found.
    void take(const BodyReader &part);

    [[nodiscard]] const std::optional<Refusal> &refusal() const { return m_refusal; }
    [[nodiscard]] QString placeOf(const QString &field) const;

private:
    QJsonObject m_object;
    QString m_place;
    std::optional<Refusal> m_refusal;
};

} // namespace Parlance::Demo
