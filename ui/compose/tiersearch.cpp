// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/tiersearch.h"

#include "ui/compose/tiermodel.h"

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

enum Rank { Whole, NameBegins, WordsBegin, InNames, InUseCase, NotFound };

bool hasWordThatBegins(const QString &text, const QString &with)
{
    for (qsizetype at = text.indexOf(with, 0, Qt::CaseInsensitive); at >= 0;
        at = text.indexOf(with, at + 1, Qt::CaseInsensitive)) {
        if (at == 0 || !text.at(at - 1).isLetterOrNumber())
            return true;
    }
    return false;
}

} // namespace

TierSearch::TierSearch(TierModel *model, QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setSourceModel(model);
    setDynamicSortFilter(false);
    setText({});
    connect(model, &TierModel::tiersChanged, this, [this] { setText(m_text); });
}

void TierSearch::setText(const QString &text)
{
    m_text = text.simplified();
    m_words = m_text.split(u' ', Qt::SkipEmptyParts);
    rank();
    invalidate();
    sort(0);
}

QModelIndex TierSearch::best() const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (!TierModel::isHeading(index(row, 0)))
            return index(row, 0);
    }
    return {};
}

void TierSearch::rank()
{
    m_places.clear();
    int heading = 0;
    for (int row = 0; row < sourceModel()->rowCount(); ++row) {
        const QModelIndex place = sourceModel()->index(row, 0);
        if (TierModel::isHeading(place))
            heading = row;
        const int own = TierModel::isHeading(place) ? NotFound : rankOf(place);
        const bool elsewhere =
            !m_words.isEmpty() && place.data(TierModel::GatewayRole).toString() != m_ownGateway;
        m_places.append({.ofGateway = NotFound, .heading = heading, .own = own, .isElsewhere = elsewhere});
        m_places[heading].ofGateway = std::min(m_places.at(heading).ofGateway, own);
    }
}

int TierSearch::rankOf(const QModelIndex &tier) const
{
    const QStringList names = tier.data(TierModel::NamesRole).toStringList();
    const QString useCase = tier.data(TierModel::UseCaseRole).toString();
    const auto every = [this](const auto &found) {
        return std::ranges::all_of(m_words, found);
    };
    const auto inNames = [&names](const QString &word) {
        return std::ranges::any_of(
            names, [&](const QString &name) { return name.contains(word, Qt::CaseInsensitive); });
    };
    if (std::ranges::any_of(
            names, [this](const QString &name) { return name.compare(m_text, Qt::CaseInsensitive) == 0; }))
        return Whole;
    if (std::ranges::any_of(
            names, [this](const QString &name) { return name.startsWith(m_text, Qt::CaseInsensitive); }))
        return NameBegins;
    if (every([&names](const QString &word) {
            return std::ranges::any_of(
                names, [&](const QString &name) { return hasWordThatBegins(name, word); });
        }))
        return WordsBegin;
    if (every(inNames))
        return InNames;
    const bool found = every(
        [&](const QString &word) { return inNames(word) || useCase.contains(word, Qt::CaseInsensitive); });
    return found ? InUseCase : NotFound;
}

bool TierSearch::filterAcceptsRow(int row, const QModelIndex &) const
{
    const Place place = m_places.value(row);
    return (place.heading == row ? place.ofGateway : place.own) < NotFound;
}

bool TierSearch::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const auto key = [this](int row) {
        const Place place = m_places.value(row);
        const int gateway = m_places.value(place.heading).ofGateway;
        return std::tuple(gateway, place.isElsewhere, place.heading, row != place.heading, place.own, row);
    };
    return key(left.row()) < key(right.row());
}

} // namespace Parlance
