// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/schemafield.h"

#include "gateways/laneparameters.h"
#include "ui/edit/longtextedit.h"
#include "view/base/linkbutton.h"
#include "view/base/plainlabel.h"
#include "workspace/words/parametertext.h"
#include "workspace/words/schematext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFontDatabase>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int KindWidth = 140;
constexpr int Lines = 9;

struct Template
{
    QString name;
    QString schema;
};

const QList<Template> &templates()
{
    static const QList<Template> all{{SchemaField::tr("Object"), uR"({
  "type": "object",
  "properties": {
    "title": { "type": "string" },
    "count": { "type": "integer" }
  },
  "required": ["title", "count"],
  "additionalProperties": false
})"_s},
        {SchemaField::tr("List of objects"), uR"({
  "type": "object",
  "properties": {
    "items": {
      "type": "array",
      "items": {
        "type": "object",
        "properties": { "name": { "type": "string" } },
        "required": ["name"],
        "additionalProperties": false
      }
    }
  },
  "required": ["items"],
  "additionalProperties": false
})"_s},
        {SchemaField::tr("One of several words"), uR"({
  "type": "object",
  "properties": {
    "answer": { "enum": ["yes", "no", "unsure"] }
  },
  "required": ["answer"],
  "additionalProperties": false
})"_s}};
    return all;
}

} // namespace

SchemaField::SchemaField(QWidget *parent)
    : QWidget(parent)
    , m_sent(new QCheckBox(parameterText(ParameterName::Format).label))
    , m_kind(new QComboBox)
    , m_details(new QWidget)
    , m_name(new QLineEdit)
    , m_strict(new QCheckBox(tr("Strict")))
    , m_schema(new LongTextEdit)
    , m_problem(plainLabel({}, u"warning"_s))
    , m_hint(plainLabel({}, u"secondary"_s))
{
    setObjectName(u"row_answer_format"_s);
    m_sent->setObjectName(u"sent_answer_format"_s);
    m_sent->setToolTip(tr("Ask for an answer in JSON, and check it"));
    m_problem->setObjectName(u"problem_answer_format"_s);
    m_hint->setObjectName(u"hint_answer_format"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(makeTop());
    layout->addWidget(makeDetails());
    layout->addWidget(m_problem);
    layout->addWidget(m_hint);
    connect(m_sent, &QCheckBox::clicked, this, [this] {
        showState();
        Q_EMIT changed();
    });
    connect(m_kind, &QComboBox::currentIndexChanged, this, &SchemaField::onEdited);
    connect(m_name, &QLineEdit::textChanged, this, &SchemaField::onEdited);
    connect(m_strict, &QCheckBox::toggled, this, &SchemaField::onEdited);
    connect(m_schema, &LongTextEdit::textChanged, this, &SchemaField::onEdited);
    showState();
}

QLayout *SchemaField::makeTop()
{
    m_kind->setObjectName(u"schemaKind"_s);
    m_kind->setAccessibleName(tr("Which JSON"));
    m_kind->addItem(tr("by a schema"), static_cast<int>(AnswerFormat::Kind::JsonSchema));
    m_kind->addItem(tr("any object"), static_cast<int>(AnswerFormat::Kind::JsonObject));
    m_kind->setFixedWidth(KindWidth);
    m_kind->setFocusPolicy(Qt::StrongFocus);
    m_kind->installEventFilter(this);
    auto *top = new QHBoxLayout;
    top->addWidget(m_sent, 1);
    top->addWidget(m_kind);
    return top;
}

QWidget *SchemaField::makeDetails()
{
    m_name->setObjectName(u"schemaName"_s);
    m_name->setPlaceholderText(tr("Name: answer"));
    m_name->setAccessibleName(tr("Name of the schema"));
    m_name->setMaxLength(64);
    m_strict->setObjectName(u"schemaStrict"_s);
    m_strict->setToolTip(tr("Asks the server to enforce the schema"));
    m_schema->setObjectName(u"schemaEditor"_s);
    m_schema->setAccessibleName(tr("JSON Schema"));
    m_schema->setPlaceholderText(u"{ \"type\": \"object\" }"_s);
    m_schema->setTabChangesFocus(true);
    m_schema->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_schema->setFixedHeight(m_schema->fontMetrics().lineSpacing() * Lines + 22);
    auto *menu = new QMenu(this);
    for (const Template &one : templates())
        menu->addAction(one.name, this, [this, schema = one.schema] { insertTemplate(schema); });
    auto *button = new QPushButton(tr("Templates"));
    button->setObjectName(u"schemaTemplates"_s);
    lookLikeLink(button);
    button->setMenu(menu);
    auto *row = new QHBoxLayout;
    row->addWidget(m_name, 1);
    row->addWidget(m_strict);
    row->addWidget(button);
    auto *layout = new QVBoxLayout(m_details);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(row);
    layout->addWidget(m_schema);
    return m_details;
}

/// Leaves the wheel to the panel: a choice that changed under the pointer would go unnoticed.
bool SchemaField::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::Wheel)
        return QWidget::eventFilter(watched, event);
    event->ignore();
    return true;
}

/// As an edit, so that it can be undone.
void SchemaField::insertTemplate(const QString &schema)
{
    m_schema->selectAll();
    m_schema->insertPlainText(schema);
    m_schema->setFocus();
}

AnswerFormat SchemaField::format() const
{
    if (!m_sent->isChecked())
        return {};
    const auto kind = static_cast<AnswerFormat::Kind>(m_kind->currentData().toInt());
    if (kind == AnswerFormat::Kind::JsonObject)
        return {.kind = kind};
    return {.kind = kind,
        .name = m_name->text().trimmed(),
        .strict = m_strict->isChecked(),
        .schema = m_schema->toPlainText().toUtf8()};
}

void SchemaField::setFormat(const AnswerFormat &format)
{
    m_showing = true;
    m_sent->setChecked(!format.isText());
    m_kind->setCurrentIndex(format.kind == AnswerFormat::Kind::JsonObject ? 1 : 0);
    m_name->setText(format.name);
    m_strict->setChecked(format.strict);
    m_schema->setPlainText(QString::fromUtf8(format.schema));
    m_showing = false;
    showState();
}

void SchemaField::setHint(const QString &hint)
{
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

void SchemaField::focusEditor()
{
    m_schema->setFocus();
}

void SchemaField::onEdited()
{
    if (m_showing)
        return;
    m_sent->setChecked(true);
    showState();
    Q_EMIT changed();
}

void SchemaField::showState()
{
    const bool isSent = m_sent->isChecked();
    m_details->setVisible(isSent && m_kind->currentIndex() == 0);
    const QString problem = describeFormatProblem(format());
    m_problem->setText(problem.isEmpty() ? QString() : tr("%1. Nothing is sent until then.").arg(problem));
    m_problem->setVisible(!problem.isEmpty());
}

} // namespace Parlance
