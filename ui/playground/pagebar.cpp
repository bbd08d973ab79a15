// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/pagebar.h"

#include "ui/playground/pagesign.h"
#include "view/base/mnemonic.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int MinEditorWidth = 120;
constexpr int MaxName = 60;
constexpr QSize SignSize(14, 14);

QString textOf(Page::State state)
{
    switch (state) {
    case Page::State::Busy:
        return PageBar::tr("A request is running");
    case Page::State::Failed:
        return PageBar::tr("The last request failed");
    case Page::State::Idle:
        break;
    }
    return {};
}

} // namespace

PageBar::PageBar(QWidget *parent)
    : QTabBar(parent)
    , m_editor(new QLineEdit(this))
{
    setObjectName(u"pageBar"_s);
    setAccessibleName(tr("Pages"));
    setFocusPolicy(Qt::TabFocus); // a click leaves the focus to the page
    setDocumentMode(true);
    setDrawBase(false);
    setExpanding(false);
    setMovable(true);
    setElideMode(Qt::ElideRight);
    setIconSize(SignSize);
    m_editor->setObjectName(u"pageName"_s);
    m_editor->setAccessibleName(tr("Name of the page"));
    m_editor->setMaxLength(MaxName);
    m_editor->installEventFilter(this);
    m_editor->hide();
    connect(m_editor, &QLineEdit::editingFinished, this, &PageBar::takeName);
}

int PageBar::addPage(const QString &name)
{
    const int index = addTab({});
    setName(index, name);
    return index;
}

QString PageBar::name(int index) const
{
    return tabText(index).replace(u"&&"_s, u"&"_s);
}

void PageBar::setName(int index, const QString &name)
{
    setTabText(index, escapedAmpersands(name));
    describe(index);
}

void PageBar::describe(int index)
{
    const QString state = tabToolTip(index);
    setAccessibleTabName(index, state.isEmpty() ? name(index) : u"%1: %2"_s.arg(name(index), state));
}

void PageBar::setSign(int index, const QPainterPath &icon, Page::State state)
{
    const QString text = textOf(state);
    if (!tabIcon(index).isNull() && tabToolTip(index) == text)
        return;
    setTabIcon(index, pageSign(icon, state));
    setTabToolTip(index, text);
    describe(index);
}

/// No wider than the tabs, so that what follows is next to them.
QSize PageBar::minimumSizeHint() const
{
    return QTabBar::minimumSizeHint().boundedTo(sizeHint());
}

QSize PageBar::tabSizeHint(int index) const
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    const QString text = tabText(index);
    const int more = QFontMetrics(bold).horizontalAdvance(text) - fontMetrics().horizontalAdvance(text);
    return QTabBar::tabSizeHint(index) + QSize(qMax(0, more), 0);
}

void PageBar::editName(int index)
{
    m_edited = index;
    m_before = window()->focusWidget();
    QRect area = tabRect(index).adjusted(4, 2, -4, -2);
    area.setWidth(qMax(area.width(), MinEditorWidth));
    m_editor->setGeometry(area);
    m_editor->setText(name(index));
    m_editor->selectAll();
    m_editor->show();
    m_editor->setFocus();
}

void PageBar::takeName()
{
    const int index = std::exchange(m_edited, -1);
    const QString name = m_editor->text().simplified();
    closeEditor();
    if (index >= 0 && !name.isEmpty())
        Q_EMIT renamed(index, name);
}

void PageBar::cancelEdit()
{
    m_edited = -1; // before the editor closes, which takes the name
    closeEditor();
}

void PageBar::closeEditor()
{
    if (m_editor->hasFocus() && m_before)
        m_before->setFocus();
    m_editor->hide();
}

void PageBar::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int index = tabAt(event->position().toPoint());
    if (index >= 0 && event->button() == Qt::LeftButton)
        editName(index);
}

void PageBar::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKeyboard = event->reason() == QContextMenuEvent::Keyboard;
    const int index = byKeyboard ? currentIndex() : tabAt(event->pos());
    if (index >= 0)
        Q_EMIT menuRequested(
            index, byKeyboard ? mapToGlobal(tabRect(index).bottomLeft()) : event->globalPos());
}

void PageBar::mouseReleaseEvent(QMouseEvent *event)
{
    const int index = tabAt(event->position().toPoint());
    if (index >= 0 && event->button() == Qt::MiddleButton)
        Q_EMIT tabCloseRequested(index);
    else
        QTabBar::mouseReleaseEvent(event);
}

bool PageBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_editor && event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        cancelEdit();
        event->accept();
        return true;
    }
    return QTabBar::eventFilter(watched, event);
}

} // namespace Parlance
