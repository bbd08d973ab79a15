// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/targetresolver.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace Parlance {

/// Says in a lane what leaves this computer: asks whether a key may go to an origin, naming both; or says
/// once that prompts now go to a host, and offers the way back. Hidden otherwise.
class LiveBar : public QFrame
{
    Q_OBJECT

public:
    /// `resolver` must outlive it.
    explicit LiveBar(TargetResolver *resolver, QWidget *parent = nullptr);

    /// Asks about this gateway's key if necessary.
    void follow(const Gateway &gateway, TargetResolver::Mode mode);
    [[nodiscard]] bool isAsking() const { return m_question.has_value(); }
    /// Says that prompts now go to the host of the followed gateway, until `quiet()` or until they go
    /// elsewhere. A question takes precedence.
    void announce();
    void quiet();

Q_SIGNALS:
    void demoRequested();
    /// The user allowed the key to go there.
    void keyAllowed();

private:
    void showState();
    void say(const QString &words);
    void answer(bool isGiven);

    TargetResolver *m_resolver;
    std::optional<KeyConsent> m_question;
    QString m_host;      ///< the host of a live lane
    QString m_announced; ///< the host in the message
    QLabel *m_text;
    QPushButton *m_send;
    QPushButton *m_withhold;
    QPushButton *m_demo;
};

} // namespace Parlance
