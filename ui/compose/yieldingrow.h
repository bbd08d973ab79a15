// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QWidget>

class QHBoxLayout;

namespace Parlance {

/// A row in which the less important parts are hidden when there is no room for all, so that no text is ever
/// cut.
class YieldingRow : public QWidget
{
    Q_OBJECT

public:
    explicit YieldingRow(QWidget *parent = nullptr);

    [[nodiscard]] QHBoxLayout *row() const { return m_row; }
    /// Parts of the row, in the order in which they give way.
    void setYielding(const QList<QWidget *> &parts);
    /// Whether a yielding part is shown when there is room for it.
    void setWanted(QWidget *part, bool wanted);

    /// Wide enough for what does not yield.
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] int widthWithout(const QSet<const QWidget *> &hidden) const;
    void arrange();

    QHBoxLayout *m_row;
    QList<QWidget *> m_yielding;
    QSet<const QWidget *> m_unwanted;
};

} // namespace Parlance
