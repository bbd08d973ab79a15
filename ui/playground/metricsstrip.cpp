// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/metricsstrip.h"

#include "view/base/linkbutton.h"
#include "view/base/theme.h"
#include "workspace/words/metrictext.h"
#include "workspace/words/timetext.h"

#include <QFontMetrics>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QToolTip>
#include <QWidgetAction>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int Gap = 14;     ///< between two metrics
constexpr int Rounding = 2; ///< a cell's width is a whole number of pixels

/// A narrow lane drops them from the end.
constexpr std::array ByImportance{Metric::FitsSchema, Metric::FirstToken, Metric::Total, Metric::Speed,
    Metric::FirstText, Metric::OutputTokens, Metric::Cost, Metric::CreditsUsed, Metric::InputTokens,
    Metric::Headers, Metric::CachedTokens, Metric::ReasoningTokens, Metric::Characters, Metric::Sent};

/// Only an unusual end needs a label.
bool isUsualEnd(const QString &reason)
{
    static const QStringList usual{u"stop"_s, u"end_turn"_s, u"stop_sequence"_s};
    return reason.isEmpty() || usual.contains(reason);
}

QString tableRow(const QString &title, const QString &value, const QString &explanation = {})
{
    return u"<tr><td>%1&nbsp;&nbsp;</td><td align='right'><b>%2</b></td><td width='260' style='color:%3; padding-left:12px'>%4</td></tr>"_s
        .arg(title.toHtmlEscaped(), value.toHtmlEscaped(), Theme::current().secondaryText.name(),
            explanation.toHtmlEscaped());
}

QString toolTipOf(const Metrics &metrics, const QString &currency)
{
    QString rows;
    for (const Metric metric : allMetrics()) {
        if (const auto value = metrics.value(metric); value && metrics.tells(metric))
            rows += tableRow(MetricText::title(metric), MetricText::value(metric, *value, currency),
                MetricText::explanation(metric));
    }
    if (!metrics.finishReason.isEmpty())
        rows += tableRow(MetricsStrip::tr("Finish reason"), metrics.finishReason);
    if (!metrics.model.isEmpty())
        rows += tableRow(MetricsStrip::tr("Answered by"), metrics.model);
    if (!metrics.requestId.isEmpty())
        rows += tableRow(MetricsStrip::tr("Request ID"), metrics.requestId);
    return rows.isEmpty() ? QString() : u"<table>%1</table>"_s.arg(rows);
}

/// The place of a widget that fills it, and that changes too often to lay out the window each time.
class StillPlace : public QWidget
{
public:
    explicit StillPlace(QWidget *widget)
        : m_widget(widget)
    {
        widget->setParent(this);
    }

protected:
    void resizeEvent(QResizeEvent *) override { m_widget->setGeometry(rect()); }

private:
    QWidget *m_widget;
};

/// Not selectable: that would need a document, which costs as much as a token, ten times a second.
void showPlain(QLabel &label, const QString &text)
{
    label.setTextInteractionFlags(Qt::NoTextInteraction);
    label.setTextFormat(Qt::PlainText);
    label.setText(text);
}

} // namespace

MetricsStrip::MetricsStrip(std::function<Timing::Duration()> clock, QWidget *parent)
    : QFrame(parent)
    , m_clock(std::move(clock))
    , m_text(new QLabel)
    , m_more(new QPushButton(u"+99"_s))
    , m_stop(new QPushButton(tr("Stop")))
{
    setObjectName(u"metricsStrip"_s);
    m_text->setProperty("role", u"secondary"_s);
    m_text->setObjectName(u"metrics"_s);
    m_more->setObjectName(u"metricsMore"_s);
    lookLikeLink(m_more);
    m_more->setFocusPolicy(Qt::TabFocus); // a click leaves the focus in the editor
    m_stop->setObjectName(u"laneStop"_s);
    lookLikeLink(m_stop);
    m_stop->setAccessibleName(tr("Stop this lane"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 4, 12, 4);
    layout->addWidget(new StillPlace(m_text), 1);
    layout->addWidget(m_more);
    layout->addWidget(m_stop);
    setFixedHeight(36);
    connect(m_more, &QPushButton::clicked, this, &MetricsStrip::openAll);
    m_tick.setInterval(100);
    connect(&m_tick, &QTimer::timeout, this, &MetricsStrip::showElapsed);
    connect(m_stop, &QPushButton::clicked, this, &MetricsStrip::stopRequested);
    clear();
}

void MetricsStrip::begin()
{
    m_items.clear();
    m_waitsUntil = {};
    m_silence = {};
    m_progress.clear();
    m_more->hide();
    setToolTip({});
    m_tick.start();
    m_stop->setVisible(m_stoppable);
    showElapsed();
}

void MetricsStrip::setStoppable(bool stoppable)
{
    m_stoppable = stoppable;
    m_stop->setVisible(stoppable && (m_tick.isActive() || m_waitsUntil.isValid()));
}

void MetricsStrip::wait(std::chrono::milliseconds time)
{
    if (time == std::chrono::milliseconds::zero())
        return begin();
    m_tick.stop();
    m_waitsUntil = QTime::currentTime().addMSecs(static_cast<int>(time.count()));
    showWait();
    setToolTip(tr("The gateway takes only so many requests a minute. This one is sent automatically."));
}

void MetricsStrip::showWait()
{
    const QString end = QLocale().toString(m_waitsUntil, u"HH:mm:ss"_s);
    const QString whole = tr("Waiting for the rate limit until %1").arg(end);
    const bool fits = m_text->fontMetrics().horizontalAdvance(whole) <= m_text->width();
    showPlain(*m_text, fits ? whole : tr("Waiting until %1").arg(end));
}

void MetricsStrip::showElapsed()
{
    const double seconds = std::chrono::duration<double>(m_clock()).count();
    const QString elapsed = tr("%1 s …").arg(QLocale().toString(seconds, 'f', 1));
    const bool isSilent = m_silence.time > Silence().time;
    const QString more = isSilent ? TimeText::silence(m_silence) : m_progress;
    if (more.isEmpty())
        return showPlain(*m_text, elapsed);
    const QString both = tr("%1  %2").arg(elapsed, more);
    const bool fits = m_text->fontMetrics().horizontalAdvance(both) <= m_text->width();
    showPlain(*m_text, fits ? both : more);
}

void MetricsStrip::showSilence(const Silence &silence)
{
    m_silence = silence;
    if (m_tick.isActive())
        showElapsed();
}

void MetricsStrip::showProgress(const QString &text)
{
    m_progress = text;
    if (m_tick.isActive())
        showElapsed();
}

QList<MetricsStrip::Item> MetricsStrip::itemsOf(const Metrics &metrics, const QString &currency)
{
    QList<Item> items;
    const QString finish = tr("finish: %1").arg(metrics.finishReason);
    if (!isUsualEnd(metrics.finishReason))
        items.append({.value = finish, .label = {}});
    const auto add = [&](Metric metric) {
        if (const auto value = metrics.value(metric); value && metrics.tells(metric))
            items.append(
                {.value = MetricText::value(metric, *value, currency), .label = MetricText::label(metric)});
    };
    std::ranges::for_each(ByImportance, add);
    if (isUsualEnd(metrics.finishReason) && !metrics.finishReason.isEmpty())
        items.append({.value = {}, .label = finish});
    if (!metrics.requestId.isEmpty())
        items.append({.value = {}, .label = metrics.requestId});
    add(Metric::CreditsLeft); // belongs to the account, not to this answer
    return items;
}

void MetricsStrip::showMetrics(const Metrics &metrics, const QString &currency)
{
    showItems(itemsOf(metrics, currency), toolTipOf(metrics, currency));
}

void MetricsStrip::showItems(const QList<Item> &items, const QString &toolTip)
{
    m_tick.stop();
    m_stop->hide();
    m_waitsUntil = {};
    m_items = items;
    setVisible(!m_items.isEmpty());
    setToolTip(toolTip);
    fitItems();
}

qsizetype MetricsStrip::fittingItems() const
{
    QFont bold = m_text->font();
    bold.setBold(true);
    const QFontMetrics values(bold);
    const QFontMetrics labels(m_text->font());
    const QMargins margins = layout()->contentsMargins();
    const int room = width() - margins.left() - margins.right();
    m_more->ensurePolished(); // before it is shown; otherwise it would be narrower
    const int around = m_more->sizeHint().width() - m_more->fontMetrics().horizontalAdvance(m_more->text());
    const int mark = m_more->fontMetrics().horizontalAdvance(u"+99"_s) + around + layout()->spacing();
    int used = 0;
    for (qsizetype i = 0; i < m_items.size(); ++i) {
        const Item &item = m_items.at(i);
        used += values.horizontalAdvance(item.value) + labels.horizontalAdvance(u' ' + item.label) +
                Rounding + Gap;
        const bool last = i + 1 == m_items.size();
        if (used - Gap + (last ? 0 : mark) > room)
            return i;
    }
    return m_items.size();
}

void MetricsStrip::fitItems()
{
    const qsizetype count = qMax<qsizetype>(1, fittingItems());
    QString cells;
    for (const Item &item : m_items.first(qMin(count, m_items.size()))) {
        cells += u"<td style='padding-left:%1px; white-space:nowrap'><b>%2</b> %3</td>"_s
                     .arg(cells.isEmpty() ? 0 : Gap)
                     .arg(item.value.toHtmlEscaped(), item.label.toHtmlEscaped());
    }
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setTextFormat(Qt::RichText);
    m_text->setText(u"<table cellspacing='0' cellpadding='0'><tr>%1</tr></table>"_s.arg(cells));
    const qsizetype hidden = m_items.size() - count;
    m_more->setText(u"+%1"_s.arg(hidden));
    m_more->setAccessibleName(tr("Show %n more figures", nullptr, static_cast<int>(hidden)));
    m_more->setVisible(hidden > 0);
}

/// A menu, as that closes by a click outside and by Escape.
void MetricsStrip::openAll()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto *all = new QLabel(toolTip());
    all->setObjectName(u"allMetrics"_s);
    all->setContentsMargins(12, 8, 12, 8);
    all->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *action = new QWidgetAction(menu);
    action->setDefaultWidget(all);
    menu->addAction(action);
    menu->popup(m_more->mapToGlobal(QPoint(0, -menu->sizeHint().height())));
}

bool MetricsStrip::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip || toolTip().isEmpty())
        return QFrame::event(event);
    showToolTip();
    return true;
}

/// Above the strip, so that it covers no figure.
void MetricsStrip::showToolTip()
{
    const int height = QLabel(toolTip()).sizeHint().height() + m_text->fontMetrics().height();
    QToolTip::showText(
        mapToGlobal(QPoint(layout()->contentsMargins().left(), -height)), toolTip(), this, rect());
}

void MetricsStrip::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    if (!m_items.isEmpty())
        fitItems();
    else if (m_waitsUntil.isValid())
        showWait();
}

void MetricsStrip::clear()
{
    m_tick.stop();
    m_waitsUntil = {};
    m_items.clear();
    m_text->clear();
    m_more->hide();
    m_stop->hide();
    hide();
}

} // namespace Parlance
