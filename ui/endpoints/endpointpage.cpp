// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/endpointpage.h"

#include "client/modellist.h"
#include "ui/endpoints/endpointview.h"
#include "ui/endpoints/runpanel.h"
#include "ui/playground/keptpage.h"
#include "ui/playground/taborder.h"
#include "view/base/plainlabel.h"

#include <QApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QScrollArea>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Parlance {

namespace {

constexpr int SideWidth = 320;

} // namespace

EndpointPage::EndpointPage(const QString &kind, const Services &services, const EndpointModels &known,
    const QString &runText, QWidget *parent)
    : Page(kind, parent)
    , m_shared({.client = services.client,
          .resolver = services.resolver,
          .models = new ModelList(services.client, services.resolver, this),
          .known = known,
          .faults = services.faults})
    , m_runText(runText)
    , m_panel(new RunPanel(QString(runText).remove(u'&')))
    , m_inputs(new QVBoxLayout)
    , m_parameters(new EndpointParameters)
    , m_side(new QFrame)
    , m_splitter(new QSplitter)
    , m_scroll(new QScrollArea)
    , m_note(plainLabel(u"endpointNote"_s, u"secondary"_s))
{
    buildLayout();
    m_checkLater.setSingleShot(true);
    m_checkLater.setInterval(150ms);
    connect(&m_checkLater, &QTimer::timeout, this, &EndpointPage::showCheck);
    connect(m_parameters, &EndpointParameters::changed, this, &EndpointPage::noteInput);
    connect(m_parameters, &EndpointParameters::changed, this, &Page::keptChanged);
    connectPanel();
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto *shortcut = new QShortcut(QKeySequence(Qt::CTRL | key), this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, &EndpointPage::runAll);
    }
    connect(qApp, &QApplication::focusChanged, this,
        [this](const QWidget *, const QWidget *focus) { followFocus(focus); });
}

/// Its columns lose the focus after it.
EndpointPage::~EndpointPage()
{
    qApp->disconnect(this);
    for (EndpointColumn *column : std::as_const(m_columns))
        letGo(column);
}

void EndpointPage::buildLayout()
{
    auto *both = new QSplitter;
    both->setObjectName(u"endpointSplitter"_s);
    both->setChildrenCollapsible(false);
    both->setHandleWidth(1);
    both->addWidget(makeSide());
    both->addWidget(makeColumns());
    both->setStretchFactor(1, 1);
    both->setSizes({SideWidth, 2 * SideWidth});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(both);
}

QWidget *EndpointPage::makeColumns()
{
    m_splitter->setObjectName(u"endpointColumns"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_scroll->setWidget(m_splitter);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_note->setContentsMargins(16, 6, 12, 6);
    m_note->hide();
    auto *widget = new QWidget;
    auto *layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_note);
    return widget;
}

std::optional<QString> EndpointPage::text(QLatin1StringView name) const
{
    const QJsonValue value = parameter(name);
    return value.isString() ? std::optional(value.toString()) : std::nullopt;
}

void EndpointPage::setNote(const QString &text)
{
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
}

QWidget *EndpointPage::makeSide()
{
    auto *inputs = new QWidget; // before the parameters, as Tab visits them in the order of their addition
    inputs->setLayout(m_inputs);
    m_inputs->setSizeConstraint(QLayout::SetMinAndMaxSize); // a low input leaves its room to the parameters
    m_inputs->setContentsMargins(0, 0, 0, 0);
    m_inputs->setSpacing(6);
    m_side->setObjectName(u"endpointSide"_s);
    auto *layout = new QVBoxLayout(m_side);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(inputs, 1);
    layout->addWidget(m_parameters, 1);
    layout->addStretch();
    layout->addWidget(m_panel);
    return m_side;
}

void EndpointPage::connectPanel()
{
    connect(m_panel, &RunPanel::runRequested, this, &EndpointPage::runAll);
    connect(m_panel, &RunPanel::anywayRequested, this, [this] {
        const QList<EndpointColumn *> refused = m_refused;
        m_insisted = checkOf(refused).refusal;
        run(refused);
    });
    connect(m_panel, &RunPanel::stopRequested, this, [this] { act(Command::Stop); });
    connect(m_panel, &RunPanel::columnRequested, this, [this] { addColumn(nextChoice()); });
}

EndpointColumn *EndpointPage::addColumn(const LaneChoice &choice)
{
    auto *column = new EndpointColumn(m_shared, makeView());
    m_columns.append(column);
    m_splitter->addWidget(column);
    column->connection()->choose(choice);
    connectColumn(column);
    applyZoom(zoomFactor());
    setCurrent(column);
    chainParts();
    showState();
    showCheck();
    columnsChanged();
    Q_EMIT keptChanged();
    return column;
}

void EndpointPage::chainParts()
{
    QList<QWidget *> parts{m_side};
    for (EndpointColumn *column : std::as_const(m_columns))
        parts.append(column);
    chainTabStops(parts);
}

void EndpointPage::connectColumn(EndpointColumn *column)
{
    connect(column, &EndpointColumn::changed, this, &EndpointPage::showState);
    connect(column, &EndpointColumn::changed, this, &EndpointPage::columnsChanged);
    connect(column, &EndpointColumn::callChanged, this, &Page::currentCallChanged);
    connect(column, &EndpointColumn::runRequested, this, [this, column] { run({column}); });
    connect(column, &EndpointColumn::closeRequested, this, [this, column] { closeColumn(column); });
    connect(column, &EndpointColumn::settingsRequested, this, &Page::settingsRequested);
    connect(column, &EndpointColumn::keyRequested, this, &Page::keyRequested);
    connect(column->connection(), &GatewayConnection::chosen, this, [this] {
        noteInput(); // hints depend on the model
        Q_EMIT keptChanged();
    });
}

void EndpointPage::letGo(EndpointColumn *column)
{
    column->disconnect(this);
    column->connection()->disconnect(this);
}

void EndpointPage::closeColumn(EndpointColumn *column)
{
    if (m_columns.size() == 1)
        return;
    m_columns.removeOne(column);
    letGo(column);
    column->clear();
    column->hide();
    column->deleteLater();
    if (m_current == column)
        m_current = nullptr;
    setCurrent(m_current ? m_current : m_columns.first());
    showState();
    showCheck();
    columnsChanged();
    Q_EMIT keptChanged();
}

void EndpointPage::followFocus(const QWidget *focus)
{
    for (EndpointColumn *column : std::as_const(m_columns)) {
        if (column->isAncestorOf(focus))
            setCurrent(column);
    }
}

void EndpointPage::setCurrent(EndpointColumn *column)
{
    const bool isOther = std::exchange(m_current, column) != column;
    for (EndpointColumn *each : std::as_const(m_columns)) {
        each->setCurrent(each == m_current && m_columns.size() > 1);
        each->setClosable(m_columns.size() > 1);
    }
    if (!isOther)
        return;
    Q_EMIT stateChanged();
    Q_EMIT currentCallChanged();
}

/// The others run one by one only, when the user asks for it.
QList<EndpointColumn *> EndpointPage::unreserved() const
{
    QList<EndpointColumn *> columns;
    std::ranges::copy_if(m_columns, std::back_inserter(columns),
        [](const EndpointColumn *column) { return column->reserved().isEmpty(); });
    return columns;
}

void EndpointPage::runAll()
{
    if (can(Command::Run))
        run(unreserved());
}

/// What would be refused is sent if the user insists; then the same is not asked about again.
void EndpointPage::run(const QList<EndpointColumn *> &columns)
{
    const RequestCheck check = checkOf(columns);
    m_checkLater.stop();
    m_panel->showCheck(check);
    m_refused.clear();
    if (!check.problem.isEmpty())
        return;
    if (!check.refusal.isEmpty() && check.refusal != m_insisted) {
        m_refused = columns;
        return m_panel->refuse(check);
    }
    for (EndpointColumn *column : columns)
        column->run();
}

RequestCheck EndpointPage::checkOf(const QList<EndpointColumn *> &columns) const
{
    RequestCheck all;
    for (const EndpointColumn *column : columns) {
        const RequestCheck one = check(column->connection()->choice().model);
        if (all.problem.isEmpty())
            all.problem = one.problem;
        if (all.refusal.isEmpty())
            all.refusal = one.refusal;
        all.hints += one.hints;
    }
    all.hints.removeDuplicates();
    return all;
}

/// A page without input says nothing of that before the user wants to run it.
void EndpointPage::showCheck()
{
    m_checkLater.stop();
    m_refused.clear();
    m_panel->showCheck(hasInput() ? checkOf(unreserved()) : RequestCheck());
}

void EndpointPage::showState()
{
    m_panel->showState(isBusy(), obstacle());
    Q_EMIT stateChanged();
}

/// Why nothing can be run; empty if something can.
QString EndpointPage::obstacle() const
{
    return can(Command::Run) || m_columns.isEmpty() ? QString() : m_columns.first()->obstacle();
}

Page::State EndpointPage::state() const
{
    if (std::ranges::any_of(m_columns, &EndpointColumn::isBusy))
        return State::Busy;
    return std::ranges::any_of(m_columns, &EndpointColumn::hasFailed) ? State::Failed : State::Idle;
}

Unsaved EndpointPage::unsaved() const
{
    Unsaved unsaved{.input = hasInput()};
    for (const EndpointColumn *column : m_columns) {
        unsaved.results = unsaved.results || !column->view()->isEmpty();
        unsaved.running << column->asked();
    }
    unsaved.running.removeAll(QString());
    return unsaved;
}

void EndpointPage::drop()
{
    for (EndpointColumn *column : std::as_const(m_columns))
        column->clear();
}

QString EndpointPage::kept(const KeptTab &tab) const
{
    QJsonArray columns;
    for (const EndpointColumn *column : m_columns)
        columns.append(toJson(column->connection()->choice()));
    return writeKept({{u"columns"_s, columns}, {u"parameters"_s, m_parameters->kept()}}, tab);
}

bool EndpointPage::restore(const QString &kept)
{
    const QJsonObject object = QJsonDocument::fromJson(kept.toUtf8()).object();
    m_parameters->restore(object["parameters"_L1].toObject());
    const QJsonArray columns = object["columns"_L1].toArray();
    for (const QJsonValue &column : columns) {
        const LaneChoice choice = laneChoiceFrom(column.toObject());
        if (m_shared.resolver->catalog().find(choice.gateway))
            addColumn(choice);
    }
    return !m_columns.isEmpty();
}

bool EndpointPage::can(Command command) const
{
    switch (command) {
    case Command::Run:
        return std::ranges::any_of(m_columns,
            [](const EndpointColumn *column) { return column->canRun() && column->reserved().isEmpty(); });
    case Command::Stop:
        return isBusy() || std::ranges::any_of(m_columns,
                               [](const EndpointColumn *column) { return column->view()->isPlaying(); });
    case Command::Export:
        return m_current && !m_current->view()->isEmpty();
    case Command::Focus:
        return true;
    default:
        return false;
    }
}

void EndpointPage::act(Command command)
{
    switch (command) {
    case Command::Run:
        return runAll();
    case Command::Stop:
        std::ranges::for_each(m_columns, &EndpointColumn::stop);
        return;
    case Command::Export:
        return m_current->view()->save();
    case Command::Focus:
        return focusInput();
    default:
        return;
    }
}

QString EndpointPage::exportName() const
{
    return m_columns.size() > 1 ? m_current->name() : QString();
}

std::shared_ptr<const Call> EndpointPage::currentCall() const
{
    return m_current ? m_current->call() : nullptr;
}

Page::Calls EndpointPage::callsBeside(const std::shared_ptr<const Call> &call) const
{
    Calls calls;
    for (const EndpointColumn *column : m_columns) {
        if (const auto other = column->call())
            calls.append({nameOf(*other), other});
    }
    const bool isThere = std::ranges::contains(calls, call, &Calls::value_type::second);
    return isThere ? calls : Page::callsBeside(call);
}

QString EndpointPage::gatewayId() const
{
    return m_current ? m_current->connection()->gateway().id : QString();
}

void EndpointPage::goLive(const QString &gatewayId)
{
    if (m_current)
        m_current->goLive(gatewayId);
}

void EndpointPage::begin(const Page *like)
{
    addColumn(choiceLike(like, *m_shared.resolver, m_shared.known.endpoint));
}

/// The first in the current column, each other in a new one.
void EndpointPage::open(const QList<LaneChoice> &choices)
{
    if (m_columns.isEmpty())
        addColumn(choices.first());
    else
        m_current->connection()->choose(choices.first());
    for (const LaneChoice &choice : choices.sliced(1))
        addColumn(choice);
}

/// Like the current column, with another model if one is known.
LaneChoice EndpointPage::nextChoice() const
{
    LaneChoice choice = m_current->connection()->choice();
    const QList<Tier> tiers = m_shared.known.tiers(m_current->connection()->gateway(), choice.mode);
    const auto isUsed = [this](const Tier &tier) {
        return std::ranges::any_of(m_columns,
            [&](const EndpointColumn *column) { return column->connection()->choice().model == tier.model; });
    };
    const auto other = std::ranges::find_if_not(tiers, isUsed);
    if (other != tiers.cend())
        choice.model = other->model;
    return choice;
}

void EndpointPage::applyZoom(qreal factor)
{
    for (const EndpointColumn *column : std::as_const(m_columns))
        column->view()->setZoom(factor);
}

} // namespace Parlance
