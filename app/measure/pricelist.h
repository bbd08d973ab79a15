// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDebug>
#include <QList>
#include <QString>
#include <optional>

namespace Parlance {

/// What a model's tokens cost, per million.
struct Price
{
    double input = 0;
    double output = 0;
    std::optional<double> cached = {}; ///< of input that came from a cache; empty if it costs as much as any

    bool operator==(const Price &) const = default;
};

/// The prices that the user has entered; no gateway documents one. All are in one currency, so that costs can
/// be compared.
class PriceList
{
public:
    struct Entry
    {
        QString provider; ///< whose price it is: the slot of the gateway's key (RA-03: one price for one key)
        QString model;
        Price price;

        bool operator==(const Entry &) const = default;
    };

    QString currency = QStringLiteral("USD");
    QList<Entry> entries;

    bool operator==(const PriceList &) const = default;

    [[nodiscard]] std::optional<Price> find(QStringView provider, QStringView model) const;

    [[nodiscard]] QByteArray toJson() const;
    /// What cannot be read is left out: an entry without a model, and one with a price that is no number or
    /// below 0.
    [[nodiscard]] static PriceList fromJson(const QByteArray &json);
};

QDebug operator<<(QDebug debug, const Price &price);

} // namespace Parlance
