// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/picturedetails.h"

#include "chat/visibletext.h"
#include "ui/edit/longtextedit.h"
#include "ui/endpoints/picturefetch.h"
#include "ui/endpoints/picturelist.h"
#include "ui/endpoints/runfigures.h"
#include "view/base/elidedlabel.h"
#include "view/base/plainlabel.h"
#include "view/base/tooltip.h"
#include "workspace/words/timetext.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Parlance {

namespace {

constexpr int PromptLines = 3;
constexpr int ButtonMargin = 12; ///< left of a button's text, which stands below the lines

bool hasAny(const PictureList &pictures, QString ListedPicture::*text)
{
    for (int row = 0; row < pictures.rowCount(); ++row) {
        if (!(pictures.at(row).*text).isEmpty())
            return true;
    }
    return false;
}

/// OpenAI's own hosts of files, for which it documents how long they stay (C-10).
bool isOfOpenAi(const QUrl &url)
{
    const QString host = url.host();
    return host.endsWith(".openai.com"_L1) || host.endsWith(".oaiusercontent.com"_L1) ||
           (host.startsWith("oaidalle"_L1) && host.endsWith(".blob.core.windows.net"_L1));
}

} // namespace

PictureDetails::PictureDetails(const PictureList *pictures, const QList<QAction *> &actions, QWidget *parent)
    : QFrame(parent)
    , m_pictures(pictures)
    , m_facts(new ElidedLabel)
    , m_clock(plainLabel(u"pictureClock"_s, u"secondary"_s))
    , m_revised(plainLabel(u"revisedTitle"_s, u"secondary"_s))
    , m_prompt(new LongTextEdit)
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
    layout->setContentsMargins(16 - ButtonMargin, 8, 12, 8);
    for (QWidget *line : std::initializer_list<QWidget *>{m_facts, m_clock, m_revised})
        line->setContentsMargins(ButtonMargin, 0, 0, 0);
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
    if (row < 0) {
        m_lines = 1;
        return m_tick.stop();
    }
    m_facts->setText(visibleLine((QStringList(factsOf(row)) + facts).join(u" · "_s)));
    m_facts->setToolTip(plainToolTip(m_facts->text()));
    showPrompt();
    showClock();
}

/// If any of the pictures has one, so that their view keeps its height.
void PictureDetails::showPrompt()
{
    const bool isAny = hasAny(*m_pictures, &ListedPicture::revisedPrompt);
    const QString prompt = visibleText(m_pictures->at(m_row).revisedPrompt);
    if (m_prompt->toPlainText() != prompt)
        m_prompt->setPlainText(prompt);
    m_revised->setVisible(isAny);
    m_prompt->setVisible(isAny);
    fitPrompt();
}

void PictureDetails::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fitPrompt();
}

/// As high as its text, up to a few lines.
void PictureDetails::fitPrompt()
{
    m_lines = std::clamp(qRound(m_prompt->document()->size().height()), m_lines, PromptLines);
    m_prompt->setFixedHeight(m_lines * m_prompt->fontMetrics().lineSpacing() + 4);
}

void PictureDetails::showClock()
{
    const ListedPicture &picture = m_pictures->at(m_row);
    const QString place = PictureFetch::placeOf(picture.url);
    const auto left = m_pictures->left(m_row);
    m_clock->setVisible(hasAny(*m_pictures, &ListedPicture::address));
    if (picture.url.isEmpty())
        m_clock->setText(QString());
    else if (!picture.bytes.isEmpty())
        m_clock->setText(tr("Fetched from %1 without your key.").arg(place));
    else if (!isOfOpenAi(picture.url))
        m_clock->setText(tr("At %1.").arg(place));
    else if (left > 0s)
        m_clock->setText(
            tr("At %1. OpenAI keeps pictures for 60 minutes: %2 left.").arg(place, TimeText::duration(left)));
    else
        m_clock->setText(tr("At %1. OpenAI keeps pictures for 60 minutes, which are over.").arg(place));
    if (!isOfOpenAi(picture.url) || !picture.bytes.isEmpty())
        m_tick.stop();
    else
        m_tick.start();
}

} // namespace Parlance
