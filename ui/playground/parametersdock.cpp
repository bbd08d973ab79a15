// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/parametersdock.h"

#include "ui/compose/parameterspanel.h"
#include "ui/compose/toolsdialog.h"
#include "ui/playground/lanearrangement.h"
#include "ui/playground/lanelist.h"
#include "ui/playground/lanepage.h"
#include "ui/playground/offereddock.h"
#include "ui/playground/sharedparameters.h"
#include "view/base/notitle.h"

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int Width = 304;

ParametersPanel::Target targetOf(const LanePage &page)
{
    ParametersPanel::Target target;
    target.isOneOfMany = page.lanes().size() > 1;
    const bool own = target.isOneOfMany && !page.parameters()->areSame();
    if (own)
        target.name = page.nameOf(page.currentLane());
    for (const Lane *lane : own ? QList<Lane *>{page.currentLane()} : page.lanes()) {
        if (!target.gateways.contains(lane->gateway()))
            target.gateways.append(lane->gateway());
    }
    return target;
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
    const QString whose = !target.name.isEmpty() ? ParametersDock::tr("For %1 alone.").arg(target.name)
                          : target.isOneOfMany   ? ParametersDock::tr("For all lanes of this page.")
                                                 : ParametersDock::tr("For this lane.");
    if (without.isEmpty())
        return whose;
    return ParametersDock::tr("%1 Not sent to %2: it documents no tools.").arg(whose, without.join(u", "_s));
}

} // namespace

ParametersDock::ParametersDock(QWidget *parent)
    : QDockWidget(tr("Parameters"), parent)
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

/// Leads to what cannot be sent.
void ParametersDock::open()
{
    const Lane *lane = m_page->currentLane();
    const bool isExtraWrong = problemOfExtra(lane->parameters().extra).has_value();
    if (!isExtraWrong && hasUnsentParameters(*lane))
        return editTools();
    setVisible(true);
    if (isExtraWrong) // its position is known after the layout
        QMetaObject::invokeMethod(m_panel, &ParametersPanel::showExtra, Qt::QueuedConnection);
}

void ParametersDock::editTools()
{
    auto *dialog = new ToolsDialog(m_page->currentLane()->parameters().tools, aboutTools(*m_page), window());
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
    follow();
}

void ParametersDock::follow()
{
    if (m_panel && isVisible() && !m_editing && m_page && m_page->currentLane())
        m_panel->show(targetOf(*m_page), m_page->currentLane()->parameters());
}

} // namespace Parlance
