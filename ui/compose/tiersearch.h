// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>
#include <QStringList>

namespace Parlance {

class TierModel;

/// The tiers that fit what was typed, the best first: each of its words is found, at best at the beginning of
/// the gateway's or the model's name, at worst in the use line. Tiers stay below their gateways' headings. Of
/// what fits equally well, the lane's own gateway comes first, and the others keep their order.
class TierSearch : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit TierSearch(TierModel *model, QObject *parent = nullptr);

    /// The gateway that the lane talks to.
    void setOwnGateway(const QString &gatewayId) { m_ownGateway = gatewayId; }
    /// With an empty text all tiers are there, as the model has them.
    void setText(const QString &text);
    /// The best match; an invalid index if there is none.
    [[nodiscard]] QModelIndex best() const;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    /// How well a row fits, less is better, and its gateway's best.
    struct Place
    {
        int ofGateway = 0;
        int heading = 0; ///< the row of it
        int own = 0;
        bool isElsewhere = false; ///< not of the lane's own gateway, while something is searched for
    };

    void rank();
    [[nodiscard]] int rankOf(const QModelIndex &tier) const;

    QString m_ownGateway;
    QString m_text;
    QStringList m_words;
    QList<Place> m_places; ///< by the model's row
};

} // namespace Parlance
