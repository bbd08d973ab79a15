// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/silencewatch.h"
#include "measure/metrics.h"

#include <QFrame>
#include <QTime>
#include <QTimer>

#include <chrono>
#include <functional>

class QLabel;
class QPushButton;

namespace Parlance {

/// The metrics of a lane's newest reply, the most important first: as many as fit, all of them in the tool
/// tip and behind the mark with the number of hidden ones. Omits unknown metrics; marks estimates with an
/// approximately-equal sign.
class MetricsStrip : public QFrame
{
    Q_OBJECT

public:
    /// A value with its label: "213 ms", "first".
    struct Item
    {
        QString value;
        QString label;
    };

    /// `clock` tells how long the reply has taken.
    explicit MetricsStrip(std::function<Timing::Duration()> clock, QWidget *parent = nullptr);

    /// Whether it offers to stop the reply; by default it does.
    void setStoppable(bool stoppable);
    /// Starts the clock for a reply, which runs until `showMetrics()`. The owner shows the strip.
    void begin();
    /// Says that the gateway's rate limit delays the request by `time`; 0 when it is sent, which shows the
    /// clock.
    void wait(std::chrono::milliseconds time);
    /// Says beside the clock that nothing has come for a time; a silence of zero ends that.
    void showSilence(const Silence &silence);
    /// Says beside the clock how far it is: "Sent 2 of 20 MB". A silence takes precedence.
    void showProgress(const QString &text);
    /// Costs are in `currency`.
    void showMetrics(const Metrics &metrics, const QString &currency);
    /// Ends the clock and shows these, with a tool tip in rich text.
    void showItems(const QList<Item> &items, const QString &toolTip);
    void clear();

Q_SIGNALS:
    void stopRequested();

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showElapsed();
    void showWait();
    void fitItems();
    void openAll();
    void showToolTip();
    /// How many items fit, with room for the mark if not all do.
    [[nodiscard]] qsizetype fittingItems() const;
    [[nodiscard]] static QList<Item> itemsOf(const Metrics &metrics, const QString &currency);

    std::function<Timing::Duration()> m_clock;
    QLabel *m_text;
    QPushButton *m_more;
    QPushButton *m_stop;
    bool m_stoppable = true;
    QTimer m_tick;
    QTime m_waitsUntil; ///< null unless a request waits for its gateway's rate limit
    Silence m_silence;  ///< zero unless it is shown
    QString m_progress;
    QList<Item> m_items;
};

} // namespace Parlance
