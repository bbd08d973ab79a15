// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/base/unknownlast.h"

namespace Parlance {

/// The rows of a `ModelTable` that the user looks for, sorted.
class FoundModels : public UnknownLast
{
    Q_OBJECT

public:
    explicit FoundModels(QObject *parent = nullptr);

    /// Shows the models that have each of these words in one of their values, in any case.
    void setSearch(const QString &words);
    /// Shows only the models that the other list lacks.
    void setOnlyHere(bool onlyHere);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QStringList m_words;
    bool m_onlyHere = false;
};

} // namespace Parlance
