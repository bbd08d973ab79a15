// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/foundmodels.h"

#include "ui/endpoints/modeltable.h"

#include <algorithm>

namespace Parlance {

FoundModels::FoundModels(QObject *parent)
    : UnknownLast(parent)
{
    setSortRole(ModelTable::SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
}

void FoundModels::setSearch(const QString &words)
{
    m_words = words.simplified().split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

void FoundModels::setOnlyHere(bool onlyHere)
{
    m_onlyHere = onlyHere;
    invalidateFilter();
}

bool FoundModels::filterAcceptsRow(int row, const QModelIndex &) const
{
    const auto *table = static_cast<const ModelTable *>(sourceModel());
    if (m_onlyHere && !table->isOnlyHere(row))
        return false;
    const QString text = table->index(row, ModelTable::Id).data(ModelTable::SearchRole).toString();
    return std::ranges::all_of(
        m_words, [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace Parlance
