// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/mcpservereditor.h"

#include "ui/edit/longtextedit.h"
#include "view/base/plainlabel.h"
#include "workspace/words/mcptext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QLabel *makeLabel(const QString &text, QWidget *buddy)
{
    auto *label = new QLabel(text);
    label->setBuddy(buddy);
    buddy->setAccessibleName(QString(text).remove(u'&'));
    return label;
}

QToolButton *makeEye(QLineEdit *hidden)
{
    QIcon icon;
    icon.addFile(u":/icons/eye.svg"_s, {}, QIcon::Normal, QIcon::Off);
    icon.addFile(u":/icons/eye-off.svg"_s, {}, QIcon::Normal, QIcon::On);
    auto *eye = new QToolButton;
    eye->setObjectName(u"showMcpToken"_s);
    eye->setIcon(icon);
    eye->setCheckable(true);
    eye->setAccessibleName(McpServerEditor::tr("Show the token"));
    eye->setToolTip(McpServerEditor::tr("Show what is typed"));
    QObject::connect(eye, &QToolButton::toggled, hidden,
        [hidden](bool shown) { hidden->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password); });
    return eye;
}

QVBoxLayout *makeColumn(QWidget *parent)
{
    auto *column = new QVBoxLayout(parent);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(5);
    return column;
}

/// The names in a text with one on each line, each once.
QStringList linesIn(const QString &text)
{
    QStringList names;
    for (const QString &line : text.split(u'\n')) {
        if (const QString name = line.trimmed(); !name.isEmpty() && !names.contains(name))
            names << name;
    }
    return names;
}

void say(QLabel *label, const QString &words)
{
    label->setText(words);
    label->setVisible(!words.isEmpty());
}

} // namespace

McpServerEditor::McpServerEditor(const QString &place, QWidget *parent)
    : QWidget(parent)
    , m_name(new QLineEdit)
    , m_nameProblem(plainLabel(u"mcpNameProblem"_s, u"warning"_s))
    , m_url(new QLineEdit)
    , m_urlProblem(plainLabel(u"mcpUrlProblem"_s, u"warning"_s))
    , m_needsToken(new QCheckBox(tr("Needs a &token")))
    , m_token(new QLineEdit)
    , m_eye(makeEye(m_token))
    , m_tokenProblem(plainLabel(u"mcpTokenProblem"_s, u"warning"_s))
    , m_offer(new QComboBox)
    , m_exceptions(new LongTextEdit)
{
    setObjectName(u"mcpServerEditor"_s);
    setFocusProxy(m_name);
    m_name->setObjectName(u"mcpName"_s);
    m_url->setObjectName(u"mcpUrl"_s);
    m_url->setPlaceholderText(u"https://"_s);
    QVBoxLayout *layout = makeColumn(this);
    layout->addWidget(makeLabel(tr("&Name"), m_name));
    layout->addWidget(m_name);
    layout->addWidget(m_nameProblem);
    layout->addWidget(makeLabel(tr("&URL, which the gateway calls"), m_url));
    layout->addWidget(m_url);
    layout->addWidget(m_urlProblem);
    layout->addWidget(makeToken(place));
    layout->addWidget(makeTools(), 1);
    connectParts();
}

QWidget *McpServerEditor::makeToken(const QString &place)
{
    auto *token = new QWidget;
    m_needsToken->setObjectName(u"mcpNeedsToken"_s);
    m_token->setObjectName(u"mcpToken"_s);
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setAccessibleName(tr("Token"));
    QLabel *where = plainLabel(u"mcpTokenPlace"_s, u"secondary"_s);
    where->setText(place);
    auto *row = new QHBoxLayout;
    row->addWidget(m_needsToken);
    row->addWidget(m_token, 1);
    row->addWidget(m_eye);
    QVBoxLayout *layout = makeColumn(token);
    layout->addLayout(row);
    layout->addWidget(m_tokenProblem);
    layout->addWidget(where);
    return token;
}

QWidget *McpServerEditor::makeTools()
{
    auto *tools = new QWidget;
    m_offer->setObjectName(u"mcpOffer"_s);
    m_offer->addItem(tr("All but these"), true);
    m_offer->addItem(tr("Only these"), false);
    m_exceptions->setObjectName(u"mcpExceptions"_s);
    m_exceptions->setAccessibleName(tr("Names of tools"));
    m_exceptions->setTabChangesFocus(true);
    m_exceptions->setMinimumHeight(m_exceptions->fontMetrics().lineSpacing() + 24);
    auto *head = new QHBoxLayout;
    head->addWidget(makeLabel(tr("T&ools that the model is offered"), m_offer));
    head->addWidget(m_offer);
    head->addStretch();
    QVBoxLayout *layout = makeColumn(tools);
    layout->addLayout(head);
    layout->addWidget(m_exceptions, 1);
    return tools;
}

void McpServerEditor::connectParts()
{
    const auto edited = [this] {
        showToken();
        if (!m_showing)
            Q_EMIT changed(server());
    };
    for (const QLineEdit *edit : {m_name, m_url, m_token})
        connect(edit, &QLineEdit::textChanged, this, edited);
    connect(m_exceptions, &LongTextEdit::textChanged, this, edited);
    connect(m_needsToken, &QCheckBox::toggled, this, edited);
    connect(m_offer, &QComboBox::currentIndexChanged, this, edited);
}

void McpServerEditor::show(const McpServer &server, const Secret &token)
{
    const QScopedValueRollback showing(m_showing, true);
    m_name->setText(server.name);
    m_url->setText(server.url);
    m_needsToken->setChecked(server.needsToken);
    m_token->setText(QString::fromUtf8(token.reveal()));
    m_eye->setChecked(false);
    m_offer->setCurrentIndex(m_offer->findData(server.offersAll));
    m_exceptions->setPlainText(server.exceptions.join(u'\n'));
    showToken();
}

McpServer McpServerEditor::server() const
{
    return {.name = m_name->text(),
        .url = m_url->text().trimmed(),
        .offersAll = m_offer->currentData().toBool(),
        .exceptions = linesIn(m_exceptions->toPlainText()),
        .needsToken = m_needsToken->isChecked()};
}

QString McpServerEditor::token() const
{
    return m_needsToken->isChecked() ? m_token->text().trimmed() : QString();
}

void McpServerEditor::showToken()
{
    const bool needsToken = m_needsToken->isChecked();
    m_token->setEnabled(needsToken);
    m_eye->setEnabled(needsToken);
    say(m_tokenProblem, needsToken ? McpText::problemOfToken(token()) : QString());
    m_exceptions->setPlaceholderText(m_offer->currentData().toBool()
                                         ? tr("One name on each line; empty: all tools")
                                         : tr("One name on each line; empty: no tool"));
}

void McpServerEditor::showProblems(const QList<McpServer> &servers, qsizetype server)
{
    const auto words = [](const std::optional<McpProblem> &problem) {
        return problem ? McpText::problem(*problem) + u'.' : QString();
    };
    say(m_nameProblem, words(problemOfName(servers, server)));
    const QString ofUrl = words(problemOfUrl(servers, server));
    say(m_urlProblem,
        !ofUrl.isEmpty() || isPublic(servers.at(server).url)
            ? ofUrl
            : tr("A gateway on the internet reaches only public addresses, and only with https."));
}

void McpServerEditor::editName()
{
    m_name->setFocus();
    m_name->selectAll();
}

} // namespace Parlance
