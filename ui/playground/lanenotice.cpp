// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/lanenotice.h"

#include "view/base/linkbutton.h"
#include "view/base/plainlabel.h"
#include "view/base/stylesheet.h"
#include "workspace/words/errortext.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr QMargins InErrorBox(24, 16, 20, 16); ///< with what the style leaves around the box

} // namespace

LaneNotice::LaneNotice(QWidget *parent)
    : QFrame(parent)
    , m_actions(new QHBoxLayout)
    , m_title(plainLabel(u"laneNoticeTitle"_s, u"error"_s))
    , m_text(plainLabel(u"laneNoticeText"_s, u"secondary"_s))
    , m_details(plainLabel(u"laneNoticeDetails"_s, u"secondary"_s))
    , m_parameter(addAction(tr("Show the parameter"), u"showParameter"_s))
    , m_trim(addAction(tr("Send without the oldest turns"), u"trim"_s))
    , m_health(addAction(tr("Check health"), u"health"_s))
    , m_key(addAction(tr("Set the key…"), u"setKey"_s))
    , m_accept(addAction(tr("Send this key anyway"), u"acceptKey"_s))
    , m_settings(addAction(tr("Set the base URL…"), u"setBaseUrl"_s))
    , m_fault(addAction(tr("Cancel failure"), u"cancelFault"_s))
    , m_stop(addAction(tr("Stop"), u"stopHealth"_s))
{
    setObjectName(u"laneNotice"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(2);
    for (QLabel *label : {m_title, m_text, m_details})
        layout->addWidget(label);
    m_actions->addStretch();
    layout->addLayout(m_actions);
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
    QPushButton *button = linkButton(name, text);
    m_actions->addWidget(button);
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
    showTexts({}, text, {});
    show();
}

void LaneNotice::sayError(const ErrorText &error, const QString &message)
{
    QStringList details{message, error.facts};
    details.removeAll(QString());
    showTexts(error.title, error.advice, details.join(u'\n'));
    show();
}

/// With a title it is an error.
void LaneNotice::showTexts(const QString &title, const QString &text, const QString &details)
{
    m_title->setText(title);
    m_text->setText(text);
    m_details->setText(details);
    for (QLabel *label : {m_title, m_text, m_details})
        label->setHidden(label->text().isEmpty());
    setStyleProperty(m_text, "role", title.isEmpty() ? u"secondary"_s : QString());
    setStyleProperty(this, "error", !title.isEmpty());
    layout()->setContentsMargins(title.isEmpty() ? QMargins(16, 4, 12, 4) : InErrorBox);
    m_stop->hide();
}

void LaneNotice::sayRunning(const QString &text)
{
    say(text);
    m_stop->show();
}

void LaneNotice::sayFault(const QString &fault)
{
    offer({.fault = true});
    say(tr("The next answer here will fail with “%1”, and only that one.").arg(fault));
}

} // namespace Parlance
