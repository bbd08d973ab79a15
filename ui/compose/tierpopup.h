// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLineEdit;
class QListView;
class QPushButton;

namespace Parlance {

class TierModel;
class TierSearch;
struct Gateway;

/// The picker that opens below a lane's header: a line to search in or to enter any model ID, and the tiers
/// of all gateways. Arrow keys, Enter and clicks choose; Escape closes.
class TierPopup : public QFrame
{
    Q_OBJECT

public:
    explicit TierPopup(TierModel *model, QWidget *parent = nullptr);

    /// Opens below `anchor` with the current tier selected. A model's id that is typed is meant for
    /// `gateway`, and Enter takes it for that while the gateway's models are not known, whatever other
    /// gateway has such a model. `canRefresh` says that the gateway can be asked for its models.
    void popup(const QWidget *anchor, const Gateway &gateway, const QString &model, bool canRefresh);
    /// Shows the tier in the list, unless something is being searched for.
    void select(const QString &gatewayId, const QString &model);
    /// Says how asking for the models goes.
    void showRefresh(const QString &text, bool canRefresh);

Q_SIGNALS:
    void chosen(const QString &gatewayId, const QString &model);
    void refreshRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place(const QWidget *anchor);
    void search(const QString &text);
    void markBest();
    [[nodiscard]] bool meansTyped(const QString &typed) const;
    void choose(const QModelIndex &index);
    void chooseTyped();
    void chooseCurrent();

    TierModel *m_model;
    TierSearch *m_found;
    QLineEdit *m_search;
    QListView *m_list;
    QPushButton *m_typed;
    QPushButton *m_refresh;
    QString m_gatewayId;
    QString m_gatewayName;
    bool m_needsModel = false;
};

} // namespace Parlance
