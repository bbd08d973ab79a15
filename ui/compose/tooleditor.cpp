// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/tooleditor.h"

#include "ui/edit/longtextedit.h"
#include "view/base/markformat.h"
#include "view/base/plainlabel.h"
#include "view/base/theme.h"
#include "workspace/words/tooltext.h"

#include <QCheckBox>
#include <QFontDatabase>
#include <QLabel>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

LongTextEdit *makeText(const QString &objectName, int lines, const QString &placeholder)
{
    auto *edit = new LongTextEdit;
    edit->setObjectName(objectName);
    edit->setPlaceholderText(placeholder);
    edit->setTabChangesFocus(true);
    edit->setMinimumHeight(edit->fontMetrics().lineSpacing() * lines + 24);
    return edit;
}

QLabel *makeLabel(const QString &text, QWidget *buddy)
{
    auto *label = new QLabel(text);
    label->setBuddy(buddy);
    buddy->setAccessibleName(QString(text).remove(u'&'));
    return label;
}

} // namespace

ToolEditor::ToolEditor(QWidget *parent)
    : QWidget(parent)
    , m_name(new QLineEdit)
    , m_nameProblem(plainLabel(u"toolNameProblem"_s, u"warning"_s))
    , m_description(makeText(u"toolDescription"_s, 2, tr("What it does, and when to call it")))
    , m_schema(makeText(u"toolSchema"_s, 4, u"{ \"type\": \"object\", \"properties\": { … } }"_s))
    , m_schemaProblem(plainLabel(u"toolSchemaProblem"_s, u"warning"_s))
    , m_strict(new QCheckBox(tr("S&trict: the server enforces the schema")))
    , m_result(makeText(u"toolCannedResult"_s, 1, tr("Leave it empty to answer each call by hand")))
    , m_error(new QCheckBox(tr("as an &error")))
{
    setObjectName(u"toolEditor"_s);
    setFocusProxy(m_name);
    m_name->setObjectName(u"toolName"_s);
    m_strict->setObjectName(u"toolStrict"_s);
    m_error->setObjectName(u"toolCannedError"_s);
    m_schema->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_schema->setAccessibleName(tr("Arguments as JSON Schema"));
    auto *answer = new QHBoxLayout;
    answer->addWidget(makeLabel(tr("&Answers with"), m_result), 1);
    answer->addWidget(m_error);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(5);
    layout->addWidget(makeLabel(tr("&Name"), m_name));
    layout->addWidget(m_name);
    layout->addWidget(m_nameProblem);
    layout->addWidget(makeLabel(tr("&Description"), m_description));
    layout->addWidget(m_description, 1);
    layout->addWidget(makeLabel(tr("Arguments as &JSON Schema"), m_schema));
    layout->addWidget(m_schema, 4);
    layout->addWidget(m_schemaProblem);
    layout->addWidget(m_strict);
    layout->addLayout(answer);
    layout->addWidget(m_result, 1);
    connectParts();
}

void ToolEditor::connectParts()
{
    const auto edited = [this] {
        if (!m_showing)
            Q_EMIT changed(tool());
    };
    connect(m_name, &QLineEdit::textChanged, this, edited);
    for (const LongTextEdit *edit : {m_description, m_schema, m_result})
        connect(edit, &LongTextEdit::textChanged, this, edited);
    for (const QCheckBox *box : {m_strict, m_error})
        connect(box, &QCheckBox::toggled, this, edited);
}

void ToolEditor::show(const LaneTool &tool)
{
    const QScopedValueRollback showing(m_showing, true);
    m_name->setText(tool.name);
    m_description->setPlainText(tool.description);
    m_schema->setPlainText(tool.schema);
    m_strict->setChecked(tool.strict);
    m_result->setPlainText(tool.result);
    m_error->setChecked(tool.isErrorResult);
}

LaneTool ToolEditor::tool() const
{
    return {.name = m_name->text(),
        .description = m_description->toPlainText(),
        .schema = m_schema->toPlainText(),
        .strict = m_strict->isChecked(),
        .result = m_result->toPlainText(),
        .isErrorResult = m_error->isChecked()};
}

void ToolEditor::showProblems(const LaneTools &tools, qsizetype tool, const QList<Variable> &variables)
{
    const auto say = [&tools](QLabel *label, const std::optional<ToolProblem> &problem) {
        label->setText(problem ? describeToolProblem(*problem, tools) + u'.' : QString());
        label->setVisible(problem.has_value());
    };
    const auto ofSchema = problemOfSchema(tools, tool, variables);
    say(m_nameProblem, problemOfName(tools, tool, variables));
    say(m_schemaProblem, ofSchema);
    mark(ofSchema);
}

/// Marks the character at the problem, or the last one if the text ends too early.
void ToolEditor::mark(const std::optional<ToolProblem> &problem)
{
    QList<QTextEdit::ExtraSelection> marks;
    const QString text = m_schema->toPlainText();
    const bool hasSeams = m_schema->document()->characterCount() != text.size() + 1;
    if (problem && !text.isEmpty() && !hasSeams) {
        const qsizetype place = QString::fromUtf8(text.toUtf8().first(problem->offset)).size();
        QTextCursor cursor(m_schema->document());
        cursor.setPosition(static_cast<int>(std::min(place, text.size() - 1)));
        cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
        marks.append({.cursor = cursor, .format = markFormat(Theme::current().warning)});
    }
    m_schema->setExtraSelections(marks);
}

void ToolEditor::editName()
{
    m_name->setFocus();
    m_name->selectAll();
}

} // namespace Parlance
