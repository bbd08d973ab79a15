// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QListView;

namespace Parlance {

class TierModel;

/// The list of tiers that opens below the picker. Arrow keys, typing a name, Enter and clicks choose; Escape closes.
class TierPopup : public QFrame
{
    Q_OBJECT

public:
    explicit TierPopup(TierModel *model, QWidget *parent = nullptr);

    /// Opens below `anchor` with the current tier selected.
    void popup(const QWidget *anchor, const QModelIndex &current);

Q_SIGNALS:
    void chosen(const QString &gatewayId, const QString &model);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void choose(const QModelIndex &index);

    QListView *m_list;
};

} // namespace Parlance
