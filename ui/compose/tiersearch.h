// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>
#include <QStringList>

namespace Parlance {

class TierModel;

/// The tiers that match the typed text, best first: each word must match, best at the start of the gateway's
/// or the model's name, worst in the use case. Tiers stay below their gateway's heading. Among equal matches,
/// the lane's gateway comes first; the others keep their order.
class TierSearch : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit TierSearch(TierModel *model, QObject *parent = nullptr);

    /// Sets the lane's gateway.
    void setOwnGateway(const QString &gatewayId) { m_ownGateway = gatewayId; }
    /// An empty text matches all tiers, in the order of the model.
    void setText(const QString &text);
    /// The best match; invalid if there is none.
    [[nodiscard]] QModelIndex best() const;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    /// How well a row and its gateway's best row match; less is better.
    struct Place
    {
        int ofGateway = 0;
        int heading = 0; ///< the row of the heading
        int own = 0;
        bool isElsewhere = false; ///< of another gateway than the lane's, during a search
    };

    void rank();
    [[nodiscard]] int rankOf(const QModelIndex &tier) const;

    QString m_ownGateway;
    QString m_text;
    QStringList m_words;
    QList<Place> m_places; ///< by the model's row
};

} // namespace Parlance
