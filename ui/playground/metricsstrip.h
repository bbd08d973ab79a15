// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "measure/metrics.h"

#include <QElapsedTimer>
#include <QFrame>
#include <QTime>
#include <QTimer>

#include <chrono>

class QLabel;
class QPushButton;

namespace Parlance {

/// The numbers of a lane's newest reply, the most important first: as many as there is room for, all of them
/// in the tool tip and behind the mark that says how many more there are. What is not known is not shown;
/// what is estimated has an approximately-equal sign.
class MetricsStrip : public QFrame
{
    Q_OBJECT

public:
    explicit MetricsStrip(QWidget *parent = nullptr);

    /// A reply begins; the clock runs until `showMetrics()`.
    void begin();
    /// The reply's request goes in so long, for its gateway's rate limit; 0 when it goes now, and the clock
    /// begins anew.
    void wait(std::chrono::milliseconds time);
    /// Costs are in `currency`.
    void showMetrics(const Metrics &metrics, const QString &currency);
    void clear();

Q_SIGNALS:
    void stopRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    /// A value with what it is: "0.21 s", "first".
    struct Item
    {
        QString value;
        QString label;
    };

    void showElapsed();
    void showWait();
    void showItems();
    void openAll();
    /// How many of the items fit, with room for a mark if that is not all.
    [[nodiscard]] qsizetype fittingItems() const;
    [[nodiscard]] static QList<Item> itemsOf(const Metrics &metrics, const QString &currency);

    QLabel *m_text;
    QPushButton *m_more;
    QPushButton *m_stop;
    QTimer m_tick;
    QElapsedTimer m_clock;
    QTime m_waitsUntil; ///< null but for a request that waits for its gateway's rate limit
    QList<Item> m_items;
};

} // namespace Parlance
