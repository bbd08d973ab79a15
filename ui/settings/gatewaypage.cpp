// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/gatewaypage.h"

#include "gateways/catalog.h"
#include "ui/settings/appsettings.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

bool isUsable(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty() && (url.scheme() == u"https" || url.scheme() == u"http");
}

} // namespace

GatewayPage::GatewayPage(const Catalog *catalog, QWidget *parent)
    : SettingsPage(parent)
    , m_catalog(catalog)
    , m_gateway(new QComboBox)
    , m_baseUrl(new QLineEdit)
    , m_about(new QLabel)
{
    setWindowTitle(tr("Gateways"));
    m_gateway->setObjectName(u"gatewayChoice"_s);
    m_baseUrl->setObjectName(u"baseUrl"_s);
    m_baseUrl->setClearButtonEnabled(true);
    m_about->setProperty("role", u"secondary"_s);
    m_about->setWordWrap(true);
    m_about->setTextFormat(Qt::RichText);
    m_about->setOpenExternalLinks(true);
    for (const Gateway &gateway : catalog->gateways())
        m_gateway->addItem(gateway.name, gateway.id);
    auto *form = new QFormLayout(this);
    form->addRow(tr("&Gateway:"), m_gateway);
    form->addRow(tr("&Base URL when live:"), m_baseUrl);
    form->addRow(QString(), m_about);
    connect(m_gateway, &QComboBox::currentIndexChanged, this, &GatewayPage::showGateway);
    connect(m_baseUrl, &QLineEdit::textChanged, this, &GatewayPage::keepEdit);
}

const Gateway *GatewayPage::current() const
{
    return m_catalog->find(m_gateway->currentData().toString());
}

void GatewayPage::load()
{
    m_edits.clear();
    for (const Gateway &gateway : m_catalog->gateways())
        m_edits.insert(gateway.id, Settings::baseUrl(gateway.id).value());
    showGateway();
}

void GatewayPage::showGateway()
{
    const Gateway *gateway = current();
    if (!gateway)
        return;
    m_baseUrl->setPlaceholderText(gateway->baseUrl.toString());
    m_baseUrl->setText(m_edits.value(gateway->id));
    m_about->setText(tr("Empty for the gateway's own address. Prompts are posted to %1 below it. "
                        "<a href=\"%2\">Documentation</a>")
                         .arg(gateway->path.toHtmlEscaped(), gateway->documentation.toString().toHtmlEscaped()));
}

void GatewayPage::keepEdit(const QString &text)
{
    if (const Gateway *gateway = current())
        m_edits.insert(gateway->id, text.trimmed());
    Q_EMIT edited();
}

void GatewayPage::apply()
{
    for (auto edit = m_edits.cbegin(); edit != m_edits.cend(); ++edit)
        Settings::baseUrl(edit.key()).set(edit.value());
}

bool GatewayPage::isModified() const
{
    return std::ranges::any_of(m_edits.asKeyValueRange(),
        [](const auto &edit) { return edit.second != Settings::baseUrl(edit.first).value(); });
}

QString GatewayPage::problem() const
{
    for (auto edit = m_edits.cbegin(); edit != m_edits.cend(); ++edit) {
        if (!edit.value().isEmpty() && !isUsable(edit.value()))
            return tr("\"%1\" is not a base URL: it begins with https:// or http:// and names a host.").arg(edit.value());
    }
    return {};
}

} // namespace Parlance
