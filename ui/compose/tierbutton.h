// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace Parlance {

/// Shows a lane's gateway and model, "Ruflo ruflo-free", and opens the picker.
class TierButton : public QAbstractButton
{
    Q_OBJECT

public:
    explicit TierButton(QWidget *parent = nullptr);

    void setTier(const QString &gatewayName, const QString &model);
    /// A muted lane looks dimmed.
    void setMuted(bool muted);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QFont modelFont() const;

    QString m_gatewayName;
    QString m_model;
    bool m_muted = false;
};

} // namespace Parlance
