// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/parametersdock.h"

#include "ui/compose/parameterspanel.h"
#include "ui/playground/lanearrangement.h"
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

/// Where the parameter is, is known after the layout.
void ParametersDock::open(const QString &parameter)
{
    setVisible(true);
    const bool isBad = problemOfExtra(m_page->currentLane()->parameters().extra).has_value();
    const QString shown = isBad && parameter.isEmpty() ? QString(ParameterName::Extra) : parameter;
    if (!shown.isEmpty())
        QMetaObject::invokeMethod(
            m_panel, [this, shown] { m_panel->showRowOf(shown); }, Qt::QueuedConnection);
}

void ParametersDock::makePanel()
{
    m_panel = new ParametersPanel;
    m_panel->setMinimumWidth(Width);
    setWidget(m_panel);
    connect(m_panel, &ParametersPanel::closeRequested, this, &QWidget::close);
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
