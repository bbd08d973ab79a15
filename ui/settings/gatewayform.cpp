// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/gatewayform.h"

#include "gateways/authname.h"
#include "gateways/gatewayjson.h"
#include "ui/edit/longtextedit.h"
#include "ui/settings/gatewaytext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QString problemOf(const auto &result)
{
    return result ? QString() : result.error();
}

void showLimit(QSpinBox *box, std::optional<qint64> limit)
{
    box->setValue(static_cast<int>(std::min<qint64>(limit.value_or(0), box->maximum())));
}

std::optional<qint64> limitIn(const QSpinBox *box)
{
    return box->value() > 0 ? std::optional<qint64>(box->value()) : std::nullopt;
}

void setPath(Gateway &gateway, EndpointKind kind, const QString &path)
{
    if (path.isEmpty())
        gateway.endpoints.remove(kind);
    else
        gateway.endpoints[kind].path = path;
}

} // namespace

GatewayForm::GatewayForm(KeyStore *keys, QWidget *parent)
    : QWidget(parent)
    , m_form(new QFormLayout)
    , m_about(new QLabel)
    , m_baseUrlNote(new QLabel(tr("From the command line, for this run.")))
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
    m_key = new KeyFields(keys, m_form);
    connect(m_key, &KeyFields::edited, this, &GatewayForm::edited);
    addPaths();
    m_requests = addLimit(tr("Requests a &minute:"), u"requestsPerMinute"_s);
    m_tokens = addLimit(tr("&Tokens a day:"), u"tokensPerDay"_s);
    addAuth();
    addSends();
    m_headers = addText(tr("&Headers:"), u"headers"_s, tr("Name: value, one header per line"), 2);
    m_body = addText(tr("Extra &JSON:"), u"extraJson"_s, tr("{ \"field\": \"sent with every request\" }"), 2);
    m_models = addText(tr("&Models:"), u"models"_s, tr("One per line: model ID, then what it is for"), 5);
}

QLineEdit *GatewayForm::addLine(const QString &label, const QString &name, const QString &placeholder)
{
    auto *line = new QLineEdit;
    line->setObjectName(name);
    line->setPlaceholderText(placeholder);
    m_form->addRow(label, line);
    connect(line, &QLineEdit::textEdited, this, &GatewayForm::edited);
    return line;
}

QSpinBox *GatewayForm::addLimit(const QString &label, const QString &name)
{
    auto *limit = new QSpinBox;
    limit->setObjectName(name);
    limit->setRange(0, std::numeric_limits<int>::max());
    limit->setSpecialValueText(tr("no limit"));
    limit->setGroupSeparatorShown(true);
    limit->findChild<QLineEdit *>()->setAccessibleName(
        QString(label).remove(u'&').remove(u':')); // has the focus
    m_form->addRow(label, limit);
    connect(limit, &QSpinBox::valueChanged, this, &GatewayForm::edited);
    return limit;
}

LongTextEdit *GatewayForm::addText(
    const QString &label, const QString &name, const QString &placeholder, int lines)
{
    auto *text = new LongTextEdit;
    text->setObjectName(name);
    text->setPlaceholderText(placeholder);
    text->setTabChangesFocus(true);
    text->setLineWrapMode(LongTextEdit::NoWrap);
    text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    text->setFixedHeight(text->fontMetrics().lineSpacing() * lines + 28);
    m_form->addRow(label, text);
    connect(text, &LongTextEdit::textChanged, this, &GatewayForm::edited);
    return text;
}

void GatewayForm::addBaseUrl()
{
    m_baseUrl = addLine(tr("&Base URL:"), u"baseUrl"_s, u"https://"_s);
    m_baseUrlNote->setObjectName(u"baseUrlNote"_s);
    m_baseUrlNote->setProperty("role", u"secondary"_s);
    m_form->addRow(QString(), m_baseUrlNote);
    connect(m_baseUrl, &QLineEdit::textEdited, this, &GatewayForm::showPlaceOfKey);
}

void GatewayForm::addPaths()
{
    m_path = addLine(tr("&Path:"), u"chatPath"_s);
    const QMap<EndpointKind, QString> labels{{EndpointKind::Embeddings, tr("&Embeddings path:")},
        {EndpointKind::Images, tr("&Images path:")}, {EndpointKind::Speech, tr("&Speech path:")},
        {EndpointKind::Transcription, tr("T&ranscription path:")},
        {EndpointKind::Models, tr("Model &list path:")}};
    for (const EndpointKind kind : endpointKinds())
        m_endpointPaths[kind] = addLine(labels.value(kind), endpointName(kind) + u"Path"_s, tr("none"));
}

void GatewayForm::focusBaseUrl()
{
    m_baseUrl->setFocus();
    m_baseUrl->selectAll();
}

void GatewayForm::showPlaceOfKey()
{
    m_key->showPlace(baseUrlFromText(m_baseUrl->text()).value_or(QUrl()));
}

void GatewayForm::addAuth()
{
    m_auth = new QComboBox;
    m_auth->setObjectName(u"authForm"_s);
    m_form->addRow(tr("&Authentication:"), m_auth);
    connect(m_auth, &QComboBox::activated, this, [this] {
        m_key->setVisible(gateway().takesKey());
        Q_EMIT edited();
    });
}

void GatewayForm::addSends()
{
    m_sendsModel = new QCheckBox(tr("the model"));
    m_sendsModel->setObjectName(u"sendsModel"_s);
    m_sendsModel->setAccessibleName(tr("Send the model"));
    m_sendsSystem = new QCheckBox(tr("a system prompt"));
    m_sendsSystem->setObjectName(u"sendsSystem"_s);
    m_sendsSystem->setAccessibleName(tr("Send a system prompt"));
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    for (QCheckBox *box : {m_sendsModel, m_sendsSystem}) {
        row->addWidget(box);
        connect(box, &QCheckBox::clicked, this, &GatewayForm::edited);
    }
    row->addStretch();
    m_form->addRow(tr("Include:"), row);
}

void GatewayForm::show(const Gateway &gateway, const KeyEdit &key, bool isBaseUrlOfThisRun)
{
    const QSignalBlocker quiet(this);
    m_shown = gateway;
    showAbout(gateway);
    m_name->setText(gateway.name);
    m_baseUrl->setText(gateway.baseUrl.toString());
    m_form->setRowVisible(m_baseUrlNote, isBaseUrlOfThisRun);
    m_key->show(gateway, key);
    showPlaceOfKey();
    m_path->setText(gateway.path);
    for (const auto &[kind, line] : m_endpointPaths.asKeyValueRange())
        line->setText(gateway.endpoints.value(kind).path);
    showLimit(m_requests, gateway.limits.requestsPerMinute);
    showLimit(m_tokens, gateway.limits.tokensPerDay);
    showAuthChoices(gateway);
    m_sendsModel->setChecked(gateway.shape.sendsModel);
    m_sendsSystem->setChecked(gateway.shape.sendsSystem);
    m_headers->setPlainText(headersToText(gateway.headers));
    m_body->setPlainText(QString::fromUtf8(gateway.shape.body));
    m_models->setPlainText(tiersToText(gateway.tiers));
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
    gateway.path = m_path->text().trimmed();
    for (const auto &[kind, line] : m_endpointPaths.asKeyValueRange())
        setPath(gateway, kind, line->text().trimmed());
    gateway.limits.requestsPerMinute = limitIn(m_requests);
    gateway.limits.tokensPerDay = limitIn(m_tokens);
    gateway.auth = authFromName(m_auth->currentData().toString()).value_or(m_shown.auth);
    gateway.shape.sendsModel = m_sendsModel->isChecked();
    gateway.shape.sendsSystem = m_sendsSystem->isChecked();
    gateway.headers = headersFromText(m_headers->toPlainText()).value_or(m_shown.headers);
    gateway.shape.body = bodyFromText(m_body->toPlainText()).value_or(m_shown.shape.body);
    gateway.tiers = tiersFromText(m_models->toPlainText());
    return gateway;
}

QString GatewayForm::problem() const
{
    for (const QString &words :
        {problemOf(baseUrlFromText(m_baseUrl->text())), problemOf(headersFromText(m_headers->toPlainText())),
            problemOf(bodyFromText(m_body->toPlainText())), m_key->problem()}) {
        if (!words.isEmpty())
            return words;
    }
    return problemOf(gatewayFromJson(gatewayToJson(gateway())));
}

} // namespace Parlance
