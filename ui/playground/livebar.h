// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/targetresolver.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace Parlance {

/// What a lane says about leaving this computer, in place: the question whether a key may go to an origin,
/// with both in words; or, once, that prompts go to a host now, with the way back. Hidden otherwise.
class LiveBar : public QFrame
{
    Q_OBJECT

public:
    /// `resolver` must outlive it.
    explicit LiveBar(TargetResolver *resolver, QWidget *parent = nullptr);

    /// Asks what there is to ask about this gateway, or asks nothing.
    void follow(const Gateway &gateway, TargetResolver::Mode mode);
    [[nodiscard]] bool isAsking() const { return m_question.has_value(); }
    /// Says that prompts now go to the host of the gateway that is followed, until `quiet()` or until they go
    /// elsewhere. A question comes first.
    void announce();
    void quiet();

Q_SIGNALS:
    void demoRequested();
    /// The user has allowed the key to go there.
    void keyAllowed();

private:
    void showState();
    void say(const QString &words);
    void answer(bool isGiven);

    TargetResolver *m_resolver;
    std::optional<KeyConsent> m_question;
    QString m_host;      ///< of a live lane
    QString m_announced; ///< the host that is said
    QLabel *m_text;
    QPushButton *m_send;
    QPushButton *m_withhold;
    QPushButton *m_demo;
};

} // namespace Parlance
