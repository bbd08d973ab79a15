// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLayout;
class QLineEdit;
class QListView;
class QPushButton;

namespace Parlance {

class TierModel;
class TierSearch;
struct Gateway;

/// The picker that opens below a lane's header: a field to search in or to enter any model ID, and the tiers
/// of all gateways. Arrow keys, Enter and clicks choose; Escape closes.
class TierPopup : public QFrame
{
    Q_OBJECT

public:
    explicit TierPopup(TierModel *model, QWidget *parent = nullptr);

    /// Opens below `anchor` with the current tier selected. A typed model ID is meant for `gateway`: while
    /// its models are unknown, Enter takes it for that gateway even if another one has such a model.
    /// `canRefresh` says whether the gateway can list its models.
    void popup(const QWidget *anchor, const Gateway &gateway, const QString &model, bool canRefresh);
    /// Selects the tier in the list, unless the user is searching.
    void select(const QString &gatewayId, const QString &model);
    /// Offers to load the models; says how many there are, or what came of it, unless `text` is empty.
    void offerRefresh(const QString &text = {});
    /// Says this of the request for the models while it runs, and offers to stop it.
    void showAsking(const QString &text);

Q_SIGNALS:
    void chosen(const QString &gatewayId, const QString &model);
    void refreshRequested();
    void stopRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] QLayout *makeFooter();
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
    QPushButton *m_stop;
    QString m_gatewayId;
    QString m_gatewayName;
    bool m_needsModel = false;
};

} // namespace Parlance
