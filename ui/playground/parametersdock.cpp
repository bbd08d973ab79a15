// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/parametersdock.h"

#include "chat/visibletext.h"
#include "client/chatsession.h"
#include "ui/compose/parameterspanel.h"
#include "ui/compose/toolsdialog.h"
#include "ui/playground/lanearrangement.h"
#include "ui/playground/lanelist.h"
#include "ui/playground/lanepage.h"
#include "ui/playground/offereddock.h"
#include "ui/playground/sharedparameters.h"
#include "view/base/notitle.h"
#include "workspace/words/mcptext.h"
#include "workspace/words/schematext.h"

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int Width = 304;

/// The lanes that use the parameters that are shown.
QList<Lane *> lanesOf(const LanePage &page)
{
    return page.parameters()->areSame() ? page.lanes() : QList<Lane *>{page.currentLane()};
}

ParametersPanel::Target targetOf(const LanePage &page)
{
    ParametersPanel::Target target;
    target.isOneOfMany = page.lanes().size() > 1;
    if (target.isOneOfMany && !page.parameters()->areSame())
        target.name = page.nameOf(page.currentLane());
    for (const Lane *lane : lanesOf(page)) {
        if (!target.gateways.contains(lane->gateway()))
            target.gateways.append(lane->gateway());
    }
    return target;
}

/// The parameter that a lane's newest answer failed for, while the lane would send the same value again; and
/// what the server said.
std::pair<QLatin1StringView, QString> refusalIn(const Lane &lane)
{
    const Conversation &conversation = lane.session()->conversation();
    const Call *call = conversation.isEmpty() ? nullptr : conversation.turn(conversation.last()).call.get();
    const QLatin1StringView name = call ? refusedParameter(*call) : QLatin1StringView();
    if (name.isEmpty())
        return {};
    const ChatParameter &parameter = *findChatParameter(name);
    const bool isSame = parameter.value(lane.session()->parameters()) == parameter.value(call->request);
    return {isSame ? name : QLatin1StringView(), visibleText(call->reply.error->message)};
}

QHash<QString, QString> refusalsOf(const LanePage &page)
{
    QHash<QString, QString> refusals;
    for (const Lane *lane : lanesOf(page)) {
        if (const auto &[name, words] = refusalIn(*lane); !name.isEmpty())
            refusals.insert(name, words);
    }
    return refusals;
}

/// The parameter that cannot be sent or was refused; empty for none.
QLatin1StringView faultIn(const Lane &lane)
{
    if (!describeFormatProblem(lane.parameters().format).isEmpty())
        return ParameterName::Format;
    if (problemOfExtra(lane.parameters().extra))
        return ParameterName::Extra;
    if (problemOfServers(lane))
        return ParameterName::McpServers;
    return problemOfTools(lane) ? ParameterName::Tools : refusalIn(lane).first;
}

/// Where the MCP servers of the lanes go.
McpServersPanel::Setting serversOf(const LanePage &page, TargetResolver *resolver)
{
    McpServersPanel::Setting setting{.resolver = resolver, .about = McpText::takers(targetOf(page).gateways)};
    for (const Lane *lane : lanesOf(page)) {
        if (!takesMcp(lane->gateway()) || lane->connection()->isReplay())
            continue;
        setting.services << lane->connection()->target().url;
        setting.hasDemo = setting.hasDemo || lane->connection()->isDemo();
    }
    return setting;
}

/// Whose tools these are, and who of them does not take tools.
QString aboutTools(const LanePage &page)
{
    const ParametersPanel::Target target = targetOf(page);
    QStringList without;
    for (const Gateway &gateway : target.gateways) {
        if (!takesParameter(gateway, ParameterName::Tools))
            without << gateway.fullName();
    }
    const QString whose = !target.name.isEmpty() ? ParametersDock::tr("Only for %1.").arg(target.name)
                          : target.isOneOfMany   ? ParametersDock::tr("For all lanes of this page.")
                                                 : ParametersDock::tr("For this lane.");
    if (without.isEmpty())
        return whose;
    return ParametersDock::tr("%1 Not sent to %2: it documents no tools.").arg(whose, without.join(u", "_s));
}

} // namespace

ParametersDock::ParametersDock(TargetResolver *resolver, QWidget *parent)
    : QDockWidget(tr("Parameters"), parent)
    , m_resolver(resolver)
{
    setObjectName(u"parametersDock"_s);
    setFeatures(DockWidgetClosable);
    setTitleBarWidget(makeNoTitle());
    connect(this, &QDockWidget::visibilityChanged, this, &ParametersDock::follow);
}

/// Makes the panel when it is first shown, so that the window does not wait for it.
void ParametersDock::setVisible(bool visible)
{
    if (visible && !m_panel)
        makePanel();
    QDockWidget::setVisible(visible);
}

/// Where the parameter is, is known after the layout.
void ParametersDock::open(QLatin1StringView parameter)
{
    const Lane &lane = *m_page->currentLane();
    const QLatin1StringView name = parameter.isEmpty() ? faultIn(lane) : parameter;
    if (name == ParameterName::Tools || name == ParameterName::McpServers)
        return openTools(name);
    setVisible(true);
    if (!name.isEmpty())
        QMetaObject::invokeMethod(
            m_panel, [this, name] { m_panel->showParameter(name); }, Qt::QueuedConnection);
}

void ParametersDock::editTools()
{
    openTools(ParameterName::Tools);
}

void ParametersDock::openTools(QLatin1StringView part)
{
    const LaneParameters &shown = m_page->currentLane()->parameters();
    auto *dialog = new ToolsDialog(
        shown.tools, shown.variables, aboutTools(*m_page), serversOf(*m_page, m_resolver), window());
    if (part == ParameterName::McpServers)
        dialog->showServers();
    connect(dialog, &ToolsDialog::changed, m_page, [page = m_page.get()](const LaneTools &tools) {
        LaneParameters parameters = page->currentLane()->parameters();
        parameters.tools = tools;
        page->parameters()->set(parameters);
    });
    dialog->open();
}

void ParametersDock::makePanel()
{
    m_panel = new ParametersPanel;
    m_panel->setMinimumWidth(Width);
    setWidget(m_panel);
    connect(m_panel, &ParametersPanel::closeRequested, this, &QWidget::close);
    connect(m_panel, &ParametersPanel::toolsRequested, this, &ParametersDock::editTools);
    connect(m_panel, &ParametersPanel::sameForAllToggled, this, [this](bool same) {
        m_page->parameters()->setSame(same);
        follow();
    });
    connect(m_panel, &ParametersPanel::changed, this, [this](const LaneParameters &parameters) {
        m_editing = true;
        m_page->parameters()->set(parameters);
        m_editing = false;
    });
}

void ParametersDock::setPage(LanePage *page)
{
    if (m_page)
        m_page->disconnect(this);
    m_page = page;
    setOffered(*this, page);
    if (!page)
        return;
    connect(page, &LanePage::lanesChanged, this, &ParametersDock::follow);
    connect(page->arrangement(), &LaneArrangement::currentChanged, this, &ParametersDock::follow);
    connect(page->parameters(), &SharedParameters::changed, this, &ParametersDock::follow);
    connect(page, &Page::stateChanged, this, &ParametersDock::markRefused);
    follow();
}

void ParametersDock::follow()
{
    if (m_panel && isVisible() && !m_editing && m_page && m_page->currentLane())
        m_panel->show(targetOf(*m_page), m_page->currentLane()->parameters());
    markRefused();
}

void ParametersDock::markRefused()
{
    if (m_panel && isVisible() && m_page && m_page->currentLane())
        m_panel->setRefusals(refusalsOf(*m_page));
}

} // namespace Parlance
