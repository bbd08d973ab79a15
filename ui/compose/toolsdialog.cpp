// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/toolsdialog.h"

#include "chat/visibletext.h"
#include "ui/compose/tooleditor.h"
#include "view/base/plainlabel.h"
#include "view/base/theme.h"
#include "view/base/windowsize.h"
#include "workspace/words/tooltext.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int ListWidth = 188;
constexpr int MostRounds = 100;

LaneTool weatherTool()
{
    return {.name = u"get_weather"_s,
        .description = u"The current weather in a city."_s,
        .schema = u"{\n"
                  "  \"type\": \"object\",\n"
                  "  \"properties\": {\n"
                  "    \"city\": { \"type\": \"string\", \"description\": \"The name of the city\" },\n"
                  "    \"unit\": { \"type\": \"string\", \"enum\": [\"celsius\", \"fahrenheit\"] }\n"
                  "  },\n"
                  "  \"required\": [\"city\"]\n"
                  "}"_s};
}

/// "new_tool", or with a number if there is one.
LaneTool newTool(const QList<LaneTool> &tools)
{
    QString name = u"new_tool"_s;
    for (int number = 2; std::ranges::contains(tools, name, &LaneTool::name); ++number)
        name = u"new_tool_%1"_s.arg(number);
    return {.name = name,
        .schema = u"{\n  \"type\": \"object\",\n  \"properties\": {\n  },\n  \"required\": []\n}"_s};
}

QPushButton *makeButton(const QString &text, const QString &objectName)
{
    auto *button = new QPushButton(text);
    button->setObjectName(objectName);
    button->setAutoDefault(false);
    return button;
}

} // namespace

ToolsDialog::ToolsDialog(const LaneTools &tools, const QList<Variable> &variables, const QString &about,
    const McpServersPanel::Setting &servers, QWidget *parent)
    : QDialog(parent)
    , m_tools(tools)
    , m_variables(variables)
    , m_tabs(new QTabWidget)
    , m_servers(new McpServersPanel(tools, servers))
    , m_list(new QListWidget)
    , m_stack(new QStackedWidget)
    , m_editor(new ToolEditor)
    , m_remove(makeButton(tr("&Remove"), u"removeTool"_s))
    , m_copy(makeCopy())
    , m_choice(new QComboBox)
    , m_itself(new QCheckBox(tr("Answer &automatically if every tool has an answer, at most")))
    , m_rounds(new QSpinBox)
    , m_message(plainLabel(u"toolsMessage"_s, u"secondary"_s))
{
    setObjectName(u"toolsDialog"_s);
    setWindowTitle(tr("Tools"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_tabs->setObjectName(u"toolTabs"_s);
    m_tabs->addTab(makeTools(), tr("Functions"));
    m_tabs->addTab(m_servers, tr("MCP servers"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 10, 16, 12);
    layout->setSpacing(6);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(makeFoot(about));
    connectParts();
    say({});
    showList(0);
    m_stack->currentWidget()->setFocus();
    resizeOnScreen(*this, {760, 560});
}

void ToolsDialog::showServers()
{
    m_tabs->setCurrentWidget(m_servers);
}

QWidget *ToolsDialog::makeTools()
{
    auto *tools = new QWidget;
    m_stack->addWidget(makeEmpty());
    m_stack->addWidget(m_editor);
    auto *parts = new QHBoxLayout;
    parts->setSpacing(16);
    parts->addWidget(makeList());
    parts->addWidget(m_stack, 1);
    auto *layout = new QVBoxLayout(tools);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(parts, 1);
    layout->addWidget(m_message);
    layout->addWidget(makeLoop());
    return tools;
}

QWidget *ToolsDialog::makeList()
{
    auto *side = new QWidget;
    side->setFixedWidth(ListWidth);
    m_list->setObjectName(u"toolList"_s);
    m_list->setAccessibleName(tr("Tools"));
    auto *add = makeButton(tr("A&dd"), u"addTool"_s);
    auto *paste = makeButton(tr("&Paste JSON"), u"pasteTools"_s);
    paste->setToolTip(tr("Adds the tools on the clipboard, as OpenAI's, Anthropic's or MCP's JSON"));
    connect(add, &QPushButton::clicked, this, [this] {
        this->add(newTool(m_tools.list));
        m_editor->editName();
    });
    connect(
        paste, &QPushButton::clicked, this, [this] { this->paste(QGuiApplication::clipboard()->text()); });
    connect(m_remove, &QPushButton::clicked, this, &ToolsDialog::remove);
    auto *buttons = new QGridLayout;
    buttons->setSpacing(6);
    buttons->addWidget(add, 0, 0);
    buttons->addWidget(m_remove, 0, 1);
    buttons->addWidget(paste, 1, 0, 1, 2);
    buttons->addWidget(m_copy, 2, 0, 1, 2);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    return side;
}

QPushButton *ToolsDialog::makeCopy()
{
    auto *button = makeButton(tr("&Copy as"), u"copyTools"_s);
    auto *menu = new QMenu(button);
    const auto add = [this, menu](const QString &text, ToolForm form) {
        menu->addAction(text, this, [this, form] { copy(form); });
    };
    add(tr("OpenAI Chat Completions"), ToolForm::ChatCompletions);
    add(tr("OpenAI Responses"), ToolForm::Responses);
    add(tr("Anthropic Messages"), ToolForm::Messages);
    add(tr("MCP tools/list"), ToolForm::Mcp);
    button->setMenu(menu);
    return button;
}

QWidget *ToolsDialog::makeEmpty()
{
    auto *empty = new QWidget;
    auto *words = plainLabel(u"noTools"_s, u"secondary"_s);
    words->setText(
        tr("A tool is a function that the model may call. You answer its calls, or give it an answer "
           "here. Add one, paste its definition, or begin with an example."));
    auto *example = makeButton(tr("Add the &example get_weather"), u"addExampleTool"_s);
    example->setAutoDefault(true); // Enter adds it
    empty->setFocusProxy(example);
    connect(example, &QPushButton::clicked, this, [this] { add(weatherTool()); });
    auto *layout = new QVBoxLayout(empty);
    layout->addStretch();
    layout->addWidget(words);
    layout->addWidget(example, 0, Qt::AlignLeft);
    layout->addStretch();
    return empty;
}

QWidget *ToolsDialog::makeLoop()
{
    auto *loop = new QWidget;
    m_itself->setObjectName(u"answersItself"_s);
    m_itself->setChecked(m_tools.answersItself);
    m_rounds->setObjectName(u"mostRounds"_s);
    m_rounds->setAccessibleName(tr("Times in a row"));
    m_rounds->setRange(1, MostRounds);
    m_rounds->setValue(m_tools.mostRounds);
    m_rounds->setSuffix(tr(" times in a row"));
    auto *layout = new QHBoxLayout(loop);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_itself);
    layout->addWidget(m_rounds);
    layout->addStretch();
    return loop;
}

QWidget *ToolsDialog::makeFoot(const QString &about)
{
    auto *foot = new QWidget;
    QLabel *whose = plainLabel(u"toolsAbout"_s, u"secondary"_s);
    whose->setText(about);
    m_choice->setObjectName(u"toolChoice"_s);
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_choice->setAccessibleName(tr("Tool choice"));
    auto *choice = new QLabel(tr("Tool c&hoice"));
    choice->setBuddy(m_choice);
    auto *close = makeButton(tr("Close"), u"closeTools"_s);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *layout = new QHBoxLayout(foot);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(choice);
    layout->addWidget(m_choice);
    layout->addWidget(whose, 1);
    layout->addWidget(close);
    return foot;
}

void ToolsDialog::connectParts()
{
    connect(m_list, &QListWidget::currentRowChanged, this, &ToolsDialog::showTool);
    connect(m_editor, &ToolEditor::changed, this, [this](const LaneTool &tool) {
        LaneTool &edited = m_tools.list[selected()];
        if (!edited.name.isEmpty() && m_tools.choice == edited.name)
            m_tools.choice = tool.name;
        edited = tool;
        m_list->currentItem()->setText(visibleLine(tool.name));
        showState();
        Q_EMIT changed(m_tools);
    });
    connect(m_servers, &McpServersPanel::changed, this, [this] {
        m_tools.servers = m_servers->servers();
        m_tools.mcpBeta = m_servers->beta();
        Q_EMIT changed(m_tools);
    });
    connect(m_choice, &QComboBox::currentIndexChanged, this, &ToolsDialog::readRules);
    connect(m_itself, &QCheckBox::toggled, this, &ToolsDialog::readRules);
    connect(m_rounds, &QSpinBox::valueChanged, this, &ToolsDialog::readRules);
}

qsizetype ToolsDialog::selected() const
{
    return m_list->currentRow();
}

void ToolsDialog::showList(qsizetype selected)
{
    {
        const QScopedValueRollback showing(m_showing, true);
        m_list->clear();
        for (const LaneTool &tool : std::as_const(m_tools.list))
            m_list->addItem(visibleLine(tool.name));
        m_list->setCurrentRow(static_cast<int>(std::min(selected, m_tools.list.size() - 1)));
    }
    showTool();
}

void ToolsDialog::showTool()
{
    if (m_showing)
        return;
    m_stack->setCurrentIndex(selected() < 0 ? 0 : 1);
    if (selected() >= 0)
        m_editor->show(m_tools.list.at(selected()));
    showState();
}

/// Shows what follows from the tools: their problems, and what can be done with them.
void ToolsDialog::showState()
{
    for (int row = 0; row < m_list->count(); ++row) {
        const bool isWrong =
            problemOfName(m_tools, row, m_variables) || problemOfSchema(m_tools, row, m_variables);
        m_list->item(row)->setForeground(isWrong ? Theme::current().warning : Theme::current().text);
        m_list->item(row)->setToolTip(isWrong ? tr("This tool cannot be sent") : QString());
    }
    if (selected() >= 0)
        m_editor->showProblems(m_tools, selected(), m_variables);
    m_remove->setEnabled(selected() >= 0);
    m_copy->setEnabled(!m_tools.list.isEmpty() && !problemOf(m_tools, m_variables));
    m_copy->setToolTip(
        m_copy->isEnabled() || m_tools.list.isEmpty() ? QString() : tr("One of the tools cannot be sent"));
    showChoice();
}

void ToolsDialog::showChoice()
{
    const QScopedValueRollback showing(m_showing, true);
    m_choice->clear();
    m_choice->addItem(tr("not sent"), QString());
    for (const QString &word : {u"auto"_s, u"none"_s, u"required"_s})
        m_choice->addItem(word, word);
    for (const LaneTool &tool : std::as_const(m_tools.list)) {
        if (isToolName(filled(tool.name, m_variables)))
            m_choice->addItem(tr("only %1").arg(tool.name), tool.name);
    }
    m_choice->setCurrentIndex(std::max(0, m_choice->findData(m_tools.choice)));
}

void ToolsDialog::readRules()
{
    if (m_showing)
        return;
    m_tools.choice = m_choice->currentData().toString();
    m_tools.answersItself = m_itself->isChecked();
    m_tools.mostRounds = m_rounds->value();
    Q_EMIT changed(m_tools);
}

void ToolsDialog::add(const LaneTool &tool)
{
    m_tools.list.append(tool);
    say({});
    showList(m_tools.list.size() - 1);
    Q_EMIT changed(m_tools);
}

void ToolsDialog::remove()
{
    const qsizetype place = selected();
    if (m_tools.choice == m_tools.list.at(place).name)
        m_tools.choice.clear();
    m_tools.list.removeAt(place);
    say({});
    showList(place);
    Q_EMIT changed(m_tools);
}

void ToolsDialog::paste(const QString &json)
{
    const QByteArray text = json.toUtf8();
    const auto tools = toolsFromJson(text);
    if (!tools)
        return say(tr("Nothing was added. %1.").arg(describeToolFault(tools.error(), text)));
    qsizetype replaced = 0;
    qsizetype last = 0;
    for (const Tool &tool : *tools) {
        const auto same = std::ranges::find(m_tools.list, tool.name, &LaneTool::name);
        last = same - m_tools.list.begin();
        const LaneTool added = laneToolOf(tool);
        if (same == m_tools.list.end())
            m_tools.list.append(added);
        else if (++replaced > 0)
            *same = added;
    }
    const auto added = static_cast<int>(tools->size() - replaced);
    say(replaced > 0 ? tr("%1 added, %2 replaced").arg(added).arg(replaced)
                     : tr("%n tools added", nullptr, added));
    showList(last);
    Q_EMIT changed(m_tools);
}

void ToolsDialog::copy(ToolForm form)
{
    QList<Tool> tools;
    std::ranges::transform(m_tools.list, std::back_inserter(tools), toolOf);
    QGuiApplication::clipboard()->setText(QString::fromUtf8(toolsToJson(tools, form)));
    say(tr("Copied."));
}

void ToolsDialog::say(const QString &words)
{
    m_message->setText(words);
    m_message->setVisible(!words.isEmpty());
}

} // namespace Parlance
