// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/findbar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Parlance {

FindBar::FindBar(QWidget *parent)
    : QFrame(parent)
    , m_edit(new QLineEdit)
    , m_count(new QLabel)
    , m_place(new QLabel)
    , m_previous(addButton(u"↑"_s, tr("Previous match (Shift+Enter)")))
    , m_next(addButton(u"↓"_s, tr("Next match (Enter)")))
    , m_close(addButton(u"×"_s, tr("Close (Esc)")))
{
    setObjectName(u"findBar"_s);
    m_edit->setPlaceholderText(tr("Find"));
    m_edit->setAccessibleName(tr("Find in the conversation"));
    m_edit->setFrame(false);
    m_edit->installEventFilter(this);
    m_count->setProperty("role", u"secondary"_s);
    m_place->setObjectName(u"findPlace"_s);
    m_place->setProperty("role", u"secondary"_s);
    m_place->setTextFormat(Qt::PlainText);
    m_place->setContentsMargins(7, 0, 0, 3);
    m_place->hide();
    auto *line = new QHBoxLayout;
    line->setSpacing(2);
    line->addWidget(m_edit, 1);
    line->addWidget(m_count);
    line->addSpacing(4);
    for (QToolButton *button : {m_previous, m_next, m_close})
        line->addWidget(button);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 4, 6, 4);
    layout->setSpacing(0);
    layout->addLayout(line);
    layout->addWidget(m_place);
    connect(m_edit, &QLineEdit::textChanged, this, &FindBar::queryChanged);
    connect(m_previous, &QToolButton::clicked, this, [this] { Q_EMIT stepRequested(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { Q_EMIT stepRequested(1); });
    connect(m_close, &QToolButton::clicked, this, &FindBar::closed);
    hide();
}

QToolButton *FindBar::addButton(const QString &text, const QString &name)
{
    auto *button = new QToolButton; // no parent yet, so that Tab reaches it after the field
    button->setText(text);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setAutoRaise(true);
    button->setFixedSize(26, 24);
    return button;
}

void FindBar::setPlace(const QString &name)
{
    m_place->setText(tr("Only in %1").arg(name));
    m_place->setVisible(!name.isEmpty());
}

void FindBar::open(const QString &text)
{
    if (!text.isEmpty())
        m_edit->setText(text);
    show();
    raise();
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
    Q_EMIT queryChanged(m_edit->text());
}

QString FindBar::query() const
{
    return m_edit->text();
}

void FindBar::showCount(qsizetype current, qsizetype total, bool more)
{
    const QString all = QString::number(total) + (more ? u"…"_s : QString());
    m_count->setVisible(!m_edit->text().isEmpty());
    m_count->setText(total == 0 && !more ? tr("none") : tr("%1 of %2").arg(current).arg(all));
    m_previous->setEnabled(total > 0);
    m_next->setEnabled(total > 0);
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return QFrame::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (event->type() == QEvent::ShortcutOverride) { // elsewhere in the window, Escape stops the lanes
        event->setAccepted(key->key() == Qt::Key_Escape);
        return event->isAccepted();
    }
    switch (key->key()) {
    case Qt::Key_Escape:
        Q_EMIT closed();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT stepRequested(key->modifiers() & Qt::ShiftModifier ? -1 : 1);
        return true;
    case Qt::Key_Down:
        Q_EMIT stepRequested(1);
        return true;
    case Qt::Key_Up:
        Q_EMIT stepRequested(-1);
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

} // namespace Parlance
