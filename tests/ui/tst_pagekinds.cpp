// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventually.h"
#include "ui/playground/keptpage.h"
#include "ui/playground/pagebar.h"
#include "ui/playground/pages.h"
#include "windowfixture.h"
#include "workspace/appsettings.h"

#include <QJsonObject>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

/// A page that does what a test says.
class FakePage : public Page
{
public:
    using Page::Page;

    [[nodiscard]] State state() const override { return shown; }
    [[nodiscard]] Unsaved unsaved() const override { return lost; }
    void drop() override { isDropped = true; }
    [[nodiscard]] QString kept(const KeptTab &tab) const override
    {
        return writeKept({{u"setting"_s, setting}}, tab);
    }
    [[nodiscard]] bool restore(const QString &kept) override
    {
        restored = kept;
        return !kept.contains(u"broken");
    }
    [[nodiscard]] bool can(Command) const override { return true; }
    void act(Command command) override { done.append(command); }
    [[nodiscard]] QString runText() const override { return u"&Run"_s; }
    [[nodiscard]] std::shared_ptr<const Call> currentCall() const override { return nullptr; }
    [[nodiscard]] QString gatewayId() const override { return {}; }
    void goLive(const QString &) override {}
    void begin(const Page *page) override { like = page; }
    void open(const QList<LaneChoice> &choices) override { opened.append(choices); }

    void become(State state)
    {
        shown = state;
        Q_EMIT stateChanged();
    }

    State shown = State::Idle;
    Unsaved lost;
    QString setting = u"blue"_s;
    QString restored;
    const Page *like = nullptr;
    bool isDropped = false;
    QList<Command> done;
    QList<LaneChoice> opened;
    qreal zoom = 0;

protected:
    void applyZoom(qreal factor) override { zoom = factor; }
};

PageKind kindOf(const QString &id, const QString &tab)
{
    QPainterPath icon;
    icon.addEllipse(QPointF(0, 0), 5, 5);
    return {.id = id,
        .name = u"&"_s + tab,
        .tab = tab,
        .toolTip = {},
        .icon = icon,
        .make = [id](const PageKinds &) {
            return new FakePage(id);
        }};
}

PageKinds kinds()
{
    return {kindOf(u"lanes"_s, u"Plain"_s), kindOf(u"other"_s, u"Other"_s)};
}

FakePage &at(const Pages &pages, int place)
{
    return *static_cast<FakePage *>(pages.all().at(place));
}

QStringList names(const Pages &pages)
{
    QStringList names;
    for (const Page *page : pages.all())
        names << pages.nameOf(page);
    return names;
}

PageBar &bar(const Pages &pages)
{
    return *pages.findChild<PageBar *>();
}

QImage sign(const Pages &pages, int place)
{
    return bar(pages).tabIcon(place).pixmap(QSize(16, 16)).toImage();
}

} // namespace

/// Tabs for pages of any kind.
class TestPageKinds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensAPageOfEachKind();
    void plusOpensTheFirstKind();
    void plusIsNotLeftLit();
    void theTabShowsWhatThePageDoes();
    void closingDropsThePage();
    void closingAsksFirst();
    void pagesComeBackByTheirKind();
    void whatCannotBeRestoredIsLeftOut();
    void aKeyIsNotKept();
    void aModelOpensOnTheLastPageOfItsKind();
    void aModelOpensANewPageIfThereIsNone();
    void zoomIsOneForAllPages();
    void theNewMenuHasTheKinds();
};

void TestPageKinds::opensAPageOfEachKind()
{
    Pages pages(kinds());
    QSignalSpy shown(&pages, &Pages::currentChanged);
    Page *first = pages.current();
    Page *other = pages.open(u"other"_s);
    QCOMPARE(pages.current(), other);
    QCOMPARE(shown.size(), 1);
    QCOMPARE(static_cast<FakePage *>(other)->like, first);
    QCOMPARE(static_cast<FakePage *>(other)->done, QList{Page::Command::Focus});
    auto *second = static_cast<FakePage *>(pages.open(u"other"_s));
    QCOMPARE(second->like, other);
    QCOMPARE(static_cast<FakePage *>(pages.open(u"lanes"_s))->like, first);
    QCOMPARE(names(pages), (QStringList{u"Plain"_s, u"Other"_s, u"Other 2"_s, u"Plain 2"_s}));
}

void TestPageKinds::plusOpensTheFirstKind()
{
    Pages pages(kinds());
    pages.open(u"other"_s);
    auto *add = pages.findChild<QToolButton *>(u"newPage"_s);
    add->click();
    QCOMPARE(names(pages), (QStringList{u"Plain"_s, u"Other"_s, u"Plain 2"_s}));
    QCOMPARE(add->menu()->actions().size(), kinds().size());
    add->menu()->actions().at(1)->trigger();
    QCOMPARE(names(pages).last(), u"Other 2"_s);
}

/// A page opened by key moves the button away from the pointer, which tells it nothing.
void TestPageKinds::plusIsNotLeftLit()
{
    Pages pages(kinds());
    pages.resize(600, 400);
    pages.show();
    auto *add = pages.findChild<QToolButton *>(u"newPage"_s);
    add->setAttribute(Qt::WA_UnderMouse);
    const int before = add->x();
    pages.open(u"other"_s);
    QVERIFY(eventually([add, before] { return add->x() != before; }));
    QVERIFY(!add->testAttribute(Qt::WA_UnderMouse));
}

void TestPageKinds::theTabShowsWhatThePageDoes()
{
    Pages pages(kinds());
    pages.open(u"other"_s);
    QSignalSpy current(&pages, &Pages::currentStateChanged);
    const QImage idle = sign(pages, 0);
    at(pages, 0).become(Page::State::Busy);
    QCOMPARE(current.size(), 0);
    const QImage busy = sign(pages, 0);
    QCOMPARE(bar(pages).tabToolTip(0), u"A request is running"_s);
    QCOMPARE(bar(pages).accessibleTabName(0), u"Plain: A request is running"_s);
    at(pages, 0).become(Page::State::Failed);
    const QImage failed = sign(pages, 0);
    QCOMPARE(bar(pages).tabToolTip(0), u"The last request failed"_s);
    QVERIFY(idle != busy && busy != failed && failed != idle);
    at(pages, 0).become(Page::State::Idle);
    QCOMPARE(sign(pages, 0), idle);
    QCOMPARE(bar(pages).tabToolTip(0), QString());
    at(pages, 1).become(Page::State::Busy);
    QCOMPARE(current.size(), 1);
}

void TestPageKinds::closingDropsThePage()
{
    Pages pages(kinds());
    const QPointer<Page> other = pages.open(u"other"_s);
    pages.open(u"other"_s);
    pages.setCurrent(other);
    pages.requestClose(other);
    QVERIFY(static_cast<FakePage *>(other.data())->isDropped);
    settle();
    QVERIFY(!other);
    QCOMPARE(names(pages), (QStringList{u"Plain"_s, u"Other 2"_s}));
    pages.requestClose(pages.all().last());
    pages.requestClose(pages.current());
    QCOMPARE(names(pages), QStringList(u"Plain"_s));
}

void TestPageKinds::closingAsksFirst()
{
    const WindowFixture fixture(50);
    Settings::asksBeforeForgetting().set(true);
    Pages pages(kinds());
    auto *other = static_cast<FakePage *>(pages.open(u"other"_s));
    other->lost.draft = true;
    QVERIFY(pages.unsaved().draft);
    pages.requestClose(other);
    auto *question = pages.findChild<QMessageBox *>(u"forgetQuestion"_s);
    QCOMPARE(question->text(), u"Close “Other”?"_s);
    QCOMPARE(pages.all().size(), 2);
    question->findChild<QPushButton *>(u"forget"_s)->click();
    QCOMPARE(pages.all().size(), 1);
}

void TestPageKinds::pagesComeBackByTheirKind()
{
    Pages pages(kinds());
    pages.open(u"other"_s);
    pages.open(u"lanes"_s);
    pages.requestClose(pages.all().first());
    Q_EMIT bar(pages).renamed(0, u"Mine"_s);

    Pages restarted(kinds());
    restarted.restore(pages.kept());
    QCOMPARE(names(restarted), (QStringList{u"Mine"_s, u"Plain 2"_s}));
    QCOMPARE(restarted.all().first()->kind(), u"other"_s);
    QCOMPARE(restarted.kept(), pages.kept());
    restarted.suggestName(restarted.all().first(), u"Yours"_s);
    QCOMPARE(names(restarted).first(), u"Mine"_s);
    QCOMPARE(readKeptTab(at(restarted, 0).restored),
        (KeptTab{.kind = u"other"_s, .name = u"Mine"_s, .isNamed = true}));
}

void TestPageKinds::whatCannotBeRestoredIsLeftOut()
{
    Pages pages(kinds());
    pages.restore({u"not JSON, broken"_s, uR"({"kind":"of a newer version","preset":"New"})"_s,
        uR"({"kind":"other","preset":"broken"})"_s, uR"({"preset":"Old"})"_s,
        uR"({"kind":"other","preset":"Good"})"_s});
    QCOMPARE(names(pages), (QStringList{u"Old"_s, u"Good"_s}));
    QCOMPARE(pages.current()->kind(), u"lanes"_s);
    Pages untouched(kinds());
    untouched.restore({uR"({"kind":"other","preset":"broken"})"_s});
    QCOMPARE(names(untouched), QStringList(u"Plain"_s));
}

void TestPageKinds::aKeyIsNotKept()
{
    Pages pages(kinds());
    at(pages, 0).setting = u"sk-ant-api03-0123456789abcdefghij"_s;
    QCOMPARE(pages.kept(), QStringList());
}

void TestPageKinds::aModelOpensOnTheLastPageOfItsKind()
{
    Pages pages(kinds());
    Page *first = pages.open(u"other"_s);
    pages.open(u"other"_s);
    pages.setCurrent(first);
    pages.setCurrent(pages.all().first());
    const LaneChoice choice{.gateway = u"ruflo"_s, .model = u"ruflo-pro"_s};
    Q_EMIT pages.current()->openRequested(u"other"_s, {choice});
    QCOMPARE(pages.current(), first);
    QCOMPARE(static_cast<FakePage *>(first)->opened, QList{choice});
    QCOMPARE(pages.all().size(), 3);
}

void TestPageKinds::aModelOpensANewPageIfThereIsNone()
{
    Pages pages(kinds());
    Q_EMIT pages.current()->openRequested(u"other"_s, {{.gateway = u"ruflo"_s, .model = {}}});
    QCOMPARE(names(pages), (QStringList{u"Plain"_s, u"Other"_s}));
    QCOMPARE(at(pages, 1).opened.size(), 1);
    QCOMPARE(pages.current(), pages.all().last());
}

void TestPageKinds::zoomIsOneForAllPages()
{
    const WindowFixture fixture(50);
    Pages pages(kinds());
    pages.open(u"other"_s);
    pages.show();
    pages.current()->zoomBy(2);
    QVERIFY(at(pages, 1).zoom > 1.2);
    pages.setCurrent(pages.all().first());
    QCOMPARE(at(pages, 0).zoom, at(pages, 1).zoom);
    pages.current()->zoomBy(0);
    QCOMPARE(at(pages, 0).zoom, 1.0);
}

void TestPageKinds::theNewMenuHasTheKinds()
{
    const WindowFixture fixture(50);
    fixture.window().restoreLanes();
    QStringList texts;
    for (const QAction *action : fixture.window().findChildren<QAction *>()) {
        if (action->shortcut() == QKeySequence(u"Ctrl+T"_s))
            texts << action->text();
    }
    QCOMPARE(texts, QStringList(u"&Chat page"_s));
    for (QAction *action : fixture.window().findChildren<QAction *>()) {
        if (action->shortcut() == QKeySequence(u"Ctrl+T"_s))
            action->trigger();
    }
    QCOMPARE(fixture.window().pages()->all().size(), 2);
    QCOMPARE(fixture.page().lanes().size(), 1);
}

QTEST_MAIN(TestPageKinds)
#include "tst_pagekinds.moc"
