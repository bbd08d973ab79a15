// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/chatclient.h"
#include "client/chatsession.h"
#include "demo/server/demogateway.h"
#include "ui/mainwindow.h"
#include "ui/playground/lanearrangement.h"
#include "ui/playground/lanepage.h"
#include "ui/playground/lanepages.h"
#include "ui/playground/promptsender.h"
#include "ui/playground/prompttarget.h"
#include "ui/playground/sharedparameters.h"

#include <memory>

namespace Parlance {

/// The whole program without main(): a real window, real HTTP, the embedded gateway, and separate settings.
class WindowFixture
{
public:
    /// `speed` is the factor by which the embedded gateway answers faster than its normal pace.
    /// `clock` is that of the client; without one, the system's.
    explicit WindowFixture(double speed, Clock *clock = nullptr);
    ~WindowFixture();

    [[nodiscard]] static QString settingsFolder();

    [[nodiscard]] MainWindow &window() const { return *m_window; }
    [[nodiscard]] ChatClient &client() { return m_client; }
    [[nodiscard]] TargetResolver &resolver() const { return *m_resolver; }
    /// Lets live requests to this gateway go to `base`, with the key "sk-0123456789", which may go there.
    void useLive(const QString &gatewayId, const QUrl &base) const;
    [[nodiscard]] LanePage &page() const { return *m_window->lanePage(); }
    [[nodiscard]] Lane &lane(int place = 0) const { return *page().lanes().at(place); }
    [[nodiscard]] const Conversation &conversation(int place = 0) const;
    /// The newest reply of a lane.
    [[nodiscard]] const Reply &reply(int place = 0) const;
    /// All text that a lane's view shows.
    [[nodiscard]] QString shown(int place = 0) const;

    /// The action of the menu bar with this text; null if there is none.
    [[nodiscard]] QAction *menuAction(const QString &text) const;

    /// The text in the prompt.
    [[nodiscard]] QString typed() const;
    void type(const QString &text) const;
    /// Types the prompt and presses Enter.
    void ask(const QString &prompt) const;
    /// Asks, and processes events until all lanes are done. False if that takes too long.
    [[nodiscard]] bool askAndWait(const QString &prompt) const;
    [[nodiscard]] bool waitUntilIdle() const;

private:
    DemoGateway m_demo;
    std::unique_ptr<TargetResolver> m_resolver;
    ChatClient m_client;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace Parlance
