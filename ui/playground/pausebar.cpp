// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/pausebar.h"

#include "view/base/linkbutton.h"
#include "view/base/plainlabel.h"
#include "workspace/toolloop.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Parlance {

PauseBar::PauseBar(ToolLoop *loop, QWidget *parent)
    : QFrame(parent)
    , m_loop(loop)
    , m_text(plainLabel(u"pauseText"_s, u"secondary"_s))
{
    setObjectName(u"pauseBar"_s);
    auto *goOn = new QPushButton(tr("Continue"));
    goOn->setObjectName(u"resume"_s);
    lookLikeLink(goOn);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 4, 12, 4);
    layout->addWidget(m_text, 1);
    layout->addWidget(goOn);
    connect(goOn, &QPushButton::clicked, loop, &ToolLoop::resume);
    connect(loop, &ToolLoop::changed, this, &PauseBar::follow);
    hide();
}

void PauseBar::follow()
{
    setVisible(m_loop->paused() != Conversation::Root);
    m_text->setText(
        m_loop->isAtLimit()
            ? tr("The server paused again. The lane continued automatically %n times, which is the limit.",
                  nullptr, m_loop->mostRounds())
            : tr("The server paused its turn."));
}

} // namespace Parlance
