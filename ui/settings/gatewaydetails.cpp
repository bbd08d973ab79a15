// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/gatewaydetails.h"

#include "ui/edit/longtextedit.h"
#include "ui/settings/gatewaytext.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSpinBox>

#include <limits>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int TextLines = 2;

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

GatewayDetails::GatewayDetails(QFormLayout *form)
    : QObject(form)
    , m_form(form)
    , m_sendsModel(new QCheckBox(tr("the model")))
    , m_sendsSystem(new QCheckBox(tr("a system prompt")))
{
    addPaths();
    m_requests = addLimit(tr("Requests a &minute:"), u"requestsPerMinute"_s);
    m_tokens = addLimit(tr("Tokens a &day:"), u"tokensPerDay"_s);
    addSends();
    m_headers = addText(tr("&Headers:"), u"headers"_s, tr("Name: value, one header per line"));
    m_body = addText(tr("Extra &JSON:"), u"extraJson"_s, tr("{ \"field\": \"sent with every request\" }"));
    setVisible(false);
}

template <typename Field>
Field *GatewayDetails::addRow(const QString &label, const QString &name, Field *field)
{
    field->setObjectName(name);
    m_form->addRow(label, field);
    m_fields.append(field);
    return field;
}

QLineEdit *GatewayDetails::addLine(const QString &label, const QString &name, const QString &placeholder)
{
    auto *line = addRow(label, name, new QLineEdit);
    line->setPlaceholderText(placeholder);
    connect(line, &QLineEdit::textEdited, this, &GatewayDetails::edited);
    return line;
}

QSpinBox *GatewayDetails::addLimit(const QString &label, const QString &name)
{
    auto *limit = addRow(label, name, new QSpinBox);
    limit->setRange(0, std::numeric_limits<int>::max());
    limit->setSpecialValueText(tr("no limit"));
    limit->setGroupSeparatorShown(true);
    limit->findChild<QLineEdit *>()->setAccessibleName(
        QString(label).remove(u'&').remove(u':')); // has the focus
    connect(limit, &QSpinBox::valueChanged, this, &GatewayDetails::edited);
    return limit;
}

LongTextEdit *GatewayDetails::addText(const QString &label, const QString &name, const QString &placeholder)
{
    auto *text = addRow(label, name, new LongTextEdit);
    setUpTextField(*text, placeholder, TextLines);
    connect(text, &LongTextEdit::textChanged, this, &GatewayDetails::edited);
    return text;
}

void GatewayDetails::addPaths()
{
    m_path = addLine(tr("&Path:"), u"chatPath"_s);
    const QMap<EndpointKind, QString> labels{{EndpointKind::Embeddings, tr("&Embeddings path:")},
        {EndpointKind::Images, tr("&Images path:")}, {EndpointKind::Speech, tr("&Speech path:")},
        {EndpointKind::Transcription, tr("T&ranscription path:")},
        {EndpointKind::Models, tr("Model &list path:")}};
    for (const EndpointKind kind : endpointKinds())
        m_endpointPaths[kind] = addLine(labels.value(kind), endpointName(kind) + u"Path"_s, tr("none"));
}

void GatewayDetails::addSends()
{
    m_sendsModel->setObjectName(u"sendsModel"_s);
    m_sendsModel->setAccessibleName(tr("Send the model"));
    m_sendsSystem->setObjectName(u"sendsSystem"_s);
    m_sendsSystem->setAccessibleName(tr("Send a system prompt"));
    auto *boxes = addRow(tr("Include:"), u"sends"_s, new QWidget);
    auto *row = new QHBoxLayout(boxes);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    for (QCheckBox *box : {m_sendsModel, m_sendsSystem}) {
        row->addWidget(box);
        connect(box, &QCheckBox::clicked, this, &GatewayDetails::edited);
    }
    row->addStretch();
}

void GatewayDetails::setVisible(bool visible)
{
    for (QWidget *field : std::as_const(m_fields))
        m_form->setRowVisible(field, visible);
}

void GatewayDetails::show(const Gateway &gateway)
{
    const QSignalBlocker quiet(this);
    m_path->setText(gateway.path);
    for (const auto &[kind, line] : m_endpointPaths.asKeyValueRange())
        line->setText(gateway.endpoints.value(kind).path);
    showLimit(m_requests, gateway.limits.requestsPerMinute);
    showLimit(m_tokens, gateway.limits.tokensPerDay);
    m_sendsModel->setChecked(gateway.shape.sendsModel);
    m_sendsSystem->setChecked(gateway.shape.sendsSystem);
    m_headers->setPlainText(headersToText(gateway.headers));
    m_body->setPlainText(QString::fromUtf8(gateway.shape.body));
}

void GatewayDetails::writeTo(Gateway &gateway) const
{
    gateway.path = m_path->text().trimmed();
    for (const auto &[kind, line] : m_endpointPaths.asKeyValueRange())
        setPath(gateway, kind, line->text().trimmed());
    gateway.limits.requestsPerMinute = limitIn(m_requests);
    gateway.limits.tokensPerDay = limitIn(m_tokens);
    gateway.shape.sendsModel = m_sendsModel->isChecked();
    gateway.shape.sendsSystem = m_sendsSystem->isChecked();
    gateway.headers = headersFromText(m_headers->toPlainText()).value_or(gateway.headers);
    gateway.shape.body = bodyFromText(m_body->toPlainText()).value_or(gateway.shape.body);
}

QString GatewayDetails::problem() const
{
    const auto headers = headersFromText(m_headers->toPlainText());
    const auto body = bodyFromText(m_body->toPlainText());
    return !headers ? headers.error() : !body ? body.error() : QString();
}

} // namespace Parlance
