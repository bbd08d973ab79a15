// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/endpointcolumn.h"

#include "client/chatclient.h"
#include "client/keyconsent.h"
#include "client/retrywait.h"
#include "ui/compose/tierbutton.h"
#include "ui/endpoints/endpointview.h"
#include "ui/endpoints/gatewayhelp.h"
#include "ui/endpoints/runfigures.h"
#include "ui/playground/faultmenu.h"
#include "ui/playground/lanenotice.h"
#include "ui/playground/livebar.h"
#include "ui/playground/menubutton.h"
#include "ui/playground/metricsstrip.h"
#include "ui/playground/modebadge.h"
#include "ui/playground/retrybar.h"
#include "view/base/elidedlabel.h"
#include "view/base/plainlabel.h"
#include "view/base/stylesheet.h"
#include "view/base/tooltip.h"
#include "workspace/words/limittext.h"

#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int ProgressSteps = 1000;
constexpr int LeastWidth = 260;

} // namespace

EndpointColumn::EndpointColumn(const Shared &shared, EndpointView *view, QWidget *parent)
    : QFrame(parent)
    , m_shared(shared)
    , m_connection(new GatewayConnection(shared.resolver, this))
    , m_view(view)
    , m_picker(new EndpointPicker(shared.known, shared.resolver, shared.models, m_connection, this))
    , m_tier(new TierButton)
    , m_mode(new ModeBadge)
    , m_host(new ElidedLabel)
    , m_limits(plainLabel(u"columnLimits"_s, u"secondary"_s))
    , m_menu(new QMenu(this))
    , m_more(new MenuButton(m_menu, tr("Column menu"), tr("What this column can do")))
    , m_faults(new FaultMenu(this))
    , m_close(new QToolButton)
    , m_stack(new QStackedWidget)
    , m_placeholder(plainLabel(u"columnPlaceholder"_s, u"secondary"_s))
    , m_tryAnyway(new QPushButton(tr("Try anyway")))
    , m_remarks(plainLabel(u"columnRemarks"_s, u"secondary"_s))
    , m_live(new LiveBar(shared.resolver))
    , m_notice(new LaneNotice)
    , m_help(new GatewayHelp(shared.resolver, m_connection, m_notice))
    , m_retry(new RetryBar(shared.client->clock(), [this] { return isBusy(); }))
    , m_progress(new QProgressBar)
    , m_strip(new MetricsStrip([this] { return m_run ? m_run->exchange()->elapsed() : Timing::Duration(0); }))
{
    setObjectName(u"endpointColumn"_s);
    setMinimumWidth(LeastWidth);
    buildLayout();
    connectParts();
    connectHelp();
    connectFaults();
    connectRetry();
    setClosable(false);
}

EndpointColumn::~EndpointColumn()
{
    m_view->disconnect(this);
    m_view->clear();
}

QWidget *EndpointColumn::makeHeader()
{
    m_host->setObjectName(u"laneHost"_s);
    m_host->setElideMode(Qt::ElideLeft); // the end identifies the owner
    m_limits->setWordWrap(false);
    m_more->setObjectName(u"columnMenuButton"_s);
    m_close->setObjectName(u"closeColumn"_s);
    m_close->setText(u"✕"_s);
    m_close->setAccessibleName(tr("Close this column"));
    m_close->setToolTip(m_close->accessibleName());
    auto *top = new QHBoxLayout;
    top->addWidget(m_tier);
    top->addStretch();
    top->addWidget(m_more);
    top->addWidget(m_close);
    auto *bottom = new QHBoxLayout;
    bottom->setContentsMargins(7, 0, 8, 0);
    bottom->setSpacing(8);
    bottom->addWidget(m_mode);
    bottom->addWidget(m_host, 1);
    bottom->addWidget(m_limits);
    auto *header = new QFrame;
    header->setObjectName(u"laneHeader"_s);
    auto *layout = new QVBoxLayout(header);
    layout->setContentsMargins(9, 8, 8, 8);
    layout->setSpacing(2);
    layout->addLayout(top);
    layout->addLayout(bottom);
    return header;
}

QWidget *EndpointColumn::makePlaceholder()
{
    m_placeholder->setAlignment(Qt::AlignCenter);
    m_tryAnyway->setObjectName(u"tryAnyway"_s);
    auto *widget = new QWidget;
    auto *layout = new QVBoxLayout(widget);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->addStretch();
    layout->addWidget(m_placeholder);
    layout->addWidget(m_tryAnyway, 0, Qt::AlignCenter);
    layout->addStretch();
    return widget;
}

void EndpointColumn::buildLayout()
{
    m_remarks->setContentsMargins(16, 4, 12, 4);
    m_progress->setObjectName(u"columnProgress"_s);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(4);
    m_progress->setRange(0, ProgressSteps);
    m_stack->addWidget(makePlaceholder());
    m_stack->addWidget(m_view);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHeader());
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_remarks);
    layout->addWidget(m_live);
    layout->addWidget(m_notice);
    layout->addWidget(m_retry);
    layout->addWidget(m_progress);
    layout->addWidget(m_strip);
}

void EndpointColumn::connectParts()
{
    connect(m_tier, &TierButton::clicked, this, [this] { m_picker->open(m_tier); });
    connect(m_mode, &ModeBadge::clicked, m_connection, &GatewayConnection::toggleMode);
    connect(m_connection, &GatewayConnection::changed, this, &EndpointColumn::follow);
    connect(m_connection, &GatewayConnection::chosen, this, &EndpointColumn::fitModel);
    connect(m_tryAnyway, &QPushButton::clicked, this, &EndpointColumn::runRequested);
    connect(m_close, &QToolButton::clicked, this, &EndpointColumn::closeRequested);
    connect(m_strip, &MetricsStrip::stopRequested, this, &EndpointColumn::stop);
    connect(m_view, &EndpointView::worked, this, &EndpointColumn::showState);
    connect(m_view, &EndpointView::againRequested, this, &EndpointColumn::runRequested);
    connect(&m_shared.client->rateLimits(), &RateLimits::used, this, &EndpointColumn::showLimits);
}

void EndpointColumn::connectHelp()
{
    connect(m_live, &LiveBar::demoRequested, m_connection, &GatewayConnection::toggleMode);
    connect(m_help, &GatewayHelp::againRequested, this, &EndpointColumn::runRequested);
    connect(m_help, &GatewayHelp::settingsRequested, this, &EndpointColumn::settingsRequested);
    connect(m_help, &GatewayHelp::keyRequested, this, &EndpointColumn::keyRequested);
}

void EndpointColumn::connectFaults()
{
    m_menu->addMenu(m_faults);
    connect(m_menu, &QMenu::aboutToShow, this, [this] {
        m_faults->setFaults(faults());
        m_faults->setFault(m_connection->fault());
    });
    connect(m_faults, &FaultMenu::faultChosen, m_connection, &GatewayConnection::setFault);
    connect(m_connection, &GatewayConnection::chosen, this, &EndpointColumn::fitFault);
}

/// Another gateway or model is not asked without the user.
void EndpointColumn::connectRetry()
{
    connect(m_retry, &RetryBar::againRequested, this, &EndpointColumn::runRequested);
    connect(m_connection, &GatewayConnection::chosen, m_retry->retry(), &RetryWait::end);
}

QString EndpointColumn::name() const
{
    return nameOf(m_connection->choice(), m_connection->gateway());
}

QString EndpointColumn::reserved() const
{
    return m_connection->gateway().endpoints.value(m_shared.known.endpoint).reserved;
}

Target EndpointColumn::target() const
{
    return m_connection->withFault(m_shared.resolver->target(
        m_connection->gateway(), m_connection->choice().mode, m_shared.known.endpoint));
}

QString EndpointColumn::obstacle() const
{
    if (!reserved().isEmpty())
        return tr("%1 has reserved this endpoint.").arg(m_connection->gateway().fullName());
    const std::optional<ChatError> problem = target().problem;
    if (problem)
        return problem->message;
    return m_connection->choice().model.isEmpty() ? tr("Choose a model first.") : QString();
}

/// What is reserved can be tried, without a model.
bool EndpointColumn::canRun() const
{
    return !isBusy() && (reserved().isEmpty() ? obstacle().isEmpty() : !target().problem);
}

void EndpointColumn::run()
{
    if (!canRun())
        return;
    dropRun();
    const Target target = this->target();
    m_limit = target.limit;
    const QString model = m_connection->choice().model;
    m_run = m_view->start(*m_shared.client, target, model);
    m_run->exchange()->setModel(model);
    m_strip->begin();
    m_strip->show();
    m_live->quiet();
    connectRun();
    showState();
    Q_EMIT callChanged();
}

void EndpointColumn::connectRun()
{
    const HttpExchange *exchange = m_run->exchange();
    connect(exchange, &HttpExchange::waiting, m_strip, &MetricsStrip::wait);
    connect(exchange, &HttpExchange::silent, m_strip, &MetricsStrip::showSilence);
    connect(exchange, &HttpExchange::uploaded, this, &EndpointColumn::showUpload);
    connect(m_run.get(), &HttpRun::progressed, this, [this] {
        showRun();
        showState();
    });
    connect(m_run.get(), &HttpRun::finished, this, &EndpointColumn::end);
}

/// The first that a run brings takes the place of the former result.
void EndpointColumn::showRun()
{
    const bool isNew = m_view->hasArrived() || m_run->state() == HttpRun::State::Complete;
    if (isNew && !std::exchange(m_isShown, true)) {
        m_view->clear();
        Q_EMIT changed(); // what compares it forgets the former one, too
    }
    if (m_isShown)
        m_view->showRun();
}

void EndpointColumn::end()
{
    showRun();
    const Usage usage = m_isShown ? m_view->usage() : Usage();
    m_shared.client->rateLimits().note(m_limit, usage);
    m_connection->endFaultOf(*call());
    const auto figures = figuresOf(*m_run, usage);
    m_strip->showItems(figures, tableOf(figures));
    beginWait();
    showState();
    Q_EMIT callChanged();
}

/// What asks for the same is the same question, as in a lane.
void EndpointColumn::beginWait()
{
    Reply reply;
    if (!m_isShown || m_view->isEmpty())
        reply.error = m_run->error();
    m_retry->retry()->begin(reply, static_cast<qint64>(qHash(call()->sent.body)));
}

void EndpointColumn::stop()
{
    if (isRunning())
        m_run->stop();
    m_view->stop();
}

void EndpointColumn::clear()
{
    m_view->clear();
    dropRun();
    m_strip->clear();
    showState();
    Q_EMIT callChanged();
}

void EndpointColumn::dropRun()
{
    m_retry->retry()->end();
    if (m_run)
        m_run->disconnect(this);
    m_run.reset();
    m_isShown = false;
}

bool EndpointColumn::isRunning() const
{
    return m_run && m_run->state() == HttpRun::State::Running;
}

QString EndpointColumn::asked() const
{
    return isRunning() ? nameOf(*call()) : QString();
}

bool EndpointColumn::isBusy() const
{
    return isRunning() || m_view->isWorking();
}

bool EndpointColumn::hasFailed() const
{
    return m_run && m_run->state() == HttpRun::State::Failed;
}

std::shared_ptr<const Call> EndpointColumn::call() const
{
    return m_run ? m_run->call() : nullptr;
}

void EndpointColumn::goLive(const QString &gatewayId)
{
    const bool isOther = gatewayId != m_connection->gateway().id;
    if (!m_connection->goLive(gatewayId))
        return;
    if (isOther) { // its default is a model for chats
        LaneChoice choice = m_connection->choice();
        choice.model.clear();
        m_connection->choose(choice);
    }
    m_live->announce();
}

void EndpointColumn::fitModel()
{
    LaneChoice choice = m_connection->choice();
    choice.model = m_shared.known.fitting(choice.model, m_connection->gateway(), choice.mode);
    if (choice != m_connection->choice())
        m_connection->choose(choice);
}

/// The failures that the endpoint knows.
QList<Fault> EndpointColumn::faults() const
{
    return faultsAt(m_connection->gateway().endpoints.value(m_shared.known.endpoint).path, m_shared.faults);
}

/// Another gateway's endpoint may not know the failure.
void EndpointColumn::fitFault()
{
    if (!std::ranges::contains(faults(), m_connection->fault(), &Fault::name))
        m_connection->setFault({});
}

/// What failed at another gateway, or with another key, is no longer said.
void EndpointColumn::follow()
{
    m_live->follow(m_connection->gateway(), m_connection->choice().mode);
    showHeader();
    showLimits();
    showState();
}

void EndpointColumn::showHeader()
{
    const Gateway &gateway = m_connection->gateway();
    const LaneChoice &choice = m_connection->choice();
    const bool isLive = !m_connection->isDemo();
    const QUrl base = m_shared.resolver->baseUrl(gateway, choice.mode);
    const QString missing = reserved().isEmpty() ? tr("Choose a model") : tr("reserved");
    m_tier->setTier(gateway.fullName(), choice.model.isEmpty() ? missing : choice.model);
    m_mode->setMode(isLive, m_connection->fault());
    m_more->setVisible(!isLive && !m_shared.faults.isEmpty());
    m_host->setText(isLive ? hostOf(base) : QString());
    m_host->setToolTip(plainToolTip(isLive ? originOf(base) : QString()));
}

void EndpointColumn::showLimits()
{
    const Gateway &gateway = m_connection->gateway();
    const LimitUse use{.gateway = gateway.name,
        .key = m_shared.client->rateLimits().use(target().limit),
        .tokensPerDay = gateway.limits.tokensPerDay};
    m_limits->setText(LimitText::brief(use));
    m_limits->setToolTip(LimitText::table(use, {}));
}

void EndpointColumn::showState()
{
    const QStringList remarks = m_view->remarks();
    m_remarks->setText(remarks.join(u'\n'));
    m_remarks->setVisible(!remarks.isEmpty());
    const bool isOfOther = call() && call()->gateway.id != m_connection->gateway().id;
    const bool isHidden = isOfOther && !reserved().isEmpty(); // the reason must be seen
    m_stack->setCurrentIndex(m_view->isEmpty() || isHidden ? 0 : 1);
    showPlaceholder();
    if (isBusy() || m_live->isAsking()) // a question about the key takes precedence
        m_notice->hide();
    else
        m_help->show(m_run ? m_run->error() : std::nullopt, call(), m_isShown && !m_view->isEmpty());
    showProgress();
    Q_EMIT changed();
}

void EndpointColumn::showPlaceholder()
{
    const bool isOffered = !reserved().isEmpty() && !isBusy();
    const QString name = m_connection->gateway().fullName();
    m_tryAnyway->setVisible(isOffered);
    m_tryAnyway->setEnabled(canRun());
    if (isBusy())
        m_placeholder->setText(tr("Asking %1…").arg(call() ? call()->gateway.fullName() : name));
    else if (isOffered)
        m_placeholder->setText(tr("%1 has reserved this endpoint.\n%2").arg(name, reserved()));
    else if (!m_connection->gateway().endpoints.contains(m_shared.known.endpoint))
        m_placeholder->setText(tr("%1 has no such endpoint.").arg(name));
    else
        m_placeholder->setText(m_run ? QString() : tr("Nothing here yet"));
}

void EndpointColumn::showUpload(qint64 sent, qint64 total)
{
    if (sent < total)
        showProgress(tr("Sent %1 of %2").arg(briefSize(sent), briefSize(total)),
            static_cast<double>(sent) / static_cast<double>(total));
    else
        showProgress();
}

void EndpointColumn::showProgress()
{
    const auto progress = m_view->progress();
    const qint64 received = m_run ? m_run->call()->recording.size() : 0;
    if (!isBusy())
        return m_progress->hide();
    if (progress)
        showProgress(progress->text, progress->share);
    else
        showProgress(received > 0 ? tr("%1 received").arg(briefSize(received)) : QString(), {});
}

void EndpointColumn::showProgress(const QString &text, std::optional<double> share)
{
    m_strip->showProgress(text);
    m_progress->setVisible(share.has_value());
    m_progress->setValue(static_cast<int>(share.value_or(0) * ProgressSteps));
    m_progress->setAccessibleName(text);
}

void EndpointColumn::setCurrent(bool isCurrent)
{
    setStyleProperty(findChild<QFrame *>(u"laneHeader"_s), "current", isCurrent);
}

void EndpointColumn::setClosable(bool closable)
{
    m_close->setVisible(closable);
}

} // namespace Parlance
