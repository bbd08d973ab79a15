// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/gatewayspage.h"

#include "client/targetresolver.h"
#include "gateways/protocol.h"
#include "ui/settings/gatewayform.h"
#include "view/base/plainlabel.h"
#include "view/base/tooltip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int IdRole = Qt::UserRole;

QLabel *makeNote(const QString &name, const QString &role)
{
    QLabel *label = plainLabel(name, role);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->hide();
    return label;
}

/// "roraos-agent-2" gets the variable RORAOS_AGENT_2_API_KEY.
QString variableOf(const QString &id)
{
    return id.toUpper().replace(u'-', u'_') + u"_API_KEY"_s;
}

} // namespace

GatewaysPage::GatewaysPage(ChatClient *client, TargetResolver *resolver, QWidget *parent)
    : SettingsPage(parent)
    , m_resolver(resolver)
    , m_finder(client)
    , m_list(new QListWidget)
    , m_new(new QPushButton(tr("Ne&w")))
    , m_copy(new QPushButton(tr("&Copy")))
    , m_remove(new QPushButton)
    , m_look(new QPushButton(tr("Look for &servers on this computer")))
    , m_servers(makeNote(u"foundServers"_s, u"secondary"_s))
    , m_problems(makeNote(u"badFiles"_s, u"warning"_s))
    , m_form(new GatewayForm(client, resolver))
    , m_keys(resolver)
{
    setWindowTitle(tr("Gateways"));
    auto *columns = new QHBoxLayout;
    columns->setSpacing(16);
    columns->addWidget(makeList());
    columns->addWidget(makeEditor(), 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(m_problems);
    layout->addLayout(columns, 1);
    connect(m_list, &QListWidget::currentRowChanged, this, &GatewaysPage::showCurrent);
    connect(m_list, &QListWidget::clicked, m_form, &GatewayForm::focusMissing);
    connect(m_form, &GatewayForm::edited, this, &GatewaysPage::keepEdit);
    connect(m_new, &QPushButton::clicked, this, &GatewaysPage::addNew);
    connect(m_copy, &QPushButton::clicked, this, &GatewaysPage::addCopy);
    connect(m_remove, &QPushButton::clicked, this, &GatewaysPage::removeOrRestore);
    connect(m_look, &QPushButton::clicked, this, &GatewaysPage::lookForServers);
    connect(&m_finder, &ServerFinder::found, this, &GatewaysPage::noteServer);
    connect(&m_finder, &ServerFinder::finished, this, &GatewaysPage::showServers);
    connect(resolver->keys(), &KeyStore::changed, m_form, &GatewayForm::showKeyState);
    for (QPushButton *button : {m_new, m_copy, m_remove, m_look})
        button->setAutoDefault(false); // Enter accepts the dialog
}

QWidget *GatewaysPage::makeList()
{
    m_list->setObjectName(u"gatewayList"_s);
    m_list->ensurePolished(); // otherwise its rows are measured without the style sheet
    m_list->setAccessibleName(tr("Gateways"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_new->setObjectName(u"newGateway"_s);
    m_new->setAccessibleName(tr("New gateway"));
    m_new->setToolTip(tr("Adds a gateway for any other server"));
    m_copy->setObjectName(u"copyGateway"_s);
    m_copy->setAccessibleName(tr("Copy the gateway"));
    m_copy->setToolTip(tr("Adds a copy of this gateway with its own key, for another agent or account"));
    m_remove->setObjectName(u"removeGateway"_s);
    m_look->setObjectName(u"findServers"_s);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_new);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_remove);
    auto *side = new QWidget;
    side->setFixedWidth(280);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    layout->addWidget(m_look);
    layout->addWidget(m_servers);
    return side;
}

QWidget *GatewaysPage::makeEditor()
{
    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"gatewayScroll"_s);
    scroll->setFocusPolicy(Qt::NoFocus); // its fields scroll it
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_form);
    scroll->viewport()->setAutoFillBackground(false);
    m_form->setAutoFillBackground(false);
    return scroll;
}

void GatewaysPage::load()
{
    readGateways();
    m_keys.clear();
    m_typed.clear();
    m_removed.clear();
    setFieldProblem({});
    showProblems();
    fillList(currentId());
}

/// Shows a base URL from the command line, as it is in use.
void GatewaysPage::readGateways()
{
    m_gateways = m_resolver->catalog().gateways();
    for (Gateway &gateway : m_gateways) {
        const QUrl url = m_resolver->replacedBaseUrl(gateway.id);
        gateway.baseUrl = url.isEmpty() ? gateway.baseUrl : url;
    }
    m_before = m_gateways;
}

void GatewaysPage::fillList(const QString &current)
{
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (const Gateway &gateway : std::as_const(m_gateways)) {
            auto *item = new QListWidgetItem(gateway.fullName(), m_list);
            item->setData(IdRole, gateway.id);
            item->setToolTip(plainToolTip(gateway.hint));
        }
    }
    const auto place = std::ranges::find(m_gateways, current, &Gateway::id);
    m_list->setCurrentRow(place == m_gateways.end() ? 0 : static_cast<int>(place - m_gateways.begin()));
    showCurrent();
}

void GatewaysPage::select(const QString &gatewayId)
{
    if (std::ranges::contains(m_gateways, gatewayId, &Gateway::id))
        fillList(gatewayId);
    m_list->setFocus();
}

void GatewaysPage::selectBaseUrl(const QString &gatewayId)
{
    select(gatewayId);
    m_form->focusBaseUrl();
}

void GatewaysPage::selectKey(const QString &gatewayId)
{
    select(gatewayId);
    m_form->focusKey();
}

QString GatewaysPage::currentId() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item ? item->data(IdRole).toString() : QString();
}

void GatewaysPage::showCurrent()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_gateways.size())
        return;
    const Gateway &gateway = m_gateways.at(row);
    const Catalog &catalog = m_resolver->catalog();
    const bool builtIn = catalog.isBuiltIn(gateway.id);
    m_form->show(gateway, m_keys.of(gateway.key.slot),
        gateway.baseUrl == m_resolver->replacedBaseUrl(gateway.id) && !gateway.baseUrl.isEmpty());
    m_remove->setText(builtIn ? tr("&Restore") : tr("Re&move"));
    m_remove->setToolTip(builtIn ? tr("Resets this gateway to its built-in settings") : QString());
    m_remove->setEnabled(!builtIn || gateway != catalog.original(gateway));
    setFieldProblem({});
    Q_EMIT edited();
}

/// The user must correct a field before going on.
void GatewaysPage::setFieldProblem(const QString &problem)
{
    m_fieldProblem = problem;
    for (QWidget *other : std::initializer_list<QWidget *>{m_list, m_new, m_copy})
        other->setEnabled(problem.isEmpty());
}

void GatewaysPage::keepEdit()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    Gateway &gateway = m_gateways[row];
    const QUrl before = gateway.baseUrl;
    gateway = m_form->gateway();
    if (gateway.baseUrl != before)
        m_typed << gateway.id;
    if (gateway.takesKey())
        m_keys.take(gateway, m_form->key());
    setFieldProblem(m_form->problem());
    m_saveProblem.clear();
    m_list->item(row)->setText(gateway.fullName());
    const Catalog &catalog = m_resolver->catalog();
    m_remove->setEnabled(!catalog.isBuiltIn(gateway.id) || gateway != catalog.original(gateway));
    Q_EMIT edited();
}

bool GatewaysPage::isTaken(const QString &id) const
{
    return m_resolver->catalog().find(id) || isKept(id);
}

/// A number tells the gateway from others of this id and name.
void GatewaysPage::add(Gateway gateway, const QString &id, const QString &name)
{
    gateway.id = id;
    gateway.name = name;
    for (int number = 2; isTaken(gateway.id); ++number) {
        gateway.id = u"%1-%2"_s.arg(id).arg(number);
        gateway.name = u"%1 %2"_s.arg(name).arg(number);
    }
    gateway.key.slot = gateway.id;
    gateway.key.variable = gateway.key.variable.isEmpty() ? QString() : variableOf(gateway.id);
    gateway.key.variableStated = false;
    m_gateways.append(gateway);
    fillList(gateway.id);
    m_form->focusName();
    Q_EMIT edited();
}

void GatewaysPage::addNew()
{
    const auto any = anyServerWith(m_resolver->catalog(), u"chat-completions");
    if (any)
        add(*any, u"my-gateway"_s, tr("My gateway"));
}

void GatewaysPage::addCopy()
{
    const int row = m_list->currentRow();
    if (row >= 0)
        add(m_gateways.at(row), m_gateways.at(row).id, m_gateways.at(row).name);
}

void GatewaysPage::removeOrRestore()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    const Catalog &catalog = m_resolver->catalog();
    const Gateway gateway = m_gateways.at(row);
    m_list->setEnabled(true);
    m_typed.removeAll(gateway.id);
    if (catalog.isBuiltIn(gateway.id)) {
        m_gateways[row] = catalog.original(gateway);
        fillList(gateway.id);
    } else {
        m_removed.append(gateway.id);
        m_gateways.removeAt(row);
        fillList(m_gateways.value(qMax(0, row - 1)).id);
    }
    Q_EMIT edited();
}

void GatewaysPage::lookForServers()
{
    m_found.clear();
    m_look->setEnabled(false);
    m_servers->setText(tr("Asking %1…").arg(ServerFinder::places(m_resolver->catalog()).join(u", "_s)));
    m_servers->show();
    m_finder.look(m_resolver->catalog());
}

void GatewaysPage::noteServer(const QString &gatewayId, const QStringList &models)
{
    m_found.insert(gatewayId, models);
}

void GatewaysPage::showServers()
{
    m_look->setEnabled(true);
    QStringList lines;
    for (auto server = m_found.cbegin(); server != m_found.cend(); ++server) {
        const Gateway *gateway = m_resolver->catalog().find(server.key());
        if (gateway)
            lines.append(tr("%1 answers at %2. Models: %3.")
                    .arg(gateway->name, gateway->baseUrl.authority())
                    .arg(server.value().size()));
    }
    if (lines.isEmpty())
        lines.append(
            tr("No server answers at %1.").arg(ServerFinder::places(m_resolver->catalog()).join(u", "_s)));
    else if (m_fieldProblem.isEmpty())
        select(m_found.firstKey());
    m_servers->setText(lines.join(u'\n'));
}

void GatewaysPage::showProblems()
{
    const QStringList problems = m_resolver->catalog().problems();
    m_problems->setText(
        tr("Left out of %1:").arg(m_resolver->catalog().folder()) + u'\n' + problems.join(u'\n'));
    m_problems->setVisible(!problems.isEmpty());
}

bool GatewaysPage::isKept(const QString &id) const
{
    return std::ranges::contains(m_gateways, id, &Gateway::id);
}

/// Does not store a base URL from the command line unless the user replaced it.
void GatewaysPage::save(const Gateway &gateway)
{
    const Catalog &catalog = m_resolver->catalog();
    const auto before = std::ranges::find(m_before, gateway.id, &Gateway::id);
    if (before != m_before.end() && *before == gateway)
        return;
    Gateway saved = gateway;
    if (before != m_before.end() && before->baseUrl == gateway.baseUrl)
        saved.baseUrl = catalog.find(gateway.id)->baseUrl;
    else
        m_resolver->setBaseUrl(gateway.id, {});
    if (const auto done = catalog.save(saved); !done)
        m_saveProblem = tr("%1 could not be saved: %2").arg(gateway.fullName(), done.error());
}

bool GatewaysPage::saveAll()
{
    const Catalog &catalog = m_resolver->catalog();
    m_saveProblem.clear();
    for (const QString &id : std::as_const(m_removed)) {
        if (const auto removed = catalog.removeUserFile(id); !removed && !isKept(id))
            m_saveProblem = removed.error();
    }
    for (const Gateway &gateway : std::as_const(m_gateways))
        save(gateway);
    return m_saveProblem.isEmpty();
}

QStringList GatewaysPage::otherAddresses() const
{
    QStringList ids;
    for (const Gateway &gateway : m_gateways) {
        const auto before = std::ranges::find(m_before, gateway.id, &Gateway::id);
        const bool same = before != m_before.end() && before->baseUrl == gateway.baseUrl;
        if (m_typed.contains(gateway.id) && !same && !gateway.baseUrl.isEmpty())
            ids << gateway.id;
    }
    return ids;
}

void GatewaysPage::apply()
{
    if (!isModified())
        return;
    QStringList ids = otherAddresses();
    if (m_gateways != m_before) {
        if (!saveAll())
            return;
        m_resolver->setCatalog(Catalog::load(m_resolver->catalog().folder()));
    }
    ids << m_keys.apply();
    load();
    if (!ids.isEmpty())
        Q_EMIT entered(ids.contains(currentId()) ? currentId() : ids.last());
}

bool GatewaysPage::isModified() const
{
    return m_gateways != m_before || !m_keys.isEmpty();
}

QString GatewaysPage::problem() const
{
    return m_fieldProblem.isEmpty() ? m_saveProblem : m_fieldProblem;
}

} // namespace Parlance
