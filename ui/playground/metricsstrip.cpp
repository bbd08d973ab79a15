// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/metricsstrip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// About four characters of text make a token; good enough for a figure with an approximately-equal sign.
constexpr int CharactersPerToken = 4;

QString seconds(Timing::Duration duration)
{
    return QLocale().toString(std::chrono::duration<double>(duration).count(), 'f', 2);
}

QString figure(const QString &value, const QString &unit)
{
    return u"<b>%1</b>&nbsp;%2"_s.arg(value, unit);
}

struct Tokens
{
    qint64 count = 0;
    bool estimated = false;
};

Tokens outputTokens(const Reply &reply)
{
    if (reply.usage.outputTokens)
        return {.count = *reply.usage.outputTokens, .estimated = false};
    const qsizetype characters = reply.first().text.size() + reply.first().reasoning.size();
    return {.count = (characters + CharactersPerToken - 1) / CharactersPerToken, .estimated = true};
}

QString withSign(const QString &value, bool estimated)
{
    return estimated ? u"≈ "_s + value : value;
}

/// All the figures again, for a narrow lane, with what the strip has no room for.
QString toolTipOf(const Reply &reply, QStringList figures)
{
    if (reply.usage.inputTokens)
        figures << figure(QLocale().toString(*reply.usage.inputTokens), MetricsStrip::tr("in"));
    if (reply.usage.cachedTokens)
        figures << figure(QLocale().toString(*reply.usage.cachedTokens), MetricsStrip::tr("from the cache"));
    if (reply.usage.creditsRemaining)
        figures << figure(QLocale().toString(*reply.usage.creditsRemaining, 'f', 2), MetricsStrip::tr("credits left"));
    if (!reply.model.isEmpty())
        figures << MetricsStrip::tr("answered by %1").arg(reply.model.toHtmlEscaped());
    if (!reply.requestId.isEmpty())
        figures << MetricsStrip::tr("request %1").arg(reply.requestId.toHtmlEscaped());
    return figures.join(u"<br>"_s);
}

} // namespace

MetricsStrip::MetricsStrip(QWidget *parent)
    : QFrame(parent)
    , m_text(new QLabel)
    , m_stop(new QPushButton(tr("Stop")))
{
    setObjectName(u"metricsStrip"_s);
    m_text->setObjectName(u"metrics"_s);
    m_text->setProperty("role", u"secondary"_s);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setMinimumWidth(0);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_stop->setObjectName(u"laneStop"_s);
    m_stop->setProperty("role", u"link"_s);
    m_stop->setAccessibleName(tr("Stop this lane"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 4, 12, 4);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_stop);
    setFixedHeight(36);
    m_tick.setInterval(100);
    connect(&m_tick, &QTimer::timeout, this, &MetricsStrip::showElapsed);
    connect(m_stop, &QPushButton::clicked, this, &MetricsStrip::stopRequested);
    clear();
}

void MetricsStrip::begin()
{
    show();
    m_clock.start();
    m_tick.start();
    m_stop->show();
    showElapsed();
}

/// Plain text, for it changes ten times a second and a document for each would cost as much as a token does.
void MetricsStrip::showElapsed()
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setText(tr("%1 s …").arg(QLocale().toString(static_cast<double>(m_clock.elapsed()) / 1000, 'f', 1)));
}

void MetricsStrip::showReply(const Reply &reply)
{
    m_tick.stop();
    m_stop->hide();
    QStringList figures;
    if (reply.timing.firstToken)
        figures << figure(seconds(*reply.timing.firstToken) + u" s"_s, tr("first"));
    if (reply.timing.total)
        figures << figure(seconds(*reply.timing.total) + u" s"_s, tr("total"));
    const Tokens tokens = outputTokens(reply);
    const auto span = reply.timing.lastToken.value_or(Timing::Duration{})
        - reply.timing.firstToken.value_or(Timing::Duration{});
    if (tokens.count > 1 && span > std::chrono::milliseconds(1)) {
        const double speed = static_cast<double>(tokens.count) / std::chrono::duration<double>(span).count();
        figures << figure(withSign(QLocale().toString(qRound64(speed)), tokens.estimated), tr("tok/s"));
    }
    if (tokens.count > 0)
        figures << figure(withSign(QLocale().toString(tokens.count), tokens.estimated), tr("out"));
    if (reply.usage.creditsUsed)
        figures << figure(QLocale().toString(*reply.usage.creditsUsed, 'f', 2), tr("credits"));
    if (!reply.first().finishReason.isEmpty())
        figures << reply.first().finishReason.toHtmlEscaped();
    setVisible(!figures.isEmpty());
    m_text->setTextFormat(Qt::RichText);
    m_text->setText(figures.join(u"&nbsp;&nbsp; "_s));
    m_text->setToolTip(toolTipOf(reply, figures));
}

void MetricsStrip::clear()
{
    m_tick.stop();
    m_text->clear();
    m_stop->hide();
    hide();
}

} // namespace Parlance
