// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QWidget>

class QHBoxLayout;

namespace Parlance {

/// A row that hides its less important parts when there is no room for all, so that no text is cut.
class YieldingRow : public QWidget
{
    Q_OBJECT

public:
    explicit YieldingRow(QWidget *parent = nullptr);

    [[nodiscard]] QHBoxLayout *row() const { return m_row; }
    /// Sets the parts to hide, in the order in which they are hidden.
    void setYielding(const QList<QWidget *> &parts);
    /// Sets whether a yielding part is shown when there is room.
    void setWanted(QWidget *part, bool wanted);

    /// Wide enough for the parts that do not yield.
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
