// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingsdialog.h"

#include "client/chatclient.h"
#include "ui/settings/appearancepage.h"
#include "ui/settings/gatewayspage.h"
#include "ui/settings/keyspage.h"
#include "ui/settings/pricespage.h"
#include "ui/settings/proxypage.h"
#include "view/base/windowsize.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <ranges>

using namespace Qt::StringLiterals;

namespace Parlance {

SettingsDialog::SettingsDialog(ChatClient *client, TargetResolver *resolver, QWidget *parent)
    : QDialog(parent)
    , m_gateways(new GatewaysPage(client, resolver))
    , m_tabs(new QTabWidget)
    , m_problem(new QLabel)
    , m_buttons(
          new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Apply | QDialogButtonBox::Cancel))
{
    setObjectName(u"settings"_s);
    setWindowTitle(tr("Settings"));
    m_problem->setProperty("role", u"warning"_s);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setContentsMargins(16, 0, 16, 0);
    addPage(m_gateways);
    addPage(new KeysPage(resolver));
    addPage(new ProxyPage(client));
    addPage(new PricesPage(resolver));
    addPage(new AppearancePage(&client->calls()));
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_tabs); // with its pages, or Tab would reach them after the buttons
    layout->addWidget(m_problem);
    layout->addWidget(m_buttons);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        if (m_tabs->currentWidget()->hasFocus()) // Ctrl+Tab, and the page has no field
            m_tabs->tabBar()->setFocus();
    });
    connect(m_gateways, &GatewaysPage::entered, this, &SettingsDialog::gatewayEntered);
    m_buttons->button(QDialogButtonBox::Ok)->setDefault(true);
    connect(m_buttons->button(QDialogButtonBox::Apply), &QPushButton::clicked, this, &SettingsDialog::apply);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_buttons, &QDialogButtonBox::accepted, this, [this] {
        apply();
        if (m_problem->text().isEmpty()) // writing a file may have failed
            accept();
    });
    showState();
    resizeOnScreen(*this, {920, 760});
}

void SettingsDialog::showGateway(const QString &gatewayId)
{
    m_tabs->setCurrentWidget(m_gateways);
    m_gateways->select(gatewayId);
}

void SettingsDialog::showBaseUrl(const QString &gatewayId)
{
    m_tabs->setCurrentWidget(m_gateways);
    if (gatewayId.isEmpty())
        m_gateways->addNew();
    else
        m_gateways->selectBaseUrl(gatewayId);
}

void SettingsDialog::showKey(const QString &gatewayId)
{
    m_tabs->setCurrentWidget(m_gateways);
    m_gateways->selectKey(gatewayId);
}

void SettingsDialog::addPage(SettingsPage *page)
{
    page->load();
    m_pages.append(page);
    m_tabs->addTab(page, page->windowTitle());
    connect(page, &SettingsPage::edited, this, &SettingsDialog::showState);
}

/// The gateways last: one that was entered is asked at once, which keeps to all other settings.
void SettingsDialog::apply()
{
    for (SettingsPage *page : m_pages | std::views::reverse)
        page->apply();
    showState();
    Q_EMIT applied();
}

void SettingsDialog::showState()
{
    QString problem;
    for (const SettingsPage *page : std::as_const(m_pages)) {
        if (problem.isEmpty())
            problem = page->problem();
    }
    const bool modified = std::ranges::any_of(m_pages, &SettingsPage::isModified);
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(problem.isEmpty());
    m_buttons->button(QDialogButtonBox::Apply)->setEnabled(problem.isEmpty() && modified);
}

} // namespace Parlance
