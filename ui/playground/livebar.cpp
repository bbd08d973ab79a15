// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/livebar.h"

#include "view/base/linkbutton.h"
#include "workspace/appsettings.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int LinkEdge = 5; ///< left padding of a link's text; indents the words above to match

/// Adds break opportunities: addresses and variable names have no spaces and may be long.
QString breakable(QString words)
{
    static const QRegularExpression places(u"([._/:-]|[^\\s._/:-]{20})"_s);
    return words.replace(places, u"\\1\u200B"_s);
}

} // namespace

LiveBar::LiveBar(TargetResolver *resolver, QWidget *parent)
    : QFrame(parent)
    , m_resolver(resolver)
    , m_text(new QLabel)
    , m_send(linkButton(u"sendKeyThere"_s, tr("Send it there")))
    , m_withhold(linkButton(u"withholdKey"_s, tr("Do not send it")))
    , m_demo(linkButton(u"backToDemo"_s, tr("Back to the demo")))
{
    setObjectName(u"liveBar"_s);
    m_text->setObjectName(u"liveBarText"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setContentsMargins(LinkEdge, 0, 0, 0);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, 0, 0, 0);
    for (QPushButton *button : {m_send, m_withhold, m_demo})
        buttons->addWidget(button);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16 - LinkEdge, 6, 12, 6);
    layout->setSpacing(2);
    layout->addWidget(m_text);
    layout->addLayout(buttons);
    connect(m_send, &QPushButton::clicked, this, [this] { answer(true); });
    connect(m_withhold, &QPushButton::clicked, this, [this] { answer(false); });
    connect(m_demo, &QPushButton::clicked, this, &LiveBar::demoRequested);
    hide();
}

void LiveBar::follow(const Gateway &gateway, TargetResolver::Mode mode)
{
    const bool isLive = mode == TargetResolver::Mode::Live;
    m_question = isLive ? m_resolver->openQuestion(gateway) : std::nullopt;
    m_host = isLive ? hostOf(m_resolver->baseUrl(gateway, mode)) : QString();
    showState();
}

void LiveBar::announce()
{
    m_announced = m_host;
    showState();
}

void LiveBar::quiet()
{
    m_announced.clear();
    showState();
}

void LiveBar::showState()
{
    m_send->setVisible(isAsking());
    m_withhold->setVisible(isAsking());
    m_demo->setVisible(!isAsking());
    if (isAsking())
        say(tr("Send %1 to %2?")
                .arg(m_resolver->nameOfKey(m_question->slot, m_question->source), m_question->origin));
    else if (!m_host.isEmpty() && m_announced == m_host)
        say(tr("Live: prompts now go to %1.").arg(m_host));
    else
        hide();
}

void LiveBar::say(const QString &words)
{
    m_text->setText(breakable(words));
    m_text->setAccessibleName(words);
    show();
}

void LiveBar::answer(bool isGiven)
{
    if (!m_question)
        return;
    KeyConsent consent = *m_question;
    consent.isGiven = isGiven;
    m_resolver->decide(consent);
    Settings::keyConsents().set(toTexts(m_resolver->consents()));
    if (isGiven)
        Q_EMIT keyAllowed();
}

} // namespace Parlance
