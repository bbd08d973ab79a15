// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/laneheader.h"

#include "client/keyconsent.h"
#include "gateways/mcpservers.h"
#include "ui/compose/tierbutton.h"
#include "ui/playground/lanemenu.h"
#include "ui/playground/menubutton.h"
#include "ui/playground/modebadge.h"
#include "view/base/elidedlabel.h"
#include "view/base/glyphbutton.h"
#include "view/base/linkbutton.h"
#include "view/base/stylesheet.h"
#include "view/base/tooltip.h"
#include "workspace/words/schematext.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Parlance {

LaneHeader::LaneHeader(QWidget *parent)
    : QFrame(parent)
    , m_tier(new TierButton)
    , m_nameEdit(new QLineEdit)
    , m_mode(new ModeBadge)
    , m_showAll(new QPushButton)
    , m_host(new ElidedLabel)
    , m_menu(new LaneMenu(this))
    , m_more(new MenuButton(m_menu, tr("Lane menu"), tr("What this lane can do")))
    , m_line(new ElidedLabel)
    , m_parameters(new GlyphButton(GlyphButton::Glyph::Sliders))
    , m_mute(new GlyphButton(GlyphButton::Glyph::Speaker))
{
    setObjectName(u"laneHeader"_s);
    m_showAll->setObjectName(u"showAllLanes"_s);
    lookLikeLink(m_showAll);
    m_more->setObjectName(u"laneMenuButton"_s);
    m_host->setObjectName(u"laneHost"_s);
    m_host->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_host->setMinimumWidth(1);          // otherwise it could not shrink
    m_host->setElideMode(Qt::ElideLeft); // the end identifies the owner
    m_line->setObjectName(u"useCase"_s);
    m_line->setProperty("role", u"secondary"_s);
    m_parameters->setObjectName(u"parametersButton"_s);
    m_parameters->setAccessibleName(tr("Parameters"));
    m_mute->setObjectName(u"muteButton"_s);
    m_mute->setCheckable(true);
    buildNameEdit();
    buildLayout();
    setMaximizedOf(0);
    setMuted(false);
    setParameters({});

    connect(m_tier, &TierButton::clicked, this, &LaneHeader::pickRequested);
    connect(m_mode, &QToolButton::clicked, this, &LaneHeader::modeToggled);
    connect(m_showAll, &QPushButton::clicked, this, &LaneHeader::maximizeToggled);
    connect(m_parameters, &QToolButton::clicked, this, &LaneHeader::parametersRequested);
    connect(m_menu, &LaneMenu::modeToggled, this, &LaneHeader::modeToggled);
    connect(m_menu, &LaneMenu::parametersRequested, this, &LaneHeader::parametersRequested);
    connect(m_mute, &QToolButton::clicked, this, &LaneHeader::muteToggled);
}

void LaneHeader::buildLayout()
{
    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_tier);
    top->addWidget(m_nameEdit);
    top->addStretch();
    top->addWidget(m_showAll);
    top->addWidget(m_more);
    auto *bottom = new QHBoxLayout;
    bottom->setContentsMargins(7, 0, 0, 0);
    bottom->setSpacing(2);
    bottom->addStrut(m_mute->sizeHint().height()); // a replay shows no buttons there
    bottom->addWidget(m_mode);
    bottom->addSpacing(6);
    bottom->addWidget(m_host);
    bottom->addSpacing(6);
    bottom->addWidget(m_line);
    bottom->addWidget(m_parameters);
    bottom->addWidget(m_mute);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(9, 8, 8, 6);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addLayout(bottom);
}

void LaneHeader::show(
    const Gateway &gateway, const LaneChoice &choice, const QString &fault, const QUrl &base)
{
    m_gatewayName = choice.model.isEmpty() ? gateway.name : gateway.fullName();
    m_model = !choice.model.isEmpty() ? choice.model
              : gateway.needsModel()  ? tr("Choose a model")
                                      : gateway.protocol;
    showTier();
    const QString useCase = gateway.useCase(choice.model);
    m_useCase = useCase.isEmpty() ? gateway.hint : useCase;
    const QStringList toolTip = {gateway.hint, gateway.notes.join(u'\n')};
    m_line->setToolTip(plainToolTip(toolTip.join(u'\n').trimmed()));
    showLine();
    showMode(choice.mode == TargetResolver::Mode::Live, fault, base);
}

void LaneHeader::showMode(bool live, const QString &fault, const QUrl &base)
{
    m_host->setText(live ? hostOf(base) : QString());
    m_host->setVisible(!m_host->text().isEmpty());
    m_host->setToolTip(plainToolTip(originOf(base)));
    m_mode->setMode(live, fault);
}

void LaneHeader::showReplay(const Gateway &gateway, const QString &model, const QString &file)
{
    m_gatewayName = gateway.fullName();
    m_model = model.isEmpty() ? file : model;
    showTier();
    m_tier->setEnabled(false);
    m_tier->setToolTip(plainToolTip(tr("%1, played from %2").arg(m_tier->accessibleName(), file)));
    m_useCase = tr("%1 · takes no prompts").arg(file);
    m_line->setToolTip(plainToolTip(
        tr("This lane plays the capture in %1. A prompt for all lanes leaves it out.").arg(file)));
    showLine();
    m_host->hide();
    m_mode->setText(tr("replay"));
    m_mode->setAccessibleName(tr("Replay"));
    m_mode->setToolTip(tr("Replaying a capture: nothing is sent."));
    m_mode->setEnabled(false);
    setStyleProperty(m_mode, "replay", true);
    m_parameters->hide();
    m_mute->hide();
    m_menu->setReplay();
}

void LaneHeader::buildNameEdit()
{
    m_nameEdit->setObjectName(u"laneName"_s);
    m_nameEdit->setAccessibleName(tr("Name of the lane"));
    m_nameEdit->setPlaceholderText(tr("Name of the lane"));
    m_nameEdit->setMaxLength(80);
    m_nameEdit->installEventFilter(this);
    m_nameEdit->hide();
    connect(m_nameEdit, &QLineEdit::editingFinished, this, [this] {
        if (m_nameEdit->isHidden())
            return;
        m_nameEdit->hide();
        m_tier->show();
        Q_EMIT named(m_nameEdit->text().simplified());
    });
}

void LaneHeader::setName(const QString &name)
{
    m_name = name;
    showTier();
}

void LaneHeader::editName()
{
    m_nameEdit->setText(m_name);
    m_nameEdit->selectAll();
    m_tier->hide();
    m_nameEdit->show();
    m_nameEdit->setFocus();
}

bool LaneHeader::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return QFrame::eventFilter(watched, event);
    if (static_cast<QKeyEvent *>(event)->key() != Qt::Key_Escape)
        return QFrame::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::KeyPress) {
        m_nameEdit->hide();
        m_tier->show();
        m_tier->setFocus();
    }
    return true;
}

/// The given name takes the place of the model, which goes before it.
void LaneHeader::showTier()
{
    if (m_name.isEmpty())
        m_tier->setTier(m_gatewayName, m_model);
    else
        m_tier->setTier(m_gatewayName + u' ' + m_model, m_name);
}

void LaneHeader::showAnswered(const QString &text)
{
    m_answered = text;
    showLine();
}

void LaneHeader::showLine()
{
    m_line->setText(m_mute->isChecked()    ? tr("muted: skipped")
                    : m_answered.isEmpty() ? m_useCase
                                           : m_answered);
}

void LaneHeader::setSeveral(bool several)
{
    m_mute->setVisible(several && m_mode->isEnabled()); // a replay is never asked
    m_menu->setSeveral(several);
}

void LaneHeader::setMaximizedOf(int count)
{
    m_showAll->setVisible(count > 1);
    m_showAll->setText(tr("Show all %n lanes", nullptr, count));
    m_menu->setMaximized(count > 1);
}

void LaneHeader::setMuted(bool muted)
{
    const QString words =
        muted ? tr("Muted: prompts skip this lane. Click to unmute.") : tr("Mute: prompts skip this lane");
    m_mute->setChecked(muted);
    m_mute->setAccessibleName(muted ? tr("Unmute the lane") : tr("Mute the lane"));
    m_mute->setToolTip(words);
    m_menu->setMuted(muted);
    m_tier->setMuted(muted);
    setStyleProperty(this, "muted", muted);
    showLine();
}

void LaneHeader::setCurrent(bool current)
{
    setStyleProperty(this, "current", current);
}

void LaneHeader::setParameters(const LaneParameters &parameters)
{
    const bool unreadExtra = problemOfExtra(parameters.extra).has_value();
    const bool unreadSchema = !describeFormatProblem(parameters.format).isEmpty();
    const bool unreadTool = problemOf(parameters.tools, parameters.variables).has_value();
    const bool unread = unreadExtra || unreadSchema || unreadTool || problemOf(parameters.tools.servers);
    const bool has = parameters != LaneParameters();
    m_parameters->setLight(unread ? GlyphButton::Light::Warning
                           : has  ? GlyphButton::Light::On
                                  : GlyphButton::Light::Off);
    m_parameters->setToolTip(unreadExtra    ? tr("Parameters: the extra JSON cannot be sent")
                             : unreadSchema ? tr("Parameters: the schema cannot be sent")
                             : unreadTool   ? tr("Parameters: a tool cannot be sent")
                             : unread       ? tr("Parameters: an MCP server cannot be sent")
                             : has          ? tr("Parameters: some are sent")
                                            : tr("Parameters: none are sent"));
}

void LaneHeader::mousePressEvent(QMouseEvent *event)
{
    Q_EMIT pressed();
    m_pressed = event->button() == Qt::LeftButton;
    m_pressedAt = event->position().toPoint();
}

void LaneHeader::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint way = event->position().toPoint() - m_pressedAt;
    if (!m_pressed || (!m_dragging && way.manhattanLength() < QApplication::startDragDistance()))
        return;
    m_dragging = true;
    setCursor(Qt::ClosedHandCursor);
    Q_EMIT dragged(event->globalPosition().toPoint());
}

void LaneHeader::mouseReleaseEvent(QMouseEvent *event)
{
    const bool wasDragging = m_dragging;
    m_pressed = false;
    m_dragging = false;
    unsetCursor();
    if (wasDragging)
        Q_EMIT dropped(event->globalPosition().toPoint());
}

void LaneHeader::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        Q_EMIT maximizeToggled();
}

void LaneHeader::cancelDrag()
{
    m_pressed = false;
    m_dragging = false;
    unsetCursor();
    Q_EMIT dragCancelled();
}

} // namespace Parlance
