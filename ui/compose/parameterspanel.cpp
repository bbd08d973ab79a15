// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/parameterspanel.h"

#include "chat/visibletext.h"
#include "gateways/mcpservers.h"
#include "ui/compose/parameterrow.h"
#include "ui/compose/schemafield.h"
#include "view/base/linkbutton.h"
#include "view/base/plainlabel.h"
#include "wire/dialects/messages.h"
#include "workspace/words/parametertext.h"

#include <QCheckBox>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <ranges>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// The documented parameters of that name, from the gateways that have it.
QList<Parameter> documented(const QList<Gateway> &gateways, QLatin1StringView name)
{
    QList<Parameter> parameters;
    for (const Gateway &gateway : gateways) {
        if (const Parameter *parameter = documentedParameter(gateway, name))
            parameters.append(*parameter);
    }
    return parameters;
}

/// The tightest bound; empty if none has one.
std::optional<double> bound(
    const QList<Parameter> &parameters, std::optional<double> Parameter::*which, bool highest)
{
    std::optional<double> tightest;
    for (const Parameter &parameter : parameters) {
        const std::optional<double> own = parameter.*which;
        if (own && (!tightest || (highest ? *own > *tightest : *own < *tightest)))
            tightest = own;
    }
    return tightest;
}

bool takesAny(const QList<Gateway> &gateways, QLatin1StringView name)
{
    return std::ranges::any_of(
        gateways, [name](const Gateway &gateway) { return takesParameter(gateway, name); });
}

QString shown(const QJsonValue &value)
{
    return value.isBool()     ? (value.toBool() ? ParametersPanel::tr("yes") : ParametersPanel::tr("no"))
           : value.isDouble() ? QLocale().toString(value.toDouble())
                              : value.toString();
}

/// Makes the row of a parameter: an overload for each kind of them.
struct RowMaker
{
    const ChatParameter &parameter;
    ParameterText text;

    ParameterRow *operator()(ChatParameter::Number) const
    {
        return ParameterRow::makeNumber(parameter.name, text.label, parameter.usual);
    }
    ParameterRow *operator()(ChatParameter::Count) const
    {
        return ParameterRow::makeCount(
            parameter.name, text.label, static_cast<int>(parameter.usual), parameter.least);
    }
    ParameterRow *operator()(ChatParameter::Flag) const
    {
        return ParameterRow::makeSwitch(
            parameter.name, text.label, ParametersPanel::tr("yes"), ParametersPanel::tr("no"));
    }
    ParameterRow *operator()(ChatParameter::Text) const
    {
        if (parameter.choices.isEmpty())
            return ParameterRow::makeShortText(parameter.name, text.label, text.placeholder);
        return ParameterRow::makeChoice(parameter.name, text.label, parameter.choices, true);
    }
    ParameterRow *operator()(ChatParameter::Texts) const
    {
        return ParameterRow::makeList(
            parameter.name, text.label, text.placeholder, std::bind_front(problemOfLine, parameter.name));
    }
};

ParameterRow *makeRow(const ChatParameter &parameter)
{
    return std::visit(RowMaker{parameter, parameterText(parameter.name)}, parameter.member);
}

} // namespace

ParametersPanel::ParametersPanel(QWidget *parent)
    : QWidget(parent)
    , m_format(new SchemaField)
    , m_editTools(new QPushButton(tr("Edit…")))
    , m_toolNames(plainLabel({}, u"secondary"_s))
    , m_taken(new QVBoxLayout)
    , m_notTaken(new QVBoxLayout)
    , m_for(plainLabel({}, u"secondary"_s))
    , m_same(new QCheckBox(tr("Same for all lanes")))
    , m_reason(plainLabel({}, u"secondary"_s))
    , m_scroll(new QScrollArea)
{
    setObjectName(u"parametersPanel"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_for->setObjectName(u"parametersFor"_s);
    m_same->setObjectName(u"sameForAll"_s);
    m_reason->setObjectName(u"notDocumented"_s);
    for (QVBoxLayout *rows : {m_taken, m_notTaken})
        rows->setSpacing(14);
    auto *content = new QWidget;
    content->setObjectName(u"parametersContent"_s);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(16, 4, 16, 16);
    column->setSpacing(14);
    column->addWidget(makeTools());
    column->addLayout(m_taken);
    column->addWidget(m_reason);
    column->addLayout(m_notTaken);
    column->addStretch();
    m_scroll->setObjectName(u"parametersScroll"_s);
    m_scroll->setFocusPolicy(Qt::NoFocus); // its fields scroll it
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeTitle());
    layout->addWidget(m_scroll, 1);
    layout->addWidget(makeFooter());
    addRows();
    connect(m_format, &SchemaField::changed, this, &ParametersPanel::onEdited);
    connect(m_same, &QCheckBox::clicked, this, &ParametersPanel::sameForAllToggled);
}

QWidget *ParametersPanel::makeTitle()
{
    auto *title = new QWidget;
    auto *name = new QLabel(tr("Parameters"));
    name->setObjectName(u"parametersTitle"_s);
    auto *close = new QToolButton;
    close->setObjectName(u"closeParameters"_s);
    close->setText(u"✕"_s);
    close->setAccessibleName(tr("Close the parameters"));
    connect(close, &QToolButton::clicked, this, &ParametersPanel::closeRequested);
    auto *top = new QHBoxLayout;
    top->addWidget(name, 1);
    top->addWidget(close);
    auto *layout = new QVBoxLayout(title);
    layout->setContentsMargins(16, 9, 8, 10);
    layout->setSpacing(6);
    layout->addLayout(top);
    layout->addWidget(m_for);
    layout->addWidget(m_same);
    return title;
}

QWidget *ParametersPanel::makeTools()
{
    auto *tools = new QWidget;
    m_editTools->setObjectName(u"editTools"_s);
    lookLikeLink(m_editTools);
    m_editTools->setAccessibleName(tr("Edit the tools"));
    m_toolNames->setObjectName(u"toolNames"_s);
    connect(m_editTools, &QPushButton::clicked, this, &ParametersPanel::toolsRequested);
    auto *top = new QHBoxLayout;
    top->addWidget(new QLabel(tr("Tools")), 1);
    top->addWidget(m_editTools);
    auto *layout = new QVBoxLayout(tools);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(top);
    layout->addWidget(m_toolNames);
    return tools;
}

void ParametersPanel::showTools()
{
    QStringList names;
    QStringList servers;
    for (const LaneTool &tool : std::as_const(m_tools.list))
        names << visibleLine(tool.name);
    for (const McpServer &server : std::as_const(m_tools.servers))
        servers << visibleLine(server.name);
    QStringList parts{names.isEmpty() ? tr("none") : names.join(u", "_s)};
    if (const QString hint = hintOf(ParameterName::Tools); !hint.isEmpty() && !names.isEmpty())
        parts << hint;
    if (const auto problem = problemOf(m_tools, m_variables))
        parts << tr("“%1” cannot be sent").arg(names.at(problem->tool));
    if (!servers.isEmpty())
        parts << tr("MCP servers: %1").arg(servers.join(u", "_s));
    if (const auto problem = problemOf(m_tools.servers))
        parts << tr("“%1” cannot be sent").arg(servers.at(problem->server));
    m_toolNames->setText(parts.join(u" · "_s));
}

QWidget *ParametersPanel::makeFooter()
{
    QLabel *footer = plainLabel({}, u"secondary"_s);
    footer->setText(tr(
        "Kept for the next start, except the system prompt, the schema, the variables, tools, extra headers "
        "and JSON, and user IDs. Save a preset to keep them."));
    footer->setContentsMargins(16, 8, 16, 10);
    return footer;
}

void ParametersPanel::addRows()
{
    using namespace ParameterName;
    const ParameterText system = parameterText(System);
    const ParameterText extra = parameterText(Extra);
    const auto isList = [](const ChatParameter &parameter) {
        return std::holds_alternative<ChatParameter::Texts>(parameter.member);
    };
    addRow(ParameterRow::makeText(System, system.label, system.placeholder));
    m_taken->addWidget(m_format);
    ParameterRow *variables = ParameterRow::makeVariables(Variables, parameterText(Variables).label);
    variables->setToolTip(tr("{{name}} in the prompt, the system prompt and the tools is sent as the value. "
                             "\\{{name}} stays {{name}}."));
    addRow(variables);
    for (const ChatParameter &parameter : chatParameters() | std::views::filter(std::not_fn(isList)))
        addRow(makeRow(parameter));
    addRow(ParameterRow::makeSwitch(Stream, parameterText(Stream).label, tr("streamed"), tr("all at once")));
    for (const ChatParameter &parameter : chatParameters() | std::views::filter(isList))
        addRow(makeRow(parameter));
    addRow(ParameterRow::makeJson(Extra, extra.label, extra.placeholder));
}

void ParametersPanel::addRow(ParameterRow *row)
{
    m_rows.append(row);
    m_taken->addWidget(row);
    connect(row, &ParameterRow::changed, this, &ParametersPanel::onEdited);
}

void ParametersPanel::show(const Target &target, const LaneParameters &parameters)
{
    m_target = target;
    m_tools = parameters.tools;
    m_variables = parameters.variables;
    showTarget();
    showTools();
    QJsonObject values = toJson(parameters);
    if (!parameters.extra.isEmpty()) // even if it cannot be sent
        values.insert(ParameterName::Extra, parameters.extra);
    for (ParameterRow *row : std::as_const(m_rows)) {
        showRow(row);
        row->setValue(values.value(row->name()));
    }
    showFormat(parameters.format);
}

/// Below the system prompt, as what an answer must be.
void ParametersPanel::showFormat(const AnswerFormat &format)
{
    const bool taken = takesAny(m_target.gateways, ParameterName::Format);
    QVBoxLayout *rows = taken ? m_taken : m_notTaken;
    for (QVBoxLayout *layout : {m_taken, m_notTaken})
        layout->removeWidget(m_format);
    rows->insertWidget(std::min(1, rows->count()), m_format);
    m_format->setEnabled(taken || !format.isText()); // so that it can be unticked
    m_format->setFormat(format);
    m_format->setHint(hintOfFormat());
}

QString ParametersPanel::hintOfFormat() const
{
    QStringList undocumented;
    QStringList without;
    for (const Gateway &gateway : m_target.gateways) {
        if (!takesParameter(gateway, ParameterName::Format))
            without << gateway.fullName();
        else if (!documentsFormat(gateway))
            undocumented << gateway.fullName();
    }
    QStringList parts;
    if (!undocumented.isEmpty())
        parts << tr("not documented by %1, which may ignore it").arg(undocumented.join(u", "_s));
    if (!without.isEmpty())
        parts << tr("%1 has no field for it").arg(without.join(u", "_s));
    return parts.join(u" · "_s);
}

void ParametersPanel::setRefusals(const QHash<QString, QString> &wordsByName)
{
    for (ParameterRow *row : std::as_const(m_rows))
        row->setRefusal(wordsByName.value(row->name()));
}

void ParametersPanel::showParameter(QLatin1StringView name)
{
    if (name == ParameterName::Format) {
        m_scroll->ensureWidgetVisible(m_format, 0);
        return m_format->focusEditor();
    }
    ParameterRow *row = *std::ranges::find(m_rows, name, &ParameterRow::name);
    m_scroll->ensureWidgetVisible(row, 0);
    row->focusEditor();
}

void ParametersPanel::showTarget()
{
    const bool own = !m_target.name.isEmpty();
    m_for->setText(tr("Only for %1").arg(m_target.name));
    m_for->setVisible(own);
    m_same->setVisible(m_target.isOneOfMany);
    m_same->setChecked(!own);
    m_reason->setText(
        m_target.gateways.size() == 1
            ? tr("%1 does not document these, so they are not sent. Extra JSON can still carry them.")
                  .arg(m_target.gateways.first().fullName())
            : tr("None of the gateways documents these, so they are not sent. Extra JSON can still carry "
                 "them."));
}

/// Puts what no gateway takes below the reason.
void ParametersPanel::showRow(ParameterRow *row)
{
    const bool taken = takesAny(m_target.gateways, row->name());
    m_taken->removeWidget(row);
    m_notTaken->removeWidget(row);
    (taken ? m_taken : m_notTaken)->addWidget(row);
    m_reason->setVisible(m_notTaken->count() > 0);
    const QList<Parameter> parameters = documented(m_target.gateways, row->name());
    row->setEnabled(taken);
    row->setBounds(
        bound(parameters, &Parameter::minimum, true), bound(parameters, &Parameter::maximum, false));
    row->setHint(taken ? hintOf(row->name()) : QString());
}

QString ParametersPanel::hintOf(QLatin1StringView name) const
{
    const QList<Parameter> parameters = documented(m_target.gateways, name);
    const std::optional<double> low = bound(parameters, &Parameter::minimum, true);
    const std::optional<double> high = bound(parameters, &Parameter::maximum, false);
    QStringList parts;
    if (low && high)
        parts << tr("%1 to %2").arg(QLocale().toString(*low), QLocale().toString(*high));
    if (m_target.gateways.size() == 1 && !parameters.isEmpty()) {
        const Parameter &parameter = parameters.first();
        if (!parameter.fallback.isUndefined())
            parts << tr("default: %1").arg(shown(parameter.fallback));
        else if (parameter.required && name == ParameterName::MaxTokens)
            parts << tr("required: %1 unless you set one").arg(Messages::DefaultMaxTokens);
    }
    QStringList without;
    for (const Gateway &gateway : m_target.gateways) {
        if (!takesParameter(gateway, name))
            without << gateway.fullName();
    }
    if (!without.isEmpty())
        parts << tr("not sent to %1").arg(without.join(u", "_s));
    return parts.join(u" · "_s);
}

void ParametersPanel::onEdited()
{
    QJsonObject values;
    for (const ParameterRow *row : std::as_const(m_rows)) {
        if (const QJsonValue value = row->value(); !value.isUndefined())
            values.insert(row->name(), value);
    }
    const QString extra = values.take(ParameterName::Extra).toString();
    if (auto parameters = laneParametersFromJson(values)) {
        parameters->extra = extra; // as typed, valid or not
        parameters->format = m_format->format();
        parameters->tools = m_tools;
        m_variables = parameters->variables;
        showTools();
        Q_EMIT changed(*parameters);
    }
}

} // namespace Parlance
