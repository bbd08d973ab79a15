// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/picturedetails.h"

#include "chat/visibletext.h"
#include "ui/endpoints/picturefetch.h"
#include "ui/endpoints/picturelist.h"
#include "ui/endpoints/runfigures.h"
#include "view/base/elidedlabel.h"
#include "view/base/tooltip.h"
#include "workspace/words/timetext.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Parlance {

namespace {

constexpr int PromptLines = 3;

QLabel *makeLine(const QString &name)
{
    auto *line = new QLabel;
    line->setObjectName(name);
    line->setProperty("role", u"secondary"_s);
    line->setTextFormat(Qt::PlainText);
    line->setWordWrap(true);
    return line;
}

} // namespace

PictureDetails::PictureDetails(const PictureList *pictures, const QList<QAction *> &actions, QWidget *parent)
    : QFrame(parent)
    , m_pictures(pictures)
    , m_facts(new ElidedLabel)
    , m_clock(makeLine(u"pictureClock"_s))
    , m_revised(makeLine(u"revisedTitle"_s))
    , m_prompt(new QPlainTextEdit)
{
    setObjectName(u"pictureDetails"_s);
    m_facts->setObjectName(u"pictureFacts"_s);
    m_facts->setProperty("role", u"secondary"_s);
    m_revised->setText(tr("Revised prompt"));
    m_prompt->setObjectName(u"revisedPrompt"_s);
    m_prompt->setAccessibleName(m_revised->text());
    m_prompt->setReadOnly(true);
    m_prompt->setTabChangesFocus(true);
    m_prompt->document()->setDocumentMargin(0);
    m_prompt->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(2);
    for (QAction *action : actions) {
        auto *button = new QToolButton;
        button->setDefaultAction(action);
        connect(action, &QAction::visibleChanged, button,
            [action, button] { button->setVisible(action->isVisible()); });
        buttons->addWidget(button);
    }
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 8, 12, 8);
    layout->setSpacing(4);
    layout->addWidget(m_facts);
    layout->addWidget(m_clock);
    layout->addWidget(m_revised);
    layout->addWidget(m_prompt);
    layout->addLayout(buttons);
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &PictureDetails::showClock);
}

/// "Picture 2 · 1024 × 1024 pixels · PNG · 1.2 MB · quality high"
QString PictureDetails::factsOf(int row) const
{
    const ListedPicture &picture = m_pictures->at(row);
    QStringList facts{
        picture.partial > 0 ? tr("Partial %1").arg(picture.partial) : tr("Picture %1").arg(picture.number)};
    if (!picture.size.isEmpty())
        facts << tr("%1 × %2 pixels").arg(picture.size.width()).arg(picture.size.height());
    if (!picture.type.isEmpty())
        facts << picture.type;
    if (!picture.bytes.isEmpty())
        facts << briefSize(picture.bytes.size());
    return facts.join(u" · "_s);
}

void PictureDetails::show(int row, const QStringList &facts)
{
    m_row = row;
    setVisible(row >= 0);
    if (row < 0)
        return m_tick.stop();
    const ListedPicture &picture = m_pictures->at(row);
    m_facts->setText(visibleLine((QStringList(factsOf(row)) + facts).join(u" · "_s)));
    m_facts->setToolTip(plainToolTip(m_facts->text()));
    if (m_prompt->toPlainText() != picture.revisedPrompt)
        m_prompt->setPlainText(visibleText(picture.revisedPrompt));
    m_revised->setVisible(!picture.revisedPrompt.isEmpty());
    m_prompt->setVisible(!picture.revisedPrompt.isEmpty());
    fitPrompt();
    showClock();
}

void PictureDetails::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fitPrompt();
}

/// As high as its text, up to a few lines.
void PictureDetails::fitPrompt()
{
    const int lines = std::clamp(qRound(m_prompt->document()->size().height()), 1, PromptLines);
    m_prompt->setFixedHeight(lines * m_prompt->fontMetrics().lineSpacing() + 2);
}

void PictureDetails::showClock()
{
    const ListedPicture &picture = m_pictures->at(m_row);
    const bool isElsewhere = !picture.url.isEmpty() && picture.bytes.isEmpty();
    m_clock->setVisible(isElsewhere);
    if (!isElsewhere)
        return m_tick.stop();
    const QString place = PictureFetch::placeOf(picture.url);
    const auto left = m_pictures->left(m_row);
    if (left > 0s)
        m_clock->setText(
            tr("At %1, fetched without your key. OpenAI keeps a picture for 60 minutes: %2 left.")
                .arg(place, TimeText::duration(left)));
    else
        m_clock->setText(
            tr("At %1, fetched without your key. OpenAI keeps a picture for 60 minutes, which are over.")
                .arg(place));
    m_tick.start();
}

} // namespace Parlance
