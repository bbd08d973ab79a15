// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/gatewaytest.h"

#include <QWidget>

class QFormLayout;
class QLabel;
class QPushButton;

namespace Parlance {

/// Tests the gateway in a form, and says what came back: its models, an answer, or what is wrong.
class GatewayTestBar : public QWidget
{
    Q_OBJECT

public:
    /// Appends itself and its words as rows to the form. The other two must outlive the bar.
    GatewayTestBar(ChatClient *client, TargetResolver *resolver, QFormLayout *form);

    /// Shows whether this draft can be tested. Gives a running test up, and forgets what came of it, if the
    /// draft differs from the one before.
    void setDraft(const GatewayDraft &draft);

private:
    void start();
    void stop();
    void goOn();
    void run(GatewayTest::Manner manner);
    void showIdle();
    void showRunning(const Silence &silence);
    void showResult(const GatewayTest::Result &result);
    void showError(const GatewayTest::Result &result);
    void say(const QString &title, const QString &role, const QString &text = {});
    [[nodiscard]] QString wayOn() const;
    [[nodiscard]] QString obstacle() const;
    [[nodiscard]] QString model() const;

    TargetResolver *m_resolver;
    GatewayTest m_test;
    GatewayDraft m_draft;
    GatewayTest::Result m_result;
    QPushButton *m_start;
    QPushButton *m_stop;
    QPushButton *m_goOn;
    QLabel *m_title;
    QLabel *m_text;
};

} // namespace Parlance
