// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/welcomepanel.h"

#include "gateways/gateway.h"
#include "view/base/linkbutton.h"
#include "view/base/mnemonic.h"
#include "view/base/plainlabel.h"
#include "workspace/preset.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int Margin = 24;
constexpr int ColumnWidth = 640; ///< at most
constexpr int MostLadders = 2;   ///< per row
constexpr int MostConnectLinks = 5;
constexpr int LinkEdge = 5; ///< left padding of a link's text; indents all else to match

QLabel *makeText(const QString &name, const QString &role)
{
    QLabel *label = plainLabel(name, role);
    label->setContentsMargins(LinkEdge, 0, LinkEdge, 0);
    return label;
}

} // namespace

WelcomePanel::WelcomePanel(QWidget *parent)
    : QScrollArea(parent)
    , m_title(makeText(u"welcomeTitle"_s, u"title"_s))
    , m_source(makeText(u"welcomeSource"_s, u"secondary"_s))
    , m_connectingText(makeText(u"welcomeConnecting"_s, u"secondary"_s))
    , m_toggle(new QPushButton)
    , m_settings(new QPushButton(tr("Settings…")))
    , m_prompts(makePrompts())
    , m_ladders(makeLinks(
          u"welcomeLadders"_s, tr("Or put one prompt to several models side by side:"), MostLadders))
    , m_gateways(makeLinks(
          u"welcomeGateways"_s, tr("Or set up another gateway, with its address and key:"), MostConnectLinks))
    , m_connecting(makeConnecting())
{
    setObjectName(u"welcome"_s);
    m_title->setText(tr("Try a prompt"));
    auto *column = new QVBoxLayout;
    column->setSpacing(12);
    column->addWidget(m_title);
    column->addWidget(m_source);
    column->addWidget(m_prompts);
    addLadders();
    column->addWidget(m_ladders);
    column->addWidget(m_connecting);
    column->addWidget(m_gateways);

    auto *narrow = new QWidget;
    narrow->setMaximumWidth(ColumnWidth);
    narrow->setLayout(column);
    column->setContentsMargins(0, 0, 0, 0);
    auto *row = new QHBoxLayout;
    row->addWidget(narrow, 100);
    row->addStretch(1);
    auto *content = new QWidget;
    content->setObjectName(u"welcomeContent"_s);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(Margin, 16, Margin, 16);
    layout->addStretch(2);
    layout->addLayout(row);
    layout->addStretch(3);
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidgetResizable(true);
    setWidget(content);
}

QWidget *WelcomePanel::makePrompts()
{
    auto *prompts = new QWidget;
    auto *layout = new QVBoxLayout(prompts);
    layout->setContentsMargins(LinkEdge, 0, LinkEdge, 0);
    layout->setSpacing(6);
    for (const QString &prompt : promptsFor(false)) {
        auto *button = new QPushButton(prompt);
        button->setProperty("role", u"suggestion"_s);
        button->setObjectName(u"suggestion"_s);
        connect(button, &QPushButton::clicked, this, [this, button] { Q_EMIT promptChosen(button->text()); });
        layout->addWidget(button);
        m_suggestions.append(button);
    }
    return prompts;
}

/// The demo answers from the handbook, a live model from what it has learned. As many for both.
QStringList WelcomePanel::promptsFor(bool live)
{
    if (live)
        return {tr("Explain in five sentences how HTTPS works"), tr("Which is larger, 9.11 or 9.9, and why?"),
            tr("Make a table of three sorting algorithms and what they cost"),
            tr("Write a Python function that reads one line of CSV")};
    return {tr("How do I compare tiers?"), tr("How do I read a stream in JavaScript?"),
        tr("Show me a table of the errors and what to do"),
        tr("What is kept, and what leaves this computer?")};
}

/// A label, and room for links below it, up to so many in a row.
QWidget *WelcomePanel::makeLinks(const QString &name, const QString &text, int most)
{
    auto *list = new QWidget;
    auto *layout = new QGridLayout(list);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setVerticalSpacing(2);
    QLabel *label = makeText(name, u"secondary"_s);
    label->setText(text);
    layout->addWidget(label, 0, 0, 1, most + 1);
    layout->setColumnStretch(most, 1);
    return list;
}

void WelcomePanel::addLadders()
{
    for (const Preset &ladder : ladders()) {
        QPushButton *button = linkButton(u"ladder"_s, ladder.name);
        connect(button, &QPushButton::clicked, this, [this, ladder] { Q_EMIT ladderChosen(ladder); });
        m_ladderLinks.append(button);
    }
}

void WelcomePanel::setUnconnected(const QList<Gateway> &gateways)
{
    QStringList ids;
    for (const Gateway &gateway : gateways)
        ids << gateway.id;
    if (!m_connectLinks.isEmpty() && ids == m_unconnected)
        return;
    m_unconnected = ids;
    for (QPushButton *link : std::exchange(m_connectLinks, {}))
        link->deleteLater();
    for (const Gateway &gateway : gateways)
        addConnectLink(gateway.id, gateway.name);
    addConnectLink({}, tr("Another server…"));
    arrangeLinks();
    QWidget *before = m_settings;
    for (QPushButton *link : std::as_const(m_connectLinks)) {
        setTabOrder(before, link);
        before = link;
    }
}

void WelcomePanel::addConnectLink(const QString &gatewayId, const QString &text)
{
    QPushButton *link = linkButton(u"connectGateway"_s, escapedAmpersands(text));
    connect(link, &QPushButton::clicked, this, [this, gatewayId] { Q_EMIT connectRequested(gatewayId); });
    m_connectLinks.append(link);
}

void WelcomePanel::arrangeLinks()
{
    arrange(static_cast<QGridLayout *>(m_ladders->layout()), m_ladderLinks, MostLadders);
    arrange(static_cast<QGridLayout *>(m_gateways->layout()), m_connectLinks, MostConnectLinks);
}

/// As many per row as fit, in columns below the label.
void WelcomePanel::arrange(QGridLayout *layout, const QList<QPushButton *> &links, int most) const
{
    int widest = 1;
    for (const QPushButton *link : links)
        widest = qMax(widest, link->sizeHint().width());
    const int room = qMin(viewport()->width() - 2 * Margin, ColumnWidth) - 2 * LinkEdge;
    const int columns = qBound(1, room / widest, most);
    for (int place = 0; place < links.size(); ++place)
        layout->addWidget(links.at(place), 1 + place / columns, place % columns, Qt::AlignLeft);
}

void WelcomePanel::resizeEvent(QResizeEvent *event)
{
    arrangeLinks();
    QScrollArea::resizeEvent(event);
}

QWidget *WelcomePanel::makeConnecting()
{
    auto *connecting = new QWidget;
    m_toggle->setObjectName(u"welcomeToggle"_s);
    m_settings->setObjectName(u"welcomeSettings"_s);
    for (QPushButton *button : {m_toggle, m_settings}) {
        lookLikeLink(button);
    }
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_toggle);
    buttons->addWidget(m_settings);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(connecting);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_connectingText);
    layout->addLayout(buttons);
    connect(m_toggle, &QPushButton::clicked, this, &WelcomePanel::modeToggled);
    connect(m_settings, &QPushButton::clicked, this, &WelcomePanel::settingsRequested);
    return connecting;
}

void WelcomePanel::setSource(const QString &gatewayName, bool live, const QString &address)
{
    if (live) {
        m_source->setText(
            address.isEmpty()
                ? tr("%1 has no base URL yet: set it in Settings.").arg(gatewayName)
                : tr("Answers come from %1 at %2: what you send goes there. Nothing is kept on this "
                     "computer.")
                      .arg(gatewayName, address));
        m_connectingText->setText(tr("To try without the network, go back to the embedded gateway."));
        m_toggle->setText(tr("Back to the demo"));
    } else {
        m_source->setText(tr("Answers come from the embedded demo gateway: nothing leaves this computer. It "
                             "searches the Parlance "
                             "handbook and streams what it finds; it is not a model."));
        m_connectingText->setText(
            address.isEmpty()
                ? tr("To use your own server, set the base URL of %1 in Settings.").arg(gatewayName)
                : tr("To talk to the real %1 at %2, go live. Another address can be set in Settings.")
                      .arg(gatewayName, address));
        m_toggle->setText(tr("Go live"));
    }
    m_toggle->setVisible(live || !address.isEmpty());
    const QStringList prompts = promptsFor(live);
    for (qsizetype i = 0; i < prompts.size(); ++i)
        m_suggestions.at(i)->setText(prompts.at(i));
}

void WelcomePanel::setCompact(bool compact)
{
    m_title->setVisible(!compact);
    m_prompts->setVisible(!compact);
    m_ladders->setVisible(!compact);
    m_gateways->setVisible(!compact);
    m_connecting->setVisible(!compact);
}

} // namespace Parlance
