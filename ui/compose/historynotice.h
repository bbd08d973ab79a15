// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/compose/refusalnotice.h"

namespace Parlance {

/// Says, next to the prompt, that the gateway would refuse the conversation so far, and offers to show the
/// faulty message or to repair it, too.
class HistoryNotice : public RefusalNotice
{
    Q_OBJECT

public:
    explicit HistoryNotice(QWidget *parent = nullptr);

    /// `repair` says what would cure it.
    void say(const QString &text, const QString &repair);

Q_SIGNALS:
    /// Asks to show the faulty message.
    void showRequested();
    void repairRequested();

private:
    QPushButton *m_repair;
};

} // namespace Parlance
