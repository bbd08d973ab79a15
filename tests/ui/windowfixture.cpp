// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowfixture.h"

#include "demo/server/demofaults.h"
#include "support/eventually.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "view/conversation/conversationmessages.h"
#include "view/conversation/conversationview.h"
#include "workspace/appsettings.h"

#include <QMenu>
#include <QMenuBar>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

DemoSettings settingsOf(double speed)
{
    DemoSettings settings;
    settings.speed = speed;
    return settings;
}

QList<Fault> faults()
{
    QList<Fault> faults;
    for (const DemoFault &fault : demoFaults())
        faults.append({.name = fault.name, .description = fault.description, .path = fault.path});
    return faults;
}

} // namespace

QString WindowFixture::settingsFolder()
{
    static const QTemporaryDir folder;
    return folder.path();
}

WindowFixture::WindowFixture(double speed, Clock *clock)
    : m_demo(settingsOf(speed))
    , m_client(nullptr, clock)
{
    QCoreApplication::setOrganizationName(u"parlance"_s);
    QCoreApplication::setApplicationName(u"parlance"_s);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settingsFolder());
    Settings::asksBeforeForgetting().set(false);
    m_resolver = std::make_unique<TargetResolver>(Catalog::builtIn(), m_demo.start().value());
    m_window = std::make_unique<MainWindow>(&m_client, m_resolver.get(), faults());
    m_window->show();
}

WindowFixture::~WindowFixture()
{
    m_window.reset();
    QSettings().clear();
}

void WindowFixture::useLive(const QString &gatewayId, const QUrl &base) const
{
    m_resolver->setBaseUrl(gatewayId, base);
    m_resolver->keys()->setSource(gatewayId, {.kind = KeySource::Kind::Session});
    m_resolver->keys()->setKey(gatewayId, Secret("sk-0123456789"));
    m_resolver->allowKey(*m_resolver->catalog().find(gatewayId));
}

const Conversation &WindowFixture::conversation(int place) const
{
    return lane(place).session()->conversation();
}

const Reply &WindowFixture::reply(int place) const
{
    return conversation(place).turn(conversation(place).last()).reply();
}

QString WindowFixture::shown(int place) const
{
    lane(place).view()->messages()->flush();
    return lane(place).view()->document()->toPlainText();
}

QAction *WindowFixture::menuAction(const QString &text) const
{
    for (const QMenu *menu : m_window->menuBar()->findChildren<QMenu *>()) {
        const QList<QAction *> actions = menu->actions();
        if (const auto found = std::ranges::find(actions, text, &QAction::text); found != actions.cend())
            return *found;
    }
    return nullptr;
}

QString WindowFixture::typed() const
{
    return page().promptBar()->editor()->toPlainText();
}

void WindowFixture::type(const QString &text) const
{
    page().promptBar()->editor()->setPlainText(text);
}

void WindowFixture::ask(const QString &prompt) const
{
    type(prompt);
    QTest::keyClick(page().promptBar()->editor(), Qt::Key_Return);
}

bool WindowFixture::askAndWait(const QString &prompt) const
{
    ask(prompt);
    return waitUntilIdle();
}

bool WindowFixture::waitUntilIdle() const
{
    return eventually([this] { return !page().isBusy(); });
}

} // namespace Parlance
