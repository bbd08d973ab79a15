// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/pages.h"

#include "client/chatsession.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/playground/forgetquestion.h"
#include "ui/playground/keptpage.h"
#include "ui/playground/lanearrangement.h"
#include "ui/playground/lanelist.h"
#include "ui/playground/lanepage.h"
#include "ui/playground/pagebar.h"
#include "ui/playground/sharedparameters.h"
#include "view/base/dropframe.h"

#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// True for at most one lane, without a conversation and with default parameters.
bool hasNothingToLose(const LanePage &page)
{
    const QList<Lane *> &lanes = page.lanes();
    return !page.hasConversation() && lanes.size() <= 1 && std::ranges::all_of(lanes, [](const Lane *lane) {
        return lane->parameters() == LaneParameters();
    });
}

bool areSame(const QList<LaneSetup> &lanes)
{
    return std::ranges::all_of(
        lanes, [&lanes](const LaneSetup &lane) { return lane.parameters == lanes.first().parameters; });
}

QString numberedName(int number)
{
    return number == 1 ? Pages::tr("Playground") : Pages::tr("Playground %1").arg(number);
}

} // namespace

Pages::Pages(const Lane::Shared &shared, QWidget *parent)
    : QWidget(parent)
    , m_shared(shared)
    , m_bar(new PageBar)
    , m_stack(new QStackedWidget)
{
    auto *add = new QToolButton;
    add->setObjectName(u"newPage"_s);
    add->setText(u"+"_s);
    add->setAccessibleName(tr("New page"));
    add->setToolTip(tr("New page"));
    auto *strip = new DropFrame;
    strip->setObjectName(u"pageStrip"_s);
    auto *row = new QHBoxLayout(strip);
    row->setContentsMargins(8, 4, 8, 0);
    row->setSpacing(4);
    row->addWidget(m_bar);
    row->addWidget(add);
    row->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(strip);
    layout->addWidget(m_stack, 1);
    newPage(freeName());

    connect(add, &QToolButton::clicked, this, &Pages::addPage);
    connect(strip, &DropFrame::filesDropped, this, &Pages::filesDropped);
    connect(m_bar, &PageBar::currentChanged, this, &Pages::show);
    connect(m_bar, &PageBar::tabMoved, this, &Pages::changed);
    connect(m_bar, &PageBar::tabCloseRequested, this, [this](int index) { requestClose(pageAt(index)); });
    connect(m_bar, &PageBar::renamed, this, &Pages::rename);
}

LanePage *Pages::pageAt(int index) const
{
    return static_cast<LanePage *>(m_bar->tabData(index).value<QWidget *>());
}

int Pages::indexOf(const LanePage *page) const
{
    int index = 0;
    while (index < m_bar->count() && pageAt(index) != page)
        ++index;
    return index;
}

LanePage *Pages::current() const
{
    return pageAt(m_bar->currentIndex());
}

QList<LanePage *> Pages::all() const
{
    QList<LanePage *> pages;
    for (int i = 0; i < m_bar->count(); ++i)
        pages.append(pageAt(i));
    return pages;
}

QString Pages::nameOf(const LanePage *page) const
{
    return m_bar->name(indexOf(page));
}

Preset Pages::presetOf(const LanePage *page) const
{
    Preset preset{.name = nameOf(page), .lanes = {}};
    for (const Lane *lane : askable(page->lanes()))
        preset.lanes.append({.choice = lane->choice(), .parameters = lane->parameters()});
    return preset;
}

QString Pages::freeName() const
{
    const QList<LanePage *> pages = all();
    const auto isTaken = [this, &pages](const QString &name) {
        return std::ranges::any_of(
            pages, [this, &name](const LanePage *page) { return nameOf(page) == name; });
    };
    int number = 1;
    while (isTaken(numberedName(number)))
        ++number;
    return numberedName(number);
}

LanePage *Pages::newPage(const QString &name)
{
    auto *page = new LanePage(m_shared);
    m_stack->addWidget(page);
    connectPage(page);
    const QSignalBlocker blocker(m_bar); // its page does not exist yet
    const int index = m_bar->addPage(name);
    m_bar->setTabData(index, QVariant::fromValue<QWidget *>(page));
    showClosable();
    return page;
}

void Pages::connectPage(LanePage *page)
{
    connect(page, &LanePage::lanesChanged, this, &Pages::changed);
    connect(page->parameters(), &SharedParameters::changed, this, &Pages::changed);
    connect(page, &LanePage::settingsRequested, this, &Pages::settingsRequested);
    connect(page, &LanePage::keyRequested, this, &Pages::keyRequested);
    connect(page, &LanePage::parametersRequested, this, &Pages::parametersRequested);
    connect(page->promptBar()->editor(), &PromptEditor::textChanged, this, &Pages::promptEdited);
    connect(page, &LanePage::ladderChosen, this, &Pages::openLadder);
}

LanePage *Pages::addPage()
{
    const Lane *lane = current()->currentLane();
    LanePage *page = newPage(freeName());
    if (lane)
        page->arrangement()->add(lane->choice());
    m_bar->setCurrentIndex(indexOf(page));
    page->promptBar()->editor()->setFocus();
    return page;
}

QList<LaneSetup> Pages::known(const QList<LaneSetup> &lanes) const
{
    QList<LaneSetup> known = lanes;
    known.removeIf(
        [this](const LaneSetup &lane) { return !m_shared.resolver->catalog().find(lane.choice.gateway); });
    return known;
}

void Pages::open(const Preset &preset)
{
    if (known(preset.lanes).isEmpty())
        return;
    LanePage *page = hasNothingToLose(*current()) ? current() : newPage(preset.name);
    fill(page, preset, areSame(known(preset.lanes)));
    m_bar->setCurrentIndex(indexOf(page));
    page->promptBar()->editor()->setFocus();
    Q_EMIT changed();
}

void Pages::openLadder(const Preset &ladder)
{
    Preset preset = ladder;
    for (LaneSetup &setup : preset.lanes) {
        for (const Lane *lane : current()->lanes()) {
            if (lane->choice().gateway == setup.choice.gateway)
                setup.choice.mode = lane->choice().mode;
        }
    }
    open(preset);
}

QStringList Pages::kept() const
{
    QStringList texts;
    for (const LanePage *page : all()) {
        texts << writeKept({.preset = presetOf(page),
            .isNamed = m_named.contains(page),
            .isSame = page->parameters()->areSame()});
    }
    texts.removeAll(QString());
    return texts;
}

void Pages::restore(const QStringList &texts)
{
    for (const QString &text : texts) {
        const auto kept = readKept(text);
        if (!kept || known(kept->preset.lanes).isEmpty())
            continue;
        LanePage *page = current()->lanes().isEmpty() ? current() : newPage(kept->preset.name);
        fill(page, kept->preset, kept->isSame.value_or(areSame(kept->preset.lanes)));
        if (kept->isNamed)
            m_named.insert(page);
    }
}

void Pages::fill(LanePage *page, const Preset &preset, bool sameParameters)
{
    const QList<LaneSetup> lanes = known(preset.lanes);
    const QList<Lane *> before = page->lanes();
    page->parameters()->setSame(sameParameters);
    for (const LaneSetup &lane : lanes)
        page->arrangement()->add(lane.choice)->setParameters(lane.parameters);
    for (Lane *lane : before)
        page->arrangement()->close(lane);
    if (!m_named.contains(page))
        m_bar->setName(indexOf(page), preset.name);
}

void Pages::rename(int index, const QString &name)
{
    if (name == m_bar->name(index)) // unchanged
        return;
    m_bar->setName(index, name);
    m_named.insert(pageAt(index));
    Q_EMIT changed();
}

void Pages::requestClose(LanePage *page)
{
    if (m_bar->count() == 1)
        return;
    const QString question = tr("Close “%1”?").arg(nameOf(page));
    askToForget(window(), question, tr("C&lose the page"), page->unsaved(), [this, asked = QPointer(page)] {
        if (asked)
            close(asked);
    });
}

void Pages::close(LanePage *page)
{
    if (m_bar->count() == 1)
        return;
    for (const Lane *lane : page->lanes())
        lane->session()->clear();
    page->disconnect(this);
    m_named.remove(page);
    m_bar->removeTab(indexOf(page));
    m_stack->removeWidget(page);
    page->deleteLater();
    showClosable();
    Q_EMIT changed();
}

void Pages::show(int index)
{
    LanePage *page = pageAt(index);
    if (!page)
        return;
    m_stack->setCurrentWidget(page);
    Q_EMIT currentChanged(page);
}

void Pages::showClosable()
{
    m_bar->setTabsClosable(m_bar->count() > 1);
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

bool Pages::hasConversation() const
{
    return std::ranges::any_of(all(), &LanePage::hasConversation);
}

Unsaved Pages::unsaved() const
{
    Unsaved unsaved;
    for (const LanePage *page : all())
        unsaved |= page->unsaved();
    return unsaved;
}

} // namespace Parlance
