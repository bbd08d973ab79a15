// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/usage.h"

#include <QByteArray>
#include <QDebug>
#include <QList>
#include <QString>
#include <optional>

namespace Parlance {

/// The price of a model's tokens, per million.
struct Price
{
    double input = 0;
    double output = 0;
    std::optional<double> cached = {}; ///< for cached input; empty if it costs the same

    bool operator==(const Price &) const = default;
};

/// What this usage costs, with unknown numbers of tokens as 0, in the price's currency.
[[nodiscard]] double costOf(const Usage &usage, const Price &price);

/// The prices that the user has entered; no gateway documents any. All are in one currency, so that costs are
/// comparable.
class PriceList
{
public:
    struct Entry
    {
        QString provider; ///< the slot of the gateway's key (RA-03: one price for one key)
        QString model;
        Price price;

        bool operator==(const Entry &) const = default;
    };

    QString currency = QStringLiteral("USD");
    QList<Entry> entries;

    bool operator==(const PriceList &) const = default;

    [[nodiscard]] std::optional<Price> find(QStringView provider, QStringView model) const;

    [[nodiscard]] QByteArray toJson() const;
    /// Skips invalid entries: those without a model, and those whose price is not a number or is below 0.
    [[nodiscard]] static PriceList fromJson(const QByteArray &json);
};

QDebug operator<<(QDebug debug, const Price &price);

} // namespace Parlance
