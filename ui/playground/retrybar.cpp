// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/retrybar.h"

#include "client/retrywait.h"
#include "view/base/linkbutton.h"
#include "view/base/plainlabel.h"
#include "workspace/words/timetext.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace Parlance {

RetryBar::RetryBar(const Clock &clock, std::function<bool()> isBusy, QWidget *parent)
    : QFrame(parent)
    , m_isBusy(std::move(isBusy))
    , m_wait(new RetryWait(clock, this))
    , m_text(plainLabel(u"retryText"_s, u"secondary"_s))
    , m_toggle(new QPushButton)
{
    setObjectName(u"retryBar"_s);
    m_toggle->setObjectName(u"retryWhenReady"_s);
    lookLikeLink(m_toggle);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 4, 12, 4);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_toggle);
    connect(m_toggle, &QPushButton::clicked, this, &RetryBar::toggle);
    connect(m_wait, &RetryWait::changed, this, &RetryBar::showState);
    connect(m_wait, &RetryWait::due, this, &RetryBar::sendAgain);
    hide();
}

/// What is not sent again, as one cannot send or a guard objects, ends the series.
void RetryBar::sendAgain()
{
    Q_EMIT againRequested();
    if (!m_isBusy() && m_wait->advice().kind == RetryAdvice::Kind::None)
        m_wait->disarm();
}

void RetryBar::toggle()
{
    if (m_wait->isArmed())
        m_wait->disarm();
    else
        m_wait->arm();
}

void RetryBar::showState()
{
    const QString text = words();
    m_text->setText(text);
    m_toggle->setText(offer());
    m_toggle->setVisible(!m_toggle->text().isEmpty());
    setVisible(!text.isEmpty());
}

QString RetryBar::words() const
{
    const RetryAdvice &advice = m_wait->advice();
    const QString left = TimeText::duration(m_wait->left());
    const int retries = m_wait->retries();
    if (m_wait->isArmed() && advice.kind != RetryAdvice::Kind::None)
        return advice.isTold ? tr("Sends again in %1").arg(left)
                             : tr("Sends again in %1 (%2 of %3)")
                                   .arg(left)
                                   .arg(retries + 1)
                                   .arg(RetryAdvice::Untold.size());
    switch (advice.kind) {
    case RetryAdvice::Kind::None:
        break;
    case RetryAdvice::Kind::Wait:
        if (advice.isTold)
            return m_wait->left() > 0ms ? tr("Ready to send again in %1").arg(left) : QString();
        return tr("The server gives no wait time. It may be your plan's quota.");
    case RetryAdvice::Kind::Long:
        return tr("A long wait: %1").arg(TimeText::duration(advice.time));
    case RetryAdvice::Kind::GiveUp:
        return tr("Still refused after %n retries: it may be your plan's quota.", nullptr, retries);
    case RetryAdvice::Kind::Budget:
        return m_wait->left() > 0ms ? tr("Resets at midnight UTC, in %1").arg(left)
                                    : tr("It is past midnight UTC: the budget has been reset.");
    }
    return {};
}

QString RetryBar::offer() const
{
    const RetryAdvice &advice = m_wait->advice();
    if (m_wait->isArmed())
        return tr("Cancel");
    if (advice.kind == RetryAdvice::Kind::Wait)
        return advice.isTold ? tr("Send it then") : tr("Retry after 2, 4 and 8 s");
    return advice.kind == RetryAdvice::Kind::Long
               ? tr("Send in %1").arg(TimeText::duration(RetryAdvice::LongestWait))
               : QString();
}

} // namespace Parlance
