// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/lanenotice.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Parlance {

LaneNotice::LaneNotice(QWidget *parent)
    : QFrame(parent)
    , m_layout(new QHBoxLayout(this))
    , m_text(new QLabel)
    , m_stop(addAction(tr("Stop"), u"stopHealth"_s))
    , m_parameter(addAction(tr("Show the parameter"), u"showParameter"_s))
    , m_trim(addAction(tr("Send without the oldest turns"), u"trim"_s))
    , m_health(addAction(tr("Check health"), u"health"_s))
    , m_key(addAction(tr("Set the key…"), u"setKey"_s))
    , m_accept(addAction(tr("Send this key all the same"), u"acceptKey"_s))
    , m_settings(addAction(tr("Set the base URL…"), u"setBaseUrl"_s))
    , m_fault(addAction(tr("Do not try it"), u"cancelFault"_s))
{
    setObjectName(u"laneNotice"_s);
    m_text->setObjectName(u"laneNoticeText"_s);
    m_text->setProperty("role", u"secondary"_s);
    m_text->setTextFormat(Qt::PlainText); // it contains a server's text
    m_text->setWordWrap(true);
    m_layout->setContentsMargins(16, 4, 12, 4);
    m_layout->insertWidget(0, m_text, 1);
    m_layout->addStretch();
    m_stop->setAccessibleName(tr("Stop the health check"));
    connect(m_stop, &QPushButton::clicked, this, &LaneNotice::stopRequested);
    connect(m_parameter, &QPushButton::clicked, this, &LaneNotice::parameterRequested);
    connect(m_trim, &QPushButton::clicked, this, &LaneNotice::trimRequested);
    connect(m_health, &QPushButton::clicked, this, &LaneNotice::healthRequested);
    connect(m_key, &QPushButton::clicked, this, &LaneNotice::keyRequested);
    connect(m_accept, &QPushButton::clicked, this, &LaneNotice::acceptRequested);
    connect(m_settings, &QPushButton::clicked, this, &LaneNotice::settingsRequested);
    connect(m_fault, &QPushButton::clicked, this, &LaneNotice::faultCancelled);
    hide();
}

QPushButton *LaneNotice::addAction(const QString &text, const QString &name)
{
    auto *button = new QPushButton(text);
    button->setObjectName(name);
    button->setProperty("role", u"link"_s);
    m_layout->addWidget(button);
    return button;
}

void LaneNotice::offer(const Help &help)
{
    sayNothing();
    m_parameter->setVisible(help.parameter);
    m_trim->setVisible(help.trim);
    m_health->setVisible(help.health);
    m_key->setVisible(help.key);
    m_accept->setVisible(help.accept);
    m_settings->setVisible(help.settings);
    m_fault->setVisible(help.fault);
    setVisible(
        help.parameter || help.trim || help.health || help.key || help.accept || help.settings || help.fault);
}

void LaneNotice::say(const QString &text)
{
    m_text->setText(text);
    m_text->show();
    m_stop->hide();
    show();
}

void LaneNotice::sayRunning(const QString &text)
{
    say(text);
    m_stop->show();
}

void LaneNotice::sayFault(const QString &fault)
{
    offer({.fault = true});
    say(tr("“%1” is tried on the next answer here, and only on that one.").arg(fault));
}

void LaneNotice::sayNothing()
{
    m_text->hide();
    m_stop->hide();
}

} // namespace Parlance
