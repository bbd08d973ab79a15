// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/playground/fault.h"

#include <QMenu>

namespace Parlance {

/// What one lane can do, behind the three dots of its header.
class LaneMenu : public QMenu
{
    Q_OBJECT

public:
    explicit LaneMenu(QWidget *parent = nullptr);

    /// The failures to choose from.
    void setFaults(const QList<Fault> &faults);
    /// Only the embedded gateway fails on demand.
    void setDemo(bool demo);
    /// The place of what is shown among its versions, from 1, and how many there are; 1 of 1 offers nothing.
    void setVersion(int place, int count);
    /// The only lane stays.
    void setClosable(bool closable) { m_close->setEnabled(closable); }
    /// An empty id cannot be copied.
    void setRequestId(const QString &id);

    /// The failure that is asked for; empty for none.
    [[nodiscard]] QString fault() const;

Q_SIGNALS:
    void regenerateRequested();
    /// Another version of the last answer, or of its question, is wanted: -1 for the one before, 1 for the next.
    void versionRequested(int step);
    void clearRequested();
    void streamToggled(bool stream);
    void faultChosen(const QString &name);
    void duplicateRequested();
    void closeRequested();

private:
    void addFault(const QString &name, const QString &text);

    QAction *m_stream;
    QMenu *m_faults;
    QActionGroup *m_faultGroup;
    QAction *m_previous;
    QAction *m_next;
    QAction *m_copyId;
    QAction *m_close;
    QString m_requestId;
};

} // namespace Parlance
