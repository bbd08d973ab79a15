// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/gatewayform.h"

#include "client/targetresolver.h"
#include "gateways/authname.h"
#include "gateways/gatewayjson.h"
#include "gateways/protocol.h"
#include "ui/edit/longtextedit.h"
#include "ui/settings/gatewaydetails.h"
#include "ui/settings/gatewaytestbar.h"
#include "ui/settings/gatewaytext.h"
#include "view/base/linkbutton.h"
#include "wire/dialects/registry.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int ModelLines = 3;

QString problemOf(const auto &result)
{
    return result ? QString() : result.error();
}

} // namespace

GatewayForm::GatewayForm(ChatClient *client, TargetResolver *resolver, QWidget *parent)
    : QWidget(parent)
    , m_resolver(resolver)
    , m_form(new QFormLayout)
    , m_about(new QLabel)
    , m_baseUrlNote(new QLabel(tr("From the command line, for this run.")))
    , m_protocol(new QComboBox)
    , m_auth(new QComboBox)
    , m_models(new LongTextEdit)
    , m_more(linkButton(u"moreFields"_s))
{
    setObjectName(u"gatewayForm"_s);
    m_form->setHorizontalSpacing(16);
    m_form->setVerticalSpacing(8);
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_form->setRowWrapPolicy(QFormLayout::DontWrapRows);
    m_about->setObjectName(u"gatewayAbout"_s);
    m_about->setProperty("role", u"secondary"_s);
    m_about->setWordWrap(true);
    m_about->setTextFormat(Qt::RichText);
    m_about->setOpenExternalLinks(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 12, 0);
    layout->setSpacing(12);
    layout->addWidget(m_about);
    layout->addLayout(m_form);
    layout->addStretch(1);
    m_name = addLine(tr("&Name:"), u"gatewayName"_s);
    addBaseUrl();
    m_key = new KeyFields(resolver->keys(), m_form);
    connect(m_key, &KeyFields::edited, this, &GatewayForm::note);
    addProtocol();
    addAuth();
    m_test = new GatewayTestBar(client, resolver, m_form);
    addModels();
    addDetails();
}

QLineEdit *GatewayForm::addLine(const QString &label, const QString &name, const QString &placeholder)
{
    auto *line = new QLineEdit;
    line->setObjectName(name);
    line->setPlaceholderText(placeholder);
    m_form->addRow(label, line);
    connect(line, &QLineEdit::textEdited, this, &GatewayForm::note);
    return line;
}

void GatewayForm::addBaseUrl()
{
    m_baseUrl = addLine(tr("&Base URL:"), u"baseUrl"_s, u"https://"_s);
    m_baseUrlNote->setObjectName(u"baseUrlNote"_s);
    m_baseUrlNote->setProperty("role", u"secondary"_s);
    m_form->addRow(QString(), m_baseUrlNote);
    connect(m_baseUrl, &QLineEdit::textEdited, this, &GatewayForm::showPlaceOfKey);
}

/// Another protocol brings the paths and parameters that servers with it have.
void GatewayForm::addProtocol()
{
    m_protocol->setObjectName(u"protocol"_s);
    for (const QString &id : dialectIds())
        m_protocol->addItem(protocolName(id), id);
    m_form->addRow(tr("Pr&otocol:"), m_protocol);
    connect(m_protocol, &QComboBox::activated, this, &GatewayForm::changeProtocol);
}

void GatewayForm::addAuth()
{
    m_auth->setObjectName(u"authForm"_s);
    m_form->addRow(tr("&Authentication:"), m_auth);
    connect(m_auth, &QComboBox::activated, this, [this] {
        m_key->setVisible(gateway().takesKey());
        note();
    });
}

void GatewayForm::addModels()
{
    m_models->setObjectName(u"models"_s);
    setUpTextField(*m_models, tr("One per line: model ID, then a description"), ModelLines);
    m_form->addRow(tr("&Models:"), m_models);
    connect(m_models, &LongTextEdit::textChanged, this, &GatewayForm::note);
}

void GatewayForm::addDetails()
{
    m_more->setAutoDefault(false);
    m_form->addRow(QString(), m_more);
    m_details = new GatewayDetails(m_form);
    showDetails(false);
    connect(m_details, &GatewayDetails::edited, this, &GatewayForm::note);
    connect(m_more, &QPushButton::clicked, this, [this] { showDetails(!m_detailsShown); });
}

void GatewayForm::showDetails(bool shown)
{
    m_detailsShown = shown;
    m_details->setVisible(shown);
    m_more->setText(shown ? tr("Hide paths, limits and headers") : tr("Show paths, limits and headers"));
}

void GatewayForm::note()
{
    if (signalsBlocked()) // it is being filled in
        return;
    const KeyEdit edit = key();
    m_test->setDraft({.gateway = gateway(), .source = edit.source, .key = edit.key});
    m_test->setEnabled(problem().isEmpty());
    Q_EMIT edited();
}

void GatewayForm::changeProtocol()
{
    const QString dialect = m_protocol->currentData().toString();
    const auto like =
        dialect == m_stored.dialect ? std::optional(m_stored) : anyServerWith(m_resolver->catalog(), dialect);
    if (!like)
        return;
    const KeyEdit edit = key();
    m_shown = withProtocolOf(gateway(), *like);
    showAbout(m_shown);
    showAuthChoices(m_shown);
    m_details->show(m_shown);
    m_key->show(m_shown, edit);
    showPlaceOfKey();
    note();
}

void GatewayForm::focusName()
{
    m_name->setFocus();
    m_name->selectAll();
}

void GatewayForm::focusBaseUrl()
{
    m_baseUrl->setFocus();
    m_baseUrl->selectAll();
}

bool GatewayForm::focusMissing()
{
    const Gateway shown = gateway();
    if (m_resolver->baseUrl(shown, TargetResolver::Mode::Live).isEmpty())
        focusBaseUrl();
    else if (shown.takesKey() && !shown.key.isOptional && !m_key->hasKey())
        focusKey();
    else
        return false;
    return true;
}

void GatewayForm::showPlaceOfKey()
{
    m_key->showPlace(baseUrlFromText(m_baseUrl->text()).value_or(QUrl()));
}

void GatewayForm::show(const Gateway &gateway, const KeyEdit &key, bool isBaseUrlOfThisRun)
{
    const QSignalBlocker quiet(this);
    m_stored = m_shown = gateway;
    showAbout(gateway);
    m_name->setText(gateway.name);
    m_baseUrl->setText(gateway.baseUrl.toString());
    m_form->setRowVisible(m_baseUrlNote, isBaseUrlOfThisRun);
    m_key->show(gateway, key);
    showPlaceOfKey();
    m_protocol->setCurrentIndex(m_protocol->findData(gateway.dialect));
    showAuthChoices(gateway);
    m_models->setPlainText(tiersToText(gateway.tiers));
    m_details->show(gateway);
    const KeyEdit edit = m_key->edit();
    m_test->setDraft({.gateway = gateway, .source = edit.source, .key = edit.key});
    m_test->setEnabled(true);
}

void GatewayForm::showAbout(const Gateway &gateway)
{
    QStringList parts{gateway.hint.toHtmlEscaped()};
    for (const QString &note : gateway.notes)
        parts.append(note.toHtmlEscaped());
    if (!gateway.documentation.isEmpty())
        parts.append(u"<a href=\"%1\">%2</a>"_s.arg(
            gateway.documentation.toString(QUrl::FullyEncoded).toHtmlEscaped(), tr("Documentation")));
    parts.removeAll(QString());
    m_about->setText(parts.join(u' '));
    m_about->setVisible(!parts.isEmpty());
}

void GatewayForm::showAuthChoices(const Gateway &gateway)
{
    QList<Auth> choices = gateway.authChoices;
    if (choices.isEmpty())
        choices = {Auth::None, Auth::Bearer, Auth::ApiKeyHeader};
    if (!choices.contains(gateway.auth))
        choices.prepend(gateway.auth);
    m_auth->clear();
    for (const Auth auth : choices) {
        const QString words = auth == Auth::None     ? tr("none")
                              : auth == Auth::Bearer ? u"Authorization: Bearer"_s
                                                     : u"x-api-key"_s;
        m_auth->addItem(words, authName(auth));
    }
    m_auth->setCurrentIndex(m_auth->findData(authName(gateway.auth)));
}

Gateway GatewayForm::gateway() const
{
    Gateway gateway = m_shown;
    gateway.name = m_name->text().trimmed();
    gateway.baseUrl = baseUrlFromText(m_baseUrl->text()).value_or(m_shown.baseUrl);
    gateway.auth = authFromName(m_auth->currentData().toString()).value_or(m_shown.auth);
    gateway.tiers = tiersFromText(m_models->toPlainText());
    m_details->writeTo(gateway);
    return gateway;
}

QString GatewayForm::problem() const
{
    for (const QString &words :
        {problemOf(baseUrlFromText(m_baseUrl->text())), m_details->problem(), m_key->problem()}) {
        if (!words.isEmpty())
            return words;
    }
    return problemOf(gatewayFromJson(gatewayToJson(gateway())));
}

} // namespace Parlance
