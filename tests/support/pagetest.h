// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fixture/windowfixture.h"
#include "support/eventually.h"
#include "support/fakeserver.h"
#include "ui/compose/parameterrow.h"
#include "ui/endpoints/endpointpage.h"
#include "ui/playground/pages.h"

#include <QAbstractButton>
#include <QLabel>
#include <QPointer>
#include <QTest>
#include <QThreadPool>

namespace Parlance {

/// All that the notice of a column or a pane says; empty while it is hidden.
[[nodiscard]] inline QString noticeIn(const QWidget &widget)
{
    QStringList lines;
    for (const QLatin1StringView name : {QLatin1StringView("laneNoticeTitle"),
             QLatin1StringView("laneNoticeText"), QLatin1StringView("laneNoticeDetails")}) {
        const auto *label = widget.findChild<QLabel *>(name);
        if (label->isVisible())
            lines << label->text();
    }
    return lines.join(u'\n');
}

/// What the tests of endpoint pages begin with: a page whose columns have a `ViewType`, the embedded gateway,
/// which it asks at first, and a server for what is live.
template <typename PageType, typename ViewType>
class PageTest : public QObject
{
protected:
    static constexpr double Fast = 50; ///< the speed of the embedded gateway

    /// Before anything else of a test. `clock` is that of the client; without one, the system's.
    void setUp(Clock *clock = nullptr)
    {
        QThreadPool::globalInstance()->setExpiryTimeout(0); // what waits for work is no thread to count
        m_server = std::make_unique<FakeServer>();
        m_fixture = std::make_unique<WindowFixture>(Fast, clock);
    }
    [[nodiscard]] EndpointPage::Services services(const QList<Fault> &faults = {}) const
    {
        return {&m_fixture->client(), &m_fixture->resolver(), faults};
    }
    /// Takes the page and begins it.
    void show(std::unique_ptr<PageType> page)
    {
        m_owned = std::move(page);
        m_page = m_owned.get();
        m_page->resize(900, 600);
        m_page->show();
        m_page->begin(nullptr);
        useServer();
    }
    /// Opens a new page in the window.
    void showInWindow(const QString &kind)
    {
        m_fixture->window().restoreLanes();
        m_page = static_cast<PageType *>(m_fixture->window().pages()->open(kind));
        useServer();
    }
    /// Deletes the page that `show()` took.
    void closePage() { m_owned.reset(); }
    void tearDown()
    {
        closePage();
        m_fixture.reset();
        m_server.reset();
    }

    [[nodiscard]] WindowFixture &fixture() const { return *m_fixture; }
    [[nodiscard]] FakeServer &server() const { return *m_server; }
    [[nodiscard]] PageType &page() const { return *m_page; }
    [[nodiscard]] EndpointColumn &column(int place = 0) const { return *page().columns().at(place); }
    [[nodiscard]] ViewType &view(int place = 0) const
    {
        return static_cast<ViewType &>(*column(place).view());
    }

    /// What a label in the column says, or one on the page; empty while it is hidden.
    [[nodiscard]] QString said(const QString &name, int place = 0) const
    {
        const auto *inColumn = column(place).template findChild<QLabel *>(name);
        const auto *label = inColumn ? inColumn : page().template findChild<QLabel *>(name);
        return label->isVisible() ? label->text() : QString();
    }
    [[nodiscard]] QString notice(int place = 0) const { return noticeIn(column(place)); }
    void click(const QString &button) const { page().template findChild<QAbstractButton *>(button)->click(); }
    /// Sets a parameter as a user does.
    void set(const QString &name, const QJsonValue &value) const
    {
        auto *row = page().template findChild<ParameterRow *>(QStringLiteral("row_") + name);
        row->setValue(value);
        Q_EMIT row->changed();
    }

    void chooseLive(int place = 0, const QString &model = QStringLiteral("m")) const
    {
        column(place).connection()->choose(
            {.gateway = QStringLiteral("ruapi"), .model = model, .mode = TargetResolver::Mode::Live});
    }
    /// The request of a run at the server; null if none comes.
    [[nodiscard]] FakeConnection *runLive(const QString &model = QStringLiteral("m")) const
    {
        chooseLive(0, model);
        page().act(Page::Command::Run);
        return m_server->nextRequest();
    }
    /// Runs with this answer.
    [[nodiscard]] bool answer(const QByteArray &body, const QByteArray &type = "application/json") const
    {
        FakeConnection *connection = runLive();
        if (connection)
            connection->sendWhole(200, type, body);
        return connection && waitUntilIdle();
    }
    [[nodiscard]] bool run() const
    {
        page().act(Page::Command::Run);
        return waitUntilIdle();
    }
    [[nodiscard]] bool waitUntilIdle() const
    {
        return eventually([this] { return !page().isBusy(); });
    }

private:
    /// After the page has begun, which otherwise would be live.
    void useServer() const
    {
        m_fixture->useLive(QStringLiteral("ruapi"), m_server->url(QStringLiteral("/")));
    }

    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<PageType> m_owned;
    QPointer<PageType> m_page;
};

} // namespace Parlance
