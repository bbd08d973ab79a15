// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/pricelist.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

std::optional<double> readPrice(const QJsonValue &value)
{
    const double price = value.toDouble(-1);
    return price >= 0 ? std::optional(price) : std::nullopt;
}

std::optional<PriceList::Entry> readEntry(const QJsonObject &object)
{
    const auto input = readPrice(object.value("input"_L1));
    const auto output = readPrice(object.value("output"_L1));
    const QString model = object.value("model"_L1).toString();
    if (!input || !output || model.isEmpty())
        return std::nullopt;
    return PriceList::Entry{.provider = object.value("provider"_L1).toString(),
        .model = model,
        .price = {.input = *input, .output = *output, .cached = readPrice(object.value("cached"_L1))}};
}

QJsonObject toObject(const PriceList::Entry &entry)
{
    QJsonObject object{{u"provider"_s, entry.provider}, {u"model"_s, entry.model},
        {u"input"_s, entry.price.input}, {u"output"_s, entry.price.output}};
    if (entry.price.cached)
        object.insert(u"cached"_s, *entry.price.cached);
    return object;
}

} // namespace

double costOf(const Usage &usage, const Price &price)
{
    constexpr double tokensPerPrice = 1'000'000;
    const auto input = static_cast<double>(usage.inputTokens.value_or(0));
    const auto output = static_cast<double>(usage.outputTokens.value_or(0));
    const auto cached = static_cast<double>(usage.cachedTokens.value_or(0));
    return (std::max(0.0, input - cached) * price.input + cached * price.cached.value_or(price.input) +
               output * price.output) /
           tokensPerPrice;
}

std::optional<Price> PriceList::find(QStringView provider, QStringView model) const
{
    const auto found = std::ranges::find_if(
        entries, [&](const Entry &entry) { return entry.provider == provider && entry.model == model; });
    return found == entries.end() ? std::nullopt : std::optional(found->price);
}

QByteArray PriceList::toJson() const
{
    QJsonArray prices;
    for (const Entry &entry : entries)
        prices.append(toObject(entry));
    const QJsonObject list{{u"currency"_s, currency}, {u"prices"_s, prices}};
    return QJsonDocument(list).toJson(QJsonDocument::Compact);
}

PriceList PriceList::fromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    PriceList list;
    if (const QString currency = object.value("currency"_L1).toString(); !currency.isEmpty())
        list.currency = currency;
    for (const QJsonValue &value : object.value("prices"_L1).toArray()) {
        if (const auto entry = readEntry(value.toObject()))
            list.entries.append(*entry);
    }
    return list;
}

QDebug operator<<(QDebug debug, const Price &price)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "Price(input=" << price.input << " output=" << price.output;
    if (price.cached)
        debug << " cached=" << *price.cached;
    return debug << ')';
}

} // namespace Parlance
