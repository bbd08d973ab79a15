// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/gateway.h"
#include "gateways/laneparameters.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace Parlance {

class ParameterRow;

/// Edits what lanes send besides the messages. Only what a gateway documents is offered, within the bounds
/// that it documents; the rest stands apart, out of reach, with the reason. JSON that cannot be
/// read is kept as it is typed, and said.
class ParametersPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ParametersPanel(QWidget *parent = nullptr);

    /// Whose parameters these are.
    struct Target
    {
        QString name; ///< of the lane, where it is one of several and has its own
        bool isOneOfMany = false;
        QList<Gateway> gateways; ///< of all lanes that they are for
        bool operator==(const Target &) const = default;
    };
    void show(const Target &target, const LaneParameters &parameters);
    /// Puts the cursor into the extra JSON, which stands at the end.
    void showExtra();

Q_SIGNALS:
    /// Changed by hand.
    void changed(const Parlance::LaneParameters &parameters);
    void sameForAllToggled(bool same);
    void closeRequested();

private:
    [[nodiscard]] QWidget *makeTitle();
    [[nodiscard]] QWidget *makeFooter();
    void addRows();
    void addRow(ParameterRow *row);
    void showTarget();
    void showRow(ParameterRow *row);
    [[nodiscard]] QString hintOf(QLatin1StringView name) const;
    void onEdited();

    QList<ParameterRow *> m_rows;
    Target m_target;
    QVBoxLayout *m_taken;
    QVBoxLayout *m_notTaken;
    QLabel *m_for;
    QCheckBox *m_same;
    QLabel *m_reason;
    QScrollArea *m_scroll;
};

} // namespace Parlance
