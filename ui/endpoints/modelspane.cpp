// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/modelspane.h"

#include "ui/endpoints/foundmodels.h"
#include "ui/endpoints/gatewaybar.h"
#include "ui/endpoints/gatewayhelp.h"
#include "ui/endpoints/modeltable.h"
#include "ui/endpoints/modelview.h"
#include "ui/playground/lanenotice.h"
#include "ui/playground/livebar.h"
#include "view/base/showinstead.h"
#include "workspace/words/timetext.h"

#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QString tierNames(const Gateway &gateway)
{
    QStringList names;
    for (const Tier &tier : gateway.tiers) {
        if (!tier.model.isEmpty())
            names.append(tier.model);
    }
    return names.join(u", "_s);
}

} // namespace

ModelsPane::ModelsPane(ChatClient *client, TargetResolver *resolver, QWidget *parent)
    : QFrame(parent)
    , m_source(new ModelSource(client, resolver, this))
    , m_gateway(new GatewayBar(m_source->connection(), resolver))
    , m_refresh(new QPushButton(tr("Refresh")))
    , m_stop(new QPushButton(tr("Stop")))
    , m_close(new QToolButton)
    , m_live(new LiveBar(resolver))
    , m_notice(new LaneNotice)
    , m_help(new GatewayHelp(resolver, m_source->connection(), m_notice))
    , m_stack(new QStackedWidget)
    , m_empty(new QLabel)
    , m_view(new ModelView)
    , m_count(new QLabel)
{
    setObjectName(u"modelsPane"_s);
    m_empty->setObjectName(u"noModels"_s);
    m_empty->setProperty("role", u"secondary"_s);
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setMargin(24);
    m_count->setObjectName(u"modelCount"_s);
    m_count->setProperty("role", u"secondary"_s);
    m_count->setContentsMargins(16, 4, 12, 6);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_view);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(makeTop());
    layout->addWidget(m_live);
    layout->addWidget(m_notice);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_count);
    connectParts();
    connectHelp();
    setClosable(false);
    showState();
}

QLayout *ModelsPane::makeTop()
{
    m_refresh->setObjectName(u"refreshModels"_s);
    m_stop->setObjectName(u"stopModels"_s);
    m_close->setObjectName(u"closeModels"_s);
    m_close->setText(u"✕"_s);
    m_close->setAccessibleName(tr("Close this list"));
    m_close->setToolTip(m_close->accessibleName());
    auto *row = new QHBoxLayout;
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(8);
    row->addWidget(m_gateway, 1);
    row->addWidget(m_refresh);
    row->addWidget(m_stop);
    row->addWidget(m_close);
    return row;
}

void ModelsPane::connectParts()
{
    connect(m_refresh, &QPushButton::clicked, m_source, &ModelSource::refresh);
    connect(m_stop, &QPushButton::clicked, m_source, &ModelSource::stop);
    connect(m_close, &QToolButton::clicked, this, &ModelsPane::closeRequested);
    connect(m_source->connection(), &GatewayConnection::chosen, this, &ModelsPane::askDemo);
    connect(m_source, &ModelSource::listChanged, this, &ModelsPane::showList);
    connect(m_source, &ModelSource::changed, this, &ModelsPane::showState);
    connect(m_source, &ModelSource::silent, this, &ModelsPane::showSilence);
    connect(m_view, &ModelView::selectionMoved, this, &ModelsPane::rowsChanged);
    connect(m_live, &LiveBar::demoRequested, m_source->connection(), &GatewayConnection::toggleMode);
    connect(m_live, &LiveBar::keyAllowed, m_source, &ModelSource::refresh);
}

void ModelsPane::connectHelp()
{
    connect(m_help, &GatewayHelp::againRequested, m_source, &ModelSource::refresh);
    connect(m_help, &GatewayHelp::keyRequested, this, &ModelsPane::keyRequested);
    connect(m_help, &GatewayHelp::settingsRequested, this, &ModelsPane::settingsRequested);
}

void ModelsPane::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    askDemo();
}

void ModelsPane::askDemo()
{
    if (isVisible() && m_source->connection()->isDemo() && !m_source->isListed() && !m_source->error())
        m_source->refresh();
}

void ModelsPane::showList()
{
    m_view->setModels(m_source->models());
}

void ModelsPane::showState()
{
    const GatewayConnection *connection = m_source->connection();
    m_live->follow(connection->gateway(), connection->choice().mode);
    m_refresh->setEnabled(!m_source->url().isEmpty());
    showInstead(m_source->isBusy() ? m_stop : m_refresh, m_source->isBusy() ? m_refresh : m_stop);
    showProblem();
    showRows();
}

/// A question about the key, in the bar above, takes precedence.
void ModelsPane::showProblem()
{
    if (m_source->isBusy() || m_live->isAsking())
        return m_notice->hide();
    m_help->show(m_source->error(), m_source->call());
}

void ModelsPane::showRows()
{
    m_empty->setText(emptyText());
    m_stack->setCurrentWidget(m_view->found()->rowCount() > 0 ? static_cast<QWidget *>(m_view) : m_empty);
    m_count->setText(countText());
    Q_EMIT rowsChanged();
}

QString ModelsPane::emptyText() const
{
    const Gateway &gateway = m_source->connection()->gateway();
    const QString name = gateway.fullName();
    if (m_source->isBusy())
        return tr("Asking %1 for its models…").arg(name);
    if (!m_source->models().isEmpty())
        return tr("None of these models fits the search.");
    if (m_source->isListed())
        return tr("%1 lists no models.").arg(name);
    if (!gateway.endpoints.contains(EndpointKind::Models)) {
        const QString tiers = tierNames(gateway);
        return tiers.isEmpty() ? tr("%1 has no list of models.").arg(name)
                               : tr("%1 has no list of models. Its documentation names: %2").arg(name, tiers);
    }
    return m_source->error() ? QString() : tr("Refresh asks %1 for its models.").arg(name);
}

QString ModelsPane::countText() const
{
    const auto all = static_cast<int>(m_source->models().size());
    const int shown = m_view->found()->rowCount();
    if (!m_source->isListed())
        return {};
    QString text = shown == all ? tr("%Ln models", nullptr, all)
                                : tr("%1 of %Ln models", nullptr, all).arg(QLocale().toString(shown));
    int own = 0;
    for (int row = 0; row < all; ++row)
        own += m_view->table()->isOnlyHere(row) ? 1 : 0;
    if (own > 0)
        text += u" · "_s + tr("%n only here", nullptr, own);
    if (all == MostListedModels)
        text += u" · "_s + tr("others were left out");
    return text;
}

void ModelsPane::showSilence(const Silence &silence)
{
    if (silence.time > Silence().time)
        m_empty->setText(TimeText::silence(silence));
}

void ModelsPane::setOther(const std::optional<QSet<QString>> &other)
{
    m_view->table()->setOther(other);
    m_view->found()->invalidate();
    showRows();
}

void ModelsPane::setSearch(const QString &words, bool onlyHere)
{
    m_view->found()->setSearch(words);
    m_view->found()->setOnlyHere(onlyHere);
    showRows();
}

void ModelsPane::setClosable(bool closable)
{
    m_close->setVisible(closable);
}

std::optional<QSet<QString>> ModelsPane::ids() const
{
    if (!m_source->isListed())
        return std::nullopt;
    const QStringList ids = idsOf(m_source->models());
    return QSet<QString>(ids.cbegin(), ids.cend());
}

} // namespace Parlance
