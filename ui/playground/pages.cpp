// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/pages.h"

#include "ui/playground/forgetquestion.h"
#include "ui/playground/keptpage.h"
#include "ui/playground/menubutton.h"
#include "ui/playground/pagebar.h"
#include "view/base/dropframe.h"

#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

Pages::Pages(const PageKinds &kinds, QWidget *parent)
    : QWidget(parent)
    , m_kinds(kinds)
    , m_bar(new PageBar)
    , m_stack(new QStackedWidget)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeStrip());
    layout->addWidget(m_stack, 1);
    m_recent.append(add(m_kinds.first().id));

    connect(m_bar, &PageBar::currentChanged, this, &Pages::showTab);
    connect(m_bar, &PageBar::tabMoved, this, &Pages::changed);
    connect(m_bar, &PageBar::tabCloseRequested, this, [this](int index) { requestClose(pageAt(index)); });
    connect(m_bar, &PageBar::renamed, this, &Pages::rename);
    connect(m_bar, &PageBar::menuRequested, this, &Pages::openMenu);
}

/// A page may still tell of its end.
Pages::~Pages()
{
    for (const Page *page : all())
        page->disconnect(this);
}

QWidget *Pages::makeStrip()
{
    auto *add = new QToolButton;
    add->setObjectName(u"newPage"_s);
    add->setText(u"+"_s);
    add->setAccessibleName(tr("New page"));
    add->setToolTip(tr("New page"));
    auto *menu = new QMenu(add);
    addKinds(menu);
    add->setMenu(menu);
    leaveWithMenu(add, menu);
    add->setPopupMode(QToolButton::MenuButtonPopup);
    auto *strip = new DropFrame;
    strip->setObjectName(u"pageStrip"_s);
    auto *row = new QHBoxLayout(strip);
    row->setContentsMargins(8, 4, 8, 0);
    row->setSpacing(4);
    row->addWidget(m_bar);
    row->addWidget(add);
    row->addStretch();
    connect(add, &QToolButton::clicked, this, [this] { open(m_kinds.first().id); });
    connect(strip, &DropFrame::filesDropped, this, &Pages::filesDropped);
    return strip;
}

void Pages::addKinds(QMenu *menu)
{
    for (const PageKind &kind : m_kinds) {
        QAction *action = menu->addAction(kind.name, this, [this, id = kind.id] { open(id); });
        action->setToolTip(kind.toolTip);
    }
    menu->setToolTipsVisible(true);
}

Page *Pages::pageAt(int index) const
{
    return static_cast<Page *>(m_bar->tabData(index).value<QWidget *>());
}

int Pages::indexOf(const Page *page) const
{
    int index = 0;
    while (index < m_bar->count() && pageAt(index) != page)
        ++index;
    return index;
}

Page *Pages::current() const
{
    return pageAt(m_bar->currentIndex());
}

QList<Page *> Pages::all() const
{
    QList<Page *> pages;
    for (int i = 0; i < m_bar->count(); ++i)
        pages.append(pageAt(i));
    return pages;
}

Page *Pages::lastOf(const QString &kind) const
{
    const QList<Page *> pages = m_recent + all();
    const auto found = std::ranges::find(pages, kind, &Page::kind);
    return found == pages.cend() ? nullptr : *found;
}

QString Pages::nameOf(const Page *page) const
{
    return m_bar->name(indexOf(page));
}

void Pages::suggestName(const Page *page, const QString &name)
{
    if (m_named.contains(page))
        return;
    setName(indexOf(page), name);
}

/// "Playground", "Playground 2".
QString Pages::freeName(const QString &name) const
{
    QStringList taken;
    for (const Page *page : all())
        taken.append(nameOf(page));
    QString free = name;
    for (int number = 2; taken.contains(free); ++number)
        free = tr("%1 %2").arg(name).arg(number);
    return free;
}

Page *Pages::add(const QString &kind, const QString &name)
{
    const PageKind &found = *findKind(m_kinds, kind);
    Page *page = found.make(m_kinds);
    m_stack->addWidget(page);
    connectPage(page);
    {
        const QSignalBlocker blocker(m_bar); // its page is not there yet
        const int index = m_bar->addPage(name.isEmpty() ? freeName(found.tab) : name);
        m_bar->setTabData(index, QVariant::fromValue<QWidget *>(page));
    }
    showSign(page);
    showClosable();
    Q_EMIT added(page);
    return page;
}

Page *Pages::open(const QString &kind)
{
    const Page *last = lastOf(kind);
    const Page *like = last ? last : current();
    Page *page = add(kind);
    page->begin(like);
    setCurrent(page);
    page->act(Page::Command::Focus);
    return page;
}

void Pages::connectPage(Page *page)
{
    connect(page, &Page::stateChanged, this, [this, page] {
        showSign(page);
        if (page == current())
            Q_EMIT currentStateChanged();
    });
    connect(page, &Page::keptChanged, this, &Pages::changed);
    connect(page, &Page::openRequested, this, &Pages::openOn);
    connect(page, &Page::settingsRequested, this, &Pages::settingsRequested);
    connect(page, &Page::keyRequested, this, &Pages::keyRequested);
}

void Pages::openOn(const QString &kind, const QList<LaneChoice> &choices)
{
    Page *page = lastOf(kind);
    if (!page)
        page = add(kind);
    setCurrent(page);
    page->open(choices);
}

QStringList Pages::kept() const
{
    QStringList texts;
    for (const Page *page : all()) {
        texts << page->kept({.kind = page->kind(), .name = nameOf(page), .isNamed = m_named.contains(page)});
    }
    texts.removeAll(QString());
    return texts;
}

void Pages::restore(const QStringList &texts)
{
    m_replaced = current();
    for (const QString &text : texts)
        restoreOne(text);
    if (m_replaced && m_bar->count() > 1)
        close(m_replaced);
    m_replaced = nullptr;
}

void Pages::restoreOne(const QString &text)
{
    const KeptTab tab = readKeptTab(text);
    if (!findKind(m_kinds, tab.kind))
        return;
    const bool isFirst = m_bar->count() == 1 && m_replaced && m_replaced->kind() == tab.kind;
    Page *page = isFirst ? m_replaced : add(tab.kind, tab.name);
    if (!page->restore(text)) {
        if (!isFirst)
            close(page);
        return;
    }
    suggestName(page, tab.name);
    if (isFirst)
        m_replaced = nullptr;
    if (tab.isNamed)
        m_named.insert(page);
}

void Pages::rename(int index, const QString &name)
{
    if (name == m_bar->name(index)) // unchanged
        return;
    m_named.insert(pageAt(index));
    setName(index, name);
}

void Pages::setName(int index, const QString &name)
{
    m_bar->setName(index, name);
    if (index == m_bar->currentIndex())
        Q_EMIT currentNameChanged();
    Q_EMIT changed();
}

void Pages::openMenu(int index, const QPoint &global)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QPointer<Page> page = pageAt(index);
    menu->addAction(tr("&Rename"), this, [this, page] {
        if (page)
            m_bar->editName(indexOf(page));
    });
    menu->addAction(tr("&Close"), this,
            [this, page] {
                if (page)
                    requestClose(page);
            })
        ->setEnabled(m_bar->count() > 1);
    menu->addSeparator();
    addKinds(menu->addMenu(tr("&New page")));
    menu->popup(global);
}

void Pages::requestClose(Page *page)
{
    if (m_bar->count() == 1)
        return;
    const QString question = tr("Close “%1”?").arg(nameOf(page));
    askToForget(window(), question, tr("C&lose the page"), page->unsaved(), [this, asked = QPointer(page)] {
        if (asked)
            close(asked);
    });
}

void Pages::close(Page *page)
{
    if (m_bar->count() == 1)
        return;
    m_bar->cancelEdit(); // the tabs get other numbers
    page->drop();
    page->disconnect(this);
    m_named.remove(page);
    m_bar->removeTab(indexOf(page));
    m_recent.removeAll(page);
    m_focused.remove(page);
    m_stack->removeWidget(page);
    page->deleteLater();
    showClosable();
    Q_EMIT changed();
}

void Pages::setCurrent(const Page *page)
{
    m_bar->setCurrentIndex(indexOf(page));
}

void Pages::showTab(int index)
{
    Page *page = pageAt(index);
    if (!page)
        return;
    QWidget *focus = window()->focusWidget();
    m_focused[m_recent.first()] = focus;
    m_recent.removeAll(page);
    m_recent.prepend(page);
    m_stack->setCurrentWidget(page);
    Q_EMIT currentChanged(page);
    if (isVisible() && focus != m_bar) // who steps through the tabs by the arrow keys goes on
        giveFocusTo(page);
}

/// To where it was on the page when that was left, or else to its first field.
void Pages::giveFocusTo(Page *page)
{
    QWidget *last = m_focused.value(page);
    const bool isThere = last && last->isVisible() && last->isEnabled() &&
                         (page->isAncestorOf(last) || (page->foot() && page->foot()->isAncestorOf(last)));
    isThere ? last->setFocus() : page->act(Page::Command::Focus);
}

void Pages::showSign(const Page *page)
{
    m_bar->setSign(indexOf(page), findKind(m_kinds, page->kind())->icon, page->state());
}

void Pages::showClosable()
{
    m_bar->setTabsClosable(m_bar->count() > 1);
    m_bar->updateGeometry(); // the tabs have another width now, which it does not tell
}

void Pages::editName()
{
    m_bar->editName(m_bar->currentIndex());
}

void Pages::step(int by)
{
    const int count = m_bar->count();
    m_bar->setCurrentIndex((m_bar->currentIndex() + by + count) % count);
}

Unsaved Pages::unsaved() const
{
    Unsaved unsaved;
    for (const Page *page : all())
        unsaved |= page->unsaved();
    return unsaved;
}

} // namespace Parlance
