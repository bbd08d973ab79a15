// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/modelspage.h"

#include "ui/endpoints/endpointmodels.h"
#include "ui/endpoints/modelspane.h"
#include "ui/endpoints/modeltable.h"
#include "ui/endpoints/modelview.h"
#include "ui/export/saveas.h"
#include "ui/playground/keptpage.h"
#include "ui/playground/taborder.h"
#include "view/base/linkbutton.h"

#include <QApplication>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

const QString Kind = u"models"_s;

/// A list with bullets.
QPainterPath icon()
{
    QPainterPath path;
    for (const double y : {-4.0, 0.0, 4.0}) {
        path.addEllipse(QPointF(-5, y), 0.6, 0.6);
        path.moveTo(-2, y);
        path.lineTo(6, y);
    }
    return path;
}

} // namespace

PageKind ModelsPage::pageKind(ChatClient *client, TargetResolver *resolver)
{
    return {.id = Kind,
        .name = tr("&Models page"),
        .tab = tr("Models"),
        .toolTip = tr("The models that a gateway lists, or two gateways side by side"),
        .icon = icon(),
        .make = [client, resolver](const PageKinds &kinds) {
            return new ModelsPage(client, resolver, kinds);
        }};
}

ModelsPage::ModelsPage(ChatClient *client, TargetResolver *resolver, const PageKinds &kinds, QWidget *parent)
    : Page(Kind, parent)
    , m_client(client)
    , m_resolver(resolver)
    , m_search(new QLineEdit)
    , m_onlyHere(new QCheckBox(tr("Only in one list")))
    , m_compare(new QPushButton(tr("Compare with another gateway")))
    , m_top(new QFrame)
    , m_splitter(new QSplitter)
    , m_bottom(new QFrame)
    , m_selected(new QLabel)
{
    setObjectName(u"modelsPage"_s);
    std::ranges::copy_if(
        kinds, std::back_inserter(m_takers), [](const PageKind &kind) { return !kind.openText.isEmpty(); });
    m_splitter->setObjectName(u"modelsSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_top);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_bottom);
    fillTop();
    fillBottom();
    connect(m_search, &QLineEdit::textChanged, this, &ModelsPage::search);
    connect(m_search, &QLineEdit::returnPressed, this, &ModelsPage::focusModels);
    new QShortcut(Qt::Key_Down, m_search, this, &ModelsPage::focusModels, Qt::WidgetShortcut);
    connect(m_onlyHere, &QCheckBox::toggled, this, &ModelsPage::search);
    connect(m_compare, &QPushButton::clicked, this, [this] { addPane(nextWithList()); });
    connect(qApp, &QApplication::focusChanged, this,
        [this](const QWidget *, const QWidget *focus) { followFocus(focus); });
}

/// Its panes lose the focus after it.
ModelsPage::~ModelsPage()
{
    qApp->disconnect(this);
    for (ModelsPane *pane : std::as_const(m_panes))
        letGo(pane);
}

void ModelsPage::fillTop()
{
    m_search->setObjectName(u"modelSearch"_s);
    m_search->setPlaceholderText(tr("Find models"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(360);
    m_onlyHere->setObjectName(u"onlyInOneList"_s);
    m_onlyHere->setToolTip(tr("Hides the models that both gateways list"));
    m_compare->setObjectName(u"compareModels"_s);
    lookLikeLink(m_compare);
    m_top->setObjectName(u"modelsTop"_s);
    auto *row = new QHBoxLayout(m_top);
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(12);
    row->addWidget(m_search, 1);
    row->addWidget(m_onlyHere);
    row->addStretch();
    row->addWidget(m_compare);
}

void ModelsPage::fillBottom()
{
    m_selected->setObjectName(u"selectedModels"_s);
    m_selected->setProperty("role", u"secondary"_s);
    m_selected->setWordWrap(true);
    m_bottom->setObjectName(u"modelsBottom"_s);
    auto *row = new QHBoxLayout(m_bottom);
    row->setContentsMargins(16, 8, 12, 8);
    row->setSpacing(8);
    row->addWidget(m_selected, 1);
    row->addWidget(new QLabel(tr("Open in")));
    for (const PageKind &kind : std::as_const(m_takers)) {
        auto *button = new QPushButton(kind.tab);
        button->setAccessibleName(QString(kind.openText).remove(u'&'));
        button->setToolTip(button->accessibleName());
        button->setObjectName(u"openIn-"_s + kind.id);
        connect(button, &QPushButton::clicked, this, [this, id = kind.id] { openSelected(id); });
        row->addWidget(button);
        m_opens.append(button);
    }
}

void ModelsPage::addPane(const LaneChoice &choice)
{
    if (m_panes.size() == MostPanes)
        return;
    auto *pane = new ModelsPane(m_client, m_resolver);
    m_panes.append(pane);
    m_splitter->addWidget(pane);
    pane->source()->connection()->choose(choice);
    connectPane(pane);
    applyZoom(zoomFactor());
    setCurrent(pane);
    chainParts();
    compare();
    Q_EMIT keptChanged();
}

void ModelsPage::chainParts()
{
    QList<QWidget *> parts{m_top};
    for (ModelsPane *pane : std::as_const(m_panes))
        parts.append(pane);
    chainTabStops(parts << m_bottom);
}

void ModelsPage::connectPane(ModelsPane *pane)
{
    connect(pane, &ModelsPane::closeRequested, this, [this, pane] { closePane(pane); });
    connect(pane, &ModelsPane::rowsChanged, this, &ModelsPage::showState);
    connect(pane, &ModelsPane::settingsRequested, this, &Page::settingsRequested);
    connect(pane, &ModelsPane::keyRequested, this, &Page::keyRequested);
    connect(pane->source(), &ModelSource::listChanged, this, &ModelsPage::compare);
    connect(pane->source(), &ModelSource::changed, this, &Page::currentCallChanged);
    connect(pane->source()->connection(), &GatewayConnection::chosen, this, &Page::keptChanged);
    connect(pane->view(), &QTableView::activated, this, [this] { openSelected(m_takers.value(0).id); });
    connect(pane->view(), &QTableView::customContextMenuRequested, this,
        [this, pane](const QPoint &place) { showMenu(pane, place); });
}

void ModelsPage::letGo(ModelsPane *pane)
{
    const ModelSource *source = pane->source();
    for (const QObject *part : QList<const QObject *>{pane, pane->view(), source, source->connection()})
        part->disconnect(this);
}

void ModelsPage::closePane(ModelsPane *pane)
{
    if (m_panes.size() == 1)
        return;
    m_panes.removeOne(pane);
    letGo(pane);
    pane->source()->clear();
    pane->hide();
    pane->deleteLater();
    setCurrent(m_panes.first());
    compare();
    Q_EMIT keptChanged();
}

void ModelsPage::followFocus(const QWidget *focus)
{
    for (ModelsPane *pane : std::as_const(m_panes)) {
        if (pane->isAncestorOf(focus))
            setCurrent(pane);
    }
}

void ModelsPage::setCurrent(ModelsPane *pane)
{
    if (std::exchange(m_current, pane) == pane)
        return;
    showState();
    Q_EMIT currentCallChanged();
}

/// Marks in each list what the other one lacks.
void ModelsPage::compare()
{
    const bool areTwo = m_panes.size() == MostPanes;
    for (ModelsPane *pane : std::as_const(m_panes)) {
        const ModelsPane *other = m_panes.first() == pane ? m_panes.last() : m_panes.first();
        pane->setOther(areTwo ? other->ids() : std::nullopt);
        pane->setClosable(areTwo);
    }
    const bool canCompare = areTwo && m_panes.first()->ids() && m_panes.last()->ids();
    m_onlyHere->setVisible(areTwo);
    m_onlyHere->setEnabled(canCompare);
    m_compare->setVisible(!areTwo);
    search();
}

void ModelsPage::search()
{
    const bool onlyHere = m_onlyHere->isChecked() && m_onlyHere->isEnabled();
    for (ModelsPane *pane : std::as_const(m_panes))
        pane->setSearch(m_search->text(), onlyHere);
}

/// In the table, with a model selected.
void ModelsPage::focusModels()
{
    ModelView *view = m_current->view();
    if (view->selectedIds().isEmpty())
        view->selectRow(0);
    view->setFocus();
}

void ModelsPage::showState()
{
    if (!m_current)
        return;
    const qsizetype count = m_current->view()->selectedIds().size();
    m_selected->setText(
        count == 0 ? tr("Select a model to open it.") : tr("%n selected", nullptr, static_cast<int>(count)));
    if (count > MostOpened)
        m_selected->setText(tr("%1 selected; up to %2 are opened at once").arg(count).arg(MostOpened));
    for (QPushButton *button : std::as_const(m_opens))
        button->setEnabled(count > 0 && count <= MostOpened);
    Q_EMIT stateChanged();
}

Page::State ModelsPage::state() const
{
    const auto isBusy = [](const ModelsPane *pane) {
        return pane->source()->isBusy();
    };
    const auto hasFailed = [](const ModelsPane *pane) {
        return pane->source()->error().has_value();
    };
    if (std::ranges::any_of(m_panes, isBusy))
        return State::Busy;
    return std::ranges::any_of(m_panes, hasFailed) ? State::Failed : State::Idle;
}

void ModelsPage::drop()
{
    for (const ModelsPane *pane : std::as_const(m_panes))
        pane->source()->clear();
}

QString ModelsPage::kept(const KeptTab &tab) const
{
    QJsonArray gateways;
    for (const ModelsPane *pane : m_panes)
        gateways.append(toJson(pane->source()->connection()->choice()));
    return writeKept({{u"gateways"_s, gateways}}, tab);
}

bool ModelsPage::restore(const QString &kept)
{
    const QJsonObject object = QJsonDocument::fromJson(kept.toUtf8()).object();
    const QJsonArray gateways = object["gateways"_L1].toArray();
    for (const QJsonValue &gateway : gateways) {
        const LaneChoice choice = laneChoiceFrom(gateway.toObject());
        if (m_resolver->catalog().find(choice.gateway))
            addPane(choice);
    }
    return !m_panes.isEmpty();
}

bool ModelsPage::can(Command command) const
{
    switch (command) {
    case Command::Run:
        return std::ranges::any_of(m_panes, [](const ModelsPane *pane) {
            return !pane->source()->isBusy() && !pane->source()->url().isEmpty();
        });
    case Command::Stop:
        return isBusy();
    case Command::Export:
        return m_current && !m_current->view()->shownRows().isEmpty();
    case Command::Find:
        return true;
    default:
        return false;
    }
}

void ModelsPage::act(Command command)
{
    switch (command) {
    case Command::Run:
        for (const ModelsPane *pane : std::as_const(m_panes))
            pane->source()->refresh();
        return;
    case Command::Stop:
        for (const ModelsPane *pane : std::as_const(m_panes))
            pane->source()->stop();
        return;
    case Command::Export:
        return exportModels();
    case Command::Find:
    case Command::Focus:
        m_search->setFocus();
        return m_search->selectAll();
    default:
        return;
    }
}

QString ModelsPage::runText() const
{
    return tr("Re&fresh");
}

QString ModelsPage::exportName() const
{
    return m_panes.size() > 1 ? m_current->source()->connection()->gateway().fullName() : QString();
}

/// The models as they are shown, sorted and searched.
void ModelsPage::exportModels()
{
    const ModelView *view = m_current->view();
    SaveAs::ask(window(), tr("Export the models"), u"models"_s,
        {{.suffix = u"csv"_s,
             .name = tr("CSV"),
             .write =
                 [view] {
                     return view->table()->plainTable(view->shownRows()).toCsv().toUtf8();
                 }},
            {.suffix = u"json"_s, .name = tr("JSON, as the server wrote it"), .write = [view] {
                 return view->table()->json(view->shownRows());
             }}});
}

std::shared_ptr<const Call> ModelsPage::currentCall() const
{
    return m_current ? m_current->source()->call() : nullptr;
}

Page::Calls ModelsPage::callsBeside(const std::shared_ptr<const Call> &call) const
{
    Calls calls;
    bool isThere = false;
    for (const ModelsPane *pane : m_panes) {
        if (const auto &other = pane->source()->call()) {
            calls.append({other->gateway.fullName(), other});
            isThere = isThere || other == call;
        }
    }
    return isThere ? calls : Page::callsBeside(call);
}

QString ModelsPage::gatewayId() const
{
    return m_current ? m_current->source()->connection()->gateway().id : QString();
}

void ModelsPage::goLive(const QString &gatewayId)
{
    if (m_current && m_current->source()->connection()->goLive(gatewayId))
        m_current->source()->refresh();
}

void ModelsPage::begin(const Page *like)
{
    addPane(choiceLike(like, *m_resolver, EndpointKind::Models));
}

/// Its panes show gateways: the models are of one.
void ModelsPage::open(const QList<LaneChoice> &choices)
{
    if (m_panes.isEmpty())
        addPane(choices.first());
    else
        m_current->source()->connection()->choose(choices.first());
}

/// The first gateway with another list than the current one; of another service, if there is one.
LaneChoice ModelsPage::nextWithList() const
{
    const Gateway &current = m_current->source()->connection()->gateway();
    for (const Gateway &gateway : m_resolver->catalog().gateways()) {
        if (gateway.endpoints.contains(EndpointKind::Models) && gateway.key.slot != current.key.slot)
            return {.gateway = gateway.id, .model = {}};
    }
    return {.gateway = current.id, .model = {}};
}

void ModelsPage::openSelected(const QString &kind)
{
    const QStringList ids = m_current->view()->selectedIds();
    if (kind.isEmpty() || ids.isEmpty() || ids.size() > MostOpened)
        return;
    QList<LaneChoice> choices(ids.size(), m_current->source()->connection()->choice());
    for (qsizetype i = 0; i < ids.size(); ++i)
        choices[i].model = ids.at(i);
    Q_EMIT openRequested(kind, choices);
}

void ModelsPage::showMenu(ModelsPane *pane, const QPoint &place)
{
    setCurrent(pane);
    const bool isAny = !pane->view()->selectedRows().isEmpty();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (qsizetype i = 0; i < m_takers.size(); ++i) {
        QAction *open = menu->addAction(
            m_takers.at(i).openText, this, [this, id = m_takers.at(i).id] { openSelected(id); });
        open->setEnabled(m_opens.at(i)->isEnabled());
    }
    menu->addSeparator();
    menu->addAction(tr("&Copy the rows"), pane->view(), &ModelView::copy)->setEnabled(isAny);
    menu->addAction(tr("Copy the model &IDs"), pane->view(), &ModelView::copyIds)->setEnabled(isAny);
    menu->addAction(tr("Copy as &JSON"), pane->view(), &ModelView::copyJson)->setEnabled(isAny);
    menu->addSeparator();
    menu->addAction(
        tr("Inspect the ca&ll"), this, [this, pane] { Q_EMIT inspectRequested(pane->source()->call()); });
    menu->popup(pane->view()->viewport()->mapToGlobal(place));
}

void ModelsPage::applyZoom(qreal factor)
{
    for (const ModelsPane *pane : std::as_const(m_panes))
        pane->view()->setZoom(factor);
}

} // namespace Parlance
