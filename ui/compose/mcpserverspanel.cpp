// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/mcpserverspanel.h"

#include "chat/visibletext.h"
#include "client/targetresolver.h"
#include "ui/compose/mcpservereditor.h"
#include "view/base/plainlabel.h"
#include "view/base/theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpressionValidator>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int ListWidth = 188;

QPushButton *makeButton(const QString &text, const QString &objectName)
{
    auto *button = new QPushButton(text);
    button->setObjectName(objectName);
    button->setAutoDefault(false);
    return button;
}

/// "server", or with a number if there is one.
McpServer newServer(const QList<McpServer> &servers)
{
    QString name = u"server"_s;
    for (int number = 2; std::ranges::contains(servers, name, &McpServer::name); ++number)
        name = u"server_%1"_s.arg(number);
    return {.name = name, .url = u"https://"_s};
}

/// That of the embedded gateway.
McpServer demoServer()
{
    return {.name = u"demo"_s, .url = u"https://tools.example/mcp"_s};
}

} // namespace

McpServersPanel::McpServersPanel(const LaneTools &tools, const Setting &setting, QWidget *parent)
    : QWidget(parent)
    , m_setting(setting)
    , m_servers(tools.servers)
    , m_list(new QListWidget)
    , m_stack(new QStackedWidget)
    , m_editor(new McpServerEditor(placeOfToken()))
    , m_remove(makeButton(tr("&Remove"), u"removeMcpServer"_s))
    , m_beta(new QLineEdit)
{
    setObjectName(u"mcpServersPanel"_s);
    m_stack->addWidget(makeEmpty());
    m_stack->addWidget(m_editor);
    auto *parts = new QHBoxLayout;
    parts->setSpacing(16);
    parts->addWidget(makeList());
    parts->addWidget(m_stack, 1);
    QLabel *about = plainLabel(u"mcpAbout"_s, u"secondary"_s);
    about->setText(setting.about);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(parts, 1);
    layout->addWidget(makeBeta(tools.mcpBeta));
    layout->addWidget(about);
    connectParts();
    showList(0);
}

QWidget *McpServersPanel::makeList()
{
    auto *side = new QWidget;
    side->setFixedWidth(ListWidth);
    m_list->setObjectName(u"mcpServerList"_s);
    m_list->setAccessibleName(tr("MCP servers"));
    QPushButton *add = makeButton(tr("A&dd"), u"addMcpServer"_s);
    connect(add, &QPushButton::clicked, this, [this] {
        this->add(newServer(m_servers));
        m_editor->editName();
    });
    connect(m_remove, &QPushButton::clicked, this, &McpServersPanel::remove);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    buttons->addWidget(add);
    buttons->addWidget(m_remove);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    return side;
}

QWidget *McpServersPanel::makeEmpty()
{
    auto *empty = new QWidget;
    QLabel *words = plainLabel(u"noMcpServers"_s, u"secondary"_s);
    words->setText(tr("The gateway calls the tools of an MCP server without asking you, and shows "
                      "the calls and their results in the answer. Parlance does not talk to the server."));
    QPushButton *example = makeButton(tr("Add the server of the &embedded gateway"), u"addDemoServer"_s);
    example->setVisible(m_setting.hasDemo);
    connect(example, &QPushButton::clicked, this, [this] { add(demoServer()); });
    auto *layout = new QVBoxLayout(empty);
    layout->addStretch();
    layout->addWidget(words);
    layout->addWidget(example, 0, Qt::AlignLeft);
    layout->addStretch();
    return empty;
}

QWidget *McpServersPanel::makeBeta(const QString &beta)
{
    auto *row = new QWidget;
    m_beta->setObjectName(u"mcpBeta"_s);
    m_beta->setText(beta);
    m_beta->setPlaceholderText(tr("not sent"));
    m_beta->setValidator(new QRegularExpressionValidator(QRegularExpression(u"[A-Za-z0-9._, -]*"_s), m_beta));
    auto *label = new QLabel(tr("Header anthropic-&beta"));
    label->setBuddy(m_beta);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(label);
    layout->addWidget(m_beta, 1);
    return row;
}

void McpServersPanel::connectParts()
{
    connect(m_list, &QListWidget::currentRowChanged, this, &McpServersPanel::showServer);
    connect(m_editor, &McpServerEditor::changed, this, &McpServersPanel::edit);
    connect(m_beta, &QLineEdit::textEdited, this, &McpServersPanel::changed);
}

QString McpServersPanel::beta() const
{
    return m_beta->text().trimmed();
}

qsizetype McpServersPanel::selected() const
{
    return m_list->currentRow();
}

/// True if another server has this address, and so its token, too.
bool McpServersPanel::isOfAnother(const QString &url) const
{
    if (QUrl(url).host().isEmpty()) // with which all begin
        return false;
    for (qsizetype i = 0; i < m_servers.size(); ++i) {
        if (i != selected() && m_servers.at(i).url == url)
            return true;
    }
    return false;
}

/// The token stays with the server while its address is edited.
void McpServersPanel::edit(const McpServer &server)
{
    McpServer &edited = m_servers[selected()];
    const QString typed = m_editor->token();
    const Secret token = isMcpToken(typed) ? Secret(typed.toLatin1()) : Secret();
    const bool isMoved = edited.url != server.url;
    if (isMoved && !isOfAnother(edited.url))
        setToken(edited.url, {});
    if (token != m_token || (isMoved && !isOfAnother(server.url)))
        setToken(server.url, token);
    m_token = token;
    edited = server;
    m_list->currentItem()->setText(visibleLine(server.name));
    showState();
    Q_EMIT changed();
}

void McpServersPanel::setToken(const QString &url, const Secret &token)
{
    for (const QUrl &service : std::as_const(m_setting.services)) {
        if (m_setting.resolver->mcpTokens().at(service).value(url) != token)
            m_setting.resolver->setMcpToken(service, url, token);
    }
}

/// Empty unless all services have it.
Secret McpServersPanel::tokenOf(const QString &url) const
{
    Secret token;
    for (const QUrl &service : m_setting.services) {
        token = m_setting.resolver->mcpTokens().at(service).value(url);
        if (token.isEmpty())
            return {};
    }
    return token;
}

QString McpServersPanel::placeOfToken() const
{
    QStringList origins;
    for (const QUrl &service : m_setting.services)
        origins << originOf(service);
    origins.removeDuplicates();
    if (origins.isEmpty())
        return tr("The token is not sent: none of these gateways takes MCP servers.");
    return tr("The token is sent only to %1, in the body of each request, and forgotten when Parlance ends.")
        .arg(origins.join(u", "_s));
}

void McpServersPanel::showList(qsizetype selected)
{
    {
        const QScopedValueRollback showing(m_showing, true);
        m_list->clear();
        for (const McpServer &server : std::as_const(m_servers))
            m_list->addItem(visibleLine(server.name));
        m_list->setCurrentRow(static_cast<int>(std::min(selected, m_servers.size() - 1)));
    }
    showServer();
}

void McpServersPanel::showServer()
{
    if (m_showing)
        return;
    m_stack->setCurrentIndex(selected() < 0 ? 0 : 1);
    if (selected() >= 0) {
        m_token = tokenOf(m_servers.at(selected()).url);
        m_editor->show(m_servers.at(selected()), m_token);
    }
    showState();
}

void McpServersPanel::showState()
{
    for (int row = 0; row < m_list->count(); ++row) {
        const bool isWrong = problemOfName(m_servers, row) || problemOfUrl(m_servers, row);
        m_list->item(row)->setForeground(isWrong ? Theme::current().warning : Theme::current().text);
        m_list->item(row)->setToolTip(isWrong ? tr("This server cannot be sent") : QString());
    }
    if (selected() >= 0)
        m_editor->showProblems(m_servers, selected());
    m_remove->setEnabled(selected() >= 0);
}

void McpServersPanel::add(const McpServer &server)
{
    m_servers.append(server);
    showList(m_servers.size() - 1);
    Q_EMIT changed();
}

void McpServersPanel::remove()
{
    const qsizetype place = selected();
    if (!isOfAnother(m_servers.at(place).url))
        setToken(m_servers.at(place).url, {});
    m_servers.removeAt(place);
    showList(place);
    Q_EMIT changed();
}

} // namespace Parlance
